//! A document as its values are read: words, sentences, and who is meant where.

use super::values::day_of;
use super::{lexicon, numbers};
use crate::origins::words::Cut;
use onrecord_record::{
    Day, Document, EntityId, EntityKind, Event, EventKind, MentionKind, Reading, Speaker,
    SpeechAct, Statement, Timex,
};
use std::ops::Range;

/// Ranges of bytes with what stands there, found by a place without looking through all of them: a
/// paper may be a hundred megabytes long.
pub(super) struct Places<T> {
    /// Start, end, the furthest end of this one and all before it; by start.
    ranges: Vec<(usize, usize, usize)>,
    items: Vec<T>,
}

impl<T: Copy> Places<T> {
    pub(super) fn of(mut all: Vec<(Range<usize>, T)>) -> Self {
        all.sort_by_key(|(bytes, _)| (bytes.start, bytes.end));
        let mut furthest = 0;
        let ranges = all.iter().map(|(bytes, _)| {
            furthest = furthest.max(bytes.end);
            (bytes.start, bytes.end, furthest)
        });
        Self {
            ranges: ranges.collect(),
            items: all.iter().map(|(_, item)| *item).collect(),
        }
    }

    /// Those that share a byte with this range, last first.
    pub(super) fn over(&self, bytes: &Range<usize>) -> impl Iterator<Item = (Range<usize>, T)> {
        let (first, after) = (bytes.start, bytes.end);
        let to = self.ranges.partition_point(|(start, ..)| *start < after);
        let near = self.ranges.iter().zip(&self.items).take(to).rev();
        near.take_while(move |((_, _, furthest), _)| *furthest > first)
            .filter(move |((_, end, _), _)| *end > first)
            .map(|((start, end, _), item)| (*start..*end, *item))
    }
}

/// A word with what counts of it.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    /// Its bytes in the text.
    pub(super) bytes: Range<usize>,
    /// As written.
    pub(super) text: &'t str,
    /// Without case, possessive ending and inner marks.
    pub(super) low: &'t str,
    /// What stands between the word before and this one.
    pub(super) gap: &'t str,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// What the word lists have of it.
    pub(super) known: Option<&'static lexicon::Known>,
    /// The number that begins with it, and how many words that has.
    pub(super) number: Option<(u32, usize)>,
    /// The event that is told of from it on, and in how many words.
    pub(super) event: Option<(EventKind, usize)>,
}

impl Word<'_> {
    /// Whether a mark other than a hyphen, or than a bracket that held a number again, stands before
    /// it: "nine (9) men".
    pub(super) fn breaks_number(&self) -> bool {
        self.gap != ") " && self.breaks()
    }

    /// Whether a mark other than a hyphen stands before it.
    pub(super) fn breaks(&self) -> bool {
        self.gap
            .chars()
            .any(|c| !c.is_whitespace() && !matches!(c, '-' | '"' | '“' | '‘' | '$' | '£' | '€'))
    }
}

/// A place where a person is meant.
#[derive(Clone, Debug)]
pub(super) struct Meant {
    /// Its bytes.
    pub(super) bytes: Range<usize>,
    /// Who.
    pub(super) entity: EntityId,
    /// How it refers.
    pub(super) kind: MentionKind,
    /// "His", "Ann's".
    pub(super) possessive: bool,
}

/// A document as its values are read.
pub(super) struct Page<'d> {
    pub(super) text: &'d str,
    pub(super) document: &'d Document,
    pub(super) reading: &'d Reading,
    /// The day of the document, as it is known or as its own words give it.
    pub(super) day: Option<Day>,
    pub(super) words: Vec<Word<'d>>,
    /// The first word of each sentence.
    sentences: Vec<usize>,
    /// Single people, in the order of the text.
    pub(super) meant: Vec<Meant>,
    /// Whether each entity has a name.
    named: Vec<bool>,
    statements: Places<(u32, &'d Statement)>,
    timexes: Places<&'d Timex>,
    triggers: Places<&'d Event>,
}

