//! Searching a case: words, phrases and beginnings of words in documents, and lines by who says what of
//! whom and when.

mod passages;
mod query;

pub use passages::passages;
pub use query::{ParseQueryError, Query, Term};

use crate::index::{self, Days, day_number};
use crate::store::Store;
use crate::{CaseError, DocumentId};
use onrecord_record::Layer;
use rusqlite::types::Value;

/// What was found: the best first.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// As many as were asked for.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub all: u64,
}

/// A document or line that answers a query.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Hit {
    /// The document.
    pub document: DocumentId,
    /// The line, for queries about lines: its layer and its index there.
    pub line: Option<(Layer, u32)>,
}

/// Up to so many answers are ranked by how well they fit; more come in the order of the case.
const MOST_RANKED: u64 = 5_000;

/// Finds what answers `query`, at most `limit` after the first `skip`.
pub(crate) fn find(
    store: &Store,
    query: &Query,
    (skip, limit): (u64, u64),
) -> Result<Found, CaseError> {
    let (from, conditions) = if query.is_about_lines() {
        of_lines(store, query)?
    } else {
        of_documents(query)
    };
    let clause = conditions.clause();
    let words = !query.match_expression().is_empty();
    let id = match (query.is_about_lines(), words) {
        (true, false) => "lines.id",
        (true, true) => "line_words.rowid",
        (false, false) => "documents.id",
        (false, true) => "document_words.rowid",
    };
    let find = |rest: &str| {
        let sql = format!("SELECT {id} FROM {from} {clause} {rest}");
        store.all(&sql, conditions.values(), |row| row.get::<_, i64>(0))
    };
    let (all, ids) = if words {
        let counted = format!("SELECT count(*) FROM {from} {clause}");
        let all = store.first(&counted, conditions.values(), |row| row.get::<_, i64>(0))?;
        let all = all.unwrap_or_default().unsigned_abs();
        // To rank is to look at every line that answers; where most of a case does, its order says as
        // much.
        let rank = if all > MOST_RANKED { "" } else { "rank, " };
        let ids = find(&format!("ORDER BY {rank}{id} LIMIT {limit} OFFSET {skip}"))?;
        (all, ids)
    } else {
        // Every line is looked at in any case: once is enough.
        let mut ids = find(&format!("ORDER BY {id}"))?;
        let all = ids.len() as u64;
        let window = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        ids.drain(..window(skip).min(ids.len()));
        ids.truncate(window(limit));
        (all, ids)
    };
    let mut hits = Vec::new();
    for id in ids {
        if !query.is_about_lines() {
            let document = DocumentId(id);
            hits.push(Hit {
                document,
                line: None,
            });
        } else if let Some((document, layer, index)) = index::line_of(store, id)? {
            let line = Some((layer, index));
            hits.push(Hit { document, line });
        }
    }
    Ok(Found { hits, all })
}

/// The documents of the first `limit` lines of these kinds, those with the earliest days first.
pub(crate) fn documents_with(
    store: &Store,
    kinds: &[&str],
    limit: u64,
) -> Result<Vec<DocumentId>, CaseError> {
    let conditions = vec!["kind LIKE ? || ' %'"; kinds.len()].join(" OR ");
    let sql = format!(
        "SELECT id FROM lines WHERE kind IN (SELECT id FROM line_kinds WHERE {conditions}) \
         ORDER BY first_day IS NULL, first_day, id LIMIT {limit}"
    );
    let ids: Vec<i64> = store.all(&sql, rusqlite::params_from_iter(kinds), |row| row.get(0))?;
    let mut documents = Vec::new();
    for id in ids {
        documents.extend(index::line_of(store, id)?.map(|(document, _, _)| document));
    }
    documents.sort_unstable();
    documents.dedup();
    Ok(documents)
}

/// Conditions with their values.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, sql: &str, values: impl IntoIterator<Item = String>) {
        self.sql.push(sql.to_owned());
        self.values.extend(values.into_iter().map(Value::Text));
    }

    fn clause(&self) -> String {
        if self.sql.is_empty() {
            return String::new();
        }
        format!("WHERE {}", self.sql.join(" AND "))
    }

    fn values(&self) -> rusqlite::ParamsFromIter<&Vec<Value>> {
        rusqlite::params_from_iter(&self.values)
    }
}

fn of_lines(store: &Store, query: &Query) -> Result<(String, Conditions), CaseError> {
    let mut conditions = Conditions::default();
    let expression = query.match_expression();
    // The words alone answer where nothing is asked that only the lines know.
    let from = match (
        expression.is_empty(),
        query.kinds.is_empty() && query.date.is_none(),
    ) {
        (true, _) => lines_of_kinds(store, &query.kinds)?,
        (false, true) => "line_words".to_owned(),
        (false, false) => "line_words JOIN lines ON lines.id = line_words.rowid".to_owned(),
    };
    if !expression.is_empty() {
        conditions.add("line_words MATCH ?", [expression]);
    }
    for kind in &query.kinds {
        let condition = format!("lines.kind IN (SELECT id FROM line_kinds WHERE {OF_KIND})");
        conditions.add(&condition, [kind.clone()]);
    }
    if let Some(days) = query.days() {
        let Days { first, last } = days;
        conditions.add(
            "lines.first_day + lines.days >= CAST(? AS INTEGER) \
             AND lines.first_day <= CAST(? AS INTEGER)",
            [first, last].map(|day| day_number(day).to_string()),
        );
    }
    Ok((from, conditions))
}

/// The kinds of a line are words separated by spaces, the first one its layer.
const OF_KIND: &str = "instr(' ' || kind || ' ', ' ' || ? || ' ') > 0";

/// Where to look for lines of all these kinds. The rows of a layer stand together in each document: where only
/// one layer has such lines, which holds for every kind that people look for by itself, the others, most of a
/// case, are passed over. An index would do the same for a twentieth more room.
fn lines_of_kinds(store: &Store, kinds: &[String]) -> Result<String, CaseError> {
    if kinds.is_empty() {
        return Ok("lines".to_owned());
    }
    let all = vec![OF_KIND; kinds.len()].join(" AND ");
    let sql = format!(
        "SELECT DISTINCT substr(kind, 1, instr(kind || ' ', ' ') - 1) FROM line_kinds WHERE {all}"
    );
    let layers: Vec<String> =
        store.all(&sql, rusqlite::params_from_iter(kinds), |row| row.get(0))?;
    Ok(match layers.as_slice() {
        [layer] => index::lines_of_layer(layer).unwrap_or_else(|| "lines".to_owned()),
        _ => "lines".to_owned(),
    })
}

fn of_documents(query: &Query) -> (String, Conditions) {
    let mut conditions = Conditions::default();
    let expression = query.match_expression();
    let from = match (expression.is_empty(), query.date.is_none()) {
        (true, _) => "documents",
        (false, true) => "document_words",
        (false, false) => "document_words JOIN documents ON documents.id = document_words.rowid",
    };
    if !expression.is_empty() {
        conditions.add("document_words MATCH ?", [expression]);
    }
    if let Some(days) = query.days() {
        let Days { first, last } = days;
        conditions.add(
            "documents.metadata ->> '$.published.value.day' BETWEEN ? AND ?",
            [first.to_string(), last.to_string()],
        );
    }
    (from.to_owned(), conditions)
}
