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
use onrecord_record::{Document, EngineId, Reading, Warning};

/// Raised whenever the same document would be read otherwise.
const ENGINE_VERSION: u32 = 4;

/// Name and version of this engine.
pub fn engine() -> EngineId {
    EngineId {
        name: "rules".to_owned(),
        version: ENGINE_VERSION,
    }
}

/// The code of the note that a text was not read for its language.
const NOT_ENGLISH: &str = "not-english";

/// Reads a document. One in another language than English is not read, and a note says so.
pub fn read(document: &Document) -> Reading {
    let mut draft = Draft::new(document);
    if let Some(language) = other_language(document) {
        // Where the reader of the format has told it by the words, it has said so.
        if document.warnings.iter().all(|w| w.code != NOT_ENGLISH) {
            draft.notes.push(Warning {
                code: NOT_ENGLISH.to_owned(),
                message: format!(
                    "The document's language is given as {language}, and only English is read: \
                     nothing was read in it. Add a translation to have it read."
                ),
            });
        }
        return draft.finish();
    }
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

/// The document's language, where it is known and not English.
fn other_language(document: &Document) -> Option<&str> {
    let tag = document.metadata.language.as_deref()?;
    let primary = tag.split(['-', '_']).next().unwrap_or_default().trim();
    let open = ["", "en", "eng", "und", "mul", "zxx"]
        .iter()
        .any(|code| primary.eq_ignore_ascii_case(code));
    (!open).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_languages_are_not_read() {
        let text = "Ada Moon said that she had seen nobody.";
        let mut document = Document::from_text(text, None);
        for (tag, is_read) in [
            (None, true),
            (Some("en"), true),
            (Some("en-GB"), true),
            (Some("und"), true),
            (Some("de"), false),
            (Some("pt-BR"), false),
        ] {
            document.metadata.language = tag.map(str::to_owned);
            let reading = read(&document);
            assert_eq!(!reading.tokens.is_empty(), is_read, "{tag:?}");
            let noted = reading.notes.iter().any(|n| n.code == "not-english");
            assert_eq!(noted, !is_read, "{tag:?}");
        }
    }

    #[test]
    fn the_first_person_of_an_earlier_message_is_not_its_answerers() {
        let text =
            "I never saw the car, and I told them so.\n\nAnn Lee\n\nI want to know who you saw.\n";
        let mut document = Document::from_text(text, None);
        document.kind = onrecord_record::DocumentKind::Letter;
        document.metadata.authors = vec![onrecord_record::Sourced::given("Ann Lee".to_owned())];
        let kinds = [
            onrecord_record::BlockKind::Paragraph,
            onrecord_record::BlockKind::Paragraph,
            onrecord_record::BlockKind::QuotedReply,
        ];
        let mut at = 0;
        for (words, kind) in text.trim_end().split("\n\n").zip(kinds) {
            let span = document.text.span(at..at + words.len());
            document
                .blocks
                .extend(span.map(|span| onrecord_record::Block { span, kind }));
            at += words.len() + 2;
        }
        let reading = read(&document);
        let author = |at: usize| {
            let mention = reading.mentions.iter().find(|m| m.span.start() == at)?;
            Some(reading.name(mention.entity?))
        };
        assert_eq!(author(0), Some("Ann Lee"));
        assert_ne!(text.find("I want").and_then(author), Some("Ann Lee"));
    }
}
