//! Statements in sentences of our own, as a reader would mark them.
//!
//! A line is `source | cue | content … content | kind`, in the order of the content.

use onrecord_record::{Document, SpeechAct, StatementKind};

fn statements(text: &str) -> Vec<String> {
    let document = Document::from_text(text, Some("2019-05-06".parse().unwrap()));
    let reading = crate::read(&document);
    let words = |spans: &[onrecord_record::Span]| {
        let words: Vec<&str> = spans.iter().map(|s| document.text.slice(*s)).collect();
        words.join(" … ")
    };
    reading
        .statements
        .iter()
        .filter(|s| s.act != SpeechAct::Attitude)
        .map(|s| {
            let kind = match s.kind {
                StatementKind::Direct => "direct",
                StatementKind::Indirect => "indirect",
                StatementKind::Mixed => "mixed",
            };
            format!(
                "{} | {} | {} | {kind}",
                words(&s.source),
                words(&s.cue),
                words(&s.content)
            )
        })
        .collect()
}

#[track_caller]
pub(super) fn check(text: &str, expected: &[&str]) {
    assert_eq!(statements(text), expected, "{text}");
}

#[test]
fn quotation_before_the_cue() {
    check(
        "\"We left before midnight,\" Ada Moon said.",
        &["Ada Moon | said | \"We left before midnight,\" | direct"],
    );
    check(
        "“We left before midnight,” said Ada Moon, a neighbour of the family.",
        &["Ada Moon | said | “We left before midnight,” | direct"],
    );
    check(
        "\"Who was it?\" asked the detective.",
        &["the detective | asked | \"Who was it?\" | direct"],
    );
}

#[test]
fn quotation_round_the_cue() {
    check(
        "\"We left,\" Moon said, \"before midnight.\"",
        &["Moon | said | \"We left,\" … \"before midnight.\" | direct"],
    );
    check(
        "\"We left,\" Moon said on Tuesday. \"It was dark.\"",
        &["Moon | said | \"We left,\" … \"It was dark.\" | direct"],
    );
}

#[test]
fn quotation_after_the_cue() {
    check(
        "Moon told the court: \"I never saw him.\"",
        &["Moon | told | \"I never saw him.\" | direct"],
    );
    check(
        "In a letter to the parole board, Moon wrote, \"I was wrong.\"",
        &["Moon | wrote | \"I was wrong.\" | direct"],
    );
}

#[test]
fn clauses_with_and_without_that() {
    check(
        "Prosecutors argued that the glove was his.",
        &["Prosecutors | argued | the glove was his | indirect"],
    );
    check(
        "Moon said she left before midnight.",
        &["Moon | said | she left before midnight | indirect"],
    );
    check(
        "Moon told reporters on Tuesday that she had lied.",
        &["Moon | told | she had lied | indirect"],
    );
}

#[test]
fn clause_before_the_cue() {
    check(
        "The glove was his, prosecutors said.",
        &["prosecutors | said | The glove was his | indirect"],
    );
    check(
        "The glove, according to prosecutors, was never tested.",
        &["prosecutors | according to | The glove … was never tested | indirect"],
    );
    check(
        "According to court papers, the glove was never tested.",
        &["court papers | According to | the glove was never tested | indirect"],
    );
}

#[test]
fn partly_quoted() {
    check(
        "Moon said the police \"never once asked\" her about the car.",
        &["Moon | said | the police \"never once asked\" her about the car | mixed"],
    );
    check(
        "The trial was \"a farce from start to finish,\" said his lawyer, Bo Marsh.",
        &["his lawyer, Bo Marsh | said | The trial was \"a farce from start to finish,\" | mixed"],
    );
}

#[test]
fn subjects_with_asides() {
    check(
        "Bo Marsh, a lawyer from Leeds, said the ruling was wrong.",
        &["Bo Marsh | said | the ruling was wrong | indirect"],
    );
    check(
        "The family's lawyer, Bo Marsh, said the ruling was wrong.",
        &["The family's lawyer, Bo Marsh | said | the ruling was wrong | indirect"],
    );
    check(
        "On Monday, a spokesman for the prison denied that anyone was hurt.",
        &["a spokesman for the prison | denied | anyone was hurt | indirect"],
    );
}

