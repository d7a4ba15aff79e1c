//! The engine alone, and with the reader of the format, on one core and on two.

use crate::line;
use onrecord_formats::{Hint, Limits};
use onrecord_record::Document;
use std::fmt;
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
    let all = || documents.iter().for_each(engine);
    let one = rate(documents.len(), || processor_time(all));
    let two = rate(documents.len(), || on_two(&documents, engine));
    let both = rate(texts.len(), || {
        processor_time(|| {
            for text in texts {
                read(text).iter().for_each(engine);
            }
        })
    });
    line("engine alone, one core", &one.to_string());
    line("engine alone, two cores", &two.to_string());
    line("  two cores to one", &two.to(&one));
    line("format and engine, one core", &both.to_string());
}

/// The documents in an article, as from a file.
pub(crate) fn read(text: &str) -> Vec<Document> {
    let read = onrecord_formats::read(text.as_bytes(), &Hint::name("a.txt"), &Limits::default());
    read.map(|read| read.documents).unwrap_or_default()
}

fn engine(document: &Document) {
    black_box(onrecord_language::read(black_box(document)));
}

/// Half of the work on another thread; the processor time of the one that took longer, in seconds.
fn on_two(documents: &[Document], work: fn(&Document)) -> f64 {
    let (first, second) = documents.split_at(documents.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| processor_time(|| first.iter().for_each(work)));
        let own = processor_time(|| second.iter().for_each(work));
        own.max(other.join().unwrap_or(f64::INFINITY))
    })
}

/// The seconds this thread ran on a processor while it did some work; as long as it took, where the
/// system does not tell.
fn processor_time(work: impl FnOnce()) -> f64 {
    let ran = || {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse::<f64>().ok()
    };
    let (before, start) = (ran(), Instant::now());
    work();
    let took = start.elapsed().as_secs_f64();
    ran()
        .zip(before)
        .map_or(took, |(after, before)| (after - before) / 1e9)
}

/// Articles a second, in the best round.
struct Rate {
    /// By the clock on the wall, in which others may have had the processor.
    clock: f64,
    /// By the time on the processor.
    processor: f64,
}

impl Rate {
    /// How many times `other` this is.
    fn to(&self, other: &Self) -> String {
        let (clock, processor) = (self.clock / other.clock, self.processor / other.processor);
        format!("{clock:.2} times by the clock, {processor:.2} by processor time")
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { clock, processor } = self;
        write!(
            f,
            "{clock:.0} articles/s by the clock, {processor:.0} by processor time"
        )
    }
}

/// The rate of work on so many items that tells its processor time.
fn rate(items: usize, mut work: impl FnMut() -> f64) -> Rate {
    let (mut clock, mut processor) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        processor = work().min(processor);
        clock = start.elapsed().as_secs_f64().min(clock);
    }
    Rate {
        clock: items as f64 / clock,
        processor: items as f64 / processor,
    }
}
