//! How fast each format's reader is, on the files that its tests read: pages a second on one core.
//!
//! A page is one of the file, where it has pages, and 500 words elsewhere. The engine is left out.

use crate::line;
use anyhow::{Context, Result};
use onrecord_formats::{Hint, Limits, Read};
use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long each format is read, at least.
const LONG_ENOUGH: Duration = Duration::from_millis(1500);

/// Words of a page, where the format knows none.
const WORDS: usize = 500;

/// A file that a test reads.
struct File {
    name: String,
    bytes: Vec<u8>,
}

pub(crate) fn measure(folder: &Path) -> Result<()> {
    let mut formats: BTreeMap<String, Vec<File>> = BTreeMap::new();
    collect(folder, &mut formats).with_context(|| format!("{}", folder.display()))?;
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
        if let Ok(read) = attempt(&file) {
            let format = format!("{:?}", read.format);
            formats.entry(format).or_default().push(file);
        }
    }
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
