//! Document to reading: who is who, who said what, what happened when, on which grounds.
//!
//! The one entry point, [`read`], is pure: no file, no clock, no randomness, no other document. The
//! same document gives the same reading. Stages run in one direction; each adds a layer to a
//! [`Draft`] and sees only the layers before it.

mod draft;
mod folded;
mod law;
mod lemmas;
mod people;
mod phrases;
mod quotes;
mod sentences;
mod statements;
mod structure;
mod table;
mod tagger;
mod time;
mod tokens;
mod turns;

/// What the program that trains the tagger shares with it; not for other use.
#[doc(hidden)]
pub mod training {
    pub use crate::tagger::{Tagger, features, fixed_tag, model};

    /// The document's words and marks, untagged.
    pub fn tokens(document: &onrecord_record::Document) -> Vec<onrecord_record::Token> {
        let mut draft = crate::Draft::new(document);
        draft.paragraphs = crate::structure::paragraphs(document);
        crate::tokens::tokenise(&draft)
    }
}

pub use draft::{Draft, Paragraph, Quote};
use onrecord_record::{Document, EngineId, Reading};

/// Raised whenever the same document would be read otherwise.
const ENGINE_VERSION: u32 = 1;

/// Name and version of this engine.
pub fn engine() -> EngineId {
    EngineId {
        name: "rules".to_owned(),
        version: ENGINE_VERSION,
    }
}

/// Reads a document.
pub fn read(document: &Document) -> Reading {
    let mut draft = Draft::new(document);
    draft.paragraphs = structure::paragraphs(document);
    draft.tokens = tokens::tokenise(&draft);
    draft.sentences = sentences::split(&draft);
    tagger::tag(&mut draft);
    draft.quotes = quotes::find(&draft);
    draft.turns = turns::find(&draft);
    draft.timexes = time::find(&draft);
    people::find(&mut draft);
    people::resolve_author(&mut draft);
    statements::find(&mut draft);
    people::resolve_first_person(&mut draft);
    time::resolve_in_statements(&mut draft);
    law::find(&mut draft);
    draft.finish()
}
