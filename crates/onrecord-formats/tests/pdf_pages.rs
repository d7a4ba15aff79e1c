//! What stands on the pages of a PDF beside its running text: numbers, stamps, notes, marks.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod made;

use made::{check, document, file, page, pages, pdf, prose, say, stream, words};
use onrecord_record::{AsideKind, BlockKind, Document};

/// A page of running text with something beside it; `from` counts its lines.
fn text_page(from: usize, beside: &str) -> String {
    let mut content = beside.to_owned();
    for (i, line) in prose(from, 20).iter().enumerate() {
        content += &say(11.0, 72.0, 680.0 - 15.0 * i as f32, line);
    }
    content
}

fn asides(document: &Document, kind: AsideKind) -> Vec<&str> {
    let asides = document.places.asides.iter();
    asides
        .filter(|aside| aside.kind == kind)
        .map(|aside| aside.words.as_str())
        .collect()
}

fn line_of(document: &Document, words: &str) -> Option<u32> {
    let at = document.text.as_str().find(words).unwrap();
    let span = document.text.span(at..at + words.len()).unwrap();
    document.places.line(span).map(|line| line.number)
}

#[test]
fn stamps_that_count_are_taken_out() {
    for prefix in ["DEF-", "ABC"] {
        let stamp = |i: usize| format!("{prefix}{:06}", 123 + i);
        let contents: Vec<String> = (0..4)
            .map(|i| text_page(20 * i, &say(9.0, 480.0, 30.0, &stamp(i))))
            .collect();
        let found = document(&pages(&contents));
        check(&found);
        assert!(!words(&found).contains(prefix), "{prefix}");
        assert_eq!(asides(&found, AsideKind::Bates).len(), 4);
        for (i, page) in found.places.pages.iter().enumerate() {
            assert_eq!(page.bates.as_deref(), Some(stamp(i).as_str()));
        }
    }
    let single = document(&pages(&[text_page(0, &say(9.0, 480.0, 30.0, "ABC00012"))]));
    assert_eq!(single.places.pages[0].bates.as_deref(), Some("ABC00012"));
}

#[test]
fn printed_numbers_of_pages_are_labels() {
    let roman = ["ii", "iii", "iv", "v"];
    for (labels, say_as) in [
        (["111", "112", "113", "114"], "Page "),
        (roman, ""),
        (roman, "- "),
    ] {
        let contents: Vec<String> = (0..4)
            .map(|i| {
                let number = format!(
                    "{say_as}{}{}",
                    labels[i],
                    if say_as == "- " { " -" } else { "" }
                );
                text_page(20 * i, &say(10.0, 290.0, 40.0, &number))
            })
            .collect();
        let found = document(&pages(&contents));
        check(&found);
        let read: Vec<&str> = found
            .places
            .pages
            .iter()
            .filter_map(|page| page.label.as_deref())
            .collect();
        assert_eq!(read, labels, "{say_as}");
        assert_eq!(asides(&found, AsideKind::Footer).len(), 4);
        assert!(!words(&found).contains("Page"));
    }
}

#[test]
fn lines_of_a_transcript_carry_their_numbers() {
    let mut contents = Vec::new();
    for p in 0..2 {
        let mut content = say(10.0, 500.0, 750.0, &format!("Page {}", 41 + p));
        for i in 1..=25u32 {
            let y = 740.0 - 26.0 * i as f32;
            content += &say(12.0, if i < 10 { 78.0 } else { 72.0 }, y, &i.to_string());
            let n = 100 * (p + 1) + i;
            let line = match i % 4 {
                1 => format!("Q.   Did you see the van at gate {n}"),
                2 => format!("on the evening of the fire by lamp {n}?"),
                3 => format!("A.   I saw a light there and heard {n}"),
                _ => format!("somebody close the door of shed {n}."),
            };
            content += &say(12.0, if i % 2 == 1 { 140.0 } else { 110.0 }, y, &line);
        }
        contents.push(content);
    }
    let found = document(&pages(&contents));
    check(&found);
    assert_eq!(found.places.lines.len(), 50);
    assert_eq!(line_of(&found, "shed 112"), Some(12));
    assert_eq!(line_of(&found, "gate 225"), Some(25));
    assert_eq!(found.places.pages[1].label.as_deref(), Some("42"));
    let answers = found.text.as_str().matches("\nA. ").count();
    assert!(answers >= 12, "{answers}");
    assert!(
        found
            .text
            .as_str()
            .contains("gate 101 on the evening of the fire by lamp 102?")
    );
}

