//! Ways of reporting where the speaker or the words stand elsewhere than beside the verb: "was told by
//! Lee that", "quoted him as saying", "was named by Lee as", "which he says was lost".

use super::circumstances::Times;
use super::complement::complement;
use super::content::{self, Site};
use super::cues::{self, Frames};
use super::subject::{self, Subject};
use super::units::{Element, Unit};
use onrecord_record::Tag;
use std::ops::Range;

/// Whether a passive verb is still a cue: somebody did tell, ask or argue.
pub(crate) fn is_told(unit: &Unit, site: &Site) -> bool {
    let it = site.group.follows_it(unit);
    site.cue.frames.has(Frames::ADDRESSEE) || it || agent_start(unit, site.after).is_some()
}

/// Gives a passive verb the agent that "by" names, and its content.
pub(crate) fn passive(unit: &Unit, site: &mut Site, times: &Times) {
    let agent = agent_start(unit, site.after).and_then(|at| subject::right(unit, at - 1, times));
    if let Some(agent) = agent {
        site.subject = Some(agent);
        site.inverted = true;
    }
    content::right(unit, site, times);
    if site.content.is_empty() && site.inverted && site.cue.frames.has(Frames::NAMING) {
        name_given(unit, site, times);
    }
}

/// The first element of the agent: after "by", "on behalf of".
fn agent_start(unit: &Unit, after: usize) -> Option<usize> {
    let is = |i: usize, word: &str| unit.get(i).is_some_and(|e| e.is(word));
    if is(after, "by") {
        return Some(after + 1);
    }
    (is(after, "on") && is(after + 1, "behalf") && is(after + 2, "of")).then_some(after + 3)
}

/// "He was named by others as the leader": who was named, and as what.
fn name_given(unit: &Unit, site: &mut Site, times: &Times) {
    let from = site.end();
    let Some(named) = subject::left(unit, site.group, times).filter(|s| s.antecedent.is_none())
    else {
        return;
    };
    if !unit.get(from).is_some_and(|e| e.is("as")) {
        return;
    }
    let end = (from + 1..unit.end())
        .find(|i| {
            unit.get(*i)
                .is_some_and(|e| e.is_comma() || e.is_dash() || e.is_hard_boundary())
        })
        .unwrap_or(unit.end());
    let patient = (!named.shared).then_some(named.range);
    site.content = patient.into_iter().chain(Some(from + 1..end)).collect();
    site.rule = "passive-naming";
}

/// "quoted him as saying that …": the one quoted speaks.
pub(crate) fn quoted_as_saying(unit: &Unit, site: &mut Site, times: &Times) -> bool {
    if site.cue.lemma != "quote" {
        return false;
    }
    let passive = site.group.passive;
    let (subject, after) = if passive {
        (subject::left(unit, site.group, times), site.after)
    } else {
        let named = content::noun_phrase_end(unit, site.after, times)
            .and_then(|end| as_subject(unit, site.after..end));
        let end = named.as_ref().map_or(site.after, |s| s.range.end);
        (named, end)
    };
    let says = unit.get(after).is_some_and(|e| e.is("as"))
        && unit
            .get(after + 1)
            .is_some_and(|e| e.is_any(&["saying", "telling"]));
    let say = cues::verbs("saying").next();
    let (true, Some(subject), Some(say)) = (says, subject, say) else {
        return false;
    };
    // The one who quotes stands between the words and the cue: `"Yes," the paper quoted him as saying`.
    let quoter = subject::left(unit, site.group, times).filter(|s| !passive && !s.shared);
    if let Some(quoter) = quoter {
        site.group.start = site.group.start.min(quoter.range.start);
    }
    site.cue = say;
    site.after = after + 2;
    site.inverted = !passive;
    site.group.passive = false;
    site.subject = Some(subject);
    content::right(unit, site, times);
    true
}

fn as_subject(unit: &Unit, range: Range<usize>) -> Option<Subject> {
    Some(Subject {
        span: unit.span(range.clone())?,
        range,
        antecedent: None,
        shared: false,
    })
}

