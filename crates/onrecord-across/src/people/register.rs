//! The register of everybody, once it is worked out who is who.

use super::form::folded;
use super::link::Linker;
use super::node::Node;
use super::{Identity, Register, Suggestion};
use onrecord_record::EntityKind;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

impl Linker<'_> {
    /// The register of what was worked out.
    pub(super) fn register(self) -> Register {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            let root = self.clusters.root(number);
            let known = self
                .clusters
                .members(root)
                .iter()
                .filter_map(|m| self.nodes.get(*m));
            if node.named.kind != EntityKind::Other
                || known.into_iter().any(|n| n.named.kind != EntityKind::Other)
            {
                groups.entry(root).or_default().push(number);
            }
        }
        let mut people: Vec<(usize, Identity)> = groups
            .into_iter()
            .map(|(root, members)| (root, self.identity(root, &members)))
            .collect();
        people.sort_by_cached_key(|(_, person)| {
            let documents: BTreeSet<u32> = person.entities.iter().map(|at| at.document).collect();
            (
                person.kind,
                Reverse(documents.len()),
                person.entities.first().copied(),
            )
        });
        let number: BTreeMap<usize, u32> = (0u32..)
            .zip(&people)
            .map(|(i, (root, _))| (*root, i))
            .collect();
        let mut best: BTreeMap<Vec<u32>, (u16, String)> = BTreeMap::new();
        for (nodes, why, score) in &self.offers {
            let roots: BTreeSet<usize> = nodes.iter().map(|n| self.clusters.root(*n)).collect();
            let decided = roots
                .iter()
                .any(|a| roots.iter().any(|b| self.clusters.are_apart(*a, *b)));
            let mut who: Vec<u32> = roots
                .iter()
                .filter_map(|root| number.get(root).copied())
                .collect();
            who.sort_unstable();
            if who.len() > 1 && !decided {
                let offer = best.entry(who).or_insert((*score, why.clone()));
                if *score > offer.0 {
                    *offer = (*score, why.clone());
                }
            }
        }
        let mut suggestions: Vec<Suggestion> = best
            .into_iter()
            .map(|(people, (score, why))| Suggestion { people, why, score })
            .collect();
        suggestions.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.people.cmp(&b.people)));
        let mut of = BTreeMap::new();
        for (i, (_, person)) in (0u32..).zip(&people) {
            of.extend(person.entities.iter().map(|at| (*at, i)));
        }
        Register {
            people: people.into_iter().map(|(_, person)| person).collect(),
            suggestions,
            of,
        }
    }

    fn identity(&self, root: usize, members: &[usize]) -> Identity {
        let nodes: Vec<&Node<'_>> = members.iter().filter_map(|m| self.nodes.get(*m)).collect();
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        let name = nodes.iter().rev().map(|node| &node.named.name);
        let name = name.max_by_key(|name| (folded(name).split(' ').count(), !shouted(name)));
        let name = name.cloned().unwrap_or_default();
        let mut seen = BTreeSet::from([folded(&name)]);
        let mut aliases = Vec::new();
        for node in &nodes {
            let named = node.named;
            for alias in std::iter::once(&named.name)
                .chain(&named.aliases)
                .chain(&named.handles)
            {
                if seen.insert(folded(alias)) {
                    aliases.push(alias.clone());
                }
            }
        }
        let kind = nodes.iter().map(|node| node.named.kind).min();
        Identity {
            name,
            kind: kind.unwrap_or(EntityKind::Person),
            aliases,
            entities: nodes.iter().map(|node| node.at).collect(),
            because: self
                .because
                .get(root)
                .into_iter()
                .flatten()
                .cloned()
                .collect(),
        }
    }
}
