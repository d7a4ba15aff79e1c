//! The command line: every command and option, with the help a person reads.

use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord_record::Day;
use std::path::PathBuf;

/// Reads what was published and filed about a case, and keeps a case file in which every line points
/// at the exact words it came from.
///
/// It says what is asserted, and by whom; never what is true. Nothing leaves this machine.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 fine; 1 something could not be read or verified; 2 wrong use.\n\n\
        Start with:\n  \
        onrecord read article.txt\n  \
        onrecord new heron.case\n  \
        onrecord add heron.case papers/\n  \
        onrecord report heron.case -o heron.html"
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reads documents and prints what is in them; stores nothing
    #[command(after_help = "Examples:\n  \
        onrecord read article.txt\n  \
        onrecord read --date 2021-03-09 letter.txt\n  \
        onrecord read --format json affidavit.txt order.txt > readings.json\n  \
        onrecord read --format html page.html -o page-read.html\n  \
        pdftotext paper.pdf - | onrecord read -")]
    Read(Read),
    /// Makes a new, empty case file
    #[command(after_help = "Example:\n  onrecord new heron.case")]
    New(New),
    /// Reads documents into a case; what is in it already stays as it is
    ///
    /// Folders are taken with everything below them, in the order of their names. Links inside a
    /// folder and hidden files are passed over and counted. A file that cannot be read is reported,
    /// and the rest goes on. What was reported as added is safely stored.
    #[command(after_help = "Examples:\n  \
        onrecord add heron.case papers/\n  \
        onrecord add heron.case affidavit.txt order.txt\n  \
        onrecord add --date 2021-04-19 heron.case letter.txt")]
    Add(Add),
    /// Prints what a case holds
    #[command(after_help = "Examples:\n  \
        onrecord show heron.case\n  \
        onrecord show heron.case people\n  \
        onrecord show heron.case disagreements --format md")]
    Show(Show),
    /// Writes a case as a report to open in any browser
    ///
    /// The report is one HTML file that needs nothing from elsewhere. Of a large case it becomes an
    /// index and a page a document, in a folder beside it.
    #[command(after_help = "Example:\n  onrecord report heron.case -o heron.html")]
    Report(Report),
    /// Checks that a case is whole: every original, text and quoted word
    ///
    /// Hashes every stored original and text again, derives the text again where this version of
    /// the reader made it, and looks whether every line's words stand exactly where it says.
    #[command(after_help = "Example:\n  onrecord verify heron.case")]
    Verify(Verify),
    /// Makes a consistent copy of a case, even while it is in use
    #[command(after_help = "Example:\n  onrecord copy heron.case backup/heron.case")]
    Copy(CopyCase),
}

/// `read`
#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Documents to read; `-` is the standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    pub(crate) format: OutputFormat,
    /// The day of documents that give none, for dates such as "last Sunday"
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,
    /// Write to this file instead of the terminal
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// `new`
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The case file to make; it must not exist
    pub(crate) case: PathBuf,
}

/// `add`
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The case file
    pub(crate) case: PathBuf,
    /// Documents and folders to add
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The day of documents that give none, for dates such as "last Sunday"
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Day>,
    /// Print only what could not be read
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// `show`
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The case file
    pub(crate) case: PathBuf,
    /// Which part of it; without one, all of it in short
    #[arg(value_enum)]
    pub(crate) part: Option<Part>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: OutputFormat,
}

/// `report`
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The case file
    pub(crate) case: PathBuf,
    /// The file to write
    #[arg(short, long, value_name = "FILE.html")]
    pub(crate) output: PathBuf,
}

/// `verify`
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The case file
    pub(crate) case: PathBuf,
}

/// `copy`
#[derive(Debug, Args)]
pub(crate) struct CopyCase {
    /// The case file
    pub(crate) case: PathBuf,
    /// The copy to make; it must not exist
    #[arg(value_name = "DEST")]
    pub(crate) destination: PathBuf,
}

/// How something is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum OutputFormat {
    /// For a person at a terminal
    #[default]
    Terminal,
    /// For programs; the schema is in docs/
    Json,
    /// Markdown
    Md,
    /// A page for the browser
    Html,
}

/// A part of a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Part {
    /// Who is in it
    People,
    /// Who said what
    Said,
    /// What happened when
    Dates,
    /// Reasons for review, and who asserts them
    Grounds,
    /// Where documents contradict one another
    Disagreements,
    /// What was read
    Documents,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }
}
