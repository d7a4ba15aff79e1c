//! Numbers of printed lines in a page's left margin, as transcripts and pleadings have them.

use super::page::Page;
use super::words::Word;

/// From this many numbers on, in order and evenly spaced, a page's margin is taken for numbered.
const FEWEST: usize = 8;
/// As many do on a page whose neighbours are numbered at the same place.
const FEWEST_BESIDE: usize = 2;
/// The numbers run over this part of the page's height at least.
const REACH: f32 = 0.4;
/// Largest number of a line, where each page has its own.
const LARGEST: u32 = 60;
/// Most digits of a number that goes on from page to page.
const LONGEST: usize = 4;
/// Most lines from one such number to the next.
const WIDEST_STEP: u32 = 10;
/// From this many on, such numbers are taken for what they are.
const FEWEST_RUNNING: usize = 5;
/// Widest step from a line to the next, in parts of the narrowest.
const HEADING: f32 = 3.0;
/// Up to this part of the size of running text, numbers are small.
const SMALL: f32 = 0.85;
/// Most numbers that may be missing between two, as recognition leaves some out.
const MISSING: u32 = 3;

/// The numbers of a page's margin.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// Number, base line, place in the page's words.
    pub(super) numbers: Vec<(u32, f32, usize)>,
    /// Distance from one to the next, in points.
    pitch: f32,
    /// Right end of the first.
    right: f32,
}

impl Numbers {
    /// From the first to the last, in points.
    fn reach(&self) -> f32 {
        match (self.numbers.first(), self.numbers.last()) {
            (Some(first), Some(last)) => last.1 - first.1,
            _ => 0.0,
        }
    }

    /// The number of the line that has this base line.
    pub(super) fn at(&self, base: f32) -> Option<u32> {
        let near = |found: &&(u32, f32, usize)| (found.1 - base).abs() < 0.4 * self.pitch;
        self.numbers.iter().find(near).map(|found| found.0)
    }
}

/// The numbers of all pages; nothing where the margin is not numbered.
pub(super) fn numbers(pages: &[Page], body: f32) -> Vec<Option<Numbers>> {
    let candidates: Vec<Vec<Candidate>> = pages.iter().map(candidates).collect();
    let sure: Vec<Option<Numbers>> = pages
        .iter()
        .zip(&candidates)
        .map(|(page, candidates)| {
            let numbers = chain(candidates, MISSING + 1, |c| c.number <= 2, |c| c.is_small())?;
            let fits = numbers.numbers.len() >= FEWEST && numbers.reach() >= REACH * page.size.1;
            fits.then_some(numbers)
        })
        .collect();
    let places: Vec<f32> = sure.iter().flatten().map(|numbers| numbers.right).collect();
    let mut found: Vec<Option<Numbers>> = Vec::new();
    for ((sure, candidates), page) in sure.into_iter().zip(&candidates).zip(pages) {
        let beside = || {
            places.iter().find_map(|x| {
                let near = |c: &Candidate| (c.right - x).abs() < 5.0;
                let numbers = chain(candidates, MISSING + 1, near, |c| c.is_small())?;
                (numbers.numbers.len() >= FEWEST_BESIDE).then_some(numbers)
            })
        };
        let before = found.last().and_then(Option::as_ref);
        let numbers = sure
            .or_else(|| running(candidates, page, body, before))
            .or_else(beside);
        found.push(numbers);
    }
    found
}

