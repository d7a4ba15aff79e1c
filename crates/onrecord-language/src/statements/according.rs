//! "According to": the source follows, the content is the rest of the clause.

use super::assembly::{self, Found, content_span};
use super::circumstances::Times;
use super::subject;
use super::units::{Element, Unit};
use super::{exceptions, nouns};
use crate::Draft;
use onrecord_record::{Confidence, Reason, SpeechAct, Statement, Tag};
use std::ops::Range;

/// The statements of `unit` that "according to" and its like introduce.
pub(crate) fn statements(draft: &Draft, unit: &Unit, times: &Times) -> Vec<Found> {
    (0..unit.len())
        .filter_map(|i| {
            let (cue, source_verb) = cue(unit, i)?;
            statement(draft, unit, cue, source_verb, times)
        })
        .chain(in_their_view(draft, unit))
        .collect()
}

/// "In Lee's view, it was late", "In our judgment, …": the possessor is the source.
fn in_their_view(draft: &Draft, unit: &Unit) -> Option<Found> {
    let start = (0..unit.len().min(3)).find(|i| unit.get(*i).is_some_and(|e| e.is("in")))?;
    let led_in = (0..start).all(|i| {
        unit.get(i)
            .is_some_and(|e| e.is_conjunction() || e.is_comma() || e.tag.is_adverb())
    });
    let noun = (start + 2..unit.len().min(start + 10))
        .find(|i| unit.get(*i).is_some_and(|e| nouns::is_view(e.word)))?;
    let comma = unit.get(noun + 1).is_some_and(Element::is_comma);
    let own = unit.get(start + 1).is_some_and(|e| e.tag == Tag::PRPS) && noun == start + 2;
    let genitive = unit
        .get(noun - 1)
        .is_some_and(|e| e.tag == Tag::POS || matches!(e.word, "'s" | "’s"));
    if !led_in || !comma || !(own || genitive && noun > start + 2) {
        return None;
    }
    let source = if own {
        start + 1..start + 2
    } else {
        start + 1..noun - 1
    };
    let content = content_span(draft, unit, &(noun + 2..unit.end()))?;
    let cue = [start..start + 1, noun..noun + 1]
        .into_iter()
        .map(|r| unit.span(r))
        .collect::<Option<Vec<_>>>()?;
    let statement = Statement {
        cue,
        source: vec![unit.span(source)?],
        act: SpeechAct::Belief,
        confidence: Confidence::MEDIUM,
        reason: Reason::rule("in-their-view"),
        ..assembly::blank(vec![content])?
    };
    let kind = assembly::kind(draft, unit.quote, &statement.content);
    Some(assembly::found(unit, Statement { kind, ..statement }))
}

/// The elements of the cue that begins at `i`.
fn cue(unit: &Unit, i: usize) -> Option<(Range<usize>, usize)> {
    let is = |k: usize, word: &str| unit.get(k).is_some_and(|e| e.is(word));
    if is(i, "according") && is(i + 1, "to") {
        return Some((i..i + 2, i + 1));
    }
    // "in the words of Lee", "in the view of Lee", "in the opinion of"
    let noun = unit.get(i + 2).is_some_and(|e| nouns::is_view(e.word));
    (is(i, "in") && is(i + 1, "the") && noun && is(i + 3, "of")).then_some((i..i + 4, i + 3))
}

fn statement(
    draft: &Draft,
    unit: &Unit,
    cue: Range<usize>,
    last: usize,
    times: &Times,
) -> Option<Found> {
    let source = source(unit, last, times)?;
    // "according to law", "according to their size": how, not who says so.
    let manner = source
        .clone()
        .rev()
        .filter_map(|i| unit.get(i))
        .find(|e| e.tag.is_noun())
        .is_some_and(|e| exceptions::is_manner(e.word));
    if manner {
        return None;
    }
    let parts = content(unit, &cue, source.end);
    let spans = parts
        .iter()
        .filter_map(|p| content_span(draft, unit, p))
        .collect();
    let statement = Statement {
        cue: vec![unit.span(cue.clone())?],
        source: vec![unit.span(source.clone())?],
        confidence: Confidence::HIGH,
        reason: Reason::rule("according-to"),
        ..assembly::blank(spans)?
    };
    let kind = assembly::kind(draft, unit.quote, &statement.content);
    Some(assembly::found(unit, Statement { kind, ..statement }))
}

