//! The words of a run between two tags: which are the page's own bytes, which stand for others.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use std::borrow::Cow;
use std::ops::Range;

/// Longest character reference that is looked at, in bytes (`&CounterClockwiseContourIntegral;`).
const LONGEST_REFERENCE: usize = 40;

/// A piece of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece<'a> {
    /// Characters that stand there themselves, from this byte on.
    Same(&'a str, usize),
    /// Characters that a reference such as `&amp;` stands for, and its bytes.
    Decoded(Cow<'a, str>, Range<usize>),
}

/// The pieces of `raw`, which begins at byte `at`, in order. Every byte is in one of them, save NULs.
pub(crate) fn pieces(raw: &str, at: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut done = 0;
    while let Some(rest) = raw.get(done..) {
        let Some(special) = rest.find(['&', '\0']) else {
            if !rest.is_empty() {
                pieces.push(Piece::Same(rest, at + done));
            }
            break;
        };
        if let Some(same) = rest.get(..special).filter(|same| !same.is_empty()) {
            pieces.push(Piece::Same(same, at + done));
        }
        let reference = rest.get(special..).map_or("", reference);
        let from = done + special;
        done = from + reference.len().max(1);
        if reference.is_empty() {
            continue; // a NUL: browsers drop it
        }
        match decode(reference) {
            None => pieces.push(Piece::Same(reference, at + from)),
            Some(words) => pieces.push(Piece::Decoded(words, at + from..at + done)),
        }
    }
    pieces
}

/// What `raw` says, as one string.
pub(crate) fn plain(raw: &str) -> String {
    let words = pieces(raw, 0).into_iter().map(|piece| match piece {
        Piece::Same(words, _) => Cow::Borrowed(words),
        Piece::Decoded(words, _) => words,
    });
    words.collect()
}

/// `&` and the letters, digits and semicolon after it; empty where `rest` begins otherwise.
fn reference(rest: &str) -> &str {
    if !rest.starts_with('&') {
        return "";
    }
    let name = rest.get(1..).unwrap_or_default();
    let hash = usize::from(name.starts_with('#'));
    let letters = name
        .bytes()
        .skip(hash)
        .take(LONGEST_REFERENCE)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let end = 1 + hash + letters;
    let semicolon = usize::from(rest.as_bytes().get(end) == Some(&b';'));
    rest.get(..end + semicolon).unwrap_or_default()
}

/// The characters a reference stands for; nothing where it is none.
fn decode(reference: &str) -> Option<Cow<'static, str>> {
    let common = match reference {
        "&" => return None,
        "&amp;" => "&",
        "&nbsp;" | "&#160;" | "&#xa0;" => "\u{A0}",
        "&quot;" | "&#34;" | "&#x22;" => "\"",
        "&#39;" | "&apos;" | "&#x27;" | "&#039;" => "'",
        "&lt;" => "<",
        "&gt;" => ">",
        "&rsquo;" | "&#8217;" | "&#x2019;" => "’",
        "&lsquo;" | "&#8216;" => "‘",
        "&ldquo;" | "&#8220;" | "&#x201c;" => "“",
        "&rdquo;" | "&#8221;" | "&#x201d;" => "”",
        "&mdash;" | "&#8212;" => "—",
        "&ndash;" | "&#8211;" => "–",
        "&hellip;" | "&#8230;" => "…",
        _ => return tokenize(reference).map(Cow::Owned),
    };
    Some(Cow::Borrowed(common))
}

fn tokenize(reference: &str) -> Option<String> {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let mut words = Vec::new();
    for token in Tokenizer::new_with_emitter(reference, emitter) {
        if let Ok(Token::String(part)) = token {
            words.extend_from_slice(&part.value);
        }
    }
    let words = String::from_utf8(words).ok()?;
    (words != reference).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_told_from_bare_signs() {
        assert_eq!(
            plain("Moon &amp; Sons, AT&T, R&D; caf&eacute; &#8220;no&#x201D; &notit; &"),
            "Moon & Sons, AT&T, R&D; café “no” ¬it; &"
        );
    }

    #[test]
    fn every_piece_knows_its_bytes() {
        let raw = "a&lt;b";
        let expected = [
            Piece::Same("a", 10),
            Piece::Decoded("<".into(), 11..15),
            Piece::Same("b", 15),
        ];
        assert_eq!(pieces(raw, 10), expected);
        assert_eq!(plain("a\0b"), "ab");
    }
}
