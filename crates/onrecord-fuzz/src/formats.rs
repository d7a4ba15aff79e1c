//! What must hold for the readers of formats.

use onrecord_formats::{Hint, Limits, Recognise, RecognisedWord, read, read_with, reread};
use onrecord_record::{Document, DocumentKind, Format, SegmentKind, Span};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Names that make a reader look closer, or the wrong way.
const NAMES: [&str; 12] = [
    "", "a.txt", "a.md", "a.html", "a.HTM", "a.b.c", "a.eml", "a.mbox", "a.csv", "a.jsonl", "a.js",
    "a.pdf",
];

/// Reads bytes of which nothing is known but a name; the first byte chooses it.
pub fn formats_read(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    check(bytes, &Hint::name(name));
}

/// Reads the bytes as a page, whatever they are.
pub fn html(bytes: &[u8]) {
    check_as(bytes, Format::Html);
}

/// Reads the bytes as a crawled article, whatever they are.
pub fn crawl(bytes: &[u8]) {
    check_as(bytes, Format::Crawl);
}

/// Reads the bytes as a PDF, without and with something that recognises words.
pub fn pdf(bytes: &[u8]) {
    check_as(bytes, Format::Pdf);
    recognised(bytes, Format::Pdf);
}

/// Reads the bytes as a picture that words are recognised in.
pub fn image(bytes: &[u8]) {
    check_as(bytes, Format::Image);
    recognised(bytes, Format::Image);
}

/// Reads the bytes as a Word document: as the packed file, or as the main part inside one, as the
/// first byte says.
pub fn docx(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    match choice % 4 {
        0 => check_as(bytes, Format::Docx),
        1 => check_as(&packed(&[("word/document.xml", bytes)]), Format::Docx),
        // The file's other parts, one after the other, parted by a NUL byte.
        _ => {
            let mut parts = bytes.split(|byte| *byte == 0);
            let names = [
                "word/document.xml",
                "word/numbering.xml",
                "word/styles.xml",
                "word/comments.xml",
                "word/footnotes.xml",
                "docProps/core.xml",
            ];
            let files: Vec<(&str, &[u8])> = names
                .into_iter()
                .filter_map(|name| Some((name, parts.next()?)))
                .collect();
            check_as(&packed(&files), Format::Docx);
        }
    }
}

/// Reads the bytes as an OpenDocument text: as the packed file, or as its content.
pub fn odt(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    if choice % 4 == 0 {
        return check_as(bytes, Format::Odt);
    }
    let mut parts = bytes.split(|byte| *byte == 0);
    let mimetype = b"application/vnd.oasis.opendocument.text".as_slice();
    let names = ["content.xml", "styles.xml", "meta.xml"];
    let files: Vec<(&str, &[u8])> = std::iter::once(("mimetype", mimetype))
        .chain(names.into_iter().filter_map(|n| Some((n, parts.next()?))))
        .collect();
    check_as(&packed(&files), Format::Odt);
}

/// Reads the bytes as Rich Text.
pub fn rtf(bytes: &[u8]) {
    check_as(bytes, Format::Rtf);
}

/// Reads the bytes as a message, a mailbox or a saved page, as the first byte says.
pub fn mail(bytes: &[u8]) {
    chosen(bytes, &[Format::Mail, Format::Mbox, Format::Mhtml]);
}

/// Reads the bytes as an archive: as they are, or as a file in one.
pub fn archive(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    if choice % 2 == 0 {
        return check_as(bytes, Format::Zip);
    }
    let name = NAMES[usize::from(*choice) % NAMES.len()];
    check_as(&packed(&[("folder/", b""), (name, bytes)]), Format::Zip);
}

/// Reads the bytes as a table or as lines of JSON, as the first byte says.
pub fn tables(bytes: &[u8]) {
    chosen(bytes, &[Format::Csv, Format::JsonLines]);
}

/// Reads the bytes as what a social medium gives out, as the first byte says.
pub fn posts(bytes: &[u8]) {
    chosen(
        bytes,
        &[Format::XArchive, Format::Instagram, Format::Facebook],
    );
}

/// Reads the bytes as a text that the user says is a paper of some sort, as the first byte says.
pub fn forms(bytes: &[u8]) {
    const KINDS: [Option<DocumentKind>; 9] = [
        None,
        Some(DocumentKind::Article),
        Some(DocumentKind::Post),
        Some(DocumentKind::Affidavit),
        Some(DocumentKind::Transcript),
        Some(DocumentKind::Order),
        Some(DocumentKind::Filing),
        Some(DocumentKind::Letter),
        Some(DocumentKind::Report),
    ];
    let Some((choice, bytes)) = bytes.split_first() else {
        return;
    };
    let hint = Hint {
        format: Some(Format::PlainText),
        kind: KINDS[usize::from(*choice) % KINDS.len()],
        ..Hint::default()
    };
    check(bytes, &hint);
}

fn chosen(bytes: &[u8], formats: &[Format]) {
    if let Some((choice, bytes)) = bytes.split_first() {
        check_as(bytes, formats[usize::from(*choice) % formats.len()]);
    }
}

/// A ZIP file of these files, none of them compressed, so that changes reach what is inside.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, options).expect("a name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// Recognises always the same words, some of them in odd places.
struct Parrot;

impl Recognise for Parrot {
    fn name(&self) -> String {
        "parrot-1".to_owned()
    }

