//! Statements of one person on one matter, side by side.
//!
//! So far only what takes something back is linked with what it takes back.

use crate::people::Register;
use crate::{EntityRef, Gist, LineRef};
use onrecord_record::{
    Day, Document, DocumentKind, EntityId, Layer, MediumKind, Reading, SpeechAct,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many content words of a statement are kept.
const MOST_KEYS: usize = 20;
/// How many statements of one person are compared with each other.
const MOST_SAYINGS: usize = 200;
/// How many content words two statements on one matter share at least.
const SHARED: usize = 2;

/// Who says what in a document.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sayings {
    /// Statements of somebody whom the text settles, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sayings: Vec<Saying>,
}

/// A statement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Saying {
    /// Its index in the reading.
    pub statement: u32,
    /// Who said it.
    pub speaker: EntityId,
    /// The day of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Said under oath: testimony, affidavit, or in such a paper.
    #[serde(default)]
    pub sworn: bool,
    /// Denies, or has a negative word.
    #[serde(default)]
    pub negated: bool,
    /// How it takes something back, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_back: Option<How>,
    /// Its first content words, cut to their stems.
    pub keys: BTreeSet<String>,
}

/// How an earlier statement came about, as the later one says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It was a lie.
    Lied,
    /// It was a mistake.
    Mistaken,
    /// Somebody pressed or paid for it.
    Pressured,
    /// It does not say.
    Unclear,
}

/// Statements of one person on one matter that differ.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Story {
    /// Whose, as a number in [`Register::people`].
    pub person: u32,
    /// The statements, by day, undated last; two or more.
    pub statements: Vec<LineRef>,
    /// The statement that takes back, where one does, and how.
    pub recantation: Option<(LineRef, How)>,
    /// Whether it was sworn.
    pub sworn: bool,
    /// Why, in short sentences for people.
    pub because: Vec<String>,
}

/// Cue words of taking back, with how; then words that negate; from the data file.
static CUES: std::sync::LazyLock<Vec<(&'static str, &'static str)>> =
    std::sync::LazyLock::new(|| {
        include_str!("../../data/story-cues.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut columns = line.split('\t');
                Some((columns.next()?, columns.next()?))
            })
            .collect()
    });

impl Sayings {
    /// Those of a document.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let paper = matches!(
            document.kind,
            DocumentKind::Affidavit | DocumentKind::Transcript
        );
        let sayings = (0u32..)
            .zip(&reading.statements)
            .filter(|(_, said)| {
                !matches!(
                    said.act,
                    SpeechAct::Question
                        | SpeechAct::Demand
                        | SpeechAct::Refusal
                        | SpeechAct::Attitude
                )
            })
            .filter_map(|(statement, said)| {
                let speaker = said.speaker.entity()?;
                let words: Vec<&str> = said
                    .cue
                    .iter()
                    .chain(&said.content)
                    .map(|span| document.text.slice(*span))
                    .collect();
                let folded = format!(" {} ", folded(&words.join(" ")));
                let sworn = paper
                    || said.medium.as_ref().is_some_and(|medium| {
                        matches!(
                            medium.value.kind,
                            MediumKind::Testimony | MediumKind::Affidavit
                        )
                    });
                Some(Saying {
                    statement,
                    speaker,
                    day: document.day(),
                    sworn,
                    negated: said.act == SpeechAct::Denial || has(&folded, "negated"),
                    takes_back: takes_back(&folded),
                    keys: keys(&folded),
                })
            })
            .collect();
        Self { sayings }
    }
}

