//! The values of one document.

use super::Given;
use onrecord_record::{
    Asserter, Attribute, Day, Document, EntityId, Event, EventId, EventKind, Fact, Modality,
    Reading, Span, Speaker, Subject,
};
use serde::{Deserialize, Serialize};

/// Which values a document gives.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Values {
    /// Those about somebody, in the order of the reading's facts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// A value that a document gives.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Value {
    /// The fact's index in the reading.
    pub fact: u32,
    /// What it is about.
    pub attribute: Attribute,
    /// More exactly; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub qualifier: String,
    /// Of which event; none where it is somebody's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventKind>,
    /// Whose, or to whom the event happened.
    pub of: Vec<EntityId>,
    /// The value, as [`Fact::value`] has it.
    pub value: String,
    /// Its words.
    pub span: Span,
    /// Who says so; none for the document's own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// The day of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// What another reading hangs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<String>,
    /// The document tells of a second round, so that there may be two of everything.
    #[serde(default, skip_serializing_if = "is_false")]
    pub again: bool,
    /// The document tells that the person is dead, so that the age does not move.
    #[serde(default, skip_serializing_if = "is_false")]
    pub dead: bool,
    /// The words say "about", "nearly", "more than".
    #[serde(default, skip_serializing_if = "is_false")]
    pub rough: bool,
}

/// Who stands behind a value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// Who, where the text settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// The name or description; "somebody" where the text does not say.
    pub name: String,
    /// Who passed it on, nearest the speaker first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relay: Vec<String>,
}

/// How many bytes before a value are looked at for words such as "about".
const BEFORE: usize = 24;
/// Words right before a value that make it a rough one.
static ROUGH: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| {
    include_str!("../../data/rough-words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .filter(|word| !word.is_empty())
        .collect()
});

impl Values {
    /// Those of a document.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let again = reading.events.iter().any(is_second_round);
        let values = (0u32..)
            .zip(&reading.facts)
            .filter_map(|(number, fact)| {
                let (event, of) = subject(reading, fact)?;
                Some(Value {
                    fact: number,
                    attribute: fact.attribute,
                    qualifier: fact.qualifier.clone(),
                    event,
                    dead: of.iter().any(|entity| is_dead(reading, *entity)),
                    of,
                    value: fact.value.clone(),
                    span: fact.span,
                    holder: holder(reading, fact.asserter),
                    day: document.day(),
                    ambiguity: fact.ambiguity.clone(),
                    again,
                    rough: is_rough(document, fact.span),
                })
            })
            .collect();
        Self { values }
    }
}

impl Value {
    /// What of it counts when it is compared.
    pub fn given(&self) -> Given<'_> {
        Given {
            value: &self.value,
            qualifier: &self.qualifier,
            event: self.event,
            day: self.day,
            ambiguity: self.ambiguity.as_deref(),
            again: self.again,
            dead: self.dead,
            rough: self.rough,
        }
    }
}

/// Whose value it is; none where nobody is named whose it could be.
fn subject(reading: &Reading, fact: &Fact) -> Option<(Option<EventKind>, Vec<EntityId>)> {
    let id = match fact.subject {
        Subject::Entity(entity) => return Some((None, vec![entity])),
        Subject::Event(event) => event,
    };
    let event = reading.event(id)?;
    // What a fact hangs on is the first telling, which may be a headline that names nobody.
    let first = event.same_as.unwrap_or(id);
    let mut people: Vec<EntityId> = (0..)
        .map(EventId::new)
        .zip(&reading.events)
        .filter(|(id, telling)| *id == first || telling.same_as == Some(first))
        .filter(|(_, telling)| telling.modality == Modality::Happened)
        .flat_map(|(_, telling)| sufferers(telling))
        .collect();
    people.sort_unstable();
    people.dedup();
    (!people.is_empty()).then_some((Some(event.kind), people))
}

/// The people that tell events of a kind apart.
fn sufferers(event: &Event) -> impl Iterator<Item = EntityId> + '_ {
    let role = role(event.kind);
    event
        .participants
        .iter()
        .filter(move |participant| participant.role == role)
        .filter_map(|participant| participant.entity)
}

const fn role(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Offence => "victim",
        EventKind::Death => "deceased",
        _ => "defendant",
    }
}

fn holder(reading: &Reading, asserter: Asserter) -> Option<Holder> {
    let Asserter::Statement(id) = asserter else {
        return None;
    };
    let statement = reading.statement(id)?;
    let (entity, name) = match &statement.speaker {
        Speaker::Known { entity, .. } => (Some(*entity), reading.name(*entity)),
        Speaker::Described { name } => (None, name.as_str()),
        Speaker::Unknown { .. } => (None, "somebody"),
    };
    Some(Holder {
        entity,
        name: name.to_owned(),
        relay: statement
            .relay
            .iter()
            .map(|party| party.name.clone())
            .collect(),
    })
}

fn is_dead(reading: &Reading, entity: EntityId) -> bool {
    reading.events.iter().any(|event| {
        matches!(event.kind, EventKind::Offence | EventKind::Death)
            && event.modality == Modality::Happened
            && event
                .participants
                .iter()
                .any(|p| p.role == "deceased" && p.entity == Some(entity))
    })
}

fn is_second_round(event: &Event) -> bool {
    let kind = matches!(
        event.kind,
        EventKind::Retrial | EventKind::Mistrial | EventKind::Acquittal | EventKind::Clemency
    );
    kind && event.modality == Modality::Happened
}

fn is_rough(document: &Document, span: Span) -> bool {
    let (before, _) = document.text.surroundings(span, BEFORE);
    let before = before.to_lowercase();
    let words = document.text.slice(span).to_lowercase();
    ROUGH
        .iter()
        .any(|word| before.trim_end().ends_with(word) || words.split(' ').next() == Some(word))
}

fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    #[test]
    fn rough_words_are_distinct() {
        let mut words = super::ROUGH.clone();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), super::ROUGH.len());
        assert!(words.contains(&"about"));
    }
}
