//! From the cast to the mentions and entities of the reading.

use super::cast::{Cast, Figure};
use super::gazetteer;
use super::labels;
use super::page::Page;
use onrecord_record::{
    Confidence, Description, Entity, EntityId, Mention, MentionId, MentionKind, Reason, Span,
    Suggestion,
};

/// The mentions, in order, and the entities, in order of their first mention.
pub(crate) fn make(page: &Page, mut cast: Cast) -> (Vec<Mention>, Vec<Entity>) {
    cast.sort();
    let mut ids: Vec<Option<usize>> = vec![None; cast.figures.len()];
    let mut of_entity: Vec<Vec<usize>> = Vec::new();
    let mut figures: Vec<usize> = Vec::new();
    let mut mentions = Vec::with_capacity(cast.sightings.len());
    for sighting in &cast.sightings {
        let (Some(span), Some(head)) = (
            page.draft.span_of_tokens(sighting.tokens.clone()),
            page.draft.span_of_tokens(sighting.head.clone()),
        ) else {
            continue;
        };
        let entity = sighting.figure.and_then(|f| {
            let slot = ids.get_mut(f)?;
            let id = *slot.get_or_insert_with(|| {
                of_entity.push(Vec::new());
                figures.push(f);
                of_entity.len() - 1
            });
            of_entity.get_mut(id)?.push(mentions.len());
            Some(EntityId::new(id))
        });
        mentions.push(Mention {
            span,
            head,
            kind: sighting.kind,
            entity,
            reason: Reason {
                rule: sighting.reason.0.into(),
                detail: sighting.reason.1.clone().into(),
            },
            confidence: Confidence((sighting.confidence * 100.0) as u8),
        });
    }
    let mut entities: Vec<Entity> = figures
        .iter()
        .zip(&of_entity)
        .filter_map(|(f, own)| entity(page, cast.figure(*f)?, own, &mentions, &ids))
        .collect();
    labels::name_owners(page, &mentions, &mut entities);
    (mentions, entities)
}

fn entity(
    page: &Page,
    figure: &Figure,
    own: &[usize],
    mentions: &[Mention],
    ids: &[Option<usize>],
) -> Option<Entity> {
    let named_by = named_by(page, figure, own, mentions)?;
    let naming = mentions.get(named_by)?;
    let shown = match naming.kind {
        MentionKind::Name => naming.head,
        MentionKind::Nominal => labels::with_complement(page, naming.span),
        _ => naming.span,
    };
    let name = words(page, shown);
    let descriptions = figure
        .callings
        .iter()
        .map(|c| Description {
            span: c.span,
            reason: rule(c.rule),
        })
        .collect();
    let maybe = figure
        .maybe
        .iter()
        .filter_map(|(f, why)| {
            Some(Suggestion {
                entity: EntityId::new((*ids.get(*f)?)?),
                reason: rule(why),
            })
        })
        .collect();
    let one_word = !figure.has_full_name();
    Some(Entity {
        kind: figure.kind,
        named_by: MentionId::new(named_by),
        mentions: own.iter().map(|m| MentionId::new(*m)).collect(),
        aliases: aliases(page, &name, own, mentions),
        gender: figure.gender,
        plural: figure.plural,
        descriptions,
        maybe,
        unresolved: figure.is_person() && one_word,
        name,
    })
}

/// The mention with the fullest name; else the first handle, else the longest early description.
fn named_by(page: &Page, figure: &Figure, own: &[usize], mentions: &[Mention]) -> Option<usize> {
    let of = |kind: MentionKind| {
        own.iter()
            .copied()
            .filter(move |m| mentions.get(*m).is_some_and(|x| x.kind == kind))
    };
    let fullness = |m: &usize| {
        mentions.get(*m).map_or((false, 0, 0), |x| {
            let words = page.draft.words(x.head);
            let full = figure.names.first().is_some_and(|n| {
                let lower = words.to_lowercase();
                // "Lee, Ann" has both names too.
                let given = lower.split_once(", ").map_or("", |(_, given)| given);
                lower.starts_with(n.first()) || given.starts_with(n.first())
            });
            (full, words.split_whitespace().count(), words.len())
        })
    };
    of(MentionKind::Name)
        .max_by_key(|m| (fullness(m), std::cmp::Reverse(*m)))
        .or_else(|| of(MentionKind::Handle).next())
        .or_else(|| of(MentionKind::Hashtag).next())
        .or_else(|| of(MentionKind::Nominal).next())
        .or_else(|| own.first().copied())
}

/// Distinct other names and handles, in order; "Mr. Lee" and "Judge Lee" among them.
fn aliases(page: &Page, name: &str, own: &[usize], mentions: &[Mention]) -> Vec<String> {
    let mut aliases: Vec<String> = Vec::new();
    let mut add = |form: String| {
        let same = |a: &str| a.to_lowercase() == form.to_lowercase();
        if !form.is_empty() && !same(name) && !aliases.iter().any(|a| same(a)) {
            aliases.push(form);
        }
    };
    for mention in own.iter().filter_map(|m| mentions.get(*m)) {
        match mention.kind {
            MentionKind::Name => {
                add(words(page, mention.head));
                if let Some(with_title) = with_honorific(page, mention) {
                    add(words(page, with_title));
                }
            }
            MentionKind::Handle | MentionKind::Hashtag => add(words(page, mention.span)),
            MentionKind::Nominal | MentionKind::Pronoun => {}
        }
    }
    aliases
}

/// The name with the honorific right before it.
fn with_honorific(page: &Page, mention: &Mention) -> Option<Span> {
    let before = page.draft.tokens_in(mention.head).start.checked_sub(1)?;
    let token = page.draft.tokens.get(before)?.span;
    let honorific = gazetteer::title(page.word(before)).is_some_and(|t| t.honorific);
    (honorific && mention.span.contains(token)).then(|| token.cover(mention.head))
}

/// The words of a span with single blanks.
fn words(page: &Page, span: Span) -> String {
    let words = page.draft.words(span);
    let mut shown = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.push_str(word);
    }
    shown
}

fn rule(name: &'static str) -> Reason {
    Reason {
        rule: name.into(),
        detail: "".into(),
    }
}