#[test]
fn lines_of_a_pleading_carry_the_number_beside_them() {
    // Numbers every 24 points; the text set in double and in single space, not quite level with them.
    for (pitch, off) in [(24.0f32, 0.0f32), (24.0, 5.0), (12.0, -3.0), (23.6, 2.0)] {
        let mut content = String::new();
        for i in 1..=28u32 {
            let x = if i < 10 { 60.0 } else { 54.0 };
            content += &say(12.0, x, 740.0 - 24.0 * i as f32, &i.to_string());
        }
        let count = (24.0 * 27.0 / pitch) as usize;
        let mut wanted = Vec::new();
        for (i, line) in prose(0, count).iter().enumerate() {
            let y = 716.0 - off - pitch * i as f32;
            content += &say(12.0, 100.0, y, line);
            let nearest = ((740.0 - y) / 24.0).round() as u32;
            wanted.push((format!("depot {}", 1000 + i), nearest, (740.0 - y) / 24.0));
        }
        let found = document(&pages(&[content]));
        check(&found);
        assert!(
            words(&found).starts_with("the ledger of depot 1000"),
            "{}",
            words(&found)
        );
        for (words, nearest, exact) in wanted {
            let line = line_of(&found, &words);
            if (exact - nearest as f32).abs() < 0.35 {
                assert_eq!(line, Some(nearest), "{pitch} {off} {words} {exact}");
            }
        }
    }
}

#[test]
fn words_that_stand_sideways_break_no_line() {
    let plain = words(&document(&pages(&[text_page(0, "")])));
    for sideways in [
        // Up the left margin, down the right one, and over the text.
        "BT /F 10 Tf 0 1 -1 0 30 300 Tm (RECEIVED BY THE CLERK) Tj ET\n",
        "BT /F 10 Tf 0 -1 1 0 590 500 Tm (RECEIVED BY THE CLERK) Tj ET\n",
        "0.8 g BT /F 60 Tf 0 1 -1 0 320 200 Tm (RECEIVED BY THE CLERK) Tj ET 0 g\n",
        "0.8 g BT /F 60 Tf 0.7 0.7 -0.7 0.7 120 200 Tm (DRAFT) Tj ET 0 g\n",
    ] {
        for first in [true, false] {
            let mut content = text_page(0, "");
            content.insert_str(if first { 0 } else { content.len() }, sideways);
            let found = document(&pages(&[content]));
            check(&found);
            assert!(
                words(&found).contains(&plain),
                "{sideways} {}",
                words(&found)
            );
        }
    }
}

const SHEETS: [&str; 4] = [
    "the first box",
    "sheet nine",
    "the last folder",
    "the index",
];

/// Pages whose paragraphs run over their ends, each with a note under its text.
fn noted(ends: bool) -> Vec<u8> {
    let mut contents = Vec::new();
    for (p, sheet) in SHEETS.iter().enumerate() {
        let mut content = String::new();
        for (i, mut line) in prose(100 * p, 30).into_iter().enumerate() {
            let y = 700.0 - 15.0 * i as f32;
            if i == 9 {
                line = "and said so when he was asked about it.".to_owned();
                content += &say(7.0, 269.8, y + 5.0, &(p + 1).to_string());
            }
            if i == 10 && ends {
                line = line.replacen("the ", "The ", 1);
            }
            content += &say(11.0, 72.0, y, &line);
        }
        content += "0.5 w 72 130 m 200 130 l S\n";
        content += &say(6.0, 72.0, 118.0, &(p + 1).to_string());
        content += &say(
            9.0,
            78.0,
            114.0,
            &format!("See {} of the inventory.", sheet),
        );
        contents.push(content);
    }
    pages(&contents)
}

#[test]
fn every_page_comes_once_though_paragraphs_run_over_its_end() {
    for ends in [true, false] {
        let found = document(&noted(ends));
        check(&found);
        let numbers: Vec<u32> = found.places.pages.iter().map(|p| p.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        let notes: Vec<&str> = found
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Footnote)
            .map(|block| found.text.slice(block.span))
            .collect();
        assert_eq!(notes.len(), 4, "{}", found.text.as_str());
        let text = words(&found);
        assert!(
            text.contains("about it.[2] "),
            "{}",
            text.get(..900).unwrap()
        );
        assert_eq!(notes[2], "[3] See the last folder of the inventory.");
        let text = found.text.as_str();
        // The sentence over the end of the first page is not cut in two by its note.
        assert!(text.contains(
            "depot 1029 was kept by Ada Moon and read by the clerk who the ledger of depot 1100"
        ));
    }
}

