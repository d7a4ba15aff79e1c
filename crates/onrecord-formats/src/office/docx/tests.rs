use crate::{FormatError, Hint, Limits, read};
use onrecord_record::{AsideKind, Document};
use std::io::{Cursor, Write};

/// A file of these parts, packed as Word packs it.
pub(in crate::office) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(words.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;

fn part(name: &str, inside: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:{name} {NAMESPACES}>{inside}</w:{name}>")
}

fn document_with(body: &str, more: &[(&str, String)]) -> Document {
    let main = part("document", &format!("<w:body>{body}</w:body>"));
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &main),
    ];
    parts.extend(more.iter().map(|(name, words)| (*name, words.as_str())));
    let read = read(&packed(&parts), &Hint::default(), &Limits::default()).unwrap();
    read.documents.into_iter().next().unwrap()
}

fn text(body: &str) -> String {
    document_with(body, &[]).text.as_str().to_owned()
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn asides(document: &Document) -> Vec<String> {
    let asides = document.places.asides.iter();
    let shown = asides.map(|a| {
        let span = a.span.map(|span| document.text.slice(span));
        format!("{:?}|{}|{}", a.kind, a.words, span.unwrap_or("-"))
    });
    shown.collect()
}

#[test]
fn signs_between_words_are_kept() {
    let body = "<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>co</w:t><w:softHyphen/><w:t>op</w:t>\
        <w:noBreakHyphen/><w:t>ed</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>\u{AD}&amp;\u{F0B7}</w:t></w:r></w:p>";
    assert_eq!(text(body), "one\ttwo\ncoop\u{2011}ed☑&•");
}

#[test]
fn of_a_field_only_the_result_is_shown() {
    let body = format!(
        "<w:p>{}<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>\
         <w:hyperlink w:anchor=\"x\">{}</w:hyperlink></w:p>",
        run("page "),
        run("nested"),
        run("inner"),
        run("4"),
        run(" of 5"),
        run(" here")
    );
    assert_eq!(text(&body), "page 4 of 5 here");
}

#[test]
fn a_box_is_read_once_and_follows_its_paragraph() {
    let inside = format!(
        "<w:txbxContent><w:p>{}</w:p></w:txbxContent>",
        run("In the box.")
    );
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx>{inside}</wps:txbx></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        run("Around "),
        run("it.")
    );
    assert_eq!(text(&body), "Around it.\n\nIn the box.");
}

#[test]
fn tracked_changes_as_word_writes_them() {
    let mark = "w:id=\"1\" w:author=\"Tom Vane\" w:date=\"2021-03-08T10:00:00Z\"";
    let deleted = |words: &str| {
        format!(
            "<w:del {mark}><w:r><w:delText xml:space=\"preserve\">{words}</w:delText></w:r></w:del>"
        )
    };
    let body = format!(
        "<w:p>{}{}{}<w:ins {mark}>{}</w:ins><w:ins {mark}>{}</w:ins>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:del {mark}/></w:rPr></w:pPr>{}</w:p>\
         <w:p><w:pPr><w:rPr><w:del {mark}/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>\
         <w:p><w:moveFrom {mark}>{}</w:moveFrom><w:moveTo {mark}>{}</w:moveTo></w:p>",
        run("The car was "),
        deleted("gr"),
        deleted("ey"),
        run("dark "),
        run("blue"),
        run("."),
        deleted("All of this went."),
        run("It stopped "),
        run("there."),
        run("Away"),
        run("Back"),
    );
    let document = document_with(&body, &[]);
    assert_eq!(
        document.text.as_str(),
        "The car was dark blue.\n\nIt stopped there.\n\nBack"
    );
    assert_eq!(
        asides(&document),
        [
            "Deleted|grey|",
            "Inserted||dark blue",
            "Deleted|All of this went.|",
            "Deleted|Away|",
            "Inserted||Back"
        ]
    );
    let first = &document.places.asides[0];
    assert_eq!(first.author.as_deref(), Some("Tom Vane"));
    assert_eq!(first.date.as_deref(), Some("2021-03-08T10:00:00Z"));
    assert!(
        document.warnings[0]
            .message
            .starts_with("2 tracked insertion(s)")
    );
}

