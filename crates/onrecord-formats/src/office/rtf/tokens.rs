//! Rich Text cut into what it is made of: groups, control words, characters.

use std::ops::Range;

/// Longest control word, in letters.
const LONGEST_WORD: usize = 32;
/// Most digits of a number after a control word.
const MOST_DIGITS: usize = 10;

/// One thing, and the bytes it stands in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token<'a> {
    pub(super) what: What<'a>,
    pub(super) bytes: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\u8217`: the word and its number.
    Word(&'a str, Option<i32>),
    /// `\~` and other signs; a line end after a backslash is `\par`.
    Sign(u8),
    /// `\'e9`
    Hex(u8),
    /// A byte as it is.
    Byte(u8),
}

/// The tokens of a file, one after the other.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no text, as `\bin` has them.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<What<'a>> {
        let first = self.peek()?;
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match first {
                b'\'' => self.hex(),
                b'\n' => What::Word("par", None),
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    What::Word("par", None)
                }
                sign => What::Sign(sign),
            });
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let is_letter = |b: &&u8| b.is_ascii_alphabetic();
        let length = rest.iter().take(LONGEST_WORD).take_while(is_letter).count();
        let word = std::str::from_utf8(rest.get(..length).unwrap_or_default());
        self.at += length;
        let number = self.number();
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Some(What::Word(word.unwrap_or_default(), number))
    }

    fn number(&mut self) -> Option<i32> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let minus = usize::from(rest.first() == Some(&b'-'));
        let digits = rest.iter().skip(minus).take(MOST_DIGITS);
        let length = digits.take_while(|b| b.is_ascii_digit()).count();
        if length == 0 {
            return None;
        }
        let written = rest.get(..minus + length).unwrap_or_default();
        self.at += minus + length;
        let number: i64 = std::str::from_utf8(written).ok()?.parse().ok()?;
        let limits = i64::from(i32::MIN)..=i64::from(i32::MAX);
        Some(number.clamp(*limits.start(), *limits.end()) as i32)
    }

    /// The two digits after `\'`; a quotation mark where there are none.
    fn hex(&mut self) -> What<'a> {
        let digits = self.bytes.get(self.at..self.at + 2);
        let digits = digits.and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
            Some(byte) => {
                self.at += 2;
                What::Hex(byte)
            }
            None => What::Sign(b'\''),
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let start = self.at;
        let first = self.peek()?;
        self.at += 1;
        let what = match first {
            b'{' => What::Open,
            b'}' => What::Close,
            b'\\' => self.control()?,
            byte => What::Byte(byte),
        };
        Some(Token {
            what,
            bytes: start..self.at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_their_delimiter() {
        let all: Vec<What> = Tokens::new(b"{\\par\\u-10179 ?\\'e9x\\~\\\r\n\\b0 y}\\")
            .map(|token| token.what)
            .collect();
        let wanted = [
            What::Open,
            What::Word("par", None),
            What::Word("u", Some(-10179)),
            What::Byte(b'?'),
            What::Hex(0xE9),
            What::Byte(b'x'),
            What::Sign(b'~'),
            What::Word("par", None),
            What::Word("b", Some(0)),
            What::Byte(b'y'),
            What::Close,
        ];
        assert_eq!(all, wanted);
    }
}
