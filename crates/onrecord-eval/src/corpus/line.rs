//! One document of the committed files: offsets, and in lines of our own texts words.

use serde::{Deserialize, Serialize};

/// Start and end in code points, end exclusive.
pub type Span = [usize; 2];

fn is_no(flag: &bool) -> bool {
    !flag
}

/// A document's annotation.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The text's id.
    pub id: String,
    /// The corpus it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// How the text is made from its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe: Option<String>,
    /// Class of licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Sort of text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    /// `train`, `dev` or `test`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<String>,
    /// Documents on one case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// Of the text in UTF-8, in small hexadecimal digits.
    pub sha256: String,
    /// The text's length in code points.
    pub chars: usize,
    /// The document's own date.
    pub date: Option<String>,
    /// The entity whose text it is.
    pub voice: Option<String>,
    /// Sort of paper.
    pub voice_medium: Option<String>,
    /// What is annotated completely.
    pub layers: Vec<String>,
    /// Number of readings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<u8>,
    /// Who is spoken of.
    pub entities: Vec<Entity>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Where entities are meant.
    pub mentions: Vec<Mention>,
    /// Temporal expressions.
    pub timexes: Vec<Timex>,
    /// What happened.
    pub events: Vec<Event>,
    /// Values.
    pub facts: Vec<Fact>,
    /// Reasons for review.
    pub grounds: Vec<Ground>,
}

/// Somebody or something.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// `e1`, …
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The first place of its fullest name; none where the name is assembled.
    pub name: Option<Span>,
    /// The first places of its other names.
    pub forms: Vec<Option<Span>>,
    /// It has no name, only a description.
    #[serde(default, skip_serializing_if = "is_no")]
    pub unnamed: bool,
    /// Entities that it may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maybe: Vec<String>,
    /// The text gives the name in pieces.
    #[serde(default, skip_serializing_if = "is_no")]
    pub assembled: bool,
    /// Its names, of our own texts only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Names>,
}

/// The names of an entity in words.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// The fullest.
    pub name: String,
    /// Others.
    pub forms: Vec<String>,
    /// What the text calls it besides.
    pub roles: Vec<String>,
}

/// Something said, written or believed.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// `s1`, …
    pub id: String,
    /// What was said, in parts.
    pub content: Vec<Span>,
    /// The word that says it was said.
    pub cue: Vec<Span>,
    /// The words that name who said it.
    pub source: Vec<Span>,
    /// Who said it.
    pub speaker: Option<String>,
    /// Who may as well have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alt_speakers: Vec<String>,
    /// By the quotation marks.
    pub kind: String,
    /// What the saying was.
    pub act: String,
    /// `happened` where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<String>,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Party>,
    /// Through whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relay: Vec<Party>,
    /// Through what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Medium>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Dated>,
    /// What is taken over from the statement before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<String>,
    /// The smallest statement that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// It goes on from the statement before.
    #[serde(default, skip_serializing_if = "is_no")]
    pub continues: bool,
    /// It is a turn behind a speaker's label.
    #[serde(default, skip_serializing_if = "is_no")]
    pub turn: bool,
    /// A careful reader may leave it out.
    #[serde(default, skip_serializing_if = "is_no")]
    pub doubt: bool,
    /// Its content says little.
    #[serde(default, skip_serializing_if = "is_no")]
    pub thin: bool,
}

/// Somebody beside a statement.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// The words.
    pub span: Option<Span>,
    /// Who it is.
    pub entity: Option<String>,
}

/// Through what something was said.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medium {
    /// The sort of paper or occasion.
    pub kind: String,
    /// The words.
    pub span: Option<Span>,
}

/// A date in EDTF.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dated {
    /// The date; none where only the words are known.
    pub value: Option<String>,
    /// The words.
    pub span: Option<Span>,
}

/// Where an entity is meant.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// Whom they mean.
    pub entity: Option<String>,
    /// Name, description or pronoun.
    pub kind: String,
}

/// A temporal expression.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timex {
    /// `t1`, …
    pub id: String,
    /// The words.
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3 value.
    pub value: Option<String>,
    /// Other right values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alt: Vec<String>,
    /// It is somebody's age.
    #[serde(default, skip_serializing_if = "is_no")]
    pub age: bool,
    /// TIMEX3 modifier.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// A careful reader may leave it out.
    #[serde(default, skip_serializing_if = "is_no")]
    pub doubt: bool,
}

/// Something that happened.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// `v1`, …
    pub id: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The words that tell it.
    pub evidence: Vec<Span>,
    /// A statement, or `narration`.
    pub asserter: Option<String>,
    /// The word.
    pub trigger: Option<Span>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Dated>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Where: an entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// `happened` where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<String>,
    /// The asserter passes it on.
    #[serde(default, skip_serializing_if = "is_no")]
    pub reported: bool,
    /// Further tellings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Span>,
    /// Other fair types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alt_types: Vec<String>,
    /// Other fair dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alt_dates: Vec<String>,
    /// A careful reader may leave it out.
    #[serde(default, skip_serializing_if = "is_no")]
    pub doubt: bool,
}

/// Somebody in an event.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// As what.
    pub role: String,
    /// Who.
    pub entity: Option<String>,
    /// The words.
    pub span: Option<Span>,
}

/// A value of somebody, or of an event.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// `f1`, …
    pub id: String,
    /// Of what sort.
    pub attribute: String,
    /// Which of that sort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// An entity or an event.
    pub subject: Option<String>,
    /// In its normal form; none where that would be words of others.
    pub value: Option<String>,
    /// The words.
    pub span: Span,
    /// The words that tell it.
    pub evidence: Vec<Span>,
    /// A statement, or `narration`.
    pub asserter: Option<String>,
    /// At least, at most.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// The asserter passes it on.
    #[serde(default, skip_serializing_if = "is_no")]
    pub reported: bool,
    /// It can be read in two ways.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<Ambiguity>,
    /// A careful reader may leave it out.
    #[serde(default, skip_serializing_if = "is_no")]
    pub doubt: bool,
}

/// That a fact can be read in two ways, or how.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Ambiguity {
    /// That.
    Is(bool),
    /// How; of our own texts only.
    Words(String),
}

/// A reason for review.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// `g1`, …
    pub id: String,
    /// Its code.
    pub code: String,
    /// Whose case.
    pub about: Option<String>,
    /// The words that assert it.
    pub evidence: Vec<Span>,
    /// A statement, or `narration`.
    pub asserter: Option<String>,
    /// The asserter denies it.
    #[serde(default, skip_serializing_if = "is_no")]
    pub denied: bool,
    /// The asserter passes it on.
    #[serde(default, skip_serializing_if = "is_no")]
    pub reported: bool,
    /// A careful reader may leave it out.
    #[serde(default, skip_serializing_if = "is_no")]
    pub doubt: bool,
}
