//! Where the words of a query stand in a text.

use super::{Query, Term};
use onrecord_record::{Span, Text};

/// The places where terms of the query stand in the text, in its order, at most `most` of them. Words
/// are compared as the index does: letters without case and marks, nothing else.
pub fn passages(text: &Text, query: &Query, most: usize) -> Vec<Span> {
    let terms: Vec<Vec<String>> = query.words.iter().map(folded_words).collect();
    let mut found = Vec::new();
    let words = words_of(text.as_str());
    for start in 0..words.len() {
        for (folded, term) in terms.iter().zip(&query.words) {
            let Some(end) = stands_at(&words, start, folded, term.prefix) else {
                continue;
            };
            let from = words.get(start).map_or(0, |word| word.start);
            if let Some(span) = text.span(from..end) {
                found.push(span);
            }
            break;
        }
        if found.len() >= most {
            break;
        }
    }
    found
}

/// A word of a text.
struct Word {
    start: usize,
    end: usize,
    folded: String,
}

/// Where the term ends, if it begins at the word number `start`.
fn stands_at(words: &[Word], start: usize, term: &[String], prefix: bool) -> Option<usize> {
    let last = term.len().checked_sub(1)?;
    for (offset, wanted) in term.iter().enumerate() {
        let word = &words.get(start + offset)?.folded;
        let fits = if prefix && offset == last {
            word.starts_with(wanted.as_str())
        } else {
            word == wanted
        };
        if !fits {
            return None;
        }
    }
    words.get(start + last).map(|word| word.end)
}

fn folded_words(term: &Term) -> Vec<String> {
    words_of(&term.words)
        .into_iter()
        .map(|word| word.folded)
        .collect()
}

/// Runs of letters and digits.
fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() && !is_mark(c) {
            open = false;
            continue;
        }
        if !open {
            words.push(Word {
                start: at,
                end: at,
                folded: String::new(),
            });
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.end = at + c.len_utf8();
            fold_into(c, &mut word.folded);
        }
    }
    words
}

/// A mark that is put on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Lower case, without marks.
fn fold_into(c: char, word: &mut String) {
    use unicode_normalization::char::decompose_canonical;
    decompose_canonical(c, |piece| {
        if !is_mark(piece) {
            word.extend(piece.to_lowercase());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_term_is_found() {
        let text =
            Text::from("José said he left the bar. Recanting, he LEFT THE\nBAR again; recant.");
        let found = |typed: &str| -> Vec<String> {
            passages(&text, &typed.parse().unwrap(), 9)
                .into_iter()
                .map(|span| text.slice(span).to_owned())
                .collect()
        };
        assert_eq!(found("jose"), ["José"]);
        assert_eq!(found("\"left the bar\""), ["left the bar", "LEFT THE\nBAR"]);
        assert_eq!(found("recant*"), ["Recanting", "recant"]);
        assert_eq!(found("recant"), ["recant"]);
        assert!(found("ecant").is_empty());
    }
}
