//! Oral arguments before the Supreme Court of the United States, as `transcript-1`.

use super::pieces::{numbered, pieces};
use super::{Source, TextError, no_document, stem};
use crate::corpora::{files, folders};
use onrecord_formats::{Hint, Limits};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Its documents are `<docket>-<piece>`.
pub(super) struct Scotus;

/// How many spaces may stand before the number of a line; the number of a page stands further right.
const WIDEST_INDENT: usize = 12;

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
        made(folder, document, numbered_lines)
    }

    // The annotated texts were made with pdftotext, which leaves out the second of two dashes at the end of a
    // line in one of these papers; this project's reader keeps it.
    fn otherwise(&self, folder: &Path, document: &str) -> Option<Result<String, TextError>> {
        Some(made(folder, document, lines_by_poppler))
    }
}

/// The piece, with the PDF's lines read by `lines`.
fn made(
    folder: &Path,
    document: &str,
    lines: impl Fn(&Path) -> Result<Vec<String>, TextError>,
) -> Result<String, TextError> {
    let absent = || no_document(folder, document);
    let (docket, number) = document.rsplit_once('-').ok_or_else(absent)?;
    let path = paper(folder, docket)?.ok_or_else(absent)?;
    numbered(pieces(argument(lines(&path)?), is_turn), number).ok_or_else(absent)
}

/// The PDF of a docket, in the folder of its term.
fn paper(folder: &Path, docket: &str) -> Result<Option<PathBuf>, TextError> {
    let terms = folder.join("scotus_transcripts/data/transcripts");
    for term in folders(&terms, "a folder for each term")? {
        let mut papers = files(&term, "pdf")?.into_iter();
        if let Some(path) = papers.find(|path| stem(path) == docket) {
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

/// As [`numbered_lines`], read by pdftotext.
fn lines_by_poppler(path: &Path) -> Result<Vec<String>, TextError> {
    let wrong = |why: &str| TextError::Paper {
        path: path.to_owned(),
        what: format!(
            "this project's PDF reader gives other words of it than those annotated, and pdftotext, with which \
             these were made, {why}; install poppler-utils so that the command `pdftotext` is found"
        ),
    };
    let mut command = Command::new("pdftotext");
    command
        .args(["-layout", "-enc", "UTF-8"])
        .arg(path)
        .arg("-");
    let output = command
        .output()
        .map_err(|error| wrong(&format!("cannot be run ({error})")))?;
    if !output.status.success() {
        return Err(wrong("failed"));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text
        .split(['\n', '\u{c}'])
        .filter_map(numbered_line)
        .collect())
}

/// The words of a line that begins with a number of a line, as papers of 25 lines have it.
fn numbered_line(line: &str) -> Option<String> {
    let numbered = line.trim_start();
    let indent = line.chars().count() - numbered.chars().count();
    let (number, words) = numbered.split_once(char::is_whitespace)?;
    let is_number = number.len() <= 2
        && number
            .parse()
            .is_ok_and(|number| (1..=25).contains(&number));
    let words: Vec<&str> = words.split_whitespace().collect();
    (indent <= WIDEST_INDENT && is_number && !words.is_empty()).then(|| words.join(" "))
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

    #[test]
    fn a_line_has_a_number_and_words() {
        assert_eq!(
            numbered_line("  9   MR. ORR:  So   it is.").unwrap(),
            "MR. ORR: So it is."
        );
        for line in [
            "",
            "9",
            "26 words",
            "words 9",
            "               9 words",
            "009 words",
            "0 words",
        ] {
            assert_eq!(numbered_line(line), None, "{line}");
        }
    }
}
