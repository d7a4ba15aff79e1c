//! Whether an event is told as having happened.

use super::super::lexicon::Trigger;
use super::super::scene::Scene;
use onrecord_record::{EventKind, Modality};
use std::ops::Range;

/// How many words before the trigger are asked for a negation.
const NEGATION_REACH: usize = 4;
/// How many words before the trigger are asked for "will", "could".
const REACH: usize = 7;
/// How many words before the trigger are asked for "asked … to".
const ASKING_REACH: usize = 11;

/// The modality of what `trigger` tells at `tokens` in `clause`.
pub(super) fn of(
    scene: &Scene<'_>,
    trigger: &Trigger,
    tokens: Range<usize>,
    clause: Range<usize>,
) -> Modality {
    // The marker of a subordinate clause stands just before it ("if he is convicted").
    let opening = clause.start.saturating_sub(1);
    let before = |reach: usize| tokens.start.saturating_sub(reach).max(opening)..tokens.start;
    let after = tokens.end..(tokens.end + NEGATION_REACH).min(clause.end);
    if scene.any(before(NEGATION_REACH), "not") || is_negated_after(scene, after) {
        return Modality::Negated;
    }
    // "to get his conviction thrown out": a mere mention of what was done is no part of the plan.
    if trigger.has("weak") && is_past(trigger.kind) {
        return Modality::Happened;
    }
    if scene.any(before(REACH), "may") {
        return Modality::Hypothetical;
    }
    if trigger.has("prospective")
        || scene.any(before(REACH), "will")
        || is_asked(scene, before(ASKING_REACH))
        || is_bare_infinitive(scene, tokens.start, opening)
        || is_planned_after(scene, tokens.end..clause.end)
    {
        return Modality::Prospective;
    }
    Modality::Happened
}

/// "testing had not been available".
fn is_negated_after(scene: &Scene<'_>, after: Range<usize>) -> bool {
    let mut after = after.clone();
    let auxiliary = after.next().is_some_and(|t| scene.is(t, "have"));
    auxiliary && after.next().is_some_and(|t| scene.is(t, "not"))
}

/// "The hearing will be held", "the trial is scheduled for".
fn is_planned_after(scene: &Scene<'_>, after: Range<usize>) -> bool {
    let next = after.start..(after.start + 3).min(after.end);
    let at = next.clone().find(|t| scene.is(*t, "will"));
    at.is_some_and(|at| (next.start..at).all(|t| scene.is(t, "be")))
}

/// Kinds that are mentioned by a noun only once they have happened.
const fn is_past(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Conviction
            | EventKind::Acquittal
            | EventKind::Arrest
            | EventKind::Plea
            | EventKind::Sentence
            | EventKind::Offence
    )
}

/// "asked … to", "calling for", "eligible for".
fn is_asked(scene: &Scene<'_>, before: Range<usize>) -> bool {
    let mut asked = before.clone().skip_while(|at| !scene.is(*at, "ask"));
    asked.next().is_some() && asked.any(|at| scene.is(at, "aim"))
}

/// "to convict", unless a verb before it says that it came to that ("was allowed to go").
fn is_bare_infinitive(scene: &Scene<'_>, trigger: usize, opening: usize) -> bool {
    let Some(to) = trigger
        .checked_sub(1)
        .filter(|at| scene.draft.word(*at) == "to")
    else {
        return false;
    };
    let governs = to.saturating_sub(5).max(opening)..to;
    !scene.any(governs, "implicative")
}
