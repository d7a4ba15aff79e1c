//! `measure`: reads corpora with the engine and prints how well.

use anyhow::{Context, Result, bail};
use clap::Args;
use onrecord_eval::annotated::{Annotated, Layer};
use onrecord_eval::corpora::{self, Corpus, Part};
use onrecord_eval::errors::Errors;
use onrecord_eval::measure::{self, Measured};
use onrecord_eval::{page, predict, report};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Corpora to read.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    onrecord-eval measure data\n  \
    onrecord-eval measure data --corpus polnear --part dev --layer statements --errors errors\n  \
    onrecord-eval measure data --page docs/accuracy.md\n\n\
    The test part is read only where it is asked for by name: figures of it are for the end, not for work.")]
pub(crate) struct Measure {
    /// The folder with the corpora, each in a folder of its own name, in it or in one of its folders; the project's
    /// own corpus among them.
    #[arg(required = true)]
    data: Vec<PathBuf>,
    /// Only these corpora; all that are there without it.
    #[arg(long = "corpus")]
    corpora: Vec<String>,
    /// Which part: `train`, `dev` or `test`. Without it the dev part, and train where a corpus has no dev part.
    #[arg(long)]
    part: Option<String>,
    /// Only these layers.
    #[arg(long = "layer")]
    layers: Vec<String>,
    /// Write what went wrong into this folder, by corpus, layer and kind, with a link to the words.
    #[arg(long)]
    errors: Option<PathBuf>,
    /// Write what is annotated and what was read into this folder, in the JSON that other scorers read: for each corpus
    /// a `.gold.jsonl` and a `.read.jsonl`.
    #[arg(long)]
    write: Option<PathBuf>,
    /// Write the tables into this page, between its marks: those of all corpora that are there, so it goes with
    /// no choice of corpora, parts or layers.
    #[arg(long, conflicts_with_all = ["corpora", "part", "layers"])]
    page: Option<PathBuf>,
}

impl Measure {
    /// Prints the figures of each corpus as it is done. What cannot be read is told, the rest is measured, and the
    /// end is an error.
    pub(crate) fn run(&self) -> Result<()> {
        let load = measure::load_time();
        let layers = layers(&self.layers)?;
        for data in &self.data {
            fs::read_dir(data).with_context(|| format!("reading {}", data.display()))?;
        }
        let mut all = Vec::new();
        for (corpus, folder, part) in self.corpora()? {
            let mut errors = self
                .errors
                .as_ref()
                .map(|_| Errors::new(corpus.name(), part));
            eprintln!("reading {} {} …", corpus.name(), part.name());
            let mut lines = [String::new(), String::new()];
            let mut look = |gold: &Annotated, read: &Annotated| {
                if self.write.is_some() {
                    // What nobody annotated would count as wrong elsewhere.
                    let asked =
                        |layer: &Layer| layers.contains(layer) && gold.layers.contains(layer);
                    let written: BTreeSet<Layer> = Layer::ALL.into_iter().filter(asked).collect();
                    let of = |of: &Annotated| Annotated {
                        layers: written.clone(),
                        ..of.clone()
                    };
                    let written = [predict::gold(&of(gold)), predict::prediction(&of(read))];
                    for (lines, line) in lines.iter_mut().zip(written) {
                        lines.push_str(&line.to_string());
                        lines.push('\n');
                    }
                }
                if let Some(errors) = &mut errors {
                    errors.add(&layers, gold, read);
                }
            };
            let measured = match Measured::of(corpus, &folder, part, &layers, &mut look) {
                Ok(measured) => measured,
                Err(error) => {
                    let mut none = Measured::none(corpus.name(), corpus.about());
                    none.faults.push(error.to_string());
                    none
                }
            };
            print!("{}", report::terminal(&measured));
            for fault in &measured.faults {
                eprintln!("not read: {fault}");
            }
            if let Some(folder) = &self.write {
                write_lines(
                    folder,
                    &format!("{}-{}", corpus.name(), part.name()),
                    &lines,
                )?;
            }
            if let (Some(folder), Some(errors)) = (&self.errors, errors) {
                let written = errors.write(folder)?;
                println!("  errors: {}", written.display());
            }
            all.push(measured);
        }
        let words: usize = all.iter().map(|m| m.words).sum();
        let seconds: f64 = all.iter().map(|m| m.took.as_secs_f64()).sum();
        let memory = measure::peak_memory().map_or("not known here".to_owned(), |bytes| {
            format!("{:.0} MB with the corpora", bytes as f64 / 1e6)
        });
        let cost = format!(
            "{:.0} words a second on one core, most memory {memory}, {:.0} ms to load",
            words as f64 / seconds.max(1e-9),
            1000.0 * load.as_secs_f64(),
        );
        println!("{words} words: {cost}");
        let faults: usize = all.iter().map(|m| m.faults.len()).sum();
        if faults > 0 {
            bail!(
                "{faults} of the files could not be read, see above: the figures are without them{}",
                if self.page.is_some() {
                    ", and the page is left as it was"
                } else {
                    ""
                }
            );
        }
        if let Some(page) = &self.page {
            let engine = onrecord_language::engine();
            let tables = report::page(&all, &format!("{} {}", engine.name, engine.version));
            page::fill(page, MARKS, &tables)?;
            let named = |corpus: &&&dyn Corpus| !all.iter().any(|m| m.corpus == corpus.name());
            let others: Vec<&str> = corpora::ALL
                .iter()
                .filter(named)
                .map(|c| c.name())
                .collect();
            if !others.is_empty() {
                eprintln!(
                    "not in the folders given, and so not on {}: {}",
                    page.display(),
                    others.join(", ")
                );
            }
        }
        Ok(())
    }

