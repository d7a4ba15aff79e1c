//! A large case made with the library: whether adding stays as fast as it began.

use crate::articles::Articles;
use crate::engine::read;
use crate::{line, megabytes};
use anyhow::Result;
use onrecord_case::{Arrival, Case, Content, Occurrence, ReadDocument};
use std::path::Path;
use std::time::{Duration, Instant};

/// The first and last so many are compared.
const SLICE: usize = 1000;

pub(crate) fn measure(count: usize, folder: &Path) -> Result<()> {
    let path = folder.join("library.case");
    let mut case = Case::create(&path)?;
    let mut spent: Vec<(Duration, Duration)> = Vec::with_capacity(count);
    let mut adding = case.adding();
    for (number, text) in Articles::new().take(count).enumerate() {
        let start = Instant::now();
        let documents: Vec<ReadDocument> = read(&text).into_iter().map(read_in).collect();
        let reading = start.elapsed();
        let start = Instant::now();
        adding.add(Arrival {
            content: Content::Bytes(text.as_bytes()),
            place: Occurrence::at(&format!("articles/{number:05}.txt")),
            documents: &documents,
            unread: &[],
        })?;
        spent.push((reading, start.elapsed()));
    }
    adding.finish()?;
    let slice = SLICE.min(count);
    let first = spent.get(..slice).unwrap_or_default();
    let last = spent.get(count - slice..).unwrap_or_default();
    let rates = |what: &str, of: fn(&(Duration, Duration)) -> Duration| {
        let rate = |part: &[(Duration, Duration)]| {
            part.len() as f64 / part.iter().map(of).sum::<Duration>().as_secs_f64()
        };
        let (first, last) = (rate(first), rate(last));
        let ratio = last / first;
        line(
            what,
            &format!("first {slice}: {first:.0}/s, last {slice}: {last:.0}/s, ratio {ratio:.2}"),
        );
    };
    rates("adding: reading and storing, one core", |(r, s)| *r + *s);
    rates("adding: storing alone", |(_, s)| *s);
    let counts = case.counts()?;
    let size = std::fs::metadata(&path)?.len();
    line(
        "case on disk",
        &format!(
            "{} for {} documents of {} with {} lines",
            megabytes(size),
            counts.documents,
            megabytes(counts.bytes),
            counts.lines
        ),
    );
    drop(case);
    std::fs::remove_file(path)?;
    Ok(())
}

fn read_in(document: onrecord_record::Document) -> ReadDocument {
    let reading = onrecord_language::read(&document);
    ReadDocument::new(document, reading)
}
