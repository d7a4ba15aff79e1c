//! Pages laid out: from their words to a document. Pictures of pages are laid out the same way.

use super::lines::{self, Line};
use super::margins::{self, Margins};
use super::page::Page;
use super::paragraphs::{self, Paragraph};
use super::{numbers, write};
use onrecord_record::{Document, Format, Warning};

/// From this share on, unknown characters are worth a warning.
const MOST_NAMED: usize = 12;

/// All pages with what was made out of them.
pub(crate) struct Laid {
    pages: Vec<Page>,
    margins: Vec<Margins>,
    lines: Vec<Line>,
    paragraphs: Vec<Paragraph>,
}

impl Laid {
    /// Lays out pages.
    pub(crate) fn of(pages: Vec<Page>, with_redacted: bool) -> Self {
        let body = margins::body_size(&pages);
        let numbers = numbers::numbers(&pages, body);
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
        let lines = lines::lines(&pages, &margins, &numbers, body, with_redacted);
        let recognised: Vec<bool> = pages
            .iter()
            .map(|page| page.recognised || page.has_layer)
            .collect();
        let paragraphs = paragraphs::paragraphs(&lines, body, &recognised);
        Self {
            pages,
            margins,
            lines,
            paragraphs,
        }
    }

    /// The document. `bytes` is the size of the original.
    pub(crate) fn document(&self, format: Format, bytes: usize) -> Document {
        let mut document = write::document(
            &self.pages,
            &self.margins,
            &self.lines,
            &self.paragraphs,
            bytes,
        );
        document.format = format;
        document
    }

    pub(super) fn has_words(&self) -> bool {
        self.lines.iter().any(|line| !line.words.is_empty())
            || self
                .margins
                .iter()
                .any(|margins| !margins.asides.is_empty())
    }

    pub(super) fn redacted(&self) -> usize {
        self.pages.iter().map(|page| page.counts.redacted).sum()
    }

    pub(super) fn is_recognised(&self) -> bool {
        self.pages.iter().any(|page| page.recognised)
    }

    /// Which pages were recognised, and how surely.
    pub(crate) fn recognised_warning(&self) -> Option<Warning> {
        let pages: Vec<u32> = self
            .pages
            .iter()
            .filter(|page| page.recognised)
            .map(|page| page.number)
            .collect();
        if pages.is_empty() {
            return None;
        }
        let sure: Vec<u32> = self
            .pages
            .iter()
            .flat_map(|page| &page.words)
            .filter_map(|word| word.confidence.map(u32::from))
            .collect();
        let sum: u32 = sure.iter().sum();
        let how = match u32::try_from(sure.len()) {
            Ok(count) if count > 0 => {
                format!("{count} words, {} of 100 sure on average", sum / count)
            }
            _ => "no words were found".to_owned(),
        };
        Some(Warning {
            code: "recognised".to_owned(),
            message: format!(
                "{} read by recognising a picture (OCR; {how}): compare with the original before quoting",
                named(&pages)
            ),
        })
    }

    /// What the user should know about what was left out.
    pub(super) fn warnings(&self, with_redacted: bool) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn =
            |count: &dyn Fn(&Page) -> usize, code: &str, what: &dyn Fn(usize) -> String| {
                let pages: Vec<u32> = self
                    .pages
                    .iter()
                    .filter(|page| count(page) > 0)
                    .map(|page| page.number)
                    .collect();
                if !pages.is_empty() {
                    let sum = self.pages.iter().map(count).sum();
                    warnings.push(Warning {
                        code: code.to_owned(),
                        message: format!("{} {}", named(&pages), what(sum)),
                    });
                }
            };
        warn(&|page| page.counts.redacted, "failed-redaction", &|count| {
            let what = if with_redacted {
                "they were taken into the text, because that was asked for"
            } else {
                "they were left out"
            };
            format!(
                "blacked out only in looks: {count} characters can still be read under the bars; {what}; \
                 tell whoever gave out the file, and think before passing it on"
            )
        });
        warn(&|page| page.counts.hidden, "hidden-text", &|count| {
            format!(
                "written on in a way that does not show (white on white, outside the page, painted over): \
                 {count} characters were left out; compare with the original"
            )
        });
        warn(
            &|page| page.counts.unknown,
            "unknown-characters",
            &|count| {
                format!(
                    "set in a font that does not say which characters its {count} signs are; they show as \
                 \u{FFFD}: compare with the original"
                )
            },
        );
        warn(
            &|page| usize::from(page.counts.is_full),
            "intricate-pages",
            &|_| {
                "fuller of signs than any page of words, and read only in part: compare with the original".to_owned()
            },
        );
        warnings
    }
}

/// `page 3 is`, `pages 1, 2 and 7 are`.
pub(super) fn named(pages: &[u32]) -> String {
    let words: Vec<String> = pages.iter().take(MOST_NAMED).map(u32::to_string).collect();
    match words.as_slice() {
        [one] => format!("page {one} is"),
        _ if pages.len() > MOST_NAMED => {
            format!(
                "pages {} and {} more are",
                words.join(", "),
                pages.len() - MOST_NAMED
            )
        }
        [first @ .., last] => format!("pages {} and {last} are", first.join(", ")),
        [] => "no page is".to_owned(),
    }
}
