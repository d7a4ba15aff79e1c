//! Names that the text itself says are one's other name: "known as", "born", "(ABC)".

use super::kinds::NameGroup;
use super::names::Name;
use super::page::Page;
use onrecord_record::EntityKind;

/// Wordings right before another name, the longest first.
const WORDINGS: [&[&str]; 19] = [
    &["whose", "real", "name", "is"],
    &["whose", "real", "name", "was"],
    &["goes", "by", "the", "name"],
    &["went", "by", "the", "name"],
    &["under", "the", "name"],
    &["known", "professionally", "as"],
    &["known", "as"],
    &["performs", "as"],
    &["performed", "as"],
    &["records", "as"],
    &["goes", "by"],
    &["went", "by"],
    &["stage", "name"],
    &["also", "called"],
    &["nicknamed"],
    &["aka"],
    &["a.k.a."],
    &["alias"],
    &["née"],
];

/// Wordings that open an insertion and bring in a former name: ", born Ann Ray,".
const FORMER: [&str; 4] = ["born", "formerly", "né", "nee"];

/// For each group: the group it is another name of.
pub(crate) fn find(page: &Page, names: &[Name], groups: &mut [NameGroup]) {
    let mut group_of = vec![0; names.len()];
    for (g, group) in groups.iter().enumerate() {
        for n in &group.occurrences {
            if let Some(slot) = group_of.get_mut(*n) {
                *slot = g;
            }
        }
    }
    for (j, name) in names.iter().enumerate().skip(1) {
        let Some(main) = main_name(page, names, j) else {
            continue;
        };
        let (Some(own), Some(main)) = (group_of.get(j), group_of.get(main)) else {
            continue;
        };
        let thing = groups
            .get(*main)
            .and_then(|g| g.kind)
            .is_some_and(|k| k != EntityKind::Person);
        let is_acronym = page.word(name.tokens.start.saturating_sub(1)) == "(";
        if own == main || thing != is_acronym {
            continue;
        }
        let kind = groups.get(*main).and_then(|g| g.kind);
        if let Some(group) = groups.get_mut(*own)
            && kind.is_some()
        {
            group.kind = kind;
            group.alias_of = Some(*main);
        }
    }
}

/// The index of the name that name `j` is said to be another name of.
fn main_name(page: &Page, names: &[Name], j: usize) -> Option<usize> {
    let name = names.get(j)?;
    let previous = names.get(j - 1)?;
    let start = name.first;
    if start == name.tokens.start
        && page.word(start.checked_sub(1)?) == "("
        && previous.tokens.end == start - 1
    {
        return is_acronym(previous, name).then_some(j - 1);
    }
    let mut end = start;
    while end > 0 && matches!(page.word(end - 1), "\"" | "“" | "'" | "‘" | ":" | "of") {
        end -= 1;
    }
    let length = wording_length(page, end)?;
    let before = end - length;
    let gap = before.checked_sub(previous.tokens.end)?;
    let passes = (previous.tokens.end..before).all(|i| {
        matches!(
            page.word(i),
            "," | "("
                | ")"
                | "--"
                | "—"
                | "–"
                | "who"
                | "is"
                | "was"
                | "better"
                | "also"
                | "and"
                | "best"
                | "once"
                | "popularly"
                | "sometimes"
                | "a"
                | "an"
        ) || page.kind(i) == onrecord_record::TokenKind::Number
            || page.tag(i).is_adjective()
            || super::nouns::is_person_noun(page.word(i))
    });
    (gap <= 7 && passes).then_some(j - 1)
}

/// How many words of such a wording end before token `end`.
fn wording_length(page: &Page, end: usize) -> Option<usize> {
    let found = WORDINGS.iter().find(|wording| {
        end >= wording.len()
            && wording
                .iter()
                .zip(end - wording.len()..end)
                .all(|(w, i)| page.word(i).eq_ignore_ascii_case(w))
    });
    if let Some(wording) = found {
        return Some(wording.len());
    }
    let word = page.word(end.checked_sub(1)?);
    let opened = end > 1 && matches!(page.word(end - 2), "," | "(");
    (opened && FORMER.contains(&word)).then_some(1)
}

/// Whether the one word of `short` is made of the initials of `long`.
fn is_acronym(long: &Name, short: &Name) -> bool {
    let [letters] = short.words.as_slice() else {
        return false;
    };
    let initials: String = long
        .words
        .iter()
        .filter(|w| w.starts_with(char::is_uppercase))
        .filter_map(|w| w.chars().next())
        .collect();
    letters.len() > 1 && initials == letters.replace('.', "")
}
