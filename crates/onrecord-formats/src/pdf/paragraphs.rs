//! Lines to paragraphs: which lines are one, over the ends of columns and pages too, and what they are.

use super::lines::{Line, has_mark};
use super::{hyphens, speech};
use onrecord_record::BlockKind;
use std::collections::BTreeMap;

/// Lines this much further apart than ordinary ones are two paragraphs.
const APART: f32 = 1.3;
/// Steps that differ by less than this part are even.
const EVEN: f32 = 0.06;
/// Lines of one paragraph are no further apart than this many parts of their size.
const WIDEST: f32 = 3.2;
/// How far sizes in one paragraph differ, in parts of them.
const SIZES: f32 = 0.08;
/// The same for words that were recognised in a picture, whose size is only estimated.
const SIZES_RECOGNISED: f32 = 0.35;
/// An indent is at least this many parts of the size.
const INDENT: f32 = 0.9;
/// Longest heading, in lines and in characters.
const LONGEST_HEADING: (usize, usize) = (4, 250);
/// From this part of the size of running text on, a line is a heading.
const LARGE: f32 = 1.14;
/// From this part on, the document's title.
const LARGEST: f32 = 1.3;
/// A line that ends in the middle of a sentence and reaches this far, in parts of the widest, goes on in
/// the next; the same where that begins with a capital.
const OPEN: f32 = 0.6;
const OPEN_CAPITAL: f32 = 0.78;
/// How many lines around are looked at for where lines end.
const AROUND: usize = 30;

/// Lines that are one piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Paragraph {
    pub(super) kind: BlockKind,
    /// By place in the list of all lines.
    pub(super) lines: Vec<usize>,
}

/// The paragraphs of all lines, in reading order.
pub(super) fn paragraphs(lines: &[Line], body: f32, recognised: &[bool]) -> Vec<Paragraph> {
    let of = Lines {
        lines,
        body,
        recognised,
        pitches: pitches(lines),
        is_transcript: speech::is_transcript(lines),
    };
    let mut done: Vec<Paragraph> = Vec::new();
    let mut current: Vec<usize> = Vec::new();
    // What stands beside the running text waits until its paragraph ends.
    let mut waiting: Vec<Paragraph> = Vec::new();
    let mut sideways: Option<(usize, usize)> = None;
    let mut page = 0;
    for (i, line) in lines.iter().enumerate() {
        if line.page != page {
            page = line.page;
            of.turn(i, &mut current, &mut waiting, &mut done);
        }
        if line.note {
            let begins = of.begins_note(i, waiting.last());
            match waiting.last_mut() {
                Some(note) if !begins => note.lines.push(i),
                _ => waiting.push(Paragraph {
                    kind: BlockKind::Footnote,
                    lines: vec![i],
                }),
            }
            continue;
        }
        if line.list > 0 {
            let same = sideways == Some((line.page, line.list))
                && waiting
                    .last()
                    .is_some_and(|p| p.lines.last().is_some_and(|j| of.goes_on(&p.lines, *j, i)));
            sideways = Some((line.page, line.list));
            match waiting.last_mut() {
                Some(last) if same => last.lines.push(i),
                _ => waiting.push(Paragraph {
                    kind: BlockKind::Paragraph,
                    lines: vec![i],
                }),
            }
            continue;
        }
        let goes_on = current
            .last()
            .is_some_and(|last| of.goes_on(&current, *last, i));
        if !goes_on {
            of.finish(&mut current, &mut done);
        }
        current.push(i);
    }
    of.finish(&mut current, &mut done);
    done.extend(waiting);
    headline(&mut done, &of);
    done
}

/// All lines, and what is known of them together.
struct Lines<'l> {
    lines: &'l [Line],
    body: f32,
    recognised: &'l [bool],
    /// Ordinary distance of base lines, by region, and whether they are notes.
    pitches: BTreeMap<(usize, bool), f32>,
    is_transcript: bool,
}

