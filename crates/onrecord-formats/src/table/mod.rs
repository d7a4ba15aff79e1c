//! Tables whose rows are documents.

pub(crate) mod csv;
pub(crate) mod json;
