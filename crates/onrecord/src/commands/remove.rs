//! `onrecord remove`: takes a paper out of a case for good.

use super::{Outcome, WrongUse};
use crate::output;
use crate::wording::counted;
use clap::Args;
use onrecord_case::Case;
use onrecord_record::ContentHash;
use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::PathBuf;

/// `remove`
#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// The case file
    pub(crate) case: PathBuf,
    /// The paper: the number of one of its documents, the path it was added from, or its SHA-256
    pub(crate) paper: String,
    /// Why, for the log: not what is in it
    #[arg(long, value_name = "TEXT", required = true)]
    pub(crate) because: String,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
}

pub(crate) fn run(arguments: &Remove) -> anyhow::Result<Outcome> {
    let mut case = crate::held::open(&arguments.case)?;
    let original = find(&case, &arguments.paper)?;
    if !arguments.yes && !is_sure(&case, &original)? {
        output::report("nothing was taken out");
        return Ok(Outcome::Incomplete);
    }
    let removed = case.remove(&original, &arguments.because)?;
    output::report(&format!(
        "taken out for good: SHA-256 {original} with {}; {} of the log keep only their hashes",
        counted(removed.documents, "document"),
        counted(removed.entries.len() as u64, "entry").replace("entrys", "entries"),
    ));
    if !removed.is_shrunk {
        output::report(
            "the file could not be made smaller (no room, or others read it); what was there is overwritten",
        );
    }
    if !removed.renewed.is_empty() {
        output::report(&format!(
            "{} about other papers too were made again for those",
            counted(removed.renewed.len() as u64, "decision")
        ));
    }
    output::report(
        "copies, reports and exports that were made before are not reached: delete them, and the file it was added from",
    );
    Ok(Outcome::Fine)
}

/// The original that a person means.
fn find(case: &Case, paper: &str) -> anyhow::Result<ContentHash> {
    if let Ok(hash) = paper.parse::<ContentHash>() {
        return Ok(hash);
    }
    let ids = case.document_ids()?;
    if let Ok(number) = paper.parse::<usize>() {
        let id = number.checked_sub(1).and_then(|index| ids.get(index));
        let none = || WrongUse(format!("there is no document {number} in the case"));
        return Ok(case.entry(*id.ok_or_else(none)?)?.original);
    }
    let mut found = Vec::new();
    for id in ids {
        let entry = case.entry(id)?;
        if entry.occurrences.iter().any(|place| place.path == paper) {
            found.push(entry.original);
        }
    }
    let unread = case.unread()?;
    found.extend(
        unread
            .iter()
            .filter(|file| file.path == paper)
            .filter_map(|file| file.original),
    );
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(WrongUse(format!(
            "no paper of the case was added from {paper:?}: give the path as it was added, or its number in `onrecord show`"
        ))
        .into()),
        several => Err(WrongUse(format!(
            "{} different papers were added from {paper:?}: give the SHA-256 of the one you mean",
            several.len()
        ))
        .into()),
    }
}

fn is_sure(case: &Case, original: &ContentHash) -> anyhow::Result<bool> {
    let places = case
        .original(original)?
        .map(|(_, places)| places)
        .unwrap_or_default();
    let names: Vec<String> = places.iter().map(|place| place.path.clone()).collect();
    if !io::stdin().is_terminal() {
        return Err(WrongUse(
            "this cannot be undone: say --yes to take the paper out without being asked".to_owned(),
        )
        .into());
    }
    output::report(&format!(
        "take out for good, with all that was read in it and decided about it: {}? This cannot be undone. Type yes:",
        names.join(", ")
    ));
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}
