//! Annotations in the scorers' JSON: one object a document, offsets in code points.

use crate::annotated::{Annotated, Entity, Event, Ground, Layer, Place, Statement, Timex};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A document as the scorers' files hold it; what stands only in some of them may be missing.
#[derive(Debug, Deserialize)]
struct Line {
    doc_id: String,
    #[serde(default)]
    text: String,
    date: Option<String>,
    title: Option<String>,
    #[serde(default)]
    kind: Option<String>,
    statements: Option<Vec<Said>>,
    timexes: Option<Vec<Time>>,
    people: Option<Vec<Person>>,
    events: Option<Vec<Happened>>,
    grounds: Option<Vec<Reason>>,
}

#[derive(Debug, Deserialize)]
struct Said {
    #[serde(default)]
    content: Vec<[usize; 2]>,
    #[serde(default)]
    cue: Vec<[usize; 2]>,
    #[serde(default)]
    source: Vec<[usize; 2]>,
    speaker: Option<String>,
    #[serde(default)]
    alt_speakers: Vec<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    rule: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Time {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    value: Option<String>,
    #[serde(default)]
    alt: Vec<String>,
    #[serde(default)]
    optional: bool,
}

#[derive(Debug, Deserialize)]
struct Person {
    /// Nothing of somebody who is never named.
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Happened {
    #[serde(rename = "type")]
    kind: String,
    date: Option<String>,
    evidence: Vec<[usize; 2]>,
    #[serde(default)]
    alt_types: Vec<String>,
    /// Nothing where it is as right to give none.
    #[serde(default)]
    alt_dates: Vec<Option<String>>,
    #[serde(default)]
    optional: bool,
}

#[derive(Debug, Deserialize)]
struct Reason {
    code: String,
    asserted_by: Option<String>,
    evidence: Vec<[usize; 2]>,
    #[serde(default)]
    optional: bool,
}

/// Reads a line of such a file. A layer whose field is missing counts as not annotated.
///
/// # Errors
///
/// Where the line is no such object.
pub fn annotated(line: &str) -> Result<Annotated, serde_json::Error> {
    let line: Line = serde_json::from_str(line)?;
    let mut layers = BTreeSet::new();
    let mut has = |there: bool, of: &[Layer]| {
        if there {
            layers.extend(of.iter().copied());
        }
    };
    has(
        line.statements.is_some(),
        &[Layer::Statements, Layer::Speakers],
    );
    has(line.timexes.is_some(), &[Layer::Timexes]);
    has(line.people.is_some(), &[Layer::People]);
    has(line.events.is_some(), &[Layer::Events]);
    has(line.grounds.is_some(), &[Layer::Grounds]);
    Ok(Annotated {
        id: line.doc_id,
        text: line.text,
        // A year or month alone is no day to count from.
        date: line.date.and_then(|date| date.parse().ok()),
        title: line.title,
        genre: line.kind.unwrap_or_default(),
        layers,
        statements: each(line.statements, statement),
        timexes: each(line.timexes, timex),
        entities: each(line.people, person),
        events: each(line.events, event),
        grounds: each(line.grounds, ground),
        ..Annotated::default()
    })
}

fn each<T, U>(items: Option<Vec<T>>, of: fn(T) -> U) -> Vec<U> {
    items.into_iter().flatten().map(of).collect()
}

fn places(ranges: Vec<[usize; 2]>) -> Vec<Place> {
    ranges.into_iter().map(|[start, end]| start..end).collect()
}

fn statement(said: Said) -> Statement {
    Statement {
        content: places(said.content),
        cue: places(said.cue),
        source: places(said.source),
        speaker: said.speaker,
        alt_speakers: said.alt_speakers,
        kind: said.kind.unwrap_or_default(),
        optional: said.optional,
        rule: said.rule.unwrap_or_default(),
        ..Statement::default()
    }
}

fn timex(time: Time) -> Timex {
    Timex {
        place: time.start..time.end,
        kind: time.kind,
        value: time.value.unwrap_or_default(),
        alt: time.alt,
        optional: time.optional,
    }
}

fn person(person: Person) -> Entity {
    Entity {
        kind: "person".to_owned(),
        name: person.name.unwrap_or_default(),
        aliases: person.aliases,
        named: true,
    }
}

fn event(event: Happened) -> Event {
    Event {
        kind: event.kind,
        alt_kinds: event.alt_types,
        date: event.date.unwrap_or_default(),
        alt_dates: event
            .alt_dates
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect(),
        evidence: places(event.evidence),
        optional: event.optional,
    }
}

fn ground(ground: Reason) -> Ground {
    Ground {
        code: ground.code,
        asserter: ground.asserted_by.unwrap_or_default(),
        evidence: places(ground.evidence),
        optional: ground.optional,
    }
}
