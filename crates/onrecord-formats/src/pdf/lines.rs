//! All pages' lines of running text in reading order.

use super::columns;
use super::edges::Edges;
use super::margins::Margins;
use super::numbers::Numbers;
use super::page::Page;
use super::rows::{self, Row};
use super::words::Word;

/// A gap of this many parts of the size parts the cells of a table's row.
const CELL: f32 = 1.6;
/// Up to this part of the size of running text, a line may be part of a note.
const NOTE: f32 = 0.93;
/// A line over notes is no longer than this part of its column.
const RULE: f32 = 0.6;

/// A line of running text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Place of its page in the list of pages.
    pub(super) page: usize,
    /// Its words, by place in the page's list.
    pub(super) words: Vec<usize>,
    /// Which list of the page's words: 0 for the upright ones, then those that stand sideways.
    pub(super) list: usize,
    pub(super) text: String,
    pub(super) edges: Edges,
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    /// Counts the regions of all pages: lines of one stand under one another.
    pub(super) region: usize,
    /// Left and right end of the region.
    pub(super) bounds: (f32, f32),
    /// The number printed beside it.
    pub(super) number: Option<u32>,
    /// Whether it is a row of cells.
    pub(super) cells: bool,
    /// Whether it belongs to a note under the text.
    pub(super) note: bool,
    /// Whether the first word is a raised mark.
    pub(super) marked: bool,
    /// Where the second word begins.
    pub(super) second: f32,
    /// Width of the gap after the first word, in parts of the size.
    pub(super) lead: f32,
    /// Width of the first word.
    pub(super) first: f32,
}

/// The words of a page's list.
pub(super) fn list(page: &Page, list: usize) -> &[Word] {
    match list.checked_sub(1) {
        None => &page.words,
        Some(i) => page.sideways.get(i).map(Vec::as_slice).unwrap_or_default(),
    }
}

/// The lines of all pages.
pub(super) fn lines(
    pages: &[Page],
    margins: &[Margins],
    numbers: &[Option<Numbers>],
    body: f32,
    with_redacted: bool,
) -> Vec<Line> {
    let mut all: Vec<Line> = Vec::new();
    let mut region = 0;
    let stroke = ordinary_stroke(pages);
    for (i, page) in pages.iter().enumerate() {
        let taken = margins
            .get(i)
            .map(|m| m.taken.as_slice())
            .unwrap_or_default();
        let numbered = numbers.get(i).and_then(Option::as_ref);
        for (of, words) in std::iter::once(&page.words)
            .chain(&page.sideways)
            .enumerate()
        {
            let mut found: Vec<Row> = rows::rows(words, 0..words.len())
                .into_iter()
                .filter_map(|row| {
                    let redacted = |i: &usize| words.get(*i).is_some_and(|word| word.redacted);
                    let stays = |i: &usize| {
                        (with_redacted || !redacted(i))
                            && (of > 0 || !taken.get(*i).copied().unwrap_or(false))
                    };
                    Row::of(row.words.into_iter().filter(stays).collect(), words)
                })
                .collect();
            found.sort_by(|a, b| a.base.total_cmp(&b.base));
            let regions = if numbered.is_some() {
                vec![found]
            } else {
                columns::regions(found, words)
            };
            for rows in regions {
                let from = all.len();
                all.extend(
                    rows.into_iter()
                        .map(|row| line(row, i, of, region, words, stroke)),
                );
                let lines = all.get_mut(from..).unwrap_or_default();
                bound(lines);
                if of == 0 {
                    number(lines, numbered);
                    notes(lines, page, body);
                }
                cells(lines, words);
                region += 1;
            }
        }
    }
    all
}

fn line(row: Row, page: usize, list: usize, region: usize, words: &[Word], stroke: f32) -> Line {
    let of = || row.words.iter().filter_map(|i| words.get(*i));
    let letters: usize = of().map(|w| w.text.len()).sum();
    let bold: usize = of()
        .filter(|w| w.bold || stroke > 0.0 && w.stroke > 1.3 * stroke)
        .map(|w| w.text.len())
        .sum();
    let (first, second) = (of().next(), of().nth(1));
    Line {
        second: second.map_or(row.edges.right, |w| w.edges.left),
        lead: match (first, second) {
            (Some(a), Some(b)) => (b.edges.left - a.edges.right) / row.size.max(0.1),
            _ => 0.0,
        },
        first: first.map_or(0.0, |w| w.edges.width()),
        page,
        list,
        text: row.text(words),
        edges: row.edges,
        base: row.base,
        size: row.size,
        bold: bold * 10 >= letters * 9,
        region,
        bounds: (row.edges.left, row.edges.right),
        number: None,
        cells: false,
        note: false,
        marked: of().next().is_some_and(|w| w.raised),
        words: row.words,
    }
}

