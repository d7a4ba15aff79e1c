//! Pronouns with two candidates, as GAP asks (Webster et al., "Mind the GAP", 2018): for each name, whether the pronoun
//! means it; F1 over those that it means.

use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Place, Pronoun};

pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    for pronoun in &gold.pronouns {
        let (mut hit, mut said, mut there) = (0, 0, 0);
        for (_, means, read_so) in answers(read, pronoun) {
            hit += usize::from(means && read_so);
            said += usize::from(read_so);
            there += usize::from(means);
        }
        tally.add("pronoun", Shown::F1, Counts::of(hit, said, there));
    }
}

/// Of each candidate, whether the pronoun means it, and whether it was read so.
pub(crate) fn answers<'a>(read: &Annotated, pronoun: &'a Pronoun) -> Vec<(&'a Place, bool, bool)> {
    let entity_over = |place: &Place| {
        let mentions = read.mentions.iter();
        let over = mentions.filter(|m| m.place.start < place.end && place.start < m.place.end);
        // The shortest that lies over it: the pronoun itself, not a description that holds it.
        over.min_by_key(|m| (m.place.end - m.place.start).abs_diff(place.end - place.start))
            .map(|m| m.entity)
    };
    let meant = entity_over(&pronoun.place);
    let candidates = pronoun.candidates.iter();
    candidates
        .map(|(name, means)| (name, *means, meant.is_some() && entity_over(name) == meant))
        .collect()
}
