//! The commands that measure on corpora.

pub(crate) mod measure;
pub(crate) mod score;
