use super::*;
use crate::annotated::Naming;
use crate::corpus::place::place;
use crate::corpus::work::Work;
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

const TEXT: &str = "Ida Pell said in an affidavit the gate was open. She hopes to see it. Orr was charged with the Arson in 2014.";

fn line(id: &str, own: bool) -> Value {
    let work: Work = serde_json::from_value(json!({"id": id, "date": "2014-05-04",
        "layers": ["statements", "mentions", "events", "facts", "grounds"],
        "who": {"a": {"name": "Ida Pell", "type": "person", "forms": ["Pell"]}, "b": {"name": "Orr", "type": "person", "unnamed": true}},
        "statements": [
            {"content": "the gate was open", "cue": "said", "source": "Ida Pell", "speaker": "a", "alt_speakers": ["b"],
             "medium": ["affidavit", "an affidavit"], "said": ["2014", "2014"], "carried": ["said"]},
            {"content": "to see it", "cue": "hopes", "source": "She", "speaker": "a", "act": "attitude"}],
        "mentions": [["Ida Pell", "a"], ["She", "a", "pronoun"], ["Orr", "b"]],
        "events": [{"id": "x", "type": "charge", "evidence": "Orr was charged", "also": "Arson in 2014", "date": ["2014", "2014"]}],
        "facts": [{"attribute": "charge", "subject": "x", "value": "arson", "words": "the Arson"}],
        "grounds": [{"code": "alibi", "evidence": "gate was open", "about": "b"}]}))
    .unwrap();
    let placed = place(&work, TEXT, own, &Vocabulary::load().unwrap());
    assert!(placed.faults.is_empty(), "{:?}", placed.faults);
    serde_json::to_value(placed.line).unwrap()
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("texts")).unwrap();
    fs::create_dir(at("own")).unwrap();
    fs::write(at("texts/echo__1.txt"), TEXT).unwrap();
    fs::write(at("own/gate-1.txt"), TEXT).unwrap();
    fs::write(at("real.jsonl"), format!("{}\n", line("echo__1", false))).unwrap();
    fs::write(at("own.jsonl"), format!("{}\n", line("own__gate-1", true))).unwrap();
    fs::write(
        at("sources.tsv"),
        "id\tsplit\tgenre\necho__1\tdev\tnews\nown__gate-1\ttrain\twire\n",
    )
    .unwrap();
    folder
}

fn read(corpus: &Onrecord, folder: &TempDir, part: Part) -> Vec<Result<Annotated, CorpusError>> {
    corpus.documents(folder.path(), part).unwrap().collect()
}

#[test]
fn a_document_in_the_form_of_all_corpora() {
    let folder = folder();
    let mut documents = read(&REAL, &folder, Part::Dev);
    assert!(read(&REAL, &folder, Part::Train).is_empty());
    let document = documents.remove(0).unwrap();
    assert_eq!(
        (document.id.as_str(), document.genre.as_str()),
        ("echo__1", "news")
    );
    assert_eq!(document.date.unwrap().to_string(), "2014-05-04");
    assert!(document.layers.contains(&Layer::People) && !document.layers.contains(&Layer::Timexes));
    let [first, attitude] = document.statements.as_slice() else {
        panic!("{:?}", document.statements);
    };
    assert_eq!(document.words(&first.content[0]), "the gate was open");
    assert_eq!(first.speaker.as_deref(), Some("Ida Pell"));
    assert_eq!(first.alt_speakers, ["Orr"]);
    assert_eq!(
        (first.medium.as_str(), first.said.as_str()),
        ("affidavit", "")
    );
    assert!(!first.optional && attitude.act == "attitude");
    assert_eq!(document.entities[0].aliases, ["Pell"]);
    assert!(document.entities[0].named && !document.entities[1].named);
    assert_eq!(
        (document.mentions[1].naming, document.mentions[1].entity),
        (Naming::Pronoun, 0)
    );
    assert_eq!(
        (
            document.events[0].date.as_str(),
            document.events[0].evidence.len()
        ),
        ("2014", 2)
    );
    let fact = &document.facts[0];
    assert_eq!(
        (fact.subject.as_str(), fact.value.as_str()),
        ("charge", "arson")
    );
    assert_eq!(document.grounds[0].asserter, "Ida Pell");
}

#[test]
fn our_own_texts_lie_under_their_case() {
    let folder = folder();
    let document = read(&OWN, &folder, Part::Train).remove(0).unwrap();
    assert_eq!(
        (document.id.as_str(), document.genre.as_str()),
        ("own__gate-1", "wire")
    );
    assert_eq!(document.facts[0].value, "arson");
}

#[test]
fn what_need_not_be_found() {
    let optional = |changes: Value| {
        let folder = folder();
        let mut line = line("echo__1", false);
        line["statements"][0]
            .as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        fs::write(folder.path().join("real.jsonl"), line.to_string()).unwrap();
        let document = read(&REAL, &folder, Part::Dev).remove(0).unwrap();
        document.statements[0].optional
    };
    assert!(!optional(json!({})));
    // What acts are required is for the scorers to say.
    assert!(!optional(json!({"act": "denial"})) && !optional(json!({"act": "demand"})));
    assert!(!optional(json!({"source": []})));
    for changes in [
        json!({"doubt": true}),
        json!({"thin": true}),
        json!({"modality": "negated"}),
        json!({"source": [], "speaker": null}),
    ] {
        assert!(optional(changes.clone()), "{changes}");
    }
}

#[test]
fn another_text_and_a_document_without_source_are_refused() {
    let folder = folder();
    fs::write(folder.path().join("texts/echo__1.txt"), "Another text.").unwrap();
    let told = read(&REAL, &folder, Part::Dev)
        .remove(0)
        .unwrap_err()
        .to_string();
    assert!(
        told.contains("real.jsonl:1: ") && told.contains("is not the text that was annotated"),
        "{told}"
    );
    fs::write(folder.path().join("sources.tsv"), "id\tsplit\n").unwrap();
    let told = read(&REAL, &folder, Part::Dev)
        .remove(0)
        .unwrap_err()
        .to_string();
    assert!(told.contains("echo__1 is not in sources.tsv"), "{told}");
    fs::write(folder.path().join("sources.tsv"), "id\tpart\n").unwrap();
    let told = REAL
        .documents(folder.path(), Part::Dev)
        .err()
        .unwrap()
        .to_string();
    assert!(told.contains("no column “split”"), "{told}");
}

#[test]
fn a_text_that_is_not_there_is_told_with_the_command_that_makes_it() {
    let folder = folder();
    fs::remove_file(folder.path().join("texts/echo__1.txt")).unwrap();
    let fault = read(&REAL, &folder, Part::Dev).remove(0).unwrap_err();
    let fault = fault.to_string();
    assert!(
        fault.contains("onrecord-eval corpus texts DATA -o corpus/texts"),
        "{fault}"
    );
    assert!(!fault.contains("--texts"), "{fault}");
}
