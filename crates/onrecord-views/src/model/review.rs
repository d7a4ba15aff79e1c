//! What people decided about the lines of a document, shown with them.

use super::{ItemId, ReadingView, SpeakerView};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether a person has looked at a line.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Debug,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewStatus {
    /// Nobody has: it is what the machine read.
    #[default]
    Unreviewed,
    /// It was decided about, and another reading has changed since: a person has to look again.
    LookAgain,
    /// It is right.
    Confirmed,
    /// It is right but for what was corrected.
    Corrected,
    /// It is wrong. Lists for people leave it out and say how many they leave out.
    Rejected,
}

impl ReviewStatus {
    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            ReviewStatus::Unreviewed => "unreviewed",
            ReviewStatus::LookAgain => "changed since it was reviewed: please look",
            ReviewStatus::Confirmed => "confirmed",
            ReviewStatus::Corrected => "corrected",
            ReviewStatus::Rejected => "rejected",
        }
    }
}

/// One thing in a line that is otherwise than the machine read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CorrectionView {
    /// What: `speaker`, `value`, `date`, …
    pub field: String,
    /// What it is, as a person says.
    pub value: String,
    /// What the machine read, for people; empty where that is not one value.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub was: String,
}

/// What was decided about a line.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ReviewView {
    /// Whether a person has looked at it.
    pub status: ReviewStatus,
    /// What is otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<CorrectionView>,
    /// Remarks, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Labels, in alphabetical order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
}

/// What was decided about the lines of a document. Lines that are not listed are unreviewed.
pub type Reviews = BTreeMap<ItemId, ReviewView>;

impl ReadingView {
    /// Lays what people decided over the lines: corrections take the place of what was read, and say
    /// so.
    pub fn reviewed(mut self, mut reviews: Reviews) -> Self {
        for statement in &mut self.statements {
            let Some(review) = reviews.get_mut(&statement.id) else {
                continue;
            };
            if let Some(correction) = review.correction("speaker") {
                correction.was = statement.speaker.shown().to_owned();
                statement.speaker = SpeakerView::Described {
                    name: correction.value.clone(),
                };
            }
        }
        for fact in &mut self.facts {
            let Some(review) = reviews.get_mut(&fact.id) else {
                continue;
            };
            if let Some(correction) = review.correction("value") {
                correction.was.clone_from(&fact.shown);
                fact.correct_value(&correction.value);
            }
        }
        // Every line that a person may decide about says how it stands.
        let ids = self
            .entities
            .iter()
            .map(|entity| entity.id)
            .chain(self.statements.iter().map(|statement| statement.id))
            .chain(self.events.iter().map(|event| event.id))
            .chain(self.facts.iter().map(|fact| fact.id))
            .chain(self.grounds.iter().map(|ground| ground.id))
            .chain(
                self.disagreements
                    .iter()
                    .map(|disagreement| disagreement.id),
            );
        for id in ids {
            reviews.entry(id).or_default();
        }
        self.reviews = Some(reviews);
        self
    }

    /// What was decided about a line; nothing for a reading that is in no case.
    pub fn review(&self, id: ItemId) -> Option<&ReviewView> {
        self.reviews.as_ref()?.get(&id)
    }

    /// Whether a line was rejected.
    pub fn is_rejected(&self, id: ItemId) -> bool {
        self.review(id)
            .is_some_and(|review| review.status == ReviewStatus::Rejected)
    }
}

impl ReviewView {
    fn correction(&mut self, field: &str) -> Option<&mut CorrectionView> {
        self.corrections.iter_mut().find(|c| c.field == field)
    }
}
