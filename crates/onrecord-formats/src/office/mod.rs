//! Papers of office programs.

pub(crate) mod docx;
mod flow;
mod number;
pub(crate) mod odt;
mod other;
mod paper;
pub(crate) mod rtf;
mod symbols;
