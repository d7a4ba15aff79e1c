//! The texts of the annotated corpus come out byte for byte.
//!
//! Needs the corpora, which are not part of this project, and the list of texts with their SHA-256:
//! `ONRECORD_CORPORA=<folder> ONRECORD_TEXTS=<texts.tsv> cargo test -p onrecord-eval --test corpus_texts -- --ignored`

use onrecord_eval::corpora::texts;
use std::path::PathBuf;

#[test]
#[ignore = "needs the corpora and the list of texts, named by ONRECORD_CORPORA and ONRECORD_TEXTS"]
fn all_texts_come_out_byte_for_byte() {
    let folder = PathBuf::from(std::env::var_os("ONRECORD_CORPORA").unwrap());
    let list = std::fs::read_to_string(std::env::var_os("ONRECORD_TEXTS").unwrap()).unwrap();
    let mut rows = list.lines().map(|row| row.split('\t').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let column = |name| header.iter().position(|of| *of == name).unwrap();
    let (id, hash) = (column("id"), column("sha256"));
    let (mut made, mut wrong) = (0, Vec::new());
    for row in rows {
        match texts::make_checked(&folder, row[id], row[hash].parse().unwrap()) {
            Ok(_) => made += 1,
            Err(error) => wrong.push(format!("{}: {error}", row[id])),
        }
    }
    assert!(
        made > 0 && wrong.is_empty(),
        "{made} made, {} not:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
