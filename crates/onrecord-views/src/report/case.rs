//! The report of a case: what its documents say together, and each of them.
//!
//! Documents are taken one after the other; of each only the lines for the overview are kept, so
//! that a case of ten thousand documents does not sit in memory.

use super::links::{Links, class};
use super::panel::dots;
use super::timeline::{Dot, timeline};
use super::{page, spread};
use crate::outline::{Entry, Section, counts, groups};
use crate::visible::{one_line, shortened, within_marks};
use crate::{CaseEntry, CaseLine, CaseView, ItemId, ReadingView};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Up to how many documents a case is one file.
const MOST_IN_ONE_FILE: usize = 100;

/// Lines of an overview's list on one page of a folder.
const LINES_ON_A_PAGE: usize = 500;

/// One file, or a folder of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// One file that holds everything.
    File,
    /// `index.html`, pages for the lists, and a page for each document under `documents/`.
    Folder,
}

impl Layout {
    /// The one for a case of `documents` documents: past a hundred one file would be slow to open.
    pub const fn of(documents: usize) -> Self {
        if documents > MOST_IN_ONE_FILE {
            Layout::Folder
        } else {
            Layout::File
        }
    }
}

/// One file of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// Where to write it, relative to the report's folder, with `/` between parts: `index.html`,
    /// `documents/0001.html`.
    pub path: String,
    /// What to write.
    pub html: String,
}

/// Makes the report of a case, handing each page to `write` as it is ready.
///
/// `documents` come in the order in which `case` numbers them. With [`Layout::File`] there is one
/// page, `index.html`, which the caller may write under any name. The first error of `documents` or
/// `write` ends it.
pub fn case<E>(
    case: &CaseView,
    layout: Layout,
    documents: impl IntoIterator<Item = Result<ReadingView, E>>,
    mut write: impl FnMut(Page) -> Result<(), E>,
) -> Result<(), E> {
    let mut overview = Overview::new(case, layout);
    let mut inside: Vec<Markup> = Vec::new();
    for (number, view) in documents.into_iter().enumerate() {
        let view = view?;
        overview.add(number, &view);
        match layout {
            Layout::File => {
                let links = Links::among_others(number);
                inside.push(html! {
                    section.document aria-label={ "Document " (number + 1) } {
                        p.number { a href="#top" { "↑ Overview" } " · document " (number + 1) }
                        (spread(&view, &links))
                    }
                });
            }
            Layout::Folder => write(Page {
                path: path(number),
                html: alone(case, number, &view),
            })?,
        }
    }
    match layout {
        Layout::File => write(Page {
            path: "index.html".to_owned(),
            html: overview.with_documents(&inside),
        }),
        Layout::Folder => overview.pages().into_iter().try_for_each(write),
    }
}

/// Where a document's page is, counted from 0.
fn path(number: usize) -> String {
    format!("documents/{:04}.html", number + 1)
}

/// A document's page in a folder.
fn alone(case: &CaseView, number: usize, view: &ReadingView) -> String {
    let links = Links::alone();
    let title = one_line(view.document.title());
    page::page(
        &title,
        &page::skip_links(&links),
        &html! {
            (page::bar(&title))
            main {
                p.number {
                    a href="../index.html" { "↑ " (one_line(&case.name)) }
                    " · document " (number + 1)
                }
                (spread(view, &links))
            }
        },
    )
}

/// The sections of a case's overview, in order.
const LISTS: [(&str, &str); 10] = [
    ("documents", "Documents"),
    ("people", "People across documents"),
    ("dates", "What happened when"),
    ("grounds", "Grounds for review, as asserted"),
    ("disagreements", "Disagreements"),
    ("stories", "Changed stories"),
    ("standing", "How grounds stand in these papers"),
    ("rules", "Rules of law that these papers touch"),
    ("origins", "Documents of one origin"),
    ("missing", "Papers that are spoken of and not here"),
];

/// An item of one document among those of others: `2·S3`.
fn badge(heading: &Heading, id: ItemId) -> String {
    format!("{}·{}", heading.number + 1, id.badge())
}

/// What all documents say together.
struct Overview<'c> {
    case: &'c CaseView,
    layout: Layout,
    documents: Vec<Heading>,
    dated: Vec<(Dot, Markup)>,
    /// By code's place in the registry's order, then as they come.
    grounds: BTreeMap<usize, (String, Vec<Markup>)>,
    /// Disagreements inside one document.
    within: Vec<Markup>,
}

/// A document in the list of all.
struct Heading {
    number: usize,
    title: String,
    summary: String,
    counts: String,
    notes: usize,
    href: String,
}

