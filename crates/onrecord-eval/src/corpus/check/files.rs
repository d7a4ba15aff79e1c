//! Files of lines: each line, and what holds between them.

use super::super::line::Line;
use super::super::vocabulary::Vocabulary;
use super::super::{Fault, FileError, numbered, read, text_file};
use super::{check_line, check_text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What was found in files of lines.
#[derive(Debug, Default)]
pub struct Checked {
    /// Faults, each with file, line, document and item.
    pub faults: Vec<String>,
    /// What should be looked at, in the same form.
    pub warnings: Vec<String>,
    /// Documents.
    pub documents: usize,
    /// Documents whose text was compared.
    pub with_text: usize,
}

/// Looks at all lines of all files; texts are looked for in `texts`: if any folder is given, every text must be there.
///
/// # Errors
///
/// Where a file cannot be read.
pub fn check_files(
    files: &[PathBuf],
    texts: &[PathBuf],
    vocabulary: &Vocabulary,
) -> Result<Checked, FileError> {
    let mut checked = Checked::default();
    let mut splits: BTreeMap<String, (String, String)> = BTreeMap::new();
    for file in files {
        let mut ids: BTreeMap<String, usize> = BTreeMap::new();
        let before = checked.documents;
        let json = read(file)?;
        for (number, json) in numbered(&json) {
            let place = Place { file, line: number };
            let line: Line = match serde_json::from_str(json) {
                Ok(line) => line,
                Err(error) => {
                    let id = serde_json::from_str::<serde_json::Value>(json).ok();
                    let id = id
                        .as_ref()
                        .and_then(|v| v.get("id")?.as_str())
                        .unwrap_or("?");
                    checked
                        .faults
                        .push(place.tell(id, &whole(&error.to_string())));
                    continue;
                }
            };
            checked.documents += 1;
            if let Some(before) = ids.insert(line.id.clone(), place.line) {
                let twice = format!("the id stands in line {before} as well");
                checked.faults.push(place.tell(&line.id, &whole(&twice)));
            }
            if let Some(fault) = other_split(&line, &mut splits) {
                checked.faults.push(place.tell(&line.id, &fault));
            }
            let faults = check_line(&line, vocabulary);
            checked
                .faults
                .extend(faults.iter().map(|f| place.tell(&line.id, f)));
            beside_text(&line, place, texts, &mut checked)?;
        }
        if checked.documents == before {
            let empty = format!("{}: has no document", file.display());
            checked.faults.push(empty);
        }
    }
    Ok(checked)
}

/// A line of a file.
#[derive(Clone, Copy)]
struct Place<'f> {
    file: &'f Path,
    line: usize,
}

impl Place<'_> {
    fn tell(self, id: &str, fault: &Fault) -> String {
        format!("{}:{}: {id}: {fault}", self.file.display(), self.line)
    }
}

fn whole(what: &str) -> Fault {
    Fault {
        item: String::new(),
        what: what.to_owned(),
    }
}

/// Documents on one case lie in one part.
fn other_split(line: &Line, splits: &mut BTreeMap<String, (String, String)>) -> Option<Fault> {
    let (cluster, split) = (line.cluster.as_ref()?, line.split.as_ref()?);
    let first = splits
        .entry(cluster.clone())
        .or_insert_with(|| (split.clone(), line.id.clone()));
    let (other, id) = first;
    (other != split).then(|| {
        whole(&format!(
            "the cluster {cluster} is in {other} as well ({id}), not only in {split}"
        ))
    })
}

fn beside_text(
    line: &Line,
    place: Place<'_>,
    texts: &[PathBuf],
    checked: &mut Checked,
) -> Result<(), FileError> {
    if texts.is_empty() {
        return Ok(());
    }
    let path = match text_file(&line.id, texts) {
        Ok(path) => path,
        Err(error) => {
            let told = format!("{}:{}: {error}", place.file.display(), place.line);
            checked.faults.push(told);
            return Ok(());
        }
    };
    checked.with_text += 1;
    let (faults, warnings) = check_text(line, &read(&path)?);
    checked
        .faults
        .extend(faults.iter().map(|f| place.tell(&line.id, f)));
    checked
        .warnings
        .extend(warnings.iter().map(|f| place.tell(&line.id, f)));
    Ok(())
}
