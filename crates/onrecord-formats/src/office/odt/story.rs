//! Walks through the parts of an OpenDocument text: one step after the other, keeping for every open
//! tag what is to be done when it closes.

mod asides;
mod paragraphs;
mod text;

use super::lists::Lists;
use super::styles::Styles;
use crate::FormatError;
use crate::office::flow::Mark;
use crate::office::number::Style;
use crate::office::paper::{Beside, Paper, Says, says};
use crate::office::redaction::Look;
use crate::office::stack::Stack;
use crate::xml::{Space, Step, Tag, Xml};
use onrecord_record::AsideKind;
use std::collections::BTreeMap;

/// Most spaces that one tag may stand for.
const MOST_SPACES: usize = 200;

/// A walk through an OpenDocument text.
#[derive(Default)]
pub(super) struct Story {
    styles: Styles,
    lists: Lists,
    paper: Paper,
    stack: Stack,
    now: Now,
    /// Tracked changes by id, and comments by name: their places in the paper's list of asides.
    changes: BTreeMap<String, usize>,
    comments: BTreeMap<String, usize>,
    /// Whether breaks between pages were kept in the file.
    knows_pages: bool,
    /// How notes are numbered, and how many there were, endnotes apart.
    notes: BTreeMap<bool, (Option<Style>, u32)>,
    editor: Option<String>,
    creator: Option<String>,
}

/// What holds for the words that come now.
#[derive(Default)]
struct Now {
    /// Paragraphs that are open, in this stretch of text.
    paragraphs: usize,
    /// Spans whose words are hidden.
    hidden: usize,
    /// How words look here, and what lies behind the cells that are open.
    look: Look,
    cells: Vec<Look>,
    after_space: bool,
    /// The first paragraph of an item of a list has its number; its start, where it has its own.
    item: Option<Option<u32>>,
    /// The aside whose author and date come now.
    aside: Option<usize>,
    /// The words of a note's mark, while they come.
    citation: Option<String>,
    /// The mark of the note, where it has one of its own.
    own_mark: Option<String>,
    is_endnote: bool,
    /// How many lists were open where this stretch began.
    lists: usize,
}

/// What is to be done when a tag closes.
enum Then {
    Nothing,
    EndParagraph(Look),
    EndSpan { hides: bool, before: Look },
    EndStyle,
    EndListStyle,
    EndList,
    EndCell,
    EndRow,
    EndBox(Box<Now>),
    EndLine(AsideKind, Box<Now>),
    EndNoteBody(Box<Now>),
    EndCitation,
    EndNote,
    EndComment(usize, Box<Now>),
    EndDeletion(usize, Box<Now>),
    EndChange,
}

impl Story {
    /// Before anything was read; whether blacked-out words are wished for.
    pub(super) fn new(with_redacted: bool) -> Self {
        let mut story = Self::default();
        story.paper.redactions.with = with_redacted;
        story
    }

    /// What is wrong with a part.
    pub(super) fn is_damaged(&mut self, why: &str) {
        self.paper.damage.get_or_insert(why.to_owned());
    }

    /// All that was gathered.
    pub(super) fn into_paper(mut self) -> Paper {
        let mut body = self.stack.finish();
        body.end();
        if !self.knows_pages {
            body.marks.retain(|(_, mark)| *mark != Mark::Page);
        }
        // The creator is whoever saved it last, where somebody else began it.
        if let Some(author) = self.creator.or(self.editor) {
            says(
                &mut self.paper.metadata,
                Says::Author,
                &author,
                "the file's properties",
            );
        }
        self.paper.body = body;
        self.paper
    }

