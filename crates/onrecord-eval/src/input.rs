//! The documents to read: text files, folders of them, and JSON Lines.

use anyhow::{Context, Result, bail};
use onrecord_record::{Day, Document, Moment, Sourced};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// One document to read, under the id that gold annotations know it by.
pub struct Input {
    /// For files, the name without its ending.
    pub doc_id: String,
    /// What is read.
    pub document: Document,
}

/// One line of a JSON Lines file. The text is taken as it stands: no header line is read out of it.
#[derive(Deserialize)]
struct Line {
    doc_id: String,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    publisher: Option<String>,
}

/// Reads every input in the order given; folders in the order of their file names.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for path in paths {
        load_path(path, &mut inputs).with_context(|| format!("reading {}", path.display()))?;
    }
    Ok(inputs)
}

fn load_path(path: &Path, inputs: &mut Vec<Input>) -> Result<()> {
    if path.is_dir() {
        let mut files: Vec<PathBuf> = fs::read_dir(path)?
            .map(|entry| entry.map(|e| e.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        for file in files.iter().filter(|f| f.is_file()) {
            load_path(file, inputs).with_context(|| format!("reading {}", file.display()))?;
        }
        return Ok(());
    }
    if path.extension().is_some_and(|e| e == "jsonl") {
        for (number, line) in fs::read_to_string(path)?.lines().enumerate() {
            inputs.push(from_line(line).with_context(|| format!("line {}", number + 1))?);
        }
        return Ok(());
    }
    inputs.push(from_file(path)?);
    Ok(())
}

fn from_line(line: &str) -> Result<Input> {
    let line: Line = serde_json::from_str(line)?;
    // Some corpora know only the year or month: relative dates then stay unresolved.
    let day = line.date.as_deref().and_then(|d| d.parse::<Day>().ok());
    let mut document = Document::from_text(&line.text, day);
    document.metadata.title = line.title.map(Sourced::given);
    document.metadata.publisher = line.publisher.map(Sourced::given);
    Ok(Input {
        doc_id: line.doc_id,
        document,
    })
}

fn from_file(path: &Path) -> Result<Input> {
    let Some(doc_id) = path.file_stem().and_then(|s| s.to_str()) else {
        bail!("the file has no name");
    };
    let text = fs::read_to_string(path)?;
    let mut document = Document::from_text(&text, None);
    document.metadata.published = None::<Sourced<Moment>>;
    Ok(Input {
        doc_id: doc_id.to_owned(),
        document,
    })
}
