//! Bytes to [`Document`]: text, its map back to the original's bytes, metadata, layout.
//!
//! The entry points, [`read`] and [`reread`], are pure functions of bytes, a [`Hint`] and [`Limits`]:
//! this crate opens no file and knows no path, no language, no case. One module a format; a new
//! format is a new module and a new line in the table of readers.
//!
//! What every reader promises, and property tests hold it to:
//!
//! * bad bytes give a [`FormatError`] or a warning, never a panic;
//! * the map's segments cover the text in order, and what is marked verbatim is the same bytes;
//! * blocks, where there are any, stand in the text's order, do not overlap, and hold every word
//!   worth reading.

mod blocks;
mod crawl;
mod dates;
mod derived;
mod encoding;
mod error;
mod html;
mod lines;
mod markdown;
mod plain;
mod readers;
mod signature;

pub use error::FormatError;
use onrecord_record::{Document, Format, ReaderId};
use readers::{Input, Reader};

/// What the caller knows of the bytes besides the bytes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Hint {
    /// The file's name (`letter.md`), without folders. Only its ending is looked at.
    pub name: Option<String>,
    /// The format, where the user says which it is; then nothing is guessed.
    pub format: Option<Format>,
}

impl Hint {
    /// A hint that is only a file name.
    pub fn name(name: &str) -> Self {
        Self {
            name: Some(name.to_owned()),
            format: None,
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
}

impl Limits {
    /// No limit but the one of the offsets themselves: texts stay below 4 GiB.
    pub const NONE: Self = Self {
        max_bytes: u64::MAX,
    };
}

impl Default for Limits {
    /// 512 MiB.
    fn default() -> Self {
        Self {
            max_bytes: 512 << 20,
        }
    }
}

/// What came of reading one original.
#[derive(Clone, Debug)]
pub struct Read {
    /// What the bytes were taken for.
    pub format: Format,
    /// Why, in a short sentence for people: `the first line is " date YYYY-MM-DD Headline"`.
    pub because: String,
    /// The documents in it, in order; at least one. Formats with attachments or members will give
    /// several, each with its `part` named.
    pub documents: Vec<Document>,
}

/// Reads an original: finds out what it is, and reads it as that.
///
/// # Errors
/// [`FormatError`] where the bytes are no readable text: empty, too large, binary, or of a known
/// format that has no reader yet.
pub fn read(bytes: &[u8], hint: &Hint, limits: &Limits) -> Result<Read, FormatError> {
    let input = Input::new(bytes, limits)?;
    let (reader, because) = readers::choose(&input, hint);
    read_as(reader, &input, because)
}

/// Reads an original again with the reader that once read it, for checking a stored text.
///
/// Nothing when this build does not have that reader in that version: the text can then not be
/// derived again, which says nothing against it. No limit on size applies, since the original was
/// within one when it was first read.
pub fn reread(bytes: &[u8], reader: &ReaderId) -> Option<Result<Read, FormatError>> {
    let reader = readers::find(reader)?;
    Some(
        Input::new(bytes, &Limits::NONE)
            .and_then(|input| read_as(reader, &input, format!("read before by {}", reader.id()))),
    )
}

/// The readers of this build, with their versions.
pub fn readers() -> Vec<ReaderId> {
    readers::READERS.iter().map(Reader::id).collect()
}

fn read_as(reader: &Reader, input: &Input, because: String) -> Result<Read, FormatError> {
    Ok(Read {
        format: reader.format,
        because,
        documents: (reader.read)(input)?,
    })
}
