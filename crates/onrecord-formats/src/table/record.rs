//! The records of a table with separators, each cell with where it stands (RFC 4180, read leniently).
//!
//! Read here and not by a library, since none says where in the file a cell stands, which the map of
//! a row's text needs. Tests hold it to what the csv crate makes of the same characters.

use crate::derived::Derived;
use std::borrow::Cow;
use std::ops::Range;

/// Most bytes of one cell in quotation marks; where one is longer, its mark is taken for a character.
pub(crate) const LONGEST_CELL: usize = 4 << 20;
/// Most cells of one row; the rest of the line is left out.
pub(crate) const MOST_CELLS: usize = 1000;
/// After so many quotation marks that nothing closes, none counts any more: each costs a search.
const MOST_UNCLOSED: usize = 8;

/// A cell: its bytes in the text, quotation marks included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Cell {
    range: Range<usize>,
    quoted: bool,
}

impl Cell {
    /// Its words.
    pub(crate) fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let raw = text.get(self.range.clone()).unwrap_or_default();
        if !self.quoted {
            return Cow::Borrowed(raw);
        }
        match raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')) {
            Some(inner) if !inner.contains('"') => Cow::Borrowed(inner),
            _ => Cow::Owned(self.derived(text).as_str().to_owned()),
        }
    }

    /// Its words, with where each stands in the text.
    pub(crate) fn derived(&self, text: &str) -> Derived {
        let mut derived = Derived::default();
        let raw = text.get(self.range.clone()).unwrap_or_default();
        if !self.quoted {
            derived.verbatim(raw, self.range.start as u64);
            return derived;
        }
        // Inside the marks, two are one; after the closing one, all characters are what they are.
        let mut at = self.range.start + 1;
        let mut rest = raw.get(1..).unwrap_or_default();
        loop {
            let mark = rest.find('"').unwrap_or(rest.len());
            derived.verbatim(rest.get(..mark).unwrap_or_default(), at as u64);
            at += mark;
            rest = rest.get(mark..).unwrap_or_default();
            match rest.as_bytes() {
                [b'"', b'"', ..] => {
                    derived.converted("\"", at as u64..at as u64 + 2);
                    at += 2;
                    rest = rest.get(2..).unwrap_or_default();
                }
                [b'"', ..] => {
                    derived.verbatim(rest.get(1..).unwrap_or_default(), at as u64 + 1);
                    return derived;
                }
                _ => return derived,
            }
        }
    }
}

/// The records of a text, in order.
#[derive(Clone, Debug)]
pub(crate) struct Records<'t> {
    text: &'t str,
    delimiter: u8,
    at: usize,
    /// Quotation marks that nothing closed.
    pub(crate) unclosed: usize,
    /// Rows with more cells than there may be.
    pub(crate) too_wide: usize,
}

impl<'t> Records<'t> {
    /// Those of `text` from byte `at` on. `delimiter` is an ASCII character.
    pub(crate) fn new(text: &'t str, delimiter: u8, at: usize) -> Self {
        Self {
            text,
            delimiter,
            at,
            unclosed: 0,
            too_wide: 0,
        }
    }

    /// Where the next record begins, in bytes.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where the cell that begins at `start` ends: at a separator, a line's end or the text's end.
    fn end_of_plain(&self, start: usize) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\n' | b'\r');
        start + rest.iter().position(ends).unwrap_or(rest.len())
    }

    /// Where the closing mark of the cell that begins at `start` stands.
    fn closing_mark(&self, start: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(start + 1..)?;
        let rest = rest.get(..LONGEST_CELL).unwrap_or(rest);
        let mut marks = rest.iter().enumerate().filter(|(_, b)| **b == b'"');
        while let Some((i, _)) = marks.next() {
            if rest.get(i + 1) != Some(&b'"') {
                return Some(start + 1 + i);
            }
            marks.next();
        }
        None
    }

    fn cell(&mut self) -> Cell {
        let start = self.at;
        let mut quoted = self.byte(start) == Some(b'"') && self.unclosed < MOST_UNCLOSED;
        let mut from = start;
        if quoted {
            match self.closing_mark(start) {
                Some(mark) => from = mark + 1,
                None => {
                    self.unclosed += 1;
                    quoted = false;
                }
            }
        }
        self.at = self.end_of_plain(from);
        Cell {
            range: start..self.at,
            quoted,
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<Cell>;

    /// The next record; an empty line is one with a single empty cell.
    fn next(&mut self) -> Option<Vec<Cell>> {
        self.byte(self.at)?;
        let mut cells = Vec::new();
        loop {
            let cell = self.cell();
            if cells.len() < MOST_CELLS {
                cells.push(cell);
            } else if cells.len() == MOST_CELLS {
                self.too_wide += 1;
                let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
                let ends = |byte: &u8| matches!(byte, b'\n' | b'\r');
                self.at += rest.iter().position(ends).unwrap_or(rest.len());
            }
            match self.byte(self.at) {
                Some(b'\r') if self.byte(self.at + 1) == Some(b'\n') => {
                    self.at += 2;
                    return Some(cells);
                }
                Some(b'\n' | b'\r') => {
                    self.at += 1;
                    return Some(cells);
                }
                Some(_) => self.at += 1,
                None => return Some(cells),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let records = Records::new(text, b',', 0);
        let words = |cell: &Cell| cell.words(text).into_owned();
        records.map(|r| r.iter().map(words).collect()).collect()
    }

    #[test]
    fn marks_lines_and_separators_in_cells() {
        assert_eq!(
            read("a,\"b \"\"c\"\", d\",e\r\n\"two\nlines\",,\n"),
            [vec!["a", "b \"c\", d", "e"], vec!["two\nlines", "", ""]]
        );
    }

    #[test]
    fn a_mark_that_nothing_closes_is_a_character() {
        assert_eq!(read("a,\"b\nc,d\n"), [["a", "\"b"], ["c", "d"]]);
    }

    proptest! {
        #[test]
        fn it_reads_what_the_csv_crate_writes(
            rows in prop::collection::vec(prop::collection::vec("[a\",\\n\\r é]{0,6}", 2..4), 1..5),
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(read(&text), rows);
        }

        #[test]
        fn it_reads_as_the_csv_crate_does(text in "[ab\",é]{0,12}(\\n[ab,]{1,8}){0,3}") {
            let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false)
                .from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> = reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
            let records = Records::new(&text, b',', 0);
            let mut records = records;
            let ours: Vec<Vec<String>> = records.by_ref().map(|r| r.iter().map(|c| c.words(&text).into_owned()).collect()).collect();
            // They take a mark that nothing closes as one closed at the end.
            if records.unclosed == 0 {
                let ours: Vec<_> = ours.into_iter().filter(|r| r != &[""]).collect();
                let theirs: Vec<_> = theirs.into_iter().filter(|r| r != &[""]).collect();
                prop_assert_eq!(ours, theirs);
            }
        }

        #[test]
        fn words_and_map_agree(text in "[a\",\\n\\ré]{0,40}") {
            for record in Records::new(&text, b',', 0) {
                for cell in record {
                    let (words, derived) = (cell.words(&text), cell.derived(&text));
                    prop_assert_eq!(words.as_ref(), derived.as_str());
                    for segment in derived.finish().1.segments {
                        prop_assert!(text.get(segment.from as usize..segment.to as usize).is_some());
                    }
                }
            }
        }
    }
}
