//! Walks through a Rich Text file once, keeping for every open group what holds in it.

use super::fonts::Fonts;
use super::tokens::{Token, Tokens, What};
use crate::FormatError;
use crate::office::docx::styles::kind_of;
use crate::office::flow::{Label, Mark};
use crate::office::label::number_of;
use crate::office::number::Style;
use crate::office::paper::{Beside, Paper, Says, says};
use crate::office::stack::Stack;
use onrecord_record::{AsideKind, BlockKind, Day};
use std::collections::BTreeMap;
use std::ops::Range;

/// Most groups inside one another.
const DEEPEST: usize = 2000;
/// Longest words that are kept of a name, a number, a property, in bytes.
const LONGEST_NAME: usize = 1000;
/// Levels of lists whose numbers are kept in mind.
const LEVELS: usize = 9;

/// Reads a file.
pub(super) fn read(bytes: &[u8]) -> Result<Paper, FormatError> {
    let mut story = Story::default();
    story.run(bytes)?;
    Ok(story.into_paper())
}

/// Where the words of a group go.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum To {
    #[default]
    Text,
    Nowhere,
    Fonts,
    Styles,
    Authors,
    Label,
    Property(&'static str),
    /// What is said of a comment.
    Said(&'static str),
}

/// What holds in a group.
#[derive(Clone, Debug, Default)]
struct State {
    to: To,
    /// Characters that stand for a `\u` in older programs, after each.
    stand_ins: usize,
    font: i32,
    hidden: bool,
    inserted: Option<(i32, i32)>,
    deleted: Option<(i32, i32)>,
    /// The next control word names a destination that may be passed over.
    optional: bool,
    then: Then,
}

/// What is to be done when a group closes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Then {
    #[default]
    Nothing,
    EndNote,
    EndComment,
    EndBox,
    EndLine(AsideKind),
    EndStyle,
    EndDate(bool),
    EndSaid(&'static str),
    EndProperty(&'static str),
}

/// What a paragraph is; holds until `\pard`.
#[derive(Clone, Debug, Default)]
struct Paragraph {
    style: i32,
    level: usize,
    outline: Option<i32>,
    in_table: bool,
}

/// What is put aside while a note, a box, a line is written.
#[derive(Debug, Default)]
struct Around {
    paragraph: Paragraph,
    label: Option<String>,
    in_row: bool,
    in_cell: bool,
    row_said: bool,
    settled: bool,
    numbers: [String; LEVELS],
}

#[derive(Default)]
struct Story {
    paper: Paper,
    stack: Stack,
    fonts: Fonts,
    styles: BTreeMap<i32, BlockKind>,
    authors: Vec<String>,
    groups: Vec<State>,
    state: State,
    now: Around,
    around: Vec<Around>,
    /// Words of a name, a number, a property that is being read.
    words: String,
    style: i32,
    /// Bytes of a character that is not whole yet, and where they stand.
    partial: Vec<u8>,
    partial_at: Range<u64>,
    /// The first half of a character that takes two `\u`.
    high: Option<(u16, u64)>,
    /// Stand-ins that are still to be passed over.
    passing: usize,
    was_hidden: bool,
    /// The tracked change that words go to now, and its author and date.
    insertion: Option<(usize, (i32, i32))>,
    deletion: Option<(usize, (i32, i32), usize)>,
    /// Comments by the number of their range.
    ranges: BTreeMap<i32, usize>,
    comment: Option<i32>,
    comment_author: Option<String>,
    comment_date: Option<String>,
    is_endnote: bool,
    has_mark: bool,
    notes: (u32, u32),
    date: [i32; 5],
}

impl Story {
    fn run(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        self.state.stand_ins = 1;
        self.fonts.default = 0;
        let mut tokens = Tokens::new(bytes);
        let mut has_begun = false;
        while let Some(token) = tokens.next() {
            match token.what {
                What::Open => {
                    self.break_off();
                    if self.groups.len() >= DEEPEST {
                        return Err(FormatError::TooNested {
                            what: "a group in it",
                            limit: DEEPEST as u32,
                        });
                    }
                    has_begun = true;
                    let mut inner = self.state.clone();
                    inner.then = Then::Nothing;
                    inner.optional = false;
                    self.groups.push(std::mem::replace(&mut self.state, inner));
                }
                What::Close => {
                    self.break_off();
                    self.close();
                    let Some(outer) = self.groups.pop() else {
                        break;
                    };
                    self.state = outer;
                    if self.groups.is_empty() {
                        return Ok(());
                    }
                }
                What::Byte(b'\r' | b'\n') => {}
                _ if self.passing > 0 => self.passing -= 1,
                What::Word("bin", count) => {
                    tokens.pass_over(usize::try_from(count.unwrap_or(0)).unwrap_or(0));
                }
                _ => self.token(&token),
            }
        }
        if has_begun {
            self.paper.damage = Some("it breaks off".to_owned());
        }
        while !self.groups.is_empty() {
            self.close();
            self.state = self.groups.pop().unwrap_or_default();
        }
        Ok(())
    }

    fn into_paper(mut self) -> Paper {
        while !self.around.is_empty() {
            let flow = self.stack.pop();
            self.stack.follow(flow);
            self.around.pop();
        }
        self.end_row();
        if let Some((index, _)) = self.insertion.take() {
            self.stack.flow().mark(Mark::End(index));
        }
        self.paper.body = self.stack.finish();
        self.paper
    }

    fn token(&mut self, token: &Token) {
        let from = token.bytes.start as u64..token.bytes.end as u64;
        match token.what {
            What::Word("u", Some(number)) => {
                self.passing = self.state.stand_ins;
                self.unit(number as u16, from);
                return;
            }
            What::Byte(b) => return self.byte(b, from, true),
            What::Hex(b) => return self.byte(b, from, false),
            // `\uc1` may stand between the two halves of a character.
            What::Word("uc", _) => self.flush_partial(),
            _ => self.break_off(),
        }
        match token.what {
            What::Sign(b'*') => self.state.optional = true,
            What::Sign(b'~') => self.character('\u{A0}', from, false),
            What::Sign(b'_') => self.character('\u{2011}', from, false),
            What::Sign(b @ (b'\\' | b'{' | b'}')) => self.character(char::from(b), from, false),
            What::Word(word, number) => self.word(word, number, from),
            _ => {}
        }
    }

    /// Half a character of UTF-16, or a whole one.
    fn unit(&mut self, unit: u16, from: Range<u64>) {
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
    fn byte(&mut self, b: u8, from: Range<u64>, raw: bool) {
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
    fn flush_partial(&mut self) {
        if !self.partial.is_empty() {
            self.partial.clear();
            let at = self.partial_at.clone();
            self.character(char::REPLACEMENT_CHARACTER, at, false);
        }
    }

    /// Before something that is no character.
    fn break_off(&mut self) {
        self.passing = 0;
        self.flush_partial();
        if let Some((_, start)) = self.high.take() {
            self.character(char::REPLACEMENT_CHARACTER, start..start, false);
        }
    }

    /// A character: it goes where the group's words go. `same` where it is the file's own byte.
    fn character(&mut self, c: char, from: Range<u64>, same: bool) {
        if c.is_control() && !matches!(c, '\t' | '\n') {
            return;
        }
        match self.state.to {
            To::Text => self.text(c, from, same),
            To::Nowhere => {}
            To::Fonts => self.fonts.name(c),
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

    fn text(&mut self, c: char, from: Range<u64>, same: bool) {
        if c == '\u{AD}' {
            return;
        }
        if self.state.hidden {
            self.paper.hidden += usize::from(!self.was_hidden);
            self.was_hidden = true;
            return;
        }
        self.was_hidden &= c.is_whitespace();
        if let Some(change) = self.state.deleted {
            return self.delete(c, change);
        }
        if !c.is_whitespace() {
            self.settle();
        }
        self.insert();
        self.stack.flow().put_from(c, from, same);
    }

    /// Keeps a deleted character: with those before it, where nothing stands between.
    fn delete(&mut self, c: char, change: (i32, i32)) {
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
    fn insert(&mut self) {
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

    fn beside(&self, kind: AsideKind, (author, date): (i32, i32)) -> Beside {
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

    /// Once the first word of a paragraph comes: what it is, its number, the cell it stands in.
    fn settle(&mut self) {
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
                let number = crate::office::label::under(above, &own);
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

    fn end_paragraph(&mut self) {
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

    fn begin_cell(&mut self) {
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

    fn end_cell(&mut self) {
        if self.now.paragraph.in_table || self.now.row_said || self.now.in_row {
            self.begin_cell();
        }
        self.end_paragraph();
        if std::mem::take(&mut self.now.in_cell) {
            self.stack.end_cell();
        }
    }

    fn end_row(&mut self) {
        if std::mem::take(&mut self.now.in_cell) {
            self.stack.end_cell();
        }
        if std::mem::take(&mut self.now.in_row) {
            self.stack.end_row();
        }
    }

    /// A control word.
    fn word(&mut self, word: &str, number: Option<i32>, from: Range<u64>) {
        let optional = std::mem::take(&mut self.state.optional);
        match self.state.to {
            To::Nowhere => {
                if word == "uc" {
                    self.state.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(0);
                }
                return;
            }
            To::Fonts => return self.fonts.describe(word, number),
            To::Styles if !optional => {
                if word == "s" {
                    self.style = number.unwrap_or(0);
                    self.state.then = Then::EndStyle;
                }
                return;
            }
            _ => {}
        }
        if self.destination(word) {
            return;
        }
        if optional && !self.is_known(word, number) {
            self.state.to = To::Nowhere;
            return;
        }
        let in_text = self.state.to == To::Text;
        let is_on = number != Some(0);
        let value = number.unwrap_or(0);
        match word {
            "par" | "sect" => self.end_paragraph_in_text(from),
            "line" | "lbr" | "page" | "column" => self.character('\n', from, false),
            "tab" => self.character('\t', from, false),
            "emdash" => self.character('\u{2014}', from, false),
            "endash" => self.character('\u{2013}', from, false),
            "emspace" => self.character('\u{2003}', from, false),
            "enspace" => self.character('\u{2002}', from, false),
            "qmspace" => self.character('\u{2005}', from, false),
            "bullet" => self.character('\u{2022}', from, false),
            "lquote" => self.character('\u{2018}', from, false),
            "rquote" => self.character('\u{2019}', from, false),
            "ldblquote" => self.character('\u{201C}', from, false),
            "rdblquote" => self.character('\u{201D}', from, false),
            "zwj" => self.character('\u{200D}', from, false),
            "zwnj" => self.character('\u{200C}', from, false),
            "cell" if in_text => self.end_cell(),
            "row" if in_text => {
                self.end_row();
                self.now.row_said = false;
            }
            "nestcell" | "nestrow" if in_text => self.end_paragraph(),
            "trowd" if in_text => self.now.row_said = true,
            "intbl" if in_text => self.now.paragraph.in_table = true,
            "pard" if in_text => {
                self.now.paragraph = Paragraph::default();
            }
            "s" if in_text => self.now.paragraph.style = value,
            "ilvl" if in_text => self.now.paragraph.level = usize::try_from(value).unwrap_or(0),
            "outlinelevel" if in_text => self.now.paragraph.outline = number,
            "plain" => {
                self.state.font = self.fonts.default;
                self.state.hidden = false;
                self.state.inserted = None;
                self.state.deleted = None;
            }
            "f" => self.state.font = value,
            "deff" => {
                self.fonts.default = value;
                self.state.font = value;
            }
            "uc" => self.state.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(0),
            "ansicpg" => self.fonts.set_page(value),
            "mac" => self.fonts.set_page(10000),
            "v" => self.state.hidden = is_on,
            "revised" => self.state.inserted = is_on.then_some((0, 0)),
            "revauth" => self.state.inserted.get_or_insert((0, 0)).0 = value,
            "revdttm" => self.state.inserted.get_or_insert((0, 0)).1 = value,
            "deleted" => self.state.deleted = is_on.then_some((0, 0)),
            "revauthdel" => self.state.deleted.get_or_insert((0, 0)).0 = value,
            "revdttmdel" => self.state.deleted.get_or_insert((0, 0)).1 = value,
            "chftn" if self.around.is_empty() => self.has_mark = true,
            "ftnalt" => self.is_endnote = true,
            "yr" | "mo" | "dy" | "hr" | "min" => {
                let place = ["yr", "mo", "dy", "hr", "min"]
                    .iter()
                    .position(|w| *w == word);
                if let Some(part) = place.and_then(|i| self.date.get_mut(i)) {
                    *part = value;
                }
            }
            _ => {}
        }
    }

    fn end_paragraph_in_text(&mut self, from: Range<u64>) {
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

    /// Whether an optional destination is known that is one by a number too.
    fn is_known(&mut self, word: &str, number: Option<i32>) -> bool {
        match word {
            "atrfstart" | "atrfend" | "atnref" => {
                let what = match word {
                    "atrfstart" => "start",
                    "atrfend" => "end",
                    _ => "ref",
                };
                self.words = number.map_or_else(String::new, |number| number.to_string());
                self.state.to = To::Said(what);
                self.state.then = Then::EndSaid(what);
                true
            }
            _ => false,
        }
    }

    /// Whether the word says where the words of its group go.
    fn destination(&mut self, word: &str) -> bool {
        match word {
            "fonttbl" => self.state.to = To::Fonts,
            "stylesheet" => self.state.to = To::Styles,
            "revtbl" => {
                self.words.clear();
                self.state.to = To::Authors;
            }
            "listtext" | "pntext" => {
                self.words.clear();
                self.state.to = To::Label;
                self.state.then = Then::EndSaid("label");
            }
            "colortbl" | "filetbl" | "nonshppict" | "shprslt" | "sp" | "fldinst" | "xe" | "tc"
            | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn"
            | "nonesttables" | "template" | "objdata" | "objclass" | "objname" | "background"
            | "listtable" | "listoverridetable" | "pn" | "mmathPict" | "generator"
            | "bkmkstart" | "bkmkend" | "themedata" | "datastore" | "atnid" => {
                self.state.to = To::Nowhere
            }
            "shppict" | "pict" => {
                self.paper.pictures += 1;
                self.state.to = To::Nowhere;
            }
            "object" => self.paper.embedded += 1,
            "shpinst" | "shp" | "fldrslt" | "field" | "result" | "do" | "moMath" | "mmath" => {}
            "info" => self.state.to = To::Nowhere,
            _ => return self.stretch(word),
        }
        if word == "info" {
            self.state.to = To::Property("");
        }
        true
    }

    /// Whether the word begins a stretch of text beside the one around it, or a property.
    fn stretch(&mut self, word: &str) -> bool {
        let in_properties = matches!(self.state.to, To::Property(_));
        match word {
            "title" | "author" if in_properties => {
                self.words.clear();
                let what = if word == "title" { "title" } else { "author" };
                self.state.to = To::Property(what);
                self.state.then = Then::EndProperty(what);
            }
            "revtim" if in_properties => {
                self.date = [0; 5];
                self.state.then = Then::EndDate(true);
            }
            "creatim" | "printim" | "buptim" if in_properties => {
                self.state.then = Then::EndDate(false);
            }
            "operator" | "company" | "subject" | "keywords" | "doccomm" | "comment" | "manager"
            | "category" | "hlinkbase"
                if in_properties =>
            {
                self.state.to = To::Nowhere;
            }
            "footnote" => self.begin(Then::EndNote),
            "annotation" => self.begin(Then::EndComment),
            "shptxt" | "dptxbxtext" => self.begin(Then::EndBox),
            "header" | "headerl" | "headerr" | "headerf" => {
                self.begin(Then::EndLine(AsideKind::Header));
            }
            "footer" | "footerl" | "footerr" | "footerf" => {
                self.begin(Then::EndLine(AsideKind::Footer));
            }
            "atnauthor" => {
                self.words.clear();
                self.state.to = To::Said("author");
                self.state.then = Then::EndSaid("author");
            }
            "atndate" => {
                self.words.clear();
                self.state.to = To::Said("date");
                self.state.then = Then::EndSaid("date");
            }
            _ => return false,
        }
        true
    }

    fn begin(&mut self, then: Then) {
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
    fn end(&mut self) -> crate::office::flow::Flow {
        self.end_row();
        self.now = self.around.pop().unwrap_or_default();
        let mut flow = self.stack.pop();
        flow.end();
        flow
    }

    /// A group closes.
    fn close(&mut self) {
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

    fn said(&mut self, what: &str) {
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

    fn end_note(&mut self) {
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

    fn end_comment(&mut self) {
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
fn moment(packed: i32) -> Option<String> {
    let bits = |from: u32, count: u32| (packed as u32 >> from) & ((1 << count) - 1);
    let year = i16::try_from(bits(20, 9)).ok()?.checked_add(1900)?;
    let day = Day::new(year, bits(16, 4) as u8, bits(11, 5) as u8)?;
    Some(format!("{day}T{:02}:{:02}:00", bits(6, 5), bits(0, 6)))
}
