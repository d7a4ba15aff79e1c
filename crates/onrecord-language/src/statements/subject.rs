//! Who a verb says is speaking: the noun phrase left or right of it.
//!
//! Works on one unit's words and tags. Left of the verb, the stretch back to the clause's start is
//! the subject, less what is fronted ("On Monday", "After the trial,") and less what stands between
//! commas after it; right of the verb ("said Ann Lee, a lawyer") it is the phrase up to the next
//! mark or circumstance.

use super::circumstances::Times;
use super::units::{Element, Unit};
use super::verb_group::{VerbGroup, verb_group};
use onrecord_record::{Span, Tag, TokenKind};
use std::ops::Range;

/// The words that name who speaks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Subject {
    /// Its elements in the unit.
    pub(crate) range: Range<usize>,
    /// Its characters.
    pub(crate) span: Span,
    /// For a relative pronoun: the last word of what it stands for.
    pub(crate) antecedent: Option<Span>,
    /// Whether it belongs to another verb and is understood here.
    pub(crate) shared: bool,
}

/// How many verbs are followed to find a subject that several share.
const DEEPEST: u8 = 4;

/// Longest subject, in elements; beyond it the phrase next to the verb is taken.
const LONGEST: usize = 40;

/// The subject of a verb group, wherever it stands left of it.
pub(crate) fn left(unit: &Unit, group: VerbGroup, times: &Times) -> Option<Subject> {
    left_of(unit, group, times, DEEPEST)
}

fn left_of(unit: &Unit, group: VerbGroup, times: &Times, depth: u8) -> Option<Subject> {
    let depth = depth.checked_sub(1)?;
    let before = unit.get(group.start.checked_sub(1)?)?;
    let verb = unit.get(group.verb)?;
    let that = before.is("that")
        && group.start >= 2
        && unit.get(group.start - 2).is_some_and(|e| e.tag.is_noun());
    if (before.is_relative() || that) && before.is_word() {
        return relative(unit, group.start - 1);
    }
    let participle = verb.word.ends_with("ing")
        && !(group.start..group.verb).any(|i| unit.get(i).is_some_and(Element::is_form_of_be));
    if group.infinitive || participle {
        let direct = participle && !before.is_comma() && before.tag.is_noun();
        if !direct {
            return shared(unit, group.start, times, depth);
        }
    }
    if before.is_conjunction() {
        return shared(unit, group.start - 1, times, depth);
    }
    let closes = before.is_comma()
        || before.is_dash()
        || matches!(before.word, ")" | "]")
        || before.closes_phrase()
        || before.quote.is_some();
    if !closes {
        return None;
    }
    if let Some(pronoun) = lone_pronoun(unit, group.start) {
        return subject(unit, pronoun);
    }
    stretch(unit, group.start, times)
        .map(|range| after_contact(unit, range))
        .and_then(|range| subject(unit, range))
}

/// "saying they", "a crime he", "in which she": a pronoun before the verb is all of its subject, unless
/// it ends a list.
fn lone_pronoun(unit: &Unit, verb: usize) -> Option<Range<usize>> {
    let at = verb.checked_sub(1)?;
    let listed = at > 0 && unit.get(at - 1).is_some_and(Element::is_conjunction);
    unit.get(at)
        .filter(|e| e.is_nominative() && !listed)
        .map(|_| at..at + 1)
}

/// "a man Lee accused": the name after "a" and a noun is the subject of a relative clause without
/// pronoun, not what the noun describes.
fn after_contact(unit: &Unit, range: Range<usize>) -> Range<usize> {
    let indefinite = unit
        .get(range.start)
        .is_some_and(|e| e.is_any(&["a", "an", "any", "every"]));
    let name = (range.start + 2..range.end).find(|i| {
        unit.get(*i).is_some_and(|e| e.tag.is_proper())
            && unit
                .get(i - 1)
                .is_some_and(|e| matches!(e.tag, Tag::NN | Tag::NNS))
    });
    match name {
        Some(name) if indefinite && is_name(unit, &(name..range.end)) => name..range.end,
        _ => range,
    }
}

