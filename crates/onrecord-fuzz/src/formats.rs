//! What must hold for the readers of formats.

use onrecord_formats::{Hint, Limits, read, reread};
use onrecord_record::{Document, Format, SegmentKind};

/// Names that make a reader look closer, or the wrong way.
const NAMES: [&str; 6] = ["", "a.txt", "a.md", "a.html", "a.HTM", "a.b.c"];

/// Reads bytes of which nothing is known but a name; the first byte chooses it.
pub fn formats_read(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    check(bytes, &Hint::name(name));
}

/// Reads the bytes as a page, whatever they are.
pub fn html(bytes: &[u8]) {
    check_as(bytes, Format::Html);
}

/// Reads the bytes as a crawled article, whatever they are.
pub fn crawl(bytes: &[u8]) {
    check_as(bytes, Format::Crawl);
}

fn check_as(bytes: &[u8], format: Format) {
    let hint = Hint {
        format: Some(format),
        ..Hint::default()
    };
    check(bytes, &hint);
}

fn check(bytes: &[u8], hint: &Hint) {
    let Ok(first) = read(bytes, hint, &Limits::default()) else {
        return;
    };
    assert!(!first.documents.is_empty(), "read, but no document");
    for document in &first.documents {
        check_map(document, bytes);
        check_blocks(document);
        check_metadata(document);
        let again = reread(bytes, &document.reader);
        let again = again
            .expect("the reader is here")
            .expect("it read this before");
        assert!(
            again.documents.iter().any(|other| same(other, document)),
            "read again, it is another document"
        );
    }
}

/// The map covers the text in order, and what it calls verbatim is the same bytes.
fn check_map(document: &Document, bytes: &[u8]) {
    let mut at = 0;
    for segment in &document.map.segments {
        assert_eq!(segment.text.start(), at, "a gap in the map");
        assert!(segment.from <= segment.to && segment.to <= bytes.len() as u64);
        if segment.kind == SegmentKind::Verbatim {
            let original = &bytes[segment.from as usize..segment.to as usize];
            assert_eq!(document.text.slice(segment.text).as_bytes(), original);
        }
        at = segment.text.end();
    }
    assert_eq!(at, document.text.len(), "the map does not cover the text");
}

/// Blocks stand in order, and hold all words.
fn check_blocks(document: &Document) {
    let mut at = 0;
    let mut covered = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= at, "blocks overlap");
        assert!(document.text.span(block.span.range()).is_some());
        covered += words(document.text.slice(block.span));
        at = block.span.end();
    }
    let all = words(document.text.as_str());
    assert!(
        document.blocks.is_empty() || covered == all,
        "words outside of blocks"
    );
}

/// What was taken from the text stands in it.
fn check_metadata(document: &Document) {
    let metadata = &document.metadata;
    let spans = [
        metadata.title.as_ref().and_then(|found| found.span),
        metadata.publisher.as_ref().and_then(|found| found.span),
        metadata.published.as_ref().and_then(|found| found.span),
    ];
    for span in spans.into_iter().flatten() {
        assert!(document.text.span(span.range()).is_some());
    }
}

fn same(one: &Document, other: &Document) -> bool {
    one.part == other.part
        && one.text.as_str() == other.text.as_str()
        && one.map == other.map
        && one.blocks == other.blocks
}

/// Characters that are no white space.
fn words(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
