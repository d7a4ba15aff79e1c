//! What sort of paper a document is, told by its form, and what papers of that sort say of themselves.
//!
//! Only the head and the foot of a text are looked at, within bounds, so that papers which are nothing
//! of the kind pass through at next to no cost. What tells a kind must stand where only such papers
//! have it, a title in its line, an oath at the start of one: news quotes the same words.

mod caption;
mod case_number;
mod days;
mod kind;
mod letters;
mod numbered;
mod paper;
mod paragraphs;
mod phrases;
mod reports;
mod rulings;
mod speeches;
mod sworn;

use caption::Caption;
use days::Order;
use kind::Title;
use letters::Letter;
use onrecord_record::{
    Detail, DetailKind, Document, DocumentKind, Metadata, Moment, Sourced, Span,
};
use paper::{Paper, capital_words};

/// Most sentences on why a document was taken for what it is.
const MOST_REASONS: usize = 3;

/// Finds out what sort of paper it is and fills in what it says of itself. `told` is what the user said
/// it is; then nothing is guessed. A kind that the reader knew from the format stays.
pub(crate) fn recognise(document: &mut Document, told: Option<DocumentKind>) {
    if let Some(told) = told {
        document.kind = told;
    }
    let has_form = matches!(
        document.kind,
        DocumentKind::Affidavit
            | DocumentKind::Transcript
            | DocumentKind::Order
            | DocumentKind::Filing
            | DocumentKind::Report
            | DocumentKind::Letter
    );
    if document.kind != DocumentKind::Unknown && (told.is_none() || !has_form) {
        return;
    }
    let known = Some(document.kind).filter(|kind| *kind != DocumentKind::Unknown);
    let numbered = if document.places.lines.is_empty() {
        numbered::read(&document.text)
    } else {
        None
    };
    let found = {
        let lines = numbered.as_ref().map_or(&[][..], |n| &n.lines);
        let paper = Paper::of(document, lines);
        look(&paper, known, numbered.as_ref())
    };
    let Some(found) = found else { return };
    document.kind = found.kind;
    found.says.put_into(&mut document.metadata);
    if let Some(numbered) = numbered {
        document.places.lines = numbered.lines;
        put_pages(document, numbered.pages);
    }
    let numbers = matches!(
        document.kind,
        DocumentKind::Affidavit | DocumentKind::Order | DocumentKind::Filing
    );
    if numbers && document.places.paragraphs.is_empty() {
        document.places.paragraphs = paragraphs::read(document);
    }
}

/// Pages where the reader gave none; their labels where it gave as many.
fn put_pages(document: &mut Document, pages: Vec<onrecord_record::PagePlace>) {
    let known = &mut document.places.pages;
    if known.is_empty() {
        *known = pages;
    } else if known.len() == pages.len() {
        for (known, page) in known.iter_mut().zip(pages) {
            if known.label.is_none() {
                known.label = page.label;
            }
        }
    }
}

/// A paper's kind and what it says of itself.
struct Found {
    kind: DocumentKind,
    says: Says,
}

/// What a paper says of itself; what it does not say is left as it is.
#[derive(Default)]
struct Says {
    title: Option<Sourced<String>>,
    author: Option<Sourced<String>>,
    publisher: Option<Sourced<String>>,
    published: Option<Sourced<Moment>>,
    number: Option<Sourced<String>>,
    court: Option<Sourced<String>>,
    details: Vec<Detail>,
    because: Vec<String>,
}

impl Says {
    fn detail(&mut self, kind: DetailKind, value: Option<Sourced<String>>) {
        self.details
            .extend(value.map(|value| Detail { kind, value }));
    }

    fn put_into(self, metadata: &mut Metadata) {
        // What the text itself says goes before what the file's properties say, which are often those
        // of another paper or of whoever typed it.
        fn put<T>(old: &mut Option<Sourced<T>>, new: Option<Sourced<T>>) {
            if new.is_some() && old.as_ref().is_none_or(|old| old.span.is_none()) {
                *old = new;
            }
        }
        put(&mut metadata.title, self.title);
        put(&mut metadata.publisher, self.publisher);
        put(&mut metadata.published, self.published);
        put(&mut metadata.case_number, self.number);
        put(&mut metadata.court, self.court);
        if let Some(author) = self.author
            && metadata.authors.iter().all(|a| a.span.is_none())
        {
            metadata.authors = vec![author];
        }
        metadata.details.extend(self.details);
        metadata.because.extend(self.because);
    }
}

fn look(
    paper: &Paper,
    known: Option<DocumentKind>,
    numbered: Option<&numbered::Numbered>,
) -> Option<Found> {
    let order = days::order(paper);
    let title = kind::title(paper);
    let caption = caption::read(paper);
    let letter = letters::read(paper, order);
    let (kind, seen) = match known {
        Some(kind) => (kind, Vec::new()),
        None => kind::decide(paper, title, &caption, &letter, numbered)?,
    };
    let mut says = Says::default();
    for sentence in seen.into_iter().map(|span| paper.seen(span)) {
        if says.because.len() < MOST_REASONS && !says.because.contains(&sentence) {
            says.because.push(sentence);
        }
    }
    let title = title.filter(|t| t.kind == kind || known.is_some());
    match kind {
        DocumentKind::Affidavit => sworn_paper(paper, title, order, &mut says),
        DocumentKind::Transcript => transcript(paper, title, order, &mut says),
        DocumentKind::Order => ruling(paper, title, order, &mut says),
        DocumentKind::Filing => filing(paper, title, order, &mut says),
        DocumentKind::Report => report(paper, title, order, &mut says),
        DocumentKind::Letter => {
            return Some(Found {
                kind,
                says: of_letter(paper, letter, says),
            });
        }
        _ => return None,
    }
    take_caption(paper, kind, title, caption, &mut says);
    Some(Found { kind, says })
}

