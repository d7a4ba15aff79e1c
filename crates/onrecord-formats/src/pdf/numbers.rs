//! Numbers of printed lines in a page's left margin, as transcripts and pleadings have them.

use super::page::Page;
use super::words::Word;

/// From this many numbers on, in order and evenly spaced, a page's margin is taken for numbered.
const FEWEST: usize = 8;
/// As many do on a page whose neighbours are numbered at the same place.
const FEWEST_BESIDE: usize = 2;
/// The numbers run over this part of the page's height at least.
const REACH: f32 = 0.4;
/// Largest number of a line.
const LARGEST: u32 = 60;
/// Most numbers that may be missing between two, as recognition leaves some out.
const MISSING: u32 = 3;

/// The numbers of a page's margin.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// Number, base line, place in the page's words.
    pub(super) numbers: Vec<(u32, f32, usize)>,
    /// Distance from one to the next, in points.
    pitch: f32,
}

impl Numbers {
    /// The number of the line that has this base line.
    pub(super) fn at(&self, base: f32) -> Option<u32> {
        let near = |found: &&(u32, f32, usize)| (found.1 - base).abs() < 0.4 * self.pitch;
        self.numbers.iter().find(near).map(|found| found.0)
    }
}

/// The numbers of all pages; nothing where the margin is not numbered.
pub(super) fn numbers(pages: &[Page]) -> Vec<Option<Numbers>> {
    let candidates: Vec<Vec<Candidate>> = pages.iter().map(candidates).collect();
    let sure: Vec<Option<(Numbers, f32)>> = pages
        .iter()
        .zip(&candidates)
        .map(|(page, candidates)| {
            let (numbers, x) = chain(candidates, None)?;
            let (first, last) = (numbers.numbers.first()?, numbers.numbers.last()?);
            let reach = last.1 - first.1;
            let fits =
                numbers.numbers.len() >= FEWEST && reach >= REACH * page.size.1 && first.0 <= 2;
            fits.then_some((numbers, x))
        })
        .collect();
    let places: Vec<f32> = sure.iter().flatten().map(|(_, x)| *x).collect();
    sure.into_iter()
        .zip(&candidates)
        .map(|(found, candidates)| {
            if let Some((numbers, _)) = found {
                return Some(numbers);
            }
            places.iter().find_map(|x| {
                let (numbers, _) = chain(candidates, Some(*x))?;
                (numbers.numbers.len() >= FEWEST_BESIDE).then_some(numbers)
            })
        })
        .collect()
}

struct Candidate {
    number: u32,
    word: usize,
    base: f32,
    /// Middle and right end.
    middle: f32,
    right: f32,
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
        let is_number = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        let Some(number) = text.parse().ok().filter(|n| is_number && *n <= LARGEST) else {
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

/// The longest chain of numbers that count up, evenly spaced, one under the other; and where.
fn chain(candidates: &[Candidate], at: Option<f32>) -> Option<(Numbers, f32)> {
    let mut best: Option<(Numbers, f32)> = None;
    let starts = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| match at {
            Some(x) => (candidate.right - x).abs() < 5.0,
            None => candidate.number <= 2,
        });
    for (i, start) in starts.take(8) {
        let mut numbers = vec![(start.number, start.base, start.word)];
        let mut pitch = 0.0f32;
        for next in candidates.iter().skip(i + 1) {
            let Some(&(last, base, _)) = numbers.last() else {
                break;
            };
            let aligned =
                (next.right - start.right).abs() < 4.0 || (next.middle - start.middle).abs() < 4.0;
            if !aligned || next.number <= last || next.number - last > MISSING + 1 {
                continue;
            }
            let step = (next.base - base) / (next.number - last) as f32;
            if step < 4.0 || pitch > 0.0 && (step - pitch).abs() > 0.3 * pitch {
                continue;
            }
            if pitch == 0.0 {
                pitch = step;
            }
            numbers.push((next.number, next.base, next.word));
        }
        let longer = best
            .as_ref()
            .is_none_or(|(found, _)| found.numbers.len() < numbers.len());
        if longer {
            best = Some((Numbers { numbers, pitch }, start.right));
        }
    }
    best
}
