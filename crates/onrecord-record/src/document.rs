//! One thing that was published or filed: its text, where the text came from, what is known of it.

use crate::{ContentHash, Places, Span, Text};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// A document as every reader of every format delivers it.
///
/// The original bytes themselves are not here: `original` names them, and `map` leads from the text
/// back to them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// SHA-256 of the original file's bytes.
    pub original: ContentHash,
    /// Which part of the original this is (an attachment, an archive member); empty for the whole.
    pub part: String,
    /// What the bytes were read as.
    pub format: Format,
    /// What sort of paper it is.
    pub kind: DocumentKind,
    /// The derived text. For plain UTF-8 it is the input, code point for code point.
    pub text: Text,
    /// From the text back to the original's bytes.
    pub map: SourceMap,
    /// What the document says of itself.
    pub metadata: Metadata,
    /// The text's layout in order, not overlapping. May be empty: then the text is taken by lines.
    pub blocks: Vec<Block>,
    /// Where the text stands on paper: pages, printed lines, numbered paragraphs, boxes.
    pub places: Places,
    /// What the user should know about how it was read.
    pub warnings: Vec<Warning>,
    /// Which reader made the text.
    pub reader: ReaderId,
}

impl Document {
    /// A document that is nothing but a text, as tests, JSON Lines and other programs have it.
    pub fn from_text(text: &str, published: Option<Day>) -> Self {
        let text = Text::from(text);
        Self {
            original: text.hash(),
            part: String::new(),
            format: Format::PlainText,
            kind: DocumentKind::Unknown,
            map: SourceMap::identity(&text),
            metadata: Metadata {
                published: published.map(|day| Sourced::given(Moment::from(day))),
                ..Metadata::default()
            },
            blocks: Vec::new(),
            places: Places::default(),
            warnings: Vec::new(),
            reader: ReaderId::new("text", 1),
            text,
        }
    }

    /// The day relative dates are counted from: that of publication, if known.
    pub fn day(&self) -> Option<Day> {
        Some(self.metadata.published.as_ref()?.value.day)
    }
}

/// The name and version of a reader: a text can only be derived again by the same one.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ReaderId {
    /// Name, such as `text` or `html`.
    pub name: String,
    /// Raised whenever the same bytes would give another text, map or metadata.
    pub version: u32,
}

impl ReaderId {
    /// The reader `name` in its `version`.
    pub fn new(name: &str, version: u32) -> Self {
        Self {
            name: name.to_owned(),
            version,
        }
    }
}

impl fmt::Display for ReaderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.version)
    }
}

/// What the bytes were read as.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// Plain text in any encoding.
    PlainText,
    /// Plain text with Markdown marks, which stay in the text.
    Markdown,
    /// Plain text whose first line is ` date YYYY-MM-DD Headline`, as news crawls deliver it.
    Crawl,
    /// A web page.
    Html,
    /// A saved web page with what belongs to it, in one file of MIME parts (MHTML).
    Mhtml,
    /// A PDF.
    Pdf,
    /// A picture of a page (PNG, JPEG, TIFF, …); its words have to be recognised.
    Image,
    /// A Word document (DOCX).
    Docx,
    /// An OpenDocument text (ODT).
    Odt,
    /// A Rich Text document.
    Rtf,
    /// One message (EML).
    Mail,
    /// A file of messages (MBOX).
    Mbox,
    /// An archive of files (ZIP).
    Zip,
    /// Rows with named columns, separated by commas, semicolons or tabs.
    Csv,
    /// A JSON object in every line, or a JSON array of objects.
    JsonLines,
    /// An account's archive as X (Twitter) gives it out.
    XArchive,
    /// An account's data as Instagram gives it out, in JSON.
    Instagram,
    /// An account's data as Facebook gives it out, in JSON.
    Facebook,
}

/// What sort of paper a document is; recognised from its form, or told by the user.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DocumentKind {
    /// News or other publication.
    Article,
    /// One post or a thread of them on a social medium.
    Post,
    /// A sworn statement: affidavit or declaration.
    Affidavit,
    /// A record of a hearing or trial, word for word.
    Transcript,
    /// A court's order, judgment or opinion.
    Order,
    /// A party's motion, brief or petition.
    Filing,
    /// A letter or e-mail.
    Letter,
    /// A report by the police or another authority.
    Report,
    /// Nothing in its form tells.
    #[default]
    Unknown,
}

