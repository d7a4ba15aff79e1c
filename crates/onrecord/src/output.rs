//! Where printed things go: the terminal, a pipe or a file.

use crate::commands::WrongUse;
use anyhow::Context as _;
pub(crate) use onrecord_views::one_line;
use onrecord_views::report::GENERATOR;
use onrecord_views::terminal::Style;
use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal as _, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use tempfile::NamedTempFile;

/// Columns where the width is not known, as in a pipe.
const DEFAULT_WIDTH: usize = 100;

/// How far into a file the mark of a page of ours is looked for, in bytes.
const HEAD: u64 = 4096;

/// The standard output or a file.
pub(crate) enum Sink {
    /// The standard output.
    Standard(BufWriter<io::Stdout>),
    /// A file that takes its name when it is complete: until then, what was there stays.
    Whole(PathBuf, BufWriter<NamedTempFile>),
    /// Something that is there and no plain file, such as a device.
    Direct(PathBuf, BufWriter<File>),
}

impl Sink {
    /// The file, or the standard output.
    ///
    /// # Errors
    /// [`WrongUse`] where a file of this name has something in it that is no page of ours: it may be
    /// the only copy of a document, or somebody's case.
    pub(crate) fn new(file: Option<&Path>) -> anyhow::Result<Self> {
        let Some(file) = file else {
            return Ok(Self::Standard(BufWriter::new(io::stdout())));
        };
        if !may_be_replaced(file).with_context(|| unwritable(file))? {
            return Err(WrongUse(format!(
                "{}: there is a file of this name already, and it is no page that onrecord wrote; \
                 choose another name",
                file.display()
            ))
            .into());
        }
        Self::to(file).with_context(|| unwritable(file))
    }

    fn to(file: &Path) -> io::Result<Self> {
        // Through a link, so that the link stays and what it leads to is replaced.
        let real = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        match fs::metadata(&real) {
            Ok(kind) if kind.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(kind) if !kind.is_file() => {
                let direct = File::options().write(true).open(&real)?;
                Ok(Self::Direct(real, BufWriter::new(direct)))
            }
            _ => {
                let folder = folder_of(&real);
                let begun = tempfile::Builder::new()
                    .prefix(".onrecord-")
                    .tempfile_in(folder)?;
                Ok(Self::Whole(real, BufWriter::new(begun)))
            }
        }
    }

    /// Writes `text`.
    pub(crate) fn write(&mut self, text: &str) -> anyhow::Result<()> {
        let bytes = text.as_bytes();
        match self {
            Self::Standard(writer) => checked(writer.write_all(bytes)),
            Self::Whole(file, writer) => writer.write_all(bytes).with_context(|| unwritable(file)),
            Self::Direct(file, writer) => writer.write_all(bytes).with_context(|| unwritable(file)),
        }
    }

    /// Writes what is still held back, and gives a file its name.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Standard(mut writer) => checked(writer.flush()),
            Self::Whole(file, writer) => persist(writer, &file).with_context(|| unwritable(&file)),
            Self::Direct(file, mut writer) => writer.flush().with_context(|| unwritable(&file)),
        }
    }
}

/// Whether writing to `file` loses nothing that could not be written again: nothing is there, or
/// nothing is in it, or it is a page of ours, or it is no plain file.
fn may_be_replaced(file: &Path) -> io::Result<bool> {
    match fs::metadata(file) {
        Ok(kind) if kind.is_file() && kind.len() > 0 => {
            let mut head = Vec::new();
            File::open(file)?.take(HEAD).read_to_end(&mut head)?;
            Ok(String::from_utf8_lossy(&head).contains(GENERATOR))
        }
        _ => Ok(true),
    }
}

fn persist(writer: BufWriter<NamedTempFile>, file: &Path) -> io::Result<()> {
    let complete = writer.into_inner().map_err(|error| error.into_error())?;
    complete.as_file().sync_all()?;
    complete.persist(file).map_err(|error| error.error)?;
    Ok(())
}

/// The folder a file stands in.
pub(crate) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What to say of a file that could not be written; the reason follows.
pub(crate) fn unwritable(file: &Path) -> String {
    format!(
        "{}: could not be written; check its folder and the rights to it",
        file.display()
    )
}

fn checked(written: io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => seen_enough(),
        other => other.context("the output could not be written"),
    }
}

/// The reader of the pipe has closed it (`| head`): there is nothing left to do, and no error.
fn seen_enough() -> ! {
    process::exit(0)
}

/// Prints one text.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut sink = Sink::new(None)?;
    sink.write(text)?;
    sink.finish()
}

/// Prints a line at once. A standard output that nobody reads any more stops nothing: what is being
/// done goes on.
pub(crate) fn report(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{}", one_line(line)).and_then(|()| out.flush());
}

/// Prints a line that a view painted: its colours are ours, and its words are without commands already.
pub(crate) fn report_painted(line: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Reports a file that could not be read; the rest goes on.
pub(crate) fn report_unreadable(path: &Path, error: &dyn std::error::Error) {
    complain(&format!("{}: {error}", path.display()));
}

/// Reports a part of a file that could not be read.
pub(crate) fn report_unreadable_part(path: &Path, part: &str, why: &str) {
    complain(&format!("{}!{part}: {why}", path.display()));
}

/// One line on the standard error, which may be closed. Nothing in it commands the terminal, since
/// a file's name may hold any character.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", one_line(line));
}

/// How to print on this terminal. Colour only where the output is a terminal that shows it and
/// `NO_COLOR` does not forbid it (no-color.org).
pub(crate) fn style() -> Style {
    let forbidden = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|value| value == "dumb");
    Style {
        width: width(),
        colour: !forbidden && !dumb && io::stdout().is_terminal(),
    }
}

fn width() -> usize {
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0))
}

/// How many documents to read at once.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}
