//! Which tellings are of one event.
//!
//! A case has one conviction of one person at one time: tellings of a kind are taken together
//! unless their dates, people or values keep them apart. Rulings, filings and hearings are many:
//! only a mere mention ("the ruling") joins one told before.

use super::super::scene::Scene;
use super::{Telling, participants};
use crate::time::overlap;
use onrecord_record::{EntityId, EventId, EventKind, Modality, Span};

/// What became of a telling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Link {
    /// The first of its event.
    First,
    /// Told before, by the event with this id.
    Again(EventId),
    /// Too little to be an event, and nothing to join.
    Dropped,
}

/// One event as its tellings give it so far.
struct Known {
    kind: EventKind,
    id: EventId,
    dates: Vec<String>,
    people: Vec<EntityId>,
    value: Option<String>,
    words: Vec<u16>,
    evidence: Span,
    modality: Modality,
}

/// What became of each telling, in order. Ids count the tellings that are kept.
pub(super) fn link(scene: &Scene<'_>, tellings: &mut [Telling]) -> Vec<Link> {
    let mut known: Vec<Known> = Vec::new();
    let mut kept = 0;
    let mut links = Vec::with_capacity(tellings.len());
    for telling in tellings {
        let link = one(scene, telling, &mut known, EventId::new(kept));
        if link != Link::Dropped {
            kept += 1;
        }
        links.push(link);
    }
    links
}

fn one(scene: &Scene<'_>, telling: &mut Telling, known: &mut Vec<Known>, id: EventId) -> Link {
    if !matches!(telling.modality, Modality::Happened | Modality::Prospective) {
        return Link::First;
    }
    let here = Known {
        kind: telling.trigger.kind,
        id,
        dates: telling.date.iter().map(|d| d.value.clone()).collect(),
        people: people(scene, telling),
        value: value(scene, telling),
        words: vec![scene.word_id(telling.anchor)],
        evidence: telling.evidence,
        modality: telling.modality,
    };
    let joined = known
        .iter_mut()
        .rev()
        .filter(|k| k.kind == here.kind)
        .find(|k| k.fits(&here, telling));
    if let Some(first) = joined {
        // A mere mention ("the execution") says nothing of whether it happened.
        if telling.trigger.has("weak") {
            telling.modality = first.modality;
        }
        first.take(here);
        return Link::Again(first.id);
    }
    if telling.trigger.has("weak") && here.dates.is_empty() && !is_definite(telling) {
        return Link::Dropped;
    }
    known.push(here);
    Link::First
}

/// Whether a mere mention still speaks of one certain event of the case: somebody's own.
fn is_definite(telling: &Telling) -> bool {
    let kind = telling.trigger.kind;
    let own = matches!(
        kind,
        EventKind::Conviction | EventKind::Trial | EventKind::Arrest | EventKind::Sentence
    );
    own && !telling.participants.is_empty()
}

impl Known {
    fn fits(&self, other: &Known, telling: &Telling) -> bool {
        let dates_fit = self
            .dates
            .iter()
            .all(|a| other.dates.iter().all(|b| overlap(a, b)));
        let values_fit = match (&self.value, &other.value) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let shared = other.people.iter().any(|p| self.people.contains(p));
        let people_fit = shared || self.people.is_empty() || other.people.is_empty();
        if !(dates_fit && values_fit && people_fit) {
            return false;
        }
        match self.kind {
            EventKind::Ruling | EventKind::Filing | EventKind::Hearing | EventKind::Other => {
                telling.trigger.has("weak")
                    || self.evidence == other.evidence
                    || !other.dates.is_empty()
                        && self.dates == other.dates
                        && self.words.iter().any(|w| other.words.contains(w))
            }
            _ => true,
        }
    }

    fn take(&mut self, other: Known) {
        self.dates.extend(other.dates);
        self.people.extend(other.people);
        self.words.extend(other.words);
        self.value = self.value.take().or(other.value);
    }
}

/// The people that tell events of a kind apart: victims for offences, else whose case it is. Only
/// single people with a name do: "the men" may be anybody.
fn people(scene: &Scene<'_>, telling: &Telling) -> Vec<EntityId> {
    let role = match telling.trigger.kind {
        EventKind::Offence => "victim",
        EventKind::Recantation => "witness",
        EventKind::Death => "deceased",
        EventKind::Conviction
        | EventKind::Acquittal
        | EventKind::Sentence
        | EventKind::Plea
        | EventKind::Charge
        | EventKind::Arrest
        | EventKind::Custody
        | EventKind::Release => "defendant",
        _ => return Vec::new(),
    };
    participants::in_role(telling, role)
        .filter(|id| scene.is_named_person(*id))
        .collect()
}

/// How long a sentence is, as far as its own words say.
fn value(scene: &Scene<'_>, telling: &Telling) -> Option<String> {
    if telling.trigger.kind != EventKind::Sentence {
        return None;
    }
    super::super::facts::sentence_value(scene, telling.tokens.start, telling.clause.end)
        .map(|(value, _)| value)
}
