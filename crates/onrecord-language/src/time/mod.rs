//! Temporal expressions: which words name a time, what they say, and when that is.
//!
//! Three steps, each of which knows nothing of the next: the paragraphs' characters are cut into
//! [`atoms`]; the [`grammar`] finds expressions and what they say; [`resolve`] gives them values,
//! from the document's day, the time of a statement, or the time the text just spoke of. Types,
//! values and modifiers are those of TIMEX3 (TimeML 1.2.1, Sauri et al. 2006).
//!
//! What nothing resolves keeps its open TIMEX3 value (`XXXX-WXX-7` is some Sunday) and the anchor
//! [`TimexAnchor::Unresolved`]. Nothing here reads a clock, and a value is never finer than its
//! words.

mod atoms;
mod calendar;
mod clock;
mod dates;
mod direction;
mod edtf;
mod expression;
mod grammar;
mod lengths;
mod lexicon;
mod numbers;
mod periods;
mod recurrences;
mod resolve;
mod style;
mod telling;
mod units;
mod value;

#[cfg(test)]
mod fixtures;

use crate::Draft;
use atoms::Atom;
pub(crate) use edtf::{edtf, overlap};
use expression::Expression;
use grammar::Grammar;
use lexicon::Lexicon;
use onrecord_record::{Span, Timex, TimexAnchor, TimexId, TimexKind, Warning};
use telling::Telling;
use value::Point;

/// The temporal expressions, resolved against the document's date.
pub(crate) fn find(draft: &Draft) -> Vec<Timex> {
    let mut timexes = Vec::new();
    let mut atoms = Vec::new();
    let mut expressions = Vec::new();
    let mut telling = Telling::new(draft);
    for (paragraph, at) in draft.paragraphs.iter().zip(0..) {
        atoms::split(draft.text(), paragraph.span, Lexicon::get(), &mut atoms);
        expressions.clear();
        let grammar = grammar(draft, &atoms);
        grammar.find(&mut expressions);
        grammar.share_years(&mut expressions);
        for (i, expression) in expressions.iter().enumerate() {
            if let Some(span) = span_of(draft, &atoms, expression) {
                let id = TimexId::new(timexes.len());
                let next = expressions
                    .get(i + 1)
                    .and_then(|next| Some((next, span_of(draft, &atoms, next)?)));
                timexes.push(telling.next(expression, span, at, id, next));
            }
        }
    }
    timexes
}

/// Resolves what stands in quotations again, against the time of the statement they are of, and
/// notes once that relative dates of a document without a date stay open.
pub(crate) fn resolve_in_statements(draft: &mut Draft) {
    let mut changes: Vec<(usize, Timex)> = Vec::new();
    let mut order: Vec<usize> = (0..draft.statements.len()).collect();
    // What lies inside another statement comes later, and wins.
    order.sort_by_key(|i| {
        let content = draft.statements.get(*i).map(|s| s.content.as_slice());
        std::cmp::Reverse(
            content
                .unwrap_or_default()
                .iter()
                .map(|c| c.len())
                .sum::<usize>(),
        )
    });
    for statement in order.iter().filter_map(|i| draft.statements.get(*i)) {
        let Some(said) = statement.said.as_ref().map(|said| &said.value) else {
            continue;
        };
        let Some(now) = said.value.as_deref().and_then(Point::parse) else {
            continue;
        };
        for content in &statement.content {
            let first = draft
                .timexes
                .partition_point(|t| t.span.start() < content.start());
            for (i, timex) in draft.timexes.iter().enumerate().skip(first) {
                if timex.span.end() > content.end() {
                    break;
                }
                let quoted = draft.quote_around(timex.span).is_some()
                    || draft.turns.at(timex.span).is_some();
                if quoted && is_relative(timex) && said.timex != TimexId::new(i) {
                    changes.extend(again(draft, timex, now).map(|t| (i, t)));
                }
            }
        }
    }
    for (i, timex) in changes {
        if let Some(place) = draft.timexes.get_mut(i) {
            *place = timex;
        }
    }
    note_missing_date(draft);
}

/// Whether the value hangs on the time of speaking.
fn is_relative(timex: &Timex) -> bool {
    matches!(timex.kind, TimexKind::Date | TimexKind::Time)
        && matches!(
            timex.anchor,
            TimexAnchor::Document | TimexAnchor::Unresolved | TimexAnchor::Statement
        )
}

/// The expression of a timex, resolved against the time of its statement.
fn again(draft: &Draft, timex: &Timex, now: Point) -> Option<Timex> {
    let at = draft
        .paragraphs
        .partition_point(|p| p.span.end() <= timex.span.start());
    let paragraph = draft.paragraphs.get(at)?;
    let mut atoms = Vec::new();
    atoms::split(draft.text(), paragraph.span, Lexicon::get(), &mut atoms);
    let first = atoms.partition_point(|a| a.start < timex.span.start());
    let expression = grammar(draft, &atoms).expression(first)?;
    let span = span_of(draft, &atoms, &expression)?;
    (span == timex.span).then(|| telling::in_statement(draft, &expression, span, now))
}

fn note_missing_date(draft: &mut Draft) {
    let open = |t: &&Timex| t.anchor == TimexAnchor::Unresolved;
    let without = draft.document.day().is_none();
    let count = draft.timexes.iter().filter(open).count();
    if without && count > 0 {
        draft.notes.push(Warning {
            code: "no-date".to_owned(),
            message: format!(
                "The document has no date of its own: {count} relative date{} not resolved. \
                 Give its date to have them resolved.",
                if count == 1 { " is" } else { "s are" },
            ),
        });
    }
}

fn grammar<'a>(draft: &Draft<'a>, atoms: &'a [Atom]) -> Grammar<'a> {
    Grammar {
        text: draft.text().as_str(),
        atoms,
        lexicon: Lexicon::get(),
    }
}

fn span_of(draft: &Draft, atoms: &[Atom], expression: &Expression) -> Option<Span> {
    let first = atoms.get(expression.first)?;
    let last = atoms.get(expression.last.checked_sub(1)?)?;
    draft.text().span(first.start..last.end)
}
