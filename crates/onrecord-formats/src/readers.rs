//! The table of readers, and how one is chosen.

use crate::encoding::{self, Decoded};
use crate::{FormatError, Hint, Limits, crawl, html, markdown, plain, signature};
use onrecord_record::{
    Block, ContentHash, Document, DocumentKind, Format, Metadata, ReaderId, SourceMap, Text,
    Warning,
};

/// One reader. A new format is a module with these two functions and a line in [`READERS`].
pub(crate) struct Reader {
    name: &'static str,
    version: u32,
    pub(crate) format: Format,
    /// Why the input is of this format, where it is.
    sniff: fn(&Input, &Hint) -> Option<String>,
    /// Reads it as that; must do so for any input that [`Input::new`] lets through.
    pub(crate) read: fn(&Input) -> Result<Vec<Document>, FormatError>,
}

impl Reader {
    /// Name and version.
    pub(crate) fn id(&self) -> ReaderId {
        ReaderId::new(self.name, self.version)
    }
}

/// All readers, in the order they are asked; the last takes everything.
pub(crate) const READERS: &[Reader] = &[
    Reader {
        name: "html",
        version: 1,
        format: Format::Html,
        sniff: html::sniff,
        read: html::read,
    },
    Reader {
        name: "crawl",
        version: 1,
        format: Format::Crawl,
        sniff: crawl::sniff,
        read: crawl::read,
    },
    Reader {
        name: "markdown",
        version: 1,
        format: Format::Markdown,
        sniff: markdown::sniff,
        read: markdown::read,
    },
    TEXT,
];

const TEXT: Reader = Reader {
    name: "text",
    version: 1,
    format: Format::PlainText,
    sniff: plain::sniff,
    read: plain::read,
};

/// What a reader is given.
pub(crate) struct Input<'a> {
    /// The original.
    pub(crate) bytes: &'a [u8],
    /// Its characters.
    pub(crate) decoded: Decoded,
}

impl<'a> Input<'a> {
    /// Checks and decodes an original.
    pub(crate) fn new(bytes: &'a [u8], limits: &Limits) -> Result<Self, FormatError> {
        let size = bytes.len() as u64;
        let limit = limits.max_bytes.min(u64::from(u32::MAX));
        if size > limit {
            return Err(FormatError::TooLarge { size, limit });
        }
        if bytes.is_empty() {
            return Err(FormatError::Empty);
        }
        signature::refuse(bytes)?;
        let decoded = encoding::decode(bytes, html::declared_encoding(bytes));
        let page = html::begins_as_page(bytes);
        encoding::refuse_binary(&decoded, page)?;
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}');
        if decoded.text.as_str().chars().all(blank) {
            return Err(FormatError::OnlyWhiteSpace);
        }
        Ok(Self { bytes, decoded })
    }

    /// The characters of the original.
    pub(crate) fn text(&self) -> &str {
        self.decoded.text.as_str()
    }

    /// The document that is the decoded characters, as they are.
    pub(crate) fn document(&self, format: Format) -> Document {
        let (text, map) = self.decoded.text.clone().finish();
        let mut document = self.document_of(format, text, map);
        document.blocks = byte_order_mark(&document.text).into_iter().collect();
        document
    }

    /// The document of a text that was derived from the original, without blocks.
    pub(crate) fn document_of(&self, format: Format, text: Text, map: SourceMap) -> Document {
        let reader = READERS.iter().find(|r| r.format == format);
        Document {
            original: ContentHash::of(self.bytes),
            part: String::new(),
            format,
            kind: DocumentKind::Unknown,
            blocks: Vec::new(),
            text,
            map,
            metadata: Metadata {
                encoding: self.decoded.encoding.map(str::to_owned),
                ..Metadata::default()
            },
            warnings: replaced(self.decoded.replaced).into_iter().collect(),
            reader: reader.unwrap_or(&TEXT).id(),
        }
    }
}

/// The reader for an input, and why.
pub(crate) fn choose(input: &Input, hint: &Hint) -> (&'static Reader, String) {
    let told = |reader: &&Reader| Some(reader.format) == hint.format;
    if let Some(reader) = READERS.iter().find(told) {
        return (reader, "the user said so".to_owned());
    }
    READERS
        .iter()
        .find_map(|reader| Some((reader, (reader.sniff)(input, hint)?)))
        .unwrap_or((&TEXT, "nothing tells otherwise".to_owned()))
}

/// The reader of that name and version, if this build has it.
pub(crate) fn find(id: &ReaderId) -> Option<&'static Reader> {
    READERS.iter().find(|reader| reader.id() == *id)
}

/// The byte order mark at the start of a text: kept, and marked as no words.
fn byte_order_mark(text: &Text) -> Option<Block> {
    text.as_str().starts_with('\u{FEFF}').then_some(Block {
        span: text.span(0..3)?,
        kind: onrecord_record::BlockKind::Markup,
    })
}

fn replaced(count: usize) -> Option<Warning> {
    (count > 0).then(|| Warning {
        code: "replaced-characters".to_owned(),
        message: format!(
            "{count} place(s) were no valid characters of the encoding and show as \u{FFFD}: \
             compare with the original"
        ),
    })
}
