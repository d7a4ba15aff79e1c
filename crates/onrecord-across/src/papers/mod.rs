//! Which papers and recordings are spoken of, and are not in the case.

mod find;
mod holding;
mod lexicon;
mod missing;
mod scene;

pub use holding::Holding;
pub use missing::{MentionOf, Missing, Status, missing};

use crate::origins::words::Cut;
use onrecord_record::{Document, EntityId, Reading};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Which papers a document speaks of.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Papers {
    /// Each time it speaks of one, in the text's order.
    pub spoken: Vec<Spoken>,
}

impl Papers {
    /// Those of a document, itself not among them.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        Self::read(document, reading, &Cut::of(document.text.as_str()))
    }

    /// Those of a document of which the words are known.
    pub(crate) fn read(document: &Document, reading: &Reading, cut: &Cut<'_>) -> Self {
        Self {
            spoken: find::all(document, reading, cut),
        }
    }
}

/// A paper or recording that a document speaks of.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Spoken {
    /// What sort it is.
    #[serde(rename = "k")]
    pub kind: PaperKind,
    /// The words, in bytes of the text.
    #[serde(rename = "w")]
    pub words: Range<u32>,
    /// What it is called, in lower case with its adjectives: `hotel recording`.
    #[serde(rename = "n")]
    pub name: String,
    /// Whose it is: who made it, or whom it is of; where the text tells.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<EntityId>,
    /// The same in words, where they lead to nobody the reading knows.
    #[serde(rename = "p", default, skip_serializing_if = "String::is_empty")]
    pub whose_words: String,
    /// When it was made, as EDTF, where that stands beside it.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Sorts of papers and recordings.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub enum PaperKind {$(
            $(#[$doc])*
            #[serde(rename = $name)]
            $variant,
        )*}

        impl PaperKind {
            /// The name in files and on screens.
            pub const fn as_str(self) -> &'static str {
                match self {$(PaperKind::$variant => $name,)*}
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(PaperKind::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// A sworn statement.
    Affidavit = "affidavit",
    /// A report, record or statement on paper.
    Report = "report",
    /// Moving pictures.
    Video = "video",
    /// Sound.
    Audio = "audio",
    /// What was said, word for word: of a trial, hearing, interview.
    Transcript = "transcript",
    /// What a party filed: motion, petition, application.
    Filing = "filing",
    /// What a court decided, in writing.
    Order = "order",
    /// A letter, card or e-mail.
    Letter = "letter",
    /// A picture.
    Photograph = "photograph",
    /// A test and its result.
    Test = "test",
}
