//! posts with rare and new names (Derczynski et al., 2017).

use super::iob::{Layout, documents};
use super::{Corpus, CorpusError, Documents, Part, text};
use crate::annotated::Layer;
use std::path::Path;

/// posts with rare and new names (Derczynski et al., 2017).
pub(super) struct Wnut17;

const LAYOUT: Layout = Layout {
    between: Some('\t'),
    token: 0,
    mark: 1,
    comment: None,
    document: None,
    apart: true,
    kinds: &[
        ("person", "person"),
        ("corporation", "organisation"),
        ("group", "organisation"),
        ("location", "place"),
    ],
};

impl Corpus for Wnut17 {
    fn name(&self) -> &'static str {
        "wnut17"
    }

    fn about(&self) -> &'static str {
        "posts with rare and new names (Derczynski et al., 2017)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Names]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder.join("CONLL-format/data").join(match part {
            Part::Dev => "dev/emerging.dev.conll",
            _ => "train/wnut17train.conll",
        });
        let text = text(&path)?;
        let name = format!("wnut17-{}", part.name());
        Ok(Box::new(documents(LAYOUT, &path, &name, &text).into_iter()))
    }
}
