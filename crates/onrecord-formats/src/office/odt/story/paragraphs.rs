//! Paragraphs of an OpenDocument text with their numbers, and the words in them.

use super::{Now, Story, Then};
use crate::office::flow::{Label, Mark};
use crate::xml::Tag;
use onrecord_record::BlockKind;

impl Story {
    pub(super) fn begin_paragraph(&mut self, tag: &Tag) -> Then {
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
    pub(super) fn words(&mut self, words: &str) {
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
    pub(super) fn exact(&mut self, words: &str) {
        if self.now.paragraphs > 0 && self.now.hidden == 0 {
            self.now.after_space = false;
            self.put(words);
        }
    }

    pub(super) fn put(&mut self, words: &str) {
        if self.now.look.is_blacked_out() {
            self.paper
                .black_out(words, &mut self.stack, |flow| flow.put(words));
        } else {
            self.stack.flow().put(words);
        }
    }

    /// Puts what holds now aside, for a stretch of text of its own.
    pub(super) fn fresh(&mut self) -> Box<Now> {
        let fresh = Now {
            lists: self.lists.depth(),
            ..Now::default()
        };
        Box::new(std::mem::replace(&mut self.now, fresh))
    }
}
