//! How values are written into columns: names, JSON, and JSON or text packed with zstd.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::io::{BufRead, Read};
use std::sync::LazyLock;
use zstd::bulk::Compressor;
use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// Favours speed: what is packed is small, and there is much of it.
const LEVEL: i32 = 6;

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

/// What JSON of readings and gists looks like, so that little of it is packed into less: that of invented
/// papers. Whatever was packed with it can only be unpacked with it: never change it, add another.
static USUAL: &[u8] = include_bytes!("../data/usual.dictionary");
static PACKING: LazyLock<EncoderDictionary<'static>> =
    LazyLock::new(|| EncoderDictionary::copy(USUAL, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(USUAL));

/// A packer without and one with the dictionary: to set one up takes longer than to pack the few
/// hundred bytes of a layer.
struct Packers {
    plain: Compressor<'static>,
    usual: Compressor<'static>,
}

impl Packers {
    fn new() -> std::io::Result<Self> {
        let mut plain = Compressor::new(LEVEL)?;
        let mut usual = Compressor::with_prepared_dictionary(&PACKING)?;
        plain.include_checksum(true)?;
        usual.include_checksum(true)?;
        Ok(Self { plain, usual })
    }
}

thread_local! {
    static PACKERS: RefCell<Option<Packers>> = const { RefCell::new(None) };
}

fn with_packers(
    pack: impl FnOnce(&mut Packers) -> std::io::Result<Vec<u8>>,
) -> std::io::Result<Vec<u8>> {
    let mut packed = PACKERS.with_borrow_mut(|kept| {
        let mut packers = match kept.take() {
            Some(packers) => packers,
            None => Packers::new()?,
        };
        let packed = pack(&mut packers)?;
        *kept = Some(packers);
        Ok::<_, std::io::Error>(packed)
    })?;
    // Room was made for what could not be made smaller.
    packed.shrink_to_fit();
    Ok(packed)
}

/// Packs bytes, with a checksum of zstd's own.
pub(crate) fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    with_packers(|packers| packers.plain.compress(bytes))
}

/// Packs JSON of readings and gists.
pub(crate) fn pack_usual(json: &str) -> std::io::Result<Vec<u8>> {
    with_packers(|packers| packers.usual.compress(json.as_bytes()))
}

/// Unpacks what [`pack`] packed.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Unreadable> {
    unpack_at_most(bytes, MOST)
}

/// The same for what unpacks to no more than `most` bytes; the rest is cut off.
pub(crate) fn unpack_at_most(bytes: &[u8], most: u64) -> Result<Vec<u8>, Unreadable> {
    read_all(zstd::Decoder::new(bytes), most)
}

/// Unpacks what [`pack_usual`] packed, and what [`pack`] did.
pub(crate) fn unpack_usual(bytes: &[u8]) -> Result<String, Unreadable> {
    let decoder = zstd::Decoder::with_prepared_dictionary(bytes, &UNPACKING);
    utf8(read_all(decoder, MOST)?)
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
    fn the_dictionary_is_the_one_that_cases_were_packed_with() {
        assert_eq!(
            onrecord_record::ContentHash::of(USUAL).to_string(),
            "22264a5c5a4f4e828031b0e23b4eb40571f5a585951130d9995c3b2ac1bfb69e"
        );
    }

    #[test]
    fn what_was_packed_without_the_dictionary_unpacks_with_it() {
        let json = r#"[{"span":{"start":46,"end":56},"kind":"name"}]"#;
        let (old, new) = (pack(json.as_bytes()).unwrap(), pack_usual(json).unwrap());
        assert_eq!(unpack_usual(&old).unwrap(), json);
        assert_eq!(unpack_usual(&new).unwrap(), json);
        assert!(new.len() < old.len());
    }

    #[test]
    fn a_changed_byte_does_not_unpack() {
        let packed = pack("The jury was out for two days.".as_bytes()).unwrap();
        assert_eq!(unpack(&packed).unwrap(), b"The jury was out for two days.");
        for i in 0..packed.len() {
            let mut changed = packed.clone();
            changed[i] ^= 1;
            let unpacked = unpack(&changed);
            assert!(unpacked.is_err() || i < 8, "byte {i}");
        }
    }
}
