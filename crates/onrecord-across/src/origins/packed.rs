//! Lists of numbers as short strings: base64 (RFC 4648, without padding) of their bytes, lowest
//! byte first. In JSON that takes half the room of decimal numbers.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// For `#[serde(with)]` on a `Vec<u32>`.
pub(crate) mod numbers {
    use super::*;

    pub(crate) fn serialize<S: Serializer>(numbers: &[u32], s: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
        s.serialize_str(&encode(&bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<u32>, D::Error> {
        let bytes = decode(&String::deserialize(d)?)
            .filter(|bytes| bytes.len() % 4 == 0)
            .ok_or_else(|| D::Error::custom("not a packed list of numbers"))?;
        let (numbers, _) = bytes.as_chunks::<4>();
        Ok(numbers.iter().map(|b| u32::from_le_bytes(*b)).collect())
    }
}

pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..=chunk.len() {
            let letter = (bits >> (18 - 6 * i)) & 63;
            out.extend(LETTERS.get(letter as usize).map(|l| char::from(*l)));
        }
    }
    out
}

pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        if chunk.len() == 1 {
            return None;
        }
        let mut bits = 0u32;
        for (i, letter) in chunk.iter().enumerate() {
            let value = LETTERS.iter().position(|l| l == letter)?;
            bits |= (value as u32) << (18 - 6 * i);
        }
        let bytes = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
        out.extend(bytes.iter().take(chunk.len() - 1));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_the_standard_has_it() {
        assert_eq!(encode(b"foobar"), "Zm9vYmFy");
        assert_eq!(encode(b"fooba"), "Zm9vYmE");
        assert_eq!(decode("Zg"), Some(b"f".to_vec()));
        assert_eq!(decode("Z"), None);
        assert_eq!(decode("Z?"), None);
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