impl<'c> Overview<'c> {
    fn new(case: &'c CaseView, layout: Layout) -> Self {
        Self {
            case,
            layout,
            documents: Vec::new(),
            dated: Vec::new(),
            grounds: BTreeMap::new(),
            within: Vec::new(),
        }
    }

    /// The ways into a document from the overview.
    fn links(&self, number: usize) -> Links {
        match self.layout {
            Layout::File => Links::among_others(number),
            Layout::Folder => Links::on_page(&path(number)),
        }
    }

    fn add(&mut self, number: usize, view: &ReadingView) {
        let links = self.links(number);
        let heading = Heading {
            number,
            title: one_line(view.document.title()),
            summary: one_line(&view.document.summary()),
            counts: counts(view),
            notes: view.notes.len(),
            href: links.to("document"),
        };
        self.add_dates(&heading, view, &links);
        self.add_grounds(&heading, view, &links);
        for group in groups(view, Section::Disagreements) {
            let lines = group.entries.iter().map(|e| line(e, &heading, &links));
            self.within.extend(lines);
        }
        self.documents.push(heading);
    }

    fn add_dates(&mut self, heading: &Heading, view: &ReadingView, links: &Links) {
        let entries = groups(view, Section::Dates);
        let lines: Vec<&Entry> = entries.iter().flat_map(|g| &g.entries).collect();
        let dated = view.chronology.iter().filter(|e| e.date.is_some());
        for (entry, dot) in dated.zip(dots(view, links, |id| badge(heading, id))) {
            let line_of = lines
                .iter()
                .find(|line| line.when.is_some() && line.id == entry.item);
            if let Some(drawn) = line_of {
                self.dated.push((dot, line(drawn, heading, links)));
            }
        }
    }

    fn add_grounds(&mut self, heading: &Heading, view: &ReadingView, links: &Links) {
        for group in groups(view, Section::Grounds) {
            let Some(first) = group.entries.first() else {
                continue;
            };
            let place = view
                .grounds
                .iter()
                .find(|g| g.id == first.id)
                .map_or(usize::MAX, |g| g.code as usize);
            let (_, lines) = self
                .grounds
                .entry(place)
                .or_insert_with(|| (group.title.clone(), Vec::new()));
            lines.extend(group.entries.iter().map(|e| line(e, heading, links)));
        }
    }

    /// The lines of one list, in order, with what belongs above them.
    fn list(&self, key: &str) -> (Markup, Vec<Markup>) {
        match key {
            "documents" => (html! {}, self.document_lines()),
            "people" => (html! {}, self.people()),
            "dates" => self.dates(),
            "grounds" => (
                html! {},
                self.grounds
                    .values()
                    .flat_map(|(title, lines)| {
                        let heading = html! { li.group { h3 { (one_line(title)) } } };
                        std::iter::once(heading).chain(lines.iter().cloned())
                    })
                    .collect(),
            ),
            "disagreements" => (html! {}, self.disagreements()),
            key => (html! {}, self.entries(key)),
        }
    }

    /// The lines of a list that is made of entries.
    fn entries(&self, key: &str) -> Vec<Markup> {
        let entries = self.case.lists.get(key);
        entries
            .into_iter()
            .flatten()
            .map(|entry| self.case_entry(entry))
            .collect()
    }

    fn case_entry(&self, entry: &CaseEntry) -> Markup {
        html! {
            li.line.d {
                span.b.d aria-hidden="true" { (entry.badge) }
                div {
                    p.head {
                        strong { bdi { (one_line(&entry.head)) } }
                        @for tag in &entry.tags { " " span.tag { (one_line(tag)) } }
                    }
                    ul.details { @for detail in &entry.details { li { bdi { (one_line(detail)) } } } }
                    @for line in &entry.lines { (self.case_line(line)) }
                }
            }
        }
    }

    fn case_line(&self, line: &CaseLine) -> Markup {
        let number = line.document as usize;
        let links = self.links(number);
        let href = match line.item {
            Some(item) => links.to_words(item, 0),
            None => links.to("document"),
        };
        let title = self.documents.get(number).map_or("", |d| d.title.as_str());
        html! {
            p.lead { (one_line(&line.lead)) }
            blockquote.q {
                a href=(href) {
                    @if let Some(evidence) = &line.evidence {
                        q dir="auto" { (within_marks(&shortened(&evidence.words, 320))) } " "
                        span.where { (number + 1) ": " (shortened(title, 60)) ", " (evidence.citation()) }
                    } @else {
                        span.where { (number + 1) ": " (shortened(title, 60)) }
                    }
                }
            }
        }
    }

