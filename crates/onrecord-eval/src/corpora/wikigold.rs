//! sentences of an encyclopedia with names by hand (Balasuriya et al., 2009).

use super::iob::{Layout, documents};
use super::{Corpus, CorpusError, Documents, Part, text};
use crate::annotated::Layer;
use std::path::Path;

/// sentences of an encyclopedia with names by hand (Balasuriya et al., 2009).
pub(super) struct Wikigold;

const LAYOUT: Layout = Layout {
    between: None,
    token: 0,
    mark: 1,
    comment: None,
    document: Some("-DOCSTART-"),
    apart: false,
    kinds: &[("PER", "person"), ("ORG", "organisation"), ("LOC", "place")],
};

impl Corpus for Wikigold {
    fn name(&self) -> &'static str {
        "wikigold"
    }

    fn about(&self) -> &'static str {
        "sentences of an encyclopedia with names by hand (Balasuriya et al., 2009)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Names]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let path = {
            let _ = part;
            folder.join("CONLL-format/data/wikigold.conll.txt")
        };
        let text = text(&path)?;
        let name = format!("wikigold-{}", part.name());
        Ok(Box::new(documents(LAYOUT, &path, &name, &text).into_iter()))
    }
}
