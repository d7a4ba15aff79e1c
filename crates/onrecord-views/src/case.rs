//! What a case adds to its documents: people across them, and values that disagree between them.
//!
//! The documents themselves stay [`ReadingView`]s. [`Across`](crate::across::Across) fills these
//! types from them.

use crate::vocabulary::{attribute_schema, entity_schema};
use crate::{ItemId, Note, PlaceView, ReadingView};
use onrecord_record::{Attribute, EntityKind, FactId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known of a case above its documents. Documents are meant by their number in the order
/// they are shown in, from 0.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct CaseView {
    /// What to call the case.
    pub name: String,
    /// People and other names that several documents may share.
    pub people: Vec<CasePersonView>,
    /// Values of different documents that cannot all hold.
    pub disagreements: Vec<CaseDisagreementView>,
    /// What the reader should know: documents that could not be read, …
    pub notes: Vec<Note>,
}

/// Somebody or something across the case.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CasePersonView {
    /// The fullest name.
    pub name: String,
    /// What it is.
    #[schemars(schema_with = "entity_schema")]
    pub kind: EntityKind,
    /// Other names, in order of first use.
    pub aliases: Vec<String>,
    /// Where it is named; at least one.
    pub appearances: Vec<AppearanceView>,
    /// Why these are taken for one, for people; empty where there is one appearance only.
    pub why: String,
    /// Only a suggestion, until a person confirms it.
    pub to_confirm: bool,
}

/// One document's entity that is taken for somebody of the case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AppearanceView {
    /// Number of the document, from 0.
    pub document: u32,
    /// The entity in that document's view.
    pub entity: ItemId,
    /// Its name there.
    pub name: String,
}

/// Values of different documents that cannot all hold. No winner is named.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CaseDisagreementView {
    /// What the values are.
    #[schemars(schema_with = "attribute_schema")]
    pub attribute: Attribute,
    /// For people: `age of …`.
    pub about: String,
    /// Whether it hangs on how an ambiguous sentence is read.
    pub possible: bool,
    /// What it hangs on, where it is only possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<String>,
    /// The values and the places that give them; at least two.
    pub places: Vec<CasePlaceView>,
}

/// One of the values that do not fit together, and its document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CasePlaceView {
    /// Number of the document, from 0.
    pub document: u32,
    /// The value, who gives it, and its words.
    #[serde(flatten)]
    pub place: PlaceView,
}

impl ReadingView {
    /// The value of a fact with the place that gives it; nothing for a fact of another reading.
    pub fn place(&self, fact: FactId) -> Option<PlaceView> {
        let fact = self.fact(fact.into())?;
        Some(PlaceView {
            fact: fact.id,
            value: fact.value.clone(),
            shown: fact.shown.clone(),
            asserter: fact.asserter().clone(),
            evidence: fact.evidence.clone(),
        })
    }
}
