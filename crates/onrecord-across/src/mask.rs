//! Showing protected people under another name only: in texts, titles, file names and everything else.
//!
//! A mask is laid over a document and its reading before anything is made of them, so that no view and
//! no export has to think of it. It rather hides too much than too little: a surname alone is hidden
//! wherever it stands with a capital, in the names of relatives too.

use crate::people::SUFFIXES;
use crate::words::{Word, folded_words, words_of};
use onrecord_record::{Document, Reading, SourceMap, Span, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in the place of a protected surname in another's name.
const SURNAME_WITHHELD: &str = "[surname withheld]";

/// Most characters between two words of one name.
const BETWEEN: usize = 4;

/// Somebody who is shown under another name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Protected {
    /// The name that is shown.
    pub pseudonym: String,
    /// Every name and handle that any document gives them.
    pub names: Vec<String>,
}

/// The names to hide, and what to show in their place.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    /// By the first word of the form, the longest first.
    forms: BTreeMap<String, Vec<Form>>,
}

/// A name in one of its forms.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Form {
    /// Folded words.
    words: Vec<String>,
    /// What to show in its place; nothing for names of others, which stay.
    shown: Option<String>,
}

/// A name that is still there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Leak {
    /// The words as they stand there.
    pub words: String,
    /// Byte offset of the words.
    pub at: usize,
}

impl Mask {
    /// A mask for these people; `others` are the full names of everybody else in the case.
    pub fn new(protected: &[Protected], others: &[String]) -> Self {
        let mut mask = Self::default();
        let mut surnames = BTreeSet::new();
        let mut single = BTreeSet::new();
        for person in protected {
            for name in &person.names {
                let words = folded_words(name);
                for form in forms_of(&words) {
                    if let [only] = form.as_slice() {
                        single.insert(only.clone());
                    }
                    mask.add(form, Some(person.pseudonym.clone()));
                }
                surnames.extend(
                    words
                        .len()
                        .checked_sub(1)
                        .and_then(|last| words.get(last).cloned()),
                );
            }
        }
        for name in others {
            let words = folded_words(name);
            if words.len() < 2 || !words.iter().any(|word| single.contains(word)) {
                continue;
            }
            let shown = match words.split_last() {
                Some((last, rest)) if surnames.contains(last) => {
                    let given: Vec<&str> = name.split_whitespace().take(rest.len()).collect();
                    Some(format!("{} {SURNAME_WITHHELD}", given.join(" ")))
                }
                _ => None,
            };
            mask.add(words, shown);
        }
        mask
    }

    /// Whether it hides nobody.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    fn add(&mut self, words: Vec<String>, shown: Option<String>) {
        let Some(first) = words.first() else {
            return;
        };
        let forms = self.forms.entry(first.clone()).or_default();
        // Who is protected comes first: a form that is another's too is hidden.
        if forms.iter().all(|form| form.words != words) {
            forms.push(Form { words, shown });
            forms.sort_by_key(|form| std::cmp::Reverse(form.words.len()));
        }
    }

    /// Words of running text, with the names hidden.
    pub fn text(&self, text: &str) -> String {
        self.replaced(text, false).0
    }

    /// A path or address, with the names hidden in whatever case they are written.
    pub fn path(&self, path: &str) -> String {
        self.replaced(path, true).0
    }

    /// Any value with the names in its words hidden.
    ///
    /// # Errors
    /// A sentence for people, where what was masked does not read as what it was.
    pub fn words_of<T: Serialize + DeserializeOwned>(&self, value: &T) -> Result<T, String> {
        let mut json = serde_json::to_value(value).map_err(|error| error.to_string())?;
        self.visit(&mut json);
        serde_json::from_value(json).map_err(|error| error.to_string())
    }

    fn visit(&self, value: &mut Value) {
        match value {
            Value::String(words) => *words = self.text(words),
            Value::Array(values) => values.iter_mut().for_each(|value| self.visit(value)),
            Value::Object(fields) => fields.values_mut().for_each(|value| self.visit(value)),
            _ => {}
        }
    }

    /// The names that still stand in `text`, such as an export that was written.
    pub fn leaks(&self, text: &str) -> Vec<Leak> {
        let found = self.find(text, false);
        found
            .into_iter()
            .map(|(range, _)| Leak {
                words: text.get(range.clone()).unwrap_or_default().to_owned(),
                at: range.start,
            })
            .collect()
    }

    /// Where the places of a text are once its names are hidden.
    pub fn moves(&self, text: &str) -> Moves {
        Moves(self.replaced(text, false).1)
    }

    /// A document and its reading with the names hidden, and every span where its words are now. The map
    /// back to the original is left empty: the words are not the original's any more.
    ///
    /// # Errors
    /// A sentence for people, where what was masked does not read as what it was.
    pub fn apply(
        &self,
        document: &Document,
        reading: &Reading,
    ) -> Result<(Document, Reading), String> {
        let (text, edits) = self.replaced(document.text.as_str(), false);
        let text = Text::new(text);
        let moved = Moved {
            mask: self,
            moves: Moves(edits),
            text: &text,
        };
        let masked = Document {
            original: document.original,
            part: self.path(&document.part),
            format: document.format,
            kind: document.kind,
            map: SourceMap::default(),
            metadata: moved.value(&document.metadata)?,
            blocks: moved.value(&document.blocks)?,
            places: moved.value(&document.places)?,
            warnings: moved.value(&document.warnings)?,
            reader: document.reader.clone(),
            text: text.clone(),
        };
        let reading = Reading {
            engine: reading.engine.clone(),
            mentions: moved.value(&reading.mentions)?,
            entities: moved.value(&reading.entities)?,
            timexes: moved.value(&reading.timexes)?,
            statements: moved.value(&reading.statements)?,
            events: moved.value(&reading.events)?,
            facts: moved.value(&reading.facts)?,
            grounds: moved.value(&reading.grounds)?,
            disagreements: moved.value(&reading.disagreements)?,
            notes: moved.value(&reading.notes)?,
            ..Reading::default()
        };
        Ok((masked, reading))
    }

    /// The text with names hidden, and what was replaced: old range, and the new one's length.
    fn replaced(&self, text: &str, any_case: bool) -> (String, Vec<Edit>) {
        let mut masked = String::with_capacity(text.len());
        let mut edits = Vec::new();
        let mut done = 0;
        for (range, shown) in self.find(text, any_case) {
            masked.push_str(text.get(done..range.start).unwrap_or_default());
            masked.push_str(shown);
            edits.push(Edit {
                start: range.start,
                end: range.end,
                len: shown.len(),
            });
            done = range.end;
        }
        masked.push_str(text.get(done..).unwrap_or_default());
        (masked, edits)
    }

    /// Where names to be hidden stand, and what to show there.
    fn find(&self, text: &str, any_case: bool) -> Vec<(std::ops::Range<usize>, &str)> {
        let words = words_of(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let forms = self.forms.get(&word.folded);
            // One word alone is a name only where it is written as one.
            let hit = forms.into_iter().flatten().find(|form| {
                stands_at(&words, at, form)
                    && (form.words.len() > 1 || any_case || is_name_like(text, word))
            });
            let Some(form) = hit else {
                at += 1;
                continue;
            };
            let last = words.get(at + form.words.len() - 1).unwrap_or(word);
            if let Some(shown) = &form.shown {
                found.push((word.start..last.end, shown.as_str()));
            }
            at += form.words.len();
        }
        found
    }
}

