//! What is annotated in a document, by a reader or by the engine, in one form for all corpora.
//!
//! All offsets are Unicode code points, end exclusive.

use onrecord_record::Day;
use std::collections::BTreeSet;
use std::ops::Range;

/// A stretch of a text, in code points.
pub type Place = Range<usize>;

/// What of a document is annotated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Layer {
    /// Who said what: content, cue and source.
    Statements,
    /// Who the sources are.
    Speakers,
    /// Dates, times, durations and sets.
    Timexes,
    /// Names of people, organisations and places, with their types.
    Names,
    /// Which mentions are of one entity.
    Coreference,
    /// Persons with the forms of their names.
    People,
    /// What happened in a case, and when.
    Events,
    /// Values of people and events.
    Facts,
    /// Reasons for review, and who asserts them.
    Grounds,
    /// Parts of speech, by token.
    Tags,
    /// One pronoun with two candidates (GAP).
    Pronouns,
}

impl Layer {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 11] = [
        Self::Statements,
        Self::Speakers,
        Self::Timexes,
        Self::Names,
        Self::Coreference,
        Self::People,
        Self::Events,
        Self::Facts,
        Self::Grounds,
        Self::Tags,
        Self::Pronouns,
    ];

    /// Its name on the command line and in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Speakers => "speakers",
            Self::Timexes => "timexes",
            Self::Names => "names",
            Self::Coreference => "coreference",
            Self::People => "people",
            Self::Events => "events",
            Self::Facts => "facts",
            Self::Grounds => "grounds",
            Self::Tags => "tags",
            Self::Pronouns => "pronouns",
        }
    }
}

/// A document with what is annotated in it. Layers that are not in `layers` are empty because nobody
/// looked, not because there is nothing.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Annotated {
    /// Unique in its corpus.
    pub id: String,
    /// What the offsets point into.
    pub text: String,
    /// When it was written or published.
    pub date: Option<Day>,
    /// Its headline, where that is no part of the text.
    pub title: Option<String>,
    /// What sort of text it is, in the corpus's own words; empty where there is one sort only.
    pub genre: String,
    /// Which story it is of, where several documents may be of one; empty where each is its own.
    pub story: String,
    /// What was annotated, completely.
    pub layers: BTreeSet<Layer>,
    /// Where it was annotated; the whole text where this is empty.
    pub looked_at: Vec<Place>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Dates, times, durations and sets, in the order of the text.
    pub timexes: Vec<Timex>,
    /// Who and what is spoken of.
    pub entities: Vec<Entity>,
    /// Where entities are named or meant, in the order of the text.
    pub mentions: Vec<Mention>,
    /// What happened.
    pub events: Vec<Event>,
    /// Values.
    pub facts: Vec<Fact>,
    /// Reasons for review.
    pub grounds: Vec<Ground>,
    /// Tokens with their tags.
    pub tokens: Vec<Token>,
    /// Pronouns with two candidates.
    pub pronouns: Vec<Pronoun>,
}

/// Something that somebody said, wrote or believes.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Statement {
    /// What was said, in parts.
    pub content: Vec<Place>,
    /// The word that says it was said.
    pub cue: Vec<Place>,
    /// The words that name who said it.
    pub source: Vec<Place>,
    /// The name of who said it; nothing where the text does not settle it or nobody annotated it.
    pub speaker: Option<String>,
    /// Names that are as right.
    pub alt_speakers: Vec<String>,
    /// `direct`, `indirect` or `mixed`; empty where it is not annotated.
    pub kind: String,
    /// Sort of saying (`assertion`, `denial`, …); empty where it is not annotated.
    pub act: String,
    /// Through what it was said (`interview`, `affidavit`, …); empty where the text does not say.
    pub medium: String,
    /// When it was said, as EDTF; empty where the text does not say.
    pub said: String,
    /// That a reader left it out is no error, nor is finding it.
    pub optional: bool,
    /// Of what was read: by which rule.
    pub rule: String,
}

/// A temporal expression.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Timex {
    /// Its words.
    pub place: Place,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: String,
    /// Its TIMEX3 value; empty where there is none.
    pub value: String,
    /// Values that are as right.
    pub alt: Vec<String>,
    /// Neither required nor an error.
    pub optional: bool,
}

