//! The words that lines rest on, as they are stored: apart from the text, so that each proves the other.

use crate::packed::{self, Unreadable};
use onrecord_record::{CodePointRange, Span, Text};
use serde::{Deserialize, Serialize};

/// Words that lines rest on, and where they stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StoredWords {
    /// First and end byte.
    pub(crate) bytes: (i64, i64),
    /// First and end code point.
    pub(crate) code_points: (i64, i64),
    pub(crate) words: String,
}

impl StoredWords {
    pub(super) fn of(text: &Text, span: Span) -> Self {
        let CodePointRange { start, end } = text.code_points(span);
        Self {
            bytes: (span.start() as i64, span.end() as i64),
            code_points: (i64::from(start), i64::from(end)),
            words: text.slice(span).to_owned(),
        }
    }
}

/// A row of the JSON of version 3: first and end byte, first and end code point, words.
type Row = (i64, i64, i64, i64, String);

/// The JSON: by columns, in small numbers that pack well. Version 3 had rows.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Json {
    Columns(Columns),
    Rows(Vec<Row>),
}

#[derive(Default, Serialize, Deserialize)]
struct Columns {
    /// Bytes from the first byte of the row before.
    starts: Vec<i64>,
    /// In bytes.
    lengths: Vec<i64>,
    /// How many more bytes than code points stand before, less those of the row before.
    wider: Vec<i64>,
    /// How many more bytes than code points it has itself.
    wide: Vec<i64>,
    words: Vec<String>,
}

/// Packs them.
pub(super) fn pack(all: &[StoredWords]) -> std::io::Result<Vec<u8>> {
    let mut columns = Columns::default();
    let (mut start_before, mut wider_before) = (0i64, 0i64);
    for words in all {
        let (start, end) = words.bytes;
        let (first, last) = words.code_points;
        // Wrapping, and so never wrong: whatever a file of an older version holds comes back as it was.
        let wider = start.wrapping_sub(first);
        let length = end.wrapping_sub(start);
        columns.starts.push(start.wrapping_sub(start_before));
        columns.lengths.push(length);
        columns.wider.push(wider.wrapping_sub(wider_before));
        let code_points = last.wrapping_sub(first);
        columns.wide.push(length.wrapping_sub(code_points));
        columns.words.push(words.words.clone());
        (start_before, wider_before) = (start, wider);
    }
    packed::pack(packed::json(&Json::Columns(columns))?.as_bytes())
}

/// Unpacks them, as [`pack`] or version 3 packed them.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<StoredWords>, Unreadable> {
    let columns = match packed::from_json(&packed::unpack_string(bytes)?)? {
        Json::Rows(rows) => return Ok(rows.into_iter().map(of_row).collect()),
        Json::Columns(columns) => columns,
    };
    let count = columns.words.len();
    let lengths = [
        &columns.starts,
        &columns.lengths,
        &columns.wider,
        &columns.wide,
    ];
    if lengths.iter().any(|column| column.len() != count) {
        return Err(Unreadable::new("has columns of different lengths"));
    }
    let (mut start, mut wider) = (0i64, 0i64);
    let numbers = columns.starts.iter().zip(&columns.lengths);
    let numbers = numbers.zip(columns.wider.iter().zip(&columns.wide));
    let rows = numbers.zip(columns.words);
    Ok(rows
        .map(|(((step, length), (step_wider, wide)), words)| {
            start = start.wrapping_add(*step);
            wider = wider.wrapping_add(*step_wider);
            let first = start.wrapping_sub(wider);
            StoredWords {
                bytes: (start, start.wrapping_add(*length)),
                code_points: (first, first.wrapping_add(length.wrapping_sub(*wide))),
                words,
            }
        })
        .collect())
}

fn of_row((first_byte, end_byte, first, end, words): Row) -> StoredWords {
    StoredWords {
        bytes: (first_byte, end_byte),
        code_points: (first, end),
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words() -> impl Strategy<Value = StoredWords> {
        let numbers = any::<(i64, i64, i64, i64)>();
        (numbers, ".{0,12}").prop_map(|((a, b, c, d), words)| StoredWords {
            bytes: (a, b),
            code_points: (c, d),
            words,
        })
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back(all in proptest::collection::vec(words(), 0..20)) {
            prop_assert_eq!(unpack(&pack(&all).unwrap()).unwrap(), all);
        }
    }

    #[test]
    fn rows_of_version_3_are_read() {
        let packed = packed::pack(r#"[[5,9,4,7,"été"],[6,9,5,7,"té"]]"#.as_bytes()).unwrap();
        let found = unpack(&packed).unwrap();
        assert_eq!((found[1].bytes, found[1].code_points), ((6, 9), (5, 7)));
        let short = r#"{"starts":[1],"lengths":[],"wider":[0],"wide":[0],"words":["a"]}"#;
        assert!(unpack(&packed::pack(short.as_bytes()).unwrap()).is_err());
    }
}