/// How thick most letters' strokes are, in parts of the size; 0 where that is not known.
fn ordinary_stroke(pages: &[Page]) -> f32 {
    let mut counts = std::collections::BTreeMap::new();
    for word in pages.iter().flat_map(|page| &page.words) {
        if word.stroke > 0.0 {
            *counts
                .entry((word.stroke * 200.0).round() as i32)
                .or_insert(0usize) += word.text.len();
        }
    }
    let all: usize = counts.values().sum();
    let mut sum = 0;
    for (stroke, count) in counts {
        sum += count;
        if sum * 2 >= all {
            return stroke as f32 / 200.0;
        }
    }
    0.0
}

fn bound(lines: &mut [Line]) {
    let left = lines.iter().map(|l| l.edges.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|l| l.edges.right).fold(f32::MIN, f32::max);
    for line in lines {
        line.bounds = (left, right);
    }
}

fn number(lines: &mut [Line], numbers: Option<&Numbers>) {
    for line in lines {
        line.number = numbers.and_then(|numbers| numbers.at(line.base));
    }
}

/// Notes under the text: at the end of a region, smaller than running text or under a short line, and
/// the first of them with a mark.
fn notes(lines: &mut [Line], page: &Page, body: f32) {
    let Some(bounds) = lines.first().map(|line| line.bounds) else {
        return;
    };
    let half = page.size.1 * 0.4;
    let rule = page
        .rules
        .iter()
        .filter(|rule| {
            rule.top > half
                && rule.width() <= RULE * (bounds.1 - bounds.0)
                && (rule.left - bounds.0).abs() < 12.0
        })
        .map(|rule| rule.top)
        .fold(f32::MIN, f32::max);
    let small = |line: &Line| line.size <= NOTE * body;
    let mut start = lines.len();
    for (i, line) in lines.iter().enumerate().rev() {
        if !small(line) || line.base < half && lines.len() > 1 {
            break;
        }
        start = i;
    }
    let under = lines
        .iter()
        .position(|line| rule > f32::MIN && line.edges.top >= rule - 2.0);
    if let Some(under) = under {
        let marked = lines.get(under).is_some_and(has_mark);
        let after = lines.get(under..).unwrap_or_default();
        if marked || after.iter().all(small) {
            start = under;
        }
    }
    // Small text may be the end of a table or a caption: notes begin with a mark.
    let first = lines
        .iter()
        .enumerate()
        .skip(start)
        .find(|(_, line)| has_mark(line))
        .map(|(i, _)| i);
    let start = match (under, first) {
        (Some(under), _) if under == start => start,
        (_, Some(first)) if start > 0 || rule > f32::MIN => first,
        _ => return,
    };
    for line in lines.iter_mut().skip(start) {
        line.note = true;
    }
}

/// Whether the line begins as a note does.
pub(super) fn has_mark(line: &Line) -> bool {
    let first = line.text.split_whitespace().next().unwrap_or_default();
    let digits = first.chars().take_while(char::is_ascii_digit).count();
    let symbols = first.chars().all(|c| "*†‡§¶‖".contains(c));
    line.marked
        || symbols && !first.is_empty()
        || (1..=3).contains(&digits)
            && first
                .chars()
                .nth(digits)
                .is_none_or(|c| c.is_alphabetic() || c == '.' || c == ')' || c == '“' || c == '"')
}

/// Rows of cells: two or more rows under one another that are parted at the same place.
fn cells(lines: &mut [Line], words: &[Word]) {
    let parted: Vec<Vec<f32>> = lines
        .iter()
        .map(|line| {
            let Some(row) = Row::of(line.words.clone(), words) else {
                return Vec::new();
            };
            let pieces = row.pieces(words, CELL);
            let label = pieces
                .first()
                .is_some_and(|p| p.text(words).chars().count() <= 4 && pieces.len() == 2);
            if label {
                return Vec::new();
            }
            pieces
                .iter()
                .skip(1)
                .map(|piece| piece.edges.left)
                .collect()
        })
        .collect();
    for (i, line) in lines.iter_mut().enumerate() {
        let Some(own) = parted.get(i).filter(|own| !own.is_empty()) else {
            continue;
        };
        let beside = [i.checked_sub(1), Some(i + 1)];
        line.cells = line.number.is_none()
            && beside.into_iter().flatten().any(|j| {
                parted.get(j).is_some_and(|other| {
                    own.iter()
                        .any(|a| other.iter().any(|b| (a - b).abs() < 6.0))
                })
            });
    }
}
