//! Quotations in nineteenth-century novels, as tokens with marks (Papay and Padó, 2020; cut as by CofeNet's authors).

use super::joined::Joined;
use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::{Annotated, Layer, Place, Statement};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// Quotations in novels.
pub(super) struct Riqua;

#[derive(Deserialize)]
struct Passage {
    tokens: Vec<String>,
    labels: Vec<String>,
}

impl Corpus for Riqua {
    fn name(&self) -> &'static str {
        "riqua_cofenet"
    }

    fn about(&self) -> &'static str {
        "quotations in novels of the nineteenth century (Papay and Padó, 2020)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Statements]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder.join("res/riqua").join(match part {
            Part::Dev => "valid.txt",
            _ => "train.txt",
        });
        let lines = text(&path)?;
        let documents: Vec<_> = lines
            .lines()
            .enumerate()
            .map(|(at, line)| {
                let passage = serde_json::from_str::<Passage>(line);
                let passage =
                    passage.map_err(|error| malformed(&path, at + 1, error.to_string()))?;
                let id = format!("riqua-{}-{}", part.name(), at + 1);
                Ok(document(id, &passage))
            })
            .collect();
        Ok(Box::new(documents.into_iter()))
    }
}

/// Which source and cue belong to which content is not in the files: each goes to the nearest content.
fn document(id: String, passage: &Passage) -> Annotated {
    let mut joined = Joined::default();
    let mut spans: Vec<(String, Place, bool)> = Vec::new();
    for (token, label) in passage.tokens.iter().zip(&passage.labels) {
        let place = joined.push(token);
        match (label.split_once('-'), spans.last_mut()) {
            (Some(("I", role)), Some((last, span, true))) if *last == role => span.end = place.end,
            (Some((_, role)), _) => spans.push((role.to_owned(), place, true)),
            (None, Some((.., open))) => *open = false,
            (None, None) => {}
        }
    }
    let of = |role: &str| {
        let spans = spans.iter().filter(|(of, ..)| of == role);
        spans
            .map(|(_, place, _)| place.clone())
            .collect::<Vec<Place>>()
    };
    let mut statements: Vec<Statement> = of("content")
        .into_iter()
        .map(|content| Statement {
            content: vec![content],
            ..Statement::default()
        })
        .collect();
    let contents = of("content");
    let sources = of("source");
    for source in &sources {
        if let Some(statement) = nearest(&contents, source).and_then(|at| statements.get_mut(at)) {
            statement.source.push(source.clone());
        }
    }
    for cue in of("cue") {
        // A cue stands beside its source.
        let beside = sources.iter().min_by_key(|source| apart(source, &cue));
        let beside = beside.filter(|source| apart(source, &cue) < BESIDE);
        let of = nearest(&contents, beside.unwrap_or(&cue));
        if let Some(statement) = of.and_then(|at| statements.get_mut(at)) {
            statement.cue.push(cue);
        }
    }
    Annotated {
        id,
        text: joined.finish(),
        layers: BTreeSet::from([Layer::Statements]),
        statements,
        ..Annotated::default()
    }
}

/// Code points between a cue and its source.
const BESIDE: usize = 20;

/// How far two places are from one another, in code points.
fn apart(a: &Place, b: &Place) -> usize {
    a.start
        .saturating_sub(b.end)
        .max(b.start.saturating_sub(a.end))
}

fn nearest(contents: &[Place], to: &Place) -> Option<usize> {
    let contents = contents.iter().enumerate();
    contents
        .min_by_key(|(_, content)| apart(content, to))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_goes_to_the_nearest_content() {
        let line = r#"{"tokens": ["``", "Go", ",", "''", "Orr", "said", ".", "``", "No", ".", "''"],
            "labels": ["B-content", "I-content", "I-content", "I-content", "B-source", "B-cue", "O", "B-content",
            "I-content", "I-content", "I-content"]}"#;
        let document = document("a".to_owned(), &serde_json::from_str(line).unwrap());
        assert_eq!(document.text, "\"Go,\" Orr said. \"No.\"");
        let [first, second] = document.statements.as_slice() else {
            panic!("two statements");
        };
        assert_eq!(document.words(&first.content[0]), "\"Go,\"");
        assert_eq!(document.words(&first.source[0]), "Orr");
        assert!(second.source.is_empty() && second.cue.is_empty());
    }
}
