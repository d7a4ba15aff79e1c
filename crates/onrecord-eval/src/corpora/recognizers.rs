//! Sentences with dates and times from the specifications of Recognizers-Text: one expression kind after another, with
//! the day to count from.

use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::{Annotated, Layer, Timex};
use onrecord_record::Day;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

/// Sentences of a specification.
pub(super) struct Recognizers;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    context: Option<Context>,
    #[serde(default)]
    results: Vec<Found>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Context {
    reference_date_time: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Found {
    start: Option<usize>,
    end: Option<usize>,
    type_name: Option<String>,
    resolution: Option<Resolution>,
}

#[derive(Deserialize)]
struct Resolution {
    #[serde(default)]
    values: Vec<Value>,
}

#[derive(Deserialize)]
struct Value {
    #[serde(default)]
    timex: String,
    value: Option<String>,
    start: Option<String>,
    end: Option<String>,
}

impl Corpus for Recognizers {
    fn name(&self) -> &'static str {
        "timex_recognizers_specs"
    }

    fn about(&self) -> &'static str {
        "sentences of a specification of dates and times (Recognizers-Text)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Timexes]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    fn documents<'c>(&self, folder: &'c Path, _: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder.join("Specs/DateTime/English/DateTimeModel.json");
        let json = text(&path)?;
        let json = json.trim_start_matches('\u{feff}');
        let cases: Vec<Case> = serde_json::from_str(json)
            .map_err(|error| malformed(&path, error.line(), error.to_string()))?;
        let cases = cases.into_iter().enumerate();
        Ok(Box::new(cases.map(|(at, case)| Ok(document(at + 1, case)))))
    }
}

fn document(number: usize, case: Case) -> Annotated {
    let reference = case.context.and_then(|context| context.reference_date_time);
    let date = reference.and_then(|day| day.get(..10)?.parse::<Day>().ok());
    Annotated {
        id: format!("recognizers-{number}"),
        text: case.input,
        date,
        layers: BTreeSet::from([Layer::Timexes]),
        timexes: case.results.into_iter().filter_map(timex).collect(),
        ..Annotated::default()
    }
}

fn timex(found: Found) -> Option<Timex> {
    let type_name = found.type_name?;
    let kind = match type_name.rsplit('.').next()? {
        "date" | "daterange" => "DATE",
        "time" | "timerange" | "datetime" | "datetimerange" => "TIME",
        "duration" => "DURATION",
        "set" => "SET",
        _ => return None,
    };
    let values = found
        .resolution
        .map(|resolution| resolution.values)
        .unwrap_or_default();
    let mut forms: Vec<String> = values.iter().flat_map(forms).collect();
    forms.dedup();
    let mut forms = forms.into_iter();
    Some(Timex {
        place: found.start?..found.end? + 1,
        kind: kind.to_owned(),
        value: forms.next()?,
        alt: forms.collect(),
        optional: false,
    })
}

/// The forms of a value that TimeML would write: their own, the day it is resolved to, and for a range that is one
/// day, month, year or decade that one.
fn forms(value: &Value) -> Vec<String> {
    let mut forms = Vec::new();
    if !value.timex.starts_with('(') {
        forms.push(value.timex.clone());
    }
    let resolved = value.value.iter().filter(|day| day.contains('-'));
    forms.extend(resolved.map(|day| day.trim_end_matches(":00").replace(' ', "T")));
    if let (Some(start), Some(end)) = (&value.start, &value.end) {
        forms.extend(calendar_unit(start, end));
    }
    if forms.is_empty() {
        forms.push(value.timex.clone());
    }
    forms
}

/// The TIMEX3 value of a range of whole days from `start` up to `end`, where it is a unit of the calendar.
fn calendar_unit(start: &str, end: &str) -> Option<String> {
    let (start, end): (Day, Day) = (start.parse().ok()?, end.parse().ok()?);
    let first = |day: Day| day.month() == 1 && day.day() == 1;
    let years = i32::from(end.year()) - i32::from(start.year());
    if first(start) && first(end) {
        return match years {
            1 => Some(format!("{}", start.year())),
            10 if start.year() % 10 == 0 => Some(format!("{}", start.year() / 10)),
            _ => None,
        };
    }
    let months = years * 12 + i32::from(end.month()) - i32::from(start.month());
    if start.day() == 1 && end.day() == 1 && months == 1 {
        return Some(format!("{}-{:02}", start.year(), start.month()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_a_document_with_the_forms_of_its_value() {
        let json = r#"{"Input": "It fell in March 2014.", "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"},
            "Results": [{"Text": "march 2014", "Start": 11, "End": 20, "TypeName": "datetimeV2.daterange",
            "Resolution": {"values": [{"timex": "2014-03", "type": "daterange", "start": "2014-03-01",
            "end": "2014-04-01"}]}}]}"#;
        let document = document(1, serde_json::from_str(json).unwrap());
        let timex = &document.timexes[0];
        assert_eq!(document.words(&timex.place), "March 2014");
        assert_eq!(
            (timex.kind.as_str(), timex.value.as_str()),
            ("DATE", "2014-03")
        );
        assert_eq!(
            calendar_unit("1990-01-01", "2000-01-01").as_deref(),
            Some("199")
        );
        assert_eq!(calendar_unit("1990-01-01", "1990-03-01"), None);
    }
}
