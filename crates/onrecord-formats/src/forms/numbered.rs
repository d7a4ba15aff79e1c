//! Lines with a number in the margin, as transcripts and pleadings have them in plain text, and the
//! pages they stand on.

use crate::lines;
use onrecord_record::{LinePlace, PagePlace, Span, Text};

/// The highest line number of a page; court reporters set 25 lines, some a few more.
const LAST_LINE: u32 = 40;
/// How many lines must carry the number that follows the one before.
const ENOUGH: usize = 6;
/// How much farther in than line numbers a page's number stands, in bytes.
const CENTRED: usize = 7;
/// How many lines at the start are looked at to see whether lines are numbered at all.
const FIRST_LINES: usize = 250;

/// The numbered lines of a text and its pages.
#[derive(Default)]
pub(super) struct Numbered {
    /// Lines with words, in order.
    pub(super) lines: Vec<LinePlace>,
    /// Pages, in order.
    pub(super) pages: Vec<PagePlace>,
}

/// Reads the numbers in the margin, if most lines have one and they count up.
pub(super) fn read(text: &Text) -> Option<Numbered> {
    if !begins_numbered(text) {
        return None;
    }
    let all: Vec<Line> = lines::lines(text, text.all())
        .map(|line| line_of(text, line))
        .collect();
    let mut before = 0;
    let mut last = 0;
    let (mut counted, mut blank) = (0, 0);
    let mut margin = None;
    let mut numbered: Vec<Option<u32>> = Vec::with_capacity(all.len());
    for line in &all {
        blank += usize::from(line.whole.is_empty());
        let indent = indent(text, line.whole);
        // A number alone in the middle of the page is the page's.
        let centred = line.words.is_empty() && margin.is_some_and(|m| indent > m + CENTRED);
        if centred {
            numbered.push(None);
            continue;
        }
        // A number that counts up belongs to the margin; another is the page's, or a word of the line.
        let fits = line.number.filter(|n| {
            *n == before + 1
                || *n == 1 && last != 0
                || (*n > before && *n <= before + 3 && before > 0)
                || before == 0 && *n == 1
        });
        if let Some(n) = fits {
            counted += usize::from(n == before + 1 || n == 1);
            before = n;
            last = n;
            margin = margin.or(Some(indent));
        }
        numbered.push(fits);
    }
    if counted < ENOUGH || counted * 2 < all.len() - blank {
        return None;
    }
    Some(build(text, &all, &numbered))
}

/// How many bytes stand before a line's words, up to the most that matter.
fn indent(text: &Text, line: Span) -> usize {
    let before = text
        .as_str()
        .as_bytes()
        .get(..line.start())
        .unwrap_or_default();
    let blank = before.iter().rev().take(200);
    blank.take_while(|b| matches!(b, b' ' | b'\t')).count()
}

/// A line and the number it may begin with.
struct Line {
    whole: Span,
    number: Option<u32>,
    /// The words behind the number.
    words: Span,
}

fn line_of(text: &Text, whole: Span) -> Line {
    let words = text.slice(whole);
    let at = after_time(words);
    let rest = words.get(at..).unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..).unwrap_or_default();
    let number = rest
        .get(..digits)
        .and_then(|digits| digits.parse().ok())
        .filter(|n| (1..=LAST_LINE).contains(n))
        .filter(|_| {
            after.is_empty() || after.starts_with([' ', '\t', ':']) && !after.starts_with(": ")
        });
    let behind = text
        .within(whole, (at + digits).min(words.len())..words.len())
        .map_or(whole, |span| text.trim(span));
    Line {
        whole,
        number,
        words: if number.is_some() { behind } else { whole },
    }
}

/// How many bytes a time of day before the number takes: `10:02:13  4`.
fn after_time(words: &str) -> usize {
    let first = words.split([' ', '\t']).next().unwrap_or_default();
    let is_time = first.len() >= 5
        && first.len() <= 11
        && first.contains(':')
        && first
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b':' || b == b'.');
    if !is_time {
        return 0;
    }
    let rest = words.get(first.len()..).unwrap_or_default();
    first.len() + (rest.len() - rest.trim_start().len())
}

/// A quick look, so that other texts are not taken apart for nothing.
fn begins_numbered(text: &Text) -> bool {
    let mut next = 1;
    for line in text.as_str().lines().take(FIRST_LINES) {
        let line = line.trim_start();
        let line = line.get(after_time(line)..).unwrap_or_default();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 2 {
            continue;
        }
        let after = line.get(digits..).unwrap_or_default();
        let bare = after.is_empty() || after.starts_with([' ', '\t', ':']);
        if bare && line.get(..digits).and_then(|d| d.parse().ok()) == Some(next) {
            next += 1;
            if next == 4 {
                return true;
            }
        }
    }
    false
}

fn build(text: &Text, all: &[Line], numbered: &[Option<u32>]) -> Numbered {
    let mut found = Numbered::default();
    // Where each page's numbered lines begin and end, as indices of lines.
    let mut pages: Vec<(usize, usize)> = Vec::new();
    let mut before = u32::MAX;
    for (i, (line, number)) in all.iter().zip(numbered).enumerate() {
        let Some(number) = *number else { continue };
        match pages.last_mut() {
            Some(page) if number > before => page.1 = i,
            _ => pages.push((i, i)),
        }
        before = number;
        if !line.words.is_empty() {
            found.lines.push(LinePlace {
                span: line.words,
                number,
            });
        }
    }
    found.pages = pages_of(text, all, &pages);
    found
}

