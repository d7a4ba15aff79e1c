//! `verify` against a case that somebody changed behind the program's back: each change is found,
//! and named.

mod common;

use common::Workplace;
use common::packed::{pack, unpack};
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Opens the case as an attacker would, with a document to meddle with: the affidavit.
fn meddle(case: &Path, act: impl FnOnce(&Connection, i64)) {
    let connection = Connection::open(case).unwrap();
    let document: i64 = connection
        .query_row(
            "SELECT d.id FROM documents d JOIN occurrences o ON o.original = d.original \
             WHERE o.path LIKE '%06-affidavit%'",
            (),
            |row| row.get(0),
        )
        .unwrap();
    act(&connection, document);
}

/// Changes one value in the affidavit's rows; verifying fails and says `words`.
#[track_caller]
fn is_caught(words: &str, act: impl FnOnce(&Connection, i64)) {
    let place = Workplace::with_example();
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("c.case: intact");
    meddle(&place.path("c.case"), act);
    let ran = place
        .run(&["verify", "c.case"])
        .exits(1)
        .prints("FAILED ")
        .prints("06-affidavit-marchbank.txt")
        .prints(words)
        .prints("c.case: NOT intact");
    assert!(
        !ran.out.contains("01-courier"),
        "only what was changed: {ran:#?}"
    );
}

/// Changes a value of a row: reads it, changes it, writes it back.
fn change(
    connection: &Connection,
    (table, column, condition): (&str, &str, &str),
    id: i64,
    act: impl FnOnce(&mut Vec<u8>),
) {
    let mut bytes: Vec<u8> = connection
        .query_row(
            &format!("SELECT {column} FROM {table} WHERE {condition}"),
            [id],
            |row| row.get(0),
        )
        .unwrap();
    let before = bytes.clone();
    act(&mut bytes);
    assert_ne!(before, bytes);
    let changed = connection
        .execute(
            &format!("UPDATE {table} SET {column} = ?2 WHERE {condition}"),
            params![id, bytes],
        )
        .unwrap();
    assert_eq!(changed, 1);
}

const CHUNK: (&str, &str, &str) = (
    "chunks",
    "bytes",
    "number = 0 AND original = (SELECT original FROM documents WHERE id = ?1)",
);
const TEXT: (&str, &str, &str) = ("documents", "text", "id = ?1");
const STATEMENTS: (&str, &str, &str) = (
    "layers",
    "items",
    "layer = 'statement' AND reading = (SELECT id FROM readings WHERE document = ?1)",
);

const WORDS: (&str, &str, &str) = ("readings", "evidence", "document = ?1");

#[test]
fn one_byte_of_an_original() {
    is_caught("the original's bytes were changed", |case, id| {
        change(case, CHUNK, id, |bytes| bytes[40] ^= 1);
    });
}

#[test]
fn one_byte_of_a_text() {
    is_caught("the stored text was changed", |case, id| {
        change(case, TEXT, id, |bytes| {
            let mut text = unpack(bytes);
            text[40] ^= 1;
            *bytes = pack(&text);
        });
    });
}

#[test]
fn one_byte_of_a_packed_text() {
    is_caught("the stored text", |case, id| {
        change(case, TEXT, id, |bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        });
    });
}

/// What `export` writes of the lines of a document of the open case.
fn lines(connection: &Connection, id: i64) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let exported = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("export")
        .arg(connection.path().unwrap())
        .arg(&out)
        .output()
        .unwrap();
    assert!(exported.status.success(), "{exported:?}");
    let rows = |name: &str| -> Vec<Value> {
        let rows = std::fs::read_to_string(out.join(name)).unwrap();
        rows.lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect()
    };
    // The export numbers documents in the order of their rows.
    let before: i64 = connection
        .query_row(
            "SELECT count(*) FROM documents WHERE id < ?1",
            [id],
            |row| row.get(0),
        )
        .unwrap();
    let number = rows("documents.jsonl").remove(before as usize)["document"].clone();
    let lines = rows("lines.jsonl").into_iter();
    lines.filter(|line| line["document"] == number).collect()
}

