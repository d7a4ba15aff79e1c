//! Files of messages (MBOX): each message is a part of its own, read as a message.

use super::fields::{line_at, name_of};
use crate::driver::{Sink, Source};
use crate::{FormatError, Hint};
use onrecord_record::Format;
use std::borrow::Cow;
use std::ops::Range;

/// What every message begins with.
const FROM: &[u8] = b"From ";

/// Told by its first line, `From ann@example.org Tue Mar  3 10:02:07 2020`, and a field after it.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Option<String> {
    let start = bytes
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count();
    // A single message may have kept its separator.
    let single = matches!(hint.ending().as_str(), "eml" | "emlx");
    (!single && is_separator(bytes, start))
        .then(|| "it begins with the line \"From \" and a message, as mailboxes do".to_owned())
}

/// Reads every message.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    for (i, range) in Messages::new(source.bytes).enumerate() {
        let message = source.bytes.get(range).unwrap_or_default();
        let name = format!("message {}", i + 1);
        sink.member_as(&name, Format::Mail, &unescaped(message));
    }
    Ok(())
}

/// The messages of a mailbox, without the lines that separate them, found in one pass.
struct Messages<'b> {
    bytes: &'b [u8],
    /// Where the next message begins, after its separator.
    at: usize,
}

impl<'b> Messages<'b> {
    fn new(bytes: &'b [u8]) -> Self {
        let mut at = 0;
        // What stands before the first separator is no message; without one all is.
        while at < bytes.len() && !is_separator(bytes, at) {
            at = line_at(bytes, at).next;
        }
        let at = if at < bytes.len() {
            line_at(bytes, at).next
        } else {
            0
        };
        Self { bytes, at }
    }
}

impl Iterator for Messages<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        if start >= self.bytes.len() {
            return None;
        }
        let mut at = start;
        let mut blank_before = false;
        while at < self.bytes.len() {
            let line = line_at(self.bytes, at);
            if blank_before && is_separator(self.bytes, at) {
                self.at = line.next;
                return Some(start..at);
            }
            blank_before = line.words.is_empty();
            at = line.next;
        }
        self.at = at;
        Some(start..at)
    }
}

/// Whether the line at `at` separates messages: it has a date, or nothing but a stroke as Thunderbird
/// writes it, and a field stands on the next.
fn is_separator(bytes: &[u8], at: usize) -> bool {
    if !bytes.get(at..).unwrap_or_default().starts_with(FROM) {
        return false;
    }
    let line = line_at(bytes, at);
    let rest = bytes.get(line.words.start + FROM.len()..line.words.end);
    let rest = String::from_utf8_lossy(rest.unwrap_or_default());
    let words: Vec<&str> = rest.split_whitespace().take(16).collect();
    let is_digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let clock = words.iter().any(|word| {
        word.contains(':')
            && word
                .split(':')
                .all(|part| part.len() <= 2 && is_digits(part))
    });
    let year = words.iter().any(|word| word.len() == 4 && is_digits(word));
    let bare = matches!(words.as_slice(), [] | ["-"]);
    let after = line_at(bytes, line.next);
    let after = bytes.get(after.words).unwrap_or_default();
    (clock && year || bare) && (name_of(after).is_some() || after.starts_with(b">From "))
}

/// The message with `>From` at the start of lines turned back into `From` (`>>From` into `>From`).
fn unescaped(message: &[u8]) -> Cow<'_, [u8]> {
    let is_escaped = |line: &[u8]| {
        let marks = line.iter().take_while(|byte| **byte == b'>').count();
        marks > 0 && line.get(marks..).unwrap_or_default().starts_with(FROM)
    };
    let mut lines = message.split_inclusive(|byte| *byte == b'\n');
    if !lines.clone().any(is_escaped) {
        return Cow::Borrowed(message);
    }
    let mut all = Vec::with_capacity(message.len());
    for line in lines.by_ref() {
        let skip = usize::from(is_escaped(line));
        all.extend_from_slice(line.get(skip..).unwrap_or_default());
    }
    Cow::Owned(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_body_is_no_separator() {
        let all = b"From ann@example.org Tue Mar  3 10:02:07 2020\nFrom: Ann\n\n\
                    From 2011 on I lived there.\n\nFrom then on I saw him at 10:02 in 2011\nTo be honest.\n\n\
                    From - Wed Mar 04 10:02:07 2020\r\nFrom: Bo\r\n\r\n>From now on.\n>>From then.\n";
        let found: Vec<&[u8]> = Messages::new(all).map(|range| &all[range]).collect();
        assert_eq!(found.len(), 2);
        assert!(found[0].ends_with(b"honest.\n\n"));
        assert_eq!(
            unescaped(found[1]).as_ref(),
            b"From: Bo\r\n\r\nFrom now on.\n>From then.\n"
        );
    }
}