impl Lines<'_> {
    fn at(&self, i: usize) -> Option<&Line> {
        self.lines.get(i)
    }

    /// Ends a page before the line `i`, the first of the next: every page's words come together, so
    /// what stands beside its text comes after the paragraph that ends with it, or before the one that
    /// runs over its end. A paragraph that began still earlier is two.
    fn turn(
        &self,
        i: usize,
        current: &mut Vec<usize>,
        waiting: &mut Vec<Paragraph>,
        done: &mut Vec<Paragraph>,
    ) {
        let page_of = |i: Option<&usize>| i.and_then(|i| self.at(*i)).map(|line| line.page);
        let Some(beside) = waiting.first().map(|p| page_of(p.lines.first())) else {
            return;
        };
        let is_text = self.at(i).is_some_and(|line| !line.note && line.list == 0);
        let goes_on = is_text
            && page_of(current.first()) == beside
            && current
                .last()
                .is_some_and(|last| self.goes_on(current, *last, i));
        if !goes_on {
            self.finish(current, done);
        }
        done.append(waiting);
    }

    /// Whether the line `i` belongs to the paragraph of the lines `so_far`, whose last is `last`.
    fn goes_on(&self, so_far: &[usize], last: usize, i: usize) -> bool {
        let (Some(before), Some(line)) = (self.at(last), self.at(i)) else {
            return false;
        };
        if before.cells || line.cells {
            return false;
        }
        if self.is_transcript {
            return self.speech_goes_on(before, line);
        }
        if let (Some(above), Some(own)) = (before.recognised, line.recognised) {
            return self.recognised_goes_on(so_far, last, i, above, own);
        }
        let recognised = self.recognised.get(line.page).copied().unwrap_or(false);
        let sizes = if recognised { SIZES_RECOGNISED } else { SIZES };
        if (before.size - line.size).abs() > sizes * before.size.max(line.size) {
            return false;
        }
        let lower = line.text.starts_with(char::is_lowercase);
        if before.bold != line.bold && !(lower || line.marked) {
            return false;
        }
        if before.region != line.region {
            return self.sentence_goes_on(so_far, last, i);
        }
        let pitch = self.pitch(line);
        let step = line.base - before.base;
        let apart = if recognised { APART + 0.2 } else { APART };
        if step > apart * pitch + 1.0 && !self.is_even(last, i) || step < -1.0 {
            return false;
        }
        if !self.is_full(last, i) {
            return false;
        }
        let size = line.size;
        let first = so_far.first().and_then(|j| self.at(*j));
        let first_only = so_far.len() == 1;
        let label = first_only && is_label(before);
        if line.left() > before.left() + INDENT * size {
            let hangs = label && (line.left() - before.second).abs() < 0.8 * size;
            return hangs
                || first_only
                    && !ends_sentence(&before.text)
                    && !before.text.ends_with(':')
                    && !centred(line);
        }
        if line.left() < before.left() - INDENT * size {
            let was_indented =
                first_only || first.is_some_and(|f| f.left() <= line.left() + INDENT * size);
            return was_indented && !centred(before);
        }
        if is_label(line) && ends_sentence(&before.text) {
            return false;
        }
        true
    }

    /// Whether a recognised line belongs to the paragraph: the recogniser says so within a block; from
    /// one block or page to the next the words must.
    fn recognised_goes_on(
        &self,
        so_far: &[usize],
        last: usize,
        i: usize,
        above: [u32; 3],
        own: [u32; 3],
    ) -> bool {
        let (Some(before), Some(line)) = (self.at(last), self.at(i)) else {
            return false;
        };
        let labelled = is_label(line) && ends_sentence(&before.text);
        if before.region == line.region {
            let [block, paragraph, _] = above;
            return own.starts_with(&[block, paragraph]) && !labelled;
        }
        let cut =
            before.text.ends_with(hyphens::is_hyphen) || line.text.starts_with(char::is_lowercase);
        // The end of a block of one or two lines says nothing of how wide its column is.
        (cut || so_far.len() > 2) && self.sentence_goes_on(so_far, last, i)
    }

    /// Ordinary distance of base lines around this one.
    fn pitch(&self, line: &Line) -> f32 {
        let of = (line.region, line.note);
        self.pitches.get(&of).copied().unwrap_or(0.0)
    }

    /// Whether two lines are as far apart as one of them is from its other neighbour: the text is set
    /// wider here than elsewhere, as between a summary and notes with narrow lines.
    fn is_even(&self, last: usize, i: usize) -> bool {
        let step = |a: Option<usize>, b: usize| {
            let (a, b) = (self.at(a?)?, self.at(b)?);
            let near = a.region == b.region && a.note == b.note && !a.cells && !b.cells;
            near.then_some(b.base - a.base)
        };
        let (Some(before), Some(own)) = (self.at(last), step(Some(last), i)) else {
            return false;
        };
        let alike = |other: Option<f32>| other.is_some_and(|o| (o - own).abs() <= EVEN * own);
        own <= WIDEST * before.size
            && (alike(step(last.checked_sub(1), last))
                || !ends_sentence(&before.text) && alike(step(Some(i), i + 1)))
    }

    /// Whether a paragraph goes on in another column or on another page.
    fn sentence_goes_on(&self, so_far: &[usize], last: usize, i: usize) -> bool {
        let (Some(before), Some(line)) = (self.at(last), self.at(i)) else {
            return false;
        };
        if ends_sentence(&before.text) || before.text.ends_with(':') || is_label(line) {
            return false;
        }
        if self.kind(so_far) == BlockKind::Heading {
            return false;
        }
        let hyphen = before.text.ends_with(['-', '\u{AD}', '\u{2010}']);
        let lower = line.text.starts_with(char::is_lowercase);
        let full = before.edges.right + line.first > before.bounds.1 - line.size;
        hyphen || lower || full
    }

    fn speech_goes_on(&self, before: &Line, line: &Line) -> bool {
        if speech::begins(line) || speech::stands_alone(before) {
            return false;
        }
        if before.region != line.region {
            return !centred(line) || ends_open(&before.text);
        }
        let pitch = self.pitch(line);
        let step = line.base - before.base;
        let skipped = match (before.number, line.number) {
            (Some(a), Some(b)) => b > a + 1,
            _ => step > 1.6 * pitch + 1.0,
        };
        !ends_sentence(&before.text) || !skipped && !centred(line)
    }

    /// Whether the first word of the line `i` would not have fitted on the line before it.
    fn is_full(&self, last: usize, i: usize) -> bool {
        let (Some(before), Some(line)) = (self.at(last), self.at(i)) else {
            return false;
        };
        let left = before.left().min(line.left()) - 2.0;
        let belongs = |j: &usize| {
            self.at(*j).is_some_and(|other| {
                other.region == line.region && other.left() >= left && other.list == line.list
            })
        };
        let above = (last.saturating_sub(AROUND)..=last)
            .rev()
            .take_while(|j| belongs(j));
        let below = (i..i + AROUND).take_while(|j| belongs(j));
        let right = above
            .chain(below)
            .filter_map(|j| self.at(j))
            .map(|other| other.edges.right)
            .fold(f32::MIN, f32::max);
        let recognised = self.recognised.get(line.page).copied().unwrap_or(false);
        let slack = if recognised { 2.5 } else { 0.9 };
        if before.edges.right + line.first + 0.25 * line.size > right - slack * line.size {
            return true;
        }
        // Ragged lines that are cut off in the middle of a sentence.
        let share = (before.edges.right - left) / (right - left).max(1.0);
        let small = !line.text.starts_with(char::is_uppercase);
        let open = !ends_sentence(&before.text) && !before.text.ends_with([':', ';']);
        open && !centred(line)
            && !centred(before)
            && share >= if small { OPEN } else { OPEN_CAPITAL }
    }

    fn begins_note(&self, i: usize, last: Option<&Paragraph>) -> bool {
        let Some(line) = self.at(i) else { return true };
        let Some(last) = last.filter(|p| p.kind == BlockKind::Footnote) else {
            return true;
        };
        if line.marked {
            return true;
        }
        let first = last.lines.first().and_then(|j| self.at(*j));
        let before = last.lines.last().and_then(|j| self.at(*j));
        if before.is_some_and(|before| before.page != line.page) {
            return has_mark(line) && before.is_some_and(|b| ends_sentence(&b.text));
        }
        let value = |line: &Line| -> Option<u32> {
            let end = line.text.find(|c: char| !c.is_ascii_digit())?;
            line.text.get(..end)?.parse().ok()
        };
        let follows = match (first.and_then(value), value(line)) {
            (Some(a), Some(b)) => b == a + 1,
            (None, Some(_)) => false,
            _ => true,
        };
        has_mark(line) && follows
    }

    fn finish(&self, current: &mut Vec<usize>, done: &mut Vec<Paragraph>) {
        if !current.is_empty() {
            let lines = std::mem::take(current);
            done.push(Paragraph {
                kind: self.kind(&lines),
                lines,
            });
        }
    }

    fn kind(&self, indices: &[usize]) -> BlockKind {
        let lines = || indices.iter().filter_map(|i| self.at(*i));
        let Some(first) = lines().next() else {
            return BlockKind::Paragraph;
        };
        if first.cells {
            return BlockKind::Table;
        }
        let letters: usize = lines().map(|l| l.text.chars().count()).sum();
        let short = indices.len() <= LONGEST_HEADING.0 && letters <= LONGEST_HEADING.1;
        let has_letters = first.text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        let recognised = self.recognised.get(first.page).copied().unwrap_or(false);
        let large = !recognised && lines().all(|l| l.size >= LARGE * self.body);
        let bold = lines().all(|l| l.bold);
        let capitals =
            lines().all(|l| !l.text.contains(char::is_lowercase)) && lines().all(centred);
        let last = indices
            .last()
            .and_then(|i| self.at(*i))
            .map(|l| l.text.as_str())
            .unwrap_or_default();
        let open = !last.ends_with(['.', ',', ';', ':']) || is_label(first) && letters < 100;
        if short && has_letters && (large || bold && open || capitals && open && letters > 3) {
            return BlockKind::Heading;
        }
        if is_label(first) && !self.is_transcript {
            return BlockKind::ListItem;
        }
        BlockKind::Paragraph
    }
}