    /// The corpora to read, where they lie, and which part of each.
    fn corpora(&self) -> Result<Vec<(&'static dyn Corpus, PathBuf, Part)>> {
        let asked: Vec<&dyn Corpus> = if self.corpora.is_empty() {
            corpora::ALL.to_vec()
        } else {
            let named = self.corpora.iter().map(|name| {
                let all = || {
                    corpora::ALL
                        .iter()
                        .map(|c| c.name())
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                corpora::named(name)
                    .with_context(|| format!("no corpus {name}; there are {}", all()))
            });
            named.collect::<Result<_>>()?
        };
        let part = self.part.as_deref().map(part).transpose()?;
        let mut found = Vec::new();
        for corpus in asked {
            let folder = self
                .data
                .iter()
                .find_map(|data| corpora::find(data, corpus.folder()).ok());
            let Some(folder) = folder else {
                if !self.corpora.is_empty() {
                    bail!("{}: not in the folders given", corpus.name());
                }
                continue;
            };
            let has = |part: &Part| corpus.parts().contains(part);
            let usual = [Part::Dev, Part::Train];
            let part = part.filter(has).or_else(|| {
                let usual = usual.into_iter().find(has);
                usual.filter(|_| self.part.is_none())
            });
            match part {
                Some(part) => found.push((corpus, folder, part)),
                None if self.corpora.is_empty() => {}
                None => bail!("{} has no part of that name here", corpus.name()),
            }
        }
        if found.is_empty() {
            bail!("none of the corpora is in the folders given, or none has that part");
        }
        Ok(found)
    }
}

fn write_lines(folder: &Path, name: &str, [gold, read]: &[String; 2]) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    for (ending, lines) in [("gold", gold), ("read", read)] {
        let path = folder.join(format!("{name}.{ending}.jsonl"));
        fs::write(&path, lines).with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// The layers of these names; all of them for none.
pub(crate) fn layers(names: &[String]) -> Result<Vec<Layer>> {
    if names.is_empty() {
        return Ok(Layer::ALL.to_vec());
    }
    let one = |name: &String| {
        let all = || Layer::ALL.map(Layer::name).join(", ");
        let found = Layer::ALL.into_iter().find(|layer| layer.name() == name);
        found.with_context(|| format!("no layer {name}; there are {}", all()))
    };
    names.iter().map(one).collect()
}

fn part(name: &str) -> Result<Part> {
    let parts = [Part::Train, Part::Dev, Part::Test];
    let found = parts.into_iter().find(|part| part.name() == name);
    found.with_context(|| format!("no part {name}; there are train, dev and test"))
}

/// What stands before and after the tables in a page.
const MARKS: [&str; 2] = [
    "<!-- figures: written by `onrecord-eval measure` -->",
    "<!-- end of figures -->",
];
