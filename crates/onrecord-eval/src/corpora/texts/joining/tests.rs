use super::*;

const WHOLE: Cut = Cut {
    hyphens: false,
    dots: false,
};
const SMALL: Cut = Cut {
    hyphens: true,
    dots: true,
};

fn joined(tokens: &str, cut: Cut) -> String {
    let tokens: Vec<&str> = tokens.split(' ').collect();
    let joined = join(&tokens, cut, &[]);
    assert_eq!(joined.places.len(), tokens.len());
    joined.text
}

fn split(sentences: &[&str]) -> Vec<Vec<String>> {
    let words = |sentence: &&str| sentence.split(' ').map(str::to_owned).collect();
    sentences.iter().map(words).collect()
}

#[test]
fn marks_stand_where_people_write_them() {
    for (tokens, text) in [
        (
            "Lunt ( a pilot ) left , slowly .",
            "Lunt (a pilot) left, slowly.",
        ),
        ("It cost $ 5 or 6 % ; no more", "It cost $5 or 6%; no more"),
        (
            "She did n't say Orr 's boat 'd sink",
            "She didn't say Orr's boat'd sink",
        ),
        ("`` Go , '' he said", "\"Go,\" he said"),
        ("and / or", "and/or"),
        (
            "They ’ ve left the Orrs ’ boat",
            "They’ve left the Orrs’ boat",
        ),
    ] {
        assert_eq!(joined(tokens, WHOLE), text);
    }
}

#[test]
fn straight_marks_open_and_close_in_turn() {
    for (tokens, text) in [
        (
            "\" Go , \" he said . \" Now . \"",
            "\"Go,\" he said. \"Now.\"",
        ),
        ("\"Go , \" he said", "\"Go,\" he said"),
        ("a \"bagman\" ran \" now \"", "a \"bagman\" ran \"now\""),
        ("the ' old ' boat", "the 'old' boat"),
        ("the Orrs ' boat", "the Orrs' boat"),
        ("Orr ' s boat", "Orr's boat"),
        ("don' t go", "don't go"),
    ] {
        assert_eq!(joined(tokens, WHOLE), text);
    }
}

#[test]
fn hyphens_join_only_where_the_tokeniser_cut_them() {
    let tokens = "a well - known two- or three- year plan";
    assert_eq!(
        joined(tokens, SMALL),
        "a well-known two- or three-year plan"
    );
    assert_eq!(joined(tokens, WHOLE), tokens);
    assert_eq!(joined("U.S. - born - \" he", SMALL), "U.S.-born - \"he");
}

#[test]
fn dots_join_only_where_the_tokeniser_cut_them() {
    let tokens = "At 2 . 5 p . m . the U . S . ship quay . org sank .";
    assert_eq!(
        joined(tokens, SMALL),
        "At 2.5 p.m. the U.S. ship quay.org sank."
    );
    assert_eq!(joined("It sank . He left", SMALL), "It sank. He left");
    assert_eq!(joined("2 . 5", WHOLE), "2. 5");
}

#[test]
fn numbers_and_times_are_joined() {
    assert_eq!(
        joined("10 , 500 or 5 , 10 or 1200 , 500", WHOLE),
        "10,500 or 5, 10 or 1200, 500"
    );
    assert_eq!(
        joined("at 10 : 15 , score 3 : 152 , so : 15", WHOLE),
        "at 10:15, score 3: 152, so: 15"
    );
}

#[test]
fn a_sentence_without_a_closing_mark_is_a_paragraph() {
    let sentences = split(&[
        "Boat sinks",
        "It sank .",
        "\" Why ? \"",
        "Orr said",
        "He left .",
    ]);
    let joined = paragraphs(&sentences, SMALL, &[]);
    assert_eq!(
        joined.text,
        "Boat sinks\n\nIt sank. \"Why?\" Orr said\n\nHe left."
    );
    let alone = paragraphs(&sentences, SMALL, &[1]);
    assert_eq!(
        alone.text,
        "Boat sinks\n\nIt sank.\n\n\"Why?\" Orr said\n\nHe left."
    );
}

#[test]
fn open_marks_are_forgotten_at_sentences_of_texts_with_whole_hyphens() {
    let sentences = split(&["He said : \" Go .", "\" Now \" ."]);
    assert_eq!(
        paragraphs(&sentences, WHOLE, &[]).text,
        "He said: \"Go. \"Now\"."
    );
    assert_eq!(
        paragraphs(&sentences, SMALL, &[]).text,
        "He said: \"Go.\" Now \"."
    );
}

#[test]
fn places_are_those_of_the_tokens_in_code_points() {
    let sentences = split(&["Zoë 's boot", "`` Où ? ''"]);
    let Joined { text, places } = paragraphs(&sentences, WHOLE, &[]);
    let chars: Vec<char> = text.chars().collect();
    let words: Vec<String> = places
        .into_iter()
        .map(|place| chars[place].iter().collect())
        .collect();
    assert_eq!(words, ["Zoë", "'s", "boot", "\"", "Où", "?", "\""]);
}

#[test]
fn a_tidied_text_has_no_white_space_at_its_ends_nor_at_those_of_lines() {
    let untidy = Joined {
        text: "\n ab \t\n\n c ".to_owned(),
        places: vec![2..4, 8..10, 10..11],
    };
    let tidied = untidy.tidied();
    assert_eq!(tidied.text, "ab\n\n c");
    assert_eq!(tidied.places, [0..2, 4..6, 6..6]);
}
