use crate::{FormatError, Hint, Limits, read};
use onrecord_record::Document;

fn document(rtf: &str) -> Document {
    let read = read(rtf.as_bytes(), &Hint::default(), &Limits::default()).unwrap();
    read.documents.into_iter().next().unwrap()
}

fn text(inside: &str) -> String {
    document(&format!("{{\\rtf1\\ansi\\ansicpg1252 {inside}}}"))
        .text
        .as_str()
        .to_owned()
}

#[test]
fn smart_quotes_and_signs_are_kept_however_they_are_written() {
    assert_eq!(
        text(
            r"\ldblquote No\rdblquote , she said. \lquote It\rquote s me\emdash not him\endash \bullet"
        ),
        "“No”, she said. ‘It’s me—not him–•"
    );
    assert_eq!(
        text(r"\'93No\'94, she said. It\'92s me\'97caf\'e9"),
        "“No”, she said. It’s me—café"
    );
    assert_eq!(
        text(r"\u8220 ?No\u8221\'94 \uc0\u8217 s\uc2\u233 ??x"),
        "“No” ’séx"
    );
    assert_eq!(
        text(r"{\uc1\u-10179?\u-8937?} a\~b c\_d co\-op"),
        "\u{1F517} a\u{A0}b c\u{2011}d coop"
    );
    assert_eq!(text(r"\{braces\} and \\"), "{braces} and \\");
}

#[test]
fn a_character_of_two_halves_is_whole_with_a_word_between_them() {
    assert_eq!(text(r"\uc0 \u55357\uc1 \u56425\'3f x"), "\u{1F469} x");
}

#[test]
fn bytes_are_those_of_their_font() {
    let fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}}";
    assert_eq!(
        text(&format!(
            r"{fonts}\f0 caf\'e9 \f1 \'cc\'e8\'eb\'ee \f2 \'8f\'d8\'90l \f3 a\'b7"
        )),
        "café Мило 証人 α•"
    );
}

#[test]
fn paragraphs_lines_and_tables() {
    assert_eq!(
        text("One\\par\r\nTwo\\line three\\tab four\\\nfive"),
        "One\n\nTwo\nthree\tfour\n\nfive"
    );
    let row = |a: &str, b: &str| format!(r"\trowd\cellx1\cellx2\pard\intbl {a}\cell {b}\cell\row ");
    assert_eq!(
        text(&format!(
            r"{}{}\pard After\par",
            row("a", "b"),
            row("c", "")
        )),
        "a\tb\nc\n\nAfter"
    );
}

#[test]
fn numbers_of_lists_are_those_shown() {
    let item = |label: &str, level: u8, words: &str| {
        format!(r"{{\listtext\pard\plain {label}\tab}}\pard\ls1\ilvl{level} {words}\par ")
    };
    let body = item("1.", 0, "One")
        + &item("2.", 0, "Two")
        + &item("(a)", 1, "Sub")
        + &item("3.", 0, "Three");
    let found = document(&format!("{{\\rtf1 {body}}}"));
    assert_eq!(found.text.as_str(), "1. One\n2. Two\n(a) Sub\n3. Three");
    let numbers: Vec<&str> = found
        .places
        .paragraphs
        .iter()
        .map(|p| p.number.as_str())
        .collect();
    assert_eq!(numbers, ["1", "2", "2a", "3"]);
}

#[test]
fn what_is_not_shown_is_left_out() {
    assert_eq!(
        text(
            r#"{\*\unknown words}{\pict\pngblip 89504e47}A{\v hidden}B{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}{\object{\*\objdata 0105}{\result R}}{\bin5 }}}}}C"#
        ),
        "ABlinkRC"
    );
    let found = document(
        r"{\rtf1{\header Top\par}{\footer Page 1}{\info{\title T}{\author A B}{\revtim\yr2021\mo3\dy9\hr16\min5}}Body{\v no}}",
    );
    assert_eq!(found.text.as_str(), "Body");
    let asides: Vec<String> = found
        .places
        .asides
        .iter()
        .map(|a| format!("{:?} {}", a.kind, a.words))
        .collect();
    assert_eq!(asides, ["Header Top", "Footer Page 1"]);
    assert_eq!(found.metadata.title.unwrap().value, "T");
    assert_eq!(
        found.metadata.modified.unwrap().value.time.as_deref(),
        Some("16:05")
    );
}

