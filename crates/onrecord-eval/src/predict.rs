//! Annotations in the format that other scorers read: offsets in code points, one object a document.

use crate::annotated::{
    Annotated, Entity, Event, Fact, Ground, Layer, Mention, Place, Statement, Timex,
};
use crate::answers::is_statement;
use serde_json::{Map, Value, json};

/// The JSON of what was read in a document. Attitudes are kept apart, under `attitudes`: they are no statements in
/// the scorers' sense.
pub fn prediction(read: &Annotated) -> Value {
    let mut value = object(read);
    let (statements, attitudes): (Vec<&Statement>, Vec<&Statement>) =
        read.statements.iter().partition(|s| is_statement(s));
    if let Some(object) = value.as_object_mut()
        && read.layers.contains(&Layer::Statements)
    {
        for (name, of) in [("statements", statements), ("attitudes", attitudes)] {
            let of = of.into_iter().map(statement);
            object.insert(name.to_owned(), Value::Array(of.collect()));
        }
    }
    value
}

/// The JSON of what is annotated in a document, with its text. What the measured notion does not require is
/// optional; what only the broad notion requires says `broad` too.
pub fn gold(gold: &Annotated) -> Value {
    let required = crate::score::required(gold);
    let mut value = object(&required);
    if let Some(object) = value.as_object_mut() {
        object.insert("text".to_owned(), json!(gold.text));
        let date = gold.date.map(|day| day.to_string());
        object.insert("date".to_owned(), json!(date));
        if !gold.story.is_empty() {
            object.insert("story".to_owned(), json!(gold.story));
        }
        if !gold.looked_at.is_empty() {
            object.insert("looked_at".to_owned(), json!(ranges(&gold.looked_at)));
        }
        let statements = object.get_mut("statements").and_then(Value::as_array_mut);
        let pairs = gold.statements.iter().zip(&required.statements);
        for (item, (was, is)) in statements.into_iter().flatten().zip(pairs) {
            if let Some(item) = item.as_object_mut()
                && was.optional != is.optional
            {
                item.insert("broad".to_owned(), json!(true));
            }
        }
    }
    value
}

/// Only the layers that are annotated.
fn object(of: &Annotated) -> Value {
    let mut object = Map::new();
    object.insert("doc_id".to_owned(), json!(of.id));
    let mut add = |layers: &[Layer], name: &str, items: Vec<Value>| {
        if layers.iter().any(|layer| of.layers.contains(layer)) {
            object.insert(name.to_owned(), Value::Array(items));
        }
    };
    let said = of.statements.iter().map(statement).collect();
    add(&[Layer::Statements], "statements", said);
    let timexes = of.timexes.iter().map(timex).collect();
    add(&[Layer::Timexes], "timexes", timexes);
    let person = |e: &Entity| json!({"name": e.name, "aliases": e.aliases});
    let people = of.people().map(person).collect();
    add(&[Layer::People], "people", people);
    add(
        &[Layer::Events],
        "events",
        of.events.iter().map(event).collect(),
    );
    add(
        &[Layer::Facts],
        "facts",
        of.facts.iter().map(fact).collect(),
    );
    add(
        &[Layer::Grounds],
        "grounds",
        of.grounds.iter().map(ground).collect(),
    );
    // Who the speakers are is told by people, and how they are named by mentions.
    let mentioned = [
        Layer::Names,
        Layer::Coreference,
        Layer::Pronouns,
        Layer::Speakers,
    ];
    add(
        &mentioned,
        "mentions",
        of.mentions.iter().map(|m| mention(of, m)).collect(),
    );
    let tokens = of
        .tokens
        .iter()
        .map(|t| json!([t.place.start, t.place.end, t.tag]));
    add(&[Layer::Tags], "tokens", tokens.collect());
    let pronouns = of.pronouns.iter().map(|p| {
        let candidates = p.candidates.iter();
        let candidates: Vec<Value> = candidates
            .map(|(name, means)| json!([name.start, name.end, means]))
            .collect();
        json!({"start": p.place.start, "end": p.place.end, "candidates": candidates})
    });
    add(&[Layer::Pronouns], "pronouns", pronouns.collect());
    // Whose names a short form may fit: needed to tell whether a speaker is right.
    let is_known = of.layers.contains(&Layer::Speakers) && !of.layers.contains(&Layer::People);
    if is_known {
        let known: Vec<Value> = of.people().map(person).collect();
        object.insert("known".to_owned(), Value::Array(known));
    }
    let layers: Vec<&str> = of.layers.iter().map(|layer| layer.name()).collect();
    object.insert("layers".to_owned(), json!(layers));
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
        "act": s.act,
        "medium": s.medium,
        "said": s.said,
        "rule": s.rule,
        "optional": s.optional,
    }))
}

fn event(e: &Event) -> Value {
    let date = |date: &String| (!date.is_empty()).then_some(date.clone());
    without_defaults(json!({
        "type": e.kind,
        "date": date(&e.date),
        "evidence": ranges(&e.evidence),
        "alt_types": e.alt_kinds,
        "alt_dates": e.alt_dates.iter().map(date).collect::<Vec<_>>(),
        "optional": e.optional,
    }))
}

fn fact(f: &Fact) -> Value {
    without_defaults(json!({
        "attribute": f.attribute,
        "subject": f.subject,
        "value": f.value,
        "start": f.place.start,
        "end": f.place.end,
        "optional": f.optional,
    }))
}

fn ground(g: &Ground) -> Value {
    without_defaults(json!({
        "code": g.code,
        "asserted_by": (!g.asserter.is_empty()).then_some(&g.asserter),
        "evidence": ranges(&g.evidence),
        "optional": g.optional,
    }))
}

fn mention(of: &Annotated, m: &Mention) -> Value {
    json!({
        "start": m.place.start,
        "end": m.place.end,
        "entity": m.entity,
        "type": of.entities.get(m.entity).map(|e| e.kind.as_str()),
        "naming": m.naming.name(),
    })
}

fn timex(t: &Timex) -> Value {
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
