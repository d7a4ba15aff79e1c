//! `docs/cli.md` shows commands and what they print. They are run here, in the order of the page and
//! in one folder that holds the example's papers, and compared.
//!
//! A line `…` stands for any lines, `…` inside a line for any words. After a change that is meant, `UPDATE_DOCS=1 cargo test -p
//! onrecord --test documented` writes what is printed now into the page.

mod common;

use common::Workplace;
use std::fs;
use std::path::{Path, PathBuf};

/// Any lines, or any words of a line.
const GAP: &str = "…";

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md")
}

fn with_papers() -> Workplace {
    let place = Workplace::new();
    for entry in fs::read_dir(common::example()).unwrap() {
        let entry = entry.unwrap();
        let name = format!("papers/{}", entry.file_name().to_str().unwrap());
        place.write(&name, fs::read(entry.path()).unwrap());
    }
    place
}

/// What a command prints, and its exit code where it is not 0, as the page shows it.
fn printed(place: &Workplace, command: &str) -> Vec<String> {
    let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
    let ran = place.run(&arguments);
    let mut lines: Vec<String> = ran
        .out
        .lines()
        .chain(ran.err.lines())
        .map(|line| line.trim_end().to_owned())
        .collect();
    if ran.code != Some(0) {
        lines.push(format!("(exit code {})", ran.code.unwrap()));
    }
    lines
}

/// Whether `lines` are those `expected`, gaps apart.
fn fits(expected: &[String], lines: &[String]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == GAP => {
            (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..]))
        }
        Some((first, rest)) => {
            lines.first().is_some_and(|line| line_fits(first, line)) && fits(rest, &lines[1..])
        }
    }
}

/// Whether a line is the one `expected`, gaps apart.
fn line_fits(expected: &str, line: &str) -> bool {
    match expected.split_once(GAP) {
        None => expected == line,
        Some((before, rest)) => line.strip_prefix(before).is_some_and(|after| {
            let ends = after.char_indices().map(|(at, _)| at);
            ends.chain([after.len()])
                .any(|at| line_fits(rest, &after[at..]))
        }),
    }
}

/// The lines with the gaps of `expected` in the places they had.
fn with_gaps(expected: &[String], lines: &[String]) -> Vec<String> {
    let Some(gap) = expected.iter().position(|line| line == GAP) else {
        return lines.to_vec();
    };
    let before = gap.min(lines.len());
    let after = (expected.len() - gap - 1).min(lines.len() - before);
    let mut kept = lines[..before].to_vec();
    kept.push(GAP.to_owned());
    kept.extend_from_slice(&lines[lines.len() - after..]);
    kept
}

#[test]
fn the_page_shows_what_the_commands_print() {
    let place = with_papers();
    let text = fs::read_to_string(page()).unwrap();
    let mut updated: Vec<String> = Vec::new();
    let mut wrong = Vec::new();
    let mut lines = text.lines().map(str::to_owned).peekable();
    let mut inside = false;
    let mut commands = 0;
    while let Some(line) = lines.next() {
        inside = if inside {
            line != "```"
        } else {
            line == "```console"
        };
        updated.push(line.clone());
        let Some(command) = line.strip_prefix("$ ").filter(|_| inside) else {
            continue;
        };
        commands += 1;
        let mut expected = Vec::new();
        while let Some(next) = lines.next_if(|next| next != "```" && !next.starts_with("$ ")) {
            expected.push(next);
        }
        let found = printed(&place, command);
        if !fits(&expected, &found) {
            wrong.push(format!("$ {command}\n{}", found.join("\n")));
        }
        updated.extend(with_gaps(&expected, &found));
    }
    assert!(commands > 10, "the page has its commands");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(page(), updated.join("\n") + "\n").unwrap();
        return;
    }
    assert!(
        wrong.is_empty(),
        "docs/cli.md is not true:\n{}",
        wrong.join("\n\n")
    );
}

#[test]
fn every_command_is_on_the_page() {
    let text = fs::read_to_string(page()).unwrap();
    for command in [
        "read", "new", "add", "show", "search", "report", "verify", "log", "copy", "export",
        "import", "review", "confirm", "reject", "correct", "note", "label", "undo", "people",
        "protect", "reread", "diff", "remove",
    ] {
        assert!(
            text.contains(&format!("\n## `onrecord {command}")),
            "{command}"
        );
        assert!(
            text.contains(&format!("\n$ onrecord {command} ")),
            "{command}"
        );
    }
}
