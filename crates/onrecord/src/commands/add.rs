//! `onrecord add`: files and folders into a case.
//!
//! Files are read on all cores; this thread alone stores them, in the order of the paths, so that
//! the same folder gives the same case and a crash leaves a whole beginning of it. A line is printed
//! when a file is on the disk, never before.

use super::Outcome;
use crate::arguments::Add;
use crate::in_order::in_order;
use crate::intake::{self, Intake};
use crate::output;
use crate::progress::Progress;
use crate::reading::{self, Unreadable};
use crate::wording::counted;
use onrecord_case::{
    Added, Adding, Arrival, Case, CaseError, Content, Occurrence, Outcome as Stored, ReadDocument,
    Unread,
};
use onrecord_record::{ContentHash, Day};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Adds everything under the paths; one bad file never stops the others.
pub(crate) fn run(arguments: &Add) -> anyhow::Result<Outcome> {
    let mut case = Case::open(&arguments.case)?;
    let known = case.original_hashes()?;
    let own = OwnFiles::of(&arguments.case);
    let intake = intake::find(&arguments.paths, |path| own.contains(path));
    let mut tally = Tally::new(arguments.quiet, intake.files.len());
    let mut adding = case.adding();
    let stored = add_all(&mut adding, &intake, &known, arguments.date, &mut tally)
        .and_then(|()| adding.finish());
    match stored {
        Ok(added) => tally.added(&added),
        Err(error) => {
            tally.progress.finish();
            return Err(error.into());
        }
    }
    tally.progress.finish();
    let name = arguments.case.display().to_string();
    if !arguments.quiet {
        let counts = case.counts()?;
        for line in tally.counts.lines(&intake) {
            output::report(&line);
        }
        if arguments.date.is_some() && tally.counts.unchanged + tally.counts.new_places > 0 {
            output::report(
                "a date is taken only when a document is first added: those in the case keep theirs",
            );
        }
        output::report(&format!(
            "{name} now holds {} with {}",
            counted(counts.documents, "document"),
            counted(counts.lines, "line"),
        ));
    }
    Ok(Outcome::of_failures(tally.counts.unread))
}

fn add_all(
    adding: &mut Adding<'_>,
    intake: &Intake,
    known: &BTreeSet<ContentHash>,
    day: Option<Day>,
    tally: &mut Tally,
) -> Result<(), CaseError> {
    for (path, error) in &intake.failures {
        // Read again only for its words: an input error cannot be cloned.
        let error = Unreadable::File(io::Error::new(error.kind(), error.to_string()));
        unread(adding, path, &error, tally)?;
    }
    let read = |path: &PathBuf| read(path, known, day);
    in_order(&intake.files, output::cores(), read, |path, read| {
        tally.next(path);
        match read {
            Ok(read) => store(adding, path, &read, tally),
            Err(error) => unread(adding, path, &error, tally),
        }
    })
}

/// A file, ready to be stored.
struct ReadFile {
    bytes: Vec<u8>,
    modified: Option<i64>,
    /// Empty where the case has the bytes already.
    documents: Vec<ReadDocument>,
}

fn read(
    path: &Path,
    known: &BTreeSet<ContentHash>,
    day: Option<Day>,
) -> Result<ReadFile, Unreadable> {
    let bytes = reading::bytes_of(path)?;
    let documents = if known.contains(&ContentHash::of(&bytes)) {
        Vec::new()
    } else {
        reading::read(&bytes, path, day)?
    };
    let modified = path.metadata().and_then(|kind| kind.modified()).ok();
    Ok(ReadFile {
        bytes,
        modified: modified.map(seconds),
        documents,
    })
}

fn store(
    adding: &mut Adding<'_>,
    path: &Path,
    read: &ReadFile,
    tally: &mut Tally,
) -> Result<(), CaseError> {
    let arrival = Arrival {
        content: Content::Bytes(&read.bytes),
        place: Occurrence {
            path: path.display().to_string(),
            container: String::new(),
            modified: read.modified,
            found: Some(seconds(SystemTime::now())),
        },
        documents: &read.documents,
    };
    match adding.add(arrival) {
        Ok(added) => {
            tally.added(&added);
            Ok(())
        }
        Err(error) if error.is_fatal() => Err(error),
        Err(error) => unread(adding, path, &error, tally),
    }
}

