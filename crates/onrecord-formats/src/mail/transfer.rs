//! Unpacks the body of a part (base64, quoted-printable), with the way back.

use crate::derived::Derived;
use crate::pieces::Pieces;
use onrecord_record::{SegmentKind, SourceMap, Text};
use std::borrow::Cow;
use std::ops::Range;

/// Unpacked bytes and where they came from.
#[derive(Debug)]
pub(crate) struct Unpacked<'b> {
    pub(crate) bytes: Cow<'b, [u8]>,
    pieces: Pieces,
}

/// Unpacks the bytes `body` of `message`.
pub(crate) fn unpack<'b>(message: &'b [u8], body: Range<usize>, transfer: &str) -> Unpacked<'b> {
    let packed = message.get(body.clone()).unwrap_or_default();
    match transfer {
        "base64" => base_64(packed, body.start),
        "quoted-printable" => Some(quoted_printable(packed, body.start)),
        _ => None,
    }
    .unwrap_or_else(|| {
        let mut pieces = Pieces::default();
        let from = body.start as u64..body.end as u64;
        pieces.push(packed.len(), from, SegmentKind::Verbatim);
        Unpacked {
            bytes: Cow::Borrowed(packed),
            pieces,
        }
    })
}

/// Nothing where the bytes are not base64, whatever the head says. One piece for each line.
fn base_64(packed: &[u8], start: usize) -> Option<Unpacked<'static>> {
    let mut bytes = Vec::with_capacity(packed.len() / 4 * 3);
    let mut pieces = Pieces::default();
    let (mut bits, mut count, mut foreign, mut at) = (0u32, 0u8, 0usize, start);
    let mut from = start;
    for line in packed.split_inclusive(|byte| *byte == b'\n') {
        for byte in line {
            let value = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'a'..=b'z' => byte - b'a' + 26,
                b'0'..=b'9' => byte - b'0' + 52,
                b'+' | b'-' => 62,
                b'/' | b'_' => 63,
                b'=' => {
                    // Padding ends a run; another may follow.
                    (bits, count) = (0, 0);
                    continue;
                }
                _ => {
                    foreign += usize::from(!byte.is_ascii_whitespace());
                    continue;
                }
            };
            bits = bits << 6 | u32::from(value);
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push((bits >> count & 0xFF) as u8);
            }
        }
        at += line.len();
        if bytes.len() > pieces.end() {
            pieces.push(bytes.len(), from as u64..at as u64, SegmentKind::Converted);
            from = at;
        }
    }
    (foreign * 20 <= packed.len()).then_some(Unpacked {
        bytes: Cow::Owned(bytes),
        pieces,
    })
}

fn quoted_printable(packed: &[u8], start: usize) -> Unpacked<'static> {
    let mut unpacked = Unpacked {
        bytes: Cow::Owned(Vec::new()),
        pieces: Pieces::default(),
    };
    let mut at = start;
    for line in packed.split_inclusive(|byte| *byte == b'\n') {
        let words = line.strip_suffix(b"\n").unwrap_or(line);
        let words = words.strip_suffix(b"\r").unwrap_or(words);
        let end = line.get(words.len()..).unwrap_or_default();
        // Blanks before the line's end were put there on the way.
        let shown = words.trim_ascii_end();
        let soft = shown.last() == Some(&b'=');
        let shown = if soft {
            shown.get(..shown.len() - 1).unwrap_or_default()
        } else if end.is_empty() {
            words
        } else {
            shown
        };
        quoted_printable_line(shown, at, &mut unpacked);
        if !soft {
            let from = at + words.len();
            unpacked.push(end, from..from + end.len(), true);
        }
        at += line.len();
    }
    unpacked
}

fn quoted_printable_line(line: &[u8], start: usize, unpacked: &mut Unpacked) {
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let mut at = 0;
    while at < line.len() {
        let rest = line.get(at..).unwrap_or_default();
        if rest.first() == Some(&b'=')
            && let (Some(high), Some(low)) = (hex(rest.get(1)), hex(rest.get(2)))
        {
            let from = start + at;
            unpacked.push(&[(high * 16 + low) as u8], from..from + 3, false);
            at += 3;
            continue;
        }
        let run = rest.iter().skip(1).position(|byte| *byte == b'=');
        let run = run.map_or(rest.len(), |run| run + 1);
        let from = start + at;
        unpacked.push(rest.get(..run).unwrap_or_default(), from..from + run, true);
        at += run;
    }
}

impl Unpacked<'_> {
    fn push(&mut self, bytes: &[u8], from: Range<usize>, same: bool) {
        if bytes.is_empty() {
            return;
        }
        self.bytes.to_mut().extend_from_slice(bytes);
        let kind = if same {
            SegmentKind::Verbatim
        } else {
            SegmentKind::Converted
        };
        let from = from.start as u64..from.end as u64;
        self.pieces.join(self.bytes.len(), from, kind);
    }

    /// Adds a text that was made from the unpacked bytes to `out`, with where it came from in the
    /// packed ones.
    pub(crate) fn add(&self, text: &Text, map: &SourceMap, out: &mut Derived) {
        for segment in &map.segments {
            let words = text.slice(segment.text);
            let (from, to) = (segment.from as usize, segment.to as usize);
            match segment.kind {
                SegmentKind::Verbatim => self.add_same(words, from, out),
                SegmentKind::Converted => {
                    let range = self.origin(from..to);
                    out.converted(words, range);
                }
                SegmentKind::Inserted => out.inserted(words, self.origin(from..from).start),
            }
        }
    }

    /// Adds words that are the unpacked bytes from `at` on.
    fn add_same(&self, words: &str, at: usize, out: &mut Derived) {
        let mut done = 0;
        let mut pieces = self.pieces.since(at).peekable();
        while done < words.len() {
            let Some(here) = pieces.next() else {
                let end = self.pieces.iter().last().map_or(0, |piece| piece.to);
                out.converted(words.get(done..).unwrap_or_default(), end..end);
                return;
            };
            // A character may begin in one piece and end in the next.
            let mut until = here.end.saturating_sub(at).min(words.len());
            let mut cut = false;
            while !words.is_char_boundary(until) {
                until += 1;
                cut = true;
            }
            let part = words.get(done..until).unwrap_or_default();
            let left = here.end - (at + done).min(here.end);
            if here.kind == SegmentKind::Verbatim && !cut {
                out.verbatim(part, here.to.saturating_sub(left as u64));
            } else {
                out.converted(part, self.origin(at + done..at + until));
            }
            done = until;
            while pieces.next_if(|piece| piece.end <= at + done).is_some() {}
        }
    }

    /// The packed bytes that a range of the unpacked ones came from.
    fn origin(&self, range: Range<usize>) -> Range<u64> {
        let last = range.end.saturating_sub(1).max(range.start);
        match (self.pieces.origin(range.start), self.pieces.origin(last)) {
            (Some(first), Some(last)) => first.start..last.end.max(first.start),
            _ => 0..0,
        }
    }
}
