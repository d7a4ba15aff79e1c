//! Fiction with coreference and quotations (Bamman et al., 2020; Sims and Bamman, 2020).

use super::texts::stem;
use super::{Corpus, CorpusError, Documents, Part, files, malformed, text};
use crate::annotated::{Annotated, Entity, Layer, Mention, Naming, Place, Statement};
use std::collections::BTreeMap;
use std::path::Path;

/// Fiction, in tokens with spaces between them.
pub(super) struct LitBank;

impl Corpus for LitBank {
    fn name(&self) -> &'static str {
        "litbank"
    }

    fn about(&self) -> &'static str {
        "fiction with coreference and quotations (Bamman et al., 2020)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Statements, Layer::Coreference]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    fn documents<'c>(&self, folder: &'c Path, _: Part) -> Result<Documents<'c>, CorpusError> {
        let quotes = folder.join("quotations/tsv");
        let texts = files(&folder.join("coref/brat"), "txt")?;
        Ok(Box::new(texts.into_iter().map(move |path| {
            let id = stem(&path).to_owned();
            let mut document = Annotated {
                text: text(&path)?,
                layers: LitBank.layers().iter().copied().collect(),
                id,
                ..Annotated::default()
            };
            let marks = path.with_extension("ann");
            let fault = |path: &Path, (line, what): Fault| malformed(path, line, what);
            mentions(&text(&marks)?, &mut document);
            let said = quotes.join(format!("{}.ann", document.id));
            document.statements =
                statements(&text(&said)?, &document).map_err(|what| fault(&said, what))?;
            Ok(document)
        })))
    }
}

type Fault = (usize, String);

/// Each span stands twice in a row: with its kind (`PROP_PER`) and with the entity that it is.
fn mentions(annotations: &str, document: &mut Annotated) {
    let mut kinds: BTreeMap<(usize, usize), &str> = BTreeMap::new();
    let mut entities: BTreeMap<&str, usize> = BTreeMap::new();
    for line in annotations.lines() {
        let Some((label, place)) = line.split('\t').nth(1).and_then(span) else {
            // Relations such as `R1 TAB cop …` stand between.
            continue;
        };
        let kind = ["PROP_", "NOM_", "PRON_"]
            .iter()
            .find(|begins| label.starts_with(**begins));
        if kind.is_some() {
            kinds.insert((place.start, place.end), label);
            continue;
        }
        // Some ends were moved in one of the two rows only: then it is a description.
        let of = kinds
            .get(&(place.start, place.end))
            .copied()
            .unwrap_or("NOM_OTHER");
        let entity = *entities.entry(label).or_insert_with(|| {
            document.entities.push(Entity {
                kind: sort(of).to_owned(),
                name: label
                    .rsplit_once('-')
                    .map_or(label, |(name, _)| name)
                    .replace('_', " "),
                ..Entity::default()
            });
            document.entities.len() - 1
        });
        document.mentions.push(Mention {
            place,
            entity,
            naming: match of.split_once('_') {
                Some(("PROP", _)) => Naming::Name,
                Some(("NOM", _)) => Naming::Nominal,
                _ => Naming::Pronoun,
            },
        });
    }
    document
        .mentions
        .sort_by_key(|m| (m.place.start, m.place.end));
}

fn sort(kind: &str) -> &'static str {
    match kind.rsplit('_').next() {
        Some("PER") => "person",
        Some("ORG") => "organisation",
        Some("GPE" | "LOC") => "place",
        Some("FAC") => "facility",
        _ => "other",
    }
}

/// `PROP_PER 980 984`.
fn span(what: &str) -> Option<(&str, Place)> {
    let mut words = what.split(' ');
    let label = words.next()?;
    Some((
        label,
        words.next()?.parse().ok()?..words.next()?.parse().ok()?,
    ))
}

/// `QUOTE id sentence token sentence token words`: sentences are lines of the text, tokens are parted by spaces, and both
/// are counted from 0; the last token is in.
fn statements(annotations: &str, document: &Annotated) -> Result<Vec<Statement>, Fault> {
    let tokens = tokens(&document.text);
    let mut statements = Vec::new();
    for (at, line) in annotations.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        let ["QUOTE", _, first, from, last, to, ..] = columns.as_slice() else {
            continue;
        };
        let place = |sentence: &str, token: &str| -> Option<Place> {
            let sentence: usize = sentence.parse().ok()?;
            let token: usize = token.parse().ok()?;
            tokens.get(sentence)?.get(token).cloned()
        };
        let ends = place(first, from).zip(place(last, to));
        let (start, end) =
            ends.ok_or((at + 1, "a token that the text does not have".to_owned()))?;
        statements.push(Statement {
            content: std::iter::once(start.start..end.end).collect(),
            kind: "direct".to_owned(),
            ..Statement::default()
        });
    }
    Ok(statements)
}

fn tokens(text: &str) -> Vec<Vec<Place>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut tokens = Vec::new();
        for token in line.split(' ') {
            let len = token.chars().count();
            if len > 0 {
                tokens.push(at..at + len);
            }
            at += len + 1;
        }
        lines.push(tokens);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_by_sentence_and_token() {
        let mut document = Annotated {
            text: "Orr left .\n“ No , ” she said .".to_owned(),
            ..Annotated::default()
        };
        let marks = "T0\tPROP_PER 0 3\tOrr\nT1\tOrr-1 0 3\tOrr\nT2\tPRON_PER 20 23\tshe\nT3\tOrr-1 20 23\tshe\n";
        mentions(marks, &mut document);
        assert_eq!(document.entities.len(), 1);
        assert_eq!(document.mentions[1].naming, Naming::Pronoun);
        let found = statements("QUOTE\tQ1\t1\t0\t1\t3\t“ No , ”\n", &document).unwrap();
        assert_eq!(document.words(&found[0].content[0]), "“ No , ”");
        assert!(statements("QUOTE\tQ1\t9\t0\t1\t3\t\n", &document).is_err());
    }
}
