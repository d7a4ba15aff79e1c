//! The corpus that lies in this project is whole: spans, references, vocabulary, hashes, parts.

use onrecord_eval::corpus::agree::{READINGS, compared};
use onrecord_eval::corpus::check::check_files;
use onrecord_eval::corpus::counts::{Counts, FILES};
use onrecord_eval::corpus::is_own;
use onrecord_eval::corpus::line::Line;
use onrecord_eval::corpus::place::place;
use onrecord_eval::corpus::show::listing;
use onrecord_eval::corpus::sources::{Source, sources};
use onrecord_eval::corpus::vocabulary::Vocabulary;
use onrecord_eval::corpus::words::Text;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The files of readings as they were, before they were settled.
fn readings() -> impl Iterator<Item = &'static str> {
    READINGS
        .iter()
        .flat_map(|(_, first, second)| [*first, *second])
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

fn documents() -> BTreeMap<String, Source> {
    sources(&corpus().join("sources.tsv")).unwrap()
}

fn lines(file: &str) -> Vec<Line> {
    let text = fs::read_to_string(corpus().join(file)).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

#[test]
fn lines_have_no_fault_and_our_own_words_stand_where_they_should() {
    let texts = ["own", "held-out/own"].map(|folder| corpus().join(folder));
    for file in FILES.into_iter().chain(readings()) {
        let files = [corpus().join(file)];
        // The texts of others are not in the project.
        let texts = if file.contains("own") {
            &texts[..]
        } else {
            &[]
        };
        let checked = check_files(&files, texts, &Vocabulary::load().unwrap()).unwrap();
        assert!(checked.faults.is_empty(), "{file}: {:#?}", checked.faults);
        assert!(checked.documents > 0, "{file}");
    }
}

#[test]
fn every_document_is_in_the_file_of_its_part_once() {
    let documents = documents();
    let mut seen = BTreeSet::new();
    for file in FILES {
        for line in lines(file) {
            let source = &documents[&line.id];
            assert_eq!(
                source.split == "test",
                file.starts_with("held-out"),
                "{}",
                line.id
            );
            assert_eq!(is_own(&line.id), file.ends_with("own.jsonl"), "{}", line.id);
            assert_eq!(line.sha256, source.sha256, "{}", line.id);
            assert!(seen.insert(line.id.clone()), "{} twice", line.id);
        }
    }
    let missing: Vec<&String> = documents.keys().filter(|id| !seen.contains(*id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for file in readings() {
        for line in lines(file) {
            assert!(seen.contains(&line.id), "{}", line.id);
            assert_eq!(is_own(&line.id), file.contains("own"), "{}", line.id);
        }
    }
}

#[test]
fn dates_of_the_sources_are_those_of_the_lines() {
    let table = fs::read_to_string(corpus().join("sources.tsv")).unwrap();
    let row = |row: &str| {
        let cells: Vec<&str> = row.split('\t').collect();
        (cells[0].to_owned(), cells[5].to_owned())
    };
    let dates: BTreeMap<String, String> = table.lines().skip(1).map(row).collect();
    for line in FILES.into_iter().flat_map(lines) {
        assert_eq!(
            dates[&line.id],
            line.date.unwrap_or_default(),
            "{}",
            line.id
        );
    }
}

#[test]
fn the_data_card_has_the_agreement_of_the_readings() {
    let card = fs::read_to_string(corpus().join("README.md")).unwrap();
    for (title, first, second) in READINGS {
        let [first, second] = [first, second].map(|file| corpus().join(file));
        let agreement = compared(&first, &second, &[]).unwrap();
        // Alpha is counted in words, which only texts tell.
        let figures = agreement.figures("code points").into_iter();
        for (name, value, of) in figures.filter(|(name, ..)| !name.ends_with("alpha")) {
            let row = card
                .lines()
                .find(|row| row.starts_with(&format!("| {name} |")));
            let cells = format!("| {:.3} | {of} |", value.unwrap());
            assert!(
                row.is_some_and(|row| row.contains(&cells)),
                "{title}: {name}: write it anew: onrecord-eval corpus agreement --page corpus/README.md"
            );
        }
    }
}

#[test]
fn no_story_is_in_two_parts() {
    let table = fs::read_to_string(corpus().join("sources.tsv")).unwrap();
    let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        parts.entry(cells[3]).or_default().insert(cells[4]);
    }
    let split: Vec<_> = parts.iter().filter(|(_, parts)| parts.len() > 1).collect();
    assert!(split.is_empty() && parts.len() > 50, "{split:?}");
}

#[test]
fn the_data_card_counts_what_is_there() {
    let counts = Counts::of(&corpus()).unwrap();
    let card = fs::read_to_string(corpus().join("README.md")).unwrap();
    assert!(
        card.contains(&counts.tables()),
        "write them anew: onrecord-eval corpus counts --page corpus/README.md"
    );
}

/// The fenced block that follows these words in a page.
fn block<'p>(page: &'p str, after: &str) -> &'p str {
    let (_, rest) = page.split_once(after).unwrap();
    let (_, rest) = rest.split_once("```").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("\n```").unwrap().0
}

#[test]
fn the_example_of_the_format_is_what_the_tool_understands() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/corpus-format.md");
    let page = fs::read_to_string(page).unwrap();
    let text = block(&page, "The text (invented):");
    let work = serde_json::from_str(block(&page, "The working file:")).unwrap();
    let placed = place(&work, text, true, &Vocabulary::load().unwrap());
    assert!(placed.faults.is_empty(), "{:#?}", placed.faults);
    assert!(placed.warnings.is_empty(), "{:#?}", placed.warnings);
    let shown = listing(&placed.line, &Text::new(text));
    for line in block(&page, "says of its statements").lines() {
        // What belongs to a statement beside its parts stands behind, in braces.
        let is_line = |of: &str| of == line || of.starts_with(&format!("{line}  {{"));
        assert!(shown.lines().any(is_line), "{line}\n{shown}");
    }
}
