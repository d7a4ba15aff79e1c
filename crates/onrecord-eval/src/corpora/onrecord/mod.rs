//! The project's own corpus: texts of others (`onrecord-real`) and our own (`onrecord-own`).
//!
//! A folder with `real.jsonl` or `own.jsonl`, `sources.tsv` (columns `id` and `split`, perhaps `genre`), and the
//! texts: `texts/<id>.txt`, or `own/<case>-<n>.txt` for `own__<case>-<n>`; the test part is in `held-out/`, in files of
//! the same names. A text that is not the one that was annotated, by its hash, is refused.

mod convert;

use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::{Annotated, Layer};
use crate::corpus::check::check_line;
use crate::corpus::line::Line;
use crate::corpus::place::sha256;
use crate::corpus::sources::{Source, sources};
use crate::corpus::vocabulary::Vocabulary;
use crate::corpus::{FileError, text_file};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One of the two corpora.
#[derive(Debug)]
pub struct Onrecord {
    name: &'static str,
    about: &'static str,
    file: &'static str,
}

/// Texts of others, under licences of their own.
pub static REAL: Onrecord = Onrecord {
    name: "onrecord-real",
    about: "real news, interviews, transcripts and court papers, annotated by this project",
    file: "real.jsonl",
};

/// Our own texts, on invented cases.
pub static OWN: Onrecord = Onrecord {
    name: "onrecord-own",
    about: "this project's own texts on invented cases, with their annotations",
    file: "own.jsonl",
};

const LAYERS: &[Layer] = &[
    Layer::Statements,
    Layer::Speakers,
    Layer::Timexes,
    Layer::Names,
    Layer::Coreference,
    Layer::People,
    Layer::Events,
    Layer::Facts,
    Layer::Grounds,
];

/// The folder of the test part, which nobody opens who tunes an engine.
const HELD_OUT: &str = "held-out";

impl Corpus for Onrecord {
    fn name(&self) -> &'static str {
        self.name
    }

    fn folder(&self) -> &'static str {
        "corpus"
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn layers(&self) -> &'static [Layer] {
        LAYERS
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev, Part::Test]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let table = folder.join("sources.tsv");
        let sources = sources(&table).map_err(|error| malformed(&table, 0, error.to_string()))?;
        let vocabulary = Vocabulary::load()
            .map_err(|error| malformed(Path::new("data/vocabulary.toml"), 0, error.to_string()))?;
        let file = match part {
            Part::Test => folder.join(HELD_OUT).join(self.file),
            _ => folder.join(self.file),
        };
        let lines: Vec<String> = text(&file)?.lines().map(str::to_owned).collect();
        let reader = Reader {
            folder,
            file,
            sources,
            vocabulary,
        };
        let lines = lines.into_iter().enumerate();
        Ok(Box::new(lines.filter_map(move |(number, line)| {
            reader.document(&line, number + 1, part).transpose()
        })))
    }
}

struct Reader<'c> {
    folder: &'c Path,
    file: PathBuf,
    sources: BTreeMap<String, Source>,
    vocabulary: Vocabulary,
}

impl Reader<'_> {
    /// The document of a line; nothing where it is in another part.
    fn document(
        &self,
        json: &str,
        number: usize,
        part: Part,
    ) -> Result<Option<Annotated>, CorpusError> {
        let wrong = |what: String| malformed(&self.file, number, what);
        let line: Line = serde_json::from_str(json).map_err(|error| wrong(error.to_string()))?;
        let Some(source) = self.sources.get(&line.id) else {
            return Err(wrong(format!("{} is not in sources.tsv", line.id)));
        };
        if source.split != part.name() {
            return Ok(None);
        }
        if let Some(fault) = check_line(&line, &self.vocabulary).first() {
            return Err(wrong(format!("{}: {fault}; see `corpus check`", line.id)));
        }
        let folders = [
            self.folder.join("texts"),
            self.folder.join("own"),
            self.folder.join(HELD_OUT).join("own"),
        ];
        let path = text_file(&line.id, &folders).map_err(|error| match error {
            // That of the other commands tells of an option that a reader of corpora has not.
            FileError::NoText { id, looked } => wrong(format!(
                "{id}: no text; looked for {id}.txt in {looked}; `onrecord-eval corpus texts DATA -o corpus/texts` \
                 makes the texts of others"
            )),
            error => wrong(error.to_string()),
        })?;
        let words = text(&path)?;
        if sha256(&words) != line.sha256 {
            return Err(wrong(format!(
                "{} is not the text that was annotated; make it by its recipe",
                path.display()
            )));
        }
        let genre = Some(source.genre.clone()).filter(|genre| !genre.is_empty());
        let genre = genre.or_else(|| line.genre.clone());
        Ok(Some(Annotated {
            genre: genre.unwrap_or_default(),
            story: source.cluster.clone(),
            ..convert::annotated(&line, words)
        }))
    }
}

#[cfg(test)]
mod tests;
