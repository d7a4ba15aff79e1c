//! Measures the engine against annotated corpora.

mod commands;

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use onrecord_eval::{answers, cases, corpus, gold, input, predict};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

/// Measures the engine against annotated corpora.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes what the engine reads in documents, one JSON object a document.
    #[command(after_help = "Example: onrecord-eval predict gold.jsonl -o predicted.jsonl")]
    Predict {
        /// Text files, folders of them, or JSON Lines with `doc_id`, `text` and `date`.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Where to write.
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Reads annotated corpora and tells how well: precision, recall and F1 with intervals, speed and memory.
    Measure(commands::measure::Measure),
    /// Compares what was read elsewhere with what is annotated, both in the scorers' JSON.
    Score(commands::score::Score),
    /// Turns passages annotated in words into gold with offsets.
    #[command(after_help = "Example: onrecord-eval gold passages -o gold.jsonl")]
    Gold {
        /// Passages in TOML, or folders of them.
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// Where to write.
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Tells how well people, origins, contested values, changed stories and missing papers are found
    /// in annotated cases of several documents.
    #[command(after_help = "Example: onrecord-eval cases crates/onrecord-eval/data/cases/dev")]
    Cases {
        /// Folders of annotated cases.
        #[arg(required = true)]
        folders: Vec<PathBuf>,
        /// Print what was missed or wrong.
        #[arg(long)]
        errors: bool,
    },
    /// Places, checks and compares the annotations of the corpus.
    Corpus {
        #[command(subcommand)]
        command: corpus::command::Command,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Predict { inputs, output } => predict(&inputs, &output),
        Command::Measure(measure) => measure.run(),
        Command::Score(score) => score.run(),
        Command::Gold { inputs, output } => gold(&inputs, &output),
        Command::Corpus { command } => corpus::command::run(&command),
        Command::Cases { folders, errors } => {
            let mut all = Vec::new();
            for folder in &folders {
                all.extend(cases::load(folder)?);
            }
            cases::measure(&all, errors);
            Ok(())
        }
    }
}

fn gold(inputs: &[PathBuf], output: &PathBuf) -> Result<()> {
    let passages = gold::load(inputs)?;
    let (lines, faults): (Vec<_>, Vec<_>) =
        passages.iter().map(gold::gold).partition(Result::is_ok);
    if !faults.is_empty() {
        let faults = faults.iter().filter_map(|f| f.as_ref().err());
        bail!(
            "{}",
            faults
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
    let file = File::create(output).with_context(|| format!("creating {}", output.display()))?;
    let mut file = BufWriter::new(file);
    for line in lines.into_iter().flatten() {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    eprintln!("{} passages", passages.len());
    Ok(())
}

fn predict(inputs: &[PathBuf], output: &PathBuf) -> Result<()> {
    let inputs = input::load(inputs)?;
    let file = File::create(output).with_context(|| format!("creating {}", output.display()))?;
    let mut file = BufWriter::new(file);
    let mut words = 0;
    let start = Instant::now();
    for input in &inputs {
        words += input.document.text.as_str().split_whitespace().count();
        let reading = onrecord_language::read(&input.document);
        let read = answers::answers(&input.doc_id, &input.document, &reading);
        let value = predict::prediction(&read);
        writeln!(file, "{value}")?;
    }
    file.flush()?;
    let seconds = start.elapsed().as_secs_f64();
    eprintln!(
        "{} documents, {words} words, {:.0} words/s on one core",
        inputs.len(),
        words as f64 / seconds
    );
    Ok(())
}
