//! Paragraphs of a Rich Text file with their numbers, and the cells and rows they stand in.

use super::{LEVELS, Story, To};
use crate::office::flow::Label;
use crate::office::label::{number_of, under};
use onrecord_record::BlockKind;
use std::ops::Range;

impl Story {
    /// Once the first word of a paragraph comes: what it is, its number, the cell it stands in.
    pub(super) fn settle(&mut self) {
        if std::mem::replace(&mut self.now.settled, true) {
            return;
        }
        let in_table = self.now.paragraph.in_table || self.now.row_said;
        if in_table {
            self.begin_cell();
        } else {
            self.end_row();
        }
        let paragraph = &self.now.paragraph;
        let named = self.styles.get(&paragraph.style).copied();
        let mut kind = match (named, paragraph.outline) {
            (Some(BlockKind::Headline), _) => BlockKind::Headline,
            (_, Some(0..=8)) => BlockKind::Heading,
            (named, _) => named.unwrap_or(BlockKind::Paragraph),
        };
        let flow = self.stack.flow();
        if flow.has_words() {
            return;
        }
        flow.begin(kind);
        if let Some(words) = self.now.label.take() {
            let shown = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if !shown.is_empty() {
                if kind == BlockKind::Paragraph {
                    kind = BlockKind::ListItem;
                }
                let own = number_of(&shown).to_owned();
                let level = self.now.paragraph.level.min(LEVELS - 1);
                let above = self.now.numbers.iter().take(level).cloned().collect();
                let number = under(above, &own);
                for (i, kept) in self.now.numbers.iter_mut().enumerate().skip(level) {
                    *kept = if i == level {
                        own.clone()
                    } else {
                        String::new()
                    };
                }
                let cited = !number.is_empty() && !own.is_empty() && kind == BlockKind::ListItem;
                flow.set_kind(kind);
                flow.set_label(Label {
                    shown,
                    number: cited.then_some(number),
                });
            }
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        if let Some(change) = self.state.deleted.filter(|_| self.state.to == To::Text) {
            // The end of the paragraph is deleted: it goes on with the next.
            if self.stack.flow().has_words() || self.deletion.is_some() {
                return self.delete('\n', change);
            }
        }
        self.stack.flow().end();
        self.now.label = None;
        self.now.settled = false;
    }

    pub(super) fn begin_cell(&mut self) {
        if !self.now.in_row {
            self.stack.flow().end();
            self.stack.begin_row();
            self.now.in_row = true;
        }
        if !self.now.in_cell && self.stack.has_room() {
            self.stack.begin_cell();
            self.now.in_cell = true;
        }
    }

    pub(super) fn end_cell(&mut self) {
        if self.now.paragraph.in_table || self.now.row_said || self.now.in_row {
            self.begin_cell();
        }
        self.end_paragraph();
        if std::mem::take(&mut self.now.in_cell) {
            self.stack.end_cell();
        }
    }

    pub(super) fn end_row(&mut self) {
        if std::mem::take(&mut self.now.in_cell) {
            self.stack.end_cell();
        }
        if std::mem::take(&mut self.now.in_row) {
            self.stack.end_row();
        }
    }

    pub(super) fn end_paragraph_in_text(&mut self, from: Range<u64>) {
        match self.state.to {
            To::Text => {
                if self.now.paragraph.in_table || self.now.in_row {
                    self.settle();
                }
                self.end_paragraph();
            }
            _ => self.character(' ', from, false),
        }
    }
}
