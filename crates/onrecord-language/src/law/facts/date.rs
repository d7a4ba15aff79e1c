//! When an event was, and where a date may belong to one of two events.

use super::super::scene::Scene;
use super::Told;
use onrecord_record::{
    Attribute, Confidence, Event, EventId, EventKind, Fact, Modality, Reason, Subject,
};
use std::ops::Range;

/// The dates of events. A date that follows two events of its clause ("was convicted of the murder
/// of … in 2002") is given to both, and both are marked with what it hangs on.
pub(super) fn find(scene: &Scene<'_>, events: &Told<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (id, event, clause, _) in events.iter() {
        let Some(date) = &event.date else { continue };
        if matches!(event.modality, Modality::Negated | Modality::Hypothetical) {
            continue;
        }
        let other = other_reading(scene, events, event, clause);
        let ambiguity = other
            .as_ref()
            .map(|(_, other)| ambiguity(scene, event, other));
        let mut add = |id: EventId, event: &Event, rule: &'static str| {
            facts.push(Fact {
                attribute: Attribute::Date,
                qualifier: event.kind.as_str().to_owned(),
                subject: Subject::Event(id),
                value: date.value.clone(),
                span: date.span,
                evidence: vec![event.evidence.iter().fold(date.span, |a, b| a.cover(*b))],
                asserter: scene.asserter(date.span),
                ambiguity: ambiguity.clone(),
                confidence: match (ambiguity.is_some(), date.inferred) {
                    (true, _) => Confidence::LOW,
                    (_, true) => Confidence::MEDIUM,
                    _ => Confidence::HIGH,
                },
                reason: Reason::rule(rule),
            });
        };
        add(id, event, "date-of-event");
        if let Some((other_id, other)) = other {
            add(other_id, other, "date-of-event-other-reading");
        }
    }
    facts
}

/// The event of the same clause that the date may belong to as well: one told before the event it
/// was given to, without a date of its own.
fn other_reading<'e>(
    scene: &Scene<'_>,
    events: &Told<'e>,
    event: &Event,
    clause: &Range<usize>,
) -> Option<(EventId, &'e Event)> {
    let date = event.date.as_ref()?;
    let at = scene.draft.tokens_in(date.span);
    let follows = event.kind == EventKind::Offence && date.span.start() > event.trigger.end();
    let after_preposition = at
        .start
        .checked_sub(1)
        .is_some_and(|t| matches!(scene.draft.word(t), "in" | "on"));
    if !(follows && after_preposition) {
        return None;
    }
    events
        .within(clause.clone())
        .filter(|(_, other, ..)| other.trigger.end() <= event.trigger.start())
        .filter(|(_, other, ..)| has_a_day(other.kind) && other.date.is_none())
        .map(|(id, other, ..)| (id, other))
        .last()
}

/// Events that a case's chronology asks the day of.
const fn has_a_day(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Conviction
            | EventKind::Arrest
            | EventKind::Charge
            | EventKind::Sentence
            | EventKind::Acquittal
            | EventKind::Plea
    )
}

fn ambiguity(scene: &Scene<'_>, event: &Event, other: &Event) -> String {
    let date = event
        .date
        .as_ref()
        .map_or("", |d| scene.draft.words(d.span));
    format!(
        "“{date}” may say when “{}” or when “{}” was",
        scene.draft.words(other.trigger),
        scene.draft.words(event.trigger),
    )
}
