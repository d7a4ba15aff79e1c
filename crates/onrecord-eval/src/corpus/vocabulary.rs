//! The closed lists that annotations take their values from.

use serde::Deserialize;

const FILE: &str = include_str!("../../data/vocabulary.toml");

/// The lists of `data/vocabulary.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What a saying was.
    pub acts: Vec<String>,
    /// By the quotation marks.
    pub statement_kinds: Vec<String>,
    /// Whether it was said at all.
    pub modality: Vec<String>,
    /// Through what it was said.
    pub media: Vec<String>,
    /// What may be taken over from the statement before.
    pub carried: Vec<String>,
    /// Types of entities.
    pub entity_types: Vec<String>,
    /// Kinds of mentions.
    pub mention_kinds: Vec<String>,
    /// What can be annotated.
    pub layers: Vec<String>,
    /// TIMEX3 types.
    pub timex_types: Vec<String>,
    /// TIMEX3 modifiers.
    pub mods: Vec<String>,
    /// Types of events.
    pub event_types: Vec<String>,
    /// Roles in events.
    pub roles: Vec<String>,
    /// Attributes of facts.
    pub attributes: Vec<String>,
    /// Qualifiers of facts, besides the types of events.
    pub qualifiers: Vec<String>,
    /// Attributes whose values are words of the text.
    pub worded_attributes: Vec<String>,
    /// Sentences that are no durations.
    pub sentences: Vec<String>,
    /// Votes that are no numbers.
    pub votes: Vec<String>,
    /// Codes of grounds.
    pub grounds: Vec<String>,
}

impl Vocabulary {
    /// The lists of this project.
    ///
    /// # Errors
    ///
    /// Where the data file is broken.
    pub fn load() -> Result<Self, toml::de::Error> {
        toml::from_str(FILE)
    }

    /// Whether a fact may have this qualifier.
    pub fn is_qualifier(&self, value: &str) -> bool {
        holds(&self.qualifiers, value) || holds(&self.event_types, value)
    }
}

/// Whether the list has the value.
pub fn holds(list: &[String], value: &str) -> bool {
    list.iter().any(|known| known == value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_read_and_name_nothing_twice() {
        let vocabulary = Vocabulary::load().unwrap();
        assert_eq!(vocabulary.acts.len(), 8);
        let mut events = vocabulary.event_types.clone();
        events.sort();
        events.dedup();
        assert_eq!(events.len(), vocabulary.event_types.len());
        assert!(vocabulary.is_qualifier("offence") && vocabulary.is_qualifier("then"));
        assert!(!vocabulary.is_qualifier("now"));
    }
}
