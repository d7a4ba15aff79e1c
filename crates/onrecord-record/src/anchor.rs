//! What outlives a reading: the exact words a line rests on, and how to find them again.

use crate::{CodePointRange, ContentHash, Document, Span, Text};
use serde::{Deserialize, Serialize};

/// How many characters before and after the words an anchor keeps.
const SURROUNDINGS: usize = 32;

/// The thing every line hangs on: which words, of which text, of which original.
///
/// Decisions, notes and exported links carry the whole anchor. Ids join items inside one reading;
/// an anchor finds its words again in another reading, or says that it cannot.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Anchor {
    /// SHA-256 of the original's bytes.
    pub original: ContentHash,
    /// Part inside the original; empty for the whole.
    pub part: String,
    /// SHA-256 of the derived text.
    pub text: ContentHash,
    /// The range in the text, in bytes of UTF-8, end exclusive.
    pub bytes: (u32, u32),
    /// The range in the text, in code points.
    pub code_points: CodePointRange,
    /// The exact words.
    pub words: String,
    /// Up to 32 characters before the words.
    pub before: String,
    /// Up to 32 characters after the words.
    pub after: String,
}

/// What became of an anchor in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// The words stand where the anchor says, or in the one place that has the same surroundings.
    Same(Span),
    /// The same words stand elsewhere, or in other surroundings: a person has to look. All places,
    /// in the text's order.
    Changed(Vec<Span>),
    /// The words are not there.
    Lost,
}

impl Anchor {
    /// The anchor of `span` in `document`. `text_hash` is the hash of the document's text, computed
    /// once by the caller.
    pub fn new(document: &Document, text_hash: ContentHash, span: Span) -> Self {
        let (before, after) = document.text.surroundings(span, SURROUNDINGS);
        Self {
            original: document.original,
            part: document.part.clone(),
            text: text_hash,
            bytes: (span.start() as u32, span.end() as u32),
            code_points: document.text.code_points(span),
            words: document.text.slice(span).to_owned(),
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    /// Looks for the anchor's words in `text`, which is of the same original and part.
    ///
    /// In the very text it was made from, the place alone decides. In another text (a newer reader
    /// made it) the words must stand once in the same surroundings to be [`Found::Same`]; words
    /// that only look alike are never taken for the same.
    pub fn find(&self, text: &Text, text_hash: ContentHash) -> Found {
        let here = text
            .span(self.bytes.0 as usize..self.bytes.1 as usize)
            .filter(|span| text.slice(*span) == self.words);
        if text_hash == self.text {
            return here.map_or(Found::Lost, Found::Same);
        }
        if self.words.is_empty() {
            return Found::Lost;
        }
        let places: Vec<Span> = text
            .as_str()
            .match_indices(&self.words)
            .filter_map(|(at, words)| text.span(at..at + words.len()))
            .collect();
        let mut same = places.iter().copied().filter(|span| {
            let (before, after) = text.surroundings(*span, SURROUNDINGS);
            before == self.before && after == self.after
        });
        match (same.next(), same.next()) {
            (Some(span), None) => Found::Same(span),
            _ if places.is_empty() => Found::Lost,
            _ => Found::Changed(places),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(text: &str, words: &str) -> Anchor {
        let document = Document::from_text(text, None);
        let at = text.find(words).unwrap();
        let span = document.text.span(at..at + words.len()).unwrap();
        Anchor::new(&document, document.text.hash(), span)
    }

    fn find(anchor: &Anchor, text: &str) -> Found {
        let text = Text::from(text);
        anchor.find(&text, text.hash())
    }

    const OLD: &str =
        "The first witness, Ada Moon, was sure of it. The second witness was not sure.";

    #[test]
    fn same_text_same_place() {
        assert!(matches!(
            find(&anchor(OLD, "was sure"), OLD),
            Found::Same(_)
        ));
    }

    #[test]
    fn moved_words_with_their_surroundings_are_the_same() {
        let newer = format!("Page 1\n\n{OLD}");
        let found = find(&anchor(OLD, "Ada Moon, was sure of it. The second"), &newer);
        assert!(
            matches!(found, Found::Changed(_)),
            "the start of the text was its surroundings"
        );
        let found = find(&anchor(&newer, "was not"), &format!("Page 1 \n\n{OLD}"));
        assert!(matches!(found, Found::Same(_)));
    }

    #[test]
    fn look_alike_words_need_a_person() {
        let newer = "The second witness, Bo Marsh, was sure of something else altogether, he said.";
        assert!(matches!(find(&anchor(OLD, "was sure"), newer), Found::Changed(p) if p.len() == 1));
        assert_eq!(find(&anchor(OLD, "Ada Moon"), newer), Found::Lost);
    }
}
