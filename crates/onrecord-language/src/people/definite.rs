//! Who "the rapper" and "her lawyer" are.

use super::cast::{Calling, Figure};
use super::labels;
use super::nominals;
use super::nouns::noun;
use super::page::Page;
use super::parties;
use super::resolve::{Walk, agrees};
use super::salience::Role;
use onrecord_record::{EntityKind, Span, Tag};

/// The figure the description at `i` refers to, with the rule and how sure; nothing where it brings in
/// somebody new or the text does not settle it.
pub(crate) fn resolve(walk: &Walk, i: usize) -> Option<(usize, &'static str, f32)> {
    let sighting = walk.sighting(i)?;
    let word = walk.page.word(sighting.head.start);
    let head = nominals::head_noun(walk.page, sighting);
    let start = sighting.tokens.start;
    let opener = walk.page.word(start).to_ascii_lowercase();
    if matches!(
        opener.as_str(),
        "a" | "an" | "another" | "some" | "any" | "no" | "many" | "most"
    ) {
        return None;
    }
    if word.contains("-year-old") {
        return by_age(walk, i, word);
    }
    if let Some(figure) = parties::holder(walk, i, &head) {
        return Some((figure, "part-in-the-case", 0.75));
    }
    let found = noun(word)?;
    let owned = walk.page.tag(start) == Tag::PRPS
        || sighting.tokens.clone().any(|t| walk.page.is_possessive(t));
    if found.plural {
        let told_apart = owned
            || matches!(
                walk.page.word(sighting.tokens.end),
                "for" | "of" | "representing" | "from"
            );
        if told_apart {
            let owner = walk.possessor(i)?;
            return by_relation(walk, owner, &head, true).map(|f| (f, "relation", 0.7));
        }
        return same_words(walk, i, &head, true).map(|f| (f, "same-description", 0.6));
    }
    if found.kind != EntityKind::Person {
        return same_words(walk, i, &head, false).map(|f| (f, "same-description", 0.6));
    }
    if let Some(owner) = walk.possessor(i) {
        return by_relation(walk, owner, &head, false).map(|f| (f, "relation", 0.75));
    }
    let generic = matches!(
        head.as_str(),
        "man" | "woman" | "person" | "boy" | "girl" | "member"
    );
    if owned
        || generic && sighting.tokens.len() != 2
        || !matches!(opener.as_str(), "the" | "this" | "that")
    {
        return None;
    }
    by_description(walk, i, &head)
        .map(|f| (f, "definite-description", 0.7))
        .or_else(|| {
            let subject = last_subject(walk, i)?;
            let occupation = is_sole_occupation(&head) && fits(walk, subject, &head);
            occupation.then_some((subject, "definite-of-subject", 0.6))
        })
        .or_else(|| same_words(walk, i, &head, false).map(|f| (f, "same-description", 0.6)))
}

/// Whom "The founder of Acme" at the start of a sentence may be: a suggestion, never a link.
pub(crate) fn suggested(walk: &Walk, i: usize) -> Option<usize> {
    let sighting = walk.sighting(i)?;
    let start = sighting.tokens.start;
    let head = nominals::head_noun(walk.page, sighting);
    let person = noun(&head).is_some_and(|n| n.kind == EntityKind::Person && !n.plural);
    if !person || !walk.page.is_opening(start) || walk.page.word(start) != "The" {
        return None;
    }
    // Those who come into a case by their part in it are not its people under another name.
    if !is_sole_occupation(&head)
        && !matches!(head.as_str(), "founder" | "owner" | "mogul" | "native")
    {
        return None;
    }
    let sentence = walk.sentence(i);
    (0..walk.cast.figures.len())
        .filter(|f| fits(walk, *f, &head))
        .map(|f| (f, walk.salience.of(f, sentence)))
        .filter(|(_, presence)| *presence > 0.0)
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(f, _)| f)
}

/// The subject of the sentence before, in the same paragraph, where this description opens its own.
fn last_subject(walk: &Walk, i: usize) -> Option<usize> {
    let start = walk.sighting(i)?.tokens.start;
    let sentence = walk.sentence(i);
    let sentences = &walk.page.draft.sentences;
    let paragraph = |s: usize| sentences.get(s).map(|s| s.paragraph);
    let before = sentence.checked_sub(1)?;
    if !walk.page.is_opening(start) || paragraph(before) != paragraph(sentence) {
        return None;
    }
    let subject = (i.saturating_sub(24)..i)
        .filter(|k| walk.sentence(*k) == before && walk.role(*k) == Role::Subject)
        .find_map(|k| walk.sighting(k)?.figure)?;
    Some(subject)
}

/// Whether the figure is a named person whom nothing keeps from being a `head`.
fn fits(walk: &Walk, figure: usize, head: &str) -> bool {
    walk.cast.figure(figure).is_some_and(|f| {
        f.is_person()
            && !f.names.is_empty()
            && noun(head).is_some_and(|n| agrees(f.gender, n.gender))
            && !f.callings.iter().any(|c| is_sole_occupation(&c.noun))
    })
}

