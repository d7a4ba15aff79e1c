//! Glyphs to words: which stand on one line, which are one word.

use super::accents;
use super::canvas::Painted;
use super::edges::Edges;
use super::hyphens;

/// A gap of this many parts of the size parts two words where no blank stands between them.
const GAP: f32 = 0.17;
/// How far base lines of one row may differ, in parts of the size.
const LEVEL: f32 = 0.22;
/// Up to this part of its neighbour's size, a glyph off the base line is a raised or lowered one.
const SMALL: f32 = 0.85;

/// A word, or the part of it that stands on one line.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    /// Where it stands as it is read: the page turned so that most of its words are upright.
    pub(super) edges: Edges,
    /// Its box on the page as shown, in tenths of a point.
    pub(super) place: [i32; 4],
    /// Height of its base line.
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) stroke: f32,
    /// Whether it is smaller than its neighbours and stands higher: the mark of a note.
    pub(super) raised: bool,
    /// Whether it follows the word before it without a blank.
    pub(super) glued: bool,
    pub(super) confidence: Option<u8>,
    /// Block, paragraph and line that it was recognised in.
    pub(super) recognised: Option<[u32; 3]>,
    /// Whether it stands under a black box.
    pub(super) redacted: bool,
}

/// A glyph as it is read.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) text: String,
    pub(super) edges: Edges,
    pub(super) on_page: Edges,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) stroke: f32,
    pub(super) redacted: bool,
    raised: bool,
}

impl Letter {
    /// A glyph, the page turned by quarters against the clock so that it is upright.
    pub(super) fn of(
        glyph: &Painted,
        redacted: bool,
        quarters: u8,
        width: f32,
        height: f32,
    ) -> Self {
        let point = |(x, y): (f32, f32)| {
            let at = Edges {
                left: x,
                top: y,
                right: x,
                bottom: y,
            };
            let at = at.turned(quarters, width, height);
            (at.left, at.top)
        };
        let (left, base) = point(glyph.origin);
        let (right, _) = point(glyph.end);
        Self {
            text: readable(&glyph.words),
            edges: glyph.edges.turned(quarters, width, height),
            on_page: glyph.edges,
            left: left.min(right),
            right: left.max(right),
            base,
            size: glyph.size,
            bold: glyph.bold,
            stroke: glyph.stroke,
            redacted,
            raised: false,
        }
    }

    fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// By how many quarters the page must be turned against the clock for the glyph to be upright;
/// nothing for glyphs that stand askew.
pub(super) fn quarters(glyph: &Painted) -> u8 {
    let (dx, dy) = (glyph.end.0 - glyph.origin.0, glyph.end.1 - glyph.origin.1);
    match () {
        () if dx.abs() >= dy.abs() && dx >= 0.0 => 0,
        () if dx.abs() >= dy.abs() => 2,
        // Written downwards: turned against the clock once.
        () if dy > 0.0 => 1,
        () => 3,
    }
}

/// Ligatures spelt out, control characters left out, odd blanks as blanks.
fn readable(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '\u{FB00}' => out.push_str("ff"),
            '\u{FB01}' => out.push_str("fi"),
            '\u{FB02}' => out.push_str("fl"),
            '\u{FB03}' => out.push_str("ffi"),
            '\u{FB04}' => out.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
            '\u{A0}' | '\t' | '\n' | '\r' | '\u{2002}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => {
                out.push(' ');
            }
            '\u{200B}' | '\u{FEFF}' | '\u{2060}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The words of upright letters, by row from the top, in each from the left.
pub(super) fn words(mut letters: Vec<Letter>) -> Vec<Word> {
    letters.retain(|letter| !letter.text.is_empty());
    accents::join(&mut letters);
    let mut rows = rows(letters);
    raise(&mut rows);
    let mut words = Vec::new();
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        drop_doubles(row);
        let gap = gap(row);
        words.extend(words_of(row, gap));
    }
    words
}

/// Letters whose base lines are level.
fn rows(mut letters: Vec<Letter>) -> Vec<Vec<Letter>> {
    letters.sort_by(|a, b| {
        a.base
            .total_cmp(&b.base)
            .then_with(|| a.left.total_cmp(&b.left))
    });
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    let (mut first, mut base) = (f32::MIN, f32::MIN);
    for letter in letters {
        let near = LEVEL * letter.size.min(14.0);
        if (letter.base - base <= near * 0.5 || letter.base - first <= near)
            && let Some(row) = rows.last_mut()
        {
            base = letter.base;
            row.push(letter);
            continue;
        }
        (first, base) = (letter.base, letter.base);
        rows.push(vec![letter]);
    }
    rows
}

