//! Sentences cut into words as cues are compared with them.

use super::lexicon::{Class, Cue, Entry, Token, entry};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

/// Over how many words the two parts of a cue with a gap may lie apart.
const GAP: usize = 12;

/// The words of a sentence in lower case without marks, with what the tables have of each.
#[derive(Clone, Default)]
pub(in crate::stories) struct Words {
    /// All of them in one string, so that a sentence costs few allocations.
    text: String,
    words: Vec<Word>,
    /// The classes of the cues that begin with one of them, a bit each.
    begins: u32,
    /// The cues in them, once somebody asks.
    found: OnceCell<Vec<Found>>,
}

#[derive(Clone)]
struct Word {
    bytes: Range<usize>,
    entry: Option<&'static Entry>,
}

/// A cue in words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Its first word.
    pub(super) at: usize,
    /// One past its last word.
    pub(super) end: usize,
    pub(super) class: Class,
}

/// The words of a sentence in lower case without marks; a comma or semicolon stays as a word of its own.
pub(in crate::stories) fn words(sentence: &str) -> Words {
    let mut words = Words::default();
    words.text.reserve(sentence.len() + 8);
    words.words.reserve(sentence.len() / 5);
    // Only a capital sigma has a lower case that hangs on what stands around it.
    let sentence = if sentence.contains('Σ') {
        Cow::Owned(sentence.to_lowercase())
    } else {
        Cow::Borrowed(sentence)
    };
    let mut open = 0;
    for c in sentence.chars() {
        if c.is_ascii() {
            words.add(c.to_ascii_lowercase(), &mut open);
        } else {
            c.to_lowercase().for_each(|c| words.add(c, &mut open));
        }
    }
    words.close(&mut open);
    words
}

/// A word without apostrophes around it and a possessive ending, and how many bytes go before it.
fn bare(whole: &str) -> (usize, &str) {
    // Most words have none.
    if !whole.bytes().any(|c| c == b'\'') {
        return (0, whole);
    }
    let end = whole.trim_end_matches('\'');
    let trimmed = end.trim_start_matches('\'');
    let word = trimmed
        .strip_suffix("'s")
        .filter(|w| *w != "that")
        .unwrap_or(trimmed);
    (end.len() - trimmed.len(), word)
}

impl Words {
    /// Goes on by a character; the open word begins at `open`.
    fn add(&mut self, c: char, open: &mut usize) {
        match c {
            ',' | ';' => self.mark(",", open),
            // What is said ends here, and with it what negates; not after "Mr." or "p.m.".
            '.' | '!' | '?' if self.text.len() - *open > 2 => self.mark(",", open),
            '$' => self.mark("money", open),
            '’' => self.text.push('\''),
            c if c.is_alphanumeric() || c == '\'' => self.text.push(c),
            _ => self.close(open),
        }
    }

    /// Ends the open word, and adds one that stands for a mark.
    fn mark(&mut self, mark: &str, open: &mut usize) {
        self.close(open);
        self.text.push_str(mark);
        self.close(open);
    }

    /// Ends the open word.
    fn close(&mut self, open: &mut usize) {
        let whole = self.text.get(*open..).unwrap_or_default();
        let (lead, word) = bare(whole);
        if !word.is_empty() {
            let start = *open + lead;
            let word = Word {
                bytes: start..start + word.len(),
                entry: entry(word),
            };
            self.begins |= word.entry.map_or(0, |entry| entry.begins);
            self.words.push(word);
        }
        *open = self.text.len();
    }

    pub(in crate::stories) fn len(&self) -> usize {
        self.words.len()
    }

    /// A word; empty past the last.
    pub(super) fn word(&self, at: usize) -> &str {
        let word = self.words.get(at);
        word.map_or("", |word| self.slice(word))
    }

    fn slice(&self, word: &Word) -> &str {
        self.text.get(word.bytes.clone()).unwrap_or_default()
    }

    /// What the tables have of a word.
    pub(super) fn entry(&self, at: usize) -> Option<&'static Entry> {
        self.words.get(at)?.entry
    }

    pub(in crate::stories) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| self.slice(word))
    }

    /// These words and then at most the last `most` of others.
    pub(in crate::stories) fn and(mut self, others: &Self, most: usize) -> Self {
        let from = others.len().saturating_sub(most);
        self.begins |= others.begins;
        for word in others.words.iter().skip(from) {
            let start = self.text.len();
            self.text.push_str(others.slice(word));
            self.words.push(Word {
                bytes: start..self.text.len(),
                entry: word.entry,
            });
        }
        self.found = OnceCell::new();
        self
    }

    /// The cues in them, by where they begin.
    pub(super) fn found(&self) -> &[Found] {
        self.found.get_or_init(|| {
            let mut found = Vec::new();
            for (at, word) in self.words.iter().enumerate() {
                let here = word.entry.into_iter().flat_map(|e| self.standing(at, e));
                found.extend(here);
            }
            found
        })
    }

    /// The cues that begin with the word at `at`, of which the tables have this.
    fn standing(&self, at: usize, entry: &'static Entry) -> impl Iterator<Item = Found> {
        let next = self.entry(at + 1);
        // Those without a second word come first.
        let may = move |cue: &&Cue| match cue.second {
            Some(second) => next.is_some_and(|next| next.fits(second)),
            None => true,
        };
        let cues = entry.cues.iter();
        cues.take_while(move |cue| next.is_some() || cue.second.is_none())
            .filter(may)
            .filter_map(move |cue| {
                let end = self.matched(at, cue)?;
                let class = cue.class;
                Some(Found { at, end, class })
            })
    }

    /// Whether a cue of this class stands in them, without looking for the others.
    pub(super) fn has(&self, class: Class) -> bool {
        if self.begins & class.bit() == 0 {
            return false;
        }
        if let Some(found) = self.found.get() {
            return found.iter().any(|found| found.class == class);
        }
        self.words.iter().enumerate().any(|(at, word)| {
            let entry = word.entry.filter(|entry| entry.begins & class.bit() != 0);
            let mut here = entry.into_iter().flat_map(|e| self.standing(at, e));
            here.any(|found| found.class == class)
        })
    }

    /// One past the last word of the cue, if it stands here.
    fn matched(&self, at: usize, cue: &Cue) -> Option<usize> {
        let (first, others) = cue.parts.split_first()?;
        let mut at = self.follows(at, first)?;
        for part in others {
            at = (at..=at + GAP).find_map(|start| self.follows(start, part))?;
        }
        Some(at)
    }

    /// One past the last word of this part of a cue, if it stands here.
    fn follows(&self, at: usize, part: &[Token]) -> Option<usize> {
        let end = at + part.len();
        let here = self.words.get(at..end)?;
        let mut pairs = here.iter().zip(part);
        let fits = pairs.all(|(word, token)| word.entry.is_some_and(|e| e.fits(*token)));
        fits.then_some(end)
    }
}
