//! Signs of the fonts that have their own: Symbol, Wingdings.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `font`, code (hexadecimal), character; one sign a line.
const TABLE: &str = include_str!("../../data/office/symbols.tsv");

/// The table, for looking signs up.
static SIGNS: LazyLock<BTreeMap<(&str, u32), char>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(row);
    rows.map(|(font, code, sign)| ((font, code), sign))
        .collect()
});

/// The character that a font of signs shows for `code`; U+F000 and more are the same codes, where
/// Word puts them. A font that is not known is taken for Symbol where the code is one of those.
pub(crate) fn character(font: &str, code: u32) -> Option<char> {
    let is_private = (0xF000..=0xF0FF).contains(&code);
    let low = if is_private { code - 0xF000 } else { code };
    let font = match font.trim() {
        f if f.eq_ignore_ascii_case("wingdings") => "wingdings",
        f if f.eq_ignore_ascii_case("symbol") => "symbol",
        _ if is_private => "symbol",
        _ => return char::from_u32(code).filter(|c| !c.is_control()),
    };
    match SIGNS.get(&(font, low)) {
        Some(sign) => Some(*sign),
        None if font == "symbol" && (0x20..0x7F).contains(&low) => char::from_u32(low),
        None => None,
    }
}

fn row(line: &'static str) -> Option<(&'static str, u32, char)> {
    let mut fields = line.split('\t');
    let font = fields.next()?;
    let code = u32::from_str_radix(fields.next()?, 16).ok()?;
    Some((font, code, fields.next()?.chars().next()?))
}

/// The bullet of a list, as it is shown: signs of fonts with their own become plain ones.
pub(crate) fn bullet(font: &str, words: &str) -> String {
    let mut shown = String::new();
    for c in words.chars() {
        match c {
            'o' if font.to_ascii_lowercase().contains("courier") => shown.push('\u{25E6}'),
            '\u{F000}'..='\u{F0FF}' => {
                shown.push(character(font, c as u32).unwrap_or('\u{2022}'));
            }
            '\u{B7}' | '\u{E000}'..='\u{F8FF}' => shown.push('\u{2022}'),
            c => shown.push(c),
        }
    }
    shown.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_whole() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            assert!(row(line).is_some(), "{line}");
        }
    }

    #[test]
    fn signs_are_shown_as_their_font_shows_them() {
        assert_eq!(character("Symbol", 0xF061), Some('α'));
        assert_eq!(character("Symbol", 0xB7), Some('•'));
        assert_eq!(character("Wingdings", 0xF0FE), Some('☑'));
        assert_eq!(character("Arial", 0x201C), Some('“'));
        assert_eq!(bullet("Symbol", "\u{F0B7}"), "•");
        assert_eq!(bullet("Courier New", "o"), "◦");
        assert_eq!(bullet("Arial", "–"), "–");
    }
}
