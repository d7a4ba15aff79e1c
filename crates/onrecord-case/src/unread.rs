//! What could not be read: kept, so that a case does not look more complete than it is.

use crate::CaseError;
use crate::store::Store;
use onrecord_record::ContentHash;

/// A file, or a part of one, that could not be read.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Unread {
    /// Its path as the user gave it, and the part inside: `mail.eml!plan.dwg`.
    pub path: String,
    /// Why, in a sentence for people.
    pub reason: String,
    /// When that was tried, in seconds since 1970-01-01T00:00:00Z.
    pub found: Option<i64>,
    /// SHA-256 of the original, where its bytes are in the case all the same: those of the file that
    /// the part lies in.
    pub original: Option<ContentHash>,
}

/// All of them, by path.
pub(crate) fn all(store: &Store) -> Result<Vec<Unread>, CaseError> {
    store.all(
        "SELECT path, reason, found, original FROM unread ORDER BY path",
        (),
        |row| {
            Ok(Unread {
                path: row.get(0)?,
                reason: row.get(1)?,
                found: row.get(2)?,
                original: row.get::<_, Option<_>>(3)?.map(ContentHash::from_bytes),
            })
        },
    )
}

/// Whether this is already known, whenever it was found.
pub(crate) fn is_known(store: &Store, unread: &Unread) -> Result<bool, CaseError> {
    let known = store.first(
        "SELECT reason = ?2 AND original IS ?3 FROM unread WHERE path = ?1",
        (
            &unread.path,
            &unread.reason,
            unread.original.as_ref().map(ContentHash::as_bytes),
        ),
        |row| row.get(0),
    )?;
    Ok(known.unwrap_or(false))
}

/// Remembers one, in place of what was known of the same path.
pub(crate) fn put(store: &Store, unread: &Unread) -> Result<(), CaseError> {
    store.execute(
        "INSERT INTO unread (path, reason, found, original) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (path) DO UPDATE \
         SET reason = excluded.reason, found = excluded.found, original = excluded.original",
        (
            &unread.path,
            &unread.reason,
            unread.found,
            unread.original.as_ref().map(ContentHash::as_bytes),
        ),
    )?;
    Ok(())
}

/// Forgets the path and all parts inside: it has been read.
pub(crate) fn forget(store: &Store, path: &str) -> Result<(), CaseError> {
    store.execute(
        "DELETE FROM unread WHERE path = ?1 OR substr(path, 1, length(?1) + 1) = ?1 || '!'",
        [path],
    )?;
    Ok(())
}
