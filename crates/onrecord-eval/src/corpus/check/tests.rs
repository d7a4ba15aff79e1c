use super::super::place::place;
use super::super::work::Work;
use super::*;
use serde_json::{Value, json};
use std::path::PathBuf;

const TEXT: &str = "Orr said the gate was open on 3 May 2014. The jury convicted Orr, 41.";

fn line(id: &str, own: bool) -> Value {
    let work: Work = serde_json::from_value(json!({"id": id, "date": "2014-05-04",
        "layers": ["statements", "mentions", "timexes", "events", "facts", "grounds"],
        "who": {"orr": {"name": "Orr", "type": "person"}},
        "statements": [{"content": "the gate was open", "cue": "said", "source": "Orr", "speaker": "orr"}],
        "mentions": [["Orr", "orr"], ["Orr @@2", "orr"]],
        "timexes": [["3 May 2014", "2014-05-03"]],
        "events": [{"id": "x", "type": "conviction", "evidence": "The jury convicted Orr", "trigger": "convicted",
                    "participants": [["defendant", "orr", "Orr"]]}],
        "facts": [{"attribute": "age", "subject": "orr", "value": "41", "words": "41"},
                  {"attribute": "charge", "subject": "x", "value": "the gate", "words": "the gate"}],
        "grounds": [{"code": "dna", "evidence": "the gate", "about": "orr"}]}))
    .unwrap();
    let placed = place(&work, TEXT, own, &Vocabulary::load().unwrap());
    assert!(placed.faults.is_empty(), "{:?}", placed.faults);
    serde_json::to_value(placed.line).unwrap()
}

fn faults(line: Value) -> Vec<String> {
    let line: Line = serde_json::from_value(line).unwrap();
    let faults = check_line(&line, &Vocabulary::load().unwrap());
    faults.iter().map(ToString::to_string).collect()
}

#[test]
fn what_was_placed_is_right() {
    assert_eq!(faults(line("own__gate-1", true)), [""; 0]);
    assert_eq!(faults(line("echo__1", false)), [""; 0]);
}

/// Puts one value in the place of another, and gives what is told of it.
fn with(pointer: &str, value: Value) -> String {
    let mut line = line("echo__1", false);
    *line.pointer_mut(pointer).unwrap() = value;
    faults(line).join("\n")
}

#[test]
fn each_fault_is_told_with_its_item() {
    let cases = [
        ("/statements/0/content", json!([]), "s1: no content"),
        (
            "/statements/0/content",
            json!([[9, 20], [12, 26]]),
            "s1: content: parts overlap at 12",
        ),
        (
            "/statements/0/content",
            json!([[18, 26], [9, 12]]),
            "s1: content: parts are not in the order",
        ),
        (
            "/statements/0/cue",
            json!([[4, 4]]),
            "s1: cue: the span 4–4 is empty",
        ),
        (
            "/statements/0/cue",
            json!([[4, 400]]),
            "s1: cue: the span 4–400 ends behind the text",
        ),
        (
            "/statements/0/speaker",
            json!("e9"),
            "s1: speaker: there is no entity e9",
        ),
        (
            "/statements/0/act",
            json!("song"),
            "s1: act: “song” is none of",
        ),
        (
            "/statements/0/id",
            json!("s2"),
            "s2: id is “s2”, but this is the place of s1",
        ),
        (
            "/mentions/1/entity",
            json!("e2"),
            "mention 2: entity: there is no entity e2",
        ),
        (
            "/mentions/1/span",
            json!([0, 3]),
            "mention 2: the same as another mention",
        ),
        (
            "/timexes/0/value",
            json!("May"),
            "t1: “May” is no value of TIMEX3",
        ),
        (
            "/events/0/type",
            json!("party"),
            "v1: type: “party” is none of",
        ),
        (
            "/events/0/asserter",
            json!("s7"),
            "v1: asserter: there is no statement s7",
        ),
        (
            "/events/0/participants/0/role",
            json!("friend"),
            "v1: role: “friend”",
        ),
        (
            "/facts/0/subject",
            json!("v2"),
            "f1: subject: there is no entity and no event v2",
        ),
        (
            "/facts/0/value",
            json!("forty"),
            "f1: “forty” is no value of age",
        ),
        (
            "/facts/1/value",
            json!("the gate"),
            "f2: value: words of a text that is not ours",
        ),
        (
            "/grounds/0/about",
            json!("e3"),
            "g1: about: there is no entity e3",
        ),
        ("/grounds/0/evidence", json!([]), "g1: no evidence"),
        (
            "/layers",
            json!(["statements"]),
            "timexes: has items, but is not in layers",
        ),
        ("/date", json!("2014-02-30"), "date: “2014-02-30” is no day"),
        ("/voice", json!("e2"), "voice: there is no entity e2"),
        ("/entities/0/name", json!(null), "e1: a name without a span"),
        ("/sha256", json!("ab"), "sha256: not 64"),
    ];
    for (pointer, value, expected) in cases {
        let told = with(pointer, value);
        assert!(
            told.contains(expected),
            "{pointer}: {expected} is not in {told}"
        );
    }
}

