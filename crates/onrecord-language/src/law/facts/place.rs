//! Where an event was, or somebody is held.

use super::super::scene::Scene;
use super::{Told, fact};
use onrecord_record::{Attribute, EntityId, EntityKind, Event, EventKind, Fact, Modality, Subject};
use std::ops::Range;

/// The places of events, from "in …" and "at …" in their clauses; the qualifier is the event's type.
pub(super) fn find(scene: &Scene<'_>, events: &Told<'_>) -> Vec<Fact> {
    let told = events
        .iter()
        .filter(|(_, e, ..)| e.modality == Modality::Happened);
    told.filter_map(|(id, event, ..)| {
        let (place, tokens) = of(scene, event)?;
        let name = scene.draft.entities.get(place.index())?.name.clone();
        let subject = Subject::Event(id);
        let mut fact = fact(scene, Attribute::Place, subject, name, tokens, "place")?;
        fact.qualifier = event.kind.as_str().to_owned();
        Some(fact)
    })
    .collect()
}

/// The first place after the trigger in the event's clause that a preposition of place leads to.
pub(super) fn of(scene: &Scene<'_>, event: &Event) -> Option<(EntityId, Range<usize>)> {
    if !has_a_place(event.kind) {
        return None;
    }
    let clause = scene.draft.tokens_in(*event.evidence.first()?);
    let after = scene.draft.tokens_in(event.trigger).end..clause.end;
    scene.mentions_in(after.clone()).into_iter().find_map(|m| {
        let tokens = scene.draft.tokens_in(m.span);
        let leads = (after.start.max(tokens.start.saturating_sub(4))..tokens.start).any(|t| {
            matches!(
                scene.draft.word(t),
                "in" | "at" | "near" | "outside" | "inside"
            )
        });
        let place = matches!(
            scene.kind_of(m),
            Some(EntityKind::Place | EntityKind::Facility)
        );
        (leads && place).then_some((m.entity?, tokens))
    })
}

const fn has_a_place(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Offence
            | EventKind::Arrest
            | EventKind::Trial
            | EventKind::Retrial
            | EventKind::Hearing
            | EventKind::Custody
            | EventKind::Death
            | EventKind::Conviction
    )
}
