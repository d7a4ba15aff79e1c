//! Turns as statements: words that a label gives to somebody, without a cue.

use super::assembly::{self, Found};
use super::known;
use crate::Draft;
use crate::turns::{Turn, Who};
use onrecord_record::{
    Confidence, EntityId, EntityKind, Reason, Span, Speaker, Statement, StatementKind,
};

/// The rule that turns are found by.
const RULE: &str = "turn";

/// A statement for every turn.
pub(super) fn statements(draft: &Draft) -> Vec<Found> {
    draft
        .turns
        .all
        .iter()
        .filter_map(|turn| {
            let statement = Statement {
                kind: StatementKind::Direct,
                source: Some(turn.label)
                    .filter(|l| !l.is_empty())
                    .into_iter()
                    .collect(),
                cue: turn.cue.into_iter().collect(),
                confidence: Confidence::HIGH,
                reason: Reason::rule(RULE),
                ..assembly::blank(turn.content.clone())?
            };
            let at = turn.content.first()?.start();
            Some(Found {
                statement,
                paragraph: draft.paragraphs.partition_point(|p| p.span.end() <= at),
                quote: None,
                antecedent: None,
                circumstances: turn.when,
                addressee: None,
            })
        })
        .collect()
}

/// Whether a statement is a turn.
pub(super) fn is_turn(statement: &Statement) -> bool {
    &*statement.reason.rule == RULE
}

/// Who speaks in the turn that the statement is.
pub(super) fn speaker(draft: &Draft, statement: &Statement) -> Option<Speaker> {
    if !is_turn(statement) {
        return None;
    }
    let turn = turn_at(draft, *statement.content.first()?)?;
    Some(of(draft, &turn.who))
}

/// Who "you" is to whoever speaks around `span`: the other of two who ask and answer.
pub(super) fn spoken_to(draft: &Draft, span: Span) -> Option<Speaker> {
    let turn = turn_at(draft, span)?;
    match of(draft, &turn.to) {
        Speaker::Unknown { .. } => None,
        speaker => Some(speaker),
    }
}

fn turn_at<'t>(draft: &'t Draft, span: Span) -> Option<&'t Turn> {
    draft.turns.all.get(draft.turns.at(span)?)
}

fn of(draft: &Draft, who: &Who) -> Speaker {
    match who {
        Who::Named(name) => match person(draft, *name) {
            Some(entity) => known(entity, Reason::rule("label"), Confidence::HIGH),
            None => Speaker::Described {
                name: draft.words(*name).to_owned(),
            },
        },
        Who::Role(words) => Speaker::Described {
            name: words.clone(),
        },
        Who::Nobody => Speaker::Unknown {
            reason: Reason::rule("label-not-settled"),
        },
    }
}

/// The person whom the words of a label name.
fn person(draft: &Draft, name: Span) -> Option<EntityId> {
    let first = draft
        .mentions
        .partition_point(|m| m.span.end() <= name.start());
    draft
        .mentions
        .iter()
        .skip(first)
        .take_while(|m| m.span.start() < name.end())
        .filter(|m| m.span.overlaps(name))
        .filter_map(|m| Some((m.span.len(), m.entity?)))
        .filter(|(_, e)| {
            draft
                .entities
                .get(e.index())
                .is_some_and(|e| e.kind != EntityKind::Place)
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, entity)| entity)
}