    /// Walks through a part.
    pub(super) fn run(&mut self, text: &str) -> Result<(), FormatError> {
        let mut xml = Xml::new(text);
        let mut then: Vec<Then> = Vec::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => {
                    if let Some(next) = self.open(&tag, &mut xml)? {
                        then.push(next);
                    }
                }
                Step::Words(words) => self.words(&words),
                Step::Close(..) => {
                    if let Some(next) = then.pop() {
                        self.close(next);
                    }
                }
            }
        }
        if let Some(why) = xml.broken() {
            self.is_damaged(why);
        }
        Ok(())
    }

    /// A tag opens: what is to be done when it closes, or nothing where it was passed over whole.
    fn open(&mut self, tag: &Tag, xml: &mut Xml) -> Result<Option<Then>, FormatError> {
        let then = match (tag.space, tag.name) {
            (Space::Text, name) => return self.text(name, tag, xml),
            (Space::Style, "header" | "header-first" | "header-left") => {
                self.stack.push();
                Then::EndLine(AsideKind::Header, self.fresh())
            }
            (Space::Style, "footer" | "footer-first" | "footer-left") => {
                self.stack.push();
                Then::EndLine(AsideKind::Footer, self.fresh())
            }
            (Space::Style, "style") => {
                self.styles.open(tag);
                Then::EndStyle
            }
            (Space::Style, "text-properties") => {
                self.styles.open(tag);
                self.lists.set_font(tag);
                Then::Nothing
            }
            (Space::Style, _) => {
                self.styles.open(tag);
                Then::Nothing
            }
            (Space::Table, "table-row") => {
                self.stack.begin_row();
                Then::EndRow
            }
            (Space::Table, "table-cell" | "covered-table-cell")
                if self.stack.has_room_for_cell() =>
            {
                self.stack.begin_cell();
                let style = tag.get("style-name").unwrap_or_default();
                self.now.cells.push(self.styles.look("table-cell", &style));
                Then::EndCell
            }
            (
                Space::Draw,
                "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "polyline"
                | "polygon" | "path" | "connector" | "caption" | "measure",
            ) if self.stack.has_room() => {
                self.stack.push();
                Then::EndBox(self.fresh())
            }
            (Space::Draw, "image") => {
                self.paper.pictures += 1;
                xml.skip()?;
                return Ok(None);
            }
            (Space::Draw, "object" | "object-ole") => {
                self.paper.embedded += 1;
                xml.skip()?;
                return Ok(None);
            }
            (Space::Office, "annotation") => {
                let index = self.paper.add(Beside::of(AsideKind::Comment));
                if let Some(name) = tag.get("name") {
                    self.comments.insert(name, index);
                }
                self.stack.flow().mark(Mark::Start(index));
                self.stack.push();
                let before = self.fresh();
                self.now.aside = Some(index);
                Then::EndComment(index, before)
            }
            (Space::Office, "annotation-end") => {
                let index = tag.get("name").and_then(|name| self.comments.get(&name));
                if let Some(index) = index.copied() {
                    self.stack.flow().mark(Mark::End(index));
                }
                Then::Nothing
            }
            (
                Space::Office,
                "binary-data" | "forms" | "scripts" | "settings" | "event-listeners",
            )
            | (Space::Other, "title" | "desc") => {
                xml.skip()?;
                return Ok(None);
            }
            (Space::Dublin | Space::Meta, name) => {
                let words = xml.words()?;
                self.says(name, words.trim());
                return Ok(None);
            }
            _ => Then::Nothing,
        };
        Ok(Some(then))
    }

    fn close(&mut self, then: Then) {
        match then {
            Then::Nothing => {}
            Then::EndParagraph(before) => {
                self.now.look = before;
                self.now.paragraphs = self.now.paragraphs.saturating_sub(1);
                self.stack.flow().end();
            }
            Then::EndSpan { hides, before } => {
                self.now.hidden = self.now.hidden.saturating_sub(usize::from(hides));
                self.now.look = before;
            }
            Then::EndStyle => self.styles.close(),
            Then::EndListStyle => self.lists.end_style(),
            Then::EndList => {
                self.lists.end();
                self.now.item = None;
            }
            Then::EndCell => {
                self.now.cells.pop();
                self.stack.end_cell();
            }
            Then::EndRow => self.stack.end_row(),
            Then::EndBox(before) => {
                self.now = *before;
                self.stack.end_box();
            }
            Then::EndLine(kind, before) => {
                self.now = *before;
                let words = self.stack.pop().into_words();
                self.paper.add_line(kind, &words);
            }
            Then::EndNoteBody(before) => {
                self.now = *before;
                let note = self.stack.pop();
                let label = self.now.citation.take().unwrap_or_default();
                self.stack.follow(note.into_note(label.trim()));
            }
            Then::EndCitation => {
                let label = self.note_label();
                if !label.is_empty() {
                    self.exact(&format!("[{label}]"));
                }
                self.now.citation = Some(label);
            }
            Then::EndNote => self.now.citation = None,
            Then::EndComment(index, before) => {
                self.now = *before;
                let words = self.stack.pop().into_words();
                if let Some(beside) = self.paper.asides.get_mut(index) {
                    beside.words = words;
                }
                self.stack.flow().mark(Mark::End(index));
            }
            Then::EndDeletion(index, before) => {
                self.now = *before;
                let words = self.stack.pop().into_words();
                if let Some(beside) = self.paper.asides.get_mut(index) {
                    beside.words = words;
                }
            }
            Then::EndChange => self.now.aside = None,
        }
    }
}
