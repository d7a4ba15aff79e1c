//! What the words of a source name: the mention they are, or the phrase to show where they lead to
//! nobody in particular.

use crate::Draft;
use crate::people::labels::with_owner;
use onrecord_record::{EntityId, EntityKind, Mention, MentionKind, Span, Speaker, Tag};

/// How many tokens before a relative pronoun a person is looked for.
const REACH: usize = 12;

/// Words that lead to nobody in particular. Where they begin with a possessive pronoun that was
/// resolved, its owner stands behind it in square brackets, as what is inferred.
pub(super) fn described(draft: &Draft, source: Span) -> Speaker {
    let words = shown(draft, source);
    let label = draft.words(words);
    let owned = with_owner(draft, &draft.mentions, &draft.entities, words, label);
    let name = owned.as_deref().unwrap_or(label);
    Speaker::Described {
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The source up to what only adds to it: a relative clause, an insertion, a participle.
fn shown(draft: &Draft, source: Span) -> Span {
    let tokens = draft.tokens_in(source);
    let adds = |i: usize| {
        let tag = draft.tokens.get(i).map(|t| t.tag);
        matches!(
            tag,
            Some(Tag::WP | Tag::WDT | Tag::VBG | Tag::VBN | Tag::VBD)
        ) || matches!(
            draft.word(i),
            "," | "(" | "--" | "—" | "who" | "which" | "that"
        )
    };
    let end = tokens
        .clone()
        .skip(2)
        .find(|i| adds(*i))
        .unwrap_or(tokens.end);
    draft.span_of_tokens(tokens.start..end).unwrap_or(source)
}

/// Whether the entity has a name, and is not known by description alone.
pub(super) fn is_named(draft: &Draft, entity: EntityId) -> bool {
    draft
        .entities
        .get(entity.index())
        .and_then(|e| draft.mentions.get(e.named_by.index()))
        .is_some_and(|m| matches!(m.kind, MentionKind::Name | MentionKind::Handle))
}

/// The person named right after the source and a comma: "his lawyer, Bo Marsh, said".
pub(super) fn apposition(draft: &Draft, source: Span) -> Option<EntityId> {
    let end = draft.tokens_in(source).end;
    if draft.word(end) != "," {
        return None;
    }
    let start = draft.tokens.get(end + 1)?.span.start();
    let at = draft.mentions.partition_point(|m| m.span.start() < start);
    let mention = draft
        .mentions
        .get(at)
        .filter(|m| m.span.start() == start && m.kind == MentionKind::Name)?;
    let closes = matches!(
        draft.word(draft.tokens_in(mention.span).end),
        "," | "." | "--" | "—"
    );
    let entity = mention.entity?;
    let person = draft
        .entities
        .get(entity.index())
        .is_some_and(|e| e.kind == EntityKind::Person);
    (closes && person).then_some(entity)
}

/// The last word of the phrase's own noun: "the lawyer" in "the lawyer for Ann Lee", the name after
/// the comma in "Lee's lawyer, Bo Marsh".
pub(super) fn head(draft: &Draft, source: Span) -> usize {
    let tokens = draft.tokens_in(source);
    let is_name = |i: usize| {
        draft
            .tokens
            .get(i)
            .is_some_and(|t| draft.words(t.span).starts_with(char::is_uppercase))
    };
    let named_after_comma = tokens
        .clone()
        .rfind(|i| draft.word(*i) == "," && is_name(i + 1));
    if named_after_comma.is_some() {
        return tokens.end.saturating_sub(1);
    }
    let mut last = tokens.start;
    for i in tokens.clone() {
        let Some(token) = draft.tokens.get(i) else {
            break;
        };
        let stops = i > tokens.start
            && (matches!(
                token.tag,
                Tag::IN | Tag::TO | Tag::WP | Tag::WDT | Tag::VBG | Tag::VBN | Tag::VBD
            ) || matches!(
                draft.word(i),
                "," | "(" | "who" | "which" | "that" | "--" | "—"
            ))
            && draft.tokens.get(last).is_some_and(|t| {
                t.tag.is_noun() || t.tag.is_pronoun() || t.tag == Tag::CD || t.tag == Tag::DT
            });
        if stops {
            break;
        }
        last = i;
    }
    last
}

/// The mention that the source is: a name with what somebody is before it, all of the source, or the
/// longest that ends with its head.
pub(super) fn mention_for<'m>(draft: &'m Draft, source: Span, head: usize) -> Option<&'m Mention> {
    let end = draft.tokens.get(head)?.span.end();
    let first = draft
        .mentions
        .partition_point(|m| m.span.start() < source.start());
    let inside = || {
        draft
            .mentions
            .iter()
            .skip(first)
            .take_while(|m| m.span.start() < source.end())
    };
    if let Some(named) = inside().find(|m| is_named_office(draft, m, source)) {
        return Some(named);
    }
    inside()
        .filter(|m| m.span == source || m.span.end() == end || m.head.end() == end)
        .filter(|m| source.contains(m.span) || m.span.start() == source.start())
        .max_by_key(|m| {
            (
                m.entity.is_some(),
                m.kind == MentionKind::Name,
                m.span.len(),
            )
        })
}

