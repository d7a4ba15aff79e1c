//! The tables for people: what was said, what happened, values, grounds, people, with what was decided
//! about each line.

use super::folder::{Folder, Table};
use crate::decisions::{LineMark, Marks, Review};
use crate::{CaseError, DocumentEntry, packed};
use onrecord_record::{
    Asserter, Document, EntityId, EntityKind, Layer, Participant, Reading, Span, Speaker,
    Statement, Subject,
};
use serde::Serialize;

/// The columns that all tables of lines end with.
const OF_LINES: [&str; 13] = [
    "words",
    "page",
    "printed_page",
    "printed_line",
    "paragraph",
    "first_byte",
    "end_byte",
    "first_code_point",
    "end_code_point",
    "review",
    "corrections",
    "notes",
    "labels",
];

/// The tables that have a row for each document or line.
pub(super) struct Tables {
    documents: Table,
    statements: Table,
    events: Table,
    facts: Table,
    grounds: Table,
    people: Table,
}

/// A document with its newest reading and what people decided about the lines.
pub(super) struct Paper<'p> {
    pub(super) number: u64,
    pub(super) entry: &'p DocumentEntry,
    pub(super) document: &'p Document,
    pub(super) reading: &'p Reading,
    pub(super) marks: &'p Marks,
}

impl Tables {
    /// Begins them.
    pub(super) fn new(folder: &Folder) -> Result<Self, CaseError> {
        let lines = |name: &str, own: &[&str]| -> Result<Table, CaseError> {
            let mut table = folder.table(name)?;
            table.row(["line", "document"].iter().chain(own).chain(&OF_LINES))?;
            Ok(table)
        };
        let mut documents = folder.table("documents.csv")?;
        documents.row([
            "document",
            "path",
            "title",
            "date",
            "kind",
            "format",
            "original",
            "part",
            "text_file",
            "reader",
            "engine",
            "statements",
            "events",
            "facts",
            "grounds",
            "warnings",
        ])?;
        Ok(Self {
            documents,
            statements: lines(
                "statements.csv",
                &[
                    "speaker",
                    "kind",
                    "act",
                    "addressee",
                    "medium",
                    "said",
                    "relay",
                ],
            )?,
            events: lines(
                "events.csv",
                &[
                    "event",
                    "date",
                    "inferred",
                    "modality",
                    "asserter",
                    "participants",
                    "place",
                ],
            )?,
            facts: lines(
                "facts.csv",
                &[
                    "attribute",
                    "qualifier",
                    "subject",
                    "value",
                    "asserter",
                    "ambiguity",
                ],
            )?,
            grounds: lines(
                "grounds.csv",
                &["ground", "about", "asserter", "reported", "denied"],
            )?,
            people: lines(
                "people.csv",
                &["name", "aliases", "descriptions", "mentions"],
            )?,
        })
    }

