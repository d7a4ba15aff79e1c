//! Files packed as ZIP: archives, and papers of office programs. The one place where they are unpacked.
//!
//! What a directory says of sizes is never believed: bytes are counted as they come, and unpacking
//! stops at the limit.

use crate::FormatError;
use crate::driver::Sink;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// How every ZIP file begins, the empty one too.
pub(crate) const BEGINNINGS: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// From this size on, in bytes, files that were packed too well are taken for made to do harm.
const LARGE: u64 = 16 << 20;
/// Up to how many bytes one packed byte may become in large files; text becomes ten, blank pages of
/// scans a hundred.
const WELL_PACKED: u64 = 250;

/// An open ZIP file.
pub(crate) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// An entry of its directory.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// Place in the directory.
    pub(crate) index: usize,
    /// Name with folders, as it stands there; never a path to write to.
    pub(crate) name: String,
    pub(crate) is_folder: bool,
    pub(crate) is_link: bool,
    pub(crate) is_encrypted: bool,
}

impl<'a> Zipped<'a> {
    /// Reads the directory. `what` is what the file is, with its article, for the error.
    pub(crate) fn open(bytes: &'a [u8], what: &'static str) -> Result<Self, FormatError> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self { archive }),
            Err(error) => Err(FormatError::Damaged {
                what,
                why: one_line(&error),
            }),
        }
    }

    /// Whether the bytes are a ZIP file that has an entry of this name: for telling what it is.
    pub(crate) fn has(bytes: &'a [u8], name: &str) -> bool {
        BEGINNINGS.iter().any(|b| bytes.starts_with(b))
            && Self::open(bytes, "")
                .is_ok_and(|zipped| zipped.archive.index_for_name(name).is_some())
    }

    /// All entries, in the directory's order.
    pub(crate) fn entries(&mut self) -> Vec<Entry> {
        (0..self.archive.len())
            .filter_map(|index| {
                let file = self.archive.by_index_raw(index).ok()?;
                Some(Entry {
                    index,
                    name: name_of(&file),
                    is_folder: file.is_dir(),
                    is_link: file.is_symlink(),
                    is_encrypted: file.encrypted(),
                })
            })
            .collect()
    }

    /// How many entries cannot be reached, since later ones have the same name.
    pub(crate) fn out_of_reach(&self, bytes: &[u8]) -> usize {
        let tail = bytes.get(bytes.len().saturating_sub(LONGEST_END)..);
        let tail = tail.unwrap_or_default();
        let end = tail.windows(4).rposition(|bytes| bytes == END);
        let count = end.and_then(|at| tail.get(at + 10..at + 12));
        let count = match count {
            Some(&[low, high]) => u16::from_le_bytes([low, high]),
            _ => 0,
        };
        // All ones says that the number stands elsewhere.
        let count = if count == u16::MAX { 0 } else { count };
        usize::from(count).saturating_sub(self.archive.len())
    }

    /// Whether bytes of the file belong to more than one entry.
    pub(crate) fn overlaps(&mut self) -> bool {
        self.archive.has_overlapping_files().unwrap_or_default()
    }

    /// Unpacks the entry of this name; nothing where there is none.
    pub(crate) fn find(
        &mut self,
        name: &str,
        sink: &mut Sink<'_, '_>,
    ) -> Option<Result<Vec<u8>, FormatError>> {
        let index = self.archive.index_for_name(name)?;
        Some(self.unpack(index, sink))
    }

    /// Unpacks an entry, counted against what may be unpacked; refused where it is large and packed
    /// better than what people write.
    pub(crate) fn unpack(
        &mut self,
        index: usize,
        sink: &mut Sink<'_, '_>,
    ) -> Result<Vec<u8>, FormatError> {
        let damaged = |why: String| FormatError::Damaged {
            what: "a packed file",
            why,
        };
        let file = match self.archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(why)) if why.contains("assword") => {
                return Err(FormatError::Encrypted);
            }
            Err(error) => return Err(damaged(one_line(&error))),
        };
        let limit = LARGE.max(file.compressed_size().saturating_mul(WELL_PACKED));
        // One byte more than there is room for tells that there is too much.
        let mut bytes = Vec::new();
        let unpacked = file
            .take(sink.room().min(limit).saturating_add(1))
            .read_to_end(&mut bytes);
        sink.unpacked(bytes.len() as u64)?;
        if bytes.len() as u64 > limit {
            return Err(FormatError::UnpacksTooLarge { limit });
        }
        match unpacked {
            Ok(_) => Ok(bytes),
            Err(error) => Err(damaged(error.to_string())),
        }
    }
}

/// How the last record of a directory begins.
const END: &[u8] = b"PK\x05\x06";
/// How far that record may stand from the end, in bytes: it has a remark of at most 64 KiB.
const LONGEST_END: usize = 22 + (64 << 10);

/// The name of an entry: UTF-8 where it is, whatever the entry says, since many programs do not say;
/// else as the entry says.
fn name_of<R: Read>(file: &zip::read::ZipFile<'_, R>) -> String {
    if let Ok(name) = std::str::from_utf8(file.name_raw()) {
        return name.to_owned();
    }
    match file.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(file.name_raw()).into_owned(),
    }
}

fn one_line(error: &ZipError) -> String {
    error.to_string().replace(['\n', '\r'], " ")
}
