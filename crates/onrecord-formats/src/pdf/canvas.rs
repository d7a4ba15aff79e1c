//! What a page paints: its glyphs, what is filled, where pictures lie, in the order of painting.

use super::bitmaps;
use super::edges::Edges;
use super::pen::Pen;
use super::pictures;
use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use std::collections::HashMap;

/// Most glyphs of one page that are taken; what is painted after them is left out.
pub(super) const MOST_GLYPHS: usize = 400_000;
/// Most filled rectangles of one page that are kept in mind.
const MOST_FILLS: usize = 50_000;
/// Most corners of a path that is looked at for rectangles in it.
const MOST_CORNERS: usize = 4_000;
/// From this opacity on, nothing shines through.
const OPAQUE: f32 = 0.95;
/// Below this brightness, words and their ground cannot be told apart.
const BLACK: f32 = 0.1;
/// Up to this opacity, nothing is seen.
const UNSEEN: f32 = 0.05;
/// Up to this height, in points, a filled rectangle is a line.
const THICKEST_RULE: f64 = 2.5;
/// From this width on, in points, a line may set something off.
const SHORTEST_RULE: f64 = 24.0;
/// How far the letters of a font reach above and below its base line, in parts of its size: where the
/// font itself does not tell.
const ABOVE: f64 = 0.72;
const BELOW: f64 = 0.2;

/// A glyph as it was painted.
#[derive(Clone, Debug)]
pub(super) struct Painted {
    /// The characters it stands for; more than one for a ligature.
    pub(super) words: String,
    /// What it covers on the page, in points from the upper left corner.
    pub(super) edges: Edges,
    /// Where it begins on its base line.
    pub(super) origin: (f32, f32),
    /// Where the next one begins.
    pub(super) end: (f32, f32),
    /// Size of its font in points.
    pub(super) size: f32,
    /// Whether its font says it is bold, or it is painted bold.
    pub(super) bold: bool,
    /// How thick its strokes are, in parts of the font's size; 0 where that is not known.
    pub(super) stroke: f32,
    pub(super) ink: Ink,
    /// Whether it is black, or nearly.
    pub(super) black: bool,
    /// When it was painted, counted in glyphs, fills and pictures.
    pub(super) order: u32,
}

/// How a glyph is painted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ink {
    Dark,
    /// White, or nearly.
    White,
    /// Not at all, on purpose: recognised words over a scan.
    Invisible,
    /// Outside the page, or of what is shown of it.
    Outside,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fill {
    pub(super) edges: Edges,
    pub(super) order: u32,
    /// Whether nothing that was painted before can be seen under it.
    pub(super) hides: bool,
    /// Whether white words can be read on it.
    pub(super) dark: bool,
    /// Whether black words cannot be read on it.
    pub(super) black: bool,
}

/// All of it.
#[derive(Default)]
pub(super) struct Canvas {
    pub(super) glyphs: Vec<Painted>,
    pub(super) fills: Vec<Fill>,
    /// Pictures, and when they were painted.
    pub(super) pictures: Vec<(Edges, u32)>,
    /// Horizontal lines.
    pub(super) rules: Vec<Edges>,
    /// Whether there were too many glyphs.
    pub(super) is_full: bool,
    /// Whether glyphs without letters are named by their codes.
    pub(super) numbered: bool,
    width: f32,
    height: f32,
    order: u32,
    /// What is shown, and whether its shape is a rectangle.
    clips: Vec<(Rect, bool)>,
    /// Groups that are painted as one, and whether they are painted plainly.
    groups: Vec<bool>,
    /// What is known of glyphs by what draws them.
    shapes: HashMap<u128, Outlined>,
    pen: Pen,
}

