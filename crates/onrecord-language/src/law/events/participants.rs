//! Who took part in an event, by where they stand around its trigger.

use super::super::scene::Scene;
use super::Telling;
use onrecord_record::{EntityId, EventKind, Mention, MentionKind, Participant, Tag};
use std::ops::Range;

/// What the person an event is done to is called, and what the one who does it.
struct Roles {
    undergoes: &'static str,
    does: &'static str,
}

const fn roles(kind: EventKind) -> Roles {
    let (undergoes, does) = match kind {
        EventKind::Offence => ("victim", "agent"),
        EventKind::Recantation => ("object", "witness"),
        EventKind::Filing | EventKind::Appeal => ("respondent", "party"),
        EventKind::Ruling | EventKind::Vacatur | EventKind::Hearing => ("party", "court"),
        EventKind::Death => ("deceased", "agent"),
        EventKind::Test => ("subject", "agent"),
        EventKind::Plea => ("object", "defendant"),
        _ => ("defendant", "agent"),
    };
    Roles { undergoes, does }
}

/// The participants of an event of `kind` whose trigger is `tokens`.
pub(super) fn of(
    scene: &Scene<'_>,
    kind: EventKind,
    tokens: Range<usize>,
    clause: Range<usize>,
) -> Vec<Participant> {
    let before = subject(scene, tokens.start, clause.start);
    let after = object(scene, tokens.end, clause.end);
    let roles = roles(kind);
    let mut found = Vec::new();
    let mut add = |role: &str, mention: Option<&Mention>| {
        found.extend(mention.map(|m| Participant {
            role: role.to_owned(),
            span: m.span,
            entity: m.entity,
        }));
    };
    if takes_subject(kind) || is_passive(scene, tokens.clone(), clause.start) {
        let own = if takes_subject(kind) {
            roles.does
        } else {
            roles.undergoes
        };
        add(own, before);
        if takes_subject(kind) {
            add(roles.undergoes, after);
        }
    } else if is_possessed(scene, tokens.start, before) {
        add(roles.undergoes, before);
    } else if is_noun(scene, tokens.clone()) {
        // "the murder of Ann Lee"; "Lee is serving a life sentence for the murder".
        let of = (tokens.end.saturating_sub(1)..=tokens.end).any(|t| scene.draft.word(t) == "of");
        let of = after.filter(|m| of && follows_closely(scene, tokens.end, m));
        match of {
            Some(_) => {
                add(roles.does, before);
                add(roles.undergoes, of);
            }
            None if kind == EventKind::Offence => add(roles.does, before),
            None => add(roles.undergoes, before),
        }
    } else {
        add(roles.does, before);
        add(roles.undergoes, after);
    }
    found
}

/// Whether the trigger is a noun: none of its words is a verb.
fn is_noun(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    !tokens
        .filter_map(|t| scene.draft.tokens.get(t))
        .any(|t| t.tag.is_verb())
}

/// Whether the mention is the phrase that begins at token `from`, less determiners and ages.
fn follows_closely(scene: &Scene<'_>, from: usize, mention: &Mention) -> bool {
    let start = scene.draft.tokens_in(mention.span).start;
    (from..from + 6).contains(&start)
}

/// Whether the clause names a court or judge as the one who acts.
pub(super) fn names_court(scene: &Scene<'_>, telling: &Telling) -> bool {
    let clause = telling.clause.clone();
    let subject = clause.start..telling.tokens.start;
    let agent = telling.tokens.end..clause.end;
    // "…, the court, which held": what the relative stands for is just before it.
    let antecedent = match scene.is(clause.start, "relative") {
        true => clause.start.saturating_sub(8)..clause.start,
        false => 0..0,
    };
    let by = agent.clone().find(|t| scene.draft.word(*t) == "by");
    scene.any(subject, "court")
        || scene.any(antecedent, "court")
        || by.is_some_and(|by| scene.any(by..(by + 8).min(agent.end), "court"))
}

/// The entities in a role.
pub(super) fn in_role<'t>(
    telling: &'t Telling,
    role: &'t str,
) -> impl Iterator<Item = EntityId> + 't {
    telling
        .participants
        .iter()
        .filter(move |p| p.role == role)
        .filter_map(|p| p.entity)
}

/// What somebody does of themselves: the subject stands before, active or not.
const fn takes_subject(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Plea
            | EventKind::Recantation
            | EventKind::Appeal
            | EventKind::Filing
            | EventKind::Ruling
            | EventKind::Hearing
            | EventKind::Vacatur
    )
}

/// A form of "be" or "get" before the trigger, or a participle that has what it is done to before it:
/// "a rapper convicted in 2009 of ...".
fn is_passive(scene: &Scene<'_>, tokens: Range<usize>, from: usize) -> bool {
    let tag = |t: usize| scene.draft.tokens.get(t).map_or(Tag::Punct, |t| t.tag);
    if !tokens.clone().any(|t| tag(t).is_verb()) {
        return false;
    }
    let reach = tokens.start.saturating_sub(4).max(from)..tokens.start;
    if scene.any(reach.clone(), "be") || scene.any(tokens.clone(), "be") {
        return true;
    }
    let participle = tokens.len() == 1 && matches!(tag(tokens.start), Tag::VBN | Tag::VBD);
    let after_noun = tokens
        .start
        .checked_sub(1)
        .is_some_and(|t| tag(t).is_noun());
    participle && after_noun && matches!(tag(tokens.end), Tag::IN | Tag::TO)
}

/// "his trial", "Dent's conviction".
fn is_possessed(scene: &Scene<'_>, trigger: usize, before: Option<&Mention>) -> bool {
    let reach = trigger.saturating_sub(3)..trigger + 1;
    before.is_some_and(|m| m.kind == MentionKind::Pronoun) && scene.any(reach.clone(), "poss")
        || reach
            .clone()
            .any(|t| matches!(scene.draft.word(t), "'s" | "’s"))
}

/// The person nearest before the trigger; before a relative pronoun, the one it stands for; where
/// the clause has none, the sentence's first.
fn subject<'s>(scene: &Scene<'s>, trigger: usize, clause: usize) -> Option<&'s Mention> {
    let people = |range: Range<usize>| {
        let mut mentions = scene.mentions_in(range);
        mentions.retain(|m| scene.is_person(m));
        mentions
    };
    if let Some(last) = people(clause..trigger).last() {
        return Some(last);
    }
    let (_, sentence) = scene.sentence_at(trigger)?;
    let earlier = people(sentence.first as usize..clause);
    if scene.is(clause, "relative") {
        return earlier.last().copied();
    }
    earlier.first().copied()
}

/// The person nearest after the trigger.
fn object<'s>(scene: &Scene<'s>, from: usize, to: usize) -> Option<&'s Mention> {
    scene
        .mentions_in(from..to)
        .into_iter()
        .find(|m| scene.is_person(m))
}
