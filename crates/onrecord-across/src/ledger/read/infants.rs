//! Ages in weeks and months.

use super::super::Role;
use super::super::cast::{Cast, subject};
use super::super::numbers::{in_words, number_at};
use super::super::page::Page;
use super::Found;
use super::ages::named_after;
use onrecord_record::{Attribute, EntityId};

/// "Eleven weeks old", "the four-month-old": an age of less than two years, with its unit.
pub(super) fn infant(page: &Page<'_>, cast: &Cast, at: usize) -> Option<Found> {
    let word = page.words.get(at)?;
    let units = [("-month-old", "month"), ("-week-old", "week")];
    let joined = units.into_iter().find_map(|(end, unit)| {
        let number = word.low.strip_suffix(end)?;
        Some((
            number.parse().ok().or_else(|| in_words(number))?,
            unit,
            at + 1,
        ))
    });
    let apart = || {
        let (number, len) = number_at(&page.words, at)?;
        let unit = match page.low(at + len) {
            "months" | "month" => "month",
            "weeks" | "week" => "week",
            _ => return None,
        };
        (page.low(at + len + 1) == "old").then_some((number, unit, at + len + 2))
    };
    let (number, unit, end) = joined.or_else(apart)?;
    // "Sixteen years and five months old".
    if page.is_before("unit", at, 1) || page.before(at, 1) == "and" && page.is_before("unit", at, 2)
    {
        return None;
    }
    let by = |who: EntityId| cast.victims.contains(&who) || page.is_named(who);
    let who = page
        .meant_over(word.bytes.start)
        .map(|m| m.entity)
        .filter(|who| by(*who))
        .or_else(|| named_after(page, end).filter(|who| by(*who)))
        .or_else(|| subject(page, at).filter(|who| by(*who)));
    let of = match who {
        Some(who) => vec![who],
        None => cast.whose(page, at, Role::Victim),
    };
    Some(Found {
        attribute: Attribute::Age,
        qualifier: "",
        event: None,
        of,
        role: Some(Role::Victim),
        value: format!("{number} {unit}{}", if number == 1 { "" } else { "s" }),
        bytes: page.bytes(at, end - 1),
        rough: false,
        again: false,
    })
}
