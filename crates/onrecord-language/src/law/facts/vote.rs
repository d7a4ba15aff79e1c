//! How a jury voted.

use super::super::scene::Scene;
use super::{Told, fact, number};
use onrecord_record::{Attribute, EventId, EventKind, Fact, Subject};
use std::ops::Range;

/// The votes of juries, higher number first, with the conviction or trial they belong to. Those of
/// an early ballot carry the qualifier `first ballot`.
pub(super) fn find(scene: &Scene<'_>, events: &Told<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for sentence in &scene.draft.sentences {
        let sentence = sentence.tokens();
        if !scene.any(sentence.clone(), "vote_context") {
            continue;
        }
        for token in sentence.clone() {
            let Some((votes, tokens)) = vote(scene, token, &sentence) else {
                continue;
            };
            let Some(event) = event(events, &sentence) else {
                continue;
            };
            let (subject, value) = (Subject::Event(event), format!("{}-{}", votes.0, votes.1));
            if let Some(mut fact) = fact(
                scene,
                Attribute::JuryVote,
                subject,
                value,
                tokens,
                "jury-vote",
            ) {
                if scene.any(sentence.clone(), "early_ballot") {
                    fact.qualifier = "first ballot".to_owned();
                }
                facts.push(fact);
            }
        }
    }
    facts
}

/// `10-2`, "10 to 2", "ten to two".
fn vote(
    scene: &Scene<'_>,
    token: usize,
    sentence: &Range<usize>,
) -> Option<((u32, u32), Range<usize>)> {
    if let Some((a, b)) = scene.vote(token) {
        return Some(((a.into(), b.into()), token..token + 1));
    }
    let between = matches!(scene.draft.word(token + 1), "to" | "-" | "–");
    if !between || token + 2 >= sentence.end {
        return None;
    }
    let (a, b) = (number::at(scene, token)?, number::at(scene, token + 2)?);
    let votes = a > b && a + b <= 12 && a + b >= 6;
    votes.then_some(((a, b), token..token + 3))
}

/// The conviction, acquittal or trial of the sentence, else the document's conviction or trial.
fn event(events: &Told<'_>, sentence: &Range<usize>) -> Option<EventId> {
    let of_a_jury = |kind| {
        matches!(
            kind,
            EventKind::Conviction | EventKind::Acquittal | EventKind::Mistrial
        )
    };
    events
        .within(sentence.clone())
        .find(|(_, e, ..)| of_a_jury(e.kind))
        .map(|(id, ..)| id)
        .or_else(|| events.first_of(EventKind::Conviction))
        .or_else(|| events.first_of(EventKind::Trial))
}
