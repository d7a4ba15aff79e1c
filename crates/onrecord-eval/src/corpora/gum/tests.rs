use super::*;
use crate::annotated::Naming;
use crate::corpora::{CorpusError, fixture};

fn read(part: Part) -> Vec<Annotated> {
    let folder = fixture("gum");
    let documents: Result<Vec<Annotated>, CorpusError> =
        Gum.documents(&folder, part).unwrap().collect();
    documents.unwrap()
}

/// Source, cue, content and speaker of all statements.
fn said(document: &Annotated) -> Vec<(String, String, String, Option<&str>)> {
    let words = |places: &[Place]| {
        let words: Vec<String> = places.iter().map(|place| document.words(place)).collect();
        words.join(" … ")
    };
    let all = document.statements.iter();
    all.map(|s| {
        (
            words(&s.source),
            words(&s.cue),
            words(&s.content),
            s.speaker.as_deref(),
        )
    })
    .collect()
}

fn row<'t>(
    source: &str,
    cue: &str,
    content: &str,
    speaker: Option<&'t str>,
) -> (String, String, String, Option<&'t str>) {
    (
        source.to_owned(),
        cue.to_owned(),
        content.to_owned(),
        speaker,
    )
}

#[test]
fn parts_are_those_of_the_list() {
    let ids = |part| {
        read(part)
            .into_iter()
            .map(|document| document.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(Part::Train), ["news_mill"]);
    assert_eq!(ids(Part::Dev), ["interview_quay"]);
    assert!(ids(Part::Test).is_empty());
}

#[test]
fn statements_come_from_attributions_between_clauses() {
    let documents = read(Part::Train);
    let ela = Some("Mayor Ela Brandt");
    assert_eq!(
        said(&documents[0]),
        [
            row("Mayor Ela Brandt", "said", "the old mill isn't safe", ela),
            row("Brandt", "According to", "it burned for two days", ela),
            row(
                "Jo Lunt",
                "said",
                "\"It stood,\" … \"in 1990s\"",
                Some("Jo Lunt")
            ),
        ]
    );
    assert!(
        documents[0]
            .statements
            .iter()
            .all(|statement| !statement.optional)
    );
    let others: Vec<&[String]> = documents[0]
        .statements
        .iter()
        .map(|s| s.alt_speakers.as_slice())
        .collect();
    let brandt: &[String] = &["Brandt".to_owned()];
    assert_eq!(others, [brandt, brandt, &[]]);
}

#[test]
fn turns_are_statements_and_tell_who_speaks_in_them() {
    let documents = read(Part::Dev);
    assert_eq!(
        documents[0].text,
        "Jo McGee: Who left?\n\nOrt Lunt: I think that Ela left. At noon."
    );
    assert_eq!(
        said(&documents[0]),
        [
            row("Jo McGee", "", "Who left?", Some("Jo McGee")),
            row(
                "Ort Lunt",
                "",
                "I think that Ela left. At noon.",
                Some("Ort Lunt")
            ),
            row("I", "think", "Ela left", Some("Ort Lunt")),
        ]
    );
}

#[test]
fn entities_have_kinds_names_and_mentions() {
    let documents = read(Part::Train);
    let document = &documents[0];
    let told: Vec<(&str, &str, bool)> = document
        .entities
        .iter()
        .map(|entity| (entity.kind.as_str(), entity.name.as_str(), entity.named))
        .collect();
    let ela = ("person", "Mayor Ela Brandt", true);
    let mill = ("place", "the old mill", false);
    let bay = ("place", "Orr Bay", true);
    let jo = ("person", "Jo Lunt", true);
    assert_eq!(told, [ela, mill, bay, jo]);
    let mentions: Vec<(String, usize, Naming)> = document
        .mentions
        .iter()
        .map(|mention| {
            (
                document.words(&mention.place),
                mention.entity,
                mention.naming,
            )
        })
        .collect();
    let mention = |words: &str, entity, naming| (words.to_owned(), entity, naming);
    assert_eq!(
        mentions,
        [
            mention("Mayor Ela Brandt", 0, Naming::Name),
            mention("the old mill", 1, Naming::Nominal),
            mention("Brandt", 0, Naming::Name),
            mention("it", 1, Naming::Pronoun),
            mention("It", 1, Naming::Pronoun),
            mention("the Clerk of Orr Bay", 3, Naming::Nominal),
            mention("Orr Bay", 2, Naming::Name),
            mention("Jo Lunt", 3, Naming::Name),
        ]
    );
}

#[test]
fn dates_have_values_and_other_times_are_optional() {
    let timexes = |document: &Annotated| -> Vec<(String, String, String, bool)> {
        let all = document.timexes.iter();
        all.map(|t| {
            (
                document.words(&t.place),
                t.kind.clone(),
                t.value.clone(),
                t.optional,
            )
        })
        .collect()
    };
    let timex = |words: &str, kind: &str, value: &str, optional| {
        (
            words.to_owned(),
            kind.to_owned(),
            value.to_owned(),
            optional,
        )
    };
    assert_eq!(
        timexes(&read(Part::Train)[0]),
        [
            timex("May 3", "DATE", "2019-05-03", false),
            timex("two days", "", "", true),
            timex("1990s", "DATE", "199", false),
        ]
    );
    assert_eq!(
        timexes(&read(Part::Dev)[0]),
        [timex("noon", "TIME", "T12:00:00", false)]
    );
}

#[test]
fn values_are_those_of_timex3() {
    let value = |tag: &str| dated("DATE", tag).value;
    assert_eq!(value("date when:::\"--05-03\">"), "XXXX-05-03");
    assert_eq!(value("date when:::\"-0044-03-15\">"), "");
    assert_eq!(
        value("date from:::\"1600-01-01\" to:::\"1699-12-31\">"),
        "16"
    );
    assert_eq!(value("date from:::\"1600-01-01\" to:::\"1698-12-31\">"), "");
    assert_eq!(value("date from:::\"1990-02-01\" to:::\"1999-12-31\">"), "");
    assert_eq!(
        dated("DATE", "date when:::\"2019-05-03T10:00:00\">").kind,
        "TIME"
    );
    assert!(dated("DATE", "date notBefore:::\"1990\">").optional);
}

#[test]
fn tokens_have_tags_and_places_and_the_document_a_date() {
    let documents = read(Part::Train);
    let document = &documents[0];
    let tokens = document.tokens.iter().skip(10).take(4);
    let tokens: Vec<(String, &str)> = tokens
        .map(|t| (document.words(&t.place), t.tag.as_str()))
        .collect();
    let expected = [("mill", "NN"), ("is", "VBZ"), ("n't", "RB"), ("safe", "JJ")];
    assert_eq!(tokens, expected.map(|(words, tag)| (words.to_owned(), tag)));
    assert_eq!(document.date, "2019-05-14".parse().ok());
    assert_eq!(document.genre, "news");
}

#[test]
fn a_structure_of_other_tokens_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |from: &str, to: &str, change: fn(String) -> String| {
        let to = folder.path().join(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::write(to, change(text(&fixture("gum").join(from)).unwrap())).unwrap();
    };
    copy("splits.md", "splits.md", |text| text);
    copy(
        "dep/GUM_news_mill.conllu",
        "dep/GUM_news_mill.conllu",
        |text| text,
    );
    let structure = "rst/rstweb/GUM_news_mill.rs4";
    copy(structure, structure, |text| text.replace("It stood", "It"));
    let error = Gum
        .documents(folder.path(), Part::Train)
        .unwrap()
        .next()
        .unwrap()
        .unwrap_err();
    assert!(
        error.to_string().contains("44 tokens, but 45 in"),
        "{error}"
    );
}
