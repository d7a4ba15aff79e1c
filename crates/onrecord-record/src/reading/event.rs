//! What happened, with which values, on which grounds, and where that does not fit together.

use super::{
    Asserter, Confidence, EntityId, EventId, EvidenceSpan, FactId, Reading, Reason, TimexId, spans,
};
use crate::Span;
use serde::{Deserialize, Serialize};

/// Something of a criminal case that happened, as its asserter says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    /// What.
    #[serde(rename = "type")]
    pub kind: EventKind,
    /// The word that names it ("convicted", "the verdict").
    pub trigger: Span,
    /// The words it rests on, trigger among them; never empty.
    pub evidence: Vec<Span>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<EventDate>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<EntityId>,
    /// Whether it is said to have happened.
    pub modality: Modality,
    /// Who says so.
    pub asserter: Asserter,
    /// The same event told elsewhere in the document: the first telling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<EventId>,
    /// How sure the engine is of this reading.
    pub confidence: Confidence,
    /// Which rule.
    pub reason: Reason,
}

impl Event {
    /// The words it rests on.
    pub fn evidence(&self) -> Vec<EvidenceSpan> {
        spans("words", &self.evidence)
            .chain(spans("trigger", [&self.trigger]))
            .chain(spans("date", self.date.iter().map(|d| &d.span)))
            .chain(spans(
                "participant",
                self.participants.iter().map(|p| &p.span),
            ))
            .collect()
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub enum $name {$(
            $(#[$vdoc])*
            #[serde(rename = $text)]
            $variant,
        )*}

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The name in files and on screens.
            pub const fn as_str(self) -> &'static str {
                match self {$($name::$variant => $text,)*}
            }

            /// The one with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|k| k.as_str() == name)
            }
        }
    };
}

names! {
    /// Events of a criminal case.
    EventKind {
        /// The crime.
        Offence = "offence",
        /// Taken into custody by police.
        Arrest = "arrest",
        /// Charged, indicted.
        Charge = "charge",
        /// Pleaded.
        Plea = "plea",
        /// Stood trial.
        Trial = "trial",
        /// Found guilty.
        Conviction = "conviction",
        /// Found not guilty.
        Acquittal = "acquittal",
        /// Hung jury or broken-off trial.
        Mistrial = "mistrial",
        /// Sentenced.
        Sentence = "sentence",
        /// Appealed.
        Appeal = "appeal",
        /// Tried again.
        Retrial = "retrial",
        /// DNA or other evidence tested.
        Test = "test",
        /// A witness took testimony back.
        Recantation = "recantation",
        /// Papers filed in court.
        Filing = "filing",
        /// Heard in court.
        Hearing = "hearing",
        /// A court decided.
        Ruling = "ruling",
        /// A conviction was set aside.
        Vacatur = "vacatur",
        /// Let go.
        Release = "release",
        /// Parole granted, denied, sought.
        Parole = "parole",
        /// Pardon or commutation.
        Clemency = "clemency",
        /// Cleared.
        Exoneration = "exoneration",
        /// Somebody died (other than by the offence).
        Death = "death",
        /// Held in prison or jail.
        Custody = "custody",
        /// Anything else.
        Other = "other",
    }
}

names! {
    /// Whether an event is said to have happened.
    Modality {
        /// It happened.
        Happened = "happened",
        /// It did not.
        Negated = "negated",
        /// It is planned, asked for or expected.
        Prospective = "prospective",
        /// It might or would.
        Hypothetical = "hypothetical",
    }
}

/// When an event happened.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct EventDate {
    /// EDTF: `2002`, `1992-06`, `2014-02-06`, `1977/1980`.
    pub value: String,
    /// The words that give it.
    pub span: Span,
    /// The temporal expression, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timex: Option<TimexId>,
    /// Taken from the same clause (sure) or from the words around it (shown as inferred).
    pub inferred: bool,
}

/// Somebody who took part in an event.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Participant {
    /// `defendant`, `victim`, `judge`, `court`, `witness`, `agent`, …
    pub role: String,
    /// The words.
    pub span: Span,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
}

names! {
    /// What a fact is about.
    Attribute {
        /// Age in years.
        Age = "age",
        /// When an event was.
        Date = "date",
        /// A jury's vote.
        JuryVote = "jury-vote",
        /// What somebody was sentenced to.
        Sentence = "sentence",
        /// How long somebody has been or was held.
        TimeServed = "time-served",
        /// Where something happened or somebody is held.
        Place = "place",
        /// What somebody is charged with or convicted of.
        Charge = "charge",
        /// How many (victims, shots, witnesses, counts).
        Count = "count",
    }
}

