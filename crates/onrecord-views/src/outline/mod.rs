//! A view laid out for reading: sections, groups and entries, with every wording decided.
//!
//! The terminal, Markdown and the report draw the same outline, so that they say the same. Nothing
//! is escaped, cut or coloured here: that is the business of the rendering.

mod disagreements;
mod entries;
mod names;
mod times;

use crate::{Evidence, ItemId, ReadingView, ReviewStatus};

/// The sections of a case file, in the order they are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Section {
    /// Who is named.
    People,
    /// Who said what.
    Said,
    /// What happened when, and the other times of the text.
    Dates,
    /// Typed values.
    Facts,
    /// Reasons for review that somebody asserts.
    Grounds,
    /// Values that cannot all hold.
    Disagreements,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Section; 6] = [
        Section::People,
        Section::Said,
        Section::Dates,
        Section::Facts,
        Section::Grounds,
        Section::Disagreements,
    ];

    /// Short name, for links and commands.
    pub const fn key(self) -> &'static str {
        match self {
            Section::People => "people",
            Section::Said => "said",
            Section::Dates => "dates",
            Section::Facts => "facts",
            Section::Grounds => "grounds",
            Section::Disagreements => "disagreements",
        }
    }

    /// Heading.
    pub const fn title(self) -> &'static str {
        match self {
            Section::People => "People and names",
            Section::Said => "Who said what",
            Section::Dates => "What happened when",
            Section::Facts => "Facts, as given",
            Section::Grounds => "Grounds for review, as asserted",
            Section::Disagreements => "Disagreements",
        }
    }

    /// What stands in the place of an empty section.
    pub const fn empty(self) -> &'static str {
        match self {
            Section::People => "No names were found.",
            Section::Said => "No statements were found.",
            Section::Dates => "No events or dates were found.",
            Section::Facts => "No typed values were found.",
            Section::Grounds => "Nobody asserts a ground for review here.",
            Section::Disagreements => "No values were found that cannot both hold.",
        }
    }
}

/// Entries under one heading inside a section.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Group<'v> {
    /// Heading; empty where the section has one group only.
    pub(crate) title: String,
    /// What to know about all of them; may be empty.
    pub(crate) note: &'static str,
    pub(crate) entries: Vec<Entry<'v>>,
}

/// One item, ready to be drawn.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Entry<'v> {
    pub(crate) id: ItemId,
    /// When, for what stands in order of time.
    pub(crate) when: Option<String>,
    pub(crate) head: String,
    /// A few words each: `direct`, `inside S2`, `inferred`.
    pub(crate) tags: Vec<String>,
    pub(crate) details: Vec<Detail>,
    pub(crate) quotes: Vec<Quotation<'v>>,
    /// The entities it concerns.
    pub(crate) concerns: Vec<ItemId>,
}

impl Entry<'_> {
    fn new(id: ItemId, head: impl Into<String>) -> Self {
        Self {
            id,
            when: None,
            head: head.into(),
            tags: Vec::new(),
            details: Vec::new(),
            quotes: Vec::new(),
            concerns: Vec::new(),
        }
    }

    fn detail(&mut self, label: &'static str, value: impl Into<String>) {
        self.linked(label, value, Vec::new());
    }

    fn linked(&mut self, label: &'static str, value: impl Into<String>, links: Vec<ItemId>) {
        self.details.push(Detail {
            label,
            value: value.into(),
            links,
        });
    }

    fn concern(&mut self, entity: Option<ItemId>) {
        if let Some(entity) = entity
            && !self.concerns.contains(&entity)
        {
            self.concerns.push(entity);
        }
    }
}

/// A labelled line below an entry's head.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Detail {
    /// May be empty.
    pub(crate) label: &'static str,
    /// May be empty where there are links.
    pub(crate) value: String,
    /// Items to lead to.
    pub(crate) links: Vec<ItemId>,
}

