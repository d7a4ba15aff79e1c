//! `export` and `import`: everything in a case as plain files, and the same case out of them.

mod common;

use common::Workplace;
use common::contents::contents;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const MAIL: &str = "From: Ada Winterbourne <ada@example.org>\r\n\
    To: Odell Farrow <odell@example.org>\r\n\
    Date: Mon, 8 Mar 2021 10:00:00 +0000\r\n\
    Subject: The coat\r\n\
    MIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=cut\r\n\r\n\
    --cut\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    I never saw his face. The officer told me what to say.\r\n\
    --cut\r\nContent-Type: text/plain; name=note.txt\r\n\
    Content-Disposition: attachment; filename=note.txt\r\n\r\n\
    \u{201c}I was not there,\u{201d} Odell Farrow said on Monday.\r\n\
    --cut\r\nContent-Type: application/octet-stream; name=plan.dwg\r\n\
    Content-Disposition: attachment; filename=plan.dwg\r\n\
    Content-Transfer-Encoding: base64\r\n\r\nAC1SMDEyAAAAAAAA\r\n--cut--\r\n";

/// A case with the example, a ZIP, a mail with parts, files that cannot be read, a paper that was taken
/// out, and decisions of several kinds.
fn with_everything() -> Workplace {
    let place = Workplace::with_example();
    let archive = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../onrecord-formats/tests/files/x-archive/archive.zip");
    place.write("more/archive.zip", fs::read(archive).unwrap());
    place.write("more/mail.eml", MAIL);
    place.write("more/nul.txt", b"words\0words and\0more\0");
    place.write(
        "more/=1+1.txt",
        "\u{201c}No,\u{201d} Ada Winterbourne said.\n",
    );
    place.write(
        "more/sealed.txt",
        "\u{201c}Sealed,\u{201d} Ada Winterbourne said.\n",
    );
    place.run(&["add", "c.case", "more"]).exits(1);
    place.run(&["confirm", "c.case", "2.S3", "2.S4"]).exits(0);
    place.run(&["reject", "c.case", "2.E1"]).exits(0);
    place
        .run(&["correct", "c.case", "1.F7", "value=17"])
        .exits(0);
    place
        .run(&["note", "c.case", "2.S3", "=ask", "for", "it"])
        .exits(0);
    place
        .run(&["label", "c.case", "2.S5", "exhibit-c"])
        .exits(0);
    place.run(&["reject", "c.case", "3.S1"]).exits(0);
    let log = place.run(&["log", "c.case"]).exits(0).out;
    let last = log.lines().last().unwrap().split_whitespace().next();
    place.run(&["undo", "c.case", last.unwrap()]).exits(0);
    place
        .run(&[
            "remove",
            "c.case",
            "more/sealed.txt",
            "--because",
            "sealed",
            "--yes",
        ])
        .exits(0);
    place
}

/// Every file below a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.insert(name.to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Writes the list of hashes anew, as somebody who changed a file would.
fn write_sums(folder: &Path) {
    let list: String = files(folder)
        .iter()
        .filter(|(name, _)| *name != "SHA256SUMS")
        .map(|(name, bytes)| {
            let hash = Sha256::digest(bytes);
            let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{hash}  {name}\n")
        })
        .collect();
    fs::write(folder.join("SHA256SUMS"), list).unwrap();
}

fn change(folder: &Path, name: &str, from: &str, to: &str) {
    let before = fs::read_to_string(folder.join(name)).unwrap();
    let after = before.replacen(from, to, 1);
    assert_ne!(before, after, "{name} has {from:?}");
    fs::write(folder.join(name), after).unwrap();
}

#[test]
fn a_case_comes_back_the_same() {
    let place = with_everything();
    place
        .run(&["export", "c.case", "one"])
        .exits(0)
        .prints("c.case exported to one: ");
    place
        .run(&["import", "one", "d.case"])
        .exits(0)
        .prints("one imported into d.case: ");
    place.run(&["verify", "d.case"]).exits(0).prints("intact");
    assert_eq!(
        contents(&place.path("c.case")),
        contents(&place.path("d.case"))
    );
    place.run(&["export", "d.case", "two"]).exits(0);
    let (one, two) = (files(&place.path("one")), files(&place.path("two")));
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        two.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &one {
        assert!(bytes == &two[name], "{name} is another");
    }
    let found = place
        .run(&["search", "d.case", "speaker:marchbank", "--lines"])
        .exits(0);
    let before = place.run(&["search", "c.case", "speaker:marchbank", "--lines"]);
    assert_eq!(found.out, before.out, "the index is there");
}

