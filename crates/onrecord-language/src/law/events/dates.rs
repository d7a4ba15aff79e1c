//! When an event happened: the temporal expression of its clause that belongs to it.

use super::super::scene::Scene;
use super::Telling;
use onrecord_record::{EventDate, Modality, Timex, TimexId, TimexKind};
use std::ops::Range;

/// How many tokens may stand between a date and the noun it modifies ("the 2009 murder conviction").
const MODIFIER_REACH: usize = 3;

/// A date of the sentence.
struct Dated<'s> {
    id: usize,
    timex: &'s Timex,
    tokens: Range<usize>,
    value: String,
}

/// Gives each telling of a sentence its date.
///
/// A date just before a noun belongs to that noun alone; any other to the telling of its clause
/// that stands nearest. What lies in the clause counts as said; a sentence's only date, with only
/// one telling to belong to, as inferred.
pub(super) fn attach(scene: &Scene<'_>, tellings: &mut [Telling]) {
    let Some(first) = tellings.first() else {
        return;
    };
    let Some((_, sentence)) = scene.sentence_at(first.anchor) else {
        return;
    };
    let dates = dates(scene, sentence.tokens());
    for date in &dates {
        let owner = match modified(scene, date, tellings) {
            Some(owner) => {
                presuppose(tellings.get_mut(owner));
                Some(owner)
            }
            None if modifies_a_noun(scene, date) => None,
            None => nearest(date, tellings),
        };
        if let Some(telling) = owner.and_then(|i| tellings.get_mut(i))
            && telling.date.is_none()
        {
            telling.date = Some(date.event_date(false));
        }
    }
    if let ([telling], [date]) = (tellings, dates.as_slice())
        && telling.date.is_none()
        && !modifies_a_noun(scene, date)
    {
        telling.date = Some(date.event_date(true));
    }
}

impl Dated<'_> {
    fn event_date(&self, inferred: bool) -> EventDate {
        EventDate {
            value: self.value.clone(),
            span: self.timex.span,
            timex: Some(TimexId::new(self.id)),
            inferred,
        }
    }
}

fn dates<'s>(scene: &Scene<'s>, sentence: Range<usize>) -> Vec<Dated<'s>> {
    let mut found: Vec<Dated<'s>> = Vec::new();
    for token in sentence {
        let Some((id, timex)) = scene.timex_at(token) else {
            continue;
        };
        if found.last().is_some_and(|last| last.id == id) {
            continue;
        }
        if let Some(value) = calendar_value(timex) {
            found.push(Dated {
                id,
                timex,
                tokens: scene.draft.tokens_in(timex.span),
                value,
            });
        }
    }
    found
}

/// The EDTF of an expression that stands for a place in the calendar: `2002`, `1992-06`, `199X`.
pub(in super::super) fn calendar_value(timex: &Timex) -> Option<String> {
    if timex.is_age || !matches!(timex.kind, TimexKind::Date | TimexKind::Time) {
        return None;
    }
    crate::time::edtf(timex.value.as_deref()?)
}

/// What is named with its date ("whether to uphold the 2009 conviction") did happen, whatever the
/// clause around it says.
fn presuppose(telling: Option<&mut Telling>) {
    if let Some(telling) = telling
        && telling.modality == Modality::Hypothetical
    {
        telling.modality = Modality::Happened;
    }
}

/// Whether the date stands before a noun, after its article: "a 2007 confrontation".
fn modifies_a_noun(scene: &Scene<'_>, date: &Dated<'_>) -> bool {
    let next = scene.draft.word(date.tokens.end);
    is_determined(scene, date)
        && next.starts_with(char::is_alphabetic)
        && !scene.is(date.tokens.end, "preposition")
        && !scene.is(date.tokens.end, "subordinator")
        && !scene.is(date.tokens.end, "be")
        && !scene.is(date.tokens.end, "conjunction")
}

fn is_determined(scene: &Scene<'_>, date: &Dated<'_>) -> bool {
    date.tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| scene.is(before, "determiner"))
}

/// The telling whose noun the date modifies.
fn modified(scene: &Scene<'_>, date: &Dated<'_>, tellings: &[Telling]) -> Option<usize> {
    let determined = is_determined(scene, date)
        || scene.is(date.tokens.start, "determiner")
        || matches!(scene.draft.word(date.tokens.end), "'s" | "’s");
    let reach = date.tokens.end..date.tokens.end + MODIFIER_REACH;
    let bare = |anchor: usize| {
        !(date.tokens.end..anchor)
            .any(|t| scene.is(t, "preposition") || scene.draft.word(t) == "," || scene.is(t, "be"))
    };
    tellings
        .iter()
        .position(|t| determined && reach.contains(&t.anchor) && bare(t.anchor))
}

/// The telling nearest to the date among those whose clause holds it; what stands before the date
/// is preferred.
///
/// A mere mention ("upheld his conviction in 2010") takes none from the word that tells something.
fn nearest(date: &Dated<'_>, tellings: &[Telling]) -> Option<usize> {
    nearest_of(date, tellings, |t| !t.trigger.has("weak"))
        .or_else(|| nearest_of(date, tellings, |t| t.trigger.has("weak")))
}

fn nearest_of(
    date: &Dated<'_>,
    tellings: &[Telling],
    which: impl Fn(&Telling) -> bool,
) -> Option<usize> {
    tellings
        .iter()
        .enumerate()
        .filter(|(_, t)| which(t))
        .filter(|(_, t)| t.clause.start <= date.tokens.start && date.tokens.end <= t.clause.end)
        .filter(|(_, t)| t.date.is_none())
        .min_by_key(|(_, t)| {
            if t.anchor < date.tokens.start {
                2 * (date.tokens.start - t.anchor)
            } else {
                3 * t.anchor.saturating_sub(date.tokens.end) + 1
            }
        })
        .map(|(i, _)| i)
}
