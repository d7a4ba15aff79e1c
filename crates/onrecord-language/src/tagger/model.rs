//! The tagger's weights, used where they lie in the program's file.
//!
//! Layout, all numbers little-endian: the eight bytes of [`MAGIC`]; the numbers of settled slots, of
//! feature slots (both powers of two) and of weight bytes, four bytes each; then these three tables.
//!
//! - Settled words are those with one tag wherever they stand. A slot of five bytes is the hash of
//!   the word and one more than its tag; zero is an empty slot.
//! - A feature slot of five bytes is a mark (the high 16 bits of the feature's hash) and a place in
//!   the weights (24 bits); place zero is an empty slot.
//! - At that place stands how many tags have a weight, then each tag with its weight, a signed byte.
//!
//! The low bits of a hash give the slot to begin with; slots are searched one after the other up to
//! an empty one.

use super::features::{Shape, Style, Word, features};
use onrecord_record::Tag;

/// What a file of weights begins with; the last byte is the layout's version.
pub const MAGIC: [u8; 8] = *b"ORTAGGR\x02";

/// How many tags the model chooses from: all but [`Tag::Punct`].
pub const TAGS: usize = 36;

/// Bytes of a slot.
const SLOT: usize = 5;

/// Weights for features and tags.
#[derive(Debug)]
pub struct Model<'m> {
    settled: &'m [[u8; SLOT]],
    slots: &'m [[u8; SLOT]],
    weights: &'m [u8],
}

/// A feature's hash with the tags that have a weight for it.
pub type Feature = (u32, Vec<(Tag, i8)>);

impl<'m> Model<'m> {
    /// The model in `bytes`, which are not copied. Bytes that are no model give one without any
    /// feature, that tags every word alike.
    pub const fn new(bytes: &'m [u8]) -> Self {
        match Self::parse(bytes) {
            Some(model) => model,
            None => Model {
                settled: &[],
                slots: &[],
                weights: &[],
            },
        }
    }

    const fn parse(bytes: &'m [u8]) -> Option<Self> {
        let Some((magic, rest)) = bytes.split_first_chunk::<8>() else {
            return None;
        };
        let Some((settled, rest)) = rest.split_first_chunk::<4>() else {
            return None;
        };
        let Some((slots, rest)) = rest.split_first_chunk::<4>() else {
            return None;
        };
        let Some((weights, rest)) = rest.split_first_chunk::<4>() else {
            return None;
        };
        let settled = u32::from_le_bytes(*settled) as usize;
        let slots = u32::from_le_bytes(*slots) as usize;
        let weights = u32::from_le_bytes(*weights) as usize;
        let fits = rest.len() == (settled + slots) * SLOT + weights;
        let known = u64::from_le_bytes(*magic) == u64::from_le_bytes(MAGIC);
        if !known || !fits || !slots.is_power_of_two() || !settled.is_power_of_two() {
            return None;
        }
        let (settled, rest) = rest.split_at(settled * SLOT);
        let (slots, weights) = rest.split_at(slots * SLOT);
        Some(Model {
            settled: settled.as_chunks().0,
            slots: slots.as_chunks().0,
            weights,
        })
    }

