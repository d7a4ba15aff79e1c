//! The parts of a message (MIME), found in one pass over its lines.

use super::fields::{self, Head, line_at};
use std::ops::Range;

/// How deep parts may lie inside one another. Mail programs make five.
pub(crate) const DEEPEST: usize = 32;
/// Most parts of one message; what comes after belongs to the last.
pub(crate) const MOST_PARTS: usize = 10_000;

/// A part: the whole message, or one between two boundaries. Offsets in bytes of the message.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) head: Head,
    pub(crate) body: Range<usize>,
    /// Kind of content in lower case, as `text/html`; empty where it does not say.
    pub(crate) kind: String,
    /// Encoding of its characters, as it says.
    pub(crate) charset: Option<String>,
    /// How it is packed, in lower case: `base64`.
    pub(crate) transfer: String,
    /// Name of the file, where it has one.
    pub(crate) name: Option<String>,
    /// It says that it is an attachment.
    pub(crate) is_attachment: bool,
    /// It says that it is shown in its place.
    pub(crate) is_inline: bool,
    /// Its id, without brackets.
    pub(crate) id: Option<String>,
    /// Lines may be joined (`format=flowed`).
    pub(crate) flowed: bool,
    /// The blank at a joined line's end goes (`delsp=yes`).
    pub(crate) delsp: bool,
    /// `start` and `type` of a multipart/related, `smime-type` of S/MIME.
    pub(crate) start: Option<String>,
    pub(crate) smime: Option<String>,
    pub(crate) parts: Vec<Part>,
    boundary: Option<Vec<u8>>,
}

/// A message taken apart.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) root: Part,
    /// It ends before the last boundary: something is missing.
    pub(crate) broken_off: bool,
    /// Parts lie deeper than may be, or are more than may be.
    pub(crate) too_many: bool,
}

/// Takes the message apart that begins at `start`.
pub(crate) fn split(bytes: &[u8], start: usize) -> Parts {
    let mut splitter = Splitter {
        bytes,
        open: Vec::new(),
        leaf: None,
        count: 0,
        too_many: false,
        root: None,
    };
    let mut at = splitter.begin(start);
    while at < bytes.len() {
        let line = line_at(bytes, at);
        let words = bytes.get(line.words.clone()).unwrap_or_default();
        let next = line.next;
        at = match splitter.boundary(words) {
            None => next,
            Some((open, closes)) => {
                splitter.close_above(open, end_before(bytes, at));
                if closes {
                    splitter.close_above(open.saturating_sub(1), next);
                    if open == 0 {
                        splitter.close_all(next);
                    }
                    next
                } else if splitter.count >= MOST_PARTS {
                    splitter.too_many = true;
                    break;
                } else {
                    splitter.begin(next)
                }
            }
        };
    }
    let broken_off = splitter.close_above(0, bytes.len()) | !splitter.open.is_empty();
    splitter.close_all(bytes.len());
    let too_many = splitter.too_many;
    let root = splitter
        .root
        .unwrap_or_else(|| Part::new(bytes, Head::new(bytes, bytes.len(), |_| true)));
    Parts {
        root,
        broken_off,
        too_many,
    }
}

struct Splitter<'b> {
    bytes: &'b [u8],
    /// The multiparts that have begun, outermost first.
    open: Vec<Part>,
    /// The part that lines belong to now, if it is none of these.
    leaf: Option<Part>,
    count: usize,
    too_many: bool,
    root: Option<Part>,
}

