//! Accents that are painted as glyphs of their own, over or under a letter: the two are one letter.

use super::words::Letter;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// How far the base lines of an accent and its letter may differ, in parts of the size: over capitals
/// an accent is painted higher.
const RAISED: f32 = 0.45;
/// How far beside its letter the middle of an accent may stand, in parts of the size.
const BESIDE: f32 = 0.08;

/// Joins accents to the letters that they are painted over, just before or just after them. `letters`
/// are in the order of painting.
pub(super) fn join(letters: &mut Vec<Letter>) {
    let mut gone = vec![false; letters.len()];
    for i in 0..letters.len() {
        let Some(mark) = letters.get(i).and_then(|letter| combining(&letter.text)) else {
            continue;
        };
        let found = [Some(i + 1), i.checked_sub(1)]
            .into_iter()
            .flatten()
            .filter(|j| !gone.get(*j).copied().unwrap_or(true))
            .find_map(|j| Some((j, accented(letters.get(i)?, mark, letters.get(j)?)?)));
        let Some((j, text)) = found else { continue };
        let Some(accent) = letters.get(i).map(|a| (a.edges, a.on_page, a.redacted)) else {
            continue;
        };
        if let Some(letter) = letters.get_mut(j) {
            letter.text = text;
            letter.edges = letter.edges.union(accent.0);
            letter.on_page = letter.on_page.union(accent.1);
            letter.redacted |= accent.2;
        }
        if let Some(gone) = gone.get_mut(i) {
            *gone = true;
        }
    }
    if gone.contains(&true) {
        let mut gone = gone.into_iter();
        letters.retain(|_| !gone.next().unwrap_or(false));
    }
}

/// A word with every letter and its accents as one character, where there is one.
pub(super) fn composed(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfc().collect()
}

/// The letter with the accent, if it stands where the accent is.
fn accented(accent: &Letter, mark: char, letter: &Letter) -> Option<String> {
    let mut characters = letter.text.chars();
    let base = match (characters.next()?, characters.next()) {
        // The forms without dots are there to be put under accents.
        ('ı', None) => 'i',
        ('ȷ', None) => 'j',
        (base, None) => base,
        _ => return None,
    };
    let (middle, _) = accent.edges.middle();
    let beside = BESIDE * letter.size;
    let over = middle > letter.left - beside && middle < letter.right + beside;
    let level = (accent.base - letter.base).abs() <= RAISED * letter.size;
    let composed = compose(base, mark)?;
    (over && level).then(|| composed.to_string())
}

/// The combining mark that an accent standing for itself is.
fn combining(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let (Some(accent), None) = (characters.next(), characters.next()) else {
        return None;
    };
    Some(match accent {
        '`' | '\u{2CB}' => '\u{300}',
        '\u{B4}' | '\u{2CA}' => '\u{301}',
        '^' | '\u{2C6}' => '\u{302}',
        '~' | '\u{2DC}' => '\u{303}',
        '\u{AF}' | '\u{2C9}' => '\u{304}',
        '\u{2D8}' => '\u{306}',
        '\u{2D9}' => '\u{307}',
        '\u{A8}' => '\u{308}',
        '\u{2DA}' => '\u{30A}',
        '\u{2DD}' => '\u{30B}',
        '\u{2C7}' => '\u{30C}',
        '\u{B8}' => '\u{327}',
        '\u{2DB}' => '\u{328}',
        mark if is_combining_mark(mark) => mark,
        _ => return None,
    })
}
