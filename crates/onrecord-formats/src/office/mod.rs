//! Papers of office programs.

pub(crate) mod docx;
pub(crate) mod odt;
pub(crate) mod rtf;
