//! Driving the real program in a folder of its own.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "every test file includes this module and uses its own part of it"
)]

pub mod contents;
pub mod packed;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Pseudo-random numbers (a linear congruential generator), the same in every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// Every file below a folder, its name among the bytes, in lower case.
pub fn all_bytes(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            bytes.extend(all_bytes(&path));
        } else {
            bytes.extend(fs::read(&path).unwrap());
        }
        bytes.extend(path.file_name().unwrap().as_encoded_bytes());
    }
    bytes.to_ascii_lowercase()
}

/// The example's documents.
pub fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/heron-room/documents")
}

/// A folder that goes away after the test, in which the program runs.
pub struct Workplace {
    folder: tempfile::TempDir,
}

impl Workplace {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// One with a case `c.case` that holds the example.
    pub fn with_example() -> Self {
        let place = Self::new();
        place.run(&["new", "c.case"]).exits(0);
        let documents = example();
        place
            .run(&["add", "c.case", documents.to_str().unwrap()])
            .exits(0);
        place
    }

    /// The path of `name` in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The names in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Writes a file; folders on the way are made.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The program with arguments, to be run here.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_remove("NO_COLOR");
        command
    }

    /// Runs the program here.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&self.command(arguments).output().unwrap(), arguments)
    }
}

/// What a run printed, and its exit code.
#[derive(Debug)]
pub struct Ran {
    /// The arguments.
    pub arguments: String,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Exit code; none where a signal ended it.
    pub code: Option<i32>,
}

impl Ran {
    /// From a finished process.
    pub fn of(output: &Output, arguments: &[&str]) -> Self {
        Self {
            arguments: arguments.join(" "),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code(),
        }
    }

    /// Checks the exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Checks that the standard output holds some words.
    #[track_caller]
    pub fn prints(self, words: &str) -> Self {
        assert!(self.out.contains(words), "no {words:?} in {self:#?}");
        self
    }

    /// Checks that the standard error holds some words.
    #[track_caller]
    pub fn complains(self, words: &str) -> Self {
        assert!(self.err.contains(words), "no {words:?} in {self:#?}");
        self
    }
}
