//! The files of an exported folder as they are read: each checked against its hash, and no name in them
//! taken for a path.

use super::{CASE, ORIGINALS, README, SUMS, TABLES, TEXTS};
use crate::CaseError;
use onrecord_record::ContentHash;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Bytes read at a time.
const BUFFER: usize = 1 << 16;

/// An exported folder.
pub(super) struct Input {
    folder: PathBuf,
    /// What `SHA256SUMS` says of each file.
    sums: BTreeMap<String, ContentHash>,
}

impl Input {
    /// Reads the list of hashes, and checks all files but originals and texts against it.
    pub(super) fn open(folder: &Path) -> Result<Self, CaseError> {
        let mut input = Self {
            folder: folder.to_owned(),
            sums: BTreeMap::new(),
        };
        if !folder.is_dir() {
            return Err(CaseError::CannotImport {
                path: folder.to_owned(),
                line: None,
                what: "there is no such folder: name one that `onrecord export` made".to_owned(),
            });
        }
        let mut list = Vec::new();
        let read = input.file(SUMS)?.read_to_end(&mut list);
        read.map_err(|error| input.unreadable(SUMS, &error))?;
        let list =
            String::from_utf8(list).map_err(|_| input.wrong(SUMS, None, "it is not UTF-8"))?;
        for (line, number) in list.lines().zip(1u64..) {
            let parsed = line
                .split_once("  ")
                .and_then(|(hash, name)| Some((name, hash.parse::<ContentHash>().ok()?)));
            let Some((name, hash)) = parsed else {
                return Err(input.wrong(SUMS, Some(number), "it is no SHA-256 and a file's name"));
            };
            if !is_of_an_export(name) {
                let what = format!("an export has no file {name:?}");
                return Err(input.wrong(SUMS, Some(number), &what));
            }
            if input.sums.insert(name.to_owned(), hash).is_some() {
                let what = format!("it names {name} again");
                return Err(input.wrong(SUMS, Some(number), &what));
            }
        }
        for name in [CASE, README].into_iter().chain(TABLES) {
            input.check(name)?;
        }
        Ok(input)
    }

    /// How many files the list of hashes names.
    pub(super) fn files(&self) -> usize {
        self.sums.len()
    }

    /// What the list says of a file.
    pub(super) fn sum(&self, name: &str) -> Result<ContentHash, CaseError> {
        let sum = self.sums.get(name).copied();
        sum.ok_or_else(|| self.wrong(SUMS, None, &format!("it does not name {name}")))
    }

    /// All bytes of a file that need not be large, checked.
    pub(super) fn bytes(&self, name: &str) -> Result<Vec<u8>, CaseError> {
        let sum = self.sum(name)?;
        let mut bytes = Vec::new();
        let read = self.file(name)?.read_to_end(&mut bytes);
        read.map_err(|error| self.unreadable(name, &error))?;
        if ContentHash::of(&bytes) != sum {
            return Err(self.changed(name));
        }
        Ok(bytes)
    }

    /// The lines of a file, each a value in JSON.
    pub(super) fn records<T: DeserializeOwned>(&self, name: &str) -> Result<Records<T>, CaseError> {
        Ok(Records {
            path: self.folder.join(name),
            reader: BufReader::with_capacity(BUFFER, self.file(name)?),
            number: 0,
            line: Vec::new(),
            ahead: None,
        })
    }

    /// Opens a file of the folder: a plain one, no link.
    pub(super) fn file(&self, name: &str) -> Result<File, CaseError> {
        let path = self.folder.join(name);
        match fs::symlink_metadata(&path) {
            Ok(kind) if kind.is_file() => {}
            Ok(_) => return Err(self.wrong(name, None, "it is no plain file")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let what = "there is no such file; this is no folder that `onrecord export` made, or not all of it";
                return Err(self.wrong(name, None, what));
            }
            Err(error) => return Err(self.unreadable(name, &error)),
        }
        File::open(&path).map_err(|error| self.unreadable(name, &error))
    }

