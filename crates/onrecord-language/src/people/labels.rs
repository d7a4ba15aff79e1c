//! How those are called who have no name: their description in full, and whose it is.

use super::page::Page;
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
    let named: Vec<Option<String>> = entities
        .iter()
        .map(|e| {
            mentions
                .get(e.named_by.index())
                .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Handle))
                .map(|_| e.name.clone())
        })
        .collect();
    for entity in entities.iter_mut() {
        let Some(naming) = mentions.get(entity.named_by.index()) else {
            continue;
        };
        if naming.kind != MentionKind::Nominal {
            continue;
        }
        if let Some(label) = label(page, mentions, naming, &named, &entity.name) {
            entity.name = label;
        }
    }
}

fn label(
    page: &Page,
    mentions: &[Mention],
    naming: &Mention,
    named: &[Option<String>],
    words: &str,
) -> Option<String> {
    let first = page
        .draft
        .tokens
        .get(page.draft.tokens_in(naming.span).start)?;
    if first.tag != Tag::PRPS {
        return None;
    }
    let at = mentions.partition_point(|m| m.span.start() < first.span.start());
    let pronoun = mentions
        .get(at..)?
        .iter()
        .take_while(|m| m.span.start() == first.span.start())
        .find(|m| m.kind == MentionKind::Pronoun)?;
    let owner = named.get(pronoun.entity?.index())?.as_ref()?;
    let rest = words.strip_prefix(page.draft.words(first.span))?;
    Some(format!(
        "{} [{owner}\u{2019}s]{rest}",
        page.draft.words(first.span)
    ))
}
