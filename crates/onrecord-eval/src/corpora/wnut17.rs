//! Posts with rare and new names (Derczynski et al., 2017).

use super::Part;
use super::iob::{Layout, NamesCorpus};

/// Posts with rare and new names (Derczynski et al., 2017).
pub(super) static WNUT17: NamesCorpus = NamesCorpus {
    name: "wnut17",
    about: "posts with rare and new names (Derczynski et al., 2017)",
    parts: &[Part::Train, Part::Dev],
    layout: Layout {
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
    },
    files: |folder, part| {
        let file = match part {
            Part::Dev => "dev/emerging.dev.conll",
            _ => "train/wnut17train.conll",
        };
        Ok(vec![folder.join("CONLL-format/data").join(file)])
    },
    by_file: false,
};