    fn recognise(&self, png: &[u8], _: u32) -> Result<Vec<RecognisedWord>, String> {
        if png.len().is_multiple_of(7) {
            return Err("no wish to".to_owned());
        }
        let word = |word: &str, edges, line| RecognisedWord {
            word: word.to_owned(),
            edges,
            confidence: 90,
            line,
        };
        Ok(vec![
            word("Sworn", [10, 10, 90, 30], [1, 1, 1]),
            word("be-", [100, 10, 150, 30], [1, 1, 1]),
            word("fore", [10, 40, 60, 60], [1, 1, 2]),
            word("me", [-5, i32::MAX, i32::MIN, 7], [2, 1, 1]),
            word("é👩‍⚖️", [0, 0, 0, 0], [2, 2, 1]),
        ])
    }
}

/// Reads with words recognised; what is read so cannot be read again.
fn recognised(bytes: &[u8], format: Format) {
    let hint = Hint {
        format: Some(format),
        ..Hint::default()
    };
    if let Ok(read) = read_with(bytes, &hint, &Limits::default(), Some(&Parrot)) {
        for document in &read.documents {
            check_document(document, None);
        }
    }
}

fn check_as(bytes: &[u8], format: Format) {
    let hint = Hint {
        format: Some(format),
        ..Hint::default()
    };
    check(bytes, &hint);
}

fn check(bytes: &[u8], hint: &Hint) {
    let Ok(first) = read(bytes, hint, &Limits::default()) else {
        return;
    };
    assert!(
        !first.documents.is_empty() || !first.unread.is_empty(),
        "read, but nothing in it"
    );
    for document in &first.documents {
        check_document(document, document.part.is_empty().then_some(bytes));
    }
    let Some(document) = first.documents.first() else {
        return;
    };
    let again = reread(bytes, &document.reader)
        .expect("the reader is here")
        .expect("it read this before");
    for document in &first.documents {
        assert!(
            again.documents.iter().any(|other| same(other, document)),
            "read again, it is another document"
        );
    }
}

/// What holds for every document; `bytes` are the original's where the document is the whole of it.
fn check_document(document: &Document, bytes: Option<&[u8]>) {
    check_map(document, bytes);
    check_blocks(document);
    check_metadata(document);
    check_places(document);
    // What is stored comes back the same.
    let json = serde_json::to_string(document).expect("it can be written");
    let back: Document = serde_json::from_str(&json).expect("it can be read");
    assert!(same(&back, document), "stored, it is another document");
}

/// The map covers the text in order, and what it calls verbatim is the same bytes.
fn check_map(document: &Document, bytes: Option<&[u8]>) {
    let mut at = 0;
    for segment in &document.map.segments {
        assert_eq!(segment.text.start(), at, "a gap in the map");
        assert!(segment.from <= segment.to);
        if let Some(bytes) = bytes {
            assert!(segment.to <= bytes.len() as u64);
            if segment.kind == SegmentKind::Verbatim {
                let original = &bytes[segment.from as usize..segment.to as usize];
                assert_eq!(document.text.slice(segment.text).as_bytes(), original);
            }
        }
        at = segment.text.end();
    }
    assert_eq!(at, document.text.len(), "the map does not cover the text");
}

/// Blocks stand in order, and hold all words.
fn check_blocks(document: &Document) {
    let mut at = 0;
    let mut covered = 0;
    for block in &document.blocks {
        assert!(block.span.start() >= at, "blocks overlap");
        assert!(document.text.span(block.span.range()).is_some());
        covered += words(document.text.slice(block.span));
        at = block.span.end();
    }
    let all = words(document.text.as_str());
    assert!(
        document.blocks.is_empty() || covered == all,
        "words outside of blocks"
    );
}

/// What was taken from the text stands in it.
fn check_metadata(document: &Document) {
    let metadata = &document.metadata;
    let spans = [
        metadata.title.as_ref().and_then(|found| found.span),
        metadata.publisher.as_ref().and_then(|found| found.span),
        metadata.published.as_ref().and_then(|found| found.span),
    ];
    for span in spans.into_iter().flatten() {
        assert!(document.text.span(span.range()).is_some());
    }
}

/// Places lie in the text, in its order.
fn check_places(document: &Document) {
    let places = &document.places;
    let in_order = |what: &str, spans: &mut dyn Iterator<Item = Span>| {
        let mut at = 0;
        for span in spans {
            assert!(
                document.text.span(span.range()).is_some(),
                "{what}: {span:?}"
            );
            assert!(span.start() >= at, "{what} out of order: {span:?}");
            at = span.start();
        }
    };
    in_order("pages", &mut places.pages.iter().map(|page| page.span));
    in_order("lines", &mut places.lines.iter().map(|line| line.span));
    in_order("paragraphs", &mut places.paragraphs.iter().map(|p| p.span));
    in_order("words", &mut places.words.iter().map(|word| word.span));
    for aside in &places.asides {
        let span = aside.span.unwrap_or(document.text.all().at_start());
        assert!(document.text.span(span.range()).is_some());
    }
    for word in &places.words {
        let [left, top, right, bottom] = word.edges;
        assert!(left <= right && top <= bottom, "a box inside out: {word:?}");
        assert!(!word.span.is_empty(), "a box of no word: {word:?}");
    }
}

fn same(one: &Document, other: &Document) -> bool {
    one.part == other.part
        && one.text.as_str() == other.text.as_str()
        && one.map == other.map
        && one.blocks == other.blocks
        && one.places == other.places
        && one.metadata == other.metadata
        && one.reader == other.reader
}

/// Characters that are no white space.
fn words(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
