//! The XML of the annotation tools CAT and CROMER, as MEANTIME and ECB+ come in it: tokens, then what is marked
//! on them, then what is related to what.

use super::texts::joining::{Cut, Joined, paragraphs};
use super::{CorpusError, malformed, text};
use crate::annotated::{Entity, Naming, Place};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// A file.
#[derive(Debug, Default)]
pub(crate) struct File {
    /// All tokens.
    pub(crate) tokens: Vec<Token>,
    /// What is marked, and what the marked is an instance of.
    pub(crate) marks: Vec<Mark>,
    /// What is related.
    pub(crate) relations: Vec<Relation>,
}

/// A token.
#[derive(Debug, Default)]
pub(crate) struct Token {
    /// By which marks mean it.
    pub(crate) id: String,
    /// The number of its sentence, from 0.
    pub(crate) sentence: usize,
    /// Its words.
    pub(crate) words: String,
}

/// Something marked; an instance where it has no tokens.
#[derive(Debug, Default)]
pub(crate) struct Mark {
    /// By which relations mean it.
    pub(crate) id: String,
    /// `ENTITY_MENTION`, `HUMAN_PART_PER`, …
    pub(crate) kind: String,
    /// What else is said of it.
    pub(crate) attributes: HashMap<String, String>,
    /// The ids of its tokens.
    pub(crate) tokens: Vec<String>,
}

/// A relation between marks.
#[derive(Debug, Default)]
pub(crate) struct Relation {
    /// `REFERS_TO`, `CROSS_DOC_COREF`, …
    pub(crate) kind: String,
    /// What else is said of it.
    pub(crate) attributes: HashMap<String, String>,
    /// The ids of the marks that it leads from.
    pub(crate) sources: Vec<String>,
    /// The ids of the marks that it leads to.
    pub(crate) targets: Vec<String>,
}

impl Mark {
    /// The value of an attribute; empty where it has none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

/// Where the file is read at.
#[derive(Default)]
struct Walk {
    file: File,
    token: Option<Token>,
    in_relations: bool,
}

impl File {
    /// Reads a file.
    pub(crate) fn read(path: &Path) -> Result<Self, CorpusError> {
        let text = text(path)?;
        let mut reader = Reader::from_str(&text);
        let mut walk = Walk::default();
        // Elements that are open.
        let mut depth = 0_usize;
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let wrong = |what: String| {
                let before = text.get(..at).unwrap_or(&text);
                malformed(path, before.matches('\n').count() + 1, what)
            };
            match reader.read_event() {
                Err(error) => return Err(wrong(format!("no XML: {error}"))),
                Ok(Event::Eof) if depth > 0 || walk.file.tokens.is_empty() => {
                    return Err(wrong("the file is cut off, or has no tokens".to_owned()));
                }
                Ok(Event::Eof) => return Ok(walk.file),
                Ok(Event::Empty(tag)) => walk.opened(&tag).map_err(wrong)?,
                Ok(Event::Start(tag)) => {
                    depth += 1;
                    walk.opened(&tag).map_err(wrong)?;
                }
                Ok(Event::Text(words)) => walk.words(&words.into_inner()),
                Ok(Event::GeneralRef(name)) => walk.reference(&name.into_inner()).map_err(wrong)?,
                Ok(Event::End(tag)) => {
                    depth = depth.saturating_sub(1);
                    walk.closed(tag.name().into_inner());
                }
                Ok(_) => {}
            }
        }
    }

    /// The tokens of each sentence, in the order of the sentences' numbers, with their ids.
    pub(crate) fn sentences(&self) -> (Vec<Vec<String>>, Vec<&str>) {
        let mut sentences: BTreeMap<usize, Vec<&Token>> = BTreeMap::new();
        for token in &self.tokens {
            sentences.entry(token.sentence).or_default().push(token);
        }
        let words = |tokens: &Vec<&Token>| tokens.iter().map(|token| token.words.clone()).collect();
        let ids = sentences.values().flatten().map(|token| token.id.as_str());
        (sentences.values().map(words).collect(), ids.collect())
    }

