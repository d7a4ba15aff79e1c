//! Walks through the body of a Word document, or through its notes, comments, headers: one step
//! after the other, keeping for every open tag what is to be done when it closes.

mod asides;
mod paragraphs;

use super::numbering::Numbering;
use super::styles::Styles;
use crate::FormatError;
use crate::office::flow::{Flow, Mark};
use crate::office::paper::{Beside, Paper};
use crate::office::redaction::Look;
use crate::office::stack::Stack;
use crate::office::symbols;
use crate::xml::{Space, Step, Tag, Xml};
use std::collections::BTreeMap;

/// Most fields inside one another.
const MOST_FIELDS: usize = 64;

/// Notes by id, until their mark is met.
#[derive(Debug, Default)]
pub(super) struct Notes {
    waiting: BTreeMap<(bool, String), Flow>,
    /// How many footnotes, how many endnotes had their mark.
    met: (u32, u32),
}

impl Notes {
    /// The notes that no mark led to.
    pub(super) fn left(self) -> impl Iterator<Item = Flow> {
        self.waiting.into_values().map(|note| note.into_note(""))
    }
}

/// A walk through one part.
pub(super) struct Story<'s> {
    styles: &'s Styles,
    numbering: &'s mut Numbering,
    notes: &'s mut Notes,
    /// Comments by id: their places in the paper's list of asides.
    comments: &'s BTreeMap<String, usize>,
    paper: &'s mut Paper,
    found_comments: BTreeMap<String, usize>,
    stack: Stack,
    now: Now,
    /// Whether one of the ways of showing the same thing was taken, for each such choice.
    choices: Vec<bool>,
    /// Comments whose range began.
    begun: Vec<usize>,
    last: Option<Change>,
    /// Where the paragraph before lost its end by a tracked change, and goes on: how many stretches are
    /// open there.
    joins: Option<usize>,
}

/// What holds for the words that come now.
#[derive(Default)]
struct Now {
    paragraph: Paragraph,
    font: String,
    is_hidden: bool,
    /// How the words of this run look.
    look: Look,
    /// What lies behind the cells that are open here.
    cells: Vec<Option<bool>>,
    /// For each open field whether its result is what comes now, and no more its instruction.
    fields: Vec<bool>,
    /// Tracked deletions that are open: their places in the paper's list of asides.
    deleting: Vec<usize>,
    in_words: bool,
    was_hidden: bool,
}

/// What a paragraph says of itself.
#[derive(Default)]
struct Paragraph {
    style: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u8>,
    ground: Option<bool>,
    look: Look,
    lost_end: bool,
    settled: bool,
}

/// A tracked change, to tell whether the next one only goes on with it.
struct Change {
    index: usize,
    at: usize,
    frames: usize,
}

/// What is to be done when a tag closes.
enum Then {
    Nothing,
    EndParagraph,
    EndRun,
    EndWords,
    EndCell,
    EndRow,
    EndBox(Box<Now>),
    EndNote(bool, String),
    Drop,
    EndComment(String, Beside),
    EndInsertion(usize),
    EndDeletion,
    EndChoice,
}

impl<'s> Story<'s> {
    pub(super) fn new(
        styles: &'s Styles,
        numbering: &'s mut Numbering,
        notes: &'s mut Notes,
        comments: &'s BTreeMap<String, usize>,
        paper: &'s mut Paper,
    ) -> Self {
        Self {
            styles,
            numbering,
            notes,
            comments,
            paper,
            found_comments: BTreeMap::new(),
            stack: Stack::default(),
            now: Now::default(),
            choices: Vec::new(),
            begun: Vec::new(),
            last: None,
            joins: None,
        }
    }

    /// The comments that were found, by id.
    pub(super) fn into_comments(self) -> BTreeMap<String, usize> {
        self.found_comments
    }

