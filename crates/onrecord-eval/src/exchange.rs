//! Annotations in the scorers' JSON: one object a document, offsets in code points.

use crate::annotated::{
    Annotated, Entity, Event, Fact, Ground, Layer, Mention, Naming, Place, Pronoun, Statement,
    Timex, Token,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

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
    #[serde(default)]
    story: String,
    /// What is annotated; without it, the fields that are there tell.
    layers: Option<Vec<String>>,
    #[serde(default)]
    looked_at: Vec<[usize; 2]>,
    statements: Option<Vec<Said>>,
    /// Of what was read: attitudes, which are no statements.
    attitudes: Option<Vec<Said>>,
    timexes: Option<Vec<Time>>,
    people: Option<Vec<Person>>,
    /// People where they are known but not annotated as a layer.
    known: Option<Vec<Person>>,
    events: Option<Vec<Happened>>,
    facts: Option<Vec<Valued>>,
    grounds: Option<Vec<Reason>>,
    mentions: Option<Vec<Meant>>,
    tokens: Option<Vec<(usize, usize, String)>>,
    pronouns: Option<Vec<Between>>,
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
    kind: Option<String>,
    act: Option<String>,
    medium: Option<String>,
    said: Option<String>,
    rule: Option<String>,
    /// Optional, but not where attitudes count.
    #[serde(default)]
    broad: bool,
}

#[derive(Debug, Deserialize)]
struct Time {
    start: usize,
    end: usize,
    #[serde(rename = "type", default)]
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

#[derive(Debug, Deserialize)]
struct Valued {
    attribute: String,
    subject: Option<String>,
    value: Option<String>,
    start: usize,
    end: usize,
    #[serde(default)]
    optional: bool,
}

#[derive(Debug, Deserialize)]
struct Meant {
    start: usize,
    end: usize,
    entity: usize,
    #[serde(rename = "type", default)]
    kind: Option<String>,
    naming: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Between {
    start: usize,
    end: usize,
    candidates: Vec<(usize, usize, bool)>,
}

/// Reads a line of such a file. A layer whose field is missing counts as not annotated.
///
/// # Errors
///
/// Where the line is no such object.
pub fn annotated(line: &str) -> Result<Annotated, serde_json::Error> {
    let line: Line = serde_json::from_str(line)?;
    let layers = layers(&line);
    let attitudes = each(line.attitudes, |said| Statement {
        act: "attitude".to_owned(),
        ..statement(said)
    });
    let (mut entities, mentions) = mentioned(line.mentions.unwrap_or_default());
    entities.extend(each(line.people.or(line.known), person));
    Ok(Annotated {
        id: line.doc_id,
        text: line.text,
        // A year or month alone is no day to count from.
        date: line.date.and_then(|date| date.parse().ok()),
        title: line.title,
        genre: line.kind.unwrap_or_default(),
        story: line.story,
        layers,
        looked_at: places(line.looked_at),
        statements: each(line.statements, statement)
            .into_iter()
            .chain(attitudes)
            .collect(),
        timexes: each(line.timexes, timex),
        entities,
        mentions,
        events: each(line.events, event),
        facts: each(line.facts, fact),
        grounds: each(line.grounds, ground),
        tokens: each(line.tokens, |(start, end, tag)| Token {
            place: start..end,
            tag,
        }),
        pronouns: each(line.pronouns, pronoun),
    })
}

/// What is annotated: what the line says, or all whose field is there.
fn layers(line: &Line) -> BTreeSet<Layer> {
    if let Some(named) = &line.layers {
        let known = Layer::ALL.into_iter();
        return known
            .filter(|layer| named.iter().any(|name| name == layer.name()))
            .collect();
    }
    let fields: [(bool, &[Layer]); 8] = [
        (
            line.statements.is_some(),
            &[Layer::Statements, Layer::Speakers],
        ),
        (line.timexes.is_some(), &[Layer::Timexes]),
        (line.people.is_some(), &[Layer::People]),
        (line.events.is_some(), &[Layer::Events]),
        (line.facts.is_some(), &[Layer::Facts]),
        (line.grounds.is_some(), &[Layer::Grounds]),
        (line.tokens.is_some(), &[Layer::Tags]),
        (line.pronouns.is_some(), &[Layer::Pronouns]),
    ];
    let there = fields.into_iter().filter(|(there, _)| *there);
    there.flat_map(|(_, layers)| layers).copied().collect()
}

/// The entities of mentions, which have a type there and no name, and the mentions.
fn mentioned(meant: Vec<Meant>) -> (Vec<Entity>, Vec<Mention>) {
    let mut entities: Vec<Entity> = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut mentions = Vec::new();
    for one in meant {
        let entity = *numbers.entry(one.entity).or_insert_with(|| {
            entities.push(Entity {
                kind: one.kind.unwrap_or_default(),
                ..Entity::default()
            });
            entities.len() - 1
        });
        let naming = Naming::ALL
            .into_iter()
            .find(|n| Some(n.name()) == one.naming.as_deref());
        mentions.push(Mention {
            place: one.start..one.end,
            entity,
            naming: naming.unwrap_or_default(),
        });
    }
    (entities, mentions)
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
        act: said.act.unwrap_or_default(),
        medium: said.medium.unwrap_or_default(),
        said: said.said.unwrap_or_default(),
        optional: said.optional && !said.broad,
        rule: said.rule.unwrap_or_default(),
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

fn fact(fact: Valued) -> Fact {
    Fact {
        attribute: fact.attribute,
        subject: fact.subject.unwrap_or_default(),
        value: fact.value.unwrap_or_default(),
        place: fact.start..fact.end,
        optional: fact.optional,
    }
}

fn pronoun(between: Between) -> Pronoun {
    let candidates = between.candidates.into_iter();
    Pronoun {
        place: between.start..between.end,
        candidates: candidates
            .map(|(start, end, means)| (start..end, means))
            .collect(),
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
