//! The README promises two commands and leads to other pages. The commands are taken from its text
//! and run, the links are followed, so that it stays true.

use crate::run::{Failure, program, root, step};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the first command says that the report is.
const REPORT: &str = "target/example/heron-room.html";
/// A name that must stand in a report of the example.
const IN_THE_REPORT: &str = "Marchbank";

/// Checks that the README has exactly two commands, runs the first, and looks at what it made. The
/// second is the one that is running.
pub(crate) fn check_commands() -> Result<(), Failure> {
    let text = fs::read_to_string(root().join("README.md"))
        .map_err(|error| format!("README.md: {error}"))?;
    let commands = commands(&text);
    let [first, second] = commands.as_slice() else {
        return Err(format!(
            "README.md has {} commands, not two",
            commands.len()
        ));
    };
    if second != "cargo xtask test" {
        return Err(format!(
            "the README's test command is now `{second}`, not this one"
        ));
    }
    let mut words = first.split_whitespace();
    let name = words.next().unwrap_or_default();
    let arguments: Vec<&str> = words.collect();
    step(&format!("README: {first}"), &mut program(name, &arguments))?;
    let report = fs::read_to_string(root().join(REPORT))
        .map_err(|error| format!("`{first}` wrote no {REPORT}: {error}"))?;
    if report.contains(IN_THE_REPORT) {
        Ok(())
    } else {
        Err(format!("{REPORT} does not name {IN_THE_REPORT}"))
    }
}

/// Checks that every link between the repository's pages leads somewhere.
pub(crate) fn check_links() -> Result<(), Failure> {
    let mut broken = Vec::new();
    let mut links_seen = 0;
    for page in pages() {
        let text =
            fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
        let folder = page.parent().unwrap_or(Path::new("."));
        for link in links(&text) {
            links_seen += 1;
            if !folder.join(link).exists() {
                broken.push(format!("{} leads to {link}", page.display()));
            }
        }
    }
    println!("\n── Links: {links_seen} followed, {} broken", broken.len());
    if broken.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "links that lead nowhere:\n  {}",
            broken.join("\n  ")
        ))
    }
}

/// The Markdown pages at the root, in `docs/` and beside the examples, in order.
fn pages() -> Vec<PathBuf> {
    let folders = [
        root(),
        root().join("docs"),
        root().join("examples/heron-room"),
    ];
    let mut pages: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())))
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    pages.sort();
    pages
}

/// The targets of `[words](target)` that are files, without the place inside them.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.split_once('#').map_or(target, |(file, _)| file))
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.contains(' '))
}

/// The lines of the README's `sh` blocks.
fn commands(text: &str) -> Vec<String> {
    let mut inside = false;
    let mut commands = Vec::new();
    for line in text.lines() {
        match line.trim() {
            "```sh" => inside = true,
            "```" => inside = false,
            command if inside && !command.is_empty() => commands.push(command.to_owned()),
            _ => {}
        }
    }
    commands
}

#[cfg(test)]
mod tests {
    #[test]
    fn commands_are_the_lines_of_shell_blocks() {
        let text = "# x\n```sh\na b\n```\n```text\nno\n```\n```sh\n\nc\n```\n";
        assert_eq!(super::commands(text), ["a b", "c"]);
    }

    #[test]
    fn links_are_the_files_a_page_leads_to() {
        let text = "[a](b.md#c) ![d](e.png) [f](https://g.example) [h](#i) x](no space)";
        assert_eq!(super::links(text).collect::<Vec<_>>(), ["b.md", "e.png"]);
    }
}
