//! Statements of one person on one matter, side by side over time, where they differ; and what takes
//! back which.

mod compare;
mod cues;
mod lexicon;
mod links;
mod narrated;
mod saying;
mod sentences;
mod voice;
mod words;

pub use cues::Marks;
pub use saying::{Saying, Sayings};

use crate::people::Register;
use crate::{EntityRef, Gist, LineRef};
use compare::{Common, Told, Why};
use links::{Link, links};
use onrecord_record::{Day, GroundCode, Layer, MediumKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many tellings of one person are compared with each other; those that take back come first.
const MOST_SAYINGS: usize = 300;
/// How many tellings a story shows.
const MOST_TELLINGS: usize = 14;
/// How many takings back in general one difference in what is said weighs.
const DIFFERENCE: usize = 10;
/// How many words stand for the matter.
const MATTER: usize = 4;
/// How many lines that tell of a recantation are given.
const MOST_CORROBORATION: usize = 8;

/// How an earlier statement came about, as the later one says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It was a lie.
    Lied,
    /// It was a mistake.
    Mistaken,
    /// Somebody pressed, paid or told for it.
    Pressured,
    /// It does not say.
    Unclear,
}

/// One telling of a story.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Telling {
    /// The statement of the reading, where it is in one.
    pub line: Option<LineRef>,
    /// The document's number, from 0.
    pub document: u32,
    /// Its words, as bytes of the document's text.
    pub words: Range<u32>,
    /// The day it was said, else that of the paper.
    pub day: Option<Day>,
    /// Whether under oath.
    pub sworn: bool,
    /// Where it was said.
    pub medium: Option<MediumKind>,
    /// Another's paper tells it; else it stands in the person's own paper, or in answers taken down.
    pub reported: bool,
    /// To whom, as the paper says.
    pub to: Option<String>,
}

/// What takes something back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recantation {
    /// Which of the story's statements takes back.
    pub by: usize,
    /// Which it takes back.
    pub takes_back: Vec<usize>,
    /// How the earlier ones came about, as it says.
    pub how: How,
    /// Whether it was sworn.
    pub sworn: bool,
    /// Who took it down or was told, as the paper says.
    pub taken_by: Vec<String>,
    /// Grounds in other papers that tell of a recantation, in papers that name this person and nobody
    /// else who takes something back.
    pub corroborated_by: Vec<LineRef>,
}

/// Statements of one person on one matter that differ.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Story {
    /// Whose, as a number in [`Register::people`].
    pub person: u32,
    /// What about: a few words.
    pub matter: String,
    /// The statements, by day, undated last; two or more.
    pub statements: Vec<Telling>,
    /// What takes back, where something does.
    pub recantation: Option<Recantation>,
    /// Why, in short sentences for people.
    pub because: Vec<String>,
}

impl Story {
    /// Leaves out what stands in lines that are gone; a recantation goes with its own statement, or
    /// when nothing is left that it takes back.
    pub fn without(&mut self, is_gone: impl Fn(&LineRef) -> bool) {
        let mut now = BTreeMap::new();
        let mut kept = Vec::new();
        for (was, telling) in std::mem::take(&mut self.statements).into_iter().enumerate() {
            if !telling.line.as_ref().is_some_and(&is_gone) {
                now.insert(was, kept.len());
                kept.push(telling);
            }
        }
        self.statements = kept;
        self.recantation = self.recantation.take().and_then(|mut taken| {
            taken.by = *now.get(&taken.by)?;
            taken.takes_back = taken
                .takes_back
                .iter()
                .filter_map(|at| now.get(at).copied())
                .collect();
            taken.corroborated_by.retain(|line| !is_gone(line));
            (!taken.takes_back.is_empty()).then_some(taken)
        });
    }
}

