//! Events and dated statements in the order of their dates.

use super::{DateView, ItemId, ReadingView};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One entry: look up `item` among the events or statements.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChronologyEntry {
    /// When; none where no date is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateView>,
    /// The event or statement.
    pub item: ItemId,
    /// Other tellings of the same event with the same date or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<ItemId>,
}

impl ReadingView {
    /// All events, and the statements that say when they were made; a second telling of an event
    /// that adds no other date goes with the first.
    pub(super) fn put_in_order(&mut self) {
        let mut entries: Vec<ChronologyEntry> = Vec::new();
        for event in &self.events {
            let date = event.date.clone();
            let first = event.same_as.and_then(|first| {
                entries.iter_mut().find(|entry| {
                    (entry.item == first || entry.again.contains(&first))
                        && same_date(entry.date.as_ref(), date.as_ref())
                })
            });
            match first {
                Some(entry) => entry.again.push(event.id),
                None => entries.push(ChronologyEntry {
                    date,
                    item: event.id,
                    again: Vec::new(),
                }),
            }
        }
        for statement in &self.statements {
            let said = statement.said.as_ref().and_then(|s| s.value.date.clone());
            if let Some(date) = said {
                entries.push(ChronologyEntry {
                    date: Some(date),
                    item: statement.id,
                    again: Vec::new(),
                });
            }
        }
        entries.sort_by(|a, b| match (&a.date, &b.date) {
            (Some(a), Some(b)) => a.order().cmp(&b.order()),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        self.chronology = entries;
    }
}

fn same_date(first: Option<&DateView>, again: Option<&DateView>) -> bool {
    match (first, again) {
        (_, None) => true,
        (Some(first), Some(again)) => first.edtf == again.edtf,
        (None, Some(_)) => false,
    }
}
