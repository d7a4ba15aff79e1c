//! The command line: every command and option, with the help a person reads.

use crate::commands::decide::{Correct, Remark, Undo, Which};
use crate::commands::diff::Diff;
use crate::commands::export::Export;
use crate::commands::import::Import;
use crate::commands::log::Log;
use crate::commands::people::{People, Protect};
use crate::commands::remove::Remove;
use crate::commands::reread::Reread;
use crate::commands::review::Review;
use crate::commands::search::Search;
use crate::commands::status::Status;
use crate::reading::Wishes;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use onrecord_formats::TakenAs;
use onrecord_record::Day;
use std::path::PathBuf;

/// The hidden command with which the program starts itself to read intricate formats.
pub(crate) const READ_APART: &str = "read-apart";

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
        onrecord read --format html order.pdf -o order-read.html\n  \
        onrecord read --as transcript hearing.txt")]
    Read(Read),
    /// Makes a new, empty case file
    #[command(after_help = "Example:\n  onrecord new heron.case")]
    New(New),
    /// Reads documents into a case; what is in it already stays as it is
    ///
    /// Folders are taken with everything below them, in the order of their names. Links inside a
    /// folder and hidden files are passed over and counted. A file that cannot be read is reported and
    /// is kept all the same, and the rest goes on. What was reported as added is safely stored. For each
    /// file it is said what it was taken for and why; `--as` says it for the program.
    #[command(after_help = "Examples:\n  \
        onrecord add heron.case papers/\n  \
        onrecord add heron.case affidavit.docx order.pdf mail.mbox\n  \
        onrecord add --as transcript heron.case hearing.txt\n  \
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
    /// Finds words in documents, and lines by who says what of whom and when
    ///
    /// Without fields, documents that have all the words are found, with the passages. With a field, or
    /// with --lines, lines are found: statements, events, facts and grounds.
    #[command(after_help = "Examples:\n  \
        onrecord search heron.case '\"blue car\" recant*'\n  \
        onrecord search heron.case speaker:winterbourne date:2009..2012\n  \
        onrecord search heron.case ground:recantation --format csv\n  \
        onrecord search heron.case about:farrow kind:indirect --save farrow")]
    Search(Search),
    /// Goes through the lines of a case by keyboard, what matters most first
    ///
    /// Recantations, alibis and other grounds come first, then disagreements and what they rest on,
    /// then the lines of which the machine is least sure. Every key is kept at once.
    #[command(after_help = "Examples:\n  \
        onrecord review heron.case\n  \
        onrecord review heron.case --document 2\n  \
        onrecord review heron.case --sample 50\n  \
        onrecord review heron.case --progress")]
    Review(Review),
    /// Says that lines are right
    #[command(after_help = "Examples:\n  \
        onrecord confirm heron.case 2.S3 2.S4\n  \
        onrecord confirm heron.case --document 2\n  \
        onrecord confirm heron.case --person \"Ada Winterbourne\"")]
    Confirm(Which),
    /// Says that lines are wrong: they are not shown any more
    #[command(
        after_help = "Examples:\n  onrecord reject heron.case 2.S3\n  onrecord undo heron.case 14"
    )]
    Reject(Which),
    /// Says what is otherwise in a line
    #[command(after_help = "Examples:\n  \
        onrecord correct heron.case 2.S3 speaker=\"Odell Farrow\"\n  \
        onrecord correct heron.case 2.F1 value=17")]
    Correct(Correct),
    /// Puts a remark on a line
    #[command(after_help = "Example:\n  onrecord note heron.case 2.S3 ask for the tape")]
    Note(Remark),
    /// Puts a label on a line
    #[command(after_help = "Example:\n  onrecord label heron.case 2.S3 exhibit-c")]
    Label(Remark),
    /// Lists who is who in a case; merges, splits, renames people, and says what they are
    #[command(after_help = "Examples:\n  \
        onrecord people heron.case\n  \
        onrecord people suggestions heron.case\n  \
        onrecord people merge heron.case \"Ione Marchbank\" \"Ione M.\"\n  \
        onrecord people split heron.case 4.P2\n  \
        onrecord people role heron.case \"Ione Marchbank\" witness")]
    People(People),
    /// Shows somebody under another name in every view, report and export
    ///
    /// For minors, victims, jurors and informants. Every name and handle of theirs is hidden, in texts,
    /// titles, file names and everything else; a report that would still name them is not written.
    #[command(after_help = "Examples:\n  \
        onrecord protect heron.case \"Micah Oduya\" --as minor\n  \
        onrecord protect heron.case 9.P1 --as juror --name \"Juror 7\"")]
    Protect(Protect),
    /// Says how things stand with a disagreement: disputed, undisputed, unsure, or resolved
    #[command(after_help = "Examples:\n  \
        onrecord status heron.case 1 disputed-by-us\n  \
        onrecord status heron.case 1 resolved the verdict form says 10-2")]
    Status(Status),
    /// Takes a decision back, by its number in the log
    #[command(after_help = "Example:\n  onrecord undo heron.case 14")]
    Undo(Undo),
    /// Takes a paper out of a case for good, with everything that was made of it
    ///
    /// For what is misfiled, privileged or sealed. Original, text, readings, index and what the log
    /// says of it are overwritten; the log keeps that something was taken out, when, by whom and why.
    #[command(after_help = "Examples:\n  \
        onrecord remove heron.case papers/sealed.pdf --because \"sealed by order of the court\"\n  \
        onrecord remove heron.case 7 --because \"another client's\" --yes")]
    Remove(Remove),
    /// Reads the documents of a case anew with this version of the program
    ///
    /// Decisions stay: each is looked for by its words. Stopped, it goes on where it was when it is run
    /// again. `onrecord diff` shows what reads otherwise.
    #[command(after_help = "Example:\n  onrecord reread heron.case && onrecord diff heron.case")]
    Reread(Reread),
    /// Shows which lines came, went or changed: between two readings, or two captures of an article
    #[command(after_help = "Examples:\n  onrecord diff heron.case\n  onrecord diff heron.case 3 7")]
    Diff(Diff),
    /// Prints everything that was done to a case: what, by whom, when
    #[command(
        after_help = "Examples:\n  onrecord log heron.case\n  onrecord log heron.case --json > log.jsonl"
    )]
    Log(Log),
    /// Writes everything in a case into a folder of plain files: no lock-in
    ///
    /// The papers as they were added, their texts, and tables (CSV) and JSON Lines of everything that
    /// was read and decided, with a README that explains each file and how to check them without this
    /// program. The same case gives the same bytes. An older export is replaced when the new one is
    /// complete; any other folder is left alone.
    #[command(after_help = "Example:\n  onrecord export heron.case heron-export")]
    Export(Export),
    /// Makes a new case file of an exported folder
    ///
    /// Every file of the folder is checked against its hash. The log is taken over as it is: exported
    /// again, the new case gives the same folder.
    #[command(after_help = "Example:\n  onrecord import heron-export heron-again.case")]
    Import(Import),
    /// Answers its parent over the standard input and output
    #[command(name = READ_APART, hide = true)]
    ReadApart,
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
    /// How to read
    #[command(flatten)]
    pub(crate) how: How,
}