impl Detail {
    /// Label, value and the badges of what it leads to, on one line.
    pub(crate) fn line(&self) -> String {
        let badges: Vec<String> = self.links.iter().map(|id| id.badge()).collect();
        let mut parts: Vec<String> = Vec::new();
        parts.extend([self.label, &self.value].map(str::to_owned));
        match badges.len() {
            0 => {}
            _ if self.value.is_empty() => parts.push(badges.join(", ")),
            _ => parts.push(format!("({})", badges.join(", "))),
        }
        parts.retain(|p| !p.is_empty());
        parts.join(" ")
    }
}

/// Words quoted below an entry.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Quotation<'v> {
    /// What the words are said to show, where an entry quotes several places.
    pub(crate) lead: String,
    pub(crate) evidence: &'v Evidence,
}

/// The groups of a section of `view`; none where the section is empty.
pub(crate) fn groups(view: &ReadingView, section: Section) -> Vec<Group<'_>> {
    let mut groups = match section {
        Section::People => names::groups(view),
        Section::Said => vec![plain(entries::statements(view))],
        Section::Dates => times::groups(view),
        Section::Facts => vec![plain(entries::facts(view))],
        Section::Grounds => entries::grounds(view),
        Section::Disagreements => vec![plain(disagreements::entries(view))],
    };
    for group in &mut groups {
        group.entries.retain(|entry| !view.is_rejected(entry.id));
        for entry in &mut group.entries {
            review(view, entry);
        }
    }
    groups.retain(|group| !group.entries.is_empty());
    groups
}

/// How many lines of the view a person rejected: they are in no group.
pub(crate) fn rejected(view: &ReadingView) -> usize {
    let reviews = view.reviews.iter().flat_map(|reviews| reviews.values());
    reviews
        .filter(|review| review.status == ReviewStatus::Rejected)
        .count()
}

/// Says what people decided about the line.
fn review(view: &ReadingView, entry: &mut Entry<'_>) {
    let Some(review) = view.review(entry.id) else {
        return;
    };
    entry.tags.push(review.status.label().to_owned());
    for label in &review.labels {
        entry.tags.push(format!("label: {label}"));
    }
    for correction in &review.corrections {
        let was = match correction.was.as_str() {
            "" => String::new(),
            was => format!(" (the machine read {was})"),
        };
        entry.detail(
            "corrected by the reader:",
            format!("{} is {}{was}", correction.field, correction.value),
        );
    }
    for note in &review.notes {
        entry.detail("note:", note.clone());
    }
}

/// How much was read in a document: `7 statements, 2 events`.
pub(crate) fn counts(view: &ReadingView) -> String {
    let counted = |n: usize, one: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {one}s")),
    };
    let mut parts: Vec<String> = [
        counted(view.statements.len(), "statement"),
        counted(view.events.len(), "event"),
        counted(view.grounds.len(), "ground"),
        counted(view.disagreements.len(), "disagreement"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(decided) = decided(view) {
        parts.push(decided);
    }
    if parts.is_empty() {
        "nothing read".to_owned()
    } else {
        parts.join(", ")
    }
}

/// How many of a document's lines a person has decided about.
fn decided(view: &ReadingView) -> Option<String> {
    let reviews = view.reviews.as_ref()?;
    let all = reviews.len();
    let unreviewed = reviews
        .values()
        .filter(|review| review.status == ReviewStatus::Unreviewed)
        .count();
    let rejected = rejected(view);
    Some(match (all - unreviewed, rejected) {
        (0, _) => "all unreviewed".to_owned(),
        (some, 0) => format!("{some} of {all} lines reviewed"),
        (some, rejected) => {
            format!("{some} of {all} lines reviewed, {rejected} rejected and not shown")
        }
    })
}

fn plain(entries: Vec<Entry<'_>>) -> Group<'_> {
    Group {
        title: String::new(),
        note: "",
        entries,
    }
}
