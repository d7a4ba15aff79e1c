//! Working files: what a reader writes, in words of the text.

mod who;

pub use who::{Entity, Who};

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// A working file. Its items stay JSON until they are placed, so that each fault can name its item.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The text's id.
    pub id: String,
    /// Who read.
    #[serde(default)]
    pub reader: Option<Value>,
    /// 1, 2 or `settled`.
    #[serde(default)]
    pub reading: Option<Value>,
    /// What was annotated completely.
    #[serde(default = "statements_only")]
    pub layers: Vec<String>,
    /// The document's own date.
    #[serde(default)]
    pub date: Option<String>,
    /// Where the date stands.
    #[serde(default)]
    pub date_basis: Option<String>,
    /// Key of the author.
    #[serde(default)]
    pub voice: Option<String>,
    /// Sort of paper.
    #[serde(default)]
    pub voice_medium: Option<String>,
    /// Keys of entities, in the order of the file: they are numbered by it.
    #[serde(default)]
    pub who: Who,
    /// Who said what.
    #[serde(default)]
    pub statements: Vec<Value>,
    /// Labels of turns, each with its speaker.
    #[serde(default)]
    pub turns: BTreeMap<String, Option<String>>,
    /// Where one label is now this speaker, now that.
    #[serde(default)]
    pub turn_speakers: Vec<TurnSpeaker>,
    /// Who speaks where the text begins inside a turn.
    #[serde(default, deserialize_with = "present")]
    pub opening: Option<Option<String>>,
    /// Words after which a turn is over before the next label.
    #[serde(default)]
    pub turn_ends: Words,
    /// Stage directions inside turns (`(Pause)`): no part of them.
    #[serde(default)]
    pub directions: Words,
    /// Labels that are none.
    #[serde(default)]
    pub no_turns: Vec<String>,
    /// Where entities are meant.
    #[serde(default)]
    pub mentions: Vec<Value>,
    /// Temporal expressions.
    #[serde(default)]
    pub timexes: Vec<Value>,
    /// What happened.
    #[serde(default)]
    pub events: Vec<Value>,
    /// Values.
    #[serde(default)]
    pub facts: Vec<Value>,
    /// Reasons for review.
    #[serde(default)]
    pub grounds: Vec<Value>,
    /// For people.
    #[serde(default)]
    pub notes: Option<Value>,
}

fn statements_only() -> Vec<String> {
    vec!["statements".to_owned()]
}

/// A field that is there, even if it is null.
fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// An item of a list in its own form.
///
/// # Errors
///
/// Where it has unknown fields, or fields of a wrong form.
pub fn item<T: DeserializeOwned>(value: &Value) -> Result<T, serde_json::Error> {
    T::deserialize(value)
}

/// Quoted words, or several for a span in parts.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// A span in one part.
    One(String),
    /// A span in parts.
    Parts(Vec<String>),
    /// None.
    None(()),
}

impl Default for Words {
    fn default() -> Self {
        Self::None(())
    }
}

impl Words {
    /// Its parts.
    pub fn parts(&self) -> &[String] {
        match self {
            Self::One(words) => std::slice::from_ref(words),
            Self::Parts(parts) => parts,
            Self::None(()) => &[],
        }
    }
}

/// A turn whose label does not tell the speaker.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnSpeaker {
    /// The label; none for the opening.
    pub label: Option<String>,
    /// Which of its turns, from 1.
    pub nth: usize,
    /// Key of the speaker.
    pub speaker: Option<String>,
}

/// Somebody beside a statement, in words, with a key.
pub type Party = (Option<String>, Option<String>);

/// One party, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Parties {
    /// One.
    One(Party),
    /// Several.
    Many(Vec<Party>),
}

impl Parties {
    /// All of them.
    pub fn all(&self) -> &[Party] {
        match self {
            Self::One(party) => std::slice::from_ref(party),
            Self::Many(parties) => parties,
        }
    }
}

