//! Checks of the file as a database.

use super::{Difference, Place, Report};
use crate::store::Store;
use crate::{CaseError, schema};
use std::collections::BTreeMap;

pub(super) fn verify(store: &Store, report: &mut Report) -> Result<(), CaseError> {
    let problems: Vec<String> = store.all("PRAGMA integrity_check(100)", (), |row| row.get(0))?;
    for what in problems.into_iter().filter(|what| what != "ok") {
        report.fail(Place::default(), Difference::Database { what });
    }
    let broken: Vec<(String, String)> = store.all("PRAGMA foreign_key_check", (), |row| {
        Ok((row.get(0)?, row.get(2)?))
    })?;
    for (table, parent) in broken {
        report.fail(Place::default(), Difference::Reference { table, parent });
    }
    verify_schema(store, report)
}

/// Nothing but the tables of a case may be in the file: a view or trigger could make it show
/// something else than it holds.
fn verify_schema(store: &Store, report: &mut Report) -> Result<(), CaseError> {
    let mut found: BTreeMap<_, _> = store
        .check(schema::objects(&store.connection))?
        .into_iter()
        .collect();
    let expected = store.check(schema::expected_objects())?;
    let mut fail = |name, how| report.fail(Place::default(), Difference::Schema { name, how });
    for (name, sql) in expected {
        match found.remove(&name) {
            None => fail(name, "removed"),
            Some(found) if found != sql => fail(name, "changed"),
            Some(_) => {}
        }
    }
    // SQLite's own tables (statistics of an ANALYZE) say nothing about the case.
    for name in found
        .into_keys()
        .filter(|name| !name.starts_with("sqlite_"))
    {
        fail(name, "added");
    }
    Ok(())
}
