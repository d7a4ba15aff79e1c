//! Who "I" is: the speaker of the statement, or the one who signs the paper.

use super::nominals::{Pronoun, pronoun};
use crate::Draft;
use onrecord_record::{
    BlockKind, Confidence, EntityId, EntityKind, Mention, MentionId, MentionKind, Reason, Span,
};

/// Links the first-person pronouns of a paper's own words to whoever writes it, before anything is made
/// of its statements.
pub(crate) fn resolve_author(draft: &mut Draft) {
    let own: Vec<usize> = open(draft)
        .into_iter()
        .filter(|i| {
            draft
                .mentions
                .get(*i)
                .is_some_and(|m| is_own(draft, m.span))
        })
        .collect();
    if own.is_empty() {
        return;
    }
    let Some(author) = super::author::author(draft) else {
        return;
    };
    link_all(draft, own, author, "first-person-of-declarant");
}

/// Links first-person pronouns in quoted words and in turns to the speaker.
pub(crate) fn resolve(draft: &mut Draft) {
    let open = open(draft);
    if open.is_empty() {
        return;
    }
    let quoted = quoted_contents(draft);
    for i in open {
        let Some(mention) = draft.mentions.get(i) else {
            continue;
        };
        let speaker = if draft.quote_around(mention.span).is_some() {
            speaker_at(&quoted, mention.span)
        } else {
            speaker_of_turn(draft, mention.span)
        };
        if let Some(speaker) = speaker {
            link_all(draft, vec![i], speaker, "first-person-of-speaker");
        }
    }
}

/// First-person pronouns that nobody stands behind yet.
fn open(draft: &Draft) -> Vec<usize> {
    draft
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.entity.is_none() && is_first(draft, m))
        .map(|(i, _)| i)
        .collect()
}

/// Whether the words are the paper's own: in no quotation, no turn and no earlier message.
fn is_own(draft: &Draft, span: Span) -> bool {
    draft.quote_around(span).is_none()
        && draft.turns.at(span).is_none()
        && !is_of_earlier_message(draft, span)
}

/// Whether the words stand in what a reply carries along of the message before it.
fn is_of_earlier_message(draft: &Draft, span: Span) -> bool {
    let at = draft
        .paragraphs
        .partition_point(|p| p.span.end() <= span.start());
    draft
        .paragraphs
        .get(at)
        .is_some_and(|p| p.kind == BlockKind::QuotedReply)
}

/// Who speaks the turn around `span`.
fn speaker_of_turn(draft: &Draft, span: Span) -> Option<EntityId> {
    let turn = draft.turns.all.get(draft.turns.at(span)?)?;
    draft
        .statements
        .iter()
        .find(|s| s.content == turn.content)?
        .speaker
        .entity()
}

/// Links the mentions to `entity`, "we" only to more than one.
fn link_all(draft: &mut Draft, mentions: Vec<usize>, entity: EntityId, rule: &'static str) {
    let Some(is_many) = draft
        .entities
        .get(entity.index())
        .map(|e| e.plural || e.kind != EntityKind::Person)
    else {
        return;
    };
    for i in mentions {
        let many = draft
            .mentions
            .get(i)
            .is_some_and(|m| pronoun(draft.words(m.head)) == Some(Pronoun::FirstPlural));
        if many == is_many {
            link(draft, i, entity, rule);
        }
    }
}

fn is_first(draft: &Draft, mention: &Mention) -> bool {
    mention.kind == MentionKind::Pronoun
        && matches!(
            pronoun(draft.words(mention.head)),
            Some(Pronoun::First | Pronoun::FirstPlural)
        )
}

/// Content spans with their speakers, in order.
fn quoted_contents(draft: &Draft) -> Vec<(Span, EntityId)> {
    let mut contents: Vec<(Span, EntityId)> = draft
        .statements
        .iter()
        .filter_map(|s| Some((s, s.speaker.entity()?)))
        .flat_map(|(s, speaker)| s.content.iter().map(move |span| (*span, speaker)))
        .collect();
    contents.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    contents
}

/// The speaker of the innermost content around `span`.
fn speaker_at(contents: &[(Span, EntityId)], span: Span) -> Option<EntityId> {
    let before = contents.partition_point(|(c, _)| c.start() <= span.start());
    contents
        .get(before.saturating_sub(32)..before)?
        .iter()
        .rev()
        .find(|(content, _)| content.contains(span))
        .map(|(_, speaker)| *speaker)
}

fn link(draft: &mut Draft, i: usize, entity: EntityId, rule: &'static str) {
    if let Some(mention) = draft.mentions.get_mut(i) {
        mention.entity = Some(entity);
        mention.reason = Reason::rule(rule);
        mention.confidence = Confidence::MEDIUM;
    }
    if let Some(entity) = draft.entities.get_mut(entity.index()) {
        let id = MentionId::new(i);
        let at = entity.mentions.partition_point(|m| *m < id);
        entity.mentions.insert(at, id);
    }
}
