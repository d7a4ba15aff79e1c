//! The one view model: a document and its reading as plain data, ready to be shown.
//!
//! The terminal, the report, Markdown and JSON all render this and nothing else, so that they
//! cannot tell different things. It knows nothing of how a document was read or stored. Two
//! promises:
//!
//! * every item carries the words it rests on, as [`Evidence`];
//! * events, facts and grounds are held in [`Asserted`], which cannot be made without the one who
//!   asserts them: nothing here is true, somebody says it.

mod asserted;
mod build;
mod chronology;
mod cite;
mod date;
mod document;
mod event;
mod evidence;
mod id;
mod name;
mod review;
mod statement;

pub use asserted::{Asserted, AsserterView};
pub use chronology::ChronologyEntry;
pub use cite::{BoxView, Points};
pub use date::{CountedFrom, DateView, TimexView};
pub use document::{
    AsideView, BlockView, DetailView, DocumentView, MetadataView, Note, SourcedView,
};
pub(crate) use event::longest;
pub use event::{
    DisagreementView, EventView, FactView, GroundView, ParticipantView, PlaceView, SubjectView,
};
pub(crate) use evidence::evidence;
pub use evidence::{CodePoints, Evidence, citation};
pub use id::{ItemId, ItemLayer, ParseItemIdError};
pub use name::{EntityView, MentionView, SuggestionView};
pub use review::{CorrectionView, ReviewStatus, ReviewView, Reviews};
pub use statement::{CarriedView, MediumView, PartyView, SaidView, SpeakerView, StatementView};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Name and version of the published form. The number is raised when a field changes its meaning or
/// goes away; new fields leave it as it is.
pub const SCHEMA: &str = "onrecord.reading/1";

/// One document and all that was read in it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "onrecord.reading/1")]
pub struct ReadingView {
    /// Always `onrecord.reading/1`.
    pub schema: String,
    /// Which engine read the document.
    pub engine: EngineView,
    /// The document and its text.
    pub document: DocumentView,
    /// What the reader should know: warnings from reading the file, then notes of the engine.
    pub notes: Vec<Note>,
    /// People, groups, organisations, places and other names, in order of first mention.
    pub entities: Vec<EntityView>,
    /// Words that refer to them, in the text's order.
    pub mentions: Vec<MentionView>,
    /// Who said what, in the text's order.
    pub statements: Vec<StatementView>,
    /// Temporal expressions, in the text's order.
    pub timexes: Vec<TimexView>,
    /// What happened, as somebody says.
    pub events: Vec<Asserted<EventView>>,
    /// Typed values, as somebody gives them.
    pub facts: Vec<Asserted<FactView>>,
    /// Reasons for review, as somebody asserts them.
    pub grounds: Vec<Asserted<GroundView>>,
    /// Values that cannot all hold. No winner is named.
    pub disagreements: Vec<DisagreementView>,
    /// Events and dated statements in the order of their dates; those without a date come last.
    pub chronology: Vec<ChronologyEntry>,
    /// What people decided about the lines, where the document is in a case; otherwise left out. By
    /// the lines' ids.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "std::collections::BTreeMap<String, ReviewView>")]
    pub reviews: Option<Reviews>,
    /// Statements that several documents of the case tell, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(with = "BTreeMap<String, ToldView>")]
    pub told: BTreeMap<ItemId, ToldView>,
}

/// In how many documents of the case something is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ToldView {
    /// Documents that tell it.
    pub documents: u32,
    /// How many origins these have: copies of one text are one.
    pub origins: u32,
}

impl ReadingView {
    /// The name with this id.
    pub fn entity(&self, id: ItemId) -> Option<&EntityView> {
        self.entities.get(id.index_in(ItemLayer::Entity)?)
    }

    /// The statement with this id.
    pub fn statement(&self, id: ItemId) -> Option<&StatementView> {
        self.statements.get(id.index_in(ItemLayer::Statement)?)
    }

    /// The event with this id.
    pub fn event(&self, id: ItemId) -> Option<&Asserted<EventView>> {
        self.events.get(id.index_in(ItemLayer::Event)?)
    }

    /// The fact with this id.
    pub fn fact(&self, id: ItemId) -> Option<&Asserted<FactView>> {
        self.facts.get(id.index_in(ItemLayer::Fact)?)
    }

    /// The mention with this id.
    pub fn mention(&self, id: ItemId) -> Option<&MentionView> {
        self.mentions.get(id.index_in(ItemLayer::Mention)?)
    }
}

/// Name and version of an engine.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EngineView {
    /// Name, such as `rules`.
    pub name: String,
    /// Raised whenever the same document would be read otherwise.
    pub version: u32,
}

/// Why something was read so: the rule's name, and what it saw.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReasonView {
    /// Short, stable name of the rule.
    pub rule: String,
    /// What it saw, for people; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl From<&onrecord_record::Reason> for ReasonView {
    fn from(reason: &onrecord_record::Reason) -> Self {
        Self {
            rule: reason.rule.to_string(),
            detail: reason.detail.to_string(),
        }
    }
}
