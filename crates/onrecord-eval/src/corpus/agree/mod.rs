//! How far two readings of the same texts agree, layer by layer, on documents where both have the layer.

mod alpha;
mod coreference;
mod items;
mod of_corpus;
mod statements;

pub use alpha::{Unit, alpha, apart};
pub use coreference::Coreference;
pub use of_corpus::{READINGS, compared, table};

use super::line::{Line, Span, Statement};
use super::vocabulary::holds;
use super::words::Text;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What two readings share, summed over documents.
#[derive(Debug, Default)]
pub struct Agreement {
    /// Documents that both read.
    pub documents: usize,
    /// Documents that only one of them read.
    pub alone: Vec<String>,
    /// Differences, one a line.
    pub differences: Vec<String>,
    rows: Vec<Row>,
    coreference: Coreference,
    continua: BTreeMap<&'static str, Continuum>,
}

/// Items that both have, and how many each has.
#[derive(Debug)]
struct Row {
    name: &'static str,
    both: usize,
    first: usize,
    second: usize,
}

/// Units of both on one continuum.
#[derive(Debug, Default)]
struct Continuum {
    length: usize,
    first: Vec<Unit>,
    second: Vec<Unit>,
}

/// A document, for telling its words.
struct View<'t> {
    id: &'t str,
    text: Option<&'t Text>,
}

impl View<'_> {
    fn words(&self, spans: &[Span]) -> String {
        match self.text {
            _ if spans.is_empty() => "-".to_owned(),
            Some(text) => super::show::words(text, spans),
            None => spans
                .iter()
                .map(|[a, b]| format!("{a}–{b}"))
                .collect::<Vec<_>>()
                .join(" … "),
        }
    }

    fn statement(&self, s: &Statement) -> String {
        let fields = [&s.source, &s.cue, &s.content].map(|spans| self.words(spans));
        let doubt = if s.doubt { " | doubt" } else { "" };
        format!("{} | {}{doubt}", fields.join(" | "), s.act)
    }
}

impl Agreement {
    /// Adds a document that both read; differences are told in words if its text is given.
    pub fn add(&mut self, first: &Line, second: &Line, text: Option<&Text>) {
        self.documents += 1;
        let view = View {
            id: &first.id,
            text,
        };
        let both = |layer: &str| holds(&first.layers, layer) && holds(&second.layers, layer);
        if both("statements") {
            self.statements(first, second, &view);
            // Inner statements lie on the words of outer ones; a continuum has each word once.
            let content = |line: &Line| spans(line.statements.iter().flat_map(|s| &s.content));
            self.units("content", first, second, text, content);
            let no_turns = |line: &Line| {
                let statements = line.statements.iter().filter(|s| !s.turn);
                spans(statements.flat_map(|s| &s.content))
            };
            self.units("content without turns", first, second, text, no_turns);
            self.units("cue", first, second, text, |line| {
                spans(line.statements.iter().flat_map(|s| &s.cue))
            });
            let source = |line: &Line| spans(line.statements.iter().flat_map(|s| &s.source));
            self.units("source", first, second, text, source);
        }
        if both("mentions") {
            self.mentions(first, second, &view);
            self.units("mentions", first, second, text, |line| {
                spans(line.mentions.iter().map(|m| &m.span))
            });
        }
        if both("timexes") {
            self.timexes(first, second, &view);
            self.units("timexes", first, second, text, |line| {
                spans(line.timexes.iter().map(|t| &t.span))
            });
        }
        if both("events") {
            self.events(first, second, &view);
        }
        if both("facts") {
            self.facts(first, second, &view);
        }
        if both("grounds") {
            self.grounds(first, second, &view);
        }
    }

    fn tally(&mut self, name: &'static str, both: usize, first: usize, second: usize) {
        match self.rows.iter_mut().find(|row| row.name == name) {
            Some(row) => {
                row.both += both;
                row.first += first;
                row.second += second;
            }
            None => self.rows.push(Row {
                name,
                both,
                first,
                second,
            }),
        }
    }

    fn differ(&mut self, view: &View<'_>, what: &str, first: &str, second: &str) {
        self.differences.push(format!(
            "{} {what}\n   first  {first}\n   second {second}",
            view.id
        ));
    }

    /// Puts the units of a document behind those of the documents before.
    fn units(
        &mut self,
        name: &'static str,
        first: &Line,
        second: &Line,
        text: Option<&Text>,
        spans: impl Fn(&Line) -> Vec<Span>,
    ) {
        let words = text.map(word_numbers);
        let length = match &words {
            Some(words) => words.last().copied().unwrap_or(0),
            None => first.chars.max(second.chars),
        };
        let continuum = self.continua.entry(name).or_default();
        let from = continuum.length;
        let unit = |[start, end]: Span| {
            let number = |at: usize, words: &[usize]| words.get(at).copied().unwrap_or(length);
            match &words {
                Some(words) => from + number(start, words)..from + number(end, words),
                None => from + start..from + end,
            }
        };
        let units = |line: &Line| apart(spans(line).into_iter().map(unit).collect());
        continuum.first.extend(units(first));
        continuum.second.extend(units(second));
        continuum.length += length;
    }

    /// The figures by name, each with what it is of. `unit` is what alpha counts in.
    pub fn figures(&self, unit: &str) -> Vec<(String, Option<f64>, String)> {
        let mut figures = Vec::new();
        for Row {
            name,
            both,
            first,
            second,
        } in &self.rows
        {
            let all = first + second;
            let f1 = (all > 0).then(|| 2.0 * *both as f64 / all as f64);
            let detail = format!("{both} of {first} and {second}");
            figures.push((format!("{name}, F1"), f1, detail));
        }
        if self.continua.contains_key("mentions") {
            let [muc, b_cubed, ceaf, mean] = self.coreference.scores();
            let detail =
                format!("MUC {muc:.3}, B³ {b_cubed:.3}, CEAF-e {ceaf:.3}; clusters of one count");
            figures.push(("coreference, CoNLL F1".to_owned(), Some(mean), detail));
        }
        for (name, continuum) in &self.continua {
            let value = alpha(&continuum.first, &continuum.second, continuum.length);
            let (first, second) = (continuum.first.len(), continuum.second.len());
            let detail = format!("{first} and {second} units on {} {unit}", continuum.length);
            figures.push((format!("{name}, unitised alpha"), value, detail));
        }
        figures
    }

    /// The table of all figures. `unit` is what alpha counts in.
    pub fn table(&self, unit: &str) -> String {
        let mut out = String::new();
        for (name, value, detail) in self.figures(unit) {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{name:44} {}  {detail}", shown(value));
        }
        out
    }
}

/// A figure to three places; a stroke where there is none.
pub(super) fn shown(value: Option<f64>) -> String {
    value.map_or("    -".to_owned(), |v| format!("{v:.3}"))
}

fn spans<'s>(spans: impl Iterator<Item = &'s Span>) -> Vec<Span> {
    spans.copied().collect()
}

/// For each code point, and for the end, how many words end before it or hold it: a span from a word's first sign to
/// its last goes from the word's number to the next. Marks between words belong to none.
fn word_numbers(text: &Text) -> Vec<usize> {
    let letter = |at: usize| text.at(at).is_some_and(char::is_alphanumeric);
    let mut number = 0;
    let mut numbers = Vec::with_capacity(text.len() + 1);
    for at in 0..=text.len() {
        if at > 0 && letter(at - 1) && !letter(at) {
            number += 1;
        }
        numbers.push(number);
    }
    numbers
}

#[cfg(test)]
mod tests;
