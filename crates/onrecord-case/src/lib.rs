//! The case file: the originals, where they were found, their texts, what was read in them.
//!
//! A case is one SQLite file. This crate keeps it whole: it stores what readers and the engine
//! deliver ([`Case::adding`]), gives it back exactly as it was ([`Case::document`],
//! [`Case::reading`]), and proves that nothing was changed since ([`Case::verify`]).
//!
//! It knows no file format and no language. Where a text has to be derived again, the caller brings
//! the means ([`Rederive`]). It never decides who is right, never merges people who only look alike,
//! and reports nothing as stored that is not on the disk.

mod adding;
mod anchors;
mod case;
mod columns;
mod copy;
mod decisions;
mod diff;
mod documents;
mod error;
mod export;
mod fingerprint;
mod index;
mod log;
mod originals;
mod packed;
mod readings;
mod removal;
mod rereading;
mod schema;
mod search;
mod store;
mod together;
mod unread;
mod verify;

/// For fuzzing only: how values are written into the file before they are packed.
#[doc(hidden)]
pub mod written {
    use onrecord_record::Reading;

    /// The statements of a reading by columns; empty where they cannot be written.
    #[must_use]
    pub fn statements(reading: &Reading) -> Vec<u8> {
        crate::columns::to_bytes(&reading.statements).unwrap_or_default()
    }

    /// Reads bytes as statements, and as whatever they say that they are; whether these are written as the
    /// same again, where they are either.
    #[must_use]
    pub fn comes_back(bytes: &[u8]) -> bool {
        fn check<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq>(
            bytes: &[u8],
        ) -> bool {
            let Ok(value) = crate::columns::from_bytes::<T>(bytes) else {
                return true;
            };
            let again = crate::columns::to_bytes(&value)
                .and_then(|bytes| crate::columns::from_bytes::<T>(&bytes));
            again.is_ok_and(|again| again == value)
        }
        check::<Vec<onrecord_record::Statement>>(bytes) && check::<serde_json::Value>(bytes)
    }
}

pub use adding::{Added, Adding, Arrival, Content, Outcome, ReadDocument};
pub use anchors::{anchors, anchors_of};
pub use case::{Case, Counts};
pub use copy::Copied;
pub use decisions::{Action, Decision, Fate, LineMark, Marks, Review, Target, fields_of, fitting};
pub use diff::{Change, LineChange, differences};
pub use documents::{DocumentEntry, DocumentId, Occurrence};
pub use error::CaseError;
pub use export::{Exported, cell};
pub use log::{Actor, LogEntry};
pub use readings::ReadingEntry;
pub use removal::Removed;
pub use rereading::Reread;
pub use search::{Found as SearchFound, Hit, ParseQueryError, Query, Term, passages};
pub use unread::Unread;
pub use verify::{
    CannotRederive, Difference, Failure, Place, Rederive, RederiveRequest, Report, VerifyProgress,
};
