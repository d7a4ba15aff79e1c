//! How fast onrecord is, and how much memory and disk it takes; figures for docs/performance.md.
//!
//! Everything is measured on invented articles that are the same every time. Times of a machine that
//! others use too are noisy: each figure is the best of several rounds, where that is possible, and
//! comparisons are best made as ratios between figures of one run.

mod articles;
mod case;
mod commands;
mod engine;
mod formats;

use anyhow::Result;
use articles::Articles;
use clap::Parser;
use std::path::PathBuf;

/// Measures speed, memory and size on invented articles.
#[derive(Parser)]
struct Arguments {
    /// Articles for the engine.
    #[arg(long, default_value_t = 2000)]
    articles: usize,
    /// Documents of the large case; 0 leaves it out.
    #[arg(long, default_value_t = 10_000)]
    documents: usize,
    /// Files of all formats, in a folder; by default those of the readers' tests.
    #[arg(long)]
    files: Option<PathBuf>,
    /// The program; by default the one beside this.
    #[arg(long)]
    program: Option<PathBuf>,
    /// Where the large case is made, in a folder of its own that is removed again; by default the
    /// system's folder for such files. Should be on a real disk.
    #[arg(long)]
    folder: Option<PathBuf>,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let texts: Vec<String> = Articles::new().take(arguments.articles.max(1)).collect();
    engine::measure(&texts);
    let files = match &arguments.files {
        Some(files) => files.clone(),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../onrecord-formats/tests/files"),
    };
    formats::measure(&files, &texts)?;
    let program = match arguments.program {
        Some(program) => program,
        None => std::env::current_exe()?.with_file_name("onrecord"),
    };
    let folder = match &arguments.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    formats::measure_scan(&program, &files, folder.path())?;
    commands::measure_start(&program, folder.path())?;
    if arguments.documents > 0 {
        case::measure(arguments.documents, folder.path())?;
        commands::measure_case(&program, arguments.documents, folder.path())?;
    }
    Ok(())
}

/// A line of the output.
pub(crate) fn line(what: &str, figure: &str) {
    println!("{what:<58} {figure}");
}

/// Bytes as megabytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// The most memory a process has taken so far, in bytes; 0 where the system does not tell.
pub(crate) fn peak_memory(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    kilobytes
        .and_then(|k| k.trim().parse::<u64>().ok())
        .unwrap_or(0)
        * 1024
}
