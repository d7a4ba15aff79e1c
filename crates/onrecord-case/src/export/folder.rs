//! The folder of an export while it is written: its files with their hashes, and how it takes its name.

use crate::CaseError;
use onrecord_record::ContentHash;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read as _, Write};
use std::path::{Path, PathBuf};

use super::{CASE, FORMAT, ORIGINALS, README, SUMS, TABLES, TEXTS};

/// What file managers leave in folders they show.
const LITTER: [&str; 3] = [".DS_Store", "Thumbs.db", "desktop.ini"];

/// Most bytes of `case.json` that are looked at to see whose folder it is.
const HEAD: u64 = 4096;

/// A folder being written under another name, beside the one it will have.
pub(super) struct Folder {
    fresh: tempfile::TempDir,
    target: PathBuf,
    /// Of every finished file: its path in the folder, and its hash.
    sums: BTreeMap<String, ContentHash>,
}

/// A file of the folder being written.
pub(super) struct Table {
    name: String,
    path: PathBuf,
    writer: BufWriter<File>,
    sha256: Sha256,
}

impl Folder {
    /// Begins one that will be called `target`.
    pub(super) fn new(target: &Path) -> Result<Self, CaseError> {
        may_take_place_of(target)?;
        let fresh = private_folder(target).map_err(|source| unwritable(target, source))?;
        let folder = Self {
            fresh,
            target: target.to_owned(),
            sums: BTreeMap::new(),
        };
        for name in [ORIGINALS, TEXTS] {
            fs::create_dir(folder.fresh.path().join(name))
                .map_err(|source| unwritable(&target.join(name), source))?;
        }
        Ok(folder)
    }

    /// Begins a file.
    pub(super) fn table(&self, name: &str) -> Result<Table, CaseError> {
        // Errors name the file by the path that it would have had.
        let path = self.target.join(name);
        let file = File::options()
            .write(true)
            .create_new(true)
            .open(self.fresh.path().join(name))
            .map_err(|source| unwritable(&path, source))?;
        Ok(Table {
            name: name.to_owned(),
            path,
            writer: BufWriter::new(file),
            sha256: Sha256::new(),
        })
    }

    /// Finishes a file.
    pub(super) fn close(&mut self, table: Table) -> Result<(), CaseError> {
        let (name, path) = (table.name, table.path);
        table
            .writer
            .into_inner()
            .map_err(|error| unwritable(&path, error.into_error()))?;
        let hash = ContentHash::from_bytes(table.sha256.finalize().into());
        self.sums.insert(name, hash);
        Ok(())
    }

    /// Writes a whole file.
    pub(super) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), CaseError> {
        let mut table = self.table(name)?;
        table.put(bytes)?;
        self.close(table)
    }

    /// Whether there is a file of this name in it.
    pub(super) fn has(&self, name: &str) -> bool {
        self.sums.contains_key(name)
    }

    /// Writes the list of hashes and gives the folder its name; tells how many files it has.
    pub(super) fn finish(mut self) -> Result<u64, CaseError> {
        let sums: String = self
            .sums
            .iter()
            .map(|(name, hash)| format!("{hash}  {name}\n"))
            .collect();
        self.write(SUMS, sums.as_bytes())?;
        let files = self.sums.len() as u64;
        // Looked at again: it may have come meanwhile.
        may_take_place_of(&self.target)?;
        put_in_place(self.fresh, &self.target)
            .map_err(|source| unwritable(&self.target, source))?;
        Ok(files)
    }
}

impl Table {
    /// Writes bytes.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), CaseError> {
        self.write_all(bytes)
            .map_err(|source| unwritable(&self.path, source))
    }

    /// Writes a value as a line of JSON.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), CaseError> {
        serde_json::to_writer(&mut *self, value)
            .map_err(io::Error::from)
            .and_then(|()| self.write_all(b"\n"))
            .map_err(|source| unwritable(&self.path, source))
    }

    /// Writes a row of a table for spreadsheets.
    pub(super) fn row<S: AsRef<str>>(
        &mut self,
        values: impl IntoIterator<Item = S>,
    ) -> Result<(), CaseError> {
        self.put(super::csv::row(values).as_bytes())
    }
}

impl Write for Table {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes)?;
        self.sha256.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Refuses what is no export: nothing else is ever replaced.
fn may_take_place_of(target: &Path) -> Result<(), CaseError> {
    let refused = |why: &str| CaseError::NotAnExport {
        path: target.to_owned(),
        why: why.to_owned(),
    };
    let kind = match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(unwritable(target, source)),
        Ok(metadata) => metadata.file_type(),
    };
    if !kind.is_dir() {
        return Err(refused("it is no folder"));
    }
    let failed = |source| unwritable(target, source);
    let mut names = Vec::new();
    for entry in fs::read_dir(target).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name());
    }
    if names.is_empty() {
        return Ok(());
    }
    if !is_export(target) {
        return Err(refused("it is none that onrecord exported"));
    }
    let ours = |name: &&std::ffi::OsString| {
        let known = TABLES.iter().chain(&LITTER);
        let mut known = known.chain(&[SUMS, README, CASE, ORIGINALS, TEXTS]);
        known.any(|known| name.as_os_str() == *known)
    };
    match names.iter().find(|name| !ours(name)) {
        None => Ok(()),
        Some(other) => Err(refused(&format!(
            "it also holds {:?}, which would be lost",
            other.to_string_lossy()
        ))),
    }
}

/// Whether a folder's `case.json` is one of ours.
fn is_export(folder: &Path) -> bool {
    let path = folder.join(CASE);
    if !fs::symlink_metadata(&path).is_ok_and(|kind| kind.is_file()) {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains(FORMAT)
}

/// A new folder beside `target` that only its owner can look into, as it is with a case.
fn private_folder(target: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".onrecord-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(folder_of(target))
}

fn put_in_place(fresh: tempfile::TempDir, target: &Path) -> io::Result<()> {
    let old = private_folder(target)?;
    if target.exists() {
        fs::rename(target, old.path().join("old"))?;
    }
    fs::rename(fresh.path(), target)?;
    // It has another name now: there is nothing left to take away under the first one.
    let _ = fresh.keep();
    Ok(())
}

/// The folder that something stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn unwritable(path: &Path, source: io::Error) -> CaseError {
    CaseError::Io {
        path: path.to_owned(),
        doing: "writing the export",
        source,
    }
}
