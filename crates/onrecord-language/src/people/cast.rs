//! Everybody and everything a document refers to, in the making.

use super::gazetteer;
use super::kinds::NameGroup;
use super::names::Name;
use super::nouns;
use super::page::Page;
use super::person_name::{Fit, PersonName};
use onrecord_record::{EntityKind, Gender, MentionKind, Span};
use std::ops::Range;

/// A mention in the making.
#[derive(Clone, Debug)]
pub(crate) struct Sighting {
    /// All its tokens.
    pub(crate) tokens: Range<usize>,
    /// The tokens of the name without titles, of the head noun, of the pronoun.
    pub(crate) head: Range<usize>,
    /// How it refers.
    pub(crate) kind: MentionKind,
    /// What it refers to.
    pub(crate) figure: Option<usize>,
    /// Which rule linked it, with a detail for people.
    pub(crate) reason: (&'static str, String),
    /// How sure.
    pub(crate) confidence: f32,
    /// For names: the index among the names; for others: nothing.
    pub(crate) name: Option<usize>,
}

/// What the text calls somebody.
#[derive(Clone, Debug)]
pub(crate) struct Calling {
    /// The words.
    pub(crate) span: Span,
    /// The noun at its head, singular, in lower case.
    pub(crate) noun: String,
    /// Which rule found it.
    pub(crate) rule: &'static str,
}

/// An entity in the making.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// What it is.
    pub(crate) kind: EntityKind,
    /// More than one.
    pub(crate) plural: bool,
    /// As names, titles and nouns tell, later as pronouns tell.
    pub(crate) gender: Gender,
    /// Every name it goes by; the fullest first. Empty for those known by description alone.
    pub(crate) names: Vec<PersonName>,
    /// Name of an organisation, place or thing, in lower case without "the".
    pub(crate) key: String,
    /// What it is called.
    pub(crate) callings: Vec<Calling>,
    /// First named as somebody's relative.
    pub(crate) relational: bool,
    /// Index of whose relative it is, and the noun: "Lee's mother".
    pub(crate) relation: Option<(usize, String)>,
    /// Who it may be besides: index and rule.
    pub(crate) maybe: Vec<(usize, &'static str)>,
    /// Turned out to be another figure, who has all its mentions.
    pub(crate) given_up: bool,
}

impl Figure {
    pub(crate) fn new(kind: EntityKind) -> Self {
        Self {
            kind,
            plural: false,
            gender: Gender::Unknown,
            names: Vec::new(),
            key: String::new(),
            callings: Vec::new(),
            relational: false,
            relation: None,
            maybe: Vec::new(),
            given_up: false,
        }
    }

    /// Whether it is one person.
    pub(crate) fn is_person(&self) -> bool {
        self.kind == EntityKind::Person && !self.plural && !self.given_up
    }

    /// Whether a name with both parts is known.
    pub(crate) fn has_full_name(&self) -> bool {
        self.names.first().is_some_and(PersonName::is_full)
    }

    /// How a short form fits any of its names.
    pub(crate) fn fit(&self, short: &[String]) -> Option<Fit> {
        self.names.iter().filter_map(|n| n.fit(short)).max()
    }

    /// Takes a gender where none is known.
    pub(crate) fn learn_gender(&mut self, gender: Gender) {
        if self.gender == Gender::Unknown {
            self.gender = gender;
        }
    }

    /// Takes a description, and the gender its noun tells.
    pub(crate) fn call(&mut self, calling: Calling) {
        if let Some(noun) = nouns::noun(&calling.noun) {
            self.learn_gender(noun.gender);
        }
        if !self.callings.iter().any(|c| c.span == calling.span) {
            self.callings.push(calling);
        }
    }
}

/// The figures of a document and what refers to them.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// Entities in the making.
    pub(crate) figures: Vec<Figure>,
    /// Mentions in the making, in order once [`Cast::sort`] was called.
    pub(crate) sightings: Vec<Sighting>,
    /// For each group of equal names: the figure, where there is but one.
    pub(crate) by_group: Vec<Option<usize>>,
}

impl Cast {
    /// The figure at `i`.
    pub(crate) fn figure(&self, i: usize) -> Option<&Figure> {
        self.figures.get(i)
    }

    /// Adds a figure.
    pub(crate) fn add(&mut self, figure: Figure) -> usize {
        self.figures.push(figure);
        self.figures.len() - 1
    }

    /// Puts the sightings in the text's order, the longer first where two begin together.
    pub(crate) fn sort(&mut self) {
        self.sightings
            .sort_by_key(|s| (s.tokens.start, std::cmp::Reverse(s.tokens.end)));
    }

