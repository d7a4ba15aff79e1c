//! From one file to its readings: open, derive the text, read it. Stores and prints nothing.

use crate::apart;
use onrecord_case::ReadDocument;
use onrecord_formats::{FormatError, Hint, Limits};
use onrecord_record::{Day, Document, DocumentKind, Format, Moment, Sourced};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unreadable {
    /// The file could not be opened or read.
    #[error("{}", reason(.0))]
    File(#[from] io::Error),
    /// The bytes are no document.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The bytes are no document, as the process that reads such formats says.
    #[error("{0}")]
    Apart(String),
    /// That process ended on it.
    #[error(
        "reading it took more memory than it may have, or failed altogether ({0}): it is made to do \
         harm, or onrecord is at fault; try to save it anew from the program that made it"
    )]
    Ended(String),
    /// That process took too long.
    #[error(
        "reading it took longer than {0} seconds: split it, or save it anew from the program that made it"
    )]
    TooSlow(u64),
    /// That process could not be started.
    #[error("onrecord could not start itself to read it apart: {0}")]
    NoProcess(#[source] io::Error),
    /// The file changed under our hands.
    #[error("the file changed while it was read: add it again when nothing writes to it")]
    Changed,
    /// The program failed on it.
    #[error(
        "onrecord failed on this file, which is its own fault and not the file's; please report it: {0}"
    )]
    Panicked(String),
}

/// What the user wishes of a reading.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Wishes {
    /// The day of documents that give none.
    pub(crate) day: Option<Day>,
    /// What the bytes are, where nothing is to be guessed.
    pub(crate) format: Option<Format>,
    /// What sort of paper they are.
    pub(crate) kind: Option<DocumentKind>,
    /// Whether to take words under black boxes.
    pub(crate) with_redacted: bool,
    /// Whether to recognise words in pictures, where Tesseract is installed.
    pub(crate) recognise: bool,
}

impl Wishes {
    /// The same for the readers of formats.
    pub(crate) fn hint(&self, name: Option<String>) -> Hint {
        Hint {
            name,
            format: self.format,
            kind: self.kind,
            with_redacted: self.with_redacted,
        }
    }
}

/// What was read from one file.
#[derive(Clone, Debug)]
pub(crate) struct Contents {
    /// The documents in it, with what was read in them.
    pub(crate) documents: Vec<ReadDocument>,
    /// The parts that could not be read: name, and why.
    pub(crate) unread: Vec<(String, String)>,
    /// What the file was taken for, and why; for people.
    pub(crate) taken_for: String,
}

/// What the readers took a file for, and which parts they could not read.
pub(crate) fn told(read: &onrecord_formats::Read) -> (String, Vec<(String, String)>) {
    let unread = read.unread.iter();
    (
        format!(
            "{}: {}",
            onrecord_views::vocabulary::format_label(read.format),
            read.because
        ),
        unread
            .map(|part| (part.part.clone(), part.reason.clone()))
            .collect(),
    )
}

/// The bytes of a file; `-` is the standard input.
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, Unreadable> {
    if is_standard_input(path) {
        return all_of(io::stdin().lock());
    }
    settled_bytes(path, all_of)
}

/// The bytes of a file that nothing wrote to while `read` took them.
fn settled_bytes(
    path: &Path,
    read: impl FnOnce(File) -> Result<Vec<u8>, Unreadable>,
) -> Result<Vec<u8>, Unreadable> {
    let kind = fs::metadata(path)?;
    if kind.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory).into());
    }
    // Refuse by size before the bytes are in memory.
    let limit = Limits::default().max_bytes;
    if kind.len() > limit {
        let size = kind.len();
        return Err(FormatError::TooLarge { size, limit }.into());
    }
    let bytes = read(File::open(path)?)?;
    // The bytes are hashed and read as they are in memory; what must not happen is that half of them
    // are of before and half of after.
    let after = fs::metadata(path)?;
    let same = after.len() == kind.len() && after.modified().ok() == kind.modified().ok();
    if kind.is_file() && !same {
        return Err(Unreadable::Changed);
    }
    Ok(bytes)
}

/// All bytes, refused once there are more than the limit: a pipe or a device does not tell its size
/// before, and may have no end.
fn all_of(source: impl Read) -> Result<Vec<u8>, Unreadable> {
    let limit = Limits::default().max_bytes;
    let mut bytes = Vec::new();
    source
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    let size = bytes.len() as u64;
    if size > limit {
        return Err(FormatError::TooLarge { size, limit }.into());
    }
    Ok(bytes)
}

