//! The rows of a table in a data file.

/// The rows of a TSV table: fields parted by tabs; blank lines and lines that begin with `#` are
/// left out. Every table ends each row with the source of the row.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}
