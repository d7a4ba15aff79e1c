//! Sentences with dates and times from the specifications of Recognizers-Text: one expression kind after another, with
//! the day to count from.
//!
//! Their values are TIMEX3's, but for ranges, which are written `(start,end,length)`. Those that are a unit of the calendar
//! (`2019-Q1`, `14` for the fifteenth century), or a length that begins or ends on the day to count from and is named in
//! the words ("the last two weeks", `P2W`), have that value here. The others ("from May to September", "5 to 6 pm") have none
//! in TIMEX3, which marks both ends: their values stay as they are, and no reading is right. In the version of 2024 these
//! are 211 of 1,046.

mod values;

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
    #[serde(alias = "Typename")]
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
    let mut document = Annotated {
        id: format!("recognizers-{number}"),
        text: case.input,
        date,
        layers: BTreeSet::from([Layer::Timexes]),
        ..Annotated::default()
    };
    let found = case.results.into_iter();
    document.timexes = found.filter_map(|found| timex(found, &document)).collect();
    document
}

fn timex(found: Found, document: &Annotated) -> Option<Timex> {
    let type_name = found.type_name?;
    let kind = match type_name.rsplit('.').next()? {
        "date" | "daterange" => "DATE",
        "time" | "timerange" | "datetime" | "datetimerange" => "TIME",
        "duration" => "DURATION",
        "set" => "SET",
        _ => return None,
    };
    let place = found.start?..found.end?.checked_add(1)?;
    let words = document.words(&place).to_lowercase();
    let values = found
        .resolution
        .map(|resolution| resolution.values)
        .unwrap_or_default();
    let mut forms: Vec<String> = Vec::new();
    for value in &values {
        for form in values::forms(value, &words, document.date) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
    }
    // A range is kept where nothing else says the same.
    if forms.iter().any(|form| !form.starts_with('(')) {
        forms.retain(|form| !form.starts_with('('));
    }
    let mut forms = forms.into_iter();
    Some(Timex {
        place,
        kind: kind.to_owned(),
        value: forms.next()?,
        alt: forms.collect(),
        optional: false,
    })
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
        assert!(timex.alt.is_empty());
    }

    #[test]
    fn a_range_without_a_value_stays_one() {
        let json = r#"{"Input": "Open 5 to 6 pm.", "Results": [{"Start": 5, "End": 13,
            "Typename": "datetimeV2.timerange", "Resolution": {"values": [{"timex": "(T17,T18,PT1H)",
            "start": "17:00:00", "end": "18:00:00"}]}}]}"#;
        let document = document(1, serde_json::from_str(json).unwrap());
        assert_eq!(document.timexes[0].value, "(T17,T18,PT1H)");
    }
}
