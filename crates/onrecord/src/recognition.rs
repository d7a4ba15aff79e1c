//! Words in pictures, recognised by an installed Tesseract. It is found when the program runs; nothing
//! of it is part of the program.

use onrecord_formats::{Recognise, RecognisedWord};
use std::env;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long one page may take.
const PATIENCE: Duration = Duration::from_secs(110);

/// Tesseract's numbers for layouts: it finds columns and blocks by itself, as it does unasked; or the
/// page is one block of lines.
const AS_IT_SEES: &str = "3";
const AS_ONE_BLOCK: &str = "6";

/// So many lines with numbers one after the other make a page with numbered lines.
const MANY_LINES: usize = 8;
/// So many turns to speak make a page of a transcript.
const MANY_TURNS: usize = 4;

/// Where it is installed by its own installers, when it is not among the programs of the user.
const PLACES: [&str; 4] = [
    "C:\\Program Files\\Tesseract-OCR\\tesseract.exe",
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
    "/usr/bin/tesseract",
];

/// An installed Tesseract.
pub(crate) struct Tesseract {
    program: PathBuf,
}

impl Tesseract {
    /// The one that is installed, if one is: among the programs of the user first.
    pub(crate) fn find() -> Option<Self> {
        let name = format!("tesseract{}", env::consts::EXE_SUFFIX);
        let paths = env::var_os("PATH").unwrap_or_default();
        let program = env::split_paths(&paths)
            .map(|folder| folder.join(&name))
            .chain(PLACES.map(PathBuf::from))
            .find(|program| program.is_file())?;
        Some(Self { program })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        // All cores are at work on other files.
        command.env("OMP_THREAD_LIMIT", "1");
        command
    }
}

impl Recognise for Tesseract {
    fn name(&self) -> String {
        let printed = self.command().arg("--version").output();
        let printed = printed.map(|output| [output.stdout, output.stderr].concat());
        let printed = String::from_utf8_lossy(&printed.unwrap_or_default()).into_owned();
        let version = printed
            .split_whitespace()
            .nth(1)
            .map(|version| version.trim_start_matches('v'))
            .filter(|version| version.starts_with(|c: char| c.is_ascii_digit()));
        let plain = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
        let version = version.filter(|version| version.chars().all(plain));
        format!("tesseract-{}", version.unwrap_or("unknown"))
    }

    fn recognise(&self, png: &[u8], dots_per_inch: u32) -> Result<Vec<RecognisedWord>, String> {
        let words = self.pass(png, dots_per_inch, AS_IT_SEES)?;
        if !is_spoken(&words) || numbered_lines(&words) >= MANY_LINES {
            return Ok(words);
        }
        // A page of questions and answers whose lines bear no numbers: they were perhaps taken for a
        // column of their own, and lost. A second look takes the page for one block.
        let again = self.pass(png, dots_per_inch, AS_ONE_BLOCK);
        let better = |again: &Vec<RecognisedWord>| numbered_lines(again) >= MANY_LINES;
        Ok(again.ok().filter(better).unwrap_or(words))
    }
}

