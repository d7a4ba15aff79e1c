//! Persons by the forms of their names.
//!
//! *found*: one to one by shared forms (case ignored), most shared first. *links*: B-cubed F1 (Bagga and Baldwin,
//! 1998) over the gold's forms: which forms belong to one person; one that was not read stands alone. *merged*:
//! people read with the forms of two or more of the gold, among those read.

use super::matching::Compared;
use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Entity};
use std::collections::{BTreeMap, BTreeSet};

type Forms = BTreeSet<String>;

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let people = compared(gold, read);
    tally.add("found", Shown::F1, people.counts(people.found.len()));
    let golds: Vec<Forms> = gold.people().map(forms).collect();
    let reads: Vec<Forms> = read.people().map(forms).collect();
    let known = known(&golds, &reads);
    let links = links(&known);
    let counts = Counts {
        right: links,
        found: known.len() as f64,
        covered: links,
        gold: known.len() as f64,
    };
    tally.add("links", Shown::F1, counts);
    let merged = merged(gold, read);
    let merged = Counts::of(merged.len(), reads.len(), reads.len());
    tally.add("merged", Shown::Errors, merged);
}

/// Persons of both sides, matched.
pub(crate) fn compared<'a>(gold: &'a Annotated, read: &'a Annotated) -> Compared<'a, Entity> {
    let golds: Vec<&Entity> = gold.people().collect();
    let reads: Vec<&Entity> = read.people().collect();
    let of = |people: &[&Entity]| people.iter().map(|e| forms(e)).collect::<Vec<Forms>>();
    let (gold_forms, read_forms) = (of(&golds), of(&reads));
    let shared = |i: usize, j: usize| match (gold_forms.get(i), read_forms.get(j)) {
        (Some(a), Some(b)) => a.intersection(b).count() as f64,
        _ => 0.0,
    };
    Compared::of(&golds, &reads, |_| false, shared)
}

/// People that were read with forms of more than one of the gold, with these.
pub(crate) fn merged<'a>(
    gold: &'a Annotated,
    read: &'a Annotated,
) -> Vec<(&'a Entity, Vec<&'a Entity>)> {
    let golds: Vec<(&Entity, Forms)> = gold.people().map(|e| (e, forms(e))).collect();
    let of = |read: &'a Entity| {
        let read_forms = forms(read);
        let of = golds
            .iter()
            .filter(|(_, forms)| !forms.is_disjoint(&read_forms));
        (read, of.map(|(gold, _)| *gold).collect::<Vec<_>>())
    };
    read.people()
        .map(of)
        .filter(|(_, of)| of.len() > 1)
        .collect()
}

fn forms(entity: &Entity) -> Forms {
    let names = std::iter::once(&entity.name).chain(&entity.aliases);
    let folded = |name: &String| {
        let lower = name.to_lowercase();
        lower.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    names.filter(|name| !name.is_empty()).map(folded).collect()
}

/// Each form of the gold with its person, and the one it was read as; with itself where none was.
fn known(golds: &[Forms], reads: &[Forms]) -> Vec<(usize, Result<usize, String>)> {
    let mut read_as = BTreeMap::new();
    for (at, read) in reads.iter().enumerate() {
        read_as.extend(read.iter().map(|form| (form, at)));
    }
    let of = |form: &String| read_as.get(form).copied().ok_or_else(|| form.clone());
    let golds = golds.iter().enumerate();
    golds
        .flat_map(|(at, gold)| gold.iter().map(move |form| (at, form)))
        .map(|(at, form)| (at, of(form)))
        .collect()
}

/// F1 of the sums of B-cubed precision and recall: between 0 and the number of forms.
fn links(known: &[(usize, Result<usize, String>)]) -> f64 {
    let (mut precision, mut recall) = (0.0, 0.0);
    for (gold, read) in known {
        let both = known.iter().filter(|(g, r)| g == gold && r == read).count() as f64;
        precision += both / known.iter().filter(|(_, r)| r == read).count() as f64;
        recall += both / known.iter().filter(|(g, _)| g == gold).count() as f64;
    }
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}
