//! `cargo xtask example`: the program's main job on the bundled example case.

use crate::run::{Failure, cargo, program, root, step};
use std::fs;
use std::path::Path;

/// Where the example's documents lie, seen from the repository's root.
const DOCUMENTS: &str = "examples/heron-room/documents";
/// Where the case and its report are written.
const OUTPUT: &str = "target/example";

/// Builds the program, makes a new case, adds the documents, writes the report.
pub(crate) fn run() -> Result<(), Failure> {
    let build = ["build", "--release", "--quiet", "--bin", "onrecord"];
    step("Build onrecord", &mut cargo(&build))?;

    let output = root().join(OUTPUT);
    start_afresh(&output)?;
    let case = format!("{OUTPUT}/heron-room.case");
    let report = format!("{OUTPUT}/heron-room.html");
    let onrecord = |arguments: &[&str]| program(binary(), arguments);
    step("onrecord new", &mut onrecord(&["new", &case]))?;
    step("onrecord add", &mut onrecord(&["add", &case, DOCUMENTS]))?;
    step("onrecord verify", &mut onrecord(&["verify", &case]))?;
    step(
        "onrecord report",
        &mut onrecord(&["report", &case, "-o", &report]),
    )?;
    println!(
        "\nThe report is written. Open it in a browser:\n\n  {}\n",
        output.join("heron-room.html").display()
    );
    Ok(())
}

/// The release build of the program; cargo says with `CARGO_TARGET_DIR` where it builds.
fn binary() -> std::path::PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |dir| root().join(dir));
    let name = format!("onrecord{}", std::env::consts::EXE_SUFFIX);
    target.join("release").join(name)
}

fn start_afresh(folder: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)
}
