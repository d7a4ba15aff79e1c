//! Readable tables of sentences with what must be found in them.

use super::table::rows;
use onrecord_record::{
    Asserter, Attribute, Day, Document, EventKind, GroundCode, Modality, Reading,
};
use std::collections::HashSet;

/// Found sentence by sentence: plain ones, those of many kinds of papers, those that assert nothing.
const GROUNDS: [&str; 3] = [
    include_str!("fixtures/grounds.tsv"),
    include_str!("fixtures/grounds_wide.tsv"),
    include_str!("fixtures/grounds_none.tsv"),
];
const EVENTS: &str = include_str!("fixtures/events.tsv");

fn read(text: &str) -> Reading {
    crate::read(&Document::from_text(text, Day::new(2020, 8, 17)))
}

fn document(text: &str) -> Document {
    Document::from_text(text, Day::new(2020, 8, 17))
}

#[test]
fn grounds_of_each_code() {
    let mut wrong = Vec::new();
    for row in GROUNDS.into_iter().flat_map(rows) {
        let &[code, words, sentence] = row.as_slice() else {
            panic!("three fields: {row:?}");
        };
        let document = document(sentence);
        let reading = crate::read(&document);
        let found = reading.grounds.iter().filter(|g| !g.denied).any(|g| {
            g.code.as_str() == code
                && g.evidence.iter().any(|e| {
                    document
                        .text
                        .slice(*e)
                        .to_lowercase()
                        .contains(&words.to_lowercase())
                })
        });
        let right = match code {
            "-" => reading.grounds.iter().all(|g| g.denied),
            _ => found,
        };
        if !right {
            let codes: Vec<&str> = reading.grounds.iter().map(|g| g.code.as_str()).collect();
            wrong.push(format!("{code} not {codes:?}: {sentence}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_and_kind_has_fixtures() {
    for code in GroundCode::ALL {
        let rows = GROUNDS.into_iter().flat_map(rows);
        let many = rows.filter(|r| r[0] == code.as_str()).count();
        assert!(many >= 15, "{}: {many}", code.as_str());
    }
    for kind in EventKind::ALL.iter().filter(|k| **k != EventKind::Other) {
        assert!(
            rows(EVENTS).any(|r| r[0].contains(kind.as_str())),
            "{}",
            kind.as_str()
        );
    }
}

#[test]
fn events_of_each_kind() {
    let mut wrong = Vec::new();
    for row in rows(EVENTS) {
        let &[types, sentence] = row.as_slice() else {
            panic!("two fields: {row:?}");
        };
        let told: Vec<&str> = read(sentence)
            .events
            .iter()
            .filter(|e| e.same_as.is_none())
            .filter(|e| {
                e.modality == Modality::Happened
                    || e.modality == Modality::Prospective && e.date.is_some()
            })
            .map(|e| e.kind.as_str())
            .collect();
        let wanted: Vec<&str> = types.split(' ').filter(|t| *t != "-").collect();
        let right = match wanted.as_slice() {
            [] => told.is_empty(),
            wanted => wanted.iter().all(|w| told.contains(w)),
        };
        if !right {
            wrong.push(format!("{types} not {told:?}: {sentence}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn modality() {
    for (sentence, modality) in [
        ("Odell Crane was not arrested.", Modality::Negated),
        (
            "Dora Pell could be sentenced to death.",
            Modality::Hypothetical,
        ),
        (
            "He asked the governor to pardon Odell Crane.",
            Modality::Prospective,
        ),
        (
            "The hearing will be held on 4 May 2021.",
            Modality::Prospective,
        ),
        ("Odell Crane was allowed to walk free.", Modality::Happened),
    ] {
        let reading = read(sentence);
        assert!(
            reading.events.iter().any(|e| e.modality == modality),
            "{sentence}: {:?}",
            reading
                .events
                .iter()
                .map(|e| (e.kind, e.modality))
                .collect::<Vec<_>>()
        );
    }
}

#[test]
fn dates_of_events() {
    for (sentence, kind, date) in [
        (
            "Odell Crane was arrested on 5 May 2009 for the 1993 killing of Lena Marsh.",
            EventKind::Offence,
            "1993",
        ),
        (
            "Odell Crane was arrested on 5 May 2009 for the 1993 killing of Lena Marsh.",
            EventKind::Arrest,
            "2009-05-05",
        ),
        (
            "Odell Crane was convicted and sentenced to life in 2009.",
            EventKind::Conviction,
            "2009",
        ),
        (
            "Odell Crane was convicted and sentenced to life in 2009.",
            EventKind::Sentence,
            "2009",
        ),
        (
            "On 4 May 2009, after a trial of three weeks, the jury convicted Odell Crane.",
            EventKind::Conviction,
            "2009-05-04",
        ),
        (
            "On 4 May 2009, in Orland, Odell Crane was arrested and charged with arson.",
            EventKind::Charge,
            "2009-05-04",
        ),
        (
            "Odell Crane was arrested at his flat, in Orland, on 4 May 2009.",
            EventKind::Arrest,
            "2009-05-04",
        ),
        (
            "Odell Crane awaits trial in the August 4, 2007, murders of Lena Marsh and Dora Pell.",
            EventKind::Offence,
            "2007-08-04",
        ),
        (
            "The case turns on a 2004 Orland Court of Appeal ruling.",
            EventKind::Ruling,
            "2004",
        ),
        (
            "Odell Crane was released in September.",
            EventKind::Release,
            "XXXX-09",
        ),
    ] {
        let reading = crate::read(&Document::from_text(sentence, None));
        let found = reading
            .events
            .iter()
            .filter(|e| e.kind == kind)
            .find_map(|e| e.date.as_ref());
        assert_eq!(
            found.map(|d| d.value.as_str()),
            Some(date),
            "{kind:?} of {sentence}"
        );
    }
}

#[test]
fn a_date_beyond_another_verb_is_not_taken() {
    let reading = read(
        "Odell Crane was convicted and sentenced to life by a jury, which had heard him sing in 2010.",
    );
    let conviction = reading
        .events
        .iter()
        .find(|e| e.kind == EventKind::Conviction);
    assert!(conviction.is_some_and(|e| e.date.is_none()));
}

#[test]
fn a_statement_stands_behind_what_it_holds() {
    let reading = read(
        "Odell Crane was convicted in 2009. Dora Pell said that the detectives planted the gun.",
    );
    let conviction = reading
        .events
        .iter()
        .find(|e| e.kind == EventKind::Conviction);
    assert_eq!(conviction.map(|e| e.asserter), Some(Asserter::Narration));
    let misconduct = reading
        .grounds
        .iter()
        .find(|g| g.code == GroundCode::OfficialMisconduct);
    assert!(matches!(
        misconduct.map(|g| g.asserter),
        Some(Asserter::Statement(_))
    ));
}

#[test]
fn claims_of_others_and_denials_are_marked() {
    let reading = read("There are claims that jurors were pressured.");
    assert!(
        reading
            .grounds
            .iter()
            .any(|g| g.code == GroundCode::JurorPressure && g.reported)
    );
    let reading = read("The prosecutor said he had no alibi.");
    assert!(
        reading
            .grounds
            .iter()
            .any(|g| g.code == GroundCode::Alibi && g.denied)
    );
}

fn values(text: &str, attribute: Attribute) -> Vec<String> {
    read(text)
        .facts
        .into_iter()
        .filter(|f| f.attribute == attribute)
        .map(|f| f.value)
        .collect()
}

#[test]
fn values_in_one_form() {
    for (attribute, text, value) in [
        (
            Attribute::Sentence,
            "Odell Crane was sentenced to life in prison.",
            "life",
        ),
        (
            Attribute::Sentence,
            "Odell Crane was sentenced to life in prison without the possibility of parole.",
            "life without parole",
        ),
        (
            Attribute::Sentence,
            "Odell Crane was sentenced to death in 1999.",
            "death",
        ),
        (
            Attribute::Sentence,
            "Odell Crane was sentenced to 25 years in prison.",
            "25 years",
        ),
        (
            Attribute::Sentence,
            "Odell Crane was sentenced to 15 years to life.",
            "15 years to life",
        ),
        (
            Attribute::Sentence,
            "Odell Crane got a five-year sentence.",
            "5 years",
        ),
        (
            Attribute::JuryVote,
            "The jury convicted Odell Crane 10-2.",
            "10-2",
        ),
        (
            Attribute::JuryVote,
            "The jury voted ten to two to convict Odell Crane.",
            "10-2",
        ),
        (
            Attribute::Charge,
            "Odell Crane was convicted of second-degree murder.",
            "second-degree murder",
        ),
        (
            Attribute::Count,
            "Odell Crane was convicted on three counts of arson.",
            "3",
        ),
        (
            Attribute::Date,
            "Odell Crane was convicted in 2009.",
            "2009",
        ),
    ] {
        assert_eq!(values(text, attribute), [value], "{text}");
    }
}

#[test]
fn ages_of_people() {
    assert_eq!(
        values("Odell Crane, 45, was convicted in 2009.", Attribute::Age),
        ["45"]
    );
    assert_eq!(
        values(
            "The killing of 16-year-old Lena Marsh shocked the town.",
            Attribute::Age
        ),
        ["16"]
    );
    assert!(values("The case took 16 years.", Attribute::Age).is_empty());
    for text in [
        "Lena Marsh, 36, was shot in the head.",
        "Lena Marsh, 43, then shot the guard.",
        "\"There's three people shot!\" he yelled at Odell Crane.",
    ] {
        assert!(values(text, Attribute::Count).is_empty(), "{text}");
    }
}

#[test]
fn a_date_that_may_belong_to_two_events() {
    let text = "Odell Crane was convicted in 2009 of murdering a singer.\n\n\
                Odell Crane was convicted of the murder of Lena Marsh at a bar in Memphis in 2002.";
    let reading = read(text);
    let disagreement = reading
        .disagreements
        .iter()
        .find(|d| d.attribute == Attribute::Date);
    let disagreement = disagreement.expect("2009 or 2002");
    assert!(disagreement.possible);
    assert!(disagreement.ambiguity.is_some());
}

#[test]
fn what_does_not_disagree() {
    for text in [
        "Odell Crane was convicted in 2009. He was convicted in March 2009 of murder.",
        "Odell Crane was 16 at the time. Odell Crane, 49, is in prison.",
        "Odell Crane, 49, and Dora Pell, 48, were convicted in 2009.",
        "Odell Crane was convicted in 2009. The verdict was overturned in 2012. He was convicted again in 2014.",
        "Odell Crane was sentenced to life. Dora Pell was sentenced to 25 years.",
    ] {
        let reading = read(text);
        assert!(
            reading.disagreements.is_empty(),
            "{text}: {:?}",
            reading.disagreements
        );
    }
}

#[test]
fn what_disagrees() {
    for text in [
        "Odell Crane was convicted in 2009. Odell Crane was convicted in 2007.",
        "The jury convicted Odell Crane 10-2. The jury convicted Odell Crane by an 11-1 vote.",
    ] {
        let reading = read(text);
        assert!(!reading.disagreements.is_empty(), "{text}");
        assert!(reading.disagreements.iter().all(|d| !d.possible), "{text}");
    }
}

/// Rows of the table of grounds that match somewhere in the text, as code and pattern.
fn rows_matched(text: &str) -> Vec<(&'static str, &'static str)> {
    let document = document(text);
    let mut draft = crate::Draft::new(&document);
    draft.paragraphs = crate::structure::paragraphs(&document);
    draft.tokens = crate::tokens::tokenise(&draft);
    draft.sentences = crate::sentences::split(&draft);
    crate::tagger::tag(&mut draft);
    crate::people::find(&mut draft);
    let scene = super::scene::Scene::new(&draft, super::lexicon::lexicon());
    super::grounds::rows_matched(&scene)
}

#[test]
fn every_wording_is_met_by_a_sentence() {
    let met: HashSet<_> = GROUNDS
        .into_iter()
        .flat_map(rows)
        .flat_map(|row| rows_matched(row[2]))
        .collect();
    let tables = [
        include_str!("../../data/law/ground_patterns.tsv"),
        include_str!("../../data/law/factor_patterns.tsv"),
    ];
    let missing: Vec<String> = tables
        .into_iter()
        .flat_map(rows)
        .filter(|row| !met.contains(&(row[0], row[1])))
        .map(|row| format!("{}\t{}", row[0], row[1]))
        .collect();
    assert!(
        missing.is_empty(),
        "{} rows that no sentence meets:\n{}",
        missing.len(),
        missing.join("\n")
    );
}
