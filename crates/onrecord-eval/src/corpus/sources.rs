//! `sources.tsv`: the documents of the corpus, a line each.

use super::{FileError, read};
use std::collections::BTreeMap;
use std::path::Path;

/// A document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// What sort of text it is.
    pub genre: String,
    /// Which story or case it is of.
    pub cluster: String,
    /// `train`, `dev` or `test`.
    pub split: String,
    /// Words, cut at white space.
    pub words: usize,
    /// Of the text, in small hexadecimal digits.
    pub sha256: String,
}

/// The documents by their ids. `id` and `split` have to be there; the other columns may be missing.
///
/// # Errors
///
/// Where the file cannot be read, a column or a number is missing, or a document stands twice.
pub fn sources(path: &Path) -> Result<BTreeMap<String, Source>, FileError> {
    let table = read(path)?;
    let wrong = |line: usize, what: String| FileError::Malformed {
        path: path.to_owned(),
        line,
        what,
    };
    let mut rows = table.lines().enumerate();
    let header: Vec<&str> = rows
        .next()
        .map(|(_, row)| row.split('\t').collect())
        .unwrap_or_default();
    let column = |name: &str| header.iter().position(|column| *column == name);
    for name in ["id", "split"] {
        column(name).ok_or_else(|| wrong(1, format!("no column “{name}”")))?;
    }
    let mut sources = BTreeMap::new();
    for (number, row) in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let cell = |name: &str| {
            let cell = column(name).and_then(|at| cells.get(at));
            cell.map_or_else(String::new, |cell| (*cell).to_owned())
        };
        let words = match cell("words").as_str() {
            "" => 0,
            words => words
                .parse()
                .map_err(|_| wrong(number + 1, format!("no number of words: {words}")))?,
        };
        let source = Source {
            genre: cell("genre"),
            cluster: cell("cluster"),
            split: cell("split"),
            words,
            sha256: cell("sha256"),
        };
        if source.split.is_empty() {
            return Err(wrong(number + 1, "too few columns".to_owned()));
        }
        let id = cell("id");
        if sources.insert(id.clone(), source).is_some() {
            return Err(wrong(number + 1, format!("{id} stands twice")));
        }
    }
    Ok(sources)
}
