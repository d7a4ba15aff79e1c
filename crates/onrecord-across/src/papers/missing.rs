//! Papers that documents speak of, each once, with what the case seems to hold of them.

use super::{Holding, PaperKind, Spoken};
use crate::origins::words::words;
use crate::people::Register;
use crate::{EntityRef, Gist};
use onrecord_record::Day;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A paper that documents speak of.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Missing {
    /// What sort it is.
    pub kind: PaperKind,
    /// What it is, in words: `affidavit of Lorna Pellew, 2014`.
    pub what: String,
    /// Whose it is, as a number in [`Register::people`].
    pub person: Option<u32>,
    /// When it was made, as the most exact of its mentions has it (EDTF).
    pub date: Option<String>,
    /// Where documents speak of it, in order; at least one.
    pub mentions: Vec<MentionOf>,
    /// Whether the case holds it.
    pub status: Status,
    /// Why the mentions are taken for one paper, in a short sentence; empty where there is one only.
    pub because: String,
}

/// Where a document speaks of a paper.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MentionOf {
    /// The document's number in the order in which the case shows them, from 0.
    pub document: u32,
    /// The words, in bytes of its text.
    pub words: Range<u32>,
}

/// Whether the case holds a paper.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// No document of the case seems to be it.
    Missing,
    /// A document may be it; a person has to look.
    MaybeHeld {
        /// The document's number.
        document: u32,
        /// Why, in a short sentence for people.
        because: String,
    },
    /// A document of the case is it: sort, person and date agree.
    Held {
        /// The document's number.
        document: u32,
        /// Why, in a short sentence for people.
        because: String,
    },
}

/// Whose a paper is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Who {
    Person(u32),
    /// The last word of a name that leads to nobody of the register, folded.
    Named(String),
    /// Nobody is named: the paper's own name has to tell it.
    Nobody(String),
}

struct Mentioned<'g> {
    document: u32,
    spoken: &'g Spoken,
    /// The name of whoever it is, for people.
    name: String,
}

/// Which papers the documents speak of: mentions of one paper together, the missing ones first, then
/// those that may be held, then those that are; each in the order of first mention.
pub fn missing(gists: &[&Gist], register: &Register, holdings: &[Holding]) -> Vec<Missing> {
    let mut by_key: BTreeMap<(PaperKind, Who), Vec<Mentioned<'_>>> = BTreeMap::new();
    for (document, gist) in gists.iter().enumerate() {
        let document = document as u32;
        for spoken in &gist.papers.spoken {
            let (who, name) = who(document, spoken, register);
            let mentioned = Mentioned {
                document,
                spoken,
                name,
            };
            by_key
                .entry((spoken.kind, who))
                .or_default()
                .push(mentioned);
        }
    }
    let held: Vec<Vec<String>> = holdings.iter().map(Holding::names).collect();
    let mut all = Vec::new();
    for ((kind, who), mentions) in by_key {
        for group in split(mentions) {
            let latest = group
                .iter()
                .filter_map(|m| gists.get(m.document as usize)?.day)
                .max();
            let status = status(
                &Sought {
                    kind,
                    who: &who,
                    group: &group,
                    latest,
                },
                register,
                holdings,
                &held,
            );
            all.push(one(kind, &who, &group, status));
        }
    }
    all.sort_by(|a, b| {
        let first = |m: &Missing| m.mentions.first().map(|m| (m.document, m.words.start));
        (rank(&a.status), first(a)).cmp(&(rank(&b.status), first(b)))
    });
    all
}

const fn rank(status: &Status) -> u8 {
    match status {
        Status::Missing => 0,
        Status::MaybeHeld { .. } => 1,
        Status::Held { .. } => 2,
    }
}

fn who(document: u32, spoken: &Spoken, register: &Register) -> (Who, String) {
    let entity = spoken.whose.map(|entity| EntityRef { document, entity });
    if let Some(person) = entity.and_then(|entity| register.of.get(&entity)) {
        let name = register
            .people
            .get(*person as usize)
            .map(|p| p.name.clone());
        return (Who::Person(*person), name.unwrap_or_default());
    }
    if let Some(last) = words(&spoken.whose_words, 0).last() {
        return (
            Who::Named(last.folded().to_owned()),
            spoken.whose_words.clone(),
        );
    }
    // Without anybody's name, two documents may well speak of two papers called "the report".
    let told = spoken.name.split(' ').count() > 1;
    let scope = if told {
        String::new()
    } else {
        format!("{document} ")
    };
    (Who::Nobody(scope + &spoken.name), String::new())
}

