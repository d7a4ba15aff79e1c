//! Which tellings of one person differ, and which take back which.

use super::compare::{Told, Why};
use super::cues::Marks;

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
/// How many of the links of one kind one telling keeps.
const MOST_LINKS: usize = 6;

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
        if b.is(Marks::TAKES_BACK) {
            links.extend(taken_back(told, later, b));
            links.extend(told_itself(told, later, b));
        }
    }
    links
}

/// The earlier tellings that one takes back.
fn taken_back(told: &[Told<'_>], later: usize, b: &Told<'_>) -> Vec<Link> {
    let near: Vec<&Told<'_>> = (later.saturating_sub(AROUND)..=later + AROUND)
        .filter_map(|at| told.get(at))
        .filter(|t| t.document == b.document)
        .collect();
    let mut found: Vec<(u32, bool, usize)> = told
        .iter()
        .enumerate()
        .filter(|(at, a)| *at != later && a.document != b.document && a.is_before(b))
        .filter(|(_, a)| !a.is(Marks::TAKES_BACK) && a.says() > 0 || a.is(Marks::SURE))
        .map(|(at, a)| {
            let shared = near.iter().map(|t| a.shared(t)).max().unwrap_or_default();
            (shared, a.is(Marks::COURT) || !a.saying.reported, at)
        })
        .collect();
    let few = found.len() <= MOST_TAKEN_BACK;
    let on_matter = found.iter().any(|(shared, _, _)| *shared > 0);
    if on_matter {
        found.retain(|(shared, _, _)| *shared > 0);
    } else if found.iter().any(|(_, court, _)| *court) && (few || b.is(Marks::EARLIER)) {
        found.retain(|(_, court, _)| *court);
    } else if !few {
        found.clear();
    }
    found.sort_by_key(|(shared, court, at)| (std::cmp::Reverse((*shared, *court)), *at));
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
