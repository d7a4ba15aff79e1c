//! Agreement on who is who: the mean of MUC, B³ and CEAF-e, as CoNLL-2012 has it, here with clusters of one.
//!
//! Pradhan et al. (2014), Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation, ACL.

use super::super::line::{Line, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What is summed over documents: for each measure what both share by the first's and the second's count.
#[derive(Debug, Default)]
pub struct Coreference {
    muc: [Ratio; 2],
    b_cubed: [Ratio; 2],
    ceaf: [Ratio; 2],
}

#[derive(Debug, Default, Clone, Copy)]
struct Ratio {
    part: f64,
    whole: f64,
}

impl Ratio {
    fn add(&mut self, part: f64, whole: f64) {
        self.part += part;
        self.whole += whole;
    }

    fn value(self) -> f64 {
        if self.whole > 0.0 {
            self.part / self.whole
        } else {
            0.0
        }
    }
}

fn f1([recall, precision]: [Ratio; 2]) -> f64 {
    let (r, p) = (recall.value(), precision.value());
    if r + p > 0.0 {
        2.0 * r * p / (r + p)
    } else {
        0.0
    }
}

type Cluster = BTreeSet<Span>;

fn clusters(line: &Line) -> Vec<Cluster> {
    let mut clusters: BTreeMap<&String, Cluster> = BTreeMap::new();
    for mention in &line.mentions {
        if let Some(entity) = &mention.entity {
            clusters.entry(entity).or_default().insert(mention.span);
        }
    }
    clusters.into_values().collect()
}

impl Coreference {
    /// Adds a document that both annotated.
    pub fn add(&mut self, first: &Line, second: &Line) {
        let (first, second) = (clusters(first), clusters(second));
        for (side, one, other) in [(0, &first, &second), (1, &second, &first)] {
            if let Some(ratio) = self.muc.get_mut(side) {
                muc(ratio, one, other);
            }
            if let Some(ratio) = self.b_cubed.get_mut(side) {
                b_cubed(ratio, one, other);
            }
            if let Some(ratio) = self.ceaf.get_mut(side) {
                ratio.add(best_similarity(one, other), one.len() as f64);
            }
        }
    }

    /// F1 of MUC, B³ and CEAF-e, and their mean.
    pub fn scores(&self) -> [f64; 4] {
        let [muc, b_cubed, ceaf] = [f1(self.muc), f1(self.b_cubed), f1(self.ceaf)];
        [muc, b_cubed, ceaf, (muc + b_cubed + ceaf) / 3.0]
    }
}

/// Links of each cluster that the other's clusters keep.
fn muc(ratio: &mut Ratio, clusters: &[Cluster], others: &[Cluster]) {
    for cluster in clusters {
        let mut pieces = 0;
        let mut seen = 0;
        for other in others {
            let shared = cluster.intersection(other).count();
            seen += shared;
            pieces += usize::from(shared > 0);
        }
        // A mention that the other does not have is a piece of its own.
        pieces += cluster.len() - seen.min(cluster.len());
        ratio.add(
            (cluster.len() - pieces.min(cluster.len())) as f64,
            cluster.len() as f64 - 1.0,
        );
    }
}

fn b_cubed(ratio: &mut Ratio, clusters: &[Cluster], others: &[Cluster]) {
    for cluster in clusters {
        let size = cluster.len() as f64;
        let shared = others
            .iter()
            .map(|o| cluster.intersection(o).count() as f64);
        ratio.add(shared.map(|n| n * n / size).sum(), size);
    }
}

/// The sum of similarities of the best one-to-one assignment of clusters.
fn best_similarity(clusters: &[Cluster], others: &[Cluster]) -> f64 {
    let similarity = |a: &Cluster, b: &Cluster| {
        2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64
    };
    let rows: Vec<Vec<f64>> = clusters
        .iter()
        .map(|a| others.iter().map(|b| similarity(a, b)).collect())
        .collect();
    assignment(&rows)
}

/// The greatest sum of one value a row and column, by successive cheapest augmenting paths (Bellman–Ford on a
/// matrix of at most some dozen entities).
fn assignment(rows: &[Vec<f64>]) -> f64 {
    let columns = rows.first().map_or(0, Vec::len);
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    let mut sum = 0.0;
    for _ in rows {
        match augment(rows, &mut row_of) {
            Some(gain) if gain > 0.0 => sum += gain,
            _ => break,
        }
    }
    sum
}

/// Adds one pair, changing others where that gains most; the gain.
fn augment(rows: &[Vec<f64>], row_of: &mut [Option<usize>]) -> Option<f64> {
    let value = |row: usize, column: usize| {
        rows.get(row)
            .and_then(|r| r.get(column))
            .copied()
            .unwrap_or(0.0)
    };
    let taken: BTreeSet<usize> = row_of.iter().copied().flatten().collect();
    // The best gain with which a chain of changes reaches a column, and the row it comes from.
    let mut best: Vec<(f64, Option<usize>)> = (0..row_of.len())
        .map(|column| {
            let free = (0..rows.len()).filter(|row| !taken.contains(row));
            free.map(|row| (value(row, column), Some(row)))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap_or((f64::NEG_INFINITY, None))
        })
        .collect();
    for _ in 0..row_of.len() {
        let mut changed = false;
        for from in 0..row_of.len() {
            let (Some(row), Some((gain, _))) =
                (row_of.get(from).copied().flatten(), best.get(from).copied())
            else {
                continue;
            };
            for (to, slot) in best.iter_mut().enumerate().filter(|(to, _)| *to != from) {
                let moved = gain - value(row, from) + value(row, to);
                if moved > slot.0 + 1e-12 {
                    *slot = (moved, Some(row));
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    let free = best
        .iter()
        .enumerate()
        .filter(|(c, _)| row_of.get(*c).is_some_and(Option::is_none));
    let (mut column, gain) = free
        .max_by(|a, b| a.1.0.total_cmp(&b.1.0))
        .map(|(column, (gain, _))| (column, *gain))?;
    for _ in 0..=best.len() {
        let row = best.get(column)?.1?;
        let left = row_of.iter().position(|r| *r == Some(row));
        *row_of.get_mut(column)? = Some(row);
        match left {
            Some(next) => column = next,
            None => break,
        }
    }
    Some(gain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::line::Mention;

    fn line(clusters: &[&[usize]]) -> Line {
        let mentions = clusters.iter().enumerate().flat_map(|(entity, places)| {
            places.iter().map(move |at| Mention {
                span: [*at, at + 1],
                entity: Some(format!("e{entity}")),
                kind: "name".to_owned(),
            })
        });
        Line {
            mentions: mentions.collect(),
            ..Line::default()
        }
    }

    #[test]
    fn the_same_clusters_agree_wholly() {
        let mut both = Coreference::default();
        both.add(&line(&[&[1, 2, 3], &[5, 6]]), &line(&[&[5, 6], &[1, 2, 3]]));
        assert_eq!(both.scores(), [1.0; 4]);
    }

    #[test]
    fn worked_by_hand() {
        // Key {a b c} {d e f g}; response {a b} {c d} {f g h i}: Pradhan et al. 2014, whose figures are
        // 0.40, 0.46 (from rounded recall and precision) and 0.52.
        let mut both = Coreference::default();
        both.add(
            &line(&[&[1, 2, 3], &[4, 5, 6, 7]]),
            &line(&[&[1, 2], &[3, 4], &[6, 7, 8, 9]]),
        );
        let [muc, b_cubed, ceaf, _] = both.scores();
        assert!((muc - 0.40).abs() < 0.005, "{muc}");
        assert!((b_cubed - 0.4545).abs() < 0.0001, "{b_cubed}");
        assert!((ceaf - 0.52).abs() < 0.005, "{ceaf}");
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
