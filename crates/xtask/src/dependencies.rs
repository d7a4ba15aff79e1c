//! Licences and banned crates, by the rules of `deny.toml`.
//!
//! `cargo deny` checks more and is used where it is installed; building it takes longer than all
//! our tests, so without it the two rules that carry promises are checked here: every licence is
//! permissive, and no crate that speaks to a network is linked in.

use crate::run::{Failure, cargo, printed, root, step, works};
use std::fs;

/// Checks what the shipped program links.
pub(crate) fn check() -> Result<(), Failure> {
    if works(&mut cargo(&["deny", "--version"])) {
        let deny = ["deny", "check", "licenses", "bans", "sources"];
        return step("Dependencies", &mut cargo(&deny));
    }
    let rules = fs::read_to_string(root().join("deny.toml"))
        .map_err(|error| format!("deny.toml: {error}"))?;
    let rules = Rules::read(&rules);
    let tree = printed(&mut cargo(&[
        "tree",
        "--workspace",
        "--locked",
        "--edges",
        "normal,build",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p}|{l}",
    ]))?;
    let mut faults: Vec<String> = tree.lines().filter_map(|line| rules.fault(line)).collect();
    faults.sort();
    faults.dedup();
    println!(
        "\n── Dependencies: {} crates linked, {} faults",
        count(&tree),
        faults.len()
    );
    if faults.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "dependencies against deny.toml:\n  {}",
            faults.join("\n  ")
        ))
    }
}

fn count(tree: &str) -> usize {
    let mut crates: Vec<&str> = tree.lines().filter_map(|l| l.split('|').next()).collect();
    crates.sort_unstable();
    crates.dedup();
    crates.len()
}

/// The lists of `deny.toml` that are checked here.
struct Rules {
    allowed: Vec<String>,
    /// Crate and licence, in turn: what one crate may have beyond the allowed ones.
    exceptions: Vec<String>,
    banned: Vec<String>,
}

impl Rules {
    fn read(rules: &str) -> Self {
        Self {
            allowed: list(rules, "allow"),
            exceptions: list(rules, "exceptions"),
            banned: list(rules, "deny"),
        }
    }

    /// What is wrong with one line `name version (path)|licence` of the tree, if anything.
    fn fault(&self, line: &str) -> Option<String> {
        let (package, licence) = line.split_once('|')?;
        let name = package.split_whitespace().next()?;
        if self.banned.iter().any(|b| b == name) {
            return Some(format!("{name} is banned"));
        }
        let licence = licence.trim_end_matches("(*)").trim();
        let own = self.exceptions.chunks(2).filter_map(|pair| match pair {
            [crate_name, licence] if crate_name == name => Some(licence.clone()),
            _ => None,
        });
        let allowed: Vec<String> = self.allowed.iter().cloned().chain(own).collect();
        (!permits(licence, &allowed)).then(|| format!("{name}: licence {licence:?} is not allowed"))
    }
}

/// The quoted words of the list that begins with `key = [`.
fn list(rules: &str, key: &str) -> Vec<String> {
    let begin = format!("{key} = [");
    let lines = rules
        .lines()
        .skip_while(|line| !line.starts_with(&begin))
        .take_while(|line| !line.starts_with(']'));
    lines
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// Whether an SPDX expression can be met with allowed licences alone.
fn permits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any_of(&mut words, allowed);
    met && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = all_of(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all_of(words, allowed);
    }
    met
}

fn all_of(words: &mut Words, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words, allowed: &[String]) -> bool {
    match words.next() {
        Some("(") => {
            let met = any_of(words, allowed);
            words.next() == Some(")") && met
        }
        Some(licence) => {
            // An exception only ever permits more.
            if words.next_if_eq(&"WITH").is_some() {
                words.next();
            }
            allowed.iter().any(|a| a == licence)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed() -> Vec<String> {
        ["MIT", "Apache-2.0", "Unicode-3.0"]
            .map(str::to_owned)
            .to_vec()
    }

    #[test]
    fn licences_are_weighed_as_spdx_has_it() {
        let permits = |expression| permits(expression, &allowed());
        assert!(permits("MIT OR GPL-3.0"));
        assert!(permits("(GPL-3.0 OR MIT) AND Unicode-3.0"));
        assert!(permits("Apache-2.0 WITH LLVM-exception OR GPL-2.0"));
        assert!(permits("Unlicense/MIT"));
        assert!(!permits("MIT AND GPL-3.0"));
        assert!(!permits("MPL-2.0"));
        assert!(!permits(""));
    }

    #[test]
    fn lists_are_read_from_the_rules() {
        let rules = "allow = [\n    \"MIT\",\n    # \"no\",\n    \"ISC\",\n]\ndeny = [\n    { crate = \"ureq\" },\n]\n";
        assert_eq!(list(rules, "allow"), ["MIT", "ISC"]);
        assert_eq!(list(rules, "deny"), ["ureq"]);
    }

    #[test]
    fn a_crate_is_named_with_its_fault() {
        let rules = Rules {
            allowed: allowed(),
            exceptions: ["css", "MPL-2.0"].map(str::to_owned).to_vec(),
            banned: vec!["ureq".to_owned()],
        };
        let fault = |line| rules.fault(line);
        assert_eq!(fault("clap v4.6.9|MIT OR Apache-2.0 (*)"), None);
        assert_eq!(fault("ureq v3.0.0|MIT").as_deref(), Some("ureq is banned"));
        assert!(fault("x v1.0.0|MPL-2.0").is_some());
        assert_eq!(fault("css v1.0.0|MPL-2.0"), None);
        assert!(fault("css v1.0.0|GPL-3.0").is_some());
    }
}
