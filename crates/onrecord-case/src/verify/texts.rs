//! Checks of a text: its hash, what belongs to it, its original, its reader.

use super::{CannotRederive, Difference, Place, Rederive, RederiveRequest, Report};
use crate::documents::StoredDocument;
use onrecord_record::{Document, Metadata, SegmentKind, SourceMap, Sourced, Text};

/// Checks the text of a document; gives it back where it can be read at all, changed or not.
/// `original` is nothing where the original's bytes are damaged.
pub(super) fn verify(
    stored: &StoredDocument,
    original: Option<&[u8]>,
    path: &str,
    means: &dyn Rederive,
    place: &Place,
    report: &mut Report,
) -> Option<Text> {
    let text = match stored.text() {
        Ok(text) => text,
        Err(what) => {
            let what = what.to_string();
            report.fail(place.clone(), Difference::TextUnreadable { what });
            return None;
        }
    };
    let failures = report.failures.len();
    let found = text.hash();
    if found != stored.text_sha256 {
        let stored = stored.text_sha256;
        report.fail(place.clone(), Difference::Text { stored, found });
    }
    verify_map(stored, &text, original, place, report);
    let document = stored.with_text(text.clone());
    if let Some(original) = original {
        let held = (stored, &text, document.as_ref().ok());
        verify_by_reader(held, (original, path), means, place, report);
    }
    if let Err(what) = document {
        // A digest can be made anew; what cannot be read is no document, whatever its digest.
        let what = format!("it cannot be read ({what})");
        report.fail(place.clone(), Difference::About { what });
    }
    // Said only where nothing more exact was.
    match stored.digest_holds() {
        Ok(false) if report.failures.len() == failures => report.fail(
            place.clone(),
            Difference::About {
                what: "its digest does not hold".to_owned(),
            },
        ),
        Err(what) => report.fail(
            place.clone(),
            Difference::About {
                what: format!("its map or layout {what}"),
            },
        ),
        Ok(_) => {}
    }
    Some(text)
}

/// The map has to cover the text in order, and what it calls verbatim has to be the same bytes.
fn verify_map(
    stored: &StoredDocument,
    text: &Text,
    original: Option<&[u8]>,
    place: &Place,
    report: &mut Report,
) {
    let whole = stored.part.is_empty();
    let Ok(map) = stored.map() else {
        return;
    };
    if let Some(what) = fault_of_map(&map, text, original.filter(|_| whole)) {
        report.fail(place.clone(), Difference::Map { what });
    }
}

fn fault_of_map(map: &SourceMap, text: &Text, original: Option<&[u8]>) -> Option<String> {
    let mut at = 0;
    for segment in &map.segments {
        let (start, end) = (segment.text.start(), segment.text.end());
        if start != at || end < start || text.span(start..end).is_none() {
            return Some(format!(
                "a piece at bytes {start} to {end} of the text follows byte {at}"
            ));
        }
        at = end;
        let Some(original) = original else {
            continue;
        };
        let bytes = usize::try_from(segment.from)
            .ok()
            .zip(usize::try_from(segment.to).ok())
            .and_then(|(from, to)| original.get(from..to));
        let same = segment.kind != SegmentKind::Verbatim
            || bytes == text.as_str().as_bytes().get(start..end);
        if bytes.is_none() || !same {
            return Some(format!(
                "bytes {start} to {end} of the text are not bytes {} to {} of the original",
                segment.from, segment.to
            ));
        }
    }
    (at != text.len()).then(|| format!("it ends at byte {at} of {}", text.len()))
}

/// Derives the text again, if this program has the reader that made it. `document` is nothing where what is
/// stored beside the text cannot be read.
fn verify_by_reader(
    (stored, text, document): (&StoredDocument, &Text, Option<&Document>),
    (original, path): (&[u8], &str),
    means: &dyn Rederive,
    place: &Place,
    report: &mut Report,
) {
    let reader = stored.reader.clone();
    if !means.has_reader(&reader) {
        let path = place.path.clone();
        report.cannot_rederive.push(CannotRederive { path, reader });
        return;
    }
    report.rederived += 1;
    let derived = means.rederive(RederiveRequest {
        original,
        hash: stored.original,
        part: &stored.part,
        path,
        reader: &reader,
    });
    match derived {
        Err(why) => report.fail(place.clone(), Difference::CannotRead { reader, why }),
        Ok(derived) => {
            for what in differences(text, document, &derived) {
                let reader = reader.clone();
                report.fail(place.clone(), Difference::Rederived { reader, what });
            }
        }
    }
}

/// What the stored document has otherwise than the derived one; what the user gave is not compared.
fn differences(text: &Text, document: Option<&Document>, derived: &Document) -> Vec<String> {
    let mut differences = Vec::new();
    if let Some(at) = first_difference(text.as_str(), derived.text.as_str()) {
        differences.push(format!("text (from byte {at} on)"));
    }
    let Some(document) = document else {
        return differences;
    };
    let mut compare = |what: &str, same: bool| {
        if !same {
            differences.push(what.to_owned());
        }
    };
    compare("map back to the original", document.map == derived.map);
    compare("layout", document.blocks == derived.blocks);
    compare("places on paper", document.places == derived.places);
    compare("format", document.format == derived.format);
    let given = with_given(derived.metadata.clone(), &document.metadata);
    compare("description of the document", document.metadata == given);
    differences
}

/// `derived` with everything that `stored` has from the user.
fn with_given(mut derived: Metadata, stored: &Metadata) -> Metadata {
    fn take<T: Clone>(derived: &mut Option<Sourced<T>>, stored: &Option<Sourced<T>>) {
        let given = Sourced::given(()).from;
        if stored.as_ref().is_some_and(|s| s.from == given) {
            derived.clone_from(stored);
        }
    }
    take(&mut derived.title, &stored.title);
    take(&mut derived.publisher, &stored.publisher);
    take(&mut derived.published, &stored.published);
    take(&mut derived.modified, &stored.modified);
    take(&mut derived.captured, &stored.captured);
    take(&mut derived.url, &stored.url);
    take(&mut derived.case_number, &stored.case_number);
    take(&mut derived.court, &stored.court);
    derived
}

/// The first byte at which two texts differ, if they do.
fn first_difference(a: &str, b: &str) -> Option<usize> {
    (a != b).then(|| a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count())
}
