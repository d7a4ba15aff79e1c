//! Which mentions are of one entity, in the measures of the CoNLL-2012 shared task (Pradhan et al., 2012; computed as
//! in Pradhan et al., "Scoring coreference partitions of predicted mentions", 2014).
//!
//! *MUC* (Vilain et al., 1995), *B-cubed* (Bagga and Baldwin, 1998) and *CEAF-e* (Luo, 2005) over mentions with the
//! same range; entities mentioned once count in the latter two. The CoNLL figure is the mean of the three F1.

use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Mention, Place};
use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::collections::{BTreeMap, BTreeSet};

/// Places of the mentions of one entity.
pub(crate) type Cluster = BTreeSet<(usize, usize)>;

/// Likenesses are counted in these parts of 1: the matching of whole numbers has no rounding.
const PARTS: f64 = 1e9;

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    compare(&clusters(gold, gold), &clusters(read, gold), tally);
}

/// Counts the measures of the clusters of a document, each a set of places.
pub(crate) fn compare(golds: &[Cluster], reads: &[Cluster], tally: &mut Tally) {
    let mentions = |of: &[Cluster]| of.iter().flatten().copied().collect::<Cluster>();
    let (gold_mentions, read_mentions) = (mentions(golds), mentions(reads));
    let both = gold_mentions.intersection(&read_mentions).count();
    let counts = Counts::of(both, read_mentions.len(), gold_mentions.len());
    tally.add("mentions", Shown::F1, counts);
    tally.add(
        "MUC",
        Shown::F1,
        both_ways(muc(reads, golds), muc(golds, reads)),
    );
    let counts = both_ways(b_cubed(reads, golds), b_cubed(golds, reads));
    tally.add("B-cubed", Shown::F1, counts);
    let like = ceaf(golds, reads);
    let counts = both_ways((like, reads.len() as f64), (like, golds.len() as f64));
    tally.add("CEAF-e", Shown::F1, counts);
}

fn both_ways((right, found): (f64, f64), (covered, gold): (f64, f64)) -> Counts {
    Counts {
        right,
        found,
        covered,
        gold,
    }
}

/// The places of the mentions of each entity, where `looked_at` says that somebody looked.
pub(crate) fn clusters(of: &Annotated, looked_at: &Annotated) -> Vec<Cluster> {
    let counts = |mention: &&Mention| {
        let over =
            |place: &Place| place.start <= mention.place.start && mention.place.end <= place.end;
        looked_at.looked_at.is_empty() || looked_at.looked_at.iter().any(over)
    };
    let mut clusters: BTreeMap<usize, Cluster> = BTreeMap::new();
    for mention in of.mentions.iter().filter(counts) {
        let place = (mention.place.start, mention.place.end);
        clusters.entry(mention.entity).or_default().insert(place);
    }
    clusters.into_values().collect()
}

/// Where each mention is, by the index of its cluster.
pub(crate) fn places(of: &[Cluster]) -> BTreeMap<(usize, usize), usize> {
    let of = of.iter().enumerate();
    of.flat_map(|(at, cluster)| cluster.iter().map(move |mention| (*mention, at)))
        .collect()
}

/// Of the links that hold the first side's clusters together, how many the other side has, and how many there are.
fn muc(of: &[Cluster], other: &[Cluster]) -> (f64, f64) {
    let places = places(other);
    let (mut kept, mut all) = (0, 0);
    for cluster in of {
        let found: Vec<usize> = cluster
            .iter()
            .filter_map(|m| places.get(m).copied())
            .collect();
        let alone = cluster.len() - found.len();
        let parts = alone + found.into_iter().collect::<BTreeSet<_>>().len();
        kept += cluster.len() - parts;
        all += cluster.len() - 1;
    }
    (kept as f64, all as f64)
}