/// A calendar day of the proleptic Gregorian calendar, years 1 to 9999; written `2020-08-17`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Day {
    year: i16,
    month: u8,
    day: u8,
}

impl Day {
    /// A day that exists, or nothing.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=last).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A string that is not a day written `YYYY-MM-DD`.
#[derive(Debug, thiserror::Error)]
#[error("not a day of the calendar written YYYY-MM-DD: {0:?}")]
pub struct ParseDayError(String);

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let parse = || {
            let mut parts = s.splitn(3, '-');
            let mut digits = |n: usize| {
                parts
                    .next()
                    .filter(|p| p.len() == n && p.bytes().all(|b| b.is_ascii_digit()))
            };
            let year = digits(4)?.parse().ok()?;
            let month = digits(2)?.parse().ok()?;
            Day::new(year, month, digits(2)?.parse().ok()?)
        };
        parse().ok_or_else(|| ParseDayError(s.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// A day, with the time of day where the document gives one.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Time as ISO 8601 has it after the `T`, with its zone if given (`14:05:00Z`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}

impl From<Day> for Moment {
    fn from(day: Day) -> Self {
        Self { day, time: None }
    }
}

/// A value and where it was taken from.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the text, if it stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What said so, for people: `first line`, `JSON-LD datePublished`, `given by the user`.
    pub from: String,
}

impl<T> Sourced<T> {
    /// A value that the user or the calling program gave.
    pub fn given(value: T) -> Self {
        Self {
            value,
            span: None,
            from: "given by the user".to_owned(),
        }
    }
}

/// What a document says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Headline or title.
    pub title: Option<Sourced<String>>,
    /// Authors, as named.
    pub authors: Vec<Sourced<String>>,
    /// Who published it (an outlet, a court).
    pub publisher: Option<Sourced<String>>,
    /// When it was published or filed.
    pub published: Option<Sourced<Moment>>,
    /// When it was last changed.
    pub modified: Option<Sourced<Moment>>,
    /// When this copy was taken.
    pub captured: Option<Sourced<Moment>>,
    /// Where it was published.
    pub url: Option<Sourced<String>>,
    /// Docket or case number.
    pub case_number: Option<Sourced<String>>,
    /// The court it was filed in or comes from.
    pub court: Option<Sourced<String>>,
    /// BCP 47 tag of the main language, if known.
    pub language: Option<String>,
    /// The encoding the text was converted from; none for UTF-8.
    pub encoding: Option<String>,
    /// What papers of some kinds say besides: the judge, the notary, whom a letter goes to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<Detail>,
    /// Why the document was taken for what it is, in short sentences for people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<String>,
}

/// One thing that a paper of some kind says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Detail {
    /// What it is.
    pub kind: DetailKind,
    /// What the paper says.
    pub value: Sourced<String>,
}

/// What a [`Detail`] is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DetailKind {
    /// The parties in the caption: `Commonwealth v. Renmark`.
    Caption,
    /// Who decided or presided.
    Judge,
    /// What was decided: `DENIED`, `reversed and remanded`.
    Disposition,
    /// Whose affidavit or declaration it is.
    Affiant,
    /// The day it was sworn or declared, as ISO 8601.
    Sworn,
    /// Before whom it was sworn.
    Notary,
    /// Who reported, as a police report names the officer.
    ReportingOfficer,
    /// Who took the transcript down.
    Reporter,
    /// Whom a letter or message is sent to; several for several.
    Recipient,
    /// Who got a copy.
    Copy,
    /// The message's own id.
    MessageId,
    /// What this answers: a message's id, a post's address.
    ReplyTo,
    /// The author's name on the platform: `@dora_quill`.
    Handle,
    /// What kind of post it is where it is not plain: `retweet`, `reply`, `comment`.
    PostKind,
    /// What was repaired when it was read, such as double-encoded letters.
    Repair,
}