#[test]
fn a_case_with_a_gap_comes_back_the_same() {
    let place = Workplace::with_example();
    let mut remove = vec!["remove", "c.case", "3", "--because", "misfiled", "--yes"];
    place.run(&remove).exits(0);
    remove[2] = "1";
    place.run(&remove).exits(0);
    place.run(&["export", "c.case", "one"]).exits(0);
    place.run(&["import", "one", "d.case"]).exits(0);
    place.run(&["verify", "d.case"]).exits(0);
    place.run(&["export", "d.case", "two"]).exits(0);
    assert!(files(&place.path("one")) == files(&place.path("two")));
    for show in ["said", "people", "documents"] {
        let before = place.run(&["show", "c.case", show]).exits(0).out;
        let after = place.run(&["show", "d.case", show]).exits(0).out;
        assert_eq!(before, after);
    }
}

/// As if an older engine had read the papers: its readings stay beside the newer ones.
#[test]
fn all_readings_of_a_paper_come_back() {
    let place = Workplace::with_example();
    place.run(&["export", "c.case", "older"]).exits(0);
    let readings = place.path("older/readings.jsonl");
    let now = fs::read_to_string(&readings).unwrap();
    let engine = now.split_once("\"version\":").unwrap().1;
    let version = engine.split_once('}').unwrap().0;
    let now_it_is = format!("\"version\":{version}}}");
    fs::write(&readings, now.replace(&now_it_is, "\"version\":0}")).unwrap();
    write_sums(&place.path("older"));
    place.run(&["import", "older", "d.case"]).exits(0);
    place.run(&["confirm", "d.case", "2.S3"]).exits(0);
    place.run(&["reread", "d.case"]).exits(0);
    place.run(&["export", "d.case", "one"]).exits(0);
    place.run(&["import", "one", "e.case"]).exits(0);
    place.run(&["verify", "e.case"]).exits(0);
    place.run(&["export", "e.case", "two"]).exits(0);
    let (one, two) = (files(&place.path("one")), files(&place.path("two")));
    assert!(one == two);
    let readings = String::from_utf8(one["readings.jsonl"].clone()).unwrap();
    assert_eq!(readings.lines().count(), 20);
    assert_eq!(readings.matches("\"reading\":2").count(), 10);
    let statements = String::from_utf8(one["statements.csv"].clone()).unwrap();
    assert_eq!(statements.matches(",confirmed,").count(), 1);
}

#[cfg(unix)]
#[test]
fn a_case_that_is_only_to_be_read_can_be_exported() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Workplace::with_example();
    let case = place.path("c.case");
    fs::set_permissions(&case, fs::Permissions::from_mode(0o400)).unwrap();
    if fs::File::options().append(true).open(&case).is_ok() {
        // Nothing is read-only to the superuser.
        return;
    }
    place
        .run(&["export", "c.case", "out"])
        .exits(0)
        .complains("it is not in the log of the case");
    fs::set_permissions(&case, fs::Permissions::from_mode(0o600)).unwrap();
    place.run(&["import", "out", "d.case"]).exits(0);
}

#[test]
fn an_export_is_logged_in_the_next() {
    let place = Workplace::with_example();
    place.run(&["export", "c.case", "out"]).exits(0);
    let first = files(&place.path("out"));
    assert!(!String::from_utf8_lossy(&first["log.jsonl"]).contains("export"));
    place.run(&["export", "c.case", "out"]).exits(0);
    let second = files(&place.path("out"));
    assert!(String::from_utf8_lossy(&second["log.jsonl"]).contains("\"export\""));
    assert_eq!(first["lines.jsonl"], second["lines.jsonl"]);
    assert_eq!(place.names(), ["c.case", "out"], "nothing is left over");
}

#[test]
fn tables_say_what_was_decided_and_hold_no_formula() {
    let place = with_everything();
    place.run(&["export", "c.case", "out"]).exits(0);
    let files = files(&place.path("out"));
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let statements = text("statements.csv");
    let row = |name: &str| {
        let found = statements.lines().find(|row| row.starts_with(name));
        found.unwrap().to_owned()
    };
    assert!(row("2.S3,").contains("confirmed"), "{}", row("2.S3,"));
    assert!(row("2.S3,").contains("'=ask for it"), "{}", row("2.S3,"));
    assert!(row("2.S5,").contains("exhibit-c"));
    assert!(row("3.S1,").contains("unreviewed"), "it was undone");
    assert!(text("events.csv").contains("rejected"));
    assert!(text("facts.csv").contains("corrected,value: 17"));
    assert!(text("unread.csv").contains("more/nul.txt"));
    assert!(text("unread.csv").contains("more/mail.eml!"));
    assert!(text("decisions.csv").contains("exhibit-c"));
    assert!(!text("log.jsonl").contains("Sealed"));
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".csv")) {
        let table = String::from_utf8(bytes.clone()).unwrap();
        assert!(table.ends_with("\r\n"), "{name}");
        assert!(!table.contains(",="), "{name}");
    }
}

