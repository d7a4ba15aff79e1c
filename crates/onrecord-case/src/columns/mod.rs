//! Any value that `serde` can write, as columns: what stands at the same place of many records stands
//! together.
//!
//! A reading is hundreds of small records that are nearly alike: as JSON two hundred bytes each, most of
//! them the names of the fields. Written by columns, a record is some six bytes, of which zstd takes away
//! another third, and both ways are many times as fast as JSON. What is written says itself what it is:
//! fields have their names, so that a record may gain fields later, and a reader may pass over those that
//! it does not know. That is what rules out the compact formats that there are for `serde` (postcard,
//! bitcode, bincode): they need the very same types on both sides, and none of them can leave out a field.
//!
//! # Layout
//! A value stands at a *place*: the whole, a field of the records at a place, the elements of the lists at
//! a place. For each place there is one node of a tree, and it has the columns of all values there, in the
//! order in which they were written. All numbers are LEB128; signed ones in zigzag.
//!
//! - [`FORMAT`], one byte.
//! - The strings: how many, the length of each in bytes, all bytes. Columns and names point there.
//! - The node of the whole, and in each node:
//!   - its *shapes*: how many, and each a byte of [`Shape`]; for a record, how many of its fields it has
//!     and which;
//!   - its fields: how many, and the name of each;
//!   - which shape each value has, where there is a choice, or where that is all there is to it;
//!   - the values of each simple sort; the lengths of lists and maps;
//!   - the nodes of its fields, of the elements of lists, of the keys and the values of maps.
//!
//! A whole number that comes right after another one in the same record or list is written as the
//! difference: ends lie near to beginnings. So may the first one of a record or list be, as the difference
//! from the first one of the record or list before: the words that a line rests on stand near to one another.
//! A column of whole numbers is written with that or without, and as it is or as the differences from one
//! number to the next, whatever is shortest: see `near.rs`.

mod near;
mod nodes;
mod read;
mod write;

pub(crate) use read::from_bytes;
pub(crate) use write::to_bytes;

use serde::{de, ser};
use std::fmt::Display;

/// The first byte. No JSON begins with it.
pub(crate) const FORMAT: u8 = 1;

/// Most nodes in one another: records of a reading have five.
const DEEPEST: usize = 64;

/// What sort of value it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    /// Nothing: an option without a value, a unit.
    Nothing,
    /// Truth.
    Bool,
    /// A whole number from 0.
    Unsigned,
    /// A whole number below 0.
    Negative,
    Float,
    String,
    List,
    Map,
    /// A record with the fields that this one of its node's sorts of records has.
    Record(usize),
}

impl Shape {
    const fn byte(self) -> u8 {
        match self {
            Self::Nothing => 0,
            Self::Bool => 1,
            Self::Unsigned => 2,
            Self::Negative => 3,
            Self::Float => 4,
            Self::String => 5,
            Self::List => 6,
            Self::Map => 7,
            Self::Record(_) => 8,
        }
    }
}

/// Whether each value of a node with these shapes says which one it has. Every value but a record takes
/// a byte at least: so no few bytes stand for many values.
fn says_shape(shapes: &[Shape]) -> bool {
    match shapes {
        [only] => *only == Shape::Nothing,
        _ => true,
    }
}

/// A value that cannot be written, or bytes that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct ColumnsError(String);

impl ser::Error for ColumnsError {
    fn custom<T: Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

impl de::Error for ColumnsError {
    fn custom<T: Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

const fn unzigzag(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};
    use std::collections::BTreeMap;

    #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Said {
        Unknown,
        Named(String),
        Pair(u32, i64),
        Full { who: Option<u32>, sure: bool },
    }

    #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
    struct Record {
        start: u32,
        end: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        said: Option<Said>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<String>,
        numbers: Vec<u64>,
        below: Option<i64>,
        by: BTreeMap<String, Vec<bool>>,
        pair: (u8, String),
        share: f64,
        unit: (),
    }

    fn said() -> impl Strategy<Value = Said> {
        prop_oneof![
            Just(Said::Unknown),
            ".{0,8}".prop_map(Said::Named),
            any::<(u32, i64)>().prop_map(|(a, b)| Said::Pair(a, b)),
            any::<(Option<u32>, bool)>().prop_map(|(who, sure)| Said::Full { who, sure }),
        ]
    }

