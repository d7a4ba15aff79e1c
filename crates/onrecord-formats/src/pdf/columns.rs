//! The order in which the rows of a page are read: across the page, or column by column.

use super::rows::{self, Row};
use super::words::Word;

/// Narrowest gap between columns, in parts of the size; and the largest size that counts for it, since
/// headings are larger than the text whose columns they stand in.
const GUTTER: f32 = 0.8;
const LARGEST: f32 = 10.0;
/// Narrowest column, in parts of the size.
const NARROWEST: f32 = 8.0;
/// Fewest lines of a column.
const FEWEST_LINES: usize = 3;
/// Fewest letters of a column.
const FEWEST_LETTERS: usize = 80;
/// How much of its column's width an ordinary line of running text fills.
const FILLED: f32 = 0.55;
/// White space of this many parts of the size over the whole width ends columns.
const BREAK: f32 = 3.5;
/// Most rows that are looked at together.
const MOST_ROWS: usize = 400;

/// Rows in reading order, by region: what stands under one another and is read from top to bottom.
pub(super) fn regions(rows: Vec<Row>, words: &[Word]) -> Vec<Vec<Row>> {
    let segments: Vec<Vec<Row>> = rows.iter().map(|row| rows::segments(row, words)).collect();
    let mut regions: Vec<Vec<Row>> = Vec::new();
    let mut plain: Vec<Row> = Vec::new();
    let mut i = 0;
    while i < rows.len() {
        let rest = segments.get(i..).unwrap_or_default();
        match band(rest, words) {
            Some((length, columns)) => {
                if !plain.is_empty() {
                    regions.push(std::mem::take(&mut plain));
                }
                regions.extend(columns);
                i += length;
            }
            None => {
                plain.extend(rows.get(i).cloned());
                i += 1;
            }
        }
    }
    if !plain.is_empty() {
        regions.push(plain);
    }
    regions
}

/// The columns that begin with the first of the rows, and how many rows they take up.
fn band(rows: &[Vec<Row>], words: &[Word]) -> Option<(usize, Vec<Vec<Row>>)> {
    let mut cover: Vec<(f32, f32)> = Vec::new();
    let mut length = 0;
    let mut gutters: Vec<(f32, f32)> = Vec::new();
    let mut bottom = f32::MIN;
    for row in rows.iter().take(MOST_ROWS) {
        let size = row.first().map_or(10.0, |segment| segment.size);
        let top = row.iter().map(|s| s.edges.top).fold(f32::MAX, f32::min);
        if length > 0 && top - bottom > BREAK * size {
            break;
        }
        let mut next = cover.clone();
        for segment in row {
            insert(&mut next, (segment.edges.left, segment.edges.right));
        }
        let open = gaps(&next, GUTTER * size.min(LARGEST));
        if length > 0 && !gutters.is_empty() && open.is_empty() {
            break;
        }
        if length > 4 && open.is_empty() {
            return None;
        }
        cover = next;
        gutters = open;
        length += 1;
        bottom = row.iter().map(|s| s.edges.bottom).fold(bottom, f32::max);
    }
    let rows = rows.get(..length)?;
    while !gutters.is_empty() {
        let columns = split(rows, &gutters, words);
        let Some(bad) = columns.iter().position(|column| !is_column(column, words)) else {
            return Some((length, columns));
        };
        // What is no column belongs to its nearer neighbour.
        let width = |i: usize| gutters.get(i).map_or(f32::MAX, |gap| gap.1 - gap.0);
        let before = bad.checked_sub(1).map_or(f32::MAX, width);
        let remove = if before <= width(bad) {
            bad.saturating_sub(1)
        } else {
            bad
        };
        gutters.remove(remove.min(gutters.len() - 1));
    }
    None
}

/// Adds a stretch to stretches that are sorted and apart.
fn insert(cover: &mut Vec<(f32, f32)>, new: (f32, f32)) {
    let from = cover.partition_point(|(_, right)| *right < new.0);
    let to = cover.partition_point(|(left, _)| *left <= new.1);
    let mut merged = new;
    if from < to {
        if let Some(first) = cover.get(from) {
            merged.0 = merged.0.min(first.0);
        }
        if let Some(last) = cover.get(to - 1) {
            merged.1 = merged.1.max(last.1);
        }
        cover.drain(from..to);
    }
    cover.insert(from, merged);
}

fn gaps(cover: &[(f32, f32)], least: f32) -> Vec<(f32, f32)> {
    cover
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if b.0 - a.1 >= least => Some((a.1, b.0)),
            _ => None,
        })
        .collect()
}

/// The rows' pieces between the gutters; pieces of one row in one column are one line.
fn split(rows: &[Vec<Row>], gutters: &[(f32, f32)], words: &[Word]) -> Vec<Vec<Row>> {
    let mut columns: Vec<Vec<Row>> = vec![Vec::new(); gutters.len() + 1];
    for row in rows {
        let mut lines: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
        for segment in row {
            let middle = segment.edges.middle().0;
            let column = gutters.partition_point(|(_, right)| *right <= middle);
            if let Some(line) = lines.get_mut(column) {
                line.extend(&segment.words);
            }
        }
        for (column, line) in columns.iter_mut().zip(lines) {
            column.extend(Row::of(line, words));
        }
    }
    columns
}

/// Whether lines under one another are running text: enough of them, wide and mostly full.
fn is_column(lines: &[Row], words: &[Word]) -> bool {
    let Some(first) = lines.first() else {
        return false;
    };
    let edges = lines
        .iter()
        .fold(first.edges, |all, line| all.union(line.edges));
    let letters: usize = lines
        .iter()
        .flat_map(|line| &line.words)
        .filter_map(|i| words.get(*i))
        .map(|word| word.text.len())
        .sum();
    let mut filled: Vec<f32> = lines
        .iter()
        .map(|line| line.edges.width() / edges.width().max(1.0))
        .collect();
    filled.sort_by(f32::total_cmp);
    let median = filled.get(filled.len() / 2).copied().unwrap_or_default();
    lines.len() >= FEWEST_LINES
        && letters >= FEWEST_LETTERS
        && edges.width() >= NARROWEST * first.size
        && median >= FILLED
}
