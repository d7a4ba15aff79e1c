//! Finds where a text speaks of a particular paper: a word for one, with what tells it apart.

use super::lexicon::{Needs, Noun, is, noun};
use super::{PaperKind, Spoken};
use crate::origins::words::{Word, words};
use onrecord_record::{
    DetailKind, Document, DocumentKind, EntityId, EntityKind, MediumKind, MentionKind, Reading,
    Span, TimexKind,
};
use std::ops::Range;

/// How many words before a paper's name its article may stand.
const MODIFIERS: usize = 4;

/// How many words away a verb of making may stand.
const VERB: usize = 6;

/// How many words away a date may stand.
const DATE: usize = 8;

/// How many papers are kept of one document: more would be a list of exhibits.
const KEPT: usize = 400;

/// Every paper that the document speaks of, in the text's order.
pub(super) fn all(document: &Document, reading: &Reading) -> Vec<Spoken> {
    let text = document.text.as_str();
    let own = Own::of(document);
    let mut found = Vec::new();
    for piece in paragraphs(document) {
        let Some(piece_text) = text.get(piece.clone()) else {
            continue;
        };
        let pictures = words(piece_text, 0)
            .iter()
            .any(|word| is("video", &word.folded()));
        for sentence in sentences(piece_text, piece.start) {
            let Some(words_text) = text.get(sentence.clone()) else {
                continue;
            };
            let scene = Scene {
                pictures,
                in_report: document.kind == DocumentKind::Report,
                ..Scene::new(words(words_text, sentence.start), text, reading)
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
                .map(|w| w.folded())
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
            Some(last) => self.people.contains(&last.folded()),
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

/// The words of a sentence.
struct Scene<'d> {
    words: Vec<Word<'d>>,
    folded: Vec<String>,
    text: &'d str,
    reading: &'d Reading,
    /// Whether its paragraph speaks of a camera: then a recording is one of pictures.
    pictures: bool,
    /// Whether it stands in a report by the police.
    in_report: bool,
}

/// How a paper's name is introduced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Article {
    None,
    Definite,
    Indefinite,
    /// `his`, or a name with a possessive ending, at this word.
    Whose(usize),
    /// `any`, `no`, `this`.
    Generic,
}

impl<'d> Scene<'d> {
    fn new(words: Vec<Word<'d>>, text: &'d str, reading: &'d Reading) -> Self {
        let folded = words.iter().map(Word::folded).collect();
        Self {
            words,
            folded,
            text,
            reading,
            pictures: false,
            in_report: false,
        }
    }

    fn papers(&self) -> Vec<Spoken> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.folded.len() {
            let Some((noun, len)) = self.folded.get(at..).and_then(noun) else {
                at += 1;
                continue;
            };
            // What stands in capitals is a heading.
            let loud = |w: &Word<'_>| w.text.len() > 1 && !w.text.contains(char::is_lowercase);
            if !self.words.get(at + len - 1).is_some_and(loud) {
                found.extend(self.paper(at, at + len, noun));
            }
            at += len;
        }
        found
    }

    /// Letters that only a verb tells of: "I wrote to Mr. Voss", "he writes from Hull".
    fn letters(&self) -> Vec<Spoken> {
        let verbs = (0..self.words.len()).filter(|at| is("wrote", self.word(*at)));
        verbs
            .filter_map(|verb| {
                let preposition = self.word(verb + 1);
                if preposition != "to" && (preposition != "from" || self.word(verb) != "writes") {
                    return None;
                }
                let mut name = (verb + 2..verb + 5).filter(|at| !is("stop", self.word(*at)));
                let name = name.find(|at| self.words.get(*at).is_some_and(Word::is_capital))?;
                let end = self
                    .mention_end(name)
                    .unwrap_or(name + self.names(name))
                    .max(name + 1);
                let whose = self.subject(verb);
                Some(Spoken {
                    kind: PaperKind::Letter,
                    words: self.words.get(verb)?.bytes.start as u32
                        ..self.words.get(end - 1)?.bytes.end as u32,
                    name: "letter".to_owned(),
                    whose,
                    whose_words: self.named(whose, String::new()),
                    date: self.date(verb, end),
                })
            })
            .collect()
    }

    /// The name of an entity in words, for where the register does not know it.
    fn named(&self, whose: Option<EntityId>, words: String) -> String {
        let entity = whose.and_then(|entity| self.reading.entity(entity));
        let named = entity.filter(|e| e.kind == EntityKind::Person && !e.plural);
        let name = named
            .map(|e| e.name.as_str())
            .filter(|name| name.starts_with(char::is_uppercase));
        name.map_or(words, str::to_owned)
    }

    fn word(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    /// The paper whose name stands at these words, if a particular one is meant.
    fn paper(&self, begin: usize, end: usize, noun: Noun) -> Option<Spoken> {
        let (article, start) = self.article(begin);
        if article == Article::Generic || self.is_unreal(begin, end, article) {
            return None;
        }
        let maker = self.verb(begin, "make");
        let handled = self.verb(begin, "handle").is_some() || self.handled_after(end);
        let acts = is("act", self.word(end));
        let (complement, complement_end) = self.complement(end);
        let mut whose = None;
        let mut whose_words = String::new();
        if let Article::Whose(word) = article {
            // "In his affidavit Mr. Ostrow denies it": the name comes after the pronoun.
            let named = self.words.get(end).is_some_and(Word::is_capital);
            let after = (named && is("whose", self.word(word)) && self.is_close(end - 1))
                .then(|| self.who(end))
                .flatten();
            whose = after.or_else(|| self.who(word));
            if whose.is_none() && !is("whose", self.word(word)) {
                whose_words = self.name_at(word);
            }
        }
        let possessed = whose.is_some() || !whose_words.is_empty();
        if !possessed {
            whose = complement.map(|word| self.who(word)).unwrap_or_default();
            if whose.is_none() {
                whose_words = complement
                    .map(|word| self.name_at(word))
                    .unwrap_or_default();
            }
        }
        let told = whose.is_some() || !whose_words.is_empty();
        if !told {
            whose = maker.and_then(|verb| self.subject(verb));
        }
        let date = self.date(begin, end);
        let numbered = self.word(end).starts_with(|c: char| c.is_ascii_digit());
        let who = told || matches!(article, Article::Whose(_)) || maker.is_some() || numbered;
        let tells = match noun.needs {
            Needs::Alone => true,
            Needs::Sent => self.verb(begin, "sent").is_some(),
            Needs::InReport => self.in_report && (told || maker.is_some()),
            Needs::Who if noun.kind == PaperKind::Photograph => who || handled,
            Needs::Who => who,
            Needs::Any if noun.kind == PaperKind::Filing && self.word(end) == "for" => true,
            Needs::Any => match article {
                Article::Definite | Article::Whose(_) => true,
                Article::Indefinite => told || maker.is_some() || handled || acts || date.is_some(),
                _ => told || numbered || noun.plural && (maker.is_some() || handled),
            },
        };
        if !tells || noun.plural && article == Article::None && !told && maker.is_none() && !handled
        {
            return None;
        }
        let first = self.words.get(start)?.bytes.start as u32;
        let last = self
            .words
            .get(end.max(complement_end).checked_sub(1)?)?
            .bytes
            .end as u32;
        let pictures = noun.kind == PaperKind::Audio && self.pictures;
        Some(Spoken {
            kind: if pictures {
                PaperKind::Video
            } else {
                noun.kind
            },
            words: first..last,
            name: self.name(start, begin, end, article),
            whose,
            whose_words: self.named(whose, whose_words),
            date,
        })
    }

    /// How the name at word `begin` is introduced, and where that starts.
    fn article(&self, begin: usize) -> (Article, usize) {
        for at in (begin.saturating_sub(MODIFIERS)..begin).rev() {
            let word = self.word(at);
            let raw = self.words.get(at).map_or("", |w| w.text);
            if is("whose", word) {
                return (Article::Whose(at), at);
            }
            if raw.ends_with("'s") || raw.ends_with("’s") || self.is_plural_possessive(at) {
                return (Article::Whose(at), at);
            }
            if is("generic", word) || is("own", word) {
                return (Article::Generic, at);
            }
            if is("definite", word) {
                return (Article::Definite, at);
            }
            if is("indefinite", word) {
                return (Article::Indefinite, at);
            }
            if is("stop", word) || is("make", word) || is("handle", word) {
                return (Article::None, begin);
            }
            // A comma or bracket parts what stands before from the name.
            let next = self.words.get(at + 1);
            let gap = self
                .words
                .get(at)
                .zip(next)
                .and_then(|(a, b)| self.text.get(a.bytes.end..b.bytes.start));
            if gap.is_some_and(|gap| gap.contains([',', '(', ')', ':', '"', '“', '”'])) {
                return (Article::None, begin);
            }
        }
        (Article::None, begin)
    }

    /// Whether only spaces and commas part a word from the next one.
    fn is_close(&self, at: usize) -> bool {
        let pair = self.words.get(at).zip(self.words.get(at + 1));
        let gap = pair.and_then(|(a, b)| self.text.get(a.bytes.end..b.bytes.start));
        gap.is_some_and(|gap| gap.chars().all(|c| c == ' ' || c == ',' || c == '\n'))
    }

    /// `the detectives' report`
    fn is_plural_possessive(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        let after = self.text.get(word.bytes.end..).unwrap_or_default();
        word.text.ends_with('s') && after.starts_with(['\'', '’'])
    }

    /// Whether the paper need not exist: "an affidavit must be sworn", "never signed a statement".
    fn is_unreal(&self, begin: usize, end: usize, article: Article) -> bool {
        if matches!(article, Article::Definite | Article::Whose(_)) {
            return false;
        }
        let before = (begin.saturating_sub(VERB)..begin).map(|at| self.word(at));
        let mut after = (end..end + 2).map(|at| self.word(at));
        before
            .into_iter()
            .any(|w| is("unreal", w) || is("negation", w))
            || after.any(|w| is("unreal", w))
    }

    /// The nearest verb of the class before the name.
    fn verb(&self, begin: usize, class: &str) -> Option<usize> {
        (begin.saturating_sub(VERB)..begin)
            .rev()
            .find(|at| is(class, self.word(*at)))
    }

    /// `the tape had been erased`
    fn handled_after(&self, end: usize) -> bool {
        (end..end + 4).any(|at| is("handle", self.word(at)) || is("make", self.word(at)))
    }

    /// Where who made it or whom it is of begins: `of Ann Lee`, `by Detective Roe`; and where it ends.
    fn complement(&self, end: usize) -> (Option<usize>, usize) {
        let preposition = self.word(end);
        if !is("maker", preposition) && !is("matter", preposition) {
            return (None, end);
        }
        // Over an article and up to two titles or professions to the name.
        let first = (end + 1..end + 5).find(|at| self.words.get(*at).is_some_and(Word::is_capital));
        let who = first.filter(|at| self.mention(*at).is_some() || self.names(*at) > 0);
        match who {
            Some(at) => (
                Some(at),
                self.mention_end(at).unwrap_or(at + self.names(at)),
            ),
            // "the tape of the 999 call", "the recording of the interrogation"
            None => {
                let last = (end + 1..end + 4)
                    .find(|at| is("stop", self.word(*at)))
                    .unwrap_or(end + 4);
                (None, last.min(self.words.len()))
            }
        }
    }

    /// How many words from here on are capitalised.
    fn names(&self, at: usize) -> usize {
        self.words
            .iter()
            .skip(at)
            .take_while(|w| w.is_capital())
            .count()
    }

    fn name_at(&self, at: usize) -> String {
        let back = self
            .words
            .iter()
            .take(at + 1)
            .rev()
            .take_while(|w| w.is_capital())
            .count();
        let from = at + 1 - back.min(at + 1);
        let words = self.words.iter().skip(from).take(self.names(from));
        words
            .map(|w| w.text.trim_end_matches("'s").trim_end_matches("’s"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The mention that a word belongs to: the shortest.
    fn mention(&self, at: usize) -> Option<&onrecord_record::Mention> {
        let word = self.words.get(at)?;
        let mentions = self.reading.mentions.iter();
        mentions
            .filter(|m| covers(m.span, &word.bytes))
            .min_by_key(|m| (m.span.len(), m.span.start()))
    }

    fn mention_end(&self, at: usize) -> Option<usize> {
        let end = self.mention(at)?.span.end();
        let words = self
            .words
            .iter()
            .skip(at)
            .take_while(|w| w.bytes.start < end)
            .count();
        Some(at + words)
    }

    /// The person or body that a word names.
    fn who(&self, at: usize) -> Option<EntityId> {
        let entity = self.mention(at)?.entity?;
        self.is_somebody(entity).then_some(entity)
    }

    fn is_somebody(&self, entity: EntityId) -> bool {
        let kind = self.reading.entity(entity).map(|e| e.kind);
        matches!(
            kind,
            Some(EntityKind::Person | EntityKind::Group | EntityKind::Organisation)
        )
    }

    /// Who did it: the last one named before the verb in the sentence.
    fn subject(&self, verb: usize) -> Option<EntityId> {
        let start = self.words.first()?.bytes.start;
        let end = self.words.get(verb)?.bytes.start;
        let mentions = self.reading.mentions.iter();
        mentions
            .filter(|m| m.span.start() >= start && m.span.end() <= end)
            .filter(|m| {
                matches!(
                    m.kind,
                    MentionKind::Name | MentionKind::Pronoun | MentionKind::Nominal
                )
            })
            .filter_map(|m| m.entity.map(|entity| (m.span.end(), entity)))
            .filter(|(_, entity)| self.is_somebody(*entity))
            .max_by_key(|(end, _)| *end)
            .map(|(_, entity)| entity)
    }

    /// The date beside the name: after it first.
    fn date(&self, begin: usize, end: usize) -> Option<String> {
        let from = self.words.get(begin.saturating_sub(DATE))?.bytes.start;
        let to = self
            .words
            .get((end + DATE).min(self.words.len().checked_sub(1)?))?
            .bytes
            .end;
        let name = self.words.get(begin)?.bytes.start;
        let dates = self
            .reading
            .timexes
            .iter()
            .filter(|t| t.kind == TimexKind::Date && !t.is_age);
        dates
            .filter(|t| from <= t.span.start() && t.span.end() <= to)
            .filter_map(|t| Some((t.span.start(), t.value.as_deref()?)))
            .filter_map(|(start, value)| Some((start, calendar(value)?)))
            .min_by_key(|(start, _)| start.abs_diff(name))
            .map(|(_, value)| value.to_owned())
    }

    /// What it is called, with the words between its article and its name.
    fn name(&self, start: usize, begin: usize, end: usize, article: Article) -> String {
        let from = if article == Article::None {
            begin
        } else {
            (start + 1).min(begin)
        };
        let mut words: Vec<&str> = (from..end).map(|at| self.word(at)).collect();
        if let Article::Whose(at) = article
            && self.who(at).is_none()
            && !is("whose", self.word(at))
            && !self.words.get(at).is_some_and(Word::is_capital)
        {
            words.insert(0, self.word(at));
        }
        words.join(" ")
    }
}

/// The year, month or day that a TIMEX3 value begins with: `2013` of `2013-SU`.
fn calendar(value: &str) -> Option<&str> {
    let is_date = |part: &&str| {
        part.bytes().enumerate().all(|(i, b)| {
            if matches!(i, 4 | 7) {
                b == b'-'
            } else {
                b.is_ascii_digit()
            }
        })
    };
    [10, 7, 4]
        .iter()
        .filter_map(|len| value.get(..*len))
        .find(is_date)
}

fn covers(span: Span, bytes: &Range<usize>) -> bool {
    span.start() < bytes.end && bytes.start < span.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::Document;

    fn names(text: &str) -> Vec<(PaperKind, String, String)> {
        let document = Document::from_text(text, None);
        let found = all(&document, &Reading::default());
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
        assert_eq!(calendar("2013-SU"), Some("2013"));
        assert_eq!(calendar("2013-08-07T10:00"), Some("2013-08-07"));
        assert_eq!(calendar("PRESENT_REF"), None);
    }
}
