//! MEANTIME, the NewsReader corpus of Wikinews articles.
//!
//! Headline, date and the four sentences after them are annotated, so a document's text ends there (it is the
//! beginning of the article's text). A statement is an event of speech or thought; its cue is the event's words, its
//! source the agent (`Arg0`). Of what was said, the corpus marks only the words of the events that it consists of:
//! these are the content. An event of which no agent or no content is marked is optional. Whether a mention is a name
//! is told for four in five; of the rest the form of the words decides, so names are no layer here.

use super::cat::{self, File, Mark};
use super::texts::joining::Cut;
use super::texts::stem;
use super::{Corpus, CorpusError, Documents, Part, files, folders};
use crate::annotated::{Annotated, Entity, Layer, Mention, Naming, Place, Statement, Timex};
use onrecord_record::Day;
use std::collections::HashMap;
use std::path::Path;

/// The corpus.
pub(super) struct Meantime;

/// Sentences that are annotated, headline and date included.
const ANNOTATED: usize = 6;
const EVENT: &str = "EVENT_MENTION";
const ENTITY: &str = "ENTITY_MENTION";

impl Corpus for Meantime {
    fn name(&self) -> &'static str {
        "meantime"
    }

    fn about(&self) -> &'static str {
        "MEANTIME: the first sentences of Wikinews articles with events of speech, entities and times"
    }

    fn layers(&self) -> &'static [Layer] {
        // Of what is said only the heads of the reported events are marked: the statements are given for
        // their cues and sources, but cannot be scored as spans.
        &[Layer::Timexes, Layer::Coreference]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        if part != Part::Train {
            return Ok(Box::new(std::iter::empty()));
        }
        let mut paths = Vec::new();
        for topic in folders(
            &folder.join("intra-doc_annotation"),
            "a folder for each topic",
        )? {
            paths.extend(files(&topic, "xml")?);
        }
        Ok(Box::new(paths.into_iter().map(|path| document(&path))))
    }
}

/// A document while it is read.
struct Reading<'f> {
    file: &'f File,
    text: &'f str,
    tokens: &'f HashMap<&'f str, Place>,
    /// By the id of a mention, the ids of what it is an instance of.
    instances: HashMap<&'f str, Vec<&'f Mark>>,
    entities: Vec<Entity>,
    mentions: Vec<Mention>,
    /// By the id of a mention, its entity.
    entity_of: HashMap<&'f str, usize>,
}

fn document(path: &Path) -> Result<Annotated, CorpusError> {
    let file = File::read(path)?;
    let (mut text, mut tokens) = file.joined(Cut::default(), &super::texts::ALONE, 0);
    let within = file
        .tokens
        .iter()
        .filter(|token| token.sentence < ANNOTATED);
    let ends = within.filter_map(|token| Some(tokens.get(token.id.as_str())?.end));
    let end = ends.max().unwrap_or_default();
    text = text.chars().take(end).collect();
    tokens.retain(|_, place| place.end <= end);
    let mut reading = Reading {
        file: &file,
        text: &text,
        tokens: &tokens,
        instances: instances(&file),
        entities: Vec::new(),
        mentions: Vec::new(),
        entity_of: HashMap::new(),
    };
    reading.entities();
    let statements = reading.statements();
    let (timexes, date) = reading.timexes();
    let Reading {
        entities, mentions, ..
    } = reading;
    let topic = path
        .parent()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str());
    let topic = topic
        .and_then(|name| name.strip_prefix("corpus_"))
        .unwrap_or_default();
    let number = stem(path).split('_').next().unwrap_or_default();
    Ok(Annotated {
        id: format!("{topic}-{number}"),
        date,
        genre: topic.to_owned(),
        layers: Meantime.layers().iter().copied().collect(),
        statements,
        timexes,
        entities,
        mentions,
        text,
        ..Annotated::default()
    })
}

/// By the id of a mention, what it is an instance of.
fn instances(file: &File) -> HashMap<&str, Vec<&Mark>> {
    let marks: HashMap<&str, &Mark> = file
        .marks
        .iter()
        .map(|mark| (mark.id.as_str(), mark))
        .collect();
    let mut instances: HashMap<&str, Vec<&Mark>> = HashMap::new();
    for relation in file
        .relations
        .iter()
        .filter(|relation| relation.kind == "REFERS_TO")
    {
        let targets: Vec<&Mark> = relation
            .targets
            .iter()
            .filter_map(|id| marks.get(id.as_str()).copied())
            .collect();
        for source in &relation.sources {
            instances.entry(source).or_default().extend(&targets);
        }
    }
    instances
}

impl<'f> Reading<'f> {
    fn marks(&self, kind: &'static str) -> impl Iterator<Item = &'f Mark> + use<'f> {
        let file = self.file;
        file.marks.iter().filter(move |mark| mark.kind == kind)
    }

