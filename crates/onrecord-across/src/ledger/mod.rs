//! Values of different documents, or of different voices in one, that cannot all hold.
//!
//! No winner is named. Only what truly excludes another value counts; see [`compare`].

mod cast;
mod compare;
mod group;
mod lexicon;
mod numbers;
mod page;
mod people;
mod read;
#[cfg(test)]
mod tests;
mod values;

pub use compare::{Fit, Given, compare};
pub use group::contested;
pub use values::{Holder, Value, Values};

use crate::LineRef;
use onrecord_record::{Attribute, Day, EventKind, Layer, Span};
use serde::{Deserialize, Serialize};

/// How many different values of one thing are compared with each other; more are left out.
pub const MOST_VALUES: usize = 64;
/// In how many places a value is listed.
pub const MOST_PLACES: usize = 64;

/// A thing of which documents give values that cannot all hold.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Contested {
    /// What of it.
    pub attribute: Attribute,
    /// More exactly; may be empty.
    pub qualifier: String,
    /// Of which event; none where it is the person's own.
    pub event: Option<EventKind>,
    /// Whose, as a number in [`Register::people`](crate::people::Register::people).
    pub person: u32,
    /// The values, earliest first and undated last; two or more.
    pub values: Vec<Held>,
    /// Whether it hangs on how a sentence is read, or on what no document says.
    pub possible: bool,
    /// What it hangs on, where it is only possible.
    pub hangs_on: Option<String>,
    /// Why, in short sentences for people.
    pub because: Vec<String>,
}

/// A value, and who holds it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Held {
    /// The value in one form for one meaning.
    pub value: String,
    /// The earliest day of a document that gives it; none where all are undated.
    pub since: Option<Day>,
    /// The first dated document that gives it: where it may have spread from.
    pub first: Option<u32>,
    /// Where it is given, dated documents first by day.
    pub places: Vec<Place>,
}

/// Where a value is given, and by whom.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The document's number in the order in which the case shows them, from 0.
    pub document: u32,
    /// The words of the value in its text, in bytes.
    pub span: Span,
    /// The fact of the reading that has these words, where there is one.
    pub fact: Option<u32>,
    /// The day of its document.
    pub day: Option<Day>,
    /// Who says so, as a number in [`Register::people`](crate::people::Register::people); none for the document's own voice and for
    /// somebody who is in no register.
    pub speaker: Option<u32>,
    /// Who says so, in words; empty for the document's own voice.
    pub said_by: String,
    /// Who passed it on, nearest the speaker first.
    pub relay: Vec<String>,
}

impl Place {
    /// The fact as a line of its document, where there is one.
    pub fn line(&self) -> Option<LineRef> {
        self.fact.map(|index| LineRef {
            document: self.document,
            layer: Layer::Fact,
            index,
        })
    }
}

/// Which sort of person a value is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Whoever is accused or convicted.
    Accused,
    /// Whoever the crime was done to.
    Victim,
}
