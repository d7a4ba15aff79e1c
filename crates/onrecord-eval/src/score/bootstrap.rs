//! How far a figure can be trusted: intervals by drawing stories (documents, where each is its own) with replacement (Efron, "Bootstrap methods:
//! another look at the jackknife", 1979).

use super::{Tally, with_means};

/// How often a set of documents is drawn.
const DRAWS: usize = 1000;

/// Where 95 of 100 draws lie, of the figure that is shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The lower end, 0 to 1.
    pub low: f64,
    /// The upper end, 0 to 1.
    pub high: f64,
}

/// The intervals of the measures, in the order of the sum of all tallies. The same documents in the same order
/// give the same intervals.
pub fn intervals(documents: &[Tally]) -> Vec<(String, Interval)> {
    let mut all = Tally::default();
    for tally in documents {
        all.merge(tally);
    }
    let mut drawn: Vec<(String, Vec<f64>)> = with_means(&all)
        .into_iter()
        .map(|(name, ..)| (name, Vec::with_capacity(DRAWS)))
        .collect();
    let mut random = fastrand::Rng::with_seed(1);
    for _ in 0..DRAWS {
        let mut sum = Tally::default();
        for _ in documents {
            if let Some(tally) = documents.get(random.usize(..documents.len())) {
                sum.merge(tally);
            }
        }
        // A measure that no document of the draw has takes no part in it.
        let figures = with_means(&sum);
        for (name, values) in &mut drawn {
            let figure = figures.iter().find(|(of, ..)| of == name);
            values.extend(figure.map(|(.., figure)| figure.shown));
        }
    }
    let ends = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        let at = |share: f64| (share * values.len() as f64) as usize;
        let low = values.get(at(0.025)).copied().unwrap_or(0.0);
        let high = values.get(at(0.975).saturating_sub(1)).copied();
        Interval {
            low,
            high: high.unwrap_or(0.0),
        }
    };
    drawn
        .into_iter()
        .map(|(name, values)| (name, ends(values)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Counts, Shown};

    #[test]
    fn documents_that_are_alike_leave_no_doubt_and_others_do() {
        let tally = |hit| {
            let mut tally = Tally::default();
            tally.add("found", Shown::F1, Counts::of(hit, 4, 4));
            tally
        };
        let alike = intervals(&vec![tally(2); 20]);
        assert_eq!(alike.len(), 1);
        assert_eq!((alike[0].1.low, alike[0].1.high), (0.5, 0.5));
        let mixed: Vec<Tally> = (0..20).map(|n| tally(n % 5)).collect();
        let interval = intervals(&mixed)[0].1;
        assert!(interval.low < 0.5 && interval.high > 0.5, "{interval:?}");
        assert_eq!(intervals(&mixed)[0].1, interval);
    }
}
