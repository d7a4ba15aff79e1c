//! What of one document matters to the others.

use crate::origins::words::Cut;
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
    pub const VERSION: u32 = 6;

    /// The gist of a document and its reading.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let cut = Cut::of(document.text.as_str());
        Self {
            day: document.day(),
            kind: document.kind,
            names: people::Names::of(document, reading),
            values: ledger::Values::read(document, reading, &cut),
            sayings: stories::Sayings::of(document, reading),
            print: origins::Print::read(document, reading, &cut),
            papers: papers::Papers::read(document, reading, &cut),
            grounds: grounds::Grounds::of(document, reading),
        }
    }
}
