//! ECB+, the EventCorefBank in its second edition.
//!
//! Annotated are the participants and places of events, in some sentences of each document (the corpus lists them);
//! mentions in others are left out here, as its makers ask. So there may be mentions that nobody marked, and which of
//! those marked are of one entity is the only layer; documents without such a sentence have none. The corpus does not say whether a mention is a name: the form of
//! its words decides.

use super::cat::{self, File, Mark};
use super::texts::{cut, skipped, stem};
use super::{Corpus, CorpusError, Documents, Part, files, folders, malformed, text};
use crate::annotated::{Annotated, Entity, Layer, Mention, Place};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The corpus.
pub(super) struct EcbPlus;

/// Topics to look at while one works, by custom; 36 to 45 are the test topics.
const DEV: [u32; 8] = [2, 5, 12, 18, 21, 23, 34, 35];
/// The last topic that is no test topic.
const LAST: u32 = 35;
const SENTENCES: &str = "ECBplus_coreference_sentences.csv";

/// The annotated sentences: names of documents, and numbers of their sentences.
type Selected = HashSet<(String, usize)>;

impl Corpus for EcbPlus {
    fn name(&self) -> &'static str {
        "ecbplus"
    }

    fn about(&self) -> &'static str {
        "ECB+: news with the participants and places of events, and which are the same"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Coreference]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let selected = Arc::new(selected(&folder.join(SENTENCES))?);
        let mut topics: Vec<(u32, PathBuf)> = Vec::new();
        for topic in folders(&folder.join("ECB+"), "a folder for each topic")? {
            let number = topic
                .file_name()
                .and_then(|name| name.to_str()?.parse().ok());
            topics.extend(number.map(|number| (number, topic)));
        }
        topics.retain(|(number, _)| part_of(*number) == part);
        topics.sort();
        let mut paths = Vec::new();
        for (_, topic) in topics {
            paths.extend(files(&topic, "xml")?);
        }
        Ok(Box::new(
            paths
                .into_iter()
                .map(move |path| document(&path, &selected)),
        ))
    }
}

fn part_of(topic: u32) -> Part {
    if topic > LAST {
        Part::Test
    } else if DEV.contains(&topic) {
        Part::Dev
    } else {
        Part::Train
    }
}

/// Reads the list of sentences: `topic,file,sentence`.
fn selected(path: &Path) -> Result<Selected, CorpusError> {
    let text = text(path)?;
    let mut selected = HashSet::new();
    for (index, row) in text.lines().enumerate().skip(1) {
        let columns: Vec<&str> = row.trim().split(',').collect();
        let wrong = || malformed(path, index + 1, "not \"topic,file,sentence\"");
        match columns.as_slice() {
            [""] => {}
            [topic, file, sentence] => {
                let sentence = sentence.parse().map_err(|_| wrong())?;
                selected.insert((format!("{topic}_{file}"), sentence));
            }
            _ => return Err(wrong()),
        }
    }
    Ok(selected)
}

fn document(path: &Path, selected: &Selected) -> Result<Annotated, CorpusError> {
    let file = File::read(path)?;
    let id = stem(path);
    let (text, tokens) = file.joined(cut(id), &[], skipped(&file));
    let sentences: HashMap<&str, usize> = file
        .tokens
        .iter()
        .map(|token| (token.id.as_str(), token.sentence))
        .collect();
    let is_selected = |mark: &&Mark| {
        let sentence = mark
            .tokens
            .first()
            .and_then(|first| sentences.get(first.as_str()));
        sentence.is_some_and(|sentence| selected.contains(&(id.to_owned(), *sentence)))
    };
    let looked_at = sentences_of(&file, &tokens, |sentence| {
        selected.contains(&(id.to_owned(), sentence))
    });
    let chains = chains(&file);
    let mut by_chain: HashMap<&str, usize> = HashMap::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut mentions = Vec::new();
    for mark in file.marks.iter().filter(is_selected) {
        let Some(kind) = kind(&mark.kind) else {
            continue;
        };
        let places = cat::places(&text, mark, &tokens);
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            continue;
        };
        let place = first.start..last.end;
        let words: String = text.chars().skip(place.start).take(place.len()).collect();
        let chain = chains
            .get(mark.id.as_str())
            .copied()
            .unwrap_or(mark.id.as_str());
        let entity = *by_chain.entry(chain).or_insert_with(|| {
            entities.push(Entity {
                kind: kind.to_owned(),
                ..Entity::default()
            });
            entities.len() - 1
        });
        let naming = cat::naming(&words);
        if let Some(entity) = entities.get_mut(entity) {
            cat::name(entity, &words, naming);
        }
        mentions.push(Mention {
            place,
            entity,
            naming,
        });
    }
    mentions.sort_by_key(|mention| (mention.place.start, mention.place.end));
    Ok(Annotated {
        id: id.to_owned(),
        genre: id.split('_').next().unwrap_or_default().to_owned(),
        // `36_4ecb` and `36_2ecbplus` are of two events of one kind.
        story: id.replace(|c: char| c.is_ascii_digit(), "")
            + id.split('_').next().unwrap_or_default(),
        // Nowhere looked at would say everywhere.
        layers: EcbPlus
            .layers()
            .iter()
            .copied()
            .filter(|_| !looked_at.is_empty())
            .collect(),
        looked_at,
        entities,
        mentions,
        text,
        ..Annotated::default()
    })
}

