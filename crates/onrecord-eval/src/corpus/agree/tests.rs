use super::super::place::place;
use super::super::vocabulary::Vocabulary;
use super::super::work::Work;
use super::*;
use serde_json::{Value, json};

const TEXT: &str = "Orr said the gate was open. Pell denied it was open on 3 May 2014.";

fn line(fields: Value) -> Line {
    let mut work = json!({"id": "own__gate-1", "who": {"a": {"name": "Orr", "type": "person"}, "b": {"name": "Pell", "type": "person"}}});
    work.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    let work: Work = serde_json::from_value(work).unwrap();
    let placed = place(&work, TEXT, false, &Vocabulary::load().unwrap());
    assert!(placed.faults.is_empty(), "{:?}", placed.faults);
    placed.line
}

fn figure(table: &str, row: &str) -> String {
    let line = table.lines().find(|l| l.starts_with(row)).unwrap();
    line.get(44..).unwrap().trim().to_owned()
}

#[test]
fn statements_are_matched_by_what_they_share() {
    let first = line(json!({"statements": [
        {"content": "the gate was open", "cue": "said", "source": "Orr", "speaker": "a"},
        {"content": "it was open", "cue": "denied", "source": "Pell", "speaker": "b", "act": "denial"}]}));
    let second = line(json!({"statements": [
        {"content": "the gate was open", "cue": "said", "speaker": "a"},
        {"content": "it was open on 3 May 2014", "cue": "denied", "source": "Pell", "speaker": "a"}]}));
    let mut agreement = Agreement::default();
    agreement.add(&first, &second, Some(&Text::new(TEXT)));
    let table = agreement.table("words");
    let is = |row: &str, figure_is: &str| {
        assert_eq!(figure(&table, row), figure_is, "{row} in\n{table}")
    };
    is("statements, overlapping", "1.000  2 of 2 and 2");
    is("content, exact", "0.500  1 of 2 and 2");
    is("cue, exact", "1.000  2 of 2 and 2");
    is("source, exact", "0.667  1 of 2 and 1");
    is("act, given both", "0.500  1 of 2 and 2");
    is("speaker, given both", "0.500  1 of 2 and 2");
    is("cue, unitised alpha", "1.000  2 and 2 units on 15 words");
    assert!(figure(&table, "content, unitised alpha").starts_with("0."));
    let told = agreement.differences.join("\n");
    assert!(
        told.contains(
            "own__gate-1 content\n   first  it was open\n   second it was open on 3 May 2014"
        ),
        "{told}"
    );
}

#[test]
fn a_layer_counts_where_both_have_it() {
    let timexes = json!({"layers": ["timexes", "events"], "timexes": [["3 May 2014", "2014-05-03"]],
        "events": [{"type": "other", "evidence": "the gate was open"}]});
    let first = line(timexes.clone());
    let second = line(
        json!({"layers": ["timexes"], "timexes": [["3 May 2014", "2014-05", {"alt": ["2014-05-03"]}]]}),
    );
    let mut agreement = Agreement::default();
    agreement.add(&first, &second, None);
    let table = agreement.table("code points");
    assert_eq!(
        figure(&table, "timexes, extent and value"),
        "1.000  1 of 1 and 1"
    );
    assert!(!table.contains("events"), "{table}");
    assert!(!table.contains("statements"), "{table}");
}

#[test]
fn events_facts_and_grounds_are_matched_by_type_and_overlap() {
    let layers = json!(["events", "facts", "grounds"]);
    let item = |kind: &str, words: &str, code: &str| {
        line(
            json!({"layers": layers, "events": [{"type": kind, "evidence": words}],
            "facts": [{"attribute": "count", "subject": "a", "value": "1", "words": words}],
            "grounds": [{"code": code, "evidence": words, "about": "a"}]}),
        )
    };
    let mut agreement = Agreement::default();
    agreement.add(
        &item("test", "the gate", "dna"),
        &item("test", "gate was", "alibi"),
        None,
    );
    let table = agreement.table("code points");
    assert_eq!(figure(&table, "events"), "1.000  1 of 1 and 1");
    assert_eq!(figure(&table, "facts"), "1.000  1 of 1 and 1");
    assert_eq!(figure(&table, "grounds"), "0.000  0 of 1 and 1");
}

#[test]
fn words_are_counted_without_the_marks_between_them() {
    let text = Text::new("\"So,\" he");
    let numbers = word_numbers(&text);
    assert_eq!(
        (numbers[0], numbers[1], numbers[5], numbers[8]),
        (0, 0, 1, 2)
    );
}
