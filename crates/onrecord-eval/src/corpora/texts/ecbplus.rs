//! ECB+, as `tokens-1`.

use super::joining::Cut;
use super::{Source, TextError, no_document};
use crate::corpora::cat;
use std::path::Path;

/// Its documents are named as their files: `<topic>_<number>ecb`, `<topic>_<number>ecbplus`.
pub(super) struct EcbPlus;

impl Source for EcbPlus {
    fn name(&self) -> &'static str {
        "ecbplus"
    }

    fn folder(&self) -> &'static str {
        "ecbplus"
    }

    fn recipe(&self) -> &'static str {
        "tokens-1"
    }

    fn text(&self, folder: &Path, document: &str) -> Result<String, TextError> {
        let absent = || no_document(folder, document);
        let (topic, _) = document.split_once('_').ok_or_else(absent)?;
        let path = folder
            .join("ECB+")
            .join(topic)
            .join(format!("{document}.xml"));
        if !path.is_file() {
            return Err(absent());
        }
        let file = cat::File::read(&path)?;
        Ok(file.joined(cut(document), &[], skipped(&file)).0)
    }
}

/// The newer half was tokenised by another tool, which cut more.
pub(crate) fn cut(document: &str) -> Cut {
    let newer = document.ends_with("plus");
    Cut {
        hyphens: newer,
        dots: newer,
    }
}

/// How many sentences at the beginning are none: the address of the page.
pub(crate) fn skipped(file: &cat::File) -> usize {
    let (sentences, _) = file.sentences();
    let first = sentences.first().and_then(|tokens| tokens.first());
    usize::from(first.is_some_and(|token| token.eq_ignore_ascii_case("http")))
}
