//! What people's decisions say about the lines of one reading.

use super::{Action, Decision, Fate, Target};
use onrecord_record::{Document, Layer, Reading};
use std::collections::BTreeMap;

/// Whether a person has looked at a line.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum Review {
    /// Nobody has.
    #[default]
    Unreviewed,
    /// It was decided about, but another reading has changed since: a person has to look again.
    Look,
    /// It is right.
    Confirmed,
    /// It is right but for what was corrected.
    Corrected,
    /// It is wrong.
    Rejected,
}

/// What was decided about a line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LineMark {
    /// Whether a person has looked at it.
    pub review: Review,
    /// What is otherwise: field and value; the last word for each.
    pub corrections: BTreeMap<String, String>,
    /// Remarks, oldest first.
    pub notes: Vec<String>,
    /// Labels, in alphabetical order.
    pub labels: Vec<String>,
    /// The entries of the log that say so.
    pub entries: Vec<u64>,
}

/// What was decided about the lines of a reading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    /// By layer and index; lines without any decision are left out.
    pub lines: BTreeMap<(Layer, u32), LineMark>,
    /// Decisions about lines that the reading does not have any more: entry and target.
    pub lost: Vec<(u64, Target)>,
}

impl Marks {
    /// The decisions about lines of this document that hold, laid over its reading.
    pub fn of(document: &Document, reading: &Reading, decisions: &[Decision]) -> Self {
        let mut marks = Self::default();
        let mut text = None;
        for decision in decisions.iter().filter(|d| d.undone.is_none()) {
            for target in &decision.targets {
                if !is_about_lines(&decision.action)
                    || !target.is_in(document.original, &document.part)
                {
                    continue;
                }
                let text = *text.get_or_insert_with(|| document.text.hash());
                match target.find(document, text, reading) {
                    Fate::Same(index) => {
                        let mark = marks.lines.entry((target.layer, index)).or_default();
                        mark.take(decision);
                    }
                    Fate::Changed(indices) if !indices.is_empty() => {
                        for index in indices {
                            let mark = marks.lines.entry((target.layer, index)).or_default();
                            mark.look_again(decision);
                        }
                    }
                    Fate::Changed(_) | Fate::Lost => {
                        marks.lost.push((decision.entry, target.clone()));
                    }
                }
            }
        }
        marks
    }

    /// What was decided about a line.
    pub fn of_line(&self, layer: Layer, index: u32) -> LineMark {
        self.lines.get(&(layer, index)).cloned().unwrap_or_default()
    }

    /// Whether a line was rejected.
    pub fn is_rejected(&self, layer: Layer, index: u32) -> bool {
        self.lines
            .get(&(layer, index))
            .is_some_and(|mark| mark.review == Review::Rejected)
    }
}

impl LineMark {
    fn take(&mut self, decision: &Decision) {
        self.entries.push(decision.entry);
        match &decision.action {
            Action::Confirm => {
                self.review = if self.corrections.is_empty() {
                    Review::Confirmed
                } else {
                    Review::Corrected
                };
            }
            Action::Reject => self.review = Review::Rejected,
            Action::Correct { field, value } => {
                self.review = Review::Corrected;
                self.corrections.insert(field.clone(), value.clone());
            }
            Action::Note { text } => self.notes.push(text.clone()),
            Action::Label { label } => {
                if let Err(at) = self.labels.binary_search(label) {
                    self.labels.insert(at, label.clone());
                }
            }
            _ => {}
        }
    }

    fn look_again(&mut self, decision: &Decision) {
        self.entries.push(decision.entry);
        match &decision.action {
            Action::Note { text } => self.notes.push(text.clone()),
            // A decision about what it says now counts more than one about what it said.
            _ if self.review == Review::Unreviewed => self.review = Review::Look,
            _ => {}
        }
    }
}

fn is_about_lines(action: &Action) -> bool {
    matches!(
        action,
        Action::Confirm
            | Action::Reject
            | Action::Correct { .. }
            | Action::Note { .. }
            | Action::Label { .. }
    )
}
