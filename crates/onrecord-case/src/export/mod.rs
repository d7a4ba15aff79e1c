//! A whole case as a folder of plain files, and back.
//!
//! The folder holds everything that is in the case but what can be made again (the index): the JSON
//! Lines are exact and lead back to the same case, the tables are for people. The same case gives the
//! same folder, byte for byte, and so does the case that was made from the folder. What each file and
//! column is, and how to check the hashes without this program, stands in the folder's `README.md`.

mod csv;
mod folder;
mod import;
mod input;
mod log;
mod records;
mod tables;
mod write;

pub use csv::cell;
pub(crate) use import::import;
pub(crate) use write::export;

use crate::Counts;
use onrecord_record::{Document, Reading};
use std::path::PathBuf;

/// What `case.json` calls the folder.
const FORMAT: &str = "onrecord export";

/// Raised whenever the files are otherwise than before.
const VERSION: u32 = 1;

const PROGRAM: &str = concat!("onrecord ", env!("CARGO_PKG_VERSION"));

const CASE: &str = "case.json";
const README: &str = "README.md";
/// The hashes of all other files, as `sha256sum` writes and checks them.
const SUMS: &str = "SHA256SUMS";
/// The folder of the originals, each under its SHA-256.
const ORIGINALS: &str = "originals";
/// The folder of the texts, each under its SHA-256.
const TEXTS: &str = "texts";

/// The files that lead back to the case, and those for people.
const TABLES: [&str; 17] = [
    "originals.jsonl",
    "occurrences.jsonl",
    "documents.jsonl",
    "readings.jsonl",
    "lines.jsonl",
    "unread.jsonl",
    "log.jsonl",
    "occurrences.csv",
    "documents.csv",
    "statements.csv",
    "events.csv",
    "facts.csv",
    "grounds.csv",
    "people.csv",
    "unread.csv",
    "decisions.csv",
    "log.csv",
];

/// What was exported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Exported {
    /// The folder.
    pub path: PathBuf,
    /// How many files are in it.
    pub files: u64,
    /// What of the case is in it.
    pub counts: Counts,
}

/// A document and a reading of it as they go out. Everything in an export that shows words of papers
/// comes through here, but for the originals, the paths and the log.
fn shown(document: Document, reading: Reading) -> (Document, Reading) {
    (document, reading)
}

/// The name of a text's file.
fn text_name(hash: &onrecord_record::ContentHash) -> String {
    format!("{TEXTS}/{hash}.txt")
}

/// The name of an original's file.
fn original_name(hash: &onrecord_record::ContentHash) -> String {
    format!("{ORIGINALS}/{hash}")
}
