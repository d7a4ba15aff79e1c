//! A row of a table, or an object of a list, as a document.

use super::columns::Role;
use super::times::{self, Order};
use crate::derived::Derived;
use crate::posts::header;
use crate::{lines, readers};
use onrecord_record::{
    Block, BlockKind, Detail, DetailKind, Document, DocumentKind, Format, Sourced, Span,
};
use std::ops::Range;

/// A value of a row whose role is known.
pub(crate) struct Value {
    pub(crate) role: Role,
    /// The column's or key's name, for saying where something was taken from.
    pub(crate) name: String,
    /// Its words, and where they stand in the decoded file.
    pub(crate) words: Derived,
}

/// Longest value, in bytes, that is taken for metadata.
const LONGEST: usize = 4096;

/// A document of a row's values; nothing where there are no words in its text. `source` is the decoded
/// file; the document's map leads to what that was decoded from.
pub(crate) fn document(
    format: Format,
    values: &[Value],
    order: Option<Order>,
    source: &Derived,
) -> Option<Document> {
    let row = Row { values, order };
    let text = row.get(Role::Text).filter(|text| has_words(text))?;
    let mut writer = Writer::default();
    if let Some(title) = row.get(Role::Title).filter(|t| has_words(t)) {
        writer.block(&title.words, BlockKind::Headline);
    }
    let is_post = row.get(Role::Title).is_none() && row.handle().is_some();
    if is_post {
        writer.byline(&row);
    }
    let body = writer.open(&text.words);
    let headline = writer.blocks.first().cloned();
    let (text, map) = writer.derived.through(source).finish();
    let mut document = readers::document_of(format, text, map);
    let head = writer.blocks.into_iter().filter_map(|(range, kind)| {
        let span = document.text.span(range)?;
        Some(Block { span, kind })
    });
    document.blocks = head.collect();
    document.blocks.extend(paragraphs(&document, body));
    if is_post {
        document.kind = DocumentKind::Post;
    }
    row.fill_in(&mut document);
    if let (Some(title), Some((range, BlockKind::Headline))) =
        (&mut document.metadata.title, headline)
    {
        title.span = document.text.span(range);
    }
    Some(document)
}

/// The paragraphs of the words at `range`.
pub(crate) fn paragraphs(document: &Document, range: Range<usize>) -> Vec<Block> {
    let text = &document.text;
    let Some(within) = text.span(range) else {
        return Vec::new();
    };
    let all: Vec<Span> = lines::lines(text, within).collect();
    let paragraphs = lines::paragraphs(text, &all).into_iter();
    let block = |span| Block {
        span,
        kind: BlockKind::Paragraph,
    };
    paragraphs.map(block).collect()
}

fn has_words(value: &Value) -> bool {
    let blank = |c: char| c.is_whitespace() || c.is_control();
    !value.words.as_str().chars().all(blank)
}

/// The range of a string without the white space at both ends.
pub(crate) fn trimmed(words: &str) -> Range<usize> {
    let start = words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

#[derive(Default)]
struct Writer {
    derived: Derived,
    blocks: Vec<(Range<usize>, BlockKind)>,
}

impl Writer {
    /// Adds the words after what is there; where they stand now.
    fn open(&mut self, words: &Derived) -> Range<usize> {
        let at = words.extent().start;
        if self.derived.len() > 0 {
            self.derived.inserted("\n\n", at);
        }
        let start = self.derived.len();
        words.copy_to(trimmed(words.as_str()), &mut self.derived);
        start..self.derived.len()
    }

    fn block(&mut self, words: &Derived, kind: BlockKind) {
        let range = self.open(words);
        self.blocks.push((range, kind));
    }

    /// The line that says whose post it is.
    fn byline(&mut self, row: &Row) {
        let when = row.moment(Role::Date).map(|when| when.value);
        let author = row.text(Role::Author);
        let handle = row.handle();
        let line = header::line(author.as_deref(), handle.as_deref(), when.as_ref());
        let Some(from) = row.get(Role::Handle).map(|v| v.words.extent()) else {
            return;
        };
        if !line.is_empty() {
            let mut words = Derived::default();
            words.converted(&line, from);
            self.block(&words, BlockKind::Byline);
        }
    }
}

struct Row<'v> {
    values: &'v [Value],
    order: Option<Order>,
}

