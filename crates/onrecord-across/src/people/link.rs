//! Taking entities of several documents for one, the surest reasons first.

use super::clusters::Clusters;
use super::form::{Fit, Form, fit, folded, is_confused, is_slip, shape};
use super::node::{Node, nodes};
use super::{Links, Names};
use crate::EntityRef;
use onrecord_record::{EntityKind, Gender};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Blocks with more names are compared only up to here: what is beyond stays as it is.
const MOST_IN_BLOCK: usize = 120;

/// How many of a document's people count as company of one another.
const MOST_COMPANY: usize = 40;

/// How many may be offered for one short name.
pub(super) const MOST_OFFERED: usize = 5;

/// What keeps two clusters apart.
#[derive(Clone, Debug, Default)]
struct Traits {
    male: bool,
    female: bool,
    suffixes: BTreeSet<String>,
}

impl Traits {
    fn fit(&self, other: &Self) -> bool {
        let suffixes = self.suffixes.is_empty()
            || other.suffixes.is_empty()
            || self.suffixes == other.suffixes;
        suffixes && !(self.male && other.female) && !(self.female && other.male)
    }
}

/// Everybody of a case, in the making.
pub(super) struct Linker<'n> {
    pub nodes: Vec<Node<'n>>,
    pub clusters: Clusters,
    traits: Vec<Traits>,
    pub because: Vec<BTreeSet<String>>,
    /// By numbers of nodes.
    pub offers: Vec<(Vec<usize>, String, u16)>,
    by_ref: BTreeMap<EntityRef, usize>,
    company: HashSet<(usize, usize)>,
}

impl<'n> Linker<'n> {
    pub(super) fn new(documents: &[&'n Names], links: &Links) -> Self {
        let nodes = nodes(documents);
        let count = nodes.len();
        let mut linker = Self {
            by_ref: nodes.iter().enumerate().map(|(i, n)| (n.at, i)).collect(),
            traits: nodes.iter().map(traits).collect(),
            because: vec![BTreeSet::new(); count],
            clusters: Clusters::new(count),
            offers: Vec::new(),
            company: HashSet::new(),
            nodes,
        };
        linker.decide(links);
        linker
    }

    /// What a person decided, in an order that does not hang on when it was decided.
    fn decide(&mut self, links: &Links) {
        let numbers = |pairs: &[(EntityRef, EntityRef)]| -> BTreeSet<(usize, usize)> {
            let number = |at: &EntityRef| self.by_ref.get(at).copied();
            let pairs = pairs
                .iter()
                .filter_map(|(a, b)| Some((number(a)?, number(b)?)));
            pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
        };
        let (same, apart) = (numbers(&links.same), numbers(&links.apart));
        for (a, b) in apart {
            self.clusters.part(a, b);
        }
        for (a, b) in same {
            self.join_by_force(a, b, "a person decided that these are one");
        }
    }

    pub(super) fn link(&mut self) {
        self.link_same_names();
        self.link_stated();
        self.link_fuller_names();
        self.link_slips();
        self.note_company();
        self.link_short_names();
        self.link_lone_short_names();
        self.offer_handles();
        self.offer_married();
    }

    pub(super) fn may_join(&self, a: usize, b: usize) -> bool {
        let (a, b) = (self.clusters.root(a), self.clusters.root(b));
        let fit = match (self.traits.get(a), self.traits.get(b)) {
            (Some(a), Some(b)) => a.fit(b),
            _ => false,
        };
        fit && !self.clusters.are_apart(a, b)
    }

    fn join(&mut self, a: usize, b: usize, why: &str) {
        if self.may_join(a, b) {
            self.join_by_force(a, b, why);
        }
    }

    fn join_by_force(&mut self, a: usize, b: usize, why: &str) {
        let Some((keep, drop)) = self.clusters.join(a, b) else {
            return;
        };
        let gone = self
            .traits
            .get_mut(drop)
            .map(std::mem::take)
            .unwrap_or_default();
        if let Some(traits) = self.traits.get_mut(keep) {
            traits.male |= gone.male;
            traits.female |= gone.female;
            traits.suffixes.extend(gone.suffixes);
        }
        let gone = self
            .because
            .get_mut(drop)
            .map(std::mem::take)
            .unwrap_or_default();
        if let Some(because) = self.because.get_mut(keep) {
            because.extend(gone);
            because.insert(why.to_owned());
        }
    }

    /// Block: the whole full name (of an organisation, and of an account, too).
    fn link_same_names(&mut self) {
        let mut blocks: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            let person = node.named.kind == EntityKind::Person;
            let mut keys: BTreeSet<String> = node.forms.iter().map(Form::key).collect();
            keys.extend(
                node.named
                    .handles
                    .iter()
                    .map(|handle| handle.to_lowercase()),
            );
            if !person {
                keys.insert(folded(&node.named.name));
            }
            for key in keys {
                blocks.entry((person, key)).or_default().push(number);
            }
        }
        for block in blocks.into_values() {
            // Those with the same name who cannot be one each begin a pile of their own. A plain name
            // that fits several piles is nobody's.
            let mut piles: Vec<usize> = Vec::new();
            let mut plain: Vec<usize> = Vec::new();
            for &number in &block {
                let fits: Vec<usize> = piles
                    .iter()
                    .copied()
                    .filter(|pile| {
                        self.clusters.root(*pile) == self.clusters.root(number)
                            || self.may_join(*pile, number)
                    })
                    .collect();
                let told = self.traits.get(self.clusters.root(number));
                let told = told.is_some_and(|t| t.male || t.female || !t.suffixes.is_empty());
                if !told {
                    plain.push(number);
                    continue;
                }
                match fits.first() {
                    Some(pile) => self.join(*pile, number, "the same name"),
                    None if piles.len() < MOST_OFFERED => piles.push(number),
                    None => {}
                }
            }
            for number in plain {
                let mut roots: Vec<usize> = piles.iter().map(|p| self.clusters.root(*p)).collect();
                roots.sort_unstable();
                roots.dedup();
                match roots.as_slice() {
                    [] => piles.push(number),
                    [pile] if self.may_join(*pile, number) => {
                        self.join(*pile, number, "the same name")
                    }
                    [pile] if *pile == self.clusters.root(number) => {}
                    [_] if piles.len() < MOST_OFFERED => piles.push(number),
                    _ => {}
                }
            }
            let mut roots: Vec<usize> = piles.iter().map(|p| self.clusters.root(*p)).collect();
            roots.sort_unstable();
            roots.dedup();
            if roots.len() > 1 {
                let why = "the same name, but something speaks for two people";
                self.offers.push((piles, why.to_owned(), 300));
            }
        }
    }

