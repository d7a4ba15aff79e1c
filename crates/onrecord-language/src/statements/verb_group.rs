//! A verb with what belongs to it on its left: auxiliaries, negation, "to".

use super::units::{Element, Unit};
use onrecord_record::Tag;

/// A verb with its auxiliaries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct VerbGroup {
    /// The verb itself.
    pub(crate) verb: usize,
    /// Its first auxiliary or adverb.
    pub(crate) start: usize,
    /// "was told", not "told".
    pub(crate) passive: bool,
    pub(crate) negated: bool,
    /// "to say", not under a verb that passes its subject on.
    pub(crate) infinitive: bool,
    /// Would, could, might.
    pub(crate) modal: bool,
}

impl VerbGroup {
    /// "it is argued": the subject is the empty "it".
    pub(crate) fn follows_it(&self, unit: &Unit) -> bool {
        self.start
            .checked_sub(1)
            .and_then(|i| unit.get(i))
            .is_some_and(|e| e.is("it"))
    }
}

/// The group of the verb at `verb`.
pub(crate) fn verb_group(unit: &Unit, verb: usize) -> VerbGroup {
    let mut group = VerbGroup {
        verb,
        start: verb,
        passive: false,
        negated: false,
        infinitive: false,
        modal: false,
    };
    let participle = unit
        .get(verb)
        .is_some_and(|e| matches!(e.tag, Tag::VBN | Tag::VBD));
    while let Some(before) = group.start.checked_sub(1) {
        let Some(element) = unit.get(before).filter(|e| e.is_word()) else {
            break;
        };
        if element.is_negation() {
            group.negated |= !unit.get(group.start).is_some_and(|e| e.is("only"));
        } else if element.is_auxiliary() {
            let possessive = element.tag == Tag::POS;
            if possessive {
                break;
            }
            group.passive |= participle && element.is_form_of_be();
            group.modal |=
                element.is_any(&["would", "could", "might", "may", "should", "can", "'d"]);
        } else if element.is("to") {
            let raising = (before.saturating_sub(2)..before)
                .rev()
                .find(|i| unit.get(*i).is_some_and(Element::is_raising));
            match raising {
                Some(i)
                    if (i + 1..before)
                        .all(|k| unit.get(k).is_some_and(|e| e.is("on") || e.tag.is_adverb())) =>
                {
                    group.start = i;
                    continue;
                }
                _ => {
                    group.infinitive = true;
                    break;
                }
            }
        } else if !element.tag.is_adverb() || element.is_any(&["so", "there", "here", "ago"]) {
            break;
        }
        group.start = before;
    }
    group
}