#[test]
fn a_speech_over_paragraphs() {
    check(
        "\"It began in March,\" Moon said. \"Nobody told us.\n\n\"Nobody ever does.\"",
        &[
            "Moon | said | \"It began in March,\" … \"Nobody told us. … \"Nobody ever does.\" | direct",
        ],
    );
}

#[test]
fn reports_inside_reports() {
    check(
        "Moon said that Marsh told her he was at home.",
        &[
            "Moon | said | Marsh told her he was at home | indirect",
            "Marsh | told | he was at home | indirect",
        ],
    );
}

#[test]
fn two_statements_side_by_side() {
    check(
        "Moon said she was there, but Marsh said he was not.",
        &[
            "Moon | said | she was there | indirect",
            "Marsh | said | he was not | indirect",
        ],
    );
    check(
        "Moon said she was there, adding that Marsh was not.",
        &[
            "Moon | said | she was there | indirect",
            "Moon | adding | Marsh was not | indirect",
        ],
    );
}

#[test]
fn no_statements() {
    check(
        "The so-called \"night crew\" met at a bar named \"The Last Stop\".",
        &[],
    );
    check("He was sentenced to life and never said a word.", &[]);
    check("A man called Moon was seen near the bridge.", &[]);
}

#[test]
fn agents_of_passives_and_those_quoted() {
    check(
        "Moon was told by Marsh that the road was closed.",
        &["Marsh | told | the road was closed | indirect"],
    );
    check(
        "Ray was named by two neighbours as the driver.",
        &["two neighbours | named | Ray … the driver | indirect"],
    );
    check(
        "The paper quoted her as saying that the road was closed.",
        &["her | quoted … as saying | the road was closed | indirect"],
    );
    check(
        "\"The road was closed,\" the paper quoted her as saying.",
        &["her | quoted … as saying | \"The road was closed,\" | direct"],
    );
    check(
        "She turned back after being warned that the road was closed.",
        &[" | warned | the road was closed | indirect"],
    );
}

#[test]
fn relative_clauses_about_what_was_said() {
    check(
        "He lost the glove, which he says the police took.",
        &["he | says | which … the police took | indirect"],
    );
    check(
        "It was a promise he insisted was never kept.",
        &["he | insisted | a promise … was never kept | indirect"],
    );
}

#[test]
fn a_pronoun_is_all_of_the_subject() {
    check(
        "Marsh gave an interview, in which he claimed that the map was his.",
        &["he | claimed | the map was his | indirect"],
    );
}

#[test]
fn a_name_stands_for_the_subject_after_a_relative_clause() {
    check(
        "One of the jurors who convicted him after a short trial believes that he is innocent.",
        &[
            "One of the jurors who convicted him after a short trial | believes | he is innocent | indirect",
        ],
    );
    check(
        "A man convicted of the theft said that he was elsewhere.",
        &["A man convicted of the theft | said | he was elsewhere | indirect"],
    );
}

#[test]
fn hearers_with_their_names() {
    check(
        "\"It was late,\" Moon told her sister, Ada Marsh. \"Nobody came.\"",
        &["Moon | told | \"It was late,\" … \"Nobody came.\" | direct"],
    );
}

#[test]
fn second_quotation_with_a_cue_of_its_own() {
    check(
        "\"We lost the house,\" Moon said, quipping, \"and the cat.\"",
        &[
            "Moon | said | \"We lost the house,\" | direct",
            "Moon | quipping | \"and the cat.\" | direct",
        ],
    );
}

#[test]
fn conditions_and_first_persons_are_no_reports() {
    check(
        "\"If he says that he was there, I will leave,\" Moon said.",
        &["Moon | said | \"If he says that he was there, I will leave,\" | direct"],
    );
    check(
        "\"I wish to make it clear that we condemn the theft,\" Moon said.",
        &["Moon | said | \"I wish to make it clear that we condemn the theft,\" | direct"],
    );
}

#[test]
fn where_it_was_said_is_no_part_of_it() {
    check(
        "He said he was innocent in an interview on Friday.",
        &["He | said | he was innocent | indirect"],
    );
    check(
        "Marsh conceded in court papers filed on Friday that the map was altered.",
        &["Marsh | conceded | the map was altered | indirect"],
    );
    check(
        "LEEDS (AP) -- The map was altered, police said.",
        &["police | said | The map was altered | indirect"],
    );
}

