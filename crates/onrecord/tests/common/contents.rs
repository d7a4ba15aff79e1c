//! What a case file holds, straight out of SQLite, for comparing two of them.

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// Every row of every table but for the times at which files were found, table by table.
pub fn contents(case: &Path) -> Vec<String> {
    const TABLES: [&str; 9] = [
        "SELECT * FROM originals ORDER BY id",
        "SELECT original, number, bytes FROM chunks ORDER BY original, number",
        "SELECT original, path, container, modified FROM occurrences ORDER BY id",
        "SELECT * FROM documents ORDER BY id",
        "SELECT * FROM readings ORDER BY id",
        "SELECT * FROM layers ORDER BY reading, layer",
        "SELECT * FROM gists ORDER BY document",
        "SELECT * FROM lines ORDER BY id",
        "SELECT path, reason FROM unread ORDER BY path",
    ];
    let connection = Connection::open_with_flags(case, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut rows = Vec::new();
    for sql in TABLES {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query(()).unwrap();
        while let Some(row) = found.next().unwrap() {
            let values: Vec<Value> = (0..columns).map(|i| row.get(i).unwrap()).collect();
            rows.push(format!("{sql}: {values:?}"));
        }
    }
    rows
}

/// The paths of all originals in a case.
pub fn paths(case: &Path) -> Vec<String> {
    let connection = Connection::open(case).unwrap();
    let mut statement = connection.prepare("SELECT path FROM occurrences").unwrap();
    statement
        .query_map((), |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}
