//! Annotations in the format that other scorers read: offsets in code points, one object a document.

use crate::annotated::{Annotated, Layer, Place, Statement};
use crate::answers::is_statement;
use serde_json::{Map, Value, json};

/// The JSON of what was read in a document: statements, temporal expressions, people, events and grounds.
/// Attitudes are kept apart: they are no statements in the scorers' sense.
pub fn prediction(read: &Annotated) -> Value {
    object(read, is_statement)
}

/// The JSON of what is annotated in a document, with its text. What the measured notion does not require is
/// optional.
pub fn gold(gold: &Annotated) -> Value {
    let mut value = object(&crate::score::required(gold), |_| true);
    if let Some(object) = value.as_object_mut() {
        object.insert("text".to_owned(), json!(gold.text));
        let date = gold.date.map(|day| day.to_string());
        object.insert("date".to_owned(), json!(date));
    }
    value
}

/// Only the layers that are annotated.
fn object(of: &Annotated, counts: impl Fn(&Statement) -> bool) -> Value {
    let mut object = Map::new();
    object.insert("doc_id".to_owned(), json!(of.id));
    let mut add = |layer: Layer, name: &str, items: Vec<Value>| {
        if of.layers.contains(&layer) {
            object.insert(name.to_owned(), Value::Array(items));
        }
    };
    let statements = of.statements.iter().filter(|s| counts(s));
    add(
        Layer::Statements,
        "statements",
        statements.map(statement).collect(),
    );
    add(
        Layer::Timexes,
        "timexes",
        of.timexes.iter().map(timex).collect(),
    );
    let people = of.people();
    let person = |e: &crate::annotated::Entity| json!({"name": e.name, "aliases": e.aliases});
    add(Layer::People, "people", people.map(person).collect());
    let events = of.events.iter().map(|e| {
        without_defaults(json!({
            "type": e.kind,
            "date": (!e.date.is_empty()).then_some(&e.date),
            "evidence": ranges(&e.evidence),
            "alt_types": e.alt_kinds,
            "alt_dates": e.alt_dates.iter().map(|d| (!d.is_empty()).then_some(d)).collect::<Vec<_>>(),
            "optional": e.optional,
        }))
    });
    add(Layer::Events, "events", events.collect());
    let grounds = of.grounds.iter().map(|g| {
        without_defaults(json!({
            "code": g.code,
            "asserted_by": (!g.asserter.is_empty()).then_some(&g.asserter),
            "evidence": ranges(&g.evidence),
            "optional": g.optional,
        }))
    });
    add(Layer::Grounds, "grounds", grounds.collect());
    let mentions = of.mentions.iter().map(|m| {
        let kind = of.entities.get(m.entity).map(|e| e.kind.as_str());
        json!({
            "start": m.place.start,
            "end": m.place.end,
            "entity": m.entity,
            "type": kind,
            "naming": format!("{:?}", m.naming).to_lowercase(),
        })
    });
    let named = of.layers.contains(&Layer::Names);
    let layer = if named {
        Layer::Names
    } else {
        Layer::Coreference
    };
    add(layer, "mentions", mentions.collect());
    Value::Object(object)
}

fn statement(s: &Statement) -> Value {
    without_defaults(json!({
        "content": ranges(&s.content),
        "cue": ranges(&s.cue),
        "source": ranges(&s.source),
        "speaker": s.speaker,
        "alt_speakers": s.alt_speakers,
        "kind": s.kind,
        "rule": s.rule,
        "optional": s.optional,
    }))
}

fn timex(t: &crate::annotated::Timex) -> Value {
    without_defaults(json!({
        "start": t.place.start,
        "end": t.place.end,
        "type": t.kind,
        "value": (!t.value.is_empty()).then_some(&t.value),
        "alt": t.alt,
        "optional": t.optional,
    }))
}

/// Without what is only there to say that there is nothing: `false`, an empty text, an empty list of alternatives.
fn without_defaults(mut value: Value) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.retain(|name, value| match value {
            Value::Bool(false) => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(items) => !items.is_empty() || !name.starts_with("alt"),
            _ => true,
        });
    }
    value
}

fn ranges(places: &[Place]) -> Vec<[usize; 2]> {
    places
        .iter()
        .map(|place| [place.start, place.end])
        .collect()
}
