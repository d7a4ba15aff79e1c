//! The entries of values that cannot all hold.

use super::{Entry, Quotation};
use crate::{DisagreementView, ReadingView};

pub(super) fn entries(view: &ReadingView) -> Vec<Entry<'_>> {
    view.disagreements.iter().map(|d| entry(view, d)).collect()
}

fn entry<'v>(view: &'v ReadingView, disagreement: &'v DisagreementView) -> Entry<'v> {
    let mut entry = Entry::new(disagreement.id, disagreement.about.clone());
    if disagreement.possible {
        entry.tags.push("only possible".to_owned());
    }
    if let Some(ambiguity) = &disagreement.ambiguity {
        entry.detail("it hangs on:", ambiguity.clone());
    }
    for place in &disagreement.places {
        let subject = place
            .fact
            .and_then(|fact| view.fact(fact))
            .map(|f| f.subject.item);
        entry.concern(subject.filter(|id| id.layer() == crate::ItemLayer::Entity));
        entry.concern(place.asserter.entity());
    }
    entry.quotes = disagreement
        .places
        .iter()
        .filter_map(|place| {
            Some(Quotation {
                lead: format!("{}, {}", place.shown, place.asserter.attribution()),
                evidence: place.quoted()?,
            })
        })
        .collect();
    entry
}
