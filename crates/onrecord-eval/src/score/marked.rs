//! Events, facts and grounds: something of a sort that rests on words.
//!
//! *found*: the same sort, and the evidence overlaps (one to one, the longest overlap first). Sorts outside the
//! vocabulary (`other`) are left out on both sides. *date*, *asserter*, *value*, *subject*: found, and that is right too.

use super::matching::{Compared, shared};
use super::names_of_people::is_same;
use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Event, Fact, Ground, Place};
use std::slice;

pub(super) fn events(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let events = compared_events(gold, read);
    tally.add("found", Shown::F1, events.counts(events.found.len()));
    let dated = events.golds().filter(|(g, _)| !g.date.is_empty());
    let right = events
        .found
        .iter()
        .filter(|(g, r)| !g.date.is_empty() && is_date(g, r));
    tally.add(
        "recall +date",
        Shown::Recall,
        Counts::of(right.count(), 0, dated.count()),
    );
}

pub(super) fn grounds(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let grounds = compared_grounds(gold, read);
    tally.add("found", Shown::F1, grounds.counts(grounds.found.len()));
    let right = grounds.found.iter().filter(|(g, r)| is_asserter(g, r));
    let right = Counts::of(right.count(), 0, grounds.required());
    tally.add("recall +asserter", Shown::Recall, right);
}

pub(super) fn facts(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let facts = compared_facts(gold, read);
    tally.add("found", Shown::F1, facts.counts(facts.found.len()));
    let value = facts.found.iter().filter(|(g, r)| g.value == r.value);
    let value = Counts::of(value.count(), 0, facts.required());
    tally.add("recall +value", Shown::Recall, value);
    let subject = facts
        .found
        .iter()
        .filter(|(g, r)| g.value == r.value && is_subject(g, r));
    let subject = Counts::of(subject.count(), 0, facts.required());
    tally.add("recall +subject", Shown::Recall, subject);
}

/// Whether the date that was read is right.
pub(crate) fn is_date(gold: &Event, read: &Event) -> bool {
    read.date == gold.date || gold.alt_dates.contains(&read.date)
}

/// Whether the asserter that was read is right.
pub(crate) fn is_asserter(gold: &Ground, read: &Ground) -> bool {
    gold.asserter == read.asserter || is_same(&gold.asserter, &read.asserter)
}

/// Whether the value is of whom it was read of.
pub(crate) fn is_subject(gold: &Fact, read: &Fact) -> bool {
    gold.subject == read.subject || is_same(&gold.subject, &read.subject)
}

/// Events of both sides, matched.
pub(crate) fn compared_events<'a>(gold: &'a Annotated, read: &'a Annotated) -> Compared<'a, Event> {
    let of = |of: &'a Annotated| of.events.iter().filter(|e| e.kind != "other").collect();
    let same = |g: &Event, r: &Event| g.kind == r.kind || g.alt_kinds.contains(&r.kind);
    compared(of(gold), of(read), same, |e| &e.evidence, |e| e.optional)
}

/// Grounds of both sides, matched.
pub(crate) fn compared_grounds<'a>(
    gold: &'a Annotated,
    read: &'a Annotated,
) -> Compared<'a, Ground> {
    let same = |g: &Ground, r: &Ground| g.code == r.code;
    let (golds, reads) = (gold.grounds.iter().collect(), read.grounds.iter().collect());
    compared(golds, reads, same, |g| &g.evidence, |g| g.optional)
}

/// Facts of both sides, matched.
pub(crate) fn compared_facts<'a>(gold: &'a Annotated, read: &'a Annotated) -> Compared<'a, Fact> {
    let same = |g: &Fact, r: &Fact| g.attribute == r.attribute;
    let (golds, reads) = (gold.facts.iter().collect(), read.facts.iter().collect());
    compared(
        golds,
        reads,
        same,
        |f| slice::from_ref(&f.place),
        |f| f.optional,
    )
}

fn compared<'a, T>(
    golds: Vec<&'a T>,
    reads: Vec<&'a T>,
    same: impl Fn(&T, &T) -> bool,
    evidence: impl for<'e> Fn(&'e T) -> &'e [Place],
    is_optional: impl Fn(&T) -> bool,
) -> Compared<'a, T> {
    Compared::of(&golds, &reads, is_optional, |i, j| {
        match (golds.get(i), reads.get(j)) {
            (Some(g), Some(r)) if same(g, r) => shared(evidence(g), evidence(r)) as f64,
            _ => 0.0,
        }
    })
}
