//! Where the words of a query stand in a text.

use super::Query;
use onrecord_across::words::{Word, folded_words, words_of};
use onrecord_record::{Span, Text};

/// The places where terms of the query stand in the text, in its order, at most `most` of them. Words
/// are compared as the index does: letters without case and marks, nothing else.
pub fn passages(text: &Text, query: &Query, most: usize) -> Vec<Span> {
    let terms: Vec<Vec<String>> = query
        .words
        .iter()
        .map(|term| folded_words(&term.words))
        .collect();
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
