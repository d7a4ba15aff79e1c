//! Tables of the data folder, compiled in as text.

/// The rows of a tab-separated table: comment lines (`#`), blank lines and the row of column names
/// (the first that is left) are passed over.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
}
