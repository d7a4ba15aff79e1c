//! The files of an account's archive, packed as ZIP or single.

use crate::FormatError;
use crate::driver::Sink;
use crate::zipped::{BEGINNINGS, Entry, Zipped};

/// The names in a ZIP file, for telling whose archive it is; none where it is no ZIP file, or a paper
/// of an office program, which has its sign as the first entry.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    let is_zip = BEGINNINGS.iter().any(|b| bytes.starts_with(b));
    let first = bytes.get(30..60).unwrap_or_default();
    let is_office = [b"[Content_Types]".as_slice(), b"mimetype", b"_rels/"]
        .iter()
        .any(|sign| first.starts_with(sign));
    if !is_zip || is_office {
        return Vec::new();
    }
    let Ok(mut zipped) = Zipped::open(bytes, "an archive") else {
        return Vec::new();
    };
    zipped
        .entries()
        .into_iter()
        .map(|entry| entry.name)
        .collect()
}

/// The last part of a name with folders.
pub(crate) fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// Unpacks the entries that are wanted and hands each on. What cannot be unpacked is kept in mind.
///
/// # Errors
/// Where the archive is damaged, or unpacks to more than the limit.
pub(crate) fn each(
    bytes: &[u8],
    sink: &mut Sink,
    wanted: impl Fn(&str) -> bool,
    mut take: impl FnMut(&str, &[u8], &mut Sink) -> Result<(), FormatError>,
) -> Result<(), FormatError> {
    let mut zipped = Zipped::open(bytes, "an archive")?;
    let is_wanted = |entry: &Entry| !entry.is_folder && !entry.is_link && wanted(&entry.name);
    for entry in zipped.entries().into_iter().filter(is_wanted) {
        let read = match zipped.unpack(entry.index, sink) {
            Err(error @ FormatError::UnpacksTooLarge { .. }) => return Err(error),
            Err(error) => Err(error),
            Ok(unpacked) => take(&entry.name, &unpacked, sink),
        };
        if let Err(error) = read {
            sink.unread(&entry.name, &error);
        }
    }
    Ok(())
}
