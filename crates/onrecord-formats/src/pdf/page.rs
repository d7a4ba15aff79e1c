//! One page: its words as they are read, without what cannot be seen.

use super::canvas::{Canvas, Ink, Painted};
use super::edges::Edges;
use super::words::{self, Letter, Word};

/// From this share of the page on, a picture is a scan of it.
const SCAN: f32 = 0.5;
/// From this share of the page on, a painted rectangle is a new ground and no bar over words.
const GROUND: f32 = 0.5;
/// From this share of its box on, a word under a bar is covered.
const COVERED: f32 = 0.6;
/// Height of the strips that fills are sorted into, in points, so that each glyph is held against few.
const STRIP: f32 = 12.0;
/// Most fills of one strip that glyphs are held against.
const MOST_IN_STRIP: usize = 256;

/// A page, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// Which page of the file, from 1.
    pub(super) number: u32,
    /// Width and height as shown, in points.
    pub(super) shown: (f32, f32),
    /// Width and height as read, in points: turned where most words stand sideways.
    pub(super) size: (f32, f32),
    /// Its words, by row from the top, in each from the left.
    pub(super) words: Vec<Word>,
    /// Words that stand sideways to them, each direction for itself.
    pub(super) sideways: Vec<Vec<Word>>,
    /// Horizontal lines, as read.
    pub(super) rules: Vec<Edges>,
    /// Whether a picture covers most of it.
    pub(super) has_scan: bool,
    /// Whether its words were recognised in a picture.
    pub(super) recognised: bool,
    /// Whether its words lie unseen over a picture: those of an earlier recognition, as inexact as ours.
    pub(super) has_layer: bool,
    pub(super) counts: Counts,
}

/// What was left out of a page, in characters.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(super) hidden: usize,
    pub(super) redacted: usize,
    pub(super) unknown: usize,
    pub(super) all: usize,
    pub(super) is_full: bool,
}

/// Reads what a page painted. `bars` are bars over words that were not painted but asked for.
pub(super) fn read(number: u32, shown: (f32, f32), canvas: &Canvas, bars: &[Edges]) -> Page {
    let (width, height) = shown;
    let area = (width * height).max(1.0);
    let scans = |edges: &Edges| edges.area() >= SCAN * area;
    let has_scan = canvas.pictures.iter().any(|(edges, _)| scans(edges));
    let strips = Strips::new(canvas, height);
    let mut counts = Counts {
        is_full: canvas.is_full,
        ..Counts::default()
    };
    let mut seen: Vec<(&Painted, bool)> = Vec::with_capacity(canvas.glyphs.len());
    for glyph in &canvas.glyphs {
        let blank = glyph.words.chars().all(char::is_whitespace);
        let under = strips.over(glyph, area);
        let bar = bars.iter().any(|bar| glyph.edges.share_in(*bar) >= COVERED);
        let hidden = match glyph.ink {
            Ink::Outside => true,
            Ink::White => !has_scan && !strips.on_dark(glyph, canvas),
            Ink::Dark | Ink::Invisible => false,
        };
        let hidden = hidden || under == Over::Ground && !has_scan && glyph.ink != Ink::Invisible;
        if hidden {
            counts.hidden += usize::from(!blank);
            continue;
        }
        let redacted = (under == Over::Bar || bar || strips.is_blacked(glyph, area)) && !blank;
        seen.push((glyph, redacted));
    }
    unless_painted_again(&mut seen);
    for (glyph, redacted) in &seen {
        let blank = glyph.words.chars().all(char::is_whitespace);
        counts.all += usize::from(!blank);
        counts.redacted += usize::from(*redacted);
        counts.unknown += glyph.words.matches('\u{FFFD}').count();
    }
    let unseen = seen.iter().filter(|(g, _)| g.ink == Ink::Invisible).count();
    let mut directions = [0usize; 4];
    for (glyph, _) in &seen {
        if let Some(count) = directions.get_mut(usize::from(words::quarters(glyph))) {
            *count += 1;
        }
    }
    let main = (0u8..4)
        .max_by_key(|q| {
            let count = directions.get(usize::from(*q)).copied();
            (count, u8::MAX - q)
        })
        .unwrap_or(0);
    let of = |quarters: u8| {
        let letters = seen
            .iter()
            .filter(|(glyph, _)| words::quarters(glyph) == quarters)
            .map(|(glyph, redacted)| Letter::of(glyph, *redacted, quarters, width, height));
        words::words(letters.collect())
    };
    let size = if main % 2 == 1 {
        (height, width)
    } else {
        shown
    };
    Page {
        number,
        shown,
        size,
        words: of(main),
        sideways: (0..4)
            .filter(|q| *q != main)
            .map(of)
            .filter(|words| !words.is_empty())
            .collect(),
        rules: canvas
            .rules
            .iter()
            .map(|rule| rule.turned(main, width, height))
            .filter(|rule| rule.height() < rule.width())
            .collect(),
        has_scan,
        recognised: false,
        has_layer: has_scan && unseen * 10 >= seen.len() * 9,
        counts,
    }
}

