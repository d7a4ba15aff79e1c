//! What every reader promises, on arbitrary bytes.

use onrecord_formats::{Hint, Limits, read, readers, reread};
use onrecord_record::{Document, Format, SegmentKind};
use proptest::prelude::*;

const FORMATS: [Format; 18] = [
    Format::PlainText,
    Format::Markdown,
    Format::Crawl,
    Format::Html,
    Format::Mhtml,
    Format::Pdf,
    Format::Image,
    Format::Docx,
    Format::Odt,
    Format::Rtf,
    Format::Mail,
    Format::Mbox,
    Format::Zip,
    Format::Csv,
    Format::JsonLines,
    Format::XArchive,
    Format::Instagram,
    Format::Facebook,
];

/// Checks a document, against its original's bytes where it is the whole of it.
fn check(document: &Document, bytes: Option<&[u8]>) -> Result<(), TestCaseError> {
    let mut at = 0;
    for segment in &document.map.segments {
        prop_assert_eq!(segment.text.start(), at);
        prop_assert!(segment.from <= segment.to);
        if let Some(bytes) = bytes {
            prop_assert!(segment.to <= bytes.len() as u64);
            if segment.kind == SegmentKind::Verbatim {
                let original = bytes.get(segment.from as usize..segment.to as usize);
                prop_assert_eq!(Some(document.text.slice(segment.text).as_bytes()), original);
            }
        }
        at = segment.text.end();
    }
    prop_assert_eq!(at, document.text.len());
    for (first, second) in document.blocks.iter().zip(document.blocks.iter().skip(1)) {
        prop_assert!(first.span.is_before(second.span), "{first:?} {second:?}");
    }
    if !document.blocks.is_empty() {
        let covered: usize = document
            .blocks
            .iter()
            .map(|b| words(document.text.slice(b.span)))
            .sum();
        prop_assert_eq!(
            covered,
            words(document.text.as_str()),
            "words outside of blocks"
        );
    }
    Ok(())
}

fn words(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Reads the bytes as every format, and again by the reader that read them.
fn check_all(bytes: &[u8]) -> Result<(), TestCaseError> {
    for format in FORMATS {
        let hint = Hint {
            format: Some(format),
            ..Hint::default()
        };
        let Ok(first) = read(bytes, &hint, &Limits::default()) else {
            continue;
        };
        for document in &first.documents {
            let whole = document.part.is_empty().then_some(bytes);
            check(document, whole)?;
            let Some(Ok(again)) = reread(bytes, &document.reader) else {
                return Err(TestCaseError::fail(
                    "the same reader does not read it again",
                ));
            };
            let again = again.documents.iter().find(|d| d.part == document.part);
            let Some(again) = again else {
                return Err(TestCaseError::fail("read again, the part is not there"));
            };
            same(document, again)?;
        }
    }
    Ok(())
}

/// Checks that all fields are the same.
fn same(one: &Document, other: &Document) -> Result<(), TestCaseError> {
    prop_assert_eq!(one.original, other.original);
    prop_assert_eq!(one.format, other.format);
    prop_assert_eq!(one.kind, other.kind);
    prop_assert_eq!(one.text.as_str(), other.text.as_str());
    prop_assert_eq!(&one.map, &other.map);
    prop_assert_eq!(&one.metadata, &other.metadata);
    prop_assert_eq!(&one.blocks, &other.blocks);
    prop_assert_eq!(&one.places, &other.places);
    prop_assert_eq!(&one.warnings, &other.warnings);
    prop_assert_eq!(&one.reader, &other.reader);
    Ok(())
}

/// Pieces of pages, papers and posts, to be thrown together.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=byline>",
        "</div>",
        "<li>",
        "<ul>",
        "<br>",
        "<pre>\r\n",
        "</pre>",
        "<h1>",
        "</h1>",
        "<blockquote>",
        "<b>",
        "</b>",
        "<a href='x'>",
        "</a>",
        "<table><tr><td>",
        "</table>",
        "<script>",
        "</script>",
        "<!-- x -->",
        "<!doctype html>",
        "</>",
        "<nav>",
        "</nav>",
        "&amp;",
        "&nbsp;",
        "&#x1F600;",
        "&notit;",
        "&",
        "<",
        "\0",
        "\u{F0001}",
        "caf\u{e9} ",
        "👩‍⚖️",
        "# Title\n",
        "> quoted\n",
        "- item\n",
        "---\n",
        "title: Words\n",
        "\n\n",
        "\r\n",
        "\u{FEFF}",
        " date 2020-02-29 Headline\n",
        "By ADA MOON\n",
        "Dated: June 3, 2021\n",
        "1  Q.  And then?\n",
        "2  A.  No.\n",
        "Dear Ms. Moon,\n",
        "IN THE COURT\n",
        "@ada · March 3, 2021\n",
        "words and more. ",
        "<title>",
        "</title>",
        "<p hidden>",
        "<svg>",
        "<textarea>",
        "]]>",
        "\u{301}",
        "\u{2028}",
        "{\\rtf1\\ansi ",
        "\\par \\b words\\b0 ",
        "{\\*\\footnote ",
        "\\'e9\\u8217?",
        "}",
        "From ada@example.org Tue Mar  9 10:00:00 2021\n",
        "From: Ada <ada@example.org>\n",
        "Subject: =?utf-8?q?caf=C3=A9?=\n",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
        "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n",
        "--b--\n",
        "date,text\n",
        "2021-03-09,\"a \"\"b\"\"\"\n",
        "\"",
        "{\"date\":\"2021-03-09\",\"text\":\"a\\u00e9\"}\n",
        "[",
        "window.YTD.tweets.part0 = [{\"tweet\":{\"id\":\"1\",\"full_text\":\"a\"}}]",
        "{\"timestamp\":1615283200,\"data\":[{\"post\":\"caf\\u00c3\\u00a9\"}]}",
        "{\"media\":[{\"title\":\"a\",\"creation_timestamp\":1615283200}]}",
        "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>",
        "<text:p>words</text:p>",
        "</office:text></office:body></office:document>",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn plain_text_is_its_input(text in "[^\\x00]{0,400}") {
        let hint = Hint { format: Some(Format::PlainText), ..Hint::default() };
        if let Ok(read) = read(text.as_bytes(), &hint, &Limits::default()) {
            prop_assert_eq!(read.documents[0].text.as_str(), text.as_str());
            prop_assert_eq!(read.documents[0].metadata.encoding.as_ref(), None);
        }
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_all(&bytes)?;
    }

    #[test]
    fn any_characters(text in "\\PC{0,200}") {
        check_all(text.as_bytes())?;
    }

    #[test]
    fn pieces_of_papers(text in pieces()) {
        check_all(text.as_bytes())?;
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check_all(&wide)?;
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c as u32).unwrap_or(b'?')).collect();
        check_all(&latin)?;
    }
}

#[test]
fn a_reader_of_another_version_is_not_here() {
    for mut id in readers() {
        id.version += 1;
        assert!(reread(b"words", &id).is_none());
    }
}
