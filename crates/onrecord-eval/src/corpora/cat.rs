//! The XML of the annotation tools CAT and CROMER, as MEANTIME and ECB+ come in it: tokens, then what is marked
//! on them, then what is related to what.

use super::texts::joining::{Cut, Joined, paragraphs};
use super::{CorpusError, malformed, text};
use crate::annotated::Place;
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
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let wrong = |what: String| {
                let before = text.get(..at).unwrap_or(&text);
                malformed(path, before.matches('\n').count() + 1, what)
            };
            match reader.read_event() {
                Err(error) => return Err(wrong(format!("no XML: {error}"))),
                Ok(Event::Eof) => return Ok(walk.file),
                Ok(Event::Start(tag) | Event::Empty(tag)) => walk.opened(&tag).map_err(wrong)?,
                Ok(Event::Text(words)) => walk.words(&words.into_inner()),
                Ok(Event::GeneralRef(name)) => walk.reference(&name.into_inner()).map_err(wrong)?,
                Ok(Event::End(tag)) => walk.closed(tag.name().into_inner()),
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
