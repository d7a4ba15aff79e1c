//! Paragraphs and runs of a Word document: what they say of themselves, how they look, their numbers.

use super::super::styles::{InList, set_look, shade};
use super::{Paragraph, Story, Then};
use crate::FormatError;
use crate::office::paper::Beside;
use crate::office::redaction::Look;
use crate::xml::{Space, Step, Xml};
use onrecord_record::{AsideKind, BlockKind};

impl Story<'_> {
    pub(super) fn begin_paragraph(&mut self) -> Then {
        self.now.paragraph = Paragraph::default();
        self.begin_run();
        let joins = self.joins.take() == Some(self.stack.depth());
        if !joins || !self.stack.flow().has_words() {
            self.stack.flow().begin(BlockKind::Paragraph);
        }
        Then::EndParagraph
    }

    pub(super) fn end_paragraph(&mut self) {
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
    pub(super) fn paragraph_properties(&mut self, xml: &mut Xml) -> Result<(), FormatError> {
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
    pub(super) fn cell_properties(&mut self, xml: &mut Xml) -> Result<(), FormatError> {
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
    pub(super) fn begin_run(&mut self) {
        self.now.font.clear();
        self.now.is_hidden = false;
        self.now.look = Look::default();
    }

    /// Reads how a run looks, to the end of that.
    pub(super) fn run_properties(&mut self, xml: &mut Xml) -> Result<(), FormatError> {
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
    pub(super) fn settle(&mut self) {
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
}
