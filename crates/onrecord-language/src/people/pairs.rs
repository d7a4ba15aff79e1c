//! Descriptions that stand beside the name they describe: "defense attorney Bob Ray", "Ann Lee, a
//! lawyer", "her son, Bo", "Lee is a rapper".

use super::cast::{Cast, Sighting};
use super::nouns::{is_person_noun, noun};
use super::page::Page;
use onrecord_record::{MentionKind, Tag};

/// A description and the sighting it belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// Index of the sighting that is described.
    pub(crate) named: usize,
    /// Which rule.
    pub(crate) rule: &'static str,
}

/// For each sighting that describes a neighbour: which one.
pub(crate) fn find(page: &Page, cast: &Cast) -> Vec<Option<Pair>> {
    let sightings = &cast.sightings;
    (0..sightings.len())
        .map(|i| {
            let described = sightings.get(i)?;
            if described.kind != MentionKind::Nominal {
                return None;
            }
            let plural = noun(page.word(described.head.start)).is_some_and(|n| n.plural);
            if plural {
                return None;
            }
            after(page, sightings, i, described).or_else(|| before(page, sightings, i, described))
        })
        .collect()
}

/// A name right after the description, or after a comma.
fn after(page: &Page, sightings: &[Sighting], i: usize, described: &Sighting) -> Option<Pair> {
    let end = described.tokens.end;
    let (named, next) = sightings
        .iter()
        .enumerate()
        .skip(i + 1)
        .take(4)
        .find(|(_, s)| s.kind == MentionKind::Name && s.tokens.start >= end)?;
    if next.tokens.start == end {
        return Some(Pair {
            named,
            rule: "premodifier",
        });
    }
    // "her lawyer, Reno attorney Bob Ray": words between the comma and the name describe it too.
    let between = end + 1..next.tokens.start;
    // "counsel for the appellant, Bob Ray": the name is the counsel's.
    let start = described.tokens.start;
    let for_other =
        start > 1 && page.word(start - 1) == "for" && is_person_noun(page.word(start - 2));
    let comma = page.word(end) == ","
        && !for_other
        && between.len() <= 4
        && between
            .clone()
            .all(|t| page.is_time(t) || page.tag(t).is_noun() || page.tag(t).is_adjective());
    if !comma || !is_possessed(page, described) && page.tag(described.tokens.start) != Tag::DT {
        return None;
    }
    let follower = page.word(next.tokens.end);
    let closed = matches!(
        follower,
        "," | "." | ")" | "--" | "—" | "who" | ";" | "?" | "!"
    );
    let opens = described.tokens.start == 0
        || page.is_opening(described.tokens.start)
        || matches!(
            page.word(described.tokens.start - 1),
            "," | "and" | "that" | "but"
        );
    (closed && !is_adjunct(page, described) || opens && next.head.len() > 1).then_some(Pair {
        named,
        rule: "apposition-before",
    })
}

/// "According to her lawyer, Lee, who ...": the description ends a phrase that opens the sentence.
fn is_adjunct(page: &Page, described: &Sighting) -> bool {
    let start = described.tokens.start;
    start > 1 && page.word(start - 1) == "to" && page.word(start - 2) == "According"
}

fn is_possessed(page: &Page, described: &Sighting) -> bool {
    described
        .tokens
        .clone()
        .any(|t| page.tag(t) == Tag::PRPS || page.is_possessive(t))
        || super::nominals::pronoun(page.word(described.tokens.start)).is_some()
}

/// A name before the description: "Ann Lee, 49, a lawyer", "Lee is a rapper".
fn before(page: &Page, sightings: &[Sighting], i: usize, described: &Sighting) -> Option<Pair> {
    let start = described.tokens.start;
    let earlier = || {
        sightings
            .iter()
            .enumerate()
            .take(i)
            .rev()
            .take(6)
            .filter(|(_, s)| s.tokens.end < start)
    };
    let behind = behind_insertion(page, start)?;
    if let Some((named, _)) = earlier().find(|(_, s)| {
        s.kind == MentionKind::Name && s.tokens.end == behind && s.head.end == s.tokens.end
    }) {
        // "It was Lee, the lawyer says": what speaks is no apposition to what stands before it.
        let end = described.tokens.end;
        let lists = page.word(end) == "and" || page.tag(end).is_finite() && !page.is_time(end);
        return (!lists && is_person_noun(page.word(described.head.start))).then_some(Pair {
            named,
            rule: "apposition",
        });
    }
    let copula = copula_before(page, start)?;
    let (named, _) = earlier().find(|(_, s)| {
        s.tokens.end == copula
            && (s.kind == MentionKind::Name
                || s.kind == MentionKind::Pronoun && !matches!(page.word(s.head.start), "I" | "we"))
    })?;
    Some(Pair {
        named,
        rule: "copula",
    })
}

/// The token index at which a name must end for what begins at `start` to be its apposition: over the
/// comma or dash, and an age between commas.
fn behind_insertion(page: &Page, start: usize) -> Option<usize> {
    let mark = start.checked_sub(1)?;
    if !matches!(page.word(mark), "," | "--" | "—" | "–" | "(") {
        return Some(usize::MAX);
    }
    let age = mark.checked_sub(1)?;
    if page.kind(age) == onrecord_record::TokenKind::Number
        && page.word(age).len() <= 2
        && age > 0
        && page.word(age - 1) == ","
    {
        return Some(age - 1);
    }
    Some(mark)
}

/// The index of the form of "be" right before an article at `start`.
fn copula_before(page: &Page, start: usize) -> Option<usize> {
    if !matches!(page.word(start), "a" | "an" | "the") {
        return None;
    }
    let mut verb = start.checked_sub(1)?;
    if matches!(
        page.word(verb),
        "not" | "n't" | "n’t" | "also" | "still" | "now" | "once"
    ) {
        verb = verb.checked_sub(1)?;
        if !matches!(page.word(verb), "is" | "was") || page.word(verb + 1).starts_with('n') {
            return None;
        }
    }
    matches!(page.word(verb), "is" | "was" | "became" | "'s" | "’s")
        .then_some(verb)
        .filter(|v| !page.is_possessive(*v))
}