/// Somebody or something.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entity {
    /// `person`, `group`, `organisation`, `place`, `facility`, `document`, `hashtag` or `other`; of a corpus with
    /// other types, the nearest of these.
    pub kind: String,
    /// The fullest name in the text; of the unnamed, a description.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether it has a name.
    pub named: bool,
}

/// How an entity is mentioned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Naming {
    /// By a name, a handle included.
    #[default]
    Name,
    /// By a description.
    Nominal,
    /// By a pronoun.
    Pronoun,
}

impl Naming {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Name, Self::Nominal, Self::Pronoun];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

/// Where an entity is meant.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mention {
    /// Its words.
    pub place: Place,
    /// The index of its entity.
    pub entity: usize,
    /// How it is mentioned.
    pub naming: Naming,
}

/// Something that happened.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Event {
    /// `arrest`, `conviction`, …
    pub kind: String,
    /// Types that are as right.
    pub alt_kinds: Vec<String>,
    /// When, as EDTF; empty where the text does not say.
    pub date: String,
    /// Dates that are as right.
    pub alt_dates: Vec<String>,
    /// The words that tell it.
    pub evidence: Vec<Place>,
    /// Neither required nor an error.
    pub optional: bool,
}

/// A value of somebody, or of an event.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fact {
    /// `age`, `sentence`, …
    pub attribute: String,
    /// Whose: a name, or the type of an event.
    pub subject: String,
    /// In its normal form.
    pub value: String,
    /// Its words.
    pub place: Place,
    /// Neither required nor an error.
    pub optional: bool,
}

/// A reason for review.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ground {
    /// `recantation`, `dna`, …
    pub code: String,
    /// A name, `narration`, or empty where that is not settled.
    pub asserter: String,
    /// The words that assert it.
    pub evidence: Vec<Place>,
    /// Neither required nor an error.
    pub optional: bool,
}

/// A token with its part of speech.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Token {
    /// Its words.
    pub place: Place,
    /// Its Penn Treebank tag.
    pub tag: String,
}

/// A pronoun and two names that it may mean.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pronoun {
    /// The pronoun.
    pub place: Place,
    /// Each name, and whether the pronoun means it.
    pub candidates: Vec<(Place, bool)>,
}

impl Annotated {
    /// The first place that is reversed or does not lie in the text; nothing where all do. A document without a
    /// text is not looked at.
    pub fn misplaced(&self) -> Option<Place> {
        let len = self.text.chars().count();
        let statements = self.statements.iter();
        let statements = statements.flat_map(|s| s.content.iter().chain(&s.cue).chain(&s.source));
        let pronouns = self.pronouns.iter();
        let pronouns = pronouns.flat_map(|p| p.candidates.iter().map(|c| &c.0).chain([&p.place]));
        let mut places = statements
            .chain(self.timexes.iter().map(|t| &t.place))
            .chain(self.mentions.iter().map(|m| &m.place))
            .chain(self.events.iter().flat_map(|e| &e.evidence))
            .chain(self.facts.iter().map(|f| &f.place))
            .chain(self.grounds.iter().flat_map(|g| &g.evidence))
            .chain(self.tokens.iter().map(|t| &t.place))
            .chain(pronouns);
        if len == 0 {
            return None;
        }
        let wrong = places.find(|place| place.start > place.end || place.end > len);
        wrong.cloned()
    }

    /// The words of a place; nothing where it does not lie in the text.
    pub fn words(&self, place: &Place) -> String {
        let len = place.end.saturating_sub(place.start);
        self.text.chars().skip(place.start).take(len).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_outside_the_text_are_told() {
        let of = |place: Place| Annotated {
            text: "né Orr".to_owned(),
            timexes: vec![Timex {
                place,
                ..Timex::default()
            }],
            ..Annotated::default()
        };
        assert_eq!(of(3..6).misplaced(), None);
        assert_eq!(of(3..7).misplaced(), Some(3..7));
        let reversed = Place { start: 5, end: 2 };
        assert_eq!(of(reversed.clone()).misplaced(), Some(reversed));
    }
}