/// "which he says the police lost", "a crime he insisted never happened": what the words are about
/// stands before the subject, as the relative pronoun or the noun itself.
pub(crate) fn relative_object(unit: &Unit, site: &mut Site) -> bool {
    let frames = site.cue.frames;
    if !frames.has(Frames::CLAUSE) || frames.has(Frames::ADDRESSEE) || site.group.passive {
        return false;
    }
    let Some(subject) = site
        .subject
        .as_ref()
        .filter(|s| s.antecedent.is_none() && !s.shared)
    else {
        return false;
    };
    let Some(object) = subject.range.start.checked_sub(1) else {
        return false;
    };
    let Some(first) = unit.get(site.after) else {
        return false;
    };
    let pronoun = unit
        .get(object)
        .is_some_and(|e| e.is_any(&["which", "who", "whom"]));
    let noun = unit
        .get(object)
        .is_some_and(|e| matches!(e.tag, Tag::NN | Tag::NNS));
    let verb_first = first.is_finite() && first.tag != Tag::POS;
    if !(pronoun && (verb_first || first.opens_phrase()) || noun && verb_first) {
        return false;
    }
    let start = if pronoun {
        object
    } else {
        phrase_start(unit, object)
    };
    let end = (site.after..unit.end())
        .find(|i| unit.get(*i).is_some_and(|e| e.is_comma() || e.is_dash()))
        .unwrap_or(unit.end());
    let holds = complement(unit, site.after, site.after, frames, site.cue).is_some();
    let verbal = (site.after..end).any(|i| unit.get(i).is_some_and(|e| e.tag.is_verb()));
    if !(holds || verbal) {
        return false;
    }
    site.content = vec![start..object + 1, site.after..end];
    site.rule = "relative-object";
    true
}

/// "the allegations, which Marsh denies", "his innocence, which he has always maintained": the phrase
/// that the pronoun stands for is what is denied or maintained.
pub(crate) fn relative_phrase(unit: &Unit, site: &mut Site) -> bool {
    let own = |s: &Subject| s.antecedent.is_none() && !s.shared;
    let Some(subject) = site.subject.clone().filter(own) else {
        return false;
    };
    let range = subject.range.clone();
    let is_which = |i: usize| unit.get(i).is_some_and(|e| e.is("which"));
    let pronoun = match range.start.checked_sub(1) {
        _ if is_which(range.start) && range.len() > 1 => range.start,
        Some(before) if is_which(before) => before,
        _ => return false,
    };
    let comma = pronoun.checked_sub(1);
    let noun = comma.and_then(|comma| comma.checked_sub(1));
    let (Some(comma), Some(noun)) = (comma, noun) else {
        return false;
    };
    let closed = unit.get(site.after).is_none_or(|e| {
        e.is_comma() || e.is_end() || e.is_preposition() || e.is_subordinator() || e.is_dash()
    });
    let fits = site.cue.frames.has(Frames::NOUN) || site.cue.frames.has(Frames::PROFESSED);
    let follows = unit.get(comma).is_some_and(Element::is_comma)
        && unit.get(noun).is_some_and(|e| e.tag.is_noun());
    if !(closed && fits && follows) || site.group.passive {
        return false;
    }
    site.subject = as_subject(unit, pronoun + 1..range.end);
    site.content.clear();
    site.content.push(phrase_start(unit, noun)..noun + 1);
    site.rule = "relative-phrase";
    true
}

/// Back from a noun to the start of its phrase.
fn phrase_start(unit: &Unit, noun: usize) -> usize {
    (0..noun)
        .rev()
        .take_while(|i| {
            unit.get(*i).is_some_and(|e: &Element| {
                e.tag.is_noun()
                    || e.tag.is_adjective()
                    || matches!(e.tag, Tag::DT | Tag::PRPS | Tag::CD | Tag::POS)
                    || e.is("and")
            })
        })
        .last()
        .unwrap_or(noun)
}
