//! A small language for wordings: what the tables of triggers and grounds are written in.
//!
//! A pattern is a row of elements parted by spaces, matched against the tokens of one sentence:
//!
//! | element | matches |
//! |---|---|
//! | `word` | the word, whatever its case |
//! | `a\|b` | either; each may be of any kind below except `~` and `^` |
//! | `convict+v` | any form of the verb; not where the tagger took the word for a noun |
//! | `witness+n` | singular and plural; not where the tagger took the word for a verb |
//! | `@court` | any word of that class (`data/law/classes.tsv`) |
//! | `#vote` | a number such as `10-2` |
//! | `#number` | digits or a number word |
//! | `#years` | `28-year`, `five-year` |
//! | `#lawyer` | a word of `@lawyer`, or of a mention of somebody the text calls one |
//! | `#name` | a word of a mention of somebody, or in capitals |
//! | `~4` | up to four words of any kind, as few as possible, not over a semicolon |
//! | `^4` | the same inside one clause: not over a comma, a relative pronoun or a word like "that" |
//! | `?x` | `x` or nothing |
//! | `!x` | no `x` here (takes up no word) |
//! | `=x` | `x`, which is where the search begins; without it the first element that is words |
//!
//! Patterns are compiled when first used and looked up by the word they begin the search with, so
//! that a text's words are never tried against every pattern. No regular expression is involved.

use super::inflection::{noun_forms, verb_forms};
use super::scene::Scene;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A word of some table; 0 stands for every other word.
pub(super) type WordId = u16;

/// The words that occur in any table, and the classes that patterns can name.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<String, WordId>,
    classes: HashMap<&'static str, Vec<WordId>>,
    verbs: HashSet<WordId>,
    nouns: HashSet<WordId>,
}

