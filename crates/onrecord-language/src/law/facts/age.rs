//! How old somebody is or was.

use super::super::scene::Scene;
use super::{fact, number};
use onrecord_record::{Attribute, EntityId, EntityKind, Fact, Mention, MentionKind, Subject};
use std::ops::Range;

/// Ages in years that people are given.
const AGES: Range<u32> = 1..116;
/// How far before an age its person may stand ("Lee, who is now 45").
const REACH: usize = 6;

/// The ages of people. Those that are said of another time than the document's own carry the
/// qualifier `then`.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for sentence in &scene.draft.sentences {
        let sentence = sentence.tokens();
        for token in sentence.clone() {
            if !starts_like_a_number(scene, token) {
                continue;
            }
            let found = old(scene, token, &sentence)
                .or_else(|| compound(scene, token, &sentence))
                .or_else(|| apposed(scene, token, &sentence));
            let Some((age, person, tokens)) = found else {
                continue;
            };
            let rule = "age";
            let subject = Subject::Entity(person);
            if let Some(mut fact) = fact(
                scene,
                Attribute::Age,
                subject,
                age.to_string(),
                tokens.clone(),
                rule,
            ) {
                if is_of_another_time(scene, tokens, &sentence) {
                    fact.qualifier = "then".to_owned();
                }
                facts.push(fact);
            }
        }
    }
    facts
}

fn starts_like_a_number(scene: &Scene<'_>, token: usize) -> bool {
    let word = scene.draft.word(token);
    let head = word.split('-').next().unwrap_or_default();
    number::parse(head).is_some()
}

/// "is 45 years old", "aged 45", "at the age of 16".
fn old(
    scene: &Scene<'_>,
    token: usize,
    sentence: &Range<usize>,
) -> Option<(u32, EntityId, Range<usize>)> {
    let age = number::at(scene, token).filter(|age| AGES.contains(age))?;
    let word = |at: usize| scene.draft.word(at);
    let years = matches!(word(token + 1), "year" | "years") && word(token + 2) == "old";
    let aged = token > sentence.start
        && (matches!(word(token - 1), "aged" | "age")
            || token > sentence.start + 1 && word(token - 1) == "of" && word(token - 2) == "age");
    let was = token > sentence.start
        && scene.is(token - 1, "be")
        && (token + 1 >= sentence.end
            || matches!(word(token + 1), "." | "," | "when" | "at" | "years")
            || word(token + 1) == "and");
    if !(years || aged || was) {
        return None;
    }
    let end = if years { token + 3 } else { token + 1 };
    let person = person_before(scene, token, sentence)?;
    Some((age, person, token..end))
}

/// "16-year-old Ann Lee", "the 16-year-old".
fn compound(
    scene: &Scene<'_>,
    token: usize,
    sentence: &Range<usize>,
) -> Option<(u32, EntityId, Range<usize>)> {
    let word = scene.draft.word(token);
    let head = word
        .strip_suffix("-year-old")
        .or_else(|| word.strip_suffix("-year-olds"))?;
    let age = number::parse(head).filter(|age| AGES.contains(age))?;
    let own = scene.mention_at(token).filter(|m| is_one_person(scene, m));
    let next = || {
        scene
            .mentions_in(token + 1..(token + 5).min(sentence.end))
            .into_iter()
            .find(|m| is_one_person(scene, m))
    };
    let person = own.or_else(next)?.entity?;
    Some((age, person, token..token + 1))
}

/// "Ann Lee, 45, …", "Ann Lee (45)".
fn apposed(
    scene: &Scene<'_>,
    token: usize,
    sentence: &Range<usize>,
) -> Option<(u32, EntityId, Range<usize>)> {
    let age = number::at(scene, token).filter(|age| AGES.contains(age))?;
    let before = token.checked_sub(2).filter(|at| *at >= sentence.start)?;
    let now = matches!(scene.draft.word(token - 1), "now" | "then");
    let (mark, name) = if now {
        (token - 2, token.checked_sub(3)?)
    } else {
        (token - 1, before)
    };
    let opens = matches!(scene.draft.word(mark), "," | "(");
    let closes = token + 1 >= sentence.end
        || matches!(
            scene.draft.word(token + 1),
            "," | ")" | "." | ";" | "and" | "at"
        );
    if !(opens && closes) {
        return None;
    }
    let mention = scene.mention_at(name)?;
    let named = matches!(mention.kind, MentionKind::Name | MentionKind::Nominal);
    (named && is_one_person(scene, mention))
        .then_some(mention.entity)
        .flatten()
        .map(|person| (age, person, token..token + 1))
}

fn person_before(scene: &Scene<'_>, token: usize, sentence: &Range<usize>) -> Option<EntityId> {
    let from = token.saturating_sub(REACH).max(sentence.start);
    scene
        .mentions_in(from..token)
        .into_iter()
        .rfind(|m| is_one_person(scene, m))?
        .entity
}

fn is_one_person(scene: &Scene<'_>, mention: &Mention) -> bool {
    let entity = mention
        .entity
        .and_then(|id| scene.draft.entities.get(id.index()));
    entity.is_some_and(|e| e.kind == EntityKind::Person && !e.plural)
}

/// "then 17", "was 16 when", "16 at the time".
fn is_of_another_time(scene: &Scene<'_>, tokens: Range<usize>, sentence: &Range<usize>) -> bool {
    let before = tokens.start.saturating_sub(2).max(sentence.start)..tokens.start;
    let after = tokens.end..(tokens.end + 4).min(sentence.end);
    let at_the_time = after
        .clone()
        .any(|at| matches!(scene.draft.word(at), "when" | "time"));
    let was = before.clone().any(|at| {
        matches!(
            scene.draft.word(at),
            "then" | "was" | "were" | "age" | "just" | "only"
        )
    });
    at_the_time || was
}
