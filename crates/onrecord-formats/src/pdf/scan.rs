//! Pictures of a page put together into one grey picture, for recognising its words.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, LumaData,
    Paint, SoftMask,
};
use kurbo::{Affine, BezPath, Point, Rect};

/// Dots per inch of the picture, where the page is not too large.
const DOTS: f64 = 300.0;
/// Most pixels of the picture: larger pages get fewer dots.
const MOST_PIXELS: f64 = 40_000_000.0;
/// Most pixels of one picture in the file that is unpacked.
const MOST_SOURCE_PIXELS: u64 = 200_000_000;
/// Most pictures of a page that are drawn.
const MOST_PICTURES: usize = 2_000;

/// A grey picture of a page in the making; white at first.
pub(super) struct Scan {
    pub(super) pixels: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) dots_per_inch: u32,
    drawn: usize,
}

impl Scan {
    /// White paper of this size in points.
    pub(super) fn new(width: f32, height: f32) -> Self {
        let (w, h) = (f64::from(width).max(1.0), f64::from(height).max(1.0));
        let most = (MOST_PIXELS / (w * h)).sqrt() * 72.0;
        let dots = DOTS.min(most).floor().max(1.0);
        let pixels = |points: f64| ((points * dots / 72.0).ceil() as u32).clamp(1, 40_000);
        let (width, height) = (pixels(w), pixels(h));
        Self {
            pixels: vec![255; width as usize * height as usize],
            width,
            height,
            dots_per_inch: dots as u32,
            drawn: 0,
        }
    }

    /// From points to pixels.
    pub(super) fn scale(&self) -> f64 {
        f64::from(self.dots_per_inch) / 72.0
    }

    /// The picture as a PNG file.
    pub(super) fn png(&self) -> Option<Vec<u8>> {
        crate::image::grey_png(&self.pixels, self.width, self.height)
    }

    /// Paints what `at` gives for places in a picture of this size: brightness and opacity, 0 to 255.
    fn paint(&mut self, to_page: Affine, size: (f64, f64), at: impl Fn(f64, f64) -> (u8, u8)) {
        let page = Rect::new(0.0, 0.0, f64::from(self.width), f64::from(self.height));
        let covered = to_page.transform_rect_bbox(Rect::new(0.0, 0.0, size.0, size.1));
        if !covered.is_finite() || !covered.overlaps(page) || to_page.determinant().abs() < 1e-12 {
            return;
        }
        let covered = covered.intersect(page);
        let back = to_page.inverse();
        let width = self.width as usize;
        for y in covered.y0.floor() as usize..covered.y1.ceil() as usize {
            let row = self.pixels.get_mut(y * width..(y + 1) * width);
            let Some(row) = row else { continue };
            for x in covered.x0.floor() as usize..covered.x1.ceil() as usize {
                let Some(pixel) = row.get_mut(x) else {
                    continue;
                };
                let mut sum = 0u32;
                // Four samples a pixel, so that fine lines of a finer picture do not get lost.
                for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                    let p = back * Point::new(x as f64 + dx, y as f64 + dy);
                    let inside = p.x >= 0.0 && p.y >= 0.0 && p.x < size.0 && p.y < size.1;
                    let (grey, opacity) = if inside {
                        at(p.x / size.0, p.y / size.1)
                    } else {
                        (0, 0)
                    };
                    let opacity = u32::from(opacity);
                    sum += (u32::from(grey) * opacity + u32::from(*pixel) * (255 - opacity)) / 255;
                }
                *pixel = (sum / 4).min(255) as u8;
            }
        }
    }
}

impl<'a> Device<'a> for Scan {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = u64::from(image.width()) * u64::from(image.height());
        self.drawn += 1;
        if pixels > MOST_SOURCE_PIXELS || self.drawn > MOST_PICTURES {
            return;
        }
        let size = (f64::from(image.width()), f64::from(image.height()));
        let to_page = Affine::scale(self.scale()) * props.transform;
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| {
                    self.paint(to_page, size, |x, y| {
                        (
                            grey(&data, x, y),
                            alpha.as_ref().map_or(255, |a| luma(a, x, y)),
                        )
                    });
                },
                None,
            ),
            Image::Stencil(stencil) => stencil.with_stencil(
                |mask, paint| {
                    let ink = match paint {
                        Paint::Color(colour) => {
                            let [red, green, blue, _] = colour.to_rgba().to_rgba8();
                            brightness(red, green, blue)
                        }
                        Paint::Pattern(_) => 128,
                    };
                    self.paint(to_page, size, |x, y| (ink, luma(&mask, x, y)));
                },
                None,
            ),
        }
    }
}

/// The place of a pixel, given by parts of width and height.
fn place(width: u32, height: u32, x: f64, y: f64) -> usize {
    let column = ((x * f64::from(width)) as usize).min(width.saturating_sub(1) as usize);
    let row = ((y * f64::from(height)) as usize).min(height.saturating_sub(1) as usize);
    row * width as usize + column
}

fn luma(data: &LumaData, x: f64, y: f64) -> u8 {
    let at = place(data.width, data.height, x, y);
    data.data.get(at).copied().unwrap_or(0)
}

fn grey(data: &ImageData, x: f64, y: f64) -> u8 {
    match data {
        ImageData::Luma(data) => luma(data, x, y),
        ImageData::Rgb(data) => {
            let at = place(data.width, data.height, x, y) * 3;
            match data.data.get(at..at + 3) {
                Some([red, green, blue]) => brightness(*red, *green, *blue),
                _ => 255,
            }
        }
    }
}

fn brightness(red: u8, green: u8, blue: u8) -> u8 {
    ((u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114) / 1000) as u8
}
