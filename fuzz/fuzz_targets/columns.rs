//! Values of a case as they are written before they are packed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::columns(bytes));
