//! Sets of entities taken for one, some of which must stay apart.

use std::collections::BTreeSet;

/// Disjoint sets of numbers with pairs that never share one (union by size, as in Tarjan 1975).
#[derive(Debug)]
pub(super) struct Clusters {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    apart: Vec<BTreeSet<usize>>,
}

impl Clusters {
    /// Each number below `count` for itself.
    pub(super) fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
            members: (0..count).map(|number| vec![number]).collect(),
            apart: vec![BTreeSet::new(); count],
        }
    }

    /// The number that stands for the set of this one.
    pub(super) fn root(&self, mut number: usize) -> usize {
        while let Some(parent) = self.parent.get(number).filter(|parent| **parent != number) {
            number = *parent;
        }
        number
    }

    /// Who is in the set that this number stands for.
    pub(super) fn members(&self, root: usize) -> &[usize] {
        self.members.get(root).map_or(&[], Vec::as_slice)
    }

    /// Keeps two sets apart from now on.
    pub(super) fn part(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            for (x, y) in [(a, b), (b, a)] {
                if let Some(apart) = self.apart.get_mut(x) {
                    apart.insert(y);
                }
            }
        }
    }

    /// Whether two sets must stay apart.
    pub(super) fn are_apart(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.apart.get(a).is_some_and(|apart| apart.contains(&b))
    }

    /// Makes two sets one, unless they must stay apart; the number that stands for the union, and
    /// the one that no longer does.
    pub(super) fn join(&mut self, a: usize, b: usize) -> Option<(usize, usize)> {
        let (a, b) = (self.root(a), self.root(b));
        if a == b || self.are_apart(a, b) {
            return None;
        }
        let larger = (self.members(a).len(), b) >= (self.members(b).len(), a);
        let (keep, drop) = if larger { (a, b) } else { (b, a) };
        if let Some(parent) = self.parent.get_mut(drop) {
            *parent = keep;
        }
        let moved = self.members.get_mut(drop).map(std::mem::take);
        if let (Some(members), Some(moved)) = (self.members.get_mut(keep), moved) {
            members.extend(moved);
        }
        let enemies = self.apart.get_mut(drop).map(std::mem::take);
        for enemy in enemies.unwrap_or_default() {
            if let Some(apart) = self.apart.get_mut(enemy) {
                apart.remove(&drop);
                apart.insert(keep);
            }
            if let Some(apart) = self.apart.get_mut(keep) {
                apart.insert(enemy);
            }
        }
        Some((keep, drop))
    }
}
