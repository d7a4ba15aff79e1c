//! A case that may only be read: every way of reading it works, and every decision says clearly why it
//! was not taken and what to do, whether the file or its folder is shut, and whichever version made it.
#![cfg(unix)]

mod common;

use common::{Ran, Workplace};
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SCHEMA_1: &[u8] = include_bytes!("files/schema-1.kase");
const SCHEMA_2: &[u8] = include_bytes!("files/schema-2.kase");

/// Somebody to whom rights matter, where the superuser runs the tests.
const NOBODY: u32 = 65534;

/// Which part of a case is shut.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shut {
    File,
    Folder,
}

/// A case in a folder `shut`, and folders `out` and `tmp` that may be written to.
struct Shelf {
    place: Workplace,
    program: PathBuf,
    is_superuser: bool,
}

impl Shelf {
    fn new(place: Workplace, case: &[u8], shut: Shut) -> Self {
        place.write("shut/c.case", case);
        for folder in ["out", "tmp"] {
            fs::create_dir(place.path(folder)).unwrap();
        }
        let is_superuser = fs::metadata(place.path("out")).unwrap().uid() == 0;
        let mut program = PathBuf::from(env!("CARGO_BIN_EXE_onrecord"));
        if is_superuser {
            // Where nobody may look, nobody can start a program. Another process writes the copy: a test
            // beside this one may start a program just now, which would keep a file of ours open.
            let copy = place.path("program");
            if fs::hard_link(&program, &copy).is_err() {
                let copied = Command::new("cp").args([&program, &copy]).status();
                assert!(copied.unwrap().success());
            }
            program = copy;
            for name in [".", "out", "tmp", "shut", "shut/c.case"] {
                chown(place.path(name), Some(NOBODY), Some(NOBODY)).unwrap();
            }
        }
        let (file, folder) = match shut {
            Shut::File => (0o400, 0o700),
            Shut::Folder => (0o600, 0o500),
        };
        let set = |name: &str, mode| {
            fs::set_permissions(place.path(name), Permissions::from_mode(mode)).unwrap();
        };
        set("shut/c.case", file);
        set("shut", folder);
        Self {
            place,
            program,
            is_superuser,
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .current_dir(self.place.path("out"))
            .env("TMPDIR", self.place.path("tmp"))
            .env_remove("NO_COLOR")
            .stdin(Stdio::null());
        if self.is_superuser {
            command.uid(NOBODY).gid(NOBODY);
        }
        command
    }

    /// Runs the program in `out`; `CASE` is the case.
    fn run(&self, arguments: &[&str]) -> Ran {
        let arguments: Vec<&str> = arguments
            .iter()
            .map(|word| {
                if *word == "CASE" {
                    "../shut/c.case"
                } else {
                    word
                }
            })
            .collect();
        Ran::of(&self.command(&arguments).output().unwrap(), &arguments)
    }

    /// Nothing was written to the case or left beside it, and no copy of it anywhere.
    #[track_caller]
    fn is_untouched(&self, case: &[u8]) {
        assert!(fs::read(self.place.path("shut/c.case")).unwrap() == case);
        assert_eq!(names(&self.place.path("shut")), ["c.case"]);
        assert_eq!(names(&self.place.path("tmp")), [""; 0]);
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // So that the folder can go away.
        let _ = fs::set_permissions(self.place.path("shut"), Permissions::from_mode(0o700));
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}

/// Everything that reads a case.
const READING: [&[&str]; 13] = [
    &["show", "CASE"],
    &["show", "CASE", "people"],
    &["show", "CASE", "dates"],
    &["show", "CASE", "--format", "json"],
    &["search", "CASE", "said"],
    &["report", "CASE", "-o", "report.html"],
    &["verify", "CASE"],
    &["export", "CASE", "exported"],
    &["log", "CASE"],
    &["people", "CASE"],
    &["people", "suggestions", "CASE"],
    &["review", "CASE", "--progress"],
    &["copy", "CASE", "copied.case"],
];

/// Checks that the case cannot be written to, in one line that says what to do.
#[track_caller]
fn refuses(ran: Ran) {
    let ran = ran.exits(1);
    let told: Vec<&str> = ran
        .err
        .lines()
        .filter(|line| !line.contains("a private copy of it"))
        .collect();
    assert_eq!(told.len(), 1, "{ran:#?}");
    assert!(!ran.out.contains("log entry"), "{ran:#?}");
    ran.complains("../shut/c.case: the case cannot be written to; check the rights")
        .complains("`onrecord copy` it to a folder where you may write");
}

#[test]
fn a_decision_about_a_case_that_may_only_be_read_is_refused_in_one_line() {
    for shut in [Shut::File, Shut::Folder] {
        let place = Workplace::with_example();
        place.run(&["confirm", "c.case", "1.S1"]).exits(0);
        place.write("new.txt", "\u{201c}No,\u{201d} Ada Winterbourne said.\n");
        let case = fs::read(place.path("c.case")).unwrap();
        let shelf = Shelf::new(place, &case, shut);
        for deciding in [
            &["confirm", "CASE", "1.S2"][..],
            &["reject", "CASE", "1.S2"],
            &["correct", "CASE", "1.S2", "speaker=Dora Quill"],
            &["note", "CASE", "1.S2", "ask", "her"],
            &["label", "CASE", "1.S2", "exhibit-c"],
            &["undo", "CASE", "12"],
            &["people", "merge", "CASE", "Ione Marchbank", "Ansel Ferry"],
            &["people", "rename", "CASE", "Ansel Ferry", "Ansel Q. Ferry"],
            &["people", "role", "CASE", "Ione Marchbank", "witness"],
            &["protect", "CASE", "Ione Marchbank"],
            &["status", "CASE", "1", "unsure"],
            &["search", "CASE", "said", "--save", "sayings"],
            &["remove", "CASE", "1", "--because", "sealed", "--yes"],
            &["add", "CASE", "../new.txt"],
        ] {
            refuses(shelf.run(deciding));
        }
        let mut review = shelf.command(&["review", "../shut/c.case"]);
        let mut child = review
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may be gone before it has read them all.
        let _ = std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"c\nc\n");
        refuses(Ran::of(&child.wait_with_output().unwrap(), &["review"]));
        for reading in READING {
            shelf.run(reading).exits(0);
        }
        shelf.is_untouched(&case);
        // What was copied out can be worked on.
        shelf.run(&["confirm", "copied.case", "1.S2"]).exits(0);
        shelf
            .run(&["verify", "copied.case"])
            .exits(0)
            .prints("intact");
    }
}

#[test]
fn an_older_case_that_may_only_be_read_is_shown_from_a_copy_of_its_own() {
    for (case, shut) in [
        (SCHEMA_1, Shut::File),
        (SCHEMA_1, Shut::Folder),
        (SCHEMA_2, Shut::File),
        (SCHEMA_2, Shut::Folder),
    ] {
        let shelf = Shelf::new(Workplace::new(), case, shut);
        for reading in READING {
            let ran = shelf.run(reading).exits(0);
            let said = ran.err.matches("a private copy of it").count();
            assert_eq!(said, 1, "{ran:#?}");
        }
        refuses(shelf.run(&["confirm", "CASE", "1.S1"]));
        refuses(shelf.run(&["reread", "CASE"]));
        shelf.is_untouched(case);
        // Copied, it is one like any other.
        shelf.run(&["confirm", "copied.case", "1.S1"]).exits(0);
    }
}

#[test]
fn an_older_case_that_cannot_be_copied_either_says_what_to_do() {
    let shelf = Shelf::new(Workplace::new(), SCHEMA_1, Shut::File);
    let mut command = shelf.command(&["show", "../shut/c.case"]);
    let output = command
        .env("TMPDIR", shelf.place.path("none"))
        .output()
        .unwrap();
    let ran = Ran::of(&output, &["show"])
        .exits(1)
        .complains("c.case: the case was made by an older onrecord, it cannot be written to")
        .complains("copy the file to a folder where you may write, and open the copy");
    assert_eq!(ran.err.lines().count(), 1, "{ran:#?}");
    shelf.is_untouched(SCHEMA_1);
}

#[test]
fn a_case_that_an_older_version_indexed_is_read_too() {
    let place = Workplace::new();
    place.write("c.case", SCHEMA_1);
    place.run(&["show", "c.case"]).exits(0);
    let connection = rusqlite::Connection::open(place.path("c.case")).unwrap();
    connection
        .execute_batch("UPDATE gists SET version = 0; DELETE FROM derived")
        .unwrap();
    drop(connection);
    let case = fs::read(place.path("c.case")).unwrap();
    for shut in [Shut::File, Shut::Folder] {
        let place = Workplace::new();
        let shelf = Shelf::new(place, &case, shut);
        for reading in READING {
            shelf.run(reading).exits(0);
        }
        refuses(shelf.run(&["confirm", "CASE", "1.S1"]));
        shelf.is_untouched(&case);
    }
}
