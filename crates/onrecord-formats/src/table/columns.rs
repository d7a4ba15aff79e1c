//! What the columns of a table and the keys of an object hold, told by their names.

use std::sync::LazyLock;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Role {
    Text,
    Title,
    Date,
    Modified,
    Author,
    Handle,
    Url,
    Publisher,
    Language,
    ReplyTo,
    CaseNumber,
    Court,
}

/// One line of the list of names.
struct Name {
    role: Role,
    key: String,
    sure: bool,
}

static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let lines = include_str!("../../data/columns.tsv").lines();
    let names = lines.filter(|line| !line.starts_with('#')).map(|line| {
        let mut fields = line.split('\t');
        let role = match fields.next()? {
            "text" => Role::Text,
            "title" => Role::Title,
            "date" => Role::Date,
            "modified" => Role::Modified,
            "author" => Role::Author,
            "handle" => Role::Handle,
            "url" => Role::Url,
            "publisher" => Role::Publisher,
            "language" => Role::Language,
            "reply-to" => Role::ReplyTo,
            "case-number" => Role::CaseNumber,
            "court" => Role::Court,
            _ => return None,
        };
        Some(Name {
            role,
            key: key_of(fields.next()?),
            sure: fields.next()? == "sure",
        })
    });
    names.flatten().collect()
});

/// Longest name, in bytes, that is compared with the known ones.
const LONGEST_NAME: usize = 64;

/// A name as it is compared: small letters, figures and dots.
fn key_of(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric() || *c == '.')
        .flat_map(char::to_lowercase)
        .collect()
}

/// What is said of a name: its role, its place among the names of that role, whether it is sure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Known {
    pub(crate) role: Role,
    pub(crate) rank: usize,
    pub(crate) sure: bool,
}

/// What a column or key of this name holds.
pub(crate) fn known(name: &str) -> Option<Known> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let key = key_of(name);
    let rank = NAMES.iter().position(|known| known.key == key)?;
    NAMES.get(rank).map(|name| Known {
        role: name.role,
        rank,
        sure: name.sure,
    })
}

/// Which column has which role: the one whose name stands first in the list of names. `fits` says
/// whether a column whose name is not sure looks like it.
pub(crate) fn roles<'n>(
    names: impl Iterator<Item = &'n str>,
    fits: impl Fn(usize, Role) -> bool,
) -> Vec<(Role, usize)> {
    let mut found: Vec<(Known, usize)> = names
        .enumerate()
        .filter_map(|(i, name)| Some((known(name)?, i)))
        .filter(|(known, i)| known.sure || fits(*i, known.role))
        .collect();
    found.sort_by_key(|(known, i)| (known.rank, *i));
    let mut roles: Vec<(Role, usize)> = Vec::new();
    for (known, i) in found {
        if roles.iter().all(|(role, _)| *role != known.role) {
            roles.push((known.role, i));
        }
    }
    roles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_however_they_are_written() {
        let role = |name| known(name).map(|k| k.role);
        assert_eq!(role("Created At"), Some(Role::Date));
        assert_eq!(role("createdAt"), Some(Role::Date));
        assert_eq!(role("FULL-TEXT"), Some(Role::Text));
        assert_eq!(role("user.screen_name"), Some(Role::Handle));
        assert_eq!(role("likes"), None);
    }

    #[test]
    fn the_better_name_wins() {
        let names = ["summary", "text", "full_text"];
        let roles = roles(names.into_iter(), |_, _| true);
        assert_eq!(roles, [(Role::Text, 2)]);
    }
}
