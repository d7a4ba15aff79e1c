//! Who is speaking, in sentences of our own.

use onrecord_record::{Document, Speaker, SpeechAct};

/// The speaker of each statement, in order: a name, a description, or `?`.
fn speakers(text: &str) -> Vec<String> {
    let document = Document::from_text(text, Some("2019-05-06".parse().unwrap()));
    let reading = crate::read(&document);
    reading
        .statements
        .iter()
        .filter(|s| s.act != SpeechAct::Attitude)
        .map(|s| match &s.speaker {
            Speaker::Known { entity, .. } => reading.name(*entity).to_owned(),
            Speaker::Described { name } => name.clone(),
            Speaker::Unknown { .. } => "?".to_owned(),
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text), expected, "{text}");
}

#[test]
fn the_family_name_stays_with_whom_the_text_calls_by_it() {
    check(
        "Peter Hale was freed on Monday. Hale spent ten years inside. Hale said he was tired.\n\n\
         His uncle Robert Hale once served in the navy, and Hale said that he missed him.",
        &["Peter Hale", "Peter Hale"],
    );
}

#[test]
fn whoever_was_just_named_in_full_takes_the_family_name() {
    check(
        "Peter Hale was shot in May. Hale was 17. Hale had two sisters.\n\n\
         Robert Hale wants another trial.\n\n\"I want an answer,\" Hale said.",
        &["Robert Hale"],
    );
}

#[test]
fn an_office_is_given_to_who_is_named_with_it_later() {
    check(
        "A county judge ruled on Friday that the case could go ahead.\n\n\
         In her order, Judge Ada Moon wrote that the claim was sound.",
        &["Ada Moon", "Ada Moon"],
    );
    check(
        "The attorney general argued that the appeal came late.\n\n\
         Attorney General Ada Moon has a week to answer.",
        &["Ada Moon"],
    );
    // Two of them: the text does not say which.
    check(
        "A judge said the case was weak. Another judge disagreed. Judge Ada Moon and Judge Bo Marsh \
         sat on Friday.",
        &["A judge"],
    );
}

#[test]
fn papers_speak_for_their_owners() {
    check(
        "Bo Marsh has asked for a new trial. Marsh's petition says the witness lied.",
        &["Bo Marsh"],
    );
    check(
        "Marsh's petition was filed by Bo Marsh himself. The petition says the witness lied.",
        &["Bo Marsh"],
    );
    check("Court records say the witness lied.", &["Court records"]);
}

#[test]
fn an_apposition_names_the_description() {
    check(
        "Marsh's friend and neighbor, Ada Moon, said he never left the house.",
        &["Ada Moon"],
    );
    check(
        "Board of Parole spokeswoman Ada Moon said the hearing was over.",
        &["Ada Moon"],
    );
}

#[test]
fn a_name_inside_what_tells_of_somebody_is_not_the_speaker() {
    check(
        "The man convicted of killing the student Ada Moon said he was innocent.",
        &["The man"],
    );
}

#[test]
fn relative_pronouns_lead_to_the_person_before() {
    check(
        "They found Ada Moon, the plaintiff in this case, who claimed that she never met him.",
        &["Ada Moon"],
    );
    check(
        "The seat went to Ada Moon, who in 2010 said that she was tired.",
        &["Ada Moon"],
    );
}

#[test]
fn a_pronoun_is_the_last_speaker_rather_than_whom_the_speaker_spoke_of() {
    check(
        "Carl Dent told reporters that the court should hear Bo Marsh.\n\n\
         \"We are ready,\" he said.",
        &["Carl Dent", "Carl Dent"],
    );
}

#[test]
fn the_last_speakers_go_on_as_they_and_it() {
    check(
        "Marsh's lawyers said the lineup was flawed. They argued that the witness had been led.",
        &["Marsh's lawyers", "Marsh's lawyers"],
    );
}

#[test]
fn first_persons_inside_a_quotation_are_its_speaker() {
    check(
        "\"I have always said that he was somewhere else,\" Ada Moon said.",
        &["Ada Moon", "Ada Moon"],
    );
}

#[test]
fn the_owner_of_a_description_is_shown_as_inferred() {
    check(
        "Bo Marsh was in court on Monday. His lawyers said he was ill.",
        &["His [Bo Marsh\u{2019}s] lawyers"],
    );
}

#[test]
fn a_fronted_phrase_looks_ahead() {
    check(
        "Bo Marsh lost his appeal. In his dissent, Judge Carl Dent wrote that the jury had been misled.",
        &["Carl Dent"],
    );
}

#[test]
fn an_imperative_is_no_part_of_a_name() {
    check(
        "Bo Marsh left prison on Friday. Watch Marsh talk about it. Marsh said he was tired.",
        &["Bo Marsh"],
    );
}
