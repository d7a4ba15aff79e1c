//! Cue verbs of one unit with their subjects and what they take.

use super::circumstances::Times;
use super::content::{self, Site};
use super::cues::{self, CueVerb, Frames};
use super::subject::{self, VerbGroup};
use super::units::{Element, Unit};
use onrecord_record::{SpeechAct, Tag};

/// The cues of `unit` that have something they introduce, in order.
pub(crate) fn sites(unit: &Unit, times: &Times) -> Vec<Site> {
    let mut sites: Vec<Site> = (0..unit.len())
        .filter_map(|i| site(unit, i, times))
        .collect();
    complete(unit, &mut sites, times);
    share_subjects(unit, &mut sites, times);
    cut(unit, &mut sites);
    sites.retain(|s| !s.content.is_empty() && is_plausible(unit, s));
    sites
}

/// The cue at `verb` with its subject, and its content where that follows.
fn site(unit: &Unit, verb: usize, times: &Times) -> Option<Site> {
    let element = unit
        .get(verb)
        .filter(|_| content::may_be_verb(unit, verb))?;
    let (cue, after) =
        cues::verbs(element.word).find_map(|cue| Some((cue, particles_end(unit, verb, cue)?)))?;
    let group = subject::verb_group(unit, verb);
    if !is_active_cue(unit, group, cue) {
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
    if let Some(subject) = content::inverted_subject(unit, group, after, times) {
        site.subject = Some(subject);
        site.inverted = true;
        return Some(site);
    }
    site.subject = if group.passive {
        None
    } else {
        subject::left(unit, group, times)
    };
    content::right(unit, &mut site, times);
    Some(site)
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
    if group.passive {
        // "was told that", "was asked whether": somebody did tell and ask.
        return cue.frames.has(Frames::ADDRESSEE);
    }
    let Some(verb) = unit.get(group.verb) else {
        return false;
    };
    // A participle before a noun or after one without an auxiliary: "the alleged", "a man called Lee".
    if verb.tag == Tag::VBN && group.start == group.verb {
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
            let Some((left, rule)) = content::left(unit, site, from) else {
                continue;
            };
            if !site.cue.frames.has(Frames::QUOTE) {
                continue;
            }
            let rest = content::rest(unit, site, times);
            site.content.push(left);
            site.content.extend(rest);
            site.rule = rule;
        } else if site.rule == "cue-quotation" && !is_participle {
            // `"It was late," Lee said, "and dark."`
            if let Some((left, _)) = content::left(unit, site, from)
                && left.len() == 1
            {
                site.content.insert(0, left);
                site.rule = "quotation-cue-quotation";
            }
        }
    }
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
        let after_comma = participle && before.is_some_and(Element::is_comma);
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
            own && !s.inverted
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

fn is_participle(unit: &Unit, site: &Site) -> bool {
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
            let subject = subject::left(unit, subject::verb_group(unit, verb), times)?;
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

/// Ends each content where the next attribution begins that is not part of it.
fn cut(unit: &Unit, sites: &mut [Site]) {
    for i in 0..sites.len() {
        let Some(site) = sites.get(i) else {
            continue;
        };
        let stop = sites
            .get(i + 1..)
            .unwrap_or_default()
            .iter()
            .filter_map(|later| break_before(unit, site, later))
            .min();
        let stops = [
            stop,
            according_after(unit, site.end()),
            aside_end(unit, site),
            background(unit, site),
        ];
        let stop = stops.into_iter().flatten().min();
        if let (Some(stop), Some(site)) = (stop, sites.get_mut(i)) {
            let from = site.end();
            for part in &mut site.content {
                if part.start >= from && part.end > stop && part.start < stop {
                    part.end = stop;
                }
            }
        }
    }
    for site in sites.iter_mut() {
        for part in &mut site.content {
            trim(unit, part);
        }
        site.content.retain(|c| !c.is_empty());
    }
}

/// Where `earlier`'s content has to end because `later` is told beside it, not inside it.
fn break_before(unit: &Unit, earlier: &Site, later: &Site) -> Option<usize> {
    let start = later.start();
    let mark = start.checked_sub(1)?;
    if mark < earlier.end() {
        return None;
    }
    let before = unit.get(mark)?;
    let participle = is_participle(unit, later);
    let shares = later
        .subject
        .as_ref()
        .is_some_and(|s| s.shared && earlier.subject.as_ref().is_some_and(|e| e.range == s.range));
    if participle && before.is_comma() && shares {
        return Some(mark);
    }
    // "Lee said it was late and asked him to go": the same subject again.
    if shares && before.is_conjunction() {
        return Some(mark);
    }
    let own = later
        .subject
        .as_ref()
        .is_some_and(|s| !s.shared && s.antecedent.is_none());
    if !own {
        return None;
    }
    let comma_before = mark > 0 && unit.get(mark - 1).is_some_and(Element::is_comma);
    if before.is_conjunction() && (comma_before || before.is("but")) {
        return Some(if comma_before { mark - 1 } else { mark });
    }
    if before.word == ";" {
        return Some(mark);
    }
    // "…, while Ray said", "…, as Lee put it"
    if before.is_any(&["while", "as", "although", "though"]) && comma_before {
        return Some(mark - 1);
    }
    // "…, Lee said": what stands before is told by Lee, this cue's content as well.
    let follows = later.content.iter().any(|c| c.end <= start);
    (before.is_comma() && follows).then_some(mark)
}

/// Where the aside ends that the cue stands in: "Lee, who says he was late, left".
fn aside_end(unit: &Unit, site: &Site) -> Option<usize> {
    let subject = site.subject.as_ref().filter(|s| s.antecedent.is_some())?;
    let opened = unit.get(subject.range.start.checked_sub(1)?)?;
    let (dash, comma) = (opened.is_dash(), opened.is_comma());
    (site.end()..unit.len()).find(|i| {
        unit.get(*i).is_some_and(|e| {
            dash && e.is_dash()
                || comma
                    && e.is_comma()
                    && unit.get(i + 1).is_some_and(|n| {
                        n.is_finite()
                            || n.tag.is_adverb() && unit.get(i + 2).is_some_and(Element::is_finite)
                    })
        })
    })
}

/// Where background begins that the writer adds to what was said: a relative clause after the last
/// comma, or words after a lone dash.
fn background(unit: &Unit, site: &Site) -> Option<usize> {
    let own_words = matches!(
        site.rule,
        "cue-that" | "cue-clause" | "cue-wh" | "cue-infinitive"
    );
    let last = site.content.last().filter(|_| own_words)?;
    let from = site.end().max(last.start) + 3;
    let dashes = || (from..last.end).filter(|i| unit.get(*i).is_some_and(Element::is_dash));
    let lone_dash = dashes().next().filter(|i| {
        dashes().count() == 1
            && unit
                .get(i + 1)
                .is_some_and(|e| e.is_conjunction() || e.word.ends_with("ing"))
    });
    let relative = (from..last.end).find(|i| {
        unit.get(*i).is_some_and(Element::is_comma)
            && unit
                .get(i + 1)
                .is_some_and(|e| e.is_any(&["who", "which", "whose"]))
            && !(i + 1..last.end).any(|k| {
                unit.get(k).is_some_and(Element::is_comma)
                    && unit.get(k + 1).is_some_and(Element::is_finite)
            })
    });
    [lone_dash, relative].into_iter().flatten().min()
}

/// Where ", according to" begins after `from`.
fn according_after(unit: &Unit, from: usize) -> Option<usize> {
    (from..unit.len().saturating_sub(1)).find(|i| {
        unit.get(*i).is_some_and(Element::is_comma)
            && unit.get(i + 1).is_some_and(|e| e.is("according"))
    })
}

/// Takes marks and loose conjunctions off both ends.
fn trim(unit: &Unit, part: &mut std::ops::Range<usize>) {
    let loose = |e: &Element| {
        e.quote.is_none()
            && (e.is_comma()
                || e.is_dash()
                || e.is_end()
                || matches!(e.word, ";" | ":" | "(" | "["))
    };
    while part.start < part.end && unit.get(part.start).is_some_and(loose) {
        part.start += 1;
    }
    while part.start < part.end
        && unit
            .get(part.end - 1)
            .is_some_and(|e| loose(e) || e.is("and") || e.is("but"))
    {
        part.end -= 1;
    }
}

/// Whether a reader would take it for a statement.
fn is_plausible(unit: &Unit, site: &Site) -> bool {
    let strong = site.cue.frames.has(Frames::STRONG);
    let quoted = site.rule.contains("quotation");
    if site.subject.is_none() && !quoted {
        // Without anybody who says it only the surest verbs count, and only with a clause.
        return strong && site.group.passive && site.rule == "cue-that";
    }
    if site.cue.act == SpeechAct::Belief
        && !quoted
        && (site.group.negated || is_aside_belief(unit, site))
    {
        return false;
    }
    if site.group.infinitive && !quoted && site.rule != "cue-that" {
        return false;
    }
    let weak_clause = matches!(site.rule, "cue-clause" | "clause-cue") && !strong;
    if weak_clause && site.group.modal {
        return false;
    }
    if site.group.negated && site.cue.act == SpeechAct::Assertion && !quoted {
        return false;
    }
    // A clause that follows itself needs a subject that can speak.
    let subject_is_it = site.subject.as_ref().is_some_and(|s| {
        s.range.len() == 1
            && unit
                .get(s.range.start)
                .is_some_and(|e| e.is_any(&["it", "there", "that", "this", "what"]))
    });
    !(subject_is_it && !strong)
}

/// "I think", "you know" inside somebody's words: a manner of speaking, unless it is "believe".
fn is_aside_belief(unit: &Unit, site: &Site) -> bool {
    let subject = site.subject.as_ref().and_then(|s| unit.get(s.range.start));
    let speaker = subject.is_some_and(|e| e.is_any(&["i", "we", "you"]));
    speaker
        && (unit.quote.is_some() || subject.is_some_and(|e| e.is("you")))
        && site.cue.lemma != "believe"
}