    fn link_stated(&mut self) {
        let mut pairs = Vec::new();
        for (number, node) in self.nodes.iter().enumerate() {
            for other in &node.named.also {
                let at = EntityRef {
                    document: node.at.document,
                    entity: *other,
                };
                pairs.extend(self.by_ref.get(&at).map(|other| (number, *other)));
            }
        }
        for (a, b) in pairs {
            self.join(
                a,
                b,
                "a document says that one name is another name of the other",
            );
        }
    }

    /// Blocks: surname with the first letter of the first name or of a full name it is short for.
    fn link_fuller_names(&mut self) {
        let mut names: BTreeMap<(&str, char), Vec<(&Form, usize)>> = BTreeMap::new();
        for (form, root) in self.distinct_forms() {
            {
                let full = super::tables::NICKNAMES.get(form.first());
                let firsts =
                    std::iter::once(form.first()).chain(full.into_iter().flatten().copied());
                let firsts = firsts.chain(form.nick.as_deref());
                let initials: BTreeSet<char> =
                    firsts.filter_map(|first| first.chars().next()).collect();
                for initial in initials {
                    names
                        .entry((&form.last, initial))
                        .or_default()
                        .push((form, root));
                }
            }
        }
        let mut fits: BTreeMap<(usize, usize), Fit> = BTreeMap::new();
        for block in names.values() {
            let block: Vec<_> = block.iter().take(MOST_IN_BLOCK).collect();
            for (i, (a, x)) in block.iter().enumerate() {
                for (b, y) in block.iter().skip(i + 1) {
                    let (x, y) = (*x, *y);
                    let found = fit(a, b);
                    if x != y && found != Fit::None && self.may_join(x, y) {
                        let best = fits.entry((x.min(y), x.max(y))).or_insert(found);
                        *best = found.max(*best);
                    }
                }
            }
        }
        let mut rivals: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (a, b) in fits.keys() {
            rivals.entry(*a).or_default().insert(*b);
            rivals.entry(*b).or_default().insert(*a);
        }
        let mut fits: Vec<((usize, usize), Fit)> = fits.into_iter().collect();
        fits.sort_by_key(|(pair, fit)| (Reverse(*fit), *pair));
        for ((a, b), found) in fits {
            // Somebody else whom one of the two fits, and the other does not.
            let torn = [(a, b), (b, a)].into_iter().any(|(one, other)| {
                rivals.get(&one).into_iter().flatten().any(|rival| {
                    *rival != other
                        && self.clusters.root(*rival) != self.clusters.root(other)
                        && !rivals.get(&other).is_some_and(|of| of.contains(rival))
                })
            });
            let (why, score) = match found {
                Fit::Middle => (
                    "the same first name and surname, a middle name or suffix in one only",
                    800,
                ),
                Fit::Nickname => (
                    "a short form of the first name or initials, and the same surname",
                    700,
                ),
                _ => (
                    "an initial that fits the first name, and the same surname",
                    550,
                ),
            };
            if !torn && (found > Fit::Initial || self.share_role(a, b)) {
                self.join(a, b, why);
            } else {
                self.offers.push((vec![a, b], why.to_owned(), score));
            }
        }
    }

