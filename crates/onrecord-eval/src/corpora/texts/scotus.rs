//! Oral arguments before the Supreme Court of the United States, as `transcript-1`.

use super::pieces::{numbered, pieces};
use super::{Source, TextError, no_document, stem};
use crate::corpora::{files, sorted};
use onrecord_formats::{Hint, Limits};
use std::path::{Path, PathBuf};

/// Its documents are `<docket>-<piece>`.
pub(super) struct Scotus;

impl Source for Scotus {
    fn name(&self) -> &'static str {
        "scotus"
    }

    fn folder(&self) -> &'static str {
        "raw_samples"
    }

    fn recipe(&self) -> &'static str {
        "transcript-1"
    }

    fn text(&self, folder: &Path, document: &str) -> Result<String, TextError> {
        let absent = || no_document(folder, document);
        let (docket, number) = document.rsplit_once('-').ok_or_else(absent)?;
        let path = paper(folder, docket)?.ok_or_else(absent)?;
        let rows = argument(numbered_lines(&path)?);
        numbered(pieces(rows, is_turn), number).ok_or_else(absent)
    }
}

/// The PDF of a docket, in the folder of its term.
fn paper(folder: &Path, docket: &str) -> Result<Option<PathBuf>, TextError> {
    for term in sorted(&folder.join("scotus_transcripts/data/transcripts"))? {
        if term.is_dir()
            && let Some(path) = files(&term, "pdf")?
                .into_iter()
                .find(|path| stem(path) == docket)
        {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The words of all lines with a printed number, white space runs made one space.
fn numbered_lines(path: &Path) -> Result<Vec<String>, TextError> {
    let wrong = |what: String| TextError::Paper {
        path: path.to_owned(),
        what,
    };
    let bytes = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
    let read = onrecord_formats::read(&bytes, &Hint::name("transcript.pdf"), &Limits::default());
    let read = read.map_err(|error| wrong(error.to_string()))?;
    let mut rows = Vec::new();
    for document in &read.documents {
        for line in &document.places.lines {
            let words = document.text.slice(line.span).split_whitespace();
            rows.push(words.collect::<Vec<_>>().join(" "));
        }
    }
    Ok(rows)
}

/// What was argued: from the heading on, up to the note that the argument was over.
fn argument(rows: Vec<String>) -> Vec<String> {
    let is_heading = |row: &String| row.split(' ').collect::<String>() == "PROCEEDINGS";
    let rows = rows.into_iter().skip_while(|row| !is_heading(row)).skip(1);
    let mut argument = Vec::new();
    for row in rows {
        let over = row
            .strip_prefix('(')
            .unwrap_or(&row)
            .starts_with("Whereupon");
        argument.push(row);
        if over {
            break;
        }
    }
    argument
}

/// Whether a line starts a turn: it begins with the label of a speaker.
fn is_turn(row: &str) -> bool {
    let Some((label, rest)) = row.split_once(':') else {
        return false;
    };
    let is_name = |name: &str, others: &[char]| {
        !name.is_empty()
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || others.contains(&c))
    };
    let justice = label
        .strip_prefix("CHIEF ")
        .unwrap_or(label)
        .strip_prefix("JUSTICE ");
    let counsel = ["MR", "MS", "MRS", "GENERAL"].into_iter().any(|title| {
        let after = label.strip_prefix(title);
        let name =
            after.and_then(|after| after.strip_prefix('.').unwrap_or(after).strip_prefix(' '));
        name.is_some_and(|name| is_name(name, &['\'', '’', '.', ' ', '-']))
    });
    (rest.is_empty() || rest.starts_with(' '))
        && (matches!(label, "QUESTION" | "Q" | "A" | "THE WITNESS" | "THE COURT")
            || justice.is_some_and(|name| is_name(name, &['\'', '’']))
            || counsel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_starts_with_a_label() {
        for row in [
            "QUESTION: Why?",
            "Q:",
            "THE COURT: Go on.",
            "CHIEF JUSTICE ORR: Yes.",
            "JUSTICE O'DAY: No.",
            "MR. VAN DER POOL-QUILL: I did.",
            "MS TOLLEY: She did.",
            "GENERAL MARR: We did.",
        ] {
            assert!(is_turn(row), "{row}");
        }
        for row in [
            "Question: Why?",
            "MR. : I",
            "JUSTICE : I",
            "Q:no",
            "at 10:15 a.m.",
            "THE LAW: it",
            "MRORR: I",
        ] {
            assert!(!is_turn(row), "{row}");
        }
    }

    #[test]
    fn the_argument_lies_between_heading_and_note() {
        let rows = [
            "CONTENTS",
            "P R O C E E D I N G S",
            "Q: Why?",
            "A: So.",
            "(Whereupon, at noon, …",
            "INDEX",
        ];
        let rows = rows.map(str::to_owned).to_vec();
        assert_eq!(
            argument(rows),
            ["Q: Why?", "A: So.", "(Whereupon, at noon, …"]
        );
    }
}
