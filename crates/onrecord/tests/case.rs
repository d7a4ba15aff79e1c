//! The commands on a case: what they promise in their help, tried from outside.

mod common;

use common::contents::contents;
use common::{Ran, Workplace};
use rusqlite::Connection;
use std::fs;
use std::process::Stdio;

const SAID: &str = "\u{201c}I never saw his face,\u{201d} Ada Winterbourne said on Monday.\n";

#[test]
fn every_command_has_help_with_an_example() {
    let place = Workplace::new();
    for command in [
        "read", "new", "add", "show", "report", "verify", "copy", "export", "import",
    ] {
        let example = format!("onrecord {command} ");
        place
            .run(&[command, "--help"])
            .exits(0)
            .prints("Usage")
            .prints("Example")
            .prints(&example);
        place.run(&[command]).exits(2).complains("required");
    }
}

#[test]
fn a_new_case_never_takes_the_place_of_a_file() {
    let place = Workplace::new();
    place.run(&["new", "c.case"]).exits(0).prints("empty case");
    let before = fs::read(place.path("c.case")).unwrap();
    place
        .run(&["new", "c.case"])
        .exits(2)
        .complains("c.case: there is a file of this name already");
    assert_eq!(before, fs::read(place.path("c.case")).unwrap());
    place
        .run(&["new", "none/c.case"])
        .exits(1)
        .complains("none/c.case");
}

