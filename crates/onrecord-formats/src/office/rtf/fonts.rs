//! The fonts of a Rich Text file, and which characters their bytes are.

use crate::office::symbols;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::BTreeMap;

/// `charset` or `page`, number, encoding's label; one a line.
const TABLE: &str = include_str!("../../../data/office/charsets.tsv");
/// The charset of fonts of signs.
const SIGNS: i32 = 2;
/// Longest name of a font that is kept, in bytes.
const LONGEST_NAME: usize = 64;

/// All fonts by number.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: BTreeMap<i32, Font>,
    /// The font that is being described.
    now: i32,
    /// The encoding of fonts that name none.
    page: Option<&'static Encoding>,
    pub(super) default: i32,
}

#[derive(Clone, Debug, Default)]
struct Font {
    name: String,
    charset: Option<i32>,
    page: Option<&'static Encoding>,
}

impl Fonts {
    /// The file's code page.
    pub(super) fn set_page(&mut self, number: i32) {
        self.page = encoding("page", number).or(self.page);
    }

    /// A control word in the table of fonts.
    pub(super) fn describe(&mut self, word: &str, number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            "f" => {
                self.now = number;
                self.fonts.insert(number, Font::default());
            }
            "fcharset" => self.change(|font| {
                font.charset = Some(number);
                font.page = font.page.or_else(|| encoding("charset", number));
            }),
            "cpg" => self.change(|font| font.page = encoding("page", number).or(font.page)),
            _ => {}
        }
    }

    /// A character of a font's name.
    pub(super) fn name(&mut self, c: char) {
        self.change(|font| {
            if c != ';' && font.name.len() < LONGEST_NAME {
                font.name.push(c);
            }
        });
    }

    fn change(&mut self, change: impl FnOnce(&mut Font)) {
        if let Some(font) = self.fonts.get_mut(&self.now) {
            change(font);
        }
    }

    /// The encoding of bytes in this font.
    pub(super) fn encoding(&self, font: i32) -> &'static Encoding {
        let own = self.fonts.get(&font).and_then(|font| font.page);
        own.or(self.page).unwrap_or(WINDOWS_1252)
    }

    /// The sign that a byte shows in this font, where it is one of signs.
    pub(super) fn sign(&self, font: i32, byte: u8) -> Option<char> {
        let font = self.fonts.get(&font)?;
        let name = font.name.trim();
        let known = name.eq_ignore_ascii_case("symbol") || name.eq_ignore_ascii_case("wingdings");
        if font.charset != Some(SIGNS) || !known || byte == b' ' {
            return None;
        }
        symbols::character(name, u32::from(byte))
    }

    /// The sign that stands for a character of the private area in this font.
    pub(super) fn private(&self, font: i32, c: char) -> Option<char> {
        let font = self.fonts.get(&font);
        symbols::character(font.map_or("", |font| font.name.as_str()), c as u32)
    }
}

fn encoding(kind: &str, number: i32) -> Option<&'static Encoding> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let mut rows = rows.map(|line| line.split('\t'));
    rows.find_map(|mut fields| {
        let fits = fields.next() == Some(kind) && fields.next()?.parse() == Ok(number);
        fits.then(|| Encoding::for_label(fields.next()?.as_bytes()))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_whole() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let number = fields[1].parse().unwrap_or(-1);
            assert!(encoding(fields[0], number).is_some(), "{line}");
        }
    }
}
