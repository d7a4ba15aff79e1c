//! Checks of the lines: each against its words, the words against the text.

use super::{Difference, Place, Rederive, Report};
use crate::documents::StoredDocument;
use crate::packed;
use crate::readings::{self, LAYERS, StoredLayer, StoredReading, StoredWords, layer_name};
use crate::store::Store;
use crate::{CaseError, DocumentId};
use onrecord_record::{Layer, Reading, Span, Text};
use serde_json::Value;
use std::collections::BTreeMap;

/// Which lines rest on a range of the text.
type Cited = BTreeMap<Span, Vec<(Layer, u32)>>;

pub(super) fn verify(
    store: &Store,
    document: &StoredDocument,
    text: Text,
    means: &dyn Rederive,
    place: &Place,
    report: &mut Report,
) -> Result<(), CaseError> {
    let all = readings::stored(store, DocumentId(document.id))?;
    if all.is_empty() {
        report.fail(place.clone(), Difference::NoReading);
    }
    for stored in &all {
        let failures = report.failures.len();
        let (reading, complete) = verify_layers(stored, &text, place, report);
        let evidence = match stored.evidence() {
            Ok(evidence) => evidence,
            Err(what) => {
                let (layer, what) = ("words".to_owned(), what.to_string());
                report.fail(place.clone(), Difference::LinesUnreadable { layer, what });
                continue;
            }
        };
        verify_words(&cited(&reading), &evidence, &text, place, report, complete);
        if complete {
            verify_by_engine(document, &text, &reading, means, place, report);
        }
        // Said only where nothing more exact was.
        if report.failures.len() == failures
            && !stored.digest_holds(&document.text_sha256, &evidence)
        {
            report.fail(place.clone(), Difference::Reading);
        }
    }
    Ok(())
}

/// Checks each layer by itself; gives back what of the reading can be read, and whether that is all.
fn verify_layers(
    stored: &StoredReading,
    text: &Text,
    place: &Place,
    report: &mut Report,
) -> (Reading, bool) {
    let mut readable = Vec::new();
    let mut complete = true;
    for layer in &stored.layers {
        match verify_layer(layer, text, place, report) {
            Ok(items) => readable.push((layer.layer.as_str(), items)),
            Err(what) => {
                complete = false;
                let layer = layer.layer.clone();
                report.fail(place.clone(), Difference::LinesUnreadable { layer, what });
            }
        }
    }
    let layers = readable
        .iter()
        .map(|(layer, items)| (*layer, items.as_slice()));
    match stored.with_layers(layers) {
        Ok(reading) => (reading, complete),
        Err(what) => {
            let (layer, what) = ("notes".to_owned(), what.to_string());
            report.fail(place.clone(), Difference::LinesUnreadable { layer, what });
            (Reading::default(), false)
        }
    }
}

/// Checks a layer's digest, its number of items, and every range in every item.
fn verify_layer(
    layer: &StoredLayer,
    text: &Text,
    place: &Place,
    report: &mut Report,
) -> Result<Vec<u8>, String> {
    let (stored, same) = layer.items().map_err(|what| what.to_string())?;
    readings::parse_alone(&layer.layer, &stored).map_err(|what| what.to_string())?;
    let items: Vec<Value> = packed::value_of(&stored).map_err(|what| what.to_string())?;
    report.lines += items.len() as u64;
    if !same {
        let layer = layer.layer.clone();
        report.fail(place.clone(), Difference::Lines { layer });
    }
    if usize::try_from(layer.count) != Ok(items.len()) {
        let (layer, stored, found) = (layer.layer.clone(), layer.count, items.len());
        report.fail(
            place.clone(),
            Difference::LineCount {
                layer,
                stored,
                found,
            },
        );
    }
    let named = LAYERS.into_iter().find(|l| layer_name(*l) == layer.layer);
    for (index, item) in items.iter().enumerate() {
        for_each_range(item, &mut |start, end| {
            if !is_range_of(text, start, end) {
                let lines = named.map(|layer| (layer, index as u32));
                let place = place.with_lines(lines.into_iter().collect());
                report.fail(place, Difference::Range { start, end });
            }
        });
    }
    Ok(stored)
}

/// Every `{"start": …, "end": …}` inside an item.
pub(crate) fn for_each_range(value: &Value, take: &mut dyn FnMut(i64, i64)) {
    match value {
        Value::Object(fields) => {
            let number = |name| fields.get(name).and_then(Value::as_i64);
            if let (2, Some(start), Some(end)) = (fields.len(), number("start"), number("end")) {
                take(start, end);
            }
            fields
                .values()
                .for_each(|value| for_each_range(value, take));
        }
        Value::Array(values) => values.iter().for_each(|value| for_each_range(value, take)),
        _ => {}
    }
}

