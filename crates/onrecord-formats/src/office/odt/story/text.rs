//! The tags of the text itself in an OpenDocument text.

use super::super::lists::style_of;
use super::{MOST_SPACES, Story, Then};
use crate::FormatError;
use crate::office::flow::Mark;
use crate::office::paper::Beside;
use crate::xml::{Tag, Xml};
use onrecord_record::AsideKind;

impl Story {
    /// A tag of the text itself.
    pub(super) fn text(
        &mut self,
        name: &str,
        tag: &Tag,
        xml: &mut Xml,
    ) -> Result<Option<Then>, FormatError> {
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
                let index = self.paper.add(Beside::of(AsideKind::Inserted));
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
}