    /// Writes the rows of a document.
    pub(super) fn put(&mut self, paper: &Paper<'_>) -> Result<(), CaseError> {
        self.documents.row(paper.columns())?;
        let reading = paper.reading;
        for (statement, index) in reading.statements.iter().zip(0..) {
            let own = paper.statement(statement);
            let row = paper.line((Layer::Statement, index), own, &statement.content);
            self.statements.row(row)?;
        }
        for (event, index) in reading.events.iter().zip(0..) {
            let date = event.date.as_ref();
            let place = event.place.map_or("", |place| reading.name(place));
            let own = vec![
                event.kind.as_str().to_owned(),
                date.map_or_else(String::new, |date| date.value.clone()),
                date.map_or("", |date| yes_or_no(date.inferred)).to_owned(),
                event.modality.as_str().to_owned(),
                paper.asserter(event.asserter),
                paper.participants(&event.participants),
                place.to_owned(),
            ];
            let row = paper.line((Layer::Event, index), own, &event.evidence);
            self.events.row(row)?;
        }
        for (fact, index) in reading.facts.iter().zip(0..) {
            let own = vec![
                fact.attribute.as_str().to_owned(),
                fact.qualifier.clone(),
                paper.subject(fact.subject),
                fact.value.clone(),
                paper.asserter(fact.asserter),
                fact.ambiguity.clone().unwrap_or_default(),
            ];
            let row = paper.line((Layer::Fact, index), own, &fact.evidence);
            self.facts.row(row)?;
        }
        for (ground, index) in reading.grounds.iter().zip(0..) {
            let own = vec![
                ground.code.as_str().to_owned(),
                ground
                    .about
                    .map_or("", |about| reading.name(about))
                    .to_owned(),
                paper.asserter(ground.asserter),
                yes_or_no(ground.reported).to_owned(),
                yes_or_no(ground.denied).to_owned(),
            ];
            let row = paper.line((Layer::Ground, index), own, &ground.evidence);
            self.grounds.row(row)?;
        }
        let people = reading.entities.iter().zip(0..);
        for (person, index) in people.filter(|(entity, _)| entity.kind == EntityKind::Person) {
            let descriptions: Vec<&str> = person
                .descriptions
                .iter()
                .map(|description| paper.document.text.slice(description.span))
                .collect();
            let own = vec![
                person.name.clone(),
                person.aliases.join("; "),
                descriptions.join("; "),
                person.mentions.len().to_string(),
            ];
            let named_by = reading.mention(person.named_by);
            let named_by: Vec<Span> = named_by.iter().map(|mention| mention.span).collect();
            let row = paper.line((Layer::Entity, index), own, &named_by);
            self.people.row(row)?;
        }
        Ok(())
    }

    /// Finishes them.
    pub(super) fn close(self, folder: &mut Folder) -> Result<(), CaseError> {
        folder.close(self.documents)?;
        folder.close(self.statements)?;
        folder.close(self.events)?;
        folder.close(self.facts)?;
        folder.close(self.grounds)?;
        folder.close(self.people)
    }
}

