//! Papers as speakers: "his appeal says" is he who appeals.

use super::{known, phrase::is_named};
use crate::Draft;
use crate::people::nouns::{noun, singular};
use onrecord_record::{Confidence, EntityId, EntityKind, MentionKind, Reason, Span, Speaker, Tag};

/// Who speaks through the paper that `source` names: its owner in these words ("Lee's appeal", "the
/// author's statement"), else its owner where such a paper was last mentioned with one.
pub(super) fn author(draft: &Draft, source: Span, head: usize) -> Option<Speaker> {
    let paper = singular(draft.word(head));
    if noun(&paper).is_none_or(|n| n.kind != EntityKind::Document) {
        return None;
    }
    if let Some(owner) = owner_before(draft, head, source.start()) {
        let reason = Reason::rule("owner-of-paper");
        return Some(known(owner, reason, Confidence::MEDIUM));
    }
    let article = draft.word(draft.tokens_in(source).start);
    if !article.eq_ignore_ascii_case("the") || draft.tokens_in(source).len() > 3 {
        return None;
    }
    let earlier = (0..head)
        .rev()
        .take(400)
        .filter(|i| draft.word(*i).eq_ignore_ascii_case(&paper))
        .find_map(|i| owner_before(draft, i, 0))?;
    let reason = Reason::rule("owner-of-paper-before");
    Some(known(earlier, reason, Confidence::LOW))
}

/// Whoever is named as owner within four tokens before the noun at `head`, at or after byte `from`.
fn owner_before(draft: &Draft, head: usize, from: usize) -> Option<EntityId> {
    let first = head.saturating_sub(4);
    let marks = (first..head).rev().find(|i| {
        draft.tokens.get(*i).is_some_and(|t| {
            t.tag == Tag::PRPS
                || matches!(draft.words(t.span), "'s" | "\u{2019}s" | "'" | "\u{2019}")
        })
    })?;
    let broken = (marks + 1..head).any(|i| {
        draft
            .tokens
            .get(i)
            .is_none_or(|t| !(t.tag.is_noun() || t.tag.is_adjective() || t.tag == Tag::CD))
    });
    if broken {
        return None;
    }
    let mark = draft.tokens.get(marks)?;
    let own = if mark.tag == Tag::PRPS {
        mark.span.end()
    } else {
        mark.span.start()
    };
    let mention = super::mention_ending_at(draft, own)?;
    let entity = mention.entity?;
    let speaks = mention.span.start() >= from
        && (mention.kind != MentionKind::Nominal || is_named(draft, entity))
        && draft.entities.get(entity.index()).is_some_and(|e| {
            matches!(
                e.kind,
                EntityKind::Person | EntityKind::Organisation | EntityKind::Group
            )
        });
    speaks.then_some(entity)
}
