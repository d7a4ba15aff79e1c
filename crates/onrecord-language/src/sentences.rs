//! Sentence ends.
//!
//! A sentence ends behind a full stop, question or exclamation mark or an ellipsis, with the closing
//! marks that follow, where what comes next can begin a new one. Nothing here looks beyond the
//! paragraph, and every token falls into exactly one sentence.

use crate::Draft;
use crate::tokens::abbreviations::{self, Abbreviation};
use onrecord_record::{Sentence, TokenKind};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Longer sentences are cut: a bound for texts without any punctuation, in tokens.
const LONGEST: usize = 600;

/// How far behind a quotation a verb of saying is looked for, in tokens.
const FAR_CUE: usize = 7;

/// How far a closing bracket is looked for, in tokens.
const FAR_BRACKET: usize = 60;

static ATTRIBUTION_VERBS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../data/attribution_verbs.txt")));

static STARTERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| words(include_str!("../data/sentence_starters.txt")));

fn words(list: &'static str) -> HashSet<&'static str> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

/// The sentences, in order; every token is in exactly one.
pub(crate) fn split(draft: &Draft) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(draft.tokens.len() / 16);
    for (index, paragraph) in draft.paragraphs.iter().enumerate() {
        let range = draft.tokens_in(paragraph.span);
        let splitter = Splitter { draft, range };
        splitter.run(|first, last| {
            if let Some(span) = draft.span_of_tokens(first..last) {
                sentences.push(Sentence {
                    span,
                    first: first as u32,
                    last: last as u32,
                    paragraph: index as u32,
                });
            }
        });
    }
    sentences
}

/// What a mark at a possible end is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    /// A full stop of its own.
    Stop,
    /// The full stop of an abbreviation.
    Abbreviation(Abbreviation),
    /// Question and exclamation marks.
    Loud,
    /// An ellipsis.
    Ellipsis,
}

/// Splits the tokens of one paragraph.
struct Splitter<'a, 'd> {
    draft: &'a Draft<'d>,
    range: Range<usize>,
}

impl Splitter<'_, '_> {
    /// Calls `add` with the token range of each sentence.
    fn run(&self, mut add: impl FnMut(usize, usize)) {
        let mut first = self.range.start;
        let mut at = self.range.start;
        let mut bracket_end = 0;
        while at < self.range.end {
            if at >= bracket_end && matches!(self.word(at), "(" | "[") && at > first {
                bracket_end = self.bracket_end(at);
            }
            let mut next = at + 1;
            if next < self.range.end && next - first < LONGEST {
                let end = self.end_at(at);
                match end {
                    Some(end) if at >= bracket_end => {
                        next = self.after_closers(first, next);
                        if !self.is_boundary(first, at, next, end) {
                            at += 1;
                            continue;
                        }
                    }
                    _ => {
                        at += 1;
                        continue;
                    }
                }
            }
            add(first, next);
            first = next;
            at = next;
        }
    }

    /// What possible end the token at `at` is.
    fn end_at(&self, at: usize) -> Option<End> {
        let token = self.draft.tokens.get(at)?;
        let word = self.word(at);
        match token.kind {
            TokenKind::Mark => match word.chars().next()? {
                '.' if word.len() == 1 => Some(End::Stop),
                '.' | '…' => Some(End::Ellipsis),
                '!' | '?' | '。' | '！' | '？' | '‽' => Some(End::Loud),
                _ => None,
            },
            TokenKind::Word => {
                let stem = word.strip_suffix('.')?;
                let known = abbreviations::lookup(stem);
                Some(End::Abbreviation(known.unwrap_or(Abbreviation::MayEnd)))
            }
            _ => None,
        }
    }

    /// Where the bracket that opens at `at` has closed again; `at` itself if it does not.
    fn bracket_end(&self, at: usize) -> usize {
        let last = self.range.end.min(at + FAR_BRACKET);
        (at..last)
            .find(|i| matches!(self.word(*i), ")" | "]"))
            .unwrap_or(at)
    }

    /// Past the closing marks that stand right behind the token before `at`, and a picture or note
    /// number in brackets after them.
    fn after_closers(&self, first: usize, at: usize) -> usize {
        let mut next = at;
        while next < self.range.end {
            if self.is_note(next) {
                next += 3;
            } else if self.closes(first, next) {
                next += 1;
            } else {
                break;
            }
        }
        next
    }

    /// Whether a note's number in square brackets touches the token before: `[3]`.
    fn is_note(&self, at: usize) -> bool {
        self.touches(at)
            && self.word(at) == "["
            && self.word(at + 2) == "]"
            && self.kind(at + 1) == Some(TokenKind::Number)
    }