impl Line {
    fn left(&self) -> f32 {
        self.edges.left
    }
}

/// The first large heading of the first page is the document's.
fn headline(paragraphs: &mut [Paragraph], of: &Lines) {
    let size = |p: &Paragraph| {
        let first = p.lines.first().and_then(|i| of.at(*i));
        first.map_or(0.0, |line| if line.page == 0 { line.size } else { 0.0 })
    };
    let largest = paragraphs.iter().map(size).fold(0.0, f32::max);
    if largest < LARGEST * of.body {
        return;
    }
    let found = paragraphs
        .iter_mut()
        .find(|p| p.kind == BlockKind::Heading && size(p) >= largest - 0.2);
    if let Some(found) = found {
        found.kind = BlockKind::Headline;
    }
}

/// Ordinary distances of base lines: most lines of a region stand no further apart.
fn pitches(lines: &[Line]) -> BTreeMap<(usize, bool), f32> {
    let of = |line: &Line| (line.region, line.note);
    let mut steps: BTreeMap<(usize, bool), Vec<f32>> = BTreeMap::new();
    let mut ratios: Vec<f32> = Vec::new();
    for pair in lines.windows(2) {
        if let [a, b] = pair
            && of(a) == of(b)
            && b.base > a.base + 0.5 * a.size
        {
            steps.entry(of(a)).or_default().push(b.base - a.base);
            ratios.push((b.base - a.base) / a.size.max(1.0));
        }
    }
    ratios.sort_by(f32::total_cmp);
    let usual = ratios.get(ratios.len() * 3 / 10).copied().unwrap_or(1.2);
    let mut pitches = BTreeMap::new();
    for line in lines {
        let mut of_region = || {
            let steps = steps.get_mut(&of(line))?;
            steps.sort_by(f32::total_cmp);
            (steps.len() >= 4).then(|| steps.get(steps.len() * 3 / 10).copied())?
        };
        pitches
            .entry(of(line))
            .or_insert_with(|| of_region().unwrap_or(usual * line.size));
    }
    pitches
}

