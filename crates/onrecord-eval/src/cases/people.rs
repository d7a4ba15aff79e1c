use super::Case;

/// Prints the figures.
pub(super) fn measure(_cases: &[Case], _errors: bool) {}
