//! What stands beside the running text of a Rich Text file: notes, comments, boxes, lines at the top and
//! bottom of pages, and what the file says of itself.

use super::{Story, Then, To};
use crate::office::docx::styles::kind_of;
use crate::office::flow::{Flow, Mark};
use crate::office::number::Style;
use crate::office::paper::{Says, says};
use onrecord_record::{AsideKind, Day};

impl Story {
    pub(super) fn begin(&mut self, then: Then) {
        if !self.stack.has_room() {
            self.state.to = To::Nowhere;
            return;
        }
        if then == Then::EndNote {
            self.is_endnote = false;
        }
        if then == Then::EndComment {
            self.comment = None;
            self.comment_date = None;
        }
        self.stack.push();
        self.around.push(std::mem::take(&mut self.now));
        self.state.to = To::Text;
        self.state.hidden = false;
        self.state.then = then;
    }

    /// Ends the stretch of text that is being written.
    pub(super) fn end(&mut self) -> Flow {
        self.end_row();
        self.now = self.around.pop().unwrap_or_default();
        let mut flow = self.stack.pop();
        flow.end();
        flow
    }

    /// A group closes.
    pub(super) fn close(&mut self) {
        match self.state.then {
            Then::Nothing => {}
            Then::EndBox => {
                let flow = self.end();
                self.stack.follow(flow);
            }
            Then::EndLine(kind) => {
                let words = self.end().into_words();
                self.paper.add_line(kind, &words);
            }
            Then::EndNote => self.end_note(),
            Then::EndComment => self.end_comment(),
            Then::EndStyle => {
                let name = std::mem::take(&mut self.words);
                if let Some(kind) = kind_of(name.trim().trim_end_matches(';'), "") {
                    self.styles.insert(self.style, kind);
                }
            }
            Then::EndDate(is_last) => {
                let [year, month, day, hour, minute] = self.date;
                if is_last {
                    let words = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}");
                    let from = "the file's properties";
                    says(&mut self.paper.metadata, Says::Modified, &words, from);
                }
                self.date = [0; 5];
            }
            Then::EndProperty(what) => {
                let words = std::mem::take(&mut self.words);
                let metadata = &mut self.paper.metadata;
                let from = "the file's properties";
                if what == "title" {
                    says(metadata, Says::Title, &words, from);
                } else if metadata.authors.is_empty() {
                    // A second author is who saved it last, as some programs write it.
                    says(metadata, Says::Author, &words, from);
                }
            }
            Then::EndSaid(what) => self.said(what),
        }
        self.state.then = Then::Nothing;
    }

    pub(super) fn said(&mut self, what: &str) {
        let words = std::mem::take(&mut self.words);
        let number = words.trim().parse().unwrap_or(0);
        match what {
            "label" => self.now.label = Some(words),
            "author" => self.comment_author = Some(words.trim().to_owned()),
            "date" => self.comment_date = moment(number),
            "ref" => self.comment = Some(number),
            "start" => {
                let beside = self.beside(AsideKind::Comment, (-1, 0));
                let index = self.paper.add(beside);
                self.ranges.insert(number, index);
                self.stack.flow().mark(Mark::Start(index));
            }
            _ => {
                if let Some(index) = self.ranges.get(&number) {
                    self.stack.flow().mark(Mark::End(*index));
                }
            }
        }
    }

    pub(super) fn end_note(&mut self) {
        let note = self.end();
        let mut label = String::new();
        if std::mem::take(&mut self.has_mark) {
            let (style, count) = if self.is_endnote {
                (Style::LowerRoman, &mut self.notes.1)
            } else {
                (Style::Decimal, &mut self.notes.0)
            };
            *count += 1;
            label = style.write(*count);
            let shown = format!("[{label}]");
            if self.state.deleted.is_none() && !self.state.hidden {
                self.settle();
                self.stack.flow().put(&shown);
            }
        }
        self.stack.follow(note.into_note(&label));
    }

    pub(super) fn end_comment(&mut self) {
        let words = self.end().into_words();
        let known = self
            .comment
            .take()
            .and_then(|number| self.ranges.get(&number));
        let index = match known {
            Some(index) => *index,
            None => {
                let beside = self.beside(AsideKind::Comment, (-1, 0));
                let index = self.paper.add(beside);
                self.stack.flow().mark(Mark::Start(index));
                index
            }
        };
        let (author, date) = (self.comment_author.take(), self.comment_date.take());
        if let Some(beside) = self.paper.asides.get_mut(index) {
            beside.words = words;
            beside.author = author.filter(|author| !author.is_empty());
            beside.date = date;
        }
    }
}

/// The moment that a packed number is: minutes, hours, day, month, years since 1900.
pub(super) fn moment(packed: i32) -> Option<String> {
    let bits = |from: u32, count: u32| (packed as u32 >> from) & ((1 << count) - 1);
    let year = i16::try_from(bits(20, 9)).ok()?.checked_add(1900)?;
    let day = Day::new(year, bits(16, 4) as u8, bits(11, 5) as u8)?;
    Some(format!("{day}T{:02}:{:02}:00", bits(6, 5), bits(0, 6)))
}
