//! Values of different documents that cannot all hold.

use onrecord_record::{Document, Reading};
use serde::{Deserialize, Serialize};

/// Which values a document gives.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Values {}

impl Values {
    /// Those of a document.
    pub fn of(_document: &Document, _reading: &Reading) -> Self {
        Self::default()
    }
}
