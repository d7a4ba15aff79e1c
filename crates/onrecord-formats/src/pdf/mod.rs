//! PDF: what its pages paint, read as people read them.
//!
//! A library interprets the file (`canvas` listens to what it paints); all that makes a text of it is
//! here, one module a step: `page` leaves out what cannot be seen, `words` makes words of glyphs,
//! `numbers` and `margins` take out what stands beside the running text, `columns` finds the order,
//! `paragraphs` joins lines, `write` writes the document.
//!
//! Left out, with a warning: words outside the page or of what is shown of it, white words on white,
//! words under bars. Invisible words over a scan are those of an earlier recognition, and are taken.

mod canvas;
mod columns;
mod edges;
mod hyphens;
mod lines;
mod margins;
mod numbers;
mod page;
mod paragraphs;
mod rows;
mod speech;
mod words;
mod write;

use crate::driver::{Sink, Source};
use crate::{FormatError, Hint};
use canvas::Canvas;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::{LoadPdfError, Pdf};
use kurbo::Rect;
use onrecord_record::Warning;
use page::Page;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How far into a file its signature may stand, in bytes.
const HEAD: usize = 1024;

/// Told by its bytes.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    head.windows(5)
        .any(|window| window == b"%PDF-")
        .then(|| "it begins as a PDF does".to_owned())
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let pdf = open(source.bytes)?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(damaged("it has no pages"));
    }
    if count > source.limits.max_pages as usize {
        return Err(FormatError::TooManyPages {
            pages: count as u64,
            limit: source.limits.max_pages,
        });
    }
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    let mut broken: Vec<u32> = Vec::new();
    for (i, page) in pdf.pages().iter().enumerate() {
        let number = i as u32 + 1;
        let read = catch_unwind(AssertUnwindSafe(|| read_page(number, page, &cache)));
        pages.push(read.unwrap_or_else(|_| {
            broken.push(number);
            Page {
                number,
                shown: (612.0, 792.0),
                size: (612.0, 792.0),
                ..Page::default()
            }
        }));
    }
    let numbers = numbers::numbers(&pages);
    let taken = pages
        .iter()
        .zip(&numbers)
        .map(|(page, numbers)| {
            let mut taken = vec![false; page.words.len()];
            for (_, _, word) in numbers.iter().flat_map(|numbers| &numbers.numbers) {
                if let Some(taken) = taken.get_mut(*word) {
                    *taken = true;
                }
            }
            taken
        })
        .collect();
    let margins = margins::margins(&pages, taken);
    let body = margins::body_size(&pages);
    let lines = lines::lines(&pages, &margins, &numbers, body, source.hint.with_redacted);
    let recognised: Vec<bool> = pages.iter().map(|page| page.recognised).collect();
    let paragraphs = paragraphs::paragraphs(&lines, body, &recognised);
    let mut document = write::document(&pages, &margins, &lines, &paragraphs, source.bytes.len());
    document.metadata.because.push(match count {
        1 => "a PDF of 1 page".to_owned(),
        _ => format!("a PDF of {count} pages"),
    });
    if !broken.is_empty() {
        document.warnings.push(Warning {
            code: "damaged-pages".to_owned(),
            message: format!("{} page(s) could not be read: compare with the original", broken.len()),
        });
    }
    sink.document(document);
    Ok(())
}

fn open(bytes: &[u8]) -> Result<Pdf, FormatError> {
    let opened = catch_unwind(|| Pdf::new(bytes.to_vec()));
    match opened {
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(_))) => Err(FormatError::Encrypted),
        Ok(Err(LoadPdfError::Invalid)) => Err(damaged("its table of contents cannot be made out")),
        Err(_) => Err(damaged("its structure makes no sense")),
    }
}

fn damaged(why: &str) -> FormatError {
    FormatError::Damaged {
        what: "a PDF",
        why: why.to_owned(),
    }
}

fn read_page<'a>(
    number: u32,
    page: &hayro_syntax::page::Page<'a>,
    cache: &InterpreterCache<'a>,
) -> Page {
    let shown = page.render_dimensions();
    let mut canvas = Canvas::new(shown.0, shown.1);
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        Rect::new(0.0, 0.0, f64::from(shown.0), f64::from(shown.1)),
        cache,
        page.xref(),
        InterpreterSettings::default(),
    );
    interpret_page(page, &mut context, &mut canvas);
    page::read(number, shown, &canvas, &[])
}
