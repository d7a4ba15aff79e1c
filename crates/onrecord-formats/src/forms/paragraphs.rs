//! Numbered paragraphs, as affidavits, orders and pleadings have them.

use super::phrases;
use crate::lines;
use onrecord_record::{BlockKind, Document, DocumentKind, ParagraphPlace, Span};

/// Fewest numbered paragraphs that count in a sworn paper, …
const FEWEST_SWORN: usize = 2;
/// … and in others, where a few numbers are those of a list or of headings.
const FEWEST: usize = 3;

/// The paragraphs with a printed number that count up from 1, each up to the next; the last ends with
/// its own words. The numbers of notes are none of paragraphs.
pub(super) fn read(document: &Document) -> Vec<ParagraphPlace> {
    let text = &document.text;
    let fewest = match document.kind {
        DocumentKind::Affidavit => FEWEST_SWORN,
        _ => FEWEST,
    };
    let mut notes = document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Footnote)
        .map(|block| block.span)
        .peekable();
    let mut in_note = |line: Span| {
        while notes.next_if(|note| note.is_before(line)).is_some() {}
        notes.peek().is_some_and(|note| note.overlaps(line))
    };
    let mut starts: Vec<(usize, String)> = Vec::new();
    let mut count = 0;
    let mut last_line = 0..0;
    let mut in_last = false;
    for line in lines::lines(text, text.all()) {
        if in_note(line) {
            continue;
        }
        let words = text.slice(line);
        match number(words) {
            Some((n, letter))
                if n == count + 1 && letter.is_empty()
                    || n == count && n > 0 && !letter.is_empty() =>
            {
                count = n;
                starts.push((line.start(), format!("{n}{letter}")));
                last_line = line.range();
                in_last = true;
            }
            _ if words.is_empty() || ends(words) => in_last = false,
            _ if in_last => last_line.end = line.end(),
            _ => {}
        }
    }
    if starts.len() < fewest {
        return Vec::new();
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|(at, _)| *at)
        .chain([last_line.end]);
    starts
        .iter()
        .zip(ends)
        .filter_map(|((start, number), end)| {
            let span: Span = text.trim(text.span(*start..end)?);
            Some(ParagraphPlace {
                span,
                number: number.clone(),
            })
        })
        .collect()
}

/// The number that a line begins with, and the letter after it: `7.`, `(7)`, `7)`, `¶ 7.`, `4A.`
fn number(words: &str) -> Option<(u32, String)> {
    let marked = words.strip_prefix('¶').or_else(|| words.strip_prefix("[¶"));
    let rest = marked.unwrap_or(words).trim_start();
    let rest = rest.trim_start_matches(['*', '_']);
    let opened = rest.starts_with(['(', '[']);
    let rest = rest.trim_start_matches(['(', '[']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let after = rest.get(digits..)?;
    let letter: String = after
        .chars()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    if letter.len() > 1 {
        return None;
    }
    let after = after.get(letter.len()..)?;
    let closed = after.trim_start_matches(['.', ')', ']', '*', '_']);
    let has_mark = closed.len() < after.len() || marked.is_some();
    let apart = closed.is_empty() || closed.starts_with(char::is_whitespace);
    let bare_tab = after.starts_with('\t') && letter.is_empty();
    let fits = (has_mark && apart && (!opened || after.starts_with([')', ']']))) || bare_tab;
    fits.then(|| Some((rest.get(..digits)?.parse().ok()?, letter.to_lowercase())))?
}

/// Whether a line ends the numbered paragraphs before it.
fn ends(words: &str) -> bool {
    phrases::begins("paragraphs-end", words) || words.starts_with("___")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_count_up_from_one() {
        let mut document = Document::from_text(
            "I, Ann Lee, say:\n\n1. I was there.\nOn May 3.\n\n2. Two men came:\n1. one\n\n2a. He left.\n\n3. I stayed\nlate.\n\nSworn to\n",
            None,
        );
        document.kind = DocumentKind::Affidavit;
        let found: Vec<(String, &str)> = read(&document)
            .into_iter()
            .map(|p| (p.number, document.text.slice(p.span)))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(n, w)| (n.as_str(), *w)).collect();
        assert_eq!(
            found,
            [
                ("1", "1. I was there.\nOn May 3."),
                ("2", "2. Two men came:\n1. one"),
                ("2a", "2a. He left."),
                ("3", "3. I stayed\nlate."),
            ]
        );
    }

    #[test]
    fn notes_and_short_lists_number_no_paragraphs_of_an_opinion() {
        let numbered = |marks: [&str; 6]| {
            let text: String = marks
                .iter()
                .map(|mark| format!("{mark} Words of it.\n"))
                .collect();
            let mut document = Document::from_text(&text, None);
            document.kind = DocumentKind::Order;
            document
        };
        let whole = numbered(["[1]", "[2]", "[3]", "[4]", "[5]", "[6]"]);
        assert_eq!(read(&whole).len(), 6);
        let short = numbered(["1.", "2.", "A", "B", "C", "D"]);
        assert!(read(&short).is_empty());
        let mut notes = whole;
        let line = lines::lines(&notes.text, notes.text.all()).collect::<Vec<Span>>();
        notes.blocks = line
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|span| onrecord_record::Block {
                span,
                kind: BlockKind::Footnote,
            })
            .collect();
        assert!(read(&notes).is_empty());
    }

    #[test]
    fn years_and_dates_are_no_numbers_of_paragraphs() {
        for line in [
            "2004 was a year",
            "1 May 2004",
            "12/3/2004",
            "1.5 miles",
            "3rd of May",
        ] {
            assert_eq!(number(line), None, "{line}");
        }
    }
}
