//! Annotated corpora, read from a folder in the formats in which their makers give them out.
//!
//! None of their text is part of this project. Each reader is one file, gives one document after another, and
//! reads a file only when its turn comes. The tests use small files of our own in the same formats.

pub mod onrecord;
pub mod texts;

mod broad_twitter;
mod cat;
mod ecbplus;
mod gap;
mod gum;
mod innocence;
mod iob;
mod joined;
mod litbank;
mod meantime;
mod polnear;
mod recognizers;
mod riqua;
mod tbaq;
mod timeml;
mod ud;
mod uner;
mod wikigold;
mod wikiwars;
mod wnut17;
mod worldwide;

use crate::annotated::{Annotated, Layer};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// A part of a corpus, as its makers cut it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// To learn from.
    Train,
    /// To look at while one works.
    Dev,
    /// To measure on, and never to look at.
    Test,
}

impl Part {
    /// Its name in paths and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Dev => "dev",
            Self::Test => "test",
        }
    }
}

/// Why a corpus could not be read.
#[derive(Debug, Error)]
pub enum CorpusError {
    /// A folder or file is not there.
    #[error("{}: not there; give the folder that holds the corpora, each in a folder of its own", .0.display())]
    Missing(PathBuf),
    /// A folder or file of a corpus is not there, or a folder holds nothing of what should be in it.
    #[error("{}: {}; the corpus has {what} there", path.display(), if path.exists() { "empty" } else { "not there" })]
    Incomplete {
        /// The folder or file.
        path: PathBuf,
        /// What should be there.
        what: String,
    },
    /// The system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// A file does not have the form of its corpus.
    #[error("{}:{line}: {what}", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// The line, from 1; 0 where the whole file is meant.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

/// Documents one after another, each read when its turn comes.
pub type Documents<'c> = Box<dyn Iterator<Item = Result<Annotated, CorpusError>> + 'c>;

/// A corpus that can be read.
pub trait Corpus: Sync {
    /// How the command line calls it.
    fn name(&self) -> &'static str;

    /// The name of the folder it lies in.
    fn folder(&self) -> &'static str {
        self.name()
    }

    /// What it is, for people, in one line.
    fn about(&self) -> &'static str;

    /// What is annotated in it.
    fn layers(&self) -> &'static [Layer];

    /// Which parts it has here.
    fn parts(&self) -> &'static [Part];

    /// The documents of a part; `folder` is the corpus's own.
    ///
    /// # Errors
    ///
    /// Where the folder does not hold the corpus. What is wrong in one file is told in its document's turn.
    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError>;
}

/// All corpora that can be read.
pub static ALL: &[&dyn Corpus] = &[
    &onrecord::REAL,
    &onrecord::OWN,
    &broad_twitter::BROAD_TWITTER,
    &ecbplus::EcbPlus,
    &gap::Gap,
    &gum::Gum,
    &innocence::Innocence,
    &litbank::LitBank,
    &meantime::Meantime,
    &polnear::Polnear,
    &recognizers::Recognizers,
    &riqua::Riqua,
    &tbaq::Tbaq,
    &ud::EnglishWeb,
    &uner::UNER_ENGLISH,
    &wikigold::WIKIGOLD,
    &wikiwars::WikiWars,
    &wnut17::WNUT17,
    &worldwide::WORLDWIDE,
];

/// The corpus of this name.
pub fn named(name: &str) -> Option<&'static dyn Corpus> {
    ALL.iter().copied().find(|corpus| corpus.name() == name)
}

/// Where the corpus lies: in `data`, in one of its folders, or there itself.
///
/// # Errors
///
/// Where it is in neither.
pub fn find(data: &Path, name: &str) -> Result<PathBuf, CorpusError> {
    let direct = data.join(name);
    if direct.is_dir() {
        return Ok(direct);
    }
    if data.is_dir() && data.file_name().is_some_and(|own| own == name) {
        return Ok(data.to_owned());
    }
    let inside = sorted(data)?.into_iter().map(|folder| folder.join(name));
    inside
        .into_iter()
        .find(|path| path.is_dir())
        .ok_or(CorpusError::Missing(direct))
}

