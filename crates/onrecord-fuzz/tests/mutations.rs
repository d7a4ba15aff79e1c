//! A small, repeatable share of what `fuzz/` does at length: the same mutations every time.
//!
//! `ONRECORD_MUTATIONS=100` makes a hundred times as many.

use onrecord_fuzz::mutations::Mutator;
use onrecord_fuzz::{
    archive, case_of, case_open, columns, columns_of, crawl, docx, formats_read, forms, html,
    image, language_read, mail, odt, pdf, posts, rtf, tables,
};
use std::env;
use std::fs;
use std::io::{Cursor, Read as _};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use zip::ZipArchive;

fn papers() -> Vec<(String, Vec<u8>)> {
    let papers = files("../../examples/heron-room/documents");
    assert!(papers.len() >= 8);
    papers
}

/// The files of a folder, in the order of their names.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// The readers' test files of a format whose names end so.
fn samples(format: &str, ending: &str) -> Vec<Vec<u8>> {
    let files = files(&format!("../onrecord-formats/tests/files/{format}"));
    let files = files.into_iter().filter(|(name, _)| name.ends_with(ending));
    let samples: Vec<Vec<u8>> = files.map(|(_, bytes)| bytes).collect();
    assert!(!samples.is_empty(), "no {ending} in {format}");
    samples
}

/// Each after the byte that chooses how it is read.
fn chosen(choice: u8, samples: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let chosen = samples
        .iter()
        .map(|bytes| [&[choice], bytes.as_slice()].concat());
    chosen.collect()
}

/// The named files of packed ones, parted by NUL bytes, so that changes reach what is inside.
fn unpacked(samples: &[Vec<u8>], names: &[&str]) -> Vec<Vec<u8>> {
    let one = |bytes: &Vec<u8>| {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for name in names {
            let mut part = Vec::new();
            if let Ok(mut file) = archive.by_name(name) {
                file.read_to_end(&mut part).unwrap();
            }
            parts.push(part);
        }
        parts.join(&0)
    };
    samples.iter().map(one).collect()
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
    on_each(times(count), || mutator.bytes(most), act);
}

/// Does `act` on so many mutations of whole samples; names the first that fails.
fn on_wholes(samples: &[Vec<u8>], count: usize, act: impl Fn(&[u8])) {
    let seeds: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    for seed in &seeds {
        act(seed);
    }
    let mut mutator = Mutator::new(seeds, 0x0048_6572_6F6E);
    on_each(times(count), || mutator.whole(), act);
}

fn on_each(count: usize, mut next: impl FnMut() -> Vec<u8>, act: impl Fn(&[u8])) {
    for number in 0..count {
        let input = next();
        let done = panic::catch_unwind(AssertUnwindSafe(|| act(&input)));
        if done.is_err() {
            let kept = env::temp_dir().join("onrecord-mutation");
            fs::write(&kept, &input).unwrap();
            panic!("mutation {number} fails; it is in {}", kept.display());
        }
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
fn pdf_keeps_its_promises_on_mutations() {
    on_wholes(&samples("pdf", ".pdf"), 12, pdf);
}

#[test]
fn pictures_keep_their_promises_on_mutations() {
    let mut seeds = samples("image", ".png");
    seeds.extend(samples("image", ".jpg"));
    seeds.extend(samples("image", ".tif"));
    on_wholes(&seeds, 300, image);
}

#[test]
fn docx_keeps_its_promises_on_mutations() {
    let packed = samples("docx", ".docx");
    let names = [
        "word/document.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "word/comments.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
    ];
    on_wholes(&chosen(2, unpacked(&packed, &names)), 200, docx);
    on_wholes(&chosen(0, packed), 200, docx);
}

#[test]
fn odt_keeps_its_promises_on_mutations() {
    let packed = samples("odt", ".odt");
    let names = ["content.xml", "styles.xml", "meta.xml"];
    on_wholes(&chosen(1, unpacked(&packed, &names)), 200, odt);
    on_wholes(&chosen(0, packed), 200, odt);
    on_wholes(&chosen(0, samples("odt", ".fodt")), 200, odt);
}

#[test]
fn rtf_keeps_its_promises_on_mutations() {
    on_wholes(&samples("rtf", ".rtf"), 400, rtf);
}

#[test]
fn mail_keeps_its_promises_on_mutations() {
    let mut seeds = chosen(0, samples("mail", ".eml"));
    seeds.extend(chosen(1, samples("mbox", ".mbox")));
    seeds.extend(chosen(2, samples("mhtml", ".mhtml")));
    on_wholes(&seeds, 500, mail);
}

#[test]
fn archives_keep_their_promises_on_mutations() {
    let mut seeds = chosen(0, samples("zip", ".zip"));
    seeds.extend(chosen(0, samples("x-archive", ".zip")));
    seeds.extend(chosen(7, samples("mbox", ".mbox")));
    seeds.extend(chosen(9, samples("facebook", ".json")));
    on_wholes(&seeds, 400, archive);
}

#[test]
fn tables_keep_their_promises_on_mutations() {
    let csv = "date,author,title,text\r\n2021-03-09,Ada Moon,\"One, two\",\"She said \"\"no\"\".\r\nTwice.\"\r\n\
               2021-03-10,Bo Fell,Three,\"Ünder oath\"\r\n,,,\r\n";
    let lines = "{\"id\":1,\"created_at\":\"2021-03-09T10:00:00Z\",\"text\":\"She said \\\"no\\\".\",\"user\":{\"name\":\"Ada\"}}\n\
                 {\"id\":2,\"date\":1615283200,\"body\":\"\\u00dcnder \\ud83d\\ude00\",\"tags\":[\"a\",null]}\n";
    let mut seeds = chosen(
        0,
        vec![
            csv.into(),
            csv.replace(',', ";").into(),
            csv.replace(',', "\t").into(),
        ],
    );
    seeds.extend(chosen(1, vec![lines.into()]));
    seeds.extend(chosen(1, samples("instagram", ".json")));
    on_wholes(&seeds, 800, tables);
}

#[test]
fn posts_keep_their_promises_on_mutations() {
    let mut seeds = Vec::new();
    for (choice, format, ending) in [
        (0, "x-archive", ".js"),
        (1, "instagram", ".json"),
        (2, "facebook", ".json"),
    ] {
        seeds.extend(chosen(choice, samples(format, ending)));
        seeds.extend(chosen(choice, samples(format, ".zip")));
    }
    on_wholes(&seeds, 500, posts);
}

#[test]
fn forms_keep_their_promises_on_mutations() {
    let papers = include_str!("../../onrecord-formats/tests/forms/papers.txt");
    let papers = papers
        .split("=== ")
        .filter_map(|paper| Some(paper.split_once("---\n")?.1));
    let seeds: Vec<Vec<u8>> = papers
        .zip((0..9_u8).cycle())
        .flat_map(|(paper, told)| [0, told].map(|choice| [&[choice], paper.as_bytes()].concat()))
        .collect();
    on_wholes(&seeds, 400, forms);
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
fn columns_keep_their_promises_on_mutations() {
    let texts = papers();
    let seeds: Vec<Vec<u8>> = texts
        .iter()
        .map(|(_, text)| columns_of(&String::from_utf8_lossy(text)))
        .collect();
    assert!(seeds.iter().all(|seed| seed.len() > 100));
    on_wholes(&seeds, 4000, columns);
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
