//! Goes through an original and everything in it, however deep, within the limits.

use crate::readers::{self, Input, READERS, Reader, Sniff, Take};
use crate::{FormatError, Hint, Limits, Read, Recognise, UnreadPart, forms, language, signature};
use onrecord_record::{ContentHash, Document, Format, ReaderId};

/// What stands between the names of a part inside a part: `mail.mbox!3!letter.pdf`.
pub(crate) const INSIDE: char = '!';

/// What a reader of bytes is given.
pub(crate) struct Source<'a> {
    /// The bytes: the original, or a part of it.
    pub(crate) bytes: &'a [u8],
    /// What is known of them.
    pub(crate) hint: &'a Hint,
    /// How much may be taken in.
    pub(crate) limits: &'a Limits,
    /// What recognises words in pictures, where there is something.
    pub(crate) recogniser: Option<&'a dyn Recognise>,
}

/// Reads an original and all its parts.
pub(crate) fn read(
    bytes: &[u8],
    hint: &Hint,
    limits: &Limits,
    recogniser: Option<&dyn Recognise>,
) -> Result<Read, FormatError> {
    let mut all = All {
        original: ContentHash::of(bytes),
        limits,
        recogniser,
        unpacked: 0,
        documents: Vec::new(),
        unread: Vec::new(),
    };
    let mut sink = Sink {
        all: &mut all,
        part: String::new(),
        chain: String::new(),
        depth: 0,
        hint: hint.clone(),
        reader: readers::TEXT,
    };
    let (format, because) = sink.take(bytes)?;
    if all.documents.is_empty() && all.unread.is_empty() {
        return Err(FormatError::NothingInIt);
    }
    Ok(Read {
        format,
        because,
        documents: all.documents,
        unread: all.unread,
    })
}

/// Whether a reader of bytes would take it.
pub(crate) fn is_intricate(bytes: &[u8], hint: &Hint) -> bool {
    match hint.format {
        Some(format) => READERS
            .iter()
            .any(|r| r.format == format && matches!(r.take, Take::Bytes(_))),
        None => by_bytes(bytes, hint).is_some(),
    }
}

fn by_bytes(bytes: &[u8], hint: &Hint) -> Option<(&'static Reader, String)> {
    READERS.iter().find_map(|reader| match reader.sniff {
        Sniff::Bytes(sniff) => Some((reader, sniff(bytes, hint)?)),
        Sniff::Text(_) => None,
    })
}

/// What is gathered from one original.
struct All<'a> {
    original: ContentHash,
    limits: &'a Limits,
    recogniser: Option<&'a dyn Recognise>,
    /// Bytes unpacked so far.
    unpacked: u64,
    documents: Vec<Document>,
    unread: Vec<UnreadPart>,
}

/// Where a reader puts what it finds in the bytes it was given.
pub(crate) struct Sink<'s, 'a> {
    all: &'s mut All<'a>,
    /// The part that is being read; empty for the whole.
    part: String,
    /// The readers of the containers around it, each with its version: `zip/1>mail/1>`.
    chain: String,
    /// How many containers are around it.
    depth: u32,
    hint: Hint,
    reader: Reader,
}

impl Sink<'_, '_> {
    /// Hands on a document of the bytes that are being read. Its `part` is its name inside them, empty
    /// for the whole; who made it and from what is filled in here, and what sort of paper it is.
    pub(crate) fn document(&mut self, mut document: Document) {
        if self.is_full() {
            return;
        }
        document.part = self.inside(&document.part);
        document.original = self.all.original;
        let mut id = self.reader.id();
        id.name = format!("{}{}", self.chain, id.name);
        if let Some(name) = document.reader.name.strip_prefix(RECOGNISED_BY) {
            id.name = format!("{}+{name}", id.name);
        }
        if self.hint.with_redacted {
            id.name.push_str(readers::WITH_REDACTED);
        }
        if let Some(kind) = self.hint.kind {
            id.name = format!("{}:{}", id.name, readers::name_of_kind(kind));
        }
        document.reader = id;
        language::detect(&mut document);
        forms::recognise(&mut document, self.hint.kind);
        self.all.documents.push(document);
    }

    /// Reads `bytes`, which lie under `name` in the bytes that are being read, as a file of their own.
    /// What cannot be read is kept in mind as unread; the rest goes on.
    pub(crate) fn member(&mut self, name: &str, bytes: &[u8]) {
        self.member_of(name, None, bytes);
    }

    /// As [`Sink::member`], where the container says what the bytes are.
    pub(crate) fn member_as(&mut self, name: &str, format: Format, bytes: &[u8]) {
        self.member_of(name, Some(format), bytes);
    }