    fn record() -> impl Strategy<Value = Record> {
        let first = (
            any::<(u32, u32)>(),
            proptest::option::of(said()),
            proptest::collection::vec(".{0,6}", 0..4),
            proptest::collection::vec(any::<u64>(), 0..5),
        );
        let second = (
            any::<Option<i64>>(),
            proptest::collection::btree_map("[a-c]{1,2}", any::<Vec<bool>>(), 0..3),
            (any::<u8>(), ".{0,5}"),
            -1e9f64..1e9,
        );
        (first, second).prop_map(|(first, second)| Record {
            start: first.0.0,
            end: first.0.1,
            said: first.1,
            names: first.2,
            numbers: first.3,
            below: second.0,
            by: second.1,
            pair: second.2,
            share: second.3,
            unit: (),
        })
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(records in proptest::collection::vec(record(), 0..20)) {
            let bytes = to_bytes(&records).unwrap();
            let read: Vec<Record> = from_bytes(&bytes).unwrap();
            prop_assert_eq!(&read, &records);
            // Without the types it is the same as their JSON.
            let any: serde_json::Value = from_bytes(&bytes).unwrap();
            prop_assert_eq!(any, serde_json::to_value(&records).unwrap());
            prop_assert_eq!(to_bytes(&records).unwrap(), bytes);
        }

        #[test]
        fn whatever_the_bytes_there_is_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = from_bytes::<Vec<Record>>(&bytes);
            let mut known = bytes;
            known.insert(0, FORMAT);
            let _ = from_bytes::<serde_json::Value>(&known);
        }

        #[test]
        fn nor_where_some_are_changed(
            records in proptest::collection::vec(record(), 1..6),
            changes in proptest::collection::vec(any::<(usize, u8)>(), 1..4),
        ) {
            let mut bytes = to_bytes(&records).unwrap();
            for (at, byte) in changes {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let _ = from_bytes::<Vec<Record>>(&bytes);
            let _ = from_bytes::<serde_json::Value>(&bytes);
        }
    }

    #[test]
    fn a_reader_passes_over_what_it_does_not_know() {
        #[derive(Serialize)]
        struct Newer {
            start: u32,
            more: Vec<(u32, Option<String>)>,
            end: u32,
        }
        #[derive(PartialEq, Debug, Deserialize)]
        struct Older {
            start: u32,
            end: u32,
        }
        let newer: Vec<Newer> = (0..3)
            .map(|n| Newer {
                start: n,
                more: vec![(n, None), (7, Some("x".to_owned()))],
                end: n + 5,
            })
            .collect();
        let older: Vec<Older> = from_bytes(&to_bytes(&newer).unwrap()).unwrap();
        assert_eq!(older[2], Older { start: 2, end: 7 });
    }

    #[test]
    fn few_bytes_do_not_stand_for_many_values() {
        // A list of 2^40 records without fields, and one of as many nothings.
        let mut many = vec![FORMAT, 0, 1, 6, 0];
        many.extend([0x80, 0x80, 0x80, 0x80, 0x80, 0x20]);
        let mut records = many.clone();
        records.extend([1, 8, 0, 0]);
        assert!(from_bytes::<serde_json::Value>(&records).is_err());
        many.extend([1, 0, 0]);
        assert!(from_bytes::<Vec<()>>(&many).is_err());
        // A record of a thousand fields, each a list of 2^16 records without fields.
        let mut fields = vec![FORMAT, 1, 1, b'a', 1, 8, 0xe8, 0x07];
        let number =
            |out: &mut Vec<u8>, n: u16| out.extend([(n & 0x7f) as u8 | 0x80, (n >> 7) as u8]);
        (0..1000).for_each(|field| number(&mut fields, field));
        fields.extend([0xe8, 0x07]);
        fields.extend(vec![0; 1000]);
        (0..1000).for_each(|_| fields.extend([1, 6, 0, 0x80, 0x80, 0x04, 1, 8, 0, 0]));
        let error = from_bytes::<serde_json::Value>(&fields).unwrap_err();
        assert!(error.to_string().contains("empty records"), "{error}");
    }

    #[test]
    fn nor_does_one_string_stand_for_thousands() {
        let long = "x".repeat(1 << 20);
        let many = vec![long.as_str(); 6000];
        let bytes = to_bytes(&many).unwrap();
        let error = from_bytes::<Vec<String>>(&bytes[..]).map(|_| ());
        // 6000 times a megabyte is as much as 64 times these bytes, and more than that is refused.
        assert!(bytes.len() < 1_100_000 && error.is_err());
        let some = vec![long.as_str(); 60];
        let bytes = to_bytes(&some).unwrap();
        assert_eq!(from_bytes::<Vec<String>>(&bytes).unwrap().len(), 60);
    }

    #[test]
    fn records_that_are_alike_take_few_bytes() {
        let records: Vec<BTreeMap<&str, u32>> = Vec::new();
        assert!(to_bytes(&records).unwrap().len() <= 8);
        #[derive(Serialize)]
        struct Span {
            start: u32,
            end: u32,
        }
        let spans: Vec<Span> = (0..1000)
            .map(|n| Span {
                start: 1_000_000 + n * 60,
                end: 1_000_000 + n * 60 + 9,
            })
            .collect();
        assert!(to_bytes(&spans).unwrap().len() < 3050);
    }
}
