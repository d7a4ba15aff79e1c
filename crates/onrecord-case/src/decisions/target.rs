//! What a decision is about: a line, known by its words, that a newer reading may or may not have.

use crate::packed::name_or_nothing as name;
use onrecord_record::{
    Anchor, Asserter, ContentHash, Document, Found, Layer, Reading, Span, Speaker,
};
use serde::{Deserialize, Serialize};

/// A line that a decision is about, as it was when it was decided. It carries everything that is needed
/// to find the line again in another reading of the document, or to say that it is not there.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Target {
    /// The line's layer.
    pub layer: Layer,
    /// The words that make it this line and no other, in the text's order; at least one.
    pub anchors: Vec<Anchor>,
    /// What the line said, in one sentence that differs wherever the line says something else.
    pub says: String,
}

/// What became of a line that somebody decided about, in a reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// The reading has it: this index in the layer.
    Same(u32),
    /// A line of the layer rests on these words, or some of them, but says something else, or the words
    /// stand elsewhere: a person has to look. Which lines, where there are any.
    Changed(Vec<u32>),
    /// The words are not in the text, or no line of the layer rests on them.
    Lost,
}

impl Target {
    /// The target for a line of a reading; nothing where the reading has no such line. `text` is the
    /// hash of the document's text, computed once by the caller.
    pub fn of(
        document: &Document,
        text: ContentHash,
        reading: &Reading,
        (layer, index): (Layer, u32),
    ) -> Option<Self> {
        let spans = spans_of(reading, layer, index)?;
        Some(Self {
            layer,
            anchors: spans
                .into_iter()
                .map(|span| Anchor::new(document, text, span))
                .collect(),
            says: says(reading, layer, index)?,
        })
    }

    /// Whether it is about a line of this document, in whatever reading.
    pub fn is_in(&self, original: ContentHash, part: &str) -> bool {
        self.anchors
            .first()
            .is_some_and(|anchor| anchor.original == original && anchor.part == part)
    }

    /// Looks for the line in a reading of its document. It never moves to words that only look alike.
    pub fn find(&self, document: &Document, text: ContentHash, reading: &Reading) -> Fate {
        let mut spans = Vec::new();
        let mut moved = false;
        for anchor in &self.anchors {
            match anchor.find(&document.text, text) {
                Found::Same(span) => spans.push(span),
                Found::Changed(places) => {
                    moved = true;
                    spans.extend(places);
                }
                Found::Lost => return Fate::Lost,
            }
        }
        let lines = |wanted: &dyn Fn(&[Span]) -> bool| -> Vec<u32> {
            (0..count(reading, self.layer))
                .filter(|index| {
                    spans_of(reading, self.layer, *index).is_some_and(|spans| wanted(&spans))
                })
                .collect()
        };
        if !moved {
            let exact = lines(&|of_line| of_line == spans);
            let mut same = exact
                .iter()
                .filter(|index| says(reading, self.layer, **index).as_ref() == Some(&self.says));
            if let Some(index) = same.next() {
                return Fate::Same(*index);
            }
            if !exact.is_empty() {
                return Fate::Changed(exact);
            }
        }
        let touching = lines(&|of_line| {
            of_line
                .iter()
                .any(|a| spans.iter().any(|b| a.intersection(*b).is_some()))
        });
        match (touching.is_empty(), moved) {
            (true, false) => Fate::Lost,
            _ => Fate::Changed(touching),
        }
    }
}

/// How many lines a layer has.
fn count(reading: &Reading, layer: Layer) -> u32 {
    let count = match layer {
        Layer::Mention => reading.mentions.len(),
        Layer::Entity => reading.entities.len(),
        Layer::Timex => reading.timexes.len(),
        Layer::Statement => reading.statements.len(),
        Layer::Event => reading.events.len(),
        Layer::Fact => reading.facts.len(),
        Layer::Ground => reading.grounds.len(),
        Layer::Disagreement => reading.disagreements.len(),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The words that make a line this one and no other.
pub(crate) fn spans_of(reading: &Reading, layer: Layer, index: u32) -> Option<Vec<Span>> {
    let at = index as usize;
    let spans = match layer {
        Layer::Mention => vec![reading.mentions.get(at)?.span],
        Layer::Entity => {
            let entity = reading.entities.get(at)?;
            vec![reading.mention(entity.named_by)?.span]
        }
        Layer::Timex => vec![reading.timexes.get(at)?.span],
        Layer::Statement => reading.statements.get(at)?.content.clone(),
        Layer::Event => vec![reading.events.get(at)?.trigger],
        Layer::Fact => vec![reading.facts.get(at)?.span],
        Layer::Ground => reading.grounds.get(at)?.evidence.clone(),
        Layer::Disagreement => reading
            .disagreements
            .get(at)?
            .facts
            .iter()
            .filter_map(|fact| Some(reading.fact(*fact)?.span))
            .collect(),
    };
    (!spans.is_empty()).then_some(spans)
}

/// What a line says.
pub(crate) fn says(reading: &Reading, layer: Layer, index: u32) -> Option<String> {
    let at = index as usize;
    Some(match layer {
        Layer::Mention => {
            let mention = reading.mentions.get(at)?;
            let entity = mention.entity.map_or("", |entity| reading.name(entity));
            format!("{} of {entity:?}", name(&mention.kind))
        }
        Layer::Entity => {
            let entity = reading.entities.get(at)?;
            format!("{} {:?}", name(&entity.kind), entity.name)
        }
        Layer::Timex => {
            let timex = reading.timexes.get(at)?;
            format!("{} {:?}", name(&timex.kind), timex.value)
        }
        Layer::Statement => {
            let statement = reading.statements.get(at)?;
            format!(
                "{} {} by {:?}",
                name(&statement.kind),
                name(&statement.act),
                speaker(reading, &statement.speaker)
            )
        }
        Layer::Event => {
            let event = reading.events.get(at)?;
            let date = event.date.as_ref().map_or("", |date| date.value.as_str());
            format!(
                "{} {} {date:?} by {:?}",
                event.kind.as_str(),
                event.modality.as_str(),
                asserter(reading, event.asserter)
            )
        }
        Layer::Fact => {
            let fact = reading.facts.get(at)?;
            format!(
                "{} {} {:?} by {:?}",
                fact.attribute.as_str(),
                fact.qualifier,
                fact.value,
                asserter(reading, fact.asserter)
            )
        }
        Layer::Ground => {
            let ground = reading.grounds.get(at)?;
            format!(
                "{}{} by {:?}",
                if ground.denied { "not " } else { "" },
                ground.code.as_str(),
                asserter(reading, ground.asserter)
            )
        }
        Layer::Disagreement => {
            let disagreement = reading.disagreements.get(at)?;
            format!(
                "{} {:?}",
                disagreement.attribute.as_str(),
                disagreement.about
            )
        }
    })
}

fn speaker<'r>(reading: &'r Reading, speaker: &'r Speaker) -> &'r str {
    match speaker {
        Speaker::Known { entity, .. } => reading.name(*entity),
        Speaker::Described { name } => name,
        Speaker::Unknown { .. } => "",
    }
}

fn asserter(reading: &Reading, asserter: Asserter) -> &str {
    match asserter {
        Asserter::Narration => "",
        Asserter::Statement(id) => reading
            .statement(id)
            .map_or("", |statement| speaker(reading, &statement.speaker)),
    }
}
