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

/// How they are written. Version 3 had rows; version 4 had columns, as JSON.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Joined(Joined),
    Columns(Columns),
    Rows(Vec<Row>),
}

/// Words that lie in one another or overlap are written once, as the piece of the text that they cover.
#[derive(Default, Serialize, Deserialize)]
struct Joined {
    /// The first byte of each piece, and its words.
    pieces: Vec<(i64, String)>,
    spans: Vec<Place>,
}

/// Where words stand.
#[derive(Serialize, Deserialize)]
struct Place {
    /// First and end byte.
    start: i64,
    end: i64,
    /// How many more bytes than code points stand before, and how many more before its end.
    wider: i64,
    wider_end: i64,
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
    let written = match Joined::of(all) {
        Some(joined) => Written::Joined(joined),
        None => Written::Rows(all.iter().cloned().map(to_row).collect()),
    };
    packed::pack_value(&written)
}

/// Unpacks them, as [`pack`] or an older version packed them.
pub(super) fn unpack(bytes: &[u8]) -> Result<Vec<StoredWords>, Unreadable> {
    match packed::unpack_value(bytes)? {
        Written::Joined(joined) => joined.taken_apart(),
        Written::Columns(columns) => columns.rows(),
        Written::Rows(rows) => Ok(rows.into_iter().map(of_row).collect()),
    }
}

/// How many times the bytes of the pieces all words together may have, besides some for small ones: lines
/// lie in one another, but not hundreds deep.
const OVERLAP: usize = 64;
const SMALL: usize = 1 << 20;

impl Joined {
    /// Whether no few bytes stand for many.
    fn is_in_bounds(&self) -> bool {
        let pieces: usize = self.pieces.iter().map(|(_, words)| words.len()).sum();
        let most = pieces.saturating_mul(OVERLAP).saturating_add(SMALL);
        let lengths = self
            .spans
            .iter()
            .map(|place| place.end.saturating_sub(place.start));
        let all = lengths.fold(0i64, |all, length| all.saturating_add(length.max(0)));
        usize::try_from(all).is_ok_and(|all| all <= most)
    }

    /// Nothing where the words are not in the text's order, or do not agree where they overlap: a file of
    /// an older version may hold anything, and is to be told so by `verify`.
    fn of(all: &[StoredWords]) -> Option<Self> {
        let mut joined = Self::default();
        for words in all {
            let (start, end) = words.bytes;
            let length = i64::try_from(words.words.len()).ok()?;
            if start < 0 || end.checked_sub(start)? != length {
                return None;
            }
            joined.cover(start, &words.words)?;
            joined.spans.push(Place {
                start,
                end,
                wider: start.wrapping_sub(words.code_points.0),
                wider_end: end.wrapping_sub(words.code_points.1),
            });
        }
        joined.is_in_bounds().then_some(joined)
    }

    /// Makes the last piece longer, or begins another.
    fn cover(&mut self, start: i64, words: &str) -> Option<()> {
        if let Some((piece_start, piece)) = self.pieces.last_mut() {
            let within = usize::try_from(start.checked_sub(*piece_start)?).ok()?;
            if within <= piece.len() {
                let known = piece.get(within..)?;
                if let Some(more) = words.strip_prefix(known) {
                    piece.push_str(more);
                } else if !known.starts_with(words) {
                    return None;
                }
                return Some(());
            }
        }
        self.pieces.push((start, words.to_owned()));
        Some(())
    }

    fn taken_apart(self) -> Result<Vec<StoredWords>, Unreadable> {
        if !self.is_in_bounds() {
            return Err(Unreadable::new("has the same words too often"));
        }
        let mut pieces = self.pieces.into_iter().peekable();
        let mut piece: Option<(i64, String)> = None;
        let mut all = Vec::with_capacity(self.spans.len());
        for place in self.spans {
            while let Some(next) = pieces.next_if(|(start, _)| *start <= place.start) {
                piece = Some(next);
            }
            let words = piece.as_ref().and_then(|(start, words)| {
                let from = usize::try_from(place.start.checked_sub(*start)?).ok()?;
                let to = usize::try_from(place.end.checked_sub(*start)?).ok()?;
                words.get(from..to)
            });
            let words = words.ok_or_else(|| Unreadable::new("has places without words"))?;
            all.push(StoredWords {
                bytes: (place.start, place.end),
                code_points: (
                    place.start.wrapping_sub(place.wider),
                    place.end.wrapping_sub(place.wider_end),
                ),
                words: words.to_owned(),
            });
        }
        Ok(all)
    }
}

impl Columns {
    fn rows(self) -> Result<Vec<StoredWords>, Unreadable> {
        let count = self.words.len();
        let lengths = [&self.starts, &self.lengths, &self.wider, &self.wide];
        if lengths.iter().any(|column| column.len() != count) {
            return Err(Unreadable::new("has columns of different lengths"));
        }
        let (mut start, mut wider) = (0i64, 0i64);
        let numbers = self.starts.iter().zip(&self.lengths);
        let numbers = numbers.zip(self.wider.iter().zip(&self.wide));
        let rows = numbers.zip(self.words);
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
}

fn to_row(words: StoredWords) -> Row {
    let (bytes, code_points) = (words.bytes, words.code_points);
    (bytes.0, bytes.1, code_points.0, code_points.1, words.words)
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
    use crate::packed::Like;
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

        #[test]
        fn words_of_a_text_come_back_and_are_written_once(
            text in "[a-cé ]{1,60}",
            ranges in proptest::collection::btree_set((0usize..60, 0usize..60), 0..30),
        ) {
            let text = Text::new(text);
            let spans: std::collections::BTreeSet<Span> = ranges
                .into_iter()
                .filter_map(|(start, length)| text.span(start..start + length))
                .collect();
            let all: Vec<StoredWords> =
                spans.into_iter().map(|span| StoredWords::of(&text, span)).collect();
            let joined = Joined::of(&all).unwrap();
            let written: usize = joined.pieces.iter().map(|(_, words)| words.len()).sum();
            prop_assert!(written <= text.as_str().len());
            prop_assert_eq!(unpack(&pack(&all).unwrap()).unwrap(), all);
        }
    }

    #[test]
    fn rows_of_version_3_are_read() {
        let packed = packed::pack(
            r#"[[5,9,4,7,"été"],[6,9,5,7,"té"]]"#.as_bytes(),
            Like::Nothing,
        )
        .unwrap();
        let found = unpack(&packed).unwrap();
        assert_eq!((found[1].bytes, found[1].code_points), ((6, 9), (5, 7)));
        let columns =
            r#"{"starts":[5,1],"lengths":[4,3],"wider":[1,0],"wide":[1,1],"words":["été","té"]}"#;
        assert_eq!(
            unpack(&packed::pack(columns.as_bytes(), Like::Nothing).unwrap()).unwrap(),
            found
        );
        let short = r#"{"starts":[1],"lengths":[],"wider":[0],"wide":[0],"words":["a"]}"#;
        assert!(unpack(&packed::pack(short.as_bytes(), Like::Nothing).unwrap()).is_err());
    }
}