/// The phrase after the cue, up to the next comma that does not belong to it.
fn source(unit: &Unit, last: usize, times: &Times) -> Option<Range<usize>> {
    if let Some(subject) = subject::right(unit, last, times) {
        let range = subject.range;
        return Some(range.start..participle_end(unit, range.end));
    }
    let end = (last + 1..unit.end())
        .find(|i| {
            unit.get(*i)
                .is_some_and(|e| e.is_comma() || e.is_dash() || e.quote.is_some())
        })
        .unwrap_or(unit.end());
    (end > last + 1).then_some(last + 1..end)
}

/// "an opinion issued on Friday by the court": the participle with what belongs to it, up to the mark.
fn participle_end(unit: &Unit, end: usize) -> usize {
    let participle = unit
        .get(end)
        .is_some_and(|e| matches!(e.tag, Tag::VBN | Tag::VBD) && e.word.ends_with("ed"));
    if !participle {
        return end;
    }
    let stop = (end..unit.end()).find(|i| {
        unit.get(*i).is_some_and(|e| {
            e.is_comma() || e.is_dash() || e.is_hard_boundary() || e.is_conjunction()
        })
    });
    stop.unwrap_or(unit.end())
}

/// Before the cue, after it, or both.
fn content(unit: &Unit, cue: &Range<usize>, after_source: usize) -> Vec<Range<usize>> {
    let end = unit.end();
    let fronted = (0..cue.start).all(|i| {
        unit.get(i)
            .is_some_and(|e| !e.is_word() || e.is_conjunction() || e.tag.is_adverb())
    }) || after_that(unit, cue.start);
    let comma = (after_source..end).find(|i| unit.get(*i).is_some_and(Element::is_comma));
    if fronted {
        // A relative clause of the source may come first: "According to Lee, who was there, …"
        let mut start = comma.map_or(after_source, |c| c + 1);
        if unit.get(start).is_some_and(Element::is_relative)
            && let Some(next) = (start..end).find(|i| unit.get(*i).is_some_and(Element::is_comma))
        {
            start = next + 1;
        }
        return std::iter::once(start..end).collect();
    }
    let before_comma = cue.start.checked_sub(1);
    let stop = before_comma
        .filter(|i| unit.get(*i).is_some_and(|e| e.is_comma() || e.is_dash()))
        .unwrap_or(cue.start);
    let first = clause_start(unit, stop)..stop;
    let mut parts: Vec<Range<usize>> = std::iter::once(first).collect();
    let goes_on = comma.filter(|c| {
        unit.get(c + 1).is_some_and(|e| {
            !e.is_relative()
                && !e.is_conjunction()
                && !matches!(e.tag, Tag::VBG | Tag::DT)
                && e.is_word()
        }) && !(0..stop).any(|i| unit.get(i).is_some_and(Element::is_finite))
    });
    if let Some(comma) = goes_on {
        parts.push(comma + 1..end);
    }
    parts.retain(|p| p.start < p.end);
    parts
}

/// "said that, according to Lee, …": the clause comes after.
fn after_that(unit: &Unit, cue: usize) -> bool {
    let before = cue.checked_sub(2).and_then(|i| unit.get(i));
    before.is_some_and(|e| e.is("that")) && unit.get(cue - 1).is_some_and(Element::is_comma)
}

/// The start of the clause that ends at `stop`: after the last semicolon.
fn clause_start(unit: &Unit, stop: usize) -> usize {
    (0..stop)
        .rev()
        .find(|i| unit.get(*i).is_some_and(|e| e.word == ";"))
        .map_or(0, |i| i + 1)
}
