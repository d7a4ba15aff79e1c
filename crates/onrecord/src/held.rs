//! An open case, seen as views: document by document, with what people decided, and above them.

use crate::output;
use anyhow::{Context as _, bail};
use onrecord_across::mask::{Mask, Moves, Protected};
use onrecord_across::rules::{self, Card};
use onrecord_across::{LineRef, Together};
use onrecord_case::{
    Action, Actor, Case, CaseError, Decision, DocumentId, LineMark, Marks, Review, Target,
};
use onrecord_record::{Document, Layer, Reading};
use onrecord_views::{
    CorrectionView, ItemId, Note, ReadingView, ReviewStatus, ReviewView, Reviews, ToldView,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::rc::Rc;
use std::sync::Once;

mod lists;

/// Names the person who works on a case, for its log, in place of the system's name for them.
const WHO: &str = "ONRECORD_WHO";

/// Who works on a case, and with which program.
pub(crate) fn actor() -> Actor {
    let who = [WHO, "USER", "USERNAME", "LOGNAME"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|who| !who.trim().is_empty());
    Actor {
        who: who.unwrap_or_else(|| "unknown".to_owned()),
        program: concat!("onrecord ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

/// Opens a case in the name of who runs the program.
pub(crate) fn open(path: &Path) -> Result<Case, CaseError> {
    static SAID: Once = Once::new();
    let case = Case::open_as(path, actor())?;
    if case.is_private_copy() {
        SAID.call_once(|| {
            output::complain(&format!(
                "{}: made by an older onrecord, and it cannot be written to: a private copy of it, brought \
                 up to date, is read in its place; the file was not touched",
                path.display()
            ));
        });
    }
    Ok(case)
}

/// A case and its documents in the order in which they are shown: that of their adding.
pub(crate) struct Held {
    case: Case,
    ids: Vec<DocumentId>,
    decisions: Vec<Decision>,
    /// What the documents say together, where it was needed to know whom to hide.
    together: Option<Rc<Together>>,
    /// Whose names are hidden; nothing where nobody is protected, or real names are asked for.
    mask: Option<Rc<Mask>>,
    /// What is said in several documents: in how many, and of how many origins.
    told: Rc<BTreeMap<LineRef, ToldView>>,
    /// Rule cards besides those that come with the program.
    own_cards: Vec<Card>,
}

/// A document of a case, its reading, and what people decided about its lines.
pub(crate) struct HeldDocument {
    pub(crate) path: String,
    pub(crate) document: Document,
    pub(crate) reading: Reading,
    pub(crate) marks: Marks,
    mask: Option<Rc<Mask>>,
    number: u32,
    told: Rc<BTreeMap<LineRef, ToldView>>,
}

impl Held {
    /// Opens a case; protected people are shown under their other names.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let mut held = Self::open_with_real_names(path)?;
        held.hide_protected()?;
        Ok(held)
    }

    /// Whether anybody is marked as one whose name is to be hidden.
    pub(crate) fn protects_somebody(&self) -> bool {
        self.decisions.iter().any(|decision| {
            decision.undone.is_none() && matches!(decision.action, Action::Protect { .. })
        })
    }

    /// Shows protected people under their other names from now on.
    pub(crate) fn hide_protected(&mut self) -> anyhow::Result<()> {
        if self.protects_somebody() {
            self.case.complete_index(&mut |_, _| {})?;
            let together = self.case.together()?;
            let mask = mask_of(&together);
            let masked = mask.words_of(&together).map_err(anyhow::Error::msg)?;
            let mut masked: Together = masked;
            masked.register.index();
            self.together = Some(Rc::new(masked));
            self.mask = Some(Rc::new(mask));
        }
        Ok(())
    }

    /// Opens a case and hides nobody: for what stays in it, such as decisions.
    pub(crate) fn open_with_real_names(path: &Path) -> anyhow::Result<Self> {
        let case = open(path)?;
        let ids = case.document_ids()?;
        let decisions = case.decisions()?;
        Ok(Self {
            case,
            ids,
            decisions,
            together: None,
            mask: None,
            told: Rc::default(),
            own_cards: Vec::new(),
        })
    }

    /// What hides the names of protected people, if anybody is.
    pub(crate) fn mask(&self) -> Option<&Mask> {
        self.mask.as_deref()
    }

    /// Refuses a text that names somebody who is protected, before any of `what` is written.
    pub(crate) fn leaks_nothing(&self, what: &str, text: &str) -> anyhow::Result<()> {
        let leaks = self.mask().map(|mask| mask.leaks(text)).unwrap_or_default();
        match leaks.first() {
            None => Ok(()),
            Some(leak) => bail!(
                "{what} would name somebody who is protected ({} places, the first {:?}): nothing was \
                 written; merge that name with the protected person (`onrecord people merge`), or report \
                 this as a fault",
                leaks.len(),
                leak.words
            ),
        }
    }

    /// Takes the rule cards of a file too.
    pub(crate) fn take_cards(&mut self, file: Option<&Path>) -> anyhow::Result<()> {
        let Some(file) = file else {
            return Ok(());
        };
        let text = fs::read_to_string(file)
            .with_context(|| format!("{}: the rule cards could not be read", file.display()))?;
        self.own_cards = rules::load(&text).with_context(|| file.display().to_string())?;
        Ok(())
    }

    /// Has statements say from now on in how many documents they are told.
    pub(crate) fn count_tellings(&mut self) -> Result<(), CaseError> {
        let together = self.together()?;
        let mut told = BTreeMap::new();
        for of in &together.told {
            let counts = ToldView {
                documents: of.documents,
                origins: of.origins,
            };
            told.extend(of.lines.iter().map(|line| (*line, counts)));
        }
        self.told = Rc::new(told);
        Ok(())
    }

    /// The documents with these numbers, from 0, with what was read in them, one after the other.
    pub(crate) fn numbered_views(
        &self,
        numbers: Vec<usize>,
    ) -> impl Iterator<Item = anyhow::Result<(usize, ReadingView)>> + '_ {
        numbers.into_iter().filter_map(|number| {
            let id = self.ids.get(number)?;
            let view = self
                .held(number, *id)
                .map_err(anyhow::Error::from)
                .and_then(|held| held.view());
            Some(view.map(|view| (number, view)))
        })
    }

    /// A path as it is shown.
    pub(crate) fn shown_path(&self, path: &str) -> String {
        self.mask
            .as_ref()
            .map_or_else(|| path.to_owned(), |mask| mask.path(path))
    }

    /// The case itself.
    pub(crate) fn case(&self) -> &Case {
        &self.case
    }

    /// The case itself, to write to it.
    pub(crate) fn case_mut(&mut self) -> &mut Case {
        &mut self.case
    }

    /// How many documents it has.
    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The documents' ids, in the order in which they are shown.
    pub(crate) fn ids(&self) -> &[DocumentId] {
        &self.ids
    }

    /// The numbers of documents, from 0, in order.
    pub(crate) fn numbers_of(&self, ids: &[DocumentId]) -> Vec<usize> {
        let mut numbers: Vec<usize> = ids
            .iter()
            .filter_map(|id| self.ids.binary_search(id).ok())
            .collect();
        numbers.sort_unstable();
        numbers
    }

    /// The document with this number, from 0.
    pub(crate) fn document(&self, number: usize) -> Result<Option<HeldDocument>, CaseError> {
        self.ids
            .get(number)
            .map(|id| self.held(number, *id))
            .transpose()
    }

    /// The path and text of the document with this number, as they are shown, without what was read
    /// in it.
    pub(crate) fn paper(&self, number: usize) -> anyhow::Result<Option<(String, Document)>> {
        let Some(id) = self.ids.get(number).copied() else {
            return Ok(None);
        };
        if self.mask.is_some() {
            let held = self.held(number, id)?;
            let (document, _) = held.shown()?;
            let document = document.into_owned();
            return Ok(Some((held.path, document)));
        }
        let path = self.case.entry(id)?.path();
        Ok(Some((path, self.case.document(id)?)))
    }

    fn held(&self, number: usize, id: DocumentId) -> Result<HeldDocument, CaseError> {
        let path = self.case.entry(id)?.path();
        let document = self.case.document(id)?;
        let reading = self.case.reading(id)?;
        let marks = Marks::of(&document, &reading, &self.decisions);
        Ok(HeldDocument {
            path: self.shown_path(&path),
            document,
            reading,
            marks,
            mask: self.mask.clone(),
            number: number as u32,
            told: Rc::clone(&self.told),
        })
    }

    /// The documents with what was read in them, one after the other.
    pub(crate) fn views(&self) -> impl Iterator<Item = anyhow::Result<ReadingView>> + '_ {
        let numbered = self.ids.iter().enumerate();
        numbered.map(|(number, id)| self.held(number, *id)?.view())
    }

    /// What the documents say together, with everybody's own name.
    pub(crate) fn together(&self) -> Result<Together, CaseError> {
        self.case.complete_index(&mut |_, _| {})?;
        self.case.together()
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
            message: format!(
                "could not be read: {}: {}",
                self.shown_path(&file.path),
                file.reason
            ),
        };
        Ok(unread.into_iter().map(note).collect())
    }
}

