//! Which values of the documents are of one thing, and which of those cannot all hold.

use super::compare::{Fit, Given, IN_THE_OTHER, compare};
use super::people::Case;
use super::values::{BORN, Value};
use super::{Contested, Held, MOST_PLACES, MOST_VALUES, Place};
use crate::people::Register;
use crate::{EntityRef, Gist};
use onrecord_record::{Attribute, Day, EventKind};
use std::collections::{BTreeMap, BTreeSet};

type Thing = (u32, Attribute, String, Option<EventKind>);

/// A value as one document tells it, with what counts when it is compared.
#[derive(Clone, Copy)]
struct Told<'g> {
    document: u32,
    day: Option<Day>,
    value: &'g Value,
    given: Given<'g>,
}

/// What makes two tellings one to [`compare`].
type Class<'g> = (
    &'g str,
    Option<Day>,
    Option<EventKind>,
    &'g str,
    [bool; 4],
    Option<&'g str>,
);

/// What the documents contest of somebody, in the order of the register.
pub fn contested(gists: &[&Gist], register: &Register) -> Vec<Contested> {
    let case = Case::of(gists, register);
    let mut things: BTreeMap<Thing, Vec<Told>> = BTreeMap::new();
    for (document, gist) in (0u32..).zip(gists) {
        let day = gist.day.or(gist.values.day);
        for value in &gist.values.values {
            for person in case.whose(document, value) {
                let given = given(&case, person, day, value, gist.values.again);
                let told = Told {
                    document,
                    day,
                    value,
                    given,
                };
                things.entry(thing(person, value)).or_default().push(told);
            }
        }
    }
    things
        .iter()
        .filter_map(|(thing, told)| of_thing(thing, told, register))
        .filter(|contested| !counts_several_things(contested))
        .collect()
}

/// Ages are one thing whatever they are ages at; what is counted and in which sense a place is one
/// must be the same.
fn thing(person: u32, value: &Value) -> Thing {
    let qualifier = match value.attribute {
        Attribute::Age => String::new(),
        _ => value.qualifier.clone(),
    };
    let event = match value.attribute {
        Attribute::Age | Attribute::TimeServed => None,
        _ => value.event,
    };
    (person, value.attribute, qualifier, event)
}

fn given<'g>(
    case: &Case,
    person: u32,
    day: Option<Day>,
    value: &'g Value,
    again: bool,
) -> Given<'g> {
    let dead = case.is_dead(person);
    let age = value.attribute == Attribute::Age;
    let at_event = value.event.filter(|_| age);
    let (day, slack) = match at_event {
        Some(event) => case.event_day(person, event),
        None => (day, 0.0),
    };
    let rounds = matches!(
        value.attribute,
        Attribute::JuryVote | Attribute::Sentence | Attribute::Date
    );
    Given {
        value: &value.value,
        qualifier: &value.qualifier,
        event: value.event,
        day,
        ambiguity: value.ambiguity.as_deref(),
        again: value.again || again && rounds && value.event != Some(EventKind::Offence),
        dead,
        rough: value.rough,
        night: value.night,
        slack,
    }
}

/// Whether one voice of one document gives two of the numbers: "one count of theft and two counts of
/// assault" counts different things, and does not contradict itself.
fn counts_several_things(contested: &Contested) -> bool {
    if contested.attribute != Attribute::Count {
        return false;
    }
    let mut voices = BTreeMap::new();
    for (number, value) in contested.values.iter().enumerate() {
        for place in &value.places {
            let voice = (place.document, place.speaker, &place.said_by);
            if *voices.entry(voice).or_insert(number) != number {
                return true;
            }
        }
    }
    false
}

/// Whether some voice of some document gives both values.
fn one_voice(a: &[Told], b: &[Told]) -> bool {
    let same =
        |a: &Told<'_>, b: &Told<'_>| a.document == b.document && a.value.holder == b.value.holder;
    a.iter().any(|a| b.iter().any(|b| same(a, b)))
}

/// What is left of a contradiction where one voice gives both values and hardly contradicts itself: it speaks of two
/// times, or of two counts.
fn softer(attribute: Attribute, fit: Fit) -> Fit {
    match (attribute, fit) {
        (Attribute::Age, Fit::Excluded) => Fit::Possible("whether both are of one time".to_owned()),
        (Attribute::Place, Fit::Excluded) => Fit::Possible(IN_THE_OTHER.to_owned()),
        (Attribute::Charge | Attribute::Place, Fit::Possible(_)) => Fit::Fits,
        (_, fit) => fit,
    }
}