/// Over the first side's mentions: how much of their cluster the other side's has, and how many there are.
fn b_cubed(of: &[Cluster], other: &[Cluster]) -> (f64, f64) {
    let places = places(other);
    let mut sum = 0.0;
    for cluster in of {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for mention in cluster {
            if let Some(at) = places.get(mention) {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let squares: usize = shared.values().map(|n| n * n).sum();
        sum += squares as f64 / cluster.len() as f64;
    }
    (sum, of.iter().map(BTreeSet::len).sum::<usize>() as f64)
}

/// The likeness of clusters under the best one-to-one matching: twice the shared mentions by those of both.
fn ceaf(golds: &[Cluster], reads: &[Cluster]) -> f64 {
    let (few, many) = if golds.len() <= reads.len() {
        (golds, reads)
    } else {
        (reads, golds)
    };
    // Clusters that share nothing with the other side match nothing: leaving them out keeps the matrix small.
    let places = places(many);
    let few: Vec<&Cluster> = few
        .iter()
        .filter(|cluster| cluster.iter().any(|m| places.contains_key(m)))
        .collect();
    let like = |a: &Cluster, b: &Cluster| {
        2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64
    };
    let rows: Vec<Vec<f64>> = few
        .iter()
        .map(|a| many.iter().map(|b| like(a, b)).collect())
        .collect();
    assignment(&rows)
}

/// The greatest sum of one value a row and column; there are no more rows than columns.
fn assignment(rows: &[Vec<f64>]) -> f64 {
    let whole = |row: &Vec<f64>| -> Vec<i64> {
        row.iter()
            .map(|like| (PARTS * like).round() as i64)
            .collect()
    };
    match Matrix::from_rows(rows.iter().map(whole)) {
        Ok(matrix) if !rows.is_empty() => kuhn_munkres(&matrix).0 as f64 / PARTS,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(clusters: &[&[usize]]) -> Annotated {
        let mentions = clusters.iter().enumerate().flat_map(|(entity, cluster)| {
            cluster.iter().map(move |at| Mention {
                place: *at..*at + 1,
                entity,
                ..Mention::default()
            })
        });
        Annotated {
            mentions: mentions.collect(),
            ..Annotated::default()
        }
    }

    fn shown(gold: &[&[usize]], read: &[&[usize]]) -> Vec<(f64, f64)> {
        let mut tally = Tally::default();
        count(&of(gold), &of(read), &mut tally);
        let figures = tally.figures().skip(1);
        figures.map(|(.., f)| (f.precision, f.recall)).collect()
    }

    /// The reference scorer's own example: {a,b,c}, {d,e,f,g} against {a,b}, {c,d}, {f,g,h,i}.
    #[test]
    fn the_example_of_the_reference_scorer() {
        let found = shown(
            &[&[1, 2, 3], &[4, 5, 6, 7]],
            &[&[1, 2], &[3, 4], &[6, 7, 8, 9]],
        );
        let near = |(p, r): (f64, f64), (q, s): (f64, f64)| {
            assert!((p - q).abs() < 1e-9 && (r - s).abs() < 1e-9, "{p} {r}");
        };
        // MUC: links kept 1 + 0 + 1 of 5, and 1 + 1 of 5.
        near(found[0], (2.0 / 5.0, 2.0 / 5.0));
        near(
            found[1],
            ((2.0 + 1.0 + 1.0) / 8.0, (5.0 / 3.0 + 5.0 / 4.0) / 7.0),
        );
        // {a,b} to the first, {f,g,h,i} to the second: 4/5 + 4/8.
        near(found[2], (1.3 / 3.0, 1.3 / 2.0));
    }

    #[test]
    fn the_same_clusters_are_right() {
        for (p, r) in shown(&[&[1, 2], &[3]], &[&[1, 2], &[3]]) {
            assert!((p - 1.0).abs() < 1e-9 && (r - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_best_assignment_is_not_the_greedy_one() {
        assert!((assignment(&[vec![0.9, 0.8], vec![0.8, 0.1]]) - 1.6).abs() < 1e-9);
        assert!(
            (assignment(&[
                vec![0.5, 0.4, 0.0],
                vec![0.5, 0.0, 0.1],
                vec![0.6, 0.5, 0.2]
            ]) - 1.1)
                .abs()
                < 1e-9
        );
        assert_eq!(assignment(&[]), 0.0);
    }
}
