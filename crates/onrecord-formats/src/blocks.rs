//! Layout: paragraphs between marked lines.

use crate::lines;
use onrecord_record::{Block, BlockKind, Document, Span};

/// Adds the paragraphs of what comes after the last block of `document` to its blocks.
pub(crate) fn add_paragraphs_to_end(document: &mut Document) {
    let text = &document.text;
    let start = document.blocks.last().map_or(0, |b| b.span.end());
    let Some(rest) = text.span(start..text.len()) else {
        return;
    };
    let rest: Vec<Span> = lines::lines(text, rest).collect();
    let paragraphs = lines::paragraphs(text, &rest);
    document
        .blocks
        .extend(paragraphs.into_iter().map(|span| Block {
            span,
            kind: BlockKind::Paragraph,
        }));
}