/// Parts mentions whose dates or names cannot be those of one paper. A mention without a date goes
/// to the only dated one, and stays alone where there are several.
fn split(mentions: Vec<Mentioned<'_>>) -> Vec<Vec<Mentioned<'_>>> {
    let mut groups: Vec<Vec<Mentioned<'_>>> = Vec::new();
    let (dated, undated): (Vec<_>, Vec<_>) =
        mentions.into_iter().partition(|m| m.spoken.date.is_some());
    for mention in dated.into_iter().chain(undated) {
        let fits = groups.iter().enumerate().filter(|(_, group)| {
            group
                .iter()
                .all(|other| is_one_name(&mention, other) && is_one_date(&mention, other))
        });
        let fits: Vec<usize> = fits.map(|(i, _)| i).collect();
        let place = match fits.as_slice() {
            [only] => groups.get_mut(*only),
            _ => None,
        };
        match place {
            Some(group) => group.push(mention),
            None => groups.push(vec![mention]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|m| (m.document, m.spoken.words.start));
    }
    groups
}

/// `report` and `autopsy report` may be one; `autopsy report` and `police report` are not. Of sworn
/// statements and letters people use many names.
fn is_one_name(a: &Mentioned<'_>, b: &Mentioned<'_>) -> bool {
    let (a, b) = (&a.spoken, &b.spoken);
    matches!(a.kind, PaperKind::Affidavit | PaperKind::Letter)
        || a.name.ends_with(b.name.as_str())
        || b.name.ends_with(a.name.as_str())
}

fn is_one_date(a: &Mentioned<'_>, b: &Mentioned<'_>) -> bool {
    match (&a.spoken.date, &b.spoken.date) {
        (Some(a), Some(b)) => a.starts_with(b.as_str()) || b.starts_with(a.as_str()),
        _ => true,
    }
}

fn one(kind: PaperKind, who: &Who, group: &[Mentioned<'_>], status: Status) -> Missing {
    let date = date_of(group).map(str::to_owned);
    let longest = group
        .iter()
        .max_by_key(|m| (m.spoken.name.len(), std::cmp::Reverse(m.document)));
    let mut what = longest.map(|m| m.spoken.name.clone()).unwrap_or_default();
    if let Some(name) = group.iter().map(|m| &m.name).find(|name| !name.is_empty()) {
        what.push_str(&format!(" of {name}"));
    }
    if let Some(date) = &date {
        what.push_str(&format!(", {date}"));
    }
    let documents: BTreeSet<u32> = group.iter().map(|m| m.document).collect();
    let because = match (group.len(), who) {
        (1, _) => String::new(),
        (n, Who::Nobody(_)) => format!(
            "{n} mentions in {} documents: the same sort of paper under the same name",
            documents.len()
        ),
        (n, _) => format!(
            "{n} mentions in {} documents: the same sort of paper, the same person, no dates that differ",
            documents.len()
        ),
    };
    let mentions = group.iter().map(|m| MentionOf {
        document: m.document,
        words: m.spoken.words.clone(),
    });
    Missing {
        kind,
        what,
        person: match who {
            Who::Person(person) => Some(*person),
            _ => None,
        },
        status,
        date,
        mentions: mentions.collect(),
        because,
    }
}

/// The most exact date of the mentions.
fn date_of<'g>(group: &[Mentioned<'g>]) -> Option<&'g str> {
    group
        .iter()
        .filter_map(|m| m.spoken.date.as_deref())
        .max_by_key(|date| date.len())
}

/// A paper that documents speak of.
struct Sought<'g> {
    kind: PaperKind,
    who: &'g Who,
    group: &'g [Mentioned<'g>],
    /// The day of the last document that speaks of it.
    latest: Option<Day>,
}

/// Whether one of the case's documents is the paper.
fn status(
    sought: &Sought<'_>,
    register: &Register,
    holdings: &[Holding],
    held: &[Vec<String>],
) -> Status {
    let names = surnames(sought.who, register);
    let date = date_of(sought.group);
    let by_person = |held: &[String]| names.iter().any(|name| held.contains(name));
    let of_kind: Vec<(u32, &Holding, bool)> = (0..)
        .zip(holdings.iter().zip(held))
        .filter(|(_, (holding, _))| holding.kind == Some(sought.kind))
        .map(|(document, (holding, held))| (document, holding, by_person(held)))
        .collect();
    let alone = of_kind.iter().filter(|(_, _, person)| *person).count() == 1;
    let mut maybe = None;
    for (document, holding, person) in of_kind {
        // A document that speaks of a paper is not that paper, nor is one that came later.
        let speaks = sought.group.iter().any(|m| m.document == document);
        let order = sought
            .latest
            .zip(holding.day)
            .map(|(latest, day)| day <= latest);
        if speaks || order == Some(false) {
            continue;
        }
        let agrees = date
            .zip(holding.day)
            .map(|(date, day)| day.to_string().starts_with(date));
        let number = document + 1;
        let because = match (person, agrees) {
            (true, Some(true)) => {
                format!("document {number} is of that sort, by that person and of that date")
            }
            (true, None) if alone && order == Some(true) => {
                format!(
                    "document {number} is the only one of that sort by that person, and older than what speaks of it"
                )
            }
            (true, None) => format!("document {number} is of that sort and by that person"),
            // Newspapers and courts often date a paper otherwise than it does itself.
            (true, Some(false)) if sought.kind == PaperKind::Affidavit => {
                format!("document {number} is of that sort and by that person, but of another date")
            }
            (true, Some(false)) => continue,
            (false, _) if !names.is_empty() => continue,
            (false, Some(true)) => format!("document {number} is of that sort and date"),
            (false, None) => {
                format!("document {number} is of that sort; whose is meant is not said")
            }
            (false, Some(false)) => continue,
        };
        if person && (agrees == Some(true) || alone && order == Some(true)) {
            return Status::Held { document, because };
        }
        maybe = maybe.or(Some(Status::MaybeHeld { document, because }));
    }
    maybe.unwrap_or(Status::Missing)
}

