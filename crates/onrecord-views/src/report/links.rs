//! Names of places in the report, and the ways between them.

use crate::ItemId;

/// How the places of one document are named, and reached from the page at hand.
#[derive(Clone, Debug)]
pub(super) struct Links {
    /// Before every id of the document: `d3-` where a page holds several documents.
    prefix: String,
    /// The page the document is on; empty where it is the page at hand.
    page: String,
}

impl Links {
    /// A page with one document, seen from itself.
    pub(super) fn alone() -> Self {
        Self {
            prefix: String::new(),
            page: String::new(),
        }
    }

    /// The document with this number (from 0) on a page with others, seen from that page.
    pub(super) fn among_others(number: usize) -> Self {
        Self {
            prefix: format!("d{}-", number + 1),
            page: String::new(),
        }
    }

    /// A document on a page of its own, seen from another page.
    pub(super) fn on_page(page: &str) -> Self {
        Self {
            prefix: String::new(),
            page: page.to_owned(),
        }
    }

    /// Whether the page holds other documents too.
    pub(super) fn is_among_others(&self) -> bool {
        !self.prefix.is_empty()
    }

    /// The id of a place.
    pub(super) fn anchor(&self, place: &str) -> String {
        format!("{}{place}", self.prefix)
    }

    /// The way to a place.
    pub(super) fn to(&self, place: &str) -> String {
        format!("{}#{}{place}", self.page, self.prefix)
    }

    /// The id of an item's line.
    pub(super) fn line(&self, id: ItemId) -> String {
        self.anchor(&id.to_string())
    }

    /// The id of an item's words: of one of several places, from 0.
    pub(super) fn words(&self, id: ItemId, part: usize) -> String {
        self.anchor(&words(id, part))
    }

    /// The way to an item's line.
    pub(super) fn to_line(&self, id: ItemId) -> String {
        self.to(&id.to_string())
    }

    /// The way to an item's words.
    pub(super) fn to_words(&self, id: ItemId, part: usize) -> String {
        self.to(&words(id, part))
    }
}

fn words(id: ItemId, part: usize) -> String {
    match part {
        0 => format!("w-{id}"),
        n => format!("w-{id}-{}", n + 1),
    }
}

/// The class that gives an item's layer its colour.
pub(super) fn class(id: ItemId) -> &'static str {
    use crate::ItemLayer::*;
    match id.layer() {
        Entity | Mention => "p",
        Statement => "s",
        Timex => "t",
        Event => "e",
        Fact => "f",
        Ground => "g",
        Disagreement => "d",
    }
}

/// What an item's layer is called in the singular.
pub(super) fn noun(id: ItemId) -> &'static str {
    use crate::ItemLayer::*;
    match id.layer() {
        Entity | Mention => "Name",
        Statement => "Statement",
        Timex => "Time",
        Event => "Event",
        Fact => "Fact",
        Ground => "Ground",
        Disagreement => "Disagreement",
    }
}
