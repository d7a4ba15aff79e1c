//! News in English from outside the West with names (Shan et al., 2023).

use super::iob::{Layout, NamesCorpus};
use super::{Part, files};

/// News in English from outside the West with names (Shan et al., 2023).
pub(super) static WORLDWIDE: NamesCorpus = NamesCorpus {
    name: "worldwide_newswire",
    about: "news in English from outside the West with names (Shan et al., 2023)",
    parts: &[Part::Train],
    layout: Layout {
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
    },
    files: |folder, _| files(&folder.join("processed_annotated"), "tsv"),
    by_file: true,
};
