//! How fast each format's reader is, on the files that its tests read: pages a second on one core.
//!
//! A page is one of the file, where it has pages, and 500 words elsewhere. The engine is left out.

use crate::commands::quick;
use crate::line;
use anyhow::{Context, Result};
use onrecord_formats::{Hint, Limits, Read};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How long each format is read, at least.
const LONG_ENOUGH: Duration = Duration::from_millis(1500);

/// Words of a page, where the format knows none.
const WORDS: usize = 500;

/// Rows of the file of JSON Lines.
const ROWS: usize = 500;

/// How often the scanned page is read.
const SCANS: usize = 3;

/// A file that a test reads.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// Times the readers on the files below `folder`, and on `texts` as rows of JSON Lines.
pub(crate) fn measure(folder: &Path, texts: &[String]) -> Result<()> {
    let mut formats: BTreeMap<String, Vec<File>> = BTreeMap::new();
    collect(folder, &mut formats).with_context(|| format!("{}", folder.display()))?;
    keep(rows(texts), &mut formats);
    for (format, files) in formats {
        let pages: f64 = files.iter().map(|file| pages(&read(file))).sum();
        let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
        let (start, mut rounds) = (Instant::now(), 0u32);
        let mut best = f64::INFINITY;
        while rounds < 3 || start.elapsed() < LONG_ENOUGH {
            let round = Instant::now();
            for file in &files {
                black_box(read(file));
            }
            best = best.min(round.elapsed().as_secs_f64());
            rounds += 1;
        }
        line(
            &format!("reading {format}, {} files, {pages:.0} pages", files.len()),
            &format!(
                "{:.0} pages/s, {:.1} MB/s",
                pages / best,
                bytes as f64 / best / 1e6
            ),
        );
    }
    Ok(())
}

/// The files below `folder` that can be read, under the formats they are of.
fn collect(folder: &Path, formats: &mut BTreeMap<String, Vec<File>>) -> Result<()> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, formats)?;
            continue;
        }
        let file = File {
            name: path.to_string_lossy().into_owned(),
            bytes: fs::read(&path)?,
        };
        keep(file, formats);
    }
    Ok(())
}

/// Puts a file that can be read with those of its format.
fn keep(file: File, formats: &mut BTreeMap<String, Vec<File>>) {
    if let Ok(read) = attempt(&file) {
        let format = format!("{:?}", read.format);
        formats.entry(format).or_default().push(file);
    }
}

/// Articles as an export of a database would give them: a row each, with a column for the date.
fn rows(texts: &[String]) -> File {
    let mut bytes = Vec::new();
    for (number, text) in texts.iter().take(ROWS).enumerate() {
        let row =
            json!({ "id": number, "date": "2020-08-16", "title": "A new look", "text": text });
        bytes.extend_from_slice(row.to_string().as_bytes());
        bytes.push(b'\n');
    }
    File {
        name: "rows.jsonl".to_owned(),
        bytes,
    }
}

/// Times the whole program on a scanned page, which Tesseract recognises, where it and Poppler are
/// installed. `folder` is for the picture.
pub(crate) fn measure_scan(program: &Path, files: &Path, folder: &Path) -> Result<()> {
    let what = "onrecord read, a scanned page of 200 dpi";
    let (page, scan) = (files.join("pdf/office-one-column.pdf"), folder.join("scan"));
    let drawn = Command::new("pdftoppm")
        .args(["-r", "200", "-gray", "-f", "1", "-singlefile", "-png"])
        .args([page.as_os_str(), scan.as_os_str()])
        .status();
    let recognises = Command::new("tesseract").arg("--version").output();
    if !drawn.is_ok_and(|status| status.success()) || recognises.is_err() {
        line(what, "left out: it needs Tesseract and Poppler");
        return Ok(());
    }
    let mut times = Vec::new();
    for _ in 0..SCANS {
        let scan = scan.with_extension("png");
        times.push(quick(program, &["read".as_ref(), scan.as_os_str()])?);
    }
    let best = times.iter().min().map_or(f64::NAN, Duration::as_secs_f64);
    line(what, &format!("{:.2} pages/s", 1.0 / best));
    Ok(())
}

fn attempt(file: &File) -> Result<Read, onrecord_formats::FormatError> {
    onrecord_formats::read(&file.bytes, &Hint::name(&file.name), &Limits::default())
}

fn read(file: &File) -> Option<Read> {
    attempt(black_box(file)).ok()
}

fn pages(read: &Option<Read>) -> f64 {
    let documents = read.iter().flat_map(|read| &read.documents);
    documents
        .map(|document| match document.places.pages.len() {
            0 => {
                let words = document.text.as_str().split_whitespace().count();
                words as f64 / WORDS as f64
            }
            pages => pages as f64,
        })
        .sum()
}
