//! Who the source words name, as far as the text settles it.

use super::assembly::Found;
use crate::Draft;
use onrecord_record::{
    Confidence, EntityId, EntityKind, Gender, Mention, MentionKind, Reason, Span, Speaker,
    StatementId, Tag,
};

/// Resolves the speaker of every statement, in the text's order.
pub(crate) fn resolve(draft: &Draft, found: &mut [Found]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|i| found.get(*i).map(position));
    let mut history: Vec<(EntityId, usize)> = Vec::new();
    for i in order {
        let Some(f) = found.get(i) else {
            continue;
        };
        let speaker = speaker_of(draft, f, &history);
        let continues = continues(found, i, &speaker);
        if let Some(entity) = speaker.entity()
            && f.quote.is_none()
        {
            history.push((entity, f.paragraph));
        }
        if let Some(f) = found.get_mut(i) {
            f.statement.speaker = speaker;
            f.statement.continues = continues;
        }
    }
}

/// Whom the words of `span` name, where the text settles it.
pub(crate) fn entity_of(draft: &Draft, span: Span) -> Option<EntityId> {
    mention_for(draft, span, head(draft, span))?.entity
}

/// Where the statement is told: its cue, else its content.
fn position(f: &Found) -> usize {
    let s = &f.statement;
    s.cue.first().or(s.content.first()).map_or(0, |s| s.start())
}

fn speaker_of(draft: &Draft, f: &Found, history: &[(EntityId, usize)]) -> Speaker {
    let Some(source) = f.statement.source.first().copied() else {
        return without_source(f, history);
    };
    if let Some(antecedent) = f.antecedent {
        return match mention_ending_at(draft, antecedent.end()).and_then(|m| m.entity) {
            Some(entity) => known(entity, Reason::rule("relative-pronoun"), Confidence::HIGH),
            None => described(draft, antecedent),
        };
    }
    let head = head(draft, source);
    let mention = mention_for(draft, source, head);
    match mention {
        Some(m) if m.entity.is_some() => {
            let rule = match m.kind {
                MentionKind::Name => "named",
                MentionKind::Handle | MentionKind::Hashtag => "handle",
                MentionKind::Nominal => "description",
                MentionKind::Pronoun => "pronoun",
            };
            m.entity.map_or_else(
                || described(draft, source),
                |entity| known(entity, Reason::rule(rule), m.confidence),
            )
        }
        Some(m) if m.kind == MentionKind::Pronoun => pronoun(draft, f, source, history),
        None if is_pronoun(draft, source) => pronoun(draft, f, source, history),
        _ => described(draft, head_phrase(draft, source, head)),
    }
}

fn known(entity: EntityId, reason: Reason, confidence: Confidence) -> Speaker {
    Speaker::Known {
        entity,
        reason,
        confidence,
    }
}

/// Words that lead to nobody in particular.
fn described(draft: &Draft, words: Span) -> Speaker {
    Speaker::Described {
        name: draft
            .words(words)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    }
}

fn is_pronoun(draft: &Draft, source: Span) -> bool {
    let tokens = draft.tokens_in(source);
    tokens.len() == 1
        && draft
            .tokens
            .get(tokens.start)
            .is_some_and(|t| t.tag.is_pronoun())
}

/// A pronoun that the people's stage left open: the last speaker it agrees with.
fn pronoun(draft: &Draft, f: &Found, source: Span, history: &[(EntityId, usize)]) -> Speaker {
    let unknown = || Speaker::Unknown {
        reason: Reason::rule("pronoun-not-settled"),
    };
    let word = crate::folded::Folded::of(draft.words(source));
    let wanted = match word.as_str() {
        "he" | "his" | "him" => Gender::Male,
        "she" | "her" | "hers" => Gender::Female,
        _ => return unknown(),
    };
    let agrees = |id: EntityId| {
        draft.entities.get(id.index()).is_some_and(|e| {
            e.kind == EntityKind::Person
                && !e.plural
                && (e.gender == wanted || e.gender == Gender::Unknown)
        })
    };
    history
        .iter()
        .rev()
        .take_while(|(_, paragraph)| paragraph + 2 > f.paragraph)
        .find(|(id, _)| agrees(*id))
        .map_or_else(unknown, |(id, _)| {
            known(
                *id,
                Reason::rule("pronoun-last-speaker"),
                Confidence::MEDIUM,
            )
        })
}

