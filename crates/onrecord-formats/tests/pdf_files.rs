//! What a PDF may be and hold: locks, what it says of itself, fonts of its own, remarks on its pages.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod made;

use made::{codes, document, file, page, pdf, stream, words};
use onrecord_formats::{FormatError, Hint, Limits, read};

const SAID: &str = "BT /F 12 Tf 72 700 Td (Ada Moon signed the ledger.) Tj ET ";

#[test]
fn locked_files_are_told_and_those_without_a_word_are_opened() {
    let locked = read(
        &file("locked-256.pdf"),
        &Hint::default(),
        &Limits::default(),
    );
    assert!(matches!(locked, Err(FormatError::Encrypted)), "{locked:?}");
    for name in ["owner-only-256", "owner-only-128", "owner-only-40"] {
        let found = document(&file(&format!("{name}.pdf")));
        assert_eq!(words(&found), "Ada Moon signed the ledger.", "{name}");
    }
}

/// One page, with this in the catalogue and this in the trailer, and this as object 6.
fn with(catalogue: &str, trailer: &str, more: String) -> Vec<u8> {
    let objects = [
        format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R\
         /Resources<</Font<</F 5 0 R>>>>>>"
            .to_owned(),
        stream("", SAID),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        more,
    ];
    pdf(&objects, trailer)
}

#[test]
fn a_file_says_who_made_it_and_when() {
    let info = "<</Title(The Lantern Street File)/Author(Dora Fennimore)\
                /CreationDate(D:20190304101500-05'00')/ModDate(D:20190305111500Z)>>";
    let found = document(&with("", "/Info 6 0 R", info.to_owned()));
    let metadata = &found.metadata;
    let title = metadata.title.as_ref().unwrap();
    assert_eq!(title.value, "The Lantern Street File");
    assert_eq!(title.from, "PDF /Info Title");
    assert_eq!(metadata.authors[0].value, "Dora Fennimore");
    let modified = metadata.modified.as_ref().unwrap();
    assert_eq!(modified.from, "PDF /Info ModDate");
    assert_eq!(modified.value.day.to_string(), "2019-03-05");
    // Titles that programs put in say nothing; UTF-16 is read.
    let info =
        "<</Title(Microsoft Word - brief.doc)/Author<FEFF004200F80020004D0061007200730068>>>";
    let found = document(&with("", "/Info 6 0 R", info.to_owned()));
    assert!(found.metadata.title.is_none());
    assert_eq!(found.metadata.authors[0].value, "Bø Marsh");
    let packet = "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF>\
        <rdf:Description xmp:ModifyDate=\"2020-06-01T09:00:00Z\"><dc:title><rdf:Alt>\
        <rdf:li xml:lang=\"x-default\">Moon &amp; Quill</rdf:li></rdf:Alt></dc:title>\
        <dc:creator><rdf:Seq><rdf:li>Bo Marsh</rdf:li></rdf:Seq></dc:creator>\
        </rdf:Description></rdf:RDF></x:xmpmeta>";
    let found = document(&with(
        "/Metadata 6 0 R",
        "",
        stream("/Type/Metadata/Subtype/XML", packet),
    ));
    let metadata = &found.metadata;
    assert_eq!(metadata.title.as_ref().unwrap().value, "Moon & Quill");
    assert_eq!(metadata.title.as_ref().unwrap().from, "XMP dc:title");
    assert_eq!(metadata.authors[0].value, "Bo Marsh");
    assert_eq!(
        metadata.modified.as_ref().unwrap().value.day.to_string(),
        "2020-06-01"
    );
}

