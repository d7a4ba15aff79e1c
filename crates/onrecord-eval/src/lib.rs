//! Measuring tools; not shipped.
//!
//! [`predict`] writes what the engine read in the format that the scorers read, so that anyone can
//! score it.

pub mod input;
pub mod predict;
