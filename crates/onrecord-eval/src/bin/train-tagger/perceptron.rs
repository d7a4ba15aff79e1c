//! The averaged perceptron.

use crate::gold::{Sentence, Word};
use onrecord_language::training::{
    features::{self, Shape, Style},
    fixed_tag,
    model::{self, Feature, TAGS},
};
use onrecord_record::{Tag, TokenKind};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A feature that occurs only once in the training data teaches nothing.
const RARE: u32 = 2;

/// Units of a stored weight to one of the perceptron's.
const SCALE: i64 = 12;

/// Smaller stored weights are left out.
const SMALL: i64 = 2;

/// How often a word must occur to be settled.
const SETTLED_COUNT: u32 = 40;

/// Of how many of its occurrences a settled word may have one with another tag.
const SETTLED_SHARE: u32 = 250;

/// Words by their hash, with the one tag they have.
type Settled = HashMap<u32, Tag>;

/// Weights for each feature and tag, while they are learnt.
struct Weights {
    rows: HashMap<u32, usize, BuildHasherDefault<AsIs>>,
    now: Vec<[i32; TAGS]>,
    /// Each change times the step it was made in: what averaging takes off.
    early: Vec<[i64; TAGS]>,
    /// How often the feature occurs.
    counts: Vec<u32>,
    step: i64,
}

/// The hashes of features are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }
    fn write_u32(&mut self, hash: u32) {
        self.0 = u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A sentence ready for training.
struct Prepared {
    words: Vec<features::Word>,
    fixed: Vec<Option<Tag>>,
    gold: Vec<Option<Tag>>,
    style: Style,
}

/// The sentences `repeat` times, with some of them once more in capitals, in Title Case and without
/// any capitals, so that headlines and careless writing are known too.
pub(crate) fn with_other_cases(sentences: &[Sentence], repeat: usize) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (i, sentence) in sentences.iter().enumerate() {
        all.extend(std::iter::repeat_n(sentence.clone(), repeat));
        let change: fn(&str) -> String = match i % 12 {
            0 | 6 => |form| form.to_uppercase(),
            3 | 9 => title_case,
            5 => |form| form.to_lowercase(),
            _ => continue,
        };
        let words = sentence.words.iter().map(|word| Word {
            form: match word.kind {
                TokenKind::Word | TokenKind::Clitic => change(&word.form),
                _ => word.form.clone(),
            },
            ..word.clone()
        });
        all.push(Sentence {
            words: words.collect(),
        });
    }
    all
}

