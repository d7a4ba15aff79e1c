//! Words without regard to case, for looking them up, without allocating.

/// Longest word that is looked up, in bytes; longer ones are in no list.
const LONGEST: usize = 40;

/// A word in lower case, with typewriter apostrophes.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; LONGEST],
    len: usize,
}

impl Folded {
    /// `word` in lower case; empty where it is too long for any list.
    pub(crate) fn of(word: &str) -> Self {
        let mut folded = Self {
            bytes: [0; LONGEST],
            len: 0,
        };
        for c in word.chars() {
            let c = if c == '’' { '\'' } else { c };
            let fits = if c.is_ascii() {
                folded.push(c.to_ascii_lowercase())
            } else {
                c.to_lowercase().all(|c| folded.push(c))
            };
            if !fits {
                folded.len = 0;
                return folded;
            }
        }
        folded
    }

    fn push(&mut self, c: char) -> bool {
        let mut buffer = [0; 4];
        let encoded = c.encode_utf8(&mut buffer).as_bytes();
        let Some(place) = self.bytes.get_mut(self.len..self.len + encoded.len()) else {
            return false;
        };
        place.copy_from_slice(encoded);
        self.len += encoded.len();
        true
    }

    /// The folded word.
    pub(crate) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn folds_case_and_apostrophes() {
        assert_eq!(Folded::of("Didn’T").as_str(), "didn't");
        assert_eq!(Folded::of("ÉTÉ").as_str(), "été");
        assert_eq!(Folded::of(&"long".repeat(20)).as_str(), "");
    }
}
