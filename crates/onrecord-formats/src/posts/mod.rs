//! What social media give out of an account.

pub(crate) mod facebook;
pub(crate) mod header;
pub(crate) mod instagram;
mod meta;
mod packed;
mod post;
mod repair;
mod thread;
mod tweet;
pub(crate) mod x;
