//! What was said: the words that a cue verb takes, right of it, left of it, or on both sides.

use super::circumstances::Times;
use super::cues::{CueVerb, Frames};
use super::exceptions;
use super::subject::{self, Subject, VerbGroup};
use super::units::{Element, Unit};
use onrecord_record::{SpeechAct, Tag, TokenKind};
use std::ops::Range;

/// A cue with what belongs to it, in elements of its unit.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    pub(crate) cue: &'static CueVerb,
    pub(crate) group: VerbGroup,
    /// One past the verb and its particles.
    pub(crate) after: usize,
    pub(crate) subject: Option<Subject>,
    /// The subject stands right of the verb.
    pub(crate) inverted: bool,
    /// The first one it was said to.
    pub(crate) addressee: Option<Range<usize>>,
    /// In order; empty where nothing fits.
    pub(crate) content: Vec<Range<usize>>,
    /// How the content was found.
    pub(crate) rule: &'static str,
    /// Where the circumstances right of the cue end and the content may begin.
    pub(crate) circumstances: Range<usize>,
}

impl Site {
    /// First element of the words that attribute: subject, cue, what stands between.
    pub(crate) fn start(&self) -> usize {
        let own = self
            .subject
            .as_ref()
            .filter(|s| !s.shared && !self.inverted);
        own.map_or(self.group.start, |s| s.range.start.min(self.group.start))
    }

    /// One past the last element of the words that attribute.
    pub(crate) fn end(&self) -> usize {
        let inverted = self.subject.as_ref().filter(|_| self.inverted);
        inverted.map_or(self.after, |s| s.range.end.max(self.after))
    }
}

/// Words after which a clause's finite verb is looked for, at most.
const CLAUSE_REACH: usize = 40;

/// What the verb takes on its right.
pub(crate) fn right(unit: &Unit, site: &mut Site, times: &Times) {
    let frames = site.cue.frames;
    let from = site.end();
    let addressee = addressee(unit, from, frames, times);
    let start = addressee.as_ref().map_or(from, |a| a.end);
    let start_of_content = skip_circumstances(unit, start, times);
    site.circumstances = start..start_of_content;
    let found = complement(unit, start_of_content, frames, site.cue).or_else(|| {
        complement(unit, start, frames, site.cue).inspect(|_| site.circumstances = start..start)
    });
    if let Some((range, rule)) = found {
        site.addressee = addressee;
        site.content = vec![range];
        site.rule = rule;
        return;
    }
    // "asked them to turn it down", "asked the court to hear him": what is asked is the content.
    if let Some(receiver) = &addressee
        && frames.has(Frames::INFINITIVE)
        && let Some((range, _)) = complement(unit, receiver.end, Frames::INFINITIVE, site.cue)
    {
        site.content = vec![receiver.start..range.end];
        site.addressee = addressee;
        site.rule = "cue-infinitive";
    } else if addressee.is_some() {
        // Only who heard it: what was said stands elsewhere.
        site.addressee = addressee;
    }
}

/// The phrase right after "told": who heard it.
fn addressee(unit: &Unit, from: usize, frames: Frames, times: &Times) -> Option<Range<usize>> {
    if !frames.has(Frames::ADDRESSEE) {
        return None;
    }
    let end = noun_phrase_end(unit, from, times)?;
    // "told Lee was there" is no sentence; a clause that begins at once leaves no room for a hearer.
    (end > from).then_some(from..end)
}