    /// Whether both are called the same or both are known to be of one gender.
    fn share_role(&self, a: usize, b: usize) -> bool {
        let known = |number: usize| {
            let traits = self.traits.get(self.clusters.root(number));
            traits.is_some_and(|traits| traits.male || traits.female)
        };
        let roles = |number: usize| -> BTreeSet<String> {
            let members = self.clusters.members(self.clusters.root(number)).iter();
            let nodes = members.filter_map(|member| self.nodes.get(*member));
            nodes
                .flat_map(|node| node.named.roles.iter().map(|role| folded(role)))
                .collect()
        };
        known(a) && known(b) || !roles(a).is_disjoint(&roles(b))
    }

    /// Blocks: first name with the shape of the surname; first name with the surname less a letter.
    fn link_slips(&mut self) {
        let mut blocks: HashMap<(&str, String), BTreeSet<(&str, usize)>> = HashMap::new();
        for (form, root) in self.distinct_forms() {
            if form.first().len() > 1 && form.last.len() > 3 {
                let letters: Vec<char> = form.last.chars().collect();
                let mut keys = vec![shape(&form.last), form.last.clone()];
                for gone in 0..letters.len() {
                    let rest = letters.iter().enumerate().filter(|(i, _)| *i != gone);
                    keys.push(rest.map(|(_, letter)| *letter).collect());
                }
                for key in keys {
                    blocks
                        .entry((form.first(), key))
                        .or_default()
                        .insert((&form.last, root));
                }
            }
        }
        let mut pairs = BTreeSet::new();
        for block in blocks.into_values().filter(|block| block.len() > 1) {
            let block: Vec<_> = block.into_iter().take(MOST_IN_BLOCK).collect();
            for (i, (a, x)) in block.iter().enumerate() {
                for (b, y) in block.iter().skip(i + 1) {
                    if x != y && is_slip(a, b) {
                        pairs.insert((*x.min(y), *x.max(y), is_confused(a, b)));
                    }
                }
            }
        }
        for (x, y, confused) in pairs {
            let (x, y) = (self.clusters.root(x), self.clusters.root(y));
            if x == y || !self.may_join(x, y) {
                continue;
            }
            let rare = self
                .clusters
                .members(x)
                .len()
                .min(self.clusters.members(y).len())
                == 1;
            if rare && confused {
                self.join(x, y, "the same but for letters that scans confuse");
            } else {
                let why = "the same first name, and surnames that differ in one letter";
                self.offers.push((vec![x, y], why.to_owned(), 450));
            }
        }
    }

    /// Every full name once for each cluster that has it.
    fn distinct_forms(&self) -> BTreeSet<(&Form, usize)> {
        let nodes = self.nodes.iter().enumerate();
        nodes
            .flat_map(|(number, node)| {
                let root = self.clusters.root(number);
                node.forms.iter().map(move |form| (form, root))
            })
            .collect()
    }

