//! Events, facts and grounds: something of a sort that rests on words.
//!
//! *found*: the same sort, and the evidence overlaps (one to one, the longest overlap first). Sorts outside the
//! vocabulary (`other`) are left out on both sides. *date*, *asserter*, *value*, *subject*: found, and that is right too.

use super::matching::matched;
use super::names_of_people::is_same;
use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Event, Fact, Ground, Place};

pub(super) fn events(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let golds: Vec<&Event> = gold.events.iter().filter(|e| e.kind != "other").collect();
    let reads: Vec<&Event> = read.events.iter().filter(|e| e.kind != "other").collect();
    let got = count(
        &golds,
        &reads,
        |g, r| g.kind == r.kind || g.alt_kinds.contains(&r.kind),
        |e| &e.evidence,
        |e| e.optional,
        tally,
    );
    let dated = |e: &&&Event| !e.optional && !e.date.is_empty();
    let right = got
        .iter()
        .filter(|(g, r)| !g.date.is_empty() && (r.date == g.date || g.alt_dates.contains(&r.date)));
    let dated = golds.iter().filter(dated).count();
    tally.add(
        "recall +date",
        Shown::Recall,
        Counts::of(right.count(), 0, dated),
    );
}

pub(super) fn grounds(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let golds: Vec<&Ground> = gold.grounds.iter().collect();
    let reads: Vec<&Ground> = read.grounds.iter().collect();
    let got = count(
        &golds,
        &reads,
        |g, r| g.code == r.code,
        |g| &g.evidence,
        |g| g.optional,
        tally,
    );
    let right = got
        .iter()
        .filter(|(g, r)| g.asserter == r.asserter || is_same(&g.asserter, &r.asserter));
    let required = golds.iter().filter(|g| !g.optional).count();
    tally.add(
        "recall +asserter",
        Shown::Recall,
        Counts::of(right.count(), 0, required),
    );
}

pub(super) fn facts(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let golds: Vec<(&Fact, [Place; 1])> =
        gold.facts.iter().map(|f| (f, [f.place.clone()])).collect();
    let reads: Vec<(&Fact, [Place; 1])> =
        read.facts.iter().map(|f| (f, [f.place.clone()])).collect();
    let (gold_refs, read_refs): (Vec<_>, Vec<_>) = (golds.iter().collect(), reads.iter().collect());
    let got = count(
        &gold_refs,
        &read_refs,
        |g, r| g.0.attribute == r.0.attribute,
        |f| f.1.as_slice(),
        |f| f.0.optional,
        tally,
    );
    let required = golds.iter().filter(|(f, _)| !f.optional).count();
    let value = got.iter().filter(|(g, r)| g.0.value == r.0.value).count();
    tally.add(
        "recall +value",
        Shown::Recall,
        Counts::of(value, 0, required),
    );
    let subject = got.iter().filter(|(g, r)| {
        g.0.value == r.0.value
            && (g.0.subject == r.0.subject || is_same(&g.0.subject, &r.0.subject))
    });
    tally.add(
        "recall +subject",
        Shown::Recall,
        Counts::of(subject.count(), 0, required),
    );
}

/// Counts those found; the pairs of required ones and what was read of them.
fn count<'a, T>(
    golds: &[&'a T],
    reads: &[&'a T],
    same: impl Fn(&T, &T) -> bool,
    evidence: impl for<'e> Fn(&'e T) -> &'e [Place],
    optional: impl Fn(&T) -> bool,
    tally: &mut Tally,
) -> Vec<(&'a T, &'a T)> {
    let of_gold = matched(golds.len(), reads.len(), |i, j| {
        let (Some(g), Some(r)) = (golds.get(i), reads.get(j)) else {
            return 0.0;
        };
        if !same(g, r) {
            return 0.0;
        }
        let mut shared = 0;
        for a in evidence(g) {
            for b in evidence(r) {
                shared += a.end.min(b.end).saturating_sub(a.start.max(b.start));
            }
        }
        shared as f64
    });
    let pairs = golds.iter().zip(&of_gold);
    let pairs: Vec<(&T, &T)> = pairs
        .filter_map(|(g, pair)| Some((*g, *reads.get((*pair)?)?)))
        .collect();
    let all = pairs.len();
    let got: Vec<_> = pairs.into_iter().filter(|(g, _)| !optional(g)).collect();
    let required = golds.iter().filter(|g| !optional(g)).count();
    let found = reads.len() - (all - got.len());
    tally.add("found", Shown::F1, Counts::of(got.len(), found, required));
    got
}