/// Numbers that go on from page to page, or stand at every fifth line only: outside of the text, and
/// small, or after those of the page before, or counting in steps from the first.
fn running(
    candidates: &[Candidate],
    page: &Page,
    body: f32,
    before: Option<&Numbers>,
) -> Option<Numbers> {
    let follows = |number: u32, right: f32| {
        before.is_some_and(|before| {
            let last = before.numbers.last().map_or(0, |last| last.0);
            (right - before.right).abs() < 5.0 && number > last && number - last <= WIDEST_STEP
        })
    };
    let after = |c: &Candidate| follows(c.number, c.right);
    let numbers = chain(candidates, WIDEST_STEP, after, |_| true)
        .or_else(|| chain(candidates, WIDEST_STEP, |_| true, |_| true))?;
    let (first, second) = (numbers.numbers.first()?, numbers.numbers.get(1));
    let goes_on = follows(first.0, numbers.right);
    let by_steps = second.is_some_and(|second| first.0 > 1 && second.0 == 2 * first.0);
    let is_small = numbers
        .numbers
        .iter()
        .filter_map(|(_, _, word)| page.words.get(*word))
        .all(|word| word.size < SMALL * body);
    let outside = !page.words.iter().enumerate().any(|(i, word)| {
        word.edges.left < numbers.right && !numbers.numbers.iter().any(|(_, _, of)| *of == i)
    });
    let is_long = numbers.numbers.len() >= FEWEST_RUNNING && numbers.reach() >= REACH * page.size.1;
    let fits = outside && (goes_on || is_long && (is_small || by_steps));
    fits.then_some(numbers)
}

struct Candidate {
    number: u32,
    word: usize,
    base: f32,
    /// Middle and right end.
    middle: f32,
    right: f32,
}

impl Candidate {
    /// Whether it can be the number of a line of one page.
    fn is_small(&self) -> bool {
        self.number <= LARGEST
    }
}

/// Small numbers that nothing stands left of.
fn candidates(page: &Page) -> Vec<Candidate> {
    let mut found = Vec::new();
    for row in super::rows::rows(&page.words, 0..page.words.len()) {
        let Some(&word) = row.words.first() else {
            continue;
        };
        let Some(Word {
            text, edges, base, ..
        }) = page.words.get(word)
        else {
            continue;
        };
        let is_number = text.len() <= LONGEST && text.bytes().all(|b| b.is_ascii_digit());
        let Some(number) = text.parse().ok().filter(|_| is_number) else {
            continue;
        };
        if edges.right < 0.35 * page.size.0 {
            found.push(Candidate {
                number,
                word,
                base: *base,
                middle: edges.middle().0,
                right: edges.right,
            });
        }
    }
    // A recogniser may give the numbers and the lines beside them as blocks of their own.
    found.sort_by(|a, b| a.base.total_cmp(&b.base));
    found
}

/// The longest chain of numbers that count up by `widest` at most, evenly spaced, one under the other.
fn chain(
    candidates: &[Candidate],
    widest: u32,
    starts: impl Fn(&Candidate) -> bool,
    counts: impl Fn(&Candidate) -> bool,
) -> Option<Numbers> {
    let mut best: Option<Numbers> = None;
    let starts = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| starts(candidate) && counts(candidate));
    for (i, start) in starts.take(8) {
        let mut numbers = vec![(start.number, start.base, start.word)];
        let mut pitch = 0.0f32;
        let mut by = widest;
        for next in candidates.iter().skip(i + 1).filter(|next| counts(next)) {
            let Some(&(last, base, _)) = numbers.last() else {
                break;
            };
            let aligned =
                (next.right - start.right).abs() < 4.0 || (next.middle - start.middle).abs() < 4.0;
            if !aligned || next.number <= last || next.number - last > widest {
                continue;
            }
            let step = (next.base - base) / (next.number - last) as f32;
            // Over headings there is more white; the next number is the next line's all the same.
            let even = if next.number - last == by {
                (0.4 * pitch..=HEADING * pitch).contains(&step)
            } else {
                (step - pitch).abs() <= 0.3 * pitch
            };
            if step < 4.0 || pitch > 0.0 && !even {
                continue;
            }
            pitch = if pitch == 0.0 { step } else { pitch.min(step) };
            by = by.min(next.number - last);
            numbers.push((next.number, next.base, next.word));
        }
        let longer = best
            .as_ref()
            .is_none_or(|found| found.numbers.len() < numbers.len());
        if longer {
            best = Some(Numbers {
                numbers,
                pitch,
                right: start.right,
            });
        }
    }
    best
}
