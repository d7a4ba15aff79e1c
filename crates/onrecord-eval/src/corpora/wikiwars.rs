//! Articles on wars with temporal expressions (Mazur and Dale, 2010).

use super::{Corpus, CorpusError, Documents, Part, files, timeml};
use crate::annotated::Layer;
use std::path::Path;

/// Articles on wars, marked with TIMEX2.
pub(super) struct WikiWars;

impl Corpus for WikiWars {
    fn name(&self) -> &'static str {
        "wikiwars"
    }

    fn about(&self) -> &'static str {
        "articles on wars with temporal expressions (Mazur and Dale, 2010)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Timexes]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    /// The version in TIMEX3, where it is there, else the original in TIMEX2.
    fn documents<'c>(&self, folder: &'c Path, _: Part) -> Result<Documents<'c>, CorpusError> {
        let third = folder.join("trainingset/tml");
        let paths = if third.is_dir() {
            files(&third, "tml")?
        } else {
            files(&folder.join("WikiWars_20120218_v104/keyinline"), "xml")?
        };
        Ok(timeml::documents(paths))
    }
}
