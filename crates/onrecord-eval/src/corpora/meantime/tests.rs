use super::*;
use crate::corpora::fixture;

fn read() -> Annotated {
    let folder = fixture("meantime");
    let documents: Result<Vec<Annotated>, CorpusError> =
        Meantime.documents(&folder, Part::Train).unwrap().collect();
    let mut documents = documents.unwrap();
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

#[test]
fn the_text_ends_where_the_annotation_does() {
    let document = read();
    let text = "Mill & quay close\n\nMay 14, 2019\n\nEla Brandt said Monday that the mill burned. She claims it. \
                Mayors spoke. So it goes.";
    assert_eq!(document.text, text);
    assert_eq!(
        (document.id.as_str(), document.genre.as_str()),
        ("mills-77", "mills")
    );
    assert_eq!(document.date, "2019-05-14".parse().ok());
    assert!(
        Meantime
            .documents(&fixture("meantime"), Part::Test)
            .unwrap()
            .next()
            .is_none()
    );
}

#[test]
fn events_of_speech_are_statements() {
    let document = read();
    let words = |places: &[Place]| {
        places
            .iter()
            .map(|place| document.words(place))
            .collect::<Vec<_>>()
            .join("|")
    };
    let said: Vec<[String; 4]> = document
        .statements
        .iter()
        .map(|s| {
            let speaker = s.speaker.clone().unwrap_or_default();
            [words(&s.source), words(&s.cue), words(&s.content), speaker]
        })
        .collect();
    let expected = [
        ["Ela Brandt", "said", "burned", "Ela Brandt"],
        ["She", "claims", "", "Ela Brandt"],
        ["", "spoke", "", ""],
    ];
    assert_eq!(said, expected.map(|row| row.map(str::to_owned)));
    let optional: Vec<bool> = document.statements.iter().map(|s| s.optional).collect();
    assert_eq!(optional, [false, true, true]);
}

#[test]
fn mentions_of_one_instance_are_of_one_entity() {
    let document = read();
    let mentions: Vec<(String, &str, Naming)> = document
        .mentions
        .iter()
        .map(|m| {
            (
                document.words(&m.place),
                document.entities[m.entity].name.as_str(),
                m.naming,
            )
        })
        .collect();
    let mention = |words: &str, name, naming| (words.to_owned(), name, naming);
    assert_eq!(
        mentions,
        [
            mention("Ela Brandt", "Ela Brandt", Naming::Name),
            mention("the mill", "the mill", Naming::Nominal),
            mention("She", "Ela Brandt", Naming::Pronoun),
            mention("Mayors", "Mayors", Naming::Nominal),
        ]
    );
    let kinds: Vec<&str> = document
        .entities
        .iter()
        .map(|entity| entity.kind.as_str())
        .collect();
    assert_eq!(kinds, ["person", "place", "other"]);
}

#[test]
fn times_without_words_are_left_out() {
    let document = read();
    let times: Vec<(String, &str)> = document
        .timexes
        .iter()
        .map(|t| (document.words(&t.place), t.value.as_str()))
        .collect();
    let expected = [("May 14, 2019", "2019-05-14"), ("Monday", "2019-05-13")];
    assert_eq!(
        times,
        expected.map(|(words, value)| (words.to_owned(), value))
    );
}
