//! Who stands behind an event, fact or ground.

use super::ItemId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A claim together with the one who makes it.
///
/// There is no way to have the claim without the asserter, and none to change either apart: a view
/// that prints the one can print the other.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Asserted<T> {
    asserter: AsserterView,
    #[serde(flatten)]
    claim: T,
}

impl<T> Asserted<T> {
    /// `claim`, as `asserter` makes it.
    pub const fn new(asserter: AsserterView, claim: T) -> Self {
        Self { asserter, claim }
    }

    /// Who makes the claim.
    pub const fn asserter(&self) -> &AsserterView {
        &self.asserter
    }
}

impl Asserted<super::FactView> {
    /// Puts the value that a person gives in the place of the one that was read. Who asserts it stays.
    pub(super) fn correct_value(&mut self, value: &str) {
        value.clone_into(&mut self.claim.value);
        value.clone_into(&mut self.claim.shown);
    }
}

impl<T> Deref for Asserted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.claim
    }
}

/// Who stands behind an event, fact or ground. There is no variant for "it is so".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "voice", rename_all = "kebab-case")]
pub enum AsserterView {
    /// The document's own voice.
    Narration,
    /// Somebody the document quotes or paraphrases.
    Statement {
        /// The statement.
        statement: ItemId,
        /// Who made it, for people; empty where the document does not say.
        speaker: String,
        /// Who made it, where the text settles it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entity: Option<ItemId>,
        /// Who passed it on, from the one nearest the speaker to the one nearest the document.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        relay: Vec<String>,
    },
}

impl AsserterView {
    /// The attribution that goes with the claim wherever it is printed: `as Ann Lee said`.
    pub fn attribution(&self) -> String {
        match self {
            AsserterView::Narration => "as the document says".to_owned(),
            AsserterView::Statement { .. } => format!("as {} said", self.name()),
        }
    }

    /// Who asserts it, with those who passed it on: `Ann Lee (passed on by The Courier)`.
    pub fn name(&self) -> String {
        match self {
            AsserterView::Narration => "the document itself".to_owned(),
            AsserterView::Statement { speaker, relay, .. } => {
                let who = if speaker.is_empty() {
                    "somebody the document does not name"
                } else {
                    speaker
                };
                if relay.is_empty() {
                    who.to_owned()
                } else {
                    format!("{who} (passed on by {})", relay.join(", then "))
                }
            }
        }
    }

    /// The statement it comes from, if any.
    pub const fn statement(&self) -> Option<ItemId> {
        match self {
            AsserterView::Narration => None,
            AsserterView::Statement { statement, .. } => Some(*statement),
        }
    }

    /// The one who asserts, where the text settles who that is.
    pub const fn entity(&self) -> Option<ItemId> {
        match self {
            AsserterView::Narration => None,
            AsserterView::Statement { entity, .. } => *entity,
        }
    }
}
