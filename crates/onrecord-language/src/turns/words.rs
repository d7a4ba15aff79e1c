//! What the list of label words says.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word or phrase before a colon tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// A speaker, and a sign that the paper is a transcript.
    Sure,
    /// A speaker where others speak too.
    Role,
    /// A role that "for …" or "of …" may follow.
    Office,
    /// No speaker ever.
    Never,
}

type Phrases = Vec<&'static str>;

struct Lists {
    labels: HashMap<&'static str, Class>,
    directions: Phrases,
    ends: Phrases,
    meta: Phrases,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists {
        labels: HashMap::new(),
        directions: Vec::new(),
        ends: Vec::new(),
        meta: Vec::new(),
    };
    for row in crate::table::rows(include_str!("../../data/turns.tsv")) {
        let Some((words, class)) = row.split_once('\t') else {
            continue;
        };
        let class = match class {
            "sure" => Class::Sure,
            "role" => Class::Role,
            "office" => Class::Office,
            "never" => Class::Never,
            "direction" => {
                lists.directions.push(words);
                continue;
            }
            "end" => {
                lists.ends.push(words);
                continue;
            }
            _ => {
                lists.meta.push(words);
                continue;
            }
        };
        lists.labels.entry(words).or_insert(class);
    }
    lists
});

/// The class of a phrase in lower case.
pub(super) fn class_of(words: &str) -> Option<Class> {
    LISTS.labels.get(words).copied()
}

/// Whether a word of `inner`, which stood in brackets, tells that it is not spoken.
pub(super) fn is_direction(inner: &str) -> bool {
    let inner = inner.to_lowercase();
    LISTS.directions.iter().any(|d| {
        inner.match_indices(d).any(|(at, _)| {
            let before = inner.get(..at).and_then(|s| s.chars().next_back());
            let after = inner.get(at + d.len()..).and_then(|s| s.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

/// Whether a paragraph closes a transcript.
pub(super) fn is_end(words: &str) -> bool {
    let start = lower_start(words);
    LISTS.ends.iter().any(|end| start.starts_with(end))
}

/// Whether a line of a post's page is nobody's words: "Replying to …", "12 replies".
pub(super) fn is_meta(line: &str) -> bool {
    let start = lower_start(line);
    let few = start.split_whitespace().count() <= 6;
    let counted = start.starts_with(|c: char| c.is_ascii_digit())
        && [
            "repl", "like", "retweet", "repost", "comment", "share", "view", "quote", "point",
        ]
        .iter()
        .any(|w| start.contains(w));
    few && (counted
        || LISTS.meta.iter().any(|m| {
            start
                .strip_prefix(m)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                && (*m == "replying to" || start.len() <= m.len() + 24 && !start.ends_with('.'))
        }))
}

/// The first characters of `words` without opening marks, in lower case.
fn lower_start(words: &str) -> String {
    words
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars()
        .take(60)
        .flat_map(char::to_lowercase)
        .collect()
}
