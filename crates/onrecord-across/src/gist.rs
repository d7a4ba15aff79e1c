//! What of one document matters to the others.

use crate::{grounds, ledger, origins, papers, people, stories};
use onrecord_record::{Day, Document, DocumentKind, Reading};
use serde::{Deserialize, Serialize};

/// What of one document matters to the others. Raise [`Gist::VERSION`] whenever the same document and
/// reading would give another one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Gist {
    /// The day it was published or filed, if known.
    pub day: Option<Day>,
    /// What sort of paper it is.
    pub kind: DocumentKind,
    /// Whom it names.
    pub names: people::Names,
    /// Which values it gives.
    pub values: ledger::Values,
    /// Who says what in it.
    pub sayings: stories::Sayings,
    /// What tells copies of it.
    pub print: origins::Print,
    /// Which papers it speaks of.
    pub papers: papers::Papers,
    /// Which grounds for review it asserts.
    pub grounds: grounds::Grounds,
}

impl Gist {
    /// The version of what gists hold.
    pub const VERSION: u32 = 5;

    /// The gist of a document and its reading.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        Self {
            day: document.day(),
            kind: document.kind,
            names: people::Names::of(document, reading),
            values: ledger::Values::of(document, reading),
            sayings: stories::Sayings::of(document, reading),
            print: origins::Print::of(document, reading),
            papers: papers::Papers::of(document, reading),
            grounds: grounds::Grounds::of(document, reading),
        }
    }
}
