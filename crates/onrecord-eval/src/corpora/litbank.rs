//! Fiction with coreference and quotations (Bamman et al., 2020; Sims and Bamman, 2020).
//!
//! What a copula or an apposition says of somebody ("Orr was a *tailor*") is an entity of its own, as in the corpus's
//! CoNLL files: the relation to the mention that it tells of is no coreference there. Quotations have the speakers that the corpus attributes them to, under the
//! names of its entities; who is meant by nothing but pronouns, under one of them, has no name.

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
        &[Layer::Statements, Layer::Speakers, Layer::Coreference]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train]
    }

    fn documents<'c>(&self, folder: &'c Path, _: Part) -> Result<Documents<'c>, CorpusError> {
        let quotes = folder.join("quotations/tsv");
        let texts = files(&folder.join("coref/brat"), "txt")?;
        Ok(Box::new(
            texts.into_iter().map(move |path| document(&path, &quotes)),
        ))
    }
}

fn document(path: &Path, quotes: &Path) -> Result<Annotated, CorpusError> {
    let mut document = Annotated {
        text: text(path)?,
        layers: LitBank.layers().iter().copied().collect(),
        id: stem(path).to_owned(),
        ..Annotated::default()
    };
    let fault = |path: &Path, (line, what): Fault| malformed(path, line, what);
    let marks = path.with_extension("ann");
    let annotations = text(&marks)?;
    let entities = mentions(&annotations, &mut document).map_err(|what| fault(&marks, what))?;
    let said = quotes.join(format!("{}.ann", document.id));
    document.statements =
        statements(&text(&said)?, &document, &entities).map_err(|what| fault(&said, what))?;
    Ok(document)
}

type Fault = (usize, String);

/// A place as a key.
type Key = (usize, usize);

/// By its label, the index of an entity.
type Labels<'a> = BTreeMap<&'a str, usize>;

/// The rows of a file.
#[derive(Default)]
struct Rows<'a> {
    /// `PROP_PER` and the like.
    kinds: BTreeMap<Key, &'a str>,
    /// Mentions with the labels of their entities.
    mentions: Vec<(Place, &'a str)>,
}

/// `T1 TAB PROP_PER 0 3 TAB Orr` and `R1 TAB cop Arg1:T1 Arg2:T2`. Each span stands twice: with its kind, and with the
/// label of the entity that it is.
fn rows<'a>(annotations: &'a str, document: &Annotated) -> Result<Rows<'a>, Fault> {
    let mut rows = Rows::default();
    let chars: Vec<char> = document.text.chars().collect();
    for (at, line) in annotations.lines().enumerate() {
        let wrong = |what: &str| (at + 1, format!("{what}: {line:?}"));
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            [name, what, words] if name.starts_with('T') => {
                let (label, place) = span(what).ok_or_else(|| wrong("no span"))?;
                let here = chars.get(place.clone()).unwrap_or_default().iter();
                // Line ends are spaces in the rows.
                let here = here.map(|c| if *c == '\n' { ' ' } else { *c });
                if !here.eq(words.chars()) {
                    return Err(wrong("the text has other words there"));
                }
                let key = (place.start, place.end);
                let mut kinds = ["PROP_", "NOM_", "PRON_"].iter();
                if kinds.any(|begins| label.starts_with(begins)) {
                    rows.kinds.insert(key, label);
                } else {
                    rows.mentions.push((place, label));
                }
            }
            // A relation: it makes no mention, and no two mentions one.
            [name, ..] if name.starts_with('R') => {}
            _ => return Err(wrong("neither a mention nor a relation")),
        }
    }
    if rows.mentions.is_empty() {
        return Err((0, "no mentions".to_owned()));
    }
    Ok(rows)
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

