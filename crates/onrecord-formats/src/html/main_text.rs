//! Which blocks of a page are its article: dom_smoothie, a port of Mozilla's Readability, decides.
//!
//! It gives back a tree of its own without byte offsets. So every run of words is handed to it with
//! one private-use character in front that numbers the run; the runs whose characters come out again
//! are the ones it chose. The crate builds trees and takes time that grows with their depth, with
//! the square of an element's attributes, and with a run's length times the signs in it that it
//! writes as references; pages that are too large for it in one of these are taken whole.

use super::element::Standing;
use super::page::{Content, Page};
use dom_smoothie::{Config, Readability};
use onrecord_record::Warning;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Largest source that is handed over, in bytes.
const MAX_BYTES: usize = 6 << 20;
/// Most elements.
const MAX_ELEMENTS: usize = 60_000;
/// Most elements open at once; articles have below 60.
const MAX_DEPTH: usize = 300;
/// Most attributes of one element; the most on real pages are some tens.
const MAX_ATTRIBUTES: usize = 2000;
/// Most signs times bytes, over all runs: a tenth of a second.
const MAX_SIGNS: u64 = 1 << 30;

/// The private-use planes, in which runs are numbered.
const PLANES: [(u32, u32); 2] = [(0xF_0000, 0xF_FFFD), (0x10_0000, 0x10_FFFD)];

/// What was chosen.
#[derive(Debug)]
pub(crate) enum Choice {
    /// These blocks, in order, by index.
    Blocks(Vec<usize>),
    /// Nothing: all that is shown is taken, for this reason.
    Everything(&'static str),
}

impl Choice {
    /// Whether `block` is part of the article.
    pub(crate) fn has(&self, block: usize) -> bool {
        match self {
            Self::Blocks(blocks) => blocks.binary_search(&block).is_ok(),
            Self::Everything(_) => true,
        }
    }

    /// The first block of the article.
    pub(crate) fn first(&self) -> Option<usize> {
        match self {
            Self::Blocks(blocks) => blocks.first().copied(),
            Self::Everything(_) => None,
        }
    }

    /// What to tell the user.
    pub(crate) fn warning(&self) -> Option<Warning> {
        let Self::Everything(why) = self else {
            return None;
        };
        Some(Warning {
            code: "no-main-text".to_owned(),
            message: format!(
                "{why}: all the words of the page were taken, menus and teasers perhaps among them"
            ),
        })
    }
}

/// Chooses the article among the blocks of `page`.
pub(crate) fn choose(page: &Page) -> Choice {
    let numbered = page.runs.len() < number_count();
    let size = page.size;
    let large = page.source.len() > MAX_BYTES
        || size.elements > MAX_ELEMENTS
        || size.attributes > MAX_ATTRIBUTES
        || signs(page) > MAX_SIGNS;
    if large || !numbered {
        return Choice::Everything("the page is too large to find its article");
    }
    if size.depth > MAX_DEPTH {
        return Choice::Everything("the page is nested too deeply to find its article");
    }
    let marked = with_numbers(page);
    let extracted = catch_unwind(AssertUnwindSafe(|| extract(marked)))
        .ok()
        .flatten();
    let mut blocks: Vec<usize> = extracted
        .unwrap_or_default()
        .chars()
        .filter_map(|c| Some(page.runs.get(number_of(c)?)?.block))
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    if blocks.is_empty() {
        return Choice::Everything("no article was found in the page");
    }
    Choice::Blocks(blocks)
}

/// The signs that are written as references times the bytes of their run, over all runs; every run
/// counts with those that stand beside it, since the tree joins them.
fn signs(page: &Page) -> u64 {
    let is_sign = |b: &u8| matches!(b, b'&' | b'<' | b'>' | 0xA0);
    let mut all = 0u64;
    let (mut signs, mut bytes, mut end) = (0u64, 0u64, 0);
    for run in &page.runs {
        if run.source.start != end {
            all = all.saturating_add(signs.saturating_mul(bytes));
            (signs, bytes) = (0, 0);
        }
        let raw = page.raw(run);
        signs += raw.bytes().filter(is_sign).count() as u64;
        bytes += raw.len() as u64;
        end = run.source.end;
    }
    all.saturating_add(signs.saturating_mul(bytes))
}

fn extract(html: String) -> Option<String> {
    let config = Config {
        disable_json_ld: true,
        max_elements_to_parse: 2 * MAX_ELEMENTS,
        ..Config::default()
    };
    let mut readability = Readability::new(html, None, Some(config)).ok()?;
    Some(readability.parse().ok()?.text_content.to_string())
}

/// The page's source with every run of words numbered.
fn with_numbers(page: &Page) -> String {
    let mut marked = String::with_capacity(page.source.len() + 4 * page.runs.len());
    let mut done = 0;
    for (i, run) in page.runs.iter().enumerate() {
        let raw = page.raw(run);
        let first = raw.len() - raw.trim_start().len();
        let at = run.source.start + first;
        if run.content == Content::Break || run.standing == Standing::Hidden || first == raw.len() {
            continue;
        }
        marked.extend(
            page.source
                .get(done..at)
                .unwrap_or_default()
                .chars()
                .filter(is_no_number),
        );
        marked.extend(number(i));
        done = at;
    }
    marked.extend(
        page.source
            .get(done..)
            .unwrap_or_default()
            .chars()
            .filter(is_no_number),
    );
    marked
}

fn number_count() -> usize {
    PLANES
        .iter()
        .map(|(first, last)| (last - first + 1) as usize)
        .sum()
}

/// The character for a number.
fn number(i: usize) -> Option<char> {
    let mut left = u32::try_from(i).ok()?;
    for (first, last) in PLANES {
        if left <= last - first {
            return char::from_u32(first + left);
        }
        left -= last - first + 1;
    }
    None
}

/// The number of a character.
fn number_of(c: char) -> Option<usize> {
    let mut before = 0;
    for (first, last) in PLANES {
        if (first..=last).contains(&(c as u32)) {
            return Some(before + (c as u32 - first) as usize);
        }
        before += (last - first + 1) as usize;
    }
    None
}

fn is_no_number(c: &char) -> bool {
    number_of(*c).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_characters_lead_to_each_other() {
        for i in [0, 1, 65_533, 65_534, number_count() - 1] {
            assert_eq!(number(i).and_then(number_of), Some(i));
        }
        assert_eq!(number(number_count()), None);
        assert_eq!(number_of('a'), None);
    }
}