impl Row<'_> {
    fn get(&self, role: Role) -> Option<&Value> {
        self.values.iter().find(|value| value.role == role)
    }

    fn text(&self, role: Role) -> Option<String> {
        self.get(role).and_then(shown)
    }

    fn sourced(&self, role: Role) -> Option<Sourced<String>> {
        let value = self.get(role)?;
        shown(value).map(|words| sourced(value, words))
    }

    fn moment(&self, role: Role) -> Option<Sourced<onrecord_record::Moment>> {
        let value = self.get(role)?;
        let moment = times::moment(value.words.as_str(), self.order)?;
        Some(sourced(value, moment))
    }

    /// The account's name, with its `@`.
    fn handle(&self) -> Option<String> {
        let words = self.text(Role::Handle)?;
        let name = words.trim_start_matches('@');
        let is_name = header::is_handle(name) && !name.bytes().all(|b| b.is_ascii_digit());
        is_name.then(|| format!("@{name}"))
    }

    fn fill_in(&self, document: &mut Document) {
        let metadata = &mut document.metadata;
        metadata.title = self.sourced(Role::Title);
        metadata.published = self.moment(Role::Date);
        metadata.modified = self.moment(Role::Modified);
        metadata.publisher = self.sourced(Role::Publisher);
        metadata.case_number = self.sourced(Role::CaseNumber);
        metadata.court = self.sourced(Role::Court);
        let is_address = |url: &Sourced<String>| {
            !url.value.contains(char::is_whitespace) && url.value.contains(['/', '.'])
        };
        metadata.url = self.sourced(Role::Url).filter(is_address);
        metadata.language = self.text(Role::Language).filter(|tag| is_tag(tag));
        for value in self.values.iter().filter(|v| v.role == Role::Author) {
            let names = shown(value).map(|words| names(&words)).unwrap_or_default();
            let authors = names.into_iter().map(|name| sourced(value, name));
            metadata.authors.extend(authors);
        }
        if let Some(value) = self.get(Role::Handle) {
            match (self.handle(), shown(value)) {
                (Some(handle), _) => {
                    if metadata.authors.is_empty() {
                        metadata.authors.push(sourced(value, handle.clone()));
                    }
                    metadata.details.push(Detail {
                        kind: DetailKind::Handle,
                        value: sourced(value, handle),
                    });
                }
                // A name with blanks is a person's.
                (None, Some(name)) if metadata.authors.is_empty() && name.contains(' ') => {
                    metadata.authors.push(sourced(value, name));
                }
                _ => {}
            }
        }
        if let Some(value) = self.sourced(Role::ReplyTo) {
            metadata.details.push(Detail {
                kind: DetailKind::ReplyTo,
                value,
            });
        }
    }
}

/// A value's words in one line, where there are some and not too many.
fn shown(value: &Value) -> Option<String> {
    let words = value.words.as_str();
    if words.len() > LONGEST {
        return None;
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let empty = matches!(
        words.as_str(),
        "" | "NaN" | "nan" | "null" | "NULL" | "None" | "N/A" | "-"
    );
    (!empty).then_some(words)
}

fn sourced<T>(value: &Value, of: T) -> Sourced<T> {
    Sourced {
        value: of,
        span: None,
        from: value.name.clone(),
    }
}

/// The names in a cell of authors: one, or a list as programs in Python print it: `['Ada Moon', 'Bo Marsh']`.
fn names(words: &str) -> Vec<String> {
    let inner = words.strip_prefix('[').and_then(|w| w.strip_suffix(']'));
    let Some(inner) = inner.filter(|w| w.is_empty() || w.starts_with(['\'', '"'])) else {
        return vec![words.to_owned()];
    };
    let names = inner
        .split([','])
        .map(|name| name.trim().trim_matches(['\'', '"']));
    names.filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

/// Whether the words look like a language tag: `en`, `pt-BR`. X writes `und` where it does not know.
fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split(['-', '_']);
    parts.next().is_some_and(|first| {
        (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase())
    }) && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
        && !matches!(tag, "und" | "zxx" | "qme" | "qam" | "qct" | "qht" | "qst")
}
