//! Pictures of pages.

use crate::driver::{Sink, Source, mark_recognised};
use crate::pdf::{Laid, recognise_png};
use crate::{FormatError, Hint};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use onrecord_record::Format;
use std::io::Cursor;

/// Beginnings of pictures that can be read, and what they are.
const SIGNATURES: [(&[u8], &str, ImageFormat); 8] = [
    (b"\x89PNG\r\n\x1A\n", "PNG", ImageFormat::Png),
    (b"\xFF\xD8\xFF", "JPEG", ImageFormat::Jpeg),
    (b"II*\0", "TIFF", ImageFormat::Tiff),
    (b"MM\0*", "TIFF", ImageFormat::Tiff),
    (b"GIF87a", "GIF", ImageFormat::Gif),
    (b"GIF89a", "GIF", ImageFormat::Gif),
    (b"RIFF", "WebP", ImageFormat::WebP),
    (b"BM", "BMP", ImageFormat::Bmp),
];
/// Most pixels to a side, and most bytes that a picture may need when it is unpacked.
const LONGEST_SIDE: u32 = 30_000;
const MOST_BYTES: u64 = 512 << 20;
/// Most pixels of a picture that is recognised: larger ones are made smaller.
const MOST_PIXELS: f64 = 40_000_000.0;
/// Smallest side of a picture that can have words, in pixels.
const SHORTEST_SIDE: u32 = 16;
/// What a picture without a measure is taken to have, in dots per inch.
const DOTS: u32 = 300;
/// Fewest dots per inch that are believed.
const FEWEST_DOTS: u32 = 50;
/// Longest side of a sheet of paper, in inches: from it the dots are guessed where nothing says.
const SHEET: f64 = 11.0;

/// Told by its bytes.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let (_, name, _) = signature(bytes)?;
    Some(format!("it begins as a {name} picture does"))
}

fn signature(bytes: &[u8]) -> Option<(&'static [u8], &'static str, ImageFormat)> {
    let found = SIGNATURES
        .iter()
        .find(|(sign, _, _)| bytes.starts_with(sign))?;
    let fits = match found.2 {
        ImageFormat::WebP => bytes.get(8..12) == Some(b"WEBP"),
        // Two letters are not much: the header's own size must follow where it belongs.
        ImageFormat::Bmp => {
            bytes.get(6..10) == Some(&[0; 4])
                && matches!(bytes.get(14), Some(12 | 40 | 52 | 56 | 64 | 108 | 124))
        }
        _ => true,
    };
    fits.then_some(*found)
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let Some((_, name, format)) = signature(source.bytes) else {
        return Err(damaged(
            "it begins as no picture that can be read".to_owned(),
        ));
    };
    let Some(recogniser) = source.recogniser else {
        return Err(FormatError::NeedsRecognition {
            what: "the picture is".to_owned(),
        });
    };
    let frames = if format == ImageFormat::Tiff {
        crate::pdf::catch(|| tiff_frames(source))
            .unwrap_or_else(|| Err(damaged("its structure makes no sense".to_owned())))?
    } else {
        let decoded = crate::pdf::catch(|| decode(source.bytes, format));
        vec![decoded.unwrap_or_else(|| Err(damaged("its structure makes no sense".to_owned())))?]
    };
    let mut pages = Vec::new();
    for (i, frame) in frames.iter().enumerate() {
        sink.unpacked(frame.pixels.len() as u64)?;
        let png = grey_png(&frame.pixels, frame.width, frame.height)
            .ok_or_else(|| damaged("it cannot be made grey".to_owned()))?;
        let points = |pixels: u32| pixels as f32 * 72.0 / frame.dots as f32;
        let size = (points(frame.width), points(frame.height));
        pages.push(recognise_png(
            i as u32 + 1,
            size,
            &png,
            frame.dots,
            recogniser,
        )?);
    }
    let laid = Laid::of(pages, false);
    let mut document = laid.document(Format::Image, source.bytes.len());
    let count = frames.len();
    document.metadata.because.push(match count {
        1 => format!("a {name} picture"),
        _ => format!("a {name} picture of {count} pages"),
    });
    document.warnings.extend(laid.recognised_warning());
    mark_recognised(&mut document, recogniser);
    sink.document(document);
    Ok(())
}

/// A grey picture.
struct Frame {
    pixels: Vec<u8>,
    width: u32,
    height: u32,
    dots: u32,
}

fn decode(bytes: &[u8], format: ImageFormat) -> Result<Frame, FormatError> {
    let failed = |error: image::ImageError| damaged(one_line(&error.to_string()));
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(failed)?;
    let turned = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    if let Some(turned) = turned {
        picture.apply_orientation(turned);
    }
    let picture = on_white(picture);
    frame(picture, None)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BYTES);
    limits
}

/// The picture in grey, what shines through as white.
fn on_white(picture: DynamicImage) -> image::GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let picture = picture.into_luma_alpha8();
    image::GrayImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [grey, opacity] = picture.get_pixel(x, y).0;
        let (grey, opacity) = (u32::from(grey), u32::from(opacity));
        image::Luma([((grey * opacity + 255 * (255 - opacity)) / 255) as u8])
    })
}

