//! Nouns that say that something was said: "his claim that", "the allegation that".

use super::assembly::{self, Found, content_span};
use super::circumstances::Times;
use super::units::{Element, Unit};
use super::words::Classes;
use super::{cues, subject};
use crate::Draft;
use crate::folded::Folded;
use crate::people::nouns::noun as people_noun;
use crate::table::rows;
use onrecord_record::{Confidence, EntityKind, Reason, SpeechAct, Statement, Tag};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// What a noun of saying is, and how it brings what was said: the columns of the table.
#[derive(Clone, Copy)]
struct Noun {
    act: SpeechAct,
    uses: &'static str,
}

impl Noun {
    fn has(self, wanted: &str) -> bool {
        self.uses.split(' ').any(|u| u == wanted)
    }
}

/// The statements of `unit` that a noun of saying introduces.
pub(crate) fn statements(draft: &Draft, unit: &Unit, times: &Times) -> Vec<Found> {
    (1..unit.len())
        .filter_map(|i| statement(draft, unit, i, times))
        .collect()
}

fn statement(draft: &Draft, unit: &Unit, at: usize, times: &Times) -> Option<Found> {
    let element = unit
        .get(at)
        .filter(|e| e.tag.is_noun() || e.tag == Tag::VBG)?;
    let noun = noun(element.word)?;
    let source = possessor(unit, at);
    let (that, by, rule) = match copula(unit, at, noun) {
        Some((that, by)) => (that, by, "noun-is-that"),
        None => {
            let (that, by) = that_clause(unit, at, noun).filter(|_| noun.has("that"))?;
            (that, by, "noun-that")
        }
    };
    let source = source.or(by).or_else(|| giver(unit, at, times))?;
    // "My opinion is that", inside somebody's own words, reports nothing.
    let own = unit.quote.is_some()
        && unit
            .get(source.start)
            .is_some_and(|e| e.is_any(&["my", "our"]));
    if own {
        return None;
    }
    let end = match rule {
        "noun-that" => {
            let end = clause_end(unit, that + 1);
            main_verb(unit, at, that + 1, end).unwrap_or(end)
        }
        _ => unit.end(),
    };
    let content = content_span(draft, unit, &(that + 1..end))?;
    let statement = Statement {
        cue: vec![element.span],
        source: vec![unit.span(source)?],
        act: noun.act,
        confidence: Confidence::MEDIUM,
        reason: Reason::with(rule, element.word.to_lowercase()),
        ..assembly::blank(vec![content])?
    };
    let kind = assembly::kind(draft, unit.quote, &statement.content);
    Some(assembly::found(unit, Statement { kind, ..statement }))
}

/// The noun behind `word`, in the singular or plural.
fn noun(word: &str) -> Option<Noun> {
    static TABLE: OnceLock<HashMap<&'static str, Noun>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        rows(include_str!("../../data/speech_nouns.tsv"))
            .filter_map(|row| {
                let mut cells = row.split('\t');
                let (noun, act, uses) = (cells.next()?, cues::act(cells.next()?)?, cells.next()?);
                Some((noun, Noun { act, uses }))
            })
            .collect()
    });
    let folded = Folded::of(word);
    let word = folded.as_str();
    let singular = word.strip_suffix('s').filter(|s| !s.ends_with('s'));
    table.get(word).or_else(|| table.get(singular?)).copied()
}

