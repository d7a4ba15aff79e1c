//! MEANTIME, as `tokens-1`.

use super::joining::Cut;
use super::{Source, TextError, no_document, stem};
use crate::corpora::{cat, files};
use std::path::Path;

/// Its documents are `<topic>-<number>`.
pub(super) struct Meantime;

/// Sentences that are paragraphs whatever they end in: headline and date.
pub(crate) const ALONE: [usize; 2] = [0, 1];

impl Source for Meantime {
    fn name(&self) -> &'static str {
        "meantime"
    }

    fn folder(&self) -> &'static str {
        "meantime"
    }

    fn recipe(&self) -> &'static str {
        "tokens-1"
    }

    fn text(&self, folder: &Path, document: &str) -> Result<String, TextError> {
        let absent = || no_document(folder, document);
        let (topic, number) = document.rsplit_once('-').ok_or_else(absent)?;
        let topic = folder
            .join("intra-doc_annotation")
            .join(format!("corpus_{topic}"));
        let mut paths = files(&topic, "xml")?.into_iter();
        let is_it = |path: &std::path::PathBuf| stem(path).split('_').next() == Some(number);
        let path = paths.find(is_it).ok_or_else(absent)?;
        Ok(cat::File::read(&path)?.joined(Cut::default(), &ALONE, 0).0)
    }
}
