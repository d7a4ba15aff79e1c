//! Word documents, and the XML inside.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| onrecord_fuzz::docx(bytes));
