//! What somebody was sentenced to, and how long they have been or were held.

use super::super::scene::Scene;
use super::{Told, fact, number, person_of};
use onrecord_record::{
    Attribute, EntityKind, EventKind, Fact, Modality, Reason, Subject, TimexKind,
};
use std::ops::Range;

/// How many tokens before a length of time are asked for "served", "spent".
const REACH: usize = 4;

/// What sentences were, as far as the clauses that tell them say.
pub(super) fn sentences(scene: &Scene<'_>, events: &Told<'_>) -> Vec<Fact> {
    let told = events
        .iter()
        .filter(|(_, e, ..)| e.kind == EventKind::Sentence && e.modality == Modality::Happened);
    told.filter_map(|(id, event, clause, trigger)| {
        let (value, tokens) = sentence_value(scene, trigger.start, clause.end.max(trigger.end))?;
        let subject = person_of(event).map_or(Subject::Event(id), Subject::Entity);
        fact(
            scene,
            Attribute::Sentence,
            subject,
            value,
            tokens,
            "sentence",
        )
    })
    .collect()
}

/// The sentence that the tokens name, and where: `life`, `life without parole`, `death`,
/// `25 years`, `15 years to life`, `5 to 8 years`, `3 life sentences`.
pub(in super::super) fn sentence_value(
    scene: &Scene<'_>,
    from: usize,
    to: usize,
) -> Option<(String, Range<usize>)> {
    (from..to).find_map(|at| {
        life(scene, at, from, to)
            .or_else(|| death(scene, at))
            .or_else(|| years(scene, at, to))
    })
}

fn life(scene: &Scene<'_>, at: usize, from: usize, to: usize) -> Option<(String, Range<usize>)> {
    if !is(scene, at, &["life"]) {
        return None;
    }
    let is_term = is(
        scene,
        at + 1,
        &[
            "sentence",
            "sentences",
            "term",
            "terms",
            "imprisonment",
            "without",
            "in",
            "behind",
            "plus",
            "with",
        ],
    ) || at.checked_sub(1).is_some_and(|b| {
        is(
            scene,
            b,
            &["to", "for", "serving", "given", "received", "of"],
        )
    });
    if !is_term {
        return None;
    }
    let without = (at + 1..(at + 6).min(to)).find(|t| is(scene, *t, &["without"]));
    if let Some(without) = without
        && let Some(parole) = (without..(without + 6).min(to)).find(|t| is(scene, *t, &["parole"]))
    {
        return Some(("life without parole".to_owned(), at..parole + 1));
    }
    let plural = is(scene, at + 1, &["sentences", "terms"]);
    let count = (from..at)
        .rev()
        .take(2)
        .find_map(|t| Some((number::at(scene, t)?, t)));
    match count {
        Some((count, first)) if plural => Some((format!("{count} life sentences"), first..at + 2)),
        _ => Some(("life".to_owned(), at..at + 1)),
    }
}

fn death(scene: &Scene<'_>, at: usize) -> Option<(String, Range<usize>)> {
    let named = is(scene, at, &["death"])
        && (is(
            scene,
            at + 1,
            &["sentence", "sentences", "penalty", "by", "row"],
        ) || at.checked_sub(2).is_some_and(|b| {
            is(scene, b + 1, &["to"]) && is(scene, b, &["sentenced", "condemned", "sentencing"])
        }));
    let verbs = is(scene, at, &["die"])
        && at
            .checked_sub(2)
            .is_some_and(|b| is(scene, b, &["condemned", "sentenced"]));
    (named || verbs).then(|| ("death".to_owned(), at..at + 1))
}

fn years(scene: &Scene<'_>, at: usize, to: usize) -> Option<(String, Range<usize>)> {
    let word = scene.draft.word(at);
    for (suffix, unit) in [("-year", "years"), ("-month", "months"), ("-day", "days")] {
        if let Some(head) = word.strip_suffix(suffix) {
            let count = number::parse(head)?;
            return Some((length(count, unit), at..at + 1));
        }
    }
    let count = number::at(scene, at)?;
    let joined = is(scene, at + 1, &["to", "and", "or"])
        .then(|| number::at(scene, at + 2))
        .flatten();
    if let Some(upper) = joined
        && upper > count
        && is(scene, at + 3, &["years", "months"])
    {
        let unit = scene.draft.word(at + 3);
        return Some((format!("{count} to {upper} {unit}"), at..at + 4));
    }
    let unit = ["years", "months", "days"].into_iter().find(|unit| {
        is(scene, at + 1, &[unit]) || is(scene, at + 1, &[unit.trim_end_matches('s')])
    })?;
    if is(scene, at + 2, &["to"]) && is(scene, at + 3, &["life"]) {
        return Some((format!("{count} {unit} to life"), at..at + 4));
    }
    let elsewhere = is(
        scene,
        at + 2,
        &["old", "ago", "later", "earlier", "after", "before"],
    );
    (!elsewhere && at + 1 < to).then(|| (length(count, unit), at..at + 2))
}

fn length(count: u32, unit: &str) -> String {
    match count {
        1 => format!("1 {}", unit.trim_end_matches('s')),
        _ => format!("{count} {unit}"),
    }
}

fn is(scene: &Scene<'_>, token: usize, words: &[&str]) -> bool {
    let word = scene.draft.word(token);
    words.iter().any(|w| w.eq_ignore_ascii_case(word))
}

/// How long people have been or were held: `P19Y`.
pub(super) fn times_served(scene: &Scene<'_>) -> Vec<Fact> {
    let lengths = scene
        .draft
        .timexes
        .iter()
        .filter(|t| t.kind == TimexKind::Duration && !t.is_age);
    lengths
        .filter_map(|timex| {
            let value = timex.value.clone()?;
            let tokens = scene.draft.tokens_in(timex.span);
            let (_, sentence) = scene.sentence_at(tokens.start)?;
            let sentence = sentence.tokens();
            let qualifier = served(scene, &tokens, &sentence)?;
            let person = scene
                .mentions_in(sentence.start..tokens.start)
                .into_iter()
                .rfind(|m| {
                    scene.kind_of(m) == Some(EntityKind::Person)
                        || scene.kind_of(m) == Some(EntityKind::Group)
                })?
                .entity?;
            let subject = Subject::Entity(person);
            let mut fact = fact(
                scene,
                Attribute::TimeServed,
                subject,
                value,
                tokens,
                "time-served",
            )?;
            fact.qualifier = qualifier.to_owned();
            if timex.modifier.is_some() {
                fact.reason = Reason::with("time-served", "approximate");
            }
            Some(fact)
        })
        .collect()
}

/// Where the time was spent, if it was spent held: the words before say "served", "spent", or
/// those after "in prison".
fn served(
    scene: &Scene<'_>,
    tokens: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<&'static str> {
    let before = tokens.start.saturating_sub(REACH).max(sentence.start)..tokens.start;
    let after = tokens.end..(tokens.end + REACH).min(sentence.end);
    let held = scene.any(after.clone(), "held_place");
    let spent = before.clone().any(|t| {
        is(
            scene,
            t,
            &[
                "served", "serving", "spent", "spending", "serve", "spend", "after", "for", "into",
            ],
        )
    });
    let of_a_sentence = after
        .clone()
        .any(|t| is(scene, t, &["sentence", "term", "old", "ago"]));
    let sentenced = before
        .clone()
        .any(|t| is(scene, t, &["sentenced", "to", "faces", "face"]));
    if !held || !spent || of_a_sentence || sentenced {
        return None;
    }
    let row = after.clone().any(|t| is(scene, t, &["row"]));
    Some(if row { "death row" } else { "prison" })
}
