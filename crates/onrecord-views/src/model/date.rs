//! Dates and temporal expressions as they are shown.

use super::{Evidence, ItemId, ReasonView};
use crate::edtf;
use crate::vocabulary::timex_schema;
use onrecord_record::TimexKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A place on the calendar.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DateView {
    /// EDTF: `2002`, `1992-06`, `2014-02-06`, `1977/1980`, `199X`, `2002~`.
    pub edtf: String,
    /// The same for people: `6 February 2014`.
    pub shown: String,
    /// First day it may mean (`2002-01-01`); none where open or not on the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<String>,
    /// Last day it may mean; none where open or not on the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<String>,
    /// Known to the day, and said without "about" or "perhaps".
    pub exact: bool,
    /// Not said in the same clause but taken from the words around it.
    pub inferred: bool,
}

impl DateView {
    /// The view of an EDTF value.
    pub fn new(value: &str, inferred: bool) -> Self {
        let period = edtf::period(value);
        Self {
            edtf: value.to_owned(),
            shown: edtf::in_words(value),
            earliest: period.and_then(|p| p.earliest).map(|d| d.to_string()),
            latest: period.and_then(|p| p.latest).map(|d| d.to_string()),
            exact: period.is_some_and(|p| p.is_one_day()),
            inferred,
        }
    }

    /// The date for people, with what is uncertain about it said.
    pub fn line(&self) -> String {
        if self.inferred {
            format!("{} (inferred)", self.shown)
        } else {
            self.shown.clone()
        }
    }

    /// Orders dates by their first possible day, wider ones first among those that begin together;
    /// what has no day comes last.
    pub(crate) fn order(&self) -> (&str, std::cmp::Reverse<&str>) {
        let earliest = self.earliest.as_deref().or(self.latest.as_deref());
        let latest = self.latest.as_deref().unwrap_or("9999-99-99");
        (earliest.unwrap_or("9999-99-99"), std::cmp::Reverse(latest))
    }
}

/// A temporal expression.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TimexView {
    /// Its id in this view.
    pub id: ItemId,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    #[schemars(schema_with = "timex_schema")]
    pub kind: TimexKind,
    /// TIMEX3 value; none where nothing resolves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// TIMEX3 `mod`, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// The value for people: `16 August 2020`, `19 years`, `not resolved`.
    pub shown: String,
    /// The value as a place on the calendar, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateView>,
    /// What a relative expression was counted from.
    pub counted_from: CountedFrom,
    /// Whether it is an age.
    pub is_age: bool,
    /// How sure the engine is of its reading, in percent.
    pub confidence: u8,
    /// Which rule.
    pub reason: ReasonView,
    /// The words.
    pub evidence: Vec<Evidence>,
}

/// What a temporal expression was resolved against.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum CountedFrom {
    /// Nothing: it says itself which time it means.
    Explicit,
    /// The document's date.
    Document,
    /// The time of the statement it stands in.
    Statement,
    /// Another expression of the text.
    Timex {
        /// Which.
        timex: ItemId,
    },
    /// It is relative, and there is nothing to count from.
    Unresolved,
}

impl CountedFrom {
    /// For people; empty where nothing needs saying.
    pub fn line(self) -> String {
        match self {
            CountedFrom::Explicit => String::new(),
            CountedFrom::Document => "counted from the document’s date".to_owned(),
            CountedFrom::Statement => "counted from when the statement was made".to_owned(),
            CountedFrom::Timex { timex } => format!("counted from {}", timex.badge()),
            CountedFrom::Unresolved => "relative, with nothing to count from".to_owned(),
        }
    }
}
