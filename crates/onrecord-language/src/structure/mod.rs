//! Paragraphs: the document's own blocks where its reader gave some, else the text's lines.
//!
//! Transcripts with numbered lines are told by their numbers, whatever their blocks say: a speech
//! there runs over lines and pages, and the numbers and page headings are no words of it.

mod transcript;
mod wrapped;

use crate::Paragraph;
use onrecord_record::{BlockKind, Document, Format, Span, Text};

/// The paragraphs of `document`, in order, without blank ones.
pub(crate) fn paragraphs(document: &Document) -> Vec<Paragraph> {
    if let Some(transcript) = transcript::read(document) {
        return transcript.paragraphs;
    }
    if document.blocks.is_empty() {
        return wrapped::paragraphs(&document.text, &lines(&document.text));
    }
    let blocks: Vec<Paragraph> = document
        .blocks
        .iter()
        .filter(|b| b.kind != BlockKind::Markup)
        .map(|b| Paragraph {
            span: document.text.trim(b.span),
            kind: b.kind,
        })
        .filter(|p| !p.span.is_empty())
        .collect();
    if matches!(document.format, Format::PlainText | Format::Crawl) {
        return wrapped::joined(&document.text, &blocks);
    }
    blocks
}

/// What stands inside paragraphs and is none of their words, in order: the line numbers and page
/// headings of a transcript.
pub(crate) fn margins(document: &Document) -> Vec<Span> {
    transcript::read(document).map_or_else(Vec::new, |transcript| transcript.margins)
}

/// The text's lines, trimmed, blank ones too. A line ends with `\n`, `\r\n` or a lone `\r`.
fn lines(text: &Text) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.as_str().split_inclusive(['\n', '\r']) {
        if let Some(span) = text.span(start..start + line.len()) {
            // The `\n` of `\r\n` is no line of its own.
            let rest_of_end = line == "\n" && text.char_before(span) == Some('\r');
            if !rest_of_end {
                lines.push(text.trim(span));
            }
        }
        start += line.len();
    }
    lines
}

#[cfg(test)]
mod tests;
