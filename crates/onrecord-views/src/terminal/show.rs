//! What is printed of a case: one kind of line over all of its documents.
//!
//! Documents come one after the other and are let go; only the lines that have to be put in order
//! over all of them are kept.

use super::Style;
use super::entry::{self, Numbered};
use super::layout::{Page, Paint};
use crate::outline::{Entry, Section, counts, groups};
use crate::visible::{one_line, shortened};
use crate::{CaseEntry, CaseList, CasePersonView, CaseView, DateView, ReadingView};
use onrecord_record::EntityKind;
use std::collections::BTreeMap;

/// What stands above the lists of a case: its name and how much is in it.
pub fn case_head(case: &CaseView, summary: &str, style: &Style) -> String {
    let mut page = Page::new(*style);
    page.line(0, &one_line(&case.name), Paint::Title);
    page.line(0, &one_line(summary), Paint::Quiet);
    page.finish()
}

/// What the reader should know of the case.
fn notes(page: &mut Page, case: &CaseView) {
    for note in &case.notes {
        let words = format!("! {}", shortened(&note.message, 400));
        page.hanging(0, 2, &words, Paint::Warning);
    }
}

/// Prints a list of a case, handing each piece to `write` as it is ready.
///
/// `documents` come with their numbers from 0, in the order in which `case` numbers them; some may be left
/// out. After `limit` lines of one list it is enough; what comes after is not asked for, where lines need
/// not be put in order first. The first error of `documents` or `write` ends it.
pub fn show<E>(
    list: CaseList,
    case: &CaseView,
    documents: impl IntoIterator<Item = Result<(usize, ReadingView), E>>,
    limit: usize,
    style: &Style,
    mut write: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let mut page = Page::new(*style);
    page.line(0, list.title(), Paint::Section);
    write(&page.finish())?;
    let mut shown = Shown::new(list, case, *style, limit);
    let mut some = false;
    for numbered in documents {
        let (number, view) = numbered?;
        let piece = shown.document(number, &view);
        some |= !piece.is_empty();
        write(&piece)?;
        if shown.is_enough() {
            break;
        }
    }
    let rest = shown.rest();
    if rest.is_empty() && !some {
        let mut page = Page::new(*style);
        page.line(2, list.empty(), Paint::Quiet);
        return write(&page.finish());
    }
    write(&rest)
}

/// A list in the making.
struct Shown<'c> {
    list: CaseList,
    case: &'c CaseView,
    style: Style,
    titles: BTreeMap<usize, String>,
    limit: usize,
    /// Lines printed so far.
    printed: usize,
    /// Printed lines that are put in order of their dates at the end.
    dated: Vec<(DateView, String)>,
    /// Printed lines under each ground, in the registry's order.
    grounds: BTreeMap<usize, (String, String)>,
    /// Printed disagreements inside documents.
    within: String,
}

impl<'c> Shown<'c> {
    fn new(list: CaseList, case: &'c CaseView, style: Style, limit: usize) -> Self {
        Self {
            list,
            case,
            style,
            titles: BTreeMap::new(),
            limit,
            printed: 0,
            dated: Vec::new(),
            grounds: BTreeMap::new(),
            within: String::new(),
        }
    }

    /// Whether no more documents are needed.
    fn is_enough(&self) -> bool {
        self.printed >= self.limit && matches!(self.list, CaseList::Documents | CaseList::Said)
    }

    /// What can be printed of a document at once; the rest is kept.
    fn document(&mut self, number: usize, view: &ReadingView) -> String {
        let title = one_line(view.document.title());
        let piece = match self.list {
            CaseList::Documents => self.heading(number, view),
            CaseList::Said => self.said(number, view),
            CaseList::Dates => self.keep_dates(number, view, &title),
            CaseList::Grounds => self.keep_grounds(number, view, &title),
            CaseList::Disagreements => self.keep_disagreements(number, view, &title),
            _ => String::new(),
        };
        self.titles.insert(number, title);
        piece
    }