    /// Whether the token at `at` belongs to what ends before it.
    fn closes(&self, first: usize, at: usize) -> bool {
        let word = self.word(at);
        match self.kind(at) {
            Some(TokenKind::QuoteMark) => match word {
                "“" | "‘" | "„" | "‚" | "``" | "`" | "«" | "‹" | "「" | "『" => false,
                "”" | "’" | "»" | "›" | "」" | "』" => true,
                _ if self.touches(at) => true,
                // A straight mark with spaces on both sides closes if one is open.
                _ => !self.touches(at + 1) && self.is_open(first, at, word),
            },
            Some(TokenKind::Mark) => {
                (matches!(word, ")" | "]" | "}") || (self.touches(at) && self.ends_again(at)))
                    && !word.is_empty()
            }
            Some(TokenKind::Emoji) => true,
            _ => false,
        }
    }

    fn ends_again(&self, at: usize) -> bool {
        matches!(self.end_at(at), Some(End::Loud | End::Ellipsis | End::Stop))
    }

    /// Whether an odd number of `mark`s stands before `at` in the sentence.
    fn is_open(&self, first: usize, at: usize, mark: &str) -> bool {
        (first..at).filter(|i| self.word(*i) == mark).count() % 2 == 1
    }

    /// Whether a sentence that began at `first` is over with the mark at `at`, if the next would
    /// begin at `next`.
    fn is_boundary(&self, first: usize, at: usize, next: usize, end: End) -> bool {
        if next >= self.range.end {
            return true;
        }
        if self.is_enumerator(first, at) {
            return false;
        }
        let opener = self.first_word_from(next);
        let word = self.word(opener);
        let quoted = (at + 1..next).any(|i| self.kind(i) == Some(TokenKind::QuoteMark));
        if word.starts_with(char::is_lowercase) {
            // Those who begin their sentences in lower case end them before it too.
            return !quoted
                && opener == next
                && matches!(end, End::Stop | End::Loud)
                && self
                    .word(self.first_word_from(first))
                    .starts_with(char::is_lowercase);
        }
        if matches!(
            word,
            "," | ";" | ":" | "-" | "–" | "—" | "--" | ")" | "]" | "/" | "%"
        ) {
            return false;
        }
        match end {
            End::Loud if quoted => !self.speaker_follows(next),
            End::Stop | End::Loud => true,
            End::Ellipsis => self.ends_in_dots(first, at, opener, quoted),
            End::Abbreviation(kind) => self.ends_abbreviated(at, opener, next, kind, quoted),
        }
    }

    /// Whether the sentence so far is only the number or letter of a list item or numbered
    /// paragraph: `1.`, `(a)`, `Q.`
    fn is_enumerator(&self, first: usize, at: usize) -> bool {
        if at - first > 2 {
            return false;
        }
        (first..=at).all(|i| {
            let word = self.word(i).trim_end_matches('.');
            match self.kind(i) {
                Some(TokenKind::Number) => word.len() <= 3,
                Some(TokenKind::Word) => {
                    word.len() == 1 || (word.len() <= 4 && word.bytes().all(is_roman))
                }
                Some(TokenKind::Mark) => {
                    matches!(self.word(i), "." | "(" | ")" | "¶" | "§" | "*" | "-")
                }
                _ => false,
            }
        }) && (first..=at).any(|i| self.kind(i) != Some(TokenKind::Mark))
    }

    /// Whether a speaker with a verb of saying follows a quotation that ended in `?` or `!`.
    fn speaker_follows(&self, next: usize) -> bool {
        let mut lower = String::new();
        for i in next..self.range.end.min(next + FAR_CUE) {
            let word = self.word(i);
            if ATTRIBUTION_VERBS.contains(word) {
                return i > next;
            }
            let named = word.starts_with(char::is_uppercase) || matches!(word, "of" | "de" | "al");
            if !named {
                return false;
            }
            if i == next {
                lower.clear();
                lower.push_str(word);
                lower.make_ascii_lowercase();
                if STARTERS.contains(lower.as_str()) {
                    return false;
                }
            }
        }
        false
    }

    /// Whether an ellipsis ends the sentence: not one that has hardly begun, and not the spaced dots
    /// by which a quotation shows what it leaves out, unless a fourth dot says so.
    fn ends_in_dots(&self, first: usize, at: usize, opener: usize, quoted: bool) -> bool {
        let dots = self.word(at);
        if quoted {
            return true;
        }
        let spaced = dots.contains([' ', '\u{A0}']);
        let stops = dots.bytes().filter(|b| *b == b'.').count();
        if spaced {
            return stops >= 4 || self.is_starter(opener);
        }
        at - first >= 4
    }

