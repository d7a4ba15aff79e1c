//! Reads the documents of corpora with the engine and compares.

use crate::annotated::{Annotated, Layer};
use crate::answers;
use crate::corpora::{Corpus, CorpusError, Part};
use crate::score::{self, Interval, Tally, intervals};
use onrecord_record::{Document, Sourced};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

/// What was measured on one part of one corpus.
pub struct Measured {
    /// The corpus's name.
    pub corpus: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Which part.
    pub part: Part,
    /// How many documents were read.
    pub documents: usize,
    /// Their words, cut at white space.
    pub words: usize,
    /// How long the engine read; reading the corpus and counting are left out.
    pub took: Duration,
    /// By layer, the documents in which it is annotated.
    pub layers: BTreeMap<Layer, Vec<Counted>>,
    /// Files that could not be read: what was said of them.
    pub faults: Vec<String>,
}

/// What was counted of a layer of one document.
pub struct Counted {
    /// The document's story; empty where it is one of its own.
    pub story: String,
    /// Its counts.
    pub tally: Tally,
}

/// A measure with its figure and interval.
pub struct Row {
    /// What is measured.
    pub measure: String,
    /// Which figure is shown.
    pub shown: score::Shown,
    /// The figures.
    pub figure: score::Figure,
    /// Of the one that is shown.
    pub interval: Interval,
}

/// What is told of each document as it is read.
pub type Look<'l> = &'l mut dyn FnMut(&Annotated, &Annotated);

impl Measured {
    /// Nothing yet.
    pub fn none(corpus: &'static str, about: &'static str) -> Self {
        Self {
            corpus,
            about,
            part: Part::Dev,
            documents: 0,
            words: 0,
            took: Duration::ZERO,
            layers: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// Reads a part of a corpus that lies in `folder` and counts the layers that are asked for; `look` is shown each
    /// document as annotated and as read.
    ///
    /// # Errors
    ///
    /// Where the folder does not hold the corpus. Files that cannot be read are named in the result.
    pub fn of(
        corpus: &dyn Corpus,
        folder: &Path,
        part: Part,
        layers: &[Layer],
        look: Look<'_>,
    ) -> Result<Self, CorpusError> {
        let mut measured = Self {
            part,
            ..Self::none(corpus.name(), corpus.about())
        };
        for gold in corpus.documents(folder, part)? {
            let gold = match gold {
                Ok(gold) => gold,
                Err(fault) => {
                    measured.faults.push(fault.to_string());
                    continue;
                }
            };
            if let Some(place) = gold.misplaced() {
                measured.faults.push(format!(
                    "{}: the span {}–{} does not lie in the text",
                    gold.id, place.start, place.end
                ));
                continue;
            }
            let read = measured.read(&gold);
            measured.count(layers, &gold, &read);
            look(&gold, &read);
        }
        Ok(measured)
    }

    fn read(&mut self, gold: &Annotated) -> Annotated {
        let mut document = Document::from_text(&gold.text, gold.date);
        document.metadata.title = gold.title.clone().map(Sourced::given);
        let start = Instant::now();
        let reading = onrecord_language::read(&document);
        self.took += start.elapsed();
        self.documents += 1;
        self.words += gold.text.split_whitespace().count();
        answers::answers(&gold.id, &document, &reading)
    }

    /// Counts the layers of a document that are asked for and annotated.
    pub fn count(&mut self, layers: &[Layer], gold: &Annotated, read: &Annotated) {
        for layer in layers {
            if gold.layers.contains(layer) {
                let counted = Counted {
                    story: gold.story.clone(),
                    tally: score::count(*layer, gold, read),
                };
                self.layers.entry(*layer).or_default().push(counted);
            }
        }
    }

    /// The measures of a layer, in a fixed order.
    pub fn rows(&self, layer: Layer) -> Vec<Row> {
        let Some(documents) = self.layers.get(&layer) else {
            return Vec::new();
        };
        let mut all = Tally::default();
        for document in documents {
            all.merge(&document.tally);
        }
        let intervals: BTreeMap<String, Interval> =
            intervals(&drawn(documents)).into_iter().collect();
        let mut rows: Vec<Row> = score::with_means(&all)
            .into_iter()
            .filter_map(|(measure, shown, figure)| {
                let interval = *intervals.get(&measure)?;
                Some(Row {
                    measure,
                    shown,
                    figure,
                    interval,
                })
            })
            .collect();
        // What a corpus does not annotate cannot be missed: quotations without sources have no right source.
        let nothing = |rows: &[Row], name: &str| {
            let row = rows.iter().find(|row| row.measure == name);
            row.is_some_and(|row| row.figure.counts.gold == 0.0)
        };
        if nothing(&rows, "exact source") {
            rows.retain(|row| !matches!(row.measure.as_str(), "+source" | "whole"));
        }
        rows.retain(|row| row.figure.counts.gold > 0.0 || row.measure == "CoNLL");
        rows
    }

    /// How many stories the documents of a layer are of.
    pub fn stories(&self, layer: Layer) -> usize {
        self.layers
            .get(&layer)
            .map_or(0, |documents| by_story(documents).len())
    }

    /// Words a second on one core.
    pub fn words_per_second(&self) -> f64 {
        self.words as f64 / self.took.as_secs_f64().max(1e-9)
    }
}

/// Fewest stories that are drawn: a few give only a few draws, and an interval that says nothing.
const FEWEST_STORIES: usize = 10;

/// What is drawn for intervals: stories, whose documents are about one thing, or documents where there are too few.
fn drawn(documents: &[Counted]) -> Vec<Tally> {
    let stories = by_story(documents);
    if stories.len() >= FEWEST_STORIES {
        stories
    } else {
        documents.iter().map(|d| d.tally.clone()).collect()
    }
}

/// The counts of each story.
fn by_story(documents: &[Counted]) -> Vec<Tally> {
    let mut stories: Vec<Tally> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for Counted { story, tally } in documents {
        let at = known.get(story.as_str()).filter(|_| !story.is_empty());
        match at.and_then(|at| stories.get_mut(*at)) {
            Some(of_story) => of_story.merge(tally),
            None => {
                known.insert(story, stories.len());
                stories.push(tally.clone());
            }
        }
    }
    stories
}

/// How long the first reading takes more than one that follows: what the engine loads. One reading of a short
/// text has to be made for it before all others.
pub fn load_time() -> Duration {
    let document = Document::from_text("\"It was late,\" Ann Lee said on Monday.", None);
    let read = || {
        let start = Instant::now();
        let reading = onrecord_language::read(&document);
        assert!(!reading.tokens.is_empty(), "a text with words has tokens");
        start.elapsed()
    };
    let first = read();
    first.saturating_sub(read())
}

/// The most memory this process has had, in bytes; nothing where the system does not tell.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(story: &str) -> Counted {
        Counted {
            story: story.to_owned(),
            tally: Tally::default(),
        }
    }

    #[test]
    fn stories_are_drawn_where_there_are_enough() {
        let of = |names: &[&str]| names.iter().map(|name| counted(name)).collect::<Vec<_>>();
        let few = of(&["a", "a", "b", "b", "b"]);
        assert_eq!((by_story(&few).len(), drawn(&few).len()), (2, 5));
        let names: Vec<String> = (0..20).map(|n| (n / 2).to_string()).collect();
        let many = of(&names.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((many.len(), drawn(&many).len()), (20, 10));
        assert_eq!(drawn(&of(&[""; 12])).len(), 12);
    }
}
