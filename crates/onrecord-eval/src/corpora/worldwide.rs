//! News in English from outside the West with names (Shan et al., 2023).

use super::iob::{self, Layout};
use super::{Corpus, CorpusError, Documents, Part, files, text};
use crate::annotated::Layer;
use std::path::Path;

/// News in English from outside the West with names.
pub(super) struct Worldwide;

const LAYOUT: Layout = Layout {
    between: Some('\t'),
    token: 0,
    mark: 1,
    comment: None,
    document: None,
    apart: false,
    kinds: &[
        ("Person", "person"),
        ("Organization", "organisation"),
        ("Location", "place"),
        ("Facility", "facility"),
    ],
};

impl Corpus for Worldwide {
    fn name(&self) -> &'static str {
        "worldwide_newswire"
    }

    fn about(&self) -> &'static str {
        "news in English from outside the West with names (Shan et al., 2023)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Names]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    fn documents<'c>(&self, folder: &'c Path, _: Part) -> Result<Documents<'c>, CorpusError> {
        let files = files(&folder.join("processed_annotated"), "tsv")?;
        Ok(Box::new(files.into_iter().flat_map(|path| {
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            match text(&path) {
                Ok(text) => iob::documents(LAYOUT, &path, &name, &text),
                Err(error) => vec![Err(error)],
            }
        })))
    }
}
