//! Whether bytes are a message.

use super::date;
use super::fields::{Head, line_at};
use crate::Hint;
use std::ops::Range;

/// Fields that only programs write.
const PROGRAMS: [&str; 12] = [
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "dkim-signature",
    "x-mailer",
    "user-agent",
    "content-transfer-encoding",
    "x-originating-ip",
    "x-mozilla-status",
    "x-gm-thrid",
];

/// Fields of the head of messages.
const KNOWN: [&str; 9] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "sender",
    "reply-to",
    "in-reply-to",
    "content-type",
];

/// How far a message's head is looked at, in bytes.
const HEAD: usize = 64 << 10;

/// Told by the fields it begins with. A letter that someone typed may begin with `From:` and `To:`
/// too: it has none of the fields that programs write.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Option<String> {
    let range = message(bytes);
    let head = Head::new(
        bytes.get(..range.start + HEAD).unwrap_or(bytes),
        range.start,
        |_| false,
    );
    let words = bytes.get(head.range.clone())?;
    if words.contains(&0) || head.fields.first()?.start != range.start && head.fields.len() < 2 {
        return None;
    }
    let has = |names: &[&str]| {
        let found = names.iter().filter(|name| head.field(name).is_some());
        found.count()
    };
    let (programs, known) = (has(&PROGRAMS), has(&KNOWN));
    let first = &head.fields.first()?.name;
    if matches!(hint.ending().as_str(), "eml" | "emlx") && programs + known > 0 {
        return Some(format!(
            "the file's name ends in .eml and it begins with \"{first}:\""
        ));
    }
    let address = head
        .raw(bytes, "from")
        .is_some_and(|from| from.contains('@'));
    let exact = address && has_clock(bytes, &head);
    let is_mail =
        programs > 0 && programs + known >= 2 && (head.field("from").is_some() || programs >= 2);
    (is_mail || exact && known >= 3)
        .then(|| format!("it begins with the fields of a message, the first of them \"{first}:\""))
}

/// Whether its date is written as mail programs do: day, month, year, time and zone.
fn has_clock(bytes: &[u8], head: &Head) -> bool {
    let date = head.raw(bytes, "date");
    let moment = date.as_deref().and_then(date::of_mail);
    let time = moment.and_then(|moment| moment.time);
    time.is_some_and(|time| time.ends_with('Z') || time.contains(['+', '-']))
}

/// Where the message lies in the bytes: after a byte order mark and blank lines, and, as Apple Mail
/// keeps it (EMLX), after a line that counts its bytes.
pub(crate) fn message(bytes: &[u8]) -> Range<usize> {
    let mut start = if bytes.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    let blank = bytes.get(start..).unwrap_or_default();
    let blank = blank
        .iter()
        .take_while(|byte| matches!(byte, b'\r' | b'\n'))
        .count();
    start += blank;
    let line = line_at(bytes, start);
    let first = bytes.get(line.words).unwrap_or_default().trim_ascii();
    let count: Option<usize> = (!first.is_empty() && first.iter().all(u8::is_ascii_digit))
        .then(|| std::str::from_utf8(first).ok()?.parse().ok())
        .flatten();
    match count {
        Some(count) if count <= bytes.len().saturating_sub(line.next) && count > 0 => {
            line.next..line.next + count
        }
        _ => start..bytes.len(),
    }
}
