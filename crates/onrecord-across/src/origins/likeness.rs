//! How alike two documents are, by their prints.

use super::print::{Print, is_kept};
use crate::Gist;
use onrecord_record::Day;

/// The least number of hashes that two samples must share: fewer is chance or a phrase.
pub(super) const SHARED: usize = 6;

/// The share of the shorter document's words from which two have one origin, in percent.
const COPY: usize = 50;

/// The same between papers that are written to a pattern.
const FORMAL_COPY: usize = 80;

/// The same where both name the same agency, or share two long quotations, within a week.
const SUPPORTED_COPY: usize = 35;

/// From here on two may have one origin; a person has to look.
const POSSIBLE: usize = 25;

/// Within how many days a story is reprinted with its credit.
const WEEK: i32 = 7;

/// How alike two documents are.
pub(super) struct Likeness {
    /// The share of the shorter one's words that stand in the longer one, in percent.
    percent: usize,
    /// Whether one is much shorter.
    shortened: bool,
    formal: bool,
    /// The agency that both credit.
    agency: Option<String>,
    quotes: usize,
    title: bool,
    near: bool,
}

impl Likeness {
    pub(super) fn of(first: &Gist, second: &Gist) -> Option<Self> {
        let (a, b) = (&first.print, &second.print);
        let level = a.level.max(b.level);
        let at = |print: &Print| -> Vec<u32> {
            print
                .sample
                .iter()
                .copied()
                .filter(|h| is_kept(*h, level))
                .collect()
        };
        let (mine, theirs) = (at(a), at(b));
        let shared = common(&mine, &theirs);
        if shared < SHARED {
            return None;
        }
        let (short, long) = (mine.len().min(theirs.len()), mine.len().max(theirs.len()));
        let agency = match (&a.credit, &b.credit) {
            (Some(a), Some(b)) if a.agency.eq_ignore_ascii_case(&b.agency) => {
                Some(a.agency.clone())
            }
            _ => None,
        };
        Some(Self {
            percent: shared * 100 / short.max(1),
            shortened: short * 4 < long * 3,
            formal: a.formal || b.formal,
            agency,
            quotes: common(&a.quotes, &b.quotes),
            title: a.title != 0 && a.title == b.title,
            near: first
                .day
                .zip(second.day)
                .is_some_and(|(a, b)| days_apart(a, b) <= WEEK),
        })
    }

    pub(super) fn is_copy(&self) -> bool {
        let enough = match self.formal {
            true => FORMAL_COPY,
            false if self.near && (self.agency.is_some() || self.quotes > 1 || self.title) => {
                SUPPORTED_COPY
            }
            false => COPY,
        };
        self.percent >= enough
    }

    /// Whether a person has to look.
    pub(super) const fn is_possible(&self) -> bool {
        self.percent >= POSSIBLE && !self.formal
    }

    /// Documents are numbered from 1 for people.
    pub(super) fn because(&self, a: usize, b: usize) -> String {
        let (a, b) = (a + 1, b + 1);
        let percent = self.percent;
        let mut why = if self.shortened {
            format!(
                "about {percent} % of the shorter of documents {a} and {b} stands word for word in the longer"
            )
        } else {
            format!(
                "documents {a} and {b} have about {percent} % of their narration in common, word for word"
            )
        };
        if let Some(agency) = &self.agency {
            why.push_str(&format!("; both credit {agency}"));
        }
        match self.quotes {
            0 => {}
            1 => why.push_str("; they share a long quotation"),
            n => why.push_str(&format!("; they share {n} long quotations")),
        }
        if self.title {
            why.push_str("; they have the same title");
        }
        why
    }
}

/// How many numbers two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                count += 1;
                a.next();
                b.next();
            }
        }
    }
    count
}

/// Days between two days, near enough for weeks: months count 31 days.
fn days_apart(a: Day, b: Day) -> i32 {
    let number =
        |d: Day| (i32::from(d.year()) * 12 + i32::from(d.month())) * 31 + i32::from(d.day());
    (number(a) - number(b)).abs()
}
