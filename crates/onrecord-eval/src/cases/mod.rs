//! Cases of several documents, annotated by hand: how well people, origins, contested values, changed
//! stories and missing papers are found across documents.
//!
//! A case is a folder with `documents/` and a `gold.toml`, as [`gold`] describes it.

pub mod gold;
mod ledger;
mod origins;
mod papers;
mod people;
mod stories;

use anyhow::{Context, Result};
use gold::Gold;
use onrecord_across::Gist;
use onrecord_formats::{Hint, Limits};
use onrecord_record::{Document, Reading};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// One document of an annotated case.
pub struct Paper {
    /// The file's name.
    pub name: String,
    /// The document.
    pub document: Document,
    /// What the engine reads in it.
    pub reading: Reading,
    /// What of it matters to the others.
    pub gist: Gist,
}

/// An annotated case with what the engine reads in its documents.
pub struct Case {
    /// The folder's name.
    pub name: String,
    /// Its documents, by the names of their files.
    pub papers: Vec<Paper>,
    /// What a careful reader found.
    pub gold: Gold,
}

/// What was right and what was not, of one thing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Found and in the gold.
    pub right: f64,
    /// Found at all.
    pub found: f64,
    /// In the gold.
    pub gold: f64,
    /// In the gold and found: `right` counted from the side of the gold.
    pub reached: f64,
}

impl Score {
    /// Of things that match one to one.
    pub fn of(right: usize, found: usize, gold: usize) -> Self {
        Self {
            right: right as f64,
            found: found as f64,
            gold: gold as f64,
            reached: right as f64,
        }
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            found: self.found + other.found,
            gold: self.gold + other.gold,
            reached: self.reached + other.reached,
        }
    }

    /// How much of what was found is right; 1 where nothing was found.
    pub fn precision(self) -> f64 {
        if self.found == 0.0 {
            1.0
        } else {
            self.right / self.found
        }
    }

    /// How much of the gold was found; 1 where there is none.
    pub fn recall(self) -> f64 {
        if self.gold == 0.0 {
            1.0
        } else {
            self.reached / self.gold
        }
    }

    /// Their harmonic mean.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "precision {:.3}  recall {:.3}  F1 {:.3}  (found {}, gold {})",
            self.precision(),
            self.recall(),
            self.f1(),
            self.found,
            self.gold
        )
    }
}

/// Loads every case below `folder`, and reads its documents.
///
/// # Errors
/// Where a file cannot be read or is not what it should be; each names the file.
pub fn load(folder: &Path) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for path in sorted(folder)? {
        if path.join("gold.toml").is_file() {
            cases.push(load_case(&path).with_context(|| path.display().to_string())?);
        }
    }
    Ok(cases)
}

fn load_case(folder: &Path) -> Result<Case> {
    let gold = Gold::load(&folder.join("gold.toml"))?;
    let mut papers = Vec::new();
    for path in sorted(&folder.join("documents"))? {
        papers.push(load_paper(&path).with_context(|| path.display().to_string())?);
    }
    Ok(Case {
        name: name_of(folder),
        papers,
        gold,
    })
}

fn load_paper(path: &Path) -> Result<Paper> {
    let name = name_of(path);
    let read = onrecord_formats::read(&fs::read(path)?, &Hint::name(&name), &Limits::default())?;
    let document = read.documents.into_iter().next();
    let document = document.context("no document in it")?;
    let reading = onrecord_language::read(&document);
    Ok(Paper {
        name,
        gist: Gist::of(&document, &reading),
        document,
        reading,
    })
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Prints what was found in the cases, against their gold; with `errors`, what was missed or wrong.
pub fn measure(cases: &[Case], errors: bool) {
    people::measure(cases, errors);
    origins::measure(cases, errors);
    ledger::measure(cases, errors);
    stories::measure(cases, errors);
    papers::measure(cases, errors);
}
