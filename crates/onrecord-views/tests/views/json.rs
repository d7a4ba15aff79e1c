//! The published form.

use crate::sample;
use onrecord_record::Found;
use onrecord_views::{ReadingView, json};
use serde_json::Value;

/// Run with `ONRECORD_WRITE_SCHEMA=1` to write the file anew.
#[test]
fn the_published_schema_is_that_of_the_types() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/json-schema.json");
    let schema = json::schema();
    if std::env::var_os("ONRECORD_WRITE_SCHEMA").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        published == schema,
        "docs/json-schema.json is out of date: run this test with ONRECORD_WRITE_SCHEMA=1"
    );
}

#[test]
fn the_same_view_gives_the_same_bytes_and_comes_back() {
    let json = json::pretty(&sample::view());
    assert_eq!(json, json::pretty(&sample::view()));
    let back: ReadingView = serde_json::from_str(&json).unwrap();
    assert_eq!(json::pretty(&back), json);
    assert_eq!(json::line(&back).lines().count(), 1);
}

#[test]
fn every_piece_of_evidence_is_an_anchor_that_finds_its_words() {
    let document = sample::article();
    let json: Value = serde_json::from_str(&json::line(&sample::view())).unwrap();
    let mut checked = 0;
    each_evidence(&json, &mut |evidence| {
        let anchor: onrecord_record::Anchor = serde_json::from_value(evidence.clone()).unwrap();
        let found = anchor.find(&document.text, document.text.hash());
        let Found::Same(span) = found else {
            panic!("{evidence}: {found:?}");
        };
        assert_eq!(document.text.slice(span), anchor.words);
        assert_eq!(document.text.code_points(span), anchor.code_points);
        assert_eq!(anchor.original, document.original);
        checked += 1;
    });
    assert!(checked > 60, "{checked}");
}

#[test]
fn no_item_is_without_evidence_and_no_claim_without_asserter() {
    let json: Value = serde_json::from_str(&json::line(&sample::view())).unwrap();
    for list in [
        "entities",
        "mentions",
        "statements",
        "timexes",
        "events",
        "facts",
        "grounds",
    ] {
        for item in json[list].as_array().unwrap() {
            assert!(
                !item["evidence"].as_array().unwrap().is_empty(),
                "{list}: {item}"
            );
        }
    }
    for list in ["events", "facts", "grounds"] {
        let mut without = json.clone();
        for item in without[list].as_array_mut().unwrap() {
            assert!(item["asserter"]["voice"].is_string());
            item.as_object_mut().unwrap().remove("asserter");
        }
        assert!(
            serde_json::from_value::<ReadingView>(without).is_err(),
            "{list}"
        );
    }
}

fn each_evidence(value: &Value, check: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Array(list) if name == "evidence" => list.iter().for_each(&mut *check),
                    value => each_evidence(value, check),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|v| each_evidence(v, check)),
        _ => {}
    }
}