    /// The figures for all names of more than one word, and for organisations, places and things.
    /// Single words of persons wait for the text's order.
    pub(crate) fn cast_names(&mut self, groups: &[NameGroup], names: &[Name]) {
        self.by_group = vec![None; groups.len()];
        let mut order: Vec<usize> = (0..groups.len()).collect();
        // Longer names first, so that "Lopez West" finds "Mara Lopez West".
        order.sort_by_key(|i| {
            let words = groups.get(*i).map_or(0, |g| g.words.len());
            (std::cmp::Reverse(words), *i)
        });
        for i in order {
            let Some(group) = groups.get(i) else { continue };
            let figure = match group.kind {
                _ if group.alias_of.is_some() => None,
                Some(EntityKind::Person) if group.words.len() > 1 => {
                    self.cast_person(&person_name(group, names))
                }
                Some(EntityKind::Person) | None => None,
                Some(kind) => Some(self.cast_thing(kind, &group.key)),
            };
            if let Some(slot) = self.by_group.get_mut(i) {
                *slot = figure;
            }
        }
        for (i, group) in groups.iter().enumerate() {
            let Some(main) = group.alias_of else { continue };
            self.add_alias(i, main, &person_name(group, names));
        }
    }

    /// Group `i` is another name for whoever group `main` names.
    fn add_alias(&mut self, i: usize, main: usize, name: &PersonName) {
        let Some(figure) = self.by_group.get(main).copied().flatten() else {
            return;
        };
        if let Some(slot) = self.by_group.get_mut(i) {
            *slot = Some(figure);
        }
        if let Some(figure) = self.figures.get_mut(figure) {
            figure.names.push(name.clone());
        }
    }

    /// The one figure for a full name; nothing where it is a short form, or fits several.
    fn cast_person(&mut self, name: &PersonName) -> Option<usize> {
        let is_short = |f: &Figure| {
            f.is_person()
                && matches!(f.fit(&name.words), Some(Fit::Last | Fit::Middle))
                && gazetteer::first_name(name.first()).is_none_or(|n| n.is_word || !n.common)
        };
        if self.figures.iter().any(is_short) {
            return None;
        }
        let same: Vec<usize> = (0..self.figures.len())
            .filter(|i| {
                self.figure(*i).is_some_and(|f| {
                    f.is_person() && f.names.first().is_some_and(|n| n.is_same(name))
                })
            })
            .collect();
        match same.as_slice() {
            [one] => {
                if let Some(figure) = self.figures.get_mut(*one) {
                    figure.names.push(name.clone());
                    if let Some(first) = figure.names.first_mut()
                        && first.suffix.is_none()
                    {
                        first.suffix.clone_from(&name.suffix);
                    }
                }
                Some(*one)
            }
            [] => {
                let mut figure = Figure::new(EntityKind::Person);
                figure.gender = gender_of(name);
                figure.names.push(name.clone());
                Some(self.add(figure))
            }
            _ => None,
        }
    }

    fn cast_thing(&mut self, kind: EntityKind, key: &str) -> usize {
        let key = key.strip_prefix("the ").unwrap_or(key);
        if let Some(i) = self.figures.iter().position(|f| f.key == key) {
            return i;
        }
        let mut figure = Figure::new(kind);
        figure.key = key.to_owned();
        self.add(figure)
    }

    /// A sighting for every name; full names and things are linked at once.
    pub(crate) fn sight_names(&mut self, page: &Page, groups: &[NameGroup], names: &[Name]) {
        for (g, group) in groups.iter().enumerate() {
            let Some(kind) = group.kind else { continue };
            let figure = self.by_group.get(g).copied().flatten();
            for n in &group.occurrences {
                let Some(name) = names.get(*n) else { continue };
                if let (Some(figure), EntityKind::Person) =
                    (figure.and_then(|f| self.figures.get_mut(f)), kind)
                {
                    figure.learn_gender(name.title_gender());
                }
                let first = if kind == EntityKind::Person {
                    name.first
                } else {
                    name.tokens.start
                };
                self.sightings.push(Sighting {
                    tokens: first..name.tokens.end,
                    head: name.tokens.clone(),
                    kind: MentionKind::Name,
                    figure,
                    reason: (rule_of(group), String::new()),
                    confidence: if page.is_titled(name.tokens.start) {
                        0.8
                    } else {
                        0.95
                    },
                    name: Some(*n),
                });
            }
        }
    }
}

fn rule_of(group: &NameGroup) -> &'static str {
    match group.words.len() {
        _ if group.alias_of.is_some() => "said-to-be-other-name",
        1 => "name",
        _ => "full-name",
    }
}

/// The parts of a group's name, with the suffix and nickname any occurrence has.
pub(crate) fn person_name(group: &NameGroup, names: &[Name]) -> PersonName {
    let occurrences = || group.occurrences.iter().filter_map(|i| names.get(*i));
    PersonName {
        words: words_of(&group.words),
        suffix: occurrences().find_map(|n| n.suffix).map(str::to_lowercase),
        nickname: occurrences()
            .find_map(|n| n.nickname)
            .map(str::to_lowercase),
    }
}

/// Words in lower case.
pub(crate) fn words_of(words: &[&str]) -> Vec<String> {
    words.iter().map(|w| w.to_lowercase()).collect()
}

/// The gender of those who bear the first name.
fn gender_of(name: &PersonName) -> Gender {
    gazetteer::first_name(name.first())
        .or_else(|| {
            let middle = name.words.get(1).filter(|_| name.words.len() > 2)?;
            gazetteer::first_name(middle)
        })
        .map_or(Gender::Unknown, |n| n.gender)
}
