//! Measuring tools; not shipped.
//!
//! [`predict`] writes what the engine read in the format that the scorers read, so that anyone can
//! score it. [`gold`] turns the annotated passages of `passages/` into the gold that the scorers
//! compare with.

pub mod annotated;
pub mod answers;
pub mod cases;
pub mod corpora;
pub mod corpus;
pub mod errors;
pub mod exchange;
pub mod gold;
pub mod input;
pub mod measure;
pub mod page;
pub mod predict;
pub mod quoted;
pub mod report;
pub mod score;
