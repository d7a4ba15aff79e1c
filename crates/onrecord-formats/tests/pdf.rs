//! PDFs made by other people's programs, and PDFs that are made to do harm.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used)]

mod made;

use made::{check, codes, document, file, page, stream, words};
use onrecord_formats::{FormatError, Hint, Limits, read};
use onrecord_record::{AsideKind, BlockKind, Document};

/// Running text without notes and white space.
fn bare(document: &Document) -> Vec<char> {
    let blocks = document.blocks.iter();
    blocks
        .filter(|block| block.kind != BlockKind::Footnote)
        .flat_map(|block| document.text.slice(block.span).chars())
        .filter(|c| !c.is_whitespace())
        .map(|c| if c == '’' { '\'' } else { c })
        .collect()
}

/// Characters that must be put in, taken out or changed.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[test]
fn the_words_come_in_order() {
    let wanted = String::from_utf8(file("words.txt")).unwrap();
    let wanted: Vec<char> = wanted.chars().filter(|c| !c.is_whitespace()).collect();
    for (name, least) in [
        ("latex-one-column", 99.5),
        ("office-one-column", 99.5),
        ("browser-one-column", 99.5),
        ("latex-two-columns", 99.0),
        ("office-two-columns", 99.0),
        ("browser-two-columns", 99.0),
    ] {
        let document = document(&file(&format!("{name}.pdf")));
        let found = bare(&document);
        let wrong = distance(&wanted, &found);
        let share = 100.0 * (1.0 - wrong as f64 / wanted.len() as f64);
        println!("{name}: {share:.2} % of {} characters", wanted.len());
        assert!(share >= least, "{name}: {share:.2} %");
        check(&document);
    }
}

#[test]
fn what_stands_at_the_edges_is_set_aside() {
    for (name, label) in [("office-one-column", "2"), ("latex-two-columns", "2")] {
        let document = document(&file(&format!("{name}.pdf")));
        let asides = &document.places.asides;
        let of = |kind| asides.iter().filter(move |a| a.kind == kind);
        assert!(
            of(AsideKind::Header).all(|a| a.words.contains("Lantern") || a.words.contains("draft")),
            "{name}"
        );
        assert!(of(AsideKind::Footer).count() >= 3, "{name}");
        let labels: Vec<_> = document
            .places
            .pages
            .iter()
            .filter_map(|p| p.label.as_deref())
            .collect();
        assert!(labels.contains(&label), "{name}: {labels:?}");
        let notes = document
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Footnote);
        assert_eq!(notes.count(), 3, "{name}");
    }
}

const SAID: &str = "BT /F 12 Tf 72 700 Td (Ada Moon signed the ledger.) Tj ET ";
const BAR: &str = "0 g 70 696 60 14 re f ";

#[test]
fn words_under_a_bar_are_withheld() {
    let redacted = page(&format!("{SAID}{BAR}"), "", "", &[]);
    let document = document(&redacted);
    assert_eq!(words(&document), "signed the ledger.");
    assert_eq!(codes(&document), ["failed-redaction"]);
    assert!(!document.warnings[0].message.contains("Moon"));
    let hint = Hint {
        with_redacted: true,
        ..Hint::default()
    };
    let read = read(&redacted, &hint, &Limits::default()).unwrap();
    let document = &read.documents[0];
    assert_eq!(words(document), "Ada Moon signed the ledger.");
    let aside = &document.places.asides[0];
    assert_eq!(aside.kind, AsideKind::Redacted);
    assert_eq!(document.text.slice(aside.span.unwrap()), "Ada Moon");
}

#[test]
fn a_black_picture_over_words_is_a_bar() {
    let place = "q 60 0 0 14 70 696 cm";
    let bar = |head: &str, data: &str| format!("{SAID}{place} BI /W 2 /H 1 {head} ID {data} EI Q ");
    let grey = "/BPC 8 /CS /G /F /AHx";
    let black = [
        bar(grey, "0000>"),
        bar("/IM true /F /AHx", "00>"),
        bar("/BPC 8 /CS /RGB /F /AHx", "000000000000>"),
    ];
    for content in black {
        let document = document(&page(&content, "", "", &[]));
        assert_eq!(words(&document), "signed the ledger.", "{content}");
        assert_eq!(codes(&document), ["failed-redaction"], "{content}");
    }
    let before = format!("{place} BI /W 2 /H 1 {grey} ID 0000> EI Q 1 g {SAID}");
    let others = [bar(grey, "00FF>"), bar("/IM true /F /AHx", "C0>"), before];
    for content in others {
        let document = document(&page(&content, "", "", &[]));
        assert!(words(&document).contains("Ada Moon"), "{content}");
        assert!(!codes(&document).contains(&"failed-redaction"), "{content}");
    }
}

#[test]
fn fonts_painted_dot_by_dot_are_read_by_their_codes() {
    let document = document(&file("latex-bitmap.pdf"));
    let said = "Ada Moon signed the ledger first. “She said nothing of the office,” Cole Reed wrote – and no \
                one asked him.";
    assert_eq!(words(&document), said);
    assert_eq!(codes(&document), [""; 0]);
}

