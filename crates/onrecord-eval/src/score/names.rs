//! Names with their types.
//!
//! *span*: the same range. *type*: the same range and sort. Sorts are brought down to person, organisation and place;
//! what is none of these in the gold is neither required nor an error where it was read.

use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Naming};
use std::collections::BTreeMap;

/// Sorts of names, by place.
pub(crate) type Found = BTreeMap<(usize, usize), &'static str>;

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let (golds, reads) = compared(gold, read);
    let same = |sort: Option<&str>| {
        let fits = |of: &str| sort.is_none_or(|sort| sort == of);
        let hit = golds.iter().filter(|(place, of)| {
            fits(of)
                && reads
                    .get(*place)
                    .is_some_and(|read| sort.is_none() || *read == **of)
        });
        let found = reads.values().filter(|of| fits(of)).count();
        let there = golds.values().filter(|of| fits(of)).count();
        Counts::of(hit.count(), found, there)
    };
    tally.add("span", Shown::F1, same(None));
    let typed = golds
        .iter()
        .filter(|(place, sort)| reads.get(*place) == Some(*sort));
    let typed = Counts::of(typed.count(), reads.len(), golds.len());
    tally.add("type", Shown::F1, typed);
    for sort in ["person", "organisation", "place"] {
        tally.add(sort, Shown::F1, same(Some(sort)));
    }
}

/// The names of both sides that count.
pub(crate) fn compared(gold: &Annotated, read: &Annotated) -> (Found, Found) {
    let (mut golds, mut reads) = (names(gold), names(read));
    reads.retain(|place, sort| *sort != "other" && golds.get(place) != Some(&"other"));
    golds.retain(|_, sort| *sort != "other");
    (golds, reads)
}

/// Names with the kinds of their entities, by place.
fn kinds(of: &Annotated) -> BTreeMap<(usize, usize), &str> {
    let names = of.mentions.iter().filter(|m| m.naming == Naming::Name);
    names
        .filter_map(|m| {
            let kind = of.entities.get(m.entity)?.kind.as_str();
            Some(((m.place.start, m.place.end), kind))
        })
        .collect()
}

fn names(of: &Annotated) -> Found {
    let kinds = kinds(of).into_iter();
    kinds.map(|(place, kind)| (place, sort(kind))).collect()
}

fn sort(kind: &str) -> &'static str {
    match kind {
        "person" => "person",
        "organisation" | "group" => "organisation",
        "place" | "facility" => "place",
        _ => "other",
    }
}
