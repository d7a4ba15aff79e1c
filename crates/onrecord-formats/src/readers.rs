//! The table of readers, and how one is chosen.

use crate::driver::{Sink, Source};
use crate::encoding::{self, Decoded};
use crate::{
    FormatError, Hint, TakenAs, archive, crawl, html, image, mail, markdown, office, pdf, plain,
    posts, table,
};
use onrecord_record::{
    Block, ContentHash, Document, DocumentKind, Format, Metadata, Places, ReaderId, SegmentKind,
    SourceMap, SourceSegment, Text, Warning,
};

/// One reader. A new format is a module with these two functions and a line in [`READERS`].
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    name: &'static str,
    version: u32,
    pub(crate) format: Format,
    /// Why the input is of this format, where it is.
    pub(crate) sniff: Sniff,
    /// Reads it as that; must do so for any input.
    pub(crate) take: Take,
}

/// How a reader tells its format.
#[derive(Clone, Copy)]
pub(crate) enum Sniff {
    /// By the bytes as they are.
    Bytes(fn(&[u8], &Hint) -> Option<String>),
    /// By the characters that they are.
    Text(fn(&Input, &Hint) -> Option<String>),
}

/// How a reader reads.
#[derive(Clone, Copy)]
pub(crate) enum Take {
    /// The bytes as they are.
    Bytes(fn(&Source, &mut Sink) -> Result<(), FormatError>),
    /// The characters that they are.
    Text(fn(&Input) -> Result<Vec<Document>, FormatError>),
}

impl Reader {
    const fn bytes(
        name: &'static str,
        format: Format,
        sniff: fn(&[u8], &Hint) -> Option<String>,
        read: fn(&Source, &mut Sink) -> Result<(), FormatError>,
    ) -> Self {
        Self {
            name,
            version: 2,
            format,
            sniff: Sniff::Bytes(sniff),
            take: Take::Bytes(read),
        }
    }

    const fn text(
        name: &'static str,
        format: Format,
        sniff: fn(&Input, &Hint) -> Option<String>,
        read: fn(&Input) -> Result<Vec<Document>, FormatError>,
    ) -> Self {
        Self {
            name,
            version: 2,
            format,
            sniff: Sniff::Text(sniff),
            take: Take::Text(read),
        }
    }

    /// The reader in a later version: it reads other words of some files than the one before.
    const fn in_version(self, version: u32) -> Self {
        Self { version, ..self }
    }

    /// Name and version.
    pub(crate) fn id(&self) -> ReaderId {
        ReaderId::new(self.name, self.version)
    }
}

/// All readers, in the order they are asked, those of bytes first; the last takes everything.
pub(crate) const READERS: &[Reader] = &[
    Reader::bytes("pdf", Format::Pdf, pdf::sniff, pdf::read).in_version(3),
    Reader::bytes("rtf", Format::Rtf, office::rtf::sniff, office::rtf::read),
    Reader::bytes(
        "docx",
        Format::Docx,
        office::docx::sniff,
        office::docx::read,
    ),
    Reader::bytes("odt", Format::Odt, office::odt::sniff, office::odt::read),
    Reader::bytes(
        "x-archive",
        Format::XArchive,
        posts::x::sniff,
        posts::x::read,
    ),
    Reader::bytes(
        "instagram",
        Format::Instagram,
        posts::instagram::sniff,
        posts::instagram::read,
    ),
    Reader::bytes(
        "facebook",
        Format::Facebook,
        posts::facebook::sniff,
        posts::facebook::read,
    ),
    Reader::bytes("zip", Format::Zip, archive::sniff, archive::read),
    Reader::bytes("image", Format::Image, image::sniff, image::read),
    Reader::bytes(
        "mhtml",
        Format::Mhtml,
        mail::mhtml::sniff,
        mail::mhtml::read,
    ),
    Reader::bytes("mbox", Format::Mbox, mail::mbox::sniff, mail::mbox::read),
    Reader::bytes("mail", Format::Mail, mail::sniff, mail::read),
    Reader::bytes(
        "json-lines",
        Format::JsonLines,
        table::json::sniff,
        table::json::read,
    ),
    Reader::bytes("csv", Format::Csv, table::csv::sniff, table::csv::read),
    Reader::text("html", Format::Html, html::sniff, html::read),
    Reader::text("crawl", Format::Crawl, crawl::sniff, crawl::read),
    Reader::text(
        "markdown",
        Format::Markdown,
        markdown::sniff,
        markdown::read,
    ),
    TEXT,
];

/// Plain text.
pub(crate) const TEXT: Reader = Reader::text("text", Format::PlainText, plain::sniff, plain::read);

/// At the end of the name of a reader that took words under black boxes.
pub(crate) const WITH_REDACTED: &str = "+redacted";

/// The name of a kind of paper, as it stands in the name of a reader that was told so.
pub(crate) fn name_of_kind(kind: DocumentKind) -> &'static str {
    KINDS
        .iter()
        .find(|(k, _)| *k == kind)
        .map_or("unknown", |(_, name)| name)
}

