//! How many: counts of a charge, victims, shots, witnesses.

use super::super::scene::Scene;
use super::{Told, fact, number};
use onrecord_record::{Attribute, EventKind, Fact, Subject};
use std::ops::Range;

/// Nouns that are counted, and the kind of event the number belongs to.
const COUNTED: &[(&str, &[&str], EventKind)] = &[
    ("counts", &["count", "counts"], EventKind::Conviction),
    ("victims", &["victim", "victims"], EventKind::Offence),
    ("shots", &["shot", "shots"], EventKind::Offence),
    ("jurors", &["juror", "jurors"], EventKind::Trial),
    (
        "witnesses",
        &["witness", "witnesses", "eyewitnesses"],
        EventKind::Trial,
    ),
];

/// The numbers of things a case counts; the qualifier is what is counted.
pub(super) fn find(scene: &Scene<'_>, events: &Told<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for sentence in &scene.draft.sentences {
        let sentence = sentence.tokens();
        for token in sentence.clone() {
            let Some((what, count, kind, tokens)) = counted(scene, token, &sentence) else {
                continue;
            };
            let own = events
                .within(sentence.clone())
                .find(|(_, e, ..)| {
                    e.kind == kind || kind == EventKind::Conviction && is_charge(e.kind)
                })
                .map(|(id, ..)| id);
            let Some(event) = own.or_else(|| events.first_of(kind)) else {
                continue;
            };
            let (subject, value) = (Subject::Event(event), count.to_string());
            if let Some(mut fact) = fact(scene, Attribute::Count, subject, value, tokens, "count") {
                fact.qualifier = what.to_owned();
                facts.push(fact);
            }
        }
    }
    facts
}

fn counted(
    scene: &Scene<'_>,
    token: usize,
    sentence: &Range<usize>,
) -> Option<(&'static str, u32, EventKind, Range<usize>)> {
    if !scene.is(token, "counted") {
        return None;
    }
    let noun = scene.draft.word(token).to_lowercase();
    let (what, _, kind) = COUNTED
        .iter()
        .find(|(_, nouns, _)| nouns.contains(&noun.as_str()))?;
    let from = token.saturating_sub(3).max(sentence.start);
    // In "Lee, 36, was shot" a mark or a verb stands between: the number counts nothing here.
    let (count, at) = (from..token)
        .rev()
        .take_while(|at| !scene.is(*at, "be") && is_word(scene.draft.word(*at)))
        .find_map(|at| Some((number::at(scene, at)?, at)))?;
    // "Three people shot" counts people.
    if noun == "shot" && count != 1 {
        return None;
    }
    Some((what, count, *kind, at..token + 1))
}

fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}

const fn is_charge(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Charge | EventKind::Plea | EventKind::Acquittal
    )
}
