//! OpenDocument texts (ODT).

use crate::driver::{Sink, Source};
use crate::{FormatError, Hint};

/// Told by its bytes.
pub(crate) fn sniff(_: &[u8], _: &Hint) -> Option<String> {
    None
}

/// Reads it.
pub(crate) fn read(_: &Source, _: &mut Sink) -> Result<(), FormatError> {
    Err(FormatError::NothingInIt)
}