/// One past a noun phrase that begins at `start`; nothing where none does.
pub(crate) fn noun_phrase_end(unit: &Unit, start: usize, times: &Times) -> Option<usize> {
    let first = unit.get(start)?;
    if !first.opens_phrase() || first.tag == Tag::EX || times.end_of(first.span).is_some() {
        return None;
    }
    if first.tag == Tag::PRP {
        return Some(start + 1);
    }
    let mut end = start + 1;
    while let Some(element) = unit.get(end) {
        let previous = unit.get(end - 1)?;
        let opens_next = matches!(element.tag, Tag::PRP | Tag::PRPS | Tag::DT | Tag::EX)
            && !previous.is_preposition()
            && !previous.is_conjunction();
        let is_of = element.is("of") && previous.tag.is_noun();
        let and = element.is("and")
            && unit.get(end + 1).is_some_and(Element::opens_phrase)
            && !has_finite_soon(unit, end + 1);
        let inside = element.tag.is_noun()
            || element.tag.is_adjective()
            || matches!(element.tag, Tag::CD | Tag::POS)
            || (matches!(element.tag, Tag::DT | Tag::PRPS) && !opens_next)
            || (element.tag == Tag::VBN && unit.get(end + 1).is_some_and(|e| e.tag.is_noun()))
            || is_of
            || and;
        let changes = previous.tag == Tag::NN && element.tag == Tag::NNP
            || previous.tag == Tag::NNS && element.tag.is_noun();
        if opens_next || !inside || changes || times.end_of(element.span).is_some() {
            break;
        }
        end += 1;
    }
    // "told Lee was": the phrase is the clause's subject.
    Some(end)
}

fn has_finite_soon(unit: &Unit, from: usize) -> bool {
    (from..unit.len().min(from + 6))
        .filter_map(|i| unit.get(i))
        .take_while(|e| !e.is_comma())
        .any(Element::is_finite)
}

/// Over adverbs, times, "in a statement", "to reporters", and asides between commas, as long as
/// something that can be content follows.
fn skip_circumstances(unit: &Unit, from: usize, times: &Times) -> usize {
    let mut at = from;
    let mut settled = from;
    for _ in 0..8 {
        let Some(element) = unit.get(at) else {
            break;
        };
        if let Some(end) = times.end_of(element.span) {
            while unit.get(at).is_some_and(|e| e.span.start() < end) {
                at += 1;
            }
        } else if element.tag.is_adverb() && !element.is_any(&["there", "how", "why", "when"]) {
            at += 1;
        } else if element.tag == Tag::IN && !element.is("that") && !element.is_subordinator()
            || element.is("to") && unit.get(at + 1).is_none_or(|e| e.tag != Tag::VB)
        {
            let Some(end) = prepositional_end(unit, at, times) else {
                break;
            };
            at = end;
        } else if element.is_comma() {
            // An aside: the next comma ends it, and "that" or a quotation follows.
            let close = (at + 1..unit.len().min(at + 16))
                .find(|i| unit.get(*i).is_some_and(Element::is_comma));
            let direct = unit.get(at + 1).is_some_and(|e| e.quote.is_some());
            let follows = |i: usize| {
                unit.get(i + 1)
                    .is_some_and(|e| e.is("that") || e.quote.is_some())
            };
            match close {
                _ if direct => at += 1,
                Some(i) if follows(i) => at = i + 1,
                _ => break,
            }
        } else if element.word == ":" {
            at += 1;
            settled = at;
            break;
        } else {
            break;
        }
        let opens = unit.get(at).is_some_and(|e| {
            e.is("that")
                || e.quote.is_some()
                || e.word == ":"
                || e.is_any(&["whether", "how", "why", "what"])
                || is_clause(unit, at)
        });
        if opens {
            settled = at;
        }
    }
    settled
}

