//! Grounds for review, as somebody asserts them: never the program's own finding.
//!
//! A wording of `data/law/ground_patterns.tsv` or `factor_patterns.tsv` inside a sentence gives the
//! code; the clause around it the evidence; the innermost statement around it the asserter. Somebody
//! may pass a ground on as the claim of others, or say that it is not so: both are marked. What
//! `ground_rejections.tsv` rejects counts as denied; questions and suppositions assert nothing.

use super::clause;
use super::lexicon::{GroundPattern, Rejected};
use super::scene::Scene;
use onrecord_record::{
    Asserter, Confidence, EntityId, Ground, GroundCode, Reason, Span, SpeechAct, StatementId,
};
use std::ops::Range;

/// How many words before a wording are asked for a negation or a doubt.
const REACH: usize = 4;

/// How many words before a wording are asked for an "if" or "whether".
const SUPPOSED_REACH: usize = 8;

/// How many words may stand between a wording and what rejects it.
const REJECTED_REACH: usize = 10;

/// One wording found.
struct Wording {
    pattern: GroundPattern,
    tokens: Range<usize>,
    clause: Range<usize>,
}

/// The grounds, in the text's order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Ground> {
    let mut grounds: Vec<Ground> = Vec::new();
    for sentence in &scene.draft.sentences {
        let first = grounds.len();
        let wordings = in_sentence(scene, sentence.tokens());
        if wordings.is_empty() || is_question(scene, sentence.tokens()) {
            continue;
        }
        let rejections = rejections(scene, sentence.tokens());
        for wording in wordings {
            let Some(mut ground) = ground(scene, &wording, sentence.tokens()) else {
                continue;
            };
            ground.denied |= is_rejected(scene, &wording, &rejections);
            let again = grounds.get_mut(first..).and_then(|known| {
                known
                    .iter_mut()
                    .find(|g| g.asserter == ground.asserter && g.code == ground.code)
            });
            match again {
                // One wording may be denied and a fuller one beside it say the ground plainly.
                Some(known) if known.denied && !ground.denied => *known = ground,
                Some(_) => {}
                None => grounds.push(ground),
            }
        }
    }
    grounds
}

/// The wordings of a sentence in order, fuller ones before mere mentions at the same place.
fn in_sentence(scene: &Scene<'_>, sentence: Range<usize>) -> Vec<Wording> {
    let mut found: Vec<Wording> = Vec::new();
    for anchor in sentence.clone() {
        for (pattern, item) in scene.lexicon.grounds.at(scene.word_id(anchor)) {
            if let Some(tokens) = pattern.matches(scene, anchor, sentence.clone()) {
                let clause = clause::around(scene, tokens.clone());
                found.push(Wording {
                    pattern: *item,
                    tokens,
                    clause,
                });
            }
        }
    }
    found.sort_by_key(|w| (w.pattern.has("mere"), w.tokens.start));
    found
}

/// A question asserts nothing.
fn is_question(scene: &Scene<'_>, sentence: Range<usize>) -> bool {
    let last = sentence.end.saturating_sub(2).max(sentence.start)..sentence.end;
    last.rev().any(|t| scene.draft.word(t) == "?")
}

/// What rejects something in a sentence, and on which side of it that stands.
fn rejections(scene: &Scene<'_>, sentence: Range<usize>) -> Vec<(Rejected, Range<usize>)> {
    let mut found = Vec::new();
    for anchor in sentence.clone() {
        for (pattern, place) in scene.lexicon.rejections.at(scene.word_id(anchor)) {
            found.extend(
                pattern
                    .matches(scene, anchor, sentence.clone())
                    .map(|tokens| (*place, tokens)),
            );
        }
    }
    found
}

/// Whether the sentence rejects what the wording says: "no evidence that ...", "... was dismissed".
fn is_rejected(
    scene: &Scene<'_>,
    wording: &Wording,
    rejections: &[(Rejected, Range<usize>)],
) -> bool {
    rejections.iter().any(|(place, tokens)| {
        let between = match place {
            Rejected::After if tokens.start < wording.tokens.start => {
                tokens.end..wording.tokens.start
            }
            Rejected::Before if wording.tokens.end < tokens.end => wording.tokens.end..tokens.start,
            _ => return false,
        };
        between.len() <= REJECTED_REACH
            && !between
                .clone()
                .any(|t| scene.is_barrier(t) || matches!(scene.draft.word(t), "but" | "because"))
    })
}