/// The subject of the nearest finite verb left of `end`, understood here too.
fn shared(unit: &Unit, end: usize, times: &Times, depth: u8) -> Option<Subject> {
    let verb = (0..end).rev().find(|i| {
        unit.get(*i)
            .is_some_and(|e| e.is_finite() && e.tag != Tag::MD)
    })?;
    let subject = left_of(unit, verb_group(unit, verb), times, depth)?;
    Some(Subject {
        shared: true,
        ..subject
    })
}

fn relative(unit: &Unit, pronoun: usize) -> Option<Subject> {
    let antecedent = (0..pronoun)
        .rev()
        .filter_map(|i| unit.get(i))
        .find(|e| !e.is_comma() && !e.is_dash())
        .filter(|e| e.closes_phrase())
        .map(|e| e.span);
    Some(Subject {
        range: pronoun..pronoun + 1,
        span: unit.get(pronoun)?.span,
        antecedent,
        shared: false,
    })
}

fn subject(unit: &Unit, mut range: Range<usize>) -> Option<Subject> {
    // "Lee, who in 2010 said": what stands between the pronoun and the verb is no part of it.
    if unit.get(range.start).is_some_and(|e| e.is("who"))
        && unit
            .get(range.start + 1)
            .is_some_and(Element::is_preposition)
    {
        return relative(unit, range.start);
    }
    // "…, saying the woman who named him has sworn": the participle tells of somebody else's words.
    // "the promise is kept & I vowed": a pronoun that begins a clause of its own.
    let last = range.end.saturating_sub(1);
    if last > range.start + 1
        && unit
            .get(last)
            .is_some_and(|e| e.is_any(&["i", "he", "she", "we", "they"]) || e.word == "I")
        && unit.get(last - 1).is_some_and(|e| e.tag == Tag::CC)
        && unit
            .get(last - 2)
            .is_some_and(|e| !e.tag.is_noun() && !e.tag.is_pronoun())
    {
        range.start = last;
    }
    let reports = unit
        .get(range.start)
        .is_some_and(|e| e.tag == Tag::VBG && super::cues::verbs(e.word).next().is_some());
    if reports
        && range.len() > 1
        && unit
            .get(range.start + 1)
            .is_some_and(|e| matches!(e.tag, Tag::DT | Tag::PRP | Tag::PRPS | Tag::NNP))
    {
        range.start += 1;
    }
    let named = unit.elements.get(range.clone())?.iter().any(|e| {
        e.tag.is_noun()
            || e.tag == Tag::PRP
            || matches!(e.tag, Tag::DT | Tag::CD | Tag::JJ | Tag::JJS)
            || matches!(e.kind, TokenKind::Handle | TokenKind::Hashtag)
    });
    Some(Subject {
        span: unit.span(range.clone())?,
        range,
        antecedent: None,
        shared: false,
    })
    .filter(|_| named)
}

/// The elements that name the subject of a verb group that begins at `end`.
fn stretch(unit: &Unit, end: usize, times: &Times) -> Option<Range<usize>> {
    let start = whole_subject_start(unit, end).unwrap_or_else(|| clause_start(unit, end));
    let segments = segments(unit, start..end);
    let after_clause = segments
        .iter()
        .rposition(|s| is_clause(unit, s))
        .map_or(0, |i| i + 1);
    let open = segments.get(after_clause..)?;
    let comma_before_verb = unit
        .get(end.checked_sub(1)?)
        .is_some_and(|e| e.is_comma() || e.is_dash());
    if comma_before_verb {
        // Subject, then what stands between commas: "Ann Lee, a lawyer, said".
        let first = open
            .iter()
            .position(|s| !is_fronted(unit, s, times) && !starts_relative(unit, s))?;
        let head = open.get(first)?.clone();
        let named = open
            .get(first + 1)
            .filter(|s| is_description(unit, &head) && is_name(unit, s));
        let whole = named.map_or(head.end, |s| s.end);
        return strip(unit, head.start..whole, times);
    }
    let last = open.last()?.clone();
    let listed = is_list_tail(unit, &last)
        .then(|| {
            open.iter()
                .rposition(|s| *s != last && !is_list_item(unit, s, times))
                .map_or(0, |i| i + 1)
        })
        .and_then(|i| open.get(i))
        .map_or(last.start, |s| s.start);
    strip(unit, listed..last.end, times)
}

