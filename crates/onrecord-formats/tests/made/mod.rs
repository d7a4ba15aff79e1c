//! Small PDFs written by the tests themselves.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing
)]

use onrecord_formats::{Hint, Limits, Recognise, RecognisedWord, read};
use onrecord_record::{Document, Format};

pub fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/files/pdf/{name}")).unwrap()
}

pub fn document(bytes: &[u8]) -> Document {
    let read = read(bytes, &Hint::default(), &Limits::default()).unwrap();
    assert_eq!(read.format, Format::Pdf);
    read.documents.into_iter().next().unwrap()
}

/// A file of these objects, the first of which is the catalogue.
pub fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let table = out.len();
    out += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        out += &format!("{offset:010} 00000 n \n");
    }
    out += &format!(
        "trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n",
        objects.len() + 1
    );
    out.into_bytes()
}

pub fn stream(dict: &str, data: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{data}\nendstream", data.len())
}

/// One page of this content and these further objects, from number 6 on.
pub fn page(content: &str, page: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R{page}\
             /Resources<</Font<</F 5 0 R>>{resources}>>>>"
        ),
        stream("", content),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects, "")
}

/// Pages of these contents, all in one font.
pub fn pages(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len())
        .map(|i| format!("{} 0 R", 4 + 2 * i))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!(
            "<</Type/Pages/Kids[{}]/Count {}>>",
            kids.join(" "),
            contents.len()
        ),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {} 0 R\
             /Resources<</Font<</F 3 0 R>>>>>>",
            5 + 2 * i
        ));
        objects.push(stream("", content));
    }
    pdf(&objects, "")
}

/// Paints words: how large, how far from the left and from the bottom.
pub fn say(size: f32, x: f32, y: f32, words: &str) -> String {
    let words = words.replace('(', "\\(").replace(')', "\\)");
    format!("BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

/// Invented sentences, numbered so that none is like another, as lines of running text.
pub fn prose(from: usize, lines: usize) -> Vec<String> {
    (from..from + lines)
        .map(|i| {
            format!(
                "the ledger of depot {} was kept by Ada Moon and read by the clerk who",
                1000 + i
            )
        })
        .collect()
}

pub fn words(document: &Document) -> String {
    document
        .text
        .as_str()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

pub fn codes(document: &Document) -> Vec<&str> {
    document.warnings.iter().map(|w| w.code.as_str()).collect()
}

/// Every word has a box inside its page, every page comes once, and everything is in order.
pub fn check(document: &Document) {
    let text = &document.text;
    let places = &document.places;
    let mut end = 0;
    for word in &places.words {
        assert!(word.span.start() >= end);
        end = word.span.end();
        let page = places.page(word.span).unwrap();
        assert_eq!(page.number, word.page, "{:?}", text.slice(word.span));
        assert!(page.span.end() >= word.span.end());
        let [left, top, right, bottom] = word.edges;
        assert!(left < right && top < bottom, "{:?}", text.slice(word.span));
        assert!(left >= -50 && right <= page.size.0 + 50 && bottom <= page.size.1 + 50);
    }
    let in_words: usize = places.words.iter().map(|w| w.span.len()).sum();
    let all: usize = text.as_str().split_whitespace().map(str::len).sum();
    assert_eq!(in_words, all);
    for pair in places.pages.windows(2) {
        assert!(pair[0].number < pair[1].number);
        assert!(pair[0].span.end() <= pair[1].span.start());
    }
    for pair in document.blocks.windows(2) {
        assert!(pair[0].span.is_before(pair[1].span));
    }
}

/// Recognises the same words in every picture.
pub struct Says(pub Vec<RecognisedWord>);

impl Recognise for Says {
    fn name(&self) -> String {
        "says-1".to_owned()
    }

    fn recognise(&self, png: &[u8], _: u32) -> Result<Vec<RecognisedWord>, String> {
        assert!(png.starts_with(b"\x89PNG"));
        Ok(self.0.clone())
    }
}

/// Words as a recogniser gives them: a line of a paragraph of a block at this place, in pixels.
pub fn recognised(line: [u32; 3], left: i32, top: i32, words: &str) -> Vec<RecognisedWord> {
    let mut left = left;
    words
        .split(' ')
        .map(|word| {
            let right = left + 20 * word.len() as i32;
            let edges = [left, top, right, top + 40];
            left = right + 20;
            RecognisedWord {
                word: word.to_owned(),
                edges,
                confidence: 91,
                line,
            }
        })
        .collect()
}
