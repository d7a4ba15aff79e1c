//! Whether a content is direct, indirect or mixed, by its quotation marks.

use super::super::line::Span;
use super::super::words::Text;

/// `direct` where every part stands between marks, `mixed` where some words do, else `indirect`.
pub(in super::super) fn kind_of(text: &Text, parts: &[Span]) -> &'static str {
    let parts: Vec<&[char]> = parts.iter().map(|part| text.signs(*part)).collect();
    if parts.iter().all(|part| is_quoted(part)) {
        "direct"
    } else if parts.iter().any(|part| holds_quotation(part)) {
        "mixed"
    } else {
        "indirect"
    }
}

/// The marks that close what this one opens.
fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '"' => Some(&['"', '”']),
        '“' => Some(&['”', '"']),
        '\'' => Some(&['\'', '’']),
        '‘' => Some(&['’', '\'']),
        '«' => Some(&['»']),
        _ => None,
    }
}

/// One past the mark that closes the one at `at`.
fn end_of(signs: &[char], at: usize) -> Option<usize> {
    let close = closing(*signs.get(at)?)?;
    let letter = |at: usize| signs.get(at).is_some_and(|c| c.is_alphanumeric());
    let found = signs.iter().enumerate().skip(at + 1).find(|(i, c)| {
        let apostrophe = matches!(c, '\'' | '’') && letter(i - 1) && letter(i + 1);
        close.contains(c) && !apostrophe
    });
    found.map(|(i, _)| i + 1)
}

fn is_quoted(signs: &[char]) -> bool {
    let Some(first) = signs.first().filter(|c| closing(**c).is_some()) else {
        return false;
    };
    if signs.len() < 2 {
        return false;
    }
    match end_of(signs, 0) {
        Some(end) => end == signs.len(),
        // A paragraph that goes on in the next closes no mark.
        None => matches!(first, '"' | '“'),
    }
}

fn holds_quotation(signs: &[char]) -> bool {
    (0..signs.len()).any(|at| {
        let after_letter = at
            .checked_sub(1)
            .and_then(|before| signs.get(before))
            .is_some_and(|c| c.is_alphanumeric());
        !after_letter && end_of(signs, at).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(words: &str) -> &'static str {
        let text = Text::new(words);
        kind_of(&text, &[[0, text.len()]])
    }

    #[test]
    fn the_marks_tell_the_kind() {
        assert_eq!(kind("\"I never sold it,\""), "direct");
        assert_eq!(kind("'I don't know'"), "direct");
        assert_eq!(kind("“A paragraph that goes on"), "direct");
        assert_eq!(kind("the offer \"a truce\""), "mixed");
        assert_eq!(kind("\"no\" and \"yes\""), "mixed");
        assert_eq!(kind("the brothers' boat wasn't there"), "indirect");
        assert_eq!(kind("\""), "indirect");
    }

    #[test]
    fn every_part_must_be_quoted() {
        let text = Text::new("\"One,\" he said, two.");
        assert_eq!(kind_of(&text, &[[0, 6], [16, 19]]), "mixed");
        assert_eq!(kind_of(&text, &[[0, 6]]), "direct");
    }
}
