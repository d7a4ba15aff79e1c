//! Which tellings of one person differ, and which take back which.

use super::compare::{Told, Why};
use super::cues::Marks;
use std::collections::{BTreeMap, BTreeSet};

/// How many earlier tellings one takes back.
const MOST_TAKEN_BACK: usize = 6;
/// How many sentences around one that takes back tell its matter.
const AROUND: usize = 2;
/// How many sentences before it may tell the earlier statement.
const TOLD_BEFORE: usize = 3;
/// How far around it, in sentences, a paper's other account is looked for, …
const ACCOUNT_REACH: usize = 12;
/// … and how many sentences of it are given.
const MOST_OF_ACCOUNT: usize = 3;
/// How far around a taking back, in sentences, the rest of it is looked for.
const NEAR_ACCOUNT: usize = 4;
/// How many of the links of one kind one telling keeps.
const MOST_LINKS: usize = 6;

/// How much two tellings share that are taken for one matter where one takes back.
const ON_MATTER: u32 = 2;
/// With how many earlier takings back one is put together.
const MOST_AGAIN: usize = 6;

/// Two tellings that belong side by side, as indices.
pub(super) struct Link {
    pub(super) earlier: usize,
    pub(super) later: usize,
    pub(super) why: Why,
}

/// The links among the tellings of one person, which come by day.
pub(super) fn links(told: &[Told<'_>]) -> Vec<Link> {
    let mut links = Vec::new();
    for (later, b) in told.iter().enumerate() {
        let mut kept = 0;
        for (earlier, a) in told.iter().enumerate().take(later) {
            if kept >= MOST_LINKS {
                break;
            }
            if let Some(why) = a.differs(b) {
                links.push(Link {
                    earlier,
                    later,
                    why,
                });
                kept += 1;
            }
        }
    }
    let recanting: BTreeSet<u32> = told
        .iter()
        .filter(|t| t.is(Marks::TAKES_BACK))
        .map(|t| t.document)
        .collect();
    let mut contradicted: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for link in &links {
        if let Some(later) = told.get(link.later) {
            contradicted
                .entry(later.document)
                .or_default()
                .insert(link.earlier);
        }
    }
    let mut takes_back: Vec<usize> = Vec::new();
    for (later, b) in told
        .iter()
        .enumerate()
        .filter(|(_, t)| t.is(Marks::TAKES_BACK))
    {
        let known = contradicted.get(&b.document);
        let taken = taken_back(told, later, b, &recanting, known);
        links.extend(account(told, later, b, &taken));
        links.extend(taken);
        links.extend(told_itself(told, later, b));
        let again = takes_back.iter().rev().take(MOST_AGAIN);
        let again = again.filter(|at| {
            told.get(**at)
                .is_some_and(|a| a.document == b.document || a.shared(b) >= ON_MATTER)
        });
        links.extend(again.map(|at| Link {
            earlier: *at,
            later,
            why: Why::Again,
        }));
        takes_back.push(later);
    }
    links
}

/// The earlier tellings that one takes back.
///
/// Those in near words first; else those that its paper contradicts; else, where it speaks of what was
/// said in court or there are few, those.
fn taken_back(
    told: &[Told<'_>],
    later: usize,
    b: &Told<'_>,
    recanting: &BTreeSet<u32>,
    contradicted: Option<&BTreeSet<usize>>,
) -> Vec<Link> {
    let near: Vec<&Told<'_>> = (later.saturating_sub(AROUND)..=later + AROUND)
        .filter_map(|at| told.get(at))
        .filter(|t| t.document == b.document)
        .collect();
    // One paper of others tells both: "who at the trial said …, and now writes …".
    let in_one_paper = |a: &Told<'_>| {
        let is_first = a.saying.words.1 <= b.saying.words.0;
        a.document == b.document
            && b.saying.reported
            && a.saying.reported
            && is_first
            && a.is(Marks::EARLIER)
    };
    let elsewhere = |a: &Told<'_>| a.document != b.document && !recanting.contains(&a.document);
    let tells = |a: &Told<'_>| a.is_before(b) && !a.is(Marks::TAKES_BACK) && a.says() > 0;
    let is_alone = !told.iter().any(|a| elsewhere(a) && tells(a));
    let mut found: Vec<(u32, Grade, usize)> = told
        .iter()
        .enumerate()
        .filter(|(at, a)| *at != later && a.is_before(b))
        .filter(|(_, a)| elsewhere(a) || is_alone && in_one_paper(a))
        .filter(|(_, a)| !a.is(Marks::TAKES_BACK) && a.says() > 0 || a.is(Marks::SURE))
        .map(|(at, a)| {
            let shared = near.iter().map(|t| a.shared(t)).max().unwrap_or_default();
            (shared, grade(a), at)
        })
        .collect();
    let few = found.len() <= MOST_TAKEN_BACK;
    let is_contradicted = |at: &usize| contradicted.is_some_and(|set| set.contains(at));
    let on_matter =
        |(shared, _, at): &(u32, Grade, usize)| *shared >= ON_MATTER || is_contradicted(at);
    if found.iter().any(on_matter) {
        found.retain(on_matter);
    } else if few || b.is(Marks::EARLIER) || b.is(Marks::DICTATED) {
        let is_graded = |(_, grade, _): &(u32, Grade, usize)| *grade > Grade::Other;
        // Where nothing was said in court or on paper, what others tell of what was said.
        if found.iter().any(is_graded) {
            found.retain(is_graded);
        } else {
            found.retain(|(_, _, at)| told.get(*at).is_some_and(|a| a.says() > 1));
        }
    } else {
        found.clear();
    }
    found.sort_by_key(|(shared, grade, at)| {
        std::cmp::Reverse((
            is_contradicted(at),
            *shared >= ON_MATTER,
            *grade,
            *shared,
            std::cmp::Reverse(*at),
        ))
    });
    found
        .into_iter()
        .take(MOST_TAKEN_BACK)
        .map(|(_, _, earlier)| Link {
            earlier,
            later,
            why: Why::TakesBack,
        })
        .collect()
}

/// How likely a general taking back means a telling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    Other,
    Own,
    Court,
    Sure,
}

