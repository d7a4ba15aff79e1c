//! Numbers in figures and words.

use super::page::Word;

/// The whole number that the words from `at` on give, and how many words do. Numbers above a million
/// and ordinals are none.
pub(super) fn number_at(words: &[Word<'_>], at: usize) -> Option<(u32, usize)> {
    words.get(at)?.number
}

/// The same, read from words that do not have it yet.
pub(super) fn read(words: &[Word<'_>], at: usize) -> Option<(u32, usize)> {
    let (number, len) = plain(words, at)?;
    // "Nine (9) wounds".
    let again = words
        .get(at + len)
        .filter(|next| next.gap.ends_with('('))
        .and_then(|_| figures(words, at + len))
        .filter(|(same, _)| *same == number);
    Some((number, len + again.map_or(0, |(_, more)| more)))
}

fn plain(words: &[Word<'_>], at: usize) -> Option<(u32, usize)> {
    let first = words.get(at)?;
    if first.text.bytes().all(|c| c.is_ascii_digit()) {
        return figures(words, at);
    }
    let low = |by: usize| words.get(at + by).map_or("", |word| word.low);
    match (low(0), low(1), low(2)) {
        ("half", "a", "dozen") => return Some((6, 3)),
        ("a", "dozen", _) => return Some((12, 2)),
        ("a", "single", _) => return Some((1, 2)),
        _ => {}
    }
    let (mut total, mut len) = if matches!(first.low, "a" | "one")
        && words.get(at + 1).is_some_and(|w| w.low == "hundred")
    {
        (1, 1)
    } else {
        small(words, at)?
    };
    if words.get(at + len).is_some_and(|w| w.low == "hundred") && total < 10 {
        total *= 100;
        len += 1;
        let and = usize::from(words.get(at + len).is_some_and(|w| w.low == "and"));
        if let Some((rest, more)) = small(words, at + len + and)
            && rest < 100
        {
            return Some((total + rest, len + and + more));
        }
    }
    Some((total, len))
}

/// `1,200` is cut at its comma into two words.
fn figures(words: &[Word<'_>], at: usize) -> Option<(u32, usize)> {
    let mut digits = words.get(at)?.text.to_owned();
    if !digits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut len = 1;
    while let Some(next) = words.get(at + len) {
        let group = next.text.len() == 3 && next.text.bytes().all(|c| c.is_ascii_digit());
        if next.gap != "," || !group || digits.len() > 6 {
            break;
        }
        digits.push_str(next.text);
        len += 1;
    }
    let number = digits.parse().ok().filter(|n| *n <= 1_000_000)?;
    Some((number, len))
}

fn small(words: &[Word<'_>], at: usize) -> Option<(u32, usize)> {
    let word = words.get(at)?;
    let first = in_words(word.low)?;
    let tens = first >= 20 && first % 10 == 0;
    let unit = words
        .get(at + 1)
        .filter(|next| tens && (next.gap == " " || next.gap == "-"))
        .and_then(|next| in_words(next.low))
        .filter(|unit| (1..10).contains(unit));
    Some(unit.map_or((first, 1), |unit| (first + unit, 2)))
}

/// A number below a hundred in one word: `seven`, `twenty-one`.
pub(super) fn in_words(word: &str) -> Option<u32> {
    if let Some((tens, unit)) = word.split_once('-') {
        let (tens, unit) = (in_words(tens)?, in_words(unit)?);
        let fits = tens >= 20 && tens.is_multiple_of(10) && (1..10).contains(&unit);
        return fits.then_some(tens + unit);
    }
    const WORDS: [&str; 20] = [
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
    let find = |list: &[&str]| list.iter().position(|known| *known == word);
    find(&WORDS)
        .map(|n| n as u32)
        .or_else(|| find(&TENS).map(|n| (n as u32 + 2) * 10))
}

#[cfg(test)]
mod tests {
    use super::super::page::words;
    use super::*;
    use crate::origins::words::Cut;

    #[test]
    fn figures_and_words_give_one_number() {
        for (text, number) in [
            ("24 men", Some(24)),
            ("1,200 men", Some(1200)),
            ("twenty-one men", Some(21)),
            ("twenty one men", Some(21)),
            ("a hundred and five men", Some(105)),
            ("two hundred men", Some(200)),
            ("nine (9) men", Some(9)),
            ("nine (8) men", Some(9)),
            ("seventh man", None),
            ("a man", None),
        ] {
            let cut = Cut::of(text);
            let words = words(text, &cut);
            assert_eq!(number_at(&words, 0).map(|n| n.0), number, "{text}");
        }
    }
}