#[test]
fn background_is_the_writers() {
    check(
        "Marsh said the road was closed, which it was.",
        &["Marsh | said | the road was closed | indirect"],
    );
    check(
        "Marsh said the road would be closed, which would help the shops.",
        &["Marsh | said | the road would be closed, which would help the shops | indirect"],
    );
}

#[test]
fn headlines_with_a_colon() {
    check(
        "Police: Driver never saw the bridge",
        &["Police |  | Driver never saw the bridge | indirect"],
    );
    check("Note: The bridge was closed in May", &[]);
}

#[test]
fn claims_as_the_subject_of_another_clause() {
    check(
        "Marsh's assertion that the map was his is wrong.",
        &["Marsh | assertion | the map was his | indirect"],
    );
}

#[test]
fn questions_and_short_answers() {
    check(
        "Asked if he knew the driver, Ray said no.",
        &["Ray | said | no | indirect"],
    );
    check(
        "As one juror put it, \"We had no choice.\"",
        &["one juror | put it | \"We had no choice.\" | direct"],
    );
}

#[test]
fn hearers_before_the_clause() {
    check(
        "Ray confessed to her in March that he had lied.",
        &["Ray | confessed | he had lied | indirect"],
    );
    check(
        "Marsh, who was ill for a year, told a local paper that he was tired.",
        &["Marsh | told | he was tired | indirect"],
    );
}

#[test]
fn verbs_taken_for_nouns() {
    check(
        "Detective Marsh denies coercing the boy.",
        &["Detective Marsh | denies | coercing the boy | indirect"],
    );
    check(
        "Marsh swore under oath that he burned the notes.",
        &["Marsh | swore | he burned the notes | indirect"],
    );
    check(
        "At the hearing, Moss recanted, telling the court that he had been paid.",
        &["Moss | telling | he had been paid | indirect"],
    );
}

#[test]
fn a_quotation_that_goes_on_after_an_aside() {
    check(
        "\"Every time you say that,\" Moon said, pointing at the map, \"you help them.\"",
        &["Moon | said | \"Every time you say that,\" … \"you help them.\" | direct"],
    );
    check(
        "\"You winning?\" Moon said, but Ray was asleep by then.",
        &["Moon | said | \"You winning?\" | direct"],
    );
}

#[test]
fn a_name_that_begins_the_clause() {
    check(
        "According to the clerk, Ada Moon was away.",
        &["the clerk | According to | Ada Moon was away | indirect"],
    );
}

#[test]
fn what_may_come_is_not_said_yet() {
    check("The mayor will announce plans for a bridge.", &[]);
}

mod any_words {
    use onrecord_record::Document;
    use proptest::prelude::*;

    proptest! {
        /// Whatever the order of the words, spans lie in the text and nothing fails.
        #[test]
        fn statements_lie_in_the_text(words in prop::collection::vec(
            prop::sample::select(vec![
                "said", "says", "told", "by", "that", "he", "Moon", "the", "court", "claim", "was",
                "quoted", "as", "saying", ",", ".", "\"", "(", ")", "--", ":", ";", "which", "who",
                "v.", "Marsh", "in", "view", "of", "our", "according", "to", "and", "12.", "had",
                "named", "if", "while", "adding", "on", "Friday", "\n\n", "case", "is", "not",
            ]),
            0..40,
        )) {
            let document = Document::from_text(&words.join(" "), None);
            for statement in crate::read(&document).statements {
                prop_assert!(!statement.content.is_empty());
                for span in statement.content.iter().chain(&statement.source).chain(&statement.cue) {
                    prop_assert!(!document.text.slice(*span).trim().is_empty());
                }
            }
        }
    }
}

#[test]
fn what_a_relative_pronoun_stands_for_is_denied_or_maintained() {
    check(
        "Police repeated the allegations, which Ada Moon denies.",
        &["Ada Moon | denies | the allegations | indirect"],
    );
    check(
        "The tests point to her innocence, which Ada Moon has always maintained.",
        &["Ada Moon | maintained | her innocence | indirect"],
    );
}

#[test]
fn belief_in_somebody_and_recanting_are_no_statements() {
    check("Those who believe in Ada Moon met on Monday.", &[]);
    check(
        "Two witnesses recanting their testimony came to court.",
        &[],
    );
}
