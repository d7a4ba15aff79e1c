//! How one entry of the outline is printed.

use super::layout::{Page, Paint};
use crate::Evidence;
use crate::outline::{Entry, Group};
use crate::visible::{one_line, shortened, within_marks};

/// How many lines a quotation may fill before its middle is left out.
const QUOTED_LINES: usize = 3;

pub(super) fn group(page: &mut Page, group: &Group) {
    if !group.title.is_empty() {
        page.blank();
        let title = match group.note {
            "" => group.title.clone(),
            note => format!("{} ({note})", group.title),
        };
        page.line(2, &one_line(&title), Paint::Group);
    }
    for entry in &group.entries {
        print(page, entry, Numbered::default());
    }
}

/// Which document of a case an entry stands in.
#[derive(Clone, Copy, Default)]
pub(super) struct Numbered<'t> {
    /// Its number, from 0; none where there is one document only.
    pub(super) document: Option<usize>,
    /// Its title, where it is to be said.
    pub(super) title: Option<&'t str>,
}

impl Numbered<'_> {
    pub(super) const fn of(document: usize) -> Self {
        Self {
            document: Some(document),
            title: None,
        }
    }
}

pub(super) fn print(page: &mut Page, entry: &Entry, numbered: Numbered) {
    let mut head = one_line(&entry.head);
    if let Some(when) = &entry.when {
        head = format!("{when} · {head}");
    }
    for tag in &entry.tags {
        head = format!("{head} · {}", one_line(tag));
    }
    let place = match entry.quotes.as_slice() {
        [only] => place_of(only.evidence),
        _ => String::new(),
    };
    let badge = match numbered.document {
        Some(document) => format!("{}·{}", document + 1, entry.id.badge()),
        None => entry.id.badge(),
    };
    page.badged(&badge, &head, &place);
    let indent = page.indent();
    let mut details: Vec<String> = entry.details.iter().map(|d| one_line(&d.line())).collect();
    details.extend(
        numbered
            .title
            .map(|title| format!("in {}", shortened(title, 60))),
    );
    if !details.is_empty() {
        page.line(indent, &details.join(" · "), Paint::Plain);
    }
    for quote in &entry.quotes {
        // A name or a date that the head gives already is not said twice.
        if quote.lead.is_empty() && head.contains(&one_line(&quote.evidence.words)) {
            continue;
        }
        let mut words = quoted(page, quote.evidence);
        if entry.quotes.len() > 1 {
            words = format!("{words} ({})", place_of(quote.evidence));
        }
        if !quote.lead.is_empty() {
            words = format!("{}: {words}", one_line(&quote.lead));
        }
        page.hanging(indent, indent + 2, &words, Paint::Quote);
    }
}

/// The words in quotation marks, shortened to a few lines.
pub(super) fn quoted(page: &Page, evidence: &Evidence) -> String {
    let most = (page.width() - page.indent() - 2) * QUOTED_LINES;
    format!("“{}”", within_marks(&shortened(&evidence.words, most)))
}

/// `¶ 3, 120–161`: paragraph or line, and code points; never broken over lines.
pub(super) fn place_of(evidence: &Evidence) -> String {
    let place = format!(
        "{}, {}–{}",
        evidence.citation(),
        evidence.code_points.start,
        evidence.code_points.end
    );
    place.replace(' ', "\u{a0}")
}