/// Whether the words from number `at` on are this form.
fn stands_at(words: &[Word], at: usize, form: &Form) -> bool {
    let mut before: Option<&Word> = None;
    for (offset, wanted) in form.words.iter().enumerate() {
        let Some(word) = words.get(at + offset) else {
            return false;
        };
        let apart = before.map_or(0, |before| word.start - before.end);
        if word.folded != *wanted || apart > BETWEEN {
            return false;
        }
        before = Some(word);
    }
    true
}

/// One change of a text.
#[derive(Clone, Copy, Debug)]
struct Edit {
    start: usize,
    end: usize,
    /// Bytes of what stands there now.
    len: usize,
}

/// Where the places of a text are in the masked one; where nothing was masked, the same.
#[derive(Clone, Debug, Default)]
pub struct Moves(Vec<Edit>);

impl Moves {
    /// Where a range of bytes of the old text is now; with a name that was replaced, all of it.
    pub fn range(&self, old: std::ops::Range<usize>) -> std::ops::Range<usize> {
        self.position(old.start, false)..self.position(old.end, true)
    }

    /// Where a byte offset of the old text is now; inside a name that was replaced, its start or end.
    fn position(&self, old: usize, is_end: bool) -> usize {
        let before = self.0.partition_point(|edit| edit.end <= old);
        let shift: isize = self
            .0
            .iter()
            .take(before)
            .map(|edit| edit.len as isize - (edit.end - edit.start) as isize)
            .sum();
        let at = |old: usize| (old as isize + shift).max(0) as usize;
        match self.0.get(before) {
            Some(edit) if edit.start < old && is_end => at(edit.start) + edit.len,
            Some(edit) if edit.start < old => at(edit.start),
            _ => at(old),
        }
    }
}

/// From the old text to the masked one.
struct Moved<'m> {
    mask: &'m Mask,
    moves: Moves,
    text: &'m Text,
}

impl Moved<'_> {
    /// Any value with its spans moved and its words masked.
    fn value<T: Serialize + DeserializeOwned>(&self, value: &T) -> Result<T, String> {
        let mut json = serde_json::to_value(value).map_err(|error| error.to_string())?;
        self.visit(&mut json);
        serde_json::from_value(json).map_err(|error| error.to_string())
    }

    fn visit(&self, value: &mut Value) {
        match value {
            Value::String(words) => *words = self.mask.text(words),
            Value::Array(values) => values.iter_mut().for_each(|value| self.visit(value)),
            Value::Object(fields) => {
                let number = |name| fields.get(name).and_then(Value::as_u64);
                if let (2, Some(start), Some(end)) = (fields.len(), number("start"), number("end"))
                    && let Some(span) = self.span(start as usize, end as usize)
                    && let Ok(moved) = serde_json::to_value(span)
                {
                    *value = moved;
                    return;
                }
                fields.values_mut().for_each(|value| self.visit(value));
            }
            _ => {}
        }
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        self.text.span(self.moves.range(start..end))
    }
}

