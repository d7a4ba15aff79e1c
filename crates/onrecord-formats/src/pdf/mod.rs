//! PDF: what its pages paint, read as people read them.
//!
//! A library interprets the file (`canvas` listens to what it paints); all that makes a text of it is
//! here, one module a step: `page` leaves out what cannot be seen, `words` makes words of glyphs,
//! `numbers` and `margins` take out what stands beside the running text, `columns` finds the order,
//! `paragraphs` joins lines, `write` writes the document.
//!
//! The words of every page come together: notes stand after the last paragraph of their page, or before
//! it where it runs over the page's end. Their marks are written `[1]`. Recognised words stay in the
//! recogniser's blocks, paragraphs and lines.
//!
//! Left out, with a warning: words outside the page or of what is shown of it, white words on white,
//! words under bars. Invisible words over a scan are those of an earlier recognition, and are taken.

mod accents;
mod bars;
mod bitmaps;
mod bombs;
mod canvas;
mod columns;
mod edges;
mod hyphens;
mod laid;
mod lines;
mod margins;
mod metadata;
mod numbers;
mod page;
mod paragraphs;
mod pen;
mod pictures;
mod recognised;
mod rows;
mod salvage;
mod scan;
mod speech;
mod words;
mod write;

use crate::driver::{Sink, Source, mark_recognised};
use crate::{FormatError, Hint, Recognise};
use bombs::{Costs, MOST_OPERATORS};
use canvas::Canvas;
use hayro_interpret::{
    Context, Device, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret,
    interpret_page,
};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Resources;
use hayro_syntax::{LoadPdfError, Pdf};
use kurbo::Rect;
pub(crate) use laid::Laid;
use onrecord_record::{Format, Warning};
use page::Page;
use scan::Scan;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How far into a file its signature may stand, in bytes.
const HEAD: usize = 1024;
/// Up to this many characters, a page with a picture over most of it is a scan.
const FEWEST_CHARACTERS: usize = 12;

/// Told by its bytes.
pub(crate) fn sniff(bytes: &[u8], _: &Hint) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    head.windows(5)
        .any(|window| window == b"%PDF-")
        .then(|| "it begins as a PDF does".to_owned())
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    bombs::check_streams(source.bytes, sink.room())?;
    let (pdf, salvaged) = open_or_salvage(source.bytes)?;
    let count = count(&pdf);
    let broken_off = salvaged || salvage::is_cut_off(source.bytes);
    if count > source.limits.max_pages as usize {
        return Err(FormatError::TooManyPages {
            pages: count as u64,
            limit: source.limits.max_pages,
        });
    }
    let mut read = PagesRead::default();
    let cache = InterpreterCache::new();
    let mut costs = Costs::default();
    for (i, page) in pdf.pages().iter().enumerate() {
        read.page(i as u32 + 1, page, &cache, &mut costs, sink)?;
    }
    read.recognise(&pdf, &cache, source.recogniser)?;
    let laid = Laid::of(std::mem::take(&mut read.pages), source.hint.with_redacted);
    if !laid.has_words() && read.scans.is_empty() && laid.redacted() == 0 {
        return Err(match read.why_nothing() {
            FormatError::NothingInIt if broken_off => damaged("what is left of it has no words"),
            why => why,
        });
    }
    let mut document = laid.document(Format::Pdf, source.bytes.len());
    document.metadata.because.push(match count {
        1 => "a PDF of 1 page".to_owned(),
        _ => format!("a PDF of {count} pages"),
    });
    let _ = catch(|| metadata::fill(&mut document, &pdf));
    document
        .warnings
        .extend(laid.warnings(source.hint.with_redacted));
    document.warnings.extend(read.warnings());
    document
        .warnings
        .extend(broken_off.then(|| broken_off_warning(count)));
    if let Some(recogniser) = source.recogniser
        && laid.is_recognised()
    {
        document.warnings.extend(laid.recognised_warning());
        mark_recognised(&mut document, recogniser);
    }
    sink.document(document);
    Ok(())
}

