//! The agreement of the corpus's readings, for its data card.

use super::super::line::Line;
use super::super::words::Text;
use super::super::{FileError, lines, read, text_file};
use super::{Agreement, shown};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Which readings are compared: how the card calls them, the first, and the second.
pub const READINGS: [(&str, &str, &str); 3] = [
    ("real, train and dev", "first.jsonl", "second.jsonl"),
    (
        "real, held out",
        "held-out/first.jsonl",
        "held-out/second.jsonl",
    ),
    ("our own", "first-own.jsonl", "second-own.jsonl"),
];

/// Compares two files of readings; a text that is in `texts` is looked into.
///
/// # Errors
///
/// Where a file cannot be read, a document comes twice, the two read different texts, a text is not there though
/// folders are given, or no document is in both.
pub fn compared(first: &Path, second: &Path, texts: &[PathBuf]) -> Result<Agreement, FileError> {
    let (firsts, seconds) = (by_id(first)?, by_id(second)?);
    let mut agreement = Agreement::default();
    for (id, one) in &firsts {
        let Some(other) = seconds.get(id) else {
            agreement.alone.push(id.clone());
            continue;
        };
        if one.sha256 != other.sha256 {
            return Err(unfit(
                second,
                format!("{id}: another text than that of {}", first.display()),
            ));
        }
        let text = match texts {
            [] => None,
            _ => Some(Text::new(&read(&text_file(id, texts)?)?)),
        };
        agreement.add(one, other, text.as_ref());
    }
    let alone = seconds.into_keys().filter(|id| !firsts.contains_key(id));
    agreement.alone.extend(alone);
    if agreement.documents == 0 {
        return Err(unfit(
            second,
            format!("no document is in {} as well", first.display()),
        ));
    }
    Ok(agreement)
}

fn unfit(path: &Path, what: String) -> FileError {
    FileError::Unfit {
        path: path.to_owned(),
        what,
    }
}

fn by_id(path: &Path) -> Result<BTreeMap<String, Line>, FileError> {
    let mut all = BTreeMap::new();
    for (_, line) in lines(path)? {
        if let Some(twice) = all.insert(line.id.clone(), line) {
            return Err(unfit(
                path,
                format!("{} is in it twice; leave one", twice.id),
            ));
        }
    }
    Ok(all)
}

/// The table of the card: a row a figure, two columns a pair of readings.
///
/// # Errors
///
/// As [`compared`].
pub fn table(corpus: &Path, texts: &[PathBuf]) -> Result<String, FileError> {
    let mut head = "| what |".to_owned();
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for (number, (title, first, second)) in READINGS.iter().enumerate() {
        let agreement = compared(&corpus.join(first), &corpus.join(second), texts)?;
        // Writing to a string cannot fail.
        let _ = write!(head, " {title} ({} documents) | of |", agreement.documents);
        for (name, value, detail) in agreement.figures("words") {
            let at = rows
                .iter()
                .position(|(of, _)| *of == name)
                .unwrap_or_else(|| {
                    rows.push((name.clone(), Vec::new()));
                    rows.len() - 1
                });
            if let Some((_, cells)) = rows.get_mut(at) {
                cells.resize(2 * number, String::new());
                cells.extend([shown(value).trim().to_owned(), detail]);
            }
        }
    }
    let columns = 2 * READINGS.len();
    let mut out = format!("{head}\n|{}\n", "---|".repeat(columns + 1));
    for (name, mut cells) in rows {
        cells.resize(columns, String::new());
        let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
    }
    out.push('\n');
    Ok(out)
}
