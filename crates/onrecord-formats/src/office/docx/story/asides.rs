//! What stands beside the text of a Word document: notes, comments, tracked changes.

use super::{Change, MOST_FIELDS, Story, Then};
use crate::office::flow::Mark;
use crate::office::number::Style;
use crate::office::paper::Beside;
use crate::xml::Tag;
use onrecord_record::AsideKind;

impl Story<'_> {
    pub(super) fn begin_note(&mut self, tag: &Tag) -> Then {
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

    pub(super) fn note_mark(&mut self, tag: &Tag, is_end: bool) {
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

    pub(super) fn begin_comment(&mut self, tag: &Tag) -> Then {
        self.stack.push();
        let id = tag.get("id").unwrap_or_default();
        Then::EndComment(id, beside(AsideKind::Comment, tag))
    }

    pub(super) fn comment_mark(&mut self, name: &str, tag: &Tag) {
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

    pub(super) fn begin_insertion(&mut self, tag: &Tag) -> Then {
        let index = self.change(AsideKind::Inserted, tag);
        self.stack.flow().mark(Mark::Start(index));
        Then::EndInsertion(index)
    }

    pub(super) fn begin_deletion(&mut self, tag: &Tag) -> Then {
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
    pub(super) fn change(&mut self, kind: AsideKind, tag: &Tag) -> usize {
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
        author: tag.get("author").filter(|author| !author.is_empty()),
        date: tag.get("date"),
        ..Beside::of(kind)
    }
}
