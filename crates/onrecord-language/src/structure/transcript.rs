//! Transcripts of hearings: pages of numbered lines.

use super::lines;
use crate::Paragraph;
use onrecord_record::{BlockKind, Document, DocumentKind, Span, Text};

/// The highest line number of a page; court reporters set 25 lines, some a few more.
const LAST_LINE: u32 = 40;

/// How many lines must carry the number that follows the one before.
const ENOUGH: usize = 6;

/// A transcript's paragraphs and what stands between their words.
pub(super) struct Transcript {
    /// Speeches, questions and answers, headings.
    pub(super) paragraphs: Vec<Paragraph>,
    /// Line numbers and page headings.
    pub(super) margins: Vec<Span>,
}

/// One line that is not blank.
struct Line {
    /// Its number, if it has one.
    number: Option<u32>,
    /// The number's characters.
    margin: Span,
    /// The words behind the number; may be empty.
    words: Span,
}

/// Reads `document` as a transcript, if most of its lines are numbered, in the text or beside it.
pub(super) fn read(document: &Document) -> Option<Transcript> {
    numbered_in_text(document).or_else(|| numbered_beside(document))
}

/// A transcript whose reader took the numbers out of the text, as readers of pages do.
fn numbered_beside(document: &Document) -> Option<Transcript> {
    let (text, places) = (&document.text, &document.places.lines);
    if document.kind != DocumentKind::Transcript || places.is_empty() {
        return None;
    }
    let mut all: Vec<Line> = Vec::with_capacity(places.len());
    let mut end = 0;
    for place in places {
        between(text, end..place.span.start(), &mut all);
        all.push(Line {
            number: Some(place.number),
            margin: place.span.at_start(),
            words: text.trim(place.span),
        });
        end = place.span.end();
    }
    between(text, end..text.len(), &mut all);
    Some(build(text, &all))
}

/// Adds the lines between two numbered ones; what stands right before the words of a numbered one is
/// its margin.
fn between(text: &Text, range: std::ops::Range<usize>, all: &mut Vec<Line>) {
    let Some(gap) = text.span(range.clone()) else {
        return;
    };
    let mut start = range.start;
    for line in text.slice(gap).split_inclusive(['\n', '\r']) {
        let end = start + line.len();
        if let Some(words) = text.span(start..end).map(|span| text.trim(span))
            && !words.is_empty()
        {
            let before_words =
                end == range.end && !line.ends_with(['\n', '\r']) && end < text.len();
            all.push(Line {
                number: before_words.then_some(0),
                margin: if before_words {
                    words
                } else {
                    words.at_start()
                },
                words: if before_words { words.at_end() } else { words },
            });
        }
        start = end;
    }
}

fn numbered_in_text(document: &Document) -> Option<Transcript> {
    let text = &document.text;
    let plain = document
        .blocks
        .iter()
        .all(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Markup));
    if !plain || !begins_numbered(text) {
        return None;
    }
    let lines: Vec<Line> = lines(text)
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| numbered(text, line))
        .collect();
    is_numbered(&lines).then(|| build(text, &lines))
}

/// A quick look, so that other texts are not taken apart for nothing: whether two lines among the
/// first begin with the numbers 1 and 2.
fn begins_numbered(text: &Text) -> bool {
    const FIRST_LINES: usize = 200;
    let begins = |line: &str, number: &str| {
        line.trim_start()
            .strip_prefix(number)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    };
    let mut lines = text.as_str().lines().take(FIRST_LINES);
    lines.any(|line| begins(line, "1")) && lines.any(|line| begins(line, "2"))
}

fn numbered(text: &Text, line: Span) -> Line {
    let words = text.slice(line);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words.get(digits..).unwrap_or_default();
    let number = words
        .get(..digits)
        .and_then(|digits| digits.parse().ok())
        .filter(|n| (1..=LAST_LINE).contains(n))
        .filter(|_| rest.is_empty() || rest.starts_with([' ', '\t']));
    let at = if number.is_some() { digits } else { 0 };
    let margin = text.within(line, 0..at).unwrap_or(line.at_start());
    let words = text
        .within(line, at..line.len())
        .map_or(line, |s| text.trim(s));
    Line {
        number,
        margin,
        words,
    }
}

/// Whether at least half of the lines carry a number, and those count up.
fn is_numbered(lines: &[Line]) -> bool {
    let mut before = 0;
    let mut counted = 0;
    for number in lines.iter().filter_map(|line| line.number) {
        counted += usize::from(number == before + 1 || number == 1);
        before = number;
    }
    counted >= ENOUGH && counted * 2 >= lines.len()
}

fn build(text: &Text, lines: &[Line]) -> Transcript {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut margins = Vec::new();
    let mut goes_on = false;
    for line in lines {
        let words = text.slice(line.words);
        if line.number.is_some() {
            margins.extend(Some(line.margin).filter(|margin| !margin.is_empty()));
        } else if is_page_heading(words) {
            margins.push(line.words);
            continue;
        }
        if line.words.is_empty() {
            continue;
        }
        let begins = line.number.is_none() || begins_speech(words) || is_heading(words);
        match paragraphs.last_mut() {
            Some(last) if goes_on && !begins => last.span = last.span.cover(line.words),
            _ => paragraphs.push(Paragraph {
                span: line.words,
                kind: BlockKind::Paragraph,
            }),
        }
        goes_on = line.number.is_some() && (!is_heading(words) || words.ends_with(','));
    }
    Transcript {
        paragraphs,
        margins,
    }
}

/// `Page 212`, or a page's number alone.
fn is_page_heading(words: &str) -> bool {
    let number = words
        .strip_prefix("Page")
        .or_else(|| words.strip_prefix("PAGE"))
        .unwrap_or(words)
        .trim();
    let digits = number.split(" of ").next().unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line begins with a question, an answer, a speaker's name and colon, or a bracket.
fn begins_speech(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    if matches!(first, "Q" | "A" | "Q." | "A." | "Q:" | "A:") || first.starts_with(['(', '[']) {
        return true;
    }
    words
        .split_once(':')
        .is_some_and(|(name, _)| name.len() <= 40 && is_upper(name))
}

/// Whether a line has no small letter.
fn is_heading(words: &str) -> bool {
    is_upper(words)
}

fn is_upper(words: &str) -> bool {
    words.contains(char::is_uppercase) && !words.contains(char::is_lowercase)
}