impl Splitter<'_> {
    /// Begins the part whose head stands at `at`; where its body begins.
    fn begin(&mut self, at: usize) -> usize {
        self.count += 1;
        let head = Head::new(self.bytes, at, |line| self.boundary(line).is_some());
        let part = Part::new(self.bytes, head);
        let body = part.body.start;
        if part.boundary.is_none() {
            self.leaf = Some(part);
        } else if self.open.len() >= DEEPEST {
            self.too_many = true;
            self.leaf = Some(part);
        } else {
            self.open.push(part);
        }
        body
    }

    /// Whose boundary a line is, as the place among the open ones, and whether it is the last.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let line = line.strip_prefix(b"--")?;
        self.open.iter().enumerate().rev().find_map(|(i, part)| {
            let rest = line.strip_prefix(part.boundary.as_deref()?)?;
            match rest.trim_ascii_end() {
                b"" => Some((i, false)),
                b"--" => Some((i, true)),
                _ => None,
            }
        })
    }

    /// Ends the leaf and all multiparts inside of `open`; whether there was such a multipart.
    fn close_above(&mut self, open: usize, end: usize) -> bool {
        if let Some(mut leaf) = self.leaf.take() {
            leaf.body.end = end.max(leaf.body.start);
            self.put(leaf);
        }
        let mut some = false;
        while self.open.len() > open + 1 {
            some = true;
            self.pop(end);
        }
        some
    }

    fn close_all(&mut self, end: usize) {
        while !self.open.is_empty() {
            self.pop(end);
        }
    }

    fn pop(&mut self, end: usize) {
        if let Some(mut part) = self.open.pop() {
            part.body.end = end.max(part.body.start);
            self.put(part);
        }
    }

    fn put(&mut self, part: Part) {
        match self.open.last_mut() {
            Some(around) => around.parts.push(part),
            // After the message's own last boundary nothing counts.
            None => {
                self.root.get_or_insert(part);
            }
        }
    }
}

impl Part {
    fn new(bytes: &[u8], head: Head) -> Self {
        let parsed = head.parsed(bytes);
        let content = parsed
            .as_ref()
            .and_then(|head| fields::content(head, "Content-Type"));
        let disposition = parsed
            .as_ref()
            .and_then(|head| fields::content(head, "Content-Disposition"));
        let attribute = |key: &str| {
            let value = content?.attribute(key)?.trim().to_owned();
            (!value.is_empty()).then_some(value)
        };
        let kind = content.map_or_else(String::new, |content| {
            let kind = content.ctype();
            let sub = content.subtype().unwrap_or_default();
            format!("{kind}/{sub}").to_ascii_lowercase()
        });
        let is =
            |key: &str, value: &str| attribute(key).is_some_and(|v| v.eq_ignore_ascii_case(value));
        let name = disposition
            .and_then(|disposition| disposition.attribute("filename"))
            .map(str::to_owned)
            .or_else(|| attribute("name"))
            .filter(|name| !name.trim().is_empty());
        let boundary = attribute("boundary").filter(|_| kind.starts_with("multipart/"));
        let id = head.raw(bytes, "content-id");
        Self {
            body: head.body..bytes.len(),
            charset: attribute("charset"),
            transfer: head
                .raw(bytes, "content-transfer-encoding")
                .unwrap_or_default()
                .to_ascii_lowercase(),
            name,
            is_attachment: disposition.is_some_and(mail_parser::ContentType::is_attachment),
            is_inline: disposition.is_some_and(mail_parser::ContentType::is_inline),
            id: id.map(|id| id.trim_matches(['<', '>', ' ']).to_owned()),
            flowed: is("format", "flowed"),
            delsp: is("delsp", "yes"),
            start: attribute("start").map(|id| id.trim_matches(['<', '>', ' ']).to_owned()),
            smime: attribute("smime-type").map(|kind| kind.to_ascii_lowercase()),
            parts: Vec::new(),
            boundary: boundary.map(String::into_bytes),
            kind,
            head,
        }
    }

    /// Whether it holds parts, and some were found.
    pub(crate) fn is_multipart(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// The end of what stands before the line at `at`: its line end belongs to the boundary.
fn end_before(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    let before = before.strip_suffix(b"\n").unwrap_or(before);
    before.strip_suffix(b"\r").unwrap_or(before).len()
}
