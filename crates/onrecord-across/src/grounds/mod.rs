//! Which grounds for review the papers of a case assert, for whom, and who says that it is not so.

mod standing;
mod taxonomy;

pub use standing::{Standing, Status, Voice, standing};
pub use taxonomy::{Definition, Taxonomy, taxonomy};

use crate::origins::packed::numbers;
use crate::origins::words::{fold, hash, words};
use onrecord_record::{
    Asserter, Attribute, Document, DocumentKind, Entity, EntityId, EntityKind, EventKind,
    GroundCode, Mention, Reading, Span, SpeechAct,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Which grounds a document asserts, and what of it rules of law may touch.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Grounds {
    /// The grounds, in the reading's order.
    #[serde(rename = "g", default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// The facts of each attribute, as indices of the reading's facts; not unanimous votes.
    #[serde(rename = "f", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<Attribute, Vec<u32>>,
    /// When the offence was, as facts and events give it: EDTF values.
    #[serde(rename = "o", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub offence: BTreeSet<String>,
    /// Hashes of the folded words of the places, courts and other organisations it names, sorted.
    #[serde(rename = "p", with = "numbers", default)]
    pub places: Vec<u32>,
}

/// A ground as a document has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Its index among the grounds of the reading.
    #[serde(rename = "i")]
    pub index: u32,
    /// Which.
    #[serde(rename = "c")]
    pub code: GroundCode,
    /// Whose case it is about.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub about: Option<EntityId>,
    /// It is said not to be so.
    #[serde(rename = "d", default, skip_serializing_if = "std::ops::Not::not")]
    pub denied: bool,
    /// A court's paper rejects it in the same sentence or the next, after giving it as somebody's.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub rejected: bool,
    /// Passed on as the claim of others.
    #[serde(rename = "r", default, skip_serializing_if = "std::ops::Not::not")]
    pub reported: bool,
    /// Who says it.
    #[serde(rename = "v", default, skip_serializing_if = "Teller::is_narration")]
    pub by: Teller,
}

/// Who says something in a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub enum Teller {
    /// The document itself.
    #[default]
    #[serde(rename = "n")]
    Narration,
    /// The document itself, which is a court's.
    #[serde(rename = "c")]
    Court,
    /// Somebody it quotes.
    #[serde(rename = "e")]
    Entity(EntityId),
    /// Somebody it quotes without saying who.
    #[serde(rename = "u")]
    Unknown,
}

impl Teller {
    /// Whether the document itself says it.
    pub const fn is_narration(&self) -> bool {
        matches!(self, Teller::Narration)
    }
}

impl Grounds {
    /// Those of a document.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let mut facts: BTreeMap<Attribute, Vec<u32>> = BTreeMap::new();
        for (index, fact) in reading.facts.iter().enumerate() {
            // A vote without dissent is no matter for rules on votes with dissent.
            if fact.attribute == Attribute::JuryVote && fact.value.ends_with("-0") {
                continue;
            }
            facts.entry(fact.attribute).or_default().push(index as u32);
        }
        Self {
            claims: claims(document, reading),
            facts,
            offence: offence(reading),
            places: places(document, reading),
        }
    }
}

fn claims(document: &Document, reading: &Reading) -> Vec<Claim> {
    let grounds = reading.grounds.iter().enumerate();
    grounds
        .map(|(index, ground)| {
            let statement = match ground.asserter {
                Asserter::Narration => None,
                Asserter::Statement(id) => Some(reading.statement(id)),
            };
            let by = match statement {
                None if document.kind == DocumentKind::Order => Teller::Court,
                None => Teller::Narration,
                Some(statement) => statement
                    .and_then(|s| s.speaker.entity())
                    .map_or(Teller::Unknown, Teller::Entity),
            };
            let ruling = statement
                .flatten()
                .is_some_and(|s| s.act == SpeechAct::Ruling);
            let rejects = (ruling || by == Teller::Court)
                && ground
                    .evidence
                    .iter()
                    .any(|span| taxonomy::rejects(sentence(document, *span)));
            let rejected = !rejects
                && !ground.denied
                && document.kind == DocumentKind::Order
                && ground
                    .evidence
                    .last()
                    .is_some_and(|span| taxonomy::rejects(next_sentence(document, *span)));
            Claim {
                index: index as u32,
                code: ground.code,
                about: ground.about,
                denied: ground.denied || rejects,
                rejected,
                reported: ground.reported,
                by,
            }
        })
        .collect()
}

