//! Deciding, merging, reading anew and removing, killed at a hundred random moments: the case always
//! opens, is intact, and keeps every decision that was reported as made.
#![cfg(unix)]

mod common;

use common::{Dice, Workplace};
use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::process::Stdio;
use std::time::{Duration, Instant};

const KILLS: usize = 100;

/// Papers of a case that an older engine read.
const SCHEMA_1: &[u8] = include_bytes!("files/schema-1.kase");

/// The commands that are killed, and keys for those that read them.
const COMMANDS: [(&[&str], &str); 6] = [
    (&["confirm", "c.case", "--document", "1"], ""),
    (&["note", "c.case", "1.S1", "ask", "her"], ""),
    (
        &["review", "c.case"],
        "c\nn ask for the tape\nr\nc\nc\nl exhibit\nc\nr\nu\nc\n",
    ),
    (
        &["people", "merge", "c.case", "Micah Oduya", "Harlan Mudge"],
        "",
    ),
    (&["reread", "c.case"], ""),
    (&["people", "role", "c.case", "Harlan Mudge", "witness"], ""),
];

/// The numbers of log entries that a command said it made: `(log entry 12; …`.
fn reported(printed: &str) -> impl Iterator<Item = u64> + '_ {
    printed.split("(log entry ").skip(1).filter_map(|rest| {
        rest.split(|c: char| !c.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    })
}

#[test]
fn a_killed_decision_is_made_or_not_and_nothing_else_is_lost() {
    let place = Workplace::new();
    let mut dice = Dice(7);
    let (mut kills, mut made) = (0, BTreeSet::new());
    place.write("c.case", SCHEMA_1);
    place.run(&["verify", "c.case"]).exits(0);
    // How long a command takes here, to kill it somewhere in the middle.
    let start = Instant::now();
    place.run(&["show", "c.case"]).exits(0);
    let usual = start.elapsed().max(Duration::from_millis(4));
    for round in 0.. {
        if kills == KILLS {
            break;
        }
        assert!(round < KILLS * 20, "only {kills} kills in {round} rounds");
        if round % 25 == 24 {
            // From the beginning, so that there is something to read anew.
            place.write("c.case", SCHEMA_1);
            made.clear();
        }
        let (arguments, keys) = COMMANDS[dice.below(COMMANDS.len() as u64) as usize];
        let mut child = place
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It may be gone before it has read them all.
        let _ = child.stdin.take().unwrap().write_all(keys.as_bytes());
        let moment = usual.as_micros() as u64 * dice.below(150) / 100;
        let until = Instant::now() + Duration::from_micros(moment);
        while Instant::now() < until && child.try_wait().unwrap().is_none() {
            std::hint::spin_loop();
        }
        let _ = child.kill();
        kills += usize::from(child.wait().unwrap().code().is_none());
        let mut printed = String::new();
        let _ = child.stdout.take().unwrap().read_to_string(&mut printed);
        made.extend(reported(&printed));

        place
            .run(&["verify", "c.case"])
            .exits(0)
            .prints("c.case: intact");
        let log = place.run(&["log", "c.case", "--json"]).exits(0).out;
        let there: BTreeSet<u64> = log
            .lines()
            .filter_map(|line| {
                let entry: serde_json::Value = serde_json::from_str(line).ok()?;
                entry["number"].as_u64()
            })
            .collect();
        let lost: Vec<_> = made.difference(&there).collect();
        assert!(lost.is_empty(), "after {kills} kills: {lost:?} in {log}");
    }
    // In the end all of it goes on as if nothing had been.
    for (arguments, _) in COMMANDS.iter().filter(|(_, keys)| keys.is_empty()) {
        let ran = place.run(arguments);
        let merged = ran.err.contains("these are one already");
        assert!(ran.code == Some(0) || merged, "{ran:#?}");
    }
    place
        .run(&["verify", "c.case"])
        .exits(0)
        .prints("c.case: intact");
}

#[test]
fn two_programs_decide_on_one_case() {
    let place = Workplace::with_example();
    let children: Vec<_> = (1..=8)
        .map(|number| {
            let line = format!("1.S{number}");
            place
                .command(&["confirm", "c.case", &line])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    let mut confirmed = 0;
    for child in children {
        let output = child.wait_with_output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        // One that has to wait too long says so; none of them does half of it.
        assert!(
            output.status.success() || error.contains("another program is writing"),
            "{error}"
        );
        confirmed += usize::from(output.status.success());
    }
    let log = place.run(&["log", "c.case"]).exits(0).out;
    assert_eq!(
        log.lines()
            .filter(|line| line.contains("  confirm  "))
            .count(),
        confirmed
    );
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}
