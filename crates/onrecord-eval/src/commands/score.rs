//! `score`: compares two files in the scorers' JSON.

use anyhow::{Context, Result, bail};
use clap::Args;
use onrecord_eval::annotated::{Annotated, Layer};
use onrecord_eval::measure::Measured;
use onrecord_eval::{exchange, report};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Two files to compare.
#[derive(Args)]
#[command(
    after_help = "Example: onrecord-eval score gold.jsonl predicted.jsonl --layer statements"
)]
pub(crate) struct Score {
    /// What is annotated: JSON Lines with `doc_id`, `text` and layers.
    gold: PathBuf,
    /// What was read, in the same form; documents that only this file has are passed over, and those it lacks
    /// count as empty.
    predicted: PathBuf,
    /// Only these layers; all that the first file has without it.
    #[arg(long = "layer")]
    layers: Vec<String>,
}

impl Score {
    /// Prints the figures.
    pub(crate) fn run(&self) -> Result<()> {
        let layers = super::measure::layers(&self.layers)?;
        let gold = load(&self.gold)?;
        let predicted: BTreeMap<String, Annotated> = load(&self.predicted)?
            .into_iter()
            .map(|document| (document.id.clone(), document))
            .collect();
        let empty = Annotated::default();
        let mut measured = Measured::none("file", "as predicted elsewhere");
        for document in &gold {
            let read = predicted.get(&document.id).unwrap_or(&empty);
            measured.count(&layers, document, read);
            measured.documents += 1;
        }
        if measured.layers.is_empty() {
            bail!(
                "{}: has none of the layers {}",
                self.gold.display(),
                layers
                    .iter()
                    .map(|l| Layer::name(*l))
                    .collect::<Vec<_>>()
                    .join(", ")
            );
        }
        print!("{}", report::terminal(&measured));
        Ok(())
    }
}

/// Each document may come once.
fn once(path: &Path, documents: Vec<Annotated>) -> Result<Vec<Annotated>> {
    let mut known = BTreeSet::new();
    match documents
        .iter()
        .find(|document| !known.insert(&document.id))
    {
        Some(twice) => bail!(
            "{}: {} is in it twice; leave one of them",
            path.display(),
            twice.id
        ),
        None => Ok(documents),
    }
}

fn load(path: &Path) -> Result<Vec<Annotated>> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    let documents = lines
        .map(|(at, line)| {
            let place = || format!("{}:{}", path.display(), at + 1);
            let document = exchange::annotated(line)
                .with_context(|| format!("{}: no annotated document", place()))?;
            if let Some(span) = document.misplaced() {
                bail!(
                    "{}: the span {}–{} does not lie in the text",
                    place(),
                    span.start,
                    span.end
                );
            }
            Ok(document)
        })
        .collect::<Result<_>>()?;
    once(path, documents)
}