/// Pages in the making.
#[derive(Default)]
struct PagesRead {
    pages: Vec<Page>,
    /// Pages that could not be read, or not wholly.
    broken: Vec<u32>,
    intricate: Vec<u32>,
    /// Pages that are pictures whose words nobody recognised.
    scans: Vec<u32>,
}

impl PagesRead {
    fn page<'a>(
        &mut self,
        number: u32,
        page: &hayro_syntax::page::Page<'a>,
        cache: &InterpreterCache<'a>,
        costs: &mut Costs,
        sink: &mut Sink,
    ) -> Result<(), FormatError> {
        let (own, all) = catch(|| costs.of(page)).unwrap_or_default();
        let with_forms = all.operators <= MOST_OPERATORS;
        let cost = if with_forms { all } else { own };
        sink.unpacked(cost.bytes)?;
        let paints = own.operators <= MOST_OPERATORS;
        if !with_forms {
            self.intricate.push(number);
        }
        let read = catch(|| {
            let shown = size_of(page);
            let mut canvas = Canvas::new(shown.0, shown.1);
            canvas.numbered = bitmaps::are_numbered(page);
            if paints {
                paint(page, cache, &mut canvas, with_forms);
            }
            page::read(number, shown, &canvas, &bars::bars(page))
        });
        let read = read.unwrap_or_else(|| {
            self.broken.push(number);
            Page {
                number,
                shown: (612.0, 792.0),
                size: (612.0, 792.0),
                ..Page::default()
            }
        });
        if !catch(|| salvage::is_whole(page)).unwrap_or(false)
            && self.broken.last() != Some(&number)
        {
            self.broken.push(number);
        }
        if read.has_scan && read.counts.all <= FEWEST_CHARACTERS {
            self.scans.push(number);
        }
        self.pages.push(read);
        Ok(())
    }

    /// Has the words of pages that are pictures recognised.
    fn recognise<'a>(
        &mut self,
        pdf: &'a Pdf,
        cache: &InterpreterCache<'a>,
        recogniser: Option<&dyn Recognise>,
    ) -> Result<(), FormatError> {
        if self.scans.is_empty() {
            return Ok(());
        }
        let Some(recogniser) = recogniser else {
            if self.scans.len() == self.pages.len() {
                let what = match self.pages.len() {
                    1 => "its one page is".to_owned(),
                    count => format!("its {count} pages are"),
                };
                return Err(FormatError::NeedsRecognition { what });
            }
            return Ok(());
        };
        for number in std::mem::take(&mut self.scans) {
            let index = number as usize - 1;
            let Some(page) = pdf.pages().get(index) else {
                continue;
            };
            let shown = size_of(page);
            let painted = catch(|| {
                let mut scan = Scan::new(shown.0, shown.1);
                paint(page, cache, &mut scan, true);
                Some((scan.png()?, scan.dots_per_inch))
            });
            let Some((png, dots)) = painted.flatten() else {
                self.broken.push(number);
                continue;
            };
            let read = recognise_png(number, shown, &png, dots, recogniser)?;
            if let Some(page) = self.pages.get_mut(index) {
                *page = read;
            }
        }
        Ok(())
    }

    /// Why there are no words at all.
    fn why_nothing(&self) -> FormatError {
        if !self.broken.is_empty() {
            return damaged("none of its pages can be read");
        }
        if !self.intricate.is_empty() {
            return FormatError::Unsupported {
                what: "a PDF whose pages are painted with more steps than are followed".to_owned(),
                advice: "print it to a new PDF and add that".to_owned(),
            };
        }
        FormatError::NothingInIt
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn = |pages: &[u32], code: &str, what: &str| {
            if !pages.is_empty() {
                warnings.push(Warning {
                    code: code.to_owned(),
                    message: format!("{} {what}", laid::named(pages)),
                });
            }
        };
        warn(
            &self.scans,
            "needs-ocr",
            "only a picture of the words, which was not read; install Tesseract (Debian and Ubuntu: \
             apt install tesseract-ocr; macOS: brew install tesseract; Windows: the UB Mannheim \
             installer), and add it again",
        );
        warn(
            &self.broken,
            "damaged-pages",
            "damaged and could not be read, or not wholly: get another copy",
        );
        warn(
            &self.intricate,
            "intricate-pages",
            "painted with more steps than are followed, and read only in part: compare with the original",
        );
        warnings
    }
}