/// Covered glyphs that are painted again in sight are no secret: the first of the two goes.
fn unless_painted_again(seen: &mut Vec<(&Painted, bool)>) {
    if !seen.iter().any(|(_, redacted)| *redacted) {
        return;
    }
    let key = |glyph: &Painted| {
        (
            glyph.origin.0.round() as i64,
            glyph.origin.1.round() as i64,
            glyph.words.clone(),
        )
    };
    let open: std::collections::HashSet<_> = seen
        .iter()
        .filter(|(_, redacted)| !redacted)
        .map(|(glyph, _)| key(glyph))
        .collect();
    seen.retain(|(glyph, redacted)| !redacted || !open.contains(&key(glyph)));
}

/// What was painted over a glyph.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    /// A bar over words.
    Bar,
    /// A new ground for all that comes.
    Ground,
}

/// Fills by the strips of the page that they touch.
struct Strips<'c> {
    canvas: &'c Canvas,
    strips: Vec<Vec<u32>>,
}

impl<'c> Strips<'c> {
    fn new(canvas: &'c Canvas, height: f32) -> Self {
        let count = ((height / STRIP) as usize + 1).min(2000);
        let mut strips = vec![Vec::new(); count];
        for (i, fill) in canvas.fills.iter().enumerate() {
            let from = (fill.edges.top.max(0.0) / STRIP) as usize;
            let to = (fill.edges.bottom.max(0.0) / STRIP) as usize;
            for strip in strips.iter_mut().take(to + 1).skip(from) {
                if strip.len() < MOST_IN_STRIP {
                    strip.push(i as u32);
                }
            }
        }
        Self { canvas, strips }
    }

    fn fills(&self, glyph: &Painted) -> impl Iterator<Item = &super::canvas::Fill> {
        let (_, y) = glyph.edges.middle();
        let strip = self.strips.get((y.max(0.0) / STRIP) as usize);
        strip
            .into_iter()
            .flatten()
            .filter_map(|i| self.canvas.fills.get(*i as usize))
    }

    /// What was painted over the glyph.
    fn over(&self, glyph: &Painted, page: f32) -> Over {
        let covers = |fill: &&super::canvas::Fill| {
            fill.hides && fill.order > glyph.order && glyph.edges.share_in(fill.edges) >= COVERED
        };
        let mut over = Over::Nothing;
        for fill in self.fills(glyph).filter(covers) {
            if fill.edges.area() < GROUND * page {
                return Over::Bar;
            }
            over = Over::Ground;
        }
        over
    }

    /// Whether the glyph is black on a black bar: the bar was painted first, as word processors do where
    /// words are blacked by their background.
    fn is_blacked(&self, glyph: &Painted, page: f32) -> bool {
        if !glyph.black {
            return false;
        }
        let (x, y) = glyph.edges.middle();
        let last = self
            .fills(glyph)
            .filter(|fill| fill.order < glyph.order && fill.edges.has(x, y))
            .max_by_key(|fill| fill.order);
        last.is_some_and(|fill| {
            let painted_over = |(edges, order): &(Edges, u32)| {
                (fill.order..glyph.order).contains(order) && edges.has(x, y)
            };
            let pictures = self.canvas.pictures.iter().take(MOST_IN_STRIP);
            fill.black
                && fill.edges.area() < GROUND * page
                && !pictures.into_iter().any(painted_over)
        })
    }

    /// Whether the glyph stands on something that white words can be read on.
    fn on_dark(&self, glyph: &Painted, canvas: &Canvas) -> bool {
        let (x, y) = glyph.edges.middle();
        let last = self
            .fills(glyph)
            .filter(|fill| fill.order < glyph.order && fill.edges.has(x, y))
            .max_by_key(|fill| fill.order);
        let picture = canvas
            .pictures
            .iter()
            .take(MOST_IN_STRIP)
            .filter(|(edges, order)| *order < glyph.order && edges.has(x, y))
            .map(|(_, order)| *order)
            .max();
        last.is_some_and(|fill| fill.dark || Some(fill.order) < picture)
            || last.is_none() && picture.is_some()
    }
}