    /// The running text, and where in it each token stands, by its id.
    pub(crate) fn joined(
        &self,
        cut: Cut,
        always: &[usize],
        skip: usize,
    ) -> (String, HashMap<&str, Place>) {
        let (sentences, ids) = self.sentences();
        let skipped = sentences.iter().take(skip).map(Vec::len).sum();
        let sentences = sentences.get(skip..).unwrap_or_default();
        let Joined { text, places } = paragraphs(sentences, cut, always).tidied();
        let ids = ids.into_iter().skip(skipped);
        (text, ids.zip(places).collect())
    }
}

impl Walk {
    fn opened(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        let mut attributes = HashMap::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let value =
                quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?;
            attributes.insert(attribute.key.into_inner().to_owned(), value.into_owned());
        }
        let name = tag.name().into_inner().to_owned();
        let mut take = |name: &str| attributes.remove(name).unwrap_or_default();
        match name.as_str() {
            "Document" | "Markables" => {}
            "Relations" => self.in_relations = true,
            "token" => {
                let sentence = take("sentence");
                self.token = Some(Token {
                    id: take("t_id"),
                    sentence: sentence
                        .parse()
                        .map_err(|_| format!("a token of sentence {sentence:?}"))?,
                    words: String::new(),
                });
            }
            "token_anchor" => {
                let mark = self
                    .file
                    .marks
                    .last_mut()
                    .ok_or("a token_anchor outside of a mark")?;
                mark.tokens.push(take("t_id"));
            }
            "source" | "target" => {
                let relation = self.file.relations.last_mut();
                let relation = relation.ok_or("an end of a relation outside of one")?;
                let ends = if name == "source" {
                    &mut relation.sources
                } else {
                    &mut relation.targets
                };
                ends.push(take("m_id"));
            }
            _ if self.in_relations => self.file.relations.push(Relation {
                kind: name,
                attributes,
                ..Relation::default()
            }),
            _ => self.file.marks.push(Mark {
                id: take("m_id"),
                kind: name,
                attributes,
                tokens: Vec::new(),
            }),
        }
        Ok(())
    }

    fn words(&mut self, words: &str) {
        if let Some(token) = &mut self.token {
            token.words.push_str(words);
        }
    }

    fn reference(&mut self, name: &str) -> Result<(), String> {
        let words = quick_xml::escape::unescape(&format!("&{name};"))
            .map_err(|error| error.to_string())?
            .into_owned();
        self.words(&words);
        Ok(())
    }

    fn closed(&mut self, name: &str) {
        if name == "token" {
            self.file.tokens.extend(self.token.take());
        }
    }
}

/// Where the tokens of a mark stand; neighbours are one place.
pub(crate) fn places(text: &str, mark: &Mark, tokens: &HashMap<&str, Place>) -> Vec<Place> {
    let found = mark.tokens.iter().filter_map(|id| tokens.get(id.as_str()));
    let mut found: Vec<Place> = found.cloned().collect();
    found.sort_by_key(|place| place.start);
    let mut places: Vec<Place> = Vec::new();
    for place in found {
        match places.last_mut() {
            Some(last) if is_blank(text, last.end..place.start) => last.end = place.end,
            _ => places.push(place),
        }
    }
    places
}

/// Whether nothing but white space stands there.
fn is_blank(text: &str, place: Place) -> bool {
    let len = place.end.saturating_sub(place.start);
    text.chars()
        .skip(place.start)
        .take(len)
        .all(char::is_whitespace)
}

