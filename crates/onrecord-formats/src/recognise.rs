//! Recognising words in pictures of pages (OCR): what is asked of whoever can.

/// Recognises the words in a picture of a page. Lent by the caller, since this crate starts no program.
pub trait Recognise: Sync {
    /// Name and version of what recognises, in letters, digits, `-` and `.`: `tesseract-5.3.0`.
    fn name(&self) -> String;

    /// The words of a picture, in reading order.
    ///
    /// `png` is a PNG file; `dots_per_inch` says how large it is on paper.
    ///
    /// # Errors
    /// Why it could not be done, in words for people.
    fn recognise(&self, png: &[u8], dots_per_inch: u32) -> Result<Vec<RecognisedWord>, String>;
}

/// A word that was recognised.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecognisedWord {
    /// Its characters, without white space.
    pub word: String,
    /// Left, top, right, bottom, in pixels from the picture's upper left corner.
    pub edges: [i32; 4],
    /// How sure it is, 0 to 100.
    pub confidence: u8,
    /// Number of the column or block, of the paragraph in it, of the line in that. Words with the same
    /// three numbers stand on one line.
    pub line: [u32; 3],
}
