//! Sentences of an encyclopedia with names by hand (Balasuriya et al., 2009).

use super::Part;
use super::iob::{Layout, NamesCorpus};

/// Sentences of an encyclopedia with names by hand (Balasuriya et al., 2009).
pub(super) static WIKIGOLD: NamesCorpus = NamesCorpus {
    name: "wikigold",
    about: "sentences of an encyclopedia with names by hand (Balasuriya et al., 2009)",
    parts: &[Part::Train],
    layout: Layout {
        between: None,
        token: 0,
        mark: 1,
        comment: None,
        document: Some("-DOCSTART-"),
        apart: false,
        kinds: &[("PER", "person"), ("ORG", "organisation"), ("LOC", "place")],
    },
    files: |folder, _| Ok(vec![folder.join("CONLL-format/data/wikigold.conll.txt")]),
    by_file: false,
};
