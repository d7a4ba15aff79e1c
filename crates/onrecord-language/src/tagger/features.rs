//! What the tagger sees of a word and its neighbours, as hashes.
//!
//! The trainer and the tagger both call this, and the hashes are the same on every machine: a change
//! here needs new weights.

use onrecord_record::Tag;

/// How many features a word has.
pub const COUNT: usize = 31;

/// Longer words are seen by their first bytes only.
const LONGEST: usize = 48;

/// A word as the features need it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Word {
    /// Hash of the word in lower case, digits as 0, curly apostrophes as straight ones.
    pub lower: u32,
    suffixes: [u32; 4],
    prefix: u32,
    shape: Shape,
    hyphen: bool,
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Shape {
    /// No capital.
    Lower,
    /// The first letter is a capital, with small ones behind it.
    Capital,
    /// A single capital letter, perhaps with a full stop.
    Initial,
    /// Capitals only.
    Upper,
    /// Capitals inside.
    Mixed,
    /// With a digit.
    Digit,
    /// Nothing of these.
    Mark,
}

/// How a sentence is written: in headlines, capitals say little.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Style {
    /// As usual.
    Plain,
    /// Most Words Have a Capital.
    Title,
    /// MOST WORDS ARE CAPITALS.
    Capitals,
}

impl Word {
    /// The word's features.
    pub fn new(word: &str) -> Self {
        let mut buffer = [0; LONGEST];
        let normal = normalised(word, &mut buffer);
        let suffix = |length: usize| hash_bytes(last(normal, length));
        Self {
            lower: hash_bytes(normal),
            suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
            prefix: hash_bytes(normal.get(..3).unwrap_or(normal)),
            shape: shape(word),
            hyphen: normal.contains(&b'-'),
        }
    }

    /// How the word is written.
    pub const fn shape(&self) -> Shape {
        self.shape
    }
}

impl Style {
    /// The style of a sentence.
    pub fn of(words: &[Word]) -> Self {
        let (mut all, mut capital, mut upper) = (0, 0, 0);
        for word in words {
            match word.shape {
                Shape::Lower | Shape::Mixed => all += 1,
                Shape::Capital => (all, capital) = (all + 1, capital + 1),
                Shape::Upper => (all, capital, upper) = (all + 1, capital + 1, upper + 1),
                Shape::Initial | Shape::Digit | Shape::Mark => {}
            }
        }
        if all >= 3 && upper * 4 >= all * 3 {
            Style::Capitals
        } else if all >= 4 && capital * 3 >= all * 2 {
            Style::Title
        } else {
            Style::Plain
        }
    }
}

/// Whether the word at `at` begins its sentence, perhaps behind a mark.
pub fn is_first(words: &[Word], at: usize) -> bool {
    at == 0 || (at == 1 && words.first().is_some_and(|w| w.shape == Shape::Mark))
}

/// The features of the word at `at`, given the tags of the words before it.
pub fn features(words: &[Word], at: usize, style: Style, before: &[Tag]) -> [u32; COUNT] {
    const EDGE: Word = Word {
        lower: 1,
        suffixes: [1; 4],
        prefix: 1,
        shape: Shape::Mark,
        hyphen: false,
    };
    let word_at = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|i| words.get(i))
            .unwrap_or(&EDGE)
    };
    let tag_before = |offset: usize| {
        at.checked_sub(offset)
            .and_then(|i| before.get(i))
            .map_or(63, |tag| *tag as u32)
    };
    let (w2, w1, w, n1, n2) = (word_at(-2), word_at(-1), word_at(0), word_at(1), word_at(2));
    let (t1, t2) = (tag_before(1), tag_before(2));
    let [suffix1, suffix2, suffix3, suffix4] = w.suffixes;
    let first = u32::from(is_first(words, at));
    let written = w.shape as u32 | first << 4 | (style as u32) << 5 | u32::from(w.hyphen) << 7;
    let around = (w1.shape as u32) << 8 | (n1.shape as u32) << 12;
    let suffix = |word: &Word| word.suffixes[2];
    let (verb, verb_word) = verb_before(words, at, before);
    let two_tags = t1 | t2 << 6;
    let values = [
        (0, 0),
        (w.lower, 0),
        (w.lower, written),
        (suffix2, 0),
        (suffix3, 0),
        (suffix4, 0),
        (suffix1, written),
        (suffix3, written),
        (w.prefix, 0),
        (written, 0),
        (t1, 0),
        (two_tags, 0),
        (t1, w.lower),
        (two_tags, w.lower),
        (t1, suffix3),
        (t1, written),
        (w1.lower, 0),
        (n1.lower, 0),
        (w2.lower, 0),
        (n2.lower, 0),
        (w1.lower, w.lower),
        (w.lower, n1.lower),
        (suffix(w1), 0),
        (suffix(n1), 0),
        (suffix(n1), suffix3),
        (t1, n1.lower),
        (t1, suffix(n1)),
        (written, around),
        (verb, verb_word),
        (verb, w.lower),
        (verb, suffix3),
    ];
    let mut hashes = [0; COUNT];
    for (kind, (hash, (a, b))) in hashes.iter_mut().zip(values).enumerate() {
        *hash = mix(kind as u32, a, b);
    }
    hashes
}

