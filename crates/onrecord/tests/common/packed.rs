//! What the case file packs, for tests that meddle with it.

use std::io::Read as _;

/// What is packed with one of them names it.
const DICTIONARIES: [&[u8]; 2] = [
    include_bytes!("../../../onrecord-case/data/text.dictionary"),
    include_bytes!("../../../onrecord-case/data/columns.dictionary"),
];

/// Unpacks a value of the file.
pub fn unpack(bytes: &[u8]) -> Vec<u8> {
    let unpacked = DICTIONARIES.iter().find_map(|dictionary| {
        let mut unpacked = Vec::new();
        let mut decoder = zstd::Decoder::with_dictionary(bytes, dictionary).unwrap();
        decoder.read_to_end(&mut unpacked).ok()?;
        Some(unpacked)
    });
    unpacked.unwrap()
}

/// Packs a value, without a dictionary.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}
