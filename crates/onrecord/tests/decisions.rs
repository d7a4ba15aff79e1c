//! What people decide about the lines of a case: kept in its log, shown with the lines, taken back, and
//! found again by its words after another reading.

mod common;

use common::Workplace;
use std::io::Write as _;
use std::process::Stdio;

const SCHEMA_1: &[u8] = include_bytes!("files/schema-1.kase");

#[test]
fn a_decision_is_shown_and_taken_back() {
    let place = Workplace::with_example();
    let said = |part: &str| place.run(&["show", "c.case", part]).exits(0).out;
    assert!(said("said").contains("unreviewed"));

    place
        .run(&["confirm", "c.case", "1.S2"])
        .exits(0)
        .prints("confirmed 1 line (log entry 12; `onrecord undo c.case 12` takes it back)");
    place.run(&["reject", "c.case", "1.S3"]).exits(0);
    place
        .run(&["correct", "c.case", "1.S4", "speaker=Dora Quill"])
        .exits(0);
    place
        .run(&["note", "c.case", "1·s4", "ask", "her"])
        .exits(0);
    place
        .run(&["label", "c.case", "1:S4", "exhibit-c"])
        .exits(0);

    let shown = said("said");
    assert!(
        shown.contains("1·S2     Ione Marchbank · direct · confirmed"),
        "{shown}"
    );
    assert!(!shown.contains("1·S3 "), "{shown}");
    for words in [
        "1·S4     Dora Quill",
        "corrected · label: exhibit-c",
        "(the machine read Billie Renmark)",
        "note: ask her",
    ] {
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&words), "no {words:?} in {shown}");
    }
    let json = place
        .run(&["show", "c.case", "--format", "json"])
        .exits(0)
        .out;
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["reviews"]["s2"]["status"], "confirmed");
    assert_eq!(first["reviews"]["s3"]["status"], "rejected");
    assert_eq!(
        first["reviews"]["s4"]["corrections"][0]["was"],
        "Billie Renmark"
    );
    assert_eq!(first["reviews"]["s5"]["status"], "unreviewed");

    place
        .run(&["undo", "c.case", "13"])
        .exits(0)
        .prints("decision 13 is undone");
    assert!(said("said").contains("1·S3 "));
    place
        .run(&["undo", "c.case", "13"])
        .exits(2)
        .complains("entry 17 undid it already");
    // An undoing can be undone.
    place.run(&["undo", "c.case", "17"]).exits(0);
    assert!(!said("said").contains("1·S3 "));
    place
        .run(&["undo", "c.case", "2"])
        .exits(2)
        .complains("it is no decision, but `add`");
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

#[test]
fn decisions_about_many_lines_at_once() {
    let place = Workplace::with_example();
    place
        .run(&["confirm", "c.case", "--document", "6"])
        .exits(0)
        .prints("confirmed ");
    let json = place
        .run(&["show", "c.case", "--format", "json"])
        .exits(0)
        .out;
    let sixth: serde_json::Value = serde_json::from_str(json.lines().nth(5).unwrap()).unwrap();
    let reviews = sixth["reviews"].as_object().unwrap();
    let statements = reviews.iter().filter(|(id, _)| id.starts_with('s'));
    assert!(statements.clone().count() > 3);
    assert!(
        statements
            .clone()
            .all(|(_, review)| review["status"] == "confirmed")
    );
    place
        .run(&["reject", "c.case", "--person", "Billie Renmark"])
        .exits(0)
        .prints("rejected ");
}

#[test]
fn what_is_not_there_cannot_be_decided_about() {
    let place = Workplace::with_example();
    for (arguments, words) in [
        (&["confirm", "c.case"][..], "no line is named"),
        (&["confirm", "c.case", "1.S999"], "there is no line 1.S999"),
        (&["confirm", "c.case", "99.S1"], "there is no line 99.S1"),
        (&["confirm", "c.case", "S1"], "names no line"),
        (&["confirm", "c.case", "--document", "0"], ""),
        (
            &["correct", "c.case", "1.S1", "speaker"],
            "write FIELD=VALUE",
        ),
        (
            &["correct", "c.case", "1.S1", "code=dna"],
            "it has speaker, kind, date, medium",
        ),
    ] {
        place.run(arguments).exits(2).complains(words);
    }
    place.run(&["log", "c.case"]).exits(0).prints("   11  ");
    assert!(!place.run(&["log", "c.case"]).out.contains("   12  "));
}

