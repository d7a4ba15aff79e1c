//! OpenDocument texts (ODT), packed or in one flat file.
//!
//! `story` walks through the parts one after the other: what the file says of itself, its styles with
//! the lines at the top and bottom of pages, its text.

mod lists;
mod story;
mod styles;

use super::other;
use super::paper::Way;
use crate::driver::{Sink, Source};
use crate::zipped::{self, Zipped};
use crate::{FormatError, Hint, encoding};
use onrecord_record::Format;
use story::Story;

const WHAT: &str = "an OpenDocument text (ODT)";
/// What the kind of such a file begins with; templates and parts of books have more after it.
const KIND: &str = "application/vnd.oasis.opendocument.text";
/// How far into a flat file its kind is looked for, in bytes.
const HEAD: usize = 8192;

/// Told by the kind that it names; so are other papers of the same make, which are refused when they
/// are read.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Option<String> {
    if is_flat(bytes) {
        return Some("it is an OpenDocument text in one file".to_owned());
    }
    if let Some(kind) = other::mimetype(bytes) {
        if kind.starts_with(KIND) {
            return Some(format!("it says that it is {kind}"));
        }
        return other::refusal(bytes, &[]).map(|refusal| refusal.to_string());
    }
    let named = matches!(hint.ending().as_str(), "odt" | "ott" | "odm");
    (named && Zipped::has(bytes, "content.xml") && Zipped::has(bytes, "META-INF/manifest.xml"))
        .then(|| "it has the parts of an OpenDocument text".to_owned())
}

/// Whether it is a text in one file of XML.
fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let start = head.trim_start_matches('\u{FEFF}').trim_start();
    (start.starts_with("<?xml") || start.starts_with("<office:document"))
        && start.contains("<office:document")
        && start.contains(&format!("mimetype=\"{KIND}"))
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let mut story = Story::new(source.hint.with_redacted);
    if zipped::BEGINNINGS
        .iter()
        .any(|b| source.bytes.starts_with(b))
    {
        let kind = other::mimetype(source.bytes).unwrap_or(KIND);
        let is_text = kind.starts_with(KIND);
        if let Some(refusal) = other::refusal(source.bytes, &[]).filter(|_| !is_text) {
            return Err(refusal);
        }
        unpack(source, sink, &mut story)?;
    } else {
        story.run(&decoded(source.bytes))?;
    }
    let document = story
        .into_paper()
        .finish(Format::Odt, Way::Whole(source.bytes.len()))?;
    sink.document(document);
    Ok(())
}

fn unpack(source: &Source, sink: &mut Sink, story: &mut Story) -> Result<(), FormatError> {
    let mut zipped = Zipped::open(source.bytes, WHAT)?;
    if let Some(manifest) = zipped.find("META-INF/manifest.xml", sink) {
        let locked = b"encryption-data";
        let manifest = manifest.unwrap_or_default();
        if manifest.windows(locked.len()).any(|w| w == locked) {
            return Err(FormatError::Encrypted);
        }
    }
    for (name, needed) in [
        ("meta.xml", false),
        ("styles.xml", false),
        ("content.xml", true),
    ] {
        match zipped.find(name, sink) {
            Some(Ok(bytes)) => story.run(&decoded(&bytes))?,
            None if needed => {
                return Err(FormatError::Damaged {
                    what: WHAT,
                    why: "its text is missing".to_owned(),
                });
            }
            None => {}
            Some(Err(FormatError::Damaged { why, .. })) if needed => {
                return Err(FormatError::Damaged { what: WHAT, why });
            }
            Some(Err(FormatError::Damaged { why, .. })) => {
                story.is_damaged(&format!("{name}: {why}"));
            }
            Some(Err(error)) => return Err(error),
        }
    }
    Ok(())
}

fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding::decode(bytes, None).text.as_str().to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
mod tests;
