//! Words of a text with their places, and hashes of them that are the same on every machine.

use std::ops::Range;

/// A word as it stands in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Word<'t> {
    /// Its bytes in the text.
    pub(crate) bytes: Range<usize>,
    /// The word as written.
    pub(crate) text: &'t str,
}

impl Word<'_> {
    /// The word without its case and marks; a possessive ending goes.
    pub(crate) fn folded(&self) -> String {
        fold(self.text)
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The words of a piece of text that starts at byte `from` of its document: runs of letters and
/// digits, with apostrophes, hyphens and full stops inside them.
pub(crate) fn words(text: &str, from: usize) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let inside = c.is_alphanumeric()
            || start.is_some()
                && matches!(c, '\'' | '’' | '-' | '.')
                && next.is_some_and(char::is_alphanumeric);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                found.extend(word(text, begun..at, from));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(begun) = start {
        found.extend(word(text, begun..text.len(), from));
    }
    found
}

fn word(text: &str, bytes: Range<usize>, from: usize) -> Option<Word<'_>> {
    Some(Word {
        text: text.get(bytes.clone())?,
        bytes: from + bytes.start..from + bytes.end,
    })
}

/// A word in lower case without apostrophes, full stops and a possessive ending.
pub(crate) fn fold(word: &str) -> String {
    // Most words are so already.
    if word.bytes().all(|c| c.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let lower = word.to_lowercase();
    let stem = lower
        .strip_suffix("'s")
        .or_else(|| lower.strip_suffix("’s"))
        .unwrap_or(&lower);
    stem.chars()
        .filter(|c| !matches!(c, '\'' | '’' | '.'))
        .collect()
}

/// FNV-1a over the bytes, mixed once more so that its low bits are as good as its high ones.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    let mut value = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        value = (value ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    value ^= value >> 33;
    value = value.wrapping_mul(0xff51_afd7_ed55_8ccd);
    value ^= value >> 33;
    (value >> 16) as u32
}

/// The hash of folded words in a row.
pub(crate) fn hash_words<'w>(words: impl IntoIterator<Item = &'w String>) -> u32 {
    let mut joined = String::new();
    for word in words {
        joined.push_str(word);
        joined.push(' ');
    }
    hash(joined.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_inner_marks_and_loses_them_when_folded() {
        let text = "Mr. O’Dell's U.S. re-trial, 10-2.";
        let found = words(text, 5);
        let texts: Vec<_> = found.iter().map(|w| w.text).collect();
        assert_eq!(texts, ["Mr", "O’Dell's", "U.S", "re-trial", "10-2"]);
        let folded: Vec<_> = found.iter().map(Word::folded).collect();
        assert_eq!(folded, ["mr", "odell", "us", "re-trial", "10-2"]);
        assert_eq!(
            text.get(found[1].bytes.start - 5..found[1].bytes.end - 5),
            Some("O’Dell's")
        );
    }
}