#[test]
fn a_corrected_value_has_to_fit_its_field() {
    let place = Workplace::with_example();
    let json = place
        .run(&["show", "c.case", "--format", "json"])
        .exits(0)
        .out;
    let views: Vec<serde_json::Value> = json
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    // The first fact of each sort, as a person names it.
    let fact = |attribute: &str| {
        let documents = views.iter().enumerate();
        documents
            .flat_map(|(number, view)| {
                let facts = view["facts"].as_array().unwrap().iter();
                facts.map(move |fact| (number + 1, fact))
            })
            .find(|(_, fact)| fact["attribute"] == attribute)
            .map(|(number, fact)| format!("{number}.{}", fact["id"].as_str().unwrap()))
            .unwrap()
    };
    let (age, vote, date) = (fact("age"), fact("jury-vote"), fact("date"));
    let refused = [
        (
            "1.S1",
            "kind=nonsense",
            "give one of direct, indirect, mixed",
        ),
        (
            "1.S1",
            "date=2009-13-45",
            "give a date that exists, as 2009",
        ),
        ("1.S1", "date=soon", "give a date that exists"),
        ("1.S1", "speaker=  ", "give words"),
        ("1.E1", "kind=crime", "give one of offence, arrest,"),
        ("1.G1", "code=guilt", "give one of mistaken_witness_id,"),
        ("1.P1", "kind=man", "give one of person, group,"),
        (age.as_str(), "value=old", "a whole number from 0 to 130"),
        (age.as_str(), "value=490", "a whole number from 0 to 130"),
        (
            vote.as_str(),
            "value=most",
            "two numbers of jurors, as 10-2",
        ),
        (date.as_str(), "value=2021-02-29", "give a date that exists"),
    ];
    for (line, typed, words) in refused {
        let ran = place.run(&["correct", "c.case", line, typed]).exits(2);
        assert_eq!(ran.err.lines().count(), 1, "{ran:#?}");
        assert_eq!(ran.out, "", "{ran:#?}");
        ran.complains(words).complains("cannot be ");
    }
    // One that does not fit, and none of them is taken.
    place
        .run(&["correct", "c.case", "1.S1", "kind=mixed", "date=2009-02-30"])
        .exits(2);
    assert!(!place.run(&["log", "c.case"]).out.contains("   12  "));
    for (line, typed) in [
        ("1.S1", "kind=Indirect"),
        ("1.S1", "date=2009-02-28"),
        ("1.E1", "kind=retrial"),
        ("1.G1", "code=false confession"),
        (age.as_str(), "value=49"),
        (vote.as_str(), "value=11-1"),
        (date.as_str(), "value=2009/2010"),
    ] {
        place.run(&["correct", "c.case", line, typed]).exits(0);
    }
    place
        .run(&["show", "c.case", "grounds"])
        .exits(0)
        .prints("code is false_confession");
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

#[test]
fn decisions_outlive_a_newer_reading() {
    let place = Workplace::new();
    place.write("c.case", SCHEMA_1);
    place.run(&["confirm", "c.case", "1.S1", "1.S2"]).exits(0);
    place
        .run(&["note", "c.case", "2.S1", "ask", "him"])
        .exits(0);
    place
        .run(&["reread", "c.case"])
        .exits(0)
        .prints("2 with a new text")
        .prints("all decisions still stand at their lines");
    place
        .run(&["show", "c.case", "said"])
        .exits(0)
        .prints("confirmed")
        .prints("note: ask him");
    place
        .run(&["reread", "c.case"])
        .exits(0)
        .prints("2 documents read by this version already");
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

#[test]
fn two_captures_are_compared() {
    let place = Workplace::with_example();
    let ran = place.run(&["diff", "c.case", "3", "4"]).exits(0);
    ran.prints("- Witness recants in Oregon club killing")
        .prints("+ Witness takes back testimony in Heron Room case")
        .prints("mixed assertion by \"Pia de Wett\"")
        .prints("changed");
    place
        .run(&["diff", "c.case", "3", "3"])
        .exits(0)
        .prints("the same words in the same order")
        .prints("0 lines came, 0 went, 0 changed");
    place
        .run(&["diff", "c.case", "3", "77"])
        .exits(2)
        .complains("there is no document 77");
    place
        .run(&["diff", "c.case"])
        .exits(0)
        .prints("no document has two readings");
}

#[test]
fn a_sitting_of_review_by_keys() {
    let place = Workplace::with_example();
    let mut child = place
        .command(&["review", "c.case"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let keys = b"c\nn ask for the tape\nr\ne speaker=Nobody\nz\ne code=dna\nu\nq\n";
    child.stdin.take().unwrap().write_all(keys).unwrap();
    let ran = common::Ran::of(&child.wait_with_output().unwrap(), &["review"]).exits(0);
    let ran = ran
        .prints("0 of 334 lines reviewed (0 %)")
        .prints("1 of 334 · 1.G1 · a recantation")
        .prints("not changed: \"speaker\" cannot be corrected in it")
        .prints("is undone")
        .prints("3 decisions in this sitting");
    // The order: recantations and alibis before other grounds, those before the rest.
    assert!(ran.out.contains("2 of 334 · 2.G4 · a recantation"));
    place
        .run(&["review", "c.case", "--progress"])
        .exits(0)
        .prints("2 of 334 lines reviewed")
        .prints("grounds: 45 unreviewed, 1 confirmed, 1 rejected");
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
}

#[test]
fn words_and_lines_are_found() {
    let place = Workplace::with_example();
    place
        .run(&["search", "c.case", "recant*", "\"sworn statement\""])
        .exits(0)
        .prints("«recanted»")
        .prints("2 documents");
    place
        .run(&["search", "c.case", "speaker:thole", "kind:indirect"])
        .exits(0)
        .prints("Marguerite Thole  ·  indirect")
        .prints("unreviewed");
    place
        .run(&["search", "c.case", "ground:recantation", "--format", "csv"])
        .exits(0)
        .prints("name,document,title,date,path,speaker,kind,review,cite,words\r\n")
        .prints("8.G8,8,ORDER GRANTING");
    // Where one layer has such lines only its own are looked through, else all of them.
    let lines = |query: &[&str]| {
        let options = ["--format", "csv", "--limit", "1000"];
        let found = place.run(&[&["search", "c.case"], query, &options].concat());
        found.exits(0).out.matches("\r\n").count() - 1
    };
    let both = lines(&["kind:recantation"]);
    let events = lines(&["kind:recantation", "kind:event"]);
    let grounds = lines(&["kind:recantation", "kind:ground"]);
    assert!(events > 0 && grounds > 0, "{events} {grounds}");
    assert_eq!(both, events + grounds);
    let json = place
        .run(&[
            "search",
            "c.case",
            "about:renmark",
            "date:2005",
            "--format",
            "json",
            "--limit",
            "1",
        ])
        .exits(0)
        .out;
    let hit: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    assert!(hit["passages"][0]["words"].is_string(), "{hit}");
    place
        .run(&["search", "c.case", "ground:alibi", "--save", "where he was"])
        .exits(0);
    place
        .run(&["search", "c.case", "--list"])
        .exits(0)
        .prints("where he was: ground:alibi");
    let again = place
        .run(&["search", "c.case", "--saved", "where he was"])
        .exits(0);
    assert!(again.out.contains(" line"), "{again:#?}");
    for (query, words) in [
        ("writer:me", "no field is called"),
        ("\"open", "a quotation mark is not closed"),
        ("date:soon", "not a date"),
        ("", "nothing to search for"),
    ] {
        place
            .run(&["search", "c.case", query])
            .exits(2)
            .complains(words);
    }
}

#[test]
fn a_paper_taken_out_leaves_no_word_behind() {
    const SECRET: &str = "\u{201c}The heron was never zyxoquartz,\u{201d} Wilhelmina Zyxopoulos said on 4 May 2019. \
        Zyxopoulos was convicted of zyxotheft in 1999.\n";
    let place = Workplace::new();
    place.write(
        "in/plain.txt",
        "\u{201c}I was there,\u{201d} Ada Winterbourne said on 4 May 2019.\n",
    );
    place.write("in/zyxosealed.txt", SECRET);
    place.run(&["new", "c.case"]).exits(0);
    place.run(&["add", "c.case", "in"]).exits(0);
    std::fs::remove_dir_all(place.path("in")).unwrap();
    place.run(&["note", "c.case", "2.S1", "zyxonote"]).exits(0);
    place.run(&["confirm", "c.case", "1.S1", "2.S1"]).exits(0);
    place
        .run(&[
            "search",
            "c.case",
            "zyxoquartz",
            "--save",
            "of the other paper",
        ])
        .exits(0);

    place
        .run(&[
            "remove",
            "c.case",
            "in/zyxosealed.txt",
            "--because",
            "sealed",
        ])
        .exits(2)
        .complains("say --yes");
    place
        .run(&[
            "remove",
            "c.case",
            "in/other.txt",
            "--because",
            "sealed",
            "--yes",
        ])
        .exits(2)
        .complains("no paper of the case was added from");
    place
        .run(&[
            "remove",
            "c.case",
            "in/zyxosealed.txt",
            "--because",
            "sealed",
            "--yes",
        ])
        .exits(0)
        .prints("taken out for good")
        .prints("1 decision about other papers too");

    let bytes = common::all_bytes(&place.path("."));
    let queries = b"zyxoquartz";
    for words in ["zyxop", "zyxotheft", "zyxosealed", "zyxonote", "wilhelmina"] {
        let found = bytes
            .windows(words.len())
            .any(|window| window == words.as_bytes());
        assert!(!found, "{words} is still there");
    }
    // What a person typed to search is theirs, and in the log until they take it out.
    assert!(bytes.windows(queries.len()).any(|window| window == queries));
    place.run(&["verify", "c.case"]).exits(0).prints("intact");
    place
        .run(&["log", "c.case"])
        .exits(0)
        .prints("(what it said was removed with a paper)");
    place
        .run(&["show", "c.case", "said"])
        .exits(0)
        .prints("confirmed");
    place
        .run(&["search", "c.case", "zyxop*"])
        .exits(0)
        .prints("0 documents");
}
