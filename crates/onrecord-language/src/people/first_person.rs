//! Who "I" is: the speaker of the statement, or the one who signs the paper.

use super::nominals::{Pronoun, pronoun};
use crate::Draft;
use onrecord_record::{
    Confidence, EntityId, EntityKind, Mention, MentionId, MentionKind, Reason, Span,
};

/// Links first-person pronouns in quoted words to the speaker, and those of an affidavit to the one
/// who begins it with "I, Ann Lee,".
pub(crate) fn resolve(draft: &mut Draft) {
    let open: Vec<usize> = draft
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.entity.is_none() && is_first(draft, m))
        .map(|(i, _)| i)
        .collect();
    if open.is_empty() {
        return;
    }
    let quoted = quoted_contents(draft);
    let declarant = declarant(draft);
    let links: Vec<(usize, EntityId, &'static str)> = open
        .into_iter()
        .filter_map(|i| {
            let mention = draft.mentions.get(i)?;
            let (speaker, rule) = match draft.quote_around(mention.span) {
                Some(_) => (
                    speaker_at(&quoted, mention.span)?,
                    "first-person-of-speaker",
                ),
                None => (declarant?, "first-person-of-declarant"),
            };
            let many = pronoun(draft.words(mention.head)) == Some(Pronoun::FirstPlural);
            let entity = draft.entities.get(speaker.index())?;
            let is_many = entity.plural || entity.kind != EntityKind::Person;
            (many == is_many).then_some((i, speaker, rule))
        })
        .collect();
    for (i, entity, rule) in links {
        link(draft, i, entity, rule);
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

/// Who begins a paper with "I, Ann Lee,": only where one does.
fn declarant(draft: &Draft) -> Option<EntityId> {
    let mut found = None;
    for (i, mention) in draft.mentions.iter().enumerate() {
        if draft.words(mention.span) != "I" || draft.quote_around(mention.span).is_some() {
            continue;
        }
        let end = draft.tokens_in(mention.span).end;
        let Some(next) = draft.mentions.get(i + 1) else {
            break;
        };
        let named = draft.word(end) == ","
            && next.kind == MentionKind::Name
            && draft.tokens_in(next.span).start == end + 1;
        if named && next.entity.is_some() {
            if found.is_some() && found != next.entity {
                return None;
            }
            found = next.entity;
        }
    }
    found
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
