use crate::office::docx::tests::packed;
use crate::{FormatError, Hint, Limits, read};
use onrecord_record::Document;

const NAMESPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0""#;
const KIND: &str = "application/vnd.oasis.opendocument.text";

fn content(styles: &str, body: &str) -> String {
    format!(
        "<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn document(styles: &str, body: &str) -> Document {
    let content = content(styles, body);
    let parts = [("mimetype", KIND), ("content.xml", content.as_str())];
    // The kind is not packed in real files; here its name is told by the file's.
    let hint = Hint::name("a.odt");
    let hint = Hint {
        format: Some(onrecord_record::Format::Odt),
        ..hint
    };
    let read = read(&packed(&parts), &hint, &Limits::default()).unwrap();
    read.documents.into_iter().next().unwrap()
}

#[test]
fn white_space_is_what_the_format_says() {
    let body = "<text:p>  one \n\t two<text:s text:c=\"3\"/>three<text:tab/>four<text:line-break/>five </text:p>";
    assert_eq!(
        document("", body).text.as_str(),
        "one two   three\tfour\nfive"
    );
}

#[test]
fn lists_count_on_where_they_are_told_to() {
    let styles = "<text:list-style style:name=\"L\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-format=\"i\" style:num-suffix=\")\" text:display-levels=\"2\"/></text:list-style>";
    let item = |words: &str| format!("<text:list-item><text:p>{words}</text:p></text:list-item>");
    let body = format!(
        "<text:list xml:id=\"a\" text:style-name=\"L\">{}<text:list-item><text:p>two</text:p><text:p>more</text:p><text:list>{}</text:list></text:list-item></text:list>\
         <text:p>between</text:p><text:list text:continue-list=\"a\" text:style-name=\"L\">{}</text:list>\
         <text:list text:style-name=\"L\">{}</text:list><text:list text:continue-numbering=\"true\" text:style-name=\"L\">{}</text:list>",
        item("one"),
        item("sub"),
        item("three"),
        item("anew"),
        item("goes on"),
    );
    assert_eq!(
        document(styles, &body).text.as_str(),
        "1. one\n2. two\nmore\n2.i) sub\n\nbetween\n\n3. three\n1. anew\n2. goes on"
    );
}

#[test]
fn boxes_notes_and_hidden_words() {
    let styles = "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>";
    let body = "<text:p>A<text:note text:note-class=\"endnote\"><text:note-citation>0</text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note>\
        <draw:frame><draw:text-box><text:p>Box.</text:p></draw:text-box></draw:frame><text:span text:style-name=\"H\">no</text:span> b</text:p>";
    let found = document(styles, body);
    assert_eq!(found.text.as_str(), "A[i] b\n\n[i] Note.\n\nBox.");
    assert_eq!(found.warnings[0].code, "hidden-text");
}

#[test]
fn locked_and_other_files_are_refused() {
    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let parts = [
        ("mimetype", KIND),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "x"),
    ];
    let hint = Hint {
        format: Some(onrecord_record::Format::Odt),
        ..Hint::default()
    };
    let refused = read(&packed(&parts), &hint, &Limits::default());
    assert_eq!(refused.unwrap_err(), FormatError::Encrypted);
}

#[test]
fn black_on_black_is_a_failed_redaction() {
    let styles = "<style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:background-color=\"#000000\"/></style:style>\
        <style:style style:name=\"W\" style:family=\"text\"><style:text-properties fo:color=\"#ffffff\"/></style:style>\
        <style:style style:name=\"P\" style:family=\"paragraph\"><style:paragraph-properties fo:background-color=\"#000000\"/></style:style>\
        <style:style style:name=\"Q\" style:family=\"paragraph\" style:parent-style-name=\"P\"><style:text-properties fo:color=\"#000000\"/></style:style>";
    let body = "<text:p>Seen by <text:span text:style-name=\"B\">Nora<text:s/>Quill<text:span text:style-name=\"W\"> shown</text:span></text:span> there.</text:p>\
        <text:p text:style-name=\"P\">Heading</text:p><text:p text:style-name=\"Q\">secret</text:p>";
    let found = document(styles, body);
    assert_eq!(found.text.as_str(), "Seen by  shown there.\n\nHeading");
    assert_eq!(found.warnings[0].code, "failed-redaction");
    assert!(
        found.warnings[0].message.contains("15 characters"),
        "{:?}",
        found.warnings
    );
    let kinds = found.places.asides.iter().map(|aside| aside.kind);
    assert_eq!(
        kinds.collect::<Vec<_>>(),
        [onrecord_record::AsideKind::Redacted; 2]
    );
}