/// The pages: between two of them stands what may be the number of either.
fn pages_of(text: &Text, all: &[Line], pages: &[(usize, usize)]) -> Vec<PagePlace> {
    let gap = |from: usize, to: usize| all.get(from..to).unwrap_or_default();
    let label_in = |lines: &[Line], last: bool| {
        let mut labels = lines
            .iter()
            .filter_map(|line| label(text.slice(line.whole)));
        if last {
            labels.next_back()
        } else {
            labels.next()
        }
    };
    let first = pages.first().map_or(0, |page| page.0);
    let after_last = pages.last().map_or(all.len(), |page| page.1 + 1);
    // Numbers stand above their page where the first page has one above it and the last none below.
    let above = label_in(gap(0, first), true).is_some()
        || label_in(gap(after_last, all.len()), false).is_none();
    let mut places = Vec::with_capacity(pages.len());
    for (i, page) in pages.iter().enumerate() {
        let before = i
            .checked_sub(1)
            .and_then(|b| pages.get(b))
            .map_or(0, |p| p.1 + 1);
        let next = pages.get(i + 1).map_or(all.len(), |p| p.0);
        let head = gap(before, page.0);
        let foot = gap(page.1 + 1, next);
        let break_in = |lines: &[Line]| {
            lines.iter().position(|line| {
                let start = line.whole.start();
                text.as_str()
                    .get(..start)
                    .is_some_and(|t| t.trim_end_matches([' ', '\t']).ends_with('\u{c}'))
                    || text.slice(line.whole).starts_with('\u{c}')
            })
        };
        let head = match break_in(head) {
            Some(at) => head.get(at..).unwrap_or_default(),
            None if above || i == 0 => head,
            None => &[],
        };
        let foot = match break_in(foot) {
            Some(at) => foot.get(..at).unwrap_or_default(),
            None if above && i + 1 < pages.len() => &[],
            None => foot,
        };
        let label = label_in(head, true).or_else(|| label_in(foot, false));
        let lines = || {
            head.iter()
                .chain(gap(page.0, page.1 + 1))
                .chain(foot)
                .map(|line| line.whole)
                .filter(|span| !span.is_empty())
        };
        if let (Some(from), Some(to)) = (lines().next(), lines().next_back()) {
            places.push(PagePlace {
                span: from.cover(to),
                number: i as u32 + 1,
                label,
                bates: None,
                size: (0, 0),
                recognised: false,
            });
        }
    }
    places
}

/// The page's number that a line outside the numbered ones gives: `Page 212`, `212`, `Smith - Direct   212`.
fn label(line: &str) -> Option<String> {
    let number = |word: &str| {
        let word = word.trim_matches(['-', '–', ' ', '[', ']', '.']);
        let word = word.strip_prefix("A-").unwrap_or(word);
        let fits = (1..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| word.to_owned())
    };
    let lower = line.to_lowercase();
    if lower.len() == line.len()
        && let Some(at) = lower.find("page")
    {
        let rest = line
            .get(at + 4..)?
            .trim_start_matches([':', ' ', '\t', '-']);
        let word = rest.split([' ', '/', ',', '\t']).next().unwrap_or_default();
        if let Some(label) = number(word) {
            return Some(label);
        }
    }
    let trimmed = line.trim();
    if let Some(label) = number(trimmed) {
        return Some(label);
    }
    // In a running head the number stands apart, at one end.
    let apart = |word: &str, from: bool| {
        let gap = if from {
            trimmed
                .get(word.len()..)
                .is_some_and(|r| r.starts_with("  ") || r.starts_with('\t'))
        } else {
            trimmed
                .get(..trimmed.len() - word.len())
                .is_some_and(|r| r.ends_with("  ") || r.ends_with('\t'))
        };
        gap.then(|| number(word)).flatten()
    };
    let last = trimmed.split_whitespace().next_back().unwrap_or_default();
    let first = trimmed.split_whitespace().next().unwrap_or_default();
    apart(last, false).or_else(|| apart(first, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Text, Numbered) {
        let text = Text::from(text);
        let numbered = read(&text).unwrap();
        (text, numbered)
    }

    #[test]
    fn numbers_above_pages_and_below_them_are_told_apart() {
        let above = "  Page 7\n 1  Q. Who?\n 2  A. Ann.\n 3  Q. When?\n\n  Page 8\n 1  A. Then.\n 2  Q. Why?\n 3  A. No.\n";
        let below = " 1  Q. Who?\n 2  A. Ann.\n 3  Q. When?\n\n     7\n\n 1  A. Then.\n 2  Q. Why?\n 3  A. No.\n   8\n";
        for text in [above, below] {
            let (text, found) = read_text(text);
            let labels: Vec<_> = found.pages.iter().map(|p| p.label.clone()).collect();
            assert_eq!(labels, [Some("7".to_owned()), Some("8".to_owned())]);
            assert_eq!(found.lines.len(), 6);
            assert_eq!(text.slice(found.lines[3].span), "A. Then.");
            assert!(found.pages[1].span.contains(found.lines[3].span));
        }
    }

    #[test]
    fn a_list_is_not_numbered_lines() {
        let text = Text::from("1. Ann\n2. Bo\n3. Cy\n4. Di\n5. Ed\n6. Flo\n7. Gil\n");
        assert!(read(&text).is_none());
        let text = Text::from("1 Ann\n2 Bo\n3 Cy\nand so on\nfor many\nlines\nof other\nwords\n");
        assert!(read(&text).is_none());
    }

    #[test]
    fn times_of_day_stand_before_the_numbers() {
        let (text, found) = read_text(
            "10:02:13  1 Q. Who?\n10:02:15  2 A. Ann.\n 3 Q. When?\n 4 A. Then.\n 5 Q. Why?\n 6 A. No.\n",
        );
        assert_eq!(found.lines.len(), 6);
        assert_eq!(text.slice(found.lines[1].span), "A. Ann.");
    }
}
