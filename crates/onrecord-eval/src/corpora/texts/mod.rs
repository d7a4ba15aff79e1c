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

pub(crate) use ecbplus::{cut, skipped};
pub(crate) use gum::{Laid, Sentence, laid};
pub(crate) use meantime::ALONE;

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

    /// The text by another way, where the first gives another text than the annotated one; nothing where there is
    /// no other way.
    ///
    /// # Errors
    /// As [`Source::text`]; and where the other way needs a program that is not there.
    fn otherwise(&self, _folder: &Path, _document: &str) -> Option<Result<String, TextError>> {
        None
    }
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
    let (source, document) = source(id)?;
    source.text(&super::find(data, source.folder())?, document)
}

/// Makes a text, and refuses it if it is not the one of this SHA-256.
///
/// # Errors
/// As [`make`]; and where the text is another, whichever way it is made.
pub fn make_checked(data: &Path, id: &str, expected: ContentHash) -> Result<String, TextError> {
    let (source, document) = source(id)?;
    let folder = super::find(data, source.folder())?;
    let mut text = source.text(&folder, document)?;
    let mut made = ContentHash::of(text.as_bytes());
    if made != expected
        && let Some(other) = source.otherwise(&folder, document)
    {
        text = other?;
        made = ContentHash::of(text.as_bytes());
    }
    if made == expected {
        return Ok(text);
    }
    Err(TextError::Changed {
        id: id.to_owned(),
        expected,
        made,
    })
}

/// The source of a text, and the rest of its id.
fn source(id: &str) -> Result<(&'static dyn Source, &str), TextError> {
    let found = id.split_once("__").and_then(|(name, document)| {
        let mut sources = SOURCES.iter().copied();
        Some((sources.find(|source| source.name() == name)?, document))
    });
    found.ok_or_else(|| {
        let names: Vec<&str> = SOURCES.iter().map(|source| source.name()).collect();
        TextError::NoSource(id.to_owned(), names.join(", "))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with one document.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let topic = folder.path().join("ecbplus/ECB+/3");
        std::fs::create_dir_all(&topic).unwrap();
        let file = r#"<Document><token t_id="1" sentence="0" number="0">http</token>
<token t_id="2" sentence="1" number="0">Lunt</token><token t_id="3" sentence="1" number="1">&amp;</token>
<token t_id="4" sentence="1" number="2">Orr</token><token t_id="5" sentence="1" number="3">.</token></Document>"#;
        std::fs::write(topic.join("3_1ecbplus.xml"), file).unwrap();
        folder
    }

    #[test]
    fn a_text_is_made_from_its_id() {
        let folder = folder();
        assert_eq!(
            make(folder.path(), "ecbplus__3_1ecbplus").unwrap(),
            "Lunt & Orr."
        );
    }

    #[test]
    fn another_text_than_the_annotated_one_is_refused() {
        let folder = folder();
        let check = |text: &str| {
            let expected = ContentHash::of(text.as_bytes());
            make_checked(folder.path(), "ecbplus__3_1ecbplus", expected)
        };
        assert_eq!(check("Lunt & Orr.").unwrap(), "Lunt & Orr.");
        assert!(matches!(
            check("Lunt and Orr."),
            Err(TextError::Changed { .. })
        ));
    }

    #[test]
    fn what_is_not_there_is_named() {
        let folder = folder();
        let error = |id| make(folder.path(), id).unwrap_err().to_string();
        assert!(error("ecbplus__3_2ecb").contains("no document \"3_2ecb\""));
        assert!(error("gum__news_mill").contains("not there"));
        assert!(
            error("nowhere__1").contains("sources are ecbplus, gum, masc, meantime, re3d, scotus")
        );
    }
}