fn frame(picture: image::GrayImage, dots: Option<u32>) -> Result<Frame, FormatError> {
    let (width, height) = picture.dimensions();
    if width.min(height) < SHORTEST_SIDE {
        return Err(FormatError::NothingInIt);
    }
    let guessed = || (f64::from(width.max(height)) / SHEET).round() as u32;
    let dots = dots
        .filter(|dots| *dots >= FEWEST_DOTS)
        .unwrap_or_else(|| guessed().clamp(FEWEST_DOTS, DOTS * 2));
    let pixels = f64::from(width) * f64::from(height);
    if pixels <= MOST_PIXELS {
        return Ok(Frame {
            pixels: picture.into_raw(),
            width,
            height,
            dots,
        });
    }
    let scale = (MOST_PIXELS / pixels).sqrt();
    let less = |side: u32| ((f64::from(side) * scale) as u32).max(SHORTEST_SIDE);
    let small = image::imageops::thumbnail(&picture, less(width), less(height));
    Ok(Frame {
        width: small.width(),
        height: small.height(),
        pixels: small.into_raw(),
        dots: ((f64::from(dots) * scale) as u32).max(1),
    })
}

/// The pages of a TIFF, as many as can be read.
fn tiff_frames(source: &Source) -> Result<Vec<Frame>, FormatError> {
    let failed = |error: tiff::TiffError| damaged(one_line(&error.to_string()));
    let mut limits = tiff::decoder::Limits::default();
    limits.decoding_buffer_size = MOST_BYTES as usize;
    limits.intermediate_buffer_size = MOST_BYTES as usize;
    let mut decoder = tiff::decoder::Decoder::new(Cursor::new(source.bytes))
        .map_err(failed)?
        .with_limits(limits);
    let mut frames: Vec<Frame> = Vec::new();
    let mut all = 0;
    loop {
        match tiff_frame(&mut decoder) {
            Ok(frame) => {
                all += frame.pixels.len() as u64;
                frames.push(frame);
            }
            Err(error) if frames.is_empty() => return Err(error),
            Err(_) => break,
        }
        let most =
            frames.len() >= source.limits.max_pages as usize || all > source.limits.max_unpacked;
        if most || !decoder.more_images() || decoder.next_image().is_err() {
            break;
        }
    }
    Ok(frames)
}

fn tiff_frame(decoder: &mut tiff::decoder::Decoder<Cursor<&[u8]>>) -> Result<Frame, FormatError> {
    use tiff::decoder::DecodingResult;
    use tiff::tags::Tag;
    let failed = |error: tiff::TiffError| damaged(one_line(&error.to_string()));
    let (width, height) = decoder.dimensions().map_err(failed)?;
    if width > LONGEST_SIDE || height > LONGEST_SIDE {
        return Err(damaged(
            "it says it is larger than any sheet of paper".to_owned(),
        ));
    }
    let colour = decoder.colortype().map_err(failed)?;
    let centimetres = decoder
        .find_tag_unsigned::<u16>(Tag::ResolutionUnit)
        .ok()
        .flatten()
        == Some(3);
    let dots = decoder
        .find_tag(Tag::XResolution)
        .ok()
        .flatten()
        .and_then(|value| value.into_u32_vec().ok())
        .and_then(|parts| match parts.as_slice() {
            [over, under] if *under > 0 => Some(over / under),
            _ => None,
        })
        .map(|dots| if centimetres { dots * 254 / 100 } else { dots });
    let bytes: Vec<u8> = match decoder.read_image().map_err(failed)? {
        DecodingResult::U8(bytes) => bytes,
        DecodingResult::U16(words) => words.into_iter().map(|word| (word >> 8) as u8).collect(),
        _ => {
            return Err(damaged(
                "its pixels are of a kind that cannot be shown".to_owned(),
            ));
        }
    };
    let samples = match colour {
        tiff::ColorType::Gray(_) => 1,
        tiff::ColorType::GrayA(_) => 2,
        tiff::ColorType::RGB(_) => 3,
        tiff::ColorType::RGBA(_) | tiff::ColorType::CMYK(_) => 4,
        _ => {
            return Err(damaged(
                "its colours are of a kind that cannot be shown".to_owned(),
            ));
        }
    };
    let bits = colour.bit_depth();
    let count = width as usize * height as usize;
    let mut pixels = Vec::with_capacity(count);
    if bits < 8 && samples == 1 {
        let per_row = (width as usize * usize::from(bits)).div_ceil(8);
        let largest = (1u32 << bits) - 1;
        for row in bytes.chunks(per_row.max(1)).take(height as usize) {
            for x in 0..width as usize {
                let bit = x * usize::from(bits);
                let byte = row.get(bit / 8).copied().unwrap_or(0);
                let value = u32::from(byte >> (8 - bits as usize - bit % 8)) & largest;
                pixels.push((value * 255 / largest) as u8);
            }
        }
    } else {
        for pixel in bytes.chunks(samples).take(count) {
            pixels.push(match pixel {
                [grey] | [grey, _] => *grey,
                [cyan, magenta, yellow, black] if matches!(colour, tiff::ColorType::CMYK(_)) => {
                    let ink = u32::from(*cyan.max(magenta).max(yellow)) + u32::from(*black);
                    255 - ink.min(255) as u8
                }
                [red, green, blue, ..] => {
                    ((u32::from(*red) * 299 + u32::from(*green) * 587 + u32::from(*blue) * 114)
                        / 1000) as u8
                }
                _ => 255,
            });
        }
    }
    pixels.resize(count, 255);
    let picture = image::GrayImage::from_raw(width, height, pixels)
        .ok_or_else(|| damaged("it has fewer pixels than it says".to_owned()))?;
    frame(picture, dots)
}

/// A grey picture as a PNG file; nothing where the pixels are too few.
pub(crate) fn grey_png(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    use image::ImageEncoder;
    use image::codecs::png::{CompressionType, FilterType, PngEncoder};
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Sub);
    encoder
        .write_image(pixels, width, height, image::ExtendedColorType::L8)
        .ok()?;
    Some(png)
}

fn damaged(why: String) -> FormatError {
    FormatError::Damaged {
        what: "a picture",
        why,
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
