//! Papers of office programs.

pub(crate) mod docx;
mod flow;
mod label;
mod number;
pub(crate) mod odt;
mod other;
mod paper;
mod redaction;
pub(crate) mod rtf;
mod stack;
mod symbols;
