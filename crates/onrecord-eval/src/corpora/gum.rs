//! GUM, the Georgetown University Multilayer corpus.
//!
//! Statements are of two kinds. A turn of an interview or a hearing is one: its words are the content, the label in
//! front is the source. The others come from attribution relations between clauses: the clause that is attributed
//! is the content; in the clause that attributes it, the source is what the corpus marks as such, and the cue is
//! the verb (or `According to`) that its syntax makes the head. Sayings within a clause ("his denial of guilt") are
//! not annotated; thoughts and perceptions ("I think", "the figures show") are. A credit without a word of saying
//! is optional. Dates and times are those with a calendar value; other expressions of time (entities of that type)
//! are optional and have no value. A phrase with a name in it stands as the name alone; what is a name is told in `names`.

mod attributions;
mod entities;
mod names;
mod tokens;

use super::texts::{Laid, laid, stem};
use super::{Corpus, CorpusError, Documents, Part, files, malformed, text};
use crate::annotated::{self, Annotated, Entity, Layer, Place, Statement, Timex};
use attributions::Tree;
use entities::Entities;
use onrecord_record::Day;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use tokens::{Token, head, places};

/// The corpus.
pub(super) struct Gum;

impl Corpus for Gum {
    fn name(&self) -> &'static str {
        "gum"
    }

    fn about(&self) -> &'static str {
        "GUM: news, interviews, hearings and papers with rhetorical structure, entities and syntax"
    }

    fn layers(&self) -> &'static [Layer] {
        &[
            Layer::Statements,
            Layer::Speakers,
            Layer::Timexes,
            Layer::Names,
            Layer::Coreference,
            Layer::Tags,
        ]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let names = split(&folder.join("splits.md"), part)?;
        let mut paths = files(&folder.join("dep"), "conllu")?;
        let common = common(&paths)?;
        paths.retain(|path| names.contains(stem(path)));
        Ok(Box::new(
            paths
                .into_iter()
                .map(move |path| document(folder, &path, &common)),
        ))
    }
}

/// The names of the documents of a part: lines under its heading.
fn split(path: &Path, part: Part) -> Result<HashSet<String>, CorpusError> {
    let text = text(path)?;
    let mut lines = text
        .lines()
        .skip_while(|line| line.strip_prefix("## ") != Some(part.name()));
    if lines.next().is_none() {
        return Err(malformed(
            path,
            0,
            format!("no heading \"## {}\"", part.name()),
        ));
    }
    let lines = lines.take_while(|line| !line.starts_with("## "));
    let names = lines.filter_map(|line| line.trim().strip_prefix("* "));
    Ok(names.map(|name| name.trim().to_owned()).collect())
}

/// The words that are written in lower case and marked as common nouns or adjectives somewhere in the corpus.
fn common(paths: &[PathBuf]) -> Result<HashSet<String>, CorpusError> {
    let mut common = HashSet::new();
    for path in paths {
        for row in text(path)?.lines() {
            let mut columns = row.split('\t').skip(1);
            let (form, tag) = (columns.next(), columns.nth(2));
            if let (Some(form), Some("NN" | "NNS" | "JJ")) = (form, tag)
                && form.chars().all(char::is_lowercase)
                && !common.contains(form)
            {
                common.insert(form.to_owned());
            }
        }
    }
    Ok(common)
}

fn document(
    folder: &Path,
    path: &Path,
    common: &HashSet<String>,
) -> Result<Annotated, CorpusError> {
    let file = text(path)?;
    let name = stem(path);
    let laid = laid(path, &file)?;
    let tokens = tokens::tokens(path, &laid)?;
    let words: Vec<char> = laid.text.chars().collect();
    let entities = entities::entities(path, &tokens, &words, common)?;
    let structure = folder.join("rst/rstweb").join(format!("{name}.rs4"));
    let tree = attributions::tree(&structure, &text(&structure)?)?;
    if tree.token_count() != tokens.len() {
        let what = format!(
            "{} tokens, but {} in {}",
            tree.token_count(),
            tokens.len(),
            path.display()
        );
        return Err(malformed(&structure, 0, what));
    }
    let statements = statements(&laid, &tokens, &entities, &tree);
    let date = file
        .lines()
        .find_map(|line| line.strip_prefix("# meta::dateCreated = "));
    let id = name.strip_prefix("GUM_").unwrap_or(name);
    Ok(Annotated {
        id: id.to_owned(),
        date: date.and_then(|date| date.trim().parse::<Day>().ok()),
        genre: id.split('_').next().unwrap_or_default().to_owned(),
        layers: Gum.layers().iter().copied().collect(),
        statements,
        timexes: timexes(path, &tokens, &entities)?,
        tokens: tags(&tokens),
        text: laid.text,
        entities: entities.entities,
        mentions: entities.mentions,
        ..Annotated::default()
    })
}

