//! The first bytes of formats that are no text: so that a refusal can name what the file is.

use crate::FormatError;

/// `offset`, `bytes` (hexadecimal), `what`, `advice`; one format a line.
const TABLE: &str = include_str!("../data/signatures.tsv");

/// The refusal for `bytes` that begin as a known format without a reader does.
pub(crate) fn refuse(bytes: &[u8]) -> Result<(), FormatError> {
    match rows().find(|row| row.fits(bytes)) {
        None => Ok(()),
        Some(row) => Err(FormatError::Unsupported {
            what: row.what.to_owned(),
            advice: row.advice.to_owned(),
        }),
    }
}

struct Row {
    offset: usize,
    hex: &'static str,
    what: &'static str,
    advice: &'static str,
}

impl Row {
    fn fits(&self, bytes: &[u8]) -> bool {
        let found = bytes.get(self.offset..).unwrap_or_default();
        let wanted = self.hex.as_bytes().chunks(2).map(|pair| {
            std::str::from_utf8(pair)
                .ok()
                .and_then(|p| u8::from_str_radix(p, 16).ok())
        });
        found.len() >= self.hex.len() / 2
            && wanted
                .zip(found)
                .all(|(wanted, found)| wanted == Some(*found))
    }
}

fn rows() -> impl Iterator<Item = Row> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.split('\t');
            Some(Row {
                offset: fields.next()?.parse().ok()?,
                hex: fields.next()?,
                what: fields.next()?,
                advice: fields.next()?,
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_whole() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(rows().count(), lines);
        for row in rows() {
            assert!(row.hex.len() % 2 == 0 && row.hex.len() >= 4, "{}", row.hex);
            assert!(u128::from_str_radix(row.hex, 16).is_ok(), "{}", row.hex);
        }
    }

    #[test]
    fn known_formats_are_named() {
        let what = |bytes: &[u8]| refuse(bytes).unwrap_err().to_string();
        assert!(what(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").contains("DOC"));
        assert!(what(b"\x1f\x8b\x08").contains("gzip"));
        assert!(refuse(b"Plain words").is_ok());
        assert!(refuse(b"P").is_ok());
    }
}