    /// A file that is not as it was exported.
    pub(super) fn changed(&self, name: &str) -> CaseError {
        self.wrong(
            name,
            None,
            "it is not as it was exported: its SHA-256 is another",
        )
    }

    /// What is wrong with a file, or a line of it.
    pub(super) fn wrong(&self, name: &str, line: Option<u64>, what: &str) -> CaseError {
        CaseError::CannotImport {
            path: self.folder.join(name),
            line,
            what: what.to_owned(),
        }
    }

    fn unreadable(&self, name: &str, error: &io::Error) -> CaseError {
        self.wrong(name, None, &format!("it could not be read: {error}"))
    }

    fn check(&self, name: &str) -> Result<(), CaseError> {
        let sum = self.sum(name)?;
        let mut file = self.file(name)?;
        let mut sha256 = Sha256::new();
        let mut buffer = vec![0; BUFFER];
        loop {
            let read = match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.unreadable(name, &error)),
            };
            sha256.update(buffer.get(..read).unwrap_or_default());
        }
        if ContentHash::from_bytes(sha256.finalize().into()) != sum {
            return Err(self.changed(name));
        }
        Ok(())
    }
}

/// Whether an export has files of this name.
fn is_of_an_export(name: &str) -> bool {
    let is_hash = |name: &str| {
        name.parse::<ContentHash>()
            .is_ok_and(|hash| hash.to_string() == name)
    };
    match name.split_once('/') {
        Some((folder, name)) if folder == ORIGINALS => is_hash(name),
        Some((folder, name)) if folder == TEXTS => name.strip_suffix(".txt").is_some_and(is_hash),
        Some(_) => false,
        None => name == CASE || name == README || TABLES.contains(&name),
    }
}

/// The lines of a file, one after the other.
pub(super) struct Records<T> {
    path: PathBuf,
    reader: BufReader<File>,
    number: u64,
    line: Vec<u8>,
    ahead: Option<(u64, T)>,
}

impl<T: DeserializeOwned> Records<T> {
    /// The next line's number, from 1, and what it says.
    pub(super) fn next(&mut self) -> Result<Option<(u64, T)>, CaseError> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        self.line.clear();
        let read = self.reader.read_until(b'\n', &mut self.line);
        self.number += 1;
        match read {
            Ok(0) => return Ok(None),
            Ok(_) => {}
            Err(error) => return Err(self.wrong(self.number, &format!("cannot be read: {error}"))),
        }
        let value = serde_json::from_slice(&self.line).map_err(|error| {
            self.wrong(
                self.number,
                &format!("it is not what it should be ({error})"),
            )
        })?;
        Ok(Some((self.number, value)))
    }

    /// The next line, if it is one of those that are wanted; else it is still the next.
    pub(super) fn next_if(
        &mut self,
        wanted: impl FnOnce(&T) -> bool,
    ) -> Result<Option<(u64, T)>, CaseError> {
        match self.next()? {
            Some((_, value)) if !wanted(&value) => {
                self.ahead = Some((self.number, value));
                Ok(None)
            }
            next => Ok(next),
        }
    }

    /// What is wrong with a line.
    pub(super) fn wrong(&self, line: u64, what: &str) -> CaseError {
        CaseError::CannotImport {
            path: self.path.clone(),
            line: Some(line),
            what: what.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_an_export_are_opened() {
        let hash = ContentHash::of(b"a paper").to_string();
        for name in ["case.json", "lines.jsonl"] {
            assert!(is_of_an_export(name), "{name}");
        }
        assert!(is_of_an_export(&format!("originals/{hash}")));
        assert!(is_of_an_export(&format!("texts/{hash}.txt")));
        let upper = hash.to_uppercase();
        for name in [
            "../case.json",
            "/etc/passwd",
            "originals/../case.json",
            "originals/",
            "texts",
            "SHA256SUMS",
            &format!("originals/{upper}"),
            &format!("originals/{hash}/{hash}"),
            &format!("texts/{hash}"),
            &hash,
        ] {
            assert!(!is_of_an_export(name), "{name}");
        }
    }
}