    /// The tag of a word that has the same wherever it stands, if it is one and is written as usual:
    /// `first` is whether it begins its sentence, where a capital says nothing.
    pub fn settled(&self, word: &Word, first: bool) -> Option<Tag> {
        if word.shape() != Shape::Lower && !(first && word.shape() == Shape::Capital) {
            return None;
        }
        let mask = self.settled.len().checked_sub(1)?;
        let mut at = word.lower as usize & mask;
        for _ in 0..self.settled.len() {
            let [a, b, c, d, tag] = *self.settled.get(at)?;
            let index = usize::from(tag).checked_sub(1)?;
            if u32::from_le_bytes([a, b, c, d]) == word.lower {
                return Tag::ALL.get(index).copied();
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The tag of the word at `at`, by its features.
    pub fn tag(&self, words: &[Word], at: usize, style: Style, before: &[Tag]) -> Tag {
        let mut scores = [0i32; TAGS];
        for hash in features(words, at, style, before) {
            for [tag, weight] in self.weights_of(hash) {
                if let Some(score) = scores.get_mut(usize::from(*tag)) {
                    *score += i32::from(weight.cast_signed());
                }
            }
        }
        best(&scores)
    }

    /// The tags and weights of a feature; none for one that is not known.
    fn weights_of(&self, hash: u32) -> &'m [[u8; 2]] {
        let Some(place) = self.place_of(hash) else {
            return &[];
        };
        let Some((count, rest)) = self.weights.get(place..).and_then(<[u8]>::split_first) else {
            return &[];
        };
        let pairs = rest.get(..usize::from(*count) * 2).unwrap_or_default();
        pairs.as_chunks().0
    }

    fn place_of(&self, hash: u32) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mark = (hash >> 16) as u16;
        let mut at = hash as usize & mask;
        for _ in 0..self.slots.len() {
            let [m0, m1, p0, p1, p2] = *self.slots.get(at)?;
            let place = u32::from_le_bytes([p0, p1, p2, 0]);
            if place == 0 {
                return None;
            }
            if u16::from_le_bytes([m0, m1]) == mark {
                return Some(place as usize);
            }
            at = (at + 1) & mask;
        }
        None
    }
}

/// The tag with the highest score; of equal ones the first.
pub fn best<T: PartialOrd + Copy>(scores: &[T; TAGS]) -> Tag {
    let mut highest: Option<(T, Tag)> = None;
    for (score, tag) in scores.iter().zip(Tag::ALL) {
        if highest.is_none_or(|(most, _)| *score > most) {
            highest = Some((*score, tag));
        }
    }
    highest.map_or(Tag::default(), |(_, tag)| tag)
}

/// The bytes of a model.
///
/// Features whose slot and mark are another's already are left out, and so are those whose weights
/// have no room in 24 bits: give the most important ones first.
pub fn write(settled: &[(u32, Tag)], features: &[Feature]) -> Vec<u8> {
    let mut words = vec![[0u8; SLOT]; (settled.len() * 2).next_power_of_two()];
    for (hash, tag) in settled {
        let slot = find(&words, *hash, |slot| slot[4] == 0);
        let [a, b, c, d] = hash.to_le_bytes();
        if let Some(slot) = slot.and_then(|at| words.get_mut(at)) {
            *slot = [a, b, c, d, *tag as u8 + 1];
        }
    }
    let mut slots = vec![[0u8; SLOT]; (features.len() * 5 / 4).next_power_of_two()];
    let mut weights = vec![0u8];
    for (hash, row) in features {
        let [m0, m1] = ((hash >> 16) as u16).to_le_bytes();
        let is_empty = |slot: &[u8; SLOT]| slot[2..] == [0; 3];
        let at = find(&slots, *hash, |slot| {
            is_empty(slot) || slot[..2] == [m0, m1]
        });
        let Some(slot) = at.and_then(|at| slots.get_mut(at)) else {
            continue;
        };
        let [p0, p1, p2, 0] = (weights.len() as u32).to_le_bytes() else {
            break;
        };
        if is_empty(slot) {
            *slot = [m0, m1, p0, p1, p2];
            weights.push(row.len() as u8);
            weights.extend(
                row.iter()
                    .flat_map(|(tag, w)| [*tag as u8, w.cast_unsigned()]),
            );
        }
    }
    let mut bytes = MAGIC.to_vec();
    for length in [words.len(), slots.len(), weights.len()] {
        bytes.extend((length as u32).to_le_bytes());
    }
    bytes.extend(words.into_iter().chain(slots).flatten());
    bytes.extend(weights);
    bytes
}

/// The first slot, from the one that the hash gives, for which `fits` holds.
fn find(slots: &[[u8; SLOT]], hash: u32, fits: impl Fn(&[u8; SLOT]) -> bool) -> Option<usize> {
    let mask = slots.len() - 1;
    (0..slots.len())
        .map(|step| (hash as usize + step) & mask)
        .find(|at| slots.get(*at).is_some_and(&fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_written_and_nothing_else() {
        let features: Vec<Feature> = (0..500u32)
            .map(|i| (i.wrapping_mul(0x9E37_79B9), vec![(Tag::VB, i as i8)]))
            .collect();
        let bytes = write(&[(Word::new("of").lower, Tag::IN)], &features);
        let model = Model::new(&bytes);
        for (hash, row) in &features {
            let [tag, weight] = model.weights_of(*hash)[0];
            assert_eq!((tag, weight.cast_signed()), (Tag::VB as u8, row[0].1));
        }
        assert!(model.weights_of(0x1234_5678).is_empty());
        assert_eq!(model.settled(&Word::new("of"), false), Some(Tag::IN));
        assert_eq!(model.settled(&Word::new("Of"), false), None);
        assert_eq!(model.settled(&Word::new("Of"), true), Some(Tag::IN));
        assert_eq!(model.settled(&Word::new("in"), true), None);
    }

    #[test]
    fn bytes_that_are_no_model_have_no_features() {
        let model = Model::new(b"nothing of the kind");
        assert!(model.weights_of(7).is_empty());
        assert_eq!(model.settled(&Word::new("of"), false), None);
    }
}
