//! What the readers of office papers gather, and the document that is made of it.

use super::flow::{Flow, Mark};
use super::redaction::Redactions;
use crate::{FormatError, dates, readers};
use onrecord_record::{
    Aside, AsideKind, Block, BlockKind, Document, Format, Metadata, PagePlace, ParagraphPlace,
    Sourced, Span, Text, Warning,
};
use std::ops::Range;

/// With how many lines of the top and bottom of pages a new one is compared, so as to keep each once.
const COMPARED_LINES: usize = 64;

/// What was gathered from a paper.
#[derive(Debug, Default)]
pub(crate) struct Paper {
    /// The running text.
    pub(crate) body: Flow,
    /// What stands beside it. Marks in the text name these by their place in this list.
    pub(crate) asides: Vec<Beside>,
    /// What the file says of itself.
    pub(crate) metadata: Metadata,
    /// How many passages were hidden, and left out.
    pub(crate) hidden: usize,
    /// How many pictures there are, whose words were not read.
    pub(crate) pictures: usize,
    /// How many files are embedded, which were not read.
    pub(crate) embedded: usize,
    /// What is blacked out only in looks.
    pub(crate) redactions: Redactions,
    /// What is wrong with the file.
    pub(crate) damage: Option<String>,
}

/// Something beside the text, before its place is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Beside {
    pub(crate) kind: AsideKind,
    pub(crate) words: String,
    pub(crate) author: Option<String>,
    pub(crate) date: Option<String>,
}

impl Beside {
    /// One of which only the kind is known.
    pub(crate) fn of(kind: AsideKind) -> Self {
        Self {
            kind,
            words: String::new(),
            author: None,
            date: None,
        }
    }
}

/// How the text leads back to the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    /// As the flow has it, byte by byte.
    Exact,
    /// All of it from all of the file, which has so many bytes.
    Whole(usize),
}

impl Paper {
    /// Keeps something beside the text; its place in the list.
    pub(crate) fn add(&mut self, beside: Beside) -> usize {
        self.asides.push(beside);
        self.asides.len() - 1
    }

    /// Keeps a line of the top or the bottom of pages, unless it is there already.
    pub(crate) fn add_line(&mut self, kind: AsideKind, words: &str) {
        let mut beside = Beside::of(kind);
        words.trim().clone_into(&mut beside.words);
        let is_known = self
            .asides
            .iter()
            .rev()
            .take(COMPARED_LINES)
            .any(|b| *b == beside);
        if !beside.words.is_empty() && !is_known {
            self.asides.push(beside);
        }
    }

    /// The document.
    ///
    /// # Errors
    /// Where there is not a word in it.
    pub(crate) fn finish(mut self, format: Format, way: Way) -> Result<Document, FormatError> {
        let mut whole = Flow::default();
        whole.append(std::mem::take(&mut self.body));
        let Flow {
            derived,
            blocks,
            numbered,
            mut marks,
            ..
        } = whole;
        marks.sort_by_key(|(at, _)| *at);
        let mut document = match way {
            Way::Exact => {
                let (text, map) = derived.finish();
                readers::document_of(format, text, map)
            }
            Way::Whole(bytes) => {
                readers::document_of_all(format, derived.as_str().to_owned(), bytes)
            }
        };
        if document.text.as_str().trim().is_empty() {
            let words = self.redactions.characters > 0
                || self.asides.iter().any(|aside| !aside.words.is_empty());
            if self.pictures > 0 && !words {
                return Err(FormatError::NeedsRecognition {
                    what: "its pages are".to_owned(),
                });
            }
            if !words {
                return Err(match self.damage.take() {
                    None => FormatError::OnlyWhiteSpace,
                    Some(why) => FormatError::Damaged {
                        what: what(format),
                        why,
                    },
                });
            }
        }
        let text = &document.text;
        let block = |(range, kind): &(Range<usize>, BlockKind)| {
            let span = text.trim(text.span(range.clone())?);
            (!span.is_empty()).then_some(Block { span, kind: *kind })
        };
        document.blocks = blocks.iter().filter_map(block).collect();
        document.places.paragraphs = paragraphs(text, &document.blocks, numbered);
        document.places.pages = pages(text, &marks);
        document.warnings = self.warnings();
        document.places.asides = placed(text, self.asides, &marks);
        let asides = &document.places.asides;
        let changes = |kind| asides.iter().filter(|a| a.kind == kind).count();
        let (inserted, deleted) = (changes(AsideKind::Inserted), changes(AsideKind::Deleted));
        if inserted + deleted > 0 {
            document.warnings.push(Warning {
                code: "tracked-changes".to_owned(),
                message: format!(
                    "{inserted} tracked insertion(s) stand in the text and {deleted} deletion(s) \
                     do not: both are kept as changes that nobody has accepted yet"
                ),
            });
        }
        document.metadata = self.metadata;
        name(&mut document);
        Ok(document)
    }

    fn warnings(&self) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn = |code: &str, message: String| {
            warnings.push(Warning {
                code: code.to_owned(),
                message,
            });
        };
        if let Some(why) = &self.damage {
            warn(
                "damaged",
                format!(
                    "the file is damaged and was read as far as it goes ({why}): compare with another copy"
                ),
            );
        }
        if self.redactions.characters > 0 {
            let what = if self.redactions.with {
                "they were taken into the text, because that was asked for"
            } else {
                "they were left out"
            };
            warn(
                "failed-redaction",
                format!(
                    "words are blacked out only in looks: {} characters can still be read in the file; {what}; \
                     tell whoever gave out the file, and think before passing it on",
                    self.redactions.characters
                ),
            );
        }
        if self.hidden > 0 {
            warn(
                "hidden-text",
                format!(
                    "{} passage(s) of hidden text were left out: open the file and show hidden text to read them",
                    self.hidden
                ),
            );
        }
        if self.pictures > 0 {
            warn(
                "pictures",
                format!(
                    "{} picture(s) in it were not read: look whether they show words",
                    self.pictures
                ),
            );
        }
        if self.embedded > 0 {
            warn(
                "embedded-files",
                format!(
                    "{} file(s) embedded in it were not read: open it, save them on their own, and add them",
                    self.embedded
                ),
            );
        }
        warnings
    }
}

