//! The head of a message or of a part of one: its fields, where they stand, and what they say.

use crate::encoding;
use mail_parser::{Address, ContentType, HeaderValue, Message, MessageParser};
use std::ops::Range;

/// Most bytes of a head that are looked at; real ones have some thousands.
const LONGEST_HEAD: usize = 256 << 10;
/// Longest name of a field, in bytes.
const LONGEST_NAME: usize = 76;

/// A head, and where the body after it begins.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) fields: Vec<Field>,
    /// All fields, in bytes of the message.
    pub(crate) range: Range<usize>,
    /// First byte after the blank line.
    pub(crate) body: usize,
}

/// A field. Offsets in bytes of the message.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    /// Name in lower case.
    pub(crate) name: String,
    /// Where its name begins.
    pub(crate) start: usize,
    /// Its value with its folds, without the last line end.
    pub(crate) value: Range<usize>,
}

impl Head {
    /// Reads the head that begins at `start`. `is_end` says of a line that it can be no part of a
    /// head; a line that is no field ends it too, and is the body's first.
    pub(crate) fn new(bytes: &[u8], start: usize, is_end: impl Fn(&[u8]) -> bool) -> Self {
        let mut fields: Vec<Field> = Vec::new();
        let mut at = start;
        loop {
            let line = line_at(bytes, at);
            let words = bytes.get(line.words.clone()).unwrap_or_default();
            let folded = words.starts_with(b" ") || words.starts_with(b"\t");
            if line.next == at || is_end(words) {
                return Self::ended(fields, start..at, at);
            }
            if words.is_empty() {
                return Self::ended(fields, start..at, line.next);
            }
            match (folded, fields.last_mut(), name_of(words)) {
                (true, Some(last), _) => last.value.end = line.words.end,
                (false, _, Some(name)) => fields.push(Field {
                    name: String::from_utf8_lossy(name)
                        .trim_end()
                        .to_ascii_lowercase(),
                    start: at,
                    value: at + name.len() + 1..line.words.end,
                }),
                // A separator of a mailbox that stayed at the top.
                (false, None, None)
                    if words.starts_with(b"From ") || words.starts_with(b">From ") => {}
                (true, None, _) if words.trim_ascii().is_empty() => {
                    return Self::ended(fields, start..at, line.next);
                }
                _ => return Self::ended(fields, start..at, at),
            }
            at = line.next;
        }
    }

    fn ended(fields: Vec<Field>, range: Range<usize>, body: usize) -> Self {
        Self {
            fields,
            range,
            body,
        }
    }

    /// The first field of this name, in lower case.
    pub(crate) fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The value of the first field of this name, unfolded, as it stands there.
    pub(crate) fn raw(&self, bytes: &[u8], name: &str) -> Option<String> {
        let field = self.field(name)?;
        let value = bytes.get(field.value.clone())?;
        let words = String::from_utf8_lossy(value);
        Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// What the fields say, encoded words and all.
    pub(crate) fn parsed(&self, bytes: &[u8]) -> Option<Message<'static>> {
        let end = self.range.end.min(self.range.start + LONGEST_HEAD);
        let head = bytes.get(self.range.start..end)?;
        let mut words = encoding::decode(head, None).text.as_str().to_owned();
        words.push_str("\r\n\r\n");
        let message = MessageParser::default().parse_headers(words.as_bytes())?;
        (!message.parts.is_empty()).then(|| message.into_owned())
    }
}

/// A line: its bytes without the end, and where the next begins.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) words: Range<usize>,
    pub(crate) next: usize,
}

/// The line that begins at `at`; at the end of the bytes an empty one that leads nowhere.
pub(crate) fn line_at(bytes: &[u8], at: usize) -> Line {
    let rest = bytes.get(at..).unwrap_or_default();
    let (end, next) = match rest.iter().position(|byte| *byte == b'\n') {
        Some(end) => (end, end + 1),
        None => (rest.len(), rest.len()),
    };
    let line = rest.get(..end).unwrap_or_default();
    let end = at + line.strip_suffix(b"\r").unwrap_or(line).len();
    Line {
        words: at..end,
        next: at + next,
    }
}

/// The name of the field that a line begins with.
pub(crate) fn name_of(line: &[u8]) -> Option<&[u8]> {
    let colon = line
        .iter()
        .take(LONGEST_NAME)
        .position(|byte| *byte == b':')?;
    let name = line.get(..colon)?;
    // Old programs put a blank before the colon.
    let word = name.trim_ascii_end();
    (!word.is_empty() && word.iter().all(u8::is_ascii_graphic)).then_some(name)
}

/// The content type that a head names, or disposition.
pub(crate) fn content<'m>(
    message: &'m Message<'static>,
    name: &'static str,
) -> Option<&'m ContentType<'static>> {
    message.header(name).and_then(HeaderValue::as_content_type)
}

/// Name and address of everyone in a field of addresses.
pub(crate) fn people(address: Option<&Address<'_>>) -> Vec<(Option<String>, Option<String>)> {
    let Some(address) = address else {
        return Vec::new();
    };
    let clean = |words: &str| {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.trim_matches(['"', '\'']).to_owned();
        (!words.is_empty()).then_some(words)
    };
    let all = address.iter().map(|person| {
        (
            person.name.as_deref().and_then(clean),
            person.address.as_deref().and_then(clean),
        )
    });
    all.filter(|person| *person != (None, None)).collect()
}
