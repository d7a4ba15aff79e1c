//! `onrecord export`: a whole case as a folder of plain files.

use super::{Outcome, WrongUse};
use crate::held::Held;
use crate::output;
use crate::progress::Progress;
use crate::wording::{bytes, counted};
use anyhow::Context as _;
use clap::Args;
use onrecord_case::{Case, CaseError};
use onrecord_views::{CaseList, json as in_json};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// `export`
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The case file
    pub(crate) case: PathBuf,
    /// The folder to make; an older full export is replaced
    pub(crate) folder: PathBuf,
    /// Everything, with the names of protected people: what can be imported again. Where nobody is
    /// protected, every export is full
    #[arg(long)]
    pub(crate) full: bool,
}

/// Writes the folder, says what is in it, and notes in the case's log that it was made.
pub(crate) fn run(arguments: &Export) -> anyhow::Result<Outcome> {
    let held = Held::open(&arguments.case)?;
    if held.mask().is_some() && !arguments.full {
        return masked(held, arguments);
    }
    let mut case = crate::held::open(&arguments.case)?;
    let progress = Progress::new("originals and documents written");
    let exported = case.export(&arguments.folder, &mut |done, all| {
        progress.of(all);
        progress.at(done, "");
    });
    progress.finish();
    let exported = exported?;
    let counts = exported.counts;
    output::report(&format!(
        "{} exported to {}: {}, {} and {} of originals in {}; README.md there explains them",
        arguments.case.display(),
        exported.path.display(),
        counted(counts.documents, "document"),
        counted(counts.lines, "line"),
        bytes(counts.bytes),
        counted(exported.files, "file"),
    ));
    note_in_log(&mut case, &arguments.folder)
}

/// Notes in the case's log that something was given out.
fn note_in_log(case: &mut Case, folder: &Path) -> anyhow::Result<Outcome> {
    let details = json!({ "file": folder.display().to_string() });
    match case.note_done("export", &details) {
        Ok(_) => Ok(Outcome::Fine),
        Err(error) => {
            output::complain(&format!(
                "the export is complete, but it is not in the log of the case: {error}"
            ));
            // A case that is only to be read, such as a deposited one, can be exported all the same.
            Ok(match error {
                CaseError::ReadOnly { .. } => Outcome::Fine,
                _ => Outcome::Incomplete,
            })
        }
    }
}

/// What stands in the folder of an export that names nobody who is protected.
const ABOUT_MASKED: &str = "\
# Readings of a case, with protected people under other names

Made by onrecord. Somebody in the case is protected: every name of theirs is replaced in texts, titles, paths
and everything else, and originals and the custody log, which hold the names, are left out. So this folder
cannot be imported again; `onrecord export --full` makes one that can, with all names.

- `documents.jsonl`: every document with its text and all that was read in it, a JSON object a line, after
  the schema `onrecord.reading/1`. Offsets count in the text as it stands there. Each line says whether a
  person reviewed it (`reviews`).
- `people.jsonl`, `disagreements.jsonl`, `stories.jsonl`, `standing.jsonl`, `origins.jsonl`,
  `missing.jsonl`: what the documents say together.
";

/// An export without a name of anybody who is protected; what would name one is not written.
fn masked(mut held: Held, arguments: &Export) -> anyhow::Result<Outcome> {
    let folder = &arguments.folder;
    if folder.exists() {
        return Err(WrongUse(format!(
            "{}: there is something of this name already; choose another name",
            folder.display()
        ))
        .into());
    }
    held.count_tellings()?;
    let fresh = tempfile::Builder::new()
        .prefix(".onrecord-")
        .tempdir_in(output::folder_of(folder))
        .with_context(|| output::unwritable(folder))?;
    let write = |name: &str, text: &str| -> anyhow::Result<()> {
        held.leaks_nothing(name, text)?;
        fs::write(fresh.path().join(name), text).with_context(|| output::unwritable(folder))
    };
    write("README.md", ABOUT_MASKED)?;
    let mut documents = String::new();
    for view in held.views() {
        documents.push_str(&in_json::line(&view?));
    }
    write("documents.jsonl", &documents)?;
    let lists = [
        CaseList::People,
        CaseList::Disagreements,
        CaseList::Stories,
        CaseList::Standing,
        CaseList::Origins,
        CaseList::Missing,
    ];
    let case = held.across(&lists, crate::wording::today())?;
    for list in lists {
        let mut lines = String::new();
        let nothing = std::iter::empty::<anyhow::Result<onrecord_views::ReadingView>>();
        in_json::case_list(list, &case, nothing, |line| {
            lines.push_str(line);
            anyhow::Ok(())
        })?;
        write(&format!("{}.jsonl", list.key()), &lines)?;
    }
    fs::rename(fresh.path(), folder).with_context(|| output::unwritable(folder))?;
    // It has another name now: there is nothing left to take away under the first one.
    let _ = fresh.keep();
    output::report(&format!(
        "{} exported to {} with protected people under other names; originals and log are left out \
         (--full has everything)",
        arguments.case.display(),
        folder.display(),
    ));
    note_in_log(held.case_mut(), folder)
}
