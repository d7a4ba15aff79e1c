//! `onrecord search`: words in documents, and lines by who says what of whom and when.

use super::{Outcome, WrongUse};
use crate::held::{Held, HeldDocument};
use crate::lines::LineName;
use crate::output::{self, Sink};
use crate::wording::counted;
use clap::{Args, ValueEnum};
use onrecord_case::{Case, Hit, Query, passages};
use onrecord_record::{Document, Span};
use onrecord_views::{DocumentView, Evidence, ItemId, ReadingView};
use serde::Serialize;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Passages shown of a document.
const PASSAGES: usize = 3;

/// Characters shown around the words found.
const AROUND: usize = 60;

/// `search`
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// The case file
    pub(crate) case: PathBuf,
    /// Words, "phrases", beginnings (recant*), !words that must not be there, and fields: speaker:NAME,
    /// about:NAME, date:2009..2012, kind:indirect, ground:recantation
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: SearchFormat,
    /// Show at most so many
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    pub(crate) limit: u64,
    /// Leave out the first so many
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) skip: u64,
    /// Look for lines, even where no field asks for them
    #[arg(long)]
    pub(crate) lines: bool,
    /// Keep the search in the case under this name
    #[arg(long, value_name = "NAME")]
    pub(crate) save: Option<String>,
    /// Search again for what was saved under this name
    #[arg(long, value_name = "NAME", conflicts_with = "query")]
    pub(crate) saved: Option<String>,
    /// List the saved searches
    #[arg(long, conflicts_with_all = ["query", "saved"])]
    pub(crate) list: bool,
}

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum SearchFormat {
    /// For a person at a terminal
    #[default]
    Table,
    /// A JSON object a line
    Json,
    /// Rows for a spreadsheet
    Csv,
}

/// One result, with the words.
#[derive(Serialize)]
struct Result_ {
    /// `2`, or `2.S3` for a line.
    name: String,
    document: usize,
    title: String,
    date: String,
    path: String,
    /// Who says it; of lines.
    speaker: String,
    /// What sort of line.
    kind: String,
    /// How it was reviewed; of lines.
    review: String,
    passages: Vec<Passage>,
}

#[derive(Serialize)]
struct Passage {
    cite: String,
    before: String,
    words: String,
    after: String,
    code_points: (u32, u32),
}

pub(crate) fn run(arguments: &Search) -> anyhow::Result<Outcome> {
    let mut held = Held::open(&arguments.case)?;
    if arguments.list {
        for (name, query) in saved(held.case())? {
            output::report(&format!("{name}: {query}"));
        }
        return Ok(Outcome::Fine);
    }
    let typed = match &arguments.saved {
        None => arguments.query.join(" "),
        Some(name) => {
            let all = saved(held.case())?;
            let found = all.into_iter().rev().find(|(known, _)| known == name);
            let none = || {
                WrongUse(format!(
                    "no search was saved as {name:?}: `--list` lists them"
                ))
            };
            found.ok_or_else(none)?.1
        }
    };
    let mut query: Query = typed
        .parse()
        .map_err(|error| WrongUse(format!("{error}")))?;
    query.lines = arguments.lines;
    held.case().complete_index(&mut |_, _| {})?;
    let found = held
        .case()
        .search(&query, arguments.skip, arguments.limit)?;
    let mut results = Vec::new();
    let mut shower = Shower {
        held: &held,
        query: &query,
        last: None,
    };
    for hit in &found.hits {
        results.extend(shower.result(hit)?);
    }
    let mut sink = Sink::new(None)?;
    match arguments.format {
        SearchFormat::Table => table(&mut sink, &results)?,
        SearchFormat::Json => {
            for result in &results {
                sink.write(&serde_json::to_string(result)?)?;
                sink.write("\n")?;
            }
        }
        SearchFormat::Csv => csv(&mut sink, &results)?,
    }
    sink.finish()?;
    if arguments.format == SearchFormat::Table {
        let what = if query.is_about_lines() {
            "line"
        } else {
            "document"
        };
        let rest = found
            .all
            .saturating_sub(arguments.skip + results.len() as u64);
        let more = match rest {
            0 => String::new(),
            rest => format!(
                "; {rest} more: --skip {}",
                arguments.skip + results.len() as u64
            ),
        };
        output::report(&format!("{}{more}", counted(found.all, what)));
    }
    if let Some(name) = &arguments.save {
        let details = json!({ "name": name, "query": typed });
        held.case_mut().note_done("save-search", &details)?;
    }
    Ok(Outcome::Fine)
}