/// The names that stand for a kind or a format.
pub(crate) fn names() -> impl Iterator<Item = (&'static str, TakenAs)> {
    let kinds = KINDS
        .iter()
        .filter(|(kind, _)| *kind != DocumentKind::Unknown);
    let kinds = kinds.map(|(kind, name)| (*name, TakenAs::Kind(*kind)));
    let formats = READERS
        .iter()
        .map(|reader| (reader.name, TakenAs::Format(reader.format)));
    kinds.chain(formats)
}

const KINDS: [(DocumentKind, &str); 9] = [
    (DocumentKind::Article, "article"),
    (DocumentKind::Post, "post"),
    (DocumentKind::Affidavit, "affidavit"),
    (DocumentKind::Transcript, "transcript"),
    (DocumentKind::Order, "order"),
    (DocumentKind::Filing, "filing"),
    (DocumentKind::Letter, "letter"),
    (DocumentKind::Report, "report"),
    (DocumentKind::Unknown, "unknown"),
];

/// The hint to read with as a reader once did: nothing where this build does not have all readers of
/// its chain (`zip/1>mail/1>pdf+redacted:affidavit`), or something recognised the words.
pub(crate) fn wishes_of(id: &ReaderId) -> Option<Hint> {
    let (name, kind) = match id.name.rsplit_once(':') {
        None => (id.name.as_str(), None),
        Some((name, kind)) => {
            let kind = KINDS.iter().find(|(_, k)| *k == kind)?;
            (name, Some(kind.0))
        }
    };
    let with_redacted = name.ends_with(WITH_REDACTED);
    let name = name.strip_suffix(WITH_REDACTED).unwrap_or(name);
    let mut readers = Vec::new();
    let (around, last) = name.rsplit_once('>').unwrap_or(("", name));
    for outer in around.split('>').filter(|outer| !outer.is_empty()) {
        let (name, version) = outer.split_once('/')?;
        readers.push(ReaderId::new(name, version.parse().ok()?));
    }
    readers.push(ReaderId::new(last, id.version));
    let readers: Option<Vec<&Reader>> = readers
        .iter()
        .map(|id| READERS.iter().find(|reader| reader.id() == *id))
        .collect();
    Some(Hint {
        name: None,
        format: Some(readers?.first()?.format),
        kind,
        with_redacted,
    })
}

/// What a reader of text is given.
pub(crate) struct Input {
    /// The characters of the original.
    pub(crate) decoded: Decoded,
}

impl Input {
    /// Checks and decodes an original.
    pub(crate) fn new(bytes: &[u8]) -> Result<Self, FormatError> {
        let decoded = encoding::decode(bytes, html::declared_encoding(bytes));
        let page = html::begins_as_page(bytes);
        encoding::refuse_binary(&decoded, page)?;
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}');
        if decoded.text.as_str().chars().all(blank) {
            return Err(FormatError::OnlyWhiteSpace);
        }
        Ok(Self { decoded })
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
        let mut document = document_of(format, text, map);
        document.metadata.encoding = self.decoded.encoding.map(str::to_owned);
        document.warnings = replaced(self.decoded.replaced).into_iter().collect();
        document
    }
}

/// A document of which only the text is known. The driver fills in where it comes from.
pub(crate) fn document_of(format: Format, text: Text, map: SourceMap) -> Document {
    Document {
        original: ContentHash::of(&[]),
        part: String::new(),
        format,
        kind: DocumentKind::Unknown,
        blocks: Vec::new(),
        places: Places::default(),
        text,
        map,
        metadata: Metadata::default(),
        warnings: Vec::new(),
        reader: TEXT.id(),
    }
}

/// The document of a text that was made from all of `bytes` bytes: for formats that keep words packed
/// or drawn, where no range of bytes is a word's own.
pub(crate) fn document_of_all(format: Format, string: String, bytes: usize) -> Document {
    let text = Text::new(string);
    let all = (!text.is_empty()).then(|| SourceSegment {
        text: text.all(),
        from: 0,
        to: bytes as u64,
        kind: SegmentKind::Converted,
    });
    let map = SourceMap {
        segments: all.into_iter().collect(),
    };
    document_of(format, text, map)
}

/// The reader of text for an input, and why.
pub(crate) fn choose(input: &Input, hint: &Hint) -> (&'static Reader, String) {
    READERS
        .iter()
        .find_map(|reader| match reader.sniff {
            Sniff::Text(sniff) => Some((reader, sniff(input, hint)?)),
            Sniff::Bytes(_) => None,
        })
        .unwrap_or((&TEXT, "nothing tells otherwise".to_owned()))
}

/// The byte order mark at the start of a text: kept, and marked as no words.
fn byte_order_mark(text: &Text) -> Option<Block> {
    text.as_str().starts_with('\u{FEFF}').then_some(Block {
        span: text.span(0..3)?,
        kind: onrecord_record::BlockKind::Markup,
    })
}

/// Says that characters were replaced, where some were.
pub(crate) fn replaced(count: usize) -> Option<Warning> {
    (count > 0).then(|| Warning {
        code: "replaced-characters".to_owned(),
        message: format!(
            "{count} place(s) were no valid characters of the encoding and show as \u{FFFD}: \
             compare with the original"
        ),
    })
}