/// The sentence around words, near enough: from full stop to full stop, at most this many characters.
const SENTENCE: usize = 240;

fn sentence(document: &Document, span: Span) -> &str {
    let (before, after) = document.text.surroundings(span, SENTENCE);
    let from = before
        .rfind([';', '\n'])
        .max(before.rfind(". "))
        .map_or(0, |at| at + 1);
    let to = after
        .find([';', '\n'])
        .into_iter()
        .chain(after.find(". "))
        .min();
    let start = span.start() - (before.len() - from);
    let end = span.end() + to.unwrap_or(after.len());
    document.text.as_str().get(start..end).unwrap_or_default()
}

/// What is left of the sentence after some words, and the next one.
fn next_sentence(document: &Document, span: Span) -> &str {
    let (_, after) = document.text.surroundings(span, 2 * SENTENCE);
    let after = after.split('\n').next().unwrap_or_default();
    let mut stops = after.match_indices(". ").map(|(at, _)| at);
    let (first, second) = (stops.next(), stops.next());
    let end = second.unwrap_or(after.len());
    let next = first
        .and_then(|from| after.get(from..end))
        .unwrap_or_default();
    // A sentence that names a claim of its own is about that one.
    let own = [
        "claim that ",
        "claim of ",
        "'s claim",
        "’s claim",
        "contends",
        "argues",
    ];
    let end = match first {
        Some(first) if own.iter().any(|words| next.contains(words)) => first,
        _ => end,
    };
    after.get(..end).unwrap_or_default()
}

fn offence(reading: &Reading) -> BTreeSet<String> {
    let facts = reading.facts.iter().filter(|fact| {
        fact.attribute == Attribute::Date && fact.qualifier == EventKind::Offence.as_str()
    });
    let events = reading
        .events
        .iter()
        .filter(|event| event.kind == EventKind::Offence);
    let dates = events
        .filter_map(|event| event.date.as_ref())
        .map(|date| date.value.clone());
    facts.map(|fact| fact.value.clone()).chain(dates).collect()
}

/// Whether every mention is the name of a party in a citation, such as `Ramos v. Louisiana`: that a
/// decision is cited does not make it this case's place.
fn is_only_a_party(document: &Document, reading: &Reading, entity: &Entity) -> bool {
    let mut mentions = entity.mentions.iter().filter_map(|id| reading.mention(*id));
    let cited = |mention: &Mention| {
        let (before, _) = document.text.surroundings(mention.span, 4);
        let before = before.trim_end().to_lowercase();
        before.ends_with(" v.") || before.ends_with(" vs.") || before.ends_with(" v")
    };
    !entity.mentions.is_empty() && mentions.all(cited)
}

fn places(document: &Document, reading: &Reading) -> Vec<u32> {
    let kinds = [
        EntityKind::Place,
        EntityKind::Facility,
        EntityKind::Organisation,
    ];
    let entities = reading
        .entities
        .iter()
        .filter(|entity| kinds.contains(&entity.kind))
        .filter(|entity| !is_only_a_party(document, reading, entity));
    let names = entities.map(|entity| entity.name.as_str());
    let metadata = &document.metadata;
    let courts = metadata
        .court
        .iter()
        .chain(&metadata.publisher)
        .map(|c| c.value.as_str());
    let captions = metadata
        .details
        .iter()
        .map(|detail| detail.value.value.as_str());
    let mut hashes: Vec<u32> = names
        .chain(courts)
        .chain(captions)
        .flat_map(|name| words(name, 0))
        .filter(|word| word.is_capital())
        .map(|word| hash(fold(word.text).as_bytes()))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}