/// The sentence's first word, where a phrase begins there that a relative clause goes on up to the verb:
/// "The jurors who let him go after the trial say".
fn whole_subject_start(unit: &Unit, end: usize) -> Option<usize> {
    let start = (0..end).find(|i| unit.get(*i).is_some_and(Element::is_word))?;
    let relative = (start..end).find(|i| unit.get(*i).is_some_and(Element::is_finite))?;
    let verb_of_relative = relative_follows_noun(unit, relative);
    let marks = (start..end).any(|i| {
        unit.get(i).is_some_and(|e| {
            e.is_comma() || e.is_dash() || e.is_hard_boundary() || e.quote.is_some()
        })
    });
    let opens = unit.get(start).is_some_and(Element::opens_phrase);
    let ends_in_noun = unit
        .get(end - 1)
        .is_some_and(|e| e.tag.is_noun() || e.tag == Tag::CD);
    let complement = (relative + 1..end).any(|i| {
        unit.get(i)
            .is_some_and(|e| e.is("that") && e.tag != Tag::DT || e.is_conjunction())
    });
    (opens && verb_of_relative && ends_in_noun && !marks && !complement && end - start <= 30)
        .then_some(start)
}

/// Back to where the clause of the words before `end` begins, commas not counted.
fn clause_start(unit: &Unit, end: usize) -> usize {
    let mut start = end;
    while let Some(before) = start.checked_sub(1) {
        let Some(element) = unit.get(before) else {
            break;
        };
        if before + 1 < end && element.is_dash() && !is_lone_dash(unit, before, end) {
            start = before;
            continue;
        }
        let is_dash_at_verb = before + 1 == end && element.is_dash();
        let closes_bracket = matches!(element.word, ")" | "]");
        if closes_bracket {
            let open = if element.word == ")" { "(" } else { "[" };
            match (0..before)
                .rev()
                .find(|i| unit.get(*i).is_some_and(|e| e.word == open))
            {
                Some(i) => start = i,
                None => start = before,
            }
            continue;
        }
        if element.is_hard_boundary() && !is_dash_at_verb {
            break;
        }
        if element.quote.is_some() && !is_nickname(unit, before) {
            break;
        }
        if element.is("that")
            && matches!(element.tag, Tag::IN | Tag::WDT | Tag::DT)
            && before > 0
            && unit
                .get(before - 1)
                .is_some_and(|e| e.tag.is_verb() || e.tag.is_noun() || e.is_comma())
            && unit.get(before + 1).is_some_and(|e| !e.is_finite())
        {
            break;
        }
        let subordinates = element.is_subordinator()
            && !(element.is_double_role() && before == 0)
            && before + 1 < end;
        if (ends_clause(unit, before) || subordinates) && !has_comma(unit, before + 1..end) {
            break;
        }
        start = before;
    }
    start
}

/// Whether the verb at `index` belongs to another clause: it is finite, an infinitive, or a participle
/// with its auxiliary, and no relative pronoun ties it to a noun.
fn ends_clause(unit: &Unit, index: usize) -> bool {
    let Some(element) = unit.get(index) else {
        return false;
    };
    let before = index.checked_sub(1).and_then(|i| unit.get(i));
    if is_reduced_relative(unit, index) {
        return false;
    }
    let verbal = match element.tag {
        Tag::VB => !before.is_some_and(|e| e.is("to")) || index < 2,
        Tag::VBG | Tag::VBN => before.is_some_and(|e| e.is_auxiliary() && e.tag != Tag::POS),
        _ => element.is_finite(),
    };
    verbal && !relative_follows_noun(unit, index)
}

