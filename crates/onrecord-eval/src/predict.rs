//! What was read, in the format that other scorers read: offsets in code points, one object a document.

use crate::annotated::{Annotated, Place};
use crate::answers::is_statement;
use serde_json::{Value, json};

/// The JSON of what was read in a document: statements, temporal expressions, people, events and grounds.
/// Attitudes are kept apart: they are no statements in the scorers' sense.
pub fn prediction(read: &Annotated) -> Value {
    let statements = read.statements.iter().filter(|s| is_statement(s));
    let people = read
        .entities
        .iter()
        .filter(|e| e.kind == "person" && e.named);
    json!({
        "doc_id": read.id,
        "statements": statements
            .map(|s| json!({
                "content": ranges(&s.content),
                "cue": ranges(&s.cue),
                "source": ranges(&s.source),
                "speaker": s.speaker,
                "kind": s.kind,
                "rule": s.rule,
            }))
            .collect::<Vec<_>>(),
        "timexes": read
            .timexes
            .iter()
            .map(|t| json!({
                "start": t.place.start,
                "end": t.place.end,
                "type": t.kind,
                "value": (!t.value.is_empty()).then_some(&t.value),
            }))
            .collect::<Vec<_>>(),
        "people": people
            .map(|e| json!({"name": e.name, "aliases": e.aliases}))
            .collect::<Vec<_>>(),
        "events": read
            .events
            .iter()
            .map(|e| json!({
                "type": e.kind,
                "date": (!e.date.is_empty()).then_some(&e.date),
                "evidence": ranges(&e.evidence),
            }))
            .collect::<Vec<_>>(),
        "grounds": read
            .grounds
            .iter()
            .map(|g| json!({
                "code": g.code,
                "asserted_by": (!g.asserter.is_empty()).then_some(&g.asserter),
                "evidence": ranges(&g.evidence),
            }))
            .collect::<Vec<_>>(),
    })
}

fn ranges(places: &[Place]) -> Vec<[usize; 2]> {
    places
        .iter()
        .map(|place| [place.start, place.end])
        .collect()
}
