//! Typed values: ages, dates, votes, sentences, times served, places, charges, counts.
//!
//! One file a value. Each value is brought into one form for one meaning, keeps its own words, and
//! hangs on somebody or on an event. Where the words allow two readings, both are kept and what
//! they hang on is named.

mod age;
mod charge;
mod count;
mod date;
mod number;
mod place;
mod term;
mod vote;

use super::clause;
use super::scene::Scene;
use onrecord_record::{
    Attribute, Confidence, EntityId, Event, EventId, EventKind, Fact, Reason, Span, Subject,
};
use std::ops::Range;
pub(super) use term::sentence_value;

/// The facts, in the text's order.
pub(super) fn find(scene: &Scene<'_>, events: &[Event]) -> Vec<Fact> {
    let events = Told::new(scene, events);
    let mut facts = age::find(scene);
    facts.extend(date::find(scene, &events));
    facts.extend(vote::find(scene, &events));
    facts.extend(term::sentences(scene, &events));
    facts.extend(term::times_served(scene));
    facts.extend(charge::find(scene, &events));
    facts.extend(place::find(scene, &events));
    facts.extend(count::find(scene, &events));
    facts.sort_by_key(|f| (f.span, f.attribute, f.ambiguity.is_some()));
    facts.dedup_by(|a, b| {
        (a.span, a.attribute, &a.qualifier, a.subject)
            == (b.span, b.attribute, &b.qualifier, b.subject)
    });
    facts
}

/// The place of the event at `event`, if its clause names one.
pub(super) fn place_of(scene: &Scene<'_>, event: &Event) -> Option<EntityId> {
    place::of(scene, event).map(|(id, _)| id)
}

/// Events with where they stand.
struct Told<'e> {
    all: &'e [Event],
    /// The tokens of each event's first piece of evidence.
    clauses: Vec<Range<usize>>,
    triggers: Vec<Range<usize>>,
}

impl<'e> Told<'e> {
    fn new(scene: &Scene<'_>, all: &'e [Event]) -> Self {
        let tokens = |span: Option<&Span>| span.map_or(0..0, |s| scene.draft.tokens_in(*s));
        Self {
            all,
            clauses: all.iter().map(|e| tokens(e.evidence.first())).collect(),
            triggers: all.iter().map(|e| tokens(Some(&e.trigger))).collect(),
        }
    }

    /// Events with their first telling's id, clause and trigger, in order.
    fn iter(&self) -> impl Iterator<Item = (EventId, &'e Event, &Range<usize>, &Range<usize>)> {
        self.all
            .iter()
            .zip(&self.clauses)
            .zip(&self.triggers)
            .enumerate()
            .map(|(i, ((event, clause), trigger))| {
                (
                    event.same_as.unwrap_or(EventId::new(i)),
                    event,
                    clause,
                    trigger,
                )
            })
    }

    /// The events told in a range of tokens.
    fn within(
        &self,
        tokens: Range<usize>,
    ) -> impl Iterator<Item = (EventId, &'e Event, &Range<usize>, &Range<usize>)> {
        let first = self.triggers.partition_point(|t| t.start < tokens.start);
        self.iter()
            .skip(first)
            .take_while(move |(.., trigger)| trigger.start < tokens.end)
    }

    /// The document's first event of a kind.
    fn first_of(&self, kind: EventKind) -> Option<EventId> {
        self.iter()
            .find(|(_, e, ..)| e.kind == kind)
            .map(|(id, ..)| id)
    }
}

/// Whose event it is: the defendant, victim or whoever takes the first place in it.
fn person_of(event: &Event) -> Option<EntityId> {
    ["defendant", "deceased", "victim"].iter().find_map(|role| {
        event
            .participants
            .iter()
            .find(|p| p.role == *role)
            .and_then(|p| p.entity)
    })
}

/// A fact whose value stands at `value`, with its clause as evidence.
fn fact(
    scene: &Scene<'_>,
    attribute: Attribute,
    subject: Subject,
    value: String,
    tokens: Range<usize>,
    rule: &'static str,
) -> Option<Fact> {
    let span = scene.draft.span_of_tokens(tokens.clone())?;
    let clause = clause::around(scene, tokens);
    Some(Fact {
        attribute,
        qualifier: String::new(),
        subject,
        value,
        span,
        evidence: vec![clause::span(scene, clause)?.cover(span)],
        asserter: scene.asserter(span),
        ambiguity: None,
        confidence: Confidence::MEDIUM,
        reason: Reason::rule(rule),
    })
}
