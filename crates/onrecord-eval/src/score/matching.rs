//! One-to-one matching, the likest first.

use super::Counts;
use crate::annotated::Place;

/// For each of the gold, which of those read is its match: pairs by falling likeness, of equals the first of both. A
/// likeness of 0 is no pair.
pub(crate) fn matched(
    gold: usize,
    read: usize,
    likeness: impl Fn(usize, usize) -> f64,
) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for i in 0..gold {
        for j in 0..read {
            let like = likeness(i, j);
            if like > 0.0 {
                pairs.push((like, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut of_gold = vec![None; gold];
    let mut taken = vec![false; read];
    for (_, i, j) in pairs {
        if let (Some(of_gold @ None), Some(taken @ false)) = (of_gold.get_mut(i), taken.get_mut(j))
        {
            *of_gold = Some(j);
            *taken = true;
        }
    }
    of_gold
}

/// Both sides, matched one to one. What is optional and matched is in none of the three.
pub(crate) struct Compared<'a, T> {
    /// Required ones, each with what was read of it.
    pub(crate) found: Vec<(&'a T, &'a T)>,
    /// Required ones of which nothing was read.
    pub(crate) missed: Vec<&'a T>,
    /// What was read and matches nothing.
    pub(crate) spurious: Vec<&'a T>,
}

impl<'a, T> Compared<'a, T> {
    /// Matches by `likeness`, of indices.
    pub(crate) fn of(
        golds: &[&'a T],
        reads: &[&'a T],
        is_optional: impl Fn(&T) -> bool,
        likeness: impl Fn(usize, usize) -> f64,
    ) -> Self {
        let mut compared = Self {
            found: Vec::new(),
            missed: Vec::new(),
            spurious: Vec::new(),
        };
        let mut taken = vec![false; reads.len()];
        for (gold, at) in golds
            .iter()
            .zip(matched(golds.len(), reads.len(), likeness))
        {
            if let Some(taken) = at.and_then(|at| taken.get_mut(at)) {
                *taken = true;
            }
            match at.and_then(|at| reads.get(at)) {
                _ if is_optional(gold) => {}
                Some(read) => compared.found.push((gold, read)),
                None => compared.missed.push(gold),
            }
        }
        let spurious = reads.iter().zip(taken).filter(|(_, taken)| !taken);
        compared.spurious = spurious.map(|(read, _)| *read).collect();
        compared
    }

    /// Counts of which `hit` are right.
    pub(crate) fn counts(&self, hit: usize) -> Counts {
        let read = self.found.len() + self.spurious.len();
        Counts::of(hit, read, self.required())
    }

    /// How many there are to find.
    pub(crate) fn required(&self) -> usize {
        self.found.len() + self.missed.len()
    }

    /// What there is to find, with what was read of it.
    pub(crate) fn golds(&self) -> impl Iterator<Item = (&'a T, Option<&'a T>)> {
        let found = self.found.iter().map(|(gold, read)| (*gold, Some(*read)));
        found.chain(self.missed.iter().map(|gold| (*gold, None)))
    }
}

/// How many code points the places of both sides share.
pub(crate) fn shared(a: &[Place], b: &[Place]) -> usize {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    pairs
        .map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_likest_pair_is_made_first() {
        let like = [[0.5, 0.9], [0.6, 0.0]];
        assert_eq!(matched(2, 2, |i, j| like[i][j]), [Some(1), Some(0)]);
        assert_eq!(matched(2, 1, |_, _| 0.5), [Some(0), None]);
    }

    #[test]
    fn what_is_optional_counts_on_neither_side() {
        // Of the gold `1`, `2` and `-3` (optional), 2 and 3 are read, and 4, which is nowhere.
        let (golds, reads) = ([1, 2, -3_i32], [2, 3, 4]);
        let like = |i: usize, j: usize| f64::from(u8::from(golds[i].abs() == reads[j]));
        let golds: Vec<&i32> = golds.iter().collect();
        let compared = Compared::of(&golds, &[&2, &3, &4], |gold| *gold < 0, like);
        assert_eq!(compared.found, [(&2, &2)]);
        assert_eq!(compared.missed, [&1]);
        assert_eq!(compared.spurious, [&4]);
        assert_eq!(compared.counts(1), Counts::of(1, 2, 2));
    }
}