/// Reports a file that could not be read, and keeps that in the case. What is not there at all is
/// most likely a slip of the pen, and no paper of the case.
fn unread(
    adding: &mut Adding<'_>,
    path: &Path,
    error: &dyn std::error::Error,
    tally: &mut Tally,
) -> Result<(), CaseError> {
    tally.counts.unread += 1;
    tally
        .progress
        .aside(|| output::report_unreadable(path, error));
    if !path.exists() {
        return Ok(());
    }
    let added = adding.add_unread(&Unread {
        path: path.display().to_string(),
        reason: error.to_string(),
        found: Some(seconds(SystemTime::now())),
    })?;
    tally.added(&added);
    Ok(())
}

/// Seconds since 1970-01-01T00:00:00Z.
fn seconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |s| -s),
    }
}

/// The case file and what SQLite writes beside it: never documents.
struct OwnFiles(Vec<PathBuf>);

impl OwnFiles {
    fn of(case: &Path) -> Self {
        let case = case.canonicalize().unwrap_or_else(|_| case.to_owned());
        let beside = ["", "-journal", "-wal", "-shm"].map(|ending| {
            let mut name = OsString::from(&case);
            name.push(ending);
            PathBuf::from(name)
        });
        Self(beside.to_vec())
    }

    fn contains(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|path| self.0.contains(&path))
    }
}

/// What adding did, and what is said of it.
struct Tally {
    progress: Progress,
    quiet: bool,
    begun: u64,
    counts: Counts,
}

/// How many files came to what.
#[derive(Default)]
struct Counts {
    new: u64,
    new_places: u64,
    unchanged: u64,
    unread: usize,
}

impl Tally {
    fn new(quiet: bool, files: usize) -> Self {
        let progress = if quiet {
            Progress::hidden()
        } else {
            Progress::new("files")
        };
        progress.of(files as u64);
        Self {
            progress,
            quiet,
            begun: 0,
            counts: Counts::default(),
        }
    }

    fn next(&mut self, path: &Path) {
        self.begun += 1;
        let name = path.file_name().unwrap_or(path.as_os_str());
        let name = output::one_line(&name.to_string_lossy());
        self.progress.at(self.begun, &name);
    }

    /// Counts and reports what is now on the disk.
    fn added(&mut self, added: &[Added]) {
        for file in added {
            let path = &file.place.path;
            let line = match file.outcome {
                Stored::New => {
                    self.counts.new += 1;
                    format!("added {path}")
                }
                Stored::NewPlace => {
                    self.counts.new_places += 1;
                    format!(
                        "known {path}: the case has the same bytes; noted that they are here too"
                    )
                }
                Stored::Unchanged => {
                    self.counts.unchanged += 1;
                    continue;
                }
            };
            if !self.quiet {
                self.progress.aside(|| output::report(&line));
            }
        }
    }
}

impl Counts {
    /// What to say at the end.
    fn lines(&self, intake: &Intake) -> Vec<String> {
        let mut lines = Vec::new();
        let files = |n: u64| counted(n, "file");
        if self.unchanged > 0 {
            let (these, nothing) = (files(self.unchanged), "nothing was changed");
            let were = if self.unchanged == 1 { "was" } else { "were" };
            lines.push(format!(
                "{these} {were} in the case already: {nothing} there"
            ));
        }
        if self.unread > 0 {
            let these = files(self.unread as u64);
            lines.push(format!(
                "{these} could not be read: see above for what to do"
            ));
        }
        let passed = [
            (
                intake.own,
                "file of the case itself",
                "files of the case itself",
            ),
            (intake.hidden, "hidden name", "hidden names"),
            (intake.links, "link", "links"),
        ];
        let passed: Vec<String> = passed
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if !passed.is_empty() {
            lines.push(format!("passed over: {}", passed.join(", ")));
        }
        if self.new + self.new_places + self.unchanged == 0 && self.unread == 0 {
            lines.push("there was nothing to add".to_owned());
        }
        lines
    }
}
