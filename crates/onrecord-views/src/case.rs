//! What a case adds to its documents: people across them, and values that disagree between them.
//!
//! The documents themselves stay [`ReadingView`]s. [`Across`](crate::across::Across) fills these
//! types from them.

use crate::one_line;
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

impl CasePersonView {
    /// The documents that name it, each once, in order.
    pub fn documents(&self) -> Vec<u32> {
        let mut documents: Vec<u32> = self.appearances.iter().map(|a| a.document).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// Where it is named, for people: `1·P3, 2·P7 Tobias Wren`, with the name where it is another
    /// than the one shown. The first few; then how many more.
    pub(crate) fn places(&self) -> String {
        const SHOWN: usize = 12;
        let mut places: Vec<String> = self
            .appearances
            .iter()
            .take(SHOWN)
            .map(|appearance| {
                let place = format!("{}·{}", appearance.document + 1, appearance.entity.badge());
                if appearance.name == self.name {
                    place
                } else {
                    format!("{place} {}", one_line(&appearance.name))
                }
            })
            .collect();
        match self.appearances.len().saturating_sub(SHOWN) {
            0 => {}
            more => places.push(format!("and {more} more")),
        }
        places.join(", ")
    }
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
    /// The values and the places that give them; at least two. Of a value that many documents give,
    /// the first few.
    pub places: Vec<CasePlaceView>,
    /// How many more documents give one of these values.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
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

impl CaseDisagreementView {
    /// What to say of the places that are not listed; nothing where all are.
    pub(crate) fn and_more(&self) -> Option<String> {
        match self.more {
            0 => None,
            1 => Some("and 1 more document gives one of these values".to_owned()),
            more => Some(format!(
                "and {more} more documents give one of these values"
            )),
        }
    }
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
