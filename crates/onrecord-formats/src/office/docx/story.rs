//! Walks through the body of a Word document, or through its notes, comments, headers: one step
//! after the other, keeping for every open tag what is to be done when it closes.

use super::numbering::Numbering;
use super::styles::{InList, Styles, set_look, shade};
use crate::FormatError;
use crate::office::flow::{Flow, Mark};
use crate::office::number::Style;
use crate::office::paper::{Beside, Paper};
use crate::office::redaction::Look;
use crate::office::stack::Stack;
use crate::office::symbols;
use crate::xml::{Space, Step, Tag, Xml};
use onrecord_record::{AsideKind, BlockKind};
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
            "tc" if self.stack.has_room() && self.stack.is_in_row() => {
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
                let flow = self.stack.pop();
                self.stack.follow(flow);
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

    fn begin_paragraph(&mut self) -> Then {
        self.now.paragraph = Paragraph::default();
        self.begin_run();
        let joins = self.joins.take() == Some(self.stack.depth());
        if !joins || !self.stack.flow().has_words() {
            self.stack.flow().begin(BlockKind::Paragraph);
        }
        Then::EndParagraph
    }

    fn end_paragraph(&mut self) {
        self.settle();
        let lost_end = self.now.paragraph.lost_end;
        if !lost_end {
            self.stack.flow().end();
        }
        self.joins = lost_end.then_some(self.stack.depth());
        // Deleted words of the next paragraph stand on a line of their own.
        if let Some(change) = &self.last {
            let beside = self.paper.asides.get_mut(change.index);
            let goes_on =
                |b: &&mut Beside| b.kind == AsideKind::Deleted && !b.words.ends_with('\n');
            if let Some(beside) = beside.filter(goes_on) {
                beside.words.push('\n');
            }
        }
    }

    /// Reads what a paragraph says of itself, to the end of that.
    fn paragraph_properties(&mut self, xml: &mut Xml) -> Result<(), FormatError> {
        let outside = xml.depth().saturating_sub(1);
        let paragraph = &mut self.now.paragraph;
        let mut of_end = false;
        while xml.depth() > outside {
            let Some(step) = xml.next()? else { break };
            let Step::Open(tag) = step else { continue };
            match tag.name {
                _ if tag.space != Space::Word => {}
                "pPrChange" | "rPrChange" | "sectPr" => xml.skip()?,
                "pStyle" => paragraph.style = tag.get("val"),
                "numId" => paragraph.list = tag.get("val"),
                "ilvl" => paragraph.level = tag.number("val"),
                "outlineLvl" => paragraph.outline = tag.number("val"),
                // The end of the paragraph has looks of its own.
                "rPr" => of_end = true,
                "shd" if !of_end => paragraph.ground = shade(&tag),
                "del" | "moveFrom" => paragraph.lost_end = true,
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads what lies behind a cell, to the end of what is said of it.
    fn cell_properties(&mut self, xml: &mut Xml) -> Result<(), FormatError> {
        let outside = xml.depth().saturating_sub(1);
        while xml.depth() > outside {
            let Some(step) = xml.next()? else { break };
            let Step::Open(tag) = step else { continue };
            match (tag.space, tag.name) {
                (Space::Word, "tcPrChange") => xml.skip()?,
                (Space::Word, "shd") => {
                    if let Some(cell) = self.now.cells.last_mut() {
                        *cell = shade(&tag);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Before a run, and after one: nothing is known of how words look.
    fn begin_run(&mut self) {
        self.now.font.clear();
        self.now.is_hidden = false;
        self.now.look = Look::default();
    }

    /// Reads how a run looks, to the end of that.
    fn run_properties(&mut self, xml: &mut Xml) -> Result<(), FormatError> {
        let outside = xml.depth().saturating_sub(1);
        let mut hidden = None;
        let (mut look, mut of_style) = (Look::default(), Look::default());
        while xml.depth() > outside {
            let Some(step) = xml.next()? else { break };
            let Step::Open(tag) = step else { continue };
            match tag.name {
                _ if tag.space != Space::Word => {}
                "rPrChange" => xml.skip()?,
                "vanish" => hidden = Some(tag.is_on()),
                "rStyle" => {
                    let style = tag.get("val").unwrap_or_default();
                    self.now.is_hidden |= self.styles.hides(&style);
                    of_style = self.styles.look(Some(&style));
                }
                "rFonts" => {
                    let font = tag.get("ascii").or_else(|| tag.get("hAnsi"));
                    self.now.font = font.unwrap_or_default();
                }
                _ => set_look(&mut look, &tag),
            }
        }
        self.now.look = look.or(of_style);
        self.now.is_hidden = hidden.unwrap_or(self.now.is_hidden);
        Ok(())
    }

    /// Once all is known of a paragraph: what it is, and its number.
    fn settle(&mut self) {
        if std::mem::replace(&mut self.now.paragraph.settled, true) {
            return;
        }
        let paragraph = &self.now.paragraph;
        let style = paragraph.style.as_deref();
        let cell = self.now.cells.last().copied().flatten();
        let own = Look {
            ground: paragraph.ground,
            ..Look::default()
        };
        let around = Look {
            ground: cell,
            ..Look::default()
        };
        let look = own.or(self.styles.look(style)).or(around);
        let mut kind = self.styles.kind(style, paragraph.outline);
        let of_style = self.styles.list(style);
        let place = InList {
            level: paragraph
                .level
                .or(of_style.level.filter(|_| paragraph.list.is_none())),
            list: paragraph.list.clone().or(of_style.list),
            style: of_style.style.or_else(|| paragraph.style.clone()),
        };
        let label = if paragraph.lost_end && !self.stack.flow().has_words() {
            None
        } else {
            self.numbering.next(&place)
        };
        if let Some(mut label) = label {
            if kind == BlockKind::Paragraph {
                kind = BlockKind::ListItem;
            }
            if matches!(kind, BlockKind::Heading | BlockKind::Headline) {
                label.number = None;
            }
            self.stack.flow().set_label(label);
        }
        self.now.paragraph.look = look;
        self.stack.flow().set_kind(kind);
    }

    fn begin_note(&mut self, tag: &Tag) -> Then {
        let id = tag.get("id").unwrap_or_default();
        let is_note = tag.get("type").is_none_or(|kind| kind == "normal");
        self.stack.push();
        if is_note {
            Then::EndNote(tag.name == "endnote", id)
        } else {
            // The line above the notes and the like.
            Then::Drop
        }
    }

    fn note_mark(&mut self, tag: &Tag, is_end: bool) {
        let id = tag.get("id").unwrap_or_default();
        let note = self.notes.waiting.remove(&(is_end, id));
        if !self.now.deleting.is_empty() || self.now.fields.iter().any(|shown| !shown) {
            return;
        }
        let own_mark = tag.get("customMarkFollows");
        let label = if matches!(own_mark.as_deref(), Some("1" | "true" | "on")) {
            String::new()
        } else if is_end {
            self.notes.met.1 += 1;
            Style::LowerRoman.write(self.notes.met.1)
        } else {
            self.notes.met.0 += 1;
            self.notes.met.0.to_string()
        };
        if !label.is_empty() {
            self.stack.flow().put(&format!("[{label}]"));
        }
        if let Some(note) = note {
            self.stack.follow(note.into_note(&label));
        }
    }

    fn begin_comment(&mut self, tag: &Tag) -> Then {
        self.stack.push();
        let id = tag.get("id").unwrap_or_default();
        Then::EndComment(id, beside(AsideKind::Comment, tag))
    }

    fn comment_mark(&mut self, name: &str, tag: &Tag) {
        let Some(id) = tag.get("id") else { return };
        let Some(index) = self.comments.get(&id).copied() else {
            return;
        };
        match name {
            "commentRangeStart" => {
                self.begun.push(index);
                self.stack.flow().mark(Mark::Start(index));
            }
            "commentRangeEnd" => self.stack.flow().mark(Mark::End(index)),
            _ if self
                .begun
                .iter()
                .rev()
                .take(MOST_FIELDS)
                .any(|b| *b == index) => {}
            _ => {
                self.stack.flow().mark(Mark::Start(index));
                self.stack.flow().mark(Mark::End(index));
            }
        }
    }

    fn begin_insertion(&mut self, tag: &Tag) -> Then {
        let index = self.change(AsideKind::Inserted, tag);
        self.stack.flow().mark(Mark::Start(index));
        Then::EndInsertion(index)
    }

    fn begin_deletion(&mut self, tag: &Tag) -> Then {
        let index = self.change(AsideKind::Deleted, tag);
        self.stack.flow().mark(Mark::Start(index));
        let at = self.stack.flow().here();
        self.last = Some(Change {
            index,
            at,
            frames: self.stack.depth(),
        });
        self.now.deleting.push(index);
        Then::EndDeletion
    }

    /// The change that a tag begins: the last one, where it only goes on with that.
    fn change(&mut self, kind: AsideKind, tag: &Tag) -> usize {
        let new = beside(kind, tag);
        let (here, frames) = (self.stack.flow().here(), self.stack.depth());
        if let Some(last) = &self.last {
            let before = self.paper.asides.get(last.index);
            let goes_on = before.is_some_and(|before| {
                (before.kind, &before.author, &before.date) == (new.kind, &new.author, &new.date)
            });
            if goes_on && last.at == here && last.frames == frames {
                return last.index;
            }
        }
        self.paper.add(new)
    }
}

/// An aside with what the tag says of its author and date.
fn beside(kind: AsideKind, tag: &Tag) -> Beside {
    Beside {
        kind,
        words: String::new(),
        author: tag.get("author").filter(|author| !author.is_empty()),
        date: tag.get("date"),
    }
}