#[test]
fn comments_and_notes_find_their_places() {
    let body = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:p>{}<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>\
         <w:r><w:endnoteReference w:id=\"1\"/></w:r></w:p>",
        run("First."),
        run("Second.")
    );
    let note = |name: &str, id: u8, kind: &str, words: &str| {
        format!(
            "<w:{name} w:id=\"{id}\"{kind}><w:p>{}</w:p></w:{name}>",
            run(words)
        )
    };
    let comment = format!(
        "<w:comment w:id=\"7\" w:author=\"Ines Marlow\" w:date=\"2021-03-07T08:00:00Z\"><w:p>{}</w:p></w:comment>",
        run("Says who?")
    );
    let footnotes =
        note("footnote", 0, " w:type=\"separator\"", "line") + &note("footnote", 2, "", " At 212.");
    let document = document_with(
        &body,
        &[
            ("word/comments.xml", part("comments", &comment)),
            ("word/footnotes.xml", part("footnotes", &footnotes)),
            (
                "word/endnotes.xml",
                part("endnotes", &note("endnote", 1, "", "At 9.")),
            ),
        ],
    );
    assert_eq!(
        document.text.as_str(),
        "First.[1]\n\n[1] At 212.\n\nSecond.[i]\n\n[i] At 9."
    );
    assert_eq!(
        asides(&document),
        ["Comment|Says who?|First.[1]\n\n[1] At 212.\n\nSecond."]
    );
}

#[test]
fn hidden_words_are_left_out_with_a_warning() {
    let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>";
    let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>shown</w:t></w:r>";
    let document = document_with(&format!("<w:p>{hidden}{hidden}{shown}</w:p>"), &[]);
    assert_eq!(document.text.as_str(), "shown");
    assert_eq!(document.warnings[0].code, "hidden-text");
    assert!(document.warnings[0].message.starts_with("1 passage"));
}

#[test]
fn pages_are_those_that_word_last_laid_out() {
    let body = format!(
        "<w:p>{}</w:p><w:p><w:r><w:lastRenderedPageBreak/></w:r>{}</w:p>",
        run("One."),
        run("Two.")
    );
    let document = document_with(&body, &[]);
    let pages = document.places.pages.iter();
    let pages: Vec<_> = pages
        .map(|p| (p.number, document.text.slice(p.span)))
        .collect();
    assert_eq!(pages, [(1, "One."), (2, "Two.")]);
}

#[test]
fn cells_of_several_paragraphs_are_read_one_after_the_other() {
    let cell = |inside: &str| format!("<w:tc><w:tcPr/>{inside}</w:tc>");
    let paragraph = |words: &str| format!("<w:p>{}</w:p>", run(words));
    let caption = cell(&(paragraph("STATE,") + &paragraph("v.") + &paragraph("HARROW.")));
    let body = format!(
        "<w:tbl><w:tr>{caption}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>{}",
        cell(&paragraph("No. 7")),
        cell(&paragraph("a")),
        cell("<w:p/>"),
        cell(&paragraph("c")),
        paragraph("After.")
    );
    assert_eq!(
        text(&body),
        "STATE,\n\nv.\n\nHARROW.\nNo. 7\na\t\tc\n\nAfter."
    );
}

#[test]
fn a_cut_file_is_read_as_far_as_it_goes() {
    let main = part(
        "document",
        &format!("<w:body><w:p>{}</w:p></w:body>", run("Here.")),
    );
    let cut = &main[..main.len() - 40];
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", cut),
    ];
    let bytes = packed(&parts);
    let found = read(&bytes, &Hint::default(), &Limits::default()).unwrap();
    assert_eq!(found.documents[0].text.as_str(), "Here.");
    assert_eq!(found.documents[0].warnings[0].code, "damaged");
    let half = read(
        &bytes[..bytes.len() / 2],
        &Hint::name("a.docx"),
        &Limits::default(),
    );
    assert!(matches!(half, Err(FormatError::Damaged { .. })), "{half:?}");
}

#[test]
fn what_is_made_to_do_harm_is_refused_or_harmless() {
    let deep = part("document", &"<w:p>".repeat(5000));
    let bytes = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &deep),
    ]);
    let refused = read(&bytes, &Hint::default(), &Limits::default());
    assert!(matches!(refused, Err(FormatError::TooNested { .. })));
    let lol = "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]>".to_owned()
        + &part(
            "document",
            "<w:body><w:p><w:r><w:t>x&b;y</w:t></w:r></w:p></w:body>",
        );
    let bytes = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &lol),
    ]);
    let found = read(&bytes, &Hint::default(), &Limits::default()).unwrap();
    assert_eq!(found.documents[0].text.as_str(), "xy");
    let small = Limits {
        max_unpacked: 100,
        ..Limits::default()
    };
    let refused = read(&bytes, &Hint::default(), &small);
    assert!(matches!(refused, Err(FormatError::UnpacksTooLarge { .. })));
}