/// Where the sentences that are asked for stand.
fn sentences_of(
    file: &File,
    tokens: &HashMap<&str, Place>,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Place> {
    let mut places: BTreeMap<usize, Place> = BTreeMap::new();
    for token in file.tokens.iter().filter(|token| wanted(token.sentence)) {
        if let Some(place) = tokens.get(token.id.as_str()) {
            let sentence = places
                .entry(token.sentence)
                .or_insert_with(|| place.clone());
            sentence.end = sentence.end.max(place.end);
        }
    }
    places.into_values().collect()
}

/// By the id of a mention, what it is a mention of: an instance, or the first mention of its chain.
fn chains(file: &File) -> HashMap<&str, &str> {
    let relations = file
        .relations
        .iter()
        .filter(|relation| relation.kind.ends_with("_COREF"));
    let pairs = relations.flat_map(|relation| {
        let target = relation.targets.first().map(String::as_str);
        let sources = relation.sources.iter().map(String::as_str);
        sources.filter_map(move |source| Some((source, target?)))
    });
    pairs.collect()
}

/// The nearest of our kinds; nothing of events and times.
fn kind(kind: &str) -> Option<&'static str> {
    let kind = kind
        .strip_prefix("NON_HUMAN_PART")
        .map_or(kind, |_| "NON_HUMAN_PART");
    Some(match kind {
        "HUMAN_PART_PER" => "person",
        "HUMAN_PART_ORG" => "organisation",
        "HUMAN_PART" | "HUMAN_PART_GENERIC" => "group",
        "HUMAN_PART_GPE" | "LOC_GEO" | "LOC_OTHER" => "place",
        "HUMAN_PART_FAC" | "LOC_FAC" => "facility",
        "HUMAN_PART_MET" | "HUMAN_PART_VEH" | "NON_HUMAN_PART" => "other",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotated::Naming;
    use crate::corpora::fixture;

    fn read(part: Part) -> Vec<Annotated> {
        let folder = fixture("ecbplus");
        let documents: Result<Vec<Annotated>, CorpusError> =
            EcbPlus.documents(&folder, part).unwrap().collect();
        documents.unwrap()
    }

    #[test]
    fn parts_are_topics() {
        let ids = |part| {
            read(part)
                .into_iter()
                .map(|document| document.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(Part::Train), ["7_1ecbplus"]);
        assert_eq!(ids(Part::Dev), ["5_1ecb"]);
        assert_eq!(ids(Part::Test), ["36_1ecb"]);
    }

    #[test]
    fn mentions_of_the_listed_sentences_are_of_entities() {
        let documents = read(Part::Train);
        let document = &documents[0];
        assert_eq!(
            document.text,
            "Ela Brandt left the quay-side. Police say she fled. Brandt denies it."
        );
        let mentions: Vec<(String, &str, &str, Naming)> = document
            .mentions
            .iter()
            .map(|m| {
                let entity = &document.entities[m.entity];
                (
                    document.words(&m.place),
                    entity.kind.as_str(),
                    entity.name.as_str(),
                    m.naming,
                )
            })
            .collect();
        let mention = |words: &str, kind, name, naming| (words.to_owned(), kind, name, naming);
        assert_eq!(
            mentions,
            [
                mention("Ela Brandt", "person", "Ela Brandt", Naming::Name),
                mention("quay-side", "facility", "quay-side", Naming::Nominal),
                mention("Police", "organisation", "Police", Naming::Name),
                mention("she", "person", "Ela Brandt", Naming::Pronoun),
            ]
        );
        assert_eq!(document.entities.len(), 3);
    }

    #[test]
    fn a_document_without_a_listed_sentence_has_no_layer() {
        let path = fixture("ecbplus").join("ECB+/7/7_1ecbplus.xml");
        let listed = Selected::from([("7_1ecbplus".to_owned(), 1)]);
        let has_layer = |listed: &Selected| !document(&path, listed).unwrap().layers.is_empty();
        assert!(has_layer(&listed));
        assert!(!has_layer(&Selected::from([("7_2ecbplus".to_owned(), 1)])));
    }

    #[test]
    fn a_damaged_list_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join(SENTENCES),
            "Topic,File,Sentence Number\n7,1ecb,one\n",
        )
        .unwrap();
        let error = EcbPlus.documents(folder.path(), Part::Train).err().unwrap();
        assert!(error.to_string().contains(":2: "), "{error}");
    }
}
