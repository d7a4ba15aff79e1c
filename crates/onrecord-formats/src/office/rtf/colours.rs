//! The table of colours of a Rich Text file, as far as it says which are black.

use crate::office::redaction::is_black;

/// Most colours that are kept in mind.
const MOST: usize = 4096;

/// Which colours are black, in their order; nothing for one that a program chooses by itself.
#[derive(Debug, Default)]
pub(super) struct Colours {
    known: Vec<Option<bool>>,
    /// Red, green and blue of the colour that is being described, once something is said of it.
    now: Option<[u8; 3]>,
}

impl Colours {
    /// A control word in the table.
    pub(super) fn describe(&mut self, word: &str, number: Option<i32>) {
        let at = ["red", "green", "blue"]
            .iter()
            .position(|part| *part == word);
        let part = at.and_then(|at| self.now.get_or_insert_default().get_mut(at));
        if let Some(part) = part {
            *part = u8::try_from(number.unwrap_or(0)).unwrap_or(u8::MAX);
        }
    }

    /// A colour ends.
    pub(super) fn end(&mut self) {
        let now = self.now.take();
        if self.known.len() < MOST {
            let black = now.and_then(|[r, g, b]| is_black(&format!("{r:02x}{g:02x}{b:02x}")));
            self.known.push(black);
        }
    }

    /// Whether a colour is black, by its number.
    pub(super) fn is_black(&self, number: i32) -> Option<bool> {
        let at = usize::try_from(number).ok()?;
        self.known.get(at).copied().flatten()
    }
}
