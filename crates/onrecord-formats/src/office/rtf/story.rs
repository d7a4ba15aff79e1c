//! Walks through a Rich Text file once, keeping for every open group what holds in it.

mod characters;
mod paragraphs;
mod stretches;
mod words;

use super::colours::Colours;
use super::fonts::Fonts;
use super::tokens::{Token, Tokens, What};
use crate::FormatError;
use crate::office::flow::Mark;
use crate::office::paper::Paper;
use crate::office::redaction::Look;
use crate::office::stack::Stack;
use onrecord_record::{AsideKind, BlockKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most groups inside one another.
const DEEPEST: usize = 2000;
/// Longest words that are kept of a name, a number, a property, in bytes.
const LONGEST_NAME: usize = 1000;
/// Levels of lists whose numbers are kept in mind.
const LEVELS: usize = 9;

/// Reads a file, with blacked-out words where they are wished for.
pub(super) fn read(bytes: &[u8], with_redacted: bool) -> Result<Paper, FormatError> {
    let mut story = Story::default();
    story.paper.redactions.with = with_redacted;
    story.run(bytes)?;
    Ok(story.into_paper())
}

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum To {
    #[default]
    Text,
    Nowhere,
    Fonts,
    Colours,
    Styles,
    Authors,
    Label,
    Property(&'static str),
    /// What is said of a comment.
    Said(&'static str),
}

/// What holds in a group.
#[derive(Clone, Debug, Default)]
struct State {
    to: To,
    /// Characters that stand for a `\u` in older programs, after each.
    stand_ins: usize,
    font: i32,
    hidden: bool,
    look: Look,
    inserted: Option<(i32, i32)>,
    deleted: Option<(i32, i32)>,
    /// The next control word names a destination that may be passed over.
    optional: bool,
    then: Then,
}

/// What is to be done when a group closes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Then {
    #[default]
    Nothing,
    EndNote,
    EndComment,
    EndBox,
    EndLine(AsideKind),
    EndStyle,
    EndDate(bool),
    EndSaid(&'static str),
    EndProperty(&'static str),
}

/// What a paragraph is; holds until `\pard`.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    style: i32,
    level: usize,
    outline: Option<i32>,
    /// Whether what lies behind it is black.
    ground: Option<bool>,
    in_table: bool,
}

/// What is put aside while a note, a box, a line is written.
#[derive(Debug, Default)]
struct Around {
    paragraph: Paragraph,
    label: Option<String>,
    in_row: bool,
    in_cell: bool,
    row_said: bool,
    settled: bool,
    numbers: [String; LEVELS],
}

#[derive(Default)]
struct Story {
    paper: Paper,
    stack: Stack,
    fonts: Fonts,
    colours: Colours,
    styles: BTreeMap<i32, BlockKind>,
    authors: Vec<String>,
    groups: Vec<State>,
    state: State,
    now: Around,
    around: Vec<Around>,
    /// Words of a name, a number, a property that is being read.
    words: String,
    style: i32,
    /// Bytes of a character that is not whole yet, and where they stand.
    partial: Vec<u8>,
    partial_at: Range<u64>,
    /// The first half of a character that takes two `\u`.
    high: Option<(u16, u64)>,
    /// Stand-ins that are still to be passed over.
    passing: usize,
    was_hidden: bool,
    /// The tracked change that words go to now, and its author and date.
    insertion: Option<(usize, (i32, i32))>,
    deletion: Option<(usize, (i32, i32), usize)>,
    /// Comments by the number of their range.
    ranges: BTreeMap<i32, usize>,
    comment: Option<i32>,
    comment_author: Option<String>,
    comment_date: Option<String>,
    is_endnote: bool,
    has_mark: bool,
    notes: (u32, u32),
    date: [i32; 5],
}

impl Story {
    fn run(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        self.state.stand_ins = 1;
        self.fonts.default = 0;
        let mut tokens = Tokens::new(bytes);
        let mut has_begun = false;
        while let Some(token) = tokens.next() {
            match token.what {
                What::Open => {
                    self.break_off();
                    if self.groups.len() >= DEEPEST {
                        return Err(FormatError::TooNested {
                            what: "a group in it",
                            limit: DEEPEST as u32,
                        });
                    }
                    has_begun = true;
                    let mut inner = self.state.clone();
                    inner.then = Then::Nothing;
                    inner.optional = false;
                    self.groups.push(std::mem::replace(&mut self.state, inner));
                }
                What::Close => {
                    self.break_off();
                    self.close();
                    let Some(outer) = self.groups.pop() else {
                        break;
                    };
                    self.state = outer;
                    if self.groups.is_empty() {
                        return Ok(());
                    }
                }
                What::Byte(b'\r' | b'\n') => {}
                _ if self.passing > 0 => self.passing -= 1,
                What::Word("bin", count) => {
                    tokens.pass_over(usize::try_from(count.unwrap_or(0)).unwrap_or(0));
                }
                _ => self.token(&token),
            }
        }
        if has_begun {
            self.paper.damage = Some("it breaks off".to_owned());
        }
        while !self.groups.is_empty() {
            self.close();
            self.state = self.groups.pop().unwrap_or_default();
        }
        Ok(())
    }

    fn into_paper(mut self) -> Paper {
        while !self.around.is_empty() {
            self.stack.end_box();
            self.around.pop();
        }
        self.end_row();
        if let Some((index, _)) = self.insertion.take() {
            self.stack.flow().mark(Mark::End(index));
        }
        self.paper.body = self.stack.finish();
        self.paper
    }

    fn token(&mut self, token: &Token) {
        let from = token.bytes.start as u64..token.bytes.end as u64;
        match token.what {
            What::Word("u", Some(number)) => {
                self.passing = self.state.stand_ins;
                self.unit(number as u16, from);
                return;
            }
            What::Byte(b) => return self.byte(b, from, true),
            What::Hex(b) => return self.byte(b, from, false),
            // `\uc1` may stand between the two halves of a character.
            What::Word("uc", _) => self.flush_partial(),
            _ => self.break_off(),
        }
        match token.what {
            What::Sign(b'*') => self.state.optional = true,
            What::Sign(b'~') => self.character('\u{A0}', from, false),
            What::Sign(b'_') => self.character('\u{2011}', from, false),
            What::Sign(b @ (b'\\' | b'{' | b'}')) => self.character(char::from(b), from, false),
            What::Word(word, number) => self.word(word, number, from),
            _ => {}
        }
    }
}
