//! The tables of this module, compiled when they are first needed.

use super::pattern::{Pattern, Vocabulary, WordId};
use super::table::rows;
use onrecord_record::{EventKind, GroundCode};
use std::sync::OnceLock;

/// `class<TAB>items parted by spaces<TAB>source`
const CLASSES: &str = include_str!("../../data/law/classes.tsv");
/// `event type<TAB>pattern<TAB>flags<TAB>source`
const EVENTS: &str = include_str!("../../data/law/event_triggers.tsv");
/// `ground code<TAB>pattern<TAB>flags<TAB>source`
const GROUNDS: &str = include_str!("../../data/law/ground_patterns.tsv");
/// As `GROUNDS`, for the contributing factors.
const FACTORS: &str = include_str!("../../data/law/factor_patterns.tsv");
/// `where<TAB>pattern<TAB>source`
const REJECTIONS: &str = include_str!("../../data/law/ground_rejections.tsv");

/// Every table of this module.
#[derive(Debug)]
pub(super) struct Lexicon {
    vocabulary: Vocabulary,
    /// What begins an event.
    pub(super) triggers: Table<Trigger>,
    /// What asserts a ground.
    pub(super) grounds: Table<GroundPattern>,
    /// What rejects a ground.
    pub(super) rejections: Table<Rejected>,
}

/// Where the ground stands that a wording rejects.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Rejected {
    /// Before the wording: "the alibi was rejected".
    Before,
    /// After it: "no evidence that ...".
    After,
}

/// Patterns with what they stand for, found by the word their search begins with.
#[derive(Debug)]
pub(super) struct Table<T> {
    rows: Vec<(Pattern, T)>,
    by_word: Vec<Vec<u32>>,
}

/// What a trigger's row says besides its pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    /// What happens.
    pub(super) kind: EventKind,
    /// The pattern as the table has it: the name of the rule.
    pub(super) rule: &'static str,
    flags: &'static str,
}

/// What a ground's row says besides its pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct GroundPattern {
    /// Which ground.
    pub(super) code: GroundCode,
    /// The pattern as the table has it: the name of the rule.
    pub(super) rule: &'static str,
    /// Whether the wording holds its own negation, by its words or its flag.
    pub(super) negative: bool,
    flags: &'static str,
}

impl Trigger {
    /// Whether the row has this flag.
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.split(' ').any(|f| f == flag)
    }
}

impl GroundPattern {
    /// Whether the row has this flag.
    pub(super) fn has(&self, flag: &str) -> bool {
        self.flags.split(' ').any(|f| f == flag)
    }
}

/// The compiled tables.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::compile)
}

impl Lexicon {
    fn compile() -> Self {
        let mut vocabulary = Vocabulary::default();
        for row in rows(CLASSES) {
            if let [class, items, ..] = row.as_slice() {
                vocabulary.add_class(class, items);
            }
        }
        let mut triggers = patterns(EVENTS, &mut vocabulary, |kind, rule, flags| {
            Some(Trigger {
                kind: EventKind::from_name(kind)?,
                rule,
                flags,
            })
        });
        let ground = |code: &'static str, rule: &'static str, flags: &'static str| {
            Some(GroundPattern {
                code: GroundCode::from_name(code)?,
                rule,
                negative: false,
                flags,
            })
        };
        let mut grounds = patterns(GROUNDS, &mut vocabulary, ground);
        grounds.extend(patterns(FACTORS, &mut vocabulary, ground));
        for (_, ground) in &mut grounds {
            ground.negative = ground.has("negative") || names_negation(ground.rule, &vocabulary);
        }
        let mut rejections = rejections(&mut vocabulary);
        let patterns = triggers.iter_mut().map(|(pattern, _)| pattern);
        let patterns = patterns.chain(grounds.iter_mut().map(|(pattern, _)| pattern));
        for pattern in patterns.chain(rejections.iter_mut().map(|(pattern, _)| pattern)) {
            pattern.settle(&vocabulary);
        }
        Self {
            triggers: Table::new(triggers, vocabulary.len()),
            grounds: Table::new(grounds, vocabulary.len()),
            rejections: Table::new(rejections, vocabulary.len()),
            vocabulary,
        }
    }

    /// The number of a word in lower case; 0 where no table has it.
    pub(super) fn word_id(&self, word: &str) -> WordId {
        self.vocabulary.id(word)
    }

    /// The words of a class.
    pub(super) fn class(&self, name: &str) -> &[WordId] {
        self.vocabulary.class(name)
    }
}

