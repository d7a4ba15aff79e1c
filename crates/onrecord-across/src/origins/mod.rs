//! Which documents have one origin: reprints, wire copies, releases; and which sayings are told in
//! several documents, from how many origins.

mod corroboration;
mod credit;
mod groups;
mod likeness;
pub(crate) mod packed;
mod print;
mod sayings;
pub(crate) mod words;

pub(crate) use credit::rows;
pub(crate) use print::running;

pub use corroboration::{Told, corroboration};
pub use groups::{Origin, Origins, Possible, groups};
pub use print::{Credit, Print, SHINGLE};
pub use sayings::Saying;
