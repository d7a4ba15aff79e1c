//! In which order lines are reviewed.
//!
//! What matters most to a case comes first, so that an hour is well spent even if the queue is never
//! emptied: what was decided and reads otherwise now; grounds, recantations and alibis before others;
//! the values of disagreements; the statements that those rest on; then all others, those of which the
//! machine is least sure first.

use super::{LAYERS, stands};
use crate::held::{Held, HeldDocument};
use crate::wording::grouped;
use onrecord_across::{LineRef, Together};
use onrecord_case::{CaseError, Review};
use onrecord_record::{Asserter, ContentHash, EventKind, GroundCode, Layer, Reading, Span};
use onrecord_views::ItemId;
use std::collections::{BTreeMap, BTreeSet};

/// Why a line comes when it comes; the first is the most urgent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Weight {
    LookAgain,
    Recantation,
    Alibi,
    Ground,
    Disagreement,
    RestsOn,
    Event,
    Rest,
}

/// A line to be reviewed.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Number of the document, from 0.
    pub(super) document: usize,
    pub(super) layer: Layer,
    pub(super) index: u32,
    /// The words to show in their surroundings.
    pub(super) span: Option<Span>,
    weight: Weight,
    /// How sure the machine is, in percent.
    confidence: u8,
}

impl Item {
    pub(super) const fn id(&self) -> ItemId {
        ItemId::of_line(self.layer, self.index)
    }

    /// Why it comes now, for people.
    pub(super) fn why(&self) -> String {
        let why = match self.weight {
            Weight::LookAgain => "decided about, and reads otherwise now",
            Weight::Recantation => "a recantation",
            Weight::Alibi => "an alibi",
            Weight::Ground => "a ground for review",
            Weight::Disagreement => "in a disagreement",
            Weight::RestsOn => "a ground or disagreement rests on it",
            Weight::Event => "an event",
            Weight::Rest => "",
        };
        match why {
            "" => format!("the machine is {} % sure", self.confidence),
            why => why.to_owned(),
        }
    }
}

/// What is to be reviewed, in order.
pub(super) struct Queue {
    pub(super) items: Vec<Item>,
    pub(super) tally: Tally,
}

/// How much is reviewed.
#[derive(Default)]
pub(super) struct Tally {
    counts: BTreeMap<(usize, Review), u64>,
}

impl Tally {
    fn count(&self, wanted: impl Fn(usize, Review) -> bool) -> u64 {
        let counts = self.counts.iter();
        counts
            .filter(|((layer, review), _)| wanted(*layer, *review))
            .map(|(_, count)| count)
            .sum()
    }

    pub(super) fn told(&self) -> String {
        let all = self.count(|_, _| true);
        let left = self.count(|_, review| matches!(review, Review::Unreviewed | Review::Look));
        let share = ((all - left) * 100).checked_div(all).unwrap_or(0);
        format!(
            "{} of {} lines reviewed ({share} %)",
            grouped(all - left),
            grouped(all)
        )
    }

    pub(super) fn by_layer(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (number, layer) in LAYERS.into_iter().enumerate() {
            let reviews = [
                Review::Unreviewed,
                Review::Look,
                Review::Confirmed,
                Review::Corrected,
                Review::Rejected,
            ];
            let parts: Vec<String> = reviews
                .into_iter()
                .map(|review| (self.count(|l, r| l == number && r == review), review))
                .filter(|(count, _)| *count > 0)
                .map(|(count, review)| format!("{} {}", grouped(count), stands(review)))
                .collect();
            if !parts.is_empty() {
                lines.push(format!("  {}s: {}", name(layer), parts.join(", ")));
            }
        }
        lines
    }
}

const fn name(layer: Layer) -> &'static str {
    match layer {
        Layer::Ground => "ground",
        Layer::Statement => "statement",
        Layer::Event => "event",
        Layer::Fact => "fact",
        Layer::Disagreement => "disagreement",
        Layer::Mention => "mention",
        Layer::Entity => "name",
        Layer::Timex => "date",
    }
}

impl Queue {
    /// The unreviewed lines of the case, or of one document; `progress` is told how many documents were
    /// looked through.
    pub(super) fn of(
        held: &Held,
        only: Option<usize>,
        progress: &mut dyn FnMut(u64),
    ) -> Result<Self, CaseError> {
        let mut queue = Self {
            items: Vec::new(),
            tally: Tally::default(),
        };
        let across = across(&held.together()?);
        for number in 0..held.len() {
            if only.is_none_or(|only| only == number)
                && let Some(document) = held.document(number)?
            {
                queue.take(number, &document, &across);
            }
            progress(number as u64 + 1);
        }
        queue.items.sort_by_key(|item| {
            (
                item.weight,
                item.confidence,
                item.document,
                item.span.map(Span::start),
            )
        });
        Ok(queue)
    }