impl Tesseract {
    /// Recognises a page, laid out as `layout` says.
    fn pass(
        &self,
        png: &[u8],
        dots_per_inch: u32,
        layout: &str,
    ) -> Result<Vec<RecognisedWord>, String> {
        let mut process = self
            .command()
            .args(["stdin", "stdout", "--dpi", &dots_per_inch.to_string()])
            .args(["-l", "eng", "--psm", layout, "tsv"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("Tesseract could not be started: {error}"))?;
        let (to, from, complaints) = (
            process.stdin.take(),
            process.stdout.take(),
            process.stderr.take(),
        );
        let png = png.to_vec();
        let (sender, printed) = mpsc::channel();
        // Each pipe has a thread, so that none fills up while another is waited for.
        thread::spawn(move || to.map(|mut to| to.write_all(&png)));
        let complaints = thread::spawn(move || {
            let mut text = Vec::new();
            let _ = complaints.map(|mut from| from.read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        });
        thread::spawn(move || {
            let mut table = Vec::new();
            let _ = from.map(|mut from| from.read_to_end(&mut table));
            let _ = sender.send(table);
        });
        let table = printed.recv_timeout(PATIENCE);
        if table.is_err() {
            let _ = process.kill();
        }
        let status = process.wait().map_err(|error| error.to_string())?;
        let Ok(table) = table else {
            return Err(format!(
                "Tesseract took longer than {} seconds",
                PATIENCE.as_secs()
            ));
        };
        if !status.success() {
            let complaints = complaints.join().unwrap_or_default();
            return Err(refusal(&complaints));
        }
        Ok(words(&String::from_utf8_lossy(&table)))
    }
}

/// Whether a page looks like one of a transcript: a few lines are questions, answers, or begin with
/// who speaks, in capitals with a colon.
fn is_spoken(words: &[RecognisedWord]) -> bool {
    let is_turn = |line: &&[RecognisedWord]| {
        line.iter().take(4).any(|word| {
            let word = word.word.as_str();
            let name = word.strip_suffix(':').unwrap_or_default();
            matches!(word, "Q" | "Q." | "Q:" | "A." | "A:")
                || name.len() > 2 && name.chars().all(|c| c.is_ascii_uppercase())
        })
    };
    let turns = words.chunk_by(|a, b| a.line == b.line).filter(is_turn);
    turns.take(MANY_TURNS).count() == MANY_TURNS
}

/// How many lines begin with the number after that of the line before, and go on with words.
fn numbered_lines(words: &[RecognisedWord]) -> usize {
    let (mut count, mut before) = (0, 0);
    for line in words.chunk_by(|a, b| a.line == b.line) {
        let [first, _, ..] = line else { continue };
        let number = first.word.trim_end_matches(['.', ':', '|', ')']);
        let Ok(number) = number.parse::<u32>() else {
            continue;
        };
        // One that was misread in between takes nothing from the rest.
        count += usize::from(number > before && number <= before + 2);
        before = number;
    }
    count
}

/// What to do about Tesseract's complaint.
fn refusal(complaints: &str) -> String {
    if complaints.contains("loading language") || complaints.contains("traineddata") {
        return "Tesseract has no data for English: install it (Debian and Ubuntu: apt install \
                tesseract-ocr-eng)"
            .to_owned();
    }
    let last = complaints.lines().rfind(|line| !line.trim().is_empty());
    format!("Tesseract failed: {}", last.unwrap_or("it did not say why"))
}

/// The words in Tesseract's table: a line for each page, block, paragraph, line and word, with twelve
/// columns, of which the last are the confidence and the word.
fn words(table: &str) -> Vec<RecognisedWord> {
    table.lines().filter_map(word).collect()
}

fn word(row: &str) -> Option<RecognisedWord> {
    let fields: Vec<&str> = row.split('\t').collect();
    let [
        level,
        _,
        block,
        paragraph,
        line,
        _,
        left,
        top,
        width,
        height,
        confidence,
        word,
    ] = fields.as_slice()
    else {
        return None;
    };
    if *level != "5" || word.trim().is_empty() {
        return None;
    }
    let number = |field: &str| field.parse::<i32>().ok();
    let (left, top) = (number(left)?, number(top)?);
    let confidence = confidence.parse::<f64>().ok()?.clamp(0.0, 100.0);
    Some(RecognisedWord {
        word: word.trim().to_owned(),
        edges: [left, top, left + number(width)?, top + number(height)?],
        confidence: confidence as u8,
        line: [
            block.parse().ok()?,
            paragraph.parse().ok()?,
            line.parse().ok()?,
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_from_the_table() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
             4\t1\t1\t1\t1\t0\t10\t20\t300\t30\t-1\t\n\
             5\t1\t1\t1\t1\t1\t10\t20\t50\t30\t96.5\tSworn\n\
             5\t1\t1\t1\t1\t2\t70\t20\t50\t30\t12\t \n\
             5\t1\t2\t1\t3\t1\t70\t90\t50\t30\t88\tbefore\n";
        let found = words(table);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].word, "Sworn");
        assert_eq!(found[0].edges, [10, 20, 60, 50]);
        assert_eq!((found[0].confidence, found[1].line), (96, [2, 1, 3]));
    }

    /// A page with a word after the other, each line in a row.
    fn page(lines: &[&str]) -> Vec<RecognisedWord> {
        let lines = lines.iter().zip(1..);
        let words = lines.flat_map(|(line, row)| {
            line.split_whitespace().map(move |word| RecognisedWord {
                word: word.to_owned(),
                edges: [0, row, 1, row],
                confidence: 90,
                line: [1, 1, row as u32],
            })
        });
        words.collect()
    }

    #[test]
    fn a_page_of_questions_and_answers_is_told() {
        assert!(is_spoken(&page(&[
            "THE COURT: Go on.",
            "Q. Where?",
            "A. There.",
            "Q Why?"
        ])));
        assert!(!is_spoken(&page(&[
            "He went to the gate.",
            "A man stood there."
        ])));
    }

    #[test]
    fn lines_with_numbers_are_counted() {
        assert_eq!(
            numbered_lines(&page(&["1 Q. Where?", "2 A. There.", "S Yes.", "4 Q. So?"])),
            3
        );
        assert_eq!(numbered_lines(&page(&["1", "2", "3", "12 yards"])), 0);
    }

    #[test]
    fn missing_data_is_told_with_what_to_install() {
        let told =
            refusal("Error opening data file eng.traineddata\nFailed loading language 'eng'");
        assert!(told.contains("tesseract-ocr-eng"), "{told}");
        assert!(refusal("").contains("did not say"));
    }
}
