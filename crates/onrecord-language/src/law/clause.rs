//! The clause around a word: the part of the sentence that tells one thing.
//!
//! By marks and conjunctions alone, so it works without a parse; it is a little too short rather
//! than too long.

use super::scene::Scene;
use onrecord_record::{Span, Tag, TokenKind};
use std::ops::Range;

/// Longest opening adjunct ("In 2009,") that is taken in over its comma, in tokens.
const LONGEST_ADJUNCT: usize = 7;

/// Longest insertion between commas that a clause is followed over, in tokens.
const LONGEST_INSERTION: usize = 8;

/// The tokens of the clause around `trigger`, inside its sentence.
pub(super) fn around(scene: &Scene<'_>, trigger: Range<usize>) -> Range<usize> {
    let Some((_, sentence)) = scene.sentence_at(trigger.start) else {
        return trigger;
    };
    let sentence = sentence.tokens();
    let start = start(scene, trigger.start, sentence.start);
    let end = end(scene, trigger.end.max(trigger.start + 1), sentence.end);
    start..end.max(trigger.end)
}

/// The characters of a clause, without marks at its ends.
pub(super) fn span(scene: &Scene<'_>, clause: Range<usize>) -> Option<Span> {
    let mut clause = clause;
    while clause.len() > 1
        && (is_edge(scene, clause.start) || is_paragraph_number(scene, clause.start))
    {
        clause.start += 1;
    }
    while clause.len() > 1 && is_edge(scene, clause.end - 1) {
        clause.end -= 1;
    }
    scene.draft.span_of_tokens(clause)
}

fn start(scene: &Scene<'_>, trigger: usize, limit: usize) -> usize {
    let mut at = trigger;
    while at > limit {
        let before = at - 1;
        if is_inside(scene, before) {
            at -= 1;
            continue;
        }
        if is_break(scene, before) {
            return at;
        }
        if is_comma(scene, before) {
            return adjunct_before(scene, before, limit).unwrap_or(at);
        }
        if scene.is(before, "relative") {
            return before;
        }
        if scene.is(before, "subordinator") {
            return at;
        }
        at -= 1;
    }
    at
}

fn end(scene: &Scene<'_>, from: usize, limit: usize) -> usize {
    let mut at = from;
    while at < limit {
        let stops = is_break(scene, at)
            || is_comma(scene, at)
            || scene.is(at, "relative")
            || scene.is(at, "subordinator");
        if stops && !is_inside(scene, at) {
            match over_insertion(scene, at, limit) {
                Some(next) => at = next,
                None => return at,
            }
            continue;
        }
        at += 1;
    }
    at
}

/// "of the murder of Ann Lee, 16, in 2002", "… Ann Lee, a nurse, at her home": where the clause goes on
/// after what stands between the commas.
fn over_insertion(scene: &Scene<'_>, comma: usize, limit: usize) -> Option<usize> {
    if !is_comma(scene, comma) {
        return None;
    }
    let last = (comma + LONGEST_INSERTION).min(limit);
    let close = (comma + 2..last).find(|at| is_comma(scene, *at))?;
    let tag = |at: usize| scene.draft.tokens.get(at).map_or(Tag::Punct, |t| t.tag);
    let plain = (comma + 1..close).all(|at| {
        !tag(at).is_verb()
            && !is_break(scene, at)
            && !scene.is(at, "conjunction")
            && !scene.is(at, "relative")
            && !scene.is(at, "subordinator")
    });
    let opens = tag(comma + 1);
    let describes = matches!(opens, Tag::CD | Tag::DT | Tag::PRPS);
    (plain && describes && scene.is(close + 1, "preposition")).then_some(close + 1)
}

/// Where the adjunct that ends with the comma at `comma` begins, if it tells a time.
fn adjunct_before(scene: &Scene<'_>, comma: usize, limit: usize) -> Option<usize> {
    let earliest = comma.saturating_sub(LONGEST_ADJUNCT).max(limit);
    let begins = (earliest..comma)
        .rev()
        .find(|at| *at == limit || is_break(scene, at - 1) || is_comma(scene, at - 1))?;
    let dated = (begins..comma).any(|at| scene.timex_at(at).is_some());
    dated.then_some(begins)
}

/// Whether the token stands inside a name or a temporal expression, not at its start.
fn is_inside(scene: &Scene<'_>, token: usize) -> bool {
    let Some(span) = scene.draft.tokens.get(token).map(|t| t.span) else {
        return false;
    };
    scene
        .timex_at(token)
        .is_some_and(|(_, timex)| timex.span.start() < span.start())
}

fn is_comma(scene: &Scene<'_>, token: usize) -> bool {
    scene.draft.word(token) == ","
}

fn is_break(scene: &Scene<'_>, token: usize) -> bool {
    matches!(
        scene.draft.word(token),
        ";" | ":" | "--" | "—" | "–" | "-" | "(" | ")" | "•" | "..." | "…"
    ) || scene
        .draft
        .tokens
        .get(token)
        .is_some_and(|t| t.kind == TokenKind::QuoteMark)
}

/// The number of a paragraph, as papers of courts have it: "12.", "[12]", "12)".
fn is_paragraph_number(scene: &Scene<'_>, token: usize) -> bool {
    let number = scene
        .draft
        .tokens
        .get(token)
        .is_some_and(|t| t.kind == TokenKind::Number);
    number && matches!(scene.draft.word(token + 1), "." | "]" | ")")
}

fn is_edge(scene: &Scene<'_>, token: usize) -> bool {
    scene
        .draft
        .tokens
        .get(token)
        .is_some_and(|t| matches!(t.kind, TokenKind::Mark | TokenKind::QuoteMark))
        || scene.is(token, "conjunction")
}
