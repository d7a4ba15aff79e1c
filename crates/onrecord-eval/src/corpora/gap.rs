//! Pronouns with two candidates in an encyclopedia's paragraphs (Webster et al., 2018).

use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::{Annotated, Layer, Pronoun};
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
        let documents: Vec<_> = text
            .lines()
            .enumerate()
            .skip(1)
            .map(|(at, line)| {
                document(line)
                    .ok_or_else(|| malformed(&path, at + 1, "has not the ten columns of GAP"))
            })
            .collect();
        Ok(Box::new(documents.into_iter()))
    }
}

fn document(line: &str) -> Option<Annotated> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, text, pronoun, at, a, a_at, a_is, b, b_at, b_is, ..] = columns.as_slice() else {
        return None;
    };
    let place = |words: &str, at: &str| {
        let start: usize = at.parse().ok()?;
        Some(start..start + words.chars().count())
    };
    let means = |is: &str| is.eq_ignore_ascii_case("true");
    Some(Annotated {
        id: (*id).to_owned(),
        text: (*text).to_owned(),
        layers: BTreeSet::from([Layer::Pronouns]),
        pronouns: vec![Pronoun {
            place: place(pronoun, at)?,
            candidates: vec![
                (place(a, a_at)?, means(a_is)),
                (place(b, b_at)?, means(b_is)),
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
}
