//! What each ground means, as a table with a version.

use crate::origins::rows;
use onrecord_record::GroundCode;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The grounds that the program knows.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taxonomy {
    /// Raised whenever a ground is added, goes or means something else.
    pub version: u32,
    /// Where the names come from.
    pub source: String,
    /// Each ground, in the order of [`GroundCode::ALL`].
    #[serde(rename = "ground")]
    pub grounds: Vec<Definition>,
}

/// What a ground means.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Which.
    pub code: GroundCode,
    /// What to call it on screen.
    pub label: String,
    /// One sentence that says what it means.
    pub definition: String,
    /// Where it comes from.
    pub source: String,
}

static TAXONOMY: LazyLock<Taxonomy> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/grounds.toml")).unwrap_or_default());

/// The grounds that the program knows, with what each means.
pub fn taxonomy() -> &'static Taxonomy {
    &TAXONOMY
}

static REJECTIONS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/court_rejects.tsv"));
    rows.filter_map(|row| row.first().copied()).collect()
});

/// Whether a sentence of a court rejects what it speaks of.
pub(super) fn rejects(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    // "The court does not credit the denial" takes the claim's side.
    !lower.contains("denial") && REJECTIONS.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_ground_is_defined_once_and_in_order() {
        let codes: Vec<GroundCode> = taxonomy().grounds.iter().map(|g| g.code).collect();
        assert_eq!(codes, GroundCode::ALL);
        assert!(taxonomy().version > 0);
    }

    #[test]
    fn a_court_rejects_a_claim_but_not_by_rejecting_its_denial() {
        assert!(rejects("The Court denies relief on that claim"));
        assert!(!rejects("The Court does not credit the denial"));
        assert!(!rejects("The Court found her credible"));
    }

    #[test]
    fn the_table_of_rejections_has_each_phrase_once() {
        let mut seen = BTreeSet::new();
        for row in rows(include_str!("../../data/court_rejects.tsv")) {
            assert_eq!(row.len(), 2, "{row:?}");
            assert_eq!(row[0], row[0].to_lowercase());
            assert!(seen.insert(row[0]), "{row:?}");
        }
    }
}