fn folded(words: &str) -> String {
    let plain: String = words
        .to_lowercase()
        .replace('’', "'")
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '\'' {
                c
            } else {
                ' '
            }
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has(folded: &str, class: &str) -> bool {
    CUES.iter()
        .any(|(cue, of)| *of == class && folded.contains(&format!(" {cue} ")))
}

fn takes_back(folded: &str) -> Option<How> {
    [
        ("pressured", How::Pressured),
        ("lied", How::Lied),
        ("mistaken", How::Mistaken),
        ("unclear", How::Unclear),
    ]
    .into_iter()
    .find(|(class, _)| has(folded, class))
    .map(|(_, how)| how)
}

fn keys(folded: &str) -> BTreeSet<String> {
    folded
        .split_whitespace()
        .filter(|word| word.chars().count() > 3 || word.chars().all(|c| c.is_ascii_digit()))
        .filter(|word| !CUES.iter().any(|(cue, of)| *of == "stop" && cue == word))
        .map(|word| word.trim_end_matches("'s").chars().take(5).collect())
        .take(MOST_KEYS)
        .collect()
}

/// Whose statements differ, in the order of the register.
pub fn changed(gists: &[&Gist], register: &Register) -> Vec<Story> {
    let mut said: BTreeMap<u32, Vec<(u32, &Saying)>> = BTreeMap::new();
    for (document, gist) in (0u32..).zip(gists) {
        for saying in &gist.sayings.sayings {
            let entity = saying.speaker;
            if let Some(person) = register.of.get(&EntityRef { document, entity }) {
                said.entry(*person).or_default().push((document, saying));
            }
        }
    }
    said.into_iter()
        .flat_map(|(person, said)| of_person(person, said))
        .collect()
}

fn of_person(person: u32, mut said: Vec<(u32, &Saying)>) -> Vec<Story> {
    said.sort_by_key(|(document, s)| (s.day.is_none(), s.day, *document, s.statement));
    said.truncate(MOST_SAYINGS);
    let mut stories = Vec::new();
    for (i, (at, later)) in said.iter().enumerate() {
        let earlier: Vec<(u32, &Saying)> = said
            .iter()
            .take(i)
            .filter(|(document, _)| document != at)
            .filter(|(_, before)| differ(before, later))
            .copied()
            .collect();
        if earlier.is_empty() {
            continue;
        }
        let line = |document: u32, saying: &Saying| LineRef {
            document,
            layer: Layer::Statement,
            index: saying.statement,
        };
        let last = line(*at, later);
        let mut statements: Vec<LineRef> = earlier.iter().map(|(d, s)| line(*d, s)).collect();
        statements.push(last);
        let because = match later.takes_back {
            Some(_) => "A later statement takes back earlier ones in similar words.",
            None => "One says that it was so, the other that it was not.",
        };
        stories.push(Story {
            person,
            statements,
            recantation: later.takes_back.map(|how| (last, how)),
            sworn: later.sworn,
            because: vec![because.to_owned()],
        });
    }
    stories
}

/// On one matter, and not the same.
fn differ(before: &Saying, later: &Saying) -> bool {
    let shared = before.keys.intersection(&later.keys).count();
    before.keys != later.keys
        && shared >= SHARED
        && (later.takes_back.is_some() || before.negated != later.negated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_back_says_how() {
        let how = |words: &str| takes_back(&format!(" {} ", folded(words)));
        assert_eq!(how("I lied about the red car."), Some(How::Lied));
        assert_eq!(how("They threatened me."), Some(How::Pressured));
        assert_eq!(how("That was not true."), Some(How::Unclear));
        assert_eq!(how("I saw the red car."), None);
    }

    #[test]
    fn the_same_words_again_are_no_change() {
        let saying = |negated| Saying {
            statement: 0,
            speaker: EntityId(0),
            day: None,
            sworn: false,
            negated,
            takes_back: None,
            keys: keys(" i saw a red wagon near the bakery "),
        };
        assert!(!differ(&saying(false), &saying(false)));
        assert!(!differ(&saying(false), &saying(true)));
    }

    #[test]
    fn each_cue_has_a_known_class_and_stands_once_in_it() {
        let mut cues = CUES.clone();
        cues.sort_unstable();
        cues.dedup();
        assert_eq!(cues.len(), CUES.len());
        let classes = [
            "lied",
            "mistaken",
            "pressured",
            "unclear",
            "negated",
            "stop",
        ];
        assert!(cues.iter().all(|(_, class)| classes.contains(class)));
    }
}
