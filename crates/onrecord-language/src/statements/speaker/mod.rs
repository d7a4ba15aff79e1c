//! Who the source words name, as far as the text settles it.

mod papers;
mod phrase;
mod rulings;

#[cfg(test)]
mod tests;

use super::assembly::Found;
use crate::Draft;
use crate::people::nouns::is_person_noun;
use onrecord_record::{
    Confidence, EntityId, EntityKind, Gender, MentionKind, Reason, Span, Speaker, StatementId, Tag,
};
use phrase::{described, head, is_named, mention_ending_at, mention_for};

/// Who was heard so far.
#[derive(Clone, Debug)]
struct Heard {
    speaker: Speaker,
    /// More than one, as the words or the entity tell.
    plural: bool,
    /// "It" may stand for them: an organisation, a paper.
    impersonal: bool,
    /// The paragraph the statement stands in.
    paragraph: usize,
    /// Index of the statement.
    statement: usize,
}

/// Resolves the speaker of every statement, in the text's order.
pub(crate) fn resolve(draft: &Draft, found: &mut [Found]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|i| found.get(*i).map(position));
    let mut history: Vec<Heard> = Vec::new();
    for i in order {
        let Some(f) = found.get(i) else {
            continue;
        };
        let speaker = speaker_of(draft, f, found, &history);
        let continues = continues(found, i, &speaker);
        let turn = super::turns::is_turn(&f.statement);
        if f.quote.is_none() && !turn && !matches!(speaker, Speaker::Unknown { .. }) {
            history.push(Heard {
                plural: is_plural(draft, f, &speaker),
                impersonal: is_impersonal(draft, f, &speaker),
                speaker: speaker.clone(),
                paragraph: f.paragraph,
                statement: i,
            });
        }
        if let Some(f) = found.get_mut(i) {
            f.statement.speaker = speaker;
            f.statement.continues = continues;
        }
    }
    resolve_first_person(draft, found);
}

/// "I thought he was lying," Lee said: who thought is who said so. "You" in a turn is the other party.
fn resolve_first_person(draft: &Draft, found: &mut [Found]) {
    for i in 0..found.len() {
        let Some(f) = found.get(i) else {
            continue;
        };
        let Some(source) = f.statement.source.first().copied() else {
            continue;
        };
        if f.statement.speaker.entity().is_some() {
            continue;
        }
        let speaker = if is_first_person(draft, source) {
            let outer = f.statement.within.and_then(|w| found.get(w.index()));
            outer
                .and_then(|o| match &o.statement.speaker {
                    Speaker::Known { entity, .. } => {
                        let reason = Reason::rule("first-person-of-speaker");
                        Some(known(*entity, reason, Confidence::MEDIUM))
                    }
                    Speaker::Described { name } => Some(Speaker::Described { name: name.clone() }),
                    Speaker::Unknown { .. } => None,
                })
                .or_else(|| rulings::voice(draft, source))
        } else if draft.words(source).eq_ignore_ascii_case("you") {
            super::turns::spoken_to(draft, source).or_else(|| reader(draft, source))
        } else {
            None
        };
        if let (Some(speaker), Some(f)) = (speaker, found.get_mut(i)) {
            f.statement.speaker = speaker;
        }
    }
}

/// "You" in a letter's own words: whom it is written to.
fn reader(draft: &Draft, source: Span) -> Option<Speaker> {
    let own = draft.quote_around(source).is_none() && draft.turns.at(source).is_none();
    let entity = own.then(|| crate::people::author::addressee(draft))??;
    Some(known(
        entity,
        Reason::rule("salutation"),
        Confidence::MEDIUM,
    ))
}

/// Whether the source is "I" or "we", alone or with a word or two.
fn is_first_person(draft: &Draft, source: Span) -> bool {
    let tokens = draft.tokens_in(source);
    tokens.len() <= 3
        && tokens.clone().any(|t| {
            let word = draft.word(t);
            word == "I" || word.eq_ignore_ascii_case("we")
        })
}

/// Whom the words of `span` name, where the text settles it.
pub(crate) fn entity_of(draft: &Draft, span: Span) -> Option<EntityId> {
    mention_for(draft, span, head(draft, span))?.entity
}

/// Where the statement is told: its cue, else its content.
fn position(f: &Found) -> usize {
    let s = &f.statement;
    s.cue.first().or(s.content.first()).map_or(0, |s| s.start())
}

