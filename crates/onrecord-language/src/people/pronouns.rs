//! Who "he", "she", "they" and "who" are.

use super::cast::{Cast, Figure};
use super::nominals::Pronoun;
use super::page::Page;
use super::resolve::{Walk, agrees};
use super::salience::Role;
use onrecord_record::{EntityKind, Gender, MentionKind, Tag};

/// How many sentences back a pronoun may look.
const REACH: usize = 6;

/// Longest fronted phrase, in tokens.
const FRONTED: usize = 14;

/// Links the pronoun at `i`, where the text settles it.
pub(crate) fn visit(walk: &mut Walk, i: usize) {
    match walk.pronoun(i) {
        Some(Pronoun::Relative) => relative(walk, i),
        Some(Pronoun::Third(gender)) => third(walk, i, gender),
        Some(Pronoun::They) => they(walk, i),
        // The first person waits for the statements.
        Some(Pronoun::First | Pronoun::FirstPlural) | None => {}
    }
}

/// "Lee, who": what stands right before it.
fn relative(walk: &mut Walk, i: usize) {
    let Some(start) = walk.sighting(i).map(|s| s.tokens.start) else {
        return;
    };
    let found = (i.saturating_sub(8)..i).rev().find_map(|k| {
        let before = walk.sighting(k)?;
        let end = before.tokens.end;
        let gap = start.checked_sub(end)?;
        let near = gap == 0
            || gap == 1 && matches!(walk.page.word(end), "," | "--" | "—" | "–" | "(")
            || closes_insertion(walk.page, end, start);
        (near && before.kind != MentionKind::Pronoun).then_some(before.figure?)
    });
    if let Some(figure) = found {
        walk.link(i, figure, "relative-pronoun", String::new(), 0.9);
    }
}

/// Whether `, 49, ` or `, of Reno, ` is all that stands between.
fn closes_insertion(page: &Page, end: usize, start: usize) -> bool {
    page.word(end) == ","
        && start.saturating_sub(end) <= 5
        && start > 0
        && page.word(start - 1) == ","
}

fn third(walk: &mut Walk, i: usize, gender: Gender) {
    if let Some(figure) = named_after_fronted(walk, i, gender) {
        walk.link(i, figure, "named-after-fronted-phrase", String::new(), 0.8);
        return;
    }
    let candidates = ranked(
        walk,
        i,
        |f| f.is_person() && agrees(f.gender, gender),
        |f| {
            let known = if f.gender == gender { 1.0 } else { 0.75 };
            known * if f.names.is_empty() { 0.7 } else { 1.0 }
        },
    );
    let Some((best, score)) = candidates.first().copied() else {
        return;
    };
    let second = candidates.get(1).map_or(0.0, |c| c.1);
    let confidence = if second <= 0.0 {
        0.85
    } else {
        (0.4 + 0.25 * (score / second - 1.0)).clamp(0.4, 0.85)
    };
    let detail = match candidates.len() {
        1 => "only one who fits".to_owned(),
        n => format!("most present of {n} who fit"),
    };
    walk.link(i, best, "pronoun", detail, confidence);
    // What is said inside a quotation is mostly of others than the text's own subject.
    let tells = walk.quote(i).is_none() && confidence > 0.5;
    if let Some(figure) = walk.cast.figures.get_mut(best)
        && tells
    {
        figure.learn_gender(gender);
    }
}

/// "In his ruling, Judge Lee said": the subject that follows a fronted phrase in which nobody else is
/// named.
fn named_after_fronted(walk: &Walk, i: usize, gender: Gender) -> Option<usize> {
    let sighting = walk.sighting(i)?;
    let (sentence, quote) = (walk.sentence(i), walk.quote(i));
    let bounds = walk.page.draft.sentences.get(sentence)?.tokens();
    let here = sighting.tokens.start;
    let fronts = matches!(
        walk.page.tag(bounds.start),
        Tag::IN | Tag::VBG | Tag::VBN | Tag::TO
    );
    let alone = (0..i).rev().take(8).all(|k| {
        walk.sentence(k) != sentence
            || walk
                .sighting(k)
                .is_none_or(|s| s.kind != MentionKind::Name || walk.quote(k) != quote)
    });
    if !fronts || !alone || here > bounds.start + FRONTED {
        return None;
    }
    let comma = (here..bounds.end.min(here + FRONTED)).find(|t| walk.page.word(*t) == ",")?;
    let (k, named) = (i + 1..walk.cast.sightings.len())
        .take(8)
        .filter_map(|k| Some((k, walk.sighting(k)?)))
        .take_while(|(_, s)| s.tokens.start <= comma + 1)
        .find(|(_, s)| s.tokens.start == comma + 1 && s.kind == MentionKind::Name)?;
    let figure = named_figure(walk, k)?;
    let fits = walk
        .cast
        .figure(figure)
        .is_some_and(|f| f.is_person() && agrees(f.gender, gender));
    let subject = walk.role(k) == Role::Subject && !walk.page.is_possessive(named.tokens.end);
    (fits && subject).then_some(figure)
}

fn they(walk: &mut Walk, i: usize) {
    let fits =
        |f: &Figure| f.plural || f.kind == EntityKind::Group || f.kind == EntityKind::Organisation;
    let candidates = ranked(walk, i, fits, |f| match f.kind {
        EntityKind::Organisation => 0.5,
        _ => 1.0,
    });
    if let Some((best, _)) = candidates.first().copied() {
        walk.link(i, best, "plural-pronoun", String::new(), 0.5);
    }
}

