//! Tables whose rows are documents.

mod columns;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod object;
mod record;
pub(crate) mod row;
pub(crate) mod times;
