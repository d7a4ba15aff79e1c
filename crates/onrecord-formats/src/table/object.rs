//! JSON objects whose values are looked at one by one, each with where it stands.
//!
//! Nothing is built for values that nobody asks for, and nothing goes deeper than it is asked to: a
//! value stays the characters it is in the source until then, so that a file of any size needs little
//! more memory than its characters.

use crate::derived::Derived;
use serde::de::{Deserializer as _, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Most keys of one object that are looked at.
const MOST_KEYS: usize = 1000;

/// A value as it stands in the source.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'t> {
    raw: &'t str,
}

/// An object: keys and values in the source's order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object<'t> {
    pub(crate) fields: Vec<(String, Value<'t>)>,
}

impl<'t> Value<'t> {
    /// The object it is.
    pub(crate) fn object(self) -> Option<Object<'t>> {
        if !self.raw.starts_with('{') {
            return None;
        }
        serde_json::Deserializer::from_str(self.raw)
            .deserialize_map(Fields)
            .ok()
    }

    /// The values of the list it is; none where it is something else.
    pub(crate) fn list(self) -> Vec<Value<'t>> {
        let mut values = Vec::new();
        if self.raw.starts_with('[') {
            let _ = items(self.raw, |value| values.push(value));
        }
        values
    }

    /// Whether it is a list.
    pub(crate) fn is_list(self) -> bool {
        self.raw.starts_with('[')
    }

    /// The string it is, or the figures of the number.
    pub(crate) fn words(self) -> Option<String> {
        match self.raw.as_bytes() {
            [b'"', ..] => Some(self.derived(0).as_str().to_owned()),
            [b'0'..=b'9' | b'-', ..] => Some(self.raw.to_owned()),
            _ => None,
        }
    }

    /// Whether it is `true`.
    pub(crate) fn is_true(self) -> bool {
        self.raw == "true"
    }

    /// Whether it is a string.
    pub(crate) fn is_string(self) -> bool {
        self.raw.starts_with('"')
    }

    /// Where it begins in `source`, in bytes; nothing where it stands in another string.
    pub(crate) fn offset_in(self, source: &str) -> Option<usize> {
        let (start, own) = (source.as_ptr().addr(), self.raw.as_ptr().addr());
        let at = own.checked_sub(start)?;
        (at + self.raw.len() <= source.len()).then_some(at)
    }

    /// The string it is, or the figures, with where each character stands. `at` is where the value
    /// begins.
    pub(crate) fn derived(self, at: usize) -> Derived {
        let mut derived = Derived::default();
        let Some(inner) = self.raw.strip_prefix('"') else {
            derived.verbatim(self.raw, at as u64);
            return derived;
        };
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        let mut at = at + 1;
        let mut rest = inner;
        while !rest.is_empty() {
            let plain = rest.find('\\').unwrap_or(rest.len());
            let (words, escaped) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            derived.verbatim(words, at as u64);
            at += plain;
            let (c, length) = escape(escaped);
            if let Some(c) = c {
                derived.converted(c.encode_utf8(&mut [0; 4]), at as u64..(at + length) as u64);
            }
            at += length;
            rest = escaped.get(length..).unwrap_or_default();
        }
        derived
    }
}

/// The character that an escape at the start of `words` stands for, and how many bytes it takes.
fn escape(words: &str) -> (Option<char>, usize) {
    let unit = |at: usize| {
        let digits = words.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let c = match words.as_bytes().get(1) {
        None => return (None, words.len()),
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'u') => {
            return match (unit(0), unit(6)) {
                (Some(high @ 0xD800..0xDC00), Some(low @ 0xDC00..0xE000)) => {
                    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                    (char::from_u32(code), 12)
                }
                (Some(code), _) => (
                    Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
                    6,
                ),
                (None, _) => (Some(char::REPLACEMENT_CHARACTER), 2),
            };
        }
        Some(_) => {
            let c = words.get(1..).and_then(|rest| rest.chars().next());
            return (c, 1 + c.map_or(0, char::len_utf8));
        }
    };
    (Some(c), 2)
}

