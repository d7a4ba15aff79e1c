//! The characters of a Rich Text file: made whole out of bytes and `\u`, and sent to where their group's
//! words go, into the text or a tracked change.

use super::stretches::moment;
use super::{LONGEST_NAME, Story, To};
use crate::office::flow::{Flow, Mark};
use crate::office::paper::Beside;
use crate::office::redaction::Look;
use onrecord_record::AsideKind;
use std::ops::Range;

impl Story {
    /// Half a character of UTF-16, or a whole one.
    pub(super) fn unit(&mut self, unit: u16, from: Range<u64>) {
        self.flush_partial();
        match (unit, self.high.take()) {
            (0xD800..=0xDBFF, before) => {
                if before.is_some() {
                    self.character(char::REPLACEMENT_CHARACTER, from.clone(), false);
                }
                self.high = Some((unit, from.start));
            }
            (0xDC00..=0xDFFF, Some((high, start))) => {
                let c = char::decode_utf16([high, unit]).next();
                let c = c
                    .and_then(Result::ok)
                    .unwrap_or(char::REPLACEMENT_CHARACTER);
                self.character(c, start..from.end, false);
            }
            (unit, before) => {
                if let Some((_, start)) = before {
                    self.character(char::REPLACEMENT_CHARACTER, start..from.start, false);
                }
                let c = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
                let private = ('\u{F000}'..='\u{F0FF}').contains(&c);
                let sign = private
                    .then(|| self.fonts.private(self.state.font, c))
                    .flatten();
                self.character(sign.unwrap_or(c), from, false);
            }
        }
    }

    /// A byte of text, in the encoding of its font.
    pub(super) fn byte(&mut self, b: u8, from: Range<u64>, raw: bool) {
        if self.state.to == To::Nowhere {
            return;
        }
        if self.high.is_some() {
            self.break_off();
        }
        if self.partial.is_empty() {
            if let Some(sign) = self.fonts.sign(self.state.font, b) {
                return self.character(sign, from, false);
            }
            if b.is_ascii() {
                return self.character(char::from(b), from, raw);
            }
            self.partial_at = from.clone();
        }
        let encoding = self.fonts.encoding(self.state.font);
        self.partial.push(b);
        self.partial_at.end = from.end;
        let longest = if encoding.name().starts_with("UTF") || encoding.name() == "gb18030" {
            4
        } else {
            2
        };
        let whole = encoding
            .decode_without_bom_handling_and_without_replacement(&self.partial)
            .map(|words| words.into_owned());
        match whole {
            Some(words) => {
                self.partial.clear();
                let at = self.partial_at.clone();
                for c in words.chars() {
                    self.character(c, at.clone(), false);
                }
            }
            None if encoding.is_single_byte() || self.partial.len() >= longest => {
                self.flush_partial();
            }
            None => {}
        }
    }

    /// A character that never became whole.
    pub(super) fn flush_partial(&mut self) {
        if !self.partial.is_empty() {
            self.partial.clear();
            let at = self.partial_at.clone();
            self.character(char::REPLACEMENT_CHARACTER, at, false);
        }
    }

    /// Before something that is no character.
    pub(super) fn break_off(&mut self) {
        self.passing = 0;
        self.flush_partial();
        if let Some((_, start)) = self.high.take() {
            self.character(char::REPLACEMENT_CHARACTER, start..start, false);
        }
    }

    /// A character: it goes where the group's words go. `same` where it is the file's own byte.
    pub(super) fn character(&mut self, c: char, from: Range<u64>, same: bool) {
        if c.is_control() && !matches!(c, '\t' | '\n') {
            return;
        }
        match self.state.to {
            To::Text => self.text(c, from, same),
            To::Nowhere => {}
            To::Fonts => self.fonts.name(c),
            To::Colours if c == ';' => self.colours.end(),
            To::Colours => {}
            To::Authors if c == ';' => {
                let author = std::mem::take(&mut self.words);
                self.authors.push(author.trim().to_owned());
            }
            To::Styles | To::Authors | To::Label | To::Property(_) | To::Said(_) => {
                if self.words.len() < LONGEST_NAME {
                    self.words.push(c);
                }
            }
        }
    }

    pub(super) fn text(&mut self, c: char, from: Range<u64>, same: bool) {
        if c == '\u{AD}' {
            return;
        }
        if self.state.hidden {
            self.paper.hidden += usize::from(!self.was_hidden);
            self.was_hidden = true;
            return;
        }
        self.was_hidden &= c.is_whitespace();
        let ground = Look {
            ground: self.now.paragraph.ground,
            ..Look::default()
        };
        let is_blacked_out = self.state.look.or(ground).is_blacked_out();
        if let Some(change) = self.state.deleted {
            // What was deleted is kept beside the text; what was blacked out is kept nowhere.
            if !is_blacked_out {
                self.delete(c, change);
            }
            return;
        }
        if !c.is_whitespace() {
            self.settle();
        }
        self.insert();
        if is_blacked_out {
            let word = c.encode_utf8(&mut [0; 4]).to_owned();
            let put = |flow: &mut Flow| flow.put_from(c, from, same);
            return self.paper.black_out(&word, &mut self.stack, put);
        }
        self.stack.flow().put_from(c, from, same);
    }

    /// Keeps a deleted character: with those before it, where nothing stands between.
    pub(super) fn delete(&mut self, c: char, change: (i32, i32)) {
        let here = self.stack.flow().here();
        let index = match self.deletion {
            Some((index, before, at)) if before == change && at == here => index,
            _ => {
                let beside = self.beside(AsideKind::Deleted, change);
                let index = self.paper.add(beside);
                let flow = self.stack.flow();
                flow.mark(Mark::Start(index));
                self.deletion = Some((index, change, here));
                index
            }
        };
        if let Some(beside) = self.paper.asides.get_mut(index) {
            beside.words.push(c);
        }
    }

    /// Begins or ends a tracked insertion before a character.
    pub(super) fn insert(&mut self) {
        let before = self.insertion.map(|(_, change)| change);
        if before == self.state.inserted {
            return;
        }
        if let Some((index, _)) = self.insertion.take() {
            self.stack.flow().mark(Mark::End(index));
        }
        if let Some(change) = self.state.inserted {
            let beside = self.beside(AsideKind::Inserted, change);
            let index = self.paper.add(beside);
            self.stack.flow().mark(Mark::Start(index));
            self.insertion = Some((index, change));
        }
    }

    pub(super) fn beside(&self, kind: AsideKind, (author, date): (i32, i32)) -> Beside {
        let author = usize::try_from(author)
            .ok()
            .and_then(|i| self.authors.get(i));
        Beside {
            kind,
            words: String::new(),
            author: author.filter(|a| !a.is_empty() && *a != "Unknown").cloned(),
            date: moment(date),
        }
    }
}