/// A quotation without source: whoever spoke last in this paragraph or the one before.
fn without_source(f: &Found, history: &[(EntityId, usize)]) -> Speaker {
    let alone = f.statement.cue.is_empty();
    let near = history
        .last()
        .filter(|(_, paragraph)| paragraph + 1 >= f.paragraph)
        .filter(|_| alone && f.quote.is_none());
    match near {
        Some((entity, _)) => known(*entity, Reason::rule("speech-goes-on"), Confidence::LOW),
        None => Speaker::Unknown {
            reason: Reason::rule("no-source"),
        },
    }
}

/// The last word of the phrase's own noun: "the lawyer" in "the lawyer for Ann Lee", the name after
/// the comma in "Lee's lawyer, Bo Marsh".
fn head(draft: &Draft, source: Span) -> usize {
    let tokens = draft.tokens_in(source);
    let is_name = |i: usize| {
        draft
            .tokens
            .get(i)
            .is_some_and(|t| draft.words(t.span).starts_with(char::is_uppercase))
    };
    let named_after_comma = tokens
        .clone()
        .rfind(|i| draft.word(*i) == "," && is_name(i + 1));
    if named_after_comma.is_some() {
        return tokens.end.saturating_sub(1);
    }
    let mut last = tokens.start;
    for i in tokens.clone() {
        let Some(token) = draft.tokens.get(i) else {
            break;
        };
        let stops = i > tokens.start
            && (matches!(
                token.tag,
                Tag::IN | Tag::TO | Tag::WP | Tag::WDT | Tag::VBG | Tag::VBN
            ) || matches!(
                draft.word(i),
                "," | "(" | "who" | "which" | "that" | "--" | "—"
            ))
            && draft.tokens.get(last).is_some_and(|t| {
                t.tag.is_noun() || t.tag.is_pronoun() || t.tag == Tag::CD || t.tag == Tag::DT
            });
        if stops {
            break;
        }
        last = i;
    }
    last
}

/// The phrase up to its head.
fn head_phrase(draft: &Draft, source: Span, head: usize) -> Span {
    let start = draft.tokens_in(source).start;
    draft.span_of_tokens(start..head + 1).unwrap_or(source)
}

/// The mention that the source is: all of it, or the longest that ends with its head.
fn mention_for<'m>(draft: &'m Draft, source: Span, head: usize) -> Option<&'m Mention> {
    let end = draft.tokens.get(head)?.span.end();
    let first = draft
        .mentions
        .partition_point(|m| m.span.start() < source.start());
    let inside = draft
        .mentions
        .iter()
        .skip(first)
        .take_while(|m| m.span.start() < source.end());
    inside
        .filter(|m| m.span == source || m.span.end() == end || m.head.end() == end)
        .filter(|m| source.contains(m.span) || m.span.start() == source.start())
        .max_by_key(|m| {
            (
                m.entity.is_some(),
                m.kind == MentionKind::Name,
                m.span.len(),
            )
        })
}

/// The longest mention that ends at byte `end`.
fn mention_ending_at<'m>(draft: &'m Draft, end: usize) -> Option<&'m Mention> {
    let after = draft.mentions.partition_point(|m| m.span.start() < end);
    draft
        .mentions
        .get(after.saturating_sub(24)..after)
        .unwrap_or_default()
        .iter()
        .filter(|m| m.span.end() == end || m.head.end() == end)
        .max_by_key(|m| (m.entity.is_some(), m.span.len()))
}

/// "she continued": the statement before, if the same one spoke.
fn continues(found: &[Found], i: usize, speaker: &Speaker) -> Option<StatementId> {
    let this = found.get(i)?;
    let entity = speaker.entity()?;
    let goes_on = this.statement.cue.is_empty()
        || matches!(&*this.statement.reason.detail, "continue" | "add" | "go on");
    let (j, _) = found
        .get(..i)?
        .iter()
        .enumerate()
        .rev()
        .take(6)
        .find(|(_, f)| {
            f.statement.speaker.entity() == Some(entity)
                && f.quote.is_none()
                && f.paragraph + 1 >= this.paragraph
        })?;
    (goes_on && this.quote.is_none()).then_some(StatementId::new(j))
}
