//! Text made of tokens that a corpus gives without the white space between them.

use crate::annotated::Place;

/// A text that grows by tokens. What stands between two is one space, but for marks that belong to the word
/// before or after them.
#[derive(Debug, Default)]
pub(super) struct Joined {
    text: String,
    len: usize,
    /// The next token follows without a space.
    glued: bool,
    /// A straight quotation mark is open.
    quoted: bool,
}

/// Tokens that belong to the one before them.
const CLOSING: [&str; 18] = [
    ",", ".", ";", ":", "?", "!", "%", ")", "]", "}", "”", "’", "…", "...", "''", "n't", "-RRB-",
    "'",
];
/// Tokens that belong to the one after them (a handle or hashtag is one word with its mark).
const OPENING: [&str; 11] = ["(", "[", "{", "“", "‘", "``", "$", "£", "-LRB-", "@", "#"];

impl Joined {
    /// Adds a token and says where it stands.
    pub(super) fn push(&mut self, token: &str) -> Place {
        let straight = token == "\"";
        let closes = CLOSING.contains(&token)
            || token.starts_with('\'') && token.len() > 1
            || token.starts_with('’') && token.len() > 3
            || straight && self.quoted;
        if self.len > 0 && !self.glued && !closes {
            self.add(" ");
        }
        if straight {
            self.quoted = !self.quoted;
        }
        self.glued = OPENING.contains(&token) || straight && self.quoted;
        let start = self.len;
        self.add(match token {
            "``" | "''" => "\"",
            "-LRB-" => "(",
            "-RRB-" => ")",
            token => token,
        });
        start..self.len
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.len += text.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_they_belong() {
        let mut joined = Joined::default();
        let tokens = [
            "\"", "I", "did", "n't", ",", "\"", "Orr", "'s", "aunt", "(", "né", ")", "said", ".",
        ];
        let places: Vec<Place> = tokens.iter().map(|token| joined.push(token)).collect();
        assert_eq!(joined.text, "\"I didn't,\" Orr's aunt (né) said.");
        assert_eq!(places[8], 18..22);
        assert_eq!(places[10], 24..26);
    }
}
