//! A JSON object in every line (JSON Lines), a JSON list of objects, or an object with such lists.

use super::columns::{self, Role};
use super::object::{self, Object, Value};
use super::row;
use crate::derived::Derived;
use crate::driver::{Sink, Source};
use crate::readers::{self, Input};
use crate::{FormatError, Hint};
use onrecord_record::{Format, Warning};

/// How many bytes at the start tell what a file is.
const SAMPLE: usize = 8 << 10;
/// How many lists of an object are read.
const MOST_LISTS: usize = 50;
/// How many broken lines are named one by one; of the others only their number is said.
const MOST_NAMED: usize = 100;

/// Told by its ending and how it begins.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Option<String> {
    let start = bytes.get(..SAMPLE).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let ending = hint.ending();
    let is_utf_16 = [b"\xFF\xFE", b"\xFE\xFF"]
        .iter()
        .any(|mark| start.starts_with(*mark));
    let first = start.trim_ascii_start();
    let opens = first.starts_with(b"{") || first.starts_with(b"[");
    if matches!(ending.as_str(), "jsonl" | "ndjson" | "json") && (opens || is_utf_16) {
        return Some(format!("its name ends in .{ending}"));
    }
    if !opens {
        return None;
    }
    // Lossy, since the sample may end inside a character.
    let text = String::from_utf8_lossy(first);
    if let Some(rest) = text.strip_prefix('[') {
        let rest = rest.trim_start().strip_prefix('{')?.trim_start();
        return rest
            .starts_with('"')
            .then(|| "it is a list of JSON objects".to_owned());
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_object = object::value(lines.next()?).is_ok_and(|value| value.object().is_some());
    (is_object && lines.all(|line| line.starts_with('{')))
        .then(|| "every line is a JSON object".to_owned())
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    let input = Input::new(source.bytes)?;
    let text = input.text();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let mut items = Items {
        input: &input,
        sink,
        seen: 0,
        empty: 0,
        handed: 0,
        warnings: readers::replaced(input.decoded.replaced)
            .into_iter()
            .collect(),
    };
    if start.starts_with('[') {
        items.list(start, "item")?;
    } else if let Ok(value) = object::value(start) {
        // A single object over several lines, or in a file of its own.
        items.object(value)?;
    } else {
        items.lines();
    }
    items.end()
}

/// The objects of a file as they are handed on.
struct Items<'i, 's, 'd> {
    input: &'i Input,
    sink: &'i mut Sink<'s, 'd>,
    /// Objects so far.
    seen: usize,
    /// Objects without words in their text.
    empty: usize,
    /// Documents so far.
    handed: usize,
    /// What the first document has to say.
    warnings: Vec<Warning>,
}

impl<'i> Items<'i, '_, '_> {
    /// Each line is an object.
    fn lines(&mut self) {
        let input = self.input;
        let mut broken = 0;
        for (i, line) in input.text().split('\n').enumerate() {
            let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
            if line.is_empty() {
                continue;
            }
            let part = format!("line {}", i + 1);
            match object::value(line) {
                Ok(value) => self.item(value, part),
                Err(error) => {
                    broken += 1;
                    if broken <= MOST_NAMED {
                        self.sink.unread(&part, &damaged("a line of JSON", &error));
                    }
                }
            }
        }
        if broken > MOST_NAMED {
            self.sink.unread(
                "further lines",
                &FormatError::Damaged {
                    what: "a file of JSON lines",
                    why: format!("{broken} of its lines are no JSON"),
                },
            );
        }
    }

    /// A list of objects. A break in it ends it, and what came before counts.
    fn list(&mut self, source: &'i str, name: &str) -> Result<(), FormatError> {
        let mut number = 0;
        let read = object::items(source, |value| {
            number += 1;
            self.item(value, format!("{name} {number}"));
        });
        match read {
            Ok(()) => Ok(()),
            Err(error) if number == 0 => Err(damaged("a JSON file", &error)),
            Err(error) => {
                let part = format!("{name} {}", number + 1);
                self.sink.unread(&part, &damaged("a JSON file", &error));
                Ok(())
            }
        }
    }

