//! `onrecord-eval corpus …`.

use super::agree::{compared, table};
use super::check::check_files;
use super::counts::Counts;
use super::place::{Placed, place};
use super::sources::sources;
use super::vocabulary::Vocabulary;
use super::words::Text;
use super::work::Work;
use super::{FileError, is_own, read, show, text_file};
use crate::corpora::files;
use crate::corpora::texts::make_checked;
use crate::page;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What can be done with the corpus.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turns working files, written in words, into lines with offsets, or tells what is wrong with them.
    #[command(after_help = "Examples:\n  \
            onrecord-eval corpus place work/own__gate-1.json own/gate-1.txt --show\n  \
            onrecord-eval corpus place --folder work --texts texts -o real.jsonl\n\n\
            Words that stand more than once are pinned: «» around the words meant, with what stands beside them \
            (\"before «she left» with him\"), or @@2 for the second place. docs/corpus-format.md has all fields.")]
    Place(PlaceArguments),
    /// Looks for faults in lines: spans, references, vocabulary, dates; with texts, hashes and words.
    #[command(after_help = "Examples:\n  \
        onrecord-eval corpus check corpus/real.jsonl\n  \
        onrecord-eval corpus check corpus/real.jsonl corpus/own.jsonl --texts corpus/texts --texts corpus/own")]
    Check {
        /// Files of lines.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// A folder of texts; may be given several times. Then every text must be in one of them.
        #[arg(long)]
        texts: Vec<PathBuf>,
    },
    /// Makes the texts that others give out, by their recipes, and compares their hashes.
    #[command(
        after_help = "Example: onrecord-eval corpus texts DATA --corpus corpus -o corpus/texts"
    )]
    Texts {
        /// The folder with the corpora that the texts come from.
        data: PathBuf,
        /// The folder of this corpus, with `sources.tsv`.
        #[arg(long, default_value = "corpus")]
        corpus: PathBuf,
        /// Where to write them; without it they are only compared.
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Counts what is in the corpus, for its data card.
    #[command(after_help = "Example: onrecord-eval corpus counts corpus --page corpus/README.md")]
    Counts {
        /// The folder of the corpus.
        #[arg(default_value = "corpus")]
        corpus: PathBuf,
        /// Write the tables into this page, between its marks.
        #[arg(long)]
        page: Option<PathBuf>,
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
        /// A folder of texts, may be given several times: alpha is then counted in words, and differences are told in
        /// words.
        #[arg(long)]
        texts: Vec<PathBuf>,
        /// List the differences.
        #[arg(long)]
        list: bool,
    },
    /// Tells how far the readings of this corpus agree, for its data card.
    #[command(
        after_help = "Example: onrecord-eval corpus agreement corpus --texts corpus/texts --page corpus/README.md"
    )]
    Agreement {
        /// The folder of the corpus; its own texts are looked for in it.
        #[arg(default_value = "corpus")]
        corpus: PathBuf,
        /// The folder of the texts of others.
        #[arg(long, default_value = "corpus/texts")]
        texts: PathBuf,
        /// Write the table into this page, between its marks.
        #[arg(long)]
        page: Option<PathBuf>,
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
    /// A folder of texts; may be given several times.
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
        Command::Texts {
            data,
            corpus,
            output,
        } => run_texts(data, corpus, output.as_deref()),
        Command::Counts { corpus, page } => run_counts(corpus, page.as_deref()),
        Command::Agree {
            first,
            second,
            texts,
            list,
        } => run_agree(first, second, texts, *list),
        Command::Agreement {
            corpus,
            texts,
            page,
        } => run_agreement(corpus, texts, page.as_deref()),
    }
}