fn grade(told: &Told<'_>) -> Grade {
    if told.is(Marks::SURE.and(Marks::NAMES)) {
        Grade::Sure
    } else if told.is(Marks::COURT) {
        Grade::Court
    } else if !told.saying.reported {
        Grade::Own
    } else {
        Grade::Other
    }
}

/// What stands around a taking back in its own paper and is on the matter of what it takes back.
fn account(told: &[Told<'_>], later: usize, b: &Told<'_>, taken: &[Link]) -> Vec<Link> {
    let Some(first) = taken.first() else {
        return Vec::new();
    };
    let around = later.saturating_sub(NEAR_ACCOUNT)..=later + NEAR_ACCOUNT;
    let mut found: Vec<(bool, u32, usize)> = around
        .filter(|at| *at != later)
        .filter_map(|at| told.get(at).map(|t| (at, t)))
        .filter(|(_, t)| t.document == b.document && !t.is(Marks::TAKES_BACK))
        .map(|(at, t)| {
            let earlier = taken.iter().filter_map(|link| told.get(link.earlier));
            let shared = earlier.map(|a| a.shared(t)).max().unwrap_or_default();
            (t.is(Marks::DISCLAIMS), shared, at)
        })
        .filter(|(disclaims, shared, _)| *disclaims || *shared > 0)
        .collect();
    found.sort_by_key(|(disclaims, shared, at)| {
        std::cmp::Reverse((*disclaims, *shared, std::cmp::Reverse(*at)))
    });
    found
        .into_iter()
        .take(MOST_OF_ACCOUNT)
        .map(|(_, _, at)| Link {
            earlier: first.earlier,
            later: at,
            why: Why::Instead,
        })
        .collect()
}

/// What one paper tells of an earlier statement and takes back, with what it says instead.
fn told_itself(told: &[Told<'_>], later: usize, b: &Told<'_>) -> Vec<Link> {
    if b.saying.reported {
        return Vec::new();
    }
    let here = |at: &usize| told.get(*at).is_some_and(|t| t.document == b.document);
    let earlier = (later.saturating_sub(TOLD_BEFORE)..later)
        .rev()
        .filter(here)
        .find(|at| {
            told.get(*at)
                .is_some_and(|t| t.is(Marks::EARLIER) && t.says() > 1 && !t.is(Marks::TAKES_BACK))
        });
    let Some(earlier) = earlier else {
        return Vec::new();
    };
    let account = |at: &usize| {
        told.get(*at).is_some_and(|t| {
            t.is(Marks::OWN_ACT)
                && !t.is(Marks::EARLIER)
                && !t.is(Marks::TAKES_BACK)
                && t.says() > 1
        })
    };
    let before = (earlier.saturating_sub(ACCOUNT_REACH)..earlier).rev();
    let after = later + 1..=later + ACCOUNT_REACH;
    before
        .chain(after)
        .filter(here)
        .filter(account)
        .take(MOST_OF_ACCOUNT)
        .map(|at| Link {
            earlier,
            later: at,
            why: Why::Instead,
        })
        .chain([Link {
            earlier,
            later,
            why: Why::SelfTold,
        }])
        .collect()
}
