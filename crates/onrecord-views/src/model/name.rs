//! People, organisations and places, and the words that refer to them.

use super::{Evidence, ItemId, ReasonView};
use crate::vocabulary::{entity_schema, gender_schema, mention_schema};
use onrecord_record::{EntityKind, Gender, MentionKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody or something, within this document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EntityView {
    /// Its id in this view.
    pub id: ItemId,
    /// What it is.
    #[schemars(schema_with = "entity_schema")]
    pub kind: EntityKind,
    /// The fullest name the document gives; for somebody without a name, the fullest description.
    pub name: String,
    /// Other names and handles in the text, in order of first use.
    pub aliases: Vec<String>,
    /// Grammatical gender the text uses for a person.
    #[schemars(schema_with = "gender_schema")]
    pub gender: Gender,
    /// More than one.
    pub plural: bool,
    /// A first name or handle only: who it is, the text does not say.
    pub unresolved: bool,
    /// Others it may be, for a person to confirm: never merged by the program.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maybe: Vec<SuggestionView>,
    /// The words that refer to it, in the text's order.
    pub mentions: Vec<ItemId>,
    /// The words its name was taken from (role `name`), and what the text calls it (role
    /// `description`).
    pub evidence: Vec<Evidence>,
}

impl EntityView {
    /// What the text calls it, each wording once.
    pub fn descriptions(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        for evidence in self.evidence.iter().filter(|e| e.role == "description") {
            if !words.contains(&evidence.words.as_str()) {
                words.push(&evidence.words);
            }
        }
        words
    }
}

/// A possible link, for a person to confirm.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SuggestionView {
    /// Who it may be.
    pub entity: ItemId,
    /// Their name.
    pub name: String,
    /// Why.
    pub reason: ReasonView,
}

/// Words that refer to somebody or something.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MentionView {
    /// Its id in this view.
    pub id: ItemId,
    /// How it refers.
    #[schemars(schema_with = "mention_schema")]
    pub kind: MentionKind,
    /// What it refers to, where the text settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<ItemId>,
    /// How sure the link is, in percent.
    pub confidence: u8,
    /// Why it was linked there, or left alone.
    pub reason: ReasonView,
    /// The words.
    pub evidence: Vec<Evidence>,
}