impl Canvas {
    /// An empty page of this size in points.
    pub(super) fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            ..Self::default()
        }
    }

    fn page(&self) -> Rect {
        Rect::new(0.0, 0.0, f64::from(self.width), f64::from(self.height))
    }

    /// What is shown of the page now, and whether that is a rectangle.
    fn shown(&self) -> (Rect, bool) {
        self.clips.last().copied().unwrap_or((self.page(), true))
    }

    fn clip(&mut self, to: Rect, exact: bool) {
        let (shown, was) = self.shown();
        let shown = if shown.overlaps(to) {
            shown.intersect(to)
        } else {
            Rect::ZERO
        };
        self.clips.push((shown, exact && was));
    }

    fn next(&mut self) -> u32 {
        self.order = self.order.saturating_add(1);
        self.order
    }

    fn fill(&mut self, rect: Rect, colour: [f32; 4], blend: BlendMode, plain: bool) {
        let (shown, exact) = self.shown();
        if !rect.overlaps(shown) || self.fills.len() >= MOST_FILLS {
            return;
        }
        let rect = rect.intersect(shown);
        if rect.height() <= THICKEST_RULE {
            if rect.width() >= SHORTEST_RULE && colour[3] > UNSEEN && brightness(colour) < 0.9 {
                self.rules.push(Edges::of(rect));
            }
            return;
        }
        let order = self.next();
        let black = brightness(colour) < 0.2;
        let blended = match blend {
            BlendMode::Normal => true,
            BlendMode::Multiply | BlendMode::Darken => black,
            _ => false,
        };
        let groups = self.groups.iter().all(|plain| *plain);
        let hides = exact && plain && groups && blended && colour[3] >= OPAQUE;
        self.fills.push(Fill {
            edges: Edges::of(rect),
            order,
            hides,
            black: hides && brightness(colour) < BLACK,
            dark: colour[3] > 0.3 && brightness(colour) < 0.85,
        });
    }

    fn glyph(
        &mut self,
        glyph: &hayro_interpret::font::PositionedGlyph<'_>,
        props: &DrawProps<'_>,
        mode: &DrawMode,
        stretch: f64,
    ) {
        let transform = props.transform * glyph.transform();
        let origin = transform * Point::ZERO;
        let up = transform * Point::new(0.0, 1000.0) - origin;
        let (advance, shape) = match &**glyph {
            Glyph::Outline(outline) => {
                let key = outline.identifier().cache_key();
                let shape = self.shapes.entry(key);
                let shape = *shape.or_insert_with(|| Outlined::of(outline));
                (outline.advance_width(), shape)
            }
            Glyph::Type3(drawn) => (drawn.advance_width(), Outlined::default()),
        };
        let ink = shape.ink;
        let advance = f64::from(advance.unwrap_or(500.0)) / stretch;
        let advance = advance.clamp(-20_000.0, 20_000.0);
        let end = transform * Point::new(advance, 0.0);
        let mut size = up.hypot();
        let width = (end - origin).hypot();
        if ink == Rect::ZERO && (width > size * 1.3 || width < size * 0.05) && width > 0.0 {
            size = width * 2.0;
        }
        if !size.is_finite() || size < 0.1 || !origin.x.is_finite() || !origin.y.is_finite() {
            return;
        }
        let body = Rect::new(0.0, -BELOW * 300.0, advance.max(1.0), ABOVE * 650.0);
        let covered = if ink.area() > 0.0 {
            transform.transform_rect_bbox(ink.union(body))
        } else if matches!(&**glyph, Glyph::Type3(_)) {
            let scale = size / up.hypot().max(1e-6);
            transform.transform_rect_bbox(Rect::new(
                0.0,
                -BELOW * 1000.0 * scale,
                advance,
                ABOVE * 1000.0 * scale,
            ))
        } else {
            transform.transform_rect_bbox(body)
        };
        let (shown, _) = self.shown();
        let colour = colour_of(&props.paint);
        let ink = match mode {
            _ if !shown.inflate(1.0, 1.0).contains(covered.center()) => Ink::Outside,
            DrawMode::Invisible => Ink::Invisible,
            _ => match colour {
                Some(colour) if colour[3] <= UNSEEN => Ink::White,
                Some(colour) if brightness(colour) > 0.96 => Ink::White,
                _ => Ink::Dark,
            },
        };
        let words = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(words)) => words,
            None => {
                let is_bitmap = self.numbered && matches!(&**glyph, Glyph::Type3(_));
                let letters = is_bitmap.then(|| bitmaps::letters(glyph.char_code()));
                letters.flatten().unwrap_or_else(|| '\u{FFFD}'.to_string())
            }
        };
        let order = self.next();
        self.glyphs.push(Painted {
            words,
            edges: Edges::of(covered),
            origin: (origin.x as f32, origin.y as f32),
            end: (end.x as f32, end.y as f32),
            size: size as f32,
            bold: shape.bold || matches!(mode, DrawMode::FillAndStroke(..)),
            stroke: shape.stroke,
            ink,
            black: ink == Ink::Dark && colour.is_some_and(|c| brightness(c) < BLACK),
            order,
        });
    }
}

/// What is known of a glyph that is drawn by an outline.
#[derive(Clone, Copy, Default)]
struct Outlined {
    /// What it covers, in thousandths of its font's size.
    ink: Rect,
    bold: bool,
    stroke: f32,
}

impl Outlined {
    fn of(glyph: &OutlineGlyph) -> Self {
        let outline = glyph.outline();
        let ink = outline.bounding_box();
        let around = outline.perimeter(1.0);
        let stroke = if around > 1.0 {
            2.0 * outline.area().abs() / around / 1000.0
        } else {
            0.0
        };
        let bold = glyph.font_data().is_some_and(|font| {
            let name = font.postscript_name.as_deref();
            font.weight.is_some_and(|weight| weight >= 600)
                || name.is_some_and(|name| name.contains("Bold"))
        });
        Self {
            ink: if ink.is_finite() { ink } else { Rect::ZERO },
            bold,
            stroke: stroke as f32,
        }
    }
}

