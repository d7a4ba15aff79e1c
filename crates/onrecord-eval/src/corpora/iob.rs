//! Names marked token by token: `B-` begins one, `I-` goes on with it, `O` is none.

use super::joined::Joined;
use super::texts::stem;
use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::{Annotated, Entity, Layer, Mention, Naming, Place};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How the files of a corpus are laid out.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// What parts the columns; any white space for none.
    pub(super) between: Option<char>,
    /// The columns of the token and of its mark, from 0.
    pub(super) token: usize,
    /// See `token`.
    pub(super) mark: usize,
    /// Begins a line that tells of something else than a token.
    pub(super) comment: Option<&'static str>,
    /// A line that begins so begins a document.
    pub(super) document: Option<&'static str>,
    /// Every sentence is a document.
    pub(super) apart: bool,
    /// The types, and what they are in our terms.
    pub(super) kinds: &'static [(&'static str, &'static str)],
}

/// A corpus of names marked so.
pub(super) struct NamesCorpus {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) parts: &'static [Part],
    pub(super) layout: Layout,
    /// The files of a part.
    pub(super) files: fn(&Path, Part) -> Result<Vec<PathBuf>, CorpusError>,
    /// Whether every file is a document and gives it its id.
    pub(super) by_file: bool,
}

impl Corpus for NamesCorpus {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Names]
    }

    fn parts(&self) -> &'static [Part] {
        self.parts
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let (layout, by_file) = (self.layout, self.by_file);
        let of_part = format!("{}-{}", self.name, part.name());
        let files = (self.files)(folder, part)?;
        Ok(Box::new(files.into_iter().flat_map(move |path| {
            let name = if by_file { stem(&path) } else { &of_part };
            match text(&path) {
                Ok(text) => documents(layout, &path, name, &text),
                Err(error) => vec![Err(error)],
            }
        })))
    }
}

/// The documents of a file; their ids are `name` and a number.
fn documents(
    layout: Layout,
    path: &Path,
    name: &str,
    text: &str,
) -> Vec<Result<Annotated, CorpusError>> {
    let mut reader = Reader {
        layout,
        name,
        done: Vec::new(),
        joined: Joined::default(),
        names: Vec::new(),
        fault: None,
    };
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if layout
            .document
            .is_some_and(|begins| line.starts_with(begins))
        {
            reader.end_document();
        } else if line.trim().is_empty() {
            reader.end_sentence();
        } else if layout
            .comment
            .is_none_or(|begins| !line.starts_with(begins))
            && let Err(what) = reader.token(line)
        {
            // One document is lost, not the others of the file.
            let fault = malformed(path, number + 1, what);
            reader.fault.get_or_insert(fault);
        }
    }
    reader.end_document();
    if reader.done.is_empty() {
        return vec![Err(malformed(path, 0, "no tokens"))];
    }
    reader.done
}

struct Reader<'n> {
    layout: Layout,
    name: &'n str,
    done: Vec<Result<Annotated, CorpusError>>,
    joined: Joined,
    /// Names so far, with their types; whether the next token may go on with the last.
    names: Vec<(Place, String, bool)>,
    /// What is wrong in the document, if anything is.
    fault: Option<CorpusError>,
}

