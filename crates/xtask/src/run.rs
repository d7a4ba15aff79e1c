//! Running other programs from the repository's root.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What went wrong, in one line.
pub(crate) type Failure = String;

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// A program to be run in the repository's root, without input.
pub(crate) fn program(name: impl Into<OsString>, arguments: &[&str]) -> Command {
    let mut command = Command::new(name.into());
    command
        .args(arguments)
        .current_dir(root())
        .stdin(Stdio::null());
    command
}

/// The cargo that runs this task.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    program(
        env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        arguments,
    )
}

/// Runs a step and shows what it prints; fails where it fails.
pub(crate) fn step(title: &str, command: &mut Command) -> Result<(), Failure> {
    println!("\n── {title}");
    let begun = Instant::now();
    let status = command
        .status()
        .map_err(|error| format!("{title}: could not be started: {error}"))?;
    println!("── {title}: {} s", begun.elapsed().as_secs());
    if status.success() {
        Ok(())
    } else {
        Err(format!("{title} ({status})"))
    }
}

/// Whether a program can be run at all.
pub(crate) fn works(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// What a program printed; fails where it fails.
pub(crate) fn printed(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?} could not be started: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(format!("{command:?}: {said}"))
    }
}