    /// The marks that a relation of this kind leads to from here, with the relation's value of an attribute.
    fn related(&self, from: &Mark, kind: &str, attribute: &str) -> Vec<(&'f str, &'f str)> {
        let file = self.file;
        let relations = file
            .relations
            .iter()
            .filter(|relation| relation.kind == kind);
        let relations = relations.filter(|relation| relation.sources.contains(&from.id));
        let ends = relations.flat_map(|relation| {
            let value = relation
                .attributes
                .get(attribute)
                .map_or("", String::as_str);
            relation
                .targets
                .iter()
                .map(move |target| (target.as_str(), value))
        });
        ends.collect()
    }

    fn places(&self, mark: &Mark) -> Vec<Place> {
        cat::places(self.text, mark, self.tokens)
    }

    /// Where the mark of this id stands.
    fn places_of(&self, id: &str) -> Vec<Place> {
        let mark = self.file.marks.iter().find(|mark| mark.id == id);
        mark.map(|mark| self.places(mark)).unwrap_or_default()
    }

    fn entities(&mut self) {
        let mut by_instance: HashMap<&str, usize> = HashMap::new();
        for mark in self.marks(ENTITY) {
            let places = self.places(mark);
            let (Some(first), Some(last)) = (places.first(), places.last()) else {
                continue;
            };
            let place = first.start..last.end;
            let words: String = self
                .text
                .chars()
                .skip(place.start)
                .take(place.len())
                .collect();
            let instance = self
                .instances
                .get(mark.id.as_str())
                .and_then(|of| of.first());
            // A mention without instance is of something that is mentioned once.
            let key = instance.map_or(mark.id.as_str(), |instance| instance.id.as_str());
            let entity = *by_instance.entry(key).or_insert_with(|| {
                self.entities.push(Entity {
                    kind: kind(instance.map_or("", |instance| instance.get("ent_type"))).to_owned(),
                    ..Entity::default()
                });
                self.entities.len() - 1
            });
            let naming = match mark.get("syntactic_type") {
                "NAM" | "PRE.NAM" => Naming::Name,
                "NOM" | "PRE.NOM" | "PTV" => Naming::Nominal,
                "PRO" => Naming::Pronoun,
                _ => cat::naming(&words),
            };
            if let Some(entity) = self.entities.get_mut(entity) {
                cat::name(entity, &words, naming);
            }
            self.entity_of.insert(&mark.id, entity);
            self.mentions.push(Mention {
                place,
                entity,
                naming,
            });
        }
        self.mentions
            .sort_by_key(|mention| (mention.place.start, mention.place.end));
    }

    fn statements(&self) -> Vec<Statement> {
        let mut statements: Vec<Statement> = self
            .marks(EVENT)
            .filter_map(|mark| self.statement(mark))
            .collect();
        statements.sort_by_key(|statement| statement.cue.first().map(|place| place.start));
        statements
    }

    /// The statement that the event is, if it is one of speech or thought.
    fn statement(&self, mark: &Mark) -> Option<Statement> {
        let instances = self.instances.get(mark.id.as_str())?;
        if !instances
            .iter()
            .any(|of| of.get("class") == "SPEECH_COGNITIVE")
        {
            return None;
        }
        let cue = self.places(mark);
        let content = self.related(mark, "SLINK", "").into_iter();
        let mut content: Vec<Place> = content
            .flat_map(|(event, _)| self.places_of(event))
            .collect();
        content.sort_by_key(|place| (place.start, place.end));
        content.dedup();
        let mut agents = self
            .related(mark, "HAS_PARTICIPANT", "sem_role")
            .into_iter();
        let agent = agents
            .find(|(_, role)| *role == "Arg0")
            .map(|(agent, _)| agent);
        let source = agent.map(|agent| self.places_of(agent)).unwrap_or_default();
        let entity = agent.and_then(|agent| self.entities.get(*self.entity_of.get(agent)?));
        let entity = entity.filter(|entity| entity.named);
        (!cue.is_empty()).then(|| Statement {
            optional: content.is_empty() || source.is_empty(),
            speaker: entity.map(|entity| entity.name.clone()),
            alt_speakers: entity
                .map(|entity| entity.aliases.clone())
                .unwrap_or_default(),
            content,
            cue,
            source,
            ..Statement::default()
        })
    }

    /// The expressions of time, and the day on which the article was written.
    fn timexes(&self) -> (Vec<Timex>, Option<Day>) {
        let mut timexes = Vec::new();
        let mut day = None;
        for mark in self.marks("TIMEX3") {
            if mark.get("functionInDocument") == "CREATION_TIME" {
                day = day.or_else(|| mark.get("value").parse().ok());
            }
            let places = self.places(mark);
            if let (Some(first), Some(last)) = (places.first(), places.last()) {
                timexes.push(Timex {
                    place: first.start..last.end,
                    kind: mark.get("type").to_owned(),
                    value: mark.get("value").to_owned(),
                    ..Timex::default()
                });
            }
        }
        timexes.sort_by_key(|timex| (timex.place.start, timex.place.end));
        (timexes, day)
    }
}

/// The nearest of our kinds.
fn kind(kind: &str) -> &'static str {
    match kind {
        "PER" => "person",
        "ORG" => "organisation",
        "LOC" => "place",
        _ => "other",
    }
}

#[cfg(test)]
mod tests;
