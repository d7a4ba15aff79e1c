//! The lines of a reading that can be searched for.

use super::Days;
use crate::packed::name_or_nothing as name;
use onrecord_across::words::folded_words;
use onrecord_record::{
    Asserter, Document, EntityId, Layer, Participant, Reading, Span, Speaker, Statement, Subject,
};

/// Names looked at in one piece of a statement, and bytes of one piece of words that can be searched for
/// as a line's: what is longer is found in its document. Statements may lie in one another, so that all
/// of them together are not bounded by the text.
const MOST_MENTIONS: usize = 64;
const MOST_WORDS: usize = 4096;

/// The layers that can be searched for, in the order of their lines in the index.
pub(super) const SEARCHED: [Layer; 4] =
    [Layer::Statement, Layer::Event, Layer::Fact, Layer::Ground];

/// A line, as far as it can be searched for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct IndexedLine {
    pub(crate) layer: Layer,
    pub(crate) index: u32,
    /// Words of the vocabulary, separated by spaces: `statement indirect denial`, `event conviction`.
    pub(crate) kind: String,
    /// When it was said, or happened.
    pub(crate) days: Option<Days>,
    /// What it says.
    pub(crate) words: String,
    /// Who says it: every name the document gives them.
    pub(crate) speaker: String,
    /// Of whom it is said: every name the document gives them.
    pub(crate) about: String,
}

/// The lines of [`SEARCHED`], in its order.
pub(super) fn of(document: &Document, reading: &Reading) -> Vec<IndexedLine> {
    let indexer = Indexer { document, reading };
    let statements = reading.statements.iter().zip(0..);
    let events = reading.events.iter().zip(0..);
    let facts = reading.facts.iter().zip(0..);
    let grounds = reading.grounds.iter().zip(0..);
    let published = document.day().map(Days::on);
    let mut lines: Vec<IndexedLine> = statements
        .map(|(statement, index)| indexer.statement(statement, index, published))
        .collect();
    lines.extend(events.map(|(event, index)| IndexedLine {
        layer: Layer::Event,
        index,
        kind: format!("event {} {}", event.kind.as_str(), event.modality.as_str()),
        days: event.date.as_ref().and_then(|date| Days::of(&date.value)),
        words: indexer.words(&event.evidence),
        speaker: indexer.asserter(event.asserter),
        about: indexer.participants(&event.participants),
    }));
    lines.extend(facts.map(|(fact, index)| {
        IndexedLine {
            layer: Layer::Fact,
            index,
            kind: format!("fact {}", fact.attribute.as_str()),
            days: published,
            words: format!("{} {}", fact.value, indexer.words(&fact.evidence)),
            speaker: indexer.asserter(fact.asserter),
            about: match fact.subject {
                Subject::Entity(entity) => indexer.names(entity),
                Subject::Event(event) => reading
                    .event(event)
                    .map(|event| indexer.participants(&event.participants))
                    .unwrap_or_default(),
            },
        }
    }));
    lines.extend(grounds.map(|(ground, index)| {
        IndexedLine {
            layer: Layer::Ground,
            index,
            kind: format!(
                "ground {}{}",
                ground.code.as_str(),
                if ground.denied { " denied" } else { "" }
            ),
            days: published,
            words: indexer.words(&ground.evidence),
            speaker: indexer.asserter(ground.asserter),
            about: ground
                .about
                .map_or_else(String::new, |about| indexer.names(about)),
        }
    }));
    lines
}

struct Indexer<'d> {
    document: &'d Document,
    reading: &'d Reading,
}

impl Indexer<'_> {
    fn statement(&self, statement: &Statement, index: u32, published: Option<Days>) -> IndexedLine {
        let said = statement.said.as_ref();
        let said = said.and_then(|said| Days::of(said.value.value.as_deref()?));
        let medium = statement.medium.as_ref();
        let medium = medium.map_or_else(String::new, |medium| name(&medium.value.kind));
        IndexedLine {
            layer: Layer::Statement,
            index,
            kind: format!(
                "statement {} {} {medium}",
                name(&statement.kind),
                name(&statement.act)
            ),
            days: said.or(published),
            words: self.words(&statement.content),
            speaker: self.speaker(&statement.speaker),
            about: self.spoken_of(statement),
        }
    }

    fn words(&self, spans: &[Span]) -> String {
        let words: Vec<&str> = spans
            .iter()
            .map(|span| {
                let words = self.document.text.slice(*span);
                words
                    .get(..words.floor_char_boundary(MOST_WORDS))
                    .unwrap_or(words)
            })
            .collect();
        words.join(" … ")
    }

    fn names(&self, entity: EntityId) -> String {
        let Some(entity) = self.reading.entity(entity) else {
            return String::new();
        };
        let mut names = Vec::new();
        // Words in order that stand in another name are found there.
        let mut known = String::new();
        for name in std::iter::once(&entity.name).chain(&entity.aliases) {
            let folded = format!(" {} ", folded_words(name).join(" "));
            if !known.contains(&folded) {
                known.push_str(&folded);
                names.push(name.as_str());
            }
        }
        names.join(" · ")
    }

    fn participants(&self, participants: &[Participant]) -> String {
        let names: Vec<String> = participants
            .iter()
            .map(|participant| match participant.entity {
                Some(entity) => self.names(entity),
                None => self.document.text.slice(participant.span).to_owned(),
            })
            .collect();
        names.join(" · ")
    }

    fn speaker(&self, speaker: &Speaker) -> String {
        match speaker {
            Speaker::Known { entity, .. } => self.names(*entity),
            Speaker::Described { name } => name.clone(),
            Speaker::Unknown { .. } => String::new(),
        }
    }

    fn asserter(&self, asserter: Asserter) -> String {
        match asserter {
            Asserter::Narration => String::new(),
            Asserter::Statement(statement) => self
                .reading
                .statement(statement)
                .map_or_else(String::new, |statement| self.speaker(&statement.speaker)),
        }
    }

    /// Everybody whom the words of a statement name.
    fn spoken_of(&self, statement: &Statement) -> String {
        let mut entities: Vec<EntityId> = Vec::new();
        for content in &statement.content {
            // Mentions stand in the text's order.
            let first = self
                .reading
                .mentions
                .partition_point(|mention| mention.span.start() < content.start());
            let inside = self
                .reading
                .mentions
                .iter()
                .skip(first)
                .take_while(|mention| mention.span.start() < content.end())
                .take(MOST_MENTIONS);
            for entity in inside.filter_map(|mention| mention.entity) {
                if !entities.contains(&entity) {
                    entities.push(entity);
                }
            }
        }
        let names: Vec<String> = entities
            .into_iter()
            .map(|entity| self.names(entity))
            .collect();
        names.join(" · ")
    }
}
