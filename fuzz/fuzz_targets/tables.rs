//! Tables and lines of JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::tables(bytes));
