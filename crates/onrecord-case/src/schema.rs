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
    sql(include_str!("schema/0005.sql")),
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

/// Takes a file to this program's version; tells the version it had (0: empty). Runs inside the caller's
/// transaction: all steps or none.
pub(crate) fn migrate(connection: &Connection) -> rusqlite::Result<u32> {
    let version: i32 = pragma(connection, "user_version")?;
    let from = u32::try_from(version).unwrap_or_default();
    for step in STEPS.iter().skip(from as usize) {
        connection.execute_batch(step.sql)?;
        (step.then)(connection)?;
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", VERSION)?;
    Ok(from)
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
    let connection = Connection::open_in_memory()?;
    migrate(&connection)?;
    objects(&connection)
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}