/// The last words of somebody's names, folded: a married name counts as the one before.
fn surnames(who: &Who, register: &Register) -> BTreeSet<String> {
    match who {
        Who::Person(person) => {
            let person = register.people.get(*person as usize);
            let names = person
                .into_iter()
                .flat_map(|p| p.aliases.iter().chain([&p.name]));
            let full = names.filter(|name| name.contains(' '));
            full.filter_map(|name| Some(words(name, 0).last()?.folded().to_owned()))
                .collect()
        }
        Who::Named(name) => BTreeSet::from([name.clone()]),
        Who::Nobody(_) => BTreeSet::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::Papers;
    use onrecord_record::{Document, Reading};

    fn gist(spoken: &[(&str, PaperKind, &str, Option<&str>)]) -> Gist {
        let mut gist = Gist::of(&Document::from_text("", None), &Reading::default());
        let spoken = spoken
            .iter()
            .enumerate()
            .map(|(i, (whose, kind, name, date))| Spoken {
                kind: *kind,
                words: i as u32 * 10..i as u32 * 10 + 5,
                name: (*name).to_owned(),
                whose: None,
                whose_words: (*whose).to_owned(),
                date: date.map(str::to_owned),
            });
        gist.papers = Papers {
            spoken: spoken.collect(),
        };
        gist
    }

    #[test]
    fn a_paper_in_several_documents_is_listed_once_and_held_only_where_all_agrees() {
        let affidavit = |date| ("Lorna Pellew", PaperKind::Affidavit, "affidavit", date);
        let one = gist(&[
            affidavit(Some("2014")),
            ("Roe", PaperKind::Report, "autopsy report", None),
        ]);
        let two = gist(&[affidavit(None), ("", PaperKind::Letter, "letter", None)]);
        let three = gist(&[(
            "Pellew",
            PaperKind::Affidavit,
            "sworn statement",
            Some("2014-03"),
        )]);
        let mut holdings = vec![Holding::default(); 3];
        let register = Register::default();
        let found = missing(&[&one, &two, &three], &register, &holdings);
        let whats: Vec<&str> = found.iter().map(|m| m.what.as_str()).collect();
        assert_eq!(
            whats,
            [
                "sworn statement of Lorna Pellew, 2014-03",
                "autopsy report of Roe",
                "letter"
            ]
        );
        assert_eq!(found[0].mentions.len(), 3);
        assert!(found.iter().all(|m| m.status == Status::Missing));

        holdings.push(Holding {
            kind: Some(PaperKind::Affidavit),
            people: vec!["LORNA PELLEW".to_owned()],
            day: "2014-03-05".parse().ok(),
            ..Holding::default()
        });
        holdings.push(Holding {
            kind: Some(PaperKind::Letter),
            ..Holding::default()
        });
        let found = missing(&[&one, &two, &three], &register, &holdings);
        let of = |kind| &found.iter().find(|m| m.kind == kind).unwrap().status;
        assert!(matches!(
            of(PaperKind::Affidavit),
            Status::Held { document: 3, .. }
        ));
        assert!(matches!(
            of(PaperKind::Letter),
            Status::MaybeHeld { document: 4, .. }
        ));
        assert_eq!(of(PaperKind::Report), &Status::Missing);
    }

    #[test]
    fn affidavits_of_two_years_are_two() {
        let affidavit = |date| ("Pellew", PaperKind::Affidavit, "affidavit", date);
        let one = gist(&[
            affidavit(Some("2014")),
            affidavit(Some("2019")),
            affidavit(None),
        ]);
        assert_eq!(missing(&[&one], &Register::default(), &[]).len(), 3);
    }
}
