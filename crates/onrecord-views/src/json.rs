//! The published form of a reading: JSON after the schema `onrecord.reading/1`.
//!
//! The same view gives the same bytes: fields stand in the order of their types, lists in the order
//! of the text. `docs/json.md` explains the form, `docs/json-schema.json` is [`schema`], checked by
//! a test.

use crate::ReadingView;

/// The view as indented JSON, with a line end.
pub fn pretty(view: &ReadingView) -> String {
    let mut json = serde_json::to_string_pretty(view).unwrap_or_default();
    json.push('\n');
    json
}

/// The view as one line of JSON, with its line end: for several documents in a row (JSON Lines).
pub fn line(view: &ReadingView) -> String {
    let mut json = serde_json::to_string(view).unwrap_or_default();
    json.push('\n');
    json
}

/// The JSON Schema (2020-12) of the form, as indented JSON with a line end.
pub fn schema() -> String {
    let schema = schemars::schema_for!(ReadingView);
    let mut json = serde_json::to_string_pretty(&schema).unwrap_or_default();
    json.push('\n');
    json
}