    fn document_lines(&self) -> Vec<Markup> {
        self.documents
            .iter()
            .enumerate()
            .map(|(i, heading)| {
                html! {
                    li.line {
                        span.b.p { (i + 1) }
                        div {
                            p.head { a href=(heading.href) { bdi { (heading.title) } } }
                            ul.details {
                                li { (heading.summary) }
                                li { (heading.counts) }
                                @if heading.notes > 0 { li.warn { (heading.notes) " to note" } }
                            }
                        }
                    }
                }
            })
            .collect()
    }

    fn people(&self) -> Vec<Markup> {
        self.case
            .people
            .iter()
            .map(|person| {
                html! {
                    li.line.p {
                        span.b.p { (person.documents().len()) span.hide { " documents" } }
                        div {
                            p.head {
                                strong { bdi { (one_line(&person.headed())) } }
                                @if person.to_confirm { " " span.tag { "to be confirmed" } }
                            }
                            ul.details {
                                @if !person.aliases.is_empty() {
                                    li { span.label { "also " } bdi { (one_line(&person.aliases.join(", "))) } }
                                }
                                @if !person.why.is_empty() { li { (one_line(&person.why)) } }
                                li {
                                    @for place in &person.appearances {
                                        @let links = self.links(place.document as usize);
                                        a href=(links.to_line(place.entity)) {
                                            (place.document + 1) ": " bdi { (one_line(&place.name)) }
                                        } " "
                                    }
                                }
                            }
                        }
                    }
                }
            })
            .collect()
    }

    fn dates(&self) -> (Markup, Vec<Markup>) {
        let mut dated: Vec<_> = self.dated.iter().collect();
        dated.sort_by(|a, b| a.0.date.order().cmp(&b.0.date.order()));
        let dots: Vec<Dot> = dated.iter().map(|(dot, _)| dot.clone()).collect();
        let lines = dated.into_iter().map(|(_, line)| line.clone());
        (timeline(&dots), lines.collect())
    }

    /// Those between documents, then those inside one.
    fn disagreements(&self) -> Vec<Markup> {
        let between = self.case.disagreements.iter().map(|disagreement| {
            html! {
                li.line.d {
                    span.b.d { "≠" (disagreement.number) }
                    div {
                        p.head {
                            strong { bdi { (one_line(&disagreement.about)) } }
                            @if disagreement.possible { " " span.tag { "only possible" } }
                        }
                        @if let Some(ambiguity) = &disagreement.ambiguity {
                            ul.details { li { span.label { "it hangs on: " } (one_line(ambiguity)) } }
                        }
                        @for place in &disagreement.places { (self.place(place)) }
                        ul.details {
                            @for value in &disagreement.values { li { bdi { (one_line(&value.line())) } } }
                            li { span.label { "status: " } (one_line(disagreement.status.as_deref().unwrap_or("no status given by the reader"))) }
                        }
                        @if let Some(more) = disagreement.and_more() { p.quiet { (more) } }
                    }
                }
            }
        });
        between.chain(self.within.iter().cloned()).collect()
    }

    fn place(&self, place: &crate::CasePlaceView) -> Markup {
        let number = place.document as usize;
        let links = self.links(number);
        let title = self.documents.get(number).map_or("", |d| d.title.as_str());
        let quoted = html! {
            @if let Some(quoted) = place.place.quoted() {
                q dir="auto" { (within_marks(&shortened(&quoted.words, 320))) } " "
                span.where { (number + 1) ": " (shortened(title, 60)) ", " (quoted.citation()) }
            }
        };
        html! {
            p.lead { (one_line(&place.place.shown)) ", " (one_line(&place.place.asserter.attribution())) }
            blockquote.q {
                // What is no line of the reading has no mark in the document to lead to.
                @if let Some(fact) = place.place.fact {
                    a href=(links.to_words(fact, 0)) { (quoted) }
                } @else {
                    (quoted)
                }
            }
        }
    }

    fn head(&self) -> Markup {
        html! {
            header.about {
                p.kind { "Case file · " (self.documents.len()) " documents" }
                h1 { (one_line(&self.case.name)) }
                (page::promise())
                @for note in &self.case.notes {
                    p.note role="note" { strong { "Note: " } (one_line(&note.message)) }
                }
            }
        }
    }

