//! The pass over one paragraph.

use super::abbreviations::{self, Abbreviation};
use super::characters::{
    Class, class, continues_emoji, is_apostrophe, is_combining, is_emoji, is_flag_half, is_hyphen,
    is_word,
};
use onrecord_record::{Span, Tag, Text, Token, TokenKind};

/// Letters that begin a word without an apostrophe before them only in careless writing: an
/// apostrophe before one of these is no quotation mark.
const ELISIONS: [&str; 9] = [
    "em", "til", "tis", "twas", "cause", "bout", "cuz", "n", "cos",
];

/// What can stand after an apostrophe that splits off: `he's`, `they'll`.
const CLITICS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// Longer addresses are cut, in bytes: a bound on how far one word is looked ahead from.
const LONGEST_ADDRESS: usize = 2000;

/// How far the closing of a single quotation is looked for, in characters.
const LONGEST_SINGLE_QUOTE: usize = 400;

/// Reads one paragraph and adds its tokens.
pub(super) struct Scanner<'t> {
    document: &'t Text,
    paragraph: Span,
    /// The paragraph's words; offsets below are relative to it.
    text: &'t str,
    tokens: &'t mut Vec<Token>,
    /// How many tokens there were before this paragraph.
    before: usize,
    /// Whether a single quotation mark was opened and not closed.
    in_single: bool,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(document: &'t Text, paragraph: Span, tokens: &'t mut Vec<Token>) -> Self {
        Self {
            document,
            paragraph,
            text: document.slice(paragraph),
            before: tokens.len(),
            tokens,
            in_single: false,
        }
    }

    /// Adds the paragraph's tokens.
    pub(super) fn run(mut self) {
        let mut at = 0;
        while let Some(c) = self.char_at(at) {
            let after = at + c.len_utf8();
            at = match class(c) {
                Class::Blank => after,
                Class::Letter => self.word(at),
                Class::Digit => self.number(at),
                Class::Apostrophe => self.apostrophe(at, c),
                Class::Quote => self.push(at, after, TokenKind::QuoteMark),
                Class::Emoji => self.emoji(at, c),
                Class::Other => self.mark(at, c),
            };
        }
    }

    /// A token that begins with a letter.
    fn word(&mut self, start: usize) -> usize {
        let end = self.word_end(start, start);
        let address = self.may_be_address(end).then(|| self.address(start));
        if let Some(Some(end)) = address {
            return self.push(start, end, TokenKind::Url);
        }
        self.finish_word(start, end)
    }

    /// A token that begins with a digit: a number with its separators, or a word such as `19th` and
    /// `16-year-old`.
    fn number(&mut self, start: usize) -> usize {
        let end = self.digits_end(start);
        let Some(next) = self.char_at(end) else {
            return self.push(start, end, TokenKind::Number);
        };
        let letters = is_word(next) && self.half_day_end(end).is_none();
        let joined = is_hyphen(next) && self.is_word_at(end + next.len_utf8());
        if !letters && !joined {
            return self.push(start, end, TokenKind::Number);
        }
        let end = self.word_end(start, end);
        self.finish_word(start, end)
    }

    /// Where the digits from `at` with their inner separators end.
    fn digits_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(c) = self.char_at(end) {
            let after = end + c.len_utf8();
            if class(c) == Class::Digit || is_combining(c) {
                end = after;
                continue;
            }
            let joins = match c {
                '.' | ':' | '/' | '-' | '–' | '‑' => self.digits_at(after) > 0,
                ',' => self.digits_at(after) == 3,
                _ => false,
            };
            if end == at && c == '.' {
                end = after;
                continue;
            }
            if !joins {
                break;
            }
            end = after;
        }
        end
    }

    /// How many ASCII digits stand at `at`, up to four.
    fn digits_at(&self, at: usize) -> usize {
        (0..4)
            .take_while(|i| self.byte_at(at + i).is_ascii_digit())
            .count()
    }

    /// The end of `am`, `pm`, `a.m.` and the like right behind a number.
    fn half_day_end(&self, at: usize) -> Option<usize> {
        let lower = |i: usize| self.byte_at(at + i).to_ascii_lowercase();
        if !matches!(lower(0), b'a' | b'p') {
            return None;
        }
        let end = match (lower(1), lower(2), lower(3)) {
            (b'm', _, _) => at + 2,
            (b'.', b'm', b'.') => at + 4,
            _ => return None,
        };
        (!self.is_word_at(end)).then_some(end)
    }

    /// Where the word that began at `start` and is read up to `at` ends, with inner hyphens,
    /// apostrophes and full stops, without a clitic and a last full stop.
    fn word_end(&self, start: usize, at: usize) -> usize {
        let mut end = at;
        loop {
            while self.byte_at(end).is_ascii_alphanumeric() {
                end += 1;
            }
            let Some(c) = self.char_at(end) else {
                return end;
            };
            let after = end + c.len_utf8();
            if is_word(c) {
                end = after;
                continue;
            }
            let joins = match c {
                '_' => self.is_word_at(after),
                '&' => {
                    self.byte_at(end.wrapping_sub(1)).is_ascii_uppercase()
                        && self.byte_at(after).is_ascii_uppercase()
                        && end - start < 4
                }
                '.' => self.is_inner_stop(start, end),
                _ if is_hyphen(c) => self.is_word_at(after),
                _ if is_apostrophe(c) => self.is_letter_at(after) && self.clitic_end(end).is_none(),
                _ => false,
            };
            if !joins {
                return end;
            }
            end = after;
        }
    }

    /// Whether the full stop at `stop` is inside a word: `U.S`, `a.m`, `Ph.D`.
    fn is_inner_stop(&self, start: usize, stop: usize) -> bool {
        let letters_before = self
            .part(start, stop)
            .chars()
            .rev()
            .take(4)
            .take_while(|c| is_word(*c))
            .count();
        let letters_after = self.letters_at(stop + 1);
        if letters_before == 0 || letters_after == 0 {
            return false;
        }
        if letters_before == 1 && letters_after == 1 {
            return true;
        }
        let end = self.word_end_plain(stop + 1);
        abbreviations::lookup(self.part(start, end)).is_some()
            && (self.byte_at(end) == b'.' || letters_after <= 2)
    }

    /// Where the run of letters and digits from `at` ends.
    fn word_end_plain(&self, at: usize) -> usize {
        let run = self.text.get(at..).unwrap_or_default();
        at + run.find(|c| !is_word(c)).unwrap_or(run.len())
    }

    /// How many word characters stand at `at`, up to four.
    fn letters_at(&self, at: usize) -> usize {
        let run = self.text.get(at..).unwrap_or_default();
        run.chars().take(4).take_while(|c| is_word(*c)).count()
    }

    /// Adds the word, with its full stop where it is an abbreviation, with its clitic `n't` and the
    /// `not` of `cannot` split off.
    fn finish_word(&mut self, start: usize, end: usize) -> usize {
        let kind = if self.part(start, end).chars().all(is_in_number) {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        if self.byte_at(end) == b'.' && self.keeps_stop(start, end) {
            let end = self.after_stop(start, end + 1);
            return self.push(start, end, kind);
        }
        if let Some((split, end)) = self.negation(start, end) {
            self.push(start, split, TokenKind::Word);
            return self.push(split, end, TokenKind::Clitic);
        }
        let word = self.part(start, end);
        if word.eq_ignore_ascii_case("cannot") {
            self.push(start, start + 3, TokenKind::Word);
            return self.push(start + 3, end, TokenKind::Word);
        }
        if !self.in_single && self.drops_its_g(start, end) {
            return self.push(start, end + self.char_len(end), kind);
        }
        self.push(start, end, kind)
    }

    /// A hyphen behind an abbreviation's full stop goes on with the word: `U.S.-backed`.
    fn after_stop(&self, start: usize, end: usize) -> usize {
        match self.char_at(end) {
            Some(c) if is_hyphen(c) && self.is_letter_at(end + c.len_utf8()) => {
                self.word_end(start, end)
            }
            _ => end,
        }
    }

    /// Whether the full stop at `stop` belongs to the word before it.
    fn keeps_stop(&self, start: usize, stop: usize) -> bool {
        let after = stop + 1;
        let word = self.part(start, stop);
        let dotted = word.contains('.');
        if self.byte_at(after) == b'.' {
            return false;
        }
        match abbreviations::lookup(word) {
            Some(Abbreviation::BeforeNumber) => self.number_follows(after),
            Some(Abbreviation::Place) => self.follows_comma(start),
            Some(Abbreviation::MayEnd | Abbreviation::Ends) => true,
            Some(_) => !self.ends_at(after),
            None if dotted => word.split('.').all(|part| part.chars().count() <= 2),
            None => self.is_initial(start, stop) && !self.ends_at(after),
        }
    }

    /// Whether the word is one capital letter that stands for a name, and not the pronoun `I`.
    fn is_initial(&self, start: usize, stop: usize) -> bool {
        let word = self.part(start, stop);
        let mut letters = word.chars().filter(|c| !is_combining(*c));
        let capital = letters.next().is_some_and(char::is_uppercase);
        if !capital || letters.next().is_some() {
            return false;
        }
        let next = self.first_char_from(stop + 1);
        if word == "I" {
            return self.last_word().is_some_and(starts_upper)
                && next.is_some_and(char::is_uppercase);
        }
        true
    }

    /// Whether nothing but closing marks stands from `at` to the paragraph's end.
    fn ends_at(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.chars()
            .all(|c| matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»') || c.is_whitespace())
    }

    /// Whether a number (or section sign, bracket, Roman numeral) is what comes next.
    fn number_follows(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default().trim_start();
        let mut chars = rest.chars();
        match chars.next() {
            Some(c) if c.is_numeric() || matches!(c, '§' | '#') => true,
            Some('I' | 'V' | 'X' | 'A'..='H') => chars
                .find(|c| !matches!(c, 'I' | 'V' | 'X' | 'L'))
                .is_none_or(|c| !c.is_alphabetic()),
            _ => false,
        }
    }

    /// Whether the token before the word at `start` is a comma.
    fn follows_comma(&self, start: usize) -> bool {
        self.text
            .get(..start)
            .unwrap_or_default()
            .trim_end()
            .ends_with(',')
    }

    /// Where `n't` begins and ends, if the word ends with it.
    fn negation(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let word = self.part(start, end);
        let head = word.strip_suffix(['t', 'T'])?;
        let head = head.strip_suffix(is_apostrophe)?;
        let stem = head.strip_suffix(['n', 'N'])?;
        (!stem.is_empty()).then_some((start + stem.len(), end))
    }

    /// Whether an apostrophe behind the word stands for a `g` that is not said: `doin'`.
    fn drops_its_g(&self, start: usize, end: usize) -> bool {
        let word = self.part(start, end);
        word.len() >= 4
            && word.ends_with("in")
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && self.char_at(end).is_some_and(is_apostrophe)
            && !self.is_word_at(end + self.char_len(end))
    }

    /// An apostrophe or single quotation mark.
    fn apostrophe(&mut self, start: usize, c: char) -> usize {
        let after = start + c.len_utf8();
        if self.char_at(after) == Some(c) {
            // Two in a row are a double quotation mark.
            return self.push(start, after + c.len_utf8(), TokenKind::QuoteMark);
        }
        let touches = self.touches_word(start);
        if touches {
            if let Some(end) = self.clitic_end(start) {
                return self.push(start, end, TokenKind::Clitic);
            }
            if self.is_possessive(start, after) {
                return self.push(start, after, TokenKind::Clitic);
            }
        } else if let Some(end) = self.elided_end(after) {
            let kind = if self.byte_at(end.saturating_sub(1)).is_ascii_digit() {
                TokenKind::Number
            } else {
                TokenKind::Word
            };
            return self.push(start, end, kind);
        }
        self.in_single = match c {
            '‘' | '‚' | '‛' => true,
            '\'' => !touches && self.opens(start, after),
            _ => false,
        };
        self.push(start, after, TokenKind::QuoteMark)
    }

    /// Whether the token before ends right here and is no mark.
    fn touches_word(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|t| {
            self.tokens.len() > self.before
                && t.span.end() == self.paragraph.start() + at
                && !matches!(t.kind, TokenKind::Mark | TokenKind::Emoji)
                && (t.kind != TokenKind::QuoteMark || self.clitic_end(at).is_some())
        })
    }

    /// The end of the clitic whose apostrophe stands at `at`.
    fn clitic_end(&self, at: usize) -> Option<usize> {
        let start = at + self.char_len(at);
        let length = CLITICS.iter().find_map(|clitic| {
            let there = self.text.get(start..start + clitic.len())?;
            there.eq_ignore_ascii_case(clitic).then_some(clitic.len())
        })?;
        let end = start + length;
        let goes_on = match self.char_at(end) {
            Some(c) if is_hyphen(c) => self.is_letter_at(end + c.len_utf8()),
            Some(c) => is_word(c),
            None => false,
        };
        (!goes_on).then_some(end)
    }

    /// Whether an apostrophe behind a word is the possessive of a plural, not a closing quotation
    /// mark. With a quotation open it is one only if a better place to close comes later.
    fn is_possessive(&self, start: usize, after: usize) -> bool {
        let plural = matches!(
            self.byte_at(start.wrapping_sub(1)),
            b's' | b'S' | b'z' | b'x'
        );
        if !plural || self.is_word_at(after) {
            return false;
        }
        if !self.in_single {
            return true;
        }
        let rest = self.text.get(after..).unwrap_or_default();
        let word_follows = rest
            .strip_prefix(' ')
            .is_some_and(|r| r.starts_with(char::is_alphabetic));
        word_follows && closes_later(rest)
    }

    /// The end of what an apostrophe before a word leaves out letters or digits of: `'90s`, `'em`.
    fn elided_end(&self, after: usize) -> Option<usize> {
        if self.digits_at(after) == 2 {
            let end = after + 2;
            if self.byte_at(end) == b's' && !self.is_word_at(end + 1) {
                return Some(end + 1);
            }
            let year = self.last_word().is_some_and(is_before_year);
            return (year && !self.is_word_at(end)).then_some(end);
        }
        let end = self.word_end_plain(after);
        let word = self.part(after, end);
        ELISIONS
            .iter()
            .any(|elision| word.eq_ignore_ascii_case(elision))
            .then_some(end)
    }

    /// Whether a straight mark that touches no word before it opens a quotation.
    fn opens(&self, start: usize, after: usize) -> bool {
        let space_before = self
            .text
            .get(..start)
            .unwrap_or_default()
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '—' | '-'));
        space_before && self.char_at(after).is_some_and(|c| !c.is_whitespace())
    }

    /// A picture with what belongs to it (joined pictures, skin tone, both halves of a flag).
    fn emoji(&mut self, start: usize, c: char) -> usize {
        let mut end = start + c.len_utf8();
        if is_flag_half(c) && self.char_at(end).is_some_and(is_flag_half) {
            end += self.char_len(end);
        }
        while let Some(next) = self.char_at(end) {
            if continues_emoji(next) {
                end += next.len_utf8();
                if next == '\u{200D}' && self.char_at(end).is_some_and(is_emoji) {
                    end += self.char_len(end);
                }
                continue;
            }
            break;
        }
        self.push(start, end, TokenKind::Emoji)
    }

    /// A token that begins with any other character.
    fn mark(&mut self, start: usize, c: char) -> usize {
        let after = start + c.len_utf8();
        match c {
            '@' if !self.touches_word(start) => self.tagged(start, after, TokenKind::Handle),
            '#' => self.tagged(start, after, TokenKind::Hashtag),
            '`' if self.byte_at(after) == b'`' => self.push(start, after + 1, TokenKind::QuoteMark),
            '`' => self.push(start, after, TokenKind::QuoteMark),
            '.' if self.digits_at(after) > 0 && !self.touches_word(start) => self.number(start),
            '.' => {
                let end = self.ellipsis_end(after);
                self.push(start, end, TokenKind::Mark)
            }
            '!' | '?' => {
                let end = self.run_end(after, |c| matches!(c, '!' | '?'));
                self.push(start, end, TokenKind::Mark)
            }
            '-' | '—' | '*' | '=' | '_' | '~' | '…' => {
                let end = self.run_end(after, |next| next == c);
                self.push(start, end, TokenKind::Mark)
            }
            _ => {
                let end = self.run_end(after, is_combining);
                self.push(start, end, TokenKind::Mark)
            }
        }
    }

    /// `@name` or `#name`; the sign alone where no name follows, or only digits behind `#`.
    fn tagged(&mut self, start: usize, after: usize, kind: TokenKind) -> usize {
        let end = self.run_end(after, |c| is_word(c) || c == '_');
        let named = self
            .part(after, end)
            .chars()
            .any(|c| !c.is_numeric() || kind == TokenKind::Handle);
        if named {
            self.push(start, end, kind)
        } else {
            self.push(start, after, TokenKind::Mark)
        }
    }

    /// Where the dots that began before `after` end: `...`, or `. . .` as court papers set it.
    fn ellipsis_end(&self, after: usize) -> usize {
        let mut end = self.run_end(after, |c| matches!(c, '.' | '…'));
        let mut dots = 1;
        let mut at = end;
        while matches!(self.char_at(at), Some(' ' | '\u{A0}')) {
            let dot = at + self.char_len(at);
            if self.byte_at(dot) != b'.' || self.digits_at(dot + 1) > 0 {
                break;
            }
            at = dot + 1;
            dots += 1;
        }
        if dots >= 3 {
            end = at;
        }
        end
    }

    /// Whether a word that ends at `end` can be the beginning of an address, by what follows.
    fn may_be_address(&self, end: usize) -> bool {
        matches!(self.byte_at(end), b'.' | b':' | b'@' | b'+')
            && !self.byte_at(end + 1).is_ascii_whitespace()
    }

    /// The end of a web or mail address that begins at `start`, without the marks of the sentence
    /// behind it.
    fn address(&self, start: usize) -> Option<usize> {
        let mut limit = (start + LONGEST_ADDRESS).min(self.text.len());
        while !self.text.is_char_boundary(limit) {
            limit -= 1;
        }
        let rest = self.text.get(start..limit)?;
        let chunk_end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '|'))
            .unwrap_or(rest.len());
        let chunk = rest.get(..chunk_end)?;
        if !chunk.contains(['.', '@']) {
            return None;
        }
        let trimmed =
            chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’', '…', '*']);
        if is_web(trimmed) {
            return Some(start + trimmed.len());
        }
        mail_end(trimmed)
            .or_else(|| domain_end(trimmed))
            .map(|length| start + length)
    }

    fn run_end(&self, at: usize, belongs: impl Fn(char) -> bool) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        if let Some(span) = self.document.within(self.paragraph, start..end) {
            self.tokens.push(Token {
                span,
                kind,
                tag: Tag::default(),
            });
        }
        end.max(start + 1)
    }

    /// The word before, in this paragraph.
    fn last_word(&self) -> Option<&'t str> {
        let last = self.tokens.get(self.before..)?.last()?;
        Some(self.document.slice(last.span))
    }

    fn first_char_from(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.trim_start().chars().next()
    }

    fn part(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(is_word)
    }

    fn is_letter_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphabetic)
    }

    fn char_len(&self, at: usize) -> usize {
        self.char_at(at).map_or(0, char::len_utf8)
    }

    /// The byte at `at`; 0 past the end.
    fn byte_at(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some(char::from(byte));
        }
        self.text.get(at..)?.chars().next()
    }
}

