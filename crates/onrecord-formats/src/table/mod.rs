//! Tables whose rows are documents.

mod columns;
pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod object;
mod record;
mod row;
pub(crate) mod times;
