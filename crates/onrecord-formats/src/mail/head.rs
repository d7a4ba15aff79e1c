//! The head of a message as its reader sees it: who wrote to whom, when, about what.

use super::date;
use super::fields::{self, Field, Head};
use crate::derived::Derived;
use crate::encoding;
use mail_parser::Message;
use onrecord_record::{BlockKind, Detail, DetailKind, Metadata, Moment, Sourced, Text};
use std::ops::Range;

/// The fields that are shown, in this order, as name and label. The first of each counts.
const SHOWN: [(&str, &str); 5] = [
    ("from", "From"),
    ("to", "To"),
    ("cc", "Cc"),
    ("date", "Date"),
    ("subject", "Subject"),
];

/// Most people of one field that are kept as such.
const MOST_PEOPLE: usize = 1000;

/// A line of the head in the text; ranges in bytes of it.
#[derive(Debug)]
struct Shown {
    name: &'static str,
    value: Range<usize>,
}

/// The written head.
#[derive(Debug, Default)]
pub(crate) struct Written {
    shown: Vec<Shown>,
}

/// Writes the head's lines at the end of `derived`, and their blocks.
pub(crate) fn write(
    bytes: &[u8],
    head: &Head,
    parsed: Option<&Message<'_>>,
    derived: &mut Derived,
    blocks: &mut Vec<(Range<usize>, BlockKind)>,
) -> Written {
    let mut written = Written::default();
    for (name, label) in SHOWN {
        let Some(field) = head.field(name) else {
            continue;
        };
        let mut value = Derived::default();
        write_value(bytes, field, name, parsed, &mut value);
        if value.as_str().trim().is_empty() {
            continue;
        }
        if !blocks.is_empty() {
            derived.inserted("\n", field.start as u64);
        }
        let start = derived.len();
        let name_end = field.value.start;
        let written_name = bytes.get(field.start..name_end).unwrap_or_default();
        if written_name == format!("{label}:").as_bytes() {
            derived.verbatim(&format!("{label}:"), field.start as u64);
        } else {
            derived.converted(&format!("{label}:"), field.start as u64..name_end as u64);
        }
        let label_end = derived.len();
        if bytes.get(name_end) == Some(&b' ') {
            derived.verbatim(" ", name_end as u64);
        } else {
            derived.inserted(" ", name_end as u64);
        }
        let value_start = derived.len();
        let (text, map) = value.finish();
        for segment in &map.segments {
            let words = text.slice(segment.text);
            match segment.kind {
                onrecord_record::SegmentKind::Verbatim => derived.verbatim(words, segment.from),
                _ => derived.converted(words, segment.from..segment.to),
            }
        }
        if name == "subject" {
            blocks.push((start..label_end, BlockKind::Markup));
            blocks.push((value_start..derived.len(), BlockKind::Headline));
        } else {
            blocks.push((start..derived.len(), BlockKind::Paragraph));
        }
        written.shown.push(Shown {
            name,
            value: value_start..derived.len(),
        });
    }
    written
}

/// Writes a field's value without folds, in people's names without quotation marks.
fn write_value(
    bytes: &[u8],
    field: &Field,
    name: &str,
    parsed: Option<&Message<'_>>,
    value: &mut Derived,
) {
    let raw = bytes.get(field.value.clone()).unwrap_or_default();
    let from = field.value.start;
    let plain = std::str::from_utf8(raw).ok().filter(|raw| {
        !raw.contains("=?") && !raw.chars().any(|c| c.is_control() && !c.is_whitespace())
    });
    let Some(raw) = plain else {
        let start = raw.len() - raw.trim_ascii_start().len();
        let range = (from + start.min(raw.len())) as u64..field.value.end as u64;
        let words = said(name, parsed)
            .unwrap_or_else(|| encoding::decode(raw, None).text.as_str().to_owned());
        let words: Vec<&str> = words.split_whitespace().collect();
        value.converted(&words.join(" "), range);
        return;
    };
    let is_people = matches!(name, "from" | "to" | "cc");
    let is_left_out = |c: char| c.is_whitespace() || is_people && matches!(c, '"' | '\\');
    let mut at = 0;
    let mut gap: Option<(usize, bool)> = None;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let run = rest.find(is_left_out).unwrap_or(rest.len());
        if run > 0 {
            if let Some((start, blank)) = gap.take()
                && blank
                && value.len() > 0
            {
                match raw.get(start..at) {
                    Some(" ") => value.verbatim(" ", (from + start) as u64),
                    _ => value.converted(" ", (from + start) as u64..(from + at) as u64),
                }
            }
            value.verbatim(rest.get(..run).unwrap_or_default(), (from + at) as u64);
            at += run;
            continue;
        }
        let left_out = rest.chars().next();
        let (start, blank) = gap.unwrap_or((at, false));
        gap = Some((start, blank || left_out.is_some_and(char::is_whitespace)));
        at += left_out.map_or(1, char::len_utf8);
    }
}

