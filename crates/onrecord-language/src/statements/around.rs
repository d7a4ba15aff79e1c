//! What was said left of an attribution, or on both sides of it.

use super::circumstances::Times;
use super::complement::{is_clause, quoted};
use super::content::{Site, noun_phrase_end, prepositional_end};
use super::cues::{self, Frames};
use super::units::{Element, Unit};
use onrecord_record::Tag;
use std::ops::Range;

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
        // `the music -- "rubbish", he called it`: what stands before the dash is told by the writer.
        if stop >= start + 2 && unit.get(stop - 2).is_some_and(Element::is_dash) {
            return Some((stop - 1..stop, "quotation-cue"));
        }
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
            .is_some_and(|e| e.is_finite() || e.has_verb || e.tag == Tag::VB)
    });
    // The surest verbs take a clause whose verb was taken for something else.
    let long = stop - start >= 6
        && start == from
        && site.cue.frames.has(Frames::STRONG)
        && unit.get(start).is_some_and(Element::opens_phrase)
        && !(start..stop).any(|i| unit.get(i).is_some_and(|e| e.tag == Tag::CD));
    ((has_verb || long) && site.cue.frames.has(Frames::CLAUSE) && !is_fronted(unit, start..stop))
        .then_some((start..stop, "clause-cue"))
}

/// "When the deal was over, Lee said": only circumstances of the telling, no clause of their own.
fn is_fronted(unit: &Unit, range: Range<usize>) -> bool {
    let first = range
        .clone()
        .find(|i| unit.get(*i).is_some_and(|e| !e.is_conjunction()));
    first.and_then(|i| unit.get(i)).is_some_and(|e| {
        matches!(e.tag, Tag::VBN | Tag::VBD)
            || e.is_any(&["when", "after", "before", "while", "as", "once", "since"])
    }) && !range
        .clone()
        .any(|i| unit.get(i).is_some_and(Element::is_comma))
}

/// The words right of an attribution that stands inside what was said: `The deal, Lee said, is off`.
///
/// `left` is the part before the attribution.
pub(crate) fn rest(
    unit: &Unit,
    site: &Site,
    left: &Range<usize>,
    times: &Times,
) -> Option<Range<usize>> {
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
    let lone_quote = left.len() == 1 && unit.get(left.start).is_some_and(|e| e.quote.is_some());
    // "…," Lee said, "referring to the map, "and nobody came": the sentence goes on in small letters.
    let goes_on = (start..end).find(|i| {
        unit.get(*i)
            .is_some_and(|e| e.quote.is_some() && e.starts_small)
            && unit.get(i - 1).is_some_and(Element::is_comma)
    });
    if let Some(quote) = goes_on.filter(|q| lone_quote && !speaks_again(unit, start..*q)) {
        return Some(quoted(unit, quote, end).0);
    }
    let next_clause = !lone_quote && first.is_conjunction() && is_clause(unit, start + 1);
    let relative = first.is_relative() || first.is_any(&["where", "when"]);
    // A whole sentence in quotation marks is not gone on with outside of them.
    let whole = left.len() == 1
        && unit
            .get(left.start)
            .is_some_and(|e| e.quote.is_some() && e.has_verb && e.ends_inside);
    let resumes = cleft || next_clause || !(first.is_conjunction() || relative || whole);
    if site.inverted || first.tag == Tag::VBG || !resumes {
        let quote = (start..end).find(|i| unit.get(*i).is_some_and(|e| e.quote.is_some()))?;
        let apposition = (site.inverted || whole && site.addressee.is_some())
            && unit
                .get(quote - 1)
                .is_some_and(|e| e.is_comma() || e.is_dash() || e.word == ":")
            && !(start..quote).any(|i| unit.get(i).is_some_and(|e| e.tag == Tag::VBG));
        return apposition.then(|| quoted(unit, quote, end).0);
    }
    Some(start..end)
}

/// Whether another cue for a quotation stands in `range`: the words after it are its own.
fn speaks_again(unit: &Unit, range: Range<usize>) -> bool {
    range.clone().any(|i| {
        unit.get(i).is_some_and(|e| {
            e.is_finite()
                || e.tag.is_verb()
                    && cues::verbs(e.word)
                        .any(|c| c.particles.is_empty() && c.frames.has(Frames::QUOTE))
        })
    })
}

/// Over "on Monday", "in court", "told CNN" up to the next mark.
fn skip_to_mark(unit: &Unit, from: usize, times: &Times) -> usize {
    let mut at = from;
    for _ in 0..8 {
        let Some(element) = unit.get(at) else {
            break;
        };
        if let Some(past) = times.past(unit, at) {
            at = past;
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
