//! What can go wrong with a case file, each time naming the file and what to do.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why something could not be done with a case.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CaseError {
    /// A file is never overwritten.
    #[error("{}: there is a file of this name already; choose another name", path.display())]
    Exists {
        /// The name.
        path: PathBuf,
    },
    /// There is no such file.
    #[error("{}: no such case; make one with `onrecord new`", path.display())]
    Missing {
        /// The name.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{}: not a case file of onrecord ({why})", path.display())]
    NotACase {
        /// The file.
        path: PathBuf,
        /// How that was seen.
        why: String,
    },
    /// The file was made by a later version of the program.
    #[error(
        "{}: made by a newer onrecord (file version {found}; this program knows up to {known}): \
         use the newer program; the file was not touched",
        path.display()
    )]
    Newer {
        /// The case.
        path: PathBuf,
        /// The file's schema version.
        found: u32,
        /// The last one this program knows.
        known: u32,
    },
    /// Another program holds the case.
    #[error("{}: another program is writing to the case; wait for it to end, then try again", path.display())]
    Busy {
        /// The case.
        path: PathBuf,
    },
    /// The case cannot be written to.
    #[error(
        "{}: the case cannot be written to; check the rights of the file and of its folder, or \
         `onrecord copy` it to a folder where you may write, and go on with the copy",
        path.display()
    )]
    ReadOnly {
        /// The case.
        path: PathBuf,
    },
    /// The case cannot be written to, and has to be brought up to date before it can be read.
    #[error(
        "{}: the case was made by an older onrecord, it cannot be written to, and no private copy could be \
         made to be read in its place ({why}); copy the file to a folder where you may write, and open the \
         copy",
        path.display()
    )]
    OlderReadOnly {
        /// The case.
        path: PathBuf,
        /// Why there is no copy.
        why: String,
    },
    /// No room: the disk is full, or would not take more.
    #[error(
        "{}: nothing more could be written (no room left on the disk, a limit on the size of files, or a \
         fault of the disk); what was reported done is safe, the rest was not done: make room, then run the \
         command again",
        path.display()
    )]
    DiskFull {
        /// The case.
        path: PathBuf,
    },
    /// The disk or network would not do it.
    #[error("{}: {doing} failed: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What the system says.
        source: std::io::Error,
    },
    /// What is stored is not what was stored.
    #[error(
        "{}: {place}: {what}; run `onrecord verify` to see everything that is damaged, and go back to a copy",
        path.display()
    )]
    Damaged {
        /// The case.
        path: PathBuf,
        /// The document or original.
        place: String,
        /// What is wrong with it.
        what: String,
    },
    /// Documents were handed over with bytes they were not read from.
    #[error(
        "{file}: the bytes are not those its text was read from (the file may have changed meanwhile); add it again"
    )]
    OtherBytes {
        /// The file being added.
        file: String,
    },
    /// A text or map that the case file cannot hold.
    #[error("{file}: too large for a case file ({bytes} bytes packed, at most {most}); split it")]
    TooLarge {
        /// The file being added.
        file: String,
        /// Its size as it would be stored.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// An entry of the log cannot be undone.
    #[error("{}: entry {number} of the log cannot be undone: {why}; `onrecord log` lists them", path.display())]
    CannotUndo {
        /// The case.
        path: PathBuf,
        /// The entry's number.
        number: u64,
        /// Why not.
        why: String,
    },
    /// Nothing of this id or hash is in the case.
    #[error("{}: there is no {what} in the case", path.display())]
    NotInCase {
        /// The case.
        path: PathBuf,
        /// What was asked for.
        what: String,
    },
    /// Nothing but an export is replaced by one.
    #[error(
        "{}: there is something of this name already, and {why}; choose another name for the export",
        path.display()
    )]
    NotAnExport {
        /// The name.
        path: PathBuf,
        /// How that was seen.
        why: String,
    },
    /// A folder to be imported is no export, or is not as it was exported.
    #[error(
        "{}{}: {what}; nothing was imported",
        path.display(),
        line.map_or_else(String::new, |line| format!(", line {line}"))
    )]
    CannotImport {
        /// The file in the folder.
        path: PathBuf,
        /// Its line, from 1, where one is at fault.
        line: Option<u64>,
        /// What is wrong with it.
        what: String,
    },
    /// Anything else SQLite reports.
    #[error("{}: the case file could not be used: {source}", path.display())]
    Database {
        /// The case.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl CaseError {
    /// What an error of SQLite means for the person who uses the case at `path`.
    pub(crate) fn of_sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly { path }
            }
            Some(ErrorCode::DiskFull) => Self::DiskFull { path },
            Some(ErrorCode::SystemIoFailure) if is_of_writing(&source) => Self::DiskFull { path },
            Some(ErrorCode::NotADatabase) => Self::NotACase {
                path,
                why: "no SQLite file, or its first page is damaged".to_owned(),
            },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged {
                path,
                place: "the file".to_owned(),
                what: source.to_string(),
            },
            _ => Self::Database { path, source },
        }
    }

    /// Whether nothing more can be stored, whatever the document.
    pub fn is_fatal(&self) -> bool {
        !matches!(
            self,
            Self::OtherBytes { .. } | Self::TooLarge { .. } | Self::NotInCase { .. }
        )
    }
}

/// Whether the disk would not take what was written. SQLite calls no room left by a name of its own;
/// quotas and limits on the size of files come as errors of writing.
fn is_of_writing(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi;
    let code = error.sqlite_extended_error_code();
    code.is_some_and(|code| {
        [
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_DIR_FSYNC,
            ffi::SQLITE_IOERR_TRUNCATE,
        ]
        .contains(&code)
    })
}
