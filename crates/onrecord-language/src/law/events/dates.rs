//! When an event happened: the temporal expression of its clause that belongs to it.

use super::super::scene::Scene;
use super::Telling;
use onrecord_record::{EventDate, Modality, Timex, TimexId, TimexKind};
use std::ops::Range;

/// How many tokens may stand between a date and the noun it modifies ("the 2009 murder conviction").
const MODIFIER_REACH: usize = 7;

/// How many tokens may stand between a telling and a date outside its clause ("arrested at Orland, in
/// a barn, on 4 May 2009").
const OUTSIDE_REACH: usize = 14;

/// How many tokens may stand before a date that opens its sentence ("On or about 4 May 2009, ...").
const OPENING_REACH: usize = 4;

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
/// that stands nearest. What lies in the clause counts as said. Inferred are the date of the telling
/// joined by "and" in the same clause, a date that opens the sentence or follows a telling with no
/// verb between, and a sentence's only date with only one telling to belong to.
pub(super) fn attach(scene: &Scene<'_>, tellings: &mut [Telling]) {
    let Some(first) = tellings.first() else {
        return;
    };
    let Some((_, sentence)) = scene.sentence_at(first.anchor) else {
        return;
    };
    let dates = dates(scene, sentence.tokens());
    let mut owned = vec![None; dates.len()];
    // Dates that belong to a noun come first, so that no other date takes their place.
    for (date, owned) in dates.iter().zip(&mut owned) {
        *owned = modified(scene, date, tellings);
        if let Some(telling) = owned.and_then(|i| tellings.get_mut(i)) {
            presuppose(telling);
            give(telling, date, false);
        }
    }
    let free = |date: &Dated<'_>| !modifies_a_noun(scene, date);
    for (date, owned) in dates.iter().zip(&mut owned) {
        if owned.is_none() && free(date) {
            *owned = nearest(date, tellings);
            if let Some(telling) = owned.and_then(|i| tellings.get_mut(i)) {
                give(telling, date, false);
            }
        }
    }
    for (date, owned) in dates.iter().zip(owned) {
        let found = || outside(scene, date, tellings, sentence.tokens());
        let owner = owned.or_else(|| free(date).then(found).flatten());
        if let Some(owner) = owner {
            if let (None, Some(telling)) = (owned, tellings.get_mut(owner)) {
                give(telling, date, true);
            }
            share(scene, date, owner, tellings);
        }
    }
    if let ([telling], [date]) = (tellings, dates.as_slice())
        && free(date)
    {
        give(telling, date, true);
    }
}

fn give(telling: &mut Telling, date: &Dated<'_>, inferred: bool) {
    if telling.date.is_none() {
        telling.date = Some(date.event_date(inferred));
    }
}

/// "was convicted and sentenced in 2009": the date is that of both.
fn share(scene: &Scene<'_>, date: &Dated<'_>, owner: usize, tellings: &mut [Telling]) {
    let Some(owner) = tellings.get(owner) else {
        return;
    };
    if owner.trigger.has("weak")
        || owner
            .date
            .as_ref()
            .is_none_or(|d| d.span != date.timex.span)
    {
        return;
    }
    let (clause, tokens) = (owner.clause.clone(), owner.tokens.clone());
    let joined = |other: &Telling| {
        let between = match other.tokens.start < tokens.start {
            true => other.tokens.end..tokens.start,
            false => tokens.end..other.tokens.start,
        };
        between.len() <= MODIFIER_REACH
            && between
                .clone()
                .any(|t| matches!(scene.draft.word(t), "and" | "&"))
    };
    for telling in tellings {
        let plain = !telling.trigger.has("weak") && !telling.trigger.has("passing");
        if plain && telling.clause == clause && joined(telling) {
            give(telling, date, true);
        }
    }
}

/// The telling that a date outside every telling's clause belongs to: with a date that opens the
/// sentence the first of a main clause, else the one before it with no verb between.
fn outside(
    scene: &Scene<'_>,
    date: &Dated<'_>,
    tellings: &[Telling],
    sentence: Range<usize>,
) -> Option<usize> {
    let plain =
        |t: &Telling| t.date.is_none() && !t.trigger.has("weak") && !t.trigger.has("passing");
    let opens = date.tokens.start <= sentence.start + OPENING_REACH
        && scene.draft.word(date.tokens.end) == ",";
    if opens {
        let main = |t: &Telling| {
            let before = t.clause.start.saturating_sub(1);
            !scene.is(t.clause.start, "relative") && !scene.is(before, "subordinator")
        };
        return tellings
            .iter()
            .position(|t| plain(t) && main(t) && date.tokens.end <= t.tokens.start);
    }
    let follows = |t: &Telling| {
        let between = t.tokens.end..date.tokens.start;
        t.tokens.end <= date.tokens.start
            && between.len() <= OUTSIDE_REACH
            && !between
                .clone()
                .any(|at| scene.is_barrier(at) || is_verb(scene, at))
            && between.last().is_some_and(|at| scene.is(at, "preposition"))
    };
    tellings.iter().rposition(|t| plain(t) && follows(t))
}

fn is_verb(scene: &Scene<'_>, token: usize) -> bool {
    scene.is_tagged_verb(token) || scene.is(token, "be") || scene.is(token, "relative")
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
        if let Some(value) = calendar_value(timex).or_else(|| open_value(timex)) {
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

/// A month or day whose year the text leaves open (`XXXX-09`, `XXXX-09-14`), as EDTF writes it too.
fn open_value(timex: &Timex) -> Option<String> {
    let value = timex.value.as_deref()?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    let rest = value.strip_prefix("XXXX-")?;
    let stands = timex.kind == TimexKind::Date && rest.split('-').all(digits);
    stands.then(|| value.to_owned())
}

/// What is named with its date ("whether to uphold the 2009 conviction") did happen, whatever the
/// clause around it says.
fn presuppose(telling: &mut Telling) {
    if telling.modality == Modality::Hypothetical {
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

/// A preposition between words in capitals: "Court of Appeal".
fn is_in_title(scene: &Scene<'_>, token: usize) -> bool {
    let capital = |t: usize| scene.draft.word(t).starts_with(char::is_uppercase);
    token.checked_sub(1).is_some_and(capital) && capital(token + 1)
}

/// The telling whose noun the date modifies.
fn modified(scene: &Scene<'_>, date: &Dated<'_>, tellings: &[Telling]) -> Option<usize> {
    let determined = is_determined(scene, date)
        || scene.is(date.tokens.start, "determiner")
        || matches!(scene.draft.word(date.tokens.end), "'s" | "’s");
    let reach = date.tokens.end..date.tokens.end + MODIFIER_REACH;
    // "the August 4, 2007, murders": the comma that closes the year.
    let close = usize::from(scene.draft.word(date.tokens.end) == ",");
    let bare = |anchor: usize| {
        !(date.tokens.end + close..anchor).any(|t| {
            scene.is(t, "preposition") && !is_in_title(scene, t)
                || scene.draft.word(t) == ","
                || scene.is(t, "be")
        })
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
