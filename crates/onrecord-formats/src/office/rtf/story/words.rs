//! The control words of a Rich Text file: what each does, and which begin a destination.

use super::{Paragraph, Story, Then, To};
use crate::office::redaction::Look;
use onrecord_record::AsideKind;
use std::ops::Range;

impl Story {
    /// A control word.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>, from: Range<u64>) {
        let optional = std::mem::take(&mut self.state.optional);
        match self.state.to {
            To::Nowhere => {
                if word == "uc" {
                    self.state.stand_ins = usize::try_from(number.unwrap_or(1)).unwrap_or(0);
                }
                return;
            }
            To::Fonts => return self.fonts.describe(word, number),
            To::Colours => return self.colours.describe(word, number),
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
                self.state.look = Look::default();
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
            "cf" => self.state.look.ink = self.colours.is_black(value),
            "highlight" | "chcbpat" | "cb" => {
                self.state.look.marked = self.colours.is_black(value);
            }
            "cbpat" if in_text => self.now.paragraph.ground = self.colours.is_black(value),
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

    /// Whether an optional destination is known that is one by a number too.
    pub(super) fn is_known(&mut self, word: &str, number: Option<i32>) -> bool {
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
    pub(super) fn destination(&mut self, word: &str) -> bool {
        match word {
            "fonttbl" => self.state.to = To::Fonts,
            "colortbl" => self.state.to = To::Colours,
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
            "filetbl" | "nonshppict" | "shprslt" | "sp" | "fldinst" | "xe" | "tc" | "ftnsep"
            | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "nonesttables"
            | "template" | "objdata" | "objclass" | "objname" | "background" | "listtable"
            | "listoverridetable" | "pn" | "mmathPict" | "generator" | "bkmkstart" | "bkmkend"
            | "themedata" | "datastore" | "atnid" => self.state.to = To::Nowhere,
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
    pub(super) fn stretch(&mut self, word: &str) -> bool {
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
}
