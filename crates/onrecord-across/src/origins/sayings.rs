//! What statements say, in few bytes, so that the same saying is known again in another document.

use super::packed::{decode, encode};
use super::words::{Cut, Word, hash, hash_words};
use onrecord_record::{EntityId, Reading, SpeechAct};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How many of a saying's words are kept: those with the lowest hashes.
pub(super) const SKETCH: usize = 8;

/// Sayings with fewer words that matter are too common to tell anything.
const WORDS_THAT_MATTER: usize = 4;

/// A statement's speaker and content.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saying {
    /// Its index among the statements of the reading.
    pub index: u32,
    /// Who said it.
    pub speaker: EntityId,
    /// The hash of all its words in their order.
    pub exact: u32,
    /// The lowest hashes of those of its words that matter, sorted: at most eight.
    pub sketch: Vec<u16>,
}

/// Words that stand in any sentence.
static COMMON: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/common_words.txt").lines();
    lines
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .collect()
});

/// Those of a document whose speaker is known.
pub(super) fn of(cut: &Cut<'_>, reading: &Reading) -> Vec<Saying> {
    let statements = reading.statements.iter().enumerate();
    statements
        .filter(|(_, s)| {
            !matches!(
                s.act,
                SpeechAct::Attitude | SpeechAct::Question | SpeechAct::Refusal
            )
        })
        .filter_map(|(index, statement)| {
            let speaker = statement.speaker.entity()?;
            let content = statement.content.iter();
            let pieces: Vec<_> = content.map(|span| cut.within(&span.range())).collect();
            let folded = || pieces.iter().flat_map(|p| p.iter()).map(Word::folded);
            let mut sketch: Vec<u16> = folded()
                .filter(|word| !COMMON.contains(word))
                .map(|word| hash(word.as_bytes()) as u16)
                .collect();
            sketch.sort_unstable();
            sketch.dedup();
            sketch.truncate(SKETCH);
            (sketch.len() >= WORDS_THAT_MATTER).then(|| Saying {
                index: index as u32,
                speaker,
                exact: hash_words(folded()),
                sketch,
            })
        })
        .collect()
}

impl Saying {
    /// Whether both say the same, but for a word or two: an estimate from the words with the lowest
    /// hashes of both together.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        if self.exact == other.exact {
            return true;
        }
        let (mine, theirs): (BTreeSet<u16>, BTreeSet<u16>) = (
            self.sketch.iter().copied().collect(),
            other.sketch.iter().copied().collect(),
        );
        let lowest: Vec<u16> = mine.union(&theirs).copied().take(SKETCH).collect();
        let both = lowest
            .iter()
            .filter(|h| mine.contains(h) && theirs.contains(h))
            .count();
        both >= WORDS_THAT_MATTER && both * 4 >= lowest.len() * 3
    }
}

/// For `#[serde(with)]`: eleven bytes and two for each word.
pub(super) mod packed {
    use super::*;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(sayings: &[Saying], s: S) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::new();
        for saying in sayings {
            number(saying.index, &mut bytes);
            number(saying.speaker.0, &mut bytes);
            bytes.extend(saying.exact.to_le_bytes());
            number(saying.sketch.len() as u32, &mut bytes);
            bytes.extend(saying.sketch.iter().flat_map(|h| h.to_le_bytes()));
        }
        s.serialize_str(&encode(&bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Saying>, D::Error> {
        let bytes = decode(&String::deserialize(d)?);
        let sayings = bytes.and_then(|bytes| all(&mut bytes.iter().copied()));
        sayings.ok_or_else(|| D::Error::custom("not a packed list of sayings"))
    }

    fn all(bytes: &mut (impl ExactSizeIterator<Item = u8> + Clone)) -> Option<Vec<Saying>> {
        let mut sayings = Vec::new();
        while bytes.len() > 0 {
            let index = read(bytes)?;
            let speaker = EntityId(read(bytes)?);
            let exact =
                u32::from_le_bytes([bytes.next()?, bytes.next()?, bytes.next()?, bytes.next()?]);
            let mut sketch = Vec::new();
            for _ in 0..read(bytes)? {
                sketch.push(u16::from_le_bytes([bytes.next()?, bytes.next()?]));
            }
            sayings.push(Saying {
                index,
                speaker,
                exact,
                sketch,
            });
        }
        Some(sayings)
    }

    /// Seven bits a byte, lowest first (LEB128).
    fn number(mut value: u32, bytes: &mut Vec<u8>) {
        while value >= 0x80 {
            bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8);
    }

    fn read(bytes: &mut impl Iterator<Item = u8>) -> Option<u32> {
        let mut value = 0u32;
        for shift in (0..35).step_by(7) {
            let byte = bytes.next()?;
            value |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}
