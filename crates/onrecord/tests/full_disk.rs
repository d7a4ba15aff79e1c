//! A disk that takes no more, at any moment of any command: an error that says so, nothing lost that was
//! stored before, and a case that is intact. A limit on the size of files stands in for the full disk;
//! what SQLite makes of it is an error of writing, as with quotas and faults of the disk.
#![cfg(unix)]

mod common;

use common::{Ran, Workplace};
use std::fs;
use std::process::{Command, Stdio};

const SCHEMA_1: &[u8] = include_bytes!("files/schema-1.kase");

/// Bytes of the unit in which a shell limits the size of files.
const UNIT: u64 = 512;

/// What the shell exits with where it cannot set the limit.
const NO_LIMIT: i32 = 99;

/// Runs the program where no file may be larger than so many units.
fn limited(place: &Workplace, units: u64, arguments: &[&str]) -> Ran {
    // Without the trap, the system would kill the program instead of failing its writing.
    let script = "trap '' XFSZ && ulimit -f \"$1\" || exit 99; shift; exec \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script, "sh", &units.to_string()])
        .arg(env!("CARGO_BIN_EXE_onrecord"))
        .args(arguments)
        .current_dir(place.path("."))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ran::of(&output, arguments)
}

/// The numbers of the case's log entries with their actions.
fn log(place: &Workplace) -> Vec<String> {
    let log = place.run(&["log", "c.case", "--json"]).exits(0).out;
    let entries = log.lines().map(|line| {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        format!("{} {}", entry["number"], entry["action"])
    });
    entries.collect()
}

/// Commands that write to the case, and whether what they do is in its log.
const WRITING: [&[&str]; 11] = [
    &["confirm", "c.case", "--document", "1"],
    &["note", "c.case", "1.S1", "ask", "her"],
    &["correct", "c.case", "1.S1", "speaker=Ada Moon"],
    &["people", "merge", "c.case", "Micah Oduya", "Harlan Mudge"],
    &["people", "role", "c.case", "Harlan Mudge", "witness"],
    &["protect", "c.case", "Harlan Mudge"],
    &["undo", "c.case", "2"],
    &["search", "c.case", "said", "--save", "sayings"],
    &["reread", "c.case"],
    &["remove", "c.case", "1", "--because", "sealed", "--yes"],
    &["add", "c.case", "new.txt"],
];

/// Commands that write beside the case.
const GIVING_OUT: [&[&str]; 5] = [
    &["new", "out.case"],
    &["import", "exported", "out.case"],
    &["export", "c.case", "out"],
    &["report", "c.case", "-o", "out.html"],
    &["copy", "c.case", "out.case"],
];

/// A case with a decision in it, as bytes, and its log.
fn prepared(place: &Workplace) -> (Vec<u8>, Vec<String>) {
    place.write("c.case", SCHEMA_1);
    place.write(
        "new.txt",
        "\u{201c}No,\u{201d} Ada Winterbourne said.\n".repeat(400),
    );
    place.run(&["confirm", "c.case", "1.S2"]).exits(0);
    // So that nothing else has to be written when it is looked at.
    place.run(&["people", "c.case"]).exits(0);
    let case = fs::read(place.path("c.case")).unwrap();
    (case, log(place))
}

/// Checks that the program said in one line that there is no room, and that nothing was lost.
#[track_caller]
fn is_whole(place: &Workplace, ran: &Ran, before: &[String]) {
    assert!(matches!(ran.code, Some(0 | 1)), "{ran:#?}");
    if ran.code == Some(1) {
        assert_eq!(ran.err.trim_end().lines().count(), 1, "{ran:#?}");
        assert!(ran.err.contains("make room"), "{ran:#?}");
        assert!(ran.err.contains("run the command again"), "{ran:#?}");
    }
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
    let after = log(place);
    assert!(after.starts_with(before), "{ran:#?} {after:?}");
    for told in ran.out.split("(log entry ").skip(1) {
        let number = told.split(|c: char| !c.is_ascii_digit()).next().unwrap();
        let is_it = |entry: &String| entry.starts_with(&format!("{number} "));
        assert!(after.iter().any(is_it), "{ran:#?} {after:?}");
    }
    let left: Vec<String> = place
        .names()
        .into_iter()
        .filter(|name| name.starts_with(".onrecord-") || name.ends_with("-journal"))
        .collect();
    assert!(left.is_empty(), "{ran:#?} left {left:?}");
}

#[test]
fn whatever_is_decided_on_a_full_disk_nothing_is_lost() {
    let place = Workplace::new();
    let (case, before) = prepared(&place);
    let size = case.len() as u64 / UNIT;
    if limited(&place, size, &["log", "c.case"]).code == Some(NO_LIMIT) {
        // This system's shell sets no such limit.
        return;
    }
    for arguments in WRITING {
        // From no room at all to room for some of it.
        let limits = [
            0,
            1,
            16,
            40,
            size / 2,
            size - 16,
            size,
            size + 16,
            size + 64,
        ];
        for units in limits {
            place.write("c.case", &case);
            let ran = limited(&place, units, arguments);
            is_whole(&place, &ran, &before);
            let is_done = ran.code == Some(0);
            assert!(!is_done || units > 1, "{units}: {ran:#?}");
            // With room, it is done as if nothing had been.
            if !is_done {
                place.run(arguments).exits(0);
                place.run(&["verify", "c.case"]).exits(0).prints("intact");
            }
        }
    }
}

#[test]
fn what_is_given_out_is_whole_or_not_there() {
    let place = Workplace::new();
    let (case, before) = prepared(&place);
    let size = case.len() as u64 / UNIT;
    if limited(&place, size, &["log", "c.case"]).code == Some(NO_LIMIT) {
        return;
    }
    place.run(&["export", "c.case", "exported"]).exits(0);
    for arguments in GIVING_OUT {
        for units in [0, 1, 16, 40, size / 2] {
            place.write("c.case", &case);
            let ran = limited(&place, units, arguments);
            let is_there = place.path(arguments.last().unwrap()).exists();
            if ran.code == Some(0) {
                assert!(is_there, "{ran:#?}");
            } else if is_there {
                // It is complete, and only its entry in the log is missing.
                assert!(ran.err.contains("log of the case"), "{ran:#?}");
            }
            assert!(units > 1 || ran.code == Some(1), "{ran:#?}");
            is_whole(&place, &ran, &before);
            for name in ["out", "out.html", "out.case"] {
                let path = place.path(name);
                let _ = fs::remove_dir_all(&path);
                let _ = fs::remove_file(&path);
            }
        }
    }
}

#[test]
fn a_case_on_a_full_disk_is_read() {
    let place = Workplace::new();
    let (case, before) = prepared(&place);
    if limited(&place, 0, &["log", "c.case"]).code == Some(NO_LIMIT) {
        return;
    }
    for arguments in [
        &["show", "c.case"][..],
        &["show", "c.case", "people"],
        &["show", "c.case", "dates"],
        &["search", "c.case", "said"],
        &["verify", "c.case"],
        &["log", "c.case"],
        &["diff", "c.case"],
        &["review", "c.case", "--progress"],
    ] {
        place.write("c.case", &case);
        let ran = limited(&place, 0, arguments).exits(0);
        is_whole(&place, &ran, &before);
    }
}
