//! Files that are opened as a case, taken apart and verified.
#![no_main]

use std::sync::LazyLock;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    onrecord_fuzz::case_open(bytes, FOLDER.path());
});
