//! The published form of a reading: JSON after the schema `onrecord.reading/1`.
//!
//! The same view gives the same bytes: fields stand in the order of their types, lists in the order
//! of the text. `docs/json.md` explains the form, `docs/json-schema.json` is [`schema`], checked by
//! a test.

use crate::{CaseList, CaseView, ItemId, ReadingView, ReviewView};
use serde::Serialize;
use serde_json::{Value, json};

/// The view as indented JSON, with a line end.
pub fn pretty(view: &ReadingView) -> String {
    let mut json = serde_json::to_string_pretty(view).unwrap_or_default();
    json.push('\n');
    json
}

/// The view as one line of JSON, with its line end: for several documents in a row (JSON Lines).
pub fn line(view: &ReadingView) -> String {
    let mut json = serde_json::to_string(view).unwrap_or_default();
    json.push('\n');
    json
}

/// A list of a case as JSON Lines: an object a line, in the form `docs/json.md` gives for it.
///
/// Documents are meant by their number, from 0. `documents` come in the order in which `case`
/// numbers them. The first error of `documents` or `write` ends it.
pub fn case_list<E>(
    list: CaseList,
    case: &CaseView,
    documents: impl IntoIterator<Item = Result<ReadingView, E>>,
    mut write: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    match list {
        CaseList::People => return all(&case.people, &mut write),
        CaseList::Disagreements => all(&case.disagreements, &mut write)?,
        CaseList::Documents | CaseList::Said | CaseList::Dates | CaseList::Grounds => {}
        list => return all(case.entries(list), &mut write),
    }
    for (number, view) in documents.into_iter().enumerate() {
        let view = view?;
        match list {
            CaseList::Documents => write(&one(&without_text(number, view)))?,
            CaseList::Said => each((number, &view), &view.statements, |s| s.id, &mut write)?,
            CaseList::Dates => each((number, &view), &view.chronology, |e| e.item, &mut write)?,
            CaseList::Grounds => each((number, &view), &view.grounds, |g| g.id, &mut write)?,
            CaseList::Disagreements => {
                each((number, &view), &view.disagreements, |d| d.id, &mut write)?;
            }
            _ => {}
        }
    }
    if list == CaseList::Documents {
        all(&case.notes, &mut write)?;
    }
    Ok(())
}

fn one(value: &impl Serialize) -> String {
    let mut json = serde_json::to_string(value).unwrap_or_default();
    json.push('\n');
    json
}

fn all<E>(
    items: &[impl Serialize],
    write: &mut impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    items.iter().try_for_each(|item| write(&one(item)))
}

/// Items of one document, each with the document's number and what was decided about it.
fn each<T: Serialize, E>(
    (number, view): (usize, &ReadingView),
    items: &[T],
    id: impl Fn(&T) -> ItemId,
    write: &mut impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    #[derive(Serialize)]
    struct Numbered<'i, T> {
        document: usize,
        #[serde(skip_serializing_if = "Option::is_none")]
        review: Option<&'i ReviewView>,
        #[serde(flatten)]
        item: &'i T,
    }
    items.iter().try_for_each(|item| {
        write(&one(&Numbered {
            document: number,
            review: view.review(id(item)),
            item,
        }))
    })
}

/// A document, and how much was read in it.
fn without_text(number: usize, view: ReadingView) -> Value {
    let document = view.document;
    json!({
        "document": number,
        "name": document.name,
        "title": document.title(),
        "original": document.original,
        "part": document.part,
        "format": document.format,
        "kind": document.kind,
        "reader": document.reader,
        "engine": view.engine,
        "text_hash": document.text_hash,
        "metadata": document.metadata,
        "notes": view.notes,
        "counts": {
            "statements": view.statements.len(),
            "events": view.events.len(),
            "facts": view.facts.len(),
            "grounds": view.grounds.len(),
            "disagreements": view.disagreements.len(),
        },
    })
}

/// The JSON Schema (2020-12) of the form, as indented JSON with a line end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(ReadingView);
    let mut json = serde_json::to_string_pretty(&schema).unwrap_or_default();
    json.push('\n');
    json
}
