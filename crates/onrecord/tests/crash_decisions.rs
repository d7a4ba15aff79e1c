//! Deciding, merging, reading anew and removing, killed at a hundred random moments: the case always
//! opens, is intact, and keeps every decision that was reported as made.
#![cfg(unix)]

mod common;

use common::{Dice, Workplace};
use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Stdio};
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

/// Words of a paper that has to go; nothing else has them.
const SECRETS: [&str; 4] = ["zyxop", "zyxotheft", "zyxosealed", "wilhelmina"];

/// Which words of the paper are somewhere in the folder.
fn left(place: &Workplace) -> Vec<&'static str> {
    let bytes = common::all_bytes(&place.path("."));
    let has = |words: &&str| bytes.windows(words.len()).any(|at| at == words.as_bytes());
    SECRETS.into_iter().filter(has).collect()
}

/// Waits until the program's journal has come or gone so many times as the dice say, or for some time;
/// then a little further.
fn wait(dice: &mut Dice, child: &mut Child, journal: &Path, usual: Duration) {
    let usual = usual.as_micros() as u64;
    let (turns, further) = match dice.below(6) {
        0 => (0, dice.below(usual)),
        turns => (turns, dice.below(1 + usual / 100)),
    };
    let (mut turned, mut was_there) = (0, false);
    while turned < turns && child.try_wait().unwrap().is_none() {
        let is_there = journal.exists();
        turned += u64::from(is_there != was_there);
        was_there = is_there;
    }
    let until = Instant::now() + Duration::from_micros(further);
    while Instant::now() < until && child.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
}

#[test]
fn a_killed_removal_is_done_or_not_and_leaves_no_word_in_the_end() {
    const REMOVALS: usize = 25;
    let place = Workplace::new();
    for number in 0..40 {
        place.write(
            &format!("in/{number:02}.txt"),
            format!("\u{201c}I was there on night {number},\u{201d} Ada Winterbourne said on 4 May 2019.\n"),
        );
    }
    let sealed = "\u{201c}It was never mine,\u{201d} Wilhelmina Zyxopoulos said on 4 May 2019. \
         Zyxopoulos was convicted of zyxotheft in 1999.\n";
    place.write("in/zyxosealed.txt", sealed.repeat(200));
    std::fs::create_dir(place.path("tmp")).unwrap();
    place.run(&["new", "c.case"]).exits(0);
    place.run(&["add", "c.case", "in"]).exits(0);
    std::fs::remove_dir_all(place.path("in")).unwrap();
    place.run(&["confirm", "c.case", "1.S1", "41.S1"]).exits(0);
    let whole = std::fs::read(place.path("c.case")).unwrap();
    let arguments = [
        "remove",
        "c.case",
        "in/zyxosealed.txt",
        "--because",
        "sealed",
        "--yes",
    ];
    let start = Instant::now();
    place.run(&arguments).exits(0);
    let usual = start.elapsed().max(Duration::from_millis(4));
    assert_eq!(left(&place), [""; 0]);

    let journal = place.path("c.case-journal");
    let mut dice = Dice(41);
    let (mut kills, mut gone, mut there) = (0, 0, 0);
    for round in 0.. {
        if kills == REMOVALS {
            break;
        }
        let most = REMOVALS * 20;
        assert!(round < most, "only {kills} kills in {round} rounds");
        place.write("c.case", &whole);
        let mut child = place
            .command(&arguments)
            .env("TMPDIR", place.path("tmp"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait(&mut dice, &mut child, &journal, usual);
        let _ = child.kill();
        kills += usize::from(child.wait().unwrap().code().is_none());

        place
            .run(&["verify", "c.case"])
            .exits(0)
            .prints("c.case: intact");
        let log = place.run(&["log", "c.case"]).exits(0).out;
        if log.contains("  remove  ") {
            gone += 1;
        } else {
            there += 1;
            // Nothing of it went: it can be shown, and taken out.
            place
                .run(&["show", "c.case", "said"])
                .exits(0)
                .prints("Wilhelmina Zyxopoulos");
            place.run(&arguments).exits(0);
        }
        assert_eq!(left(&place), [""; 0], "after {kills} kills, {gone} gone");
        place.run(&arguments).exits(2);
        place
            .run(&["verify", "c.case"])
            .exits(0)
            .prints("c.case: intact");
    }
    assert!(
        gone > 0 && there > 0,
        "killed at one end only: {gone}, {there}"
    );
}

#[test]
fn a_killed_upgrade_is_noted_with_the_version_the_case_had() {
    const UPGRADES: usize = 25;
    let place = Workplace::new();
    place.write("c.case", SCHEMA_1);
    let start = Instant::now();
    place.run(&["undo", "c.case", "99"]).exits(2);
    let usual = start.elapsed().max(Duration::from_millis(4));
    let journal = place.path("c.case-journal");
    let mut dice = Dice(11);
    let (mut kills, mut upgraded, mut older) = (0, 0, 0);
    for round in 0.. {
        if kills == UPGRADES {
            break;
        }
        let most = UPGRADES * 20;
        assert!(round < most, "only {kills} kills in {round} rounds");
        place.write("c.case", SCHEMA_1);
        let mut child = place
            .command(&["undo", "c.case", "99"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait(&mut dice, &mut child, &journal, usual);
        let _ = child.kill();
        kills += usize::from(child.wait().unwrap().code().is_none());
        {
            // As the file is now, before the program looks at it again.
            let case = rusqlite::Connection::open(place.path("c.case")).unwrap();
            let version: i64 = case
                .pragma_query_value(None, "user_version", |row| row.get(0))
                .unwrap();
            let noted = "SELECT count(*) FROM log WHERE action = 'upgrade'";
            let noted =
                (version > 1).then(|| case.query_row(noted, (), |row| row.get::<_, i64>(0)));
            let noted = noted.transpose().unwrap().unwrap_or_default();
            upgraded += usize::from(version > 1);
            older += usize::from(version == 1);
            assert_eq!(
                (version > 1),
                noted == 1,
                "version {version}, {noted} noted"
            );
        }
        // The program killed had done it, or this one does.
        let log = place.run(&["log", "c.case", "--json"]).exits(0).out;
        let upgrades: Vec<serde_json::Value> = log
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .filter(|entry: &serde_json::Value| entry["action"] == "upgrade")
            .collect();
        assert_eq!(upgrades.len(), 1, "{log}");
        assert_eq!(upgrades[0]["details"]["from"], 1, "{log}");
        place.run(&["verify", "c.case"]).exits(0).prints("intact");
    }
    assert!(
        upgraded > 0 && older > 0,
        "killed at one end only: {upgraded}, {older}"
    );
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
