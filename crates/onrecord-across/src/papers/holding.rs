//! What the case holds, as far as it matters to papers that are spoken of.

use super::PaperKind;
use super::find::kind_of;
use crate::origins::words::words;
use onrecord_record::{Day, DetailKind, DocumentKind, Metadata};
use serde::{Deserialize, Serialize};

/// A document that the case holds.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Holding {
    /// What sort of paper it is; none for an article or a post.
    pub kind: Option<PaperKind>,
    /// Its title; empty where it has none.
    pub title: String,
    /// Who made it or whose it is: authors, affiant, reporting officer.
    pub people: Vec<String>,
    /// Docket or case number.
    pub case_number: Option<String>,
    /// When it was published, filed, sworn.
    pub day: Option<Day>,
}

impl Holding {
    /// A document of this sort, as it says of itself.
    pub fn of(sort: DocumentKind, metadata: &Metadata) -> Self {
        let detail = |kinds: &'static [DetailKind]| {
            let details = metadata.details.iter().filter(|d| kinds.contains(&d.kind));
            details.map(|d| d.value.value.clone())
        };
        let people = detail(&[DetailKind::Affiant, DetailKind::ReportingOfficer]);
        let sworn = detail(&[DetailKind::Sworn]).find_map(|day| day.parse().ok());
        Self {
            kind: kind_of(sort),
            title: metadata
                .title
                .as_ref()
                .map(|t| t.value.clone())
                .unwrap_or_default(),
            people: people
                .chain(metadata.authors.iter().map(|a| a.value.clone()))
                .collect(),
            case_number: metadata.case_number.as_ref().map(|n| n.value.clone()),
            day: sworn.or(metadata
                .published
                .as_ref()
                .map(|published| published.value.day)),
        }
    }

    /// Folded words of the names of its people and of its title.
    pub(super) fn names(&self) -> Vec<String> {
        let texts = self.people.iter().chain([&self.title]);
        texts
            .flat_map(|text| words(text, 0))
            .map(|word| word.folded().to_owned())
            .collect()
    }
}
