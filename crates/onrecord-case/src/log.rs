//! The custody log: everything that was done to the case, by whom and when, chained by hashes.
//!
//! An entry's hash covers the one before it. What an entry says besides is hashed with a salt and kept
//! apart from the chain, so that the words of a paper that has to go for good can go too. The chain
//! proves that nothing was changed, put in or taken out before its head; whoever wants to prove that
//! nothing was cut off at its end keeps the head's hash elsewhere ([`Case::log_head`]).
//!
//! [`Case::log_head`]: crate::Case::log_head

use crate::CaseError;
use crate::fingerprint::Fingerprint;
use crate::packed;
use crate::store::Store;
use onrecord_record::ContentHash;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::{SystemTime, UNIX_EPOCH};

/// Who works on a case, and with which program; written into its log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Actor {
    /// A person, as they wish to be called.
    pub who: String,
    /// The program and its version.
    pub program: String,
}

impl Default for Actor {
    fn default() -> Self {
        Self {
            who: "unknown".to_owned(),
            program: concat!("onrecord-case ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// One thing that was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogEntry {
    /// Its number, from 1.
    pub number: u64,
    /// When, in seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// By whom.
    pub who: String,
    /// With which program and version.
    pub program: String,
    /// What: `new`, `add`, `confirm`, `export`, …
    pub action: String,
    /// What it says besides; nothing where that was taken out with a paper that had to go.
    pub details: Option<Value>,
    /// Hash of the entry and of all before it.
    pub hash: ContentHash,
}

/// What is wrong with a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct LogFault {
    pub(crate) number: u64,
    pub(crate) what: &'static str,
}

/// Bytes of an entry's salt.
pub(crate) const SALT: usize = 16;

/// A row of the log with the very text that was hashed, nothing believed yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct StoredEntry {
    pub(crate) number: u64,
    pub(crate) at: i64,
    pub(crate) who: String,
    pub(crate) program: String,
    pub(crate) action: String,
    pub(crate) details_hash: ContentHash,
    /// Salt and text.
    pub(crate) details: Option<(Vec<u8>, String)>,
    pub(crate) hash: ContentHash,
}

/// A row of the log, nothing believed yet.
struct Row {
    entry: LogEntry,
    details_hash: ContentHash,
    /// Salt and text.
    details: Option<(Vec<u8>, String)>,
}

/// The action under which originals are removed; its details name entries that lost theirs.
pub(crate) const REMOVE: &str = "remove";

const COLUMNS: &str = "SELECT l.number, l.at, l.who, l.program, l.action, l.details, l.hash, \
     d.salt, d.details FROM log l LEFT JOIN log_details d ON d.number = l.number";

/// Writes an entry. Runs inside the caller's transaction, with what it tells of.
pub(crate) fn append(
    store: &Store,
    action: &str,
    details: &impl Serialize,
) -> Result<u64, CaseError> {
    store.is_for_writing()?;
    let details = store.check_io("writing the log", packed::json(details))?;
    let (number, before) = match head(store)? {
        Some((number, hash)) => (number + 1, hash),
        None => (1, origin()),
    };
    let salt: Vec<u8> = store
        .first("SELECT randomblob(16)", (), |row| row.get(0))?
        .unwrap_or_default();
    let entry = LogEntry {
        number,
        at: now(),
        who: store.actor.who.clone(),
        program: store.actor.program.clone(),
        action: action.to_owned(),
        details: None,
        hash: before,
    };
    let details_hash = hash_of_details(&salt, &details);
    let hash = hash_of(&before, &entry, &details_hash);
    put(
        store,
        &StoredEntry {
            number,
            at: entry.at,
            who: entry.who,
            program: entry.program,
            action: entry.action,
            details_hash,
            details: Some((salt, details)),
            hash,
        },
    )?;
    Ok(number)
}

/// Writes an entry as it is.
pub(crate) fn put(store: &Store, entry: &StoredEntry) -> Result<(), CaseError> {
    store.execute(
        "INSERT INTO log (number, at, who, program, action, details, hash) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            entry.number as i64,
            entry.at,
            &entry.who,
            &entry.program,
            &entry.action,
            entry.details_hash.as_bytes(),
            entry.hash.as_bytes(),
        ),
    )?;
    if let Some((salt, details)) = &entry.details {
        store.execute(
            "INSERT INTO log_details (number, salt, details) VALUES (?1, ?2, ?3)",
            (entry.number as i64, salt, details),
        )?;
    }
    Ok(())
}

/// All entries with the very text that was hashed, oldest first.
pub(crate) fn stored(store: &Store) -> Result<Vec<StoredEntry>, CaseError> {
    let rows = rows(store, 1)?;
    let stored = |row: Row| StoredEntry {
        number: row.entry.number,
        at: row.entry.at,
        who: row.entry.who,
        program: row.entry.program,
        action: row.entry.action,
        details_hash: row.details_hash,
        details: row.details,
        hash: row.entry.hash,
    };
    Ok(rows.into_iter().map(stored).collect())
}

/// Number and hash of the last entry.
pub(crate) fn head(store: &Store) -> Result<Option<(u64, ContentHash)>, CaseError> {
    store.first(
        "SELECT number, hash FROM log ORDER BY number DESC LIMIT 1",
        (),
        |row| {
            Ok((
                row.get::<_, i64>(0)?.unsigned_abs(),
                ContentHash::from_bytes(row.get(1)?),
            ))
        },
    )
}