#[test]
fn fonts_of_drawings_are_read() {
    // Every letter a box: what they are is said by their names, or by a table.
    for (names, map) in [
        ("/Differences[65/A/M/d/a/o/n/space]", ""),
        ("/Differences[65/g1/g2/g3/g4/g5/g6/g7]", "/ToUnicode 8 0 R"),
    ] {
        let drawn: Vec<String> = names
            .trim_start_matches("/Differences[65/")
            .trim_end_matches(']')
            .split('/')
            .map(|name| format!("/{name} 7 0 R"))
            .collect();
        let font = format!(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]\
             /FirstChar 65/LastChar 71/Widths[600 800 550 550 550 550 300]\
             /Encoding<</Type/Encoding{names}>>/CharProcs<<{}>>/Resources<<>>{map}>>",
            drawn.join("")
        );
        let letter = stream("", "600 0 0 0 500 700 d1 50 0 400 600 re f");
        let table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n\
            1 begincodespacerange <00> <FF> endcodespacerange\n\
            7 beginbfchar <41> <0041> <42> <004D> <43> <0064> <44> <0061> <45> <006F> <46> <006E> \
            <47> <0020> endbfchar\nendcmap end end";
        let content = "BT /T 12 Tf 72 700 Td (ACDGBEEF) Tj ET";
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R\
             /Resources<</Font<</T 6 0 R>>>>>>"
                .to_owned(),
            stream("", content),
            "null".to_owned(),
        ];
        objects.extend([font, letter, stream("", table)]);
        let found = document(&pdf(&objects, ""));
        assert_eq!(words(&found), "Ada Moon", "{names}");
        let [left, top, right, bottom] = found.places.words[0].edges;
        assert!(left >= 700 && right <= 930 && top > 790 && bottom < 960);
    }
}

#[test]
fn black_remarks_over_words_are_bars_and_yellow_ones_are_not() {
    let rect = "/Rect[70 696 130 712]";
    let quads = "/QuadPoints[70 712 130 712 70 696 130 696]";
    for (remark, bar) in [
        (format!("/Square{rect}/IC[0 0 0]/C[0 0 0]"), true),
        (format!("/Square{rect}/IC[0 0 0]/CA 0.3"), false),
        (format!("/Square{rect}/C[0 0 0]"), false),
        (format!("/Square{rect}/IC[1 1 0]"), false),
        (format!("/Highlight{rect}{quads}/C[0 0 0]"), true),
        (format!("/Highlight{rect}{quads}/C[1 1 0]"), false),
        (format!("/Highlight{rect}{quads}/C[0 0 0]/F 2"), false),
        (format!("/Underline{rect}{quads}/C[0 0 0]"), false),
    ] {
        let annotation = format!("/Annots[<</Type/Annot/Subtype{remark}>>]");
        let found = document(&page(SAID, &annotation, "", &[]));
        let expected = if bar {
            "signed the ledger."
        } else {
            "Ada Moon signed the ledger."
        };
        assert_eq!(words(&found), expected, "{remark}");
        assert_eq!(codes(&found).contains(&"failed-redaction"), bar, "{remark}");
    }
    // The same with a picture of its own: what is painted counts.
    for (picture, bar) in [
        ("0 g 0 0 60 16 re f", true),
        ("/M gs 1 1 0 rg 0 0 60 16 re f", false),
        ("/M gs 0 g 0 0 60 16 re f", true),
        ("0 g 0 0 60 1 re f", false),
    ] {
        let annotation =
            format!("/Annots[<</Type/Annot/Subtype/Square{rect}/F 4/AP<</N 6 0 R>>>>]");
        let form = stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 60 16]\
             /Resources<</ExtGState<</M<</BM/Multiply>>>>>>",
            picture,
        );
        let found = document(&page(SAID, &annotation, "", &[form]));
        assert_eq!(
            codes(&found).contains(&"failed-redaction"),
            bar,
            "{picture}"
        );
        assert_eq!(words(&found).contains("Moon"), !bar, "{picture}");
    }
}

#[test]
fn a_page_that_lacks_a_piece_is_read_with_a_warning() {
    let all = String::from_utf8(with("", "", String::new())).unwrap();
    assert_eq!(codes(&document(all.as_bytes())), [""; 0]);
    let torn = all.replace("/Contents 4 0 R", "/Contents[4 0 R 9 0 R]");
    let found = document(torn.as_bytes());
    assert_eq!(words(&found), "Ada Moon signed the ledger.");
    assert_eq!(codes(&found), ["damaged-pages"]);
}
