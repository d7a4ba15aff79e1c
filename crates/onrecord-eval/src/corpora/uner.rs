//! Mails, reviews, answers and web logs with names (Mayhew et al., 2024).

use super::Part;
use super::iob::{Layout, NamesCorpus};

/// Mails, reviews, answers and web logs with names (Mayhew et al., 2024).
pub(super) static UNER_ENGLISH: NamesCorpus = NamesCorpus {
    name: "uner_english_ewt",
    about: "mails, reviews, answers and web logs with names (Mayhew et al., 2024)",
    parts: &[Part::Train, Part::Dev],
    layout: Layout {
        between: Some('\t'),
        token: 1,
        mark: 2,
        comment: Some("#"),
        document: Some("# newdoc"),
        apart: false,
        kinds: &[("PER", "person"), ("ORG", "organisation"), ("LOC", "place")],
    },
    files: |folder, part| {
        let file = match part {
            Part::Dev => "en_ewt-ud-dev.iob2",
            _ => "en_ewt-ud-train.2022-12-02.iob2",
        };
        Ok(vec![folder.join(file)])
    },
    by_file: false,
};
