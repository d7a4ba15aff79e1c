//! Mentions that are no names: descriptions ("the rapper", "her lawyer") and pronouns.

use super::cast::{Cast, Sighting};
use super::nouns::{self, noun};
use super::page::Page;
use super::parties::is_role;
use crate::phrases;
use onrecord_record::{EntityKind, Gender, MentionKind, Tag, TokenKind};
use std::ops::Range;

/// What a pronoun asks of what it refers to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pronoun {
    /// he, she and their forms.
    Third(Gender),
    /// they and its forms.
    They,
    /// who, whom, whose after a noun.
    Relative,
    /// I, me, my, mine, myself.
    First,
    /// we, us, our.
    FirstPlural,
}

/// What sort of pronoun `word` is; "it" and "you" are none of these.
pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    if word.len() > 10 || word.is_empty() {
        return None;
    }
    let is = |forms: &[&str]| forms.iter().any(|f| f.eq_ignore_ascii_case(word));
    Some(match word.as_bytes().first()?.to_ascii_lowercase() {
        b'h' if is(&["he", "him", "his", "himself"]) => Pronoun::Third(Gender::Male),
        b'h' if is(&["her", "hers", "herself"]) => Pronoun::Third(Gender::Female),
        b's' if is(&["she"]) => Pronoun::Third(Gender::Female),
        b't' if is(&["they", "them", "their", "theirs", "themselves", "themself"]) => Pronoun::They,
        b'w' if is(&["who", "whom", "whose"]) => Pronoun::Relative,
        b'w' if is(&["we"]) => Pronoun::FirstPlural,
        b'u' if is(&["us"]) && word != "US" => Pronoun::FirstPlural,
        b'o' if is(&["our", "ours", "ourselves"]) => Pronoun::FirstPlural,
        b'i' if word == "I" => Pronoun::First,
        b'm' if is(&["me", "my", "mine", "myself"]) => Pronoun::First,
        _ => return None,
    })
}

/// Adds a sighting for every pronoun, handle, hashtag and description.
pub(crate) fn sight(page: &Page, cast: &mut Cast) {
    let named = taken(page, cast);
    let is_named = |i: usize| named.get(i).copied().unwrap_or(false) || page.is_label(i);
    let mut found = Vec::new();
    for i in 0..page.draft.tokens.len() {
        if is_named(i) && page.kind(i) != TokenKind::Handle {
            continue;
        }
        match page.kind(i) {
            TokenKind::Handle => found.push(sighting(i..i + 1, i..i + 1, MentionKind::Handle)),
            TokenKind::Hashtag => found.push(sighting(i..i + 1, i..i + 1, MentionKind::Hashtag)),
            TokenKind::Word => {
                if pronoun(page.word(i)).is_some() {
                    found.push(sighting(i..i + 1, i..i + 1, MentionKind::Pronoun));
                } else if let Some(nominal) = nominal(page, i, &is_named) {
                    found.push(nominal);
                }
            }
            _ => {}
        }
    }
    cast.sightings.append(&mut found);
    cast.sort();
}

/// Which tokens are part of a name.
fn taken(page: &Page, cast: &Cast) -> Vec<bool> {
    let mut taken = vec![false; page.draft.tokens.len()];
    for sighting in &cast.sightings {
        for i in sighting.tokens.clone() {
            if let Some(slot) = taken.get_mut(i) {
                *slot = true;
            }
        }
    }
    taken
}

fn sighting(tokens: Range<usize>, head: Range<usize>, kind: MentionKind) -> Sighting {
    Sighting {
        tokens,
        head,
        kind,
        figure: None,
        reason: ("unresolved", String::new()),
        confidence: 0.0,
        name: None,
    }
}

/// The description whose head noun stands at `i`.
fn nominal(page: &Page, i: usize, is_named: &impl Fn(usize) -> bool) -> Option<Sighting> {
    let word = page.word(i);
    if page.is_time(i) || page.is_titled(i) {
        return None;
    }
    if word.contains("-year-old") && !page.tag(i + 1).is_noun() && is_determined(page, i) {
        let phrase = phrases::base_noun_phrase_ending_at(page.draft, i)?;
        return Some(sighting(phrase.tokens, i..i + 1, MentionKind::Nominal));
    }
    if !page.tag(i).is_noun() {
        // "the accused", "the deceased": taken for a participle.
        let the = i
            .checked_sub(1)
            .filter(|p| matches!(page.word(*p), "the" | "The"))?;
        let alone = is_role(word) && !page.tag(i + 1).is_noun() && !page.is_capital(i + 1);
        return alone.then(|| sighting(the..i + 1, i..i + 1, MentionKind::Nominal));
    }
    let noun = noun(word)?;
    let needs_determiner =
        matches!(noun.kind, EntityKind::Document | EntityKind::Organisation) || word == "justice";
    if needs_determiner && !is_determined(page, i) {
        return None;
    }
    // "the attorney general": the compound is the head, whatever the tagger makes of its last word.
    let next = i + 1;
    if !is_named(next) && office(page, next).tokens.len() == 2 {
        let phrase = phrases::base_noun_phrase_ending_at(page.draft, i)?;
        let tokens = phrase.tokens.start..next + 1;
        return Some(sighting(tokens, i..next + 1, MentionKind::Nominal));
    }
    if office(page, i).tokens.len() == 2 {
        return None;
    }
    // The head is the last noun: "defense attorney", not "defense".
    if !is_named(next) && page.tag(next).is_noun() && page.kind(next) == TokenKind::Word {
        return None;
    }
    let phrase = phrases::base_noun_phrase_ending_at(page.draft, i)?;
    let mut start = phrase.tokens.start;
    while start < i && page.kind(start) != TokenKind::Word && page.kind(start) != TokenKind::Number
    {
        start += 1;
    }
    Some(sighting(start..i + 1, i..i + 1, MentionKind::Nominal))
}

/// Whether a determiner or possessive stands shortly before the noun at `i`.
fn is_determined(page: &Page, i: usize) -> bool {
    (i.saturating_sub(4)..i).any(|p| {
        matches!(page.tag(p), Tag::DT | Tag::PRPS)
            || page.is_possessive(p)
            || matches!(page.word(p), "the" | "The" | "a" | "an")
    })
}

/// The noun at the head of a description, singular, in lower case.
pub(crate) fn head_noun(page: &Page, sighting: &Sighting) -> String {
    if sighting.head.len() == 2 {
        return office(page, sighting.head.start + 1).noun;
    }
    nouns::singular(page.word(sighting.head.start))
}

/// What somebody is by the word at `i`, which may be the second of a compound ("attorney general").
pub(crate) struct Office {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Singular, in lower case.
    pub(crate) noun: String,
}

/// See [`Office`].
pub(crate) fn office(page: &Page, i: usize) -> Office {
    let last = nouns::singular(page.word(i));
    if last == "general"
        && let Some(before) = i.checked_sub(1)
    {
        let first = nouns::singular(page.word(before));
        let compound = format!("{first} {last}");
        if noun(&compound).is_some() {
            return Office {
                tokens: before..i + 1,
                noun: compound,
            };
        }
    }
    Office {
        tokens: i..i + 1,
        noun: last,
    }
}
