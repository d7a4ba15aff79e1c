//! What the commands print on a terminal.
//!
//! Lines fit the width they are given, colour appears only when asked for, and no character of a
//! document can command the terminal. Long quotations lose their middle; the place that goes with
//! each (paragraph or line, and code points) leads to the whole.

mod entry;
mod layout;
mod show;

pub use crate::CaseList;
use crate::outline::{Section, groups};
use crate::visible::{one_line, shortened};
use crate::{ItemId, ReadingView, edtf};
use layout::{Page, Paint};
pub use show::{case_head, show};

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Columns of the terminal; at least 40 are used.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 80,
            colour: false,
        }
    }
}

/// Everything that was read in one document.
pub fn reading(view: &ReadingView, style: &Style) -> String {
    let mut page = Page::new(*style);
    head(&mut page, view);
    for section in Section::ALL {
        let groups = groups(view, section);
        if groups.is_empty() && section == Section::Facts {
            continue;
        }
        page.blank();
        page.line(0, section.title(), Paint::Section);
        if groups.is_empty() {
            page.line(2, section.empty(), Paint::Quiet);
        }
        for group in &groups {
            entry::group(&mut page, group);
        }
    }
    page.finish()
}

/// One line of a document with all that is known of it; empty where there is none of this id.
pub fn line_of(view: &ReadingView, id: ItemId, style: &Style) -> String {
    let mut page = Page::new(*style);
    let all = Section::ALL
        .into_iter()
        .flat_map(|section| groups(view, section));
    for entry in all.flat_map(|group| group.entries) {
        if entry.id == id {
            entry::print(&mut page, &entry, entry::Numbered::default());
            break;
        }
    }
    page.finish()
}

fn head(page: &mut Page, view: &ReadingView) {
    let document = &view.document;
    page.line(0, &one_line(document.title()), Paint::Title);
    page.line(0, &one_line(&document.summary()), Paint::Plain);
    if document.title() != document.name {
        page.line(0, &one_line(&document.name), Paint::Quiet);
    }
    if let Some(published) = &document.metadata.published {
        let day = edtf::in_words(&published.value);
        page.line(
            0,
            &format!("dated {day} ({})", one_line(&published.from)),
            Paint::Quiet,
        );
    }
    let hash: String = document.original.to_string().chars().take(16).collect();
    page.line(
        0,
        &format!(
            "SHA-256 {hash}… · reader {} · engine {}/{}",
            document.reader, view.engine.name, view.engine.version
        ),
        Paint::Quiet,
    );
    for note in &view.notes {
        page.line(
            0,
            &format!("! {}", shortened(&note.message, 400)),
            Paint::Warning,
        );
    }
}
