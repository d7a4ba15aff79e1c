//! Walks through the parts of an OpenDocument text: one step after the other, keeping for every open
//! tag what is to be done when it closes.

use super::lists::{Lists, style_of};
use super::styles::Styles;
use crate::FormatError;
use crate::office::flow::{Label, Mark};
use crate::office::number::Style;
use crate::office::paper::{Beside, Paper, Says, says};
use crate::office::redaction::Look;
use crate::office::stack::Stack;
use crate::xml::{Space, Step, Tag, Xml};
use onrecord_record::{AsideKind, BlockKind};
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
                if self.stack.has_room() && self.stack.is_in_row() =>
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
                let index = self.paper.add(beside(AsideKind::Comment));
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

    /// A tag of the text itself.
    fn text(&mut self, name: &str, tag: &Tag, xml: &mut Xml) -> Result<Option<Then>, FormatError> {
        let then = match name {
            "p" | "h" => self.begin_paragraph(tag),
            "span" | "a" => {
                let style = tag.get("style-name").unwrap_or_default();
                let hides = self.styles.hides("text", &style);
                if hides {
                    if self.now.hidden == 0 && self.now.paragraphs > 0 {
                        self.paper.hidden += 1;
                    }
                    self.now.hidden += 1;
                }
                let before = self.now.look;
                self.now.look = self.styles.look("text", &style).or(before);
                Then::EndSpan { hides, before }
            }
            "s" => {
                let count = tag.number::<usize>("c").unwrap_or(1).min(MOST_SPACES);
                self.exact(&" ".repeat(count));
                Then::Nothing
            }
            "tab" => {
                self.exact("\t");
                Then::Nothing
            }
            "line-break" => {
                self.exact("\n");
                Then::Nothing
            }
            "soft-page-break" => {
                self.knows_pages = true;
                self.stack.flow().mark(Mark::Page);
                Then::Nothing
            }
            "list-style" => {
                self.lists
                    .begin_style(Some(tag.get("name").unwrap_or_default()));
                Then::EndListStyle
            }
            "outline-style" => {
                self.lists.begin_style(None);
                Then::EndListStyle
            }
            "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => {
                self.lists.begin_level(tag);
                Then::Nothing
            }
            "list" => {
                self.lists.begin(tag);
                Then::EndList
            }
            "list-item" => {
                self.now.item = Some(tag.number("start-value"));
                Then::Nothing
            }
            "list-header" => {
                self.now.item = None;
                Then::Nothing
            }
            "notes-configuration" => {
                let format = tag.get("num-format").map(|format| style_of(&format));
                if let Some(format) = format {
                    let is_end = tag.get("note-class").as_deref() == Some("endnote");
                    self.notes.entry(is_end).or_default().0 = Some(format);
                }
                Then::Nothing
            }
            "note" => {
                self.now.is_endnote = tag.get("note-class").as_deref() == Some("endnote");
                Then::EndNote
            }
            "note-citation" => {
                self.now.citation = Some(String::new());
                self.now.own_mark = tag.get("label");
                Then::EndCitation
            }
            "note-body" => {
                self.stack.push();
                Then::EndNoteBody(self.fresh())
            }
            "insertion" => {
                self.change(AsideKind::Inserted);
                Then::EndChange
            }
            "deletion" => {
                let index = self.change(AsideKind::Deleted);
                self.stack.push();
                let before = self.fresh();
                self.now.aside = index;
                match index {
                    Some(index) => Then::EndDeletion(index, before),
                    None => Then::EndBox(before),
                }
            }
            "changed-region" => {
                let index = self.paper.add(beside(AsideKind::Inserted));
                if let Some(id) = tag.get("id") {
                    self.changes.insert(id, index);
                }
                self.now.aside = Some(index);
                Then::EndChange
            }
            "format-change" => {
                // Nothing but its looks was changed: no words belong to it.
                xml.skip()?;
                return Ok(None);
            }
            "change" | "change-start" | "change-end" => {
                self.change_mark(name, tag);
                Then::Nothing
            }
            "section" => {
                let style = tag.get("display").unwrap_or_default();
                if style == "none" || tag.get("is-hidden").as_deref() == Some("true") {
                    self.paper.hidden += 1;
                    xml.skip()?;
                    return Ok(None);
                }
                Then::Nothing
            }
            "hidden-text" | "hidden-paragraph"
                if tag.get("is-hidden").as_deref() == Some("true") =>
            {
                self.paper.hidden += 1;
                xml.skip()?;
                return Ok(None);
            }
            "ruby-text"
            | "script"
            | "table-of-content-source"
            | "alphabetical-index-source"
            | "user-index-source"
            | "bibliography-source"
            | "illustration-index-source"
            | "table-index-source"
            | "object-index-source"
            | "label" => {
                xml.skip()?;
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
                let flow = self.stack.pop();
                self.stack.follow(flow);
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

    /// The mark of a note: its own, or the number that it has among its like. The number that the file
    /// keeps for it is only right where a program laid the text out before it was saved.
    fn note_label(&mut self) -> String {
        if let Some(own) = self.now.own_mark.take() {
            return own.trim().to_owned();
        }
        let is_end = self.now.is_endnote;
        let (style, count) = self.notes.entry(is_end).or_default();
        *count += 1;
        let usual = if is_end {
            Style::LowerRoman
        } else {
            Style::Decimal
        };
        style.unwrap_or(usual).write(*count)
    }

    /// Puts what holds now aside, for a stretch of text of its own.
    fn fresh(&mut self) -> Box<Now> {
        let fresh = Now {
            lists: self.lists.depth(),
            ..Now::default()
        };
        Box::new(std::mem::replace(&mut self.now, fresh))
    }

    fn begin_paragraph(&mut self, tag: &Tag) -> Then {
        self.now.paragraphs += 1;
        self.now.after_space = true;
        let style = tag.get("style-name").unwrap_or_default();
        let before = self.now.look;
        let cell = self.now.cells.last().copied().unwrap_or_default();
        self.now.look = self.styles.look("paragraph", &style).or(cell);
        let level: Option<usize> = tag.number("outline-level");
        let mut kind = self.styles.kind(&style);
        if tag.name == "h" && kind != BlockKind::Headline {
            kind = BlockKind::Heading;
        }
        let in_list = self.lists.depth() > self.now.lists;
        let mut label: Option<Label> = None;
        if in_list {
            if let Some(start) = self.now.item.take() {
                let of_style = self.styles.list(&style);
                label = self.lists.item(start, of_style.as_deref());
            }
            if kind == BlockKind::Paragraph {
                kind = BlockKind::ListItem;
            }
        } else if tag.name == "h" && tag.get("is-list-header").as_deref() != Some("true") {
            label = self.lists.heading(level.unwrap_or(1).saturating_sub(1));
        }
        let begins_page = self.styles.begins_page(&style);
        let flow = self.stack.flow();
        flow.begin(kind);
        if let Some(mut label) = label {
            if matches!(kind, BlockKind::Heading | BlockKind::Headline) {
                label.number = None;
            }
            flow.set_label(label);
        }
        if begins_page {
            flow.mark(Mark::Page);
        }
        Then::EndParagraph(before)
    }

    /// Words with white space as XML has it: any amount of it is one space, none at a start.
    fn words(&mut self, words: &str) {
        if let Some(citation) = &mut self.now.citation {
            return citation.push_str(words);
        }
        if self.now.paragraphs == 0 || self.now.hidden > 0 {
            return;
        }
        let mut kept = String::with_capacity(words.len());
        for c in words.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' => {
                    if !std::mem::replace(&mut self.now.after_space, true) {
                        kept.push(' ');
                    }
                }
                '\u{AD}' => {}
                c => {
                    self.now.after_space = false;
                    kept.push(c);
                }
            }
        }
        self.put(&kept);
    }

    /// Words as they are.
    fn exact(&mut self, words: &str) {
        if self.now.paragraphs > 0 && self.now.hidden == 0 {
            self.now.after_space = false;
            self.put(words);
        }
    }

    fn put(&mut self, words: &str) {
        if self.now.look.is_blacked_out() {
            self.paper
                .black_out(words, &mut self.stack, |flow| flow.put(words));
        } else {
            self.stack.flow().put(words);
        }
    }

    /// The tracked change whose region is open becomes one of this kind.
    fn change(&mut self, kind: AsideKind) -> Option<usize> {
        let index = self.now.aside?;
        self.paper.asides.get_mut(index)?.kind = kind;
        Some(index)
    }

    fn change_mark(&mut self, name: &str, tag: &Tag) {
        let index = tag.get("change-id").and_then(|id| self.changes.get(&id));
        let Some(index) = index.copied() else { return };
        let flow = self.stack.flow();
        if name != "change-end" {
            flow.mark(Mark::Start(index));
        }
        if name != "change-start" {
            flow.mark(Mark::End(index));
        }
    }

    /// What the file says of itself, or of the aside that is open.
    fn says(&mut self, name: &str, words: &str) {
        let aside = self.now.aside.and_then(|i| self.paper.asides.get_mut(i));
        if let Some(aside) = aside {
            match name {
                "creator" => aside.author = Some(words.to_owned()).filter(|w| !w.is_empty()),
                "date" => aside.date = Some(words.to_owned()),
                _ => {}
            }
            return;
        }
        if self.now.paragraphs > 0 {
            return;
        }
        let from = "the file's properties";
        match name {
            "title" => says(&mut self.paper.metadata, Says::Title, words, from),
            "initial-creator" => self.creator = Some(words.to_owned()).filter(|w| !w.is_empty()),
            "creator" => self.editor = Some(words.to_owned()),
            "date" => says(&mut self.paper.metadata, Says::Modified, words, from),
            _ => {}
        }
    }
}

fn beside(kind: AsideKind) -> Beside {
    Beside {
        kind,
        words: String::new(),
        author: None,
        date: None,
    }
}
