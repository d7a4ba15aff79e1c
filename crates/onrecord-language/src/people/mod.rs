//! Mentions and the entities they refer to.

mod aliases;
pub(crate) mod author;
mod cast;
mod definite;
mod first_person;
pub(crate) mod gazetteer;
mod handles;
mod kinds;
mod labelled;
pub(crate) mod labels;
mod later_named;
mod names;
mod nominals;
pub(crate) mod nouns;
mod page;
mod pairs;
mod parties;
mod person_name;
mod personal_verbs;
mod pronouns;
mod reading;
mod resolve;
mod salience;
mod table;
mod titled_lines;

use crate::Draft;
use cast::Cast;
use page::Page;

/// Fills `mentions` and `entities`.
pub(crate) fn find(draft: &mut Draft) {
    let (mentions, entities) = {
        let page = Page::new(draft);
        let mut names = names::in_running_text(&page);
        titled_lines::find(&page, &mut names);
        labelled::find(&page, &mut names);
        let parts = parties::find(&page);
        parties::add_names(&page, &parts, &mut names);
        let witnesses = parties::add_witnesses(&page, &mut names);
        let mut groups = kinds::group(&page, &names);
        aliases::find(&page, &names, &mut groups);
        parties::alias_witnesses(&names, &mut groups, &witnesses);
        let mut cast = Cast::default();
        cast.cast_names(&groups, &names);
        cast.sight_names(&page, &groups, &names);
        nominals::sight(&page, &mut cast);
        let mut cast = resolve::walk(&page, &names, cast, parts);
        handles::link(&page, &mut cast);
        reading::make(&page, cast)
    };
    draft.mentions = mentions;
    draft.entities = entities;
}

/// Links first-person pronouns of the paper's own words to whoever writes it.
pub(crate) fn resolve_author(draft: &mut Draft) {
    first_person::resolve_author(draft);
}

/// Links first-person pronouns inside statements to their speakers.
pub(crate) fn resolve_first_person(draft: &mut Draft) {
    first_person::resolve(draft);
}