    fn ends_abbreviated(
        &self,
        at: usize,
        opener: usize,
        next: usize,
        kind: Abbreviation,
        quoted: bool,
    ) -> bool {
        let word = self.word(opener);
        let capital = word.starts_with(char::is_uppercase);
        match kind {
            Abbreviation::Title | Abbreviation::Inside | Abbreviation::BeforeNumber => false,
            _ if quoted => true,
            Abbreviation::MayEnd | Abbreviation::Place => {
                (capital && self.is_starter(opener) && !self.is_part_of_name(at, opener))
                    || (opener > next && capital)
            }
            Abbreviation::Ends => (capital && !is_after_time(word)) || opener > next,
        }
    }

    /// A single capital is an initial of the name that goes on: `John A. And`, but not `J. A. Cole`.
    fn is_part_of_name(&self, at: usize, opener: usize) -> bool {
        let initial = self.word(at).chars().count() == 2;
        initial && self.word(opener).chars().count() == 1 && self.word(opener + 1) == "."
    }

    fn is_starter(&self, at: usize) -> bool {
        let word = self.word(at);
        word.starts_with(char::is_uppercase)
            && word.len() < 16
            && STARTERS.contains(word.to_ascii_lowercase().as_str())
    }

    /// The first token from `at` that is no opening mark.
    fn first_word_from(&self, at: usize) -> usize {
        let opens = |i: &usize| {
            self.kind(*i) == Some(TokenKind::QuoteMark)
                || matches!(self.word(*i), "(" | "[" | "*" | "_" | "#")
        };
        (at..self.range.end)
            .take(6)
            .find(|i| !opens(i))
            .unwrap_or(at)
    }

    /// Whether the token at `at` begins where the one before it ends.
    fn touches(&self, at: usize) -> bool {
        let end = at
            .checked_sub(1)
            .and_then(|before| self.draft.tokens.get(before))
            .map(|t| t.span.end());
        end.is_some() && end == self.draft.tokens.get(at).map(|t| t.span.start())
    }

    fn word(&self, at: usize) -> &str {
        self.draft.word(at)
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.draft.tokens.get(at).map(|t| t.kind)
    }
}

fn is_roman(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(), b'i' | b'v' | b'x')
}

/// Words with a capital that go on after `p.m.`: weekdays, months, zones.
fn is_after_time(word: &str) -> bool {
    const GO_ON: [&str; 30] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "EST",
        "EDT",
        "ET",
        "CST",
        "CDT",
        "CT",
        "MST",
        "PST",
        "PDT",
        "GMT",
        "Eastern",
    ];
    GO_ON.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::Document;

    /// The sentences of `text`, which marks each end with `|`.
    #[track_caller]
    fn check(marked: &str) {
        let text: String = marked.replace('|', "");
        let document = Document::from_text(&text, None);
        let mut draft = Draft::new(&document);
        draft.paragraphs = crate::structure::paragraphs(&document);
        draft.tokens = crate::tokens::tokenise(&draft);
        let found: Vec<&str> = split(&draft).iter().map(|s| draft.words(s.span)).collect();
        let wanted: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn titles_and_initials_do_not_end_a_sentence() {
        check("Mr. Dale met Dr. J. K. Orr of St. Mark.| He left.");
        check("Judge Ann B. Cole ruled.| J. Marsh agreed.");
    }

    #[test]
    fn abbreviations_end_it_only_before_a_word_that_can_begin_one() {
        check("He moved to the U.S. in May.| He left the U.S.| The court waited.");
        check("The U.S. Supreme Court ruled in Orr v. Texas.| No. 5 was Acme Inc. property.");
        check("It closed at 9 p.m. Sunday.| It opened at 8 a.m.| Dale was there.");
        check("He lived in Jackson, Miss., until May.| She called him Miss.| He laughed.");
        check("He said no.| No.| He was sure.");
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_they_close() {
        check("“I lied.”| The jury heard it.");
        check("\"Stop!\" she said.| \"I did not.\"| The next day she left.");
        check("“Why?” Mr. Dale asked.| “Why not?”| The judge smiled.");
        check("(He was there.)| She was not.");
        check("He (the son. The elder one) left.| She stayed.");
    }

    #[test]
    fn ellipses_end_it_only_where_a_new_one_begins() {
        check("I was there... and I saw it.| He ran to the car...| Then it was over.");
        check("“The jury . . . Court found . . . nothing.”");
    }

    #[test]
    fn list_numbers_stay_with_their_item() {
        check("1. I am the witness.| 2. I lied.");
        check("Q. Where were you?| A. At home.");
    }

    #[test]
    fn careless_writers_begin_in_lower_case() {
        check("i was there.| he lied!| free him");
    }
}