/// Recognises the words of a picture of a page of this size in points.
pub(crate) fn recognise_png(
    number: u32,
    shown: (f32, f32),
    png: &[u8],
    dots_per_inch: u32,
    recogniser: &dyn Recognise,
) -> Result<Page, FormatError> {
    let words = recogniser
        .recognise(png, dots_per_inch)
        .map_err(|why| FormatError::NotRecognised { why })?;
    Ok(recognised::page(number, shown, &words, dots_per_inch))
}

/// What `work` gives; nothing where the library it calls gives up.
pub(crate) fn catch<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Opens the file, and where its list of pages is lost, with a list of the pages that are found; whether
/// it had to be.
fn open_or_salvage(bytes: &[u8]) -> Result<(Pdf, bool), FormatError> {
    let whole = match open(bytes) {
        Ok(pdf) if count(&pdf) > 0 => return Ok((pdf, false)),
        Ok(_) => damaged("it has no pages"),
        Err(FormatError::Encrypted) => return Err(FormatError::Encrypted),
        Err(error) => error,
    };
    let salvaged = salvage::with_pages(bytes).and_then(|bytes| open(&bytes).ok());
    match salvaged {
        Some(pdf) if count(&pdf) > 0 => Ok((pdf, true)),
        _ => Err(whole),
    }
}

fn count(pdf: &Pdf) -> usize {
    catch(|| pdf.pages().len()).unwrap_or(0)
}

fn broken_off_warning(pages: usize) -> Warning {
    let found = match pages {
        1 => "1 page was".to_owned(),
        count => format!("{count} pages were"),
    };
    Warning {
        code: "broken-off".to_owned(),
        message: format!(
            "the file is damaged or cut off: {found} found in it and read as far as they go, and \
             others may be missing: get another copy"
        ),
    }
}

fn open(bytes: &[u8]) -> Result<Pdf, FormatError> {
    match catch(|| Pdf::new(bytes.to_vec())) {
        Some(Ok(pdf)) => Ok(pdf),
        Some(Err(LoadPdfError::Decryption(_))) => Err(FormatError::Encrypted),
        Some(Err(LoadPdfError::Invalid)) => Err(damaged("its parts cannot be found")),
        None => Err(damaged("its structure makes no sense")),
    }
}

fn damaged(why: &str) -> FormatError {
    FormatError::Damaged {
        what: "a PDF",
        why: why.to_owned(),
    }
}

/// Longest side of a page that is believed, in points.
const LONGEST_SIDE: f32 = 20_000.0;

/// Width and height of a page as it is shown, in points.
fn size_of(page: &hayro_syntax::page::Page<'_>) -> (f32, f32) {
    let (width, height) = page.render_dimensions();
    let side = |side: f32| {
        if side.is_finite() {
            side.clamp(1.0, LONGEST_SIDE)
        } else {
            612.0
        }
    };
    (side(width), side(height))
}

/// Paints a page on a device, in points from the upper left corner.
fn paint<'a>(
    page: &hayro_syntax::page::Page<'a>,
    cache: &InterpreterCache<'a>,
    device: &mut impl Device<'a>,
    with_forms: bool,
) {
    let (width, height) = size_of(page);
    let settings = InterpreterSettings {
        render_content: if with_forms {
            RenderContent::all()
        } else {
            RenderContent::PAGE
        },
        ..InterpreterSettings::default()
    };
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        cache,
        page.xref(),
        settings,
    );
    if with_forms {
        interpret_page(page, &mut context, device);
    } else {
        let resources = Resources {
            x_objects: Dict::empty(),
            ..page.resources().clone()
        };
        interpret(page.typed_operations(), &resources, &mut context, device);
    }
}
