//! Numbers in digits and words.

use super::super::scene::Scene;

/// Words for numbers, in their order; the tens from `TENS` on.
const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// The number a token stands for, up to 9,999.
pub(super) fn at(scene: &Scene<'_>, token: usize) -> Option<u32> {
    parse(scene.draft.word(token))
}

/// `16`, `1,200`, `sixteen`, `twenty-five`.
pub(super) fn parse(word: &str) -> Option<u32> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(word);
    }
    let is = |known: &&str| known.eq_ignore_ascii_case(word);
    if let Some(unit) = UNITS.iter().position(&is) {
        return Some(unit as u32);
    }
    if let Some(ten) = TENS.iter().position(is) {
        return Some(20 + 10 * ten as u32);
    }
    let (ten, unit) = word.split_once('-')?;
    let (ten, unit) = (parse(ten)?, parse(unit)?);
    (ten >= 20 && ten % 10 == 0 && unit < 10).then_some(ten + unit)
}

fn digits(word: &str) -> Option<u32> {
    let mut value = 0u32;
    for c in word.chars() {
        match c.to_digit(10) {
            Some(digit) => value = value.checked_mul(10)?.checked_add(digit)?,
            None if c == ',' => {}
            None => return None,
        }
    }
    (value < 10_000).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_digits_and_words() {
        for (word, value) in [
            ("16", Some(16)),
            ("1,200", Some(1200)),
            ("Sixteen", Some(16)),
            ("twenty-five", Some(25)),
            ("forty", Some(40)),
            ("10-2", None),
            ("three-two", None),
            ("99999", None),
            ("", None),
        ] {
            assert_eq!(parse(word), value, "{word}");
        }
    }
}
