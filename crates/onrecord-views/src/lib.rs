//! What the terminal, the report, Markdown and JSON show of a document and its reading.
//!
//! One view model, [`ReadingView`], is made from a document and its reading; every rendering takes
//! it and nothing else. This crate reads no file, opens no database and knows no language: it can
//! only print what it is given. It never prints an event, fact or ground without the one who
//! asserts it (see [`Asserted`]), nor a line without a way to its words (see [`Evidence`]).

mod case;
mod case_list;
mod edtf;
pub mod json;
pub mod markdown;
mod model;
mod outline;
pub mod report;
pub mod terminal;
pub mod together;
mod visible;
pub mod vocabulary;

pub use case::*;
pub use case_list::CaseList;
pub use model::*;
pub use outline::Section;
pub use visible::one_line;
