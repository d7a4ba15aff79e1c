//! Whether a cue with its content is a statement at all.

use super::content::Site;
use super::cues::Frames;
use super::exceptions;
use super::units::{Element, Unit};
use onrecord_record::{SpeechAct, Tag};

/// Whether a reader would take it for a statement.
pub(crate) fn is_plausible(unit: &Unit, site: &Site) -> bool {
    let strong = site.cue.frames.has(Frames::STRONG);
    let quoted = site.rule.contains("quotation");
    if site.subject.is_none() && !quoted {
        return is_impersonal(unit, site);
    }
    if !quoted && (is_supposed(unit, site) || is_mute(unit, site)) {
        return false;
    }
    if site.cue.act == SpeechAct::Belief && !quoted {
        let open = site.group.negated || site.group.modal || may_be(unit, site);
        if open || is_aside_belief(unit, site) {
            return false;
        }
    }
    if !quoted && is_own_present(unit, site) {
        return false;
    }
    let asks = site.cue.act == SpeechAct::Demand || site.cue.act == SpeechAct::Question;
    if site.group.infinitive && !quoted && !(site.rule == "cue-that" && (strong || asks)) {
        return false;
    }
    // "the jury could find", "the court did not hold": no ruling was made.
    // A judge who "would hold" has decided.
    let would = site.cue.lemma == "hold"
        && (site.group.start..site.group.verb).any(|i| unit.get(i).is_some_and(|e| e.is("would")));
    let undecided = site.group.negated || (site.group.modal || may_be(unit, site)) && !would;
    if site.cue.act == SpeechAct::Ruling && undecided && !quoted {
        return false;
    }
    let weak_clause = matches!(site.rule, "cue-clause" | "clause-cue") && !strong;
    if weak_clause && site.group.modal {
        return false;
    }
    if site.group.negated && site.cue.act == SpeechAct::Assertion && !quoted {
        return false;
    }
    // "could call on their help", "will announce plans": nothing yet.
    let may_come = site.group.modal || may_be(unit, site);
    if site.rule == "cue-noun" && !strong && may_come {
        return false;
    }
    if site.rule == "cue-noun" && is_lone_pronoun(unit, site) {
        return false;
    }
    // A clause that follows itself needs a subject that can speak.
    let subject_is_it = site.subject.as_ref().is_some_and(|s| {
        s.range.len() == 1
            && s.antecedent.is_none()
            && unit
                .get(s.range.start)
                .is_some_and(|e| e.is_any(&["it", "there", "that", "this", "what"]))
    });
    strong || !subject_is_it
}

/// Whether an act says something, rather than believing or wishing it.
pub(crate) const fn is_said(act: SpeechAct) -> bool {
    !matches!(act, SpeechAct::Belief | SpeechAct::Attitude)
}

/// Without anybody who says it, a passive with a clause counts: "was told that", "it is argued that".
fn is_impersonal(unit: &Unit, site: &Site) -> bool {
    let clause = matches!(site.rule, "cue-that" | "cue-clause");
    let it = site.group.follows_it(unit);
    let told = site.cue.frames.has(Frames::ADDRESSEE) && site.cue.frames.has(Frames::STRONG);
    site.group.passive
        && clause
        && is_said(site.cue.act)
        && !site.group.modal
        && !site.group.negated
        && (told || it)
}

/// "if he says", "what I can say": nothing is said.
fn is_supposed(unit: &Unit, site: &Site) -> bool {
    let Some(before) = site.start().checked_sub(1).and_then(|i| unit.get(i)) else {
        return false;
    };
    let you = site.subject.as_ref().is_some_and(|s| {
        !s.shared && s.range.len() == 1 && unit.get(s.range.start).is_some_and(|e| e.is("you"))
    });
    before.is_any(&["if", "unless", "whether", "whatever"])
        || before.is("what") && site.rule != "cue-that"
        || you && unit.quote.is_some() && site.cue.act != SpeechAct::Assertion
}

/// "will know", "can tell": not modal enough for [`super::verb_group::VerbGroup`], but nothing said yet.
fn may_be(unit: &Unit, site: &Site) -> bool {
    (site.group.start..site.group.verb).any(|i| {
        unit.get(i)
            .is_some_and(|e| e.tag == Tag::MD && !e.is_any(&["do", "did", "does"]))
    })
}

/// "The evidence pointed to somebody else": things that cannot speak, whatever they show.
fn is_mute(unit: &Unit, site: &Site) -> bool {
    site.subject.as_ref().is_some_and(|s| {
        s.range
            .clone()
            .take_while(|i| !unit.get(*i).is_some_and(Element::is_preposition))
            .filter(|i| unit.get(*i).is_some_and(|e| e.tag.is_noun()))
            .last()
            .and_then(|i| unit.get(i))
            .is_some_and(|e| exceptions::is_mute(e.word))
    })
}

fn is_lone_pronoun(unit: &Unit, site: &Site) -> bool {
    site.content.iter().all(|c| {
        unit.get(c.start)
            .is_some_and(|e| c.len() == 1 && e.tag == Tag::PRP || e.is("it"))
    })
}

/// "I apologise for this", "we condemn it" inside somebody's own words: it is being said, not reported.
fn is_own_present(unit: &Unit, site: &Site) -> bool {
    let first_person = site
        .subject
        .as_ref()
        .and_then(|s| unit.get(s.range.end.checked_sub(1)?))
        .is_some_and(|e| e.is_any(&["i", "we"]));
    let present = unit
        .get(site.group.verb)
        .is_some_and(|e| matches!(e.tag, Tag::VBP | Tag::VB));
    let found = site.cue.lemma == "find"
        && site
            .subject
            .as_ref()
            .is_some_and(|s| unit.get(s.range.start).is_some_and(|e| e.is("i")));
    first_person
        && unit.quote.is_some()
        && (present && !matches!(site.cue.act, SpeechAct::Ruling | SpeechAct::Denial) || found)
}

/// "I think", "you know" inside somebody's words: a manner of speaking, unless it is "believe".
fn is_aside_belief(unit: &Unit, site: &Site) -> bool {
    let subject = site.subject.as_ref().and_then(|s| unit.get(s.range.start));
    let speaker = subject.is_some_and(|e: &Element| e.is_any(&["i", "we", "you"]));
    speaker
        && (unit.quote.is_some() || subject.is_some_and(|e| e.is("you")))
        && site.cue.lemma != "believe"
}
