//! How those are called who have no name: their description in full, and whose it is.

use super::page::Page;
use crate::Draft;
use onrecord_record::{Entity, Mention, MentionKind, Span, Tag};

/// How many phrases are taken on: "a panel of judges in the county court".
const MOST_PHRASES: usize = 2;

/// A description with what "of", "for" and the like add to it.
pub(super) fn with_complement(page: &Page, words: Span) -> Span {
    let tokens = page.draft.tokens_in(words);
    let mut end = tokens.end;
    for _ in 0..MOST_PHRASES {
        if !matches!(page.word(end), "of" | "for" | "at" | "from" | "with" | "in") {
            break;
        }
        let mut next = end + 1;
        while is_inside_phrase(page, next) {
            next += 1;
        }
        let noun =
            next > end + 1 && (page.tag(next - 1).is_noun() || page.tag(next - 1) == Tag::CD);
        if !noun {
            break;
        }
        end = next;
    }
    page.draft
        .span_of_tokens(tokens.start..end)
        .unwrap_or(words)
}

fn is_inside_phrase(page: &Page, i: usize) -> bool {
    let tag = page.tag(i);
    !page.is_time(i)
        && (tag.is_noun()
            || tag.is_adjective()
            || matches!(tag, Tag::DT | Tag::CD | Tag::PRPS)
            || page.is_possessive(i))
}

/// Puts the owner's name into descriptions that begin with a possessive pronoun, in square brackets as
/// what is inferred: "his [Bo Marsh's] lawyers".
pub(super) fn name_owners(page: &Page, mentions: &[Mention], entities: &mut [Entity]) {
    let labels: Vec<(usize, String)> = entities
        .iter()
        .enumerate()
        .filter_map(|(i, entity)| {
            let naming = mentions.get(entity.named_by.index())?;
            let described = naming.kind == MentionKind::Nominal;
            let label = described
                .then(|| with_owner(page.draft, mentions, entities, naming.span, &entity.name))??;
            Some((i, label))
        })
        .collect();
    for (i, label) in labels {
        if let Some(entity) = entities.get_mut(i) {
            entity.name = label;
        }
    }
}

/// The `label` of a description that begins with a possessive pronoun, with the owner's name behind the
/// pronoun; nothing where it begins otherwise, or the owner has no name.
pub(crate) fn with_owner(
    draft: &Draft,
    mentions: &[Mention],
    entities: &[Entity],
    description: Span,
    label: &str,
) -> Option<String> {
    let first = draft.tokens.get(draft.tokens_in(description).start)?;
    if first.tag != Tag::PRPS {
        return None;
    }
    let at = mentions.partition_point(|m| m.span.start() < first.span.start());
    let pronoun = mentions
        .get(at..)?
        .iter()
        .take_while(|m| m.span.start() == first.span.start())
        .find(|m| m.kind == MentionKind::Pronoun)?;
    let owner = entities.get(pronoun.entity?.index())?;
    let named = mentions
        .get(owner.named_by.index())
        .is_some_and(|m| matches!(m.kind, MentionKind::Name | MentionKind::Handle));
    let pronoun = draft.words(first.span);
    let rest = label.strip_prefix(pronoun)?;
    named.then(|| format!("{pronoun} [{}\u{2019}s]{rest}", owner.name))
}
