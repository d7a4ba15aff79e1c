//! Nouns that say that something was said: "his claim that", "the allegation that".

use super::assembly::{self, Found, content_span};
use super::units::{Element, Unit};
use crate::Draft;
use crate::folded::Folded;
use onrecord_record::{Confidence, Reason, SpeechAct, Statement, Tag};
use std::ops::Range;

/// Nouns of saying, in the singular, with what sort of saying they are.
const NOUNS: &[(&str, SpeechAct)] = &[
    ("accusation", SpeechAct::Assertion),
    ("admission", SpeechAct::Assertion),
    ("allegation", SpeechAct::Assertion),
    ("argument", SpeechAct::Assertion),
    ("assertion", SpeechAct::Assertion),
    ("belief", SpeechAct::Belief),
    ("claim", SpeechAct::Assertion),
    ("complaint", SpeechAct::Assertion),
    ("conclusion", SpeechAct::Ruling),
    ("contention", SpeechAct::Assertion),
    ("declaration", SpeechAct::Assertion),
    ("denial", SpeechAct::Denial),
    ("finding", SpeechAct::Ruling),
    ("insistence", SpeechAct::Assertion),
    ("ruling", SpeechAct::Ruling),
    ("statement", SpeechAct::Assertion),
    ("suggestion", SpeechAct::Assertion),
    ("testimony", SpeechAct::Assertion),
];

/// The statements of `unit` that a noun of saying introduces.
pub(crate) fn statements(draft: &Draft, unit: &Unit) -> Vec<Found> {
    (1..unit.len())
        .filter_map(|i| statement(draft, unit, i))
        .collect()
}

fn statement(draft: &Draft, unit: &Unit, noun: usize) -> Option<Found> {
    let element = unit.get(noun).filter(|e| e.tag.is_noun())?;
    let act = act(element.word)?;
    let source = possessor(unit, noun);
    let (that, by) = that_clause(unit, noun)?;
    let source = source.or(by)?;
    let end = clause_end(unit, that + 1);
    let end = main_verb(unit, noun, that + 1, end).unwrap_or(end);
    let content = content_span(draft, unit, &(that + 1..end))?;
    let statement = Statement {
        cue: vec![element.span],
        source: vec![unit.span(source)?],
        act,
        confidence: Confidence::MEDIUM,
        reason: Reason::rule("noun-that"),
        ..assembly::blank(vec![content])?
    };
    let kind = assembly::kind(draft, unit.quote, &statement.content);
    Some(assembly::found(unit, Statement { kind, ..statement }))
}

fn act(word: &str) -> Option<SpeechAct> {
    let folded = Folded::of(word);
    let singular = folded.as_str();
    let singular = singular
        .strip_suffix('s')
        .filter(|s| !s.ends_with('s'))
        .unwrap_or(singular);
    let i = NOUNS
        .binary_search_by_key(&singular, |(noun, _)| noun)
        .ok()?;
    NOUNS.get(i).map(|(_, act)| *act)
}

/// "Lee's", "his", "the defence's" before the noun.
fn possessor(unit: &Unit, noun: usize) -> Option<Range<usize>> {
    let mut at = noun;
    while at > 0
        && unit
            .get(at - 1)
            .is_some_and(|e| e.tag.is_adjective() || e.tag == Tag::NN)
    {
        at -= 1;
    }
    let before = unit.get(at.checked_sub(1)?)?;
    if before.tag == Tag::PRPS {
        return Some(at - 1..at);
    }
    let is_mark = before.tag == Tag::POS || matches!(before.word, "'s" | "’s" | "'" | "’");
    if !is_mark {
        return None;
    }
    let end = at - 1;
    let mut start = end;
    while start > 0
        && unit.get(start - 1).is_some_and(|e| {
            e.tag.is_noun() || matches!(e.tag, Tag::DT | Tag::PRPS) || e.tag.is_adjective()
        })
    {
        start -= 1;
    }
    (start < end).then_some(start..end)
}

/// The "that" after the noun, and who is named between by "by" or "from" or "of".
fn that_clause(unit: &Unit, noun: usize) -> Option<(usize, Option<Range<usize>>)> {
    let next = unit.get(noun + 1)?;
    if next.is("that") {
        return clause_after(unit, noun + 1).then_some((noun + 1, None));
    }
    let filed = matches!(next.tag, Tag::VBN | Tag::VBD);
    if !next.is_preposition() && !filed {
        return None;
    }
    let saying = unit.get(noun).is_some_and(|e| is_made_by(e.word));
    let that = (noun + 2..unit.len().min(noun + 12))
        .find(|i| unit.get(*i).is_some_and(|e| e.is("that")))?;
    let between = noun + 2..that;
    let plain = between
        .clone()
        .all(|i| unit.get(i).is_some_and(|e| e.is_word() && !e.is_finite()));
    (plain && clause_after(unit, that)).then(|| {
        let by = next.is_any(&["by", "from"]) || next.is("of") && saying;
        (that, by.then_some(between))
    })
}

/// "the ruling of the court", not "allegations of theft": what "of" adds to the noun made it.
fn is_made_by(word: &str) -> bool {
    act(word) == Some(SpeechAct::Ruling)
        || ["testimony", "statement", "opinion", "evidence"]
            .iter()
            .any(|noun| word.eq_ignore_ascii_case(noun))
}

/// "Lee's claim that it was late is wrong": where the sentence's own verb begins, if the noun is its
/// subject.
fn main_verb(unit: &Unit, noun: usize, from: usize, end: usize) -> Option<usize> {
    let is_subject = !(0..noun).any(|i| unit.get(i).is_some_and(Element::is_finite))
        && !unit.get(0).is_some_and(Element::is_preposition);
    let mut verbs = (from..end).filter(|i| unit.get(*i).is_some_and(Element::is_finite));
    let first = verbs.next().filter(|_| is_subject)?;
    verbs.filter(|i| *i > first + 1).find(|i| {
        unit.get(i - 1).is_some_and(|e| {
            (e.closes_phrase() || e.quote.is_some())
                && !e.is_any(&["he", "she", "they", "it", "we", "i", "who", "that", "which"])
        })
    })
}

fn clause_after(unit: &Unit, that: usize) -> bool {
    unit.get(that + 1).is_some_and(|e| !e.is_finite())
        && super::complement::is_clause(unit, that + 1)
}

/// The clause runs to the next comma that a new clause follows, or to the end.
fn clause_end(unit: &Unit, start: usize) -> usize {
    (start..unit.end())
        .find(|i| {
            unit.get(*i).is_some_and(Element::is_comma)
                && unit.get(i + 1).is_some_and(|e| {
                    e.is_finite()
                        || e.is_conjunction()
                        || e.is_relative()
                        || e.is("according")
                        || e.tag == Tag::VBG
                        || e.is_any(&["he", "she", "they"])
                })
        })
        .unwrap_or(unit.end())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_nouns_are_in_order() {
        assert!(super::NOUNS.is_sorted_by_key(|(noun, _)| *noun));
    }
}
