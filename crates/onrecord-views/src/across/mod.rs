//! From the documents of a case to what they say together: who may be one person, and which values
//! of different documents cannot all hold.
//!
//! Two people are taken for one only where two documents give the same full name. A name that
//! differs in a middle name, an initial or a suffix is a suggestion for a person to confirm, and
//! nothing is concluded from it. Documents come one after the other and are let go again.

mod people;
mod values;

use crate::{CaseView, Note, ReadingView};
use people::People;
use values::Values;

/// What the documents of a case say together, in the making.
#[derive(Debug, Default)]
pub struct Across {
    people: People,
    values: Values,
    documents: u32,
}

impl Across {
    /// Of no documents yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next document, in the order in which the case numbers them.
    pub fn add(&mut self, view: &ReadingView) {
        let keys = self.people.add(self.documents, view);
        self.values.add(self.documents, view, &keys);
        self.documents += 1;
    }

    /// The case called `name`; `notes` are what its readers should know.
    pub fn finish(self, name: &str, notes: Vec<Note>) -> CaseView {
        CaseView {
            name: name.to_owned(),
            disagreements: self.values.disagreements(&self.people),
            people: self.people.finish(),
            notes,
            lists: std::collections::BTreeMap::new(),
        }
    }
}
