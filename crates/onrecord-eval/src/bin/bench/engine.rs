//! The engine alone, and with the reader of the format, on one core and on two.

use crate::line;
use onrecord_formats::{Hint, Limits};
use onrecord_record::Document;
use std::hint::black_box;
use std::thread;
use std::time::Instant;

/// Rounds over all articles, of which the best counts.
const ROUNDS: usize = 5;

pub(crate) fn measure(texts: &[String]) {
    let documents: Vec<Document> = texts.iter().flat_map(|text| read(text)).collect();
    let words: usize = texts.iter().map(|t| t.split_whitespace().count()).sum();
    let each = words / texts.len();
    line("articles, words each", &format!("{}, {each}", texts.len()));
    // Tables that are built on first use are not part of it.
    documents.iter().take(20).for_each(engine);
    let one = rate(documents.len(), || documents.iter().for_each(engine));
    line("engine alone, one core", &format!("{one:.0} articles/s"));
    let two = rate(documents.len(), || on_two(&documents, engine));
    let times = two / one;
    line(
        "engine alone, two cores",
        &format!("{two:.0} articles/s ({times:.2} times)"),
    );
    let both = rate(texts.len(), || {
        for text in texts {
            read(text).iter().for_each(engine);
        }
    });
    line(
        "format and engine, one core",
        &format!("{both:.0} articles/s"),
    );
}

/// The documents in an article, as from a file.
pub(crate) fn read(text: &str) -> Vec<Document> {
    let read = onrecord_formats::read(text.as_bytes(), &Hint::name("a.txt"), &Limits::default());
    read.map(|read| read.documents).unwrap_or_default()
}

fn engine(document: &Document) {
    black_box(onrecord_language::read(black_box(document)));
}

fn on_two(documents: &[Document], work: fn(&Document)) {
    let (first, second) = documents.split_at(documents.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| first.iter().for_each(work));
        second.iter().for_each(work);
    });
}

/// Items a second, in the best round.
fn rate(items: usize, mut work: impl FnMut()) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    items as f64 / rounds.fold(f64::INFINITY, f64::min)
}