/// Changes one byte of each file; the import names the file, and leaves nothing behind.
#[test]
fn a_changed_byte_is_refused_with_its_name() {
    let place = Workplace::with_example();
    place.run(&["export", "c.case", "out"]).exits(0);
    let folder = place.path("out");
    for (name, bytes) in files(&folder) {
        let mut changed = bytes.clone();
        let middle = changed.len() / 2;
        let Some(byte) = changed.get_mut(middle) else {
            continue;
        };
        *byte ^= 1;
        fs::write(folder.join(&name), changed).unwrap();
        let ran = place
            .run(&["import", "out", "d.case"])
            .exits(1)
            .complains("nothing was imported");
        // The list of hashes may name another file now.
        if name != "SHA256SUMS" {
            assert!(ran.err.contains(&name), "{name}: {ran:#?}");
        }
        fs::write(folder.join(&name), bytes).unwrap();
    }
    assert_eq!(place.names(), ["c.case", "out"]);
    place.run(&["import", "out", "d.case"]).exits(0);
}

/// Changes a file, and the list of hashes with it: what does not fit together is still found.
#[test]
fn what_does_not_fit_together_is_refused_with_its_line() {
    let place = Workplace::with_example();
    place.run(&["export", "c.case", "out"]).exits(0);
    let folder = place.path("out");
    let is_refused = |name: &str, from: &str, to: &str, words: &str| {
        let before = fs::read(folder.join(name)).unwrap();
        change(&folder, name, from, to);
        write_sums(&folder);
        place
            .run(&["import", "out", "d.case"])
            .exits(1)
            .complains(name)
            .complains(words)
            .complains("nothing was imported");
        fs::write(folder.join(name), before).unwrap();
    };
    let first = "\"words\":\"Low Tobias\"";
    is_refused("lines.jsonl", first, "\"words\":\"Low Thomas\"", "line 1: ");
    is_refused("lines.jsonl", "\"start\":20,", "\"start\":21,", "line 1: ");
    is_refused(
        "lines.jsonl",
        "\"start\":20,",
        "\"start\":90000,",
        "no range",
    );
    is_refused(
        "lines.jsonl",
        "\"start\":20,\"end\":30",
        "\"start\":30,\"end\":20",
        "no range",
    );
    is_refused("lines.jsonl", "\"index\":1,", "\"index\":7,", "line 2: ");
    is_refused(
        "lines.jsonl",
        "\"reading\":1,",
        "\"reading\":2,",
        "lines.jsonl",
    );
    is_refused(
        "lines.jsonl",
        "{\"document\":1",
        "{\"document\":9",
        "lines.jsonl",
    );
    is_refused(
        "lines.jsonl",
        "\"kind\":\"name\"",
        "\"kind\":\"nym\"",
        "line 1: ",
    );
    is_refused("lines.jsonl", "{", "[", "line 1: ");
    is_refused("readings.jsonl", "\"lines\":", "\"lines\":1", "line 1: ");
    is_refused("readings.jsonl", "\"document\":2", "\"document\":20", "");
    is_refused(
        "documents.jsonl",
        "\"document\":2",
        "\"document\":3",
        "line 2: ",
    );
    is_refused(
        "documents.jsonl",
        "\"text\":\"",
        "\"text\":\"../",
        "line 1: ",
    );
    is_refused(
        "documents.jsonl",
        "\"original\":\"0c",
        "\"original\":\"1c",
        "line 1: ",
    );
    is_refused(
        "occurrences.jsonl",
        "\"original\":\"0c",
        "\"original\":\"1c",
        "line 1: ",
    );
    is_refused(
        "originals.jsonl",
        "{\"sha256\":\"",
        "{\"sha256\":\"../",
        "line 1: ",
    );
    is_refused(
        "log.jsonl",
        "\"action\":\"add\"",
        "\"action\":\"ad\"",
        "line 2: ",
    );
    is_refused("log.jsonl", "01-courier", "02-courier", "line 2: ");
    is_refused("log.jsonl", "{\"number\":3", "{\"number\":4", "line 3: ");
    is_refused("log.jsonl", "\"salt\":\"", "\"salt\":\"zz", "line 1: ");
    is_refused("case.json", "\"version\":1", "\"version\":2", "newer");
    is_refused(
        "case.json",
        "\"documents\":10",
        "\"documents\":11",
        "counts",
    );
    is_refused("case.json", "onrecord export", "another export", "exported");
    write_sums(&folder);
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    let hash = "0".repeat(64);
    for (name, words) in [
        ("../c.case", "no file"),
        (&format!("texts/{hash}.txt"), "belongs to"),
    ] {
        fs::write(folder.join("SHA256SUMS"), format!("{sums}{hash}  {name}\n")).unwrap();
        place
            .run(&["import", "out", "d.case"])
            .exits(1)
            .complains("SHA256SUMS")
            .complains(words);
    }
    fs::write(folder.join("SHA256SUMS"), sums).unwrap();
    fs::remove_file(folder.join("unread.jsonl")).unwrap();
    place
        .run(&["import", "out", "d.case"])
        .exits(1)
        .complains("unread.jsonl: there is no such file");
    assert_eq!(place.names(), ["c.case", "out"]);
}

