//! Values of different documents, or of different voices in one, that cannot all hold.
//!
//! No winner is named. Only what truly excludes another value counts; see [`compare`].

mod compare;
mod values;

pub use compare::{Fit, Given, compare};
pub use values::{Holder, Value, Values};

use crate::people::Register;
use crate::{EntityRef, Gist, LineRef};
use onrecord_record::{Attribute, Day, EventKind, Layer};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many different values of one thing are compared with each other; more are left out.
pub const MOST_VALUES: usize = 64;
/// In how many places a value is listed.
pub const MOST_PLACES: usize = 64;

/// A thing of which documents give values that cannot all hold.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Contested {
    /// What of it.
    pub attribute: Attribute,
    /// More exactly; may be empty.
    pub qualifier: String,
    /// Of which event; none where it is the person's own.
    pub event: Option<EventKind>,
    /// Whose, as a number in [`Register::people`].
    pub person: u32,
    /// The values, earliest first and undated last; two or more.
    pub values: Vec<Held>,
    /// Whether it hangs on how a sentence is read, or on what no document says.
    pub possible: bool,
    /// What it hangs on, where it is only possible.
    pub hangs_on: Option<String>,
    /// Why, in short sentences for people.
    pub because: Vec<String>,
}

/// A value, and who holds it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Held {
    /// The value in one form for one meaning.
    pub value: String,
    /// The earliest day of a document that gives it; none where all are undated.
    pub since: Option<Day>,
    /// The first dated document that gives it: where it may have spread from.
    pub first: Option<u32>,
    /// Where it is given, dated documents first by day.
    pub places: Vec<Place>,
}

/// Where a value is given, and by whom.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The fact.
    pub line: LineRef,
    /// The day of its document.
    pub day: Option<Day>,
    /// Who says so, as a number in [`Register::people`]; none for the document's own voice and for
    /// somebody who is in no register.
    pub speaker: Option<u32>,
    /// Who says so, in words; empty for the document's own voice.
    pub said_by: String,
    /// Who passed it on, nearest the speaker first.
    pub relay: Vec<String>,
}

type Thing = (u32, Attribute, String, Option<EventKind>);
type Told<'g> = (u32, &'g Value);
/// What makes two tellings one to [`compare`].
type Class<'g> = (&'g str, Option<Day>, [bool; 3], Option<&'g str>);

/// What the documents contest of somebody, in the order of the register.
pub fn contested(gists: &[&Gist], register: &Register) -> Vec<Contested> {
    let mut things: BTreeMap<Thing, Vec<Told>> = BTreeMap::new();
    for (document, gist) in (0u32..).zip(gists) {
        for value in &gist.values.values {
            let mut people: Vec<u32> = value
                .of
                .iter()
                .filter_map(|entity| number(register, document, *entity))
                .collect();
            people.sort_unstable();
            people.dedup();
            for person in people {
                let thing = (
                    person,
                    value.attribute,
                    value.qualifier.clone(),
                    value.event,
                );
                things.entry(thing).or_default().push((document, value));
            }
        }
    }
    things
        .iter()
        .filter_map(|(thing, told)| of_thing(thing, told, register))
        .filter(|contested| !counts_several_things(contested))
        .collect()
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
            let voice = (place.line.document, place.speaker, &place.said_by);
            if *voices.entry(voice).or_insert(number) != number {
                return true;
            }
        }
    }
    false
}

fn number(register: &Register, document: u32, entity: onrecord_record::EntityId) -> Option<u32> {
    register.of.get(&EntityRef { document, entity }).copied()
}

fn of_thing(thing: &Thing, told: &[Told], register: &Register) -> Option<Contested> {
    let mut classes: BTreeMap<Class, Vec<Told>> = BTreeMap::new();
    for (document, value) in told {
        let class = (
            value.value.as_str(),
            // Only ages and time served move with the day.
            value
                .day
                .filter(|_| matches!(thing.1, Attribute::Age | Attribute::TimeServed)),
            [value.again, value.dead, value.rough],
            value.ambiguity.as_deref(),
        );
        classes.entry(class).or_default().push((*document, value));
    }
    let classes: Vec<Vec<Told>> = classes.into_values().take(MOST_VALUES).collect();
    let mut concerned = vec![false; classes.len()];
    let mut sure = false;
    let mut hangs_on = None;
    let mut because = Vec::new();
    for (i, a) in classes.iter().enumerate() {
        for (j, b) in classes.iter().enumerate().skip(i + 1) {
            let (Some((_, a)), Some((_, b))) = (a.first(), b.first()) else {
                continue;
            };
            match compare(thing.1, &a.given(), &b.given()) {
                Fit::Fits => continue,
                Fit::Excluded => sure = true,
                Fit::Possible(what) => hangs_on = hangs_on.or(Some(what)),
            }
            let why = format!("“{}” and “{}” cannot both hold.", a.value, b.value);
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
    let mut held: BTreeMap<&str, Vec<Told>> = BTreeMap::new();
    for (class, _) in classes.iter().zip(&concerned).filter(|(_, at)| **at) {
        for (document, value) in class {
            held.entry(&value.value)
                .or_default()
                .push((*document, value));
        }
    }
    let mut values: Vec<Held> = held
        .into_iter()
        .map(|(value, told)| holders(value, told, register))
        .collect();
    values.sort_by_key(|held| (held.since.is_none(), held.since));
    // Two ages of one number can only differ by their days.
    let enough = values.len() > 1 || values.iter().any(|v| v.places.len() > 1);
    (enough && !because.is_empty()).then(|| Contested {
        attribute: thing.1,
        qualifier: thing.2.clone(),
        event: thing.3,
        person: thing.0,
        values,
        possible: !sure,
        hangs_on: hangs_on.filter(|_| !sure),
        because,
    })
}

fn holders(value: &str, mut told: Vec<Told>, register: &Register) -> Held {
    told.sort_by_key(|(document, value)| (value.day.is_none(), value.day, *document, value.fact));
    let first = told.iter().find(|(_, value)| value.day.is_some());
    Held {
        value: value.to_owned(),
        since: first.and_then(|(_, value)| value.day),
        first: first.map(|(document, _)| *document),
        places: told
            .iter()
            .take(MOST_PLACES)
            .map(|(document, value)| place(*document, value, register))
            .collect(),
    }
}

fn place(document: u32, value: &Value, register: &Register) -> Place {
    let holder = value.holder.as_ref();
    Place {
        line: LineRef {
            document,
            layer: Layer::Fact,
            index: value.fact,
        },
        day: value.day,
        speaker: holder
            .and_then(|holder| holder.entity)
            .and_then(|entity| number(register, document, entity)),
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
            fact: 0,
            attribute: Attribute::JuryVote,
            qualifier: String::new(),
            event: Some(EventKind::Conviction),
            of: vec![EntityId(0)],
            value: vote.to_owned(),
            span,
            holder: None,
            day: document.day(),
            ambiguity: None,
            again: false,
            dead: false,
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
