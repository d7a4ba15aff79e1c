//! Who is named in which documents.

use crate::{AppearanceView, CasePersonView, EntityView, ItemId, ReadingView};
use onrecord_record::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// Which people of one document are somebody of the case, by their id in its view.
pub(super) type Keys = BTreeMap<ItemId, PersonKey>;

/// Stands for somebody of the case: the number in order of first appearance.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(super) struct PersonKey(usize);

/// Everybody so far.
#[derive(Debug, Default)]
pub(super) struct People {
    all: Vec<Person>,
    /// Who bears a name, by the name's words and what it is a name of.
    by_name: BTreeMap<(EntityKind, String), usize>,
}

#[derive(Debug)]
struct Person {
    kind: EntityKind,
    /// How each name is written, fullest first in the end.
    names: Vec<String>,
    appearances: Vec<AppearanceView>,
}

impl People {
    /// Takes the names of a document.
    pub(super) fn add(&mut self, document: u32, view: &ReadingView) -> Keys {
        let mut keys = Keys::new();
        for entity in view.entities.iter().filter(|e| is_named(e)) {
            let folded = full_names(entity);
            if folded.is_empty() {
                continue;
            }
            let known = folded
                .iter()
                .filter_map(|name| self.by_name.get(&(entity.kind, name.clone())).copied())
                .find(|number| self.may_be(*number, entity));
            let person = known.unwrap_or_else(|| {
                self.all.push(Person {
                    kind: entity.kind,
                    names: Vec::new(),
                    appearances: Vec::new(),
                });
                self.all.len() - 1
            });
            for name in folded {
                self.by_name.entry((entity.kind, name)).or_insert(person);
            }
            if let Some(known) = self.all.get_mut(person) {
                known.take(document, entity);
            }
            keys.insert(entity.id, PersonKey(person));
        }
        keys
    }

    /// Whether no suffix speaks against it: a father and his son may share all other names.
    fn may_be(&self, number: usize, entity: &EntityView) -> bool {
        let Some(person) = self.all.get(number) else {
            return false;
        };
        let suffixes: BTreeSet<&str> = person
            .names
            .iter()
            .chain(std::iter::once(&entity.name))
            .chain(&entity.aliases)
            .filter_map(|name| suffix(name))
            .collect();
        suffixes.len() < 2
    }

    /// Everybody, with suggestions for names that are almost the same.
    pub(super) fn finish(self) -> Vec<CasePersonView> {
        let mut alike: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
        for (number, person) in self.all.iter().enumerate() {
            if person.kind == EntityKind::Person {
                let frames: BTreeSet<String> =
                    person.names.iter().filter_map(|n| frame(n)).collect();
                for frame in frames {
                    alike.entry((person.kind, frame)).or_default().push(number);
                }
            }
        }
        let mut suggested: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for numbers in alike.into_values().filter(|numbers| numbers.len() > 1) {
            if let Some(first) = numbers.first() {
                suggested.entry(*first).or_default().extend(&numbers);
            }
        }
        let mut views: Vec<CasePersonView> = self.all.iter().map(Person::view).collect();
        for numbers in suggested.into_values() {
            views.push(self.suggestion(&numbers));
        }
        views
    }

    fn suggestion(&self, numbers: &BTreeSet<usize>) -> CasePersonView {
        let people: Vec<&Person> = numbers.iter().filter_map(|n| self.all.get(*n)).collect();
        let names: Vec<String> = people.iter().map(|p| p.name()).collect();
        let mut appearances: Vec<AppearanceView> = people
            .iter()
            .flat_map(|p| p.appearances.iter().cloned())
            .collect();
        appearances.sort_by_key(|a| (a.document, a.entity));
        CasePersonView {
            name: names.join(" = "),
            kind: EntityKind::Person,
            aliases: Vec::new(),
            appearances,
            why: "the names differ only in a middle name, an initial or a suffix".to_owned(),
            to_confirm: true,
        }
    }
}

impl Person {
    fn take(&mut self, document: u32, entity: &EntityView) {
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            if !self.names.contains(name) {
                self.names.push(name.clone());
            }
        }
        self.appearances.push(AppearanceView {
            document,
            entity: entity.id,
            name: entity.name.clone(),
        });
    }

    /// The fullest name; of two that are as full, the one that is not all in capitals.
    fn name(&self) -> String {
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        self.names
            .iter()
            .rev()
            .filter(|name| self.kind != EntityKind::Person || folded(name).contains(' '))
            .max_by_key(|name| (folded(name).split(' ').count(), !shouted(name)))
            .or(self.names.first())
            .cloned()
            .unwrap_or_default()
    }

    fn view(&self) -> CasePersonView {
        let name = self.name();
        let mut seen = BTreeSet::from([folded(&name)]);
        let mut aliases = self.names.clone();
        aliases.retain(|alias| seen.insert(folded(alias)));
        let documents: BTreeSet<u32> = self.appearances.iter().map(|a| a.document).collect();
        CasePersonView {
            kind: self.kind,
            aliases,
            appearances: self.appearances.clone(),
            why: if documents.len() > 1 {
                "the same full name".to_owned()
            } else {
                String::new()
            },
            to_confirm: false,
            name,
        }
    }
}

/// Whether the document gives it a name of its own, not only a description or a part of a name.
fn is_named(entity: &EntityView) -> bool {
    let kind = matches!(entity.kind, EntityKind::Person | EntityKind::Organisation);
    kind && !entity.unresolved && !entity.plural
}

/// The names that tell this one from others, folded: of a person, those with two words or more.
fn full_names(entity: &EntityView) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in std::iter::once(&entity.name).chain(&entity.aliases) {
        let name = folded(name);
        let full = name.contains(' ') || entity.kind != EntityKind::Person;
        if full && !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        // What else an organisation is called may be another's name as well.
        if entity.kind != EntityKind::Person {
            break;
        }
    }
    names
}

/// A name for comparing: lower case, no marks, one space between words.
fn folded(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '"' | '“' | '”'))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
        .collect();
    words.join(" ")
}

const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// What tells a son from his father.
fn suffix(name: &str) -> Option<&'static str> {
    let folded = folded(name);
    let last = folded.rsplit(' ').next()?;
    SUFFIXES.into_iter().find(|suffix| *suffix == last)
}

/// First and last word of a person's name without suffix: alike in names that may be one person's.
fn frame(name: &str) -> Option<String> {
    let folded = folded(name);
    let mut words: Vec<&str> = folded.split(' ').collect();
    while words.last().is_some_and(|word| SUFFIXES.contains(word)) {
        words.pop();
    }
    match words.as_slice() {
        [first, .., last] => Some(format!("{first} {last}")),
        _ => None,
    }
}
