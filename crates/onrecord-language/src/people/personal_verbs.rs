//! Verbs that tell a person from a place or a firm: "was arrested", "testified", "stabbed Ada Moon".

use super::page::Page;
use super::table::Table;
use std::ops::Range;

/// See the head of the file for its columns.
pub(super) static PERSONAL_VERBS: Table =
    Table::new(include_str!("../../data/people/personal_verbs.tsv"));

/// How far a participle may stand behind its form of "be", in tokens.
const REACH: usize = 3;

/// Whether what the name in `tokens` does, or what is done to it, is a person's.
pub(super) fn tell(page: &Page, tokens: &Range<usize>) -> bool {
    let is = |i: usize, part: &str| {
        let word = page.word(i);
        word.len() > 3
            && word.starts_with(char::is_lowercase)
            && PERSONAL_VERBS
                .get(word)
                .is_some_and(|parts| parts.split(' ').any(|p| p == part))
    };
    let after = tokens.end;
    let be = |i: usize| {
        matches!(
            page.word(i),
            "was" | "is" | "were" | "been" | "be" | "being"
        )
    };
    let passive = (after..after + REACH).find(|i| be(*i)).is_some_and(|at| {
        // "has been wrongly convicted"; nothing but auxiliaries and adverbs in between.
        let plain = |i: usize| page.tag(i).is_adverb() || be(i) || is_auxiliary(page.word(i));
        (after..at).all(plain)
            && (at + 1..at + 1 + REACH)
                .find(|i| !plain(*i))
                .is_some_and(|i| is(i, "undergoes"))
    });
    passive
        || is(after, "does")
        || tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| is(before, "object"))
}

fn is_auxiliary(word: &str) -> bool {
    matches!(
        word,
        "has" | "had" | "have" | "will" | "would" | "can" | "could" | "may" | "not"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn persons(text: &str) -> Vec<String> {
        let document = onrecord_record::Document::from_text(text, None);
        let reading = crate::read(&document);
        let named = |e: &&onrecord_record::Entity| {
            e.kind == onrecord_record::EntityKind::Person && !e.plural
        };
        let persons = reading.entities.iter().filter(named);
        persons.map(|e| e.name.clone()).collect()
    }

    #[test]
    fn names_that_no_table_knows_are_told_by_what_happens_to_them() {
        assert_eq!(
            persons("Thabo Nkosi was convicted of murder in 2004."),
            ["Thabo Nkosi"]
        );
        assert_eq!(
            persons("Police arrested Zbigniew Wrona at a farm."),
            ["Zbigniew Wrona"]
        );
        assert_eq!(
            persons("Brooke Church had been wrongly accused."),
            ["Brooke Church"]
        );
        assert_eq!(persons("President Achebe spoke on Monday."), ["Achebe"]);
        assert!(persons("Brooke Church was built in 1904.").is_empty());
        assert!(persons("The march ended at Telham Bridge.").is_empty());
    }

    #[test]
    fn the_table_is_sorted_and_its_columns_are_known() {
        let keys: Vec<&str> = PERSONAL_VERBS.keys().collect();
        assert!(keys.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()));
        for (key, parts) in PERSONAL_VERBS.lines() {
            for part in parts.split(' ') {
                assert!(
                    matches!(part, "undergoes" | "object" | "does"),
                    "{key}: {part}"
                );
            }
        }
    }
}
