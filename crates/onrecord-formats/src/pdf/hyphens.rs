//! Hyphens at line ends: those of the word stay, those of the line go.

use std::collections::HashSet;

/// First parts of words that are written with a hyphen, one a line.
const PARTS: &str = include_str!("../../data/hyphen-parts.tsv");
/// Shortest second part that can be a word of its own.
const SHORTEST_WORD: usize = 4;

/// Up to this length, a first part may as well be the beginning of a longer word (`ex-aminer`).
const SHORT_PART: usize = 3;

/// The words of a document that are not broken, in small letters.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
    /// Whether the document breaks words at line ends.
    breaks: bool,
}

impl Vocabulary {
    /// Takes up the words of whole lines: the last word of a line that is broken, and the first of
    /// the next, do not count.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut vocabulary = Self::default();
        let mut broken = false;
        for line in lines.clone() {
            let mut words: Vec<&str> = line.split_whitespace().collect();
            if broken && !words.is_empty() {
                words.remove(0);
            }
            broken = is_broken(line);
            if broken {
                words.pop();
            }
            for word in words {
                vocabulary.words.insert(bare(word));
                let parts = word.split(['-', '—', '–', '/']);
                vocabulary.words.extend(parts.map(bare));
            }
        }
        let mut before: Option<&str> = None;
        for line in lines {
            if let (Some(head), Some(tail)) = (before, line.split_whitespace().next()) {
                let joined = bare(&format!("{}{tail}", head.trim_end_matches(is_hyphen)));
                vocabulary.breaks |= vocabulary.words.contains(&joined);
            }
            before = line.split_whitespace().next_back().filter(|w| is_broken(w));
        }
        vocabulary
    }

    /// Whether the hyphen at the end of `head` goes when `tail` follows on the next line.
    pub(super) fn joins(&self, head: &str, tail: &str) -> bool {
        if head.ends_with('\u{AD}') && tail.starts_with(char::is_alphabetic) {
            return true;
        }
        if !is_broken(head) || !tail.starts_with(char::is_lowercase) {
            return false;
        }
        let stem = head.trim_end_matches(is_hyphen);
        let (first, second) = (bare(stem), bare(tail));
        let joined = format!("{first}{second}");
        if self.words.contains(&joined) {
            return true;
        }
        if stem.contains(['-', '\u{2010}'])
            || tail.contains(['-', '\u{2010}'])
            || self.words.contains(&format!("{first}-{second}"))
            || PARTS.lines().any(|part| part == first)
                && (first.len() > SHORT_PART || self.words.contains(&second))
        {
            return false;
        }
        let both = self.words.contains(&first)
            && self.words.contains(&second)
            && second.chars().count() >= SHORTEST_WORD;
        !both || self.breaks && first.chars().count() <= 3
    }
}

/// Whether a line ends in the middle of a word.
pub(super) fn is_broken(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(is_hyphen) && back.next().is_some_and(char::is_alphabetic)
}

/// A word as it is seen: papers print their hyphens and dashes with the soft hyphen too. Only behind
/// the letters of a word may it be one that goes when the word is whole.
pub(super) fn plain(word: &str) -> String {
    let stem = word.strip_suffix('\u{AD}');
    match stem.filter(|stem| stem.ends_with(char::is_alphabetic)) {
        Some(stem) => stem.replace('\u{AD}', "-") + "\u{AD}",
        None => word.replace('\u{AD}', "-"),
    }
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{AD}' | '\u{2010}')
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_soft_hyphen_that_is_seen_is_a_hyphen() {
        assert_eq!(plain("\u{AD}"), "-");
        assert_eq!(plain("\u{AD}\u{AD}"), "--");
        assert_eq!(plain("self\u{AD}made"), "self-made");
        assert_eq!(plain("exam\u{AD}"), "exam\u{AD}");
    }

    #[test]
    fn hyphens_of_the_line_go_and_those_of_the_word_stay() {
        let lines = [
            "The examination was held in court and a ten-year sentence for self-defence",
            "was handed down; the exam-",
            "ination took a day, the judge appointed counsel.",
        ];
        let vocabulary = Vocabulary::of(lines.into_iter());
        assert!(vocabulary.joins("exam-", "ination"));
        assert!(vocabulary.joins("mar\u{AD}", "ket"));
        assert!(vocabulary.joins("ap-", "pointed"));
        assert!(!vocabulary.joins("self-", "defence"));
        assert!(!vocabulary.joins("ten-year-", "old"));
        assert!(!vocabulary.joins("court-", "appointed"));
        assert!(!vocabulary.joins("Moon-", "Marsh"));
        assert!(!vocabulary.joins("1990-", "ish"));
    }
}