fn speaker_of(draft: &Draft, f: &Found, found: &[Found], history: &[Heard]) -> Speaker {
    if let Some(speaker) = super::turns::speaker(draft, &f.statement) {
        return speaker;
    }
    let Some(source) = f.statement.source.first().copied() else {
        return without_source(f, history);
    };
    if let Some(antecedent) = f.antecedent {
        return of_relative(draft, source, antecedent);
    }
    let head = head(draft, source);
    let mention = mention_for(draft, source, head);
    match mention {
        Some(m) if m.kind == MentionKind::Pronoun => match m.entity {
            Some(entity) => {
                let speaker = known(entity, Reason::rule("pronoun"), m.confidence);
                if draft.words(source).eq_ignore_ascii_case("they") {
                    return goes_on(f, history, true).unwrap_or(speaker);
                }
                if is_first_person(draft, source) {
                    return speaker;
                }
                only_spoken_of(draft, f, found, history, entity, source).unwrap_or(speaker)
            }
            None => pronoun(draft, f, source, history),
        },
        None if is_pronoun(draft, source) => pronoun(draft, f, source, history),
        Some(m)
            if m.kind == MentionKind::Nominal && !m.entity.is_some_and(|e| is_named(draft, e)) =>
        {
            phrase::apposition(draft, source)
                .map(|entity| known(entity, Reason::rule("apposition"), Confidence::HIGH))
                .or_else(|| papers::author(draft, source, head))
                .or_else(|| Some(known(m.entity?, Reason::rule("description"), m.confidence)))
                .unwrap_or_else(|| described(draft, source))
        }
        Some(m) if m.entity.is_some() => {
            let rule = match m.kind {
                MentionKind::Name => "named",
                MentionKind::Handle | MentionKind::Hashtag => "handle",
                MentionKind::Nominal => "description",
                MentionKind::Pronoun => "pronoun",
            };
            m.entity.map_or_else(
                || described(draft, source),
                |entity| known(entity, Reason::rule(rule), m.confidence),
            )
        }
        _ => phrase::apposition(draft, source)
            .map(|entity| known(entity, Reason::rule("apposition"), Confidence::HIGH))
            .or_else(|| papers::author(draft, source, head))
            .unwrap_or_else(|| described(draft, source)),
    }
}

/// "Lee, the plaintiff in this case, who said": whom the people's stage found for the pronoun, else
/// what stands before it, else the nearest person before that.
fn of_relative(draft: &Draft, source: Span, antecedent: Span) -> Speaker {
    let rule = |entity| known(entity, Reason::rule("relative-pronoun"), Confidence::HIGH);
    let own = draft
        .mentions
        .binary_search_by_key(&source.start(), |m| m.span.start())
        .ok()
        .and_then(|i| draft.mentions.get(i))
        .filter(|m| m.kind == MentionKind::Pronoun)
        .and_then(|m| m.entity);
    if let Some(entity) = own {
        return rule(entity);
    }
    let before = mention_ending_at(draft, antecedent.end());
    let personal = !draft.words(source).eq_ignore_ascii_case("which");
    let fits = |m: &&onrecord_record::Mention| {
        !personal
            || m.entity
                .and_then(|e| draft.entities.get(e.index()))
                .is_none_or(|e| e.kind != EntityKind::Document && e.kind != EntityKind::Place)
    };
    if let Some(entity) = before.filter(fits).and_then(|m| m.entity) {
        return rule(entity);
    }
    phrase::person_before(draft, antecedent, personal).map_or_else(
        || described(draft, phrase::phrase_ending_at(draft, antecedent)),
        rule,
    )
}

/// "he said", where whoever the pronoun was taken for was only spoken of in the last speaker's words:
/// the last speaker goes on.
fn only_spoken_of(
    draft: &Draft,
    f: &Found,
    found: &[Found],
    history: &[Heard],
    entity: EntityId,
    source: Span,
) -> Option<Speaker> {
    let last = history.last()?;
    let heard = last.speaker.entity()?;
    let near = last.paragraph + 1 >= f.paragraph && f.quote.is_none();
    if heard == entity || !near {
        return None;
    }
    let wanted = draft.entities.get(heard.index())?;
    let gender = match draft.words(source).to_ascii_lowercase().as_str() {
        "she" | "her" => Gender::Female,
        _ => Gender::Male,
    };
    let is_person = wanted.kind == EntityKind::Person && !wanted.plural;
    if !is_person || wanted.gender != gender && wanted.gender != Gender::Unknown {
        return None;
    }
    let said = &found.get(last.statement)?.statement;
    let here = draft
        .mentions
        .partition_point(|m| m.span.start() < source.start());
    let spoken_of = draft
        .mentions
        .get(..here)?
        .iter()
        .rev()
        .take(60)
        .filter(|m| m.entity == Some(entity))
        .find(|m| !f.statement.content.iter().any(|c| c.contains(m.span)))?;
    let only_in_words = said.content.iter().any(|c| c.contains(spoken_of.span));
    let heard_since = said
        .source
        .first()
        .is_some_and(|s| s.start() > spoken_of.span.end());
    (only_in_words || heard_since).then(|| {
        known(
            heard,
            Reason::rule("pronoun-last-speaker"),
            Confidence::MEDIUM,
        )
    })
}

