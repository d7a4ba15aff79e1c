//! Lines that fit the terminal.

use super::Style;
use anstyle::{AnsiColor, Effects, Style as Ansi};
use textwrap::WordSeparator;
use unicode_width::UnicodeWidthStr;

/// How a line looks where colour is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Paint {
    Plain,
    Title,
    Section,
    Group,
    Head,
    Badge,
    Quiet,
    Quote,
    Warning,
}

impl Paint {
    fn ansi(self) -> Ansi {
        let colour = |c: AnsiColor| Ansi::new().fg_color(Some(c.into()));
        match self {
            Paint::Plain | Paint::Quote => Ansi::new(),
            Paint::Title | Paint::Head => Ansi::new().effects(Effects::BOLD),
            Paint::Section => colour(AnsiColor::Cyan).effects(Effects::BOLD),
            Paint::Group => Ansi::new().effects(Effects::UNDERLINE),
            Paint::Badge => colour(AnsiColor::Yellow).effects(Effects::BOLD),
            Paint::Quiet => Ansi::new().effects(Effects::DIMMED),
            Paint::Warning => colour(AnsiColor::Red),
        }
    }
}

/// Text in the making, line by line.
pub(super) struct Page {
    style: Style,
    text: String,
    /// Where the words beside a badge begin.
    indent: usize,
}

impl Page {
    pub(super) fn new(style: Style) -> Self {
        let style = Style {
            width: style.width.max(40),
            ..style
        };
        Self {
            style,
            text: String::new(),
            indent: 6,
        }
    }

    /// With room for badges that name their document: `12·S34`.
    pub(super) fn wide(style: Style) -> Self {
        Self {
            indent: 10,
            ..Self::new(style)
        }
    }

    /// Where an entry's lines begin.
    pub(super) const fn indent(&self) -> usize {
        self.indent
    }

    /// Columns there are.
    pub(super) const fn width(&self) -> usize {
        self.style.width
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// `words`, broken to fit, every line indented.
    pub(super) fn line(&mut self, indent: usize, words: &str, paint: Paint) {
        self.hanging(indent, indent, words, paint);
    }

    /// `words`, broken to fit, with another indent from the second line on.
    pub(super) fn hanging(&mut self, first: usize, rest: usize, words: &str, paint: Paint) {
        let (first, rest) = (" ".repeat(first), " ".repeat(rest));
        let options = textwrap::Options::new(self.style.width)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            .break_words(true)
            .word_separator(WordSeparator::AsciiSpace);
        for line in textwrap::wrap(words, options) {
            let bare = line.trim_start();
            let indent = line.len() - bare.len();
            self.text.push_str(&" ".repeat(indent));
            self.painted(bare.trim_end(), paint);
            self.text.push('\n');
        }
    }

    /// A badge, words beside it, and a place at the right edge of the last line if it fits there,
    /// else on its own line.
    pub(super) fn badged(&mut self, badge: &str, words: &str, place: &str) {
        let column = self.indent;
        let width = self.style.width - column;
        let lines = textwrap::wrap(
            words,
            textwrap::Options::new(width)
                .break_words(true)
                .word_separator(WordSeparator::AsciiSpace),
        );
        let last = lines.len().saturating_sub(1);
        for (i, line) in lines.iter().enumerate() {
            if i == 0 {
                self.text.push(' ');
                self.painted(badge, Paint::Badge);
                let used = 1 + badge.width();
                self.text
                    .push_str(&" ".repeat(column.saturating_sub(used).max(1)));
            } else {
                self.text.push_str(&" ".repeat(column));
            }
            self.painted(line.trim_end(), Paint::Head);
            if i == last && !place.is_empty() {
                let free = width.saturating_sub(line.trim_end().width());
                if free > place.width() {
                    self.text.push_str(&" ".repeat(free - place.width()));
                } else {
                    self.text.push('\n');
                    self.text
                        .push_str(&" ".repeat(self.style.width - place.width()));
                }
                self.painted(place, Paint::Quiet);
            }
            self.text.push('\n');
        }
    }

    fn painted(&mut self, words: &str, paint: Paint) {
        let ansi = paint.ansi();
        if self.style.colour && ansi != Ansi::new() && !words.is_empty() {
            self.text.push_str(&format!("{ansi}{words}{ansi:#}"));
        } else {
            self.text.push_str(words);
        }
    }
}