#[test]
fn words_stand_in_lines_of_our_own_texts_only() {
    let mut other = line("own__gate-1", true);
    other["id"] = json!("echo__1");
    assert!(
        faults(other)
            .iter()
            .any(|f| f.starts_with("e1: words: the text is not ours"))
    );
    let mut own = line("echo__1", false);
    own["id"] = json!("own__gate-1");
    let told = faults(own);
    assert!(
        told.contains(&"e1: no words, though the text is ours; place it with --own".to_owned())
    );
    assert!(told.contains(&"f2: no value".to_owned()));
}

#[test]
fn within_holds_and_does_not_turn_in_a_circle() {
    let mut value = line("echo__1", false);
    value["statements"][0]["within"] = json!("s1");
    let told = faults(value).join("\n");
    assert!(told.contains("s1: within: s1 lies in itself"), "{told}");
    assert!(told.contains("s1: within: s1 does not hold"), "{told}");
}

#[test]
fn the_text_shows_another_hash_cut_words_and_wrong_names() {
    let mut value = line("own__gate-1", true);
    value["statements"][0]["cue"] = json!([[4, 7]]);
    value["entities"][0]["words"]["name"] = json!("Ott");
    value["timexes"][0]["span"] = json!([29, 40]);
    let line: Line = serde_json::from_value(value).unwrap();
    let (faults, _) = check_text(&line, TEXT);
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "s1: cue: 4–7 cuts a word",
            "t1: span: white space at an end of 29–40",
            "e1: “Ott” does not stand at its span"
        ]
    );
    let (faults, _) = check_text(&line, "Another text.");
    assert_eq!(faults.len(), 2);
}

#[test]
fn what_follows_from_the_rest_is_compared() {
    // The line's statements: what is set, and what is told of it.
    for (pointer, value, expected) in [
        (
            "/statements/0/cue",
            json!([[9, 12]]),
            "s1: cue: 9–12 lies on its own content",
        ),
        (
            "/statements/0/source",
            json!([[4, 8]]),
            "s1: source: 4–8 lies on its own cue",
        ),
        (
            "/statements/0/alt_speakers",
            json!(["e1"]),
            "s1: alt_speakers: e1 is the speaker already",
        ),
        (
            "/timexes/0/type",
            json!("DURATION"),
            "t1: “2014-05-03” is no value of a DURATION",
        ),
    ] {
        let mut value_of = line("echo__1", false);
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        value_of.pointer_mut(parent).unwrap()[key] = value;
        let told = faults(value_of).join("\n");
        assert!(told.contains(expected), "{expected} is not in {told}");
    }
}

#[test]
fn an_empty_file_and_a_text_that_is_not_there_are_faults() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("real.jsonl");
    let vocabulary = Vocabulary::load().unwrap();
    std::fs::write(&file, "\n").unwrap();
    let told = check_files(std::slice::from_ref(&file), &[], &vocabulary)
        .unwrap()
        .faults;
    assert!(told[0].ends_with("has no document"), "{told:?}");
    std::fs::write(&file, format!("\u{feff}{}\n\n", line("echo__1", false))).unwrap();
    let checked = check_files(std::slice::from_ref(&file), &[], &vocabulary).unwrap();
    assert!(checked.faults.is_empty(), "{:?}", checked.faults);
    let texts = [folder.path().to_owned()];
    let told = check_files(&[file], &texts, &vocabulary).unwrap().faults;
    assert!(
        told[0].contains("echo__1: no text; looked for echo__1.txt"),
        "{told:?}"
    );
}

#[test]
fn files_are_told_with_line_and_document() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own.jsonl");
    let mut one = line("own__gate-1", true);
    one["cluster"] = json!("gate");
    one["split"] = json!("dev");
    let mut two = one.clone();
    two["split"] = json!("test");
    std::fs::write(
        &file,
        format!("{one}\n{two}\n{{\"id\": \"own__b\", \"words\": []}}\n"),
    )
    .unwrap();
    std::fs::write(folder.path().join("gate-1.txt"), TEXT).unwrap();
    let texts = [folder.path().to_owned()];
    let checked = check_files(&[file], &texts, &Vocabulary::load().unwrap()).unwrap();
    let told = checked.faults.join("\n");
    assert!(
        told.contains("own.jsonl:2: own__gate-1: the id stands in line 1 as well"),
        "{told}"
    );
    assert!(
        told.contains("own.jsonl:2: own__gate-1: the cluster gate is in dev as well"),
        "{told}"
    );
    assert!(
        told.contains("own.jsonl:3: own__b: unknown field `words`"),
        "{told}"
    );
    assert_eq!(
        (checked.faults.len(), checked.documents, checked.with_text),
        (3, 2, 2)
    );
    assert!(
        check_files(
            &[PathBuf::from("nowhere.jsonl")],
            &[],
            &Vocabulary::load().unwrap()
        )
        .is_err()
    );
}
