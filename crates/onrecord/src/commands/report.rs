//! `onrecord report`: a case as pages for the browser.

use super::{Outcome, WrongUse};
use crate::arguments::Report;
use crate::held::Held;
use crate::output::{self, Sink};
use crate::progress::Progress;
use crate::wording::counted;
use anyhow::Context as _;
use onrecord_record::Day;
use onrecord_views::CaseList;
use onrecord_views::report::{self, Layout, Page};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// What the pages of a large case are put in, beside the file: its name and this.
const FOLDER_ENDING: &str = "-pages";

/// A file in such a folder, so that nothing else is ever replaced.
const MARK: &str = ".onrecord-report";

/// Writes the report; what was there before is replaced when the new one is complete.
pub(crate) fn run(arguments: &Report) -> anyhow::Result<Outcome> {
    let mut held = Held::open(&arguments.case)?;
    held.take_cards(arguments.rules.as_deref())?;
    let as_of = arguments.as_of.unwrap_or_else(crate::wording::today);
    held.count_tellings()?;
    if same_file(&arguments.case, &arguments.output) {
        return Err(WrongUse(format!(
            "{}: this is the case itself; name another file for its report",
            arguments.output.display()
        ))
        .into());
    }
    let layout = Layout::of(held.len());
    let progress = Progress::new("documents written");
    progress.of(held.len() as u64);
    let done = match layout {
        Layout::File => one_file(&held, &arguments.output, as_of, &progress),
        Layout::Folder => folder(&held, &arguments.output, as_of, &progress),
    };
    progress.finish();
    let pages = done?;
    note_in_log(&mut held, &arguments.output);
    let file = arguments.output.display();
    let documents = counted(held.len() as u64, "document");
    output::report(&match pages {
        None => format!("{file}: report of {documents}; open it in a browser"),
        Some(folder) => format!(
            "{file}: report of {documents}; open it in a browser. Its pages are in {}/: keep both together",
            folder.display()
        ),
    });
    Ok(Outcome::Fine)
}

/// Writes into the log that a report was given out. A case that cannot be written to can be reported all
/// the same.
fn note_in_log(held: &mut Held, file: &Path) {
    let details = json!({ "file": file.display().to_string() });
    if let Err(error) = held.case_mut().note_done("report", &details) {
        output::complain(&format!("the report is not in the case's log: {error}"));
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Writes the pages of the report one by one.
fn write_pages(
    held: &Held,
    layout: Layout,
    as_of: Day,
    progress: &Progress,
    mut write: impl FnMut(Page) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let case = held.across(&CaseList::ALL, as_of)?;
    let views = held.views().enumerate().map(|(number, view)| {
        progress.at(number as u64 + 1, "");
        view
    });
    report::case(&case, layout, views, |page| {
        held.leaks_nothing("the report", &page.html)?;
        held.leaks_nothing("the report", &page.path)?;
        write(page)
    })
}

fn one_file(
    held: &Held,
    file: &Path,
    as_of: Day,
    progress: &Progress,
) -> anyhow::Result<Option<PathBuf>> {
    let mut sink = Sink::new(Some(file))?;
    write_pages(held, Layout::File, as_of, progress, |page| {
        sink.write(&page.html)
    })?;
    sink.finish()?;
    Ok(None)
}

/// Writes the pages into a new folder, puts it in the place of the old one, then writes the file
/// that leads there.
fn folder(
    held: &Held,
    file: &Path,
    as_of: Day,
    progress: &Progress,
) -> anyhow::Result<Option<PathBuf>> {
    let folder = folder_beside(file);
    if folder.exists() && !folder.join(MARK).exists() {
        return Err(WrongUse(format!(
            "{}: the report's pages would go into this folder, but it is none that onrecord made; \
             name another file",
            folder.display()
        ))
        .into());
    }
    let door = Sink::new(Some(file))?;
    let fresh = tempfile::Builder::new()
        .prefix(".onrecord-")
        .tempdir_in(output::folder_of(file))
        .with_context(|| output::unwritable(file))?;
    fs::write(fresh.path().join(MARK), "").with_context(|| output::unwritable(&folder))?;
    write_pages(held, Layout::Folder, as_of, progress, |page| {
        let path = fresh.path().join(&page.path);
        fs::create_dir_all(output::folder_of(&path))
            .and_then(|()| fs::write(&path, page.html))
            .with_context(|| output::unwritable(&folder.join(page.path)))
    })?;
    put_in_place(fresh, &folder).with_context(|| output::unwritable(&folder))?;
    let mut door = door;
    door.write(&report::door(&held.name(), &index_of(&folder)))?;
    door.finish()?;
    Ok(Some(folder))
}

fn put_in_place(fresh: tempfile::TempDir, folder: &Path) -> std::io::Result<()> {
    let old = tempfile::Builder::new()
        .prefix(".onrecord-")
        .tempdir_in(output::folder_of(folder))?;
    if folder.exists() {
        fs::rename(folder, old.path().join("old"))?;
    }
    fs::rename(fresh.path(), folder)?;
    // It has another name now: there is nothing left to take away under the first one.
    let _ = fresh.keep();
    Ok(())
}

fn folder_beside(file: &Path) -> PathBuf {
    let mut name = file.file_stem().unwrap_or(file.as_os_str()).to_owned();
    name.push(FOLDER_ENDING);
    file.with_file_name(name)
}

/// The index as the file beside the folder links to it.
fn index_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    format!("{}/index.html", name.to_string_lossy())
}
