//! Temporal expressions, in the definitions of TempEval-3 (UzZaman et al., "SemEval-2013 Task 1", 2013).
//!
//! *strict*: the same range. *relaxed*: ranges overlap (one to one, the longest overlap first). *type*, *value*:
//! relaxed, and the type or the value is right.

use super::matching::matched;
use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Timex};

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let (golds, reads) = (&gold.timexes, &read.timexes);
    let of_gold = matched(golds.len(), reads.len(), |i, j| {
        let (Some(a), Some(b)) = (golds.get(i), reads.get(j)) else {
            return 0.0;
        };
        let (from, to) = (
            a.place.start.max(b.place.start),
            a.place.end.min(b.place.end),
        );
        to.saturating_sub(from) as f64
    });
    let pairs = golds.iter().zip(&of_gold);
    let matched: Vec<(&Timex, &Timex)> = pairs
        .filter_map(|(g, pair)| Some((g, reads.get((*pair)?)?)))
        .collect();
    let got: Vec<_> = matched.iter().filter(|(g, _)| !g.optional).collect();
    let found = reads.len() - (matched.len() - got.len());
    let required = golds.iter().filter(|g| !g.optional).count();
    let mut add = |measure: &str, hit: usize| {
        tally.add(measure, Shown::F1, Counts::of(hit, found, required));
    };
    let count = |right: fn(&Timex, &Timex) -> bool| got.iter().filter(|(g, r)| right(g, r)).count();
    add("strict", count(|g, r| g.place == r.place));
    add("relaxed", got.len());
    add("type", count(|g, r| g.kind == r.kind));
    add(
        "value",
        count(|g, r| r.value == g.value || g.alt.contains(&r.value)),
    );
}
