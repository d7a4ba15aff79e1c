//! Cue verbs of one unit with their subjects and what they take.

use super::circumstances::Times;
use super::content::{self, Site};
use super::cues::{self, CueVerb, Frames};
use super::plausible::is_plausible;
use super::subject;
use super::units::{Element, Unit};
use super::verb_group::{VerbGroup, verb_group};
use super::words::Classes;
use super::{around, boundaries, constructions};
use crate::people::nouns::noun;
use onrecord_record::{EntityKind, SpeechAct, Tag, TokenKind};

/// The cues of `unit` that have something they introduce, in order.
pub(crate) fn sites(unit: &Unit, times: &Times) -> Vec<Site> {
    let mut sites: Vec<Site> = (0..unit.len())
        .filter_map(|i| site(unit, i, times))
        .collect();
    // "quoted her as saying": one cue.
    let cues: Vec<_> = sites.iter().map(|s| s.group.verb + 1..s.after).collect();
    sites.retain(|s| !cues.iter().any(|c| c.contains(&s.group.verb)));
    complete(unit, &mut sites, times);
    share_subjects(unit, &mut sites, times);
    boundaries::cut(unit, &mut sites);
    sites.retain(|s| !s.content.is_empty() && is_plausible(unit, s));
    sites
}

/// The last cue of `unit` that takes a quotation and has none: "In his letter Lee wrote:".
pub(crate) fn introduction(unit: &Unit, times: &Times) -> Option<Site> {
    (0..unit.len())
        .rev()
        .filter_map(|i| site(unit, i, times))
        .find(|s| {
            s.content.is_empty()
                && s.subject.is_some()
                && s.cue.frames.has(Frames::QUOTE)
                && !s.group.infinitive
        })
}

/// The cue at `verb` with its subject, and its content where that follows.
fn site(unit: &Unit, verb: usize, times: &Times) -> Option<Site> {
    let element = unit.get(verb).filter(|_| may_be_verb(unit, verb))?;
    let (cue, after) =
        cues::verbs(element.word).find_map(|cue| Some((cue, particles_end(unit, verb, cue)?)))?;
    let group = verb_group(unit, verb);
    if !group.passive && !is_active_cue(unit, group, cue) {
        return None;
    }
    let mut site = Site {
        cue,
        group,
        after,
        subject: None,
        inverted: false,
        addressee: None,
        content: Vec::new(),
        rule: "",
        circumstances: after..after,
    };
    if constructions::quoted_as_saying(unit, &mut site, times) {
        return Some(site);
    }
    if group.passive {
        if !constructions::is_told(unit, &site) {
            return None;
        }
        constructions::passive(unit, &mut site, times);
        return Some(site);
    }
    if let Some(subject) = content::inverted_subject(unit, group, after, times) {
        site.subject = Some(subject);
        site.inverted = true;
        return Some(site);
    }
    site.subject = subject::left(unit, group, times);
    if !constructions::relative_phrase(unit, &mut site)
        && !constructions::relative_object(unit, &mut site)
    {
        content::right(unit, &mut site, times);
    }
    Some(site)
}

/// "deposed in her evidence that": the clause comes after circumstances.
fn that_soon(unit: &Unit, verb: usize) -> bool {
    (verb + 1..unit.len().min(verb + 9))
        .filter_map(|i| unit.get(i))
        .take_while(|e| e.is_word() && !e.is_finite() && !e.is("by"))
        .any(|e| e.is("that") && e.tag != Tag::DT)
}