fn title_case(form: &str) -> String {
    const SMALL: [&str; 20] = [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "as",
        "'s", "’s", "n't", "with", "from", "'",
    ];
    if SMALL.contains(&form) {
        return form.to_owned();
    }
    let mut chars = form.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Takes the tags off which a model that has not seen them strongly disagrees with. `sure` are
/// sentences whose tags are believed.
pub(crate) fn drop_doubtful(sure: &[Sentence], sentences: &mut [Sentence], trust: i32) {
    const FOLDS: usize = 2;
    for fold in 0..FOLDS {
        let mut others: Vec<Sentence> = with_other_cases(sure, 4);
        others.extend(
            sentences
                .iter()
                .enumerate()
                .filter(|(i, _)| i % FOLDS != fold)
                .map(|(_, s)| s.clone()),
        );
        let weights = learn(&others, &HashMap::new(), 3);
        for (i, sentence) in sentences.iter_mut().enumerate() {
            if i % FOLDS == fold {
                weights.drop_doubtful(sentence, i64::from(trust));
            }
        }
    }
}

/// Trains on the sentences and gives the bytes of the model.
pub(crate) fn train(sentences: &[Sentence], rounds: usize, keep: usize) -> Vec<u8> {
    let settled = settled_words(sentences);
    let weights = learn(sentences, &settled, rounds);
    let mut features = weights.averaged();
    features.sort_by_key(|(importance, (hash, _))| (std::cmp::Reverse(*importance), *hash));
    println!(
        "{} settled words, {} features, {keep} kept",
        settled.len(),
        features.len()
    );
    let kept: Vec<Feature> = features
        .into_iter()
        .take(keep)
        .map(|(_, feature)| feature)
        .collect();
    let mut settled: Vec<(u32, Tag)> = settled.into_iter().collect();
    settled.sort_unstable();
    model::write(&settled, &kept)
}

/// Frequent words without capitals that have the same tag nearly everywhere.
fn settled_words(sentences: &[Sentence]) -> Settled {
    let mut counts: HashMap<u32, [u32; TAGS]> = HashMap::new();
    for word in sentences.iter().flat_map(|s| &s.words) {
        let seen = features::Word::new(&word.form);
        let tag = word
            .tag
            .filter(|_| fixed_tag(&word.form, word.kind).is_none());
        if let (Shape::Lower, Some(tag)) = (seen.shape(), tag)
            && let Some(count) = counts
                .entry(seen.lower)
                .or_insert([0; TAGS])
                .get_mut(tag as usize)
        {
            *count += 1;
        }
    }
    counts
        .into_iter()
        .filter_map(|(word, counts)| {
            let tag = model::best(&counts);
            let (all, most): (u32, u32) = (counts.iter().sum(), *counts.get(tag as usize)?);
            (all >= SETTLED_COUNT && (all - most) * SETTLED_SHARE < all).then_some((word, tag))
        })
        .collect()
}

fn learn(sentences: &[Sentence], settled: &Settled, rounds: usize) -> Weights {
    let prepared: Vec<Prepared> = sentences.iter().map(|s| prepare(s, settled)).collect();
    let mut weights = Weights::new(&prepared);
    let mut order: Vec<usize> = (0..prepared.len()).collect();
    let mut random = Random(2020);
    for round in 0..rounds {
        random.shuffle(&mut order);
        let wrong: usize = order
            .iter()
            .filter_map(|i| prepared.get(*i))
            .map(|sentence| weights.learn(sentence))
            .sum();
        eprintln!("round {}: {wrong} wrong", round + 1);
    }
    weights
}

fn prepare(sentence: &Sentence, settled: &Settled) -> Prepared {
    let words: Vec<features::Word> = sentence
        .words
        .iter()
        .map(|w| features::Word::new(&w.form))
        .collect();
    Prepared {
        style: Style::of(&words),
        fixed: sentence
            .words
            .iter()
            .zip(&words)
            .enumerate()
            .map(|(at, (word, seen))| {
                let usual = seen.shape() == Shape::Lower
                    || (features::is_first(&words, at) && seen.shape() == Shape::Capital);
                fixed_tag(&word.form, word.kind)
                    .or_else(|| settled.get(&seen.lower).copied().filter(|_| usual))
            })
            .collect(),
        words,
        gold: sentence
            .words
            .iter()
            .map(|w| w.tag.filter(|tag| *tag != Tag::Punct))
            .collect(),
    }
}

impl Weights {
    fn new(sentences: &[Prepared]) -> Self {
        let mut counts: HashMap<u32, u32, BuildHasherDefault<AsIs>> = HashMap::default();
        for sentence in sentences {
            let tags: Vec<Tag> = sentence
                .gold
                .iter()
                .zip(&sentence.fixed)
                .map(|(gold, fixed)| fixed.or(*gold).unwrap_or_default())
                .collect();
            for at in 0..sentence.words.len() {
                let before = tags.get(..at).unwrap_or_default();
                for hash in features::features(&sentence.words, at, sentence.style, before) {
                    *counts.entry(hash).or_default() += 1;
                }
            }
        }
        let mut known: Vec<(u32, u32)> = counts.into_iter().filter(|(_, n)| *n >= RARE).collect();
        known.sort_unstable();
        Self {
            now: vec![[0; TAGS]; known.len()],
            early: vec![[0; TAGS]; known.len()],
            counts: known.iter().map(|(_, n)| *n).collect(),
            rows: known
                .iter()
                .enumerate()
                .map(|(i, (hash, _))| (*hash, i))
                .collect(),
            step: 0,
        }
    }

    /// Goes over one sentence; gives the number of words that had got a wrong tag.
    fn learn(&mut self, sentence: &Prepared) -> usize {
        let mut tags: Vec<Tag> = Vec::with_capacity(sentence.words.len());
        let mut wrong = 0;
        for (at, (fixed, gold)) in sentence.fixed.iter().zip(&sentence.gold).enumerate() {
            if let Some(tag) = fixed {
                tags.push(*tag);
                continue;
            }
            let rows = self.rows_of(sentence, at, &tags);
            let found = model::best(&self.scores(&rows));
            if let Some(gold) = gold {
                self.step += 1;
                if *gold != found {
                    wrong += 1;
                    self.change(&rows, *gold, 1);
                    self.change(&rows, found, -1);
                }
            }
            tags.push(found);
        }
        wrong
    }

    fn rows_of(&self, sentence: &Prepared, at: usize, before: &[Tag]) -> Vec<usize> {
        features::features(&sentence.words, at, sentence.style, before)
            .iter()
            .filter_map(|hash| self.rows.get(hash).copied())
            .collect()
    }

    fn scores(&self, rows: &[usize]) -> [i32; TAGS] {
        let mut scores = [0; TAGS];
        for row in rows.iter().filter_map(|row| self.now.get(*row)) {
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight;
            }
        }
        scores
    }

    fn change(&mut self, rows: &[usize], tag: Tag, by: i32) {
        for row in rows {
            let weight = self.now.get_mut(*row).and_then(|r| r.get_mut(tag as usize));
            let early = self
                .early
                .get_mut(*row)
                .and_then(|r| r.get_mut(tag as usize));
            if let (Some(weight), Some(early)) = (weight, early) {
                *weight += by;
                *early += i64::from(by) * self.step;
            }
        }
    }

    /// The averaged weights times [`SCALE`], with each feature's importance.
    fn averaged(&self) -> Vec<(u64, Feature)> {
        self.rows
            .iter()
            .filter_map(|(hash, row)| {
                let weights = self.average(*row)?;
                let stored: Vec<(Tag, i8)> = Tag::ALL
                    .into_iter()
                    .zip(weights)
                    .filter(|(_, weight)| weight.abs() >= SMALL)
                    .map(|(tag, weight)| (tag, weight.clamp(-127, 127) as i8))
                    .collect();
                let size: u64 = stored
                    .iter()
                    .map(|(_, w)| u64::from(w.unsigned_abs()))
                    .sum();
                let count = u64::from(*self.counts.get(*row)?);
                (size > 0).then_some((size * size * count, (*hash, stored)))
            })
            .collect()
    }

    fn average(&self, row: usize) -> Option<[i64; TAGS]> {
        let (now, early) = (self.now.get(row)?, self.early.get(row)?);
        let steps = self.step.max(1);
        let mut weights = [0; TAGS];
        for (weight, (now, early)) in weights.iter_mut().zip(now.iter().zip(early)) {
            let sum = i64::from(*now) * steps - early;
            *weight = (sum * SCALE * 2 + steps).div_euclid(steps * 2);
        }
        Some(weights)
    }

    fn drop_doubtful(&self, sentence: &mut Sentence, trust: i64) {
        let prepared = prepare(sentence, &HashMap::new());
        let mut tags: Vec<Tag> = Vec::new();
        for (at, word) in sentence.words.iter_mut().enumerate() {
            if let Some(Some(tag)) = prepared.fixed.get(at) {
                tags.push(*tag);
                continue;
            }
            let mut scores = [0i64; TAGS];
            for row in self.rows_of(&prepared, at, &tags) {
                for (score, weight) in scores
                    .iter_mut()
                    .zip(self.average(row).unwrap_or([0; TAGS]))
                {
                    *score += weight;
                }
            }
            let highest = scores.iter().max().copied().unwrap_or_default();
            let own = word.tag.and_then(|tag| scores.get(tag as usize).copied());
            let found = Tag::ALL
                .into_iter()
                .zip(scores)
                .find(|(_, score)| *score == highest)
                .map_or(Tag::default(), |(tag, _)| tag);
            if own.is_none_or(|own| highest - own > trust) {
                word.tag = None;
            }
            tags.push(word.tag.unwrap_or(found));
        }
    }
}

/// A small generator of the same numbers every time (xorshift).
struct Random(u64);

impl Random {
    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            order.swap(i, (self.0 % (i as u64 + 1)) as usize);
        }
    }
}
