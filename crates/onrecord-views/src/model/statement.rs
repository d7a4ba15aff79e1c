//! Who said what.

use super::{DateView, Evidence, ItemId, ReasonView};
use crate::vocabulary::{act_label, act_schema, medium_schema, statement_schema};
use onrecord_record::{MediumKind, SpeechAct, StatementKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody's words or thoughts as the document gives them.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct StatementView {
    /// Its id in this view.
    pub id: ItemId,
    /// Who said it, as far as the text settles it.
    pub speaker: SpeakerView,
    /// The words that name who said it, next to the cue (`she`); empty where there are none.
    pub named: String,
    /// In quotation marks, without, or partly.
    #[schemars(schema_with = "statement_schema")]
    pub kind: StatementKind,
    /// What sort of saying it was.
    #[schemars(schema_with = "act_schema")]
    pub act: SpeechAct,
    /// The words that say it was said; empty where a quotation goes on without any.
    pub cue: String,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<PartyView>,
    /// Where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<CarriedView<MediumView>>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<CarriedView<SaidView>>,
    /// Who passed it on, from the one nearest the speaker to the one nearest the document; empty
    /// where the document itself gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relay: Vec<PartyView>,
    /// The statement it lies inside of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<ItemId>,
    /// The statement it goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<ItemId>,
    /// How sure the engine is that this is a statement with these parts, in percent.
    pub confidence: u8,
    /// Which rule.
    pub reason: ReasonView,
    /// The words: roles `content` (one or more parts), `cue`, `source`, `addressee`, `medium`,
    /// `said`, `relay`.
    pub evidence: Vec<Evidence>,
}

impl StatementView {
    /// What was said, part by part, in the text's order.
    pub fn content(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(|e| e.role == "content")
    }

    /// How it was said, for people: its cue, or the sort of saying where it has none.
    pub fn verb(&self) -> &str {
        if self.cue.is_empty() {
            act_label(self.act)
        } else {
            &self.cue
        }
    }
}

/// Who said it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum SpeakerView {
    /// One of the document's entities.
    Known {
        /// Who.
        entity: ItemId,
        /// Their name.
        name: String,
        /// How sure the link is, in percent.
        confidence: u8,
        /// How the text led there.
        reason: ReasonView,
    },
    /// Named by words that lead to nobody in particular ("a source", "critics").
    Described {
        /// The words.
        name: String,
    },
    /// The text does not say who.
    Unknown {
        /// What was missing.
        reason: ReasonView,
    },
}

impl SpeakerView {
    /// For people; says so where nobody is named.
    pub fn shown(&self) -> &str {
        match self {
            SpeakerView::Known { name, .. } | SpeakerView::Described { name } => name,
            SpeakerView::Unknown { .. } => "speaker unknown",
        }
    }

    /// The entity, where there is one.
    pub const fn entity(&self) -> Option<ItemId> {
        match self {
            SpeakerView::Known { entity, .. } => Some(*entity),
            _ => None,
        }
    }

    /// What a reader should know about the link; nothing where the speaker is known.
    pub fn caution(&self) -> Option<&'static str> {
        match self {
            SpeakerView::Known { .. } => None,
            SpeakerView::Described { .. } => Some("not named"),
            SpeakerView::Unknown { .. } => Some("unattributed: the first source is not given"),
        }
    }
}

/// Somebody who takes part in a statement besides its speaker.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PartyView {
    /// Name to show.
    pub name: String,
    /// Who they are, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<ItemId>,
}

/// A value that is said here, or carried over from the statement before.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CarriedView<T> {
    /// The value.
    #[serde(flatten)]
    pub value: T,
    /// Whether it is not said here but carried over.
    pub carried_over: bool,
    /// The statement it was carried over from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<ItemId>,
}

impl<T> CarriedView<T> {
    /// `shown`, in brackets where it is carried over.
    pub(crate) fn bracketed(&self, shown: &str) -> String {
        if self.carried_over {
            format!("[{shown}]")
        } else {
            shown.to_owned()
        }
    }
}

/// Where something was said.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MediumView {
    /// The sort.
    #[schemars(schema_with = "medium_schema")]
    pub kind: MediumKind,
    /// Its name: `Instagram`, `affidavit`.
    pub name: String,
}

/// When something was said.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct SaidView {
    /// The temporal expression.
    pub timex: ItemId,
    /// Its TIMEX3 value; none where it is not resolved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// For people: `16 August 2020`, or the words where they are not resolved.
    pub shown: String,
    /// As a place on the calendar, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateView>,
}
