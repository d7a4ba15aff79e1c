//! The lines of a text, and which of them are one paragraph.

use onrecord_record::{Span, Text};

/// A text's lines without their ends (`\n`, `\r\n` or a lone `\r`) and without white space at both
/// ends; blank lines too. Offsets in bytes.
pub(crate) fn lines(text: &Text, within: Span) -> impl Iterator<Item = Span> + '_ {
    let words = text.slice(within);
    let mut start = within.start();
    words.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let span = text.span(start..start + line.len());
        start += line.len();
        span.map(|span| text.trim(span))
    })
}

/// Widest line, in characters, of texts that are taken to be wrapped by hand or machine.
const WIDEST_WRAPPED: usize = 120;
/// Narrowest line that can be a full one.
const NARROWEST_FULL: usize = 40;
/// How many lines at the start tell whether a text is wrapped.
const SAMPLE: usize = 4000;

/// The paragraphs among `lines`: groups between blank lines, wherever lines were broken only because
/// they were full; single lines otherwise.
pub(crate) fn paragraphs(text: &Text, lines: &[Span]) -> Vec<Span> {
    let width = wrapped_at(text, lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut before: Option<Span> = None;
    for line in lines {
        if line.is_empty() {
            before = None;
            continue;
        }
        let joins = before.is_some_and(|before| goes_on(text, before, *line, width));
        match paragraphs.last_mut() {
            Some(last) if joins => *last = last.cover(*line),
            _ => paragraphs.push(*line),
        }
        before = Some(*line);
    }
    paragraphs
}

/// The width at which the text was wrapped, in characters; nothing where it was not: where lines
/// followed by another are mostly not full.
fn wrapped_at(text: &Text, lines: &[Span]) -> Option<usize> {
    let lines = lines.get(..SAMPLE).unwrap_or(lines);
    let mut widths: Vec<usize> = lines.iter().map(|l| width(text, *l)).collect();
    widths.sort_unstable();
    let widest = *widths.get((widths.len() * 49 / 50).min(widths.len().saturating_sub(1)))?;
    if !(NARROWEST_FULL..=WIDEST_WRAPPED).contains(&widest) {
        return None;
    }
    let (mut full, mut followed) = (0usize, 0usize);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        if line.is_empty() || next.is_empty() {
            continue;
        }
        followed += 1;
        full += usize::from(is_full(text, *line, *next, widest));
    }
    (full >= 2 && full * 2 >= followed).then_some(widest)
}

/// Whether the words of `next` go on in the sentence or paragraph of `line`.
fn goes_on(text: &Text, line: Span, next: Span, wrapped_at: Option<usize>) -> bool {
    let Some(widest) = wrapped_at else {
        return false;
    };
    let lower = text.slice(next).starts_with(char::is_lowercase);
    is_full(text, line, next, widest) || (lower && width(text, line) >= NARROWEST_FULL)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &Text, line: Span, next: Span, widest: usize) -> bool {
    let first = text.slice(next).split_whitespace().next();
    width(text, line) + 1 + first.map_or(0, |w| w.chars().count()) > widest
}

fn width(text: &Text, line: Span) -> usize {
    text.slice(line).chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let text = Text::from(text);
        let lines: Vec<Span> = lines(&text, text.all()).collect();
        let spans = paragraphs(&text, &lines);
        spans.iter().map(|p| text.slice(*p).to_owned()).collect()
    }

    #[test]
    fn every_line_is_a_paragraph_where_lines_are_not_full() {
        let text = "Ada Moon spoke first.\r\nBo Marsh followed her.\r\n\r\nThen nobody did.";
        assert_eq!(
            read(text),
            [
                "Ada Moon spoke first.",
                "Bo Marsh followed her.",
                "Then nobody did."
            ]
        );
        assert_eq!(read("One.\rTwo."), ["One.", "Two."]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "I am writing about my brother, who has been held\n\
                    at the county jail since March. He was tried in\n\
                    two days. Nobody asked where he had been when it\n\
                    happened.\n\nI ask you to look at it again, and to read what\n\
                    the two women wrote to the court last year about\nhim.\n";
        let found = read(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].ends_with("happened."));
        assert!(found[1].ends_with("him."));
    }
}