/// The entries of a folder, by name.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    let io = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => CorpusError::Missing(folder.to_owned()),
        _ => CorpusError::Io {
            path: folder.to_owned(),
            source,
        },
    };
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        entries.push(entry.map_err(io)?.path());
    }
    entries.sort();
    Ok(entries)
}

/// The folders in a folder of a corpus, by name; `what` they are, for whoever has none.
pub(crate) fn folders(folder: &Path, what: &str) -> Result<Vec<PathBuf>, CorpusError> {
    entries(folder, what, |path| path.is_dir())
}

/// The files of a folder with this ending (without the dot), by name.
pub(crate) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, CorpusError> {
    let what = format!("files with names in .{ending}");
    entries(folder, &what, |path| {
        path.is_file() && path.extension().is_some_and(|of| of == ending)
    })
}

/// The entries of a corpus's folder that are of use; a folder without one is no part of a corpus.
fn entries(
    folder: &Path,
    what: &str,
    is_of_use: impl Fn(&Path) -> bool,
) -> Result<Vec<PathBuf>, CorpusError> {
    let incomplete = || CorpusError::Incomplete {
        path: folder.to_owned(),
        what: what.to_owned(),
    };
    let mut entries = sorted(folder).map_err(|error| match error {
        CorpusError::Missing(_) => incomplete(),
        error => error,
    })?;
    entries.retain(|path| is_of_use(path));
    if entries.is_empty() {
        return Err(incomplete());
    }
    Ok(entries)
}

/// The whole text of a file.
pub(crate) fn text(path: &Path) -> Result<String, CorpusError> {
    std::fs::read_to_string(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => CorpusError::Incomplete {
            path: path.to_owned(),
            what: "a file".to_owned(),
        },
        _ => CorpusError::Io {
            path: path.to_owned(),
            source,
        },
    })
}

/// The error of a file that does not have the form it should have.
pub(crate) fn malformed(path: &Path, line: usize, what: impl Into<String>) -> CorpusError {
    CorpusError::Malformed {
        path: path.to_owned(),
        line,
        what: what.into(),
    }
}

/// The folder of small files of our own in a corpus's formats.
#[cfg(test)]
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/fixtures")
        .join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_corpus_lacks_is_named() {
        let data = tempfile::tempdir().unwrap();
        let fault = |found: Result<Vec<PathBuf>, CorpusError>| found.unwrap_err().to_string();
        let folder = data.path().join("text");
        let absent = fault(files(&folder, "txt"));
        assert!(
            absent.contains("text: not there") && absent.contains(".txt"),
            "{absent}"
        );
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("a.ann"), "").unwrap();
        let empty = fault(files(&folder, "txt"));
        assert!(empty.contains("text: empty"), "{empty}");
        assert_eq!(files(&folder, "ann").unwrap().len(), 1);
        assert!(fault(folders(&folder, "topics")).contains("topics"));
        assert_eq!(folders(data.path(), "topics").unwrap(), [folder]);
        let file = text(&data.path().join("list.csv")).unwrap_err().to_string();
        assert!(file.contains("list.csv: not there"), "{file}");
    }

    #[test]
    fn every_corpus_names_what_its_folder_lacks() {
        let data = tempfile::tempdir().unwrap();
        for corpus in ALL {
            for part in corpus.parts() {
                let documents = corpus.documents(data.path(), *part);
                let fault = match documents {
                    Err(fault) => fault,
                    Ok(mut documents) => documents.next().unwrap().unwrap_err(),
                };
                let fault = fault.to_string();
                let named = fault.contains(&data.path().display().to_string());
                assert!(
                    named && !fault.contains("each in a folder"),
                    "{}: {fault}",
                    corpus.name()
                );
            }
        }
    }
}
