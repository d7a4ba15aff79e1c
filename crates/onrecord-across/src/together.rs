//! All that the documents of a case say together, with what people decided of it.

use crate::grounds::Standing;
use crate::ledger::Contested;
use crate::origins::{Origins, Told};
use crate::papers::Missing;
use crate::people::Register;
use crate::stories::Story;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the documents of a case say together. Documents are meant by their number in the order in which
/// the case shows them, from 0; people by their number in the register.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Together {
    /// Who is who.
    pub register: Register,
    /// What people decided about somebody; those about whom nothing was are left out.
    pub people: BTreeMap<u32, PersonMark>,
    /// Which documents have one origin.
    pub origins: Origins,
    /// What is said in several documents.
    pub told: Vec<Told>,
    /// Values that cannot all hold.
    pub contested: Vec<Contested>,
    /// How people say that things stand with those: by their number in `contested`.
    pub statuses: BTreeMap<u32, StatusMark>,
    /// Statements of one person on one matter that differ.
    pub stories: Vec<Story>,
    /// Papers that are spoken of.
    pub missing: Vec<Missing>,
    /// How the grounds for review stand.
    pub standing: Vec<Standing>,
}

/// What people decided about somebody.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PersonMark {
    /// What the papers call them, where they were renamed.
    pub was: Option<String>,
    /// What they are in the case.
    pub role: Option<String>,
    /// Why they are protected, and the name that is shown.
    pub protected: Option<(String, String)>,
    /// The entries of the log that say so.
    pub entries: Vec<u64>,
}

/// How things stand with a disagreement, as people say.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct StatusMark {
    /// `disputed-by-us`, `disputed-by-them`, `undisputed`, `unsure`, `resolved`.
    pub status: String,
    /// Why; may be empty.
    pub because: String,
    /// The entry of the log that says so.
    pub entry: u64,
}
