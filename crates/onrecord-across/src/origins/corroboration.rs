//! Sayings that several documents tell: how many origins stand behind them.

use super::{Origins, Saying};
use crate::people::Register;
use crate::{EntityRef, Gist, LineRef};
use onrecord_record::Layer;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many sayings that share a word are compared with the next one: the first so many.
const COMPARED: usize = 32;

/// How many of its rarest words a saying is looked up by.
const LOOKED_UP: usize = 3;

/// One saying that several documents tell.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Who said it, as a number in [`Register::people`].
    pub speaker: u32,
    /// The statements that give it, in order; of two documents at least.
    pub lines: Vec<LineRef>,
    /// How many documents tell it.
    pub documents: u32,
    /// How many origins these documents have.
    pub origins: u32,
    /// Why the statements are taken for one saying, in a short sentence for people.
    pub because: String,
}

impl Told {
    /// Leaves out lines that are gone and counts anew. Whether it is still told in several documents.
    pub fn without(&mut self, is_gone: impl Fn(&LineRef) -> bool, origins: &Origins) -> bool {
        self.lines.retain(|line| !is_gone(line));
        let documents: BTreeSet<u32> = self.lines.iter().map(|line| line.document).collect();
        self.documents = documents.len() as u32;
        self.origins = origins.count(documents) as u32;
        self.documents > 1
    }
}

/// Which sayings are told in more than one document: by the same speaker, in the same words or
/// nearly. In the order of their first lines.
pub fn corroboration(gists: &[&Gist], register: &Register, origins: &Origins) -> Vec<Told> {
    let mut sayings: Vec<Vec<(LineRef, &Saying)>> = Vec::new();
    let mut speakers: Vec<u32> = Vec::new();
    // Those of whom some words are a saying's lowest hashes, by speaker and hash.
    let mut by_word: BTreeMap<(u32, u16), Vec<usize>> = BTreeMap::new();
    for (document, gist) in gists.iter().enumerate() {
        for saying in &gist.print.sayings {
            let entity = EntityRef {
                document: document as u32,
                entity: saying.speaker,
            };
            let Some(speaker) = register.of.get(&entity).copied() else {
                continue;
            };
            let line = LineRef {
                document: document as u32,
                layer: Layer::Statement,
                index: saying.index,
            };
            let keys = saying
                .sketch
                .iter()
                .take(LOOKED_UP)
                .map(|word| (speaker, *word));
            let near: BTreeSet<usize> = keys
                .clone()
                .filter_map(|key| by_word.get(&key))
                .flatten()
                .copied()
                .collect();
            // Likeness to the first telling, so that a chain of small changes does not drift off.
            let known = near.into_iter().find(|number| {
                let first = sayings.get(*number).and_then(|told| told.first());
                first.is_some_and(|(_, first)| first.is_like(saying))
            });
            let number = known.unwrap_or_else(|| {
                sayings.push(Vec::new());
                speakers.push(speaker);
                sayings.len() - 1
            });
            if let Some(told) = sayings.get_mut(number) {
                told.push((line, saying));
            }
            for key in keys {
                let numbers = by_word.entry(key).or_default();
                if numbers.len() < COMPARED && !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
    }
    let told = sayings.iter().zip(speakers);
    let mut told: Vec<Told> = told
        .filter_map(|(told, speaker)| several(told, speaker, origins))
        .collect();
    told.sort_by(|a, b| a.lines.cmp(&b.lines));
    told
}

fn several(told: &[(LineRef, &Saying)], speaker: u32, origins: &Origins) -> Option<Told> {
    let documents: BTreeSet<u32> = told.iter().map(|(line, _)| line.document).collect();
    if documents.len() < 2 {
        return None;
    }
    let (_, first) = told.first()?;
    let because = if told.iter().all(|(_, saying)| saying.exact == first.exact) {
        "the same speaker, word for word"
    } else {
        "the same speaker, in nearly the same words"
    };
    Some(Told {
        speaker,
        lines: told.iter().map(|(line, _)| *line).collect(),
        documents: documents.len() as u32,
        origins: origins.count(documents) as u32,
        because: because.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origins::{Print, words};
    use onrecord_record::{Day, DocumentKind, EntityId};

    fn gist(index: u32, text: &str) -> Gist {
        let folded: Vec<String> = words::words(text, 0)
            .iter()
            .map(|w| w.folded().to_owned())
            .collect();
        let mut sketch: Vec<u16> = folded
            .iter()
            .map(|w| words::hash(w.as_bytes()) as u16)
            .collect();
        sketch.sort_unstable();
        sketch.truncate(8);
        let document = onrecord_record::Document::from_text("", Day::new(2001, 2, 3));
        let mut gist = Gist::of(&document, &onrecord_record::Reading::default());
        gist.kind = DocumentKind::Article;
        gist.print = Print {
            sayings: vec![Saying {
                index,
                speaker: EntityId(0),
                exact: words::hash_words(folded.iter().map(String::as_str)),
                sketch,
            }],
            ..Print::default()
        };
        gist
    }

    #[test]
    fn one_saying_in_three_documents_of_two_origins() {
        let gists = [
            gist(4, "never saw a gun in that kitchen, not once"),
            gist(0, "never saw any gun in that kitchen, not once"),
            gist(2, "the dog barked all night behind our house"),
            gist(1, "never saw a gun in that kitchen, not once"),
        ];
        let gists: Vec<&Gist> = gists.iter().collect();
        let mut register = Register::default();
        for document in 0..4 {
            let entity = EntityRef {
                document,
                entity: EntityId(0),
            };
            register.of.insert(entity, 7);
        }
        let origins = Origins {
            of: vec![0, 0, 1, 2],
            ..Origins::default()
        };
        let told = corroboration(&gists, &register, &origins);
        assert_eq!(told.len(), 1);
        assert_eq!(
            (told[0].documents, told[0].origins, told[0].speaker),
            (3, 2, 7)
        );
        assert_eq!(
            told[0].because,
            "the same speaker, in nearly the same words"
        );
        let mut told = told;
        assert!(told[0].without(|line| line.document == 1, &origins));
        assert_eq!((told[0].documents, told[0].origins), (2, 2));
        assert!(!told[0].without(|line| line.document == 3, &origins));
        let other = Register::default();
        assert!(corroboration(&gists, &other, &origins).is_empty());
    }
}