    /// Who is named together with whom in a document.
    fn note_company(&mut self) {
        let mut documents: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            if !node.forms.is_empty() {
                let root = self.clusters.root(number);
                documents.entry(node.at.document).or_default().insert(root);
            }
        }
        for people in documents.values() {
            let people: Vec<usize> = people.iter().copied().take(MOST_COMPANY).collect();
            for a in &people {
                self.company.extend(people.iter().map(|b| (*a, *b)));
            }
        }
    }

    /// Index: surname; first name, and full names it may be short for.
    fn link_short_names(&mut self) {
        let mut index: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        let mut there: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            let root = self.clusters.root(number);
            for form in &node.forms {
                there.entry(node.at.document).or_default().insert(root);
                let firsts = std::iter::once(form.first()).chain(form.nick.as_deref());
                for word in firsts
                    .chain([form.last.as_str()])
                    .filter(|word| word.len() > 1)
                {
                    index.entry(word.to_owned()).or_default().insert(root);
                }
            }
        }
        let fits: Vec<(usize, Vec<usize>)> = (0..self.nodes.len())
            .map(|number| (number, self.fits_short(number, &index)))
            .filter(|(_, fits)| !fits.is_empty())
            .collect();
        // Short names that fit one person each vouch for one another.
        let mut around = there.clone();
        for (number, fits) in &fits {
            if let (Some(node), [one]) = (self.nodes.get(*number), fits.as_slice()) {
                around.entry(node.at.document).or_default().insert(*one);
            }
        }
        let mut joins = Vec::new();
        for (number, fits) in fits {
            let Some(document) = self.nodes.get(number).map(|node| node.at.document) else {
                continue;
            };
            let known = |root: usize| {
                let mut people = around
                    .get(&document)
                    .into_iter()
                    .flatten()
                    .take(MOST_COMPANY);
                people.any(|other| *other != root && self.company.contains(&(root, *other)))
            };
            // The reading did not take the two for one where it saw them side by side.
            let beside = |root: &usize| {
                there
                    .get(&document)
                    .is_some_and(|people| people.contains(root))
            };
            match fits.as_slice() {
                [one] if known(*one) && !beside(one) => joins.push((number, *one)),
                [one] => {
                    let why = "the only one of the case whom this short name fits".to_owned();
                    self.offers.push((vec![number, *one], why, 600));
                }
                several if several.len() <= MOST_OFFERED => {
                    for one in several {
                        let score = if known(*one) { 400 } else { 250 };
                        let why = "one of several whom this short name fits".to_owned();
                        self.offers.push((vec![number, *one], why, score));
                    }
                }
                _ => {}
            }
        }
        for (number, one) in joins {
            let why = "a short name that fits nobody else of the case, in the same company";
            self.join(number, one, why);
        }
    }

    /// The clusters whose names a short name may be a part of.
    fn fits_short(&self, number: usize, index: &BTreeMap<String, BTreeSet<usize>>) -> Vec<usize> {
        let Some(node) = self.nodes.get(number) else {
            return Vec::new();
        };
        let Some(short) = node
            .short
            .as_ref()
            .filter(|_| node.named.kind == EntityKind::Person)
        else {
            return Vec::new();
        };
        let own = self.clusters.root(number);
        let may = |root: &usize| {
            let suffixed = short.suffix.as_ref().is_none_or(|suffix| {
                self.traits
                    .get(*root)
                    .is_some_and(|t| t.suffixes.contains(suffix))
            });
            *root != own && suffixed && self.may_join(*root, number)
        };
        let of = |word: &str| -> BTreeSet<usize> {
            let roots = index.get(word).into_iter().flatten().copied();
            roots.filter(|root| may(root)).take(MOST_IN_BLOCK).collect()
        };
        let mut fits = of(&short.last);
        if fits.is_empty() {
            let full = super::tables::NICKNAMES.get(short.last.as_str());
            fits = full
                .into_iter()
                .flatten()
                .flat_map(|name| of(name))
                .collect();
        }
        fits.into_iter().collect()
    }

    /// Block: the short name. Those left over in documents that share company.
    fn link_lone_short_names(&mut self) {
        let mut blocks: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut there: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
        for (number, node) in self.nodes.iter().enumerate() {
            let root = self.clusters.root(number);
            if let Some(short) = node.short.as_ref().filter(|_| {
                node.named.kind == EntityKind::Person && self.clusters.members(root).len() == 1
            }) {
                blocks.entry(&short.last).or_default().push(number);
            } else if node.named.kind == EntityKind::Person {
                there.entry(node.at.document).or_default().insert(root);
            }
        }
        let mut joins = Vec::new();
        for block in blocks.values() {
            for pair in block.windows(2) {
                let [a, b] = pair else { continue };
                let people = |n: &usize| {
                    self.nodes
                        .get(*n)
                        .and_then(|node| there.get(&node.at.document))
                };
                let shared = match (people(a), people(b)) {
                    (Some(x), Some(y)) => !x.is_disjoint(y),
                    _ => false,
                };
                joins.push((*a, *b, shared));
            }
        }
        for (a, b, shared) in joins {
            if shared {
                self.join(a, b, "the same short name, in the same company");
            } else if self.may_join(a, b) {
                self.offers
                    .push((vec![a, b], "the same short name".to_owned(), 350));
            }
        }
    }
}

fn traits(node: &Node<'_>) -> Traits {
    let forms = node.forms.iter().chain(&node.short);
    Traits {
        male: node.named.gender == Gender::Male,
        female: node.named.gender == Gender::Female,
        suffixes: forms.filter_map(|form| form.suffix.clone()).collect(),
    }
}
