//! What happened, with which values, on which grounds, and where that does not fit together.
//!
//! Events, facts and grounds are shown only inside [`Asserted`](super::Asserted).

use super::{Asserted, AsserterView, DateView, Evidence, ItemId, PartyView, ReasonView};
use crate::vocabulary::{
    attribute_label, attribute_schema, event_label, event_schema, ground_schema, modality_schema,
};
use onrecord_record::{Attribute, EventKind, GroundCode, Modality};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something of a criminal case that happened, as its asserter says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EventView {
    /// Its id in this view.
    pub id: ItemId,
    /// What.
    #[serde(rename = "type")]
    #[schemars(schema_with = "event_schema")]
    pub kind: EventKind,
    /// Whether it is said to have happened.
    #[schemars(schema_with = "modality_schema")]
    pub modality: Modality,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateView>,
    /// The temporal expression that gives the date, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<ItemId>,
    /// Who took part.
    pub participants: Vec<ParticipantView>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PartyView>,
    /// The first telling of the same event, where this is not it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<ItemId>,
    /// How sure the engine is of its reading, in percent.
    pub confidence: u8,
    /// Which rule.
    pub reason: ReasonView,
    /// The words: roles `words`, `trigger`, `date`, `participant`.
    pub evidence: Vec<Evidence>,
}

impl EventView {
    /// The event in a few words, without its date: `conviction: Ann Lee (defendant)`.
    pub(crate) fn headline(&self) -> String {
        let mut line = event_label(self.kind).to_owned();
        if let Some(modality) = self.modality_note() {
            line = format!("{line} ({modality})");
        }
        let people: Vec<String> = self
            .participants
            .iter()
            .map(|p| format!("{} ({})", p.name, p.role))
            .collect();
        if !people.is_empty() {
            line = format!("{line}: {}", people.join(", "));
        }
        match &self.place {
            Some(place) => format!("{line} · {}", place.name),
            None => line,
        }
    }

    /// What to say of an event that is not said to have happened.
    pub(crate) const fn modality_note(&self) -> Option<&'static str> {
        match self.modality {
            Modality::Happened => None,
            Modality::Negated => Some("said not to have happened"),
            Modality::Prospective => Some("planned or asked for"),
            Modality::Hypothetical => Some("only supposed"),
        }
    }
}

/// Somebody who took part in an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ParticipantView {
    /// `defendant`, `victim`, `judge`, `court`, `witness`, `agent`, …
    pub role: String,
    /// Name to show: the entity's, or the text's words.
    pub name: String,
    /// Who, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<ItemId>,
}

/// A typed value about somebody, something or an event, as its asserter gives it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FactView {
    /// Its id in this view.
    pub id: ItemId,
    /// What the value is.
    #[schemars(schema_with = "attribute_schema")]
    pub attribute: Attribute,
    /// More exactly: what is counted, which event's date; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub qualifier: String,
    /// Whose.
    pub subject: SubjectView,
    /// The value, in one form for one meaning: `49`, `2002-06`, `10-2`, `P19Y`.
    pub value: String,
    /// The value for people: `49`, `June 2002`, `19 years`.
    pub shown: String,
    /// Where the words allow another reading: what hangs on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<String>,
    /// How sure the engine is of its reading, in percent.
    pub confidence: u8,
    /// Which rule.
    pub reason: ReasonView,
    /// The words: roles `words` and `value`.
    pub evidence: Vec<Evidence>,
}

impl FactView {
    /// What the value is, for people: `number of victims`, `date of the conviction`.
    pub(crate) fn attribute_line(&self) -> String {
        let label = attribute_label(self.attribute);
        let of_event = self.subject.item.layer() == super::ItemLayer::Event;
        match (self.attribute, self.qualifier.as_str()) {
            (_, "") => label.to_owned(),
            (Attribute::Count, counted) => format!("number of {counted}"),
            (Attribute::Date, _) if of_event => label.to_owned(),
            (Attribute::Date, event) => format!("date of the {event}"),
            (_, qualifier) => format!("{label} ({qualifier})"),
        }
    }
}

/// What a fact's value is about.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SubjectView {
    /// The entity or event.
    pub item: ItemId,
    /// For people: the entity's name, or the sort of event.
    pub name: String,
}

/// A reason for review that somebody asserts: never the program's own finding.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct GroundView {
    /// Its id in this view.
    pub id: ItemId,
    /// Which.
    #[schemars(schema_with = "ground_schema")]
    pub code: GroundCode,
    /// Whether it is one of the National Registry of Exonerations' six contributing factors.
    pub factor: bool,
    /// Whose case it is about, where the text settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PartyView>,
    /// The asserter passes it on as the claim of others, whose first source is not named.
    pub reported: bool,
    /// The asserter says that it is not so.
    pub denied: bool,
    /// How sure the engine is of its reading, in percent.
    pub confidence: u8,
    /// Which rule.
    pub reason: ReasonView,
    /// The words.
    pub evidence: Vec<Evidence>,
}

impl Asserted<GroundView> {
    /// Who asserts it, and in which way: `reported by Ann Lee as others’ claim`.
    pub fn standing(&self) -> String {
        let who = self.asserter().name();
        match (self.denied, self.reported) {
            (false, false) => format!("asserted by {who}"),
            (false, true) => format!("reported by {who} as others’ claim"),
            (true, false) => format!("denied by {who}"),
            (true, true) => format!("others’ denial reported by {who}"),
        }
    }
}

/// Two or more values for one attribute that cannot all hold. No winner is named.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DisagreementView {
    /// Its id in this view.
    pub id: ItemId,
    /// What the values are.
    #[schemars(schema_with = "attribute_schema")]
    pub attribute: Attribute,
    /// For people: `year of the conviction of …`.
    pub about: String,
    /// Whether it hangs on how an ambiguous sentence is read.
    pub possible: bool,
    /// What it hangs on, where it is only possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<String>,
    /// The values and the places that give them, in the text's order; at least two.
    pub places: Vec<PlaceView>,
    /// Which rule.
    pub reason: ReasonView,
}

/// One of the values that do not fit together, with the words that give it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlaceView {
    /// The fact; none where the value is read across documents only, and is no line of the reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<ItemId>,
    /// The value.
    pub value: String,
    /// The value for people.
    pub shown: String,
    /// Who gives it.
    pub asserter: AsserterView,
    /// The words: roles `value` and `words`.
    pub evidence: Vec<Evidence>,
}

impl PlaceView {
    /// The longest passage of its evidence: what is quoted.
    pub(crate) fn quoted(&self) -> Option<&Evidence> {
        longest(&self.evidence)
    }
}

/// The longest passage, the first of them where several are as long.
pub(crate) fn longest(evidence: &[Evidence]) -> Option<&Evidence> {
    evidence
        .iter()
        .rev()
        .max_by_key(|e| e.bytes.1.saturating_sub(e.bytes.0))
}