impl Reader<'_> {
    fn token(&mut self, line: &str) -> Result<(), String> {
        let columns: Vec<&str> = match self.layout.between {
            Some(between) => line.split(between).collect(),
            None => line.split_whitespace().collect(),
        };
        let column = |at: usize| columns.get(at).map(|column| column.trim());
        let (Some(token), Some(mark)) = (column(self.layout.token), column(self.layout.mark))
        else {
            return Err(format!("{} columns are too few", columns.len()));
        };
        if token.is_empty() {
            return Ok(());
        }
        let place = self.joined.push(token);
        // In one corpus "B-O" slipped in for "O".
        let kind = mark.split_once('-').filter(|(_, kind)| *kind != "O");
        let Some((how, kind)) = kind else {
            if let Some((.., open)) = self.names.last_mut() {
                *open = false;
            }
            return Ok(());
        };
        let touches = self
            .names
            .last()
            .is_some_and(|(last, ..)| last.end == place.start);
        match self.names.last_mut() {
            // A handle is one name, its mark included, however it is marked.
            Some((last, of, true)) if (how != "B" || touches) && *of == kind => {
                last.end = place.end;
            }
            _ => self.names.push((place, kind.to_owned(), true)),
        }
        Ok(())
    }

    fn end_sentence(&mut self) {
        if let Some((.., open)) = self.names.last_mut() {
            *open = false;
        }
        if self.layout.apart {
            self.end_document();
        }
    }

    fn end_document(&mut self) {
        let text = std::mem::take(&mut self.joined).finish();
        let names = std::mem::take(&mut self.names);
        if let Some(fault) = self.fault.take() {
            self.done.push(Err(fault));
            return;
        }
        if text.is_empty() {
            return;
        }
        let mut document = Annotated {
            id: format!("{}-{}", self.name, self.done.len() + 1),
            text,
            layers: BTreeSet::from([Layer::Names]),
            ..Annotated::default()
        };
        for (place, kind, _) in names {
            let kinds = self.layout.kinds.iter();
            let known = kinds.into_iter().find(|(theirs, _)| *theirs == kind);
            document.mentions.push(Mention {
                place: place.clone(),
                entity: document.entities.len(),
                naming: Naming::Name,
            });
            document.entities.push(Entity {
                kind: known.map_or("other", |(_, ours)| ours).to_owned(),
                name: document.words(&place),
                named: true,
                ..Entity::default()
            });
        }
        self.done.push(Ok(document));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout {
        between: None,
        token: 0,
        mark: 1,
        comment: None,
        document: Some("-DOCSTART-"),
        apart: false,
        kinds: &[("PER", "person")],
    };

    #[test]
    fn marks_of_tokens_are_names_in_the_text() {
        let text = "-DOCSTART- O\n\nLena B-PER\nOrr I-PER\nof O\nPell I-LOC\n, O\nTull B-PER\n\nOrr B-PER\nleft O\n. O\n";
        let found = documents(LAYOUT, Path::new("a"), "a", text);
        let document = found[0].as_ref().unwrap();
        assert_eq!(document.text, "Lena Orr of Pell, Tull Orr left.");
        let names: Vec<(String, &str)> = document
            .mentions
            .iter()
            .map(|m| {
                (
                    document.words(&m.place),
                    document.entities[m.entity].kind.as_str(),
                )
            })
            .collect();
        let wanted = [
            ("Lena Orr", "person"),
            ("Pell", "other"),
            ("Tull", "person"),
            ("Orr", "person"),
        ];
        assert_eq!(names, wanted.map(|(name, kind)| (name.to_owned(), kind)));
    }

    #[test]
    fn a_malformed_line_is_a_fault_of_its_document() {
        let read = |text: &str| documents(LAYOUT, Path::new("a"), "a", text);
        let found = read("Orr B-PER\n-DOCSTART- O\nLena\nOrr\n-DOCSTART- O\nTull O\n");
        assert_eq!(found.len(), 3);
        assert!(found[0].is_ok());
        let fault = found[1].as_ref().unwrap_err().to_string();
        assert!(fault.starts_with("a:3: "), "{fault}");
        let last = found[2].as_ref().unwrap();
        assert_eq!((last.text.as_str(), last.id.as_str()), ("Tull", "a-3"));
        // Without marks between documents, the whole file is one.
        let layout = Layout {
            document: None,
            ..LAYOUT
        };
        let found = documents(layout, Path::new("a"), "a", "Orr B-PER\nLena\n\nTull O\n");
        assert!(matches!(found.as_slice(), [Err(_)]));
        assert!(read("")[0].is_err());
    }
}