#[test]
fn a_file_cut_off_is_read_as_far_as_it_goes() {
    for name in ["latex-one-column", "browser-one-column"] {
        let whole = file(&format!("{name}.pdf"));
        assert!(!codes(&document(&whole)).contains(&"broken-off"), "{name}");
        let cut = document(&whole[..whole.len() * 9 / 10]);
        assert!(codes(&cut).contains(&"broken-off"), "{name}");
        assert!(words(&cut).len() > 5_000, "{name}");
        check(&cut);
    }
}

#[test]
fn black_words_on_a_black_ground_are_withheld_too() {
    let document = document(&page(&format!("{BAR}{SAID}"), "", "", &[]));
    assert_eq!(words(&document), "signed the ledger.");
    assert_eq!(codes(&document), ["failed-redaction"]);
}

#[test]
fn shading_and_highlights_are_no_bars() {
    for content in [
        format!("0 g 70 690 300 24 re f 1 g {SAID}"),
        format!("{SAID} 0 g 70 698 60 1 re f "),
        format!("{SAID} /G gs 1 1 0 rg 70 696 60 14 re f "),
        format!("{SAID} /H gs 0 g 70 696 60 14 re f "),
    ] {
        let states = "/ExtGState<</G<</BM/Multiply>>/H<</ca 0.3>>>>";
        let document = document(&page(&content, "", states, &[]));
        assert!(words(&document).contains("Moon signed"), "{content}");
        assert!(!codes(&document).contains(&"failed-redaction"), "{content}");
    }
}

#[test]
fn a_mark_for_redaction_that_was_not_carried_out_is_a_bar() {
    let annotation = "/Annots[<</Type/Annot/Subtype/Redact/Rect[70 696 130 712]>>]";
    let document = document(&page(SAID, annotation, "", &[]));
    assert_eq!(words(&document), "signed the ledger.");
}

#[test]
fn white_on_white_is_left_out_and_doubled_letters_are_one() {
    let white = format!("{SAID} 1 g BT /F 12 Tf 72 600 Td (Nobody sees this.) Tj ET");
    let found = document(&page(&white, "", "", &[]));
    assert_eq!(words(&found), "Ada Moon signed the ledger.");
    assert_eq!(codes(&found), ["hidden-text"]);
    let twice = format!("{SAID}{}", SAID.replace("72 700", "72.4 700"));
    let found = document(&page(&twice, "", "", &[]));
    assert_eq!(words(&found), "Ada Moon signed the ledger.");
}

#[test]
fn turned_pages_are_read_and_boxed_as_shown() {
    let found = document(&page(SAID, "/Rotate 90", "", &[]));
    assert_eq!(words(&found), "Ada Moon signed the ledger.");
    assert_eq!(found.places.pages[0].size, (7920, 6120));
    let [left, top, right, bottom] = found.places.words[0].edges;
    assert!(
        left > 6900 && right < 7200 && top > 700 && bottom < 1000,
        "{:?}",
        found.places.words[0]
    );
}

#[test]
fn files_made_to_do_harm_end_soon() {
    // Forms that paint each other without end, and forms that double at every step.
    let forms = |next: &dyn Fn(usize) -> usize| -> Vec<String> {
        (0..40)
            .map(|i| {
                let n = next(i);
                stream(
                    &format!("/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</A {n} 0 R>>>>"),
                    "/A Do /A Do",
                )
            })
            .collect()
    };
    let content = format!("{SAID} /A Do");
    let resources = "/XObject<</A 6 0 R>>";
    let doubling = document(&page(
        &content,
        "",
        resources,
        &forms(&|i| (i + 1) % 40 + 6),
    ));
    assert_eq!(words(&doubling), "Ada Moon signed the ledger.");
    assert_eq!(codes(&doubling), ["intricate-pages"]);
    let own = document(&page(&content, "", resources, &forms(&|_| 6)));
    assert_eq!(words(&own), "Ada Moon signed the ledger.");
    // A tree of pages that is its own child, and one that claims a million pages.
    let tree = page(SAID, "", "", &[]);
    let tree = String::from_utf8(tree).unwrap();
    for broken in [
        tree.replace("/Kids[3 0 R]", "/Kids[2 0 R 3 0 R]"),
        tree.replace("/Count 1", "/Count 1000000"),
        tree.replace("startxref", "startxrxx"),
    ] {
        let found = document(broken.as_bytes());
        assert_eq!(words(&found), "Ada Moon signed the ledger.");
    }
    let few = Limits {
        max_pages: 2,
        ..Limits::default()
    };
    let many = read(&file("latex-one-column.pdf"), &Hint::default(), &few);
    assert!(matches!(many, Err(FormatError::TooManyPages { .. })));
    let small = Limits {
        max_unpacked: 1000,
        ..Limits::default()
    };
    let large = read(&file("latex-one-column.pdf"), &Hint::default(), &small);
    assert!(matches!(large, Err(FormatError::UnpacksTooLarge { .. })));
    for cut in [10, 200, 5000, 20_000] {
        let bytes = file("office-one-column.pdf");
        let _ = read(&bytes[..cut], &Hint::default(), &Limits::default());
    }
    assert!(matches!(
        read(b"%PDF-1.7\nnothing", &Hint::default(), &Limits::default()),
        Err(FormatError::Damaged { .. })
    ));
}

