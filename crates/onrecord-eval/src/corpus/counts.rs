//! What is in the corpus, counted for its data card.

use super::line::Line;
use super::sources::sources;
use super::{FileError, is_own, lines};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// The files of the corpus with its lines, of both parts.
pub const FILES: [&str; 4] = [
    "real.jsonl",
    "held-out/real.jsonl",
    "own.jsonl",
    "held-out/own.jsonl",
];

/// What is counted of some documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Counted {
    documents: usize,
    words: usize,
    statements: usize,
    turns: usize,
    attitudes: usize,
    all_layers: usize,
    mentions: usize,
    timexes: usize,
    events: usize,
    facts: usize,
    grounds: usize,
}

/// Counts of documents by group, and of statements by what they are.
#[derive(Debug, Default)]
pub struct Counts {
    groups: BTreeMap<(bool, String, String), Counted>,
    acts: BTreeMap<String, [usize; 2]>,
    kinds: BTreeMap<String, [usize; 2]>,
}

impl Counts {
    /// Counts the corpus in this folder.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read, or has a document that `sources.tsv` does not have.
    pub fn of(corpus: &Path) -> Result<Self, FileError> {
        let sources = sources(&corpus.join("sources.tsv"))?;
        let mut counts = Self::default();
        for file in FILES {
            let path = corpus.join(file);
            for (number, line) in lines(&path)? {
                let source = sources.get(&line.id);
                let source = source.ok_or_else(|| FileError::Malformed {
                    path: path.clone(),
                    line: number,
                    what: format!("{} is not in sources.tsv", line.id),
                })?;
                let own = is_own(&line.id);
                counts.add(&line, own, &source.genre, &source.split, source.words);
            }
        }
        Ok(counts)
    }

    /// Counts a document of a genre and part; `own` where the text is ours.
    fn add(&mut self, line: &Line, own: bool, genre: &str, part: &str, words: usize) {
        let key = (own, part.to_owned(), genre.to_owned());
        let counted = self.groups.entry(key).or_default();
        counted.documents += 1;
        counted.words += words;
        counted.statements += line.statements.len();
        counted.turns += line.statements.iter().filter(|s| s.turn).count();
        let attitudes = line.statements.iter().filter(|s| s.act == "attitude");
        counted.attitudes += attitudes.count();
        counted.all_layers += usize::from(line.layers.len() > 1);
        counted.mentions += line.mentions.len();
        counted.timexes += line.timexes.len();
        counted.events += line.events.len();
        counted.facts += line.facts.len();
        counted.grounds += line.grounds.len();
        for statement in &line.statements {
            let at = usize::from(own);
            for (table, name) in [
                (&mut self.acts, &statement.act),
                (&mut self.kinds, &statement.kind),
            ] {
                let counts = table.entry(name.clone()).or_default();
                if let Some(count) = counts.get_mut(at) {
                    *count += 1;
                }
            }
        }
    }

    /// Tables in Markdown.
    pub fn tables(&self) -> String {
        let mut out = String::new();
        for (own, title) in [(false, "Real documents"), (true, "Our own")] {
            let _ = write!(
                out,
                "**{title}**\n\n| part | genre | documents | words | statements | turns among them | attitudes among them | \
                 with all layers | mentions | dates | events | values | grounds |\n\
                 |---|---|---|---|---|---|---|---|---|---|---|---|---|\n"
            );
            let mut sum = Counted::default();
            for ((_, part, genre), counted) in self.groups.iter().filter(|((o, ..), _)| *o == own) {
                row(&mut out, part, genre, counted);
                sum.add(counted);
            }
            row(&mut out, "all", "", &sum);
            out.push('\n');
        }
        for (title, table) in [("act", &self.acts), ("kind", &self.kinds)] {
            let _ = write!(out, "| {title} | real | our own |\n|---|---|---|\n");
            for (name, [real, own]) in table {
                let _ = writeln!(out, "| {name} | {real} | {own} |");
            }
            out.push('\n');
        }
        out
    }
}

impl Counted {
    fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.words += other.words;
        self.statements += other.statements;
        self.turns += other.turns;
        self.attitudes += other.attitudes;
        self.all_layers += other.all_layers;
        self.mentions += other.mentions;
        self.timexes += other.timexes;
        self.events += other.events;
        self.facts += other.facts;
        self.grounds += other.grounds;
    }
}

fn row(out: &mut String, part: &str, genre: &str, c: &Counted) {
    let _ = writeln!(
        out,
        "| {part} | {genre} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        c.documents,
        c.words,
        c.statements,
        c.turns,
        c.attitudes,
        c.all_layers,
        c.mentions,
        c.timexes,
        c.events,
        c.facts,
        c.grounds,
    );
}
