//! The commands that measure, as a user runs them.

use std::fs;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_onrecord-eval");
    Command::new(program).args(arguments).output().unwrap()
}

/// A folder with a corpus of two sentences in the format of one that has names only.
fn data() -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("open/wikigold/CONLL-format/data");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("wikigold.conll.txt"),
        "-DOCSTART- O\n\nLena I-PER\nOrr I-PER\nlives O\nin O\nLondon I-LOC\n. O\n\n\
         She O\nleft O\nParis I-LOC\n. O\n",
    )
    .unwrap();
    data
}

#[test]
fn a_corpus_is_measured_and_its_errors_are_shown_with_their_words() {
    let data = data();
    let errors = data.path().join("errors");
    let page = data.path().join("page.md");
    fs::write(
        &page,
        "# Ours\n\n<!-- figures: written by `onrecord-eval measure` -->\nold\n<!-- end of figures -->\n\nEnd.\n",
    )
    .unwrap();
    let [folder, errors_at, page_at] =
        [data.path(), &errors, &page].map(|path| path.to_str().unwrap());
    let ran = run(&["measure", folder, "--errors", errors_at, "--page", page_at]);
    let out = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{out}");
    assert!(
        out.contains("wikigold train") && out.contains("words a second"),
        "{out}"
    );
    assert!(out.contains("place"), "{out}");
    let written = fs::read_to_string(&page).unwrap();
    assert!(
        written.contains("| wikigold train | 1 | span |"),
        "{written}"
    );
    assert!(
        !written.contains("old\n") && written.ends_with("End.\n"),
        "{written}"
    );
    let index = errors.join("wikigold-train/index.html");
    assert!(
        fs::read_to_string(index)
            .unwrap()
            .contains("<h1>wikigold train</h1>")
    );
}

#[test]
fn what_is_asked_for_and_not_there_is_said() {
    let data = data();
    let folder = data.path().to_str().unwrap();
    for (arguments, wanted) in [
        (
            vec!["measure", folder, "--corpus", "gap"],
            "gap: not in the folders given",
        ),
        (
            vec!["measure", folder, "--corpus", "nothing"],
            "no corpus nothing; there are",
        ),
        (
            vec!["measure", folder, "--layer", "nothing"],
            "no layer nothing; there are",
        ),
        (
            vec!["measure", folder, "--part", "nothing"],
            "no part nothing",
        ),
        (
            vec!["measure", folder, "--part", "test"],
            "none has that part",
        ),
    ] {
        let ran = run(&arguments);
        let err = String::from_utf8_lossy(&ran.stderr);
        assert!(
            !ran.status.success() && err.contains(wanted),
            "{arguments:?}: {err}"
        );
    }
}

/// The figures of a report, without what depends on the machine.
fn figures(out: &[u8]) -> Vec<String> {
    let out = String::from_utf8_lossy(out);
    let figures = out.lines().filter(|line| line.starts_with("    "));
    figures.map(str::to_owned).collect()
}

#[test]
fn what_is_written_for_other_scorers_gives_the_same_figures() {
    let written = tempfile::tempdir().unwrap();
    let folder = written.path().to_str().unwrap();
    let mut layers = 0;
    for (data, corpus) in [
        ("data/fixtures", "gum"),
        ("data/fixtures", "ecbplus"),
        ("data/fixtures", "meantime"),
        ("../..", "onrecord-own"),
    ] {
        let ran = run(&["measure", data, "--corpus", corpus, "--write", folder]);
        assert!(ran.status.success(), "{ran:?}");
        let out = String::from_utf8_lossy(&ran.stdout);
        let part = out.split_whitespace().nth(1).unwrap().to_owned();
        let file = |side: &str| format!("{folder}/{corpus}-{part}.{side}.jsonl");
        let scored = run(&["score", &file("gold"), &file("read")]);
        assert_eq!(figures(&scored.stdout), figures(&ran.stdout), "{corpus}");
        layers += figures(&ran.stdout).len();
    }
    assert!(layers > 60, "{layers}");
}

#[test]
fn what_cannot_be_read_is_told_and_no_page_is_written_without_it() {
    let data = data();
    let folder = data.path().join("open/wnut17");
    fs::create_dir_all(&folder).unwrap();
    let page = data.path().join("page.md");
    let before =
        "<!-- figures: written by `onrecord-eval measure` -->\nold\n<!-- end of figures -->\n";
    fs::write(&page, before).unwrap();
    let [folder, page_at] = [data.path(), &page].map(|path| path.to_str().unwrap());
    let ran = run(&["measure", folder, "--page", page_at]);
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(!ran.status.success(), "{err}");
    assert!(
        err.contains("not read: ") && err.contains("the page is left as it was"),
        "{err}"
    );
    assert!(
        String::from_utf8_lossy(&ran.stdout).contains("wikigold train"),
        "{err}"
    );
    assert_eq!(fs::read_to_string(&page).unwrap(), before);
    let ran = run(&["measure", folder, "--page", page_at, "--corpus", "wikigold"]);
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(
        !ran.status.success() && err.contains("cannot be used with"),
        "{err}"
    );
}

#[test]
fn a_document_that_comes_twice_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let line = r#"{"doc_id": "a", "text": "Orr left.", "timexes": []}"#;
    let path = folder.path().join("gold.jsonl");
    fs::write(&path, format!("{line}\n{line}\n")).unwrap();
    let path = path.to_str().unwrap();
    let ran = run(&["score", path, path]);
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(
        !ran.status.success() && err.contains("a is in it twice"),
        "{err}"
    );
}
