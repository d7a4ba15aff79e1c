//! What social media give out of an account.

pub(crate) mod facebook;
pub(crate) mod header;
pub(crate) mod instagram;
pub(crate) mod x;
