//! Temporal expressions, in the definitions of TempEval-3 (UzZaman et al., "SemEval-2013 Task 1", 2013).
//!
//! *strict*: the same range. *relaxed*: ranges overlap (one to one, the longest overlap first). *type*, *value*:
//! relaxed, and the type or the value is right.

use super::matching::{Compared, shared};
use super::{Shown, Tally};
use crate::annotated::{Annotated, Timex};
use std::slice;

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let timexes = compared(gold, read);
    let mut add = |measure: &str, right: fn(&Timex, &Timex) -> bool| {
        let hit = timexes.found.iter().filter(|(g, r)| right(g, r)).count();
        tally.add(measure, Shown::F1, timexes.counts(hit));
    };
    add("strict", |g, r| g.place == r.place);
    add("relaxed", |_, _| true);
    add("type", |g, r| g.kind == r.kind);
    add("value", is_value);
}

/// Temporal expressions of both sides, matched.
pub(crate) fn compared<'a>(gold: &'a Annotated, read: &'a Annotated) -> Compared<'a, Timex> {
    let golds: Vec<&Timex> = gold.timexes.iter().collect();
    let reads: Vec<&Timex> = read.timexes.iter().collect();
    let over = |i: usize, j: usize| match (golds.get(i), reads.get(j)) {
        (Some(g), Some(r)) => shared(slice::from_ref(&g.place), slice::from_ref(&r.place)) as f64,
        _ => 0.0,
    };
    Compared::of(&golds, &reads, |g| g.optional, over)
}

/// Whether the value that was read is right.
pub(crate) fn is_value(gold: &Timex, read: &Timex) -> bool {
    read.value == gold.value || gold.alt.contains(&read.value)
}
