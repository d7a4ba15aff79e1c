//! Who said what: statements with content, cue, source, speaker and circumstances.
//!
//! The words are cut into [`units`]; [`finder`] looks for cue verbs in each, with the [`subject`]
//! that speaks and the [`content`] they take; [`according`] and [`nouns`] do the same for "according
//! to" and "his claim that"; [`speech`] gives quotations without a cue to whoever is speaking;
//! [`turns`] makes one of every turn that a label gives to somebody; [`speaker`] resolves who that is; [`circumstances`] adds where, when and to whom.
//!
//! Nothing here decides whether what was said is so.

mod according;
mod around;
mod assembly;
mod blocks;
mod boundaries;
mod circumstances;
mod complement;
mod constructions;
mod content;
mod cues;
mod exceptions;
mod finder;
mod headlines;
mod media;
mod nouns;
mod openings;
mod plausible;
mod speaker;
mod speech;
mod subject;
mod turns;
mod units;
mod verb_group;
mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_rulings;

use crate::Draft;
use circumstances::Times;
use speaker::known;

/// Whether the unit is part of words that a label gives to somebody.
fn in_turn(draft: &Draft, unit: &units::Unit) -> bool {
    unit.get(0).is_some_and(|e| draft.turns.overlaps(e.span))
}

/// Fills `statements`.
pub(crate) fn find(draft: &mut Draft) {
    let units = units::build(draft);
    let times = Times::new(draft);
    let mut found = Vec::new();
    for unit in &units {
        let first = found.len();
        for site in finder::sites(unit, &times) {
            found.extend(assembly::statement(draft, unit, &site));
        }
        if blocks::ends_with_colon(unit) && found.len() == first {
            let site = finder::introduction(unit, &times);
            found.extend(site.and_then(|s| blocks::statement(draft, unit, &s)));
        }
        found.extend(according::statements(draft, unit, &times));
        found.extend(nouns::statements(draft, unit, &times));
        found.extend(headlines::statement(draft, unit));
        // A turn's own quotation marks make no further speech.
        if draft.turns.is_empty() || !in_turn(draft, unit) {
            speech::add_bare(draft, unit, &mut found, first);
        }
    }
    found.extend(turns::statements(draft));
    let mut statements = assembly::ordered(found);
    speaker::resolve(draft, &mut statements);
    circumstances::add(draft, &mut statements);
    draft.statements = statements.into_iter().map(|f| f.statement).collect();
}