#[test]
fn nothing_is_overwritten() {
    let place = Workplace::with_example();
    place.write("mine/notes.txt", "mine");
    place.write("file", "mine");
    for name in ["mine", "file", "c.case"] {
        place
            .run(&["export", "c.case", name])
            .exits(2)
            .complains("choose another name");
    }
    fs::create_dir(place.path("out")).unwrap();
    place.run(&["export", "c.case", "out"]).exits(0);
    place.write("out/notes.txt", "mine");
    place
        .run(&["export", "c.case", "out"])
        .exits(2)
        .complains("notes.txt");
    place
        .run(&["import", "out", "c.case"])
        .exits(2)
        .complains("there is a file of this name already");
    place
        .run(&["import", "none", "d.case"])
        .exits(1)
        .complains("no such folder");
    place
        .run(&["import", "mine", "d.case"])
        .exits(1)
        .complains("mine/SHA256SUMS: there is no such file");
    assert_eq!(place.names(), ["c.case", "file", "mine", "out"]);
}

#[cfg(unix)]
#[test]
fn exports_are_as_private_as_cases() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Workplace::with_example();
    place.run(&["export", "c.case", "out"]).exits(0);
    place.run(&["import", "out", "d.case"]).exits(0);
    for (name, expected) in [("out", 0o700), ("d.case", 0o600)] {
        let mode = place.path(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, expected, "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let place = Workplace::with_example();
    place.run(&["export", "c.case", "out"]).exits(0);
    let inside = place.path("out/unread.csv");
    fs::rename(&inside, place.path("elsewhere.csv")).unwrap();
    std::os::unix::fs::symlink(place.path("elsewhere.csv"), &inside).unwrap();
    place
        .run(&["import", "out", "d.case"])
        .exits(1)
        .complains("unread.csv: it is no plain file");
}

/// Runs the program that stands in the folder's README.
#[test]
fn the_readme_checks_the_folder() {
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let place = with_everything();
    place.run(&["export", "c.case", "out"]).exits(0);
    let readme = fs::read_to_string(place.path("out/README.md")).unwrap();
    let (_, program) = readme.split_once("```python\n").unwrap();
    let (program, _) = program.split_once("```").unwrap();
    let check = || {
        let mut python = Command::new("python3");
        let ran = python
            .args(["-c", program])
            .current_dir(place.path("out"))
            .output();
        let ran = ran.unwrap();
        let printed = [ran.stdout, ran.stderr].concat();
        (ran.status.success(), String::from_utf8(printed).unwrap())
    };
    let (fine, printed) = check();
    assert!(fine && printed.contains("intact: "), "{printed}");
    let folder = place.path("out");
    for (name, from, to) in [
        ("log.jsonl", "\"action\":\"add\"", "\"action\":\"ad\""),
        ("log.jsonl", "01-courier", "02-courier"),
        (
            "lines.jsonl",
            "\"words\":\"Low Tobias\"",
            "\"words\":\"Low Thomas\"",
        ),
    ] {
        let before = fs::read(folder.join(name)).unwrap();
        change(&folder, name, from, to);
        let (fine, printed) = check();
        assert!(!fine && printed.contains("AssertionError"), "{printed}");
        fs::write(folder.join(name), before).unwrap();
    }
}

/// Cases that older versions of the program made go out and come back too.
#[test]
fn older_cases_come_back_the_same() {
    for version in ["1", "2", "3", "4"] {
        let place = Workplace::new();
        let file = format!("tests/files/schema-{version}.kase");
        let old = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        place.write("c.case", old);
        place.run(&["export", "c.case", "one"]).exits(0);
        place.run(&["import", "one", "d.case"]).exits(0);
        place.run(&["verify", "d.case"]).exits(0);
        place.run(&["export", "d.case", "two"]).exits(0);
        assert!(files(&place.path("one")) == files(&place.path("two")));
    }
}
