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
                    name: file.name().ok()?.into_owned(),
                    is_folder: file.is_dir(),
                    is_link: file.is_symlink(),
                    is_encrypted: file.encrypted(),
                })
            })
            .collect()
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

    /// Unpacks an entry, counted against what may be unpacked.
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
        // One byte more than there is room for tells that there is too much.
        let mut bytes = Vec::new();
        let unpacked = file
            .take(sink.room().saturating_add(1))
            .read_to_end(&mut bytes);
        sink.unpacked(bytes.len() as u64)?;
        match unpacked {
            Ok(_) => Ok(bytes),
            Err(error) => Err(damaged(error.to_string())),
        }
    }
}

fn one_line(error: &ZipError) -> String {
    error.to_string().replace(['\n', '\r'], " ")
}
