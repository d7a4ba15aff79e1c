//! From a line of a reading to the anchors that may leave the case with it.
//!
//! The file keeps the words and their place; the surroundings of an anchor are taken from the text,
//! whose hash is part of the anchor, so that they cannot be others than when the line was made.

use onrecord_record::{Anchor, ContentHash, Document, Line, Reading};

/// Every line of a reading, with a whole anchor for each piece of its evidence, in their order.
pub fn anchors<'a>(
    document: &'a Document,
    reading: &'a Reading,
) -> impl Iterator<Item = (Line, Vec<Anchor>)> + 'a {
    let text = document.text.hash();
    reading.lines().map(move |line| {
        let anchors = anchors_of(document, text, &line);
        (line, anchors)
    })
}

/// The anchors of one line, in the order of its evidence. `text` is the hash of the document's text.
pub fn anchors_of(document: &Document, text: ContentHash, line: &Line) -> Vec<Anchor> {
    line.evidence
        .iter()
        .map(|evidence| Anchor::new(document, text, evidence.span))
        .collect()
}
