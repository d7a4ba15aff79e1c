//! Several programs at work on one case at the same time: each waits for the others or says that it
//! cannot, and what each of them reported is there.

mod common;

use common::{Ran, Workplace};
use rusqlite::Connection;
use std::io::Write as _;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const PAPERS: usize = 240;

fn with_papers() -> Workplace {
    let place = Workplace::with_example();
    for number in 0..PAPERS {
        place.write(
            &format!("papers/{number:03}.txt"),
            format!(
                "\u{201c}I was there on night {number},\u{201d} Ada Winterbourne said on 9 March 2021. \
                 Odell Farrow was convicted in {}.\n",
                1980 + number % 40
            ),
        );
    }
    place
}

/// How many entries of this action the log has.
fn entries(place: &Workplace, action: &str) -> usize {
    let log = place.run(&["log", "c.case"]).exits(0).out;
    let action = format!("  {action}  ");
    log.lines().filter(|line| line.contains(&action)).count()
}

#[test]
fn decisions_and_views_while_papers_are_added() {
    let place = with_papers();
    let mut adding = place
        .command(&["add", "c.case", "papers"])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut confirmed, mut merged, mut during) = (0, false, 0);
    for round in 1.. {
        let line = format!("1.S{}", 1 + round % 6);
        for arguments in [
            &["confirm", "c.case", line.as_str()][..],
            &["show", "c.case", "people"],
            &["people", "merge", "c.case", "Ione Marchbank", "Ansel Ferry"],
        ] {
            let ran = place.run(arguments);
            let waited = ran.code == Some(1) && ran.err.contains("another program is writing");
            let is_one = arguments[1] == "merge" && ran.err.contains("these are one already");
            assert!(ran.code == Some(0) || waited || is_one, "{ran:#?}");
            assert!(!waited || ran.err.lines().count() == 1, "{ran:#?}");
            if ran.code == Some(0) {
                confirmed += usize::from(arguments[0] == "confirm");
                merged |= arguments[1] == "merge";
                during += usize::from(adding.try_wait().unwrap().is_none());
            }
        }
        if adding.try_wait().unwrap().is_some() {
            break;
        }
    }
    let ran = Ran::of(&adding.wait_with_output().unwrap(), &["add"]).exits(0);
    assert!(
        during > 0,
        "nothing was done while papers were added: {ran:#?}"
    );
    assert_eq!(entries(&place, "confirm"), confirmed);
    assert_eq!(entries(&place, "merge"), usize::from(merged));
    assert_eq!(entries(&place, "add"), PAPERS + 10);
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

fn review(place: &Workplace) -> Child {
    place
        .command(&["review", "c.case"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn two_sittings_of_review_at_once() {
    const DECISIONS: usize = 12;
    let place = Workplace::with_example();
    let mut sittings = [review(&place), review(&place)];
    let mut keys = sittings.each_mut().map(|child| child.stdin.take().unwrap());
    for _ in 0..DECISIONS {
        for keys in &mut keys {
            keys.write_all(b"c\n").unwrap();
        }
    }
    drop(keys);
    for child in sittings {
        Ran::of(&child.wait_with_output().unwrap(), &["review"])
            .exits(0)
            .prints(&format!("{DECISIONS} decisions in this sitting"));
    }
    // Both began with the same lines: each has its decision about them in the log.
    assert_eq!(entries(&place, "confirm"), 2 * DECISIONS);
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

#[test]
fn a_decision_waits_for_another_program_and_gives_up_in_the_end() {
    let place = Workplace::with_example();
    place.run(&["people", "c.case"]).exits(0);
    let other = Connection::open(place.path("c.case")).unwrap();
    let hold = |time: Duration, arguments: &[&str]| {
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let child = place
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let start = Instant::now();
        thread::sleep(time);
        other.execute_batch("ROLLBACK").unwrap();
        let ran = Ran::of(&child.wait_with_output().unwrap(), arguments);
        (ran, start.elapsed())
    };
    let (ran, took) = hold(Duration::from_secs(2), &["confirm", "c.case", "1.S1"]);
    ran.exits(0);
    assert!(took >= Duration::from_secs(2), "{took:?}");
    let (ran, _) = hold(Duration::from_secs(14), &["confirm", "c.case", "1.S2"]);
    let ran = ran.exits(1).complains(
        "c.case: another program is writing to the case; wait for it to end, then try again",
    );
    assert_eq!(ran.err.lines().count(), 1, "{ran:#?}");
    assert_eq!(entries(&place, "confirm"), 1);
    // Reading waits for nobody, not even to keep what it worked out anew.
    let read = || {
        let start = Instant::now();
        place.run(&["show", "c.case", "said"]).exits(0);
        place.run(&["verify", "c.case"]).exits(0).prints("intact");
        start.elapsed()
    };
    place.run(&["confirm", "c.case", "1.S3"]).exits(0);
    let usual = read();
    place.run(&["confirm", "c.case", "1.S4"]).exits(0);
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let took = read();
    other.execute_batch("ROLLBACK").unwrap();
    assert!(
        took < usual * 3 + Duration::from_secs(8),
        "{took:?}, not {usual:?}"
    );
}