fn run_place(arguments: &PlaceArguments) -> Result<()> {
    let vocabulary = Vocabulary::load().context("data/vocabulary.toml")?;
    let files = match (&arguments.folder, arguments.files.as_slice()) {
        (Some(folder), _) => files(folder, "json")?,
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

fn run_texts(data: &Path, corpus: &Path, output: Option<&Path>) -> Result<()> {
    let sources = sources(&corpus.join("sources.tsv"))?;
    let (mut made, mut failed) = (0, 0);
    if let Some(output) = output {
        std::fs::create_dir_all(output).with_context(|| format!("making {}", output.display()))?;
    }
    for (id, source) in sources.iter().filter(|(id, _)| !is_own(id)) {
        let hash = source
            .sha256
            .parse()
            .map_err(|_| anyhow::anyhow!("{id}: no SHA-256 in sources.tsv"))?;
        match make_checked(data, id, hash) {
            Ok(text) => {
                made += 1;
                if let Some(output) = output {
                    let path = output.join(format!("{id}.txt"));
                    std::fs::write(&path, text)
                        .with_context(|| format!("writing {}", path.display()))?;
                }
            }
            Err(error) => {
                failed += 1;
                eprintln!("{id}: {error}");
            }
        }
    }
    println!("{made} texts are the ones that were annotated, {failed} could not be made");
    if failed > 0 {
        bail!("see above for what each text needs");
    }
    Ok(())
}

/// What stands before and after the tables in a page.
const MARKS: [&str; 2] = [
    "<!-- counts: written by `onrecord-eval corpus counts` -->",
    "<!-- end of counts -->",
];

fn run_counts(corpus: &Path, page: Option<&Path>) -> Result<()> {
    let tables = Counts::of(corpus)?.tables();
    match page {
        Some(page) => page::fill(page, MARKS, &tables),
        None => {
            print!("{tables}");
            Ok(())
        }
    }
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
    let agreement = compared(first, second, texts)?;
    let mut out = String::new();
    if list {
        out.push_str(&agreement.differences.join("\n"));
        out.push_str("\n\n");
    }
    out.push_str(&format!("{} documents in both\n", agreement.documents));
    if !agreement.alone.is_empty() {
        let alone = agreement.alone.join(" ");
        out.push_str(&format!(
            "in one of the files only, and not compared: {alone}\n"
        ));
    }
    out.push_str(&agreement.table(if texts.is_empty() {
        "code points"
    } else {
        "words"
    }));
    Ok(std::io::stdout().write_all(out.as_bytes())?)
}

/// What stands before and after the table of agreement in a page.
const AGREEMENT: [&str; 2] = [
    "<!-- agreement: written by `onrecord-eval corpus agreement` -->",
    "<!-- end of agreement -->",
];

fn run_agreement(corpus: &Path, texts: &Path, page: Option<&Path>) -> Result<()> {
    let texts = [
        texts.to_owned(),
        corpus.join("own"),
        corpus.join("held-out/own"),
    ];
    let table = table(corpus, &texts)?;
    match page {
        Some(page) => page::fill(page, AGREEMENT, &table),
        None => {
            print!("{table}");
            Ok(())
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;
    use std::fs;
    use tempfile::TempDir;

    #[derive(Parser)]
    struct Arguments {
        #[command(subcommand)]
        command: Command,
    }

    /// Runs a command line in which `@` is the folder.
    fn corpus(folder: &TempDir, line: &str) -> Result<()> {
        let line = format!(
            "corpus {}",
            line.replace('@', &folder.path().display().to_string())
        );
        run(&Arguments::parse_from(line.split(' ')).command)
    }

    fn folder(work: &str) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        fs::write(folder.path().join("gate-1.txt"), "Orr said it was open.").unwrap();
        fs::write(folder.path().join("work/own__gate-1.json"), work).unwrap();
        folder
    }

    #[test]
    fn what_is_placed_can_be_checked_and_compared() {
        let folder = folder(
            r#"{"id": "own__gate-1", "who": {"o": {"name": "Orr", "type": "person"}},
                "statements": [{"content": "it was open", "cue": "said", "source": "Orr", "speaker": "o"}]}"#,
        );
        corpus(
            &folder,
            "place --folder @/work --texts @ --own -o @/own.jsonl",
        )
        .unwrap();
        let written = fs::read_to_string(folder.path().join("own.jsonl")).unwrap();
        let start = r#"{"id":"own__gate-1","sha256":""#;
        assert!(
            written.starts_with(start) && written.ends_with("}\n"),
            "{written}"
        );
        corpus(&folder, "check @/own.jsonl --texts @").unwrap();
        corpus(&folder, "agree @/own.jsonl @/own.jsonl --texts @ --list").unwrap();
        corpus(
            &folder,
            "place @/work/own__gate-1.json @/gate-1.txt --show -o @/shown",
        )
        .unwrap();
        let shown = fs::read_to_string(folder.path().join("shown")).unwrap();
        assert!(
            shown.contains("s1 [indirect assertion] Orr | Orr | said | it was open"),
            "{shown}"
        );
        // The text changes under the line.
        fs::write(folder.path().join("gate-1.txt"), "Orr said it was shut.").unwrap();
        let fault = corpus(&folder, "check @/own.jsonl --texts @")
            .unwrap_err()
            .to_string();
        assert!(
            fault.starts_with("1 faults, 0 warnings in 1 documents"),
            "{fault}"
        );
    }

    #[test]
    fn a_refused_file_fails_the_command() {
        let folder = folder(
            r#"{"id": "own__gate-1", "statements": [{"content": "shut", "speaker": null}]}"#,
        );
        let fault = corpus(&folder, "place --folder @/work --texts @ -o @/own.jsonl").unwrap_err();
        assert_eq!(fault.to_string(), "1 of 1 working files refused");
        assert_eq!(
            fs::read_to_string(folder.path().join("own.jsonl")).unwrap(),
            ""
        );
    }
}
