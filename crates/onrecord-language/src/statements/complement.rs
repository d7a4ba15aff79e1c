//! What a cue verb takes on its right: a quotation, a clause, a phrase.

use super::cues::{CueVerb, Frames};
use super::exceptions;
use super::units::{Element, Unit};
use onrecord_record::{SpeechAct, Tag};
use std::ops::Range;

/// Words after which a clause's finite verb is looked for, at most.
const CLAUSE_REACH: usize = 40;

/// The complement that begins at `start`, by the verb's frames.
///
/// `cue_end` is one past the verb and whoever it was said to.
pub(crate) fn complement(
    unit: &Unit,
    cue_end: usize,
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
        // "to think about some of the things that happened": a relative clause.
        let after_phrase =
            pronoun && start > cue_end && unit.get(start - 1).is_some_and(|e| e.tag.is_noun());
        if after_phrase {
            return None;
        }
        let from = if pronoun { start } else { start + 1 };
        return (from < end).then_some((from..end, "cue-that"));
    }
    if first.is_any(&[
        "whether", "if", "how", "why", "what", "when", "where", "who", "which",
    ]) && frames.has(Frames::WH)
    {
        return Some((start..end, "cue-wh"));
    }
    if first.is_any(&["yes", "no"]) && start + 1 == end && cue.lemma == "say" {
        return Some((start..end, "cue-clause"));
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
    let led_in = frames.has(Frames::PREPOSITION) && first.is_any(&cue.prepositions);
    if frames.has(Frames::CLAUSE) && !led_in && is_clause(unit, start) {
        return Some((start..end, "cue-clause"));
    }
    let gerund = first.tag == Tag::VBG
        || first.tag.is_adverb() && unit.get(start + 1).is_some_and(|e| e.tag == Tag::VBG);
    if gerund && frames.has(Frames::GERUND) {
        return Some((start..end, "cue-gerund"));
    }
    let nominal =
        frames.has(Frames::NOUN) || frames.has(Frames::NAMING) || frames.has(Frames::PROFESSED);
    if nominal && first.opens_phrase() {
        let end = noun_complement_end(unit, start, end);
        let end = if frames.has(Frames::NAMING) {
            naming_end(unit, start, end)
        } else {
            end
        };
        let professed = frames.has(Frames::PROFESSED)
            && (start..end).any(|i| {
                unit.get(i)
                    .is_some_and(|e| exceptions::is_professed(e.word))
            });
        let decided = match cue.act {
            SpeechAct::Denial => names(unit, start..end, exceptions::is_decided),
            _ => cue.lemma == "admit" && names(unit, start..end, exceptions::is_admitted),
        };
        let named = frames.has(Frames::NOUN) && !decided
            || professed
            || frames.has(Frames::NAMING) && has_name_for(unit, start..end);
        return (named && end > start).then_some((start..end, "cue-noun"));
    }
    // "those who believe in him": no belief that something is so.
    let in_somebody = cue.act == SpeechAct::Belief
        && unit
            .get(start + 1)
            .is_some_and(|e| matches!(e.tag, Tag::NNP | Tag::PRP));
    if led_in
        && !in_somebody
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
pub(crate) fn quoted(unit: &Unit, start: usize, end: usize) -> (Range<usize>, &'static str) {
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
        } else if element.is_finite()
            || (element.has_verb && i > start)
            || is_mistaken_base_form(unit, start, i)
        {
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

/// "they still believe": after a pronoun that is a subject a base form is a finite verb.
fn is_mistaken_base_form(unit: &Unit, start: usize, verb: usize) -> bool {
    unit.get(verb).is_some_and(|e| e.tag == Tag::VB)
        && unit
            .get(start)
            .is_some_and(|e| e.is_any(&["they", "we", "i", "you"]))
        && (start + 1..verb).all(|i| unit.get(i).is_some_and(|e| e.tag.is_adverb()))
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
    // "accused his lawyer, Bo Marsh, of lying": the name between commas is stepped over.
    let aside = (start..end)
        .find(|i| unit.get(*i).is_some_and(Element::is_comma))
        .and_then(|open| {
            let close = (open + 1..end.min(open + 12))
                .find(|i| unit.get(*i).is_some_and(Element::is_comma))?;
            unit.get(close + 1)
                .is_some_and(|e| e.is_any(&["of", "for", "as"]))
                .then_some(close + 1)
        });
    (aside.unwrap_or(start)..end)
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
fn names(unit: &Unit, range: Range<usize>, is_such: fn(&str) -> bool) -> bool {
    range
        .take_while(|i| {
            unit.get(*i).is_some_and(|e| {
                !e.is_preposition() && !e.is("that") && e.quote.is_none() && !e.tag.is_verb()
            })
        })
        .filter_map(|i| unit.get(i))
        .filter(|e| e.tag.is_noun())
        .any(|e| is_such(e.word))
}

/// "him as a liar", "it a lie", "Lee innocent": a thing and what it is called.
fn has_name_for(unit: &Unit, range: Range<usize>) -> bool {
    // `weighed the "narrow issue"`, `his 'new' evidence`: the thing itself, not a name for it.
    let has_quote = range.clone().any(|i| {
        let itself = i > range.start
            && unit
                .get(i - 1)
                .is_some_and(|e| matches!(e.tag, Tag::PRPS | Tag::POS) || e.is("the"));
        unit.get(i).is_some_and(|e| e.quote.is_some()) && !itself
    });
    let has_as = range.clone().skip(1).any(|i| {
        let clause = unit.get(i + 1).is_some_and(|e| {
            e.is_any(&["he", "she", "they", "it", "i", "we", "soon", "long", "well"])
        });
        unit.get(i).is_some_and(|e| e.is("as")) && !clause
    });
    let determiner_later = range.clone().skip(1).any(|i| {
        unit.get(i)
            .is_some_and(|e| matches!(e.tag, Tag::DT) && e.is_any(&["a", "an"]))
            && unit.get(i - 1).is_some_and(|e| !e.is_preposition())
    });
    has_quote || has_as || determiner_later
}