impl HeldDocument {
    /// Document and reading as they are shown: with the names of protected people hidden.
    pub(crate) fn shown(&self) -> anyhow::Result<(Cow<'_, Document>, Cow<'_, Reading>)> {
        let Some(mask) = &self.mask else {
            return Ok((Cow::Borrowed(&self.document), Cow::Borrowed(&self.reading)));
        };
        let masked = mask.apply(&self.document, &self.reading);
        let (document, reading) = masked.map_err(anyhow::Error::msg)?;
        Ok((Cow::Owned(document), Cow::Owned(reading)))
    }

    /// Where the places of the document are in what is shown.
    fn moves(&self) -> Moves {
        let of = |mask: &Rc<Mask>| mask.moves(self.document.text.as_str());
        self.mask.as_ref().map(of).unwrap_or_default()
    }

    /// The view of it, with what people decided.
    pub(crate) fn view(&self) -> anyhow::Result<ReadingView> {
        let (document, reading) = self.shown()?;
        self.view_of(&document, &reading)
    }

    /// The same for what [`Self::shown`] gave.
    fn view_of(&self, document: &Document, reading: &Reading) -> anyhow::Result<ReadingView> {
        let mut reviews = reviews(&self.marks);
        let hidden = |words: &str| match &self.mask {
            None => words.to_owned(),
            Some(mask) => mask.text(words),
        };
        if let Some(mask) = &self.mask {
            for review in reviews.values_mut() {
                *review = mask.words_of(review).map_err(anyhow::Error::msg)?;
            }
        }
        let mut view = ReadingView::new(document, reading, &self.path).reviewed(reviews);
        let line = |index| LineRef {
            document: self.number,
            layer: Layer::Statement,
            index,
        };
        let told = self.told.range(line(0)..=line(u32::MAX));
        view.told = told
            .map(|(line, told)| (ItemId::of_line(line.layer, line.index), *told))
            .collect();
        for (entry, target) in &self.marks.lost {
            let words = target.anchors.first().map_or("", |a| a.words.as_str());
            view.notes.push(Note {
                code: "decision-lost".to_owned(),
                message: format!(
                    "decision {entry} was about a line that is not read any more, at the words \u{201c}{}\u{201d}: look whether it still matters",
                    hidden(&onrecord_views::one_line(words))
                ),
            });
        }
        Ok(view)
    }

