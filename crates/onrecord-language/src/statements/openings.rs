//! What stands before a paragraph's first sentence and belongs to none: a dateline, a number.

use crate::Draft;
use onrecord_record::{Tag, TokenKind};
use std::ops::Range;

/// Longest dateline, in tokens.
const LONGEST: usize = 12;

/// One past the dateline or number that `tokens`, a paragraph's, begin with; their start where there is
/// none.
pub(crate) fn end(draft: &Draft, tokens: Range<usize>) -> usize {
    dateline(draft, &tokens)
        .or_else(|| number(draft, &tokens))
        .filter(|end| *end < tokens.end)
        .unwrap_or(tokens.start)
}

/// "RENO, Nev. (AP) --", "Leeds (Reuters) -", "LONDON —".
fn dateline(draft: &Draft, tokens: &Range<usize>) -> Option<usize> {
    let reach = tokens.start..tokens.end.min(tokens.start + LONGEST);
    let capital = |i: usize| draft.word(i).starts_with(char::is_uppercase);
    let loud = |i: usize| {
        let word = draft.word(i);
        word.len() > 2
            && word
                .chars()
                .all(|c| c.is_uppercase() || c == '.' || c == '-')
    };
    let is_dash = |i: usize| matches!(draft.word(i), "--" | "—" | "–" | "-" | "---");
    let place = reach
        .clone()
        .take_while(|i| capital(*i) || matches!(draft.word(*i), "," | "." | "/"))
        .last()
        .map_or(tokens.start, |i| i + 1);
    if draft.word(place) == "(" && capital(place + 1) {
        let close = (place + 2..reach.end).find(|i| draft.word(*i) == ")")?;
        let agency = close <= place + 4;
        let marked = is_dash(close + 1) || loud(place + 1);
        let after = close + 1 + usize::from(is_dash(close + 1));
        return (agency && marked).then_some(after);
    }
    (place > tokens.start && is_dash(place) && loud(tokens.start)).then_some(place + 1)
}

/// "12.", "(a)", "[17]", "IV.", "¶ 9": the paragraph's number.
fn number(draft: &Draft, tokens: &Range<usize>) -> Option<usize> {
    let first = draft.tokens.get(tokens.start)?;
    let word = draft.word(tokens.start);
    let is_number = |word: &str| {
        let digits = word.trim_end_matches(['.', ')']);
        let short = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let roman = digits.len() <= 4
            && !digits.is_empty()
            && digits
                .bytes()
                .all(|b| matches!(b, b'i' | b'v' | b'x' | b'I' | b'V' | b'X'));
        let letter = digits.len() == 1 && digits.bytes().all(|b| b.is_ascii_alphabetic());
        (short, roman || letter)
    };
    let at = |i: usize| draft.word(tokens.start + i);
    if matches!(word, "(" | "[") {
        let (short, lettered) = is_number(at(1));
        let closes = matches!(at(2), ")" | "]");
        return ((short || lettered) && closes).then_some(tokens.start + 3);
    }
    if word == "¶" || word == "§" && first.kind != TokenKind::Word {
        return (is_number(at(1)).0 && word == "¶").then_some(tokens.start + 2);
    }
    let (short, lettered) = is_number(word);
    let marked = word.len() > 1 && word.ends_with(['.', ')']);
    let capital_next = |i: usize| at(i).starts_with(char::is_uppercase);
    if (short || lettered) && matches!(at(1), "." | ")") && capital_next(2) {
        return Some(tokens.start + 2);
    }
    if (short || lettered) && marked && capital_next(1) {
        // "I. Moss said": an initial before a name is no number.
        let initial = lettered && first.tag == Tag::NNP && word.len() == 2 && word != "I.";
        return (!initial).then_some(tokens.start + 1);
    }
    // A bare number before a sentence, as in the margins of judgments: "46 The judge held".
    (short
        && first.tag == Tag::CD
        && matches!(
            at(1),
            "The"
                | "In"
                | "On"
                | "It"
                | "He"
                | "She"
                | "We"
                | "I"
                | "Mr"
                | "Mr."
                | "Ms"
                | "Counsel"
        ))
    .then_some(tokens.start + 1)
}
