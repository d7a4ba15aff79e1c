//! Statements of one person on one matter, side by side.

use onrecord_record::{Document, Reading};
use serde::{Deserialize, Serialize};

/// Who says what in a document.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sayings {}

impl Sayings {
    /// Those of a document.
    pub fn of(_document: &Document, _reading: &Reading) -> Self {
        Self::default()
    }
}
