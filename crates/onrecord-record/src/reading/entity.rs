//! Mentions and the entities they refer to.

use super::{Confidence, EntityId, EvidenceSpan, MentionId, Reading, Reason, spans};
use crate::Span;
use serde::{Deserialize, Serialize};

/// A span that refers to somebody or something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mention {
    /// The whole phrase ("her lawyer", "Judge Ann Lee").
    pub span: Span,
    /// The name inside without titles, or the head noun, or the pronoun.
    pub head: Span,
    /// How it refers.
    pub kind: MentionKind,
    /// What it refers to, where the text settles it.
    pub entity: Option<EntityId>,
    /// Why it was linked there, or left alone.
    pub reason: Reason,
    /// How sure the link is.
    pub confidence: Confidence,
}

impl Mention {
    /// The words it rests on.
    pub fn evidence(&self) -> Vec<EvidenceSpan> {
        spans("words", [&self.span]).collect()
    }
}

/// How a mention refers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionKind {
    /// By name, full or short.
    Name,
    /// By an account's name: `@ann`.
    Handle,
    /// `#FreeAnn`
    Hashtag,
    /// By a description: "the singer", "her lawyer".
    Nominal,
    /// By a pronoun, possessives among them.
    Pronoun,
}

/// Somebody or something, within one document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest name the document gives; for somebody without a name, the fullest description.
    pub name: String,
    /// The mention that `name` was taken from.
    pub named_by: MentionId,
    /// All mentions, in order.
    pub mentions: Vec<MentionId>,
    /// Distinct other names and handles in the text, in order of first use (not descriptions).
    pub aliases: Vec<String>,
    /// Grammatical gender the text uses for a person.
    pub gender: Gender,
    /// More than one ("prosecutors", "the jurors").
    pub plural: bool,
    /// What the text calls it: "rapper", "Dent's ex-girlfriend", with the words.
    pub descriptions: Vec<Description>,
    /// Others it may be, for a person to confirm: never merged by the program.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maybe: Vec<Suggestion>,
    /// A first name or handle only: who it is, the text does not say.
    pub unresolved: bool,
}

impl Entity {
    /// The words its mentions and descriptions rest on.
    pub fn evidence(&self, reading: &Reading) -> Vec<EvidenceSpan> {
        let mentions = self
            .mentions
            .iter()
            .filter_map(|id| reading.mention(*id))
            .map(|m| &m.span);
        spans("mention", mentions)
            .chain(spans(
                "description",
                self.descriptions.iter().map(|d| &d.span),
            ))
            .collect()
    }
}

/// What an entity is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntityKind {
    /// A person, or an account of one.
    Person,
    /// Several people named together by what they are ("prosecutors").
    Group,
    /// Organisation, court, outlet, company.
    Organisation,
    /// Town, state, country.
    Place,
    /// Building, prison, street.
    Facility,
    /// A paper or work that speaks ("the affidavit", "the appeal").
    Document,
    /// A hashtag.
    Hashtag,
    /// A name of something else.
    Other,
}

/// Grammatical gender, as the text's pronouns and titles have it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gender {
    /// he, Mr.
    Male,
    /// she, Ms.
    Female,
    /// singular they, by the text's own use.
    Neutral,
    /// The text does not tell.
    #[default]
    Unknown,
}

/// What the text calls somebody.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Description {
    /// The words.
    pub span: Span,
    /// Which rule took it as a description of this entity.
    pub reason: Reason,
}

/// A possible link, for a person to confirm.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Suggestion {
    /// Who it may be.
    pub entity: EntityId,
    /// Why.
    pub reason: Reason,
}
