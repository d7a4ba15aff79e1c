//! Which tables a case file has, and how an older file becomes a newer one.

use crate::{CaseError, readings};
use rusqlite::Connection;
use std::path::Path;

/// Marks a SQLite file as a case (`PRAGMA application_id`): the letters `onrc`.
pub(crate) const APPLICATION_ID: i32 = 0x6f6e_7263;

/// A step from one version to the next.
struct Step {
    sql: &'static str,
    /// What SQL alone cannot do, after it.
    then: fn(&Connection) -> rusqlite::Result<()>,
}

const fn sql(sql: &'static str) -> Step {
    Step {
        sql,
        then: |_| Ok(()),
    }
}

/// All steps; a file's version is the number of steps it has been taken.
const STEPS: &[Step] = &[
    sql(include_str!("schema/0001.sql")),
    sql(include_str!("schema/0002.sql")),
    Step {
        sql: include_str!("schema/0003.sql"),
        then: readings::move_evidence,
    },
    sql(include_str!("schema/0004.sql")),
];

/// The version this program writes.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

/// Looks whether the file is a case of a version this program knows, and tells the version.
pub(crate) fn check(connection: &Connection, path: &Path) -> Result<u32, CaseError> {
    let failed = |e| CaseError::of_sqlite(path, e);
    let id: i32 = pragma(connection, "application_id").map_err(failed)?;
    let version: i32 = pragma(connection, "user_version").map_err(failed)?;
    if id != APPLICATION_ID {
        return Err(CaseError::NotACase {
            path: path.to_owned(),
            why: "a database of another program, or empty".to_owned(),
        });
    }
    match u32::try_from(version) {
        Ok(found) if found > VERSION => Err(CaseError::Newer {
            path: path.to_owned(),
            found,
            known: VERSION,
        }),
        Ok(found) if found > 0 => Ok(found),
        _ => Err(CaseError::NotACase {
            path: path.to_owned(),
            why: format!("file version {version}"),
        }),
    }
}

/// Takes a file of version `from` (0: empty) to this program's version, all steps or none.
pub(crate) fn migrate(connection: &mut Connection, from: u32) -> rusqlite::Result<()> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another program may have been faster: what counts is what the file is now that it is ours.
    let now: i32 = pragma(&transaction, "user_version")?;
    let from = u32::try_from(now).unwrap_or(from).max(from);
    for step in STEPS.iter().skip(from as usize) {
        transaction.execute_batch(step.sql)?;
        (step.then)(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()
}

/// The statements that made the tables, indexes, views and triggers of a file, sorted.
pub(crate) fn objects(connection: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    connection
        .prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")?
        .query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The same for a fresh file of this program's version.
pub(crate) fn expected_objects() -> rusqlite::Result<Vec<(String, String)>> {
    let mut connection = Connection::open_in_memory()?;
    migrate(&mut connection, 0)?;
    objects(&connection)
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}