#[test]
fn other_papers_of_office_programs_are_named() {
    let bytes = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<x/>"),
    ]);
    let refused = read(&bytes, &Hint::default(), &Limits::default()).unwrap_err();
    assert!(refused.to_string().contains("spreadsheet (XLSX)"));
}

#[test]
fn pictures_alone_need_their_words_recognised() {
    let body = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
    let main = part("document", &format!("<w:body>{body}</w:body>"));
    let bytes = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &main),
    ]);
    let refused = read(&bytes, &Hint::default(), &Limits::default());
    assert!(matches!(refused, Err(FormatError::NeedsRecognition { .. })));
}

#[test]
fn any_prefix_of_the_namespace_will_do() {
    let main = "<ns0:document xmlns:ns0=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><ns0:body><ns0:p><ns0:r><ns0:t>Words.</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>";
    let parts = [
        (
            "_rels/.rels",
            "<Relationships><Relationship Type=\"http://x/officeDocument\" Target=\"word/document2.xml\"/></Relationships>",
        ),
        ("word/document2.xml", main),
    ];
    let found = read(&packed(&parts), &Hint::default(), &Limits::default()).unwrap();
    assert_eq!(found.documents[0].text.as_str(), "Words.");
    assert!(
        !found.documents[0]
            .places
            .asides
            .iter()
            .any(|a| a.kind == AsideKind::Header)
    );
}

/// A run that looks so.
fn looking(looks: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{looks}</w:rPr><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[test]
fn black_on_black_is_a_failed_redaction() {
    let marker = "<w:highlight w:val=\"black\"/>";
    let shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"000000\"/>";
    let black = "<w:color w:val=\"000000\"/>";
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p><w:p><w:pPr>{shade}</w:pPr>{}{}{}</w:p>\
         <w:tbl><w:tr><w:tc><w:tcPr>{shade}</w:tcPr><w:p>{}{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
        run("Seen by "),
        looking(marker, "Nora "),
        looking(&format!("{shade}{black}"), "Quill"),
        looking(&format!("{marker}{white}"), "a witness"),
        run("."),
        looking(white, "Heading "),
        looking("", "in white"),
        looking(black, "secret"),
        run("Cell"),
        looking(black, "kept in"),
        looking(black, "open"),
    );
    let found = document_with(&body, &[]);
    assert_eq!(
        found.text.as_str(),
        "Seen by a witness.\n\nHeading in white\n\nCell\topen"
    );
    assert_eq!(found.warnings[0].code, "failed-redaction");
    assert!(
        found.warnings[0].message.contains("21 characters"),
        "{:?}",
        found.warnings
    );
    assert_eq!(asides(&found), ["Redacted||"; 3]);

    let main = part("document", &format!("<w:body>{body}</w:body>"));
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &main),
    ];
    let hint = Hint {
        with_redacted: true,
        ..Hint::default()
    };
    let found = &read(&packed(&parts), &hint, &Limits::default())
        .unwrap()
        .documents[0];
    assert!(
        found
            .text
            .as_str()
            .starts_with("Seen by Nora Quilla witness.")
    );
    assert!(
        found
            .text
            .as_str()
            .contains("whitesecret\n\nCellkept in\topen")
    );
    assert_eq!(
        asides(found),
        [
            "Redacted||Nora Quill",
            "Redacted||secret",
            "Redacted||kept in"
        ]
    );
    assert!(found.reader.name.ends_with("+redacted"));
}

#[test]
fn a_style_may_black_out_and_a_paper_may_be_all_black() {
    let styles = part(
        "styles",
        "<w:style w:type=\"character\" w:styleId=\"Bar\"><w:name w:val=\"Bar\"/><w:rPr><w:highlight w:val=\"black\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Head\"><w:name w:val=\"Head\"/><w:pPr><w:shd w:val=\"clear\" w:fill=\"000000\"/></w:pPr></w:style>",
    );
    let body = format!(
        "<w:p>{}</w:p>",
        looking("<w:rStyle w:val=\"Bar\"/>", "All of it")
    );
    let found = document_with(&body, &[("word/styles.xml", styles.clone())]);
    assert_eq!(
        (found.text.as_str(), found.warnings[0].code.as_str()),
        ("", "failed-redaction")
    );
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Head\"/></w:pPr>{}</w:p>",
        run("Heading")
    );
    let found = document_with(&body, &[("word/styles.xml", styles)]);
    assert_eq!((found.text.as_str(), found.warnings.len()), ("Heading", 0));
}