/// "a man convicted of the murder", "data released on Monday": a participle after its noun, though it
/// looks like a past tense.
fn is_reduced_relative(unit: &Unit, index: usize) -> bool {
    let past = |i: usize| {
        unit.get(i)
            .is_some_and(|e| matches!(e.tag, Tag::VBD | Tag::VBN))
    };
    let after_noun = index > 0
        && unit
            .get(index - 1)
            .is_some_and(|e| matches!(e.tag, Tag::NN | Tag::NNS));
    let before_phrase = unit
        .get(index + 1)
        .is_some_and(|e| e.is_preposition() && !e.is_subordinator());
    past(index)
        && after_noun
        && before_phrase
        && unit.get(index).is_some_and(|e| {
            e.word.ends_with("ed") || e.is_any(&["held", "made", "shown", "known"])
        })
}

fn has_comma(unit: &Unit, range: Range<usize>) -> bool {
    unit.elements
        .get(range)
        .is_some_and(|e| e.iter().any(Element::is_comma))
}

/// Whether a dash stands alone before `end`: then it is a boundary, else it brackets an aside.
fn is_lone_dash(unit: &Unit, dash: usize, end: usize) -> bool {
    let other = (dash + 1..end).any(|i| unit.get(i).is_some_and(Element::is_dash))
        || (0..dash).any(|i| unit.get(i).is_some_and(Element::is_dash));
    !other
}

/// `Joseph "Bo" Marsh`: a short quotation between names.
fn is_nickname(unit: &Unit, quote: usize) -> bool {
    let is_name = |i: Option<usize>| {
        i.and_then(|i| unit.get(i))
            .is_some_and(|e| e.tag.is_proper())
    };
    unit.get(quote)
        .is_some_and(|e| e.quote.is_some() && e.span.len() < 30)
        && is_name(quote.checked_sub(1))
        && is_name(Some(quote + 1))
}

/// Whether the finite verb at `verb` is that of a relative clause: "the man who knew Lee".
fn relative_follows_noun(unit: &Unit, verb: usize) -> bool {
    let mut i = verb;
    for _ in 0..12 {
        let Some(before) = i.checked_sub(1) else {
            return false;
        };
        let Some(element) = unit.get(before) else {
            return false;
        };
        if element.is_relative()
            || (element.is("that")
                && before > 0
                && unit.get(before - 1).is_some_and(|e| e.tag.is_noun()))
        {
            return before > 0
                && unit
                    .get(before - 1)
                    .is_some_and(|e| e.closes_phrase() || e.is_comma() || e.is_preposition());
        }
        if element.is_comma()
            || element.is_hard_boundary()
            || element.is_finite()
            || element.quote.is_some()
        {
            return false;
        }
        i = before;
    }
    false
}

/// The stretches of `range` between commas, empty ones left out.
fn segments(unit: &Unit, range: Range<usize>) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = range.start;
    for i in range.clone() {
        let ends = unit.get(i).is_some_and(|e| e.is_comma() || e.is_dash());
        if ends {
            if start < i {
                segments.push(start..i);
            }
            start = i + 1;
        }
    }
    if start < range.end {
        segments.push(start..range.end);
    }
    segments
}

/// Whether a segment is a clause of its own, main or fronted, that cannot belong to the subject.
fn is_clause(unit: &Unit, segment: &Range<usize>) -> bool {
    // "now divorced from Ada Moon": a participle, though it looks like a past tense.
    let first = segment
        .clone()
        .find(|i| unit.get(*i).is_some_and(|e| !e.tag.is_adverb()));
    let participle = |i: usize| {
        segment.start > 0
            && Some(i) == first
            && unit
                .get(i)
                .is_some_and(|e| e.tag == Tag::VBD && e.word.ends_with("ed"))
    };
    !starts_relative(unit, segment)
        && segment.clone().any(|i| {
            unit.get(i).is_some_and(Element::is_finite)
                && !relative_follows_noun(unit, i)
                && !is_reduced_relative(unit, i)
                && !participle(i)
        })
}