    fn heading(&mut self, number: usize, view: &ReadingView) -> String {
        self.printed += 1;
        let mut page = Page::new(self.style);
        let number = (number + 1).to_string();
        page.badged(&number, &one_line(view.document.title()), "");
        let indent = page.indent();
        page.line(indent, &one_line(&view.document.summary()), Paint::Plain);
        page.line(indent, &counts(view), Paint::Plain);
        if view.document.title() != view.document.name {
            page.line(indent, &one_line(&view.document.name), Paint::Quiet);
        }
        for note in &view.notes {
            let words = format!("! {}", shortened(&note.message, 200));
            page.line(indent, &words, Paint::Warning);
        }
        page.finish()
    }

    fn said(&mut self, number: usize, view: &ReadingView) -> String {
        let groups = groups(view, Section::Said);
        if groups.is_empty() {
            return String::new();
        }
        let mut page = Page::wide(self.style);
        page.blank();
        let title = format!("{}  {}", number + 1, one_line(view.document.title()));
        page.line(1, &title, Paint::Group);
        for entry in groups.iter().flat_map(|g| &g.entries) {
            entry::print(&mut page, entry, Numbered::of(number));
            self.printed += 1;
        }
        let rejected = view
            .statements
            .iter()
            .filter(|s| view.is_rejected(s.id))
            .count();
        if rejected > 0 {
            let lines = if rejected == 1 {
                "line is"
            } else {
                "lines are"
            };
            page.line(
                2,
                &format!("{rejected} rejected {lines} not shown"),
                Paint::Quiet,
            );
        }
        page.finish()
    }

    fn keep_dates(&mut self, number: usize, view: &ReadingView, title: &str) -> String {
        for group in groups(view, Section::Dates) {
            for entry in group.entries.iter().filter(|e| e.when.is_some()) {
                let entry_of = |e: &&crate::ChronologyEntry| e.item == entry.id;
                let date = view
                    .chronology
                    .iter()
                    .find(entry_of)
                    .and_then(|e| e.date.clone());
                if let Some(date) = date {
                    self.dated.push((date, self.printed(entry, number, title)));
                }
            }
        }
        String::new()
    }

    fn keep_grounds(&mut self, number: usize, view: &ReadingView, title: &str) -> String {
        for group in groups(view, Section::Grounds) {
            for entry in &group.entries {
                let code = view.grounds.iter().find(|g| g.id == entry.id);
                let place = code.map_or(usize::MAX, |g| g.code as usize);
                let printed = self.printed(entry, number, title);
                let (_, lines) = self
                    .grounds
                    .entry(place)
                    .or_insert_with(|| (group.title.clone(), String::new()));
                lines.push_str(&printed);
            }
        }
        String::new()
    }

    fn keep_disagreements(&mut self, number: usize, view: &ReadingView, title: &str) -> String {
        for group in groups(view, Section::Disagreements) {
            for entry in &group.entries {
                let printed = self.printed(entry, number, title);
                self.within.push_str(&printed);
            }
        }
        String::new()
    }

    /// An entry with the document it stands in.
    fn printed(&self, entry: &Entry<'_>, number: usize, title: &str) -> String {
        let mut page = Page::wide(self.style);
        let numbered = Numbered {
            document: Some(number),
            title: Some(title),
        };
        entry::print(&mut page, entry, numbered);
        page.finish()
    }

    /// What could not be printed before all documents were seen.
    fn rest(mut self) -> String {
        match self.list {
            CaseList::People => self.people(),
            CaseList::Dates => {
                self.dated.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
                let lines = self.dated.into_iter().take(self.limit);
                lines.map(|(_, line)| line).collect()
            }
            CaseList::Grounds => self.by_ground(),
            CaseList::Disagreements => self.between() + &self.within,
            CaseList::Documents => {
                let mut page = Page::new(self.style);
                notes(&mut page, self.case);
                page.finish()
            }
            CaseList::Said => String::new(),
            list => self.entries(list),
        }
    }

    /// A list that is made of entries.
    fn entries(&self, list: CaseList) -> String {
        let mut page = Page::wide(self.style);
        for entry in self.case.entries(list).iter().take(self.limit) {
            case_entry(&mut page, entry, &self.titles);
        }
        page.finish()
    }

    fn by_ground(&self) -> String {
        let mut text = String::new();
        for (title, lines) in self.grounds.values() {
            let mut page = Page::wide(self.style);
            page.blank();
            page.line(2, title, Paint::Group);
            text.push_str(&page.finish());
            text.push_str(lines);
        }
        text
    }

