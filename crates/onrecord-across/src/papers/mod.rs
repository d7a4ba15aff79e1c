//! Which papers and recordings are spoken of, and are not in the case.

use onrecord_record::{Document, Reading};
use serde::{Deserialize, Serialize};

/// Which papers a document speaks of.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Papers {}

impl Papers {
    /// Those of a document.
    pub fn of(_document: &Document, _reading: &Reading) -> Self {
        Self::default()
    }
}
