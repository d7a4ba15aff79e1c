//! Common nouns that stand for people, groups, organisations and papers.

use super::table::Table;
use onrecord_record::{EntityKind, Gender};

/// See the head of the file for its columns.
pub(crate) static NOUNS: Table = Table::new(include_str!("../../data/people/nouns.tsv"));

/// What a common noun says of whoever it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Noun {
    /// What sort of thing it stands for.
    pub(crate) kind: EntityKind,
    /// The gender the noun itself has.
    pub(crate) gender: Gender,
    /// Whether the word was in the plural.
    pub(crate) plural: bool,
    /// Broader nouns that may stand for the same thing, separated by blanks.
    pub(crate) broader: &'static str,
}

/// The noun behind `word`, singular or plural, in any case.
pub(crate) fn noun(word: &str) -> Option<Noun> {
    if let Some(columns) = NOUNS.get(word) {
        return parse(columns, false);
    }
    with_singular(word, |singular| NOUNS.get(singular)).and_then(|columns| parse(columns, true))
}

/// Whether `word` stands for one or more people by what they are or do.
pub(crate) fn is_person_noun(word: &str) -> bool {
    noun(word).is_some_and(|n| n.kind == EntityKind::Person)
}

/// The singular of a plural the table knows; the word itself otherwise, in lower case.
pub(crate) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    if NOUNS.has(&lower) {
        return lower;
    }
    with_singular(&lower, |s| NOUNS.has(s).then(|| s.to_owned())).unwrap_or(lower)
}

/// Tries the forms that `word` may be the plural of.
fn with_singular<T>(word: &str, found: impl Fn(&str) -> Option<T>) -> Option<T> {
    if let Some(stem) = word.strip_suffix("men") {
        return found(&format!("{stem}man"));
    }
    if let Some(stem) = word.strip_suffix("s-in-law") {
        return found(&format!("{stem}-in-law"));
    }
    if word.eq_ignore_ascii_case("children") {
        return found("child");
    }
    if word.eq_ignore_ascii_case("wives") {
        return found("wife");
    }
    if let Some(stem) = word.strip_suffix("wives") {
        return found(&format!("{stem}wife"));
    }
    let stem = word.strip_suffix('s').or_else(|| word.strip_suffix('S'))?;
    if let Some(stem) = word.strip_suffix("ies")
        && let Some(value) = found(&format!("{stem}y"))
    {
        return Some(value);
    }
    found(stem).or_else(|| found(stem.strip_suffix('e')?))
}

fn parse(columns: &'static str, plural: bool) -> Option<Noun> {
    let mut columns = columns.split('\t');
    let kind = match columns.next()? {
        "person" => EntityKind::Person,
        "group" => EntityKind::Group,
        "organisation" => EntityKind::Organisation,
        "document" => EntityKind::Document,
        _ => return None,
    };
    let gender = match columns.next()? {
        "m" => Gender::Male,
        "f" => Gender::Female,
        _ => Gender::Unknown,
    };
    Some(Noun {
        kind,
        gender,
        plural,
        broader: columns.next().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_lead_to_their_singular() {
        for (plural, one) in [
            ("lawyers", "lawyer"),
            ("Witnesses", "witness"),
            ("attorneys", "attorney"),
            ("families", "family"),
            ("women", "woman"),
            ("spokesmen", "spokesman"),
            ("children", "child"),
        ] {
            assert_eq!(singular(plural), one);
            assert!(noun(plural).is_some_and(|n| n.plural), "{plural}");
        }
        assert!(noun("tables").is_none());
    }

    #[test]
    fn the_table_is_sorted_and_every_line_is_read() {
        let keys: Vec<&str> = NOUNS.keys().collect();
        assert!(keys.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes()));
        for key in keys {
            assert!(noun(key).is_some(), "{key}");
        }
    }
}
