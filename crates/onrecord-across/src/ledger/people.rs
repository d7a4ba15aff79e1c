//! Who is accused and who suffered in the case, as its documents have it together.

use super::Role;
use super::values::Value;
use crate::people::Register;
use crate::{EntityRef, Gist};
use onrecord_record::{Attribute, Day, EntityId, EventKind};
use std::collections::{BTreeMap, BTreeSet};

/// Who is who, document by document and in the case.
pub(super) struct Case<'c> {
    register: &'c Register,
    accused: Vec<Vec<u32>>,
    victims: Vec<Vec<u32>>,
    /// To whom somebody is accused to have done it.
    victims_of: BTreeMap<u32, BTreeSet<u32>>,
    dead: BTreeSet<u32>,
    /// The one of whom most documents tell as accused, and as victim.
    main: [Option<u32>; 2],
    /// The days that documents give events of somebody.
    days: BTreeMap<(u32, EventKind), BTreeSet<String>>,
}

impl<'c> Case<'c> {
    pub(super) fn of(gists: &[&Gist], register: &'c Register) -> Self {
        let people = |of: &dyn Fn(&Gist) -> Vec<EntityId>| -> Vec<Vec<u32>> {
            (0u32..)
                .zip(gists)
                .map(|(document, gist)| distinct(register, document, &of(gist)))
                .collect()
        };
        let accused = people(&|gist| gist.values.accused.clone());
        let victims = people(&|gist| gist.values.victims.clone());
        let dead = people(&|gist| gist.values.dead.clone());
        let mut victims_of: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (accused, victims) in accused.iter().zip(&victims) {
            if let [victim] = victims.as_slice() {
                for accused in accused {
                    victims_of.entry(*accused).or_default().insert(*victim);
                }
            }
        }
        let mut case = Self {
            register,
            main: [main(&accused), main(&victims)],
            dead: dead.into_iter().flatten().collect(),
            accused,
            victims,
            victims_of,
            days: BTreeMap::new(),
        };
        for (document, gist) in (0u32..).zip(gists) {
            for value in &gist.values.values {
                let Some(event) = value.event.filter(|_| value.attribute == Attribute::Date) else {
                    continue;
                };
                for person in case.whose(document, value) {
                    let days = case.days.entry((person, event)).or_default();
                    days.insert(value.value.clone());
                }
            }
        }
        case
    }

    /// Whose a value is, as numbers in the register.
    pub(super) fn whose(&self, document: u32, value: &Value) -> Vec<u32> {
        if !value.of.is_empty() {
            return distinct(self.register, document, &value.of);
        }
        let Some(role) = value.role else {
            return Vec::new();
        };
        let at = document as usize;
        let (here, main) = match role {
            Role::Accused => (self.accused.get(at), self.main.first()),
            Role::Victim => (self.victims.get(at), self.main.get(1)),
        };
        // Whom most papers tell of as the accused is meant where a paper that names them has another,
        // whom no other paper accuses.
        if let (Some([only]), Some(main)) = (here.map(Vec::as_slice), main.copied().flatten())
            && *only != main
            && self.alone(role, *only)
            && self.names(document, main)
        {
            return vec![main];
        }
        match here.map(Vec::as_slice) {
            Some([only]) => return vec![*only],
            Some([_, _, ..]) => return Vec::new(),
            _ => {}
        }
        if role == Role::Victim
            && let Some([accused]) = self.accused.get(at).map(Vec::as_slice)
            && let Some(victims) = self.victims_of.get(accused)
            && victims.len() == 1
        {
            return victims.iter().copied().collect();
        }
        main.copied().flatten().into_iter().collect()
    }

    /// Whether one paper only tells of somebody in this role.
    fn alone(&self, role: Role, person: u32) -> bool {
        let all = match role {
            Role::Accused => &self.accused,
            Role::Victim => &self.victims,
        };
        all.iter().filter(|people| people.contains(&person)).count() < 2
    }

    /// Whether a paper names somebody.
    fn names(&self, document: u32, person: u32) -> bool {
        let entity = |entity| EntityRef {
            document,
            entity: EntityId(entity),
        };
        let here = self.register.of.range(entity(0)..=entity(u32::MAX));
        here.into_iter().any(|(_, of)| *of == person)
    }

    pub(super) fn is_dead(&self, person: u32) -> bool {
        self.dead.contains(&person)
    }

    /// The day of an event of somebody, and by how many years it may be off.
    pub(super) fn event_day(&self, person: u32, event: EventKind) -> (Option<Day>, f64) {
        let own = self.days.get(&(person, event));
        let victims = self.victims_of.get(&person).filter(|v| v.len() == 1);
        let offence = event == EventKind::Offence;
        let theirs = victims
            .and_then(|victims| victims.first())
            .and_then(|victim| self.days.get(&(*victim, event)));
        let main = self.main.get(1).copied().flatten();
        let of_case = main.and_then(|main| self.days.get(&(main, event)));
        let days = own
            .or(theirs.filter(|_| offence))
            .or(of_case.filter(|_| offence));
        let Some(days) = days else {
            return (None, 0.0);
        };
        let Some(best) = days.iter().max_by_key(|day| day.len()) else {
            return (None, 0.0);
        };
        let (filled, slack) = match best.len() {
            4 => (format!("{best}-07-01"), 0.5),
            7 => (format!("{best}-15"), 0.05),
            _ => (best.clone(), 0.0),
        };
        let year = |day: &String| day.get(..4).and_then(|y| y.parse::<i32>().ok());
        let years: BTreeSet<i32> = days.iter().filter_map(year).collect();
        let spread = match (years.first(), years.last()) {
            (Some(first), Some(last)) => last - first,
            _ => 0,
        };
        // Where the papers do not agree on the year, it settles no age.
        if spread > 1 {
            return (None, 0.0);
        }
        let off = slack + f64::from(spread);
        (filled.parse().ok(), off)
    }
}

/// The people of these entities, each once, in the order of the entities.
fn distinct(register: &Register, document: u32, entities: &[EntityId]) -> Vec<u32> {
    let mut people = Vec::new();
    for entity in entities {
        let entity = EntityRef {
            document,
            entity: *entity,
        };
        if let Some(person) = register.of.get(&entity)
            && !people.contains(person)
        {
            people.push(*person);
        }
    }
    people
}

/// The one of whom at least twice as many documents tell as of anybody else.
fn main(documents: &[Vec<u32>]) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for person in documents.iter().flatten() {
        *counts.entry(*person).or_default() += 1;
    }
    let (person, most) = counts.iter().max_by_key(|(_, n)| **n)?;
    let others = counts.iter().filter(|(other, _)| *other != person);
    let next = others.map(|(_, n)| *n).max().unwrap_or(0);
    (*most >= 2 * next).then_some(*person)
}
