//! Whether a clause looks back or ahead, as far as its verbs tell: `was shot on Friday`, `will
//! testify on Friday`.

use super::lexicon::{Lexicon, Tense};
use crate::Draft;
use onrecord_record::{Span, Tag};

/// Where the clause looks from the time of speaking.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Direction {
    /// To what has happened.
    Back,
    /// To what is to come.
    Ahead,
    /// To what may come: `could`, `might`, `expects`.
    PerhapsAhead,
    /// No verb tells.
    Unknown,
}

/// How many tokens away a verb may stand.
const REACH: usize = 30;

/// Where the clause around `span` looks.
pub(super) fn direction(draft: &Draft, span: Span) -> Direction {
    let Some(sentence) = draft.sentence_of(span).and_then(|i| draft.sentences.get(i)) else {
        return Direction::Unknown;
    };
    let tokens = sentence.tokens();
    let first = draft.tokens_in(span).start.clamp(tokens.start, tokens.end);
    let last = draft.tokens_in(span).end.clamp(first, tokens.end);
    if matches!(draft.word(last), "'s" | "’s") {
        return Direction::Back;
    }
    if first > tokens.start {
        let before = first - 1;
        if is(draft, before, "until") || is(draft, before, "till") {
            return Direction::Ahead;
        }
        if is(draft, before, "since") {
            return Direction::Back;
        }
        if (is(draft, before, "to") || is(draft, before, "for"))
            && postponed(draft, tokens.start, before)
        {
            return Direction::Ahead;
        }
    }
    let before = || {
        (tokens.start.max(first.saturating_sub(REACH))..first)
            .rev()
            .find_map(|i| look(draft, tokens.start, i))
    };
    let after = || (last..tokens.end.min(last + REACH)).find_map(|i| look(draft, tokens.start, i));
    let found = if opens_clause(draft, tokens.start, first) {
        after().or_else(before)
    } else {
        before().or_else(after)
    };
    found.unwrap_or(Direction::Unknown)
}

/// Whether the expression stands at the head of its clause: `On Friday, …`, `and on Friday …`.
fn opens_clause(draft: &Draft, start: usize, first: usize) -> bool {
    let preposition = first > start
        && ["on", "in", "by", "early", "late"]
            .iter()
            .any(|word| draft.word(first - 1).eq_ignore_ascii_case(word));
    let at = first - usize::from(preposition);
    at == start
        || matches!(
            draft.word(at - 1),
            "and" | "but" | "\"" | "“" | ";" | "—" | "–"
        )
}

/// Whether a verb of putting off stands shortly before `to` or `for`.
fn postponed(draft: &Draft, start: usize, at: usize) -> bool {
    (start.max(at.saturating_sub(8))..at)
        .any(|i| matches!(tense(draft, i), Some(Tense::Postpone | Tense::Schedule)))
}

/// What the word at `i` tells.
fn look(draft: &Draft, start: usize, i: usize) -> Option<Direction> {
    let tag = draft.tokens.get(i).map_or(Tag::NN, |t| t.tag);
    // The month, and the name.
    if draft.word(i) == "May" {
        return None;
    }
    match tense(draft, i) {
        Some(Tense::Ahead | Tense::Schedule) => return Some(Direction::Ahead),
        Some(Tense::PerhapsAhead) => return Some(Direction::PerhapsAhead),
        Some(Tense::Back) => return Some(Direction::Back),
        Some(Tense::AheadTo | Tense::Postpone) if is(draft, i + 1, "to") => {
            return Some(Direction::Ahead);
        }
        _ => {}
    }
    match tag {
        Tag::VB if is(draft, i, "be") => {
            (i > start && is(draft, i - 1, "to")).then_some(Direction::Ahead)
        }
        Tag::VBD | Tag::VBN => Some(group(draft, start, i)),
        // Rare verbs are sometimes tagged as nouns or adjectives.
        Tag::NN | Tag::VB | Tag::VBP | Tag::JJ if is_bare_past(draft, start, i) => {
            Some(group(draft, start, i))
        }
        _ => None,
    }
}

/// Where the verb group that ends with the past form at `i` looks: `to be executed`, `will have
/// been`, `was executed`.
fn group(draft: &Draft, start: usize, i: usize) -> Direction {
    let mut be = false;
    for k in (start.max(i.saturating_sub(4))..i).rev() {
        let word = draft.word(k);
        match tense(draft, k) {
            Some(Tense::Ahead) => return Direction::Ahead,
            Some(Tense::PerhapsAhead) => return Direction::PerhapsAhead,
            _ => {}
        }
        if be && word.eq_ignore_ascii_case("to") {
            return Direction::Ahead;
        }
        be |= word.eq_ignore_ascii_case("be");
        let tag = draft.tokens.get(k).map_or(Tag::NN, |t| t.tag);
        let auxiliary = ["be", "been", "have"]
            .iter()
            .any(|aux| word.eq_ignore_ascii_case(aux));
        if !auxiliary && !tag.is_adverb() {
            break;
        }
    }
    Direction::Back
}

/// Whether a word in `-ed` stands right after a pronoun or name, as a verb does.
fn is_bare_past(draft: &Draft, start: usize, i: usize) -> bool {
    let subject = |t: &onrecord_record::Token| t.tag.is_pronoun() || t.tag.is_proper();
    i > start && draft.word(i).ends_with("ed") && draft.tokens.get(i - 1).is_some_and(subject)
}

fn is(draft: &Draft, i: usize, word: &str) -> bool {
    draft.word(i).eq_ignore_ascii_case(word)
}

fn tense(draft: &Draft, i: usize) -> Option<Tense> {
    Lexicon::get().tense(draft.word(i))
}