/// Lines of text from here down, each at its place.
fn set(lines: &[String], left: f32, top: f32, size: f32, pitch: f32) -> String {
    let mut content = String::new();
    for (i, line) in lines.iter().enumerate() {
        let base = top - pitch * i as f32;
        content += &format!("BT /F {size} Tf 1 0 0 1 {left} {base} Tm ({line}) Tj ET\n");
    }
    content
}

/// Lines of one width: the same words in turned order.
fn even_lines(count: usize, first: &str) -> Vec<String> {
    let words = [
        first, "opened", "band", "phone", "added", "gone", "pond", "head",
    ];
    (0..count)
        .map(|i| {
            let mut words = words.to_vec();
            words.rotate_left(i % 8);
            words.join(" ")
        })
        .collect()
}

#[test]
fn narrow_columns_with_headings_are_read_one_after_the_other() {
    let (left, right) = (even_lines(14, "hound"), even_lines(15, "bound"));
    // 37 letters of 5.56 points and 7 blanks of 2.78 points: 225.2 points, then a gap of nine.
    let content = set(&["Band of hounds".to_owned()], 72.0, 712.0, 14.0, 12.0)
        + &set(&left, 72.0, 700.0, 10.0, 12.0)
        + &set(&right, 306.2, 712.0, 10.0, 12.0);
    let document = document(&page(&content, "", "", &[]));
    let wanted = format!("Band of hounds {} {}", left.join(" "), right.join(" "));
    assert_eq!(words(&document), wanted);
}

#[test]
fn numbers_of_lines_that_go_on_or_stand_at_every_fifth_line_are_none_of_the_text() {
    let lines = even_lines(40, "hound");
    let text = set(&lines, 100.0, 720.0, 11.0, 15.0);
    let numbers = |first: usize, by: usize, size: f32| {
        let numbers: Vec<String> = (0..40 / by)
            .map(|i| format!("{}", first + i * by))
            .collect();
        let top = 720.0 - 15.0 * (by - 1) as f32;
        set(&numbers, 80.0, top, size, 15.0 * by as f32)
    };
    for numbers in [
        numbers(5, 5, 11.0),
        numbers(105, 5, 5.0),
        numbers(141, 1, 5.0),
    ] {
        let document = document(&page(&format!("{text}{numbers}"), "", "", &[]));
        assert_eq!(words(&document), lines.join(" "));
    }
    // A table of years is no margin.
    let years = set(
        &(1990..2000).map(|y| y.to_string()).collect::<Vec<_>>(),
        100.0,
        500.0,
        11.0,
        30.0,
    );
    let above = set(&lines[..4], 100.0, 720.0, 11.0, 15.0);
    let document = document(&page(&format!("{above}{years}"), "", "", &[]));
    assert!(words(&document).contains("1995"));
}

#[test]
fn wide_lines_under_narrow_ones_are_one_paragraph() {
    let narrow = even_lines(20, "hound");
    let mut wide = even_lines(6, "bound");
    wide[5] = "bound and gone.".to_owned();
    let content = set(&narrow, 100.0, 720.0, 11.0, 13.0) + &set(&wide, 100.0, 400.0, 11.0, 27.0);
    let document = document(&page(&content, "", "", &[]));
    let last = document.blocks.last().unwrap();
    assert_eq!(document.text.slice(last.span), wide.join(" "));
}

#[test]
fn questions_and_answers_need_no_full_stop() {
    let said = [
        "DIRECT EXAMINATION",
        "Q   Did you see the van?",
        "A   I saw it at the ramp, and nobody was in",
        "it when I went by.",
        "Q   Who opened the gate?",
        "A   A man whom I had never seen before.",
        "Q   Was that before the alarm?",
        "A   It was after.",
    ];
    let lines: Vec<String> = said
        .iter()
        .cycle()
        .take(24)
        .map(|&l| l.to_owned())
        .collect();
    let numbers: Vec<String> = (1..=24).map(|i| i.to_string()).collect();
    let content = set(&numbers, 72.0, 720.0, 12.0, 26.0) + &set(&lines, 100.0, 720.0, 12.0, 26.0);
    let document = document(&page(&content, "", "", &[]));
    let answers: Vec<&str> = document
        .blocks
        .iter()
        .map(|block| document.text.slice(block.span))
        .collect();
    assert!(answers.contains(&"A I saw it at the ramp, and nobody was in it when I went by."));
    assert!(answers.contains(&"Q Who opened the gate?"));
    assert!(answers.contains(&"A A man whom I had never seen before."));
}

#[test]
fn a_page_of_too_many_steps_is_said_to_be_one() {
    let content = format!("{SAID}{}", "n ".repeat(5_100_000));
    let bytes = page(&content, "", "", &[]);
    let error = read(&bytes, &Hint::default(), &Limits::default()).unwrap_err();
    assert!(
        error.to_string().contains("more steps than are followed"),
        "{error}"
    );
}