/// Whether the row's flags let the wording stand where it does.
fn fits(scene: &Scene<'_>, wording: &Wording, sentence: Range<usize>) -> bool {
    let (pattern, clause) = (&wording.pattern, wording.clause.clone());
    let subject = clause.start.min(wording.tokens.start)..wording.tokens.end;
    let before = clause.start.min(wording.tokens.start)..wording.tokens.start;
    let for_guilt =
        || scene.any(sentence.clone(), "incriminating") || scene.any(clause.clone(), "not");
    let needs = |flag: &str, there: bool| !pattern.has(flag) || there;
    needs("mere", !for_guilt())
        && needs("official", scene.any(clause.clone(), "official"))
        && needs("unofficial", !scene.any(clause.clone(), "official"))
        && needs("lawyer", scene.any(subject, "defence_side"))
        && needs("jury", scene.any(sentence.clone(), "vote_context"))
        && needs("crime", scene.any(sentence.clone(), "crime_time"))
        && needs("not_arrest", !scene.any(sentence, "arrest"))
        && needs("not_victim", !scene.any(before.clone(), "injured"))
        && needs("other", !scene.any(before, "accused"))
        && needs("trial_counsel", !scene.any(clause, "arguing"))
}

/// Whether the wording is asked or supposed: "whether", "if" before it without a comma between.
fn is_supposed(scene: &Scene<'_>, from: usize, sentence: usize) -> bool {
    (from.saturating_sub(SUPPOSED_REACH).max(sentence)..from)
        .rev()
        .take_while(|t| scene.draft.word(*t) != ",")
        .any(|t| scene.is(t, "supposing"))
}

fn ground(scene: &Scene<'_>, wording: &Wording, sentence: Range<usize>) -> Option<Ground> {
    let pattern = &wording.pattern;
    let (tokens, clause) = (wording.tokens.clone(), wording.clause.clone());
    let supposed = is_supposed(scene, tokens.start, sentence.start);
    if supposed || !fits(scene, wording, sentence) {
        return None;
    }
    let span = scene.draft.span_of_tokens(tokens.clone())?;
    let before = tokens
        .start
        .saturating_sub(REACH)
        .max(clause.start.saturating_sub(2))..tokens.start;
    // "DNA not matching and a split jury": what is denied before the conjunction is something else.
    let joined = before
        .clone()
        .rev()
        .find(|t| matches!(scene.draft.word(*t), "," | "&" | "and" | ";"));
    let near = joined.map_or(before.start, |t| t + 1)..before.end;
    if scene.any(before.clone(), "doubted") {
        return None;
    }
    let asserter = asserter(scene, wording, span);
    let act = match asserter {
        Asserter::Statement(id) => scene.draft.statements.get(id.index()).map(|s| s.act),
        Asserter::Narration => None,
    };
    let own = pattern.code == GroundCode::MaintainsInnocence;
    let negated = !pattern.negative && (scene.any(near, "not") || scene.any(tokens.clone(), "not"));
    if negated && own {
        return None;
    }
    Some(Ground {
        code: pattern.code,
        about: about(scene, wording, asserter),
        evidence: vec![clause::span(
            scene,
            clause.start.min(tokens.start)..clause.end.max(tokens.end),
        )?],
        asserter,
        reported: scene.any(
            before.start.saturating_sub(2)..before.end,
            "claimed_by_others",
        ),
        denied: negated || !own && act == Some(SpeechAct::Denial),
        confidence: if pattern.has("mere") {
            Confidence::LOW
        } else {
            Confidence::MEDIUM
        },
        reason: Reason::with("ground-pattern", pattern.rule),
    })
}

/// Who asserts it. What the person convicted says of themselves is their own statement, whose cue
/// may be part of the wording ("maintained his innocence").
fn asserter(scene: &Scene<'_>, wording: &Wording, span: Span) -> Asserter {
    let last = scene
        .draft
        .span_of_tokens(wording.tokens.end.saturating_sub(1)..wording.tokens.end)
        .unwrap_or(span);
    let around = scene
        .statement_around(span)
        .or_else(|| scene.statement_around(last));
    let own = wording
        .pattern
        .has("own")
        .then(|| scene.statement_with_cue_in(span))
        .flatten();
    let id: Option<StatementId> = own.or(around).map(|(id, _)| id);
    id.map_or(Asserter::Narration, Asserter::Statement)
}

/// Whose case it is about: with innocence maintained, whose innocence the words name ("his
/// innocence"), else who speaks of their own.
fn about(scene: &Scene<'_>, wording: &Wording, asserter: Asserter) -> Option<EntityId> {
    if wording.pattern.code != GroundCode::MaintainsInnocence {
        return None;
    }
    let named = scene
        .mentions_in(wording.tokens.clone())
        .into_iter()
        .rfind(|m| scene.is_person(m))
        .map(|m| m.entity);
    named.unwrap_or_else(|| {
        let own = wording.pattern.has("own");
        own.then(|| scene.speaker(asserter)).flatten()
    })
}

/// Which rows match anywhere, as code and pattern.
#[cfg(test)]
pub(super) fn rows_matched(scene: &Scene<'_>) -> Vec<(&'static str, &'static str)> {
    scene
        .draft
        .sentences
        .iter()
        .flat_map(|sentence| in_sentence(scene, sentence.tokens()))
        .map(|wording| (wording.pattern.code.as_str(), wording.pattern.rule))
        .collect()
}
