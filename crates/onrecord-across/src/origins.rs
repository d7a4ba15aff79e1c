//! Which documents have one origin: reprints, wire copies, releases.

use onrecord_record::{Document, Reading};
use serde::{Deserialize, Serialize};

/// What tells copies of a document.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Print {}

impl Print {
    /// Those of a document.
    pub fn of(_document: &Document, _reading: &Reading) -> Self {
        Self::default()
    }
}
