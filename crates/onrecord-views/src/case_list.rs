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
}

impl CaseList {
    /// All of them, in the order in which they are offered.
    pub const ALL: [CaseList; 6] = [
        CaseList::Documents,
        CaseList::People,
        CaseList::Said,
        CaseList::Dates,
        CaseList::Grounds,
        CaseList::Disagreements,
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
        }
    }
}