pub(crate) fn is_range_of(text: &Text, start: i64, end: i64) -> bool {
    usize::try_from(start)
        .ok()
        .zip(usize::try_from(end).ok())
        .is_some_and(|(start, end)| text.span(start..end).is_some())
}

fn cited(reading: &Reading) -> Cited {
    let mut cited = Cited::new();
    for line in reading.lines() {
        for evidence in line.evidence {
            let lines = cited.entry(evidence.span).or_default();
            if lines.last() != Some(&(line.layer, line.index)) {
                lines.push((line.layer, line.index));
            }
        }
    }
    cited
}

/// Checks that every line's words are stored and stand where it says, and that no others are stored.
/// Where not all lines could be read, words without a line say nothing.
fn verify_words(
    cited: &Cited,
    stored: &[StoredWords],
    text: &Text,
    place: &Place,
    report: &mut Report,
    complete: bool,
) {
    let mut by_range: BTreeMap<(i64, i64), &StoredWords> =
        stored.iter().map(|words| (words.bytes, words)).collect();
    for (span, lines) in cited {
        let (start, end) = (span.start() as i64, span.end() as i64);
        report.evidence += 1;
        let words = by_range.remove(&(start, end));
        let fault = match words {
            Some(words) => fault_of_words(words, text),
            // A range that is none of the text is reported with its item.
            None => text
                .span(span.range())
                .map(|span| Difference::WordsMissing {
                    start,
                    end,
                    words: text.slice(span).to_owned(),
                }),
        };
        if let Some(fault) = fault {
            report.fail(place.with_lines(lines.clone()), fault);
        }
    }
    for words in by_range.into_values().filter(|_| complete) {
        let (start, end) = words.bytes;
        let words = words.words.clone();
        report.fail(place.clone(), Difference::Stray { start, end, words });
    }
}

fn fault_of_words(stored: &StoredWords, text: &Text) -> Option<Difference> {
    let (start, end) = stored.bytes;
    let range = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
    let Some(span) = text.span(range) else {
        return Some(Difference::Range { start, end });
    };
    let found = text.slice(span);
    if found != stored.words {
        return Some(Difference::Words {
            start,
            end,
            stored: stored.words.clone(),
            found: found.to_owned(),
        });
    }
    let range = text.code_points(span);
    let found = (i64::from(range.start), i64::from(range.end));
    (found != stored.code_points).then_some(Difference::CodePoints {
        bytes: stored.bytes,
        stored: stored.code_points,
        found,
    })
}

/// Reads the text again, if this program has the engine that read it.
fn verify_by_engine(
    document: &StoredDocument,
    text: &Text,
    stored: &Reading,
    means: &dyn Rederive,
    place: &Place,
    report: &mut Report,
) {
    let Ok(document) = document.with_text(text.clone()) else {
        return;
    };
    let Some(again) = means.reread(&document, &stored.engine) else {
        return;
    };
    report.reread += 1;
    let lines = differing_lines(stored, &again);
    if !lines.is_empty() || stored.notes != again.notes {
        let what = match lines.len() {
            0 => "its notes".to_owned(),
            n => format!("{n} lines"),
        };
        let engine = stored.engine.clone();
        report.fail(place.with_lines(lines), Difference::Reread { engine, what });
    }
}

/// The lines of which one reading has another than the other, or none.
fn differing_lines(a: &Reading, b: &Reading) -> Vec<(Layer, u32)> {
    fn of<T: PartialEq>(layer: Layer, a: &[T], b: &[T]) -> impl Iterator<Item = (Layer, u32)> {
        (0..a.len().max(b.len()))
            .filter(|i| a.get(*i) != b.get(*i))
            .map(move |i| (layer, i as u32))
    }
    of(Layer::Mention, &a.mentions, &b.mentions)
        .chain(of(Layer::Entity, &a.entities, &b.entities))
        .chain(of(Layer::Timex, &a.timexes, &b.timexes))
        .chain(of(Layer::Statement, &a.statements, &b.statements))
        .chain(of(Layer::Event, &a.events, &b.events))
        .chain(of(Layer::Fact, &a.facts, &b.facts))
        .chain(of(Layer::Ground, &a.grounds, &b.grounds))
        .chain(of(Layer::Disagreement, &a.disagreements, &b.disagreements))
        .collect()
}
