//! Headlines that put the speaker before a colon: "Police: Driver never saw the bridge".

use super::assembly::{self, Found, content_span};
use super::complement::is_clause;
use super::units::{Element, Unit};
use crate::Draft;
use crate::people::nouns::noun;
use onrecord_record::{Confidence, EntityKind, MediumKind, Reason, Statement};

/// Longest name or noun before the colon, in words.
const LONGEST_SOURCE: usize = 4;

/// Shortest claim after the colon, in words.
const SHORTEST_CLAIM: usize = 3;

/// The statement of a line that is nothing but a headline of this form.
pub(crate) fn statement(draft: &Draft, unit: &Unit) -> Option<Found> {
    let colon = (1..=LONGEST_SOURCE).find(|i| unit.get(*i).is_some_and(|e| e.word == ":"))?;
    let alone = draft
        .paragraphs
        .get(unit.paragraph)
        .is_some_and(|p| unit.span(0..unit.len()) == Some(p.span));
    let ends = unit.end() < unit.len() || unit.quote.is_some();
    let speaks = unit.get(colon - 1).is_some_and(|e| {
        noun(e.word).is_some_and(|n| n.kind != EntityKind::Document) || is_paper(e)
    });
    let first_capital = unit
        .get(0)
        .is_some_and(|e| e.word.starts_with(char::is_uppercase));
    let claim = colon + 1..unit.end();
    let enough = claim
        .clone()
        .filter(|i| unit.get(*i).is_some_and(Element::is_word))
        .count();
    let plain = (0..colon).all(|i| unit.get(i).is_some_and(Element::is_word));
    let clause = is_clause(unit, colon + 1)
        || claim
            .clone()
            .any(|i| unit.get(i).is_some_and(Element::is_finite));
    if !alone || ends || !speaks || !first_capital || !plain || !clause || enough < SHORTEST_CLAIM {
        return None;
    }
    let statement = Statement {
        source: vec![unit.span(0..colon)?],
        confidence: Confidence::LOW,
        reason: Reason::rule("headline-colon"),
        ..assembly::blank(vec![content_span(draft, unit, &claim)?])?
    };
    let kind = assembly::kind(draft, unit.quote, &statement.content);
    Some(assembly::found(unit, Statement { kind, ..statement }))
}

/// "Documentary", "Report": a work that says something.
fn is_paper(element: &Element) -> bool {
    super::media::named(element.word, "")
        .is_some_and(|(m, _)| matches!(m.kind, MediumKind::Report | MediumKind::Broadcast))
}
