use crate::{Draft, structure};
use onrecord_record::{Document, Token, TokenKind};
use proptest::prelude::*;

fn read(text: &str) -> (Document, Vec<Token>) {
    let document = Document::from_text(text, None);
    let mut draft = Draft::new(&document);
    draft.paragraphs = structure::paragraphs(&document);
    let tokens = super::tokenise(&draft);
    (document, tokens)
}

/// `tokens` are the words wanted, with `|` between them; the text is made from them by `text`.
#[track_caller]
fn check(text: &str, wanted: &str) {
    let (document, tokens) = read(text);
    let found: Vec<&str> = tokens.iter().map(|t| document.text.slice(t.span)).collect();
    assert_eq!(found.join("|"), wanted);
}

#[track_caller]
fn kind(text: &str) -> Vec<TokenKind> {
    read(text).1.iter().map(|t| t.kind).collect()
}

#[test]
fn clitics_are_split_off() {
    check("He's sure they don't.", "He|'s|sure|they|do|n't|.");
    check("I’ve said it can’t, won't", "I|’ve|said|it|ca|n’t|,|wo|n't");
    check("She cannot; couldn't've", "She|can|not|;|could|n't|'ve");
    check(
        "Orr's son and the jurors' room",
        "Orr|'s|son|and|the|jurors|'|room",
    );
    check("the U.S.'s and @dale's", "the|U.S.|'s|and|@dale|'s");
    check("O'Hara, ma'am, o'clock", "O'Hara|,|ma'am|,|o'clock");
}

#[test]
fn apostrophes_and_single_quotation_marks_are_told_apart() {
    check("'90s star, the 1990s", "'90s|star|,|the|1990s");
    check("the class of '08 won", "the|class|of|'08|won");
    check("he said 'the jurors' lied", "he|said|'|the|jurors|'|lied");
    check(
        "‘The jurors’ room’ he said",
        "‘|The|jurors|’|room|’|he|said",
    );
    check("tell 'em he's goin' home", "tell|'em|he|'s|goin'|home");
    check("“Why ‘her’?”", "“|Why|‘|her|’|?|”");
}

#[test]
fn abbreviations_keep_their_full_stop() {
    check("Mr. Dale Jr. v. St. Mark", "Mr.|Dale|Jr.|v.|St.|Mark");
    check(
        "J. B. Orr of the U.S. at 9 p.m.",
        "J.|B.|Orr|of|the|U.S.|at|9|p.m.",
    );
    check(
        "No. 5, Tr. 12. He said no.",
        "No.|5|,|Tr.|12|.|He|said|no|.",
    );
    check(
        "a Ph.D. from Reno, Nev., and",
        "a|Ph.D.|from|Reno|,|Nev.|,|and",
    );
    check(
        "the U.S.-backed plan, than I.",
        "the|U.S.-backed|plan|,|than|I|.",
    );
    check("It ended.The next", "It|ended|.|The|next");
}

#[test]
fn numbers_keep_their_separators() {
    check(
        "10-2, 1,200 and $5,000 or 90%",
        "10-2|,|1,200|and|$|5,000|or|90|%",
    );
    check("at 3:30pm on 6/14/05, 19th", "at|3:30|pm|on|6/14/05|,|19th");
    check("a 16-year-old, .22 caliber", "a|16-year-old|,|.22|caliber");
    check("in 2002. No 2:15-cv-00123", "in|2002|.|No|2:15-cv-00123");
    assert_eq!(
        kind("10-2 19th 16-year-old 3:30"),
        [
            TokenKind::Number,
            TokenKind::Word,
            TokenKind::Word,
            TokenKind::Number
        ]
    );
}

#[test]
fn the_nets_own_words() {
    check(
        "@dale & #FreeDale!! https://a.org/x?y=1.",
        "@dale|&|#FreeDale|!!|https://a.org/x?y=1|.",
    );
    check(
        "mail a.b@c-d.org, see example.com.",
        "mail|a.b@c-d.org|,|see|example.com|.",
    );
    check("so sad 👩‍⚖️🇺🇸👍🏽 #1", "so|sad|👩‍⚖️|🇺🇸|👍🏽|#|1");
}

#[test]
fn marks() {
    check(
        "wait... what…no—yes -- (a)",
        "wait|...|what|…|no|—|yes|--|(|a|)",
    );
    check("``Yes,'' he said. . . .", "``|Yes|,|''|he|said|. . . .");
    check("[sic] and/or AT&T", "[|sic|]|and|/|or|AT&T");
    check(
        "cafe\u{301} nai\u{308}ve\r\nnext",
        "cafe\u{301}|nai\u{308}ve|next",
    );
}

proptest! {
    #[test]
    fn tokens_lie_in_order_inside_their_paragraphs_and_leave_no_word_out(
        text in "([a-z]{1,4}|[A-Z]\\.|['’\"“”.,!?@#$&/_-]|[ \n\r]|\\PC|[0-9]{1,3}|n't|\u{301}|\u{200d}|👩){0,60}"
    ) {
        let document = Document::from_text(&text, None);
        let mut draft = Draft::new(&document);
        draft.paragraphs = structure::paragraphs(&document);
        draft.tokens = super::tokenise(&draft);
        draft.sentences = crate::sentences::split(&draft);
        let mut covered = 0;
        for token in &draft.tokens {
            prop_assert!(token.span.start() >= covered);
            prop_assert!(!token.span.is_empty());
            prop_assert!(draft.paragraphs.iter().any(|p| p.span.contains(token.span)));
            let between = text.get(covered..token.span.start()).unwrap();
            prop_assert!(!between.contains(char::is_alphanumeric), "left out {between:?}");
            covered = token.span.end();
        }
        prop_assert!(!text.get(covered..).unwrap().contains(char::is_alphanumeric));
        let mut next = 0;
        for sentence in &draft.sentences {
            prop_assert_eq!(sentence.first, next);
            prop_assert!(sentence.last > sentence.first);
            next = sentence.last;
        }
        prop_assert_eq!(next as usize, draft.tokens.len());
    }
}
