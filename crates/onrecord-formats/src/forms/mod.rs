//! What sort of paper a document is, told by its form, and what papers of that sort say of themselves.

use onrecord_record::{Document, DocumentKind};

/// Finds out what sort of paper it is and fills in what it says of itself. `told` is what the user said
/// it is; then nothing is guessed.
pub(crate) fn recognise(document: &mut Document, told: Option<DocumentKind>) {
    if let Some(kind) = told {
        document.kind = kind;
    }
}
