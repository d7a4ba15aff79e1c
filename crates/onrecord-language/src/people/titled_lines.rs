//! Names in headlines, headings and lines in capitals, where every word is capitalised: only what the
//! running text names too, or what cannot be anything else.

use super::gazetteer;
use super::names::{Name, is_in_next_cell, push};
use super::page::Page;
use crate::phrases::is_name_suffix;
use std::collections::HashSet;
use std::ops::Range;

/// Longest name that is looked for, in words.
const LONGEST: usize = 5;

/// Adds the names in such lines to `names`, which holds those of running text; keeps the text's order.
pub(crate) fn find<'d>(page: &Page<'_, 'd>, names: &mut Vec<Name<'d>>) {
    let lines: Vec<Range<usize>> = page
        .draft
        .sentences
        .iter()
        .map(|s| s.tokens())
        .filter(|tokens| page.is_titled(tokens.start))
        .collect();
    if lines.is_empty() {
        return;
    }
    let known = known_forms(names);
    for line in lines {
        let mut i = line.start;
        while i < line.end {
            let length = known_length(page, &known, i, line.end)
                .or_else(|| unmistakable_length(page, i, line.end));
            match length {
                Some(length) => {
                    push(page, i, i..i + length, None, names);
                    i += length;
                }
                None => i += 1,
            }
        }
    }
    names.sort_by_key(|n| n.tokens.start);
}

/// The names of running text in lower case, and the family names of those with several words.
fn known_forms(names: &[Name]) -> HashSet<String> {
    let mut known: HashSet<String> = HashSet::new();
    for name in names {
        known.insert(name.words.join(" ").to_lowercase());
        if let [_, .., last] = name.words.as_slice()
            && last.len() > 2
            && !gazetteer::is_ordinary(last)
            && gazetteer::kind_word(last).is_none()
        {
            known.insert(last.to_lowercase());
        }
    }
    known
}

/// The length of the longest known name that begins at `i`.
fn known_length(page: &Page, known: &HashSet<String>, i: usize, end: usize) -> Option<usize> {
    if !page.is_capital(i) {
        return None;
    }
    (1..=LONGEST.min(end - i)).rev().find(|length| {
        let mut key = String::new();
        for word in (i..i + length).map(|t| page.word(t)) {
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(&word.to_lowercase());
        }
        known.contains(&key)
    })
}

/// A common first name that is no ordinary word, with a family name that is none.
fn unmistakable_length(page: &Page, i: usize, end: usize) -> Option<usize> {
    let first = gazetteer::first_name(page.word(i))?;
    if !page.is_capital(i) || first.is_word || !first.common || gazetteer::is_place(page.word(i)) {
        return None;
    }
    let is_surname = |t: usize| {
        let word = page.word(t);
        t < end
            && page.is_capital(t)
            && gazetteer::surname(word) == Some(false)
            && !gazetteer::is_ordinary(word)
            && gazetteer::kind_word(word).is_none()
    };
    // "MARA ELLEN LARSON        Appellant": the second word is a first name too, and what follows ends
    // the line or its column.
    let closes = |t: usize| t >= end || is_in_next_cell(page, t) || page.word(t) == ",";
    let ends_name = |t: usize| {
        let word = page.word(t);
        t < end
            && page.is_capital(t)
            && word.len() > 2
            && !is_in_next_cell(page, t)
            && !gazetteer::is_ordinary(word)
            && gazetteer::kind_word(word).is_none()
            && (is_surname(t) || closes(t + 1))
    };
    let two_first = gazetteer::first_name(page.word(i + 1)).is_some_and(|n| !n.is_word)
        && !is_in_next_cell(page, i + 1);
    let last = if two_first && ends_name(i + 2) {
        i + 2
    } else if is_surname(i + 1) {
        i + 1
    } else if page.word(i + 1).trim_end_matches('.').len() == 1 && is_surname(i + 2) {
        i + 2
    } else {
        return None;
    };
    let suffix = last + 1 < end && is_name_suffix(page.word(last + 1));
    Some(last + 1 - i + usize::from(suffix))
}

#[cfg(test)]
mod tests {
    use crate::read;
    use onrecord_record::{Document, EntityKind};

    #[test]
    fn whoever_a_caption_names_has_all_names_and_the_part_beside_them() {
        let text = "IN THE COURT OF APPEAL\n\nBETWEEN:\n\n        MARA ELLEN QUISTGAARD                    Appellant\n\n             - and -\n\n        HER MAJESTY THE QUEEN                    Respondent\n\nThe appellant was convicted of assault.\n";
        let reading = read(&Document::from_text(text, None));
        let people = reading
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Person && e.mentions.len() > 1);
        let names: Vec<&str> = people.map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["MARA ELLEN QUISTGAARD"]);
    }
}
