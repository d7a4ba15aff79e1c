//! Documents of one origin, pair by pair.

use super::{Case, Paper, Score};
use onrecord_across::{Gist, origins};
use std::collections::{BTreeMap, BTreeSet};

/// Prints the figures.
pub(super) fn measure(cases: &[Case], errors: bool) {
    let mut total = Score::default();
    let mut wrong = 0;
    for case in cases {
        let gists: Vec<&Gist> = case.papers.iter().map(|paper| &paper.gist).collect();
        let found = origins::groups(&gists);
        let found_pairs: BTreeMap<(usize, usize), String> = found
            .groups
            .iter()
            .flat_map(|group| {
                let members: Vec<usize> = group.documents.iter().map(|d| *d as usize).collect();
                pairs(&members)
                    .map(|pair| (pair, group.because.join("; ")))
                    .collect::<Vec<_>>()
            })
            .collect();
        let of = |documents: &[String]| -> BTreeSet<(usize, usize)> {
            let numbers: Vec<usize> = documents
                .iter()
                .filter_map(|name| number(&case.papers, name))
                .collect();
            pairs(&numbers).collect()
        };
        let gold: BTreeSet<_> = case
            .gold
            .reprint
            .iter()
            .flat_map(|g| of(&g.documents))
            .collect();
        let not: BTreeSet<_> = case
            .gold
            .not_reprint
            .iter()
            .flat_map(|g| of(&g.documents))
            .collect();
        let right = gold
            .iter()
            .filter(|pair| found_pairs.contains_key(pair))
            .count();
        total = total.and(Score::of(right, found_pairs.len(), gold.len()));
        wrong += found_pairs.keys().filter(|pair| not.contains(pair)).count();
        if errors {
            let name = |n: usize| case.papers.get(n).map_or("", |p| p.name.as_str());
            for (a, b) in gold.iter().filter(|pair| !found_pairs.contains_key(pair)) {
                println!(
                    "  origins {}: missed {} = {}",
                    case.name,
                    name(*a),
                    name(*b)
                );
            }
            for ((a, b), why) in found_pairs.iter().filter(|(pair, _)| !gold.contains(pair)) {
                println!(
                    "  origins {}: not one {} = {} ({why})",
                    case.name,
                    name(*a),
                    name(*b)
                );
            }
            for possible in &found.possible {
                println!("  origins {}: possible: {}", case.name, possible.why);
            }
        }
    }
    println!("origins       {total}  joined although written independently: {wrong}");
}

fn number(papers: &[Paper], name: &str) -> Option<usize> {
    papers.iter().position(|paper| paper.name == name)
}

fn pairs(members: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let each = members.iter().enumerate();
    each.flat_map(|(i, a)| {
        members
            .iter()
            .skip(i + 1)
            .map(move |b| (*a.min(b), *a.max(b)))
    })
}