    /// Walks through a part; what it says as running text.
    pub(super) fn run(&mut self, text: &str) -> Result<Flow, FormatError> {
        let mut xml = Xml::new(text);
        let mut then: Vec<Then> = Vec::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => {
                    if let Some(next) = self.open(&tag, &mut xml)? {
                        then.push(next);
                    }
                }
                Step::Words(words) if self.now.in_words => self.words(&words),
                Step::Words(_) => {}
                Step::Close(..) => {
                    if let Some(next) = then.pop() {
                        self.close(next);
                    }
                }
            }
        }
        if let Some(why) = xml.broken() {
            self.paper.damage.get_or_insert(why.to_owned());
        }
        Ok(self.stack.finish())
    }

    /// A tag opens: what is to be done when it closes, or nothing where it was passed over whole.
    fn open(&mut self, tag: &Tag, xml: &mut Xml) -> Result<Option<Then>, FormatError> {
        match tag.space {
            Space::Word => {}
            Space::Math if tag.name == "t" => return Ok(Some(self.begin_words())),
            Space::Compatibility => return self.choice(tag, xml),
            Space::Drawing if tag.name == "blip" => self.paper.pictures += 1,
            Space::Vml if tag.name == "imagedata" => self.paper.pictures += 1,
            Space::Other if tag.name == "OLEObject" => self.paper.embedded += 1,
            _ => return Ok(Some(Then::Nothing)),
        }
        if tag.space != Space::Word {
            return Ok(Some(Then::Nothing));
        }
        Ok(Some(match tag.name {
            "p" => self.begin_paragraph(),
            "pPr" => {
                self.paragraph_properties(xml)?;
                self.settle();
                return Ok(None);
            }
            "r" => {
                self.settle();
                self.begin_run();
                Then::EndRun
            }
            "rPr" => {
                self.run_properties(xml)?;
                return Ok(None);
            }
            "t" | "delText" => self.begin_words(),
            "instrText" | "delInstrText" | "sdtPr" | "sdtEndPr" | "sectPr" | "tblPr" | "trPr"
            | "tblGrid" | "tblPrEx" | "rubyPr" | "rt" | "fldData" | "ffData" | "customXmlPr"
            | "smartTagPr" => {
                xml.skip()?;
                return Ok(None);
            }
            "tr" => {
                self.stack.begin_row();
                Then::EndRow
            }
            "tc" if self.stack.has_room_for_cell() => {
                self.stack.begin_cell();
                self.now.cells.push(None);
                Then::EndCell
            }
            "tcPr" => {
                self.cell_properties(xml)?;
                return Ok(None);
            }
            "txbxContent" if self.stack.has_room() => {
                self.stack.push();
                Then::EndBox(Box::new(std::mem::take(&mut self.now)))
            }
            "footnote" | "endnote" => self.begin_note(tag),
            "comment" => self.begin_comment(tag),
            "ins" | "moveTo" => self.begin_insertion(tag),
            "del" | "moveFrom" => self.begin_deletion(tag),
            name => {
                self.sign(name, tag);
                Then::Nothing
            }
        }))
    }

    /// One of several ways of showing the same thing: the first is taken.
    fn choice(&mut self, tag: &Tag, xml: &mut Xml) -> Result<Option<Then>, FormatError> {
        if tag.name == "AlternateContent" {
            self.choices.push(false);
            return Ok(Some(Then::EndChoice));
        }
        let taken = self.choices.last_mut();
        let Some(taken) = taken.filter(|_| matches!(tag.name, "Choice" | "Fallback")) else {
            return Ok(Some(Then::Nothing));
        };
        if std::mem::replace(taken, true) {
            xml.skip()?;
            return Ok(None);
        }
        Ok(Some(Then::Nothing))
    }

    /// Something that stands between words.
    fn sign(&mut self, name: &str, tag: &Tag) {
        match name {
            "tab" | "ptab" => self.words("\t"),
            "br" | "cr" => self.words("\n"),
            "noBreakHyphen" => self.words("\u{2011}"),
            "sym" => {
                let code = tag.get("char");
                let code = code.and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
                let font = tag.get("font").unwrap_or_default();
                let sign = code.and_then(|code| symbols::character(&font, code));
                self.words(
                    sign.unwrap_or(char::REPLACEMENT_CHARACTER)
                        .encode_utf8(&mut [0; 4]),
                );
            }
            "fldChar" => match tag.get("fldCharType").as_deref() {
                Some("begin") if self.now.fields.len() < MOST_FIELDS => self.now.fields.push(false),
                Some("separate") => {
                    if let Some(shown) = self.now.fields.last_mut() {
                        *shown = true;
                    }
                }
                Some("end") => {
                    self.now.fields.pop();
                }
                _ => {}
            },
            "lastRenderedPageBreak" => self.stack.flow().mark(Mark::Page),
            "footnoteReference" => self.note_mark(tag, false),
            "endnoteReference" => self.note_mark(tag, true),
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                self.comment_mark(name, tag);
            }
            "altChunk" => self.paper.embedded += 1,
            _ => {}
        }
    }

    fn close(&mut self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::EndParagraph => self.end_paragraph(),
            Then::EndRun => self.begin_run(),
            Then::EndWords => self.now.in_words = false,
            Then::EndCell => {
                self.now.cells.pop();
                self.stack.end_cell();
            }
            Then::EndRow => self.stack.end_row(),
            Then::EndBox(now) => {
                self.now = *now;
                self.stack.end_box();
            }
            Then::EndNote(is_end, id) => {
                let flow = self.stack.pop();
                self.notes.waiting.insert((is_end, id), flow);
            }
            Then::Drop => {
                self.stack.pop();
            }
            Then::EndComment(id, mut beside) => {
                beside.words = self.stack.pop().into_words();
                let index = self.paper.add(beside);
                self.found_comments.insert(id, index);
            }
            Then::EndInsertion(index) => {
                let flow = self.stack.flow();
                flow.mark(Mark::End(index));
                let at = flow.here();
                self.last = Some(Change {
                    index,
                    at,
                    frames: self.stack.depth(),
                });
            }
            Then::EndDeletion => {
                self.now.deleting.pop();
            }
            Then::EndChoice => {
                self.choices.pop();
            }
        }
    }

    fn begin_words(&mut self) -> Then {
        self.now.in_words = true;
        Then::EndWords
    }

    fn words(&mut self, words: &str) {
        if self.now.fields.iter().any(|shown| !shown) {
            return;
        }
        if self.now.is_hidden {
            // One passage, however many runs it is made of.
            self.paper.hidden += usize::from(!self.now.was_hidden);
            self.now.was_hidden = true;
            return;
        }
        self.now.was_hidden &= words.trim().is_empty();
        let is_blacked_out = self.now.look.or(self.now.paragraph.look).is_blacked_out();
        let special = |c: char| c == '\u{AD}' || ('\u{F000}'..='\u{F0FF}').contains(&c);
        let mapped: String;
        let words = if words.contains(special) {
            let sign = |c| symbols::character(&self.now.font, c as u32).unwrap_or(c);
            let kept = words.chars().filter(|c| *c != '\u{AD}');
            mapped = kept.map(|c| if special(c) { sign(c) } else { c }).collect();
            &mapped
        } else {
            words
        };
        let Some(deletion) = self.now.deleting.last() else {
            if is_blacked_out {
                return self
                    .paper
                    .black_out(words, &mut self.stack, |flow| flow.put(words));
            }
            return self.stack.flow().put(words);
        };
        if is_blacked_out {
            // What was deleted is kept beside the text; what was blacked out is kept nowhere.
            return;
        }
        if let Some(beside) = self.paper.asides.get_mut(*deletion) {
            beside.words.push_str(words);
        }
    }
}