/// Whether "in the view of Lee", "in Lee's view" leads in what Lee says, with this noun.
pub(crate) fn is_view(word: &str) -> bool {
    noun(word).is_some_and(|n| n.has("view"))
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
    // "the defence submission that": who submits stands before the noun without a mark.
    let group = (at..noun).find(|i| {
        unit.get(*i).is_some_and(|e| {
            people_noun(e.word).is_some_and(|n| n.kind != EntityKind::Document) && e.tag.is_noun()
        })
    });
    if let Some(group) = group {
        let start = at - usize::from(at > 0 && unit.get(at - 1).is_some_and(|e| e.tag == Tag::DT));
        return Some(start..group + 1);
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
fn that_clause(unit: &Unit, at: usize, noun: Noun) -> Option<(usize, Option<Range<usize>>)> {
    let next = unit.get(at + 1)?;
    if next.is("that") {
        return clause_after(unit, at + 1).then_some((at + 1, None));
    }
    let filed = matches!(next.tag, Tag::VBN | Tag::VBD);
    if !next.is_preposition() && !filed {
        return None;
    }
    let that =
        (at + 2..unit.len().min(at + 12)).find(|i| unit.get(*i).is_some_and(|e| e.is("that")))?;
    let between = at + 2..that;
    let plain = between.clone().all(|i| {
        unit.get(i)
            .is_some_and(|e| e.is_word() && !e.is_finite() && e.tag != Tag::TO)
    });
    (plain && clause_after(unit, that)).then(|| {
        let by = next.is_any(&["by", "from"]) || next.is("of") && noun.has("of");
        (that, by.then_some(between))
    })
}

/// "the jury returned a finding that": whoever does what the light verb before the noun says.
fn giver(unit: &Unit, at: usize, times: &Times) -> Option<Range<usize>> {
    let verb = (0..at).rev().find(|i| {
        !unit.get(*i).is_some_and(|e| {
            e.tag.is_adjective()
                || e.tag == Tag::DT && e.is_any(&["a", "an", "the"])
                || e.tag == Tag::NN
        })
    })?;
    let light = unit
        .get(verb)
        .is_some_and(|e| e.classes.has(Classes::LIGHT));
    let group = super::verb_group::verb_group(unit, verb);
    (light && at > verb + 1 && !group.passive && !group.negated && !group.infinitive)
        .then(|| subject::left(unit, group, times))
        .flatten()
        .filter(|s| s.antecedent.is_none())
        .map(|s| s.range)
}

/// "Lee's case was that", "the evidence of the driver is that": the "that", and whom "of" names.
fn copula(unit: &Unit, at: usize, noun: Noun) -> Option<(usize, Option<Range<usize>>)> {
    let next = unit.get(at + 1).filter(|_| noun.has("copula"))?;
    let by = if next.is_any(&["of", "by", "for"]) {
        let verb = (at + 2..unit.len().min(at + 14))
            .find(|i| unit.get(*i).is_some_and(Element::is_finite))?;
        Some(at + 2..verb)
    } else {
        None
    };
    let verb = by.as_ref().map_or(at + 1, |r| r.end);
    let is = unit.get(verb).is_some_and(Element::is_form_of_be);
    let that = (verb + 1..verb + 3).find(|i| unit.get(*i).is_some_and(|e| e.is("that")))?;
    let adverb = that == verb + 1 || unit.get(verb + 1).is_some_and(|e| e.tag.is_adverb());
    (is && adverb && clause_after(unit, that)).then_some((that, by))
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
            (e.closes_phrase() || e.tag == Tag::PRPS || e.quote.is_some())
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
    use super::*;

    #[test]
    fn rows_are_in_order_and_well_formed() {
        let rows: Vec<Vec<&str>> = rows(include_str!("../../data/speech_nouns.tsv"))
            .map(|row| row.split('\t').collect())
            .collect();
        assert!(rows.windows(2).all(|w| w[0][0] < w[1][0]));
        for row in rows {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(cues::act(row[1]).is_some(), "{row:?}");
            assert!(
                row[2]
                    .split(' ')
                    .all(|u| ["that", "copula", "of", "view"].contains(&u)),
                "{row:?}"
            );
        }
    }

    #[test]
    fn plurals_lead_to_their_noun() {
        assert!(noun("Claims").is_some_and(|n| n.act == SpeechAct::Assertion));
        assert!(noun("words").is_some() && noun("lamp").is_none());
    }
}
