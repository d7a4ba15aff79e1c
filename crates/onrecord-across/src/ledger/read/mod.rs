//! Reads values of each sort in a document's words.

mod ages;
mod birthdays;
mod charges;
mod counts;
mod dates;
mod infants;
mod lengths;
mod places;
mod served;
mod terms;
mod votes;

use super::Role;
use super::cast::Cast;
use super::page::Page;
use onrecord_record::{Attribute, EntityId, EventKind};
use std::ops::Range;

/// A value as it was read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) attribute: Attribute,
    /// More exactly: what is counted, in which sense a place is one.
    pub(super) qualifier: &'static str,
    pub(super) event: Option<EventKind>,
    /// Whose; none where only the sort of person is known.
    pub(super) of: Vec<EntityId>,
    /// What sort of person, where it can be one sort only.
    pub(super) role: Option<Role>,
    pub(super) value: String,
    pub(super) bytes: Range<usize>,
    pub(super) rough: bool,
    pub(super) again: bool,
}

/// All values, in no order.
pub(super) fn all(page: &Page<'_>, cast: &Cast) -> Vec<Found> {
    let mut found = Vec::new();
    ages::read(page, cast, &mut found);
    dates::read(page, cast, &mut found);
    terms::read(page, cast, &mut found);
    votes::read(page, cast, &mut found);
    counts::read(page, cast, &mut found);
    places::read(page, cast, &mut found);
    charges::read(page, cast, &mut found);
    found
}
