//! Where printed things go: the terminal, a pipe or a file.

use anyhow::Context as _;
use onrecord_views::terminal::Style;
use std::env;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;

/// Columns where the width is not known, as in a pipe.
const DEFAULT_WIDTH: usize = 100;

/// The standard output or a file.
pub(crate) struct Sink {
    writer: Box<dyn Write>,
    file: Option<PathBuf>,
}

impl Sink {
    /// The file, made anew, or the standard output.
    pub(crate) fn new(file: Option<&Path>) -> anyhow::Result<Self> {
        let writer: Box<dyn Write> = match file {
            Some(file) => Box::new(BufWriter::new(File::create(file).with_context(|| {
                format!("{}: this file could not be written", file.display())
            })?)),
            None => Box::new(BufWriter::new(io::stdout())),
        };
        Ok(Self {
            writer,
            file: file.map(Path::to_owned),
        })
    }

    /// Writes `text`.
    pub(crate) fn write(&mut self, text: &str) -> anyhow::Result<()> {
        let written = self.writer.write_all(text.as_bytes());
        self.check(written)
    }

    /// Writes what is still held back.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        let flushed = self.writer.flush();
        self.check(flushed)
    }

    fn check(&self, written: io::Result<()>) -> anyhow::Result<()> {
        match (&self.file, written) {
            (_, Ok(())) => Ok(()),
            (None, Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => seen_enough(),
            (None, Err(error)) => Err(error).context("the output could not be written"),
            (Some(file), Err(error)) => {
                Err(error).with_context(|| format!("{}: could not be written", file.display()))
            }
        }
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

/// Reports a file that could not be read; the rest goes on.
pub(crate) fn report_unreadable(path: &Path, error: &dyn std::error::Error) {
    complain(&format!("{}: {error}", path.display()));
}

/// One line on the standard error, which may be closed.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
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
