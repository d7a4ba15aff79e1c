//! What the program makes of files that are no documents: a clear line each, never a panic, and the
//! rest goes on.

mod common;

use common::{Ran, Workplace};
use std::io::Write as _;
use std::process::Stdio;

const GOOD: &str = "\u{201c}I never saw his face,\u{201d} Ada Winterbourne said on Monday.\n";

#[test]
fn each_bad_file_has_its_line_and_the_good_one_is_read() {
    let place = Workplace::new();
    place.write("empty.txt", "");
    place.write("blank.txt", " \n\t\n");
    place.write("nul.txt", b"words\0words and\0more\0");
    place.write(
        "junk.bin",
        (0u32..4096)
            .flat_map(|n| (n.wrapping_mul(2_654_435_761)).to_le_bytes())
            .collect::<Vec<u8>>(),
    );
    place.write("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n");
    place.write("good.txt", GOOD);
    let ran = place
        .run(&[
            "read",
            "empty.txt",
            "blank.txt",
            "nul.txt",
            "junk.bin",
            "paper.pdf",
            "missing.txt",
            "good.txt",
        ])
        .exits(1)
        .prints("I never saw his face")
        .complains("empty.txt: the file is empty")
        .complains("blank.txt: ")
        .complains("nul.txt: ")
        .complains("junk.bin: ")
        .complains("paper.pdf: this is a PDF")
        .complains("missing.txt: there is no such file");
    assert_eq!(ran.err.lines().count(), 6, "{ran:#?}");
}

#[test]
fn a_folder_is_not_read_but_explained() {
    let place = Workplace::new();
    place.write("papers/a.txt", GOOD);
    place
        .run(&["read", "papers"])
        .exits(1)
        .complains("papers: this is a folder");
}

#[test]
fn the_standard_input_is_read_as_a_document() {
    let place = Workplace::new();
    let mut command = place.command(&["read", "-"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(GOOD.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    Ran::of(&output, &["read", "-"])
        .exits(0)
        .prints("Ada Winterbourne");
}

#[test]
fn markup_and_control_characters_of_a_document_do_not_come_through() {
    let place = Workplace::new();
    place.write(
        "a.txt",
        "\u{201c}<script>alert(1)</script>\x1b[31m red,\u{201d} Ada Winterbourne said.\n",
    );
    let ran = place.run(&["read", "a.txt"]).exits(0);
    assert!(!ran.out.contains('\x1b'), "{ran:#?}");
    let ran = place.run(&["read", "--format", "html", "a.txt"]).exits(0);
    assert!(!ran.out.contains("<script>alert"), "escaped in the page");
    assert!(ran.out.contains("&lt;script&gt;alert"));
}

#[test]
fn relative_dates_need_a_day_and_take_the_one_that_is_given() {
    let place = Workplace::new();
    place.write("a.txt", GOOD);
    place
        .run(&["read", "--date", "2021-03-09", "--format", "json", "a.txt"])
        .exits(0)
        .prints("2021-03-08");
    let ran = place
        .run(&["read", "--format", "json", "a.txt"])
        .exits(0)
        .prints("no-date");
    assert!(!ran.out.contains("2021-03-08"));
    place
        .run(&["read", "--date", "2021-02-29", "a.txt"])
        .exits(2)
        .complains("2021-02-29");
}

#[test]
fn wrong_use_exits_with_two() {
    let place = Workplace::new();
    place.write("a.txt", GOOD);
    for wrong in [
        &["read"][..],
        &["red", "a.txt"],
        &[],
        &["read", "--format", "pdf", "a.txt"],
        &["read", "--format", "html", "a.txt", "a.txt"],
    ] {
        place.run(wrong).exits(2);
    }
    place.run(&["--help"]).exits(0).prints("Usage");
    place.run(&["--version"]).exits(0).prints("onrecord ");
}

#[test]
fn the_same_bytes_give_the_same_output() {
    let place = Workplace::new();
    let mut names: Vec<String> = std::fs::read_dir(common::example())
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect();
    names.sort();
    let mut arguments = vec!["read", "--format", "json"];
    arguments.extend(names.iter().map(String::as_str));
    let first = place.run(&arguments).exits(0);
    assert_eq!(first.out.lines().count(), names.len());
    assert_eq!(first.out, place.run(&arguments).exits(0).out);
}

#[cfg(unix)]
#[test]
fn a_pipe_that_closes_early_is_no_error() {
    let place = Workplace::new();
    place.write("a.txt", GOOD.repeat(20_000));
    let mut command = place.command(&["read", "--format", "json", "a.txt"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let ran = Ran::of(&output, &["read"]).exits(0);
    assert_eq!(ran.err, "");
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "large: reads half a gigabyte"]
fn a_device_without_an_end_is_refused() {
    Workplace::new()
        .run(&["read", "/dev/zero"])
        .exits(1)
        .complains("/dev/zero: the file has ");
}