/// The entries from number `from` on.
pub(crate) fn entries(store: &Store, from: u64) -> Result<Vec<LogEntry>, CaseError> {
    let rows = rows(store, from)?;
    rows.into_iter().map(|row| entry_of(store, row)).collect()
}

fn entry_of(store: &Store, row: Row) -> Result<LogEntry, CaseError> {
    let mut entry = row.entry;
    if let Some((_, details)) = row.details {
        let details = packed::from_json(&details);
        let damaged = |what| store.damaged(format!("log entry {}", entry.number), what);
        entry.details = Some(details.map_err(damaged)?);
    }
    Ok(entry)
}

/// The entries with one of these actions, oldest first.
pub(crate) fn entries_of(store: &Store, actions: &[&str]) -> Result<Vec<LogEntry>, CaseError> {
    let marks = vec!["?"; actions.len()].join(", ");
    let sql = format!("{COLUMNS} WHERE l.action IN ({marks}) ORDER BY l.number");
    let rows = store.all(&sql, rusqlite::params_from_iter(actions), row_of)?;
    rows.into_iter().map(|row| entry_of(store, row)).collect()
}

fn rows(store: &Store, from: u64) -> Result<Vec<Row>, CaseError> {
    store.all(
        &format!("{COLUMNS} WHERE l.number >= ?1 ORDER BY l.number"),
        [i64::try_from(from).unwrap_or(i64::MAX)],
        row_of,
    )
}

fn row_of(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    let salt: Option<Vec<u8>> = row.get(7)?;
    let details: Option<String> = row.get(8)?;
    Ok(Row {
        entry: LogEntry {
            number: row.get::<_, i64>(0)?.unsigned_abs(),
            at: row.get(1)?,
            who: row.get(2)?,
            program: row.get(3)?,
            action: row.get(4)?,
            details: None,
            hash: ContentHash::from_bytes(row.get(6)?),
        },
        details_hash: ContentHash::from_bytes(row.get(5)?),
        details: salt.zip(details),
    })
}

/// The whole log, nothing believed yet.
pub(crate) struct Log {
    rows: Vec<Row>,
}

impl Log {
    /// Reads it.
    pub(crate) fn of(store: &Store) -> Result<Self, CaseError> {
        rows(store, 1).map(|rows| Self { rows })
    }

    /// How many entries it has.
    pub(crate) fn len(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Number and hash of the last entry.
    pub(crate) fn head(&self) -> Option<(u64, ContentHash)> {
        let last = self.rows.last()?;
        Some((last.entry.number, last.entry.hash))
    }

    /// Its entries, oldest first.
    pub(crate) fn into_entries(self, store: &Store) -> Result<Vec<LogEntry>, CaseError> {
        let rows = self.rows.into_iter();
        rows.map(|row| entry_of(store, row)).collect()
    }

    /// Checks the chain, and that no details are gone that no removal accounts for.
    pub(crate) fn faults(&self) -> Vec<LogFault> {
        faults(&self.rows)
    }
}

fn faults(rows: &[Row]) -> Vec<LogFault> {
    let mut faults = Vec::new();
    let mut fault = |number, what| faults.push(LogFault { number, what });
    let mut before = origin();
    let mut missing = BTreeSet::new();
    let mut accounted = BTreeSet::new();
    for (row, expected) in rows.iter().zip(1u64..) {
        let number = row.entry.number;
        if number != expected {
            fault(expected, "is missing");
            break;
        }
        if hash_of(&before, &row.entry, &row.details_hash) != row.entry.hash {
            fault(number, "was changed, or the entries before it were");
        }
        before = row.entry.hash;
        match &row.details {
            None => {
                missing.insert(number);
            }
            Some((salt, details)) if hash_of_details(salt, details) != row.details_hash => {
                fault(number, "says something else than what was written");
            }
            Some((_, details)) if row.entry.action == REMOVE => {
                accounted.extend(entries_named(details));
            }
            Some(_) => {}
        }
    }
    for number in missing.difference(&accounted) {
        fault(
            *number,
            "has lost what it says, and no removal accounts for it",
        );
    }
    faults
}

/// The entries whose details a removal took away.
fn entries_named(details: &str) -> Vec<u64> {
    let details: Value = serde_json::from_str(details).unwrap_or_default();
    let named = details.get("entries").and_then(Value::as_array);
    named
        .into_iter()
        .flatten()
        .filter_map(Value::as_u64)
        .collect()
}

/// What the first entry's hash covers instead of one before it.
fn origin() -> ContentHash {
    ContentHash::of(b"onrecord custody log")
}

fn hash_of(before: &ContentHash, entry: &LogEntry, details: &ContentHash) -> ContentHash {
    Fingerprint::new("log")
        .bytes(before.as_bytes())
        .number(entry.number as i64)
        .number(entry.at)
        .text(&entry.who)
        .text(&entry.program)
        .text(&entry.action)
        .bytes(details.as_bytes())
        .finish()
}

fn hash_of_details(salt: &[u8], details: &str) -> ContentHash {
    Fingerprint::new("log details")
        .bytes(salt)
        .text(details)
        .finish()
}

/// Seconds since 1970-01-01T00:00:00Z.
pub(crate) fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() as i64)
}