/// One piece of the text's layout.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Block {
    /// The words of the block, without its line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BlockKind {
    /// Marks of the file format or crawl, not words of the author (the ` date 2020-08-17 ` of a crawl).
    Markup,
    /// The document's title.
    Headline,
    /// Who wrote it.
    Byline,
    /// A heading inside the text.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A passage set apart as a quotation.
    BlockQuote,
    /// Words under a picture.
    Caption,
    /// A cell or row of a table.
    Table,
    /// A note under the text; it stands after the paragraph that has its mark, or at the end.
    Footnote,
    /// Words of an earlier message that a reply or forward carries along.
    QuotedReply,
}

/// Something the user should know about how a document was read.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Warning {
    /// Short name, for tests and tables: `no-date`, `replaced-characters`.
    pub code: String,
    /// A sentence for people that says what to do.
    pub message: String,
}

/// How a segment of the text was made from the original.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SegmentKind {
    /// The same bytes, one to one.
    Verbatim,
    /// Other bytes for the same characters (another encoding, `&amp;`): only the segment as a whole
    /// maps back.
    Converted,
    /// Not in the original (a line end between two paragraphs of a web page); its range there is
    /// empty and says where it was put.
    Inserted,
}

/// One run of the text and the bytes of the original it came from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct SourceSegment {
    /// The run in the text.
    pub text: Span,
    /// First byte in the original (or in the part, where the document is one).
    pub from: u64,
    /// One past the last byte in the original.
    pub to: u64,
    /// How the one was made from the other.
    pub kind: SegmentKind,
}

/// The way from a text back to its original: segments in the text's order that cover all of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceMap {
    /// The segments.
    pub segments: Vec<SourceSegment>,
}

impl SourceMap {
    /// The map of a text that is its original, byte for byte.
    pub fn identity(text: &Text) -> Self {
        let all = text.all();
        let segments = (!all.is_empty()).then_some(SourceSegment {
            text: all,
            from: 0,
            to: all.end() as u64,
            kind: SegmentKind::Verbatim,
        });
        Self {
            segments: segments.into_iter().collect(),
        }
    }

    /// The byte ranges of the original that the words of `span` came from, in the text's order,
    /// neighbours joined. What was inserted has none.
    pub fn original(&self, span: Span) -> Vec<Range<u64>> {
        let first = self
            .segments
            .partition_point(|s| s.text.end() <= span.start());
        let mut ranges: Vec<Range<u64>> = Vec::new();
        for segment in self.segments.iter().skip(first) {
            let Some(shared) = segment.text.intersection(span) else {
                break;
            };
            let range = match segment.kind {
                SegmentKind::Inserted => continue,
                SegmentKind::Converted => segment.from..segment.to,
                SegmentKind::Verbatim => {
                    let from = segment.from + (shared.start() - segment.text.start()) as u64;
                    from..from + shared.len() as u64
                }
            };
            match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_refused() {
        assert_eq!(
            "2020-08-17".parse::<Day>().unwrap().to_string(),
            "2020-08-17"
        );
        for bad in [
            "2021-02-29",
            "2020-8-17",
            "2020-08",
            "17.8.2020",
            "2020-08-17T",
        ] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }

    #[test]
    fn maps_back_through_segments_of_each_kind() {
        let text = Text::from("a & b\nc");
        let seg = |r, from, to, kind| SourceSegment {
            text: text.span(r).unwrap(),
            from,
            to,
            kind,
        };
        // <p>a &amp; b<p>c
        let map = SourceMap {
            segments: vec![
                seg(0..2, 3, 5, SegmentKind::Verbatim),
                seg(2..3, 5, 10, SegmentKind::Converted),
                seg(3..5, 10, 12, SegmentKind::Verbatim),
                seg(5..6, 12, 12, SegmentKind::Inserted),
                seg(6..7, 15, 16, SegmentKind::Verbatim),
            ],
        };
        let of = |r| map.original(text.span(r).unwrap());
        assert_eq!(of(0..5), vec![3..12]);
        assert_eq!(of(4..7), vec![11..12, 15..16]);
        assert!(of(5..6).is_empty());
    }
}
