//! TimeBank and AQUAINT as cleaned for TempEval-3 (UzZaman et al., 2013): news in TimeML.

use super::{Corpus, CorpusError, Documents, Part, files, timeml};
use crate::annotated::Layer;
use std::path::Path;

/// News in TimeML.
pub(super) struct Tbaq;

impl Corpus for Tbaq {
    fn name(&self) -> &'static str {
        "tempeval3_TBAQ"
    }

    fn about(&self) -> &'static str {
        "news with temporal expressions, the training part of TempEval-3 (UzZaman et al., 2013)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Timexes]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    fn documents<'c>(&self, folder: &'c Path, _: Part) -> Result<Documents<'c>, CorpusError> {
        let folder = folder.join("TBAQ-cleaned");
        let mut paths = files(&folder.join("AQUAINT"), "tml")?;
        paths.extend(files(&folder.join("TimeBank"), "tml")?);
        Ok(timeml::documents(paths))
    }
}
