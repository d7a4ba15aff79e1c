//! All the engine got from one document, in layers that refer to earlier layers by id.
//!
//! Ids are indices, good inside one reading only. Whatever is to outlive the reading carries an
//! [`Anchor`](crate::Anchor).

mod entity;
mod event;
mod statement;
mod token;

pub use entity::*;
pub use event::*;
pub use statement::*;
pub use token::*;

use crate::Span;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $layer:ident: $item:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the item at `index` of its layer.
            pub const fn new(index: usize) -> Self {
                Self(index as u32)
            }

            /// Where the item stands in its layer.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*
    impl Reading {$(
        #[doc = concat!("The item with this id in `", stringify!($layer), "`.")]
        pub fn $layer(&self, id: $name) -> Option<&$item> {
            self.layers().$layer.get(id.index())
        }
    )*}};
}

ids! {
    /// A mention within one reading.
    MentionId => mention: Mention;
    /// An entity within one reading.
    EntityId => entity: Entity;
    /// A temporal expression within one reading.
    TimexId => timex: Timex;
    /// A statement within one reading.
    StatementId => statement: Statement;
    /// An event within one reading.
    EventId => event: Event;
    /// A fact within one reading.
    FactId => fact: Fact;
    /// A ground within one reading.
    GroundId => ground: Ground;
    /// A disagreement within one reading.
    DisagreementId => disagreement: Disagreement;
}

/// Borrowed layers under the names of their items, for the lookups above.
struct Layers<'r> {
    mention: &'r [Mention],
    entity: &'r [Entity],
    timex: &'r [Timex],
    statement: &'r [Statement],
    event: &'r [Event],
    fact: &'r [Fact],
    ground: &'r [Ground],
    disagreement: &'r [Disagreement],
}

/// All the engine got from one document.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Reading {
    /// Which engine read it.
    pub engine: EngineId,
    /// Words and marks, in order. Not stored: the engine makes them again.
    #[serde(skip)]
    pub tokens: Vec<Token>,
    /// Sentences, in order. Not stored: the engine makes them again.
    #[serde(skip)]
    pub sentences: Vec<Sentence>,
    /// Spans that refer to somebody or something, in order.
    pub mentions: Vec<Mention>,
    /// What the mentions refer to, in order of first mention.
    pub entities: Vec<Entity>,
    /// Temporal expressions, in order.
    pub timexes: Vec<Timex>,
    /// Who said what, in order of the first content span.
    pub statements: Vec<Statement>,
    /// What happened, as somebody says.
    pub events: Vec<Event>,
    /// Typed values, as somebody gives them.
    pub facts: Vec<Fact>,
    /// Reasons for review, as somebody asserts them.
    pub grounds: Vec<Ground>,
    /// Values that cannot both hold.
    pub disagreements: Vec<Disagreement>,
    /// What the reader of the case should know: relative dates without a date to count from, …
    pub notes: Vec<crate::Warning>,
}

impl Reading {
    fn layers(&self) -> Layers<'_> {
        Layers {
            mention: &self.mentions,
            entity: &self.entities,
            timex: &self.timexes,
            statement: &self.statements,
            event: &self.events,
            fact: &self.facts,
            ground: &self.grounds,
            disagreement: &self.disagreements,
        }
    }

    /// The name to show for an entity; empty for an id of another reading.
    pub fn name(&self, id: EntityId) -> &str {
        self.entity(id).map_or("", |e| e.name.as_str())
    }
}

/// Name and version of the engine that made a reading.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct EngineId {
    /// Name, such as `rules`.
    pub name: String,
    /// Raised whenever the same document would be read otherwise.
    pub version: u32,
}

/// Why a machine reading was made: the rule's name or the model's head, and a detail for people.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Reason {
    /// Short, stable name of the rule: `alias-appositive`, `cue-before-content`.
    pub rule: Cow<'static, str>,
    /// What it saw, where that helps; may be empty.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub detail: Cow<'static, str>,
}

impl Reason {
    /// A reason that is only a rule's name.
    pub const fn rule(rule: &'static str) -> Self {
        Self {
            rule: Cow::Borrowed(rule),
            detail: Cow::Borrowed(""),
        }
    }

    /// A rule's name and what it saw.
    pub fn with(rule: &'static str, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            rule: Cow::Borrowed(rule),
            detail: detail.into(),
        }
    }
}

/// How sure the engine is of one of its readings, in percent (0 to 100). It is about the reading,
/// never about the world.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Confidence(pub u8);

impl Confidence {
    /// The text settles it.
    pub const HIGH: Self = Self(90);
    /// Usually right.
    pub const MEDIUM: Self = Self(70);
    /// A suggestion.
    pub const LOW: Self = Self(40);
}

/// Who stands behind an event, fact or ground. There is no variant for "it is so".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asserter {
    /// The document's own voice.
    Narration,
    /// Somebody the document quotes or paraphrases.
    Statement(StatementId),
}

/// What a piece of evidence shows about its item.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EvidenceSpan {
    /// `content`, `cue`, `source`, `trigger`, `value`, …
    pub role: &'static str,
    /// The words.
    pub span: Span,
}

/// Every layer that makes lines of a case file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// [`Mention`]
    Mention,
    /// [`Entity`]
    Entity,
    /// [`Timex`]
    Timex,
    /// [`Statement`]
    Statement,
    /// [`Event`]
    Event,
    /// [`Fact`]
    Fact,
    /// [`Ground`]
    Ground,
    /// [`Disagreement`]
    Disagreement,
}

/// One item of a reading with all the words it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Its layer.
    pub layer: Layer,
    /// Its index in the layer.
    pub index: u32,
    /// The words it rests on; never empty.
    pub evidence: Vec<EvidenceSpan>,
}

impl Reading {
    /// Every item of every layer with all its evidence: what a case file stores and verifies.
    pub fn lines(&self) -> impl Iterator<Item = Line> + '_ {
        fn of<T>(
            layer: Layer,
            items: &[T],
            evidence: impl Fn(&T) -> Vec<EvidenceSpan>,
        ) -> impl Iterator<Item = Line> {
            items.iter().enumerate().map(move |(i, item)| Line {
                layer,
                index: i as u32,
                evidence: evidence(item),
            })
        }
        of(Layer::Mention, &self.mentions, Mention::evidence)
            .chain(of(Layer::Entity, &self.entities, |e| e.evidence(self)))
            .chain(of(Layer::Timex, &self.timexes, Timex::evidence))
            .chain(of(Layer::Statement, &self.statements, Statement::evidence))
            .chain(of(Layer::Event, &self.events, Event::evidence))
            .chain(of(Layer::Fact, &self.facts, Fact::evidence))
            .chain(of(Layer::Ground, &self.grounds, Ground::evidence))
            .chain(of(Layer::Disagreement, &self.disagreements, |d| {
                d.evidence(self)
            }))
    }
}

/// Evidence of one role.
fn spans<'s>(
    role: &'static str,
    spans: impl IntoIterator<Item = &'s Span>,
) -> impl Iterator<Item = EvidenceSpan> {
    let spans: Vec<Span> = spans.into_iter().copied().collect();
    spans
        .into_iter()
        .map(move |span| EvidenceSpan { role, span })
}
