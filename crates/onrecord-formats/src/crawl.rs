//! News as crawls deliver it: a first line ` date YYYY-MM-DD Headline`, then paragraphs.

use crate::readers::Input;
use crate::{FormatError, Hint, blocks};
use onrecord_record::{
    Block, BlockKind, Day, Document, DocumentKind, Format, Moment, Sourced, Text,
};
use std::ops::Range;

/// Whether the first line is one of a crawl, with a day that exists.
pub(crate) fn sniff(input: &Input, _: &Hint) -> Option<String> {
    first_line(input.text())?;
    Some("the first line is \" date YYYY-MM-DD Headline\"".to_owned())
}

/// Reads the text with the first line taken apart; without such a line, as paragraphs.
pub(crate) fn read(input: &Input) -> Result<Vec<Document>, FormatError> {
    let mut document = input.document(Format::Crawl);
    document.kind = DocumentKind::Article;
    if let Some(line) = first_line(document.text.as_str()) {
        mark_first_line(&mut document, &line);
    }
    blocks::add_paragraphs_to_end(&mut document);
    Ok(vec![document])
}

/// The parts of a crawl's first line; byte ranges in the text.
struct FirstLine {
    day: Day,
    day_at: Range<usize>,
    headline: Range<usize>,
}

fn first_line(text: &str) -> Option<FirstLine> {
    let line = text.split(['\n', '\r']).next()?;
    let rest = line.strip_prefix('\u{FEFF}').unwrap_or(line);
    let rest = rest
        .strip_prefix(' ')
        .unwrap_or(rest)
        .strip_prefix("date ")?;
    let (day, headline) = rest.split_once(' ')?;
    let day_at = line.len() - rest.len();
    let headline = headline.trim();
    if headline.is_empty() {
        return None;
    }
    let headline_at = line.find(headline)?.max(day_at + day.len());
    Some(FirstLine {
        day: day.parse().ok()?,
        day_at: day_at..day_at + day.len(),
        headline: headline_at..headline_at + headline.len(),
    })
}

fn mark_first_line(document: &mut Document, line: &FirstLine) {
    let text: &Text = &document.text;
    let (Some(day), Some(headline), Some(mark)) = (
        text.span(line.day_at.clone()),
        text.span(line.headline.clone()),
        text.span(0..line.headline.start),
    ) else {
        return;
    };
    document.blocks = vec![
        Block {
            span: mark,
            kind: BlockKind::Markup,
        },
        Block {
            span: headline,
            kind: BlockKind::Headline,
        },
    ];
    document.metadata.published = Some(Sourced {
        value: Moment::from(line.day),
        span: Some(day),
        from: "first line".to_owned(),
    });
    document.metadata.title = Some(Sourced {
        value: text.slice(headline).to_owned(),
        span: Some(headline),
        from: "first line".to_owned(),
    });
}

#[cfg(test)]
mod tests {
    use crate::{Hint, Limits, read};
    use onrecord_record::{BlockKind, Document, Format};

    fn document(text: &str) -> Document {
        let read = read(text.as_bytes(), &Hint::default(), &Limits::default());
        read.unwrap().documents.remove(0)
    }

    #[test]
    fn day_and_headline_are_marked_where_they_stand() {
        let text = " date 2021-03-04 Court in Dorval hears Okoye appeal\n\nThe hearing took an hour.\n\nIt goes on.";
        let document = document(text);
        assert_eq!(document.format, Format::Crawl);
        assert_eq!(document.text.as_str(), text);
        let published = document.metadata.published.as_ref().unwrap();
        assert_eq!(published.value.day.to_string(), "2021-03-04");
        assert_eq!(document.text.slice(published.span.unwrap()), "2021-03-04");
        let blocks: Vec<_> = document
            .blocks
            .iter()
            .map(|b| (b.kind, document.text.slice(b.span)))
            .collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Markup, " date 2021-03-04 "),
                (BlockKind::Headline, "Court in Dorval hears Okoye appeal"),
                (BlockKind::Paragraph, "The hearing took an hour."),
                (BlockKind::Paragraph, "It goes on."),
            ]
        );
    }

    #[test]
    fn a_day_that_does_not_exist_is_plain_text() {
        for text in [
            "date 2021-02-30 Words",
            " date 2021-02-03",
            "dated 2021-02-03 W",
            "date 2021-02-03  ",
        ] {
            assert_eq!(document(text).format, Format::PlainText, "{text}");
        }
        assert_eq!(document("date 2021-02-03 W").format, Format::Crawl);
        assert_eq!(document("\u{FEFF} date 2021-02-03 W").format, Format::Crawl);
    }
}