impl Vocabulary {
    /// The number of a word in lower case; 0 where no table has it.
    pub(super) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or_default()
    }

    /// One past the highest word number.
    pub(super) fn len(&self) -> usize {
        self.ids.len() + 1
    }

    /// Adds the words of a class: items as in a pattern's `a|b`, parted by spaces.
    pub(super) fn add_class(&mut self, name: &'static str, items: &'static str) {
        let mut ids = self.classes.get(name).cloned().unwrap_or_default();
        for item in items.split(' ').filter(|item| !item.is_empty()) {
            ids.extend(self.expand(item).0);
        }
        ids.sort_unstable();
        ids.dedup();
        self.classes.insert(name, ids);
    }

    /// The words of a class; empty for an unknown one.
    pub(super) fn class(&self, name: &str) -> &[WordId] {
        self.classes.get(name).map_or(&[], Vec::as_slice)
    }

    fn intern(&mut self, word: &str) -> WordId {
        let next = (self.ids.len() + 1) as WordId;
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    fn expand(&mut self, item: &'static str) -> (Vec<WordId>, PartOfSpeech) {
        if let Some(class) = item.strip_prefix('@') {
            return (self.class(class).to_vec(), PartOfSpeech::Any);
        }
        let (forms, part) = match (item.strip_suffix("+v"), item.strip_suffix("+n")) {
            (Some(base), _) => (verb_forms(base), PartOfSpeech::Verb),
            (_, Some(base)) => (noun_forms(base), PartOfSpeech::Noun),
            _ => (vec![item.to_owned()], PartOfSpeech::Any),
        };
        let ids: Vec<WordId> = forms.iter().map(|form| self.intern(form)).collect();
        match part {
            PartOfSpeech::Verb => self.verbs.extend(&ids),
            PartOfSpeech::Noun => self.nouns.extend(&ids),
            PartOfSpeech::Any => {}
        }
        (ids, part)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum PartOfSpeech {
    Any,
    Verb,
    Noun,
}

/// One pattern.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pattern {
    elements: Vec<Element>,
    anchor: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Element {
    One(Single),
    Optional(Single),
    Not(Single),
    Gap { most: usize, clause: bool },
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct Single {
    any: Vec<WordId>,
    verbs: Vec<WordId>,
    nouns: Vec<WordId>,
    vote: bool,
    number: bool,
    years: bool,
    lawyer: bool,
    name: bool,
}

impl Pattern {
    /// Compiles a pattern; nothing where no element of it is made of words alone.
    pub(super) fn compile(source: &'static str, vocabulary: &mut Vocabulary) -> Option<Self> {
        let mut elements = Vec::new();
        let mut anchor = None;
        for item in source.split(' ').filter(|item| !item.is_empty()) {
            let marked = item.strip_prefix('=');
            let element = element(marked.unwrap_or(item), vocabulary)?;
            let can_be = matches!(&element, Element::One(one) if one.is_words());
            if can_be && (marked.is_some() || anchor.is_none()) {
                anchor = Some(elements.len());
            }
            elements.push(element);
        }
        Some(Self {
            elements,
            anchor: anchor?,
        })
    }

    /// Leaves to the tagger only the words that the tables use both as verb and as noun; taggers
    /// often err on the rest. Called once all tables are compiled.
    pub(super) fn settle(&mut self, vocabulary: &Vocabulary) {
        for element in &mut self.elements {
            if let Element::One(one) | Element::Optional(one) | Element::Not(one) = element {
                one.settle(vocabulary);
            }
        }
    }

    /// The words at which the search for this pattern begins.
    pub(super) fn anchor_words(&self) -> impl Iterator<Item = WordId> {
        let words = match self.elements.get(self.anchor) {
            Some(Element::One(one)) => [&one.any, &one.verbs, &one.nouns],
            _ => [const { &Vec::new() }; 3],
        };
        words.into_iter().flatten().copied()
    }

    /// The tokens that match with the anchor at token `at`, inside `limits`.
    pub(super) fn matches(
        &self,
        scene: &Scene<'_>,
        at: usize,
        limits: Range<usize>,
    ) -> Option<Range<usize>> {
        let (before, from) = self.elements.split_at_checked(self.anchor)?;
        let end = forward(scene, from, at, limits.end)?;
        let start = backward(scene, before, at, limits.start)?;
        Some(start..end)
    }
}

fn element(item: &'static str, vocabulary: &mut Vocabulary) -> Option<Element> {
    for (mark, clause) in [('~', false), ('^', true)] {
        if let Some(count) = item.strip_prefix(mark) {
            let most = count.parse().ok()?;
            return Some(Element::Gap { most, clause });
        }
    }
    if let Some(item) = item.strip_prefix('?') {
        return Some(Element::Optional(single(item, vocabulary)));
    }
    if let Some(item) = item.strip_prefix('!') {
        return Some(Element::Not(single(item, vocabulary)));
    }
    Some(Element::One(single(item, vocabulary)))
}

fn single(items: &'static str, vocabulary: &mut Vocabulary) -> Single {
    let mut single = Single::default();
    for item in items.split('|') {
        match item {
            "#vote" => single.vote = true,
            "#number" => single.number = true,
            "#years" => single.years = true,
            "#lawyer" => single.lawyer = true,
            "#name" => single.name = true,
            _ => {
                let (ids, part) = vocabulary.expand(item);
                match part {
                    PartOfSpeech::Any => single.any.extend(ids),
                    PartOfSpeech::Verb => single.verbs.extend(ids),
                    PartOfSpeech::Noun => single.nouns.extend(ids),
                }
            }
        }
    }
    for words in [&mut single.any, &mut single.verbs, &mut single.nouns] {
        words.sort_unstable();
        words.dedup();
    }
    single
}

impl Single {
    fn settle(&mut self, vocabulary: &Vocabulary) {
        let Self {
            any, verbs, nouns, ..
        } = self;
        any.extend(verbs.extract_if(.., |id| !vocabulary.nouns.contains(id)));
        any.extend(nouns.extract_if(.., |id| !vocabulary.verbs.contains(id)));
        any.sort_unstable();
        any.dedup();
    }

    /// Whether it is made of words alone, so that it can be looked up.
    fn is_words(&self) -> bool {
        !(self.vote || self.number || self.years || self.lawyer || self.name)
    }

    fn matches(&self, scene: &Scene<'_>, token: usize) -> bool {
        let word = scene.word_id(token);
        if word != 0 {
            let has = |words: &[WordId]| words.binary_search(&word).is_ok();
            if has(&self.any)
                || has(&self.verbs) && !scene.is_tagged_noun(token)
                || has(&self.nouns) && !scene.is_tagged_verb(token)
            {
                return true;
            }
        }
        self.vote && scene.vote(token).is_some()
            || self.number && scene.is_number(token)
            || self.years && scene.is_years(token)
            || self.lawyer && scene.is_lawyer(token)
            || self.name && scene.is_name(token)
    }
}

/// Where a match of `elements` that begins at token `at` ends.
fn forward(scene: &Scene<'_>, elements: &[Element], at: usize, limit: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else {
        return Some(at);
    };
    match first {
        Element::One(one) => {
            (at < limit && one.matches(scene, at)).then(|| forward(scene, rest, at + 1, limit))?
        }
        Element::Optional(one) => (at < limit && one.matches(scene, at))
            .then(|| forward(scene, rest, at + 1, limit))
            .flatten()
            .or_else(|| forward(scene, rest, at, limit)),
        Element::Not(one) => (at >= limit || !one.matches(scene, at))
            .then(|| forward(scene, rest, at, limit))
            .flatten(),
        Element::Gap { most, clause } => (0..=*most)
            .map(|skipped| at + skipped)
            .take_while(|next| {
                *next <= limit && (*next == at || !stops_gap(scene, next - 1, *clause))
            })
            .find_map(|next| forward(scene, rest, next, limit)),
    }
}

/// Whether no gap runs over the word at a token.
fn stops_gap(scene: &Scene<'_>, token: usize, clause: bool) -> bool {
    let ends_clause = || {
        scene.draft.word(token) == ","
            || scene.is(token, "relative")
            || scene.is(token, "subordinator")
    };
    scene.is_barrier(token) || clause && ends_clause()
}

/// Where a match of `elements` that ends before token `end` begins.
fn backward(scene: &Scene<'_>, elements: &[Element], end: usize, limit: usize) -> Option<usize> {
    let Some((last, rest)) = elements.split_last() else {
        return Some(end);
    };
    let before = end.checked_sub(1).filter(|token| *token >= limit);
    let fits = |one: &Single| before.filter(|token| one.matches(scene, *token));
    match last {
        Element::One(one) => backward(scene, rest, fits(one)?, limit),
        Element::Optional(one) => fits(one)
            .and_then(|token| backward(scene, rest, token, limit))
            .or_else(|| backward(scene, rest, end, limit)),
        Element::Not(one) => match fits(one) {
            Some(_) => None,
            None => backward(scene, rest, end, limit),
        },
        Element::Gap { most, clause } => (0..=*most)
            .map_while(|skipped| end.checked_sub(skipped))
            .take_while(|next| {
                *next >= limit && (*next == end || !stops_gap(scene, *next, *clause))
            })
            .find_map(|next| backward(scene, rest, next, limit)),
    }
}