/// What a fact's value is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Somebody or something.
    Entity(EntityId),
    /// An event.
    Event(EventId),
}

/// A typed value about an entity or an event, as its asserter gives it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fact {
    /// What it is about.
    pub attribute: Attribute,
    /// More exactly: what is counted (`victims`), which event's date (`conviction`); may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub qualifier: String,
    /// Whose.
    pub subject: Subject,
    /// The value, in one form for one meaning: `49`, `2002-06`, `10-2`, `life without parole`,
    /// `P19Y`, `3`.
    pub value: String,
    /// The words of the value.
    pub span: Span,
    /// The words it rests on, value among them; never empty.
    pub evidence: Vec<Span>,
    /// Who says so.
    pub asserter: Asserter,
    /// Where the words allow another reading: what hangs on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<String>,
    /// How sure the engine is of this reading.
    pub confidence: Confidence,
    /// Which rule.
    pub reason: Reason,
}

impl Fact {
    /// The words it rests on.
    pub fn evidence(&self) -> Vec<EvidenceSpan> {
        spans("words", &self.evidence)
            .chain(spans("value", [&self.span]))
            .collect()
    }
}

names! {
    /// Why a case should be looked at again, as somebody asserts: the National Registry of
    /// Exonerations' six contributing factors, then the other grounds.
    GroundCode {
        /// Factor: a witness took the wrong person.
        MistakenWitnessId = "mistaken_witness_id",
        /// Factor: a confession that was not true.
        FalseConfession = "false_confession",
        /// Factor: lies under oath or in accusing.
        PerjuryOrFalseAccusation = "perjury_or_false_accusation",
        /// Factor: forensic evidence wrong or overstated.
        FalseOrMisleadingForensics = "false_or_misleading_forensics",
        /// Factor: police, prosecutors or others in office broke rules.
        OfficialMisconduct = "official_misconduct",
        /// Factor: the defence lawyer failed.
        InadequateDefence = "inadequate_defence",
        /// A witness took back what they said.
        Recantation = "recantation",
        /// Evidence that the jury did not have.
        NewEvidence = "new_evidence",
        /// DNA speaks against the conviction.
        Dna = "dna",
        /// The verdict was not unanimous.
        NonUnanimousJury = "non_unanimous_jury",
        /// Jurors were pressed.
        JurorPressure = "juror_pressure",
        /// Was elsewhere.
        Alibi = "alibi",
        /// Somebody else did it.
        AlternativePerpetrator = "alternative_perpetrator",
        /// The convicted person says they did not do it.
        MaintainsInnocence = "maintains_innocence",
    }
}

impl GroundCode {
    /// Whether it is one of the registry's six contributing factors.
    pub const fn is_factor(self) -> bool {
        (self as u8) < (GroundCode::Recantation as u8)
    }
}

/// A reason for review that somebody asserts: never the program's own finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ground {
    /// Which.
    pub code: GroundCode,
    /// Whose case it is about, where the text settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<EntityId>,
    /// The words it rests on; never empty.
    pub evidence: Vec<Span>,
    /// Who asserts it.
    pub asserter: Asserter,
    /// The asserter passes it on as the claim of others, whose first source is not named.
    #[serde(default)]
    pub reported: bool,
    /// The asserter says that it is not so.
    #[serde(default)]
    pub denied: bool,
    /// How sure the engine is of this reading.
    pub confidence: Confidence,
    /// Which rule.
    pub reason: Reason,
}

impl Ground {
    /// The words it rests on.
    pub fn evidence(&self) -> Vec<EvidenceSpan> {
        spans("words", &self.evidence).collect()
    }
}

/// Two or more values for one attribute that cannot all hold. No winner is named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Disagreement {
    /// What it is about.
    pub attribute: Attribute,
    /// For people: "year of the conviction of …".
    pub about: String,
    /// The facts that do not fit together, in the text's order; at least two.
    pub facts: Vec<FactId>,
    /// Whether it hangs on how an ambiguous sentence is read.
    pub possible: bool,
    /// What it hangs on, where it is only possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<String>,
    /// Which rule.
    pub reason: Reason,
}

impl Disagreement {
    /// The words its values rest on.
    pub fn evidence(&self, reading: &Reading) -> Vec<EvidenceSpan> {
        let facts: Vec<&Fact> = self
            .facts
            .iter()
            .filter_map(|id| reading.fact(*id))
            .collect();
        spans("value", facts.iter().map(|f| &f.span))
            .chain(spans("words", facts.iter().flat_map(|f| &f.evidence)))
            .collect()
    }
}
