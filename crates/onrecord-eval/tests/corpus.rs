//! The corpus that lies in this project is whole: spans, references, vocabulary, hashes, parts.

use onrecord_eval::corpus::check::check_files;
use onrecord_eval::corpus::counts::{Counts, FILES};
use onrecord_eval::corpus::is_own;
use onrecord_eval::corpus::line::Line;
use onrecord_eval::corpus::sources::{Source, sources};
use onrecord_eval::corpus::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const READINGS: [&str; 4] = [
    "first.jsonl",
    "second.jsonl",
    "held-out/first.jsonl",
    "held-out/second.jsonl",
];

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
    for file in FILES.iter().chain(&READINGS) {
        let files = [corpus().join(file)];
        let checked = check_files(&files, &texts, &Vocabulary::load().unwrap()).unwrap();
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
    for file in READINGS {
        let read = lines(file);
        assert!(
            read.iter()
                .all(|line| seen.contains(&line.id) && !is_own(&line.id))
        );
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
