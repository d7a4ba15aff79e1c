//! A case whose text another version of a reader made: no failure, and not the same as tampering.

mod common;

use common::Workplace;
use common::packed::{pack, unpack};
use onrecord_case::{Arrival, Case, Content, Occurrence, ReadDocument};
use onrecord_formats::{Hint, Limits};
use rusqlite::Connection;

const PAPER: &[u8] = b"\"I was at home,\" Ada Winterbourne said on 9 March 2021.\n";

/// A case made by a program with a later version of the reader, which derived another text.
fn case_of_another_version(place: &Workplace) {
    let mut read = onrecord_formats::read(PAPER, &Hint::default(), &Limits::default()).unwrap();
    let mut document = read.documents.remove(0);
    document.reader.version += 7;
    let reading = onrecord_language::read(&document);
    let mut case = Case::create(&place.path("c.case")).unwrap();
    let mut adding = case.adding();
    adding
        .add(Arrival {
            content: Content::Bytes(PAPER),
            place: Occurrence::at("papers/said.txt"),
            documents: &[ReadDocument::new(document, reading)],
            unread: &[],
        })
        .unwrap();
    adding.finish().unwrap();
}

#[test]
fn a_text_of_another_reader_version_is_intact_but_not_derived_again() {
    let place = Workplace::new();
    case_of_another_version(&place);
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints(
            "papers/said.txt: stored text intact, cannot be re-derived by this version \
             (it was made by reader text/9)",
        )
        .prints("made again and compared: 0 texts, 1 reading")
        .prints("c.case: intact");
}

#[test]
fn tampering_with_it_is_still_caught() {
    let place = Workplace::new();
    case_of_another_version(&place);
    let case = Connection::open(place.path("c.case")).unwrap();
    let text: Vec<u8> = case
        .query_row("SELECT text FROM documents", (), |row| row.get(0))
        .unwrap();
    let text = String::from_utf8(unpack(&text)).unwrap();
    let forged = pack(text.replace("home", "work").as_bytes());
    case.execute("UPDATE documents SET text = ?1", [forged])
        .unwrap();
    place
        .run(&["verify", "c.case"])
        .exits(1)
        .prints("FAILED papers/said.txt: the stored text was changed");
}

#[test]
fn a_version_that_was_only_claimed_is_caught() {
    let place = Workplace::with_example();
    let case = Connection::open(place.path("c.case")).unwrap();
    case.execute("UPDATE documents SET reader_version = 99 WHERE id = 1", ())
        .unwrap();
    place
        .run(&["verify", "c.case"])
        .exits(1)
        .prints("01-courier.txt: what is stored about the text was changed");
}
