//! Words set apart after a colon: "The court held:" with the quotation in the paragraphs below.

use super::assembly::{self, Found};
use super::content::Site;
use super::units::Unit;
use crate::Draft;
use onrecord_record::{BlockKind, Span};

/// The statement whose words stand in the paragraph after `unit`, which ends with a colon after the
/// cue of `site`.
pub(crate) fn statement(draft: &Draft, unit: &Unit, site: &Site) -> Option<Found> {
    if !ends_with_colon(unit) || unit.quote.is_some() || !site.content.is_empty() {
        return None;
    }
    let span = set_apart(draft, unit.paragraph + 1)?;
    let mut found = assembly::statement_with(draft, unit, site, vec![span])?;
    found.paragraph = unit.paragraph + 1;
    Some(found)
}

pub(crate) fn ends_with_colon(unit: &Unit) -> bool {
    unit.elements
        .last()
        .is_some_and(|e| e.word == ":" || e.word == ":-")
}

/// The words of a paragraph that is a quotation: by its block, or by the marks it stands in.
fn set_apart(draft: &Draft, paragraph: usize) -> Option<Span> {
    let block = draft.paragraphs.get(paragraph)?;
    let first = draft
        .quotes
        .partition_point(|q| q.span.start() < block.span.start());
    let quote = draft
        .quotes
        .get(first)
        .filter(|q| q.span.start() == block.span.start() && q.within.is_none());
    match quote {
        Some(q) => Some(q.span),
        None => (block.kind == BlockKind::BlockQuote).then_some(block.span),
    }
}
