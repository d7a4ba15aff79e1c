//! Words as a search compares them: runs of letters and digits, without case and marks.

use unicode_normalization::char::decompose_canonical;

/// A word of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Word {
    /// Byte offset of its first letter.
    pub start: usize,
    /// Byte offset after its last letter and that one's marks.
    pub end: usize,
    /// Its letters without case and marks.
    pub folded: String,
}

/// The words of a text in order: runs of letters and digits with the marks put on them. What follows an
/// apostrophe is a word of its own.
pub fn words_of(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() && !is_mark(c) {
            open = false;
            continue;
        }
        if !open {
            words.push(Word {
                start: at,
                end: at,
                folded: String::new(),
            });
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.end = at + c.len_utf8();
            decompose_canonical(c, |piece| {
                if !is_mark(piece) {
                    word.folded.extend(piece.to_lowercase());
                }
            });
        }
    }
    words
}

/// The words of a text without case and marks.
pub fn folded_words(text: &str) -> Vec<String> {
    words_of(text).into_iter().map(|word| word.folded).collect()
}

/// A mark that is put on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_marks_go_and_places_stay() {
        let text = "Zoë’s CAFE\u{301}, no. 12b";
        assert_eq!(folded_words(text), ["zoe", "s", "cafe", "no", "12b"]);
        let words = words_of(text);
        assert_eq!(text.get(words[2].start..words[2].end), Some("CAFE\u{301}"));
    }
}