impl<T> Table<T> {
    fn new(rows: Vec<(Pattern, T)>, words: usize) -> Self {
        let mut by_word = vec![Vec::new(); words];
        for (i, (pattern, _)) in rows.iter().enumerate() {
            for word in pattern.anchor_words() {
                if let Some(list) = by_word.get_mut(word as usize) {
                    list.push(i as u32);
                }
            }
        }
        Self { rows, by_word }
    }

    /// The rows whose search begins with the word, in the table's order.
    pub(super) fn at(&self, word: WordId) -> impl Iterator<Item = (&Pattern, &T)> {
        let list = match word {
            0 => &[],
            _ => self
                .by_word
                .get(word as usize)
                .map_or(&[][..], Vec::as_slice),
        };
        list.iter()
            .filter_map(|i| self.rows.get(*i as usize))
            .map(|(pattern, item)| (pattern, item))
    }
}

fn patterns<T>(
    table: &'static str,
    vocabulary: &mut Vocabulary,
    item: impl Fn(&'static str, &'static str, &'static str) -> Option<T>,
) -> Vec<(Pattern, T)> {
    rows(table)
        .filter_map(|row| {
            let [name, pattern, flags, _source] = *row.as_slice() else {
                return None;
            };
            Some((
                Pattern::compile(pattern, vocabulary)?,
                item(name, pattern, flags)?,
            ))
        })
        .collect()
}

/// Whether a pattern's own words hold a negation.
fn names_negation(pattern: &str, vocabulary: &Vocabulary) -> bool {
    let negations = vocabulary.class("not");
    pattern
        .split([' ', '|', '?', '='])
        .filter(|word| !word.starts_with('!'))
        .any(|word| *word == *"@not" || negations.binary_search(&vocabulary.id(word)).is_ok())
}

fn rejections(vocabulary: &mut Vocabulary) -> Vec<(Pattern, Rejected)> {
    rows(REJECTIONS)
        .filter_map(|row| {
            let [place, pattern, _source] = *row.as_slice() else {
                return None;
            };
            let place = match place {
                "before" => Rejected::Before,
                "after" => Rejected::After,
                _ => return None,
            };
            Some((Pattern::compile(pattern, vocabulary)?, place))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_row_has_its_shape_and_stands_once() {
        let _ = lexicon();
        for (table, fields) in [
            (CLASSES, 3),
            (EVENTS, 4),
            (GROUNDS, 4),
            (FACTORS, 4),
            (REJECTIONS, 3),
        ] {
            let mut seen = HashSet::new();
            for row in rows(table) {
                assert_eq!(row.len(), fields, "{row:?}");
                assert!(!row[fields - 1].is_empty(), "no source: {row:?}");
                assert!(seen.insert((row[0], row[1])), "twice: {row:?}");
            }
        }
    }

    #[test]
    fn every_pattern_compiles() {
        let lexicon = lexicon();
        assert_eq!(lexicon.triggers.rows.len(), rows(EVENTS).count());
        assert_eq!(
            lexicon.grounds.rows.len(),
            rows(GROUNDS).chain(rows(FACTORS)).count()
        );
        assert_eq!(lexicon.rejections.rows.len(), rows(REJECTIONS).count());
    }

    #[test]
    fn every_class_that_is_named_exists() {
        let lexicon = lexicon();
        for row in rows(EVENTS)
            .chain(rows(GROUNDS))
            .chain(rows(FACTORS))
            .chain(rows(REJECTIONS))
        {
            for word in row[1].split([' ', '|', '?', '!', '=']) {
                if let Some(class) = word.strip_prefix('@') {
                    assert!(
                        !lexicon.class(class).is_empty(),
                        "no class {class}: {row:?}"
                    );
                }
            }
        }
    }
}
