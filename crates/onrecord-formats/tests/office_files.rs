//! Papers that office programs made, read as people see them; and what happens when they are damaged.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use onrecord_formats::{Hint, Limits, read};
use onrecord_record::{AsideKind, BlockKind, Document, Format};
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};

fn open(bytes: &[u8]) -> Document {
    let mut read = read(bytes, &Hint::default(), &Limits::default()).unwrap();
    assert_eq!(read.documents.len(), 1);
    read.documents.remove(0)
}

fn blocks(document: &Document) -> Vec<String> {
    let blocks = document.blocks.iter();
    blocks
        .map(|b| format!("{:?}: {}", b.kind, document.text.slice(b.span)))
        .collect()
}

/// What the affidavit says, whichever program packed it.
const AFFIDAVIT: [&str; 16] = [
    "Table: STATE OF RENMARK\tCase No. 14-CR-0071",
    "Table: v. Milo Harrow\tJudge Anselm Pike",
    "Headline: AFFIDAVIT OF DORA QUILL",
    "Paragraph: I, Dora Quill, being duly sworn, state:",
    "Heading: What I saw",
    "ListItem: 1. I lived at 12 Tallow Street in May 2014.[1] Nobody else lived there.",
    "Footnote: [1] The house was pulled down in 2016.",
    "ListItem: 2. On the night of May 3, 2014 I saw a dark blue car stop “right under the lamp” — its engine running.",
    "ListItem: (a) The driver was not Milo Harrow.",
    "ListItem: (b) He was taller,\tand older.\nHe wore a cap.",
    "ListItem: 3. I told Officer Brandt so the next morning.",
    "BlockQuote: “Lady, we have our man,” he said to me.",
    "ListItem: 4. Nobody wrote it down, see Exhibit B.",
    "Paragraph: Things I still have:",
    "ListItem: • the calendar of 2014",
    "ListItem: • a letter of Officer Brandt",
];

fn affidavits() -> [(&'static [u8], Format); 4] {
    [
        (
            include_bytes!("files/docx/libreoffice-affidavit.docx"),
            Format::Docx,
        ),
        (
            include_bytes!("files/odt/libreoffice-affidavit.odt"),
            Format::Odt,
        ),
        (include_bytes!("files/odt/affidavit.fodt"), Format::Odt),
        (
            include_bytes!("files/rtf/libreoffice-affidavit.rtf"),
            Format::Rtf,
        ),
    ]
}

#[test]
fn an_affidavit_reads_the_same_in_every_format() {
    for (bytes, format) in affidavits() {
        let document = open(bytes);
        assert_eq!(document.format, format);
        let found = blocks(&document);
        assert_eq!(found[..16], AFFIDAVIT, "{format:?}");
        assert!(found.contains(&"Paragraph: Dated: March 9, 2021".to_owned()));
        assert!(found.contains(&"Paragraph: Sworn before Notary Lena Osk.".to_owned()));
        assert_eq!(found.len(), 18, "{format:?}: {found:#?}");
        let codes: Vec<&str> = document.warnings.iter().map(|w| w.code.as_str()).collect();
        assert_eq!(codes, ["hidden-text", "tracked-changes"], "{format:?}");
        let metadata = &document.metadata;
        assert_eq!(
            metadata.title.as_ref().unwrap().value,
            "Affidavit of Dora Quill"
        );
        // Who swears it, not who typed it.
        assert_eq!(metadata.authors[0].value, "Dora Quill");
        assert_eq!(metadata.authors.len(), 1, "{format:?}");
        assert_eq!(
            metadata.modified.as_ref().unwrap().value.day.to_string(),
            "2021-03-09"
        );
        let sworn = metadata.published.as_ref().unwrap();
        assert_eq!(sworn.value.day.to_string(), "2021-03-09", "{format:?}");
    }
}

#[test]
fn paragraphs_keep_their_numbers() {
    for (bytes, format) in affidavits() {
        let document = open(bytes);
        let numbers: Vec<&str> = document
            .places
            .paragraphs
            .iter()
            .map(|p| p.number.as_str())
            .collect();
        assert_eq!(numbers, ["1", "2", "2a", "2b", "3", "4"], "{format:?}");
        let third = document.text.slice(document.places.paragraphs[4].span);
        assert!(
            third.starts_with("3. I told") && third.ends_with("he said to me."),
            "{third}"
        );
    }
}

#[test]
fn comments_and_tracked_changes_stand_beside_the_text() {
    for (bytes, format) in affidavits() {
        let document = open(bytes);
        let asides: Vec<String> = document
            .places
            .asides
            .iter()
            .map(|a| {
                let span = a.span.map(|span| document.text.slice(span));
                let author = a.author.as_deref().unwrap_or("-");
                let date = a.date.as_deref().unwrap_or("-");
                format!(
                    "{:?}|{}|{span:?}|{author}|{}",
                    a.kind,
                    a.words,
                    &date[..date.len().min(16)]
                )
            })
            .collect();
        let wanted = [
            "Header|Case No. 14-CR-0071|None|-|-",
            "Deleted|a grey|Some(\"\")|Tom Vane|2021-03-08T10:00",
            "Inserted||Some(\"a dark blue\")|Tom Vane|2021-03-08T10:01",
            "Comment|Ask her how she knew him.|Some(\"Milo Harrow\")|Ines Marlow|2021-03-07T08:00",
            "Footer|Affidavit of Dora Quill, page 1|None|-|-",
        ];
        let wanted = wanted.map(str::to_owned);
        if format == Format::Rtf {
            // LibreOffice writes the year of a comment's day wrongly into Rich Text.
            let without_dates = |all: &[String]| -> Vec<String> {
                let cut = |a: &String| a.rsplit_once('|').unwrap().0.to_owned();
                all.iter().map(cut).collect()
            };
            assert_eq!(without_dates(&asides), without_dates(&wanted));
        } else {
            assert_eq!(asides, wanted, "{format:?}");
        }
        let deleted = document
            .places
            .asides
            .iter()
            .find(|a| a.kind == AsideKind::Deleted);
        let (before, _) = document
            .text
            .surroundings(deleted.unwrap().span.unwrap(), 5);
        assert_eq!(before.trim_end(), "I saw", "{format:?}");
    }
}

#[test]
fn a_letter_of_another_program_reads_the_same() {
    let files: [&[u8]; 3] = [
        include_bytes!("files/docx/pandoc-letter.docx"),
        include_bytes!("files/odt/pandoc-letter.odt"),
        include_bytes!("files/rtf/pandoc-letter.rtf"),
    ];
    for bytes in files {
        let document = open(bytes);
        let text = document.text.as_str();
        for words in [
            "told the jury that she “never saw the gun”.[1] That is not",
            "2. Her second statement:",
            "a. given at the station;",
            "Exhibit\tDate\tPage\nB\t2014-05-04\t12\n",
            "Señor Ruíz’s café stayed open",
        ] {
            let text = text.replace(".\t", ". ");
            assert!(
                text.contains(words),
                "{:?} {words}: {text}",
                document.format
            );
        }
        let notes = document
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Footnote);
        assert_eq!(notes.count(), 1);
    }
}