#[test]
fn marks_of_notes_stand_in_brackets() {
    let content = say(12.0, 72.0, 700.0, "Nobody had asked him about it.")
        + &say(7.0, 239.0, 705.0, "1")
        + &say(12.0, 246.0, 700.0, "He had assumed it.");
    let found = document(&page(&content, "", "", &[]));
    assert_eq!(
        words(&found),
        "Nobody had asked him about it.[1] He had assumed it."
    );
    let mark = found
        .places
        .words
        .iter()
        .find(|w| found.text.slice(w.span) == "[1]")
        .unwrap();
    assert!(mark.edges[0] > 2380 && mark.edges[2] < 2450, "{mark:?}");
    // A power and an ordinal are no notes.
    let content = say(12.0, 72.0, 700.0, "It was 40 m")
        + &say(7.0, 132.7, 705.0, "2")
        + &say(12.0, 140.0, 700.0, "on the 10")
        + &say(7.0, 190.2, 705.0, "th");
    let found = document(&page(&content, "", "", &[]));
    assert_eq!(words(&found), "It was 40 m2 on the 10th");
}

#[test]
fn accents_and_their_letters_are_one() {
    let found = document(&file("latex-accents.pdf"));
    assert_eq!(
        words(&found),
        "José Smüller and Zoë met Élise Novák, Åsa Čapek and François Brontë in Malmö; \
         naïve Père Oleña said so."
    );
    check(&found);
    // The accent after its letter.
    let content = "BT /F 12 Tf 72 700 Td (Jos) Tj (e) Tj -0.3 0 Td ET \
                   BT /F 12 Tf 92 700 Td (\\264) Tj ET BT /F 12 Tf 110 700 Td (said) Tj ET";
    let found = document(&page(content, "", "", &[]));
    assert_eq!(words(&found), "José said");
    // Accents that stand for themselves stay.
    let content = say(12.0, 72.0, 700.0, "Press ` and ^ and ~ here");
    assert_eq!(
        words(&document(&page(&content, "", "", &[]))),
        "Press ` and ^ and ~ here"
    );
}

/// A page in a typewriter's font that is not in the paper, whose letters are all 604 thousandths wide.
fn typewritten(content: &str) -> Vec<u8> {
    let widths = "604 ".repeat(224);
    pdf(
        &[
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R\
             /Resources<</Font<</F 5 0 R>>>>>>"
                .to_owned(),
            stream("", content),
            format!(
                "<</Type/Font/Subtype/TrueType/BaseFont/HarbourTypewriter/Encoding/WinAnsiEncoding\
                 /FirstChar 32/LastChar 255/Widths[{widths}]/FontDescriptor 6 0 R>>"
            ),
            "<</Type/FontDescriptor/FontName/HarbourTypewriter/Flags 32/ItalicAngle 0/Ascent 800\
             /Descent -200/CapHeight 700/StemV 80/FontBBox[0 -200 604 800]>>"
                .to_owned(),
        ],
        "",
    )
}

#[test]
fn letters_of_a_font_that_is_not_there_keep_together() {
    let line = |y: u32, words: &str| format!("BT /F 10.5 Tf -0.34 Tc 72 {y} Td ({words}) Tj ET\n");
    let content = line(
        700,
        "Mr. Wall said: Well, we waited while Mimi Womm went West.",
    ) + &line(680, "WE MAY WIN. Will you, will Wim, will Milly \\(iii\\)?");
    let found = document(&typewritten(&content));
    check(&found);
    assert_eq!(
        words(&found),
        "Mr. Wall said: Well, we waited while Mimi Womm went West. WE MAY WIN. Will you, will Wim, \
         will Milly (iii)?"
    );
}

#[test]
fn dashes_printed_with_the_soft_hyphen_are_kept() {
    let content = say(
        11.0,
        72.0,
        700.0,
        "She would have come to the office on that day if it \\255\\255",
    ) + &say(
        11.0,
        72.0,
        685.0,
        "if anybody had asked her to, but nobody had, she said \\255",
    ) + &say(
        11.0,
        72.0,
        670.0,
        "or nobody she knew of, or would have named. The har\\255",
    ) + &say(
        11.0,
        72.0,
        655.0,
        "bour was closed in that winter, and the self\\255made men of it",
    );
    let found = words(&document(&pages(&[content])));
    assert!(found.contains("day if it -- if anybody had"), "{found}");
    assert!(found.contains("she said - or nobody"), "{found}");
    assert!(found.contains("named. The harbour was closed"), "{found}");
    assert!(found.contains("the self-made men"), "{found}");
}
