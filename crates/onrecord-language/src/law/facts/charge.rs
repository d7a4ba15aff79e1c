//! What somebody is charged with, convicted or acquitted of.

use super::super::scene::Scene;
use super::{Told, fact, person_of};
use onrecord_record::{Attribute, EventKind, Fact, Subject};
use std::ops::Range;

/// How far behind a trigger its charge may begin ("charged on Friday with …"), in tokens.
const REACH: usize = 5;
/// The longest charge, in tokens.
const LONGEST: usize = 6;

/// The charges that verbs of charging and convicting name; the qualifier is the event's type.
pub(super) fn find(scene: &Scene<'_>, events: &Told<'_>) -> Vec<Fact> {
    let told = events.iter().filter(|(_, e, ..)| {
        matches!(
            e.kind,
            EventKind::Charge
                | EventKind::Conviction
                | EventKind::Acquittal
                | EventKind::Plea
                | EventKind::Arrest
        )
    });
    told.filter_map(|(id, event, clause, trigger)| {
        let charge = charge(scene, trigger, clause)?;
        let value = words(scene, charge.clone());
        let subject = person_of(event).map_or(Subject::Event(id), Subject::Entity);
        let mut fact = fact(scene, Attribute::Charge, subject, value, charge, "charge")?;
        fact.qualifier = event.kind.as_str().to_owned();
        Some(fact)
    })
    .collect()
}

/// The tokens of the charge: the degree and kind of an offence, without whom it was done to.
fn charge(
    scene: &Scene<'_>,
    trigger: &Range<usize>,
    clause: &Range<usize>,
) -> Option<Range<usize>> {
    let from = trigger.start..(trigger.end + REACH).min(clause.end);
    let preposition = from
        .clone()
        .find(|at| matches!(scene.draft.word(*at), "of" | "with" | "to" | "for" | "on"))?;
    let near = preposition + 1..(preposition + 1 + REACH + LONGEST).min(clause.end);
    let head = near.clone().find(|at| scene.is(*at, "offence_name"))?;
    let mut start = head;
    while start > near.start && scene.is(start - 1, "degree") {
        start -= 1;
    }
    let mut end = head + 1;
    while end < near.end && scene.is(end, "offence_name") {
        end += 1;
    }
    Some(start..end)
}

fn words(scene: &Scene<'_>, tokens: Range<usize>) -> String {
    let words: Vec<String> = tokens.map(|t| scene.draft.word(t).to_lowercase()).collect();
    words.join(" ")
}
