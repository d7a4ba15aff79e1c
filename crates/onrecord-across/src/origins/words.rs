//! Words of a text with their places, and hashes of them that are the same on every machine.

use std::borrow::Cow;
use std::ops::Range;

/// A word as it stands in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Word<'t> {
    /// Its bytes in the text.
    pub(crate) bytes: Range<usize>,
    /// The word as written.
    pub(crate) text: &'t str,
    /// The word without its case and marks.
    low: Cow<'t, str>,
}

impl Word<'_> {
    /// The word without its case and marks; a possessive ending goes.
    pub(crate) fn folded(&self) -> &str {
        &self.low
    }

    /// Whether it begins with a capital letter.
    pub(crate) fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The words of a document, cut and folded once for all who look at them.
pub(crate) struct Cut<'t> {
    text: &'t str,
    words: Vec<Word<'t>>,
}

impl<'t> Cut<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self {
            text,
            words: words(text, 0),
        }
    }

    /// All of them.
    pub(crate) fn words(&self) -> &[Word<'t>] {
        &self.words
    }

    /// The words of a piece of the text, as if it stood alone.
    pub(crate) fn within(&self, piece: &Range<usize>) -> Cow<'_, [Word<'t>]> {
        let before = |byte| self.words.partition_point(|word| word.bytes.start < byte);
        let (from, to) = (before(piece.start), before(piece.end));
        // Where an edge of the piece parts no word, what lies between is cut as in the whole.
        let parts = |next: usize, edge: usize| {
            let last = next.checked_sub(1).and_then(|last| self.words.get(last));
            last.is_some_and(|word| word.bytes.end > edge)
        };
        if parts(from, piece.start) || parts(to, piece.end) {
            let text = self.text.get(piece.clone()).unwrap_or_default();
            return Cow::Owned(words(text, piece.start));
        }
        Cow::Borrowed(self.words.get(from..to).unwrap_or_default())
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
    let text = text.get(bytes.clone())?;
    Some(Word {
        text,
        low: fold(text),
        bytes: from + bytes.start..from + bytes.end,
    })
}

/// A word in lower case without apostrophes, full stops and a possessive ending.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    // Most words are so already.
    let is_low = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    if word.bytes().all(is_low) {
        return Cow::Borrowed(word);
    }
    if word.bytes().all(|c| is_low(c) || c.is_ascii_uppercase()) {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let lower = word.to_lowercase();
    let stem = lower
        .strip_suffix("'s")
        .or_else(|| lower.strip_suffix("’s"))
        .unwrap_or(&lower);
    let bare = stem.chars().filter(|c| !matches!(c, '\'' | '’' | '.'));
    Cow::Owned(bare.collect())
}

/// FNV-1a over bytes, mixed once more so that its low bits are as good as its high ones.
struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    const fn finish(self) -> u32 {
        let mut value = self.0;
        value ^= value >> 33;
        value = value.wrapping_mul(0xff51_afd7_ed55_8ccd);
        value ^= value >> 33;
        (value >> 16) as u32
    }
}

/// The hash of bytes.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    let mut hash = Hash::new();
    hash.add(bytes);
    hash.finish()
}

/// The hash of folded words in a row, with a space after each.
pub(crate) fn hash_words<'w>(words: impl IntoIterator<Item = &'w str>) -> u32 {
    let mut hash = Hash::new();
    for word in words {
        hash.add(word.as_bytes());
        hash.add(b" ");
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_cut_as_if_it_stood_alone() {
        let text = "It’s 'the' U.S. re-trial, Dr.Lee's.";
        let cut = Cut::of(text);
        let ends = |byte: &usize| text.is_char_boundary(*byte);
        for start in (0..=text.len()).filter(ends) {
            for end in (start..=text.len()).filter(ends) {
                let alone = words(text.get(start..end).unwrap(), start);
                assert_eq!(*cut.within(&(start..end)), *alone, "{start} {end}");
            }
        }
    }

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
