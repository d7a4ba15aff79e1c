//! The open file: how SQLite is set up, and short ways to ask it.
//!
//! **Journal.** A case always uses a rollback journal (`journal_mode=DELETE`), never WAL. WAL needs
//! memory that all users of the file share, which a network share cannot give; and the mode is
//! written into the file, so that a case made on a local disk could no longer be opened after it was
//! moved to a share. A rollback journal works in both places and leaves one file when nobody writes.
//! A file that somebody switched to WAL is switched back when it is opened, or refused.
//!
//! **Durability.** `synchronous=FULL`: when a commit returns, the bytes have been handed to the disk.

use crate::log::{self, Actor};
use crate::{CaseError, copy, index, originals, schema};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension, Params, Row};
use serde_json::json;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// How long to wait for another program's lock before saying that the case is in use.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait for it where what would be written can be done without.
const HURRY: Duration = Duration::from_millis(250);

/// Bytes in a page of the database: large enough that a short document wastes little of its last one,
/// and that most layers of a reading need no page of their own. With 8192, 839 news articles took a sixth
/// more room; with 32768, little less, and small cases more.
const PAGE: u32 = 16384;

/// An open case file.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) actor: Actor,
    /// Where the private copy is that is read in the place of a case that could not be brought up to
    /// date: it goes away with this.
    copy: Option<TempDir>,
}

impl Store {
    /// Makes a new file that nobody but its owner can read, with empty tables.
    pub(crate) fn create(path: &Path, actor: Actor) -> Result<Self, CaseError> {
        create_private(path)?;
        let made = Self::fill(path, actor, |store| {
            log::append(store, "new", &json!({})).map(|_| ())
        });
        if made.is_err() {
            // An empty file would be in the way of the next try; if it cannot be removed, the error says why.
            let _ = std::fs::remove_file(path);
        }
        made
    }

    /// Puts empty tables into an empty file, and whatever else belongs to them, whole or not at all.
    pub(crate) fn fill(
        path: &Path,
        actor: Actor,
        then: impl FnOnce(&Self) -> Result<(), CaseError>,
    ) -> Result<Self, CaseError> {
        let mut store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        store.check(store.connection.pragma_update(None, "page_size", PAGE))?;
        store.configure()?;
        store.actor = actor;
        store.whole(|| {
            store.check(schema::migrate(&store.connection))?;
            then(&store)
        })?;
        Ok(store)
    }

    /// Opens a file, refusing what is no case or a newer one, and brings an older one up to date: where
    /// the file cannot be written to, a private copy of it, which is read in its place.
    pub(crate) fn open(path: &Path, actor: Actor) -> Result<Self, CaseError> {
        look_at_header(path)?;
        let mut store = Self::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let version = schema::check(&store.connection, path)?;
        store.configure()?;
        store.actor = actor;
        if version < schema::VERSION || log::head(&store)?.is_none() {
            return match store.bring_up_to_date() {
                Err(CaseError::ReadOnly { .. }) => store.copied_privately(),
                done => done.map(|()| store),
            };
        }
        if store.is_read_only() && !store.is_indexed()? {
            return store.copied_privately();
        }
        Ok(store)
    }

    /// Whether nothing can be written to the case.
    ///
    /// # Errors
    /// [`CaseError::ReadOnly`] where a private copy is read in its place.
    pub(crate) fn is_for_writing(&self) -> Result<(), CaseError> {
        match self.copy {
            None => Ok(()),
            Some(_) => Err(CaseError::ReadOnly {
                path: self.path.clone(),
            }),
        }
    }

    /// Whether the file, or the folder that its journal would be in, cannot be written to.
    fn is_read_only(&self) -> bool {
        let real = std::fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        self.connection.is_readonly(MAIN_DB).unwrap_or(false)
            || real.parent().is_some_and(|folder| {
                tempfile::tempfile_in(folder).is_err_and(|error| {
                    matches!(
                        error.kind(),
                        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
                    )
                })
            })
    }