    fn with_documents(&self, documents: &[Markup]) -> String {
        let body = html! {
            (page::bar(&one_line(&self.case.name)))
            main {
                div.overview id="top" tabindex="-1" {
                    (self.head())
                    nav.tabs aria-label="Sections of the case" {
                        @for (key, title) in LISTS { a href={ "#" (key) } { (title) } }
                    }
                    @for (key, title) in LISTS { (section(key, title, self.list(key))) }
                }
                @for document in documents { (document) }
            }
        };
        page::page(
            &self.case.name,
            &html! { a.skip href="#top" { "Skip to the overview" } },
            &body,
        )
    }

    /// The pages of a folder besides those of the documents.
    fn pages(&self) -> Vec<Page> {
        let lists: Vec<_> = LISTS
            .iter()
            .map(|(key, title)| (*key, *title, self.list(key)))
            .collect();
        let index = html! {
            div.overview id="top" tabindex="-1" {
                (self.head())
                nav.cards aria-label="Sections of the case" {
                    @for (key, title, (_, lines)) in &lists {
                        a href={ (key) ".html" } { strong { (title) } " " span.count { (lines.len()) } }
                    }
                }
                h2 { "What happened when" }
                (self.dates().0)
            }
        };
        let mut pages = vec![self.page("index.html".to_owned(), "", &index)];
        for (key, title, (above, lines)) in &lists {
            let chunks: Vec<&[Markup]> = match lines.as_slice() {
                [] => vec![&[]],
                lines => lines.chunks(LINES_ON_A_PAGE).collect(),
            };
            for (i, chunk) in chunks.iter().enumerate() {
                let pager = pager(key, i, chunks.len());
                let above = if i == 0 {
                    above.clone()
                } else {
                    html! {}
                };
                let body = html! {
                    div.overview id="top" tabindex="-1" {
                        p.number { a href="index.html" { "↑ " (one_line(&self.case.name)) } }
                        (pager)
                        (section(key, title, (above, chunk.to_vec())))
                        (pager)
                    }
                };
                pages.push(self.page(list_path(key, i), title, &body));
            }
        }
        pages
    }

    fn page(&self, path: String, title: &str, body: &Markup) -> Page {
        let title = match title {
            "" => self.case.name.clone(),
            title => format!("{title} · {}", self.case.name),
        };
        Page {
            path,
            html: page::page(
                &title,
                &html! { a.skip href="#top" { "Skip to the lines" } },
                &html! { main { (body) } },
            ),
        }
    }
}

fn list_path(key: &str, page: usize) -> String {
    match page {
        0 => format!("{key}.html"),
        n => format!("{key}-{}.html", n + 1),
    }
}

fn pager(key: &str, page: usize, pages: usize) -> Markup {
    html! {
        @if pages > 1 {
            nav.pager aria-label="Pages" {
                @if page > 0 { a href=(list_path(key, page - 1)) { "← Before" } }
                span { "Page " (page + 1) " of " (pages) }
                @if page + 1 < pages { a href=(list_path(key, page + 1)) { "After →" } }
            }
        }
    }
}

fn section(key: &str, title: &str, (above, lines): (Markup, Vec<Markup>)) -> Markup {
    html! {
        section.list id=(key) tabindex="-1" aria-labelledby={ "h-" (key) } {
            h2 id={ "h-" (key) } { (title) }
            (above)
            @if lines.is_empty() { p.quiet { "Nothing here." } }
            ol.lines { @for line in &lines { (line) } }
        }
    }
}

/// An entry of one document as a line of the overview.
fn line(entry: &Entry, heading: &Heading, links: &Links) -> Markup {
    html! {
        li.line.(class(entry.id)) {
            a.b.(class(entry.id)) href=(links.to_line(entry.id)) { (badge(heading, entry.id)) }
            div {
                p.head {
                    @if let Some(when) = &entry.when { span.when { (when) } " " }
                    strong { bdi { (one_line(&entry.head)) } }
                    @for tag in &entry.tags { " " span.tag { (one_line(tag)) } }
                }
                ul.details {
                    @for detail in &entry.details { li { bdi { (one_line(&detail.line())) } } }
                    li { a href=(heading.href) { bdi { (shortened(&heading.title, 80)) } } }
                }
                @for (part, quote) in entry.quotes.iter().enumerate() {
                    @if !quote.lead.is_empty() { p.lead { (one_line(&quote.lead)) } }
                    @let part = if quote.lead.is_empty() { 0 } else { part };
                    blockquote.q {
                        a href=(links.to_words(entry.id, part)) {
                            q dir="auto" { (within_marks(&shortened(&quote.evidence.words, 240))) } " "
                            span.where { (quote.evidence.citation()) }
                        }
                    }
                }
            }
        }
    }
}
