//! Pronouns with two candidates in an encyclopedia's paragraphs (Webster et al., 2018).

use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::{Annotated, Layer, Place, Pronoun};
use std::collections::BTreeSet;
use std::path::Path;

/// Pronouns with two candidates.
pub(super) struct Gap;

impl Corpus for Gap {
    fn name(&self) -> &'static str {
        "gap"
    }

    fn about(&self) -> &'static str {
        "pronouns between two names, chosen to be hard (Webster et al., 2018)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Pronouns]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    /// The validation file is the dev part; the one called development, to learn from, the train part.
    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder.join(match part {
            Part::Dev => "gap-validation.tsv",
            _ => "gap-development.tsv",
        });
        let text = text(&path)?;
        if !text.starts_with("ID\t") {
            let what = "does not begin with the names of GAP's columns (ID, Text, …)";
            return Err(malformed(&path, 1, what));
        }
        let documents: Vec<_> = text
            .lines()
            .enumerate()
            .skip(1)
            .map(|(at, line)| document(line).map_err(|what| malformed(&path, at + 1, what)))
            .collect();
        Ok(Box::new(documents.into_iter()))
    }
}

fn document(line: &str) -> Result<Annotated, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, text, pronoun, at, a, a_at, a_is, b, b_at, b_is, ..] = columns.as_slice() else {
        return Err("has not the ten columns of GAP".to_owned());
    };
    let chars: Vec<char> = text.chars().collect();
    let place = |words: &str, at: &str| {
        let start: Option<usize> = at.parse().ok();
        let place = start.map(|start| start..start + words.chars().count());
        let here = |place: &Place| {
            let here = chars.get(place.clone()).unwrap_or_default();
            !words.is_empty() && here.iter().copied().eq(words.chars())
        };
        place
            .filter(here)
            .ok_or_else(|| format!("{words:?} does not stand at {at} in the text"))
    };
    let means = |is: &str| match is.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(format!("{is:?} is neither TRUE nor FALSE")),
    };
    Ok(Annotated {
        id: (*id).to_owned(),
        text: (*text).to_owned(),
        layers: BTreeSet::from([Layer::Pronouns]),
        pronouns: vec![Pronoun {
            place: place(pronoun, at)?,
            candidates: vec![
                (place(a, a_at)?, means(a_is)?),
                (place(b, b_at)?, means(b_is)?),
            ],
        }],
        ..Annotated::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_document() {
        let line = "t-1\tOrr met Tull when he left.\the\t18\tOrr\t0\tTRUE\tTull\t8\tFALSE\tnone";
        let document = document(line).unwrap();
        let pronoun = &document.pronouns[0];
        assert_eq!(document.words(&pronoun.place), "he");
        assert_eq!(document.words(&pronoun.candidates[1].0), "Tull");
        assert_eq!(
            pronoun.candidates.iter().map(|c| c.1).collect::<Vec<_>>(),
            [true, false]
        );
    }

    #[test]
    fn words_that_do_not_stand_at_their_offsets_are_a_fault() {
        let line = |at: usize, is: &str| {
            format!("t-1\tOrr met Tull when he left.\the\t{at}\tOrr\t0\t{is}\tTull\t8\tFALSE\tnone")
        };
        assert!(document(&line(18, "TRUE")).is_ok());
        assert!(
            document(&line(21, "TRUE"))
                .unwrap_err()
                .contains("\"he\" does not stand at 21")
        );
        assert!(document(&line(18, "MAYBE")).is_err());
        assert!(document("t-1\tOrr").is_err());
    }
}