impl Paper<'_> {
    /// The document's own row.
    fn columns(&self) -> Vec<String> {
        let (document, reading) = (self.document, self.reading);
        let metadata = &document.metadata;
        let published = metadata.published.as_ref();
        let title = metadata.title.as_ref();
        let hash = document.text.hash();
        let count = |layer: usize| layer.to_string();
        vec![
            self.number.to_string(),
            self.entry.path(),
            title.map_or_else(String::new, |title| title.value.clone()),
            published.map_or_else(String::new, |moment| moment.value.day.to_string()),
            name(&document.kind),
            name(&document.format),
            document.original.to_string(),
            document.part.clone(),
            super::text_name(&hash),
            document.reader.to_string(),
            format!("{}/{}", reading.engine.name, reading.engine.version),
            count(reading.statements.len()),
            count(reading.events.len()),
            count(reading.facts.len()),
            count(reading.grounds.len()),
            document
                .warnings
                .iter()
                .map(|warning| warning.message.as_str())
                .collect::<Vec<_>>()
                .join("; "),
        ]
    }

    /// The row of a line: its name, its own columns, and those that all have.
    fn line(&self, (layer, index): (Layer, u32), own: Vec<String>, words: &[Span]) -> Vec<String> {
        let text = &self.document.text;
        let mark = self.marks.of_line(layer, index);
        let mut row = vec![
            format!("{}.{}{}", self.number, letter(layer), index + 1),
            self.number.to_string(),
        ];
        row.extend(own);
        let said: Vec<&str> = words.iter().map(|span| text.slice(*span)).collect();
        row.push(said.join(" \u{2026} "));
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => {
                let places = &self.document.places;
                let page = places.page(*first);
                row.extend([
                    page.map_or_else(String::new, |page| page.number.to_string()),
                    page.and_then(|page| page.label.clone()).unwrap_or_default(),
                    places
                        .line(*first)
                        .map_or_else(String::new, |line| line.number.to_string()),
                    places
                        .paragraph(*first)
                        .map_or_else(String::new, |paragraph| paragraph.number.clone()),
                    first.start().to_string(),
                    last.end().to_string(),
                    text.code_points(*first).start.to_string(),
                    text.code_points(*last).end.to_string(),
                ]);
            }
            _ => row.extend(std::iter::repeat_n(String::new(), 8)),
        }
        row.extend(decided(&mark));
        row
    }

    fn statement(&self, statement: &Statement) -> Vec<String> {
        let party = statement.addressee.as_ref();
        let medium = statement.medium.as_ref();
        let said = statement.said.as_ref();
        let relay: Vec<&str> = statement.relay.iter().map(|p| p.name.as_str()).collect();
        vec![
            self.speaker(&statement.speaker),
            name(&statement.kind),
            name(&statement.act),
            party.map_or_else(String::new, |party| party.name.clone()),
            medium.map_or_else(String::new, |medium| medium.value.name.clone()),
            said.and_then(|said| said.value.value.clone())
                .unwrap_or_default(),
            relay.join("; "),
        ]
    }

    fn speaker(&self, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Known { entity, .. } => self.reading.name(*entity).to_owned(),
            Speaker::Described { name } => name.clone(),
            Speaker::Unknown { .. } => "(the text does not say)".to_owned(),
        }
    }

    fn asserter(&self, asserter: Asserter) -> String {
        match asserter {
            Asserter::Narration => "(the document)".to_owned(),
            Asserter::Statement(id) => self
                .reading
                .statement(id)
                .map_or_else(String::new, |statement| self.speaker(&statement.speaker)),
        }
    }

    fn subject(&self, subject: Subject) -> String {
        let named = |entity: EntityId| self.reading.name(entity).to_owned();
        match subject {
            Subject::Entity(entity) => named(entity),
            Subject::Event(event) => {
                let words = |event: &onrecord_record::Event| {
                    let trigger = self.document.text.slice(event.trigger);
                    format!("{}: {trigger}", event.kind.as_str())
                };
                self.reading.event(event).map_or_else(String::new, words)
            }
        }
    }

    fn participants(&self, participants: &[Participant]) -> String {
        let one = |participant: &Participant| {
            let who = participant.entity.map_or_else(
                || self.document.text.slice(participant.span),
                |entity| self.reading.name(entity),
            );
            format!("{}: {who}", participant.role)
        };
        participants.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

/// The columns on what people decided about a line.
fn decided(mark: &LineMark) -> [String; 4] {
    let review = match mark.review {
        Review::Unreviewed => "unreviewed",
        Review::Look => "look again",
        Review::Confirmed => "confirmed",
        Review::Corrected => "corrected",
        Review::Rejected => "rejected",
    };
    let corrections: Vec<String> = mark
        .corrections
        .iter()
        .map(|(field, value)| format!("{field}: {value}"))
        .collect();
    [
        review.to_owned(),
        corrections.join("; "),
        mark.notes.join("; "),
        mark.labels.join("; "),
    ]
}

/// The letter of a layer's lines, as the program shows them.
const fn letter(layer: Layer) -> char {
    match layer {
        Layer::Mention => 'M',
        Layer::Entity => 'P',
        Layer::Timex => 'T',
        Layer::Statement => 'S',
        Layer::Event => 'E',
        Layer::Fact => 'F',
        Layer::Ground => 'G',
        Layer::Disagreement => 'D',
    }
}

const fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// The name of an enum's value in files.
fn name<T: Serialize>(value: &T) -> String {
    packed::name(value).unwrap_or_default()
}

/// Seconds since 1970 as ISO 8601 in UTC; empty for none.
pub(super) fn moment(seconds: Option<i64>) -> String {
    let Some(seconds) = seconds else {
        return String::new();
    };
    jiff::Timestamp::from_second(seconds)
        .map_or_else(|_| seconds.to_string(), |moment| moment.to_string())
}
