//! Dated rules of law, and what of a case they touch. A card says what the law is or was; what
//! follows for anybody is for a lawyer.

mod cards;
mod touching;

pub use cards::{Card, Counts, RulesError, Touches, load, shipped};
pub use touching::{Touched, TouchedLine, touching};
