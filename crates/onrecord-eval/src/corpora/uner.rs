//! mails, reviews, answers and web logs with names (Mayhew et al., 2024).

use super::iob::{Layout, documents};
use super::{Corpus, CorpusError, Documents, Part, text};
use crate::annotated::Layer;
use std::path::Path;

/// mails, reviews, answers and web logs with names (Mayhew et al., 2024).
pub(super) struct UnerEnglish;

const LAYOUT: Layout = Layout {
    between: Some('\t'),
    token: 1,
    mark: 2,
    comment: Some("#"),
    document: Some("# newdoc"),
    apart: false,
    kinds: &[("PER", "person"), ("ORG", "organisation"), ("LOC", "place")],
};

impl Corpus for UnerEnglish {
    fn name(&self) -> &'static str {
        "uner_english_ewt"
    }

    fn about(&self) -> &'static str {
        "mails, reviews, answers and web logs with names (Mayhew et al., 2024)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Names]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder.join(match part {
            Part::Dev => "en_ewt-ud-dev.iob2",
            _ => "en_ewt-ud-train.2022-12-02.iob2",
        });
        let text = text(&path)?;
        let name = format!("uner_english_ewt-{}", part.name());
        Ok(Box::new(documents(LAYOUT, &path, &name, &text).into_iter()))
    }
}