impl<'d> Page<'d> {
    pub(super) fn of(document: &'d Document, reading: &'d Reading, cut: &'d Cut<'d>) -> Self {
        let text = document.text.as_str();
        let words = words(text, cut);
        let mut sentences = Vec::new();
        for (at, word) in words.iter().enumerate() {
            if word.sentence >= sentences.len() {
                sentences.push(at);
            }
        }
        let named = reading
            .entities
            .iter()
            .map(|entity| {
                let mut mentions = entity.mentions.iter().filter_map(|m| reading.mention(*m));
                mentions.any(|m| matches!(m.kind, MentionKind::Name | MentionKind::Handle))
            })
            .collect();
        Self {
            text,
            document,
            reading,
            day: day_of(document, reading),
            words,
            sentences,
            meant: meant(text, reading),
            named,
            statements: said(reading),
            timexes: Places::of(
                reading
                    .timexes
                    .iter()
                    .map(|t| (t.span.range(), t))
                    .collect(),
            ),
            triggers: Places::of(
                reading
                    .events
                    .iter()
                    .map(|e| (e.trigger.range(), e))
                    .collect(),
            ),
        }
    }

    pub(super) fn low(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.low)
    }

    /// Whether a word is one of a class of the word lists.
    pub(super) fn is(&self, class: &str, at: usize) -> bool {
        let known = self.words.get(at).and_then(|word| word.known);
        known.is_some_and(|known| known.is(class))
    }

    /// The same of a word before another one, if it stands in its sentence.
    pub(super) fn is_before(&self, class: &str, at: usize, by: usize) -> bool {
        let same = self.words.get(at).map(|word| word.sentence);
        at.checked_sub(by).is_some_and(|n| {
            self.words.get(n).map(|word| word.sentence) == same && self.is(class, n)
        })
    }

    /// The word before, if it stands in the same sentence.
    pub(super) fn before(&self, at: usize, by: usize) -> &str {
        let here = self.words.get(at).map(|word| word.sentence);
        at.checked_sub(by)
            .and_then(|at| self.words.get(at))
            .filter(|word| Some(word.sentence) == here)
            .map_or("", |word| word.low)
    }

    /// The words of the sentence in which this one stands.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let Some(word) = self.words.get(at) else {
            return at..at;
        };
        let start = self.sentences.get(word.sentence).copied().unwrap_or(at);
        let end = self.sentences.get(word.sentence + 1).copied();
        start..end.unwrap_or(self.words.len())
    }

    /// The words of the sentence before that of this word.
    pub(super) fn sentence_before(&self, at: usize) -> Range<usize> {
        let start = self.sentence(at).start;
        start.checked_sub(1).map_or(0..0, |at| self.sentence(at))
    }

    /// Whether a word ends its sentence or a mark follows it.
    pub(super) fn ends(&self, at: usize) -> bool {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(word), Some(next)) => next.sentence != word.sentence || next.breaks(),
            _ => true,
        }
    }

    /// The bytes from one word to another, both in it.
    pub(super) fn bytes(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.words.get(first).map_or(0, |word| word.bytes.start);
        let end = self.words.get(last).map_or(start, |word| word.bytes.end);
        start..end.max(start)
    }

    /// The first word that begins at or after a byte.
    pub(super) fn word_from(&self, byte: usize) -> usize {
        self.words.partition_point(|word| word.bytes.start < byte)
    }

    pub(super) fn is_named(&self, entity: EntityId) -> bool {
        self.named.get(entity.index()).copied().unwrap_or(false)
    }

    /// Those meant within these bytes.
    pub(super) fn meant_in(&self, bytes: Range<usize>) -> &[Meant] {
        let from = self.meant.partition_point(|m| m.bytes.start < bytes.start);
        let to = self.meant.partition_point(|m| m.bytes.start < bytes.end);
        self.meant.get(from..to.max(from)).unwrap_or_default()
    }

    /// Those whose words end at or before a byte, nearest first.
    pub(super) fn meant_before(&self, byte: usize) -> impl Iterator<Item = &Meant> {
        let to = self.meant.partition_point(|m| m.bytes.start < byte);
        let before = self.meant.iter().take(to).rev();
        before.filter(move |m| m.bytes.end <= byte)
    }

    /// Whoever is meant by words that hold this byte; the shortest such words.
    pub(super) fn meant_over(&self, byte: usize) -> Option<&Meant> {
        let to = self.meant.partition_point(|m| m.bytes.start <= byte);
        let near = self.meant.get(to.saturating_sub(8)..to)?;
        near.iter()
            .filter(|m| m.bytes.end > byte)
            .min_by_key(|m| m.bytes.len())
    }

    /// The first time expression that overlaps these bytes.
    pub(super) fn timex(&self, bytes: &Range<usize>) -> Option<&'d Timex> {
        self.timexes.over(bytes).last().map(|(_, timex)| timex)
    }

    /// The events whose words overlap these bytes, last first.
    pub(super) fn events(&self, bytes: &Range<usize>) -> impl Iterator<Item = &'d Event> {
        self.triggers.over(bytes).map(|(_, event)| event)
    }

    /// The innermost statement that holds the byte.
    pub(super) fn statement(&self, byte: usize) -> Option<(u32, &'d Statement)> {
        self.statements
            .over(&(byte..byte + 1))
            .min_by_key(|(bytes, (number, _))| (bytes.len(), *number))
            .map(|(_, said)| said)
    }

    /// Who speaks at the byte, if it lies in somebody's words.
    pub(super) fn speaker(&self, byte: usize) -> Option<EntityId> {
        match &self.statement(byte)?.1.speaker {
            Speaker::Known { entity, .. } => Some(*entity),
            _ => None,
        }
    }
}