/// Changes the words of the affidavit's reading as lists of first byte, end byte, first code point,
/// end code point and words.
fn change_words(connection: &Connection, id: i64, act: impl FnOnce(&mut Vec<Value>)) {
    let mut words: BTreeMap<(i64, i64), Value> = BTreeMap::new();
    for line in lines(connection, id) {
        for evidence in line["evidence"].as_array().unwrap() {
            let (bytes, points) = (&evidence["bytes"], &evidence["code_points"]);
            let key = (bytes[0].as_i64().unwrap(), bytes[1].as_i64().unwrap());
            let row = json!([bytes[0], bytes[1], points[0], points[1], evidence["words"]]);
            words.insert(key, row);
        }
    }
    change(connection, WORDS, id, |bytes| {
        let mut words: Vec<Value> = words.into_values().collect();
        act(&mut words);
        // As version 3 wrote them, which is read too.
        *bytes = pack(json!(words).to_string().as_bytes());
    });
}

/// The last passage of more than twenty characters.
fn last_long(words: &mut [Value]) -> &mut Value {
    let long = |row: &&mut Value| row[4].as_str().unwrap().len() > 20;
    words.iter_mut().rev().find(long).unwrap()
}

#[test]
fn one_letter_of_a_quoted_word() {
    is_caught("but the text has", |case, id| {
        change_words(case, id, |words| {
            let row = last_long(words);
            row[4] = format!("X{}", row[4].as_str().unwrap().get(1..).unwrap()).into();
        });
    });
}

#[test]
fn one_offset_of_quoted_words() {
    for (column, words) in [
        (0, "belong to no line"),
        (1, "belong to no line"),
        (2, "are stored as code points"),
        (3, "are stored as code points"),
    ] {
        is_caught(words, |case, id| {
            change_words(case, id, |words| {
                let row = last_long(words);
                row[column] = (row[column].as_i64().unwrap() + 1).into();
            });
        });
    }
}

#[test]
fn the_log() {
    let broken: [(&str, &str); 6] = [
        (
            "UPDATE log SET who = 'somebody else' WHERE number = 2",
            "entry 2 of the log was changed",
        ),
        (
            "UPDATE log SET at = at - 86400 WHERE number = 3",
            "entry 3 of the log was changed",
        ),
        (
            "DELETE FROM log_details WHERE number = 2; DELETE FROM log WHERE number = 2",
            "entry 2 of the log is missing",
        ),
        (
            "UPDATE log_details SET details = replace(details, 'heron', 'egret') WHERE number = 2",
            "entry 2 of the log says something else",
        ),
        (
            "DELETE FROM log_details WHERE number = 2",
            "entry 2 of the log has lost what it says",
        ),
        (
            "DELETE FROM log_details WHERE number = (SELECT max(number) FROM log); \
          DELETE FROM log WHERE number = (SELECT max(number) FROM log)",
            "the log does not say that it was added",
        ),
    ];
    for (sql, words) in broken {
        let place = Workplace::with_example();
        meddle(&place.path("c.case"), |case, _| {
            case.execute_batch(sql).unwrap()
        });
        place.run(&["verify", "c.case"]).exits(1).prints(words);
    }
}

#[test]
fn one_digit_of_a_lines_offset() {
    is_caught("the stored statement lines were changed", |case, id| {
        let statements = lines(case, id).into_iter();
        let items: Vec<Value> = statements
            .filter(|line| line["layer"] == "statement")
            .map(|line| line["item"].clone())
            .collect();
        change(case, STATEMENTS, id, |bytes| {
            let mut items = items;
            let start = &mut items[0]["content"][0]["start"];
            *start = json!(start.as_i64().unwrap() + 1);
            // As version 4 wrote them, which is read too.
            let json = json!(items).to_string().into_bytes();
            *bytes = pack(&json);
        });
    });
}

#[test]
fn a_line_taken_away() {
    is_caught("belong to no line", |case, id| {
        let changed = case
            .execute(
                "DELETE FROM layers WHERE layer = 'ground' \
                 AND reading = (SELECT id FROM readings WHERE document = ?1)",
                [id],
            )
            .unwrap();
        assert_eq!(changed, 1);
    });
}

