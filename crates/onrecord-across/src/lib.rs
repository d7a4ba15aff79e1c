//! What the documents of a case say together: who is the same person, what has one origin, which
//! values cannot all hold, whose story changed, which papers are spoken of and not here.
//!
//! Each document gives a [`Gist`]: the little of its text and reading that matters to the others,
//! small enough to keep those of tens of thousands of documents in memory. Everything else is worked
//! out from gists alone, and from what a person decided.
//!
//! The crate knows no file, no database, no clock and no screen. It merges nobody silently who only
//! looks alike, and names no winner among values.

mod gist;
pub mod grounds;
pub mod ledger;
pub mod mask;
pub mod origins;
pub mod papers;
pub mod people;
mod register;
pub mod rules;
pub mod stories;
mod together;
pub mod words;

pub use gist::Gist;
pub use together::{PersonMark, StatusMark, Together};

use onrecord_record::{EntityId, Layer};
use serde::{Deserialize, Serialize};

/// An entity of one document of the case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct EntityRef {
    /// The document's number in the order in which the case shows them, from 0.
    pub document: u32,
    /// The entity in its reading.
    pub entity: EntityId,
}

/// A line of one document of the case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct LineRef {
    /// The document's number in the order in which the case shows them, from 0.
    pub document: u32,
    /// Which layer of its reading.
    pub layer: Layer,
    /// Its index in the layer.
    pub index: u32,
}