impl<'a> Device<'a> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(colour) = colour_of(&props.paint) else {
            return;
        };
        let plain = props.soft_mask.is_none();
        match mode {
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {
                for rect in rectangles(path, props.transform) {
                    self.fill(rect, colour, props.blend_mode, plain);
                }
            }
            DrawMode::Stroke(stroke) => {
                let scale = props.transform.determinant().abs().sqrt();
                let width = f64::from(stroke.line_width) * scale;
                for (from, to) in level_lines(path, props.transform) {
                    let rect = Rect::new(from.x, from.y, to.x, to.y).abs();
                    self.fill(
                        rect.inflate(0.0, width.max(0.2) / 2.0),
                        colour,
                        props.blend_mode,
                        plain,
                    );
                }
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_path(&rect.to_path(0.1), props, mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let exact = rectangles(&clip.path, Affine::IDENTITY).len() == 1;
        self.clip(clip.path.bounding_box(), exact);
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clip(*rect, true);
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.groups
            .push(opacity >= OPAQUE && mask.is_none() && blend == BlendMode::Normal);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let pen = self.pen.over(run);
        for glyph in run.glyphs() {
            if self.glyphs.len() >= MOST_GLYPHS {
                self.is_full = true;
                return;
            }
            self.glyph(glyph, &props, mode, pen.stretch(glyph));
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let unit = Rect::new(
            0.0,
            0.0,
            f64::from(image.width()),
            f64::from(image.height()),
        );
        let rect = props.transform.transform_rect_bbox(unit);
        let (shown, _) = self.shown();
        if rect.overlaps(shown) && self.pictures.len() < MOST_FILLS {
            let order = self.next();
            self.pictures
                .push((Edges::of(rect.intersect(shown)), order));
            if pictures::is_bar(&image, props.transform, rect, self.pictures.len()) {
                let plain = props.soft_mask.is_none();
                self.fill(rect, [0.0, 0.0, 0.0, 1.0], props.blend_mode, plain);
            }
        }
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

/// Red, green, blue and opacity, 0 to 1; nothing for patterns.
fn colour_of(paint: &Paint<'_>) -> Option<[f32; 4]> {
    match paint {
        Paint::Color(colour) => Some(colour.to_rgba().components()),
        Paint::Pattern(_) => None,
    }
}

fn brightness([red, green, blue, _]: [f32; 4]) -> f32 {
    0.3 * red + 0.59 * green + 0.11 * blue
}

/// The upright rectangles that a path consists of.
fn rectangles(path: &BezPath, transform: Affine) -> Vec<Rect> {
    let elements = path.elements();
    if elements.len() > MOST_CORNERS {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut corners: Vec<Point> = Vec::new();
    let mut straight = true;
    let close = |corners: &mut Vec<Point>, straight: &mut bool, found: &mut Vec<Rect>| {
        if *straight {
            found.extend(upright(corners));
        }
        corners.clear();
        *straight = true;
    };
    for element in elements {
        match element {
            PathEl::MoveTo(point) => {
                close(&mut corners, &mut straight, &mut found);
                corners.push(transform * *point);
            }
            PathEl::LineTo(point) => corners.push(transform * *point),
            PathEl::QuadTo(..) | PathEl::CurveTo(..) => straight = false,
            PathEl::ClosePath => {}
        }
    }
    close(&mut corners, &mut straight, &mut found);
    found
}

/// The rectangle that the corners are, if they are one.
fn upright(corners: &[Point]) -> Option<Rect> {
    let first = corners.first()?;
    if corners.len() < 4 {
        return None;
    }
    let mut rect = Rect::from_points(*first, *first);
    for corner in corners {
        rect = rect.union_pt(*corner);
    }
    let near = |a: f64, b: f64| (a - b).abs() < 0.5;
    let on_corner = |p: &Point| {
        (near(p.x, rect.x0) || near(p.x, rect.x1)) && (near(p.y, rect.y0) || near(p.y, rect.y1))
    };
    corners.iter().all(on_corner).then_some(rect)
}

/// The horizontal lines of a path.
fn level_lines(path: &BezPath, transform: Affine) -> Vec<(Point, Point)> {
    let mut found = Vec::new();
    let mut at: Option<Point> = None;
    for element in path.elements().iter().take(MOST_CORNERS) {
        match element {
            PathEl::MoveTo(point) => at = Some(transform * *point),
            PathEl::LineTo(point) => {
                let to = transform * *point;
                if let Some(from) = at
                    && (from.y - to.y).abs() < 0.5
                    && (from.x - to.x).abs() > 3.0
                {
                    found.push((from, to));
                }
                at = Some(to);
            }
            PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => {
                at = Some(transform * *point);
            }
            PathEl::ClosePath => {}
        }
    }
    found
}