fn of_thing(thing: &Thing, told: &[Told], register: &Register) -> Option<Contested> {
    let mut classes: BTreeMap<Class, Vec<Told>> = BTreeMap::new();
    for told in told {
        let given = &told.given;
        // Only ages and time served move with the day.
        let moves = matches!(thing.1, Attribute::Age | Attribute::TimeServed);
        let class = (
            given.value,
            given.day.filter(|_| moves),
            given.event,
            given.qualifier,
            [given.again, given.dead, given.rough, given.night],
            given.ambiguity,
        );
        classes.entry(class).or_default().push(*told);
    }
    let classes: Vec<Vec<Told>> = classes.into_values().take(MOST_VALUES).collect();
    let named: Vec<String> = classes
        .iter()
        .map(|class| class.first().map_or_else(String::new, shown))
        .collect();
    let mut concerned = vec![false; classes.len()];
    let mut sure = false;
    let mut hangs_on = None;
    let mut because = Vec::new();
    let mut events = BTreeSet::new();
    for (i, (a, a_named)) in classes.iter().zip(&named).enumerate() {
        for (j, (b, b_named)) in classes.iter().zip(&named).enumerate().skip(i + 1) {
            let (Some(first), Some(second)) = (a.first(), b.first()) else {
                continue;
            };
            let fit = compare(thing.1, &first.given, &second.given);
            let fit = if one_voice(a, b) {
                softer(thing.1, fit)
            } else {
                fit
            };
            match fit {
                Fit::Fits => continue,
                Fit::Excluded => sure = true,
                Fit::Possible(what) => hangs_on = hangs_on.or(Some(what)),
            }
            events.extend(first.given.event.into_iter().chain(second.given.event));
            let why = format!("“{a_named}” and “{b_named}” cannot both hold.");
            if !because.contains(&why) {
                because.push(why);
            }
            for at in [i, j] {
                if let Some(at) = concerned.get_mut(at) {
                    *at = true;
                }
            }
        }
    }
    let concerned: Vec<(&Vec<Told>, &String)> = classes
        .iter()
        .zip(&named)
        .zip(&concerned)
        .filter(|(_, at)| **at)
        .map(|(class, _)| class)
        .collect();
    // What the ages are ages at is told where they are of more than one time.
    let bases: BTreeSet<_> = concerned
        .iter()
        .filter_map(|(class, _)| class.first())
        .map(|told| (told.given.event, told.given.day))
        .collect();
    let bare = bases.len() < 2
        || concerned
            .iter()
            .any(|(c, _)| c.iter().any(|t| t.given.dead));
    let mut held: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for (class, named) in concerned {
        for told in class {
            let born = told.given.qualifier == BORN;
            let value = if bare && !born {
                told.given.value
            } else {
                named
            };
            held.entry(value).or_default().push(*told);
        }
    }
    let mut values: Vec<Held> = held
        .into_iter()
        .map(|(value, told)| holders(value, told, register))
        .collect();
    values.sort_by_key(|held| (held.since.is_none(), held.since));
    // Two ages of one number can only differ by their days.
    let enough = values.len() > 1 || values.iter().any(|v| v.places.len() > 1);
    let age_event = events.pop_first().filter(|_| thing.1 == Attribute::Age);
    (enough && !because.is_empty()).then(|| Contested {
        attribute: thing.1,
        qualifier: thing.2.clone(),
        event: thing.3.or(age_event),
        person: thing.0,
        values,
        possible: !sure,
        hangs_on: hangs_on.filter(|_| !sure),
        because,
    })
}

/// An age with what it is an age at; another value as it is.
fn shown(told: &Told) -> String {
    let value = told.given.value;
    if told.value.attribute == Attribute::Age && told.given.qualifier == BORN {
        return format!("born {value}");
    }
    if told.value.attribute != Attribute::Age || told.given.dead {
        return value.to_owned();
    }
    match (told.value.event, told.day) {
        (Some(event), _) => format!("{value} at the {}", event.as_str()),
        (None, _) if told.given.qualifier == "then" => format!("{value} at some time"),
        (None, Some(day)) => format!("{value} on {day}"),
        (None, None) => value.to_owned(),
    }
}

fn holders(value: &str, mut told: Vec<Told>, register: &Register) -> Held {
    told.sort_by_key(|told| (told.day.is_none(), told.day, told.document, told.value.span));
    let first = told.iter().find(|told| told.day.is_some());
    Held {
        value: value.to_owned(),
        since: first.and_then(|told| told.day),
        first: first.map(|told| told.document),
        places: told
            .iter()
            .take(MOST_PLACES)
            .map(|told| place(told, register))
            .collect(),
    }
}

fn place(told: &Told, register: &Register) -> Place {
    let holder = told.value.holder.as_ref();
    let document = told.document;
    Place {
        document,
        span: told.value.span,
        fact: told.value.fact,
        day: told.day,
        speaker: holder
            .and_then(|holder| holder.entity)
            .and_then(|entity| register.of.get(&EntityRef { document, entity }).copied()),
        said_by: holder.map_or_else(String::new, |holder| holder.name.clone()),
        relay: holder.map_or_else(Vec::new, |holder| holder.relay.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::{Document, EntityId, Reading, Span};

    fn gist(day: &str, vote: &str) -> Gist {
        let document = Document::from_text("A jury voted.", day.parse().ok());
        let span: Span = document.text.all();
        let mut gist = Gist::of(&document, &Reading::default());
        gist.values.values.push(Value {
            fact: None,
            attribute: Attribute::JuryVote,
            qualifier: String::new(),
            event: Some(EventKind::Conviction),
            of: vec![EntityId(0)],
            role: None,
            value: vote.to_owned(),
            span,
            holder: None,
            ambiguity: None,
            again: false,
            night: false,
            rough: false,
        });
        gist
    }

    fn votes(gists: &[Gist]) -> Vec<Contested> {
        let mut register = Register::default();
        for document in 0..gists.len() as u32 {
            let entity = EntityId(0);
            register.of.insert(EntityRef { document, entity }, 0);
        }
        contested(&gists.iter().collect::<Vec<_>>(), &register)
    }

    #[test]
    fn values_come_by_day_with_the_first_document_that_has_them() {
        let gists = [
            gist("2003-05-06", "10-2"),
            gist("1999-01-02", "unanimous"),
            gist("2001-03-04", "10-2"),
        ];
        let found = votes(&gists);
        assert_eq!(found.len(), 1);
        let values: Vec<_> = found[0]
            .values
            .iter()
            .map(|v| (v.value.as_str(), v.first))
            .collect();
        assert_eq!(values, [("unanimous", Some(1)), ("10-2", Some(2))]);
        assert!(!found[0].possible);
    }

    #[test]
    fn one_meaning_is_not_contested() {
        assert!(votes(&[gist("1999-01-02", "12-0"), gist("2001-03-04", "unanimous")]).is_empty());
    }
}
