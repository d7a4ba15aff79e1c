//! Lists of what the documents of a case say together, and what was printed of them, kept in the case
//! until something changes there.

use super::{Held, HeldDocument};
use anyhow::Context as _;
use onrecord_across::Gist;
use onrecord_across::mask::Moves;
use onrecord_across::rules;
use onrecord_case::CaseError;
use onrecord_record::{ContentHash, Day, Document};
use onrecord_views::together::{self, Frame, Loaded, Lookup};
use onrecord_views::{CaseList, CaseView};
use std::rc::Rc;

/// Raised whenever the same case would be shown otherwise.
const LISTS_VERSION: u32 = 3;

fn printed_name(name: &str) -> String {
    format!("printed {name}")
}

impl Held {
    /// What was printed once for these arguments, if nothing has changed since that it hangs on.
    pub(crate) fn printed(&self, name: &str, of: &str) -> Result<Option<String>, CaseError> {
        self.case.kept(&printed_name(name), &self.printed_of(of)?)
    }

    /// Keeps what was printed.
    pub(crate) fn keep_printed(&self, name: &str, of: &str, text: &str) -> Result<(), CaseError> {
        let of = self.printed_of(of)?;
        self.case.keep(&printed_name(name), &of, text)
    }

    /// What printed things hang on besides what the log knows: the program, the cards of the user, and
    /// the files that could not be read.
    fn printed_of(&self, of: &str) -> Result<String, CaseError> {
        let own =
            ContentHash::of(format!("{:?}{:?}", self.own_cards, self.case.unread()?).as_bytes());
        Ok(format!(
            "{} {LISTS_VERSION} {own} {of}",
            env!("CARGO_PKG_VERSION")
        ))
    }

    /// The case with these lists of what its documents say together. They are kept in the case until
    /// something changes there.
    pub(crate) fn across(&self, lists: &[CaseList], as_of: Day) -> anyhow::Result<CaseView> {
        let keys: Vec<&str> = lists.iter().map(|list| list.key()).collect();
        let name = format!("lists {}", keys.join(" "));
        let day = if lists.contains(&CaseList::Rules) {
            as_of.to_string()
        } else {
            String::new()
        };
        let masked = self.mask.is_some();
        let own = ContentHash::of(format!("{:?}", self.own_cards).as_bytes());
        let of = format!(
            "{} {LISTS_VERSION} {masked} {day} {own}",
            env!("CARGO_PKG_VERSION")
        );
        if let Some(json) = self.case.kept(&name, &of)?
            && let Ok(mut case) = serde_json::from_str::<CaseView>(&json)
        {
            case.name = self.name();
            case.notes = self.notes()?;
            return Ok(case);
        }
        let case = self.work_out(lists, as_of)?;
        self.case.keep(&name, &of, &serde_json::to_string(&case)?)?;
        Ok(case)
    }

    fn work_out(&self, lists: &[CaseList], as_of: Day) -> anyhow::Result<CaseView> {
        let together = match &self.together {
            Some(together) => Rc::clone(together),
            None => Rc::new(self.together()?),
        };
        let mut cards = rules::shipped().to_vec();
        cards.extend(self.own_cards.iter().cloned());
        let touched = if lists.contains(&CaseList::Rules) {
            let gists = self.case.gists()?;
            let gists: Vec<&Gist> = gists.iter().map(|(_, gist)| gist).collect();
            rules::touching(&cards, &gists, &together.standing, as_of)
        } else {
            Vec::new()
        };
        let frame = Frame {
            name: &self.name(),
            notes: self.notes()?,
            cards: &cards,
            touched: &touched,
            as_of,
        };
        let held = |number: u32| -> anyhow::Result<HeldDocument> {
            self.document(number as usize)?
                .context("a document that is not there")
        };
        let view = &mut |number: u32| -> anyhow::Result<Loaded> {
            let held = held(number)?;
            let (document, reading) = held.shown()?;
            Ok(Loaded {
                moves: held.moves(),
                view: held.view_of(&document, &reading)?,
                document: document.into_owned(),
            })
        };
        let document = &mut |number: u32| -> anyhow::Result<(Document, Moves)> {
            if self.mask.is_some() {
                let held = held(number)?;
                return Ok((held.shown()?.0.into_owned(), held.moves()));
            }
            let id = self.ids.get(number as usize);
            let id = id.context("a document that is not there")?;
            Ok((self.case.document(*id)?, Moves::default()))
        };
        let title = &mut |number: u32| -> anyhow::Result<String> {
            let id = self
                .ids
                .get(number as usize)
                .context("a document that is not there")?;
            let entry = self.case.entry(*id)?;
            let title = entry
                .metadata
                .title
                .as_ref()
                .map(|title| title.value.clone());
            // As views call a document without a title: by its file's name.
            let path = entry.path();
            let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
            let title = title.unwrap_or_else(|| file.to_owned());
            Ok(match &self.mask {
                None => title,
                Some(mask) => mask.path(&title),
            })
        };
        let lookup = Lookup {
            view,
            document,
            title,
        };
        together::case_view(&together, frame, lists, lookup)
    }
}
