//! How values are written into the file: names, JSON, and text or whole values packed with zstd.

use crate::columns;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::io::{BufRead, Read};
use std::num::NonZeroU32;
use std::sync::LazyLock;
use zstd::bulk::Compressor;
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::{get_dict_id_from_dict, get_dict_id_from_frame};

/// Favours speed: what is packed is small, and there is much of it. Level 6 packs into a twentieth less and
/// takes three times as long.
const LEVEL: i32 = 3;

/// Most bytes that anything packed may unpack to: a text's limit, and its map has no business to be
/// larger than eight times that.
const MOST: u64 = 8 * u32::MAX as u64;

/// A value that does not read as what it should be.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unreadable(String);

impl Unreadable {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

/// What something is like that is packed: little of it is packed into less where that is known. The
/// dictionaries are made from invented papers. Whatever was packed with one of them can only be unpacked with
/// it: never change one, add another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Like {
    /// English papers.
    Text,
    /// Readings and gists by columns.
    Columns,
    /// Like neither.
    Nothing,
}

static TEXT: &[u8] = include_bytes!("../data/text.dictionary");
static COLUMNS: &[u8] = include_bytes!("../data/columns.dictionary");
/// Of readings and gists as JSON, which version 4 of the file has.
static JSON: &[u8] = include_bytes!("../data/usual.dictionary");

static TO_TEXT: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(TEXT, LEVEL));
static TO_COLUMNS: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(COLUMNS, LEVEL));

/// A dictionary for unpacking, by the number that packed bytes name it by. That of JSON has none: it is
/// taken for what names no dictionary, and does no harm to what was packed without.
static KNOWN: LazyLock<Vec<(Option<NonZeroU32>, DecoderDictionary<'static>)>> =
    LazyLock::new(|| {
        [TEXT, COLUMNS, JSON]
            .map(|bytes| (get_dict_id_from_dict(bytes), DecoderDictionary::copy(bytes)))
            .into()
    });

/// What packs each sort of thing: to set one up takes longer than to pack the few hundred bytes of a
/// layer.
struct Packers {
    text: Compressor<'static>,
    columns: Compressor<'static>,
    nothing: Compressor<'static>,
}

impl Packers {
    fn new() -> std::io::Result<Self> {
        let mut packers = Self {
            text: Compressor::with_prepared_dictionary(&TO_TEXT)?,
            columns: Compressor::with_prepared_dictionary(&TO_COLUMNS)?,
            nothing: Compressor::new(LEVEL)?,
        };
        packers.text.include_checksum(true)?;
        packers.columns.include_checksum(true)?;
        packers.nothing.include_checksum(true)?;
        Ok(packers)
    }

    fn for_what_is(&mut self, like: Like) -> &mut Compressor<'static> {
        match like {
            Like::Text => &mut self.text,
            Like::Columns => &mut self.columns,
            Like::Nothing => &mut self.nothing,
        }
    }
}

thread_local! {
    static PACKERS: RefCell<Option<Packers>> = const { RefCell::new(None) };
}

/// Packs bytes, with a checksum of zstd's own.
pub(crate) fn pack(bytes: &[u8], like: Like) -> std::io::Result<Vec<u8>> {
    let mut packed = PACKERS.with_borrow_mut(|kept| {
        let mut packers = match kept.take() {
            Some(packers) => packers,
            None => Packers::new()?,
        };
        let packed = packers.for_what_is(like).compress(bytes)?;
        *kept = Some(packers);
        Ok::<_, std::io::Error>(packed)
    })?;
    // Room was made for what could not be made smaller.
    packed.shrink_to_fit();
    Ok(packed)
}

/// Most bytes of columns: a gigabyte. They take some more memory while they are read.
const MOST_COLUMNS: u64 = 1 << 30;

/// Unpacks columns, or the JSON of older versions.
pub(crate) fn unpack_columns(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let unpacked = unpack_at_most(bytes, MOST_COLUMNS + 1)?;
    if unpacked.len() as u64 > MOST_COLUMNS {
        return Err(Unreadable::new("unpacks to more than can be true"));
    }
    Ok(unpacked)
}

/// Unpacks what [`pack`] packed, in this version or an older one.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    unpack_at_most(bytes, MOST)
}

/// The same for what unpacks to no more than `most` bytes; the rest is cut off.
pub(crate) fn unpack_at_most(bytes: &[u8], most: u64) -> Result<Vec<u8>, Unreadable> {
    let named = get_dict_id_from_frame(bytes);
    let dictionary = KNOWN.iter().find(|(number, _)| *number == named);
    match dictionary {
        Some((_, dictionary)) => read_all(
            zstd::Decoder::with_prepared_dictionary(bytes, dictionary),
            most,
        ),
        None => Err(Unreadable::new("was packed by a newer version")),
    }
}

