//! Texts: the engine, and every view of what it read.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| onrecord_fuzz::language_read(text));