    /// Whether every document can be searched as this version does it. What is not would be indexed when it
    /// is needed, which takes writing.
    fn is_indexed(&self) -> Result<bool, CaseError> {
        let missing = self.first(
            "SELECT 1 FROM documents d LEFT JOIN gists g ON g.document = d.id \
             WHERE g.version IS NOT ?1 LIMIT 1",
            [index::VERSION],
            |_| Ok(()),
        )?;
        Ok(missing.is_none())
    }

    /// A copy of the case for this process alone, up to date, under the case's name.
    fn copied_privately(&self) -> Result<Self, CaseError> {
        let needs_room = |error: &dyn std::fmt::Display| CaseError::OlderReadOnly {
            path: self.path.clone(),
            why: error.to_string(),
        };
        let folder = tempfile::Builder::new()
            .prefix("onrecord-")
            .tempdir()
            .map_err(|error| needs_room(&error))?;
        let path = folder.path().join("copy");
        let copied = copy::pages(self, &path, &mut |_, _| {})
            .and_then(|()| Self::connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE));
        let mut store = copied.map_err(|error| needs_room(&error))?;
        store.configure()?;
        store.actor = self.actor.clone();
        store
            .bring_up_to_date()
            .map_err(|error| needs_room(&error))?;
        store.path.clone_from(&self.path);
        store.copy = Some(folder);
        Ok(store)
    }

    /// Opens without asking what the file is.
    pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Self, CaseError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|e| CaseError::of_sqlite(path, e))?;
        let store = Self {
            connection,
            path: path.to_owned(),
            actor: Actor::default(),
            copy: None,
        };
        store.check(store.connection.busy_timeout(PATIENCE))?;
        Ok(store)
    }

    /// Takes a file to this program's version and writes into the log that it was made by an older one
    /// and what it held then, since what came before the log has no entries of its own. All of it or
    /// nothing: the entry names the version that the file really had.
    fn bring_up_to_date(&self) -> Result<(), CaseError> {
        self.whole(|| {
            // Another program may have been faster: what counts is what the file is now that it is ours.
            let from = self.check(schema::migrate(&self.connection))?;
            if log::head(self)?.is_some() {
                return Ok(());
            }
            let originals: Vec<String> = originals::all(self)?
                .iter()
                .map(|original| original.sha256.to_string())
                .collect();
            let details = json!({ "from": from, "to": schema::VERSION, "originals": originals });
            log::append(self, "upgrade", &details).map(|_| ())
        })
    }

    /// Does something whole or not at all, in a transaction of its own.
    pub(crate) fn whole<T>(
        &self,
        act: impl FnOnce() -> Result<T, CaseError>,
    ) -> Result<T, CaseError> {
        self.run("BEGIN IMMEDIATE")?;
        let done = act().and_then(|done| self.run("COMMIT").map(|()| done));
        if done.is_err() && !self.connection.is_autocommit() {
            // Should this fail as well, SQLite undoes the rest when the file is opened next.
            let _ = self.run("ROLLBACK");
        }
        done
    }

    /// Does something that mostly reads and writes only what can be done without: others who write are not
    /// waited for long, unless it cannot be read without that.
    pub(crate) fn in_a_hurry<T>(
        &self,
        act: impl Fn() -> Result<T, CaseError>,
    ) -> Result<T, CaseError> {
        self.check(self.connection.busy_timeout(HURRY))?;
        let done = act();
        self.check(self.connection.busy_timeout(PATIENCE))?;
        match done {
            Err(CaseError::Busy { .. }) => act(),
            done => done,
        }
    }

    /// Reads several things as they are at one moment; others that want to write wait.
    pub(crate) fn at_one_moment<T>(
        &self,
        read: impl FnOnce() -> Result<T, CaseError>,
    ) -> Result<T, CaseError> {
        self.run("BEGIN")?;
        let done = read();
        if !self.connection.is_autocommit() {
            // Nothing was written: there is nothing to lose.
            let _ = self.run("ROLLBACK");
        }
        done
    }

    fn configure(&self) -> Result<(), CaseError> {
        let c = &self.connection;
        // A case may come from a stranger: nothing in its schema is to run with our rights.
        self.check(c.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true))?;
        self.check(c.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false))?;
        // A case has no triggers and views of its own; somebody else's could lose what is added, or
        // show what is not held.
        self.check(c.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false))?;
        self.check(c.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false))?;
        self.check(c.pragma_update(None, "foreign_keys", true))?;
        self.check(c.pragma_update(None, "cell_size_check", true))?;
        // What is deleted is overwritten: a paper that has to go leaves nothing in the file.
        self.check(c.pragma_update(None, "secure_delete", true))?;
        self.check(c.pragma_update(None, "synchronous", "FULL"))?;
        self.check(c.pragma_update(None, "cache_size", -32_768))?;
        let journal: String =
            self.check(
                c.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0)),
            )?;
        if journal != "delete" {
            return Err(CaseError::NotACase {
                path: self.path.clone(),
                why: format!(
                    "it is in SQLite's {journal} mode and cannot be taken out of it; \
                     copy it to a local disk and open it there once"
                ),
            });
        }
        Ok(())
    }

    /// The error with the case's name.
    pub(crate) fn check<T>(&self, result: rusqlite::Result<T>) -> Result<T, CaseError> {
        result.map_err(|e| CaseError::of_sqlite(&self.path, e))
    }

    /// An error of the system, with the case's name.
    pub(crate) fn check_io<T>(
        &self,
        doing: &'static str,
        result: std::io::Result<T>,
    ) -> Result<T, CaseError> {
        result.map_err(|source| CaseError::Io {
            path: self.path.clone(),
            doing,
            source,
        })
    }

    /// What is stored is not what was stored.
    pub(crate) fn damaged(&self, place: impl ToString, what: impl ToString) -> CaseError {
        CaseError::Damaged {
            path: self.path.clone(),
            place: place.to_string(),
            what: what.to_string(),
        }
    }

    /// Runs a statement; tells how many rows it changed.
    pub(crate) fn execute(&self, sql: &str, params: impl Params) -> Result<usize, CaseError> {
        self.check(
            self.connection
                .prepare_cached(sql)
                .and_then(|mut s| s.execute(params)),
        )
    }

    /// Runs an `INSERT`; tells the row's id.
    pub(crate) fn insert(&self, sql: &str, params: impl Params) -> Result<i64, CaseError> {
        self.check(
            self.connection
                .prepare_cached(sql)
                .and_then(|mut s| s.insert(params)),
        )
    }

    /// The first row, if any.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        of: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, CaseError> {
        self.check(
            self.connection
                .prepare_cached(sql)
                .and_then(|mut s| s.query_row(params, of).optional()),
        )
    }

    /// All rows.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        of: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, CaseError> {
        self.check(
            self.connection
                .prepare_cached(sql)
                .and_then(|mut s| s.query_map(params, of)?.collect()),
        )
    }

    /// Runs statements without parameters.
    pub(crate) fn run(&self, sql: &str) -> Result<(), CaseError> {
        self.check(self.connection.execute_batch(sql))
    }
}

