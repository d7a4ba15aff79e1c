//! Who and what is spoken of in a document of GUM.

use super::names::Names;
use super::tokens::{Token, head, places};
use crate::annotated::{Entity, Mention, Naming, Place};
use crate::corpora::{CorpusError, malformed};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::path::Path;

/// What GUM calls an entity that is a time; such are timexes here, and no entities.
const TIME: &str = "time";

/// A mention as the corpus has it: the whole phrase.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The corpus's id of its entity.
    pub(super) id: String,
    /// `person`, `place`, …
    pub(super) kind: String,
}

impl Phrase {
    pub(super) fn is_person(&self) -> bool {
        self.kind == "person"
    }
}

/// All that is spoken of.
#[derive(Debug, Default)]
pub(super) struct Entities {
    /// Who and what.
    pub(super) entities: Vec<Entity>,
    /// Where.
    pub(super) mentions: Vec<Mention>,
    /// The tokens of expressions of time.
    pub(super) times: Vec<Range<usize>>,
    /// By the head of a mention, its entity; the longest mention counts.
    by_head: HashMap<usize, (usize, usize)>,
}

impl Entities {
    /// The index of the entity whose mention has this head.
    pub(super) fn headed(&self, head: usize) -> Option<usize> {
        self.by_head.get(&head).map(|(entity, _)| *entity)
    }
}

/// Reads the column of entities.
pub(super) fn entities(
    path: &Path,
    tokens: &[Token<'_>],
    words: &[char],
    common: &HashSet<String>,
) -> Result<Entities, CorpusError> {
    let phrases = phrases(path, tokens)?;
    let names = Names::of(tokens, &phrases, common);
    // Phrases may be annotated twice: the smallest has the place, the first of those of one size.
    let mut taken: HashMap<(usize, usize), (usize, usize)> = HashMap::new();
    let mut all = Entities::default();
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    for phrase in &phrases {
        if phrase.kind == TIME {
            all.times.push(phrase.tokens.clone());
            continue;
        }
        let entity = *by_id.entry(&phrase.id).or_insert_with(|| {
            all.entities.push(Entity {
                kind: kind(&phrase.kind).to_owned(),
                ..Entity::default()
            });
            all.entities.len() - 1
        });
        if let Some(head) = head(tokens, phrase.tokens.clone()) {
            let longest = all.by_head.entry(head).or_insert((entity, 0));
            if phrase.tokens.len() > longest.1 {
                *longest = (entity, phrase.tokens.len());
            }
        }
        let (place, naming) = named(tokens, phrase, names.name(phrase));
        let key = (place.start, place.end);
        let holder = taken.entry(key).or_insert((phrase.tokens.len(), entity));
        if phrase.tokens.len() < holder.0 {
            *holder = (phrase.tokens.len(), entity);
        }
        all.mentions.push(Mention {
            place,
            entity,
            naming,
        });
    }
    all.mentions.retain(|mention| {
        let holder = taken.get(&(mention.place.start, mention.place.end));
        holder.is_some_and(|(_, entity)| *entity == mention.entity)
    });
    all.mentions
        .sort_by_key(|mention| (mention.place.start, mention.place.end, mention.entity));
    all.mentions.dedup();
    for mention in &all.mentions {
        if let Some(entity) = all.entities.get_mut(mention.entity) {
            let words = words.get(mention.place.clone()).unwrap_or_default();
            name(entity, words.iter().collect(), mention.naming);
        }
    }
    Ok(all)
}

/// The nearest of our kinds.
fn kind(kind: &str) -> &'static str {
    match kind {
        "person" => "person",
        "organization" => "organisation",
        "place" => "place",
        _ => "other",
    }
}

/// Takes in a name or description of the entity: the longest name is its name, else the first description.
fn name(entity: &mut Entity, words: String, naming: Naming) {
    match naming {
        Naming::Name if !entity.named => {
            entity.named = true;
            entity.name = words;
        }
        Naming::Name => {
            if words == entity.name || entity.aliases.contains(&words) {
                return;
            }
            if words.chars().count() > entity.name.chars().count() {
                entity
                    .aliases
                    .push(std::mem::replace(&mut entity.name, words));
            } else {
                entity.aliases.push(words);
            }
        }
        Naming::Nominal if entity.name.is_empty() => entity.name = words,
        Naming::Nominal | Naming::Pronoun => {}
    }
}

/// The words of a mention, and how it mentions. Of a phrase with a name in it, the words are the name.
fn named(tokens: &[Token<'_>], phrase: &Phrase, name: Option<Range<usize>>) -> (Place, Naming) {
    let token = |at: usize| tokens.get(at);
    if let Some(place) = name.and_then(|name| places(tokens, name).pop()) {
        return (place, Naming::Name);
    }
    let start = token(phrase.tokens.start).map_or(0, |first| first.place.start);
    let end = phrase
        .tokens
        .end
        .checked_sub(1)
        .and_then(token)
        .map_or(start, |last| last.place.end);
    let head = head(tokens, phrase.tokens.clone()).and_then(token);
    let is_pronoun = head.is_some_and(|head| {
        matches!(
            head.tag,
            "PRP" | "PRP$" | "WP" | "WP$" | "WDT" | "DT" | "EX"
        )
    });
    (
        start..end,
        if is_pronoun {
            Naming::Pronoun
        } else {
            Naming::Nominal
        },
    )
}

/// All mentions, in the order in which they end.
fn phrases(path: &Path, tokens: &[Token<'_>]) -> Result<Vec<Phrase>, CorpusError> {
    let mut open: Vec<Phrase> = Vec::new();
    let mut done = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let wrong = |what: String| malformed(path, token.line, what);
        for part in parts(token.misc("Entity")) {
            let opens = part.strip_prefix('(');
            let body = opens.unwrap_or(part);
            let closes = body.strip_suffix(')');
            let body = closes.unwrap_or(body);
            if opens.is_some() {
                open.push(opened(body, at).ok_or_else(|| wrong(format!("no entity: {part:?}")))?);
            }
            if closes.is_some() {
                let id = body.split('-').next().unwrap_or_default();
                let last = open.iter().rposition(|phrase| phrase.id == id);
                let last =
                    last.ok_or_else(|| wrong(format!("the entity {id:?} ends before it starts")))?;
                let mut phrase = open.remove(last);
                phrase.tokens.end = at + 1;
                done.push(phrase);
            }
        }
    }
    match open.first() {
        None => Ok(done),
        Some(phrase) => Err(malformed(
            path,
            0,
            format!("the entity {:?} does not end", phrase.id),
        )),
    }
}

/// `(1-person-…(2-place-…)` and `3)1)`, taken apart after every closing and before every opening bracket.
fn parts(field: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in field.split_inclusive(')') {
        let mut rest = piece;
        while let Some(next) = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '(')
            .map(|(at, _)| at)
        {
            let (part, after) = rest.split_at(next);
            parts.push(part);
            rest = after;
        }
        parts.push(rest);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// `id-type-status-salience-centering-least-link-identity`.
fn opened(body: &str, at: usize) -> Option<Phrase> {
    let mut fields = body.split('-');
    let (id, kind) = (fields.next()?, fields.next()?);
    Some(Phrase {
        tokens: at..at,
        id: id.to_owned(),
        kind: kind.to_owned(),
    })
}