    fn member_of(&mut self, name: &str, format: Option<Format>, bytes: &[u8]) {
        if self.is_full() {
            return;
        }
        let file = name.rsplit(['/', '\\', INSIDE]).next().unwrap_or(name);
        let mut inner = Sink {
            part: self.inside(name),
            chain: format!("{}{}>", self.chain, self.reader.id()),
            depth: self.depth + 1,
            hint: Hint {
                name: Some(file.to_owned()),
                format,
                ..self.hint.clone()
            },
            reader: readers::TEXT,
            all: &mut *self.all,
        };
        if let Err(error) = inner.take(bytes) {
            self.unread(name, &error);
        }
    }

    /// Keeps in mind that a part could not be read.
    pub(crate) fn unread(&mut self, name: &str, error: &FormatError) {
        if self.is_full() {
            return;
        }
        self.all.unread.push(UnreadPart {
            part: self.inside(name),
            reason: error.to_string(),
        });
    }

    /// How many bytes may still be unpacked.
    pub(crate) fn room(&self) -> u64 {
        self.all
            .limits
            .max_unpacked
            .saturating_sub(self.all.unpacked)
    }

    /// Counts bytes that were unpacked.
    ///
    /// # Errors
    /// Where there are now more than the limit.
    pub(crate) fn unpacked(&mut self, bytes: u64) -> Result<(), FormatError> {
        self.all.unpacked = self.all.unpacked.saturating_add(bytes);
        if self.all.unpacked > self.all.limits.max_unpacked {
            return Err(FormatError::UnpacksTooLarge {
                limit: self.all.limits.max_unpacked,
            });
        }
        Ok(())
    }

    /// Whether there are as many documents as there may be; then the last entry says so.
    fn is_full(&mut self) -> bool {
        let most = self.all.limits.max_documents as usize;
        let count = self.all.documents.len() + self.all.unread.len();
        if count == most {
            self.all.unread.push(UnreadPart {
                part: self.part.clone(),
                reason: FormatError::TooManyDocuments {
                    limit: self.all.limits.max_documents,
                }
                .to_string(),
            });
        }
        count >= most
    }

    fn inside(&self, name: &str) -> String {
        match (self.part.is_empty(), name.is_empty()) {
            (true, _) => name.to_owned(),
            (false, true) => self.part.clone(),
            (false, false) => format!("{}{INSIDE}{name}", self.part),
        }
    }

    /// Finds out what the bytes are, and reads them as that.
    fn take(&mut self, bytes: &[u8]) -> Result<(Format, String), FormatError> {
        let size = bytes.len() as u64;
        let limit = self.all.limits.max_bytes.min(u64::from(u32::MAX));
        if size > limit {
            return Err(FormatError::TooLarge { size, limit });
        }
        if bytes.is_empty() {
            return Err(FormatError::Empty);
        }
        if self.depth > self.all.limits.max_depth {
            return Err(FormatError::TooDeep {
                limit: self.all.limits.max_depth,
            });
        }
        let told = self
            .hint
            .format
            .and_then(|format| READERS.iter().find(|reader| reader.format == format))
            .map(|reader| (reader, "the user said so".to_owned()));
        if let Some((reader, because)) = told.or_else(|| by_bytes(bytes, &self.hint)) {
            self.read_as(reader, bytes, None)?;
            return Ok((reader.format, because));
        }
        signature::refuse(bytes)?;
        let input = Input::new(bytes)?;
        let (reader, because) = readers::choose(&input, &self.hint);
        self.read_as(reader, bytes, Some(input))?;
        Ok((reader.format, because))
    }

    fn read_as(
        &mut self,
        reader: &Reader,
        bytes: &[u8],
        input: Option<Input>,
    ) -> Result<(), FormatError> {
        self.reader = *reader;
        match reader.take {
            Take::Text(read) => {
                let input = match input {
                    Some(input) => input,
                    None => {
                        signature::refuse(bytes)?;
                        Input::new(bytes)?
                    }
                };
                for document in read(&input)? {
                    self.document(document);
                }
                Ok(())
            }
            Take::Bytes(read) => {
                let (limits, recogniser) = (self.all.limits, self.all.recogniser);
                let hint = self.hint.clone();
                let source = Source {
                    bytes,
                    hint: &hint,
                    limits,
                    recogniser,
                };
                read(&source, self)
            }
        }
    }
}

/// Before the name of what recognised a document's words, in the reader that a reader gives it.
const RECOGNISED_BY: &str = "recognised-by ";

/// Whether a reader's name says that the words were recognised.
pub(crate) fn is_recognised(reader: &ReaderId) -> bool {
    reader.name.starts_with(RECOGNISED_BY)
}

/// Marks a document whose words were recognised in pictures: it cannot be derived again.
pub(crate) fn mark_recognised(document: &mut Document, by: &dyn Recognise) {
    document.reader.name = format!("{RECOGNISED_BY}{}", by.name());
}
