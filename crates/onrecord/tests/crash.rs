//! `add`, killed at a hundred random moments: the case always opens, is intact, has everything that was
//! reported as added, and in the end holds what it would hold without the kills.
#![cfg(unix)]

mod common;

use common::contents::{contents, paths};
use common::{Dice, Workplace};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

const KILLS: usize = 100;
const PAPERS: usize = 300;

fn write_papers(place: &Workplace) {
    for number in 0..PAPERS {
        let paper = format!(
            "\u{201c}I was there on night {number},\u{201d} Ada Winterbourne said on 9 March 2021. \
             Odell Farrow was convicted in {}.\n",
            1980 + number % 40
        );
        place.write(&format!("papers/{number:03}.txt"), paper);
    }
}

fn start(place: &Workplace) -> Child {
    place
        .command(&["add", "c.case", "papers"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits for a moment that `dice` choose by what the program has done so far: lines it printed, or
/// the size its journal has reached; then a little further.
fn wait(dice: &mut Dice, child: &mut Child, case: &Path, printed: &AtomicUsize) {
    let journal = case.with_extension("case-journal");
    let size = |path: &Path| path.metadata().map_or(0, |kind| kind.len());
    let grown = size(case) + dice.below(400_000);
    let lines = dice.below(120) as usize;
    let how = dice.below(4);
    let reached = || match how {
        0 => printed.load(Ordering::SeqCst) > lines,
        1 => journal.exists(),
        2 => size(&journal) > 0,
        _ => size(case) > grown,
    };
    while !reached() && child.try_wait().unwrap().is_none() {
        thread::yield_now();
    }
    for _ in 0..dice.below(20_000) {
        std::hint::spin_loop();
    }
}

#[test]
fn nothing_reported_is_lost_and_nothing_is_half_there() {
    let place = Workplace::new();
    write_papers(&place);
    place.run(&["new", "whole.case"]).exits(0);
    place.run(&["add", "whole.case", "papers"]).exits(0);
    let whole = contents(&place.path("whole.case"));

    let case = place.path("c.case");
    let mut dice = Dice(2021);
    let mut kills = 0;
    let mut reported: BTreeSet<String> = BTreeSet::new();
    place.run(&["new", "c.case"]).exits(0);
    while kills < KILLS {
        let mut child = start(&place);
        let printed = Arc::new(AtomicUsize::new(0));
        let (out, counter) = (child.stdout.take().unwrap(), Arc::clone(&printed));
        let reader = thread::spawn(move || {
            let lines = BufReader::new(out).lines().map_while(Result::ok);
            lines
                .inspect(|_| {
                    counter.fetch_add(1, Ordering::SeqCst);
                })
                .collect::<Vec<String>>()
        });
        wait(&mut dice, &mut child, &case, &printed);
        child.kill().unwrap();
        let killed = child.wait().unwrap().code().is_none();
        kills += usize::from(killed);
        let lines = reader.join().unwrap();
        reported.extend(
            lines
                .iter()
                .filter_map(|line| line.strip_prefix("added ")?.split_once(": "))
                .map(|(path, _)| path.to_owned()),
        );

        place.run(&["verify", "c.case"]).exits(0).prints("intact");
        let there: BTreeSet<String> = paths(&case).into_iter().collect();
        let lost: Vec<_> = reported.difference(&there).collect();
        assert!(lost.is_empty(), "after {kills} kills: {lost:?}");
        if there.len() == PAPERS {
            // All papers are in: on with a new case.
            assert_eq!(contents(&case), whole, "after {kills} kills");
            std::fs::remove_file(&case).unwrap();
            reported.clear();
            place.run(&["new", "c.case"]).exits(0);
        }
    }
    place.run(&["add", "c.case", "papers"]).exits(0);
    assert_eq!(contents(&case), whole);
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}