/// What a field says once its encoded words are decoded.
fn said(name: &str, parsed: Option<&Message<'_>>) -> Option<String> {
    let parsed = parsed?;
    let address = match name {
        "from" => parsed.from(),
        "to" => parsed.to(),
        "cc" => parsed.cc(),
        "subject" => return parsed.subject().map(str::to_owned),
        _ => return None,
    };
    let people: Vec<String> = fields::people(address)
        .into_iter()
        .map(|person| match person {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (name, address) => name.or(address).unwrap_or_default(),
        })
        .collect();
    (!people.is_empty()).then(|| people.join(", "))
}

/// Fills in what the head says.
pub(crate) fn fill(
    metadata: &mut Metadata,
    head: &Head,
    bytes: &[u8],
    parsed: Option<&Message<'_>>,
    written: &Written,
    text: &Text,
) {
    let place = |name: &str, value: &str| {
        let shown = written.shown.iter().find(|shown| shown.name == name)?;
        let line = text.span(shown.value.clone())?;
        let at = text.slice(line).find(value)?;
        text.within(line, at..at + value.len())
    };
    let sourced = |value: String, name: &str, label: &str| Sourced {
        span: place(name, &value),
        value,
        from: format!("the message's {label}"),
    };
    let subject = parsed.and_then(Message::subject).map(|subject| {
        let words: Vec<&str> = subject.split_whitespace().collect();
        words.join(" ")
    });
    metadata.title = subject
        .filter(|subject| !subject.is_empty())
        .map(|subject| sourced(subject, "subject", "Subject"));
    let named = |address, name: &'static str, label: &'static str| {
        let people = fields::people(address).into_iter().take(MOST_PEOPLE);
        people
            .filter_map(|(display, address)| display.or(address))
            .map(|person| sourced(person, name, label))
            .collect::<Vec<_>>()
    };
    metadata.authors = named(parsed.and_then(Message::from), "from", "From");
    metadata.published = sent(head, bytes).map(|(value, from)| {
        let line = written.shown.iter().find(|shown| shown.name == "date");
        let line = line.filter(|_| from.ends_with("Date"));
        Sourced {
            value,
            span: line.and_then(|line| text.span(line.value.clone())),
            from: from.to_owned(),
        }
    });
    let mut add = |kind, values: Vec<Sourced<String>>| {
        let details = values.into_iter().map(|value| Detail { kind, value });
        metadata.details.extend(details);
    };
    add(
        DetailKind::Recipient,
        named(parsed.and_then(Message::to), "to", "To"),
    );
    add(
        DetailKind::Copy,
        named(parsed.and_then(Message::cc), "cc", "Cc"),
    );
    let id = |name: &str, label: &str| {
        let raw = head.raw(bytes, name)?;
        let first = raw.split_whitespace().next()?;
        Some(sourced(first.to_owned(), name, label))
    };
    add(
        DetailKind::MessageId,
        id("message-id", "Message-ID").into_iter().collect(),
    );
    add(
        DetailKind::ReplyTo,
        id("in-reply-to", "In-Reply-To").into_iter().collect(),
    );
}

/// When the message was sent: its Date, else when it was last received.
fn sent(head: &Head, bytes: &[u8]) -> Option<(Moment, &'static str)> {
    let written = head.raw(bytes, "date").and_then(|date| date::moment(&date));
    if let Some(moment) = written {
        return Some((moment, "the message's Date"));
    }
    let received = head.raw(bytes, "received")?;
    let (_, date) = received.rsplit_once(';')?;
    Some((date::moment(date)?, "the message's Received"))
}