/// Whether the character can stand in a number.
fn is_in_number(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | ',' | ':' | '/' | '-' | '–' | '‑')
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Words behind which `'08` is a year.
fn is_before_year(word: &str) -> bool {
    [
        "of", "in", "since", "summer", "winter", "spring", "fall", "autumn", "and", "by", "until",
    ]
    .contains(&word)
}

/// Whether a single quotation mark that can close stands later, before another opens.
fn closes_later(rest: &str) -> bool {
    let mut before = ' ';
    let mut chars = rest.chars().take(LONGEST_SINGLE_QUOTE).peekable();
    while let Some(c) = chars.next() {
        let next_is_word = chars.peek().is_some_and(|c| is_word(*c));
        if is_apostrophe(c) {
            if before.is_whitespace() && next_is_word {
                return false;
            }
            if !next_is_word {
                return true;
            }
        }
        before = c;
    }
    false
}

fn is_web(chunk: &str) -> bool {
    let starts = |prefix: &str| {
        chunk
            .get(..prefix.len())
            .is_some_and(|p| p.eq_ignore_ascii_case(prefix))
            && chunk.len() > prefix.len()
    };
    starts("http://") || starts("https://") || starts("www.")
}

/// The length of the mail address that `chunk` begins with.
fn mail_end(chunk: &str) -> Option<usize> {
    let (name, host) = chunk.split_once('@')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    if name.is_empty() || !name.chars().all(is_name) {
        return None;
    }
    let length = host
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(host.len());
    let host = host.get(..length)?.trim_end_matches(['.', '-']);
    host.contains('.').then_some(name.len() + 1 + host.len())
}

/// The length of the web address without scheme (`example.com/path`) that `chunk` begins with.
fn domain_end(chunk: &str) -> Option<usize> {
    let host_end = chunk
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(chunk.len());
    let host = chunk.get(..host_end)?.trim_end_matches(['.', '-']);
    let (name, ending) = host.rsplit_once('.')?;
    let is_host = name.len() > 1
        && ending.bytes().all(|b| b.is_ascii_lowercase())
        && !name
            .split('.')
            .any(|label| label.is_empty() || label.len() == 1)
        && abbreviations::is_domain(ending);
    if !is_host {
        return None;
    }
    if chunk.as_bytes().get(host.len()) == Some(&b'/') {
        return Some(chunk.len());
    }
    Some(host.len())
}