/// How documents are read, for `read` and `add`.
#[derive(Debug, Args)]
pub(crate) struct How {
    /// What the files are, where it is not to be guessed: a format (pdf, docx, text, …) or a sort of
    /// paper (transcript, affidavit, order, …)
    #[arg(
        long = "as",
        value_name = "WHAT",
        value_parser = taken_as(),
        hide_possible_values = false
    )]
    pub(crate) taken_as: Option<TakenAs>,
    /// Take in words under black boxes too, where a redaction failed
    ///
    /// They are left out otherwise, and a warning tells how many there are and on which pages.
    #[arg(long)]
    pub(crate) with_redacted: bool,
    /// Leave pictures of words alone, even if Tesseract is installed
    #[arg(long)]
    pub(crate) no_ocr: bool,
}

impl How {
    /// The same as wishes, with the day of documents that give none.
    pub(crate) fn wishes(&self, day: Option<Day>) -> Wishes {
        Wishes {
            day,
            format: match self.taken_as {
                Some(TakenAs::Format(format)) => Some(format),
                _ => None,
            },
            kind: match self.taken_as {
                Some(TakenAs::Kind(kind)) => Some(kind),
                _ => None,
            },
            with_redacted: self.with_redacted,
            recognise: !self.no_ocr,
        }
    }
}

/// The names of what a file can be said to be, each with what it stands for.
fn taken_as() -> impl TypedValueParser<Value = TakenAs> {
    let names: Vec<&'static str> = onrecord_formats::names().map(|(name, _)| name).collect();
    PossibleValuesParser::new(names).try_map(|name| {
        let found = onrecord_formats::names().find(|(known, _)| *known == name);
        found
            .map(|(_, what)| what)
            .ok_or_else(|| format!("nothing is called {name}"))
    })
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
    /// How to read
    #[command(flatten)]
    pub(crate) how: How,
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
    /// The day that rules of law are looked at from; today by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<Day>,
    /// Rule cards of your own, in TOML, besides those that come with the program
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
    /// How many lines of a list to print on a terminal; 0 for all
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    pub(crate) limit: usize,
    /// Show protected people under their own names
    #[arg(long)]
    pub(crate) real_names: bool,
}

/// `report`
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// The case file
    pub(crate) case: PathBuf,
    /// The file to write
    #[arg(short, long, value_name = "FILE.html")]
    pub(crate) output: PathBuf,
    /// The day that rules of law are looked at from; today by default
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_of: Option<Day>,
    /// Rule cards of your own, in TOML, besides those that come with the program
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Option<PathBuf>,
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
    /// Statements of one person on one matter that differ, and what was taken back
    Stories,
    /// How each ground stands: asserted, contradicted, not found here
    Standing,
    /// Dated rules of law that the papers touch
    Rules,
    /// Documents of one origin: reprints, wire copies, releases
    Origins,
    /// Papers and recordings that are spoken of and not here
    Missing,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;
    use onrecord_record::{DocumentKind, Format};

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_a_file_is_said_to_be_is_known_by_name() {
        let taken_as = |name: &str| {
            let given = Arguments::try_parse_from(["onrecord", "read", "--as", name, "a"]);
            match given.ok()?.command {
                Command::Read(read) => read.how.taken_as,
                _ => None,
            }
        };
        assert_eq!(taken_as("docx"), Some(TakenAs::Format(Format::Docx)));
        assert_eq!(taken_as("text"), Some(TakenAs::Format(Format::PlainText)));
        assert_eq!(taken_as("order"), Some(TakenAs::Kind(DocumentKind::Order)));
        assert_eq!(taken_as("unknown"), None);
    }

    #[test]
    fn no_name_stands_for_two_things() {
        let mut names: Vec<&str> = onrecord_formats::names().map(|(name, _)| name).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
