//! A post as a document.

use super::header;
use crate::derived::Derived;
use crate::readers;
use crate::table::row;
use onrecord_record::{
    Block, BlockKind, Detail, DetailKind, Document, DocumentKind, Format, Moment, SegmentKind,
    SourceMap, SourceSegment, Sourced, Warning,
};

/// The file that posts stand in.
pub(crate) struct File<'f> {
    pub(crate) format: Format,
    /// Its characters, and the bytes they came from.
    pub(crate) source: &'f Derived,
    /// Its name inside the archive, and the archive's bytes: nothing where it is no part of one.
    pub(crate) packed: Option<(&'f str, usize)>,
    pub(crate) encoding: Option<&'static str>,
}

impl File<'_> {
    /// The name of a document in this file.
    pub(crate) fn part(&self, own: &str) -> String {
        match self.packed {
            Some((name, _)) if own.is_empty() => name.to_owned(),
            Some((name, _)) => format!("{name}{}{own}", crate::driver::INSIDE),
            None => own.to_owned(),
        }
    }

    /// The document of words that stand in the file.
    pub(crate) fn document(&self, own: &str, derived: Derived) -> Document {
        let (text, mut map) = derived.through(self.source).finish();
        if let Some((_, bytes)) = self.packed {
            // Packed, no byte of the archive is a word's own.
            let all = (!text.is_empty()).then(|| SourceSegment {
                text: text.all(),
                from: 0,
                to: bytes as u64,
                kind: SegmentKind::Converted,
            });
            map = SourceMap {
                segments: all.into_iter().collect(),
            };
        }
        let mut document = readers::document_of(self.format, text, map);
        document.part = self.part(own);
        document.kind = DocumentKind::Post;
        document.metadata.encoding = self.encoding.map(str::to_owned);
        document
    }
}

/// What is known of a post.
#[derive(Default)]
pub(crate) struct Post {
    /// Its name in the file.
    pub(crate) part: String,
    /// The name of whose words it has, and the account's.
    pub(crate) name: Option<String>,
    pub(crate) handle: Option<String>,
    /// What said so.
    pub(crate) named_by: String,
    /// When it was posted, and the key that says so.
    pub(crate) when: Option<(Moment, &'static str)>,
    /// When the words were written, where that is another moment.
    pub(crate) written: Option<Moment>,
    /// Whether the words are another's, and the owner only passed them on at `when`.
    pub(crate) passed_on: bool,
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) words: Derived,
    /// The first words of the file that name the author, if some do.
    pub(crate) named_at: Option<std::ops::Range<u64>>,
    pub(crate) details: Vec<(DetailKind, String)>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) because: Vec<String>,
}

impl Post {
    /// Whether there is a word in it.
    pub(crate) fn has_words(&self) -> bool {
        !self.words.as_str().trim().is_empty()
    }

    /// The post as a document of `file`.
    pub(crate) fn document(self, file: &File) -> Document {
        let mut derived = Derived::default();
        let when = match self.passed_on {
            true => self.written.as_ref(),
            false => self.when.as_ref().map(|(when, _)| when),
        };
        let line = header::line(self.name.as_deref(), self.handle.as_deref(), when);
        let at = self.words.extent().start;
        match self.named_at {
            Some(from) => derived.converted(&line, from),
            None => derived.inserted(&line, at),
        }
        let head = derived.len();
        if head > 0 {
            derived.inserted("\n\n", at);
        }
        let start = derived.len();
        self.words
            .copy_to(row::trimmed(self.words.as_str()), &mut derived);
        let end = derived.len();
        let mut document = file.document(&self.part, derived);
        if let Some(span) = document.text.span(0..head).filter(|span| !span.is_empty()) {
            document.blocks.push(Block {
                span,
                kind: BlockKind::Byline,
            });
        }
        document
            .blocks
            .extend(row::paragraphs(&document, start..end));
        let sourced = |value: String, from: &str| Sourced {
            value,
            span: None,
            from: from.to_owned(),
        };
        let named_by = self.named_by.as_str();
        let metadata = &mut document.metadata;
        let author = self.name.clone().or_else(|| self.handle.clone());
        metadata.authors = author.into_iter().map(|a| sourced(a, named_by)).collect();
        metadata.title = self.title.map(|title| sourced(title, "title"));
        metadata.url = self.url.map(|url| sourced(url, "the post's id"));
        metadata.published = self.when.map(|(value, from)| Sourced {
            value,
            span: None,
            from: from.to_owned(),
        });
        let handle = self.handle.map(|handle| (DetailKind::Handle, handle));
        let details = handle.into_iter().chain(self.details);
        metadata.details = details
            .map(|(kind, value)| Detail {
                kind,
                value: sourced(
                    value,
                    if kind == DetailKind::Handle {
                        named_by
                    } else {
                        "export"
                    },
                ),
            })
            .collect();
        metadata.because = self.because;
        document.warnings = self.warnings;
        document
    }
}