/// The forms in which a name may stand: whole, first and last, `Last, First`, initials, each alone,
/// written together.
fn forms_of(words: &[String]) -> BTreeSet<Vec<String>> {
    let mut forms = BTreeSet::from([words.to_vec()]);
    let bare: Vec<String> = words
        .iter()
        .filter(|word| !SUFFIXES.contains(&word.as_str()))
        .cloned()
        .collect();
    forms.insert(bare.clone());
    let initial = |word: &String| word.chars().take(1).collect::<String>();
    if let [first, middle @ .., last] = bare.as_slice() {
        forms.insert(vec![first.clone(), last.clone()]);
        forms.insert(vec![last.clone(), first.clone()]);
        forms.insert(vec![initial(first), last.clone()]);
        let mut initials = vec![initial(first)];
        initials.extend(middle.iter().map(initial));
        initials.push(last.clone());
        forms.insert(initials);
        forms.insert(vec![format!("{first}{last}")]);
        forms.insert(vec![bare.concat()]);
    }
    let long = |word: &&String| word.chars().count() > 2;
    forms.extend(bare.iter().filter(long).map(|word| vec![word.clone()]));
    forms.retain(|form| form.iter().any(|word| word.chars().count() > 1));
    forms
}

/// Whether a word is written as a name is: with a capital, or in a name of a file or account.
fn is_name_like(text: &str, word: &Word) -> bool {
    let mut before = text.get(..word.start).unwrap_or_default().chars();
    let mut from = text.get(word.start..).unwrap_or_default().chars();
    let mut after = text.get(word.end..).unwrap_or_default().chars();
    let joins = |c: char| matches!(c, '_' | '/' | '\\');
    from.next().is_some_and(char::is_uppercase)
        || before
            .next_back()
            .is_some_and(|c| joins(c) || matches!(c, '@' | '#'))
        || after.next().is_some_and(joins)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask() -> Mask {
        let protected = Protected {
            pseudonym: "Minor A".to_owned(),
            names: vec!["Lily May Boone".to_owned(), "@lilyb04".to_owned()],
        };
        let others = ["Dora Boone".to_owned(), "Lily Marsh".to_owned()];
        Mask::new(&[protected], &others)
    }

    #[test]
    fn every_form_of_a_name_is_hidden() {
        let mask = mask();
        for (text, masked) in [
            ("Lily May Boone’s mother", "Minor A’s mother"),
            ("LILY BOONE and Boone, Lily", "Minor A and Minor A"),
            (
                "L. M. Boone; L. Boone; Ms. Boone",
                "Minor A; Minor A; Ms. Minor A",
            ),
            (
                "she was lily-white, said Lily",
                "she was lily-white, said Minor A",
            ),
            ("by @lilyb04 and lilyboone", "by @Minor A and lilyboone"),
            ("Lily\nBoone", "Minor A"),
        ] {
            let shown = mask.text(text);
            let expected = masked.replace("lilyboone", &mask.text("lilyboone"));
            assert_eq!(shown, expected, "{text}");
        }
        assert_eq!(
            mask.path("papers/affidavit-boone_lily.txt"),
            "papers/affidavit-Minor A.txt"
        );
    }

    #[test]
    fn others_keep_their_names_but_for_a_protected_surname() {
        let mask = mask();
        assert_eq!(
            mask.text("Dora Boone wrote to Lily Marsh."),
            "Dora [surname withheld] wrote to Lily Marsh."
        );
    }

    #[test]
    fn what_is_left_is_a_leak() {
        let leaks = mask().leaks("seen with Lily");
        assert_eq!(
            leaks,
            [Leak {
                words: "Lily".to_owned(),
                at: 10
            }]
        );
        assert!(mask().leaks("seen with Minor A").is_empty());
    }

    #[test]
    fn spans_follow_their_words() {
        let document = Document::from_text("On Friday Lily Boone said no. Lily left.", None);
        let moved = |words: &str| {
            let text = document.text.as_str();
            let at = text.find(words).unwrap();
            let (masked, edits) = mask().replaced(text, false);
            let masked = Text::new(masked);
            let mask = mask();
            let moved = Moved {
                mask: &mask,
                moves: Moves(edits),
                text: &masked,
            };
            let span = moved.span(at, at + words.len()).unwrap();
            masked.slice(span).to_owned()
        };
        assert_eq!(moved("Friday"), "Friday");
        assert_eq!(moved("Lily Boone"), "Minor A");
        assert_eq!(moved("Boone"), "Minor A");
        assert_eq!(moved("said no."), "said no.");
        assert_eq!(moved("Boone said"), "Minor A said");
        assert_eq!(moved("left"), "left");
    }
}
