//! What must hold for the engine, and for every view of what it read.

use onrecord_record::{Day, Document, Reading, Text};
use onrecord_views::terminal::Style;
use onrecord_views::{ReadingView, json, markdown, report, terminal};
use serde_json::Value;

/// Reads a text with and without a date: every span slices, every line has words, the same text
/// gives the same reading, and every view of it can be made.
pub fn language_read(text: &str) {
    let dated = Document::from_text(text, Day::new(2021, 3, 9));
    let reading = onrecord_language::read(&dated);
    check_spans(&dated.text, &reading);
    check_lines(&dated, &reading);
    assert!(
        onrecord_language::read(&dated) == reading,
        "read twice, it is another reading"
    );
    check_views(&dated, &reading);

    let undated = Document::from_text(text, None);
    let reading = onrecord_language::read(&undated);
    check_spans(&undated.text, &reading);
}

fn check_spans(text: &Text, reading: &Reading) {
    let mut at = 0;
    for token in &reading.tokens {
        assert!(!token.span.is_empty(), "a token without characters");
        assert!(token.span.start() >= at, "tokens overlap");
        at = token.span.end();
        assert!(text.span(token.span.range()).is_some(), "a token is cut");
    }
    for sentence in &reading.sentences {
        assert!(text.span(sentence.span.range()).is_some());
        assert!(sentence.first <= sentence.last);
        assert!(sentence.last as usize <= reading.tokens.len());
    }
    let stored = serde_json::to_value(reading).expect("a reading can be written");
    check_value(text, &stored);
    let back: Reading = serde_json::from_value(stored).expect("and read back");
    assert!(
        back.statements == reading.statements && back.entities == reading.entities,
        "stored and read back, it is another reading"
    );
}

/// Every pair of `start` and `end`, wherever in the reading it stands, is a span of the text.
fn check_value(text: &Text, value: &Value) {
    match value {
        Value::Object(fields) => {
            let offset = |name| fields.get(name).and_then(Value::as_u64);
            if let (Some(start), Some(end)) = (offset("start"), offset("end")) {
                let span = text.span(start as usize..end as usize);
                assert!(span.is_some(), "{start}..{end} is no span of the text");
            }
            fields.values().for_each(|field| check_value(text, field));
        }
        Value::Array(items) => items.iter().for_each(|item| check_value(text, item)),
        _ => {}
    }
}

/// Every line rests on words, and its anchors carry just these.
fn check_lines(document: &Document, reading: &Reading) {
    for (line, anchors) in onrecord_case::anchors(document, reading) {
        assert!(!line.evidence.is_empty(), "a line without words: {line:?}");
        for (evidence, anchor) in line.evidence.iter().zip(&anchors) {
            let words = document.text.slice(evidence.span);
            assert!(!words.is_empty(), "evidence without words: {line:?}");
            assert_eq!(anchor.words, words);
        }
    }
}

fn check_views(document: &Document, reading: &Reading) {
    let view = ReadingView::new(document, reading, "paper.txt");
    let shown = terminal::reading(&view, &Style::default());
    // What a document holds may not command the terminal.
    let commands = |c: char| c.is_control() && c != '\n';
    assert!(!shown.contains(commands), "a control character is shown");
    let page = report::document(&view);
    assert_eq!(page.matches("<script").count(), 1, "a script of the text's");
    let line = json::line(&view);
    let _: Value = serde_json::from_str(&line).expect("JSON");
    markdown::reading(&view);
}
