//! Values that different documents give for one thing, and that cannot all hold.
//!
//! Only what truly excludes another value counts, and only for people who bear the same full name
//! in both documents. Ages move with time; a second round of a trial brings a second verdict.

use super::people::{Keys, People, PersonKey};
use crate::vocabulary::{attribute_label, event_label};
use crate::{
    CaseDisagreementView, CasePlaceView, EventView, FactView, ItemLayer, PlaceView, ReadingView,
};
use onrecord_record::{Attribute, Day, EventKind, FactId, Modality};
use std::collections::BTreeMap;

/// In how many documents a value is shown; where more give the same, they are counted.
const MOST_OF_A_VALUE: usize = 8;

/// What a value is of: an attribute of somebody, or of an event that happened to somebody.
type Thing = (Attribute, String, Option<EventKind>, PersonKey);

/// All values so far.
#[derive(Debug, Default)]
pub(super) struct Values {
    things: BTreeMap<Thing, Vec<Value>>,
}

#[derive(Debug)]
struct Value {
    document: u32,
    day: Option<Day>,
    /// The document tells of a second round, so that there may be two of everything.
    again: bool,
    /// The document tells that the person is dead, so that the age does not move.
    dead: bool,
    ambiguity: Option<String>,
    place: PlaceView,
}

/// How two values stand to one another.
enum Verdict {
    Fit,
    Possible(String),
    Excluded,
}

impl Values {
    /// Takes the values of a document; `keys` are its people.
    pub(super) fn add(&mut self, document: u32, view: &ReadingView, keys: &Keys) {
        let day = view
            .document
            .metadata
            .published
            .as_ref()
            .and_then(|published| published.value.get(..10)?.parse().ok());
        let again = view.events.iter().any(|e| is_second_round(e));
        for (number, fact) in view.facts.iter().enumerate() {
            let Some(place) = view.place(FactId::new(number)) else {
                continue;
            };
            for (event, person) in subjects(view, fact, keys) {
                let thing = (fact.attribute, fact.qualifier.clone(), event, person);
                self.things.entry(thing).or_default().push(Value {
                    document,
                    day,
                    again,
                    dead: is_dead(view, person, keys),
                    ambiguity: fact.ambiguity.clone(),
                    place: place.clone(),
                });
            }
        }
    }

    /// Those that cannot all hold, each thing once.
    pub(super) fn disagreements(self, people: &People) -> Vec<CaseDisagreementView> {
        let mut things: BTreeMap<Thing, Vec<Value>> = BTreeMap::new();
        for ((attribute, qualifier, event, person), values) in self.things {
            let thing = (attribute, qualifier, event, people.settled(person));
            things.entry(thing).or_default().extend(values);
        }
        things
            .iter_mut()
            .filter_map(|(thing, values)| {
                values.sort_by_key(|value| value.document);
                disagreement(thing, values, people)
            })
            .collect()
    }
}

fn disagreement(thing: &Thing, values: &[Value], people: &People) -> Option<CaseDisagreementView> {
    let mut places = vec![false; values.len()];
    let mut sure = false;
    let mut ambiguity = None;
    for (i, a) in values.iter().enumerate() {
        for (j, b) in values.iter().enumerate().skip(i + 1) {
            if a.document == b.document {
                continue;
            }
            match compare(thing, a, b) {
                Verdict::Fit => continue,
                Verdict::Excluded => sure = true,
                Verdict::Possible(what) => ambiguity = ambiguity.or(Some(what)),
            }
            for place in [i, j] {
                if let Some(place) = places.get_mut(place) {
                    *place = true;
                }
            }
        }
    }
    let mut concerned: Vec<&Value> = values
        .iter()
        .zip(&places)
        .filter(|(_, concerned)| **concerned)
        .map(|(value, _)| value)
        .collect();
    // Telling it twice does not make it two places.
    concerned.dedup_by(|a, b| a.document == b.document && a.place.value == b.place.value);
    let all = concerned.len();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    concerned.retain(|value| {
        let of_value = shown.entry(value.place.value.as_str()).or_default();
        *of_value += 1;
        *of_value <= MOST_OF_A_VALUE
    });
    (concerned.len() > 1).then(|| CaseDisagreementView {
        number: 0,
        attribute: thing.0,
        about: about(thing, people),
        possible: !sure,
        ambiguity: ambiguity.filter(|_| !sure),
        values: Vec::new(),
        status: None,
        more: (all - concerned.len()) as u32,
        places: concerned
            .into_iter()
            .map(|value| CasePlaceView {
                document: value.document,
                place: value.place.clone(),
            })
            .collect(),
    })
}

fn about((attribute, _, event, person): &Thing, people: &People) -> String {
    let name = people.name(*person);
    let label = attribute_label(*attribute);
    match event {
        Some(event) if *attribute == Attribute::Date => {
            format!("date of the {} of {name}", event_label(*event))
        }
        Some(event) if *attribute == Attribute::JuryVote => {
            format!("{label}, {} of {name}", event_label(*event))
        }
        _ => format!("{label} of {name}"),
    }
}

