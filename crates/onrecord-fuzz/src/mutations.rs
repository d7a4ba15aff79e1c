//! Mutations of papers, the same ones every time: cut, repeated, spliced, sprinkled with what
//! breaks parsers.

/// What parsers stumble over; mixed into texts and into bytes.
const PIECES: [&str; 58] = [
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "...",
    "…",
    "—",
    "--",
    "-",
    ":",
    ";",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{2028}",
    "\u{FEFF}",
    "\u{200B}",
    "\u{301}",
    "\u{202E}",
    "👩‍⚖️",
    "é",
    "İ",
    "ß",
    "ﬁ",
    "\0",
    "\u{1B}[31m",
    "@",
    "#",
    "$",
    "%",
    "<",
    ">",
    "<script>alert(1)</script>",
    "</p>",
    "<!--",
    "&amp;",
    "&#x110000;",
    " said ",
    " he ",
    " Mr. ",
    " 32nd ",
    " 12:75 ",
    " 99999999999999999999 ",
    " Feb. 30, 2021 ",
    " I ",
    " of the ",
];

/// Makes mutations of its seeds.
#[derive(Clone, Debug)]
pub struct Mutator<'s> {
    seeds: Vec<&'s [u8]>,
    state: u64,
}

impl<'s> Mutator<'s> {
    /// Over these papers; the same `seed` gives the same mutations.
    ///
    /// # Panics
    /// Without papers.
    pub fn new(seeds: Vec<&'s [u8]>, seed: u64) -> Self {
        assert!(!seeds.is_empty(), "nothing to mutate");
        Self { seeds, state: seed }
    }

    /// The next mutation: a piece of a paper of at most `most` bytes, changed in up to eight places.
    pub fn bytes(&mut self, most: usize) -> Vec<u8> {
        let mut bytes = self.excerpt(most).to_vec();
        for _ in 0..=self.below(7) {
            self.change(&mut bytes);
        }
        bytes
    }

    /// A whole paper, changed in up to eight places: for formats that make nothing of an excerpt.
    pub fn whole(&mut self) -> Vec<u8> {
        let index = self.below(self.seeds.len());
        let mut bytes = self.seeds[index].to_vec();
        for _ in 0..=self.below(7) {
            self.change(&mut bytes);
        }
        bytes
    }

    /// As [`Self::bytes`], as text.
    pub fn text(&mut self, most: usize) -> String {
        String::from_utf8_lossy(&self.bytes(most)).into_owned()
    }

    /// A number below `end`; 0 where `end` is.
    pub fn below(&mut self, end: usize) -> usize {
        // SplitMix64, by Sebastiano Vigna (public domain).
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        (mixed % end.max(1) as u64) as usize
    }

    fn excerpt(&mut self, most: usize) -> &'s [u8] {
        let index = self.below(self.seeds.len());
        let paper = self.seeds[index];
        let from = self.below(paper.len());
        let length = self.below(most.min(paper.len() - from) + 1);
        &paper[from..from + length]
    }

    fn change(&mut self, bytes: &mut Vec<u8>) {
        let from = self.below(bytes.len() + 1);
        let to = (from + self.below(40)).min(bytes.len());
        match self.below(7) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let again = bytes[from..to].repeat(1 + self.below(4));
                bytes.splice(from..from, again);
            }
            2 => {
                let other = self.excerpt(60);
                bytes.splice(from..to, other.iter().copied());
            }
            3 => {
                if let Some(byte) = bytes.get_mut(from) {
                    *byte ^= 1 << self.below(8);
                }
            }
            4 => {
                let piece = PIECES[self.below(PIECES.len())].repeat(1 + self.below(12));
                bytes.splice(from..from, piece.into_bytes());
            }
            _ => {
                let piece = PIECES[self.below(PIECES.len())];
                bytes.splice(from..from, piece.bytes());
            }
        }
    }
}
