//! Who said what.

use super::{Confidence, EntityId, EvidenceSpan, Reason, StatementId, TimexId, spans};
use crate::Span;
use serde::{Deserialize, Serialize};

/// Somebody's words or thoughts as the document gives them: an attribution relation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// What was said, in one or more parts, in the text's order; never empty. Quotation marks are
    /// part of it.
    pub content: Vec<Span>,
    /// The words that say it was said; empty where a quotation goes on without any.
    pub cue: Vec<Span>,
    /// The words that name who said it, next to the cue; empty where there are none.
    pub source: Vec<Span>,
    /// Who said it, as far as the text settles it.
    pub speaker: Speaker,
    /// In quotation marks, without, or partly.
    pub kind: StatementKind,
    /// What sort of saying it was.
    pub act: SpeechAct,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Party>,
    /// Where it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Carried<Medium>>,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Carried<SaidWhen>>,
    /// Who passed it on, from the one nearest the speaker to the one nearest this document; empty
    /// where the document itself gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relay: Vec<Party>,
    /// The statement it lies inside of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<StatementId>,
    /// The statement it goes on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<StatementId>,
    /// How sure the engine is that this is a statement with these parts.
    pub confidence: Confidence,
    /// Which rule.
    pub reason: Reason,
}

impl Statement {
    /// The words it rests on.
    pub fn evidence(&self) -> Vec<EvidenceSpan> {
        spans("content", &self.content)
            .chain(spans("cue", &self.cue))
            .chain(spans("source", &self.source))
            .chain(spans(
                "addressee",
                self.addressee.iter().filter_map(|p| p.span.as_ref()),
            ))
            .chain(spans(
                "medium",
                self.medium.iter().filter_map(|m| m.span.as_ref()),
            ))
            .chain(spans(
                "said",
                self.said.iter().filter_map(|s| s.span.as_ref()),
            ))
            .chain(spans(
                "relay",
                self.relay.iter().filter_map(|p| p.span.as_ref()),
            ))
            .collect()
    }
}

/// Who said it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// An entity of this reading.
    Known {
        /// Who.
        entity: EntityId,
        /// How the text led there.
        reason: Reason,
        /// How sure.
        confidence: Confidence,
    },
    /// Named by words that lead to nobody in particular ("a source", "critics").
    Described {
        /// The words.
        name: String,
    },
    /// The text does not say who.
    Unknown {
        /// What was missing.
        reason: Reason,
    },
}

impl Speaker {
    /// The entity, where there is one.
    pub const fn entity(&self) -> Option<EntityId> {
        match self {
            Speaker::Known { entity, .. } => Some(*entity),
            _ => None,
        }
    }
}

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What sort of saying it was.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeechAct {
    /// Said, wrote, claimed.
    Assertion,
    /// Denied, rejected.
    Denial,
    /// Asked.
    Question,
    /// Asked for, ordered, called for.
    Demand,
    /// Declined to comment.
    Refusal,
    /// Believes, thinks.
    Belief,
    /// Ruled, found, held.
    Ruling,
    /// Wishes, feels, agrees, plans: kept apart, not a statement in the case file's sense.
    Attitude,
}

/// Somebody who takes part in a statement besides its speaker.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Party {
    /// The words that name them; none where carried over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Who they are, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// Name to show.
    pub name: String,
}

/// A value that is said here, or carried over from the statement before and shown as such.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Carried<T> {
    /// The value.
    pub value: T,
    /// The words that say so here; none where carried over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The statement it was carried over from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<StatementId>,
}

/// Where something was said.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Medium {
    /// The sort.
    pub kind: MediumKind,
    /// Its name, for people: `Twitter`, `Instagram`, `affidavit`, `interview with …`.
    pub name: String,
}

/// Sorts of media.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MediumKind {
    /// A post on a social medium.
    Post,
    /// Motion, petition, brief, lawsuit.
    CourtFiling,
    /// Order, ruling, opinion.
    CourtRuling,
    /// Said in court, not under oath.
    CourtHearing,
    /// Sworn: in the witness box or in a deposition.
    Testimony,
    /// Affidavit or declaration.
    Affidavit,
    /// Interview.
    Interview,
    /// A statement that was given out.
    Statement,
    /// News or press conference.
    PressConference,
    /// Letter or e-mail.
    Letter,
    /// A written report.
    Report,
    /// Radio, television, podcast.
    Broadcast,
    /// A call.
    Phone,
    /// Anything else that is named.
    Other,
}

/// When something was said.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct SaidWhen {
    /// The temporal expression.
    pub timex: TimexId,
    /// Its value when the statement was read; none where it is not resolved.
    pub value: Option<String>,
}