/// Whose statements differ, in the order of the register.
pub fn changed(gists: &[&Gist], register: &Register) -> Vec<Story> {
    let documents: Vec<&[Saying]> = gists.iter().map(|g| g.sayings.sayings.as_slice()).collect();
    let names: Vec<String> = register
        .people
        .iter()
        .flat_map(|person| std::iter::once(&person.name).chain(&person.aliases))
        .flat_map(|name| {
            let words = cues::words(name);
            words.iter().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let names = names.iter().map(|name| cues::stem(name)).collect();
    let common = Common::of(&documents, names);
    let mut told: BTreeMap<u32, Vec<Told<'_>>> = BTreeMap::new();
    for (document, gist) in (0u32..).zip(gists) {
        let who = |entity| register.of.get(&EntityRef { document, entity }).copied();
        for saying in &gist.sayings.sayings {
            let Some(person) = who(saying.speaker) else {
                continue;
            };
            let people = saying
                .people
                .iter()
                .filter_map(|e| who(*e))
                .filter(|p| *p != person);
            let day = gist.sayings.day;
            told.entry(person).or_default().push(Told::new(
                document,
                gist.kind,
                day,
                saying,
                people.collect(),
                &common,
            ));
        }
    }
    let mut stories: Vec<Story> = told
        .into_iter()
        .flat_map(|(person, told)| of_person(person, told, gists))
        .collect();
    corroborate(&mut stories, gists, register);
    stories
}

fn of_person(person: u32, mut told: Vec<Told<'_>>, gists: &[&Gist]) -> Vec<Story> {
    if told.len() > MOST_SAYINGS {
        told.sort_by_key(|t| (!t.is(Marks::TAKES_BACK), t.document, t.saying.words));
        told.truncate(MOST_SAYINGS);
    }
    told.sort_by_key(|t| (t.day.is_none(), t.day, t.document, t.saying.words));
    let links = links(&told);
    groups(told.len(), &links)
        .into_iter()
        .filter_map(|group| story(person, &told, &group, &links, gists))
        .collect()
}

/// Tellings that links hold together.
fn groups(count: usize, links: &[Link]) -> Vec<Vec<usize>> {
    let mut group: Vec<usize> = (0..count).collect();
    for link in links {
        let (Some(&a), Some(&b)) = (group.get(link.earlier), group.get(link.later)) else {
            continue;
        };
        for of in &mut group {
            if *of == a.max(b) {
                *of = a.min(b);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, of) in group.into_iter().enumerate() {
        groups.entry(of).or_default().push(at);
    }
    groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect()
}

fn story(
    person: u32,
    told: &[Told<'_>],
    group: &[usize],
    links: &[Link],
    gists: &[&Gist],
) -> Option<Story> {
    let within: Vec<&Link> = links
        .iter()
        .filter(|link| group.contains(&link.earlier))
        .collect();
    // What is only taken back again, and never told, is no story.
    if within.iter().all(|link| link.why == Why::Again) {
        return None;
    }
    let by = recanting(told, &within);
    // A difference in what is said weighs more than a taking back in general.
    let count = |at: usize| -> usize {
        let of = within.iter().filter(|l| l.earlier == at || l.later == at);
        of.map(|link| match link.why {
            Why::TakesBack | Why::Again => 1,
            _ => DIFFERENCE,
        })
        .sum()
    };
    let mut shown = group.to_vec();
    // What takes back first, then what most others differ from.
    shown.sort_by_key(|at| (Some(*at) != by, std::cmp::Reverse(count(*at)), *at));
    shown.truncate(MOST_TELLINGS);
    shown.sort_unstable();
    let place = |at: usize| shown.iter().position(|of| *of == at);
    let statements: Vec<Telling> = shown
        .iter()
        .filter_map(|at| told.get(*at))
        .map(telling)
        .collect();
    let recantation = by.and_then(|by| {
        let telling = told.get(by)?;
        let takes_back: BTreeSet<usize> = within
            .iter()
            .filter(|link| link.later == by || matches!(link.why, Why::TakesBack | Why::SelfTold))
            .filter(|link| link.earlier != by)
            .filter_map(|link| place(link.earlier))
            .filter(|at| place(by) != Some(*at))
            .collect();
        let gist = gists.get(telling.document as usize)?;
        let own = !telling.saying.reported;
        let mut taken_by: Vec<String> = telling.saying.to.iter().cloned().collect();
        taken_by.extend(gist.sayings.taken_by.iter().filter(|_| own).cloned());
        Some(Recantation {
            by: place(by)?,
            takes_back: takes_back.into_iter().collect(),
            how: how(told, group),
            sworn: telling.saying.sworn,
            taken_by,
            corroborated_by: Vec::new(),
        })
    });
    let whys: BTreeSet<Why> = within.iter().map(|link| link.why).collect();
    (statements.len() > 1).then(|| Story {
        person,
        matter: matter(told, group, &within),
        statements,
        recantation,
        because: whys
            .into_iter()
            .map(|why| why.sentence().to_owned())
            .collect(),
    })
}

fn telling(told: &Told<'_>) -> Telling {
    let saying = told.saying;
    Telling {
        line: saying.statement.map(|index| LineRef {
            document: told.document,
            layer: Layer::Statement,
            index,
        }),
        document: told.document,
        words: saying.words.0..saying.words.1,
        day: told.day,
        sworn: saying.sworn,
        medium: saying.medium,
        reported: saying.reported,
        to: saying.to.clone(),
    }
}

/// The telling that takes back: a sworn one before others, then the first.
fn recanting(told: &[Told<'_>], links: &[&Link]) -> Option<usize> {
    links
        .iter()
        .filter(|link| matches!(link.why, Why::TakesBack | Why::SelfTold))
        .map(|link| link.later)
        .filter_map(|at| told.get(at).map(|t| (!t.saying.sworn, at)))
        .min()
        .or_else(|| disclaiming(told, links))
        .map(|(_, at)| at)
}

/// The first own words that disclaim what was said before: "I never saw him" takes back "it was him".
fn disclaiming(told: &[Told<'_>], links: &[&Link]) -> Option<(bool, usize)> {
    links
        .iter()
        .filter(|link| matches!(link.why, Why::Sure | Why::Polarity))
        .filter_map(|link| Some((told.get(link.earlier)?, told.get(link.later)?, link.later)))
        .filter(|(a, b, _)| b.is(Marks::DISCLAIMS) && !a.is(Marks::DISCLAIMS))
        .map(|(_, b, at)| (!b.saying.sworn, at))
        .min()
}

/// How the earlier ones came about, as all says that stands in the documents that take back.
fn how(told: &[Told<'_>], group: &[usize]) -> How {
    let documents: BTreeSet<u32> = group
        .iter()
        .filter_map(|at| told.get(*at))
        .filter(|t| t.is(Marks::TAKES_BACK) || t.is(Marks::DISCLAIMS) && !t.saying.reported)
        .map(|t| t.document)
        .collect();
    let all = told
        .iter()
        .filter(|t| documents.contains(&t.document))
        .fold(Marks::default(), |marks, t| marks.and(t.saying.marks));
    if all.any(Marks::DICTATED) || all.any(Marks::PRESSURED) {
        How::Pressured
    } else if all.any(Marks::LIED) {
        How::Lied
    } else if all.any(Marks::MISTAKEN) {
        How::Mistaken
    } else {
        How::Unclear
    }
}

/// The words that most links share, else those of most of the tellings.
fn matter(told: &[Told<'_>], group: &[usize], links: &[&Link]) -> String {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for link in links {
        if let (Some(a), Some(b)) = (told.get(link.earlier), told.get(link.later)) {
            for word in a.both(b) {
                *count.entry(word).or_default() += 1;
            }
        }
    }
    if count.is_empty() {
        for told in group.iter().filter_map(|at| told.get(*at)) {
            for word in told.subjects() {
                *count.entry(word).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(usize, &str)> = count.into_iter().map(|(word, n)| (n, word)).collect();
    words.sort_by_key(|(n, word)| (std::cmp::Reverse(*n), *word));
    let words: Vec<&str> = words
        .iter()
        .take(MATTER)
        .map(|(_, w)| w.trim_end_matches('*'))
        .collect();
    words.join(", ")
}

/// Gives each recantation the grounds of other papers that tell of one and can mean no other.
fn corroborate(stories: &mut [Story], gists: &[&Gist], register: &Register) {
    let recanters: BTreeSet<u32> = stories
        .iter()
        .filter(|s| s.recantation.is_some())
        .map(|s| s.person)
        .collect();
    let mut named: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
    for person in &recanters {
        let identity = register.people.get(*person as usize);
        for entity in identity.into_iter().flat_map(|identity| &identity.entities) {
            named.entry(entity.document).or_default().insert(*person);
        }
    }
    for story in stories {
        let Some(taken) = &mut story.recantation else {
            continue;
        };
        let own = story
            .statements
            .get(taken.by)
            .map(|telling| telling.document);
        let only = named.iter().filter(|(document, people)| {
            people.len() == 1 && people.contains(&story.person) && Some(**document) != own
        });
        taken.corroborated_by = only
            .filter_map(|(document, _)| Some((*document, gists.get(*document as usize)?)))
            .flat_map(|(document, gist)| {
                let claims = gist.grounds.claims.iter();
                claims
                    .filter(|claim| claim.code == GroundCode::Recantation && !claim.denied)
                    .map(move |claim| LineRef {
                        document,
                        layer: Layer::Ground,
                        index: claim.index,
                    })
            })
            .take(MOST_CORROBORATION)
            .collect();
    }
}

#[cfg(test)]
mod tests;
