//! Words that are blacked out only in looks: black letters on black, by a marker or by what lies behind
//! their paragraph. Whoever did so meant them not to be read, and they still stand in the file.

use super::flow::{Flow, Mark};
use super::paper::{Beside, Paper};
use super::stack::Stack;
use onrecord_record::AsideKind;

/// Brightest part of a colour, of 255, that still counts as black.
const DARKEST: u8 = 50;

/// How words look, as far as it says whether they can be seen. Nothing stands for what is not said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Look {
    /// Whether the letters are black. Where nothing is said, a program chooses a colour that shows.
    pub(crate) ink: Option<bool>,
    /// Whether the letters are marked with black, each by itself.
    pub(crate) marked: Option<bool>,
    /// Whether what lies behind their whole paragraph or cell is black.
    pub(crate) ground: Option<bool>,
}

impl Look {
    /// This look, and where it leaves something open, the other.
    pub(crate) fn or(self, other: Look) -> Look {
        Look {
            ink: self.ink.or(other.ink),
            marked: self.marked.or(other.marked),
            ground: self.ground.or(other.ground),
        }
    }

    /// Whether the words are black on black.
    ///
    /// A black paragraph or cell is mostly a heading in white, so there the letters have to be called
    /// black. Nobody marks single words with black so that they stand out: there it is enough that
    /// they are not called bright.
    pub(crate) fn is_blacked_out(self) -> bool {
        match self.marked {
            Some(marked) => marked && self.ink != Some(false),
            None => self.ground == Some(true) && self.ink == Some(true),
        }
    }
}

/// Whether a colour (`1A1A1A`, `#000000`, `black`) is black or nearly; nothing where it is none.
pub(crate) fn is_black(colour: &str) -> Option<bool> {
    let colour = colour.trim();
    if colour.eq_ignore_ascii_case("black") {
        return Some(true);
    }
    let digits = colour.strip_prefix('#').unwrap_or(colour);
    if digits.len() != 6 {
        return None;
    }
    let number = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(red.max(green).max(blue) <= DARKEST)
}

/// What was found blacked out so far.
#[derive(Debug, Default)]
pub(crate) struct Redactions {
    /// Whether such words are taken into the text.
    pub(crate) with: bool,
    /// How many characters there were, white space apart.
    pub(crate) characters: usize,
    /// The last passage: its place in the paper's list of asides, where it ends, and how many
    /// stretches of text were open there.
    last: Option<(usize, usize, usize)>,
}

impl Paper {
    /// Takes note of blacked-out words, and has `put` write them into the text where that is wished for.
    pub(crate) fn black_out(
        &mut self,
        words: &str,
        stack: &mut Stack,
        put: impl FnOnce(&mut Flow),
    ) {
        let count = words.chars().filter(|c| !c.is_whitespace()).count();
        self.redactions.characters += count;
        let (here, depth) = (stack.flow().here(), stack.depth());
        let goes_on = |(_, at, d): &(usize, usize, usize)| (*at, *d) == (here, depth);
        if count > 0 && !self.redactions.last.as_ref().is_some_and(goes_on) {
            let index = self.add(Beside::of(AsideKind::Redacted));
            stack.flow().mark(Mark::Start(index));
            self.redactions.last = Some((index, here, depth));
        }
        if !self.redactions.with {
            return;
        }
        put(stack.flow());
        if let Some((index, at, _)) = self.redactions.last.as_mut().filter(|_| count > 0) {
            stack.flow().mark(Mark::End(*index));
            *at = stack.flow().here();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_black_is_told_from_white_on_black() {
        let look = |ink, marked, ground| {
            Look {
                ink,
                marked,
                ground,
            }
            .is_blacked_out()
        };
        assert!(look(None, Some(true), None));
        assert!(look(Some(true), None, Some(true)));
        assert!(!look(Some(false), Some(true), None));
        assert!(
            !look(None, None, Some(true)),
            "a program shows these in white"
        );
        assert!(!look(Some(true), Some(false), Some(true)));
        assert_eq!(is_black("#0a0A0a"), Some(true));
        assert_eq!(is_black("FFFF00"), Some(false));
        assert_eq!((is_black("auto"), is_black("é12345")), (None, None));
    }
}
