//! Ages that are told by a birthday.

use super::super::numbers::in_words;
use super::super::page::Page;
use super::ages::{Aged, Form};

/// "On his 22nd birthday", "a week short of her eighteenth birthday".
pub(super) fn birthday(page: &Page<'_>, at: usize) -> Option<Aged> {
    if page.low(at + 1) != "birthday" {
        return None;
    }
    let age = ordinal(page.low(at))?;
    let short = (1..=4).any(|by| page.is_before("short-of", at, by));
    let age = if short { age.checked_sub(1)? } else { age };
    let who = page
        .meant_before(page.words.get(at)?.bytes.start)
        .next()
        .filter(|m| m.possessive)
        .map(|m| m.entity);
    Some((age, at..at + 2, who, Form::Then))
}

/// `22nd`, `eighteenth`, `twenty-first`.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    if !digits.is_empty() {
        return ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| word.ends_with(end))
            .then(|| digits.parse().ok())?;
    }
    let (tens, last) = word.split_once('-').map_or((0, word), |(tens, last)| {
        (in_words(tens).unwrap_or(0), last)
    });
    let unit = match last {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fifth" => 5,
        "eighth" => 8,
        "ninth" => 9,
        "twelfth" => 12,
        _ => {
            let stem = last.strip_suffix("th")?;
            match stem.strip_suffix("ie") {
                Some(stem) => in_words(&format!("{stem}y"))?,
                None => in_words(stem)?,
            }
        }
    };
    Some(tens + unit)
}
