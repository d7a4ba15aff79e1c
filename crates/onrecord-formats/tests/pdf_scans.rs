//! Scanned PDFs and pictures: in which order recognised words are read.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod made;

use made::{Says, check, codes, page, recognised, say, stream, words};
use onrecord_formats::{FormatError, Hint, Limits, RecognisedWord, read, read_with};
use onrecord_record::{BlockKind, Document, Format};

fn scan(content: &str) -> Vec<u8> {
    let image = stream(
        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
        "abcd",
    );
    let content = format!("q 612 0 0 792 0 0 cm /I Do Q {content}");
    page(&content, "", "/XObject<</I 6 0 R>>", &[image])
}

fn read_saying(bytes: &[u8], words: Vec<RecognisedWord>) -> Document {
    let says = Says(words);
    let read = read_with(bytes, &Hint::default(), &Limits::default(), Some(&says)).unwrap();
    read.documents.into_iter().next().unwrap()
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document
        .blocks
        .iter()
        .map(|block| (block.kind, document.text.slice(block.span)))
        .collect()
}

#[test]
fn scans_are_recognised_where_something_can() {
    let none = read(&scan(""), &Hint::default(), &Limits::default());
    assert!(matches!(none, Err(FormatError::NeedsRecognition { .. })));
    let mut said = recognised([1, 1, 1], 300, 300, "Ada Moon");
    said.extend(recognised([1, 1, 2], 300, 360, "signed."));
    let found = read_saying(&scan(""), said);
    assert_eq!(words(&found), "Ada Moon signed.");
    assert_eq!(found.reader.name, "pdf+says-1");
    assert_eq!(codes(&found), ["recognised"]);
    assert!(found.places.pages[0].recognised);
    assert_eq!(found.places.words[1].confidence, Some(91));
    assert_eq!(found.places.words[0].edges, [720, 720, 864, 816]);
    check(&found);
}

#[test]
fn columns_of_a_scan_are_read_one_after_the_other() {
    let lines = [
        // Block, paragraph, line; left, top.
        ([1, 1, 1], 200, 150, "The Lantern Street File"),
        ([2, 1, 1], 200, 400, "Ada Moon kept the ledger of the"),
        ([2, 1, 2], 200, 460, "depot for eleven years."),
        ([2, 2, 1], 240, 520, "The first statement was taken on"),
        ([2, 2, 2], 200, 580, "a Thursday by Sergeant Marsh and"),
        ([3, 1, 1], 1300, 402, "was read back to her twice."),
        ([3, 2, 1], 1340, 462, "Nobody asked the foreman about"),
        ([3, 2, 2], 1300, 522, "the gate of the depot."),
        ([4, 1, 1], 1200, 3100, "1"),
    ];
    let said = lines
        .into_iter()
        .flat_map(|(line, left, top, words)| recognised(line, left, top, words))
        .collect();
    let found = read_saying(&scan(""), said);
    check(&found);
    let texts: Vec<&str> = blocks(&found).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        texts,
        [
            "The Lantern Street File",
            "Ada Moon kept the ledger of the depot for eleven years.",
            "The first statement was taken on a Thursday by Sergeant Marsh and was read back to her twice.",
            "Nobody asked the foreman about the gate of the depot.",
        ]
    );
    assert_eq!(found.places.asides[0].words, "1");
    assert_eq!(found.places.pages[0].label.as_deref(), Some("1"));
    assert!(found.places.words.iter().all(|w| w.confidence == Some(91)));
}

#[test]
fn numbered_lines_of_a_scan_are_lines_though_the_numbers_are_a_block() {
    let mut said = Vec::new();
    for i in 1..=25u32 {
        let top = 200 + 110 * i as i32;
        said.extend(recognised([1, 1, i], 200, top, &i.to_string()));
    }
    for i in 1..=25u32 {
        let top = 204 + 110 * i as i32;
        let line = if i % 5 == 1 {
            format!("Q. Did you see van {}", 100 + i)
        } else {
            format!("and what then of door {}", 100 + i)
        };
        said.extend(recognised([2, 1, i], 400, top, &line));
    }
    let found = read_saying(&scan(""), said);
    assert_eq!(found.places.lines.len(), 25);
    let at = found.text.as_str().find("door 112").unwrap();
    let span = found.text.span(at..at + 8).unwrap();
    assert_eq!(found.places.line(span).unwrap().number, 12);
}

