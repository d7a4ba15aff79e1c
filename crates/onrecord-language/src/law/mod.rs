//! Events, facts, grounds and disagreements: what people say happened in a criminal case.
//!
//! Found by the wordings of the tables in `data/law`, inside a sentence and its neighbours. Every
//! item has an asserter, the document's own voice or the innermost statement around it: this module
//! must never find anything on its own account, and never weighs what is asserted.

mod clause;
mod disagreements;
mod events;
mod facts;
mod grounds;
mod inflection;
mod lexicon;
mod pattern;
mod scene;
mod table;
#[cfg(test)]
mod tests;

use crate::Draft;

/// Fills `events`, `facts`, `grounds` and `disagreements`.
pub(crate) fn find(draft: &mut Draft) {
    let scene = scene::Scene::new(draft, lexicon::lexicon());
    let mut events = events::find(&scene);
    for event in &mut events {
        event.place = facts::place_of(&scene, event);
    }
    let grounds = grounds::find(&scene);
    let facts = facts::find(&scene, &events);
    let disagreements = disagreements::find(&scene, &events, &facts);
    draft.events = events;
    draft.grounds = grounds;
    draft.facts = facts;
    draft.disagreements = disagreements;
}
