//! The entries of the chronology and of the text's other times.

use super::entries::{asserted, quotation};
use super::{Entry, Group};
use crate::model::longest;
use crate::{Asserted, ChronologyEntry, EventView, ItemLayer, ReadingView, TimexView};

pub(super) fn groups(view: &ReadingView) -> Vec<Group<'_>> {
    let (dated, undated): (Vec<_>, Vec<_>) = view.chronology.iter().partition(|e| e.date.is_some());
    let entries = |of: Vec<&'_ ChronologyEntry>| -> Vec<Entry<'_>> {
        of.into_iter().filter_map(|e| entry(view, e)).collect()
    };
    vec![
        Group {
            title: "In order of time".to_owned(),
            note: "",
            entries: entries(dated),
        },
        Group {
            title: "Without a date".to_owned(),
            note: "",
            entries: entries(undated),
        },
        Group {
            title: "Times as the text words them".to_owned(),
            note: "",
            entries: view.timexes.iter().map(timex).collect(),
        },
    ]
}

fn entry<'v>(view: &'v ReadingView, dated: &ChronologyEntry) -> Option<Entry<'v>> {
    let mut entry = match dated.item.layer() {
        ItemLayer::Event => event(view.event(dated.item)?),
        _ => said(view, dated)?,
    };
    entry.when = dated.date.as_ref().map(|d| d.shown.clone());
    if dated.date.as_ref().is_some_and(|d| d.inferred) {
        entry
            .tags
            .push("date inferred from the words around".to_owned());
    }
    if !dated.again.is_empty() {
        let tellings = dated.again.iter().filter_map(|id| view.event(*id));
        let mut others: Vec<String> = tellings.map(|e| e.asserter().attribution()).collect();
        others.dedup();
        entry.linked("told again,", others.join("; "), dated.again.clone());
    }
    Some(entry)
}

fn event(event: &Asserted<EventView>) -> Entry<'_> {
    let mut entry = Entry::new(event.id, event.headline());
    asserted(&mut entry, event.asserter());
    for participant in &event.participants {
        entry.concern(participant.entity);
    }
    entry.concern(event.place.as_ref().and_then(|p| p.entity));
    entry.quotes = longest(&event.evidence)
        .map(quotation)
        .into_iter()
        .collect();
    entry
}

/// The making of a dated statement.
fn said<'v>(view: &'v ReadingView, dated: &ChronologyEntry) -> Option<Entry<'v>> {
    let statement = view.statement(dated.item)?;
    let verb = match statement.cue.as_str() {
        "" => "said",
        cue => cue,
    };
    let mut entry = Entry::new(
        statement.id,
        format!("{} {verb}", statement.speaker.shown()),
    );
    entry.detail("", "as the document says");
    if let Some(medium) = &statement.medium {
        entry.detail("medium", medium.bracketed(&medium.value.name));
    }
    if statement.said.as_ref().is_some_and(|s| s.carried_over) {
        entry.tags.push("[date carried over]".to_owned());
    }
    entry.concern(statement.speaker.entity());
    entry.quotes = statement.content().take(1).map(quotation).collect();
    Some(entry)
}

fn timex(timex: &TimexView) -> Entry<'_> {
    let words = timex.evidence.first().map_or("", |e| e.words.as_str());
    let mut entry = Entry::new(timex.id, format!("“{words}”: {}", timex.shown));
    if timex.is_age {
        entry.tags.push("age".to_owned());
    }
    let counted = timex.counted_from.line();
    if !counted.is_empty() {
        entry.detail("", counted);
    }
    entry.quotes = timex.evidence.first().map(quotation).into_iter().collect();
    entry
}
