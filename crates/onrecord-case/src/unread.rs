//! What could not be read: kept, so that a case does not look more complete than it is.

use crate::CaseError;
use crate::store::Store;

/// A file that could not be read.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Unread {
    /// Its path as the user gave it.
    pub path: String,
    /// Why, in a sentence for people.
    pub reason: String,
    /// When that was tried, in seconds since 1970-01-01T00:00:00Z.
    pub found: Option<i64>,
}

/// All of them, by path.
pub(crate) fn all(store: &Store) -> Result<Vec<Unread>, CaseError> {
    store.all(
        "SELECT path, reason, found FROM unread ORDER BY path",
        (),
        |row| {
            Ok(Unread {
                path: row.get(0)?,
                reason: row.get(1)?,
                found: row.get(2)?,
            })
        },
    )
}

/// Whether this is already known.
pub(crate) fn is_known(store: &Store, unread: &Unread) -> Result<bool, CaseError> {
    let reason: Option<String> = store.first(
        "SELECT reason FROM unread WHERE path = ?1",
        [&unread.path],
        |row| row.get(0),
    )?;
    Ok(reason.is_some_and(|reason| reason == unread.reason))
}

/// Remembers one, in place of what was known of the same path.
pub(crate) fn put(store: &Store, unread: &Unread) -> Result<(), CaseError> {
    store.execute(
        "INSERT INTO unread (path, reason, found) VALUES (?1, ?2, ?3) \
         ON CONFLICT (path) DO UPDATE SET reason = excluded.reason, found = excluded.found",
        (&unread.path, &unread.reason, unread.found),
    )?;
    Ok(())
}

/// Forgets the path: it has been read.
pub(crate) fn forget(store: &Store, path: &str) -> Result<(), CaseError> {
    store.execute("DELETE FROM unread WHERE path = ?1", [path])?;
    Ok(())
}
