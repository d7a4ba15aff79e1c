//! Events of a criminal case.
//!
//! A trigger of `data/law/event_triggers.tsv` begins a telling; its clause gives the evidence, the
//! participants and the date; its surroundings say whether it is told as having happened. Tellings
//! of one event are linked to the first. A telling never becomes an event of its own because of
//! what the program knows about cases in general.

mod dates;
mod modality;
mod participants;
mod tellings;

use super::clause;
use super::lexicon::Trigger;
use super::scene::Scene;
use onrecord_record::{
    Confidence, Event, EventDate, EventKind, MentionKind, Modality, Participant, Reason, Span,
};
use std::ops::Range;

/// Something told once, before it is known which tellings belong together.
pub(super) struct Telling {
    trigger: Trigger,
    /// Tokens that match the trigger's pattern.
    tokens: Range<usize>,
    /// The token the pattern was found by.
    anchor: usize,
    clause: Range<usize>,
    span: Span,
    evidence: Span,
    modality: Modality,
    participants: Vec<Participant>,
    date: Option<EventDate>,
}

/// The events, in the text's order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Event> {
    let mut tellings: Vec<Telling> = Vec::new();
    for sentence in &scene.draft.sentences {
        let mut found = in_sentence(scene, sentence.tokens());
        found.retain(|t| stands(scene, t));
        dates::attach(scene, &mut found);
        found.retain(|t| t.date.is_some() || !t.trigger.has("passing"));
        tellings.extend(found);
    }
    let same = tellings::link(scene, &mut tellings);
    same.into_iter()
        .zip(tellings)
        .filter_map(|(link, telling)| match link {
            tellings::Link::Dropped => None,
            tellings::Link::First => Some((None, telling)),
            tellings::Link::Again(first) => Some((Some(first), telling)),
        })
        .map(|(same_as, telling)| Event {
            kind: telling.trigger.kind,
            trigger: telling.span,
            evidence: vec![telling.evidence],
            date: telling.date,
            participants: telling.participants,
            place: None,
            modality: telling.modality,
            asserter: scene.asserter(telling.span),
            same_as,
            confidence: if telling.trigger.has("weak") {
                Confidence::LOW
            } else {
                Confidence::MEDIUM
            },
            reason: Reason::with("event-trigger", telling.trigger.rule),
        })
        .collect()
}

/// The tellings of one sentence, one for each word that a pattern was found by: the longest match,
/// of equal ones the table's first.
fn in_sentence(scene: &Scene<'_>, sentence: Range<usize>) -> Vec<Telling> {
    let mut found = Vec::new();
    for anchor in sentence.clone() {
        let mut best: Option<(Range<usize>, Trigger)> = None;
        for (pattern, trigger) in scene.lexicon.triggers.at(scene.word_id(anchor)) {
            if let Some(tokens) = pattern.matches(scene, anchor, sentence.clone())
                && best
                    .as_ref()
                    .is_none_or(|(old, _)| tokens.len() > old.len())
            {
                best = Some((tokens, *trigger));
            }
        }
        if let Some((tokens, trigger)) = best
            && !is_in_a_name(scene, anchor)
            && let Some(telling) = telling(scene, tokens, anchor, trigger)
        {
            found.push(telling);
        }
    }
    found
}

fn telling(
    scene: &Scene<'_>,
    tokens: Range<usize>,
    anchor: usize,
    trigger: Trigger,
) -> Option<Telling> {
    let clause = clause::around(scene, tokens.clone());
    Some(Telling {
        span: scene.draft.span_of_tokens(tokens.clone())?,
        evidence: clause::span(scene, clause.clone())?,
        modality: modality::of(scene, &trigger, tokens.clone(), clause.clone()),
        participants: participants::of(scene, trigger.kind, tokens.clone(), clause.clone()),
        date: None,
        trigger,
        tokens,
        anchor,
        clause,
    })
}

/// A word in capitals inside the name of a court, a film, a campaign.
fn is_in_a_name(scene: &Scene<'_>, token: usize) -> bool {
    let capital = scene.draft.word(token).starts_with(char::is_uppercase);
    let named = scene
        .mention_at(token)
        .is_some_and(|m| m.kind == MentionKind::Name && !scene.is_person(m));
    capital && named || is_capital_inside(scene, token)
}

/// Whether a word in capitals stands between other words in capitals, as in a title.
fn is_capital_inside(scene: &Scene<'_>, token: usize) -> bool {
    let capital = |t: usize| scene.draft.word(t).starts_with(char::is_uppercase);
    capital(token)
        && scene
            .sentence_at(token)
            .is_some_and(|(_, s)| s.first as usize != token)
        && (token.checked_sub(1).is_some_and(capital) || capital(token + 1))
}

/// Whether a telling can stand at all: a court's act needs a court, a weak mention something of
/// its own.
fn stands(scene: &Scene<'_>, telling: &Telling) -> bool {
    let trigger = &telling.trigger;
    if trigger.has("court") && !participants::names_court(scene, telling) {
        return false;
    }
    if trigger.has("person") && telling.participants.is_empty() {
        return false;
    }
    if trigger.kind == EventKind::Release && is_published(scene, telling) {
        return false;
    }
    !(trigger.kind == EventKind::Offence && is_charge(scene, telling))
}

/// "The results were released": no person goes free.
fn is_published(scene: &Scene<'_>, telling: &Telling) -> bool {
    let subject = telling
        .tokens
        .start
        .saturating_sub(4)
        .max(telling.clause.start);
    scene.any(subject..telling.tokens.start, "published")
}

/// Whether an offence's word only names what somebody was charged with or convicted of ("convicted
/// of murder"), or stands before a noun ("a murder charge").
fn is_charge(scene: &Scene<'_>, telling: &Telling) -> bool {
    telling.trigger.has("weak")
        && (scene.any(
            telling.tokens.start.saturating_sub(4)..telling.tokens.start,
            "charging",
        ) || scene.is(telling.tokens.end, "charge_noun"))
}