fn starts_relative(unit: &Unit, segment: &Range<usize>) -> bool {
    (segment.start..segment.end.min(segment.start + 4))
        .any(|i| unit.get(i).is_some_and(Element::is_relative))
        || segment.start > 0
            && unit
                .get(segment.start)
                .is_some_and(|e| e.is_any(&["where", "when"]))
}

/// "On Monday", "However", "Asked about it", "Speaking in court".
fn is_fronted(unit: &Unit, segment: &Range<usize>, times: &Times) -> bool {
    let Some(first) = unit.get(segment.start) else {
        return true;
    };
    let verbal = matches!(first.tag, Tag::VBG | Tag::VBN | Tag::TO);
    first.is_preposition()
        || first.is_subordinator()
        || first.tag.is_adverb()
        || verbal
        || (first.is_conjunction() && segment.len() == 1)
        || times.end_of(first.span).is_some_and(|end| {
            unit.get(segment.end - 1)
                .is_some_and(|e| e.span.end() <= end)
        })
}

/// A phrase that says what somebody is, without a name: "Lee's lawyer", "the prosecutor".
fn is_description(unit: &Unit, segment: &Range<usize>) -> bool {
    segment
        .end
        .checked_sub(1)
        .and_then(|i| unit.get(i))
        .is_some_and(|e| {
            matches!(e.tag, Tag::NN | Tag::NNS) && !e.word.starts_with(char::is_uppercase)
        })
}

/// Nothing but a name (with its "Jr.").
fn is_name(unit: &Unit, segment: &Range<usize>) -> bool {
    segment.clone().all(|i| {
        unit.get(i).is_some_and(|e| {
            e.word.starts_with(char::is_uppercase) && !e.tag.is_verb() && e.kind == TokenKind::Word
                || e.quote.is_some()
                || e.is_any(&["de", "van", "der", "la", "al", "bin", "von", "and"])
        })
    }) && segment.len() <= 7
}

/// "Ray and Moss": the end of a list, if what stands before are items.
fn is_list_tail(unit: &Unit, segment: &Range<usize>) -> bool {
    segment
        .clone()
        .take(8)
        .any(|i| unit.get(i).is_some_and(|e| e.is("and") || e.is("or")))
}

fn is_list_item(unit: &Unit, segment: &Range<usize>, times: &Times) -> bool {
    !is_fronted(unit, segment, times)
        && segment.len() <= 8
        && !segment
            .clone()
            .any(|i| unit.get(i).is_some_and(|e| e.tag.is_verb()))
        && is_name(unit, segment)
}

/// Takes off what is fronted without a comma: conjunctions, adverbs, times, "After the trial".
fn strip(unit: &Unit, range: Range<usize>, times: &Times) -> Option<Range<usize>> {
    let mut start = range.start;
    loop {
        let element = unit.get(start).filter(|_| start < range.end)?;
        if element.is_conjunction()
            || element.is_comma()
            || element.is_dash()
            || (element.tag.is_adverb() && !element.is_any(&["nearly", "about", "only", "almost"]))
            || element.is_subordinator() && !element.is_preposition()
            || element.is("that") && element.tag == Tag::IN
            || element.tag == Tag::UH
        {
            start += 1;
        } else if let Some(past) = times.past(unit, start) {
            if past >= range.end {
                return None;
            }
            start = past;
        } else if element.is("as") && start + 1 < range.end && start == range.start {
            // "as one juror put it"
            start += 1;
        } else if element.is_preposition() || element.is_subordinator() {
            start = after_prepositional(unit, start, range.end)?;
        } else {
            break;
        }
    }
    // What follows the name in brackets, or tells where it speaks ("in his letter"), is not part of it.
    let in_own = |i: usize| {
        unit.get(i).is_some_and(|e| e.is("in"))
            && unit.get(i + 1).is_some_and(|e| e.tag == Tag::PRPS)
    };
    let mut end = (start..range.end)
        .find(|i| {
            *i > start && (unit.get(*i).is_some_and(|e| matches!(e.word, "(" | "[")) || in_own(*i))
        })
        .unwrap_or(range.end);
    // "Lee further argues"
    while end > start + 1
        && unit
            .get(end - 1)
            .is_some_and(|e| e.is_any(&["further", "next", "again", "later", "also"]))
    {
        end -= 1;
    }
    let start = if end - start > LONGEST {
        (start..end)
            .rev()
            .take_while(|i| {
                unit.get(*i)
                    .is_some_and(|e| e.opens_phrase() || e.tag == Tag::POS)
            })
            .last()?
    } else {
        start
    };
    (start < end).then_some(start..end)
}

