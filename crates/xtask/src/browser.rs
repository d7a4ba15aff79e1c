//! A Chromium for the tests that look at the report in a real browser.

use crate::run::{program, step, works};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What to do where there is none.
pub(crate) const ADVICE: &str =
    "install Chromium (Debian: apt-get install chromium) or set ONRECORD_CHROMIUM to its path";

/// Names under which it is found.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Finds a Chromium; where there is none, installs Debian's, if this is Debian and we may.
pub(crate) fn find_or_install() -> Option<PathBuf> {
    find().or_else(|| {
        if !may_install() {
            println!(
                "No Chromium here: the tests in a browser are left out. To run them, {ADVICE}."
            );
            return None;
        }
        let installed =
            step("Package lists", &mut apt_get(&["update", "--quiet"])).and_then(|()| {
                step(
                    "Install Chromium",
                    &mut apt_get(&[
                        "install",
                        "--yes",
                        "--quiet",
                        "--no-install-recommends",
                        "chromium",
                    ]),
                )
            });
        if let Err(failure) = installed {
            println!(
                "Chromium could not be installed ({failure}): the tests in a browser are left out."
            );
        }
        find()
    })
}

/// Tells the tests which Chromium to use, or that there is none.
pub(crate) fn tell(mut command: Command, browser: &Option<PathBuf>) -> Command {
    if let Some(browser) = browser {
        command.env("ONRECORD_CHROMIUM", browser);
    }
    command
}

fn find() -> Option<PathBuf> {
    let named = env::var_os("ONRECORD_CHROMIUM").map(PathBuf::from);
    named.or_else(|| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path)
            .flat_map(|folder| NAMES.map(|name| folder.join(name)))
            .find(|file| file.is_file())
    })
}

fn may_install() -> bool {
    let is_root = crate::run::printed(&mut program("id", &["-u"])).is_ok_and(|id| id.trim() == "0");
    is_root
        && Path::new("/etc/debian_version").exists()
        && works(&mut program("apt-get", &["--version"]))
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = program("apt-get", arguments);
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
