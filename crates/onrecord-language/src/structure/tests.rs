use super::*;

#[track_caller]
fn check(text: &str, wanted: &[&str]) {
    let document = Document::from_text(text, None);
    let found: Vec<&str> = paragraphs(&document)
        .iter()
        .map(|p| document.text.slice(p.span))
        .collect();
    assert_eq!(found, wanted);
}

/// The words of each sentence, as the tokens give them.
fn sentences(text: &str) -> Vec<String> {
    let document = Document::from_text(text, None);
    let mut draft = crate::Draft::new(&document);
    draft.paragraphs = paragraphs(&document);
    draft.tokens = crate::tokens::tokenise(&draft);
    crate::sentences::split(&draft)
        .iter()
        .map(|s| s.tokens().map(|i| draft.word(i)).collect::<Vec<_>>())
        .map(|words| words.join(" "))
        .collect()
}

#[test]
fn every_line_is_a_paragraph_where_lines_are_not_full() {
    check(
        "Woman freed after nineteen years in a state prison\nBy Ada Moon\r\n\r\nThe court ruled on Monday.",
        &[
            "Woman freed after nineteen years in a state prison",
            "By Ada Moon",
            "The court ruled on Monday.",
        ],
    );
}

#[test]
fn full_lines_go_on_and_numbered_items_begin_anew() {
    check(
        "1. I worked behind the bar of the Heron Room that\n\
         night and saw nobody come in through the door at\nthe back.\n\
         2. Two men took me to the station, where I waited\nfor most of the night.",
        &[
            "1. I worked behind the bar of the Heron Room that\n\
             night and saw nobody come in through the door at\nthe back.",
            "2. Two men took me to the station, where I waited\nfor most of the night.",
        ],
    );
}

#[test]
fn transcripts_are_read_over_lines_and_pages_without_their_numbers() {
    let text = "                  Page 7\n\
        \x20 1             THE COURT:  You may go on, Ms. Orr.\n\
        \x20 2                   DIRECT EXAMINATION\n\
        \x20 3   BY MS. ORR:\n\
        \x20 4        Q.   Where were you working on\n\
        \x20 5   the night of June 3rd?\n\
        \x20 6        A.   At the bar.  I saw him come\n\
        \n                  Page 8\n\n\
        \x20 1   in by the back door.\n\
        \x20 2        Q.   Who was with you?\n\
        \x20 3        A.   Nobody.\n";
    assert_eq!(
        sentences(text),
        [
            "THE COURT : You may go on , Ms. Orr .",
            "DIRECT EXAMINATION",
            "BY MS. ORR :",
            "Q. Where were you working on the night of June 3rd ?",
            "A. At the bar .",
            "I saw him come in by the back door .",
            "Q. Who was with you ?",
            "A. Nobody .",
        ]
    );
}

#[test]
fn a_numbered_list_is_no_transcript() {
    let text = "1. Ann\n2. Bo\n3. Cy\n4. Di\n5. Ed\n6. Flo\n7. Gil\n";
    assert!(margins(&Document::from_text(text, None)).is_empty());
}

#[test]
fn lines_of_print_go_on_where_they_end_in_the_middle() {
    let text = "Opinion of the Court\n\nThe petitioner claims that the lineup was flawed because\n\
        the other men in it were much older than he was, and that\ncounsel should have said so at that long trial.\n\
        We disagree. The record shows that counsel knew of\nthe ages and asked about them.\n\n\
        The witness maintained, when asked about the light in\nthe yard, that she saw his face.\nThat \
        is all she was asked about it on that day in\nMay.\n";
    check(
        text,
        &[
            "Opinion of the Court",
            "The petitioner claims that the lineup was flawed because\nthe other men in it were much \
             older than he was, and that\ncounsel should have said so at that long trial.\nWe disagree. The \
             record shows that counsel knew of\nthe ages and asked about them.",
            "The witness maintained, when asked about the light in\nthe yard, that she saw his \
             face.",
            "That is all she was asked about it on that day in\nMay.",
        ],
    );
}

#[test]
fn lines_that_a_reader_made_blocks_are_joined_too() {
    let text = "The petitioner claims that the lineup was flawed\nbecause the other men in it were much\n\
        older than he was, and that counsel should have\nsaid so at the trial, which he did not do,\n\
        as the record shows, though he was asked\nto by the judge.\n\nWe disagree.\n";
    let mut document = Document::from_text(text, None);
    document.blocks = lines(&document.text)
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|span| onrecord_record::Block {
            span,
            kind: BlockKind::Paragraph,
        })
        .collect();
    let found = paragraphs(&document);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn transcripts_with_their_numbers_beside_the_text_are_read_as_those_with_them_in_it() {
    let text = "Q. Where were you working on\nthe night of June 3rd?\nA. At the bar. I saw him come\n\n\
        in by the back door.\nTHE WITNESS: Nobody was with me.\n";
    let mut document = Document::from_text(text, None);
    document.kind = onrecord_record::DocumentKind::Transcript;
    document.blocks = vec![onrecord_record::Block {
        span: document.text.trim(document.text.all()),
        kind: BlockKind::Paragraph,
    }];
    document.places.lines = lines(&document.text)
        .into_iter()
        .filter(|line| !line.is_empty())
        .zip([24, 25, 26, 1, 2])
        .map(|(span, number)| onrecord_record::LinePlace { span, number })
        .collect();
    let found: Vec<&str> = paragraphs(&document)
        .iter()
        .map(|p| document.text.slice(p.span))
        .collect();
    assert_eq!(
        found,
        [
            "Q. Where were you working on\nthe night of June 3rd?",
            "A. At the bar. I saw him come\n\nin by the back door.",
            "THE WITNESS: Nobody was with me.",
        ]
    );
    assert!(margins(&document).is_empty());
}
