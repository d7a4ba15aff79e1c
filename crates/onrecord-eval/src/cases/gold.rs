//! What a careful reader found across the documents of a case, in TOML. Every `words` and every name
//! stands in its document as it is given.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// Everything found in a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// What to call the case.
    pub name: String,
    /// What it is about.
    pub summary: String,
    /// Everybody who is named.
    #[serde(default)]
    pub person: Vec<Person>,
    /// Who could be taken for somebody else.
    #[serde(default)]
    pub trap: Vec<Trap>,
    /// Values that cannot all hold.
    #[serde(default)]
    pub disagreement: Vec<Values>,
    /// Values that look different and can all hold.
    #[serde(default)]
    pub agreement: Vec<Values>,
    /// Statements of one person on one matter that differ.
    #[serde(default)]
    pub story: Vec<Story>,
    /// Documents of one origin.
    #[serde(default)]
    pub reprint: Vec<Group>,
    /// Documents on the same news that were written independently.
    #[serde(default)]
    pub not_reprint: Vec<Group>,
    /// Papers that are spoken of, and are not there.
    #[serde(default)]
    pub missing: Vec<Missing>,
    /// Grounds for review.
    #[serde(default)]
    pub ground: Vec<Ground>,
}

/// A person.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    /// The fullest name.
    pub name: String,
    /// The fullest name in each document.
    pub mentions: Vec<Mention>,
}

/// How a document names a person.
#[derive(Clone, Debug, Deserialize)]
pub struct Mention {
    /// The file's name.
    pub document: String,
    /// The name there.
    pub name: String,
}

/// People who could be taken for one, or one who could be taken for two.
#[derive(Clone, Debug, Deserialize)]
pub struct Trap {
    /// `same-name`, `father-son`, `married-name`, `nickname`, `handle`, `initials`, `ocr`.
    pub kind: String,
    /// The names.
    pub people: Vec<String>,
}

/// Values of one thing.
#[derive(Clone, Debug, Deserialize)]
pub struct Values {
    /// Whose.
    pub about: String,
    /// What.
    pub attribute: String,
    /// Of which event; empty where it is the person's own.
    #[serde(default)]
    pub event: String,
    /// The values.
    pub values: Vec<Value>,
}

/// A value and its words.
#[derive(Clone, Debug, Deserialize)]
pub struct Value {
    /// The value.
    pub value: String,
    /// The file's name.
    pub document: String,
    /// The words.
    pub words: String,
}

/// A changed story.
#[derive(Clone, Debug, Deserialize)]
pub struct Story {
    /// Whose.
    pub person: String,
    /// About what.
    pub matter: String,
    /// Whether a later statement takes back an earlier one.
    #[serde(default)]
    pub recantation: bool,
    /// Whether it was sworn.
    #[serde(default)]
    pub sworn: bool,
    /// `lied`, `mistaken`, `pressured`, `unclear`.
    #[serde(default)]
    pub how: String,
    /// The statements, in the order in which they were made.
    pub statements: Vec<Words>,
}

/// Words of a document.
#[derive(Clone, Debug, Deserialize)]
pub struct Words {
    /// The file's name.
    pub document: String,
    /// The words.
    pub words: String,
}

/// Documents that belong together.
#[derive(Clone, Debug, Deserialize)]
pub struct Group {
    /// The files' names.
    pub documents: Vec<String>,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// A paper that is not there.
#[derive(Clone, Debug, Deserialize)]
pub struct Missing {
    /// `affidavit`, `report`, `video`, …
    pub kind: String,
    /// What it is, in words.
    pub what: String,
    /// The file's name of the document that speaks of it.
    pub document: String,
    /// The words.
    pub words: String,
}

/// A ground for review.
#[derive(Clone, Debug, Deserialize)]
pub struct Ground {
    /// Its code.
    pub code: String,
    /// `asserted` or `contradicted`.
    pub status: String,
    /// The file's name.
    pub document: String,
    /// The words.
    pub words: String,
    /// Who says it.
    #[serde(default)]
    pub by: String,
}

impl Gold {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it cannot be read, or is not such a file.
    pub fn load(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        toml::from_str(&text).with_context(|| path.display().to_string())
    }
}