    fn people(&self) -> String {
        let mut page = Page::new(self.style);
        let (sure, to_confirm): (Vec<_>, Vec<_>) = self
            .case
            .people
            .iter()
            .take(self.limit)
            .partition(|p| !p.to_confirm);
        let (people, others): (Vec<_>, Vec<_>) =
            sure.into_iter().partition(|p| p.kind == EntityKind::Person);
        for (title, people) in [
            ("people", people),
            ("organisations", others),
            ("names that may be one person’s: please confirm", to_confirm),
        ] {
            if !people.is_empty() {
                page.blank();
                page.line(2, title, Paint::Group);
            }
            for person in people {
                one_of_the_people(&mut page, person);
            }
        }
        page.finish()
    }

    /// Disagreements between documents.
    fn between(&self) -> String {
        let mut page = Page::wide(self.style);
        for disagreement in self.case.disagreements.iter().take(self.limit) {
            let mut head = one_line(&disagreement.about);
            if disagreement.possible {
                head.push_str(" · only possible");
            }
            page.badged(&format!("≠{}", disagreement.number), &head, "");
            let indent = page.indent();
            if let Some(ambiguity) = &disagreement.ambiguity {
                let line = format!("it hangs on: {}", one_line(ambiguity));
                page.line(indent, &line, Paint::Plain);
            }
            for place in &disagreement.places {
                let value = one_line(&place.place.shown);
                let who = one_line(&place.place.asserter.attribution());
                let title = self.titles.get(&(place.document as usize));
                let title = shortened(title.map_or("", String::as_str), 50);
                let line = format!("{value}, {who} in {}, {title}", place.document + 1);
                page.hanging(indent, indent + 2, &line, Paint::Plain);
                if let Some(quoted) = place.place.quoted() {
                    let words = entry::quoted(&page, quoted);
                    let words = format!("{words} ({})", entry::place_of(quoted));
                    page.hanging(indent + 2, indent + 4, &words, Paint::Quote);
                }
            }
            for value in &disagreement.values {
                page.hanging(indent, indent + 2, &one_line(&value.line()), Paint::Quiet);
            }
            let status = disagreement
                .status
                .as_deref()
                .unwrap_or("no status given by the reader");
            page.line(
                indent,
                &one_line(&format!("status: {status}")),
                Paint::Quiet,
            );
            if let Some(more) = disagreement.and_more() {
                page.line(indent, &more, Paint::Quiet);
            }
        }
        page.finish()
    }
}

fn case_entry(page: &mut Page, entry: &CaseEntry, titles: &BTreeMap<usize, String>) {
    let mut head = one_line(&entry.head);
    for tag in &entry.tags {
        head = format!("{head} · {}", one_line(tag));
    }
    page.badged(&entry.badge, &head, "");
    let indent = page.indent();
    for detail in &entry.details {
        page.hanging(indent, indent + 2, &one_line(detail), Paint::Plain);
    }
    for line in &entry.lines {
        let item = line
            .item
            .map_or_else(String::new, |item| format!("·{}", item.badge()));
        let lead = one_line(&line.lead);
        let title = titles
            .get(&(line.document as usize))
            .map_or("", String::as_str);
        let of = if title.is_empty() || title == lead {
            String::new()
        } else {
            format!(" in {}", shortened(title, 50))
        };
        let words = format!("{}{item} {lead}{of}", line.document + 1);
        page.hanging(indent, indent + 2, &words, Paint::Plain);
        if let Some(evidence) = &line.evidence {
            let words = entry::quoted(page, evidence);
            let words = format!("{words} ({})", entry::place_of(evidence));
            page.hanging(indent + 2, indent + 4, &words, Paint::Quote);
        }
    }
}

fn one_of_the_people(page: &mut Page, person: &CasePersonView) {
    let badge = format!("×{}", person.documents().len());
    page.badged(&badge, &one_line(&person.headed()), "");
    let indent = page.indent();
    if !person.aliases.is_empty() {
        let also = format!("also {}", one_line(&person.aliases.join(", ")));
        page.line(indent, &also, Paint::Plain);
    }
    page.line(indent, &format!("in {}", person.places()), Paint::Plain);
    if !person.why.is_empty() {
        page.line(indent, &one_line(&person.why), Paint::Quiet);
    }
}
