//! Draws the boxes of a page's words on a picture of the page, for looking at:
//! `pdftoppm -r 100 -f 2 -singlefile -png FILE page`, then
//! `cargo run -p onrecord-formats --example boxes FILE 2 page.png boxes.png`.

use image::Rgb;
use onrecord_formats::{Hint, Limits, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, page, picture, out] = arguments.as_slice() else {
        return Err("give a file, a page, its picture as PNG, and the picture to write".into());
    };
    let number: u32 = page.parse()?;
    let read = read(&std::fs::read(file)?, &Hint::default(), &Limits::default())?;
    let mut picture = image::open(picture)?.into_rgb8();
    for document in read.documents {
        let places = &document.places;
        let size = places.pages.iter().find(|page| page.number == number);
        let Some(width) = size.map(|page| page.size.0) else {
            continue;
        };
        let scale = f64::from(picture.width()) / f64::from(width.max(1));
        for word in places.words.iter().filter(|word| word.page == number) {
            let [left, top, right, bottom] = word
                .edges
                .map(|edge| (f64::from(edge) * scale).round() as i64);
            let mut dot = |x: i64, y: i64| {
                if let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y))
                    && let Some(pixel) = picture.get_pixel_mut_checked(x, y)
                {
                    *pixel = Rgb([220, 30, 30]);
                }
            };
            for x in left..=right {
                dot(x, top);
                dot(x, bottom);
            }
            for y in top..=bottom {
                dot(left, y);
                dot(right, y);
            }
        }
    }
    picture.save(out)?;
    Ok(())
}
