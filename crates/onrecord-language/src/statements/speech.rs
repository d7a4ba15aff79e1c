//! Quotations without a cue of their own: who was speaking goes on, or nobody says who speaks.

use super::assembly::{self, Found};
use super::units::Unit;
use crate::Draft;
use onrecord_record::{Confidence, Reason, Span, Statement, StatementKind};

/// Fewest words of a quotation that is a speech by itself; shorter ones are names and scare quotes.
const SHORTEST: usize = 5;

/// Adds the quotations of `unit` that no statement holds yet: as another part of the statement they
/// go on from, else as a statement of their own. `first` is where the unit's own statements begin.
pub(crate) fn add_bare(draft: &Draft, unit: &Unit, found: &mut Vec<Found>, first: usize) {
    let quotes = unit
        .elements
        .iter()
        .filter_map(|e| Some((e.quote?, e.span)));
    for (quote, span) in quotes {
        // What was set apart after a colon was taken with the paragraph before.
        let recent = first.min(found.len().saturating_sub(4));
        let held = found
            .get(recent..)
            .unwrap_or_default()
            .iter()
            .any(|f| f.statement.content.iter().any(|c| c.overlaps(span)));
        if held || unit.quote.is_some() {
            continue;
        }
        let bare = unit.is_bare_quote();
        match going_on(draft, unit, found, quote, bare) {
            Some(i) => {
                if let Some(f) = found.get_mut(i) {
                    f.statement.content.push(span);
                }
            }
            None if bare && is_speech(draft, span) => found.extend(alone(unit, span)),
            None => {}
        }
    }
}

/// The statement that the quotation goes on from: the last one, if its quoted words stand in this
/// paragraph or right before it.
fn going_on(
    draft: &Draft,
    unit: &Unit,
    found: &[Found],
    quote: usize,
    bare: bool,
) -> Option<usize> {
    let quotation = draft.quotes.get(quote)?;
    let (i, last) = found.iter().enumerate().rev().take(24).find(|(_, f)| {
        f.quote.is_none()
            && f.statement.kind != StatementKind::Indirect
            && f.statement
                .content
                .first()
                .is_some_and(|c| c.start() < quotation.span.start())
    })?;
    let last_part = last.statement.content.last()?;
    let between = last_part.gap_to(quotation.span)?;
    if let Some(before) = quotation.continues {
        let before = draft.quotes.get(before)?.span;
        return last
            .statement
            .content
            .iter()
            .any(|c| c.overlaps(before))
            .then_some(i);
    }
    // Words of somebody else in between end the speech; the cue's own words do not.
    let others = draft.tokens_in(between).len()
        - last
            .statement
            .cue
            .iter()
            .chain(&last.statement.source)
            .filter(|s| between.contains(**s))
            .map(|s| draft.tokens_in(*s).len())
            .sum::<usize>();
    let same_paragraph =
        last.paragraph == unit.paragraph || paragraph_of(draft, *last_part) == unit.paragraph;
    let next_paragraph = paragraph_of(draft, *last_part) + 1 == unit.paragraph;
    let near = 30;
    // Somebody else's statement in between ends the speech as well.
    let answered = found.get(i + 1..).unwrap_or_default().iter().any(|f| {
        f.quote.is_none()
            && f.statement
                .content
                .first()
                .is_some_and(|c| between.contains(*c))
    });
    if answered || next_paragraph && !is_speech(draft, quotation.span) {
        return None;
    }
    let whole = last.statement.kind == StatementKind::Direct;
    (bare
        && whole
        && (same_paragraph || next_paragraph)
        && others <= near
        && sentences_between(draft, between) <= 1)
        .then_some(i)
}

fn paragraph_of(draft: &Draft, span: Span) -> usize {
    draft
        .paragraphs
        .partition_point(|p| p.span.end() <= span.start())
}

/// How many sentence ends lie in `span`.
fn sentences_between(draft: &Draft, span: Span) -> usize {
    let first = draft
        .sentences
        .partition_point(|s| s.span.end() <= span.start());
    draft
        .sentences
        .iter()
        .skip(first)
        .take_while(|s| s.span.end() <= span.end())
        .filter(|s| s.span.start() >= span.start())
        .count()
}

fn is_speech(draft: &Draft, span: Span) -> bool {
    let words = draft.tokens_in(span);
    words.len() >= SHORTEST
        && draft
            .tokens
            .get(words)
            .is_some_and(|tokens| tokens.iter().any(|t| t.tag.is_verb()))
}

fn alone(unit: &Unit, span: Span) -> Option<Found> {
    let statement = Statement {
        kind: StatementKind::Direct,
        confidence: Confidence::LOW,
        reason: Reason::rule("quotation-alone"),
        ..assembly::blank(vec![span])?
    };
    Some(assembly::found(unit, statement))
}