/// Where the phrase after a fronted "After the trial" begins; nothing where all of it is fronted.
fn after_prepositional(unit: &Unit, preposition: usize, end: usize) -> Option<usize> {
    let mut seen_noun = false;
    let mut last_split = None;
    for i in preposition + 1..end {
        let element = unit.get(i)?;
        if seen_noun {
            let previous = unit.get(i - 1)?;
            let opens =
                matches!(element.tag, Tag::DT | Tag::PRP | Tag::PRPS) && !previous.is_preposition();
            if opens {
                return Some(i);
            }
            let changes = previous.tag.is_noun()
                && element.tag.is_noun()
                && previous.tag.is_proper() != element.tag.is_proper();
            if changes {
                last_split = Some(i);
            }
        }
        seen_noun |= element.tag.is_noun() || element.tag == Tag::CD;
    }
    last_split
}

/// The subject right of the verb at `verb`: "said Ann Lee, a lawyer for the family".
pub(crate) fn right(unit: &Unit, verb: usize, times: &Times) -> Option<Subject> {
    let start =
        (verb + 1..unit.len()).find(|i| unit.get(*i).is_some_and(|e| !e.tag.is_adverb()))?;
    let first = unit.get(start)?;
    if !first.opens_phrase() || times.end_of(first.span).is_some() {
        return None;
    }
    let mut end = start;
    while let Some(element) = unit.get(end) {
        let previous = end.checked_sub(1).and_then(|i| unit.get(i));
        let attached = element.is_any(&["of", "for", "at", "from", "with", "in"])
            && end > start
            && previous.is_some_and(|e| {
                element.is("of") || !e.word.starts_with(char::is_uppercase) && e.tag.is_noun()
            })
            && !in_a_statement(unit, end);
        let that = element.is("that") && element.tag != Tag::DT;
        let inside = (element.is_word() || is_nickname(unit, end))
            && !element.is_relative()
            && !that
            && !element.is_finite()
            && times.end_of(element.span).is_none()
            && (attached || !element.is_preposition())
            && !element.is_subordinator()
            && !(element.tag.is_adverb() && end > start)
            && !matches!(element.tag, Tag::VBG | Tag::VB if end > start);
        if !inside {
            break;
        }
        end += 1;
    }
    // "said his lawyer, Ann Lee."
    if unit.get(end).is_some_and(Element::is_comma) && is_description(unit, &(start..end)) {
        let stop = (end + 1..unit.len())
            .find(|i| {
                unit.get(*i)
                    .is_some_and(|e| !e.word.starts_with(char::is_uppercase))
            })
            .unwrap_or(unit.len());
        // "according to his lawyer, Ann Lee was away": the name begins the clause.
        let clause = unit.get(stop).is_some_and(Element::is_finite);
        if stop > end + 1 && is_name(unit, &(end + 1..stop)) && !clause {
            end = stop;
        }
    }
    while end > start
        && unit
            .get(end - 1)
            .is_some_and(|e| e.is_conjunction() || e.is_preposition())
    {
        end -= 1;
    }
    subject(unit, start..end)
}

/// "in a statement", "in court": circumstances, never part of who speaks.
fn in_a_statement(unit: &Unit, preposition: usize) -> bool {
    unit.get(preposition).is_some_and(|e| e.is("in"))
        && unit
            .get(preposition + 1)
            .is_some_and(|e| e.is_any(&["a", "an", "court", "the"]))
}