/// Takes the mentions with their entities into the document, and tells which label is which entity.
fn mentions<'a>(annotations: &'a str, document: &mut Annotated) -> Result<Labels<'a>, Fault> {
    let rows = rows(annotations, document)?;
    let mut labels = Labels::new();
    let mut of: BTreeMap<Key, usize> = BTreeMap::new();
    for (place, label) in &rows.mentions {
        let key = (place.start, place.end);
        // Some ends were moved in one of the two rows only: then it is a description.
        let kind = rows.kinds.get(&key).copied().unwrap_or("NOM_OTHER");
        let entity = *labels
            .entry(label)
            .or_insert_with(|| add(document, kind, called(label)));
        of.insert(key, entity);
        mention(document, key, entity, kind);
    }
    // What has no label.
    for (key, kind) in &rows.kinds {
        if !of.contains_key(key) {
            let name = document.words(&(key.0..key.1));
            let entity = add(document, kind, name);
            mention(document, *key, entity, kind);
        }
    }
    document
        .mentions
        .sort_by_key(|m| (m.place.start, m.place.end));
    forms(document);
    Ok(labels)
}

/// `Mr__Orr-3` is `Mr Orr`.
fn called(label: &str) -> String {
    let name = label.rsplit_once('-').map_or(label, |(name, _)| name);
    let words = name.split('_').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Adds an entity, and says at which index.
fn add(document: &mut Annotated, kind: &str, name: String) -> usize {
    document.entities.push(Entity {
        kind: sort(kind).to_owned(),
        name,
        ..Entity::default()
    });
    document.entities.len() - 1
}

fn mention(document: &mut Annotated, (start, end): Key, entity: usize, kind: &str) {
    document.mentions.push(Mention {
        place: start..end,
        entity,
        naming: match kind.split_once('_') {
            Some(("PROP", _)) => Naming::Name,
            Some(("NOM", _)) => Naming::Nominal,
            _ => Naming::Pronoun,
        },
    });
}

/// Whether entities are named, and their other names; of the unnamed, other descriptions.
fn forms(document: &mut Annotated) {
    for mention in &document.mentions {
        if let (Naming::Name, Some(entity)) =
            (mention.naming, document.entities.get_mut(mention.entity))
        {
            entity.named = true;
        }
    }
    for mention in &document.mentions {
        let words = document.words(&mention.place);
        if let Some(entity) = document.entities.get_mut(mention.entity) {
            let wanted = if entity.named {
                Naming::Name
            } else {
                Naming::Nominal
            };
            if mention.naming == wanted && words != entity.name && !entity.aliases.contains(&words)
            {
                entity.aliases.push(words);
            }
        }
    }
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

/// `QUOTE id sentence token sentence token words`: sentences are lines of the text, tokens are parted by spaces, and both
/// are counted from 0; the last token is in. `ATTRIB id label`: who says it.
fn statements(
    annotations: &str,
    document: &Annotated,
    entities: &Labels<'_>,
) -> Result<Vec<Statement>, Fault> {
    let tokens = tokens(&document.text);
    let mut statements: Vec<Statement> = Vec::new();
    // By the id of a quotation, its index, and whether its speaker is yet to come.
    let mut quotations: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (at, line) in annotations.lines().enumerate() {
        let wrong = |what: &str| (at + 1, format!("{what}: {line:?}"));
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            ["QUOTE", id, first, from, last, to, ..] => {
                let place = |sentence: &str, token: &str| -> Option<Place> {
                    let sentence: usize = sentence.parse().ok()?;
                    let token: usize = token.parse().ok()?;
                    tokens.get(sentence)?.get(token).cloned()
                };
                let ends = place(first, from).zip(place(last, to));
                let (start, end) = ends.ok_or_else(|| wrong("a token that the text has not"))?;
                quotations.insert(id, (statements.len(), true));
                statements.push(Statement {
                    content: std::iter::once(start.start..end.end).collect(),
                    kind: "direct".to_owned(),
                    ..Statement::default()
                });
            }
            ["ATTRIB", id, label, ..] => {
                let entity = entities.get(label);
                let entity = entity.ok_or_else(|| wrong("nobody in the text is called so"))?;
                let quotation = quotations.get_mut(id);
                let (quotation, open) = quotation.ok_or_else(|| wrong("no such quotation"))?;
                *open = false;
                if let Some(statement) = statements.get_mut(*quotation) {
                    attribute(statement, document, *entity);
                }
            }
            _ => return Err(wrong("neither a quotation nor its speaker")),
        }
    }
    match quotations.into_iter().find(|(_, (_, open))| *open) {
        Some((id, _)) => Err((0, format!("the quotation {id} has no speaker"))),
        None => Ok(statements),
    }
}

/// Names the entity as the speaker, where it has more than pronouns.
fn attribute(statement: &mut Statement, document: &Annotated, entity: usize) {
    let Some(speaker) = document.entities.get(entity) else {
        return;
    };
    let mut mentions = document.mentions.iter().filter(|m| m.entity == entity);
    let is_pronoun = mentions.any(|mention| {
        mention.naming == Naming::Pronoun
            && document.words(&mention.place).to_lowercase() == speaker.name.to_lowercase()
    });
    let mut names = Some(&speaker.name)
        .filter(|_| !is_pronoun)
        .into_iter()
        .chain(&speaker.aliases)
        .cloned();
    statement.speaker = names.next();
    statement.alt_speakers = names.collect();
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

    const TEXT: &str =
        "Orr left .\n“ No , ” she said .\nOrr is a tailor , a maker of coats .\n“ I sew . ”";

    /// The document of these rows with tabs for `|`.
    fn read(marks: &str, quotations: &str) -> Result<Annotated, Fault> {
        let mut document = Annotated {
            text: TEXT.to_owned(),
            ..Annotated::default()
        };
        let marks = marks.replace('|', "\t");
        let entities = mentions(&marks, &mut document)?;
        document.statements = statements(&quotations.replace('|', "\t"), &document, &entities)?;
        Ok(document)
    }

    const MARKS: &str = "T0|PROP_PER 0 3|Orr\nT1|Mr__Orr-1 0 3|Orr\nT2|PRON_PER 20 23|she\nT3|Mr__Orr-1 20 23|she\n";

    #[test]
    fn quotations_are_found_by_sentence_and_token_and_have_speakers() {
        let document = read(MARKS, "QUOTE|Q1|1|0|1|3|“ No , ”\nATTRIB|Q1|Mr__Orr-1\n").unwrap();
        assert_eq!(document.entities.len(), 1);
        assert_eq!(document.mentions[1].naming, Naming::Pronoun);
        let said = &document.statements[0];
        assert_eq!(document.words(&said.content[0]), "“ No , ”");
        assert_eq!(said.speaker.as_deref(), Some("Mr Orr"));
        assert_eq!(said.alt_speakers, ["Orr"]);
    }

    #[test]
    fn a_speaker_who_is_nothing_but_a_pronoun_has_no_name() {
        let marks = format!("{MARKS}T4|PRON_PER 70 71|I\nT5|I-2 70 71|I\n");
        let document = read(&marks, "QUOTE|Q1|3|0|3|4|“ I sew . ”\nATTRIB|Q1|I-2\n").unwrap();
        assert_eq!(document.statements[0].speaker, None);
    }

    #[test]
    fn what_somebody_is_said_to_be_is_an_entity_of_its_own() {
        let marks = format!("{MARKS}T6|NOM_PER 38 46|a tailor\nR2|cop Arg1:T6 Arg2:T0\n");
        let document = read(&marks, "").unwrap();
        assert_eq!(document.mentions.len(), 3);
        assert_eq!(document.mentions[2].entity, 1);
        assert_eq!(document.entities[1].name, "a tailor");
    }

    #[test]
    fn damaged_rows_are_faults_of_their_lines() {
        let fault = |marks: &str, quotations: &str| read(marks, quotations).unwrap_err();
        assert_eq!(fault(&format!("{MARKS}T4|PROP_PER 1 4|Orr\n"), "").0, 5);
        assert_eq!(fault(&format!("{MARKS}T4|PROP_PER 0 x|Orr\n"), "").0, 5);
        assert_eq!(fault(&format!("{MARKS}Orr\n"), "").0, 5);
        assert_eq!(fault("", "").1, "no mentions");
        let quote = "QUOTE|Q1|1|0|1|3|“ No , ”\n";
        assert_eq!(fault(MARKS, "QUOTE|Q1|9|0|1|3|\n").0, 1);
        assert_eq!(fault(MARKS, &format!("{quote}ATTRIB|Q2|Mr__Orr-1\n")).0, 2);
        assert_eq!(fault(MARKS, &format!("{quote}ATTRIB|Q1|Tull-1\n")).0, 2);
        assert!(fault(MARKS, quote).1.contains("Q1 has no speaker"));
    }
}
