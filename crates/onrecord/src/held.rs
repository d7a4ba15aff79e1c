//! An open case, seen as views: document by document, and above them.

use onrecord_case::{Case, CaseError, DocumentId};
use onrecord_views::across::Across;
use onrecord_views::{CaseView, Note, ReadingView};
use std::path::Path;

/// A case and its documents in the order in which they are shown: that of their adding.
pub(crate) struct Held {
    case: Case,
    ids: Vec<DocumentId>,
}

impl Held {
    /// Opens a case.
    pub(crate) fn open(path: &Path) -> Result<Self, CaseError> {
        let case = Case::open(path)?;
        let ids = case.document_ids()?;
        Ok(Self { case, ids })
    }

    /// The case itself.
    pub(crate) fn case(&self) -> &Case {
        &self.case
    }

    /// How many documents it has.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The documents with what was read in them, one after the other.
    pub(crate) fn views(&self) -> impl Iterator<Item = Result<ReadingView, CaseError>> + '_ {
        self.ids.iter().map(|id| {
            let entry = self.case.entry(*id)?;
            let document = self.case.document(*id)?;
            let reading = self.case.reading(*id)?;
            Ok(ReadingView::new(&document, &reading, &entry.path()))
        })
    }

    /// What the documents say together; goes through all of them.
    pub(crate) fn across(&self) -> Result<CaseView, CaseError> {
        let mut across = Across::new();
        for view in self.views() {
            across.add(&view?);
        }
        Ok(across.finish(&self.name(), self.notes()?))
    }

    /// The case without what its documents say together, for lists that do not need it.
    pub(crate) fn outside(&self) -> Result<CaseView, CaseError> {
        Ok(Across::new().finish(&self.name(), self.notes()?))
    }

    /// The file's name without its ending.
    pub(crate) fn name(&self) -> String {
        let path = self.case.path();
        let name = path.file_stem().unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    }

    /// The files that could not be read: nobody is to take the case for more complete than it is.
    fn notes(&self) -> Result<Vec<Note>, CaseError> {
        let unread = self.case.unread()?;
        let note = |file: onrecord_case::Unread| Note {
            code: "unread".to_owned(),
            message: format!("could not be read: {}: {}", file.path, file.reason),
        };
        Ok(unread.into_iter().map(note).collect())
    }
}