/// Something said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// What was said.
    #[serde(default)]
    pub content: Words,
    /// The word that says it was said.
    #[serde(default)]
    pub cue: Words,
    /// The words that name who said it.
    #[serde(default)]
    pub source: Words,
    /// Key of the speaker; must be there, null where the text does not say.
    #[serde(default, deserialize_with = "present")]
    pub speaker: Option<Option<String>>,
    /// Keys that are as right.
    #[serde(default)]
    pub alt_speakers: Vec<String>,
    /// What the saying was.
    #[serde(default = "assertion")]
    pub act: String,
    /// Where the marks do not tell.
    #[serde(default)]
    pub kind: Option<String>,
    /// To whom.
    #[serde(default)]
    pub addressee: Option<Parties>,
    /// Through whom.
    #[serde(default)]
    pub relay: Option<Parties>,
    /// Through what.
    #[serde(default)]
    pub medium: Option<(String, Option<String>)>,
    /// When.
    #[serde(default)]
    pub said: Option<(Option<String>, Option<String>)>,
    /// What is taken over from the statement before.
    #[serde(default)]
    pub carried: Vec<String>,
    /// Whether it was said at all.
    #[serde(default)]
    pub modality: Option<String>,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub doubt: bool,
    /// It says little.
    #[serde(default)]
    pub thin: bool,
    /// It goes on from the statement before.
    #[serde(default)]
    pub continues: bool,
    /// A name for `asserter`.
    #[serde(default)]
    pub id: Option<String>,
    /// For people.
    #[serde(default)]
    pub note: Option<Value>,
}

fn assertion() -> String {
    "assertion".to_owned()
}

/// Where an entity is meant: words, key, and perhaps a kind.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Mention {
    /// A name.
    Name(String, Option<String>),
    /// With its kind.
    Kind(String, Option<String>, String),
}

/// A temporal expression: words, value, and perhaps more.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Timex {
    /// Words and value.
    Plain(String, Option<String>),
    /// With more.
    More(String, Option<String>, TimexMore),
}

/// What a temporal expression has besides.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimexMore {
    /// Where the value does not tell.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// Other right values.
    #[serde(default)]
    pub alt: Vec<String>,
    /// It is somebody's age.
    #[serde(default)]
    pub age: bool,
    /// TIMEX3 modifier.
    #[serde(default, rename = "mod")]
    pub modifier: Option<String>,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub doubt: bool,
}

/// Something that happened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// A name for facts.
    #[serde(default)]
    pub id: Option<String>,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The clause that tells it.
    pub evidence: Words,
    /// The word.
    #[serde(default)]
    pub trigger: Option<String>,
    /// When.
    #[serde(default)]
    pub date: Option<(String, Option<String>)>,
    /// Role, key, words.
    #[serde(default)]
    pub participants: Vec<(String, Option<String>, Option<String>)>,
    /// Key of the place.
    #[serde(default)]
    pub place: Option<String>,
    /// Whether it happened.
    #[serde(default)]
    pub modality: Option<String>,
    /// The asserter passes it on.
    #[serde(default)]
    pub reported: bool,
    /// Further tellings.
    #[serde(default)]
    pub also: Words,
    /// Other fair types.
    #[serde(default)]
    pub alt_types: Vec<String>,
    /// Other fair dates.
    #[serde(default)]
    pub alt_dates: Vec<String>,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub doubt: bool,
    /// A statement's name, or `narration`.
    #[serde(default)]
    pub asserter: Option<String>,
}

/// A value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Of what sort.
    pub attribute: String,
    /// Which of that sort.
    #[serde(default)]
    pub qualifier: Option<String>,
    /// Key of an entity, or an event's name.
    pub subject: Option<String>,
    /// In its normal form.
    pub value: String,
    /// The words.
    pub words: String,
    /// The words that tell it.
    #[serde(default)]
    pub evidence: Words,
    /// At least, at most.
    #[serde(default, rename = "mod")]
    pub modifier: Option<String>,
    /// The asserter passes it on.
    #[serde(default)]
    pub reported: bool,
    /// How it can be read otherwise.
    #[serde(default)]
    pub ambiguity: Option<String>,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub doubt: bool,
    /// A statement's name, or `narration`.
    #[serde(default)]
    pub asserter: Option<String>,
}

/// A reason for review.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Its code.
    pub code: String,
    /// Key of whose case it is.
    #[serde(default)]
    pub about: Option<String>,
    /// The words that assert it.
    pub evidence: Words,
    /// The asserter denies it.
    #[serde(default)]
    pub denied: bool,
    /// The asserter passes it on.
    #[serde(default)]
    pub reported: bool,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub doubt: bool,
    /// A statement's name, or `narration`.
    #[serde(default)]
    pub asserter: Option<String>,
}
