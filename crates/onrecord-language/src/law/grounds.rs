//! Grounds for review, as somebody asserts them: never the program's own finding.
//!
//! A wording of `data/law/ground_patterns.tsv` inside a sentence gives the code; the clause around
//! it the evidence; the innermost statement around it the asserter. Somebody may pass a ground on
//! as the claim of others, or say that it is not so: both are marked.

use super::clause;
use super::lexicon::GroundPattern;
use super::scene::Scene;
use onrecord_record::{
    Asserter, Confidence, EntityId, Ground, GroundCode, Reason, Span, SpeechAct, StatementId,
};
use std::ops::Range;

/// How many words before a wording are asked for a negation or a doubt.
const REACH: usize = 4;

/// One wording found.
struct Wording {
    pattern: GroundPattern,
    tokens: Range<usize>,
    clause: Range<usize>,
}

/// The grounds, in the text's order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for sentence in &scene.draft.sentences {
        let mut found: Vec<(Asserter, GroundCode, Span)> = Vec::new();
        for wording in in_sentence(scene, sentence.tokens()) {
            let Some(ground) = ground(scene, &wording) else {
                continue;
            };
            let key = (ground.asserter, ground.code);
            let again = found.iter().any(|(a, c, _)| (*a, *c) == key);
            if let (false, Some(span)) = (again, ground.evidence.first()) {
                found.push((key.0, key.1, *span));
                grounds.push(ground);
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

fn ground(scene: &Scene<'_>, wording: &Wording) -> Option<Ground> {
    let pattern = &wording.pattern;
    let (tokens, clause) = (wording.tokens.clone(), wording.clause.clone());
    let subject_and_wording = clause.start.min(tokens.start)..tokens.end;
    let for_guilt = scene.any(clause.clone(), "incriminating") || scene.any(clause.clone(), "not");
    if pattern.has("mere") && for_guilt
        || pattern.has("official") && !scene.any(clause.clone(), "official")
        || pattern.has("lawyer") && !scene.any(subject_and_wording, "defence_side")
    {
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
    let negated = !pattern.has("negative") && scene.any(near, "not");
    if negated && own {
        return None;
    }
    Some(Ground {
        code: pattern.code,
        about: about(scene, pattern.code, asserter),
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

/// Whose case it is about: with innocence maintained, whoever maintains it.
fn about(scene: &Scene<'_>, code: GroundCode, asserter: Asserter) -> Option<EntityId> {
    (code == GroundCode::MaintainsInnocence)
        .then(|| scene.speaker(asserter))
        .flatten()
}