/// "Office of Records spokesman Bo Marsh": a person's name that ends the source, right after a noun
/// that says what they are.
fn is_named_office(draft: &Draft, mention: &Mention, source: Span) -> bool {
    let before = draft
        .tokens_in(mention.head)
        .start
        .checked_sub(1)
        .and_then(|i| draft.tokens.get(i));
    // "the man convicted of killing the student Bo Marsh" is somebody else.
    let tells = draft
        .tokens_in(source)
        .filter_map(|t| draft.tokens.get(t))
        .any(|t| t.tag.is_verb() || matches!(t.tag, Tag::WP | Tag::WDT));
    mention.kind == MentionKind::Name
        && !tells
        && mention.span.end() == source.end()
        && before.is_some_and(|t| {
            t.span.start() >= source.start()
                && crate::people::nouns::is_person_noun(draft.words(t.span))
        })
        && mention
            .entity
            .and_then(|e| draft.entities.get(e.index()))
            .is_some_and(|e| e.kind == EntityKind::Person)
}

/// The longest mention that ends at byte `end`.
pub(super) fn mention_ending_at<'m>(draft: &'m Draft, end: usize) -> Option<&'m Mention> {
    let after = draft.mentions.partition_point(|m| m.span.start() < end);
    draft
        .mentions
        .get(after.saturating_sub(24)..after)
        .unwrap_or_default()
        .iter()
        .filter(|m| m.span.end() == end || m.head.end() == end)
        .max_by_key(|m| (m.entity.is_some(), m.span.len()))
}

/// The nearest one mentioned before `words` in the same sentence, within [`REACH`] tokens: a person
/// for "who", else whoever may speak.
pub(super) fn person_before(draft: &Draft, words: Span, personal: bool) -> Option<EntityId> {
    let sentence = draft.sentence_of(words)?;
    let limit = draft.tokens_in(words).start.saturating_sub(REACH);
    let from = draft.tokens.get(limit)?.span.start();
    let at = draft
        .mentions
        .partition_point(|m| m.span.start() < words.start());
    draft
        .mentions
        .get(..at)?
        .iter()
        .rev()
        .take_while(|m| m.span.start() >= from && draft.sentence_of(m.span) == Some(sentence))
        .filter(|m| m.kind != MentionKind::Pronoun)
        .find_map(|m| {
            let entity = draft.entities.get(m.entity?.index())?;
            let fits = match entity.kind {
                EntityKind::Person | EntityKind::Group => personal,
                EntityKind::Organisation => !personal,
                _ => false,
            };
            fits.then_some(m.entity?)
        })
}

/// The noun phrase that ends with `word`.
pub(super) fn phrase_ending_at(draft: &Draft, word: Span) -> Span {
    let last = draft.tokens_in(word).end.saturating_sub(1);
    crate::phrases::base_noun_phrase_ending_at(draft, last)
        .and_then(|phrase| draft.span_of_tokens(phrase.tokens))
        .unwrap_or(word)
}