/// One past a preposition with its phrase.
fn prepositional_end(unit: &Unit, preposition: usize, times: &Times) -> Option<usize> {
    let mut start = preposition + 1;
    if let Some(end) = unit.get(start).and_then(|e| times.end_of(e.span)) {
        while unit.get(start).is_some_and(|e| e.span.start() < end) {
            start += 1;
        }
        return Some(start);
    }
    let mut end = noun_phrase_end(unit, start, times)?;
    // "in a letter to the court", "in an interview with her"
    while unit
        .get(end)
        .is_some_and(|e| e.is_any(&["of", "to", "with", "from", "by", "for"]))
    {
        match noun_phrase_end(unit, end + 1, times) {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(end)
}

/// The complement that begins at `start`, by the verb's frames.
fn complement(
    unit: &Unit,
    start: usize,
    frames: Frames,
    cue: &CueVerb,
) -> Option<(Range<usize>, &'static str)> {
    let first = unit.get(start)?;
    let end = unit.end();
    if start >= end {
        return None;
    }
    if first.quote.is_some() && (frames.has(Frames::QUOTE) || frames.has(Frames::NAMING)) {
        return Some(quoted(unit, start, end));
    }
    if start > 0 && unit.get(start - 1).is_some_and(|e| e.word == ":") && frames.has(Frames::QUOTE)
    {
        return Some((start..end, "cue-colon"));
    }
    if first.is("that") && frames.has(Frames::THAT) {
        // "argued that would be wrong": the pronoun is part of what was argued.
        let pronoun = unit.get(start + 1).is_some_and(Element::is_finite);
        let from = if pronoun { start } else { start + 1 };
        return (from < end).then_some((from..end, "cue-that"));
    }
    if first.is_any(&[
        "whether", "if", "how", "why", "what", "when", "where", "who", "which",
    ]) && frames.has(Frames::WH)
    {
        return Some((start..end, "cue-wh"));
    }
    if first.is("to")
        && frames.has(Frames::INFINITIVE)
        && (cue.act != SpeechAct::Refusal
            || unit
                .get(start + 1)
                .is_some_and(|e| exceptions::is_answered(e.word)))
        && unit
            .get(start + 1)
            .is_some_and(|e| e.tag == Tag::VB || e.tag.is_adverb())
    {
        return Some((start..end, "cue-infinitive"));
    }
    if frames.has(Frames::CLAUSE) && is_clause(unit, start) {
        return Some((start..end, "cue-clause"));
    }
    if first.tag == Tag::VBG && frames.has(Frames::GERUND) {
        return Some((start..end, "cue-gerund"));
    }
    let nominal = frames.has(Frames::NOUN) || frames.has(Frames::NAMING);
    if nominal && first.opens_phrase() {
        let end = noun_complement_end(unit, start, end);
        let end = if frames.has(Frames::NAMING) {
            naming_end(unit, start, end)
        } else {
            end
        };
        let decided = cue.act == SpeechAct::Denial && is_decided(unit, start..end);
        let named = frames.has(Frames::NOUN) && !decided || has_name_for(unit, start..end);
        return (named && end > start).then_some((start..end, "cue-noun"));
    }
    if frames.has(Frames::PREPOSITION)
        && first.is_any(&cue.prepositions)
        && unit
            .get(start + 1)
            .is_some_and(|e| e.opens_phrase() || e.tag == Tag::VBG)
    {
        return Some((
            start..noun_complement_end(unit, start + 1, end),
            "cue-preposition",
        ));
    }
    None
}

/// A quotation as complement: alone, or the start of a clause that goes on outside the marks.
fn quoted(unit: &Unit, start: usize, end: usize) -> (Range<usize>, &'static str) {
    let next = unit.get(start + 1);
    let ends_inside = unit.get(start).is_some_and(|e| e.ends_inside);
    let goes_on =
        !ends_inside && (start + 1..end).any(|i| unit.get(i).is_some_and(Element::is_finite));
    let stops = start + 1 >= end
        || next.is_some_and(|e| {
            e.is_comma()
                || e.is_hard_boundary()
                || e.is_end()
                || (e.is_conjunction() || e.is_subordinator() && !e.is("than")) && !goes_on
                || e.is_preposition() && ends_inside
        });
    if stops {
        (start..start + 1, "cue-quotation")
    } else {
        (start..end, "cue-quotation-goes-on")
    }
}

/// Whether a clause begins at `start`: something that can be a subject, then a finite verb; after
/// something fronted, the same past the next comma.
pub(crate) fn is_clause(unit: &Unit, start: usize) -> bool {
    let Some(first) = unit.get(start) else {
        return false;
    };
    let fronted = first.is_preposition()
        || first.is_subordinator()
        || (first.tag.is_adverb()
            && !first.is_any(&["there", "no", "not", "only", "nearly", "even"]))
        || first.tag == Tag::VBN;
    if fronted {
        let comma = (start..unit.len().min(start + CLAUSE_REACH))
            .find(|i| unit.get(*i).is_some_and(Element::is_comma));
        return comma.is_some_and(|c| {
            unit.get(c + 1).is_some_and(Element::opens_phrase) && has_finite_in_clause(unit, c + 1)
        });
    }
    let opens = first.opens_phrase()
        || first.quote.is_some()
        || first.tag == Tag::VBG
        || first.is_any(&["there", "no", "not", "only", "nearly", "even"])
        || first.tag == Tag::WP;
    opens && has_finite_in_clause(unit, start)
}

/// Whether a finite verb comes before the clause that begins at `start` is over.
fn has_finite_in_clause(unit: &Unit, start: usize) -> bool {
    let mut relative = false;
    let mut i = start;
    let stop = unit.len().min(start + CLAUSE_REACH);
    while i < stop {
        let Some(element) = unit.get(i) else {
            break;
        };
        if element.is_comma() || element.is_dash() {
            // An aside is stepped over, if a verb follows it.
            match closing(unit, i) {
                Some(close) => i = close + 1,
                None => return false,
            }
            continue;
        }
        if matches!(element.word, ";" | ":") || element.is("but") {
            return false;
        }
        if element.is_subordinator() && !element.is_double_role() && i > start {
            return false;
        }
        if element.is_relative() && i > start {
            relative = true;
        } else if element.is_finite() || (element.has_verb && i > start) {
            // "a job and is interested": the verb goes on from the cue's own subject.
            let coordinated = i > 0 && unit.get(i - 1).is_some_and(Element::is_conjunction);
            if coordinated {
                return false;
            }
            if !relative {
                return i > start || element.is_any(&["'s", "’s"]);
            }
            relative = false;
        }
        i += 1;
    }
    false
}

/// The mark that closes the aside that `mark` opens, if a finite verb follows at once.
fn closing(unit: &Unit, mark: usize) -> Option<usize> {
    let dash = unit.get(mark)?.is_dash();
    (mark + 1..unit.len().min(mark + 24))
        .filter(|i| {
            unit.get(*i)
                .is_some_and(|e| if dash { e.is_dash() } else { e.is_comma() })
        })
        .find(|i| {
            unit.get(i + 1).is_some_and(|e| {
                e.is_finite()
                    || (e.tag.is_adverb() && unit.get(i + 2).is_some_and(Element::is_finite))
            })
        })
}

/// Where a noun phrase as content ends: at the next mark or clause that is not its own.
fn noun_complement_end(unit: &Unit, start: usize, end: usize) -> usize {
    (start..end)
        .find(|i| {
            unit.get(*i).is_some_and(|e| {
                e.is_comma()
                    || e.is_dash()
                    || matches!(e.word, ";" | ":" | "(")
                    || e.is_any(&[
                        "when", "while", "because", "although", "though", "after", "before",
                        "since", "but",
                    ])
                    || e.is("and")
                        && unit
                            .get(i + 1)
                            .is_some_and(|n| n.tag.is_verb() || n.is_finite())
            })
        })
        .unwrap_or(end)
}

/// What something is called may be a clause or a quotation after the noun phrase's own end.
fn naming_end(unit: &Unit, start: usize, end: usize) -> usize {
    let reach = unit.end().min(start + CLAUSE_REACH);
    let naming = (start + 1..reach)
        .take_while(|i| unit.get(*i).is_some_and(|e| !e.is_comma() && e.word != ";"))
        .find(|i| {
            unit.get(*i)
                .is_some_and(|e| e.is("as") || e.quote.is_some())
        });
    match naming {
        Some(i) if unit.get(i).is_some_and(|e| e.quote.is_some()) => i + 1,
        Some(i) => (i + 1..unit.end())
            .find(|k| unit.get(*k).is_some_and(|e| e.is_comma() || e.is_dash()))
            .unwrap_or(unit.end()),
        None => end,
    }
}

/// "denied bail", "rejected his last appeal": a decision, nothing that was said.
fn is_decided(unit: &Unit, range: Range<usize>) -> bool {
    let head = range
        .clone()
        .take_while(|i| {
            unit.get(*i).is_some_and(|e| {
                !e.is_preposition() && !e.is("that") && e.quote.is_none() && !e.tag.is_verb()
            })
        })
        .last();
    head.and_then(|i| unit.get(i))
        .is_some_and(|e| exceptions::is_decided(e.word))
}

/// "him as a liar", "it a lie", "Lee innocent": a thing and what it is called.
fn has_name_for(unit: &Unit, range: Range<usize>) -> bool {
    let has_quote = range
        .clone()
        .any(|i| unit.get(i).is_some_and(|e| e.quote.is_some()));
    let has_as = range
        .clone()
        .skip(1)
        .any(|i| unit.get(i).is_some_and(|e| e.is("as")));
    let determiner_later = range.clone().skip(1).any(|i| {
        unit.get(i)
            .is_some_and(|e| matches!(e.tag, Tag::DT) && e.is_any(&["a", "an"]))
            && unit.get(i - 1).is_some_and(|e| !e.is_preposition())
    });
    has_quote || has_as || determiner_later
}

/// The words left of the attribution, where it follows what was said: `It was over, Lee said`.
///
/// `from` is where the clause may begin: after the content of the cue before.
pub(crate) fn left(unit: &Unit, site: &Site, from: usize) -> Option<(Range<usize>, &'static str)> {
    let end = site.start();
    let last = end.checked_sub(1)?;
    let mark = unit.get(last)?;
    let ends =
        mark.is_comma() || mark.is_dash() || mark.quote.is_some() || matches!(mark.word, "?" | "!");
    if !ends {
        return None;
    }
    let stop = if mark.is_comma() || mark.is_dash() {
        last
    } else {
        end
    };
    let mut start = from;
    while start < stop
        && unit
            .get(start)
            .is_some_and(|e| e.is_comma() || e.is_dash() || e.is_end() || e.is_hard_boundary())
    {
        start += 1;
    }
    if start >= stop {
        return None;
    }
    let quote = unit.get(stop - 1).filter(|e| e.quote.is_some());
    if quote.is_some() {
        let lead = start..stop - 1;
        let is_lead_in = lead.len() <= 2
            && lead.clone().all(|i| {
                unit.get(i).is_some_and(|e| {
                    e.is_conjunction() || e.is_comma() || e.tag.is_adverb() || !e.is_word()
                })
            });
        return if is_lead_in {
            Some((stop - 1..stop, "quotation-cue"))
        } else {
            Some((start..stop, "clause-with-quotation-cue"))
        };
    }
    let has_verb = (start..stop).any(|i| {
        unit.get(i)
            .is_some_and(|e| e.is_finite() || e.tag == Tag::VB)
    });
    (has_verb && site.cue.frames.has(Frames::CLAUSE)).then_some((start..stop, "clause-cue"))
}

/// The words right of an attribution that stands inside what was said: `The deal, Lee said, is off`.
pub(crate) fn rest(unit: &Unit, site: &Site, times: &Times) -> Option<Range<usize>> {
    let at = skip_to_mark(unit, site.end(), times);
    let mark = unit.get(at)?;
    let end = unit.end();
    if !(mark.is_comma() || mark.is_dash() || mark.word == ":" || mark.quote.is_some()) {
        return None;
    }
    let start = if mark.quote.is_some() { at } else { at + 1 };
    let first = unit.get(start).filter(|_| start < end)?;
    if first.quote.is_some() {
        return Some(quoted(unit, start, end).0);
    }
    // An inverted subject's own apposition: "said Ann Lee, a lawyer".
    let cleft = first.is_relative() && unit.get(0).is_some_and(|e| e.is("it"));
    let next_clause = first.is_conjunction() && is_clause(unit, start + 1);
    let resumes = cleft || next_clause || !(first.is_conjunction() || first.is_relative());
    if site.inverted || first.tag == Tag::VBG || !resumes {
        let quote = (start..end).find(|i| unit.get(*i).is_some_and(|e| e.quote.is_some()))?;
        let apposition = site.inverted
            && unit
                .get(quote - 1)
                .is_some_and(|e| e.is_comma() || e.is_dash() || e.word == ":")
            && !(start..quote).any(|i| unit.get(i).is_some_and(|e| e.tag == Tag::VBG));
        return apposition.then(|| quoted(unit, quote, end).0);
    }
    Some(start..end)
}

/// Over "on Monday", "in court", "told CNN" up to the next mark.
fn skip_to_mark(unit: &Unit, from: usize, times: &Times) -> usize {
    let mut at = from;
    for _ in 0..8 {
        let Some(element) = unit.get(at) else {
            break;
        };
        if let Some(end) = times.end_of(element.span) {
            while unit.get(at).is_some_and(|e| e.span.start() < end) {
                at += 1;
            }
        } else if element.tag.is_adverb() {
            at += 1;
        } else if element.is_preposition() {
            match prepositional_end(unit, at, times) {
                Some(end) => at = end,
                None => break,
            }
        } else if let Some(end) = noun_phrase_end(unit, at, times).filter(|_| at == from) {
            at = end;
        } else {
            break;
        }
    }
    at
}

/// Whether a word is a form that no other part of speech shares, however it was tagged.
pub(crate) fn is_surely_verb(element: &Element) -> bool {
    element.is_any(&[
        "said",
        "says",
        "told",
        "saying",
        "telling",
        "wrote",
        "added",
        "testified",
        "denied",
        "insisted",
        "argued",
        "believes",
        "believed",
        "asked",
        "claimed",
        "maintained",
        "according",
    ])
}

/// Whether the element at `index` can be a cue verb at all: by its tag, or where a noun could not stand.
pub(crate) fn may_be_verb(unit: &Unit, index: usize) -> bool {
    let Some(element) = unit.get(index) else {
        return false;
    };
    let next = unit.get(index + 1);
    let before_speech = next.is_some_and(|e| e.quote.is_some())
        || next.is_some_and(|e| e.is_comma() || e.word == ":")
            && unit.get(index + 2).is_some_and(|e| e.quote.is_some());
    let after_speech = index >= 2
        && next.is_none_or(|e| e.is_end())
        && (0..index - 1).rev().take(8).any(|i| {
            unit.get(i)
                .is_some_and(|e| e.quote.is_some() && e.ends_inside)
        });
    element.kind == TokenKind::Word
        && element.quote.is_none()
        && (element.tag.is_verb() || is_surely_verb(element) || before_speech || after_speech)
}

/// The subject on the right, where the verb stands before it: `said Ann Lee`.
pub(crate) fn inverted_subject(
    unit: &Unit,
    group: VerbGroup,
    after: usize,
    times: &Times,
) -> Option<Subject> {
    let before = unit.get(group.start.checked_sub(1)?)?;
    let follows_content = before.is_comma()
        || before.quote.is_some()
        || before.is_dash()
        || matches!(before.word, "?" | "!")
        || before.is("so");
    if !follows_content || group.verb != group.start || is_after_aside(unit, group.start) {
        return None;
    }
    let subject = subject::right(unit, after - 1, times)?;
    // "said he was": a clause, not a subject. A pronoun alone may follow in old style.
    let next = unit.get(subject.range.end);
    let clause = next.is_some_and(|e| e.is_finite() && e.tag != Tag::VBG);
    (!clause).then_some(subject)
}

/// Whether the comma before the verb closes an aside after its subject: `"…," Ann Lee, a lawyer, told`.
fn is_after_aside(unit: &Unit, verb: usize) -> bool {
    let Some(comma) = verb
        .checked_sub(1)
        .filter(|i| unit.get(*i).is_some_and(Element::is_comma))
    else {
        return false;
    };
    if comma == 0 || unit.get(comma - 1).is_some_and(|e| e.quote.is_some()) {
        return false;
    }
    let opened = (0..comma)
        .rev()
        .take_while(|i| unit.get(*i).is_some_and(|e| !e.is_finite()))
        .find(|i| unit.get(*i).is_some_and(Element::is_comma));
    opened.is_some_and(|o| {
        o > 0
            && (0..o)
                .rev()
                .take_while(|i| unit.get(*i).is_some_and(|e| e.is_word() && !e.is_finite()))
                .last()
                .is_some_and(|first| unit.get(first).is_some_and(Element::opens_phrase))
    })
}
