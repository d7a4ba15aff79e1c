//! Short posts of several countries and years with names (Derczynski et al., 2016).

use super::Part;
use super::iob::{Layout, NamesCorpus};

/// Short posts of several countries and years with names (Derczynski et al., 2016).
pub(super) static BROAD_TWITTER: NamesCorpus = NamesCorpus {
    name: "broad_twitter_corpus",
    about: "short posts of several countries and years with names (Derczynski et al., 2016)",
    parts: &[Part::Train, Part::Dev],
    layout: Layout {
        between: Some('\t'),
        token: 0,
        mark: 1,
        comment: None,
        document: None,
        apart: true,
        kinds: &[("PER", "person"), ("ORG", "organisation"), ("LOC", "place")],
    },
    files: |folder, part| {
        let file = format!("btc.{}", part.name());
        Ok(vec![folder.join("train_dev_test_conll").join(file)])
    },
    by_file: false,
};
