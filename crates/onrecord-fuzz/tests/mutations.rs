//! A small, repeatable share of what `fuzz/` does at length: the same mutations every time.
//!
//! `ONRECORD_MUTATIONS=100` makes a hundred times as many.

use onrecord_fuzz::mutations::Mutator;
use onrecord_fuzz::{case_of, case_open, crawl, formats_read, html, language_read};
use std::env;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

fn papers() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/heron-room/documents");
    let mut papers: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    papers.sort();
    assert!(papers.len() >= 8);
    papers
}

fn times(base: usize) -> usize {
    let factor = env::var("ONRECORD_MUTATIONS").ok();
    base * factor.and_then(|f| f.parse().ok()).unwrap_or(1)
}

/// Does `act` on so many mutations of the papers chosen; names the first that fails.
fn on_mutations(choose: fn(&str) -> bool, count: usize, most: usize, act: impl Fn(&[u8])) {
    let papers = papers();
    let seeds: Vec<&[u8]> = papers
        .iter()
        .filter(|(name, _)| choose(name))
        .map(|(_, bytes)| bytes.as_slice())
        .collect();
    let mut mutator = Mutator::new(seeds, 0x0048_6572_6F6E);
    for number in 0..times(count) {
        let input = mutator.bytes(most);
        let done = panic::catch_unwind(AssertUnwindSafe(|| act(&input)));
        assert!(
            done.is_ok(),
            "mutation {number} fails: {:?}",
            String::from_utf8_lossy(&input)
        );
    }
}

#[test]
fn formats_keep_their_promises_on_mutations() {
    on_mutations(|_| true, 3000, 1200, formats_read);
}

#[test]
fn html_keeps_its_promises_on_mutations() {
    on_mutations(|name| name.ends_with(".html"), 1000, 3000, html);
}

#[test]
fn crawl_keeps_its_promises_on_mutations() {
    on_mutations(
        |name| !name.ends_with(".html"),
        1000,
        300,
        |bytes| {
            crawl(bytes);
            crawl(&[b" date 2021-03-09 ".as_slice(), bytes].concat());
        },
    );
}

#[test]
fn the_engine_keeps_its_promises_on_mutations() {
    on_mutations(
        |name| !name.ends_with(".html"),
        1200,
        700,
        |bytes| {
            language_read(&String::from_utf8_lossy(bytes));
        },
    );
}

#[test]
fn a_damaged_case_is_refused_or_named_as_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let papers = papers();
    let few: Vec<(&str, &[u8])> = papers
        .iter()
        .take(2)
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let whole = case_of(&few, folder.path());
    let contents = case_open(&whole, folder.path()).expect("it is a case");
    assert!(contents.intact && contents.documents.len() == 2);

    let mut mutator = Mutator::new(vec![&whole], 7);
    let mut refused = 0;
    for number in 0..times(300) {
        let mut bytes = whole.clone();
        for _ in 0..=mutator.below(3) {
            let at = mutator.below(bytes.len());
            bytes[at] ^= 1 << mutator.below(8);
        }
        match case_open(&bytes, folder.path()) {
            None => refused += 1,
            Some(found) => assert!(
                !found.intact || found == contents,
                "mutation {number}: verified as intact, but it is not what was stored"
            ),
        }
    }
    assert!(
        refused < times(300),
        "no damaged case could be opened at all"
    );
}