#[test]
fn words_recognised_earlier_are_taken_and_nobody_recognises_again() {
    let layer = "BT 3 Tr /F 12 Tf 72 700 Td (Ada Moon signed the ledger on Monday.) Tj ET";
    let says = Says(recognised([1, 1, 1], 300, 300, "Not this."));
    for recogniser in [None, Some(&says as &dyn onrecord_formats::Recognise)] {
        let read = read_with(
            &scan(layer),
            &Hint::default(),
            &Limits::default(),
            recogniser,
        );
        let found = &read.unwrap().documents[0];
        assert_eq!(words(found), "Ada Moon signed the ledger on Monday.");
        assert!(!codes(found).contains(&"recognised"));
        assert!(!codes(found).contains(&"hidden-text"));
        assert_eq!(found.reader.name, "pdf");
    }
    // Words painted in sight and the scan under them.
    let seen = read_saying(
        &scan(&say(12.0, 72.0, 700.0, "Ada Moon signed it.")),
        vec![],
    );
    assert_eq!(words(&seen), "Ada Moon signed it.");
}

/// A white picture of this size with a black bar in it.
fn grey(width: u32, height: u32) -> image::GrayImage {
    image::GrayImage::from_fn(width, height, |x, y| {
        image::Luma([if x > 20 && x < 60 && y > 30 && y < 40 {
            0
        } else {
            255
        }])
    })
}

#[test]
fn pictures_are_recognised() {
    let picture = image::DynamicImage::ImageLuma8(grey(850, 1100));
    for (format, name) in [
        (image::ImageFormat::Png, "a PNG picture"),
        (image::ImageFormat::Jpeg, "a JPEG picture"),
    ] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        let bytes = bytes.into_inner();
        let none = read(&bytes, &Hint::default(), &Limits::default());
        assert!(matches!(none, Err(FormatError::NeedsRecognition { .. })));
        let found = read_saying(&bytes, recognised([1, 1, 1], 100, 200, "Ada Moon signed."));
        assert_eq!(found.format, Format::Image);
        assert_eq!(words(&found), "Ada Moon signed.");
        assert_eq!(found.reader.name, "image+says-1");
        assert!(found.metadata.because.iter().any(|why| why == name));
        // Letter paper of 100 dots per inch.
        assert_eq!(found.places.pages[0].size, (6120, 7920));
        assert_eq!(found.places.words[0].edges, [720, 1440, 1152, 1728]);
        check(&found);
    }
}

#[test]
fn all_pages_of_a_tiff_are_recognised() {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    for height in [1100, 1000] {
        let picture = grey(850, height);
        let mut image = encoder
            .new_image::<tiff::encoder::colortype::Gray8>(850, height)
            .unwrap();
        image.resolution(
            tiff::tags::ResolutionUnit::Inch,
            tiff::encoder::Rational { n: 100, d: 1 },
        );
        image.write_data(picture.as_raw()).unwrap();
    }
    let bytes = bytes.into_inner();
    let found = read_saying(&bytes, recognised([1, 1, 1], 100, 200, "Ada Moon signed."));
    assert_eq!(words(&found), "Ada Moon signed. Ada Moon signed.");
    let pages = &found.places.pages;
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].size, (6120, 7200));
    assert!(pages[1].recognised);
    check(&found);
    // The second page cut off: the first is read.
    let cut = &bytes[..bytes.len() / 2];
    let _ = read_with(
        cut,
        &Hint::default(),
        &Limits::default(),
        Some(&Says(recognised([1, 1, 1], 100, 200, "Ada."))),
    );
}
