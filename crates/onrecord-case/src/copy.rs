//! A consistent copy of a case that may be in use, by SQLite's backup interface.

use crate::store::{Store, create_private};
use crate::{Case, CaseError, Counts};
use rusqlite::OpenFlags;
use rusqlite::backup::{Backup, StepResult};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pages copied at a time; between two steps others may write.
const PAGES: i32 = 2048;

/// How often the copy may begin anew because others wrote, before it keeps them waiting.
const RESTARTS: u32 = 3;

/// How often and how long a step is tried again while another program holds the file.
const TRIES: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// What was copied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copied {
    /// Where the copy is.
    pub path: PathBuf,
    /// Size of the copy, in bytes.
    pub size: u64,
    /// What is in it, counted in the copy itself.
    pub counts: Counts,
}

pub(crate) fn copy(
    store: &Store,
    to: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Copied, CaseError> {
    let copied = pages(store, to, progress).and_then(|()| describe(to));
    if copied
        .as_ref()
        .is_err_and(|error| !matches!(error, CaseError::Exists { .. }))
    {
        // Nothing that looks like a copy is to be left; if it cannot be removed, the error says why.
        let _ = std::fs::remove_file(to);
    }
    copied
}

/// Makes a new file with all pages of the case; what was begun is left where it fails.
pub(crate) fn pages(
    store: &Store,
    to: &Path,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), CaseError> {
    create_private(to)?;
    let mut target = Store::connect(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let failed = |e| CaseError::of_sqlite(to, e);
    let backup = Backup::new(&store.connection, &mut target.connection).map_err(failed)?;
    let (mut left, mut restarts, mut tries) = (i32::MAX, 0, 0);
    loop {
        let pages = if restarts > RESTARTS { -1 } else { PAGES };
        match backup.step(pages).map_err(failed)? {
            StepResult::Done => break,
            StepResult::Busy | StepResult::Locked if tries == TRIES => {
                return Err(CaseError::Busy {
                    path: store.path.clone(),
                });
            }
            StepResult::Busy | StepResult::Locked => {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
            _ => tries = 0,
        }
        let now = backup.progress();
        restarts += u32::from(now.remaining > left);
        left = now.remaining;
        let all = now.pagecount.unsigned_abs();
        progress(
            u64::from(all.saturating_sub(left.unsigned_abs())),
            u64::from(all),
        );
    }
    Ok(())
}

fn describe(to: &Path) -> Result<Copied, CaseError> {
    let counts = Case::open(to)?.counts()?;
    let size = std::fs::metadata(to)
        .map_err(|source| CaseError::Io {
            path: to.to_owned(),
            doing: "looking at the copy",
            source,
        })?
        .len();
    Ok(Copied {
        path: to.to_owned(),
        size,
        counts,
    })
}
