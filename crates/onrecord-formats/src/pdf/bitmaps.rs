//! Fonts that TeX paints dot by dot (Type 3), whose glyphs have numbers and no names: the number is the
//! letter's code.

use hayro_syntax::object::dict::keys::{DIFFERENCES, ENCODING, SUBTYPE, TO_UNICODE};
use hayro_syntax::object::{Array, Dict, Name, Object};
use hayro_syntax::page::Page;

/// Codes and their letters.
const LETTERS: &str = include_str!("../../data/tex_letters.tsv");
/// Most fonts of a page that are looked at.
const MOST_FONTS: usize = 200;
/// Most codes of a font.
const MOST_CODES: usize = 256;

/// Whether the glyphs of all fonts of the page that are painted and say nothing of letters are named by
/// their codes.
pub(super) fn are_numbered(page: &Page<'_>) -> bool {
    let fonts = &page.resources().fonts;
    let mut some = false;
    for name in fonts.keys().take(MOST_FONTS) {
        let Some(font) = fonts.get::<Dict<'_>>(name) else {
            continue;
        };
        let kind = font.get::<Name<'_>>(SUBTYPE);
        if kind.is_none_or(|kind| kind.as_ref() != b"Type3") || font.contains_key(TO_UNICODE) {
            continue;
        }
        match numbers(&font) {
            Some(true) => some = true,
            Some(false) => return false,
            None => {}
        }
    }
    some
}

/// Whether each glyph's name is its code: `/a65` or, in figures of sixteen, `/x41`. Nothing where some
/// have names that say more.
fn numbers(font: &Dict<'_>) -> Option<bool> {
    let encoding = font.get::<Dict<'_>>(ENCODING)?;
    let differences = encoding.get::<Array<'_>>(DIFFERENCES)?;
    let mut code = 0u32;
    let mut some = false;
    for object in differences.iter::<Object<'_>>().take(2 * MOST_CODES) {
        match object {
            Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or(0),
            Object::Name(name) => {
                let name = name.as_ref();
                if name != b".notdef" {
                    let is_number = number(name)? == code;
                    if !is_number {
                        return Some(false);
                    }
                    some = true;
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    Some(some)
}

/// The number after a glyph name's letter.
fn number(name: &[u8]) -> Option<u32> {
    let (first, digits) = name.split_first()?;
    let digits = std::str::from_utf8(digits).ok()?;
    let figures = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match first {
        b'x' if figures => u32::from_str_radix(digits, 16).ok(),
        b'a' | b'c' | b'g' | b'C' | b'G' if figures => digits.parse().ok(),
        _ => None,
    }
}

/// The letters that a code stands for.
pub(super) fn letters(code: u32) -> Option<String> {
    let rows = LETTERS.lines().filter(|line| !line.starts_with('#'));
    let mut rows = rows.filter_map(|line| line.split_once('\t'));
    let found = rows.find(|(of, _)| of.parse() == Ok(code));
    found.map(|(_, letters)| letters.to_owned()).or_else(|| {
        let letter = char::from_u32(code)?;
        letter.is_ascii_graphic().then(|| letter.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_numbers() {
        assert_eq!(number(b"a65"), Some(65));
        assert_eq!(number(b"x41"), Some(65));
        for name in [&b"a"[..], b"ampersand", b"A65", b"a6b", b"", b"x-1"] {
            assert_eq!(number(name), None, "{name:?}");
        }
    }

    #[test]
    fn codes_of_letters() {
        assert_eq!(letters(65).unwrap(), "A");
        assert_eq!(letters(12).unwrap(), "fi");
        assert_eq!(letters(39).unwrap(), "’");
        assert_eq!(letters(1), None);
        assert_eq!(letters(200), None);
    }
}