pub(super) fn known(entity: EntityId, reason: Reason, confidence: Confidence) -> Speaker {
    Speaker::Known {
        entity,
        reason,
        confidence,
    }
}

fn is_pronoun(draft: &Draft, source: Span) -> bool {
    let tokens = draft.tokens_in(source);
    tokens.len() == 1
        && draft
            .tokens
            .get(tokens.start)
            .is_some_and(|t| t.tag.is_pronoun())
}

/// A pronoun that the people's stage left open: the last speaker it agrees with.
fn pronoun(draft: &Draft, f: &Found, source: Span, history: &[Heard]) -> Speaker {
    let unknown = || Speaker::Unknown {
        reason: Reason::rule("pronoun-not-settled"),
    };
    let word = crate::folded::Folded::of(draft.words(source));
    let wanted = match word.as_str() {
        "he" | "his" | "him" => Gender::Male,
        "she" | "her" | "hers" => Gender::Female,
        "it" => return goes_on(f, history, false).unwrap_or_else(unknown),
        "they" => return goes_on(f, history, true).unwrap_or_else(unknown),
        _ => return unknown(),
    };
    let agrees = |id: EntityId| {
        draft.entities.get(id.index()).is_some_and(|e| {
            e.kind == EntityKind::Person
                && !e.plural
                && (e.gender == wanted || e.gender == Gender::Unknown)
        })
    };
    history
        .iter()
        .rev()
        .take_while(|heard| heard.paragraph + 2 > f.paragraph)
        .filter_map(|heard| heard.speaker.entity())
        .find(|id| agrees(*id))
        .map_or_else(unknown, |id| {
            known(id, Reason::rule("pronoun-last-speaker"), Confidence::MEDIUM)
        })
}

/// "they argued", "it added": the last speaker goes on, if there was more than one, or no person.
fn goes_on(f: &Found, history: &[Heard], plural: bool) -> Option<Speaker> {
    let last = history.last()?;
    let near = last.paragraph + 1 >= f.paragraph && f.quote.is_none();
    (near && last.plural == plural && (plural || last.impersonal)).then(|| {
        match last.speaker.clone() {
            Speaker::Known { entity, .. } => known(
                entity,
                Reason::rule("pronoun-last-speaker"),
                Confidence::MEDIUM,
            ),
            other => other,
        }
    })
}

/// Whether more than one speak.
fn is_plural(draft: &Draft, f: &Found, speaker: &Speaker) -> bool {
    let entity = speaker.entity().and_then(|e| draft.entities.get(e.index()));
    if let Some(entity) = entity {
        return entity.plural || entity.kind == EntityKind::Group;
    }
    f.statement.source.first().is_some_and(|source| {
        let last = head(draft, *source);
        draft
            .tokens
            .get(last)
            .is_some_and(|t| matches!(t.tag, Tag::NNS | Tag::NNPS))
    })
}

/// Whether "it" may stand for the speaker.
fn is_impersonal(draft: &Draft, f: &Found, speaker: &Speaker) -> bool {
    let entity = speaker.entity().and_then(|e| draft.entities.get(e.index()));
    if let Some(entity) = entity {
        return !matches!(entity.kind, EntityKind::Person | EntityKind::Group) && !entity.plural;
    }
    f.statement.source.first().is_some_and(|source| {
        let last = head(draft, *source);
        !is_person_noun(draft.word(last)) && draft.tokens.get(last).is_some_and(|t| t.tag.is_noun())
    })
}

/// A quotation without source: whoever spoke last in this paragraph or the one before.
fn without_source(f: &Found, history: &[Heard]) -> Speaker {
    let alone = f.statement.cue.is_empty();
    let near = history
        .last()
        .filter(|heard| heard.paragraph + 1 >= f.paragraph)
        .filter(|_| alone && f.quote.is_none())
        .and_then(|heard| heard.speaker.entity());
    match near {
        Some(entity) => known(entity, Reason::rule("speech-goes-on"), Confidence::LOW),
        None => Speaker::Unknown {
            reason: Reason::rule("no-source"),
        },
    }
}

/// "she continued": the statement before, if the same one spoke.
fn continues(found: &[Found], i: usize, speaker: &Speaker) -> Option<StatementId> {
    let this = found.get(i)?;
    let entity = speaker.entity()?;
    let goes_on = this.statement.cue.is_empty()
        || matches!(&*this.statement.reason.detail, "continue" | "add" | "go on");
    let (j, _) = found
        .get(..i)?
        .iter()
        .enumerate()
        .rev()
        .take(6)
        .find(|(_, f)| {
            f.statement.speaker.entity() == Some(entity)
                && f.quote.is_none()
                && f.paragraph + 1 >= this.paragraph
        })?;
    (goes_on && this.quote.is_none()).then_some(StatementId::new(j))
}
