//! `cargo xtask test`: everything that has to pass before a change goes in.

use crate::run::{Failure, cargo, program, step, works};
use crate::{browser, dependencies, readme};

/// Runs all checks, the quick ones first; stops at the first that fails.
pub(crate) fn run() -> Result<(), Failure> {
    install_components()?;
    let browser = browser::find_or_install();
    step("Format", &mut cargo(&["fmt", "--all", "--check"]))?;
    dependencies::check()?;
    readme::check_links()?;
    let lints = ["clippy", "--workspace", "--all-targets", "--locked"];
    step("Lints", cargo(&lints).args(["--", "--deny", "warnings"]))?;
    let tests = ["test", "--workspace", "--locked"];
    step("Tests", &mut browser::tell(cargo(&tests), &browser))?;
    let documentation = ["doc", "--workspace", "--no-deps", "--locked"];
    step(
        "Documentation",
        cargo(&documentation).env("RUSTDOCFLAGS", "--deny warnings"),
    )?;
    readme::check_commands()?;
    let large = ["test", "--release", "--locked", "--package", "onrecord"];
    step(
        "Large files",
        cargo(&large).args(["--test", "large", "--", "--ignored"]),
    )?;
    println!("\nEverything passes.");
    if browser.is_none() {
        println!(
            "But for the tests in a browser, which were left out: {}",
            browser::ADVICE
        );
    }
    Ok(())
}

/// The formatter and the lints belong to the toolchain but not to its smallest profile.
fn install_components() -> Result<(), Failure> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if works(&mut cargo(&[subcommand, "--version"])) {
            continue;
        }
        let add = ["component", "add", component];
        step(
            &format!("Install {component}"),
            &mut program("rustup", &add),
        )
        .map_err(|_| format!("{component} is missing: install it with your Rust toolchain"))?;
    }
    Ok(())
}
