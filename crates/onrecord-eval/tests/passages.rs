//! What the test set of passages promises: it converts, and it has the breadth it is meant to have.

use onrecord_eval::{gold, input};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("passages")
}

fn passages() -> Vec<gold::Passage> {
    gold::load(&[folder()]).unwrap()
}

fn cut(text: &str, range: &Value) -> String {
    let at = |i: usize| usize::try_from(range[i].as_u64().unwrap()).unwrap();
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}

#[test]
fn every_passage_converts() {
    for passage in passages() {
        gold::gold(&passage).unwrap();
    }
}

#[test]
fn kinds_are_covered() {
    let passages = passages();
    assert!(passages.len() >= 40, "only {} passages", passages.len());
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for passage in &passages {
        *kinds.entry(passage.kind.as_str()).or_default() += 1;
    }
    let at_least = [
        ("news", 5),
        ("wire", 1),
        ("tabloid", 1),
        ("radio", 1),
        ("ruling", 8),
        ("affidavit", 4),
        ("transcript", 4),
        ("post", 3),
        ("press release", 3),
        ("letter", 2),
        ("police report", 1),
        ("witness statement", 1),
        ("academic", 2),
        ("broadcast", 1),
        ("parliament", 1),
    ];
    for (kind, wanted) in at_least {
        let found = kinds.get(kind).copied().unwrap_or(0);
        assert!(found >= wanted, "{kind}: {found}, wanted {wanted}");
    }
    assert_eq!(kinds.len(), at_least.len(), "{kinds:?}");
}

#[test]
fn passages_are_short_and_dated_by_day_or_not_at_all() {
    for passage in passages() {
        let words = passage.text.split_whitespace().count();
        assert!((80..=400).contains(&words), "{}: {words}", passage.doc_id);
        if let Some(date) = &passage.date {
            let day = date.parse::<onrecord_record::Day>();
            assert!(day.is_ok(), "{}: {date}", passage.doc_id);
        }
    }
}

/// A direct statement that has a cue stands in quotation marks; a turn of a transcript or a post
/// has none. An indirect statement is not all quoted.
#[test]
fn kinds_of_statements_agree_with_their_quotation_marks() {
    let quotation = ['"', '\'', '“', '‘'];
    for passage in passages() {
        let gold = gold::gold(&passage).unwrap();
        for statement in gold["statements"].as_array().unwrap() {
            let first = cut(&passage.text, &statement["content"][0]);
            let opened = first.starts_with(quotation);
            let cued = !statement["cue"].as_array().unwrap().is_empty();
            let nested = statement["nested"] == true;
            let fits = match statement["kind"].as_str().unwrap() {
                "direct" => opened || !cued || nested,
                "indirect" => !opened,
                _ => true,
            };
            assert!(fits, "{}: {first}", passage.doc_id);
        }
    }
}

#[test]
fn the_gold_is_an_input_to_read() {
    let lines: Vec<String> = passages()
        .iter()
        .map(|p| gold::gold(p).unwrap().to_string())
        .collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("passages.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    let inputs = input::load(&[file]).unwrap();
    for (passage, input) in passages().iter().zip(&inputs) {
        assert_eq!(passage.doc_id, input.doc_id);
        assert_eq!(passage.text, input.document.text.as_str());
        let published = input.document.metadata.published.is_some();
        assert_eq!(passage.date.is_some(), published, "{}", passage.doc_id);
    }
    assert_eq!(inputs.len(), passages().len());
}
