//! The texts of annotated documents, made from the files of their corpora.
//!
//! None of these texts can be given out with this project, so their annotations are offsets into a text that
//! everybody makes anew. A [`Source`] says how; the SHA-256 of the result tells whether it is the same text.

pub mod joining;

mod ecbplus;
mod gum;
mod masc;
mod meantime;
mod pieces;
mod re3d;
mod scotus;

pub(crate) use gum::{Laid, Sentence, laid};

use super::CorpusError;
use onrecord_record::ContentHash;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a text could not be made.
#[derive(Debug, Error)]
pub enum TextError {
    /// A file of the corpus cannot be read.
    #[error(transparent)]
    Corpus(#[from] CorpusError),
    /// The id has no source in front.
    #[error("{0}: an id is a source, two underscores and a document; sources are {1}")]
    NoSource(String, String),
    /// The corpus has no such document.
    #[error("{}: no document {id:?} in it; is it another release of the corpus?", folder.display())]
    NoDocument {
        /// Where it was looked for.
        folder: PathBuf,
        /// The document, without its source.
        id: String,
    },
    /// An archive cannot be unpacked.
    #[error("{}: {source}; unpack it once by hand to see whether it is whole", path.display())]
    Archive {
        /// Which archive.
        path: PathBuf,
        /// What is wrong.
        source: zip::result::ZipError,
    },
    /// A PDF cannot be read.
    #[error("{}: {what}", path.display())]
    Paper {
        /// Which PDF.
        path: PathBuf,
        /// What is wrong, and what to do.
        what: String,
    },
    /// The text is not the one that was annotated.
    #[error(
        "{id}: the text made has the SHA-256 {made}, the annotated one {expected}; fetch the release of the corpus \
         that its SOURCE.txt names"
    )]
    Changed {
        /// The text.
        id: String,
        /// What it should have been.
        expected: ContentHash,
        /// What it is.
        made: ContentHash,
    },
}

/// A corpus whose texts can be made.
pub trait Source: Sync {
    /// Its name, with which the ids of its texts begin.
    fn name(&self) -> &'static str;

    /// The folder of the corpus among the others.
    fn folder(&self) -> &'static str;

    /// By which recipe; another number where the same files would give other bytes.
    fn recipe(&self) -> &'static str;

    /// The text of a document; `folder` is the corpus's own.
    ///
    /// # Errors
    /// Where the corpus has no such document, or its file cannot be read.
    fn text(&self, folder: &Path, document: &str) -> Result<String, TextError>;
}

/// All sources, by name.
pub static SOURCES: &[&dyn Source] = &[
    &ecbplus::EcbPlus,
    &gum::Gum,
    &masc::Masc,
    &meantime::Meantime,
    &re3d::Re3d,
    &scotus::Scotus,
];

/// Makes the text `<source>__<document>`; `data` holds the corpora. It has LF line ends and no white space at
/// either end.
///
/// # Errors
/// Where there is no such source or document, or its file cannot be read.
pub fn make(data: &Path, id: &str) -> Result<String, TextError> {
    let found = id.split_once("__").and_then(|(name, document)| {
        let source = SOURCES.iter().find(|source| source.name() == name)?;
        Some((source, document))
    });
    let Some((source, document)) = found else {
        let names: Vec<&str> = SOURCES.iter().map(|source| source.name()).collect();
        return Err(TextError::NoSource(id.to_owned(), names.join(", ")));
    };
    let folder = super::find(data, source.folder())?;
    source.text(&folder, document)
}

/// Makes a text, and refuses it if it is not the one of this SHA-256.
///
/// # Errors
/// As [`make`]; and where the text is another.
pub fn make_checked(data: &Path, id: &str, expected: ContentHash) -> Result<String, TextError> {
    let text = make(data, id)?;
    let made = ContentHash::of(text.as_bytes());
    if made == expected {
        return Ok(text);
    }
    Err(TextError::Changed {
        id: id.to_owned(),
        expected,
        made,
    })
}

/// That the corpus has no such document.
fn no_document(folder: &Path, id: &str) -> TextError {
    TextError::NoDocument {
        folder: folder.to_owned(),
        id: id.to_owned(),
    }
}

/// The stem of a file's name; empty where it is no Unicode.
pub(crate) fn stem(path: &Path) -> &str {
    path.file_stem()
        .and_then(|name| name.to_str())
        .unwrap_or_default()
}
