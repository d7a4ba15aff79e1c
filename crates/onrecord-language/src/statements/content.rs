//! What was said: the words that a cue verb takes, right of it, left of it, or on both sides.

use super::circumstances::Times;
use super::complement::{complement, is_clause};
use super::cues::{self, CueVerb, Frames};
use super::media;
use super::subject::{self, Subject};
use super::units::{Element, Unit};
use super::verb_group::VerbGroup;
use onrecord_record::Tag;
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

/// What the verb takes on its right.
pub(crate) fn right(unit: &Unit, site: &mut Site, times: &Times) {
    let frames = site.cue.frames;
    let from = site.end();
    let addressee = addressee(unit, from, frames, times);
    let start = addressee.as_ref().map_or(from, |a| a.end);
    let led_in = frames.has(Frames::PREPOSITION)
        && unit
            .get(start)
            .is_some_and(|e| e.is_any(&site.cue.prepositions));
    let skipped = skip_circumstances(unit, start, times);
    // "confessed to her that": the clause is what was said.
    let that = unit.get(skipped).is_some_and(|e| e.is("that"));
    let start_of_content = if led_in && !that { start } else { skipped };
    site.circumstances = start..start_of_content;
    let found = complement(unit, start, start_of_content, frames, site.cue).or_else(|| {
        complement(unit, start, start, frames, site.cue)
            .inspect(|_| site.circumstances = start..start)
    });
    // "warned the union -- whose members object -- might leave": no hearer, but the clause's subject.
    let clause = || {
        let is_clause = addressee.is_some() && frames.has(Frames::CLAUSE) && is_clause(unit, from);
        is_clause.then_some((from..unit.end(), "cue-clause"))
    };
    let without_hearer = found.is_none();
    if let Some((range, rule)) = found.or_else(clause) {
        site.addressee = addressee.filter(|_| !without_hearer);
        site.content = vec![range];
        site.rule = rule;
        return;
    }
    // "asked them to turn it down", "asked the court to hear him": what is asked is the content.
    if let Some(receiver) = &addressee
        && frames.has(Frames::INFINITIVE)
        && let Some((range, _)) = complement(
            unit,
            receiver.end,
            receiver.end,
            Frames::INFINITIVE,
            site.cue,
        )
    {
        site.content = std::iter::once(receiver.start..range.end).collect();
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
    (end > from).then_some(from..with_apposed_name(unit, end))
}

/// "told his sister, Ada Moon.": the name after the comma is the hearer's, if it ends the words there.
fn with_apposed_name(unit: &Unit, end: usize) -> usize {
    let described = end > 0
        && unit
            .get(end - 1)
            .is_some_and(|e| matches!(e.tag, Tag::NN | Tag::NNS));
    if !described || !unit.get(end).is_some_and(Element::is_comma) {
        return end;
    }
    let stop = (end + 1..unit.len())
        .find(|i| unit.get(*i).is_some_and(|e| !e.tag.is_proper()))
        .unwrap_or(unit.len());
    let ends = unit
        .get(stop)
        .is_none_or(|e| e.is_comma() || e.is_end() || e.is("that"));
    if stop > end + 1 && ends { stop } else { end }
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
            || (element.tag == Tag::VBG && media::named(element.word, "").is_some())
            || (element.tag == Tag::VBG && media::named(previous.word, element.word).is_some())
            || is_of
            || is_versus(unit, end)
            || and;
        let changes =
            previous.tag == Tag::NN && element.tag == Tag::NNP && !is_versus(unit, end - 1)
                || previous.tag == Tag::NNS && element.tag.is_noun();
        if opens_next || !inside || changes || times.end_of(element.span).is_some() {
            break;
        }
        end += 1;
    }
    // "told Lee was": the phrase is the clause's subject.
    Some(end)
}

/// "Moon v. Marsh": the name of a case.
fn is_versus(unit: &Unit, at: usize) -> bool {
    unit.get(at)
        .is_some_and(|e| matches!(e.word, "v" | "v." | "vs" | "vs."))
        && unit.get(at + 1).is_some_and(|e| e.tag.is_noun())
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
        if let Some(past) = times.past(unit, at) {
            at = past;
        } else if element.tag.is_adverb() && !element.is_any(&["there", "how", "why", "when"]) {
            at += 1;
        } else if element.tag == Tag::IN
            && !element.is("that")
            && (!element.is_subordinator() || element.is_any(&["before", "after", "since", "as"]))
            || element.is("to") && unit.get(at + 1).is_none_or(|e| e.tag != Tag::VB)
        {
            let Some(end) = prepositional_end(unit, at, times) else {
                break;
            };
            at = end;
        } else if at > from
            && matches!(element.tag, Tag::VBN | Tag::VBD)
            && is_filed(unit, at, times)
        {
            at += 1;
        } else if element.word == "(" {
            // "observed (at para 41) that"
            match (at + 1..unit.len().min(at + 12))
                .find(|i| unit.get(*i).is_some_and(|e| e.word == ")"))
            {
                Some(close) => at = close + 1,
                None => break,
            }
        } else if element.is_comma() {
            // An aside: the next comma ends it, and "that" or a quotation follows.
            let close = (at + 1..unit.len().min(at + 16))
                .find(|i| unit.get(*i).is_some_and(Element::is_comma));
            let cue_follows = unit
                .get(at + 1)
                .is_some_and(|e| e.tag == Tag::VBG && cues::verbs(e.word).next().is_some());
            if cue_follows {
                break;
            }
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

/// "papers filed Wednesday", "a statement released by": a participle that goes on the circumstances.
fn is_filed(unit: &Unit, at: usize, times: &Times) -> bool {
    let after_noun = at > 0 && unit.get(at - 1).is_some_and(|e| e.tag.is_noun());
    let next = unit.get(at + 1);
    after_noun
        && next.is_some_and(|e| {
            times.end_of(e.span).is_some()
                || e.is_preposition()
                || e.tag.is_adverb()
                || e.is("that")
        })
}

/// One past a preposition with its phrase.
pub(crate) fn prepositional_end(unit: &Unit, preposition: usize, times: &Times) -> Option<usize> {
    let start = preposition + 1;
    if let Some(past) = times.past(unit, start) {
        return Some(past);
    }
    // "before that meeting": a determiner, whatever it was taken for.
    let determiner = unit.get(start).is_some_and(|e| e.is("that"))
        && unit.get(start + 1).is_some_and(|e| e.tag.is_noun());
    let mut end = noun_phrase_end(unit, start + usize::from(determiner), times)?;
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
    let clause = next.is_some_and(|e| e.is_finite() && e.tag != Tag::VBG || e.is("that"));
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
