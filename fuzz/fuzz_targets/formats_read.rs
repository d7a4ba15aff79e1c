//! Originals of any kind: the first byte chooses a file name, the rest is the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::formats_read(bytes));