#[test]
fn a_statement_of_a_third_program_is_read() {
    let document = open(include_bytes!("files/docx/python-docx-statement.docx"));
    let wanted = [
        "Headline: Statement of Milo Harrow",
        "Heading: The night of May 3, 2014",
        "ListItem: 1. I was at the café on Tallow Street until closing.",
        "ListItem: 2. Petra Lohmann was there too.",
        "ListItem: • I wore a cap.",
        "Paragraph: I said: “I was never near the lamp.”",
        "BlockQuote: Quoted words.",
        "Table: Exhibit\tDate\tPage",
        "Table: B\tMay 4, 2014\t12",
        "Paragraph: Signed: Milo Harrow",
    ];
    assert_eq!(blocks(&document), wanted);
}

#[test]
fn words_of_rich_text_lead_back_to_their_bytes() {
    let bytes: &[u8] = include_bytes!("files/rtf/libreoffice-affidavit.rtf");
    let document = open(bytes);
    let at = document.text.as_str().find("Officer Brandt").unwrap();
    let ranges = document
        .map
        .original(document.text.span(at..at + 14).unwrap());
    assert_eq!(ranges.len(), 1);
    let range = ranges[0].start as usize..ranges[0].end as usize;
    assert_eq!(&bytes[range], b"Officer Brandt");
}

#[test]
fn reading_twice_gives_the_same() {
    for (bytes, _) in affidavits() {
        let once = serde_json::to_string(&open(bytes)).unwrap();
        assert_eq!(once, serde_json::to_string(&open(bytes)).unwrap());
    }
}

/// Checks what every reader promises of its documents.
fn check(bytes: &[u8], format: Format) {
    let hint = Hint {
        format: Some(format),
        ..Hint::default()
    };
    let Ok(read) = read(bytes, &hint, &Limits::default()) else {
        return;
    };
    for document in read.documents {
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let mut covered = 0;
        let mut end = 0;
        for block in &document.blocks {
            assert!(block.span.start() >= end);
            end = block.span.end();
            covered += solid(document.text.slice(block.span));
        }
        assert_eq!(
            covered,
            solid(document.text.as_str()),
            "{:?}",
            document.text.as_str()
        );
        let mut at = 0;
        for segment in &document.map.segments {
            assert_eq!(segment.text.start(), at);
            at = segment.text.end();
            assert!(segment.from <= segment.to && segment.to <= bytes.len() as u64);
            if segment.kind == onrecord_record::SegmentKind::Verbatim {
                let from = segment.from as usize..segment.to as usize;
                assert_eq!(document.text.slice(segment.text).as_bytes(), &bytes[from]);
            }
        }
        assert_eq!(at, document.text.len());
        let starts: Vec<usize> = document
            .places
            .paragraphs
            .iter()
            .map(|p| p.span.start())
            .collect();
        assert!(starts.is_sorted());
        let starts: Vec<usize> = document
            .places
            .pages
            .iter()
            .map(|p| p.span.start())
            .collect();
        assert!(starts.is_sorted());
    }
}

fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|i| {
            let mut file = archive.by_index(i).unwrap();
            let name = file.name().unwrap().into_owned();
            let mut all = Vec::new();
            file.read_to_end(&mut all).unwrap();
            (name, all)
        })
        .collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), stored).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Changes to bytes: at a place, as a part of all of them, a byte becomes another, or a stretch is
/// taken out or doubled.
fn mutate(bytes: &mut Vec<u8>, changes: &[(u32, u8, u8)]) {
    for (at, how, byte) in changes {
        if bytes.is_empty() {
            return;
        }
        let at = *at as usize % bytes.len();
        let end = (at + usize::from(*byte)).min(bytes.len());
        match how % 4 {
            0 | 1 => bytes[at] = *byte,
            2 => drop(bytes.drain(at..end)),
            _ => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]
    #[test]
    fn damaged_files_are_read_or_refused(
        file in 0usize..7,
        part in 0usize..32,
        changes in prop::collection::vec((any::<u32>(), any::<u8>(), any::<u8>()), 1..12),
    ) {
        let files: [(&[u8], Format); 7] = [
            affidavits()[0], affidavits()[1], affidavits()[2], affidavits()[3],
            (include_bytes!("files/docx/pandoc-letter.docx"), Format::Docx),
            (include_bytes!("files/odt/pandoc-letter.odt"), Format::Odt),
            (include_bytes!("files/rtf/pandoc-letter.rtf"), Format::Rtf),
        ];
        let (bytes, format) = files[file];
        let mut whole = bytes.to_vec();
        if bytes.starts_with(b"PK") {
            let mut parts = unpacked(bytes);
            let xml: Vec<usize> = (0..parts.len())
                .filter(|i| parts[*i].0.ends_with("xml") || parts[*i].0.ends_with("rels"))
                .collect();
            mutate(&mut parts[xml[part % xml.len()]].1, &changes);
            check(&packed(&parts), format);
        }
        mutate(&mut whole, &changes);
        check(&whole, format);
    }

    #[test]
    fn anything_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Docx, Format::Odt, Format::Rtf] {
            check(&bytes, format);
        }
        let text: Vec<u8> = [b"{\\rtf1 ".as_slice(), &bytes].concat();
        check(&text, Format::Rtf);
    }
}

#[test]
fn a_paper_that_unpacks_as_no_paper_does_is_refused_at_once() {
    let deflated = zip::write::SimpleFileOptions::default();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("[Content_Types].xml", deflated).unwrap();
    writer.write_all(b"<Types/>").unwrap();
    writer.start_file("word/document.xml", deflated).unwrap();
    let words = vec![b'A'; 1 << 20];
    let begin = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
                 <w:body><w:p><w:r><w:t>";
    writer.write_all(begin.as_bytes()).unwrap();
    for _ in 0..40 {
        writer.write_all(&words).unwrap();
    }
    let bytes = writer.finish().unwrap().into_inner();
    let error = read(&bytes, &Hint::default(), &Limits::default()).unwrap_err();
    assert!(
        error.to_string().starts_with("unpacked it has more than"),
        "{error}"
    );
}

#[test]
fn words_blacked_out_in_looks_are_left_out_of_what_libreoffice_made() {
    for name in [
        "odt/blacked-out.fodt",
        "odt/libreoffice-blacked-out.odt",
        "docx/libreoffice-blacked-out.docx",
        "rtf/libreoffice-blacked-out.rtf",
    ] {
        let path = format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        let found = onrecord_formats::read(&bytes, &Hint::default(), &Limits::default()).unwrap();
        let document = &found.documents[0];
        assert_eq!(
            document.text.as_str(),
            "The caller was , who lives at .\n\nREPORT IN WHITE\n\nShe called at nine.",
            "{name}"
        );
        assert_eq!(document.warnings[0].code, "failed-redaction", "{name}");
        let hint = Hint {
            with_redacted: true,
            ..Hint::default()
        };
        let found = onrecord_formats::read(&bytes, &hint, &Limits::default()).unwrap();
        let document = &found.documents[0];
        let marked = document.places.asides.iter().filter_map(|aside| aside.span);
        let marked: Vec<&str> = marked.map(|span| document.text.slice(span)).collect();
        assert_eq!(marked, ["Nora Quill", "14 Tarn Row"], "{name}");
    }
}