    /// An object that is a document, or has lists of objects that are.
    fn object(&mut self, value: Value<'i>) -> Result<(), FormatError> {
        let Some(object) = value.object() else {
            return Ok(());
        };
        if self.document(&object, String::new()) {
            return Ok(());
        }
        let lists = object.fields.iter().filter(|(_, value)| value.is_list());
        for (key, list) in lists.take(MOST_LISTS) {
            for (i, value) in list.list().into_iter().enumerate() {
                self.item(value, format!("{key} {}", i + 1));
            }
        }
        Ok(())
    }

    fn item(&mut self, value: Value<'i>, part: String) {
        self.seen += 1;
        match value.object() {
            Some(object) => {
                let done = self.document(&object, part);
                self.empty += usize::from(!done);
            }
            None => self.empty += 1,
        }
    }

    /// Hands on an object as a document; whether it has words.
    fn document(&mut self, object: &Object<'i>, part: String) -> bool {
        let values = values(object, self.input.text());
        let source = &self.input.decoded.text;
        // Dates in figures alone are read where a date leaves no doubt by itself.
        let Some(mut document) = row::document(Format::JsonLines, &values, None, source) else {
            return false;
        };
        document.part = part;
        document.metadata.encoding = self.input.decoded.encoding.map(str::to_owned);
        document.warnings.append(&mut self.warnings);
        self.sink.document(document);
        self.handed += 1;
        true
    }

    fn end(self) -> Result<(), FormatError> {
        if self.handed == 0 {
            return Err(FormatError::Unsupported {
                what: "JSON without a text field".to_owned(),
                advice:
                    "name the field that has the words text, and its date, author, title and url \
                         so, or save it as text and add that"
                        .to_owned(),
            });
        }
        Ok(())
    }
}

fn damaged(what: &'static str, error: &serde_json::Error) -> FormatError {
    FormatError::Damaged {
        what,
        why: error.to_string(),
    }
}

/// The values of an object, and of the objects right in it, whose role is known.
fn values(object: &Object, source: &str) -> Vec<row::Value> {
    let mut all: Vec<(String, Value)> = Vec::new();
    for (key, value) in &object.fields {
        match value.object() {
            Some(inner) => {
                let inner = inner.fields.into_iter();
                all.extend(inner.map(|(own, value)| (format!("{key}.{own}"), value)));
            }
            None => all.push((key.clone(), *value)),
        }
    }
    let derived = |value: Value| -> Option<Derived> {
        let value = if value.is_list() {
            value.list().into_iter().next()?
        } else {
            value
        };
        value.words()?;
        Some(value.derived(value.offset_in(source)?))
    };
    let is_text = |i: usize, role: Role| {
        role != Role::Text
            || all
                .get(i)
                .and_then(|(_, v)| v.words())
                .is_some_and(|w| w.contains(' '))
    };
    let known: Vec<&str> = all
        .iter()
        .map(|(key, value)| match value.words() {
            // What holds no words is no value of the name, and may not hide another one.
            None if !value.is_list() => "",
            _ => key.as_str(),
        })
        .collect();
    let mut values = Vec::new();
    for (role, i) in columns::roles(known.into_iter(), is_text) {
        let Some((key, value)) = all.get(i) else {
            continue;
        };
        if role == Role::Text && value.is_list() {
            values.push(row::Value {
                role,
                name: format!("key {key}"),
                words: joined(*value, source),
            });
            continue;
        }
        let several = match role {
            Role::Author if value.is_list() => value.list(),
            _ => vec![*value],
        };
        for value in several {
            let value = match value.object() {
                Some(object) => object.get("name"),
                None => Some(value),
            };
            if let Some(words) = value.and_then(derived) {
                values.push(row::Value {
                    role,
                    name: format!("key {key}"),
                    words,
                });
            }
        }
    }
    values
}

/// The words of a text that is kept in pieces, some of them objects with their own text, as Telegram
/// does: `["See ", {"type": "bold", "text": "this"}]`.
fn joined(list: Value, source: &str) -> Derived {
    let mut words = Derived::default();
    for value in list.list() {
        let value = match value.object() {
            Some(object) => object.get("text"),
            None => Some(value),
        };
        let Some(value) = value.filter(|value| value.words().is_some()) else {
            continue;
        };
        if let Some(at) = value.offset_in(source) {
            let piece = value.derived(at);
            piece.copy_to(0..piece.len(), &mut words);
        }
    }
    words
}
