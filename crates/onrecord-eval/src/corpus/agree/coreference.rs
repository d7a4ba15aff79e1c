//! Agreement on who is who: the mean of MUC, B³ and CEAF-e, as CoNLL-2012 has it, here with clusters of one.
//!
//! Pradhan et al. (2014), Scoring Coreference Partitions of Predicted Mentions: A Reference Implementation, ACL.

use super::super::line::Line;
use crate::score::{Cluster, Tally, compare_clusters};
use std::collections::BTreeMap;

/// What is summed over documents.
#[derive(Debug, Default)]
pub struct Coreference(Tally);

fn clusters(line: &Line) -> Vec<Cluster> {
    let mut clusters: BTreeMap<&String, Cluster> = BTreeMap::new();
    for mention in &line.mentions {
        if let Some(entity) = &mention.entity {
            let [start, end] = mention.span;
            clusters.entry(entity).or_default().insert((start, end));
        }
    }
    clusters.into_values().collect()
}

impl Coreference {
    /// Adds a document that both annotated.
    pub fn add(&mut self, first: &Line, second: &Line) {
        compare_clusters(&clusters(first), &clusters(second), &mut self.0);
    }

    /// F1 of MUC, B³ and CEAF-e, and their mean.
    pub fn scores(&self) -> [f64; 4] {
        let f1 = |measure: &str| self.0.figure(measure).map_or(0.0, |figure| figure.shown);
        let [muc, b_cubed, ceaf] = ["MUC", "B-cubed", "CEAF-e"].map(f1);
        [muc, b_cubed, ceaf, (muc + b_cubed + ceaf) / 3.0]
    }
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
}
