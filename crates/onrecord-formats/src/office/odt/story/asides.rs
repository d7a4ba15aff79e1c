//! What stands beside an OpenDocument text: the marks of notes, tracked changes, what the file says of
//! itself.

use super::Story;
use crate::office::flow::Mark;
use crate::office::number::Style;
use crate::office::paper::{Says, says};
use crate::xml::Tag;
use onrecord_record::AsideKind;

impl Story {
    /// The mark of a note: its own, or the number that it has among its like. The number that the file
    /// keeps for it is only right where a program laid the text out before it was saved.
    pub(super) fn note_label(&mut self) -> String {
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

    /// The tracked change whose region is open becomes one of this kind.
    pub(super) fn change(&mut self, kind: AsideKind) -> Option<usize> {
        let index = self.now.aside?;
        self.paper.asides.get_mut(index)?.kind = kind;
        Some(index)
    }

    pub(super) fn change_mark(&mut self, name: &str, tag: &Tag) {
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
    pub(super) fn says(&mut self, name: &str, words: &str) {
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