/// Whether a path on the command line means the standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads the documents in `bytes`. Intricate formats are read in a process of their own. `busy` is told
/// how many pages were recognised so far.
pub(crate) fn read(
    bytes: &[u8],
    path: &Path,
    wishes: &Wishes,
    busy: &dyn Fn(u32),
) -> Result<Contents, Unreadable> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
    let hint = wishes.hint(name.clone());
    if guarded(|| Ok(onrecord_formats::is_intricate(bytes, &hint)))? {
        return apart::read(bytes, name, wishes, busy);
    }
    guarded(|| {
        let read = onrecord_formats::read(bytes, &hint, &Limits::default())?;
        let (taken_for, unread) = told(&read);
        let documents = read.documents.into_iter();
        Ok(Contents {
            documents: documents
                .map(|document| read_document(document, wishes.day))
                .collect(),
            unread,
            taken_for,
        })
    })
}

/// What is in a document. `day` is taken where it gives no date.
pub(crate) fn read_document(mut document: Document, day: Option<Day>) -> ReadDocument {
    if let (None, Some(day)) = (&document.metadata.published, day) {
        document.metadata.published = Some(Sourced::given(Moment::from(day)));
        document.warnings.retain(|w| w.code != "no-date");
    }
    let reading = onrecord_language::read(&document);
    ReadDocument::new(document, reading)
}

thread_local! {
    /// The fault of the guarded work on this thread, once it happened; nothing outside of one.
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps faults inside guarded work from printing between the lines of other files; all others
/// print as ever. To be called once, at the start.
pub(crate) fn catch_faults() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        let guarded = FAULT.with_borrow_mut(|kept| {
            kept.as_mut()
                .map(|kept| *kept = fault.to_string().replace('\n', " "))
        });
        if guarded.is_none() {
            print(fault);
        }
    }));
}

/// Runs `work` so that a fault of the program on one file is that file's failure and no more.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    FAULT.set(Some(String::new()));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    let fault = FAULT.take().unwrap_or_default();
    done.unwrap_or(Err(Unreadable::Panicked(fault)))
}

/// An input error in words that say what to do.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file: check the path".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "no permission to read it: change its permissions, or run as its owner".to_owned()
        }
        io::ErrorKind::IsADirectory => {
            "this is a folder: name the files in it, or `add` it to a case".to_owned()
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_the_files_failure() {
        catch_faults();
        let failed = guarded(|| -> Result<(), Unreadable> { panic!("lost at {}", 7) });
        let message = failed.unwrap_err().to_string();
        assert!(
            message.ends_with("lost at 7") && message.contains("reading.rs"),
            "{message}"
        );
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("growing.txt");
        fs::write(&path, "The first half.\n").unwrap();
        let still = settled_bytes(&path, all_of).unwrap();
        assert_eq!(still, b"The first half.\n");

        let grown = settled_bytes(&path, |file| {
            let before = all_of(file);
            fs::write(&path, "The first half.\nThe second half.\n")?;
            before
        });
        assert!(matches!(grown, Err(Unreadable::Changed)), "{grown:?}");

        // As many bytes as before: only the time of the last change tells.
        let rewritten = settled_bytes(&path, |file| {
            let before = all_of(file);
            fs::write(&path, "Another half....\nThe second half.\n")?;
            let later = fs::metadata(&path)?.modified()? + std::time::Duration::from_secs(2);
            File::options()
                .write(true)
                .open(&path)?
                .set_modified(later)?;
            before
        });
        assert!(
            matches!(rewritten, Err(Unreadable::Changed)),
            "{rewritten:?}"
        );
        let message = Unreadable::Changed.to_string();
        assert!(message.contains("add it again"), "{message}");
    }

    #[test]
    fn a_given_day_does_not_replace_the_documents_own() {
        let day = "2021-03-09".parse().ok();
        let own = b" date 2020-01-02 Headline\n\nWords.\n";
        let path = Path::new("a.txt");
        let wishes = Wishes {
            day,
            ..Wishes::default()
        };
        let read = |bytes: &[u8]| {
            let mut read = read(bytes, path, &wishes, &|_| {}).unwrap().documents;
            read.remove(0).document.day()
        };
        assert_eq!(read(own).unwrap().to_string(), "2020-01-02");
        assert_eq!(read(b"Only words.").unwrap().to_string(), "2021-03-09");
    }
}
