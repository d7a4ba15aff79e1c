//! One sentence that may speak of papers: articles, owners, makers and dates around a paper's name.

use super::lexicon::{Known, Needs, Noun, noun};
use super::{PaperKind, Spoken};
use crate::origins::words::Word;
use onrecord_record::{EntityId, EntityKind, MentionKind, Reading, Span, TimexKind};
use std::ops::Range;

/// How many words before a paper's name its article may stand.
const MODIFIERS: usize = 4;

/// How many words away a verb of making may stand.
const VERB: usize = 6;

/// How many words away a date may stand.
const DATE: usize = 8;
/// The words of a sentence.
pub(super) struct Scene<'d> {
    pub(super) words: &'d [Word<'d>],
    /// What the tables have of each.
    pub(super) known: &'d [Option<&'static Known>],
    pub(super) text: &'d str,
    pub(super) reading: &'d Reading,
    /// Whether its paragraph speaks of a camera: then a recording is one of pictures.
    pub(super) pictures: bool,
    /// Whether it stands in a report by the police.
    pub(super) in_report: bool,
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
    pub(super) fn papers(&self) -> Vec<Spoken> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let most = self.known.get(at).copied().flatten();
            let most = most.map_or(0, |known| known.begins);
            let rest = self.words.get(at..).filter(|_| most > 0);
            let Some((noun, len)) = rest.and_then(|rest| noun(rest, most)) else {
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
    pub(super) fn letters(&self) -> Vec<Spoken> {
        let verbs = (0..self.words.len()).filter(|at| self.is("wrote", *at));
        verbs
            .filter_map(|verb| {
                let preposition = self.word(verb + 1);
                if preposition != "to" && (preposition != "from" || self.word(verb) != "writes") {
                    return None;
                }
                let mut name = (verb + 2..verb + 5).filter(|at| !self.is("stop", *at));
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
        self.words.get(at).map_or("", Word::folded)
    }

    /// Whether a word is one of a class of the table of words around papers.
    fn is(&self, class: &str, at: usize) -> bool {
        let known = self.known.get(at).copied().flatten();
        known.is_some_and(|known| known.is(class))
    }

    /// The paper whose name stands at these words, if a particular one is meant.
    fn paper(&self, begin: usize, end: usize, noun: Noun) -> Option<Spoken> {
        let (article, start) = self.article(begin);
        if article == Article::Generic || self.is_unreal(begin, end, article) {
            return None;
        }
        let maker = self.verb(begin, "make");
        let handled = self.verb(begin, "handle").is_some() || self.handled_after(end);
        let acts = self.is("act", end);
        let (complement, complement_end) = self.complement(end);
        let mut whose = None;
        let mut whose_words = String::new();
        if let Article::Whose(word) = article {
            // "In his affidavit Mr. Ostrow denies it": the name comes after the pronoun.
            let named = self.words.get(end).is_some_and(Word::is_capital);
            let after = (named && self.is("whose", word) && self.is_close(end - 1))
                .then(|| self.who(end))
                .flatten();
            whose = after.or_else(|| self.who(word));
            if whose.is_none() && !self.is("whose", word) {
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
            let raw = self.words.get(at).map_or("", |w| w.text);
            if self.is("whose", at) {
                return (Article::Whose(at), at);
            }
            if raw.ends_with("'s") || raw.ends_with("’s") || self.is_plural_possessive(at) {
                return (Article::Whose(at), at);
            }
            if self.is("generic", at) || self.is("own", at) {
                return (Article::Generic, at);
            }
            if self.is("definite", at) {
                return (Article::Definite, at);
            }
            if self.is("indefinite", at) {
                return (Article::Indefinite, at);
            }
            if self.is("stop", at) || self.is("make", at) || self.is("handle", at) {
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
        let mut before = begin.saturating_sub(VERB)..begin;
        let mut after = end..end + 2;
        before.any(|at| self.is("unreal", at) || self.is("negation", at))
            || after.any(|at| self.is("unreal", at))
    }

    /// The nearest verb of the class before the name.
    fn verb(&self, begin: usize, class: &str) -> Option<usize> {
        (begin.saturating_sub(VERB)..begin)
            .rev()
            .find(|at| self.is(class, *at))
    }

    /// `the tape had been erased`
    fn handled_after(&self, end: usize) -> bool {
        (end..end + 4).any(|at| self.is("handle", at) || self.is("make", at))
    }

    /// Where who made it or whom it is of begins: `of Ann Lee`, `by Detective Roe`; and where it ends.
    fn complement(&self, end: usize) -> (Option<usize>, usize) {
        if !self.is("maker", end) && !self.is("matter", end) {
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
                    .find(|at| self.is("stop", *at))
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
            && !self.is("whose", at)
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

    #[test]
    fn a_calendar_date_is_what_a_value_begins_with() {
        assert_eq!(calendar("2013-SU"), Some("2013"));
        assert_eq!(calendar("2013-08-07T10:00"), Some("2013-08-07"));
        assert_eq!(calendar("PRESENT_REF"), None);
    }
}