/// Small letters a little above or below a row of larger ones are taken into that row, where they
/// touch it.
fn raise(rows: &mut Vec<Vec<Letter>>) {
    for i in 0..rows.len() {
        let Some(row) = rows.get_mut(i) else { continue };
        let letters = std::mem::take(row);
        let (mut kept, mut moved) = (Vec::new(), Vec::new());
        for letter in letters {
            let found = (i.saturating_sub(3)..i + 4)
                .filter(|j| *j != i)
                .find_map(|j| {
                    let raised = touches(&letter, rows.get(j)?)?;
                    Some((j, raised))
                });
            match found {
                Some((j, raised)) => moved.push((j, raised, letter)),
                None => kept.push(letter),
            }
        }
        // Blanks alone are nothing to keep a row for.
        if kept.iter().all(Letter::is_blank) {
            kept.clear();
        }
        if let Some(row) = rows.get_mut(i) {
            *row = kept;
        }
        for (j, raised, letter) in moved {
            if let Some(row) = rows.get_mut(j) {
                row.push(Letter { raised, ..letter });
            }
        }
    }
    rows.retain(|row| !row.is_empty());
}

/// Whether the letter is a small one beside one of the row; then whether it stands higher.
fn touches(letter: &Letter, row: &[Letter]) -> Option<bool> {
    let first = row.iter().find(|other| !other.is_blank())?;
    let rise = first.base - letter.base;
    if !(-0.45 * first.size..0.75 * first.size).contains(&rise) {
        return None;
    }
    row.iter()
        .any(|other| {
            let near = other.size * 0.6;
            !other.is_blank()
                && !other.raised
                && letter.size <= other.size * SMALL
                && letter.left <= other.right + near
                && letter.right >= other.left - near
        })
        .then_some(rise > 0.0)
}

/// The same letter painted twice at one place, to look bold, is one.
fn drop_doubles(row: &mut Vec<Letter>) {
    let mut kept: Vec<Letter> = Vec::with_capacity(row.len());
    for letter in row.drain(..) {
        let near = letter.size * 0.2;
        let double = kept.iter_mut().rev().take(4).find(|other| {
            other.text == letter.text
                && (other.left - letter.left).abs() < near
                && (other.base - letter.base).abs() < near
                && (other.size - letter.size).abs() < letter.size * 0.1
        });
        match double {
            Some(other) => {
                other.bold = true;
                other.edges = other.edges.union(letter.edges);
                other.on_page = other.on_page.union(letter.on_page);
                other.redacted &= letter.redacted;
            }
            None => kept.push(letter),
        }
    }
    *row = kept;
}

/// From which gap on, in parts of the size, two letters of the row are of two words: larger where all
/// letters are spaced out.
fn gap(row: &[Letter]) -> f32 {
    let mut gaps: Vec<f32> = Vec::new();
    for pair in row.windows(2) {
        if let [a, b] = pair
            && !a.is_blank()
            && !b.is_blank()
        {
            gaps.push((b.left - a.right) / a.size.max(0.1));
        }
    }
    gaps.sort_by(f32::total_cmp);
    let Some(median) = gaps.get(gaps.len() / 2) else {
        return GAP;
    };
    if gaps.len() >= 5 && *median > GAP * 0.6 && *median < 0.8 {
        return median * 1.8;
    }
    GAP
}

fn words_of(row: &[Letter], gap: f32) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut right = f32::MIN;
    let mut blank = true;
    for letter in row {
        if letter.is_blank() {
            // A blank that the next letter is printed over is none.
            blank = true;
            right = right.max(letter.left);
            continue;
        }
        let space = letter.left - right;
        let size = letter
            .size
            .min(words.last().map_or(letter.size, |word| word.size));
        let parted = blank && space > -0.5 * size || space > gap * size;
        blank = false;
        right = letter.right.max(letter.left);
        let joins = words.last().is_some_and(|word| {
            !parted && word.raised == letter.raised && word.redacted == letter.redacted
        });
        match words.last_mut() {
            Some(word) if joins => {
                word.text.push_str(&letter.text);
                word.edges = word.edges.union(letter.edges);
                word.place = union(word.place, letter.on_page.tenths());
                word.size = word.size.max(letter.size);
                word.bold &= letter.bold;
                word.stroke = if word.stroke == 0.0 || letter.stroke == 0.0 {
                    word.stroke.max(letter.stroke)
                } else {
                    word.stroke * 0.8 + letter.stroke * 0.2
                };
            }
            _ => words.push(Word {
                text: letter.text.trim().to_owned(),
                edges: letter.edges,
                place: letter.on_page.tenths(),
                base: letter.base,
                size: letter.size,
                bold: letter.bold,
                stroke: letter.stroke,
                raised: letter.raised,
                glued: !parted && !words.is_empty(),
                confidence: None,
                recognised: None,
                redacted: letter.redacted,
            }),
        }
    }
    level(&mut words);
    for word in &mut words {
        word.text = accents::composed(&hyphens::plain(&word.text));
    }
    words
}

/// All words of a row stand on one base line, whatever they were raised by.
fn level(words: &mut [Word]) {
    let base = words.iter().find(|word| !word.raised).map(|word| word.base);
    if let Some(base) = base {
        for word in words {
            word.base = base;
        }
    }
}

fn union(a: [i32; 4], b: [i32; 4]) -> [i32; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}