/// One past the particles of `cue`, if they follow the verb.
fn particles_end(unit: &Unit, verb: usize, cue: &CueVerb) -> Option<usize> {
    let mut at = verb + 1;
    for particle in &cue.particles {
        if !unit.get(at).is_some_and(|e| e.is(particle)) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether the verb says that something is said here: not "if he says", not "is called Lee".
fn is_active_cue(unit: &Unit, group: VerbGroup, cue: &CueVerb) -> bool {
    let Some(verb) = unit.get(group.verb) else {
        return false;
    };
    // "letting him know that": a bare infinitive under a verb that lets or makes.
    if verb.tag == Tag::VB && group.start == group.verb {
        let before = |n: usize| group.verb.checked_sub(n).and_then(|i| unit.get(i));
        return !(before(1)
            .is_some_and(|e| e.closes_phrase() && !e.is_any(&["they", "i", "we", "you"]))
            && (2..6).any(|n| before(n).is_some_and(|e| e.classes.has(Classes::CAUSATIVE))));
    }
    // A participle before a noun or after one without an auxiliary: "the alleged", "a man called Lee".
    // The surest verbs are mistaken for participles more often than they are.
    if verb.tag == Tag::VBN && group.start == group.verb {
        let taken_up = unit.get(group.verb + 1).is_none_or(|e| {
            e.is("that") || e.is_end() || e.is_comma() || e.quote.is_some() || e.tag == Tag::PRP
        });
        let that = unit.get(group.verb + 1).is_some_and(|e| e.is("that"))
            && cue.frames.has(Frames::THAT)
            && !cue.frames.has(Frames::ADDRESSEE);
        let taken_up = taken_up || that_soon(unit, group.verb);
        if (cue.frames.has(Frames::STRONG) && taken_up || that) && cue.particles.is_empty() {
            return true;
        }
        // "Moss, reported in the third volume": a participle.
        let cited = unit
            .get(group.verb + 1)
            .is_some_and(|e| e.is_preposition() && !e.is("by"));
        if cited && !cue.frames.has(Frames::STRONG) {
            return false;
        }
        let before = group.verb.checked_sub(1).and_then(|i| unit.get(i));
        return before.is_some_and(|e| {
            e.is_comma() || e.tag == Tag::PRP || e.tag == Tag::NNP || e.quote.is_some()
        });
    }
    true
}

/// Gives the cues without content on their right what stands on their left, and the rest of what
/// they interrupt.
fn complete(unit: &Unit, sites: &mut [Site], times: &Times) {
    for i in 0..sites.len() {
        let from = left_limit(unit, sites, i);
        let Some(site) = sites.get_mut(i) else {
            continue;
        };
        if site.group.infinitive {
            continue;
        }
        let is_participle = is_participle(unit, site);
        if site.content.is_empty() && !is_participle {
            let Some((left, rule)) = around::left(unit, site, from) else {
                continue;
            };
            let named = site.cue.frames.has(Frames::NAMING)
                && rule == "quotation-cue"
                && unit.get(site.after).is_some_and(|e| e.tag == Tag::PRP);
            let quotes = site.cue.frames.has(Frames::QUOTE) || rule == "clause-cue";
            if !quotes && !named || is_relative(unit, site) {
                continue;
            }
            let rest = around::rest(unit, site, &left, times);
            site.content.push(left);
            site.content.extend(rest);
            site.rule = rule;
        } else if site.rule == "cue-quotation" && !is_participle {
            // `"It was late," Lee said, "and dark."`
            if let Some((left, _)) = around::left(unit, site, from)
                && left.len() == 1
            {
                site.content.insert(0, left);
                site.rule = "quotation-cue-quotation";
            }
        }
    }
}

/// "who told him": a relative clause takes nothing from before its pronoun.
fn is_relative(unit: &Unit, site: &Site) -> bool {
    site.subject.as_ref().is_some_and(|s| {
        !s.shared && s.range.len() == 1 && unit.get(s.range.start).is_some_and(Element::is_relative)
    })
}

/// Where the words left of the cue at `i` may begin: after what the cue before has on its right.
fn left_limit(unit: &Unit, sites: &[Site], i: usize) -> usize {
    let Some(site) = sites.get(i) else {
        return 0;
    };
    let start = site.start();
    let is_quote = start
        .checked_sub(1)
        .and_then(|k| unit.get(k))
        .is_some_and(|e| e.quote.is_some());
    let previous = sites
        .get(..i)
        .unwrap_or_default()
        .iter()
        .rev()
        .find(|s| is_quote && s.content.iter().any(|c| c.len() == 1 && c.end <= start));
    previous.map_or(0, |s| {
        s.content
            .iter()
            .map(|c| c.end)
            .max()
            .unwrap_or(0)
            .max(s.end())
    })
}

/// Gives participles and second verbs the subject of the verb they hang on: "Lee said it was late,
/// adding that …", "Arguing that …, Lee said", "Lee said it was late and asked …".
fn share_subjects(unit: &Unit, sites: &mut [Site], times: &Times) {
    for i in 0..sites.len() {
        let Some(site) = sites.get(i) else {
            continue;
        };
        let Some(mark) = site.group.start.checked_sub(1) else {
            front(unit, sites, i, times);
            continue;
        };
        let before = unit.get(mark);
        let participle = is_participle(unit, site);
        let while_saying = participle
            && before.is_some_and(|e| e.is_any(&["while", "when", "after", "before", "by", "in"]));
        if while_saying && mark == 0 {
            front(unit, sites, i, times);
            continue;
        }
        // "his team would file a review, asking …" may hang on the inner clause.
        let demands = matches!(site.cue.act, SpeechAct::Demand | SpeechAct::Question);
        let after_comma = participle && !demands && before.is_some_and(Element::is_comma);
        let coordinated = before.is_some_and(Element::is_conjunction) && !participle;
        if !after_comma && !coordinated {
            continue;
        }
        let tag = unit.get(site.group.verb).map(|e| e.tag);
        let main = sites.get(..i).unwrap_or_default().iter().find(|s| {
            let holds = s.content.iter().any(|c| c.contains(&mark))
                || s.end() <= mark && s.content.iter().any(|c| c.end == mark);
            let same_form =
                unit.get(s.group.verb).map(|e| e.tag) == tag && s.group.start == s.group.verb;
            let own = s.subject.as_ref().is_some_and(|s| !s.shared);
            // "Lee -- who says he is innocent -- wrote a letter, apologising": not the pronoun.
            let aside = s.subject.as_ref().is_some_and(|s| s.antecedent.is_some());
            own && !s.inverted
                && (holds || !aside)
                && (after_comma && (holds || s.end() <= mark) || coordinated && holds && same_form)
        });
        if let Some(subject) = main.and_then(|s| s.subject.clone())
            && let Some(site) = sites.get_mut(i)
        {
            site.subject = Some(subject::Subject {
                shared: true,
                ..subject
            });
        }
    }
}

pub(crate) fn is_participle(unit: &Unit, site: &Site) -> bool {
    site.group.start == site.group.verb
        && unit
            .get(site.group.verb)
            .is_some_and(|e| e.word.ends_with("ing"))
}

/// "Arguing that it was late, Lee left": the subject stands after the comma that ends the content.
fn front(unit: &Unit, sites: &mut [Site], i: usize, times: &Times) {
    let Some(site) = sites.get_mut(i).filter(|s| is_participle(unit, s)) else {
        return;
    };
    let main = (site.after + 1..unit.len())
        .filter(|k| unit.get(*k).is_some_and(Element::is_comma))
        .find_map(|comma| {
            let verb =
                (comma + 1..unit.len()).find(|k| unit.get(*k).is_some_and(Element::is_finite))?;
            let subject = subject::left(unit, verb_group(unit, verb), times)?;
            (subject.range.start == comma + 1).then_some((comma, subject))
        });
    if let Some((comma, subject)) = main {
        for part in &mut site.content {
            part.end = part.end.min(comma).max(part.start);
        }
        site.subject = Some(subject::Subject {
            shared: true,
            ..subject
        });
    }
}

/// Whether a word is a form that no other part of speech shares, however it was tagged.
fn is_surely_verb(element: &Element) -> bool {
    element.classes.has(Classes::SURELY_VERB)
}

/// Whether the element at `index` can be a cue verb at all: by its tag, or where a noun could not stand.
fn may_be_verb(unit: &Unit, index: usize) -> bool {
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
    // "Lee claims that": a plural noun would not follow a name.
    let mistaken = index > 0
        && element.tag == Tag::NNS
        && unit.get(index - 1).is_some_and(|e| {
            e.word.starts_with(char::is_uppercase)
                || e.tag == Tag::NN && noun(e.word).is_some_and(|n| n.kind == EntityKind::Person)
        })
        && next.is_some_and(|e| e.is("that"))
        && !unit.get(index + 2).is_some_and(Element::is_finite);
    let part_of_name = index > 0
        && element.word.starts_with(char::is_uppercase)
        && unit
            .get(index - 1)
            .is_some_and(|e| e.tag.is_proper() || e.word.starts_with(char::is_uppercase));
    // "the said application", "the term": a word between an article and its noun says nothing.
    let after_article = index > 0
        && unit.get(index - 1).is_some_and(|e| {
            matches!(e.tag, Tag::PRPS | Tag::POS) || e.is_any(&["the", "a", "an", "such"])
        });
    let sure = is_surely_verb(element);
    element.kind == TokenKind::Word
        && element.quote.is_none()
        && !after_article
        && (!part_of_name || sure)
        && (element.tag.is_verb() || sure || mistaken || before_speech || after_speech)
}