fn take_caption(
    paper: &Paper,
    kind: DocumentKind,
    title: Option<Title>,
    caption: Caption,
    says: &mut Says,
) {
    let bare = title.is_none_or(|t| {
        let words = paper.words(t.span);
        words.starts_with('(') || capital_words(words).len() < 2
    });
    // "OPINION" alone names no paper among others.
    let opinion = kind == DocumentKind::Order && bare;
    if (opinion || says.title.is_none()) && caption.parties.is_some() {
        says.title.clone_from(&caption.parties);
    }
    says.number = caption.number;
    if kind != DocumentKind::Report {
        says.court = caption.court;
    }
    says.detail(DetailKind::Caption, caption.parties);
    if matches!(kind, DocumentKind::Filing | DocumentKind::Affidavit) {
        for judge in rulings::assigned(paper) {
            says.detail(DetailKind::Judge, Some(paper.value(judge, "head")));
        }
    }
}

fn titled(paper: &Paper, title: Option<Title>) -> Option<Sourced<String>> {
    let span = title?.span;
    // The mark of a note behind a title is none of its words.
    let words = paper.words(span);
    let note = words.ends_with(|c: char| c.is_ascii_digit())
        && words.rsplit_once(' ').is_some_and(|(before, mark)| {
            mark.len() == 1
                && !before.ends_with(|c: char| c == ',' || c.is_ascii_digit())
                && !before.to_uppercase().ends_with("DAY")
                && !before.to_uppercase().ends_with("VOLUME")
                && !before.to_uppercase().ends_with("NO.")
        });
    let end = if note { words.len() - 1 } else { words.len() };
    Some(paper.value(paper.part(span, 0..end).unwrap_or(span), "title"))
}

fn named(paper: &Paper, span: Option<Span>, from: &str) -> Option<Sourced<String>> {
    span.map(|span| paper.value(span, from))
}

fn sworn_paper(paper: &Paper, title: Option<Title>, order: Order, says: &mut Says) {
    says.title = titled(paper, title);
    let in_opening = sworn::opening(paper).and_then(|o| o.name);
    let affiant = in_opening
        .or_else(|| sworn::named_in_field(paper))
        .or_else(|| sworn::name_in_title(paper, title?.span));
    let affiant = named(paper, affiant, "oath");
    says.author.clone_from(&affiant);
    says.detail(DetailKind::Affiant, affiant);
    let day = sworn::day(paper, order);
    says.detail(
        DetailKind::Sworn,
        day.as_ref().map(|day| Sourced {
            value: day.value.day.to_string(),
            span: day.span,
            from: day.from.clone(),
        }),
    );
    says.published = day;
    says.detail(
        DetailKind::Notary,
        named(paper, sworn::notary(paper), "jurat"),
    );
}

fn transcript(paper: &Paper, title: Option<Title>, order: Order, says: &mut Says) {
    says.title = titled(paper, title);
    says.published = days::alone(paper, order)
        .or_else(|| days::of_paper(paper, order))
        .or_else(|| {
            let head = paper
                .head
                .first()?
                .span
                .cover(paper.head.get(40).or(paper.head.last())?.span);
            let mut day = days::first(paper, head, order)?;
            day.from = "head".to_owned();
            Some(day)
        });
    for judge in rulings::judges(paper)
        .into_iter()
        .filter(|j| !paper.words(*j).to_lowercase().starts_with("justice "))
    {
        says.detail(DetailKind::Judge, Some(paper.value(judge, "head")));
    }
    says.detail(
        DetailKind::Reporter,
        named(paper, speeches::reporter(paper), "certificate"),
    );
}

fn ruling(paper: &Paper, title: Option<Title>, order: Order, says: &mut Says) {
    says.title = titled(paper, title);
    says.published = days::of_paper(paper, order);
    for judge in rulings::judges(paper) {
        says.detail(DetailKind::Judge, Some(paper.value(judge, "head")));
    }
    for decided in rulings::dispositions(paper, title.map(|t| t.span)) {
        says.detail(DetailKind::Disposition, Some(paper.value(decided, "text")));
    }
}

fn filing(paper: &Paper, title: Option<Title>, order: Order, says: &mut Says) {
    says.title = titled(paper, title);
    says.published = days::of_paper(paper, order);
}

fn report(paper: &Paper, title: Option<Title>, order: Order, says: &mut Says) {
    says.title = titled(paper, title);
    says.publisher = named(paper, reports::agency(paper), "letterhead");
    says.published = reports::day(paper, order).or_else(|| days::of_paper(paper, order));
    let officer = named(paper, reports::officer(paper), "field");
    says.author.clone_from(&officer);
    says.detail(DetailKind::ReportingOfficer, officer);
}

fn of_letter(paper: &Paper, letter: Letter, mut says: Says) -> Says {
    says.title = named(paper, letter.subject, "subject");
    says.author = named(paper, letter.signer.or(letter.from), "signature");
    says.published = letter.date;
    for to in letter.recipients {
        says.detail(DetailKind::Recipient, Some(paper.value(to, "address")));
    }
    for copy in letter.copies {
        says.detail(DetailKind::Copy, Some(paper.value(copy, "copies")));
    }
    says
}