/// Occupations of public life: a text that says "The singer" of nobody described so means whom it is
/// about. Officials, lawyers and witnesses come and go, so that theirs settle nothing.
fn is_sole_occupation(head: &str) -> bool {
    noun(head).is_some_and(|n| {
        n.broader.split(' ').any(|b| {
            matches!(
                b,
                "celebrity" | "athlete" | "filmmaker" | "author" | "artist"
            )
        })
    })
}

/// The most present person who was called so, or by a word that may stand for it.
fn by_description(walk: &Walk, i: usize, head: &str) -> Option<usize> {
    let gender = noun(head)?.gender;
    let sentence = walk.sentence(i);
    let of = |exact: bool| {
        let mut fitting: Vec<(usize, f32)> = walk
            .cast
            .figures
            .iter()
            .enumerate()
            .filter(|(_, f)| f.is_person() && !f.names.is_empty() && agrees(f.gender, gender))
            .filter(|(_, f)| is_called(f, head, exact))
            .map(|(f, _)| (f, walk.salience.of(f, sentence)))
            .filter(|(_, presence)| *presence > 0.0)
            .collect();
        fitting.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        match fitting.as_slice() {
            [(one, _)] => Some(*one),
            // Of several, one must be clearly the one talked about.
            [(first, a), (_, b), ..] if *a > 2.0 * b => Some(*first),
            _ => None,
        }
    };
    of(true).or_else(|| of(false))
}

/// Whether the figure was called `head`, exactly or by a narrower or broader word.
fn is_called(figure: &Figure, head: &str, exact: bool) -> bool {
    figure.callings.iter().any(|c| {
        if exact {
            return c.noun == head;
        }
        stands_for(head, &c.noun) || stands_for(&c.noun, head)
    })
}

/// Whether the noun `broad` may stand for whoever is called `narrow`.
fn stands_for(broad: &str, narrow: &str) -> bool {
    noun(narrow).is_some_and(|n| n.broader.split(' ').any(|b| b == broad))
}

/// Somebody already known as the owner's relative: "her lawyer".
fn by_relation(walk: &Walk, owner: usize, head: &str, plural: bool) -> Option<usize> {
    walk.cast.figures.iter().position(|f| {
        f.plural == plural
            && f.relation.as_ref().is_some_and(|(of, noun)| {
                *of == owner && (noun == head || stands_for(head, noun) || stands_for(noun, head))
            })
    })
}

/// The last figure known by the same noun alone.
fn same_words(walk: &Walk, i: usize, head: &str, plural: bool) -> Option<usize> {
    let sentence = walk.sentence(i);
    let qualities = walk
        .sighting(i)
        .and_then(|s| walk.page.draft.span_of_tokens(s.tokens.clone()))
        .map(|span| qualities(walk.page, span))
        .unwrap_or_default();
    let is_same = |known: &Calling| {
        let known = self::qualities(walk.page, known.span);
        qualities.iter().all(|q| known.contains(q))
    };
    (0..walk.cast.figures.len())
        .rev()
        .filter(|f| {
            walk.cast.figure(*f).is_some_and(|figure| {
                figure.names.is_empty()
                    && figure.relation.is_none()
                    && figure.key.is_empty()
                    && (figure.plural == plural || figure.kind == EntityKind::Group)
                    && figure
                        .callings
                        .first()
                        .is_some_and(|c| c.noun == head && is_same(c))
            })
        })
        .find(|f| walk.salience.of(*f, sentence) > 0.0)
}

/// What a description says beyond its noun: "trial" of "the trial court", "appeals" of "the court of
/// appeals". Who is called by more of it than another is not the same.
fn qualities<'d>(page: &Page<'_, 'd>, words: Span) -> Vec<&'d str> {
    let tokens = page.draft.tokens_in(labels::with_complement(page, words));
    tokens
        .filter(|i| page.tag(*i).is_noun() || page.tag(*i).is_adjective())
        .map(|i| page.word(i))
        .filter(|word| !matches!(*word, "same" | "other" | "very" | "entire" | "whole"))
        .collect()
}

/// "the 27-year-old": whoever was given that age.
fn by_age(walk: &Walk, i: usize, word: &str) -> Option<(usize, &'static str, f32)> {
    let age = word.split('-').next()?;
    let sentence = walk.sentence(i);
    let mut aged: Vec<(usize, f32)> = Vec::new();
    for k in 0..i {
        let Some(sighting) = walk.sighting(k) else {
            continue;
        };
        let end = sighting.tokens.end;
        let Some(figure) = sighting.figure else {
            continue;
        };
        if walk.page.word(end) == "," && walk.page.word(end + 1) == age {
            aged.push((figure, walk.salience.of(figure, sentence)));
        }
    }
    if aged.is_empty() {
        return None;
    }
    aged.dedup_by_key(|a| a.0);
    match aged.as_slice() {
        [(one, _)] => Some((*one, "age", 0.8)),
        _ => None,
    }
}
