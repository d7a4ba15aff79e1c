//! Who is named in which documents.

use crate::{AppearanceView, CasePersonView, EntityView, ItemId, ReadingView};
use onrecord_record::{EntityKind, MentionKind};
use std::cmp::Reverse;
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
    /// Every name, in order of first use.
    names: Vec<String>,
    appearances: Vec<AppearanceView>,
    /// Who it has turned out to be: somebody with a lower number.
    is: Option<usize>,
}

impl People {
    /// Takes the names of a document.
    pub(super) fn add(&mut self, document: u32, view: &ReadingView) -> Keys {
        let mut keys = Keys::new();
        for entity in view.entities.iter().filter(|e| is_named(e, view)) {
            let names = full_names(entity);
            if names.is_empty() {
                continue;
            }
            let person = self.person(entity, &names);
            for name in names {
                self.by_name.entry((entity.kind, name)).or_insert(person);
            }
            if let Some(known) = self.all.get_mut(person) {
                known.take(document, entity);
            }
            keys.insert(entity.id, PersonKey(person));
        }
        keys
    }

    /// The one who stands for this key when all documents have been seen.
    pub(super) fn settled(&self, key: PersonKey) -> PersonKey {
        PersonKey(self.root(key.0))
    }

    /// The fullest name of the one with this key.
    pub(super) fn name(&self, key: PersonKey) -> String {
        let person = self.all.get(self.root(key.0));
        person.map_or_else(String::new, Person::name)
    }

    fn root(&self, mut number: usize) -> usize {
        while let Some(lower) = self.all.get(number).and_then(|person| person.is) {
            number = lower;
        }
        number
    }

    /// Who of those known bears one of the names; somebody new where nobody does. Where the names
    /// of one entity are those of two people so far, the two turn out to be one.
    fn person(&mut self, entity: &EntityView, names: &[String]) -> usize {
        let mut known: Vec<usize> = names
            .iter()
            .filter_map(|name| self.by_name.get(&(entity.kind, name.clone())))
            .map(|number| self.root(*number))
            .collect();
        known.sort_unstable();
        known.dedup();
        let mut suffixes = suffixes_of(std::iter::once(&entity.name).chain(&entity.aliases));
        let mut person = None;
        for number in known {
            let Some(candidate) = self.all.get(number) else {
                continue;
            };
            let both: BTreeSet<&str> = suffixes
                .union(&suffixes_of(&candidate.names))
                .copied()
                .collect();
            // A father and his son may share all other names.
            if both.len() > 1 {
                continue;
            }
            suffixes = both;
            match person {
                None => person = Some(number),
                Some(first) => self.join(first, number),
            }
        }
        person.unwrap_or_else(|| {
            self.all.push(Person {
                kind: entity.kind,
                names: Vec::new(),
                appearances: Vec::new(),
                is: None,
            });
            self.all.len() - 1
        })
    }

    fn join(&mut self, first: usize, other: usize) {
        let Some(joined) = self.all.get_mut(other) else {
            return;
        };
        joined.is = Some(first);
        let names = std::mem::take(&mut joined.names);
        let appearances = std::mem::take(&mut joined.appearances);
        let Some(person) = self.all.get_mut(first) else {
            return;
        };
        for name in names {
            if !person.names.contains(&name) {
                person.names.push(name);
            }
        }
        person.appearances.extend(appearances);
        person.appearances.sort_by_key(|a| (a.document, a.entity));
    }

    /// Everybody, people before organisations and those in most documents first; last the
    /// suggestions for names that are almost the same.
    pub(super) fn finish(self) -> Vec<CasePersonView> {
        let everybody: Vec<&Person> = self.all.iter().filter(|p| p.is.is_none()).collect();
        let mut views: Vec<CasePersonView> = everybody.iter().map(|p| p.view()).collect();
        views.sort_by_key(|view| (view.kind, Reverse(view.documents().len())));
        let mut alike: BTreeMap<String, Vec<&Person>> = BTreeMap::new();
        for person in everybody.iter().filter(|p| p.kind == EntityKind::Person) {
            let frames: BTreeSet<String> = person.names.iter().filter_map(|n| frame(n)).collect();
            for frame in frames {
                alike.entry(frame).or_default().push(person);
            }
        }
        let mut suggestions: Vec<CasePersonView> = Vec::new();
        for people in alike.into_values().filter(|people| people.len() > 1) {
            let suggestion = suggestion(&people);
            if !suggestions.contains(&suggestion) {
                suggestions.push(suggestion);
            }
        }
        views.append(&mut suggestions);
        views
    }
}

/// People who may be one.
fn suggestion(people: &[&Person]) -> CasePersonView {
    let names: Vec<String> = people.iter().map(|p| p.name()).collect();
    let mut appearances: Vec<AppearanceView> = people
        .iter()
        .flat_map(|p| p.appearances.iter().cloned())
        .collect();
    appearances.sort_by_key(|a| (a.document, a.entity));
    CasePersonView {
        name: names.join(" / "),
        kind: EntityKind::Person,
        aliases: Vec::new(),
        appearances,
        why: "may be one person: the names differ only in a middle name, an initial or a suffix"
            .to_owned(),
        to_confirm: true,
        role: None,
        protected: None,
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

    /// The fullest of the names that documents chose; of two that are as full, the one that is not
    /// all in capitals, then the first.
    fn name(&self) -> String {
        let shouted = |name: &str| !name.chars().any(char::is_lowercase);
        self.appearances
            .iter()
            .rev()
            .map(|appearance| &appearance.name)
            .max_by_key(|name| (folded(name).split(' ').count(), !shouted(name)))
            .cloned()
            .unwrap_or_default()
    }

    fn view(&self) -> CasePersonView {
        let name = self.name();
        let mut seen = BTreeSet::from([folded(&name)]);
        let mut aliases = self.names.clone();
        aliases.retain(|alias| seen.insert(folded(alias)));
        let several = self
            .appearances
            .iter()
            .any(|a| Some(a.document) != self.appearances.first().map(|first| first.document));
        CasePersonView {
            kind: self.kind,
            aliases,
            appearances: self.appearances.clone(),
            why: if several {
                "the same full name".to_owned()
            } else {
                String::new()
            },
            to_confirm: false,
            role: None,
            protected: None,
            name,
        }
    }
}

/// Whether the document gives it a name of its own, not only a description or a part of a name.
fn is_named(entity: &EntityView, view: &ReadingView) -> bool {
    let kind = matches!(entity.kind, EntityKind::Person | EntityKind::Organisation);
    let by_name = |id: &ItemId| {
        view.mention(*id)
            .is_some_and(|m| matches!(m.kind, MentionKind::Name | MentionKind::Handle))
    };
    kind && !entity.unresolved && !entity.plural && entity.mentions.iter().any(by_name)
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

/// What tells a son from his father in these names.
fn suffixes_of<'n>(names: impl IntoIterator<Item = &'n String>) -> BTreeSet<&'static str> {
    names
        .into_iter()
        .filter_map(|name| {
            let folded = folded(name);
            let last = folded.rsplit(' ').next()?;
            SUFFIXES.into_iter().find(|suffix| *suffix == last)
        })
        .collect()
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
