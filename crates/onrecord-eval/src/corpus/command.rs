//! `onrecord-eval corpus …`.

use super::agree::Agreement;
use super::check::check_files;
use super::line::Line;
use super::place::{Placed, place};
use super::vocabulary::Vocabulary;
use super::words::Text;
use super::work::Work;
use super::{FileError, is_own, read, show, text_file};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What can be done with the corpus.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turns working files, written in words, into lines with offsets, or tells what is wrong with them.
    #[command(
        after_help = "Example: onrecord-eval corpus place --folder work --texts texts -o real.jsonl"
    )]
    Place(PlaceArguments),
    /// Looks for faults in lines: spans, references, vocabulary, dates; with texts, hashes and words.
    #[command(after_help = "Example: onrecord-eval corpus check real.jsonl own.jsonl --texts own")]
    Check {
        /// Files of lines.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// A folder of texts.
        #[arg(long)]
        texts: Vec<PathBuf>,
    },
    /// Tells how far two readings of the same texts agree.
    #[command(
        after_help = "Example: onrecord-eval corpus agree first.jsonl second.jsonl --texts texts --list"
    )]
    Agree {
        /// Lines of the first reading.
        first: PathBuf,
        /// Lines of the second.
        second: PathBuf,
        /// A folder of texts: alpha is then counted in words, and differences are told in words.
        #[arg(long)]
        texts: Vec<PathBuf>,
        /// List the differences.
        #[arg(long)]
        list: bool,
    },
}

/// What to place.
#[derive(Debug, Args)]
pub struct PlaceArguments {
    /// A working file and its text.
    #[arg(value_names = ["WORK", "TEXT"], num_args = 2, required_unless_present = "folder")]
    files: Vec<PathBuf>,
    /// A folder of working files instead.
    #[arg(long, conflicts_with = "files", requires = "texts")]
    folder: Option<PathBuf>,
    /// A folder of texts.
    #[arg(long)]
    texts: Vec<PathBuf>,
    /// Where to write; else to standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// The texts are ours: keep words of them.
    #[arg(long)]
    own: bool,
    /// List what was placed, with its words, instead of writing lines.
    #[arg(long)]
    show: bool,
}

/// Runs a command.
///
/// # Errors
///
/// Where a file cannot be read or written, and where anything was refused.
pub fn run(command: &Command) -> Result<()> {
    match command {
        Command::Place(arguments) => run_place(arguments),
        Command::Check { files, texts } => run_check(files, texts),
        Command::Agree {
            first,
            second,
            texts,
            list,
        } => run_agree(first, second, texts, *list),
    }
}

fn run_place(arguments: &PlaceArguments) -> Result<()> {
    let vocabulary = Vocabulary::load().context("data/vocabulary.toml")?;
    let files = match (&arguments.folder, arguments.files.as_slice()) {
        (Some(folder), _) => working_files(folder)?,
        (None, [work, _]) => vec![work.clone()],
        _ => bail!("give a working file and its text, or --folder and --texts"),
    };
    let mut lines = Vec::new();
    let mut refused = 0;
    for file in &files {
        match place_file(file, arguments, &vocabulary) {
            Ok((placed, text)) => {
                tell(file, &placed);
                if !placed.faults.is_empty() {
                    refused += 1;
                } else if arguments.show {
                    lines.push(format!(
                        "== {}\n{}",
                        file.display(),
                        show::listing(&placed.line, &text)
                    ));
                } else {
                    lines.push(serde_json::to_string(&placed.line)?);
                }
            }
            Err(error) => {
                eprintln!("{error}");
                refused += 1;
            }
        }
    }
    write(arguments.output.as_deref(), &lines)?;
    if refused > 0 {
        bail!("{refused} of {} working files refused", files.len());
    }
    eprintln!("{} working files placed", files.len());
    Ok(())
}

fn run_check(files: &[PathBuf], texts: &[PathBuf]) -> Result<()> {
    let vocabulary = Vocabulary::load().context("data/vocabulary.toml")?;
    let checked = check_files(files, texts, &vocabulary)?;
    for warning in &checked.warnings {
        eprintln!("warning: {warning}");
    }
    for fault in &checked.faults {
        eprintln!("{fault}");
    }
    let (faults, warnings) = (checked.faults.len(), checked.warnings.len());
    let (documents, with_text) = (checked.documents, checked.with_text);
    let summary = format!(
        "{faults} faults, {warnings} warnings in {documents} documents, {with_text} of them beside their texts"
    );
    if faults > 0 {
        bail!(summary);
    }
    eprintln!("{summary}");
    Ok(())
}

fn run_agree(first: &Path, second: &Path, texts: &[PathBuf], list: bool) -> Result<()> {
    let second = lines(second)?;
    let mut agreement = Agreement::default();
    for one in lines(first)? {
        let Some(other) = second.iter().find(|line| line.id == one.id) else {
            continue;
        };
        let text = match texts {
            [] => None,
            _ => Some(Text::new(&read(&text_file(&one.id, texts)?)?)),
        };
        agreement.add(&one, other, text.as_ref());
    }
    if agreement.documents == 0 {
        bail!("no document is in both files");
    }
    let mut out = String::new();
    if list {
        out.push_str(&agreement.differences.join("\n"));
        out.push_str("\n\n");
    }
    out.push_str(&format!("{} documents in both\n", agreement.documents));
    out.push_str(&agreement.table(if texts.is_empty() {
        "code points"
    } else {
        "words"
    }));
    Ok(std::io::stdout().write_all(out.as_bytes())?)
}

fn lines(file: &Path) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for (number, json) in read(file)?.lines().enumerate() {
        let line = serde_json::from_str(json);
        lines.push(line.with_context(|| format!("{}:{}", file.display(), number + 1))?);
    }
    Ok(lines)
}

fn working_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut files = entries
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    Ok(files)
}

fn place_file(
    file: &Path,
    arguments: &PlaceArguments,
    vocabulary: &Vocabulary,
) -> Result<(Placed, Text), FileError> {
    let json = |source| FileError::Json {
        path: file.to_owned(),
        source,
    };
    let work: Work = serde_json::from_str(&read(file)?).map_err(json)?;
    let text = match arguments.files.get(1) {
        Some(text) => read(text)?,
        None => read(&text_file(&work.id, &arguments.texts)?)?,
    };
    let own = arguments.own && is_own(&work.id);
    Ok((place(&work, &text, own, vocabulary), Text::new(&text)))
}

fn tell(file: &Path, placed: &Placed) {
    let all = [
        ("refused: ", &placed.faults),
        ("warning: ", &placed.warnings),
        ("moved: ", &placed.moved),
    ];
    for (sort, faults) in all {
        for fault in faults {
            eprintln!("{}: {sort}{fault}", file.display());
        }
    }
}

fn write(output: Option<&Path>, lines: &[String]) -> Result<()> {
    let mut all = lines.join("\n");
    if !all.is_empty() {
        all.push('\n');
    }
    match output {
        Some(path) => std::fs::write(path, all).with_context(|| path.display().to_string()),
        None => Ok(std::io::stdout().write_all(all.as_bytes())?),
    }
}
