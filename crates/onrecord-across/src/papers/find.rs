//! Finds where a text speaks of a particular paper: a word for one, with what tells it apart.

use super::lexicon::known;
use super::scene::Scene;
use super::{PaperKind, Spoken};
use crate::origins::words::{Cut, words};
use onrecord_record::{DetailKind, Document, DocumentKind, MediumKind, Reading};
use std::ops::Range;

/// How many papers are kept of one document: more would be a list of exhibits.
const KEPT: usize = 400;

/// Every paper that the document speaks of, in the text's order.
pub(super) fn all(document: &Document, reading: &Reading, cut: &Cut<'_>) -> Vec<Spoken> {
    let text = document.text.as_str();
    let own = Own::of(document);
    let mut found = Vec::new();
    for piece in paragraphs(document) {
        let Some(piece_text) = text.get(piece.clone()) else {
            continue;
        };
        let words = cut.within(&piece);
        let known: Vec<_> = words.iter().map(|word| known(word.folded())).collect();
        let pictures = known.iter().flatten().any(|known| known.is("video"));
        // No sentence ends within a word.
        let before = |byte| words.partition_point(|word| word.bytes.start < byte);
        for sentence in sentences(piece_text, piece.start) {
            let (from, to) = (before(sentence.start), before(sentence.end));
            let scene = Scene {
                words: words.get(from..to).unwrap_or_default(),
                known: known.get(from..to).unwrap_or_default(),
                text,
                reading,
                pictures,
                in_report: document.kind == DocumentKind::Report,
            };
            found.extend(
                scene
                    .papers()
                    .into_iter()
                    .filter(|spoken| !own.is(spoken, reading)),
            );
            found.extend(scene.letters());
        }
    }
    media(reading, &mut found, &own);
    found.sort_by_key(|spoken| (spoken.words.start, spoken.words.end));
    found.truncate(KEPT);
    found
}

/// Pieces of text that sentences do not run over.
fn paragraphs(document: &Document) -> Vec<Range<usize>> {
    if !document.blocks.is_empty() {
        return crate::origins::running(document)
            .iter()
            .map(|span| span.range())
            .collect();
    }
    let text = document.text.as_str();
    let mut from = 0;
    text.split("\n\n")
        .map(|piece| {
            let range = from..from + piece.len();
            from = range.end + 2;
            range
        })
        .collect()
}

/// Sentences, near enough: a full stop after a word in lower case or a number, before a capital.
fn sentences(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    let mut last_word = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let ends = matches!(c, '!' | '?' | ';')
            || c == '.'
                && (before.is_lowercase() && at - last_word > 3
                    || before.is_numeric()
                    || matches!(before, '"' | '”'));
        if ends && (next.is_whitespace() || matches!(next, '"' | '”')) {
            found.push(from + start..from + at);
            start = at + c.len_utf8();
        }
        if !c.is_alphanumeric() {
            last_word = at;
        }
        before = c;
    }
    found.push(from + start..from + text.len());
    found
}

/// The document itself, which is no missing paper.
struct Own {
    kind: Option<PaperKind>,
    /// Folded words of the names of those whose paper it is.
    people: Vec<String>,
}

impl Own {
    fn of(document: &Document) -> Self {
        let details = document
            .metadata
            .details
            .iter()
            .filter(|d| matches!(d.kind, DetailKind::Affiant | DetailKind::ReportingOfficer));
        let authors = document.metadata.authors.iter().map(|a| a.value.as_str());
        let names = details.map(|d| d.value.value.as_str()).chain(authors);
        Self {
            kind: kind_of(document.kind),
            people: names
                .flat_map(|n| words(n, 0))
                .map(|w| w.folded().to_owned())
                .collect(),
        }
    }

    fn is(&self, spoken: &Spoken, reading: &Reading) -> bool {
        if self.kind != Some(spoken.kind) {
            return false;
        }
        let name = spoken.whose.map_or("", |entity| reading.name(entity));
        let names = words(
            if name.is_empty() {
                &spoken.whose_words
            } else {
                name
            },
            0,
        );
        match names.last() {
            Some(last) => self.people.iter().any(|name| name == last.folded()),
            // "The report" in a report, without a word of whose: more often than not itself.
            None => spoken.date.is_none() && spoken.name.split(' ').count() == 1,
        }
    }
}