/// Makes an empty file that only its owner can read and write; SQLite gives its journal the same mode.
pub(crate) fn create_private(path: &Path) -> Result<File, CaseError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|source| {
        if source.kind() == std::io::ErrorKind::AlreadyExists {
            return CaseError::Exists {
                path: path.to_owned(),
            };
        }
        CaseError::Io {
            path: path.to_owned(),
            doing: "making the file",
            source,
        }
    })
}

/// Refuses what is no SQLite file before SQLite sees it, with an error that says so.
fn look_at_header(path: &Path) -> Result<(), CaseError> {
    let not_a_case = |why: &str| CaseError::NotACase {
        path: path.to_owned(),
        why: why.to_owned(),
    };
    let mut file = File::open(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => CaseError::Missing {
            path: path.to_owned(),
        },
        _ => CaseError::Io {
            path: path.to_owned(),
            doing: "opening the case",
            source,
        },
    })?;
    if path.is_dir() {
        return Err(not_a_case("it is a folder"));
    }
    let mut header = [0; 16];
    match file.read_exact(&mut header) {
        Ok(()) if &header == b"SQLite format 3\0" => Ok(()),
        Ok(()) => Err(not_a_case("it is no SQLite file")),
        Err(_) => Err(not_a_case("it is empty or too short")),
    }
}
