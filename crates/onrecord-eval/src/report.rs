//! What was measured, as tables for the terminal and for a page.

use crate::annotated::Layer;
use crate::measure::{Measured, Row};
use crate::score::Shown;
use std::fmt::Write;

/// The measures of each layer that a page shows; the rest is told in the terminal.
const ON_PAGE: [(Layer, &[&str]); 11] = [
    (
        Layer::Statements,
        &[
            "found",
            "+source",
            "whole",
            "exact source",
            "exact cue",
            "exact content",
            "recall direct",
            "recall indirect",
            "recall mixed",
            "kind of found",
            "broad found",
        ],
    ),
    (
        Layer::Speakers,
        &[
            "+speaker",
            "named wrong",
            "speaker by name",
            "speaker by description",
            "speaker by pronoun",
            "speaker, no source",
        ],
    ),
    (Layer::Timexes, &["strict", "relaxed", "type", "value"]),
    (
        Layer::Names,
        &["span", "type", "person", "organisation", "place"],
    ),
    (
        Layer::Coreference,
        &["mentions", "MUC", "B-cubed", "CEAF-e", "CoNLL"],
    ),
    (Layer::People, &["found", "links", "merged"]),
    (Layer::Events, &["found", "recall +date"]),
    (Layer::Facts, &["found", "recall +value", "recall +subject"]),
    (Layer::Grounds, &["found", "recall +asserter"]),
    (Layer::Tags, &["tag", "cut alike"]),
    (Layer::Pronouns, &["pronoun"]),
];

/// All measures, for the terminal.
pub fn terminal(measured: &Measured) -> String {
    let mut out = format!(
        "{} {} · {}\n  {} documents, {} words, {:.0} words a second on one core\n",
        measured.corpus,
        measured.part.name(),
        measured.about,
        measured.documents,
        measured.words,
        measured.words_per_second(),
    );
    for layer in measured.layers.keys() {
        let _ = writeln!(
            out,
            "  {:<24}{:>7}{:>7}{:>7}   95 %           right / found / gold",
            layer.name(),
            "P",
            "R",
            "F1"
        );
        for row in measured.rows(*layer) {
            let _ = writeln!(out, "    {}", line(&row));
        }
    }
    out
}

fn line(row: &Row) -> String {
    let percent = |share: f64| format!("{:.1}", 100.0 * share);
    let only = |shown: bool, share: f64| {
        if shown {
            percent(share)
        } else {
            "–".to_owned()
        }
    };
    let both = row.shown == Shown::F1;
    let counts = row.figure.counts;
    let third = match row.shown {
        Shown::F1 => percent(row.figure.shown),
        Shown::Recall => "–".to_owned(),
        Shown::Errors => percent(row.figure.shown),
    };
    format!(
        "{:<22}{:>7}{:>7}{:>7}   {:>5}–{:<5}{:>8.0} /{:>6.0} /{:>6.0}",
        row.measure,
        only(both, row.figure.precision),
        only(row.shown != Shown::Errors, row.figure.recall),
        third,
        percent(row.interval.low),
        percent(row.interval.high),
        counts.covered,
        counts.found,
        counts.gold,
    )
}

/// The tables of a page: for each layer a row a measure and a column a corpus, the figure that is shown in percent
/// with its interval. `engine` heads the figures.
pub fn page(all: &[Measured], engine: &str) -> String {
    let mut out = String::new();
    for (layer, measures) in ON_PAGE {
        let corpora: Vec<(&Measured, Vec<Row>)> = all
            .iter()
            .map(|measured| (measured, measured.rows(layer)))
            .filter(|(_, rows)| !rows.is_empty())
            .collect();
        if corpora.is_empty() {
            continue;
        }
        let _ = write!(
            out,
            "### {}\n\n| corpus | documents | measure | {engine} | 95 % | of |\n|---|---|---|---|---|---|\n",
            title(layer)
        );
        for (measured, rows) in &corpora {
            let documents = measured.layers.get(&layer).map_or(0, Vec::len);
            let stories = measured.stories(layer);
            let mut first = true;
            for name in measures {
                let Some(row) = rows.iter().find(|row| row.measure == *name) else {
                    continue;
                };
                let corpus = if first {
                    format!("{} {}", measured.corpus, measured.part.name())
                } else {
                    String::new()
                };
                let documents = if first && stories < documents {
                    format!("{documents} of {stories} stories")
                } else if first {
                    documents.to_string()
                } else {
                    String::new()
                };
                first = false;
                let _ = writeln!(
                    out,
                    "| {corpus} | {documents} | {name}{} | {:.1} | {:.1}–{:.1} | {} |",
                    kind(row.shown),
                    100.0 * row.figure.shown,
                    100.0 * row.interval.low,
                    100.0 * row.interval.high,
                    if row.figure.counts.gold > 0.0 {
                        format!("{:.0}", row.figure.counts.gold)
                    } else {
                        String::new()
                    },
                );
            }
        }
        out.push('\n');
    }
    out
}

const fn kind(shown: Shown) -> &'static str {
    match shown {
        Shown::F1 => "",
        Shown::Recall => " (share)",
        Shown::Errors => " (lower is better)",
    }
}

const fn title(layer: Layer) -> &'static str {
    match layer {
        Layer::Statements => "Who said what",
        Layer::Speakers => "Who the speaker is",
        Layer::Timexes => "Dates and times",
        Layer::Names => "Names and their types",
        Layer::Coreference => "Which mentions are one",
        Layer::People => "People and the forms of their names",
        Layer::Events => "What happened",
        Layer::Facts => "Values",
        Layer::Grounds => "Grounds for review",
        Layer::Tags => "Parts of speech",
        Layer::Pronouns => "Pronouns between two people",
    }
}