/// The sort of paper that a document is.
pub(super) const fn kind_of(kind: DocumentKind) -> Option<PaperKind> {
    Some(match kind {
        DocumentKind::Affidavit => PaperKind::Affidavit,
        DocumentKind::Transcript => PaperKind::Transcript,
        DocumentKind::Order => PaperKind::Order,
        DocumentKind::Filing => PaperKind::Filing,
        DocumentKind::Letter => PaperKind::Letter,
        DocumentKind::Report => PaperKind::Report,
        _ => return None,
    })
}

/// Adds what the reading knows as the medium of a statement: "in a letter to the court he wrote".
fn media(reading: &Reading, found: &mut Vec<Spoken>, own: &Own) {
    for statement in &reading.statements {
        let Some(medium) = &statement.medium else {
            continue;
        };
        let Some(span) = medium.span else { continue };
        let kind = match medium.value.kind {
            MediumKind::Affidavit => PaperKind::Affidavit,
            MediumKind::Letter => PaperKind::Letter,
            _ => continue,
        };
        let speaker = statement.speaker.entity();
        let range = span.start() as u32..span.end() as u32;
        let known = found
            .iter_mut()
            .find(|s| s.words.start < range.end && range.start < s.words.end);
        if let Some(known) = known {
            known.whose = known.whose.or(speaker.filter(|_| known.kind == kind));
            continue;
        }
        let spoken = Spoken {
            kind,
            words: range,
            name: medium.value.name.to_lowercase(),
            whose: speaker,
            whose_words: String::new(),
            date: None,
        };
        if !own.is(&spoken, reading) {
            found.push(spoken);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::Document;

    fn names(text: &str) -> Vec<(PaperKind, String, String)> {
        let document = Document::from_text(text, None);
        let cut = Cut::of(text);
        let found = all(&document, &Reading::default(), &cut);
        found
            .into_iter()
            .map(|s| {
                let range = s.words.start as usize..s.words.end as usize;
                (
                    s.kind,
                    document.text.as_str()[range].to_owned(),
                    s.whose_words,
                )
            })
            .collect()
    }

    #[test]
    fn particular_papers_are_found_with_whose_they_are() {
        let one = |text| {
            names(text).into_iter().next().unwrap_or((
                PaperKind::Order,
                String::new(),
                String::new(),
            ))
        };
        let (kind, words, whose) = one("The affidavit of Lorna Pellew was read.");
        assert_eq!(
            (kind, words.as_str(), whose.as_str()),
            (
                PaperKind::Affidavit,
                "The affidavit of Lorna Pellew",
                "Lorna Pellew"
            )
        );
        let (kind, words, whose) = one("He had Pellew's autopsy report on his desk.");
        assert_eq!(
            (kind, words.as_str(), whose.as_str()),
            (PaperKind::Report, "Pellew's autopsy report", "Pellew")
        );
        assert_eq!(
            one("They lost a recording of the call.").0,
            PaperKind::Audio
        );
        assert_eq!(one("Pellew signed an affidavit.").1, "an affidavit");
        assert_eq!(one("The tape had been erased.").1, "The tape");
    }

    #[test]
    fn generic_and_supposed_papers_are_left_out() {
        let none = |text| assert_eq!(names(text), [], "{text}");
        none("An affidavit must be sworn before a notary.");
        none("No report mentions it.");
        none("Affidavits are weak evidence.");
        none("She never signed a statement or an affidavit.");
        none("He did not report it.");
        none("I make this affidavit freely.");
        none("REPORT OF EXAMINATION");
        none("He made a statement.");
    }

    #[test]
    fn letters_are_told_by_verbs_too_and_recordings_by_cameras() {
        assert_eq!(
            names("I wrote to Mr. Vosper in May.")[0].1,
            "wrote to Mr. Vosper"
        );
        assert_eq!(names("She sent him a card.")[0].0, PaperKind::Letter);
        assert_eq!(
            names("The camera hung low. The recording was lost.")[0].0,
            PaperKind::Video
        );
        assert_eq!(names("He held a library card."), []);
    }
}