fn read_all<R: BufRead>(
    decoder: std::io::Result<zstd::Decoder<'_, R>>,
    most: u64,
) -> Result<Vec<u8>, Unreadable> {
    let mut unpacked = Vec::new();
    decoder
        .and_then(|decoder| decoder.take(most).read_to_end(&mut unpacked))
        .map_err(|e| Unreadable(format!("cannot be unpacked ({e})")))?;
    Ok(unpacked)
}

/// Packs a value, by columns.
pub(crate) fn pack_value<T: Serialize>(value: &T) -> std::io::Result<Vec<u8>> {
    pack(&columns_of(value)?, Like::Columns)
}

/// A value by columns: see [`columns`].
pub(crate) fn columns_of<T: Serialize>(value: &T) -> std::io::Result<Vec<u8>> {
    let columns = columns::to_bytes(value).map_err(std::io::Error::other)?;
    if columns.len() as u64 > MOST_COLUMNS {
        return Err(std::io::Error::other(
            "what was read in the document takes more than a gigabyte; split it",
        ));
    }
    Ok(columns)
}

/// A value from what it was written as: by columns, or as JSON by versions up to 4 of the file.
pub(crate) fn value_of<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    if bytes.first() == Some(&columns::FORMAT) {
        columns::from_bytes(bytes)
            .map_err(|e| Unreadable(format!("is not what it should be ({e})")))
    } else {
        serde_json::from_slice(bytes)
            .map_err(|e| Unreadable(format!("is not what it should be ({e})")))
    }
}

/// Unpacks what [`pack_value`] packed, or an older version as JSON.
pub(crate) fn unpack_value<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    value_of(&unpack_columns(bytes)?)
}

/// Unpacks UTF-8.
pub(crate) fn unpack_string(bytes: &[u8]) -> Result<String, Unreadable> {
    utf8(unpack(bytes)?)
}

fn utf8(bytes: Vec<u8>) -> Result<String, Unreadable> {
    String::from_utf8(bytes).map_err(|e| Unreadable(format!("is not UTF-8 ({e})")))
}

/// A value as JSON. All types stored have string keys, so that this cannot fail; should one change,
/// the error says so.
pub(crate) fn json<T: Serialize>(value: &T) -> std::io::Result<String> {
    serde_json::to_string(value).map_err(std::io::Error::from)
}

/// A value from its JSON.
pub(crate) fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, Unreadable> {
    serde_json::from_str(json).map_err(|e| Unreadable(format!("is not what it should be ({e})")))
}

/// The name that an enum's value has in files.
pub(crate) fn name<T: Serialize>(value: &T) -> std::io::Result<String> {
    let json = json(value)?;
    Ok(json.trim_matches('"').to_owned())
}

/// The name that an enum's value has in files, for words to search by and to compare.
pub(crate) fn name_or_nothing<T: Serialize>(value: &T) -> String {
    name(value).unwrap_or_default()
}

/// The enum's value of this name.
pub(crate) fn from_name<T: DeserializeOwned>(name: &str) -> Result<T, Unreadable> {
    serde_json::from_value(serde_json::Value::from(name))
        .map_err(|_| Unreadable(format!("has an unknown name {name:?}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dictionaries_are_those_that_cases_were_packed_with() {
        let hash = |of| onrecord_record::ContentHash::of(of).to_string();
        assert_eq!(
            hash(JSON),
            "22264a5c5a4f4e828031b0e23b4eb40571f5a585951130d9995c3b2ac1bfb69e"
        );
        assert_eq!(
            hash(COLUMNS),
            "44649eecf07120bc3cb1e289fcf62ed2e1d9ba54bef94d3c390c8386315bc2bb"
        );
        assert_eq!(
            hash(TEXT),
            "95ec31a433d2cc2a8cce5f9776065c537e3749c62e6b71a91d3c9066b3495001"
        );
    }

    #[test]
    fn what_was_packed_in_any_way_unpacks() {
        let value: serde_json::Value =
            serde_json::from_str(r#"[{"span":{"start":46,"end":56},"kind":"name"}]"#).unwrap();
        let json = value.to_string();
        let with_dictionary = EncoderDictionary::copy(JSON, LEVEL);
        let mut version_4 = Compressor::with_prepared_dictionary(&with_dictionary).unwrap();
        for packed in [
            pack(json.as_bytes(), Like::Nothing).unwrap(),
            pack(json.as_bytes(), Like::Text).unwrap(),
            version_4.compress(json.as_bytes()).unwrap(),
            pack_value(&value).unwrap(),
        ] {
            let unpacked = unpack(&packed).unwrap();
            assert_eq!(value_of::<serde_json::Value>(&unpacked).unwrap(), value);
        }
    }

    #[test]
    fn a_changed_byte_does_not_unpack() {
        let packed = pack("The jury was out for two days.".as_bytes(), Like::Nothing).unwrap();
        assert_eq!(unpack(&packed).unwrap(), b"The jury was out for two days.");
        for i in 0..packed.len() {
            let mut changed = packed.clone();
            changed[i] ^= 1;
            let unpacked = unpack(&changed);
            assert!(unpacked.is_err() || i < 8, "byte {i}");
        }
    }
}
