//! Who may be one: offered, never concluded.

use super::link::{Linker, MOST_OFFERED};
use onrecord_record::{EntityKind, Gender};
use std::collections::{BTreeMap, BTreeSet};

/// Shortest part of an account's name that counts as somebody's name, in letters.
const SHORTEST_PART: usize = 4;

/// Longest part that is looked up, in letters.
const LONGEST_PART: usize = 16;

impl Linker<'_> {
    /// Index: surnames and first names, looked up by every part of an account's name.
    pub(super) fn offer_handles(&mut self) {
        let mut index: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut initials: BTreeMap<usize, BTreeSet<(String, String)>> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            let root = self.clusters.root(number);
            for form in &node.forms {
                for word in [form.first(), form.last.as_str()] {
                    index.entry(word.to_owned()).or_default().insert(root);
                }
                let names = (form.first().to_owned(), form.last.clone());
                initials.entry(root).or_default().insert(names);
            }
        }
        let mut offers = BTreeSet::new();
        for (number, node) in self.nodes.iter().enumerate() {
            for handle in &node.named.handles {
                let letters: Vec<char> = handle
                    .to_lowercase()
                    .chars()
                    .filter(|c| c.is_alphabetic())
                    .collect();
                for start in 0..letters.len() {
                    for length in SHORTEST_PART..=LONGEST_PART.min(letters.len() - start) {
                        let part: String = letters.iter().skip(start).take(length).collect();
                        let Some(roots) =
                            index.get(&part).filter(|roots| roots.len() <= MOST_OFFERED)
                        else {
                            continue;
                        };
                        let rest: String = letters
                            .iter()
                            .take(start)
                            .chain(letters.iter().skip(start + length))
                            .collect();
                        for root in roots {
                            let names = initials.get(root).into_iter().flatten();
                            let more = names.clone().any(|(first, last)| {
                                let other = if *last == part { first } else { last };
                                other
                                    .chars()
                                    .next()
                                    .is_some_and(|initial| rest.starts_with(initial))
                                    || rest.contains(other.as_str())
                            });
                            offers.insert((number, *root, if more { 650 } else { 400 }));
                        }
                    }
                }
            }
        }
        for (number, root, score) in offers {
            let why = "the account's name has this name in it".to_owned();
            self.offers.push((vec![number, root], why, score));
        }
    }

    /// Block: a woman's first name, where exactly two of the case bear it with different surnames.
    pub(super) fn offer_married(&mut self) {
        let mut blocks: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            let woman =
                node.named.kind == EntityKind::Person && node.named.gender == Gender::Female;
            for form in node
                .forms
                .iter()
                .filter(|form| woman && form.first().len() > 2)
            {
                blocks
                    .entry(form.first())
                    .or_default()
                    .insert(self.clusters.root(number));
            }
        }
        for block in blocks.into_values().filter(|block| block.len() == 2) {
            let why = "the only two women of the case with this first name: perhaps a married name"
                .to_owned();
            self.offers.push((block.into_iter().collect(), why, 350));
        }
    }
}
