//! Pages with a place for what a command writes.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Puts `tables` between the marks of the page; what stood there goes.
///
/// # Errors
///
/// Where the page cannot be read or written, or lacks the marks.
pub fn fill(page: &Path, [begin, end]: [&str; 2], tables: &str) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("reading {}", page.display()))?;
    let parts = text.split_once(begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(end)?;
        Some((before, after))
    });
    let Some((before, after)) = parts else {
        bail!(
            "{}: has no place for the tables: write {begin} and {end} into it",
            page.display()
        );
    };
    fs::write(page, format!("{before}{begin}\n\n{tables}{end}{after}"))
        .with_context(|| format!("writing {}", page.display()))
}
