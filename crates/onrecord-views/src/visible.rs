//! Characters that would act on the screen instead of being seen, made visible.
//!
//! A document may hold escape sequences that command a terminal, and marks that turn the direction
//! of writing, so that a line reads otherwise than it is stored. A case file must show what is
//! there: such characters are replaced by a sign for them. Offsets are never taken from the result.

use std::borrow::Cow;
use std::fmt::Write;

/// The sign to show for a character that acts on the screen; nothing for all others.
///
/// Tabs and line ends are left to the caller. The joiners that hold emoji and Indic letters
/// together are no danger, and stay.
pub(crate) fn sign(c: char) -> Option<String> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).map(String::from),
        '\u{7f}' => Some("\u{2421}".to_owned()),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}' => Some(format!("[U+{:04X}]", u32::from(c))),
        _ => None,
    }
}

/// `words` with a sign in the place of every character that would act on the screen.
pub(crate) fn visible(words: &str) -> Cow<'_, str> {
    if !words.chars().any(|c| sign(c).is_some()) {
        return Cow::Borrowed(words);
    }
    let mut shown = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match sign(c) {
            Some(sign) => {
                let _ = write!(shown, "{sign}");
            }
            None => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// `words` made visible and on one line: every run of white space becomes one space.
///
/// For everything that is printed of names and documents.
pub fn one_line(words: &str) -> String {
    let shown = visible(words);
    let mut line = String::with_capacity(shown.len());
    for word in shown.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// `words` on one line; where they are longer than `most` characters, the middle is left out and an
/// ellipsis stands for it, so that both ends can be found in the document.
pub(crate) fn shortened(words: &str, most: usize) -> String {
    let line = one_line(words);
    let length = line.chars().count();
    if length <= most {
        return line;
    }
    let kept = most.saturating_sub(3).max(2);
    let head: String = line.chars().take(kept * 2 / 3).collect();
    let tail: String = line.chars().skip(length - (kept - kept * 2 / 3)).collect();
    // Cut between words where that loses little.
    let head = match head.rsplit_once(' ') {
        Some((whole, _)) if whole.chars().count() + 12 > head.chars().count() => whole,
        _ => head.as_str(),
    };
    let tail = match tail.split_once(' ') {
        Some((_, whole)) if whole.chars().count() + 12 > tail.chars().count() => whole,
        _ => tail.as_str(),
    };
    format!("{head} … {tail}")
}

/// The words without quotation marks of their own, where they have them at both ends: a view sets
/// its own around them.
pub(crate) fn within_marks(words: &str) -> &str {
    words
        .strip_prefix(['"', '“'])
        .and_then(|w| w.strip_suffix(['"', '”']))
        .unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_to_the_terminal_are_shown_not_sent() {
        assert_eq!(visible("a\u{1b}[31mb"), "a␛[31mb");
        assert_eq!(visible("nul\0"), "nul␀");
        assert_eq!(visible("gpj.\u{202e}exe"), "gpj.[U+202E]exe");
        assert!(matches!(visible("naïve 👩‍⚖️"), Cow::Borrowed(_)));
    }

    #[test]
    fn long_words_lose_their_middle() {
        let words = "one two three four five six seven eight nine ten eleven twelve";
        let short = shortened(words, 30);
        assert_eq!(short, "one two three … twelve");
        assert_eq!(shortened("short\n words", 30), "short words");
        assert!(shortened(&"x".repeat(500), 30).chars().count() <= 30);
    }
}