    fn take(&mut self, number: usize, document: &HeldDocument, across: &BTreeMap<LineRef, Weight>) {
        let reading = &document.reading;
        let mut weights = weights(reading);
        let line = |layer, index| LineRef {
            document: number as u32,
            layer,
            index,
        };
        let here = across.range(line(Layer::Mention, 0)..=line(Layer::Disagreement, u32::MAX));
        for (line, weight) in here {
            let known = weights.entry((line.layer, line.index)).or_insert(*weight);
            *known = (*known).min(*weight);
        }
        for (at, layer) in LAYERS.into_iter().enumerate() {
            for index in 0.. {
                let Some((span, confidence)) = about(reading, layer, index) else {
                    break;
                };
                let review = document.marks.of_line(layer, index).review;
                *self.tally.counts.entry((at, review)).or_default() += 1;
                let weight = match review {
                    Review::Look => Weight::LookAgain,
                    Review::Unreviewed => weights
                        .get(&(layer, index))
                        .copied()
                        .unwrap_or(Weight::Rest),
                    _ => continue,
                };
                self.items.push(Item {
                    document: number,
                    layer,
                    index,
                    span,
                    weight,
                    confidence,
                });
            }
        }
    }

    /// Leaves a random sample of the unreviewed lines. The same case in the same state gives the same
    /// sample: `seed` is the head of its log.
    pub(super) fn sample(&mut self, size: usize, seed: Option<ContentHash>) {
        let mut state = seed.map_or(0, |seed| {
            let bytes = seed.as_bytes().iter().take(8);
            bytes.fold(0u64, |state, byte| state << 8 | u64::from(*byte))
        });
        let mut keyed: Vec<(u64, Item)> = self
            .items
            .drain(..)
            .map(|item| {
                // SplitMix64, by Sebastiano Vigna (public domain).
                state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mut mixed = state;
                mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                (mixed ^ (mixed >> 31), item)
            })
            .collect();
        keyed.sort_by_key(|(key, _)| *key);
        self.items = keyed.into_iter().take(size).map(|(_, item)| item).collect();
    }
}

/// The lines that matter for what documents say together: contested values, and what was taken back.
fn across(together: &Together) -> BTreeMap<LineRef, Weight> {
    let mut weights = BTreeMap::new();
    let values = together.contested.iter().flat_map(|of| &of.values);
    for place in values.flat_map(|value| &value.places) {
        weights.extend(place.line().map(|line| (line, Weight::Disagreement)));
    }
    for story in &together.stories {
        for line in story.statements.iter().filter_map(|telling| telling.line) {
            weights.insert(line, Weight::RestsOn);
        }
        let taking_back = story.recantation.as_ref().map(|taken| taken.by);
        if let Some(line) = taking_back.and_then(|by| story.statements.get(by)?.line) {
            weights.insert(line, Weight::Recantation);
        }
    }
    weights
}

/// The lines that matter more than others.
fn weights(reading: &Reading) -> BTreeMap<(Layer, u32), Weight> {
    let mut weights = BTreeMap::new();
    let mut rests_on = BTreeSet::new();
    for (ground, index) in reading.grounds.iter().zip(0..) {
        let weight = match ground.code {
            GroundCode::Recantation => Weight::Recantation,
            GroundCode::Alibi => Weight::Alibi,
            _ => Weight::Ground,
        };
        weights.insert((Layer::Ground, index), weight);
        rests_on.extend(said_by(ground.asserter));
    }
    for (disagreement, index) in reading.disagreements.iter().zip(0..) {
        weights.insert((Layer::Disagreement, index), Weight::Disagreement);
        for fact in &disagreement.facts {
            weights.insert((Layer::Fact, fact.0), Weight::Disagreement);
            let asserter = reading.fact(*fact).map(|fact| fact.asserter);
            rests_on.extend(asserter.and_then(said_by));
        }
    }
    for statement in rests_on {
        weights.insert((Layer::Statement, statement), Weight::RestsOn);
    }
    for (event, index) in reading.events.iter().zip(0..) {
        let weight = if event.kind == EventKind::Recantation {
            Weight::Recantation
        } else {
            Weight::Event
        };
        weights.insert((Layer::Event, index), weight);
    }
    weights
}

/// The index of the statement that asserts something.
fn said_by(asserter: Asserter) -> Option<u32> {
    match asserter {
        Asserter::Narration => None,
        Asserter::Statement(id) => Some(id.0),
    }
}

/// The words to show of a line, and how sure the machine is; nothing where there is no such line.
fn about(reading: &Reading, layer: Layer, index: u32) -> Option<(Option<Span>, u8)> {
    let at = index as usize;
    Some(match layer {
        Layer::Ground => {
            let ground = reading.grounds.get(at)?;
            (ground.evidence.first().copied(), ground.confidence.0)
        }
        Layer::Statement => {
            let statement = reading.statements.get(at)?;
            (statement.content.first().copied(), statement.confidence.0)
        }
        Layer::Event => {
            let event = reading.events.get(at)?;
            (Some(event.trigger), event.confidence.0)
        }
        Layer::Fact => {
            let fact = reading.facts.get(at)?;
            (Some(fact.span), fact.confidence.0)
        }
        Layer::Disagreement => {
            let disagreement = reading.disagreements.get(at)?;
            let first = disagreement.facts.first();
            (first.and_then(|fact| Some(reading.fact(*fact)?.span)), 50)
        }
        Layer::Mention | Layer::Entity | Layer::Timex => return None,
    })
}