/// Whose value it is: a person's own, or of an event that happened to one.
fn subjects(
    view: &ReadingView,
    fact: &FactView,
    keys: &Keys,
) -> Vec<(Option<EventKind>, PersonKey)> {
    if fact.subject.item.layer() == ItemLayer::Entity {
        let person = keys.get(&fact.subject.item);
        return person.map(|key| (None, *key)).into_iter().collect();
    }
    let Some(event) = view.event(fact.subject.item) else {
        return Vec::new();
    };
    // What a fact hangs on is the first telling, which may be a headline that names nobody.
    let first = event.same_as.unwrap_or(event.id);
    let mut people: Vec<PersonKey> = view
        .events
        .iter()
        .filter(|telling| telling.id == first || telling.same_as == Some(first))
        .filter(|telling| telling.modality == Modality::Happened)
        .flat_map(|telling| sufferers(telling, keys))
        .collect();
    people.sort_unstable();
    people.dedup();
    people
        .into_iter()
        .map(|key| (Some(event.kind), key))
        .collect()
}

/// The people that tell events of a kind apart.
fn sufferers(event: &EventView, keys: &Keys) -> Vec<PersonKey> {
    let role = match event.kind {
        EventKind::Offence => "victim",
        EventKind::Death => "deceased",
        _ => "defendant",
    };
    event
        .participants
        .iter()
        .filter(|participant| participant.role == role)
        .filter_map(|participant| keys.get(&participant.entity?).copied())
        .collect()
}

fn is_dead(view: &ReadingView, person: PersonKey, keys: &Keys) -> bool {
    view.events.iter().any(|event| {
        matches!(event.kind, EventKind::Offence | EventKind::Death)
            && event.modality == Modality::Happened
            && sufferers(event, keys).contains(&person)
    })
}

fn is_second_round(event: &EventView) -> bool {
    let kind = matches!(
        event.kind,
        EventKind::Retrial
            | EventKind::Vacatur
            | EventKind::Acquittal
            | EventKind::Mistrial
            | EventKind::Clemency
    );
    kind && event.modality == Modality::Happened
}

fn compare((attribute, qualifier, event, _): &Thing, a: &Value, b: &Value) -> Verdict {
    if a.place.value == b.place.value {
        return Verdict::Fit;
    }
    let verdict = match attribute {
        Attribute::Age => ages(qualifier, a, b),
        Attribute::Date => dates(*event, a, b),
        Attribute::JuryVote if !a.again && !b.again => Verdict::Excluded,
        Attribute::Sentence if !a.again && !b.again => sentences(&a.place.value, &b.place.value),
        _ => Verdict::Fit,
    };
    match (verdict, a.ambiguity.as_ref().or(b.ambiguity.as_ref())) {
        (Verdict::Excluded, Some(what)) => Verdict::Possible(what.clone()),
        (verdict, _) => verdict,
    }
}

/// Ages move with the day of the document, but for the dead. Ages "then" are of times that may
/// differ.
fn ages(qualifier: &str, a: &Value, b: &Value) -> Verdict {
    let number = |value: &Value| value.place.value.parse::<i64>().ok();
    let (Some(x), Some(y)) = (number(a), number(b)) else {
        return Verdict::Fit;
    };
    if !qualifier.is_empty() {
        return Verdict::Fit;
    }
    if a.dead || b.dead {
        return Verdict::Excluded;
    }
    let (Some(a), Some(b)) = (a.day, b.day) else {
        return match x.abs_diff(y) {
            0 => Verdict::Fit,
            _ => Verdict::Possible("when the document without a date was written".to_owned()),
        };
    };
    let years = f64::from(days(b) - days(a)) / 365.25;
    let grown = (y - x) as f64;
    if grown > years - 1.0 && grown < years + 1.0 {
        Verdict::Fit
    } else {
        Verdict::Excluded
    }
}

/// Days since the year 0, as exactly as ages need.
fn days(day: Day) -> i32 {
    i32::from(day.year()) * 365
        + i32::from(day.year()) / 4
        + i32::from(day.month()) * 30
        + i32::from(day.day())
}

/// Dates of what happens once. A year holds its months, a month its days.
fn dates(event: Option<EventKind>, a: &Value, b: &Value) -> Verdict {
    let once = match event {
        Some(EventKind::Offence | EventKind::Death) => true,
        Some(
            EventKind::Conviction | EventKind::Sentence | EventKind::Charge | EventKind::Arrest,
        ) => !a.again && !b.again,
        _ => false,
    };
    let (a, b) = (a.place.value.as_str(), b.place.value.as_str());
    let plain = |value: &str| value.bytes().all(|c| c.is_ascii_digit() || c == b'-');
    if once && plain(a) && plain(b) && !a.starts_with(b) && !b.starts_with(a) {
        Verdict::Excluded
    } else {
        Verdict::Fit
    }
}

/// "Life" is the short form of every life sentence.
fn sentences(a: &str, b: &str) -> Verdict {
    let once = |value: &str| !value.ends_with("sentences");
    let same = a.starts_with(b)
        || b.starts_with(a)
        || a.ends_with("life") && b.starts_with("life")
        || b.ends_with("life") && a.starts_with("life");
    if once(a) && once(b) && !same {
        Verdict::Excluded
    } else {
        Verdict::Fit
    }
}
