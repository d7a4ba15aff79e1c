//! short posts of several countries and years with names (Derczynski et al., 2016).

use super::iob::{Layout, documents};
use super::{Corpus, CorpusError, Documents, Part, text};
use crate::annotated::Layer;
use std::path::Path;

/// short posts of several countries and years with names (Derczynski et al., 2016).
pub(super) struct BroadTwitter;

const LAYOUT: Layout = Layout {
    between: Some('\t'),
    token: 0,
    mark: 1,
    comment: None,
    document: None,
    apart: true,
    kinds: &[("PER", "person"), ("ORG", "organisation"), ("LOC", "place")],
};

impl Corpus for BroadTwitter {
    fn name(&self) -> &'static str {
        "broad_twitter_corpus"
    }

    fn about(&self) -> &'static str {
        "short posts of several countries and years with names (Derczynski et al., 2016)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Names]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder
            .join("train_dev_test_conll")
            .join(format!("btc.{}", part.name()));
        let text = text(&path)?;
        let name = format!("broad_twitter_corpus-{}", part.name());
        Ok(Box::new(documents(LAYOUT, &path, &name, &text).into_iter()))
    }
}
