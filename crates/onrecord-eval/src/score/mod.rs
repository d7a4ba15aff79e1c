//! Comparing what was read with what is annotated.
//!
//! The measures of statements, temporal expressions, people, events and grounds are defined in each module;
//! all counts are summed over documents before anything is divided (micro-average), and intervals come from
//! drawing documents with replacement.

mod bootstrap;
mod coreference;
mod marked;
mod matching;
mod names;
mod names_of_people;
mod people;
mod pronouns;
mod statements;
mod tags;
mod tally;
mod timexes;
mod words;

pub use bootstrap::{Interval, intervals};
pub(crate) use coreference::{
    Cluster, clusters, compare as compare_clusters, places as places_of_clusters,
};
pub(crate) use marked::{
    compared_events, compared_facts, compared_grounds, is_asserter, is_date, is_subject,
};
pub(crate) use matching::{Compared, matched};
pub(crate) use names::compared as compared_names;
pub(crate) use names_of_people::naming;
pub(crate) use people::{compared as compared_people, merged as merged_people};
pub(crate) use pronouns::answers as answers_of_pronouns;
pub(crate) use statements::{
    compared as compared_statements, is_right_speaker, required, roles_otherwise,
};
pub(crate) use tags::{Cut, compared as compared_tags};
pub(crate) use tally::with_means;
pub use tally::{Counts, Figure, Shown, Tally};
pub(crate) use timexes::{compared as compared_timexes, is_value};
pub(crate) use words::Words;

use crate::annotated::{Annotated, Layer};

/// What counts of one layer of one document.
pub fn count(layer: Layer, gold: &Annotated, read: &Annotated) -> Tally {
    let mut tally = Tally::default();
    match layer {
        Layer::Statements => statements::count(gold, read, &mut tally),
        Layer::Speakers => statements::count_speakers(gold, read, &mut tally),
        Layer::Timexes => timexes::count(gold, read, &mut tally),
        Layer::Names => names::count(gold, read, &mut tally),
        Layer::Coreference => coreference::count(gold, read, &mut tally),
        Layer::People => people::count(gold, read, &mut tally),
        Layer::Events => marked::events(gold, read, &mut tally),
        Layer::Facts => marked::facts(gold, read, &mut tally),
        Layer::Grounds => marked::grounds(gold, read, &mut tally),
        Layer::Tags => tags::count(gold, read, &mut tally),
        Layer::Pronouns => pronouns::count(gold, read, &mut tally),
    }
    tally
}