/// How words mention that are not said to be a name, a description or a pronoun; by their form.
pub(crate) fn naming(words: &str) -> Naming {
    const PRONOUNS: [&str; 32] = [
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "theirs",
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "this",
        "these",
        "those",
        "himself",
        "herself",
        "itself",
        "themselves",
    ];
    const SMALL: [&str; 9] = ["a", "an", "and", "for", "in", "of", "on", "the", "'s"];
    // "US" is a country.
    let is_word = words == "I" || words.chars().skip(1).all(char::is_lowercase);
    if is_word && PRONOUNS.contains(&words.to_lowercase().as_str()) {
        return Naming::Pronoun;
    }
    let mut large = words
        .split_whitespace()
        .filter(|word| !SMALL.contains(&word.to_lowercase().as_str()))
        .peekable();
    let is_name = large.peek().is_some()
        && large.all(|word| !word.starts_with(char::is_lowercase))
        && words.chars().any(char::is_uppercase);
    if is_name {
        Naming::Name
    } else {
        Naming::Nominal
    }
}

/// Takes in how an entity is mentioned: its longest name is its name; one without is called by its first
/// description.
pub(crate) fn name(entity: &mut Entity, words: &str, naming: Naming) {
    if naming == Naming::Name
        && words != entity.name
        && !entity.aliases.iter().any(|alias| alias == words)
    {
        let is_longer = words.chars().count() > entity.name.chars().count();
        let before = if is_longer || !entity.named {
            std::mem::replace(&mut entity.name, words.to_owned())
        } else {
            words.to_owned()
        };
        if entity.named {
            entity.aliases.push(before);
        }
        entity.named = true;
    } else if naming == Naming::Nominal && entity.name.is_empty() {
        words.clone_into(&mut entity.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        let error = |file: &str| {
            std::fs::write(&path, file).unwrap();
            File::read(&path).unwrap_err().to_string()
        };
        assert!(
            error("<Document>\n<token t_id=\"1\" sentence=\"x\">a</token>")
                .contains(":2: a token of sentence")
        );
        assert!(
            error("<Document>\n\n<token_anchor t_id=\"1\"/>")
                .contains(":3: a token_anchor outside")
        );
        assert!(error("<Document></Documents>").contains(":1: no XML"));
    }

    #[test]
    fn words_that_are_not_said_to_be_a_name_are_told_by_their_form() {
        for words in [
            "the US",
            "Bank of Orr",
            "Boeing",
            "The Orr Bay Mill",
            "787 Lunt",
        ] {
            assert_eq!(naming(words), Naming::Name, "{words}");
        }
        for words in ["I", "it", "They", "which"] {
            assert_eq!(naming(words), Naming::Pronoun, "{words}");
        }
        for words in ["the mill", "Letters written by Orr", "100"] {
            assert_eq!(naming(words), Naming::Nominal, "{words}");
        }
    }

    #[test]
    fn the_longest_name_is_the_name() {
        let mut entity = Entity::default();
        for (words, how) in [
            ("the mayor", Naming::Nominal),
            ("her", Naming::Pronoun),
            ("Brandt", Naming::Name),
            ("Ela Brandt", Naming::Name),
            ("Ela", Naming::Name),
            ("Brandt", Naming::Name),
        ] {
            name(&mut entity, words, how);
        }
        assert_eq!(entity.name, "Ela Brandt");
        assert_eq!(entity.aliases, ["Brandt", "Ela"]);
    }

    #[test]
    fn neighbouring_tokens_are_one_place() {
        let tokens = HashMap::from([("1", 0..3), ("2", 4..7), ("3", 12..15)]);
        let mark = |ids: &[&str]| Mark {
            tokens: ids.iter().map(|id| (*id).to_owned()).collect(),
            ..Mark::default()
        };
        let text = "Ela Orr who ran";
        assert_eq!(
            places(text, &mark(&["2", "1", "3"]), &tokens),
            [0..7, 12..15]
        );
        assert_eq!(
            places(text, &mark(&["1", "3", "9"]), &tokens),
            [0..3, 12..15]
        );
    }
}
