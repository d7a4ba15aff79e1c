//! What a case adds to its documents: people across them, and values that disagree between them.
//!
//! The documents themselves stay [`ReadingView`]s. [`case_view`](crate::together::case_view) fills these
//! types from what `onrecord-across` finds.

use crate::one_line;
use crate::vocabulary::{attribute_schema, entity_schema};
use crate::{Evidence, ItemId, Note, PlaceView, ReadingView};
use onrecord_record::{Attribute, EntityKind, FactId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// Changed stories, how grounds stand, rules, origins, missing papers: by the key of the list.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: BTreeMap<String, Vec<CaseEntry>>,
}

/// One entry of a list over all documents, ready to be drawn.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct CaseEntry {
    /// A sign or number for it.
    pub badge: String,
    /// What it is, in one line for people.
    pub head: String,
    /// A few words each: `recantation`, `sworn`, `may be held`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Short sentences for people: why it is here, what is known besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// The lines and words it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<CaseLine>,
}

/// Words of one document that an entry rests on.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CaseLine {
    /// What they are to the entry: `9 March 2021, sworn`.
    pub lead: String,
    /// Number of the document, from 0.
    pub document: u32,
    /// The line in that document's view, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// The words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

impl CaseView {
    /// The entries of a list; none of lists that are not made of entries.
    pub fn entries(&self, list: crate::CaseList) -> &[CaseEntry] {
        self.lists.get(list.key()).map_or(&[], Vec::as_slice)
    }
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
    /// What they are in the case, as a person says: `victim`, `witness`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Why they are shown under another name, where they are: `minor`, `juror`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected: Option<String>,
}

impl CasePersonView {
    /// The documents that name it, each once, in order.
    pub fn documents(&self) -> Vec<u32> {
        let mut documents: Vec<u32> = self.appearances.iter().map(|a| a.document).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// The name with what a person says they are: `Ada Moon · witness · protected (minor)`.
    pub(crate) fn headed(&self) -> String {
        let mut parts = vec![self.name.clone()];
        parts.extend(self.role.clone());
        parts.extend(
            self.protected
                .as_ref()
                .map(|why| format!("protected ({why})")),
        );
        parts.join(" · ")
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
    /// Its number in the list, from 1: how `onrecord status` names it.
    #[serde(default)]
    pub number: u32,
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
    /// Each value: since when, and where it spread from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueView>,
    /// How a person says that things stand: `disputed-by-us`, `resolved: …`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// How many more documents give one of these values.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// One of the values, over all documents that give it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ValueView {
    /// The value, in one form for one meaning.
    pub value: String,
    /// The earliest day of a document that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// The first dated document that gives it, by its number from 0: where it may have spread from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<u32>,
    /// In how many documents it is given.
    pub documents: u32,
    /// How many origins those have.
    pub origins: u32,
}

impl ValueView {
    /// For people: `17: since 9 March 2021, first in 2; in 3 documents of 2 origins`.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("{}: ", self.value);
        match (&self.since, self.first) {
            (Some(since), Some(first)) => {
                line.push_str(&format!("since {since}, first in {}; ", first + 1));
            }
            _ => line.push_str("no dated document gives it; "),
        }
        line.push_str(&match self.documents {
            1 => "in 1 document".to_owned(),
            many => format!(
                "in {many} documents of {} origin{}",
                self.origins,
                if self.origins == 1 { "" } else { "s" }
            ),
        });
        line
    }
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
            fact: Some(fact.id),
            value: fact.value.clone(),
            shown: fact.shown.clone(),
            asserter: fact.asserter().clone(),
            evidence: fact.evidence.clone(),
        })
    }
}
