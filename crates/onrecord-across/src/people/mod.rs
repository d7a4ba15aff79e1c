//! Who is the same person in several documents.

mod clusters;
mod find;
mod form;
mod link;
mod names;
mod node;
mod register;
mod suggest;
mod tables;
#[cfg(test)]
mod tests;

pub use find::find;
pub use names::{Named, Names};
pub(crate) use tables::SUFFIXES;

use crate::EntityRef;
use onrecord_record::EntityKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person decided of who is who.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Links {
    /// These are one, whatever their names.
    pub same: Vec<(EntityRef, EntityRef)>,
    /// These are two, whatever their names. Where the two lists contradict each other, this wins.
    pub apart: Vec<(EntityRef, EntityRef)>,
}

/// Somebody of the case.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Identity {
    /// The fullest name that documents choose.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other names, in order of first use.
    pub aliases: Vec<String>,
    /// Where it is named, in order; at least one.
    pub entities: Vec<EntityRef>,
    /// Why these are taken for one, in short sentences for people; empty where there is one only.
    pub because: Vec<String>,
}

/// Identities that may be one, for a person to confirm.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Suggestion {
    /// Their numbers in [`Register::people`], two or more.
    pub people: Vec<u32>,
    /// Why, in a short sentence for people.
    pub why: String,
    /// How likely, 0 to 1000; for the order in which they are offered.
    pub score: u16,
}

/// Everybody of a case.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Register {
    /// Everybody, people before organisations and those in most documents first.
    pub people: Vec<Identity>,
    /// Who may be one.
    pub suggestions: Vec<Suggestion>,
    /// Who an entity of a document is, as a number in `people`. Made anew by [`Register::index`] when it is
    /// read from a file.
    #[serde(skip)]
    pub of: BTreeMap<EntityRef, u32>,
}

/// Works out who is the same in documents with these names, in their order.
pub fn resolve(documents: &[&Names], links: &Links) -> Register {
    let mut linker = link::Linker::new(documents, links);
    linker.link();
    linker.register()
}