/// Whether a line ends as a sentence does, marks of notes and closing marks left aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| "”\"’')[]*†‡»".contains(c) || c.is_ascii_digit());
    if bare.len() == text.len() {
        return text.ends_with(['.', '?', '!']);
    }
    bare.ends_with(['.', '?', '!']) || bare.ends_with(|c: char| "”\"’')]".contains(c))
}

/// Whether a sentence is plainly cut off.
fn ends_open(text: &str) -> bool {
    text.ends_with([',', '-', ';']) || text.ends_with(char::is_lowercase)
}

/// Whether a line stands in the middle of its region.
pub(super) fn centred(line: &Line) -> bool {
    let (left, right) = (
        line.edges.left - line.bounds.0,
        line.bounds.1 - line.edges.right,
    );
    left > 2.0 * line.size && right > 2.0 * line.size && (left - right).abs() < 2.0 * line.size
}

/// Whether a line begins with the label of a list's item: a bullet, `1.`, `(a)`.
fn is_label(line: &Line) -> bool {
    let Some((first, rest)) = line.text.split_once(' ') else {
        return false;
    };
    if rest.is_empty() {
        return false;
    }
    if first.chars().count() == 1
        && first
            .chars()
            .all(|c| "•◦▪‣·○●■□–—*-\u{F0B7}\u{F0A7}".contains(c))
    {
        return true;
    }
    let closed = first.ends_with(['.', ')']);
    let bare = first.trim_start_matches('(').trim_end_matches(['.', ')']);
    let number = bare.len() <= 3 && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
    let letter = bare.len() == 1 && bare.bytes().all(|b| b.is_ascii_lowercase());
    let roman = bare.len() <= 5 && !bare.is_empty() && bare.bytes().all(|b| b"ivx".contains(&b));
    closed && (number || (letter || roman) && first.ends_with(')'))
}
