//! What each rendering shows of readings made by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that panics has found something"
)]

mod browser;
mod json;
mod markdown;
mod report;
mod sample;
mod terminal;
