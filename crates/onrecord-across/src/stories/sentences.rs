//! Where sentences end, in papers of any form.

use super::cues;
use std::ops::Range;

/// The sentences of a text, as bytes; an empty line ends one, a line end alone does not.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let slice = text.get(from..to).unwrap_or_default();
        let lead = slice.len() - slice.trim_start().len();
        let kept = slice.trim();
        if !kept.is_empty() {
            sentences.push(from + lead..from + lead + kept.len());
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        let rest = text.get(end..).unwrap_or_default();
        let ends = match c {
            '\n' => rest.trim_start_matches([' ', '\t']).starts_with('\n'),
            '.' | '?' | '!' => {
                let rest = rest.trim_start_matches(['"', '”', '’', '\'', ')']);
                let next = rest.trim_start().chars().next();
                let spaced = rest.chars().next().is_none_or(char::is_whitespace);
                spaced
                    // Posts do without capitals.
                    && (next.is_none_or(|n| !n.is_lowercase())
                        || rest.trim_start().starts_with("i "))
                    && !(c == '.' && abbreviates(text.get(start..at).unwrap_or_default()))
            }
            _ => false,
        };
        if !ends {
            continue;
        }
        let mut end = end;
        while let Some((next, mark)) =
            chars.next_if(|(_, c)| matches!(c, '"' | '”' | '’' | '\'' | ')'))
        {
            end = next + mark.len_utf8();
        }
        push(start, end);
        start = end;
    }
    push(start, text.len());
    sentences
}

fn abbreviates(before: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || c == '(' || c == '"')
        .next()
        .unwrap_or_default();
    // A number of a list, an initial, a title.
    word.chars().all(|c| c.is_ascii_digit()) && before.trim() == word
        || word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I"
        || cues::is_abbreviation(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let text = "1. I saw Mr. Quill at 9 p.m. on Sunday. He ran.\n\n2. \"No!\" she said.";
        let all: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(
            all,
            [
                "1. I saw Mr. Quill at 9 p.m. on Sunday.",
                "He ran.",
                "2. \"No!\" she said."
            ]
        );
    }
}
