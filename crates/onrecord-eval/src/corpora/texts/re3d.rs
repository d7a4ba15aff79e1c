//! re3d (Relationship and Entity Extraction Evaluation Dataset), as `tokens-1`.

use super::joining::{Cut, paragraphs};
use super::{Source, TextError, no_document, stem};
use crate::corpora::{files, text};
use std::path::Path;

/// Its documents are `<publisher>-<first eight signs of the file's name>`.
pub(super) struct Re3d;

/// Publishers, and the folders of their documents.
const PUBLISHERS: [(&str, &str); 5] = [
    ("centcom", "CENTCOM"),
    ("dfat", "Australian_Department_of_Foreign_Affairs"),
    ("eeas", "Delegation_of_the_European_Union_to_Syria"),
    ("state", "US_State_Department"),
    ("ukgov", "UK_Government"),
];
/// A mark of direction that the corpus has as a token of its own.
const LEFT_TO_RIGHT: &str = "\u{200e}";
const CUT: Cut = Cut {
    hyphens: true,
    dots: true,
};

impl Source for Re3d {
    fn name(&self) -> &'static str {
        "re3d"
    }

    fn folder(&self) -> &'static str {
        "re3d_open_sources"
    }

    fn recipe(&self) -> &'static str {
        "tokens-1"
    }

    fn text(&self, folder: &Path, document: &str) -> Result<String, TextError> {
        let absent = || no_document(folder, document);
        let (publisher, number) = document.split_once('-').ok_or_else(absent)?;
        let mut publishers = PUBLISHERS.iter();
        let (_, publisher) = publishers
            .find(|(short, _)| *short == publisher)
            .ok_or_else(absent)?;
        let documents = folder
            .join("CONLL-format/data-by-source/conll")
            .join(publisher);
        let mut paths = files(&documents, "conll")?.into_iter();
        let is_it = |path: &std::path::PathBuf| stem(path).get(..8) == Some(number);
        let path = paths.find(is_it).ok_or_else(absent)?;
        Ok(paragraphs(&sentences(&text(&path)?), CUT, &[])
            .tidied()
            .text)
    }
}

/// The first column; an empty line ends a sentence.
fn sentences(rows: &str) -> Vec<Vec<String>> {
    let mut sentences: Vec<Vec<String>> = vec![Vec::new()];
    for row in rows.lines() {
        let token = row.split('\t').next().unwrap_or_default().trim();
        if row.trim().is_empty() {
            sentences.push(Vec::new());
        } else if !token.is_empty()
            && token != LEFT_TO_RIGHT
            && let Some(sentence) = sentences.last_mut()
        {
            sentence.push(token.to_owned());
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_ends_a_sentence() {
        let rows = "Port\tO\nreport\tO\n\n\n\u{200e}\tO\nOrr\tB-Person\n left \tO\n.\tO\n";
        let sentences = sentences(rows);
        assert_eq!(
            sentences,
            [vec!["Port", "report"], vec!["Orr", "left", "."]]
        );
        assert_eq!(
            paragraphs(&sentences, CUT, &[]).text,
            "Port report\n\nOrr left."
        );
    }
}
