//! Bytes to [`Document`]s: text, its map back to the original's bytes, places on paper, metadata,
//! layout.
//!
//! The entry points, [`read`] and [`reread`], are pure functions of bytes, a [`Hint`], [`Limits`] and
//! what they are lent to recognise pictures with: this crate opens no file and knows no path, no
//! language, no case. One module a format; a new format is a new module and a new line in the table
//! of readers (`readers.rs`).
//!
//! An original may hold several documents: a mail with attachments, an archive, a table of posts.
//! Each is a *part* with a name; `driver.rs` goes through them, however deep, within the limits.
//!
//! What every reader promises, and property tests hold it to:
//!
//! * bad bytes give a [`FormatError`] or a warning, never a panic;
//! * the map's segments cover the text in order, and what is marked verbatim is the same bytes;
//! * blocks, where there are any, stand in the text's order, do not overlap, and hold every word
//!   worth reading;
//! * places lie in the text, in its order.

mod archive;
mod blocks;
mod crawl;
mod dates;
mod derived;
mod driver;
mod encoding;
mod error;
mod forms;
mod html;
mod image;
mod language;
mod lines;
mod mail;
mod markdown;
mod office;
mod pdf;
mod pieces;
mod plain;
mod posts;
mod readers;
mod recognise;
mod signature;
mod table;
mod xml;
mod zipped;

pub use error::FormatError;
use onrecord_record::{Document, DocumentKind, Format, ReaderId};
pub use recognise::{Recognise, RecognisedWord};

/// What the caller knows of the bytes besides the bytes, and what the user wishes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hint {
    /// The file's name (`letter.md`), without folders. Only its ending is looked at, to find out what
    /// the bytes are: no reader may put anything of it into a document, since the same bytes have many
    /// names.
    pub name: Option<String>,
    /// The format, where the user says which it is; then nothing is guessed. Parts of an archive are
    /// still looked at each.
    pub format: Option<Format>,
    /// What sort of paper it is, where the user says so; holds for all parts.
    pub kind: Option<DocumentKind>,
    /// Whether words under black boxes are taken into the text. They are left out otherwise.
    pub with_redacted: bool,
}

impl Hint {
    /// A hint that is only a file name.
    pub fn name(name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            ..Self::default()
        }
    }

    /// The name's ending after the last dot, in lower case; empty where there is none.
    fn ending(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        ending.to_ascii_lowercase()
    }
}

/// How much a reader may take in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Most bytes of an original; larger ones are refused before anything is read.
    pub max_bytes: u64,
    /// Most bytes that may be unpacked from one original, all parts and streams together.
    pub max_unpacked: u64,
    /// Most containers inside one another: an archive in a mail in an archive is three.
    pub max_depth: u32,
    /// Most documents of one original.
    pub max_documents: u32,
    /// Most pages of one document.
    pub max_pages: u32,
}

impl Limits {
    /// No limit on size but the one of the offsets themselves: texts stay below 4 GiB. For originals
    /// that were read before within limits; depth and counts stay limited.
    pub const NONE: Self = Self {
        max_bytes: u64::MAX,
        max_unpacked: u64::MAX,
        ..Self::DEFAULT
    };

    const DEFAULT: Self = Self {
        max_bytes: 512 << 20,
        max_unpacked: 1 << 30,
        max_depth: 8,
        max_documents: 100_000,
        max_pages: 20_000,
    };
}

impl Default for Limits {
    /// 512 MiB, of which 1 GiB may be unpacked, 8 containers deep, 100,000 documents of at most
    /// 20,000 pages.
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// What came of reading one original.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Read {
    /// What the bytes were taken for.
    pub format: Format,
    /// Why, in a short sentence for people: `the first line is " date YYYY-MM-DD Headline"`.
    pub because: String,
    /// The documents in it, in order, each with its `part` named. At least one, or one part unread.
    pub documents: Vec<Document>,
    /// The parts that could not be read.
    pub unread: Vec<UnreadPart>,
}

/// A part of an original that could not be read.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct UnreadPart {
    /// The part's name inside the original: `photos/yard.heic`.
    pub part: String,
    /// Why, in words that go after its name and say what to do.
    pub reason: String,
}

/// Reads an original: finds out what it is, and reads it as that, without recognising pictures.
///
/// # Errors
/// [`FormatError`] where the bytes are no readable document: empty, too large, damaged, encrypted,
/// or of a format that has no reader.
pub fn read(bytes: &[u8], hint: &Hint, limits: &Limits) -> Result<Read, FormatError> {
    read_with(bytes, hint, limits, None)
}

/// As [`read`]; the words of pictures and scanned pages are recognised by `recogniser`.
///
/// # Errors
/// As [`read`].
pub fn read_with(
    bytes: &[u8],
    hint: &Hint,
    limits: &Limits,
    recogniser: Option<&dyn Recognise>,
) -> Result<Read, FormatError> {
    driver::read(bytes, hint, limits, recogniser)
}

/// Reads an original again as the reader that once read it did, for checking stored texts.
///
/// Nothing when this build does not have that reader in that version, or the words were recognised in
/// a picture: the text can then not be derived again, which says nothing against it. No limit on size
/// applies, since the original was within one when it was first read.
pub fn reread(bytes: &[u8], reader: &ReaderId) -> Option<Result<Read, FormatError>> {
    let hint = readers::wishes_of(reader)?;
    Some(driver::read(bytes, &hint, &Limits::NONE, None))
}

/// Whether this build has all readers that made a text, each in its version.
pub fn has_reader(reader: &ReaderId) -> bool {
    readers::wishes_of(reader).is_some()
}

/// Whether the words of a document with this reader were recognised in pictures: they are not what the
/// same reader would make of the original again.
pub fn is_recognised(reader: &ReaderId) -> bool {
    driver::is_recognised(reader)
}

/// The readers of this build, with their versions.
pub fn readers() -> Vec<ReaderId> {
    readers::READERS.iter().map(readers::Reader::id).collect()
}

/// What a user may say that a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TakenAs {
    /// A format.
    Format(Format),
    /// A sort of paper, in whatever format.
    Kind(DocumentKind),
}

/// The names under which a user may say what a file is: sorts of papers first, then formats by the
/// names of their readers.
pub fn names() -> impl Iterator<Item = (&'static str, TakenAs)> {
    readers::names()
}

/// Whether the bytes are of a format whose reader is best kept apart, in a process of its own that may
/// fail: everything but plain text in its forms and web pages.
pub fn is_intricate(bytes: &[u8], hint: &Hint) -> bool {
    driver::is_intricate(bytes, hint)
}