/// The saved searches: name and query, oldest first.
fn saved(case: &Case) -> anyhow::Result<Vec<(String, String)>> {
    let log = case.log()?;
    let saved = log.iter().filter(|entry| entry.action == "save-search");
    let text = |details: &Value, name: &str| {
        details
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Ok(saved
        .filter_map(|entry| entry.details.as_ref())
        .map(|details| (text(details, "name"), text(details, "query")))
        .collect())
}

/// Shows what was found, each document read once where its lines follow one another.
struct Shower<'h> {
    held: &'h Held,
    query: &'h Query,
    /// The last document whose lines were shown.
    last: Option<(usize, HeldDocument, ReadingView)>,
}

impl Shower<'_> {
    fn result(&mut self, hit: &Hit) -> anyhow::Result<Option<Result_>> {
        let Some(number) = self.held.numbers_of(&[hit.document]).first().copied() else {
            return Ok(None);
        };
        match hit.line {
            None => self.document(number),
            Some((layer, index)) => self.line(number, ItemId::of_line(layer, index)),
        }
    }

    fn document(&self, number: usize) -> anyhow::Result<Option<Result_>> {
        let Some((path, shown)) = self.held.paper(number)? else {
            return Ok(None);
        };
        let spans = passages(&shown.text, self.query, PASSAGES);
        let view = DocumentView::new(&shown, &path);
        let mut result = of_document(number, &view, path);
        result.passages = spans.iter().map(|span| passage_of(&shown, *span)).collect();
        Ok(Some(result))
    }

    fn line(&mut self, number: usize, item: ItemId) -> anyhow::Result<Option<Result_>> {
        if self.last.as_ref().is_none_or(|(last, ..)| *last != number) {
            let Some(document) = self.held.document(number)? else {
                return Ok(None);
            };
            let view = document.view()?;
            self.last = Some((number, document, view));
        }
        let Some((_, document, view)) = &self.last else {
            return Ok(None);
        };
        let mut result = of_document(number, &view.document, document.path.clone());
        result.name = LineName {
            document: number,
            item,
        }
        .to_string();
        (result.speaker, result.kind) = who_and_what(view, item);
        let review = view.review(item);
        result.review = review.map_or("unreviewed", |r| r.status.label()).to_owned();
        let evidence = evidence_of(view, item);
        result.passages = evidence.into_iter().map(passage_of_evidence).collect();
        Ok(Some(result))
    }
}

fn of_document(number: usize, view: &DocumentView, path: String) -> Result_ {
    let published = view.metadata.published.as_ref();
    Result_ {
        name: (number + 1).to_string(),
        document: number + 1,
        title: view.title().to_owned(),
        date: published.map_or_else(String::new, |date| date.value.clone()),
        path,
        speaker: String::new(),
        kind: String::new(),
        review: String::new(),
        passages: Vec::new(),
    }
}

fn passage_of(document: &Document, span: Span) -> Passage {
    let (before, after) = document.text.surroundings(span, AROUND);
    let code_points = document.text.code_points(span);
    Passage {
        cite: onrecord_views::citation(document, span),
        before: before.to_owned(),
        words: document.text.slice(span).to_owned(),
        after: after.to_owned(),
        code_points: (code_points.start, code_points.end),
    }
}