/// The tag of the nearest verb, modal or `to` within the last words, with how near it is, and its
/// word: what decides between the forms of the verb that follows (`do you know`, `has long been`).
fn verb_before(words: &[Word], at: usize, before: &[Tag]) -> (u32, u32) {
    const FAR: usize = 6;
    for distance in 1..=FAR.min(at) {
        let Some(tag) = before.get(at - distance) else {
            break;
        };
        if tag.is_verb() || matches!(tag, Tag::MD | Tag::TO) {
            let word = words.get(at - distance).map_or(0, |w| w.lower);
            return (*tag as u32 | (distance.min(3) as u32) << 6, word);
        }
        if matches!(tag, Tag::Punct) {
            return (62, 0);
        }
    }
    (63, 0)
}

/// One hash of a feature's kind and its two parts.
const fn mix(kind: u32, a: u32, b: u32) -> u32 {
    let mut x = (a as u64) << 32 | b as u64;
    x ^= (kind as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 31)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (x >> 32) as u32
}

/// FNV-1a.
fn hash_bytes(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811C_9DC5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// The word in lower case, with 0 for digits and straight apostrophes, written into `buffer`.
fn normalised<'b>(word: &str, buffer: &'b mut [u8; LONGEST]) -> &'b [u8] {
    let mut length = 0;
    let mut add = |byte: u8| {
        if let Some(place) = buffer.get_mut(length) {
            *place = byte;
            length += 1;
        }
    };
    if word.is_ascii() {
        word.bytes().for_each(|byte| add(normal_byte(byte)));
    } else {
        for c in word.chars() {
            match c {
                '’' | 'ʼ' => add(b'\''),
                '‐' | '‑' => add(b'-'),
                _ if c.is_ascii() => add(normal_byte(c as u8)),
                _ => {
                    let mut bytes = [0; 4];
                    let lower = c.to_lowercase().next().unwrap_or(c);
                    lower.encode_utf8(&mut bytes).bytes().for_each(&mut add);
                }
            }
        }
    }
    buffer.get(..length).unwrap_or_default()
}

const fn normal_byte(byte: u8) -> u8 {
    if byte.is_ascii_digit() {
        b'0'
    } else {
        byte.to_ascii_lowercase()
    }
}

fn last(bytes: &[u8], length: usize) -> &[u8] {
    bytes
        .get(bytes.len().saturating_sub(length)..)
        .unwrap_or_default()
}

fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut first_upper) = (0, 0, false);
    for (i, c) in word.chars().enumerate() {
        if c.is_ascii_digit() {
            return Shape::Digit;
        }
        if c.is_ascii_lowercase() || (!c.is_ascii() && c.is_lowercase()) {
            lower += 1;
        } else if c.is_ascii_uppercase() || (!c.is_ascii() && c.is_uppercase()) {
            upper += 1;
            first_upper |= i == 0;
        }
    }
    match (upper, lower) {
        (0, 0) => Shape::Mark,
        (0, _) => Shape::Lower,
        (1, 0) => Shape::Initial,
        (_, 0) => Shape::Upper,
        (1, _) if first_upper => Shape::Capital,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_digits_and_apostrophes_do_not_change_the_word() {
        assert_eq!(Word::new("Don’t").lower, Word::new("don't").lower);
        assert_eq!(Word::new("1990s").lower, Word::new("2010s").lower);
        assert_ne!(Word::new("court").lower, Word::new("courts").lower);
    }

    #[test]
    fn headlines_are_told_from_sentences() {
        let style = |s: &str| Style::of(&s.split(' ').map(Word::new).collect::<Vec<_>>());
        assert_eq!(style("Jury Frees Man Held For Nine Years"), Style::Title);
        assert_eq!(style("JURY FREES MAN"), Style::Capitals);
        assert_eq!(style("The jury freed Ann Lee on Monday"), Style::Plain);
    }
}