/// Turns and attributions.
fn statements(
    laid: &Laid<'_>,
    tokens: &[Token<'_>],
    entities: &Entities,
    tree: &Tree,
) -> Vec<Statement> {
    let turns = turns(laid);
    let mut statements = turns.clone();
    for attribution in tree.attributions(tokens) {
        let source = attribution.source;
        let entity = entity_of(tokens, entities, &source);
        let mut names: Vec<String> = match source.as_slice() {
            [only] if tokens.get(*only).is_some_and(|token| token.form == "I") => {
                in_turn(&turns, tokens, *only).into_iter().collect()
            }
            _ => Vec::new(),
        };
        names.extend(
            entity
                .into_iter()
                .flat_map(|entity| [&entity.name].into_iter().chain(&entity.aliases))
                .cloned(),
        );
        let mut names = names.into_iter();
        // A credit ("Photo: the harbour office") is attributed, but nobody says so.
        let optional = attribution.cue.is_empty();
        statements.push(Statement {
            content: trimmed(tokens, attribution.content),
            cue: places(tokens, attribution.cue),
            source: places(tokens, source),
            optional,
            speaker: names.next(),
            alt_speakers: names.collect(),
            ..Statement::default()
        });
    }
    statements.retain(|statement| !statement.content.is_empty());
    statements.sort_by_key(|statement| statement.content.first().map(|place| place.start));
    statements
}

/// What each speaker says in one go.
fn turns(laid: &Laid<'_>) -> Vec<Statement> {
    let mut turns: Vec<Statement> = Vec::new();
    let mut before: Option<&str> = None;
    for sentence in &laid.sentences {
        let speaker = sentence.speaker.as_deref();
        if let (true, Some(name)) = (sentence.is_labelled, speaker) {
            // The label is the name, a colon and a space.
            let end = sentence.place.start.saturating_sub(2);
            let label = end.saturating_sub(name.chars().count())..end;
            turns.push(Statement {
                content: vec![sentence.place.clone()],
                source: vec![label],
                speaker: Some(name.to_owned()),
                ..Statement::default()
            });
        } else if speaker.is_some() && speaker == before {
            let content = turns.last_mut().and_then(|turn| turn.content.last_mut());
            if let Some(content) = content {
                content.end = sentence.place.end;
            }
        }
        before = speaker;
    }
    turns
}

/// The places of some tokens, without marks at the ends other than quotation marks, and without `that` in front.
fn trimmed(tokens: &[Token<'_>], chosen: impl IntoIterator<Item = usize>) -> Vec<Place> {
    let is_loose = |at: Option<&usize>| {
        let token = at.and_then(|at| tokens.get(*at));
        token.is_some_and(|token| matches!(token.form, "," | "." | ":" | ";" | "—" | "–" | "-"))
    };
    let is_that = |at: Option<&usize>| {
        let token = at.and_then(|at| tokens.get(*at));
        token.is_some_and(|token| token.tag == "IN" && token.form.eq_ignore_ascii_case("that"))
    };
    let mut chosen: Vec<usize> = chosen.into_iter().collect();
    while is_loose(chosen.last()) {
        chosen.pop();
    }
    while is_loose(chosen.first()) || is_that(chosen.first()) {
        chosen.remove(0);
    }
    places(tokens, chosen)
}

/// Whose turn a token stands in.
fn in_turn(turns: &[Statement], tokens: &[Token<'_>], at: usize) -> Option<String> {
    let start = tokens.get(at)?.place.start;
    let has_it = |turn: &&Statement| turn.content.iter().any(|place| place.contains(&start));
    turns.iter().find(has_it)?.speaker.clone()
}

/// The entity that the source is, if it has a name.
fn entity_of<'e>(
    tokens: &[Token<'_>],
    entities: &'e Entities,
    source: &[usize],
) -> Option<&'e Entity> {
    let (first, last) = (source.first()?, source.last()?);
    let entity = entities.headed(head(tokens, *first..*last + 1)?)?;
    entities.entities.get(entity).filter(|entity| entity.named)
}

fn tags(tokens: &[Token<'_>]) -> Vec<annotated::Token> {
    let tag = |token: &Token<'_>| annotated::Token {
        place: token.place.clone(),
        tag: token.tag.to_owned(),
    };
    tokens.iter().map(tag).collect()
}

/// Dates and times: elements in the column of everything else, and entities that are times.
fn timexes(
    path: &Path,
    tokens: &[Token<'_>],
    entities: &Entities,
) -> Result<Vec<Timex>, CorpusError> {
    let mut timexes = Vec::new();
    let mut open: Vec<(usize, Timex)> = Vec::new();
    for token in tokens {
        for tag in token.misc("XML").split('<') {
            let name: String = tag
                .chars()
                .take_while(|c| *c == '/' || c.is_ascii_alphanumeric())
                .collect();
            match name.as_str() {
                "date" => open.push((token.place.start, dated("DATE", tag))),
                "time" => open.push((token.place.start, dated("TIME", tag))),
                "/date" | "/time" => {
                    let (start, timex) = open.pop().ok_or_else(|| {
                        malformed(path, token.line, "a date or time ends before it starts")
                    })?;
                    timexes.push(Timex {
                        place: start..token.place.end,
                        ..timex
                    });
                }
                _ => {}
            }
        }
    }
    let dated = timexes.len();
    for place in entities
        .times
        .iter()
        .flat_map(|time| places(tokens, time.clone()))
    {
        let mut dated = timexes.iter().take(dated);
        if !dated.any(|timex| timex.place.start < place.end && place.start < timex.place.end) {
            timexes.push(Timex {
                place,
                optional: true,
                ..Timex::default()
            });
        }
    }
    timexes.sort_by_key(|timex| (timex.place.start, timex.place.end));
    Ok(timexes)
}

/// An expression with the value of its element. Spans of time have none in TIMEX3, save centuries and the like.
fn dated(kind: &str, tag: &str) -> Timex {
    let get = |name: &str| {
        let (_, value) = tag.split_once(&format!("{name}:::\""))?;
        Some(value.split_once('"')?.0)
    };
    let when = get("when").map(|when| match (kind, when.strip_prefix("--")) {
        (_, Some(of_any_year)) => format!("XXXX-{of_any_year}"),
        ("TIME", None) if !when.contains('T') => format!("T{when}"),
        // Years before Christ.
        _ if when.starts_with('-') => String::new(),
        _ => when.to_owned(),
    });
    let value = when
        .or_else(|| period(get("from")?, get("to")?))
        .unwrap_or_default();
    Timex {
        kind: if value.contains('T') { "TIME" } else { kind }.to_owned(),
        optional: value.is_empty(),
        value,
        ..Timex::default()
    }
}

/// `16` from `1600-01-01` to `1699-12-31`, `199` from `1990` to `1999`.
fn period(from: &str, to: &str) -> Option<String> {
    let (first, last) = (from.get(..4)?, to.get(..4)?);
    let is_whole = matches!(from.get(4..)?, "" | "-01" | "-01-01")
        && matches!(to.get(4..)?, "" | "-12" | "-12-31");
    let century = first
        .strip_suffix("00")
        .filter(|of| last.strip_suffix("99") == Some(of));
    let decade = first
        .strip_suffix('0')
        .filter(|of| last.strip_suffix('9') == Some(of));
    century.or(decade).filter(|_| is_whole).map(str::to_owned)
}

#[cfg(test)]
mod tests;
