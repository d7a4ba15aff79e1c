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
use crate::reading::{self, Contents, Unreadable, Wishes};
use crate::wording::counted;
use onrecord_case::{
    Added, Adding, Arrival, CaseError, Content, Occurrence, Outcome as Stored, Unread,
};
use onrecord_record::ContentHash;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Adds everything under the paths; one bad file never stops the others.
pub(crate) fn run(arguments: &Add) -> anyhow::Result<Outcome> {
    let mut case = crate::held::open(&arguments.case)?;
    let known = case.read_originals()?;
    let own = OwnFiles::of(&arguments.case);
    let intake = intake::find(&arguments.paths, |path| own.contains(path));
    let mut tally = Tally::new(arguments.quiet, intake.files.len());
    let wishes = arguments.how.wishes(arguments.date);
    let mut adding = case.adding();
    let stored =
        add_all(&mut adding, &intake, &known, &wishes, &mut tally).and_then(|()| adding.finish());
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
    Ok(Outcome::of_failures(
        tally.counts.unread + tally.counts.unread_parts,
    ))
}

fn add_all(
    adding: &mut Adding<'_>,
    intake: &Intake,
    known: &BTreeSet<ContentHash>,
    wishes: &Wishes,
    tally: &mut Tally,
) -> Result<(), CaseError> {
    for (path, error) in &intake.failures {
        // Read again only for its words: an input error cannot be cloned.
        let error = Unreadable::File(io::Error::new(error.kind(), error.to_string()));
        unread(adding, path, &error, tally)?;
    }
    let ticker = tally.progress.ticker();
    let read = |path: &PathBuf| {
        let busy = |pages| ticker.pages(&name_of(path), pages);
        read(path, known, wishes, &busy)
    };
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
    /// What was read, or why nothing was; nothing where the case has read the bytes already.
    contents: Option<Result<Contents, Unreadable>>,
}

/// Opens a file and reads it. It fails only where its bytes could not be had.
fn read(
    path: &Path,
    known: &BTreeSet<ContentHash>,
    wishes: &Wishes,
    busy: &dyn Fn(u32),
) -> Result<ReadFile, Unreadable> {
    let bytes = reading::bytes_of(path)?;
    let contents = if known.contains(&ContentHash::of(&bytes)) {
        None
    } else {
        Some(reading::read(&bytes, path, wishes, busy))
    };
    if let Some(Ok(contents)) = &contents {
        // Here, on as many cores as there are, and not in the one thread that stores.
        contents.documents.iter().for_each(|read| read.pack());
    }
    let modified = path.metadata().and_then(|kind| kind.modified()).ok();
    Ok(ReadFile {
        bytes,
        modified: modified.map(seconds),
        contents,
    })
}

fn store(
    adding: &mut Adding<'_>,
    path: &Path,
    read: &ReadFile,
    tally: &mut Tally,
) -> Result<(), CaseError> {
    let place = Occurrence {
        path: path.display().to_string(),
        container: String::new(),
        modified: read.modified,
        found: Some(seconds(SystemTime::now())),
    };
    let contents = match &read.contents {
        None => None,
        Some(Ok(contents)) => Some(contents),
        Some(Err(error)) => return keep(adding, path, (&read.bytes, &place), error, tally),
    };
    if let Some(contents) = contents {
        tally.told(path, contents);
    }
    let arrival = Arrival {
        content: Content::Bytes(&read.bytes),
        place,
        documents: contents.map_or(&[], |contents| contents.documents.as_slice()),
        unread: contents.map_or(&[], |contents| contents.unread.as_slice()),
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

/// Reports a file that nothing could be read from, and keeps its bytes: a later version may read it.
fn keep(
    adding: &mut Adding<'_>,
    path: &Path,
    (bytes, place): (&[u8], &Occurrence),
    error: &Unreadable,
    tally: &mut Tally,
) -> Result<(), CaseError> {
    if bytes.is_empty() {
        return unread(adding, path, error, tally);
    }
    tally.unread(path, error);
    let added = adding.add_kept(bytes, place, &error.to_string())?;
    tally.added(&added);
    Ok(())
}

/// Reports a file that could not be read, and keeps that in the case. What is not there at all is
/// most likely a slip of the pen, and no paper of the case.
fn unread(
    adding: &mut Adding<'_>,
    path: &Path,
    error: &dyn std::error::Error,
    tally: &mut Tally,
) -> Result<(), CaseError> {
    tally.unread(path, error);
    if !path.exists() {
        return Ok(());
    }
    let added = adding.add_unread(&Unread {
        path: path.display().to_string(),
        reason: error.to_string(),
        found: Some(seconds(SystemTime::now())),
        original: None,
    })?;
    tally.added(&added);
    Ok(())
}

/// The file's name, to be shown.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    output::one_line(&name.to_string_lossy())
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
    /// What the files that are not yet on the disk were taken for.
    taken_for: BTreeMap<String, String>,
}

/// How many files came to what.
#[derive(Default)]
struct Counts {
    new: u64,
    new_places: u64,
    unchanged: u64,
    unread: usize,
    unread_parts: usize,
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
            taken_for: BTreeMap::new(),
        }
    }

    fn next(&mut self, path: &Path) {
        self.begun += 1;
        self.progress.at(self.begun, &name_of(path));
    }

    fn unread(&mut self, path: &Path, error: &dyn std::error::Error) {
        self.counts.unread += 1;
        self.progress
            .aside(|| output::report_unreadable(path, error));
    }

    /// Keeps what a file was taken for until it is reported as added, and reports its unread parts.
    fn told(&mut self, path: &Path, contents: &Contents) {
        for (part, why) in &contents.unread {
            self.counts.unread_parts += 1;
            self.progress
                .aside(|| output::report_unreadable_part(path, part, why));
        }
        let name = path.display().to_string();
        self.taken_for.insert(name, taken_for(contents));
    }

    /// Counts and reports what is now on the disk.
    fn added(&mut self, added: &[Added]) {
        for file in added {
            let path = &file.place.path;
            let line = match file.outcome {
                Stored::New => {
                    self.counts.new += 1;
                    match self.taken_for.remove(path) {
                        Some(taken_for) => format!("added {path}: {taken_for}"),
                        None => format!("added {path}"),
                    }
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

/// What a file was taken for, in a few words: the one document's sort and format and why, or how many
/// documents there are.
fn taken_for(contents: &Contents) -> String {
    let [only] = contents.documents.as_slice() else {
        let count = counted(contents.documents.len() as u64, "document");
        return format!("{count} ({})", contents.taken_for);
    };
    let document = &only.document;
    let kind = onrecord_views::vocabulary::document_label(document.kind);
    let because = &document.metadata.because;
    if because.is_empty() {
        format!("{kind} ({})", contents.taken_for)
    } else {
        format!("{kind} ({}; {})", contents.taken_for, because.join("; "))
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
        if self.unread_parts > 0 {
            let these = counted(self.unread_parts as u64, "part");
            lines.push(format!(
                "{these} of files could not be read: see above for what to do"
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