    /// The target of a decision about one of its lines; nothing where it has no such line.
    pub(crate) fn target(&self, layer: Layer, index: u32) -> Option<Target> {
        let text = self.document.text.hash();
        Target::of(&self.document, text, &self.reading, (layer, index))
    }
}

/// What hides the names of all protected people of the case.
fn mask_of(together: &Together) -> Mask {
    let register = &together.register;
    let mut protected = Vec::new();
    let mut others = Vec::new();
    for (number, person) in (0u32..).zip(&register.people) {
        let mark = together.people.get(&number);
        let names = std::iter::once(&person.name)
            .chain(&person.aliases)
            .cloned();
        match mark.and_then(|mark| mark.protected.as_ref()) {
            Some((_, pseudonym)) => protected.push(Protected {
                pseudonym: pseudonym.clone(),
                names: names.collect(),
            }),
            None => others.extend(names),
        }
    }
    Mask::new(&protected, &others)
}

/// Marks as views show them.
fn reviews(marks: &Marks) -> Reviews {
    let lines = marks.lines.iter();
    lines
        .map(|((layer, index), mark)| (ItemId::of_line(*layer, *index), review(mark)))
        .collect()
}

fn review(mark: &LineMark) -> ReviewView {
    let corrections = mark.corrections.iter();
    ReviewView {
        status: match mark.review {
            Review::Unreviewed => ReviewStatus::Unreviewed,
            Review::Look => ReviewStatus::LookAgain,
            Review::Confirmed => ReviewStatus::Confirmed,
            Review::Corrected => ReviewStatus::Corrected,
            Review::Rejected => ReviewStatus::Rejected,
        },
        corrections: corrections
            .map(|(field, value)| CorrectionView {
                field: field.clone(),
                value: value.clone(),
                was: String::new(),
            })
            .collect(),
        notes: mark.notes.clone(),
        labels: mark.labels.clone(),
    }
}