#[cfg(unix)]
#[test]
fn a_case_and_its_copies_and_reports_are_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Workplace::with_example();
    place.run(&["copy", "c.case", "d.case"]).exits(0);
    place.run(&["report", "c.case", "-o", "c.html"]).exits(0);
    for name in ["c.case", "d.case", "c.html"] {
        let mode = place.path(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_second_add_changes_nothing_and_says_so() {
    let place = Workplace::with_example();
    let before = fs::read(place.path("c.case")).unwrap();
    let example = common::example();
    let again = place
        .run(&["add", "c.case", example.to_str().unwrap()])
        .exits(0)
        .prints("10 files were in the case already: nothing was changed there")
        .prints("c.case now holds 10 documents");
    assert!(!again.out.contains("added "), "{again:#?}");
    assert_eq!(before, fs::read(place.path("c.case")).unwrap());
}

#[test]
fn the_same_bytes_elsewhere_are_stored_once_with_both_places() {
    let place = Workplace::new();
    place.write("a/one.txt", SAID);
    place.write("b/two.txt", SAID);
    place.run(&["new", "c.case"]).exits(0);
    place
        .run(&["add", "c.case", "a", "b"])
        .exits(0)
        .prints("added a/one.txt")
        .prints("known b/two.txt")
        .prints("holds 1 document ");
    let paths = common::contents::paths(&place.path("c.case"));
    assert_eq!(paths, ["a/one.txt", "b/two.txt"]);
    place
        .run(&["add", "c.case", "a", "b"])
        .exits(0)
        .prints("2 files were in the case already");
}

#[test]
fn what_cannot_be_read_is_reported_and_kept_in_mind_and_the_rest_goes_on() {
    let place = Workplace::new();
    place.write("papers/empty.txt", "");
    place.write("papers/nul.txt", b"words\0words and\0more\0");
    place.write(
        "papers/paper.pdf",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    );
    place.write("papers/said.txt", SAID);
    place.run(&["new", "c.case"]).exits(0);
    let ran = place
        .run(&["add", "c.case", "papers", "missing.txt"])
        .exits(1)
        .complains("papers/empty.txt: the file is empty")
        .complains("papers/nul.txt: ")
        .complains("papers/paper.pdf: this is a PDF")
        .complains("missing.txt: there is no such file")
        .prints("added papers/said.txt")
        .prints("4 files could not be read");
    assert_eq!(ran.err.lines().count(), 4, "{ran:#?}");
    let shown = place
        .run(&["show", "c.case", "documents"])
        .exits(0)
        .prints("could not be read: papers/empty.txt: the file is empty")
        .prints("papers/paper.pdf");
    assert!(!shown.out.contains("missing.txt"), "{shown:#?}");
    place.run(&["verify", "c.case"]).exits(0);

    // Once it can be read, nothing is held against it.
    place.write("papers/empty.txt", "Ada Winterbourne said no.\n");
    place
        .run(&["add", "c.case", "papers/empty.txt"])
        .exits(0)
        .prints("added papers/empty.txt");
    let shown = place.run(&["show", "c.case", "documents"]).exits(0);
    assert!(
        !shown.out.contains("papers/empty.txt: the file"),
        "{shown:#?}"
    );
}

#[test]
fn quiet_prints_only_what_could_not_be_read() {
    let place = Workplace::new();
    place.write("papers/empty.txt", "");
    place.write("papers/said.txt", SAID);
    place.run(&["new", "c.case"]).exits(0);
    let ran = place
        .run(&["add", "--quiet", "c.case", "papers"])
        .exits(1)
        .complains("papers/empty.txt: the file is empty");
    assert_eq!(ran.out, "");
    place
        .run(&["show", "c.case", "said"])
        .exits(0)
        .prints("I never saw his face");
}

#[test]
fn a_case_is_no_document_of_its_own() {
    let place = Workplace::new();
    place.write("papers/said.txt", SAID);
    place.run(&["new", "papers/c.case"]).exits(0);
    place.write("papers/c.case-wal", "");
    place
        .run(&["add", "papers/c.case", "papers"])
        .exits(0)
        .prints("added papers/said.txt")
        .prints("passed over: 2 files of the case itself");
    place
        .run(&["add", "papers/c.case", "papers/c.case"])
        .exits(0)
        .prints("nothing to add");
}

#[test]
fn a_given_date_is_for_documents_without_one() {
    let place = Workplace::new();
    place.write("said.txt", SAID);
    place.run(&["new", "c.case"]).exits(0);
    place
        .run(&["add", "--date", "2021-03-09", "c.case", "said.txt"])
        .exits(0);
    place
        .run(&["show", "c.case", "dates"])
        .exits(0)
        .prints("8 March 2021");
    place.run(&["verify", "c.case"]).exits(0);
    place
        .run(&["add", "--date", "2022-03-09", "c.case", "said.txt"])
        .exits(0)
        .prints("a date is taken only when a document is first added");
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_reported() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Workplace::new();
    place.write("papers/shut/said.txt", SAID);
    place.write("papers/open.txt", SAID);
    let shut = place.path("papers/shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let root = fs::read_dir(&shut).is_ok();
    place.run(&["new", "c.case"]).exits(0);
    let ran = place.run(&["add", "c.case", "papers"]);
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
    if root {
        // Nothing is shut to the superuser.
        ran.exits(0);
    } else {
        ran.exits(1)
            .complains("papers/shut: no permission to read it")
            .prints("added papers/open.txt");
    }
}

#[test]
fn every_part_of_a_case_is_shown_in_every_form_that_fits() {
    let place = Workplace::with_example();
    let parts = [
        ("people", "Micah Oduya"),
        ("said", "I hated that woman"),
        ("dates", "2005"),
        ("grounds", "asserted by"),
        ("disagreements", "age of Micah Oduya"),
        ("documents", "01-courier.txt"),
    ];
    for (part, words) in parts {
        place.run(&["show", "c.case", part]).exits(0).prints(words);
        place
            .run(&["show", "c.case", part, "--format", "md"])
            .exits(0)
            .prints("## ");
        let json = place
            .run(&["show", "c.case", part, "--format", "json"])
            .exits(0);
        assert!(json.out.lines().count() > 1, "{part}");
        for line in json.out.lines() {
            let item: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(item.is_object());
        }
    }
    place
        .run(&["show", "c.case"])
        .exits(0)
        .prints("10 documents")
        .prints("age of Micah Oduya");
    let json = place.run(&["show", "c.case", "--format", "json"]).exits(0);
    assert_eq!(json.out.lines().count(), 10);
    place
        .run(&["show", "c.case", "--format", "html"])
        .exits(2)
        .complains("onrecord report");
    place.run(&["show", "c.case", "weather"]).exits(2);
}

#[test]
fn documents_that_contradict_one_another_are_named_together() {
    let place = Workplace::new();
    let paper = |age: u32, vote: &str| {
        format!(
            "Corin Ashdown, {age}, was killed in 2004. A jury convicted Odell Farrow by a {vote} vote \
             in June 2005. Odell Farrow was sentenced to life in prison.\n"
        )
    };
    place.write("a.txt", paper(19, "10-2"));
    place.write("b.txt", paper(20, "11-1"));
    place.write("c.txt", paper(19, "10-2") + "No more was said.\n");
    place.run(&["new", "c.case"]).exits(0);
    place.run(&["add", "c.case", "a.txt", "c.txt"]).exits(0);
    place
        .run(&["show", "c.case", "disagreements"])
        .exits(0)
        .prints("No values were found that cannot both hold");
    place.run(&["add", "c.case", "b.txt"]).exits(0);
    let shown = place
        .run(&["show", "c.case", "disagreements"])
        .exits(0)
        .prints("age of Corin Ashdown");
    assert!(
        shown.out.contains("20, as the document says in 3"),
        "{shown:#?}"
    );
}

#[test]
fn a_report_is_one_file_and_replaces_only_reports() {
    let place = Workplace::with_example();
    let ran = place
        .run(&["report", "c.case", "-o", "c.html"])
        .exits(0)
        .prints("c.html: report of 10 documents");
    assert_eq!(ran.err, "");
    let first = fs::read_to_string(place.path("c.html")).unwrap();
    assert!(first.contains("Micah Oduya") && first.ends_with("</html>"));
    place.run(&["report", "c.case", "-o", "c.html"]).exits(0);
    assert_eq!(first, fs::read_to_string(place.path("c.html")).unwrap());
    let case = fs::read(place.path("c.case")).unwrap();
    place
        .run(&["report", "c.case", "-o", "c.case"])
        .exits(2)
        .complains("this is the case itself");
    assert_eq!(case, fs::read(place.path("c.case")).unwrap());
    place
        .run(&["report", "c.case", "-o", "none/c.html"])
        .exits(1)
        .complains("none/c.html: could not be written");
    assert_eq!(
        place.names(),
        ["c.case", "c.html"],
        "nothing half-written is left"
    );
}

#[test]
fn nothing_that_onrecord_did_not_write_is_replaced() {
    let place = Workplace::with_example();
    place.run(&["new", "other.case"]).exits(0);
    place.write("paper.txt", SAID);
    place.write("page.html", "<!DOCTYPE html><html><p>Mine.</p></html>");
    for mine in ["other.case", "paper.txt", "page.html"] {
        let before = fs::read(place.path(mine)).unwrap();
        for arguments in [
            &["report", "c.case", "-o", mine][..],
            &["read", "paper.txt", "-o", mine],
            &["read", "paper.txt", "--format", "html", "-o", mine],
        ] {
            place
                .run(arguments)
                .exits(2)
                .complains("no page that onrecord wrote");
            assert_eq!(before, fs::read(place.path(mine)).unwrap());
        }
    }
    place.write("blank.html", "");
    let page = ["read", "paper.txt", "--format", "html", "-o", "blank.html"];
    place.run(&page).exits(0);
    place.run(&page).exits(0);
    place
        .run(&["report", "c.case", "-o", "blank.html"])
        .exits(0);
}

#[test]
fn the_report_of_a_large_case_is_an_index_and_a_page_a_document() {
    let place = Workplace::new();
    for number in 0..101 {
        let words = format!("\u{201c}No {number},\u{201d} Ada Winterbourne said.\n");
        place.write(&format!("papers/{number:03}.txt"), words);
    }
    place.run(&["new", "c.case"]).exits(0);
    place.run(&["add", "--quiet", "c.case", "papers"]).exits(0);
    for _ in 0..2 {
        place
            .run(&["report", "c.case", "-o", "c.html"])
            .exits(0)
            .prints("c-pages");
        let door = fs::read_to_string(place.path("c.html")).unwrap();
        assert!(door.contains("href=\"./c-pages/index.html\""), "{door}");
        assert!(place.path("c-pages/index.html").exists());
        assert!(place.path("c-pages/documents/0101.html").exists());
        assert_eq!(place.names(), ["c-pages", "c.case", "c.html", "papers"]);
    }
    place.write("d-pages/mine.txt", "not a report");
    place
        .run(&["report", "c.case", "-o", "d.html"])
        .exits(2)
        .complains("d-pages: the report's pages would go into this folder");
    assert!(place.path("d-pages/mine.txt").exists());
}

#[test]
fn a_copy_holds_the_same_and_replaces_nothing() {
    let place = Workplace::with_example();
    place
        .run(&["copy", "c.case", "d.case"])
        .exits(0)
        .prints("c.case copied to d.case: 10 documents");
    place.run(&["verify", "d.case"]).exits(0).prints("intact");
    let (case, copy) = (place.path("c.case"), place.path("d.case"));
    assert_eq!(contents(&case), contents(&copy));
    place
        .run(&["copy", "c.case", "d.case"])
        .exits(2)
        .complains("d.case: there is a file of this name already");
    place.run(&["copy", "none.case", "e.case"]).exits(1);
    assert!(!place.path("e.case").exists());
}

#[test]
fn a_case_can_be_copied_while_another_program_reads_and_one_waits_to_write() {
    let place = Workplace::with_example();
    let other = Connection::open(place.path("c.case")).unwrap();
    other
        .execute_batch("BEGIN; SELECT count(*) FROM documents")
        .unwrap();
    place.run(&["copy", "c.case", "d.case"]).exits(0);
    place.run(&["verify", "d.case"]).exits(0);
}

#[test]
fn a_newer_case_and_what_is_no_case_are_refused_untouched() {
    let place = Workplace::with_example();
    let case = Connection::open(place.path("c.case")).unwrap();
    case.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(case);
    place.write("a.txt", SAID);
    place.write("empty.case", "");
    let before = fs::read(place.path("c.case")).unwrap();
    for arguments in [
        &["show", "CASE"][..],
        &["add", "CASE", "a.txt"],
        &["verify", "CASE"],
        &["report", "CASE", "-o", "r.html"],
        &["copy", "CASE", "d.case"],
        &["export", "CASE", "out"],
    ] {
        for (case, why) in [
            ("c.case", "made by a newer onrecord (file version 99"),
            ("a.txt", "not a case file of onrecord"),
            ("empty.case", "not a case file of onrecord"),
            ("none.case", "no such case; make one with `onrecord new`"),
        ] {
            let arguments: Vec<&str> = arguments
                .iter()
                .map(|word| if *word == "CASE" { case } else { *word })
                .collect();
            let complaint = format!("{case}: {why}");
            place.run(&arguments).exits(1).complains(&complaint);
        }
    }
    assert_eq!(before, fs::read(place.path("c.case")).unwrap());
    assert!(!place.path("d.case").exists() && !place.path("r.html").exists());
}

#[cfg(unix)]
#[test]
fn a_pipe_that_closes_early_stops_no_adding() {
    let place = Workplace::new();
    for number in 0..200 {
        place.write(&format!("papers/{number}.txt"), format!("{SAID}{number}\n"));
    }
    place.run(&["new", "c.case"]).exits(0);
    for arguments in [
        &["add", "c.case", "papers"][..],
        &["show", "c.case", "said"],
    ] {
        let mut child = place
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let ran = Ran::of(&output, arguments).exits(0);
        assert_eq!(ran.err, "");
    }
    assert_eq!(common::contents::paths(&place.path("c.case")).len(), 200);
}

#[cfg(unix)]
#[test]
fn a_cases_name_cannot_command_the_terminal() {
    let place = Workplace::new();
    place.write("papers/a.txt", SAID);
    let (case, copy) = ("\x1b[31mred\u{202e}.case", "\x1b[2J.case");
    for arguments in [
        &["new", case][..],
        &["add", case, "papers"],
        &["show", case],
        &["verify", case],
        &["copy", case, copy],
        &["export", case, "\x1b[2Jout"],
        &["import", "\x1b[2Jout", "\x1b[3J.case"],
        &["report", case, "-o", "\x1b[2J.html"],
        &["report", case, "-o", copy],
    ] {
        let ran = place.run(arguments);
        let printed = format!("{}{}", ran.out, ran.err);
        assert!(!printed.is_empty(), "{ran:#?}");
        assert!(!printed.contains(['\x1b', '\u{202e}']), "{ran:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_files_name_cannot_command_the_terminal() {
    let place = Workplace::new();
    place.write("papers/\x1b[31mred.txt", SAID);
    place.write("papers/\x1b[2Jempty.txt", "");
    place.run(&["new", "c.case"]).exits(0);
    for arguments in [
        &["add", "c.case", "papers"][..],
        &["show", "c.case"],
        &["show", "c.case", "documents", "--format", "md"],
        &["verify", "c.case"],
    ] {
        let ran = place.run(arguments);
        assert!(
            !ran.out.contains('\x1b') && !ran.err.contains('\x1b'),
            "{ran:#?}"
        );
    }
}
