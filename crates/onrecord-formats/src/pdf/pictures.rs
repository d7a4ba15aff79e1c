//! Pictures that are nothing but black: bars over words, as some programs paint them.

use hayro_interpret::{Image, ImageData, Paint};
use hayro_syntax::Filter;
use kurbo::{Affine, Rect};

/// Most pictures of one page that are looked into.
const MOST_PICTURES: usize = 200;
/// Most pixels of a picture that is looked into.
const MOST_PIXELS: u64 = 1 << 18;
/// Shortest side of a bar, in points: what is thinner may be a letter, painted as a picture.
const SHORTEST_SIDE: f64 = 5.0;
/// Up to this value of 255, a pixel is black.
const BLACK: u8 = 51;
/// From this value of 255 on, a pixel lets nothing through.
const OPAQUE: u8 = 242;

/// Whether the page's picture of this number, painted upright on `rect`, is black all over.
pub(super) fn is_bar(image: &Image<'_, '_>, to_page: Affine, rect: Rect, number: usize) -> bool {
    let [a, b, c, d, _, _] = to_page.as_coeffs();
    let pixels = u64::from(image.width()) * u64::from(image.height());
    let upright = b == 0.0 && c == 0.0 || a == 0.0 && d == 0.0;
    upright
        && number <= MOST_PICTURES
        && pixels <= MOST_PIXELS
        && rect.width().min(rect.height()) >= SHORTEST_SIDE
        && unpacks_as_told(image)
        && is_black(image)
}

/// Whether the picture is packed in no way that could make more of it than its width and height say.
fn unpacks_as_told(image: &Image<'_, '_>) -> bool {
    let stream = match image {
        Image::Stencil(stencil) => stencil.stream(),
        Image::Raster(raster) => raster.stream(),
    };
    stream.filters().iter().all(|filter| {
        matches!(
            filter,
            Filter::AsciiHexDecode
                | Filter::Ascii85Decode
                | Filter::LzwDecode
                | Filter::FlateDecode
                | Filter::RunLengthDecode
        )
    })
}

fn is_black(image: &Image<'_, '_>) -> bool {
    let mut black = false;
    match image {
        Image::Raster(raster) => raster.with_rgba(
            |data, alpha| {
                let pixels = match &data {
                    ImageData::Luma(data) => &data.data,
                    ImageData::Rgb(data) => &data.data,
                };
                let opaque = alpha.is_none_or(|alpha| alpha.data.iter().all(|a| *a >= OPAQUE));
                black = opaque && !pixels.is_empty() && pixels.iter().all(|p| *p <= BLACK);
            },
            None,
        ),
        Image::Stencil(stencil) => stencil.with_stencil(
            |mask, paint| {
                let dark = match paint {
                    Paint::Color(colour) => {
                        let [red, green, blue, opacity] = colour.to_rgba().to_rgba8();
                        red.max(green).max(blue) <= BLACK && opacity >= OPAQUE
                    }
                    Paint::Pattern(_) => false,
                };
                black = dark && !mask.data.is_empty() && mask.data.iter().all(|m| *m >= OPAQUE);
            },
            None,
        ),
    }
    black
}
