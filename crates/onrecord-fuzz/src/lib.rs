//! What must hold for any input at all, as plain functions that panic where it does not.
//!
//! The targets under `fuzz/` hand them what libFuzzer thinks up; this crate's tests hand them some
//! thousand [mutations](mutations::Mutator) of our own papers, which needs neither a nightly
//! compiler nor time. Not shipped: only tests and fuzzing depend on it.

mod cases;
mod formats;
mod language;
pub mod mutations;

pub use cases::{Contents, case_of, case_open, columns, columns_of};
pub use formats::{
    archive, crawl, docx, formats_read, forms, html, image, mail, odt, pdf, posts, rtf, tables,
};
pub use language::language_read;
