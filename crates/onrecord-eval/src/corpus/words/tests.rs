use super::*;

const TEXT: &str = "Ünal said he\nsaw her. “Later,” he denied he saw her, and she said no.";

fn text() -> Text {
    Text::new(TEXT)
}

fn words(quoted: &str) -> Vec<String> {
    text()
        .places(quoted)
        .into_iter()
        .map(|s| text().words(s))
        .collect()
}

#[test]
fn white_space_and_quotation_marks_match_any_of_their_kind() {
    assert_eq!(text().only("said he saw"), Ok([5, 16]));
    assert_eq!(text().only("\"Later,\""), Ok([22, 30]));
}

#[test]
fn words_that_stand_twice_are_refused_until_they_are_pinned() {
    let fault = text().only("he saw her").unwrap_err();
    assert_eq!(fault, NoPlace::Ambiguous("he saw her".to_owned(), 2));
    assert_eq!(text().only("denied «he saw her»"), Ok([41, 51]));
    assert_eq!(text().only("he saw her @@1"), Ok([10, 20]));
    assert!(text().only("he saw her @@3").is_err());
    assert!(text().only("he saw her @@0").is_err());
}

#[test]
fn a_place_cuts_no_word() {
    assert!(text().places("he s").is_empty());
    assert_eq!(words("he").len(), 3);
}

#[test]
fn what_is_left_out_reaches_to_the_nearest_last_words() {
    assert_eq!(words("said «he … her»"), ["he\nsaw her"]);
    assert_eq!(
        words("Later … said"),
        ["Later,” he denied he saw her, and she said"]
    );
    assert_eq!(
        words("said «he … her», and"),
        ["he\nsaw her. “Later,” he denied he saw her"]
    );
}

#[test]
fn the_nearest_place_outside_the_content_is_taken() {
    let content = [[41, 51]];
    assert_eq!(text().nearest("he", &content, &content), Ok([31, 33]));
    assert_eq!(
        text().nearest("him", &content, &content),
        Err(NoPlace::NotFound("him".to_owned()))
    );
    let twice = Text::new("said it said");
    assert!(twice.nearest("said", &[[5, 7]], &[]).is_err());
}

#[test]
fn a_place_in_the_same_sentence_goes_before_a_nearer_one() {
    let text = Text::new("Nobody said that. The latch broke, as Orr and others of the port said.");
    let content = [text.only("The latch broke").unwrap()];
    assert_eq!(text.nearest("said", &content, &content), Ok([7, 11]));
    assert_eq!(
        text.nearest_in_sentence("said", &content, &content),
        Ok([65, 69])
    );
    assert!(text.sentence_ends_between([7, 11], &content));
    assert!(!text.sentence_ends_between([65, 69], &content));
}

#[test]
fn a_name_is_found_in_its_own_case_first() {
    let text = Text::new("ORR and Orr and #FreeOrr");
    assert_eq!(text.name("Orr"), Some([8, 11]));
    assert_eq!(text.name("orr"), Some([0, 3]));
    assert_eq!(text.name(""), None);
    assert!(text.stands_at("orr", [8, 11]) && !text.stands_at("or", [8, 11]));
}

#[test]
fn a_name_is_no_part_of_a_word_where_it_stands_alone_too() {
    let text = Text::new("Justice was done to us, said US Marshal Orr.");
    assert_eq!(text.name("us"), Some([20, 22]));
    assert_eq!(text.name("US"), Some([29, 31]));
    assert_eq!(text.name("Marsh"), Some([32, 37]));
    assert_eq!(text.name("marshal"), Some([32, 39]));
}
