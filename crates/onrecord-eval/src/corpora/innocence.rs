//! News stories on contested convictions in the scorers' JSON: one line a document, with its text.

use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::Layer;
use crate::exchange;
use std::path::Path;

/// One file of JSON Lines with texts and annotations in all layers.
pub(super) struct Innocence;

impl Corpus for Innocence {
    fn name(&self) -> &'static str {
        "innocence_dev"
    }

    fn about(&self) -> &'static str {
        "news stories on contested convictions, read by hand; the rules were tuned on them"
    }

    fn layers(&self) -> &'static [Layer] {
        &[
            Layer::Statements,
            Layer::Speakers,
            Layer::Timexes,
            Layer::People,
            Layer::Events,
            Layer::Grounds,
        ]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, _: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder.join("gold.jsonl");
        let lines = text(&path)?;
        let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
        Ok(Box::new(lines.into_iter().enumerate().map(
            move |(at, line)| {
                exchange::annotated(&line)
                    .map_err(|error| malformed(&path, at + 1, error.to_string()))
            },
        )))
    }
}