/// What a format is, with its article.
pub(crate) fn what(format: Format) -> &'static str {
    match format {
        Format::Docx => "a Word document (DOCX)",
        Format::Odt => "an OpenDocument text (ODT)",
        _ => "a Rich Text document (RTF)",
    }
}

/// The numbered paragraphs: each goes up to the next, the last to its own end.
fn paragraphs(
    text: &Text,
    blocks: &[Block],
    numbered: Vec<(usize, String)>,
) -> Vec<ParagraphPlace> {
    let ends: Vec<Option<usize>> = numbered
        .iter()
        .skip(1)
        .map(|(at, _)| Some(*at))
        .chain([None])
        .collect();
    let place = |((at, number), next): ((usize, String), Option<usize>)| {
        let own = blocks.partition_point(|block| block.span.end() <= at);
        // A heading ends what is numbered before it.
        let heading = blocks
            .iter()
            .skip(own + 1)
            .take_while(|block| next.is_some_and(|next| block.span.start() < next));
        let heading = heading
            .filter(|block| block.kind == BlockKind::Heading)
            .map(|block| block.span.start())
            .next();
        let end = heading.or(next).or(blocks.get(own).map(|b| b.span.end()));
        let span = text.trim(text.span(at..end.unwrap_or(text.len()))?);
        Some(ParagraphPlace { span, number })
    };
    numbered.into_iter().zip(ends).filter_map(place).collect()
}

/// The pages, where page breaks are known.
fn pages(text: &Text, marks: &[(usize, Mark)]) -> Vec<PagePlace> {
    let breaks: Vec<usize> = marks
        .iter()
        .filter(|(_, mark)| *mark == Mark::Page)
        .map(|(at, _)| *at)
        .collect();
    if breaks.is_empty() {
        return Vec::new();
    }
    let starts = [0].into_iter().chain(breaks.iter().copied());
    let ends = breaks.iter().copied().chain([text.len()]);
    let page = |(number, (start, end)): (u32, (usize, usize))| {
        let span = text.trim(text.span(start..end)?);
        (!span.is_empty()).then_some(PagePlace {
            span,
            number,
            label: None,
            bates: None,
            size: (0, 0),
            recognised: false,
        })
    };
    (1..).zip(starts.zip(ends)).filter_map(page).collect()
}

/// The asides with their places: lines at the top of pages first, those at the bottom last.
fn placed(text: &Text, asides: Vec<Beside>, marks: &[(usize, Mark)]) -> Vec<Aside> {
    let mut ranges: Vec<Option<(usize, usize)>> = vec![None; asides.len()];
    for (at, mark) in marks {
        let (Mark::Start(index) | Mark::End(index)) = mark else {
            continue;
        };
        if let Some(range) = ranges.get_mut(*index) {
            let (start, end) = range.unwrap_or((*at, *at));
            *range = Some((start.min(*at), end.max(*at)));
        }
    }
    let span = |kind, range: Option<(usize, usize)>| -> Option<Span> {
        let (start, end) = range?;
        let span = text.span(start..end)?;
        Some(if kind == AsideKind::Deleted {
            span.at_start()
        } else {
            text.trim(span)
        })
    };
    let mut all: Vec<Aside> = asides
        .into_iter()
        .zip(ranges)
        .map(|(beside, range)| Aside {
            span: span(beside.kind, range),
            kind: beside.kind,
            words: beside.words.trim().to_owned(),
            page: None,
            author: beside.author,
            date: beside.date,
        })
        .filter(|aside| {
            aside.kind == AsideKind::Redacted
                || !aside.words.is_empty()
                || aside.span.is_some_and(|s| !s.is_empty())
        })
        .collect();
    all.sort_by_key(|aside| match (aside.kind, aside.span) {
        (AsideKind::Header, _) => (0, 0),
        (AsideKind::Footer, _) => (2, 0),
        (_, span) => (1, span.map_or(usize::MAX, Span::start)),
    });
    all
}

/// The title, where the file does not say it, or where it stands in the text.
fn name(document: &mut Document) {
    let headline = document
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Headline)
        .map(|block| block.span);
    let Some(span) = headline else { return };
    let words = document.text.slice(span);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match &mut document.metadata.title {
        Some(title) if title.value.eq_ignore_ascii_case(&words) => title.span = Some(span),
        Some(_) => {}
        title => {
            *title = Some(Sourced {
                value: words,
                span: Some(span),
                from: "the title in the text".to_owned(),
            });
        }
    }
}

/// What a file says of itself under a name, as it is taken into the metadata.
pub(crate) fn says(metadata: &mut Metadata, what: Says, words: &str, from: &str) {
    let value = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return;
    }
    let sourced = |value| Sourced {
        value,
        span: None,
        from: from.to_owned(),
    };
    match what {
        Says::Title => metadata.title = Some(sourced(value)),
        Says::Author => {
            for author in value.split(';').map(str::trim).filter(|a| !a.is_empty()) {
                metadata.authors.push(sourced(author.to_owned()));
            }
        }
        Says::Modified => {
            metadata.modified = dates::moment(&value).map(|value| Sourced {
                value,
                span: None,
                from: from.to_owned(),
            });
        }
    }
}

/// What a file may say of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Says {
    Title,
    Author,
    Modified,
}
