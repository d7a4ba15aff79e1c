//! What a line of a transcript is, judged by its words alone, and which of its words are spoken.

use super::labels::key_of;
use super::names;
use super::words;

/// "Mr. Pell, did you …", "Good morning, Mr. Pell.": whom a question names.
pub(super) fn addressed(words: &str) -> Option<std::ops::Range<usize>> {
    let at = [
        "Good morning, ",
        "Good afternoon, ",
        "Good morning ",
        "Now, ",
        "So, ",
        "And, ",
        "All right, ",
        "Okay, ",
        "Thank you, ",
    ]
    .iter()
    .find(|p| words.starts_with(**p))
    .map_or(0, |p| p.len());
    let titled = words.get(at..)?.split_whitespace().next().is_some_and(|w| {
        matches!(
            w.trim_end_matches('.'),
            "Mr" | "Mrs" | "Ms" | "Miss" | "Dr" | "Detective" | "Officer" | "Sergeant"
        )
    });
    let name = names::run(words, at).filter(|n| titled && n.start == at)?;
    let after = words.get(name.end..)?;
    after.starts_with([',', '.', '?', ';']).then_some(name)
}

/// A role's words as they are shown: in small letters where the label was in capitals.
pub(super) fn shown(words: &str) -> String {
    if names::is_upper(words) {
        let lower = words.to_lowercase();
        return lower;
    }
    let plain = key_of(words);
    if plain.len() == words.len() {
        words.to_owned()
    } else {
        plain
    }
}

/// Whether a paragraph is nothing but a stage direction.
pub(super) fn is_direction(words: &str) -> bool {
    let inner = words.trim_matches(['*', '_']);
    // "Lena Orr rose—"
    let short = inner.split_whitespace().count() <= 8;
    if short
        && inner.ends_with(['—', '–', '-'])
        && ["rose", "rising", "interjecting", "interjected"]
            .iter()
            .any(|w| inner.contains(w))
    {
        return true;
    }
    (inner.starts_with('(') && inner.trim_end_matches('.').ends_with(')')
        || inner.starts_with('[') && inner.trim_end_matches('.').ends_with(']'))
        && !inner.get(1..).is_some_and(|rest| rest.contains(['(', '[']))
}

/// A line in capitals that no mark ends.
pub(super) fn is_heading(words: &str) -> bool {
    names::is_upper(words)
        && !words.ends_with(['.', '?', '!', '…', '-', '—'])
        && words.split_whitespace().count() <= 14
        || words.starts_with('#')
}

/// `* * *`, `-----`.
pub(super) fn is_rule(words: &str) -> bool {
    words.len() >= 3
        && !words.contains(char::is_alphanumeric)
        && words.contains(['*', '-', '_', '=', '–', '—'])
}

/// The parts of `words` from byte `from` on that are spoken: without stage directions in brackets.
pub(super) fn spoken(words: &str, from: usize, pieces: &mut Vec<std::ops::Range<usize>>) {
    let mut start = from;
    let mut at = from;
    while let Some(open) = words
        .get(at..)
        .and_then(|rest| rest.find(['(', '[']))
        .map(|i| at + i)
    {
        let Some(close) = words
            .get(open + 1..)
            .and_then(|rest| rest.find([')', ']']))
            .map(|i| open + 1 + i)
        else {
            break;
        };
        let inner = words.get(open + 1..close).unwrap_or_default();
        let lead = words.get(start..open).is_some_and(|s| s.trim().is_empty());
        let tail = words.get(close + 1..).is_some_and(|s| {
            s.trim_matches(|c: char| c.is_whitespace() || c == '.')
                .is_empty()
        });
        let sentence = inner.starts_with(char::is_uppercase) && inner.ends_with('.');
        let short = inner.split_whitespace().count() <= 8;
        let unspoken = words::is_direction(inner) && short
            || sentence
            || lead && short && start == from
            || tail && short && lead;
        if unspoken {
            pieces.push(start..open);
            start = close + 1;
        }
        at = close + 1;
    }
    pieces.push(start..words.len());
}

/// "No reply.": what a reporter writes where nothing was said.
pub(super) fn is_silence(words: &str) -> bool {
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    [
        "no reply",
        "no response",
        "no audible response",
        "no answer",
        "silence",
    ]
    .iter()
    .any(|w| words.eq_ignore_ascii_case(w))
}
