//! The lists in which a case is shown.

use crate::Section;

/// What to show of a case.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CaseList {
    /// The documents, with what was found in each.
    Documents,
    /// People and other names across documents.
    People,
    /// Statements, document by document.
    Said,
    /// Events and dated statements of all documents in order of time.
    Dates,
    /// Grounds for review by code, each with the one who asserts it.
    Grounds,
    /// Values that cannot all hold: between documents, then inside each.
    Disagreements,
    /// Statements of one person on one matter that differ, and what was taken back.
    Stories,
    /// How every ground stands: asserted, contradicted, or not found here.
    Standing,
    /// Dated rules of law that touch the case.
    Rules,
    /// Documents of one origin: reprints, wire copies, releases.
    Origins,
    /// Papers and recordings that are spoken of, and not here.
    Missing,
}

impl CaseList {
    /// All of them, in the order in which they are offered.
    pub const ALL: [CaseList; 11] = [
        CaseList::Documents,
        CaseList::People,
        CaseList::Said,
        CaseList::Dates,
        CaseList::Grounds,
        CaseList::Disagreements,
        CaseList::Stories,
        CaseList::Standing,
        CaseList::Rules,
        CaseList::Origins,
        CaseList::Missing,
    ];

    /// Those that are made of [`CaseEntry`](crate::CaseEntry)s.
    pub const OF_ENTRIES: [CaseList; 5] = [
        CaseList::Stories,
        CaseList::Standing,
        CaseList::Rules,
        CaseList::Origins,
        CaseList::Missing,
    ];

    /// Its name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            CaseList::Documents => "documents",
            CaseList::People => "people",
            CaseList::Said => "said",
            CaseList::Dates => "dates",
            CaseList::Grounds => "grounds",
            CaseList::Disagreements => "disagreements",
            CaseList::Stories => "stories",
            CaseList::Standing => "standing",
            CaseList::Rules => "rules",
            CaseList::Origins => "origins",
            CaseList::Missing => "missing",
        }
    }

    pub(crate) const fn title(self) -> &'static str {
        match self {
            CaseList::Documents => "Documents",
            CaseList::People => "People across documents",
            CaseList::Said => Section::Said.title(),
            CaseList::Dates => Section::Dates.title(),
            CaseList::Grounds => Section::Grounds.title(),
            CaseList::Disagreements => Section::Disagreements.title(),
            CaseList::Stories => "Changed stories",
            CaseList::Standing => "How grounds stand in these papers",
            CaseList::Rules => "Rules of law that these papers touch",
            CaseList::Origins => "Documents of one origin",
            CaseList::Missing => "Papers that are spoken of and not here",
        }
    }

    pub(crate) const fn empty(self) -> &'static str {
        match self {
            CaseList::Documents => "No documents.",
            CaseList::People => "No names were found.",
            CaseList::Said => Section::Said.empty(),
            CaseList::Dates => "No events or dated statements were found.",
            CaseList::Grounds => Section::Grounds.empty(),
            CaseList::Disagreements => Section::Disagreements.empty(),
            CaseList::Stories => "No statements of one person were found that differ.",
            CaseList::Standing => "No grounds for review were found.",
            CaseList::Rules => "No rule card touches these papers.",
            CaseList::Origins => "No two documents seem to have one origin.",
            CaseList::Missing => "No paper is spoken of that is not here.",
        }
    }
}
