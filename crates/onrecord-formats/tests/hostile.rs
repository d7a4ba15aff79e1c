//! Pages that would take a tree builder minutes are taken whole.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use onrecord_formats::{Hint, Limits, read};
use onrecord_record::Format;

fn warnings(page: &str) -> Vec<String> {
    let hint = Hint {
        format: Some(Format::Html),
        ..Hint::default()
    };
    let read = read(page.as_bytes(), &hint, &Limits::default()).ok();
    let document = read.and_then(|read| read.documents.into_iter().next());
    let warnings = document.map(|document| document.warnings);
    let warnings = warnings.unwrap_or_default();
    warnings
        .into_iter()
        .map(|warning| warning.message)
        .collect()
}

fn is_taken_whole(page: &str) -> bool {
    warnings(page)
        .iter()
        .any(|message| message.starts_with("the page is too large"))
}

#[test]
fn a_page_with_an_endless_tag_or_endless_references_is_taken_whole() {
    let attributes: String = (0..3000).map(|i| format!("a{i}=1 ")).collect();
    assert!(is_taken_whole(&format!("<body><p {attributes}>words")));
    assert!(is_taken_whole(&format!(
        "<body><p>{}",
        "&amp;".repeat(20_000)
    )));
    assert!(is_taken_whole(&format!("<body><p>{}", "&".repeat(40_000))));
}

#[test]
fn a_long_article_with_references_is_not() {
    let paragraph = "<p>The ledger of Moon &amp; Sons was read out, and nobody disputed it.</p>\n";
    let page = format!("<body><article>{}</article>", paragraph.repeat(5000));
    assert!(!is_taken_whole(&page));
}
