//! How far the pen moves after a glyph, where a font that is not in the paper is drawn with another.
//!
//! The glyphs of the font that is drawn in its stead are each stretched to the width that the paper
//! gives, and the transform of a glyph holds that stretching. An advance taken through it is
//! stretched a second time: a wide `W` ends too early, and a blank seems to follow. The pen itself
//! moves by the paper's widths alone, so its way along a run of glyphs tells how long a thousandth
//! of the font's size is.

use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use kurbo::{Affine, Vec2};

/// From this difference on, in parts, two glyphs of a run are stretched differently.
const DIFFERENT: f64 = 1e-4;
/// From this difference in advance on, in thousandths of the size, two steps of the pen are compared.
const UNLIKE: f64 = 50.0;
/// Fewest comparisons that are believed.
const FEWEST: usize = 3;
/// Most a glyph is taken to be stretched or narrowed by.
const MOST: f64 = 4.0;

/// What was learnt of the pen on a page.
#[derive(Clone, Copy, Default)]
pub(super) struct Pen {
    /// Width of a thousandth along the line in parts of its height, in the last run that told.
    ratio: Option<f64>,
}

/// What one thousandth of the font's size along the line is in a run, where that is not what the
/// transforms of its glyphs say.
#[derive(Clone, Copy)]
pub(super) struct Thousandth(Option<f64>);

/// A step of the pen.
struct Step {
    /// The glyph's advance, in thousandths.
    advance: f64,
    /// How far the pen moved, in the run's own space.
    moved: f64,
}

impl Pen {
    /// Looks at a run of glyphs.
    pub(super) fn over(&mut self, run: &GlyphRun<'_, '_>) -> Thousandth {
        let glyphs = run.glyphs();
        let Some(first) = glyphs.first() else {
            return Thousandth(None);
        };
        let up = along(first.transform(), Vec2::new(0.0, 1.0)).hypot();
        let own = across(first.transform());
        let uniform = glyphs
            .iter()
            .all(|glyph| (across(glyph.transform()) - own).abs() <= own * DIFFERENT);
        let thousandth = if !uniform {
            let told = width(&steps(glyphs));
            self.ratio = told.map(|width| width / up).or(self.ratio);
            self.ratio.map(|ratio| ratio * up)
        } else if glyphs.len() <= FEWEST && is_lent(first) {
            self.ratio.map(|ratio| ratio * up)
        } else {
            None
        };
        Thousandth(thousandth.filter(|width| width.is_finite() && *width > 0.0))
    }
}

impl Thousandth {
    /// By how much the glyph is drawn wider than the pen moves, in parts; 1 where it is not.
    pub(super) fn stretch(self, glyph: &PositionedGlyph<'_>) -> f64 {
        let stretch = self.0.map(|width| across(glyph.transform()) / width);
        stretch
            .filter(|stretch| (1.0 / MOST..=MOST).contains(stretch))
            .unwrap_or(1.0)
    }
}

/// Whether the glyph is of a font that is not in the paper.
fn is_lent(glyph: &PositionedGlyph<'_>) -> bool {
    matches!(&**glyph, Glyph::Outline(outline) if outline.font_data().is_none())
}

/// What a vector of the glyph's space is in the run's.
fn along(transform: Affine, vector: Vec2) -> Vec2 {
    let [a, b, c, d, ..] = transform.as_coeffs();
    Vec2::new(a * vector.x + c * vector.y, b * vector.x + d * vector.y)
}

/// Length of a thousandth along the line.
fn across(transform: Affine) -> f64 {
    along(transform, Vec2::new(1.0, 0.0)).hypot()
}

/// The steps from glyph to glyph.
fn steps(glyphs: &[PositionedGlyph<'_>]) -> Vec<Step> {
    let step = |pair: &[PositionedGlyph<'_>]| {
        let [one, next] = pair else { return None };
        let Glyph::Outline(outline) = &**one else {
            return None;
        };
        let blank = one.char_code() == u32::from(b' ');
        let moved = next.transform().translation() - one.transform().translation();
        let advance = f64::from(outline.advance_width()?);
        (!blank && moved.hypot().is_finite()).then(|| Step {
            advance,
            moved: moved.hypot(),
        })
    };
    glyphs.windows(2).filter_map(step).collect()
}

/// What the steps say of a thousandth: by neighbours whose advances differ, or, where the font is as
/// wide in all its letters, by how far the pen moves for one of them.
fn width(steps: &[Step]) -> Option<f64> {
    let by_neighbours = steps.windows(2).filter_map(|pair| {
        let [a, b] = pair else { return None };
        let unlike = (a.advance - b.advance).abs() >= UNLIKE;
        // After Theil and Sen's slope: space that is put between all letters falls out.
        unlike.then(|| (a.moved - b.moved) / (a.advance - b.advance))
    });
    let first = steps.first()?.advance;
    let alike = steps
        .iter()
        .all(|step| (step.advance - first).abs() < UNLIKE);
    if alike {
        return median(steps.iter().map(|step| step.moved / step.advance));
    }
    median(by_neighbours)
}

/// The middle one, if there are enough: the few steps that were set by hand do not matter.
fn median(told: impl Iterator<Item = f64>) -> Option<f64> {
    let mut told: Vec<f64> = told.collect();
    told.sort_by(f64::total_cmp);
    let median = told.get(told.len() / 2).copied();
    median.filter(|width| told.len() >= FEWEST && *width > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(advance: f64, moved: f64) -> Step {
        Step { advance, moved }
    }

    #[test]
    fn space_between_all_letters_and_a_step_set_by_hand_do_not_matter() {
        let mut steps: Vec<Step> = [944.0, 444.0, 278.0, 722.0, 500.0, 278.0]
            .map(|advance| step(advance, advance * 0.01 + 0.7))
            .into();
        steps.push(step(500.0, 90.0));
        let width = width(&steps).expect("enough steps");
        assert!((width - 0.01).abs() < 1e-9, "{width}");
    }

    #[test]
    fn letters_of_one_width_end_where_the_next_begins() {
        let steps: Vec<Step> = (0..5).map(|_| step(604.0, 6.0)).collect();
        let width = width(&steps).expect("enough steps");
        assert!((width * 604.0 - 6.0).abs() < 1e-9, "{width}");
    }

    #[test]
    fn too_few_steps_say_nothing() {
        assert_eq!(width(&[step(944.0, 9.4), step(278.0, 2.8)]), None);
        assert_eq!(width(&[]), None);
    }
}