/// The figures that fit the pronoun at `i`, most present first.
fn ranked(
    walk: &Walk,
    i: usize,
    fits: impl Fn(&Figure) -> bool,
    factor: impl Fn(&Figure) -> f32,
) -> Vec<(usize, f32)> {
    let sentence = walk.sentence(i);
    let (role, quote) = (walk.role(i), walk.quote(i));
    let barred = barred(walk, i);
    let mut candidates: Vec<(usize, f32)> = walk
        .cast
        .figures
        .iter()
        .enumerate()
        .filter(|(f, figure)| fits(figure) && !barred.contains(&Some(*f)))
        .filter_map(|(f, figure)| {
            let last = walk.salience.last(f)?;
            if sentence.saturating_sub(last.sentence) > REACH {
                return None;
            }
            let mut score = walk.salience.of(f, sentence) * factor(figure);
            if role == Role::Subject && last.role == Role::Subject {
                score *= 1.25;
            }
            if last.sentence == sentence && role == Role::Possessor {
                score *= 1.5;
            }
            // Inside a quotation, who was last spoken of in it counts in full.
            if quote.is_some() && last.quote == quote {
                score *= 2.0;
            }
            Some((f, score))
        })
        .collect();
    candidates.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    candidates
}

/// Whom the pronoun cannot be: the subject of its own verb, the speaker of the quotation it is in.
fn barred(walk: &Walk, i: usize) -> [Option<usize>; 2] {
    let mut barred = [None, None];
    let Some(sighting) = walk.sighting(i) else {
        return barred;
    };
    let word = walk.page.word(sighting.head.start);
    if walk.role(i) == Role::Object && !word.ends_with("self") && !word.ends_with("selves") {
        barred[0] = clause_subject(walk, i);
    }
    if let Some(quote) = walk.quote(i) {
        barred[1] = walk
            .speakers
            .get(quote)
            .copied()
            .flatten()
            .and_then(|s| named_figure(walk, s));
    }
    barred
}

/// The figure of a sighting further on, where its name alone tells.
fn named_figure(walk: &Walk, s: usize) -> Option<usize> {
    let sighting = walk.sighting(s)?;
    if sighting.figure.is_some() {
        return sighting.figure;
    }
    let name = walk.names.get(sighting.name?)?;
    let words = super::cast::words_of(&name.words);
    let mut fitting = (0..walk.cast.figures.len()).filter(|f| {
        walk.cast
            .figure(*f)
            .is_some_and(|f| f.fit(&words).is_some())
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// Who does what the verb before the pronoun at `i` says, so that an object cannot be the same: the
/// subject of a finite verb, or for "blames Lee for leaving him" the one before the participle.
fn clause_subject(walk: &Walk, i: usize) -> Option<usize> {
    let sentence = walk.sentence(i);
    let here = walk.sighting(i)?.tokens.start;
    let earlier = || {
        (i.saturating_sub(12)..i)
            .rev()
            .take_while(|k| walk.sentence(*k) == sentence)
    };
    let verb = (here.saturating_sub(4)..here)
        .rev()
        .find(|t| walk.page.tag(*t).is_verb())?;
    let k = if walk.page.tag(verb).is_finite() {
        earlier().find(|k| walk.role(*k) == Role::Subject)?
    } else {
        earlier().find(|k| {
            walk.sighting(*k).is_some_and(|s| s.tokens.end <= verb)
                && walk.role(*k) != Role::Possessor
        })?
    };
    let subject = walk.sighting(k)?;
    let between = subject.tokens.end..here;
    let boundary = between.clone().any(|t| {
        matches!(
            walk.page.word(t),
            "that" | "," | "because" | "and" | "but" | "who" | "when" | "while" | "if" | ";"
        ) || walk.page.kind(t) == onrecord_record::TokenKind::QuoteMark
    });
    let verbs = between.filter(|t| walk.page.tag(*t).is_finite()).count();
    (!boundary && verbs < 3).then_some(subject.figure?)
}

/// For each quotation: the sighting that a verb of saying beside it names as its speaker.
pub(crate) fn speakers(page: &Page, cast: &Cast, quotes: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut speakers = vec![None; page.draft.quotes.len()];
    for (i, sighting) in cast.sightings.iter().enumerate() {
        if sighting.kind != MentionKind::Name || quotes.get(i).copied().flatten().is_some() {
            continue;
        }
        if let Some(quote) = quote_beside(page, sighting.tokens.start, sighting.tokens.end)
            && let Some(slot) = speakers.get_mut(quote)
        {
            slot.get_or_insert(i);
        }
    }
    speakers
}

/// The quotation that ends just before `said Lee` or `Lee said`.
fn quote_beside(page: &Page, start: usize, end: usize) -> Option<usize> {
    let says = |i: usize| {
        matches!(
            page.word(i),
            "said"
                | "says"
                | "wrote"
                | "added"
                | "told"
                | "asked"
                | "testified"
                | "continued"
                | "tweeted"
                | "recalled"
                | "explained"
                | "argued"
                | "replied"
                | "posted"
        )
    };
    let edge = if start > 0 && says(start - 1) {
        start.checked_sub(2)?
    } else if says(end) {
        start.checked_sub(1)?
    } else {
        return None;
    };
    let token = page.draft.tokens.get(edge)?.span;
    let at = page
        .draft
        .quotes
        .partition_point(|q| q.span.start() <= token.start());
    (at.saturating_sub(3)..at).rev().find(|q| {
        page.draft
            .quotes
            .get(*q)
            .is_some_and(|q| q.span.end() == token.end())
    })
}
