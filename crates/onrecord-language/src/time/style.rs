//! How a document tells time: from its own day, as news does, or as a record of the past, as court
//! papers and sworn statements do.

use crate::Draft;
use onrecord_record::DocumentKind;

/// How a document tells time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    /// From its own day.
    News,
    /// As a sequence of the past.
    Record,
}

/// Names that papers of a court give the parties, and that news seldom uses.
const PARTIES: &[&str] = &[
    "petitioner",
    "appellant",
    "appellee",
    "respondent",
    "affiant",
    "deponent",
    "plaintiff",
    "movant",
];

/// A paper of a court has at least one party's name or section mark in so many tokens.
const DENSITY: usize = 250;

/// The document's style: by its kind where that is known, else by its words.
pub(super) fn of(draft: &Draft) -> Style {
    match draft.document.kind {
        DocumentKind::Affidavit
        | DocumentKind::Transcript
        | DocumentKind::Order
        | DocumentKind::Filing
        | DocumentKind::Report => Style::Record,
        DocumentKind::Unknown => of_words(draft),
        _ => Style::News,
    }
}

fn of_words(draft: &Draft) -> Style {
    let marks = draft
        .tokens
        .iter()
        .filter(|token| match draft.words(token.span) {
            "§" | "§§" => true,
            word => word.len() >= 7 && PARTIES.iter().any(|party| word.eq_ignore_ascii_case(party)),
        })
        .count();
    if marks >= 3 && marks * DENSITY >= draft.tokens.len() {
        Style::Record
    } else {
        Style::News
    }
}