impl<'t> Object<'t> {
    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<Value<'t>> {
        self.fields.iter().find(|(k, _)| k == key).map(|(_, v)| *v)
    }

    /// The string or number of a key, if it is not empty.
    pub(crate) fn words(&self, key: &str) -> Option<String> {
        self.get(key)?.words().filter(|words| !words.is_empty())
    }

    /// The object of a key.
    pub(crate) fn object(&self, key: &str) -> Option<Object<'t>> {
        self.get(key)?.object()
    }

    /// The list of a key; empty where there is none.
    pub(crate) fn list(&self, key: &str) -> Vec<Value<'t>> {
        self.get(key).map_or_else(Vec::new, Value::list)
    }
}

/// The value that `source` begins with, without what stands around it.
///
/// # Errors
/// What is wrong with it, with its line and column.
pub(crate) fn value(source: &str) -> Result<Value<'_>, serde_json::Error> {
    serde_json::from_str::<&RawValue>(source).map(|raw| Value { raw: raw.get() })
}

/// Hands on the values of the list that `source` is, one by one. What was handed on before an error
/// is sound.
///
/// # Errors
/// What is wrong with the list, with its line and column.
pub(crate) fn items<'t>(
    source: &'t str,
    each: impl FnMut(Value<'t>),
) -> Result<(), serde_json::Error> {
    serde_json::Deserializer::from_str(source).deserialize_seq(Items { each })
}

struct Items<F> {
    each: F,
}

impl<'t, F: FnMut(Value<'t>)> Visitor<'t> for Items<F> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(raw) = list.next_element::<&'t RawValue>()? {
            (self.each)(Value { raw: raw.get() });
        }
        Ok(())
    }
}

struct Fields;

impl<'t> Visitor<'t> for Fields {
    type Value = Object<'t>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Object<'t>, A::Error> {
        let mut object = Object::default();
        while let Some((key, raw)) = map.next_entry::<String, &'t RawValue>()? {
            if object.fields.len() == MOST_KEYS {
                return Err(A::Error::custom("too many keys"));
            }
            object.fields.push((key, Value { raw: raw.get() }));
        }
        Ok(object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn escapes_are_characters_of_their_place() {
        let source = r#"  {"a": "Caf\u00e9 \ud83d\ude00\n\"x\" \ud800"}"#;
        let object = value(source).unwrap().object().unwrap();
        let a = object.get("a").unwrap();
        let at = a.offset_in(source).unwrap();
        let (text, map) = a.derived(at).finish();
        assert_eq!(text.as_str(), "Café 😀\n\"x\" \u{FFFD}");
        let of = |words: &str| {
            let start = text.as_str().find(words).unwrap();
            let range = map.original(text.span(start..start + words.len()).unwrap());
            source
                .get(range[0].start as usize..range[0].end as usize)
                .unwrap()
        };
        assert_eq!(of("Caf"), "Caf");
        assert_eq!(of("é"), "\\u00e9");
        assert_eq!(of("😀"), "\\ud83d\\ude00");
    }

    #[test]
    fn a_list_is_read_up_to_where_it_is_broken() {
        let mut seen = 0;
        assert!(items(r#"[{"a":1},{"a":2},{"a":"#, |_| seen += 1).is_err());
        assert_eq!(seen, 2);
    }

    #[test]
    fn depth_does_no_harm() {
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
        let object = value(&deep).ok().and_then(Value::object);
        assert!(object.is_none_or(|o| o.get("a").is_some()));
    }

    proptest! {
        #[test]
        fn strings_are_what_a_parser_makes_of_them(words in "\\PC{0,40}", ascii in any::<bool>()) {
            let mut source = serde_json::to_string(&words).unwrap();
            if ascii {
                source = source.encode_utf16().map(|unit| match u8::try_from(unit) {
                    Ok(byte) if byte.is_ascii() => (byte as char).to_string(),
                    _ => format!("\\u{unit:04x}"),
                }).collect();
            }
            prop_assert_eq!(value(&source).unwrap().words(), Some(words));
        }

        #[test]
        fn nothing_makes_it_fail(source in "[\\[\\]{}\",:\\\\u0-9a-d \\n]{0,60}") {
            if let Ok(value) = value(&source) {
                let _ = value.object();
                let _ = value.list();
                let _ = value.words();
            }
        }
    }
}