#[test]
fn a_path_or_date_that_was_forged() {
    is_caught("what is stored about the text was changed", |case, id| {
        case.execute(
            "UPDATE documents SET metadata = replace(metadata, '{', '{ ') WHERE id = ?1",
            [id],
        )
        .unwrap();
    });
}

#[test]
fn a_view_that_shows_something_else_than_is_held() {
    let place = Workplace::with_example();
    let case = Connection::open(place.path("c.case")).unwrap();
    case.execute_batch("CREATE VIEW people AS SELECT 1")
        .unwrap();
    place
        .run(&["verify", "c.case"])
        .exits(1)
        .prints("the case file: the file's tables are not those of a case: people was added");
}

#[test]
fn a_smuggled_trigger_loses_nothing_that_is_added() {
    let place = Workplace::new();
    place.run(&["new", "c.case"]).exits(0);
    let connection = Connection::open(place.path("c.case")).unwrap();
    connection
        .execute_batch("CREATE TRIGGER evil AFTER INSERT ON layers BEGIN DELETE FROM layers; END")
        .unwrap();
    drop(connection);
    place.write("a.txt", "\u{201c}No,\u{201d} Ada Winterbourne said.\n");
    place
        .run(&["add", "c.case", "a.txt"])
        .exits(0)
        .prints("c.case now holds 1 document");
    let connection = Connection::open(place.path("c.case")).unwrap();
    let layers: i64 = connection
        .query_row("SELECT count(*) FROM layers", (), |row| row.get(0))
        .unwrap();
    assert!(layers > 0, "what was reported as added is there");
    place
        .run(&["verify", "c.case"])
        .exits(1)
        .prints("evil was added");
}

#[test]
fn a_smuggled_view_is_not_shown_as_what_the_case_holds() {
    let place = Workplace::with_example();
    meddle(&place.path("c.case"), |connection, _| {
        connection
            .execute_batch(
                "ALTER TABLE documents RENAME TO hidden; \
                 CREATE VIEW documents AS SELECT * FROM hidden WHERE id > 1",
            )
            .unwrap();
    });
    place
        .run(&["show", "c.case"])
        .exits(1)
        .complains("c.case: ");
    place.run(&["verify", "c.case"]).exits(1);
}

#[test]
fn several_changes_are_each_named() {
    let place = Workplace::with_example();
    meddle(&place.path("c.case"), |case, id| {
        change_words(case, 2, Vec::clear);
        change(case, CHUNK, id, |bytes| bytes[40] ^= 1);
        case.execute_batch(
            "UPDATE documents SET text = x'00' WHERE id = 1; \
             DELETE FROM log_details WHERE number = 3",
        )
        .unwrap();
    });
    place
        .run(&["verify", "c.case"])
        .exits(1)
        .prints("06-affidavit-marchbank.txt: the original's bytes were changed")
        .prints("01-courier.txt: the stored text cannot be unpacked")
        .prints("are missing");
}

#[test]
fn a_file_with_a_damaged_page_is_no_panic() {
    let place = Workplace::with_example();
    let mut bytes = std::fs::read(place.path("c.case")).unwrap();
    let whole = bytes.len();
    for at in (8192..whole).step_by(97) {
        bytes[at] = bytes[at].wrapping_add(13);
    }
    place.write("c.case", &bytes);
    let ran = place.run(&["verify", "c.case"]).exits(1);
    assert!(!ran.err.contains("panicked"), "{ran:#?}");
    place.run(&["show", "c.case"]).exits(1);
    place.write("c.case", &bytes[..whole / 2]);
    place.run(&["verify", "c.case"]).exits(1);
}

/// Nothing rests on gists: one that cannot be read is made again.
#[test]
fn a_damaged_gist_costs_nothing() {
    let (place, whole) = (Workplace::with_example(), Workplace::with_example());
    meddle(&place.path("c.case"), |case, id| {
        let changed = case.execute("UPDATE gists SET gist = x'0100' WHERE document = ?1", [id]);
        assert_eq!(changed, Ok(1));
    });
    let shown = |place: &Workplace| {
        let ran = place.run(&["show", "c.case", "disagreements"]).exits(0);
        ran.out
    };
    assert_eq!(shown(&place), shown(&whole));
}
