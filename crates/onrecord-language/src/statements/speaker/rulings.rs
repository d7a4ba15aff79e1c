//! The voice of a ruling: "we" is the court.

use crate::Draft;
use onrecord_record::{Span, Speaker};

/// Words of a heading that a court's own paper has.
const HEADINGS: [&str; 6] = [
    "judgment",
    "judgement",
    "opinion",
    "ruling",
    "per curiam",
    "opinion of the court",
];

/// Who "we" is in the paper's own words, where the paper is a court's.
pub(super) fn voice(draft: &Draft, source: Span) -> Option<Speaker> {
    let we = draft.words(source).eq_ignore_ascii_case("we");
    let own = draft.quote_around(source).is_none() && draft.turns.at(source).is_none();
    (we && own && is_ruling(draft)).then(|| Speaker::Described {
        name: "the court".to_owned(),
    })
}

/// Whether a court speaks of itself, or heads its paper so.
fn is_ruling(draft: &Draft) -> bool {
    let text = draft.text().as_str();
    let itself = [
        "this Court",
        "This Court",
        "this court ",
        "We affirm",
        "we affirm",
        "We reverse",
        "we reverse",
    ];
    itself.iter().any(|w| text.contains(w))
        || draft.paragraphs.iter().take(40).any(|p| {
            let line = draft.words(p.span);
            line.len() <= 24
                && HEADINGS.iter().any(|h| {
                    line.trim_matches(['*', '#', ' ', ':'])
                        .eq_ignore_ascii_case(h)
                })
        })
}
