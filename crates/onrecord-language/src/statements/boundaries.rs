//! Where what was said ends: at the next attribution, an aside, the writer's own background.

use super::complement::is_clause;
use super::content::Site;
use super::finder::is_participle;
use super::media;
use super::plausible::{is_plausible, is_said};
use super::units::{Element, Unit};
use onrecord_record::{MediumKind, Tag};

/// Ends each content where the next attribution begins that is not part of it.
pub(crate) fn cut(unit: &Unit, sites: &mut [Site]) {
    for i in 0..sites.len() {
        let Some(site) = sites.get(i) else {
            continue;
        };
        let stop = sites
            .get(i + 1..)
            .unwrap_or_default()
            .iter()
            .filter(|later| !later.content.is_empty() && is_plausible(unit, later))
            .filter_map(|later| break_before(unit, site, later))
            .min();
        let stops = [
            stop,
            according_after(unit, site.end()),
            aside_end(unit, site),
            background(unit, site),
            circumstances_after(unit, site),
            citation(unit, site),
            main_clause(unit, site),
            bracket(unit, site),
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
    // "Lee said it was late and asked him to go": the same subject again. What one fears or
    // believes is part of what one says.
    if shares && before.is_conjunction() && is_said(later.cue.act) {
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
            && unit.get(i + 1).is_some_and(|e| {
                e.is_conjunction() || e.is_any(&["a", "an"]) || e.word.ends_with("ing")
            })
    });
    let relative = (from..last.end).find(|i| {
        unit.get(*i).is_some_and(Element::is_comma)
            && unit
                .get(i + 1)
                .is_some_and(|e| e.is_any(&["who", "which", "whose"]))
            && !tells_of_later(unit, i + 1)
            && !(i + 1..last.end).any(|k| {
                unit.get(k).is_some_and(Element::is_comma)
                    && unit.get(k + 1).is_some_and(Element::is_finite)
            })
    });
    [lone_dash, relative].into_iter().flatten().min()
}

/// "which would be bought abroad": what is still to come is told by whoever speaks, not by the writer.
fn tells_of_later(unit: &Unit, relative: usize) -> bool {
    (relative + 1..unit.len())
        .filter_map(|i| unit.get(i))
        .find(|e| e.is_finite())
        .is_some_and(|e| e.tag == Tag::MD)
}

/// "Although Lee claims that he slept, the record says otherwise": where the sentence's own clause
/// begins, if the cue stands in a clause in front of it.
fn main_clause(unit: &Unit, site: &Site) -> Option<usize> {
    let opener = site.start().checked_sub(1)?;
    let fronted = unit.get(opener).is_some_and(|e| {
        e.is_any(&[
            "although", "though", "while", "whilst", "whereas", "because", "since", "when", "after",
        ])
    });
    let first = (0..opener).all(|i| {
        unit.get(i)
            .is_some_and(|e| e.is_conjunction() || e.is_comma() || e.tag.is_adverb())
    });
    if !fronted || !first {
        return None;
    }
    (site.end() + 2..unit.end()).find(|i| {
        unit.get(*i).is_some_and(Element::is_comma)
            && unit.get(i + 1).is_some_and(Element::opens_phrase)
            && is_clause(unit, i + 1)
    })
}

/// Where the bracket closes that the cue stands in: "(we hold that he was)".
fn bracket(unit: &Unit, site: &Site) -> Option<usize> {
    let mut depth = 0_usize;
    for i in site.end()..unit.len() {
        match unit.get(i)?.word {
            "(" | "[" => depth += 1,
            ")" | "]" if depth == 0 => return Some(i),
            ")" | "]" => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Where a case is cited after what was held: "…, Moss v. Ray, 12 F. 3d 4 (1990)".
fn citation(unit: &Unit, site: &Site) -> Option<usize> {
    let last = site.content.last()?;
    let versus = (last.start.max(site.end()) + 4..last.end).find(|i| {
        unit.get(*i)
            .is_some_and(|e| matches!(e.word, "v." | "v" | "vs." | "vs"))
    })?;
    let name = (last.start..versus)
        .rev()
        .take_while(|i| {
            unit.get(*i).is_some_and(|e| {
                e.word.starts_with(char::is_uppercase)
                    || matches!(e.word, "of" | "the" | "&" | "." | "see")
            })
        })
        .last()?;
    let comma = name.checked_sub(1)?;
    let cited = unit
        .get(comma)
        .is_some_and(|e| e.is_comma() || e.quote.is_some() || matches!(e.word, ";" | "("));
    let stop = if unit.get(comma).is_some_and(|e| e.quote.is_some()) {
        name
    } else {
        comma
    };
    // A verb after it makes the case part of the clause.
    let goes_on = (versus..last.end).any(|i| unit.get(i).is_some_and(Element::is_finite));
    (cited && !goes_on && stop > last.start).then_some(stop)
}

/// Where the words begin that tell in what the statement was made, after what was said: "she was
/// innocent in an interview on Friday".
fn circumstances_after(unit: &Unit, site: &Site) -> Option<usize> {
    if site.rule != "cue-clause" && site.rule != "cue-that" {
        return None;
    }
    let last = site.content.last()?;
    (last.start + 3..last.end).rev().find(|i| {
        let is = |k: usize, words: &[&str]| unit.get(k).is_some_and(|e| e.is_any(words));
        let noun = if is_occasion(unit, i + 2) {
            i + 2
        } else {
            i + 3
        };
        is(*i, &["in", "during"])
            && is(i + 1, &["a", "an"])
            && is_occasion(unit, noun)
            && unit.get(noun + 1).is_none_or(|e| {
                e.is_end()
                    || e.is_comma()
                    || e.tag.is_proper()
                    || e.is_any(&["with", "on", "to", "last", "this", "earlier", "late"])
            })
    })
}

/// "interview", "statement": what somebody speaks in.
fn is_occasion(unit: &Unit, noun: usize) -> bool {
    let word = |i: usize| unit.get(i).map_or("", |e| e.word);
    let medium = media::named(word(noun), "").or_else(|| {
        let before = noun.checked_sub(1)?;
        media::named(word(before), word(noun))
    });
    medium.is_some_and(|(m, _)| {
        matches!(
            m.kind,
            MediumKind::Interview | MediumKind::Statement | MediumKind::PressConference
        )
    })
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
