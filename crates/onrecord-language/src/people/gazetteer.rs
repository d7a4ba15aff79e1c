//! What the word lists say of a word or name.

use super::table::Table;
use onrecord_record::{EntityKind, Gender};
use std::collections::HashMap;
use std::sync::LazyLock;

static FIRST_NAMES: Table = Table::new(include_str!("../../data/people/first_names.tsv"));
static SURNAMES: Table = Table::new(include_str!("../../data/people/surnames.tsv"));
static NICKNAMES: Table = Table::new(include_str!("../../data/people/nicknames.tsv"));
static PLACES: Table = Table::new(include_str!("../../data/people/places.tsv"));
static DEMONYMS: Table = Table::new(include_str!("../../data/people/demonyms.tsv"));
static OUTLETS: Table = Table::new(include_str!("../../data/people/outlets.tsv"));
static NAME_FIELDS: Table = Table::new(include_str!("../../data/people/name_fields.tsv"));
static TITLES: Table = Table::new(include_str!("../../data/people/titles.tsv"));
static KIND_WORDS: Table = Table::new(include_str!("../../data/people/kind_words.tsv"));
static WORDS: Table = Table::new(include_str!("../../data/people/words.tsv"));

/// What the list of first names says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstName {
    /// Of those who bear it.
    pub(crate) gender: Gender,
    /// Borne by many.
    pub(crate) common: bool,
    /// Also an ordinary word ("Hope", "Will").
    pub(crate) is_word: bool,
}

/// The entry of `word` among first names; for a double name ("Mary-Ann") that of its first part.
pub(crate) fn first_name(word: &str) -> Option<FirstName> {
    let letters = FIRST_NAMES
        .get(word)
        .or_else(|| FIRST_NAMES.get(word.split_once('-')?.0))?;
    Some(FirstName {
        gender: match letters.as_bytes().first()? {
            b'm' => Gender::Male,
            b'f' => Gender::Female,
            _ => Gender::Unknown,
        },
        common: letters.contains('c'),
        is_word: letters.ends_with('w'),
    })
}

/// Whether `word` is a family name: `Some(true)` where it is an ordinary word as well.
pub(crate) fn surname(word: &str) -> Option<bool> {
    let columns = SURNAMES
        .get(word)
        .or_else(|| SURNAMES.get(word.rsplit_once('-')?.1))?;
    Some(columns == "w")
}

/// Whether one of two first names, in lower case, may stand for the other ("bill", "william").
pub(crate) fn are_nicknames(a: &str, b: &str) -> bool {
    SHORT_FORMS.get(a).is_some_and(|names| names.contains(&b))
}

/// The nicknames both ways, for quick answers: every name of a document asks for every person in it.
static SHORT_FORMS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut forms: HashMap<&str, Vec<&str>> = HashMap::new();
    for (short, names) in NICKNAMES.lines() {
        for name in names.split(' ') {
            forms.entry(short).or_default().push(name);
            forms.entry(name).or_default().push(short);
        }
    }
    forms
});

/// Whether `name` is a country, state or city.
pub(crate) fn is_place(name: &str) -> bool {
    PLACES.has(name)
}

/// Whether `name` is a country or state.
pub(crate) fn is_country_or_state(name: &str) -> bool {
    PLACES.get(name).is_some_and(|sort| sort != "city")
}

/// Whether `word` stands for a people, nation, creed or party; plurals too.
pub(crate) fn is_demonym(word: &str) -> bool {
    DEMONYMS.has(word) || word.strip_suffix('s').is_some_and(|w| DEMONYMS.has(w))
}

/// Whether `name`, without "The", is an outlet, agency or platform.
pub(crate) fn is_outlet(name: &str) -> bool {
    OUTLETS.has(name)
}

/// Whether `word` is the last of a form's field that holds a person's name.
pub(crate) fn is_name_field(word: &str) -> bool {
    NAME_FIELDS.has(word)
}

/// Whether `word` is an ordinary English word, in any inflection seen.
pub(crate) fn is_ordinary(word: &str) -> bool {
    WORDS.has(word)
}

/// What a title tells of the name after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Title {
    /// Of whoever bears it.
    pub(crate) gender: Gender,
    /// Whether it is kept in short forms ("Judge Lee").
    pub(crate) honorific: bool,
}

/// The entry of `word` among titles.
pub(crate) fn title(word: &str) -> Option<Title> {
    let columns = TITLES.get(word)?;
    Some(Title {
        gender: match columns.as_bytes().first()? {
            b'm' => Gender::Male,
            b'f' => Gender::Female,
            _ => Gender::Unknown,
        },
        honorific: columns.ends_with('h'),
    })
}

/// What a word inside a name tells of the thing named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct KindWord {
    /// The kind.
    pub(crate) kind: EntityKind,
    /// Whether it never is a family name.
    pub(crate) strong: bool,
}

/// The entry of `word` among words that tell what is named.
pub(crate) fn kind_word(word: &str) -> Option<KindWord> {
    let (kind, strength) = KIND_WORDS.get(word)?.split_once('\t')?;
    Some(KindWord {
        kind: match kind {
            "organisation" => EntityKind::Organisation,
            "facility" => EntityKind::Facility,
            "place" => EntityKind::Place,
            _ => EntityKind::Other,
        },
        strong: strength == "s",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_without_doubles() {
        let tables = [
            FIRST_NAMES,
            SURNAMES,
            NICKNAMES,
            PLACES,
            DEMONYMS,
            NAME_FIELDS,
            OUTLETS,
            TITLES,
            KIND_WORDS,
            WORDS,
        ];
        for table in tables {
            let keys: Vec<&str> = table.keys().collect();
            let sorted = keys.is_sorted_by(|a, b| a.as_bytes() < b.as_bytes());
            assert!(sorted, "the list that begins with {:?}", keys.first());
            for key in keys {
                assert!(table.has(key) && key.to_lowercase() == key, "{key}");
            }
        }
    }

    #[test]
    fn lists_answer_in_any_case() {
        assert_eq!(first_name("ANN").map(|n| n.gender), Some(Gender::Female));
        assert_eq!(first_name("Will").map(|n| n.is_word), Some(true));
        assert!(are_nicknames("bill", "william") && !are_nicknames("bill", "ann"));
        assert!(is_place("Utah") && is_demonym("Italians") && is_outlet("ABC News"));
        assert_eq!(title("Mr.").map(|t| t.gender), Some(Gender::Male));
        assert_eq!(
            kind_word("Department").map(|k| k.kind),
            Some(EntityKind::Organisation)
        );
    }
}
