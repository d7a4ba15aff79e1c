//! Rich Text (RTF), as Word, LibreOffice, TextEdit and WordPad write it.
//!
//! `tokens` cuts the file into groups, control words and characters; `story` walks through them once.
//! Each word of the text leads back to the bytes it was made from.

mod colours;
mod fonts;
mod story;
mod tokens;

use super::paper::Way;
use crate::driver::{Sink, Source};
use crate::{FormatError, Hint};
use onrecord_record::Format;

/// How a file begins, after white space and a byte order mark.
const BEGINNING: &[u8] = b"{\\rtf";

/// Told by its first bytes.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bytes = bytes.trim_ascii_start();
    bytes
        .starts_with(BEGINNING)
        .then(|| "it begins with {\\rtf".to_owned())
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let paper = story::read(source.bytes, source.hint.with_redacted)?;
    let document = paper.finish(Format::Rtf, Way::Exact)?;
    sink.document(document);
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
mod tests;