#[test]
fn notes_changes_and_comments() {
    let found = document(
        r"{\rtf1{\*\revtbl{Unknown;}{Tom Vane;}}I saw {\deleted\revauthdel1\revdttmdel663962240 a grey }{\revised\revauth1\revdttm663962241 a blue }car.{\super\chftn{\footnote\pard\plain{\super\chftn} At 212.}} {\*\atrfstart 1}He{\*\atrfend 1}{\*\atnid IM}{\*\atnauthor Ines Marlow}\chatn{\*\annotation{\*\atnref 1}{\*\atndate 663962240}\pard Who?} left.\par}",
    );
    assert_eq!(
        found.text.as_str(),
        "I saw a blue car.[1] He left.\n\n[1] At 212."
    );
    let asides: Vec<String> = found
        .places
        .asides
        .iter()
        .map(|a| {
            let span = a.span.map(|span| found.text.slice(span)).unwrap_or("-");
            let (author, date) = (a.author.as_deref(), a.date.as_deref());
            format!(
                "{:?}|{}|{span}|{}|{}",
                a.kind,
                a.words,
                author.unwrap_or("-"),
                date.unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(
        asides,
        [
            "Deleted|a grey||Tom Vane|2021-03-08T10:00:00",
            "Inserted||a blue|Tom Vane|2021-03-08T10:01:00",
            "Comment|Who?|He|Ines Marlow|2021-03-08T10:00:00"
        ]
    );
}

#[test]
fn the_dialect_of_textedit_is_read() {
    let rtf = "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2761\n\\cocoatextscaling0{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;\\f1\\fnil\\fcharset0 Menlo;}\n{\\colortbl;\\red255\\green255\\blue255;}\n\\paperw11900\\f0\\fs24 \\cf0 Dear Ms. Okoye,\\\n\\\nI didn\\'92t see him. \\uc0\\u8220 Never\\u8221 .\\\n{\\listtext\t\\uc0\\u8226 \t}the lamp\\\n}";
    assert_eq!(
        document(rtf).text.as_str(),
        "Dear Ms. Okoye,\n\nI didn’t see him. “Never”.\n\n• the lamp"
    );
}

#[test]
fn words_lead_back_to_their_bytes() {
    let rtf = r"{\rtf1\ansi One \b two\b0  caf\'e9\par}";
    let found = document(rtf);
    assert_eq!(found.text.as_str(), "One two café");
    let of = |words: &str| {
        let at = found.text.as_str().find(words).unwrap();
        let span = found.text.span(at..at + words.len()).unwrap();
        let ranges = found.map.original(span).into_iter();
        ranges
            .map(|r| &rtf[r.start as usize..r.end as usize])
            .collect::<Vec<_>>()
    };
    assert_eq!(of("two"), ["two"]);
    assert_eq!(of("café"), [r"caf\'e9"]);
}

#[test]
fn a_cut_file_and_one_that_is_too_deep() {
    let found = document(r"{\rtf1 {\b Words and");
    assert_eq!(found.text.as_str(), "Words and");
    assert_eq!(found.warnings[0].code, "damaged");
    let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
    let refused = read(deep.as_bytes(), &Hint::default(), &Limits::default());
    assert!(matches!(refused, Err(FormatError::TooNested { .. })));
}

#[test]
fn black_on_black_is_a_failed_redaction() {
    let paper = r"{\rtf1\ansi{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}\pard Seen by {\highlight1 Nora Quill}{\chcbpat1\cf2  shown}.\par\pard\cbpat1 Heading {\cf1 secret}\par}";
    let found = document(paper);
    assert_eq!(found.text.as_str(), "Seen by  shown.\n\nHeading");
    assert_eq!(found.warnings[0].code, "failed-redaction");
    assert!(
        found.warnings[0].message.contains("15 characters"),
        "{:?}",
        found.warnings
    );
    assert_eq!(found.places.asides.len(), 2);
}