/// The words of statements, with whose they are; what is only felt is nobody's word.
fn said(reading: &Reading) -> Places<(u32, &Statement)> {
    let all = (0u32..).zip(&reading.statements);
    let said = all.filter(|(_, s)| s.act != SpeechAct::Attitude);
    let spans = said.flat_map(|(n, s)| s.content.iter().map(move |c| (c.range(), (n, s))));
    Places::of(spans.collect())
}

fn meant(text: &str, reading: &Reading) -> Vec<Meant> {
    let mut meant: Vec<Meant> = reading
        .mentions
        .iter()
        .filter_map(|mention| {
            let entity = mention.entity?;
            let known = reading.entity(entity)?;
            if known.kind != EntityKind::Person || known.plural {
                return None;
            }
            let words = text.get(mention.span.range())?;
            let after = text.get(mention.span.end()..)?;
            let owner = |s: &str| s.starts_with("'s") || s.starts_with("’s");
            let own = ["his", "her", "my", "their", "whose", "your"];
            let pronoun = own.iter().any(|own| words.eq_ignore_ascii_case(own));
            let owned = |end| words.ends_with(end);
            Some(Meant {
                bytes: mention.span.range(),
                entity,
                kind: mention.kind,
                possessive: pronoun
                    || owner(after)
                    || ["'s", "’s", "'S", "’S"].into_iter().any(owned),
            })
        })
        .collect();
    meant.sort_by_key(|m| (m.bytes.start, m.bytes.end));
    meant
}

/// The words of a text, with their sentences.
pub(super) fn words<'d>(text: &'d str, cut: &'d Cut<'d>) -> Vec<Word<'d>> {
    let mut end = 0;
    let mut sentence = 0;
    let mut words: Vec<Word> = Vec::with_capacity(cut.words().len());
    for word in cut.words() {
        let gap = text.get(end..word.bytes.start).unwrap_or_default();
        if let Some(last) = words.last()
            && is_end(last, gap, word.text)
        {
            sentence += 1;
        }
        end = word.bytes.end;
        let low = word.folded();
        words.push(Word {
            known: lexicon::known(low),
            number: None,
            event: None,
            low,
            bytes: word.bytes.clone(),
            text: word.text,
            gap,
            sentence,
        });
    }
    // What begins at a word is asked for again and again.
    for at in 0..words.len() {
        let number = numbers::read(&words, at);
        let event = lexicon::read_event(&words, at);
        if let Some(word) = words.get_mut(at) {
            word.number = number;
            word.event = event;
        }
    }
    words
}

/// Whether a sentence ends between two words.
fn is_end(last: &Word<'_>, gap: &str, next: &str) -> bool {
    if gap.contains(['?', '!']) || gap.matches('\n').count() > 1 {
        return true;
    }
    let speaks = matches!(next, "Q" | "A") && gap.contains('\n');
    let capital = next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    // Lines of a form, and turns of a record.
    let label = gap.contains('\n') && (gap.contains("   ") || gap.contains('-'));
    if speaks || label && capital {
        return true;
    }
    if !gap.contains(['.', ';']) || !gap.contains(char::is_whitespace) {
        return false;
    }
    let short = last.text.chars().count() == 1 && last.text.chars().all(char::is_uppercase);
    let lower = next.starts_with(char::is_lowercase);
    // Where a post has no capitals, a full stop still ends what is said.
    let stop = gap.trim_start().starts_with(['.', ';', '"', '”', ')']);
    stop && !short
        && !last.known.is_some_and(|known| known.is("abbreviation"))
        && (!lower || !matches!(last.text.len(), 0..=2))
}