fn passage_of_evidence(evidence: &Evidence) -> Passage {
    Passage {
        cite: evidence.citation(),
        before: String::new(),
        words: evidence.words.clone(),
        after: String::new(),
        code_points: (evidence.code_points.start, evidence.code_points.end),
    }
}

/// Who says a line, and what it is.
fn who_and_what(view: &ReadingView, item: ItemId) -> (String, String) {
    use onrecord_views::vocabulary::{attribute_label, event_label, ground_label, statement_label};
    if let Some(statement) = view.statement(item) {
        return (
            statement.speaker.shown().to_owned(),
            statement_label(statement.kind).to_owned(),
        );
    }
    if let Some(event) = view.event(item) {
        return (event.asserter().name(), event_label(event.kind).to_owned());
    }
    if let Some(fact) = view.fact(item) {
        return (
            fact.asserter().name(),
            format!("{}: {}", attribute_label(fact.attribute), fact.shown),
        );
    }
    let ground = view.grounds.iter().find(|ground| ground.id == item);
    ground.map_or_else(Default::default, |ground| {
        (
            ground.asserter().name(),
            ground_label(ground.code).to_owned(),
        )
    })
}

/// The words to show of a line.
fn evidence_of(view: &ReadingView, item: ItemId) -> Vec<&Evidence> {
    let of = |evidence: &'_ [Evidence], role: &str| -> Vec<usize> {
        let with_role = evidence.iter().enumerate().filter(|(_, e)| e.role == role);
        with_role.map(|(index, _)| index).collect()
    };
    let (all, role): (&[Evidence], &str) = if let Some(statement) = view.statement(item) {
        (&statement.evidence, "content")
    } else if let Some(event) = view.event(item) {
        (&event.evidence, "words")
    } else if let Some(fact) = view.fact(item) {
        (&fact.evidence, "words")
    } else {
        let ground = view.grounds.iter().find(|ground| ground.id == item);
        (ground.map_or(&[], |ground| &ground.evidence), "words")
    };
    of(all, role)
        .into_iter()
        .filter_map(|index| all.get(index))
        .collect()
}

fn table(sink: &mut Sink, results: &[Result_]) -> anyhow::Result<()> {
    for result in results {
        let mut head = vec![result.name.clone()];
        head.extend(
            [
                &result.speaker,
                &result.kind,
                &result.title,
                &result.date,
                &result.review,
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned(),
        );
        let head: Vec<String> = head.iter().map(|part| output::one_line(part)).collect();
        sink.write(&format!("{}\n", head.join("  \u{b7}  ")))?;
        for passage in &result.passages {
            let words = format!(
                "\u{2026}{}\u{ab}{}\u{bb}{}\u{2026}  ({})",
                passage.before, passage.words, passage.after, passage.cite
            );
            sink.write(&format!("    {}\n", output::one_line(&words)))?;
        }
    }
    Ok(())
}

fn csv(sink: &mut Sink, results: &[Result_]) -> anyhow::Result<()> {
    sink.write("name,document,title,date,path,speaker,kind,review,cite,words\r\n")?;
    for result in results {
        let passages: Vec<(&str, &str)> = match result.passages.as_slice() {
            [] => vec![("", "")],
            some => some
                .iter()
                .map(|p| (p.cite.as_str(), p.words.as_str()))
                .collect(),
        };
        for (cite, words) in passages {
            let number = result.document.to_string();
            let cells = [
                &result.name,
                &number,
                &result.title,
                &result.date,
                &result.path,
                &result.speaker,
                &result.kind,
                &result.review,
            ];
            let mut row: Vec<String> = cells
                .iter()
                .map(|cell| crate::wording::cell(cell))
                .collect();
            row.extend([cite, words].map(crate::wording::cell));
            sink.write(&row.join(","))?;
            sink.write("\r\n")?;
        }
    }
    Ok(())
}
