//! The project's own annotated corpus: quoted words to offsets, the checker, agreement of two readings.
//!
//! A reader writes a *working file* ([`work`]): words of the text, no offsets. [`place`] turns it into a *line*
//! ([`mod@line`]): offsets, and of texts that are not ours no words. [`check`] looks at lines, with or without their
//! texts; [`agree`] compares two readings. All offsets are Unicode code points, end exclusive.

pub mod agree;
pub mod check;
pub mod command;
pub mod counts;
pub mod dates;
pub mod line;
pub mod place;
pub mod show;
pub mod sources;
pub mod vocabulary;
pub mod words;
pub mod work;

use std::fmt;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a file of the corpus could not be read at all.
#[derive(Debug, Error)]
pub enum FileError {
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// It is not the JSON it should be.
    #[error("{}: {source}", path.display())]
    Json {
        /// Which file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// It has not the form it should have.
    #[error("{}:{line}: {what}", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// It does not fit what it is compared with.
    #[error("{}: {what}", path.display())]
    Unfit {
        /// Which file.
        path: PathBuf,
        /// What does not fit.
        what: String,
    },
    /// No text of this name is in the folders.
    #[error("{id}: no text; looked for {id}.txt in {looked}; give its folder with --texts")]
    NoText {
        /// The text's id.
        id: String,
        /// The folders.
        looked: String,
    },
}

/// What is wrong with one item, or looks wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The item, with its words or its id; empty where the whole document is meant.
    pub item: String,
    /// What is wrong, and with which words.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.item.is_empty() {
            return f.write_str(&self.what);
        }
        write!(f, "{}: {}", self.item, self.what)
    }
}

/// The text of a file, as it stands.
pub(crate) fn read(path: &Path) -> Result<String, FileError> {
    std::fs::read_to_string(path).map_err(|source| FileError::Io {
        path: path.to_owned(),
        source,
    })
}

/// The lines of a file's text that are not blank, each with its number from 1.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| (at + 1, line))
}

/// The documents of a file of lines, each with the number of its line.
///
/// # Errors
///
/// Where the file cannot be read, or a line is no document.
pub fn lines(path: &Path) -> Result<Vec<(usize, line::Line)>, FileError> {
    let text = read(path)?;
    numbered(&text)
        .map(|(line, json)| match serde_json::from_str(json) {
            Ok(document) => Ok((line, document)),
            Err(error) => Err(FileError::Malformed {
                path: path.to_owned(),
                line,
                what: error.to_string(),
            }),
        })
        .collect()
}

/// Whether a document is ours: only its words may be written down.
pub fn is_own(id: &str) -> bool {
    id.starts_with(OWN)
}

const OWN: &str = "own__";

/// The file of a text: `<id>.txt`, of our own texts also without `own__`, in the first folder that has it.
///
/// # Errors
///
/// Where no folder has it.
pub fn text_file(id: &str, folders: &[PathBuf]) -> Result<PathBuf, FileError> {
    let names = [Some(id), id.strip_prefix(OWN)];
    let files = names
        .into_iter()
        .flatten()
        .flat_map(|name| folders.iter().map(move |f| f.join(format!("{name}.txt"))));
    files
        .into_iter()
        .find(|file| file.is_file())
        .ok_or_else(|| FileError::NoText {
            id: id.to_owned(),
            looked: match folders {
                [] => "no folder".to_owned(),
                _ => folders
                    .iter()
                    .map(|f| f.display().to_string())
                    .collect::<Vec<_>>()
                    .join(", "),
            },
        })
}
