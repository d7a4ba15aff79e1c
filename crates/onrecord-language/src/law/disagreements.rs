//! Values inside one document that cannot both hold. No winner is named.
//!
//! Only what truly excludes another value counts: `2009` holds `2009-03`, an age `then` is none of
//! today, a sentence may be changed, a retrial brings a second conviction. Where one of the values
//! hangs on how an ambiguous sentence is read, the disagreement is only possible, and says so.

use super::scene::Scene;
use crate::time::overlap;
use onrecord_record::{
    Attribute, Disagreement, EntityId, Event, EventId, EventKind, Fact, FactId, Reason, Subject,
};
use std::collections::HashMap;

/// Ages that lie further apart than this are of different times rather than at odds, in years.
const AGES_APART: u32 = 4;

/// How many facts back on the same thing a fact is compared with: what is told more often than that
/// has shown its values by then, and a long document must not take time that grows with its square.
const FACTS_BACK: usize = 400;

/// The disagreements inside the document, one for each thing that has several values.
pub(super) fn find(scene: &Scene<'_>, events: &[Event], facts: &[Fact]) -> Vec<Disagreement> {
    let case = Case::new(scene, events, facts);
    let mut found: Vec<Disagreement> = Vec::new();
    let mut shelves: HashMap<Key<'_>, Shelf> = HashMap::new();
    for (i, fact) in facts.iter().enumerate() {
        let shelf = shelves.entry(key(fact)).or_default();
        let from = shelf.facts.len().saturating_sub(FACTS_BACK);
        let earlier = shelf.facts.get(from..).unwrap_or_default();
        let at_odds: Vec<usize> = earlier
            .iter()
            .copied()
            .filter(|j| facts.get(*j).is_some_and(|other| case.at_odds(other, fact)))
            .collect();
        shelf.facts.push(i);
        if at_odds.is_empty() {
            continue;
        }
        let joined = shelf.found.iter().copied().find(|d| {
            found
                .get(*d)
                .and_then(|d| d.facts.first())
                .and_then(|f| facts.get(f.index()))
                .is_some_and(|first| case.same_thing(first, fact))
        });
        match joined.and_then(|d| found.get_mut(d)) {
            Some(disagreement) => add(disagreement, &at_odds, i),
            None => {
                let mut ids: Vec<usize> = at_odds;
                ids.push(i);
                shelf.found.push(found.len());
                found.push(case.disagreement(&ids));
            }
        }
    }
    for disagreement in &mut found {
        case.settle(disagreement);
    }
    found
}

/// What facts on the same thing have in common: only these can be at odds.
type Key<'f> = (Attribute, &'f str, Option<EntityId>);

fn key(fact: &Fact) -> Key<'_> {
    let entity = match fact.subject {
        Subject::Entity(id) => Some(id),
        Subject::Event(_) => None,
    };
    (fact.attribute, fact.qualifier.as_str(), entity)
}

/// The facts under one key so far, and the disagreements found among them; both by index.
#[derive(Default)]
struct Shelf {
    facts: Vec<usize>,
    found: Vec<usize>,
}

fn add(disagreement: &mut Disagreement, others: &[usize], fact: usize) {
    for id in others.iter().chain([&fact]).map(|i| FactId::new(*i)) {
        if let Err(at) = disagreement.facts.binary_search(&id) {
            disagreement.facts.insert(at, id);
        }
    }
}

struct Case<'c> {
    scene: &'c Scene<'c>,
    events: &'c [Event],
    facts: &'c [Fact],
    /// Whether the document tells of a second round, so that there may be two of everything.
    again: bool,
    /// Whether it tells of a sentence that was commuted, cut or passed again.
    sentence_changed: bool,
}

impl<'c> Case<'c> {
    fn new(scene: &'c Scene<'c>, events: &'c [Event], facts: &'c [Fact]) -> Self {
        let again = events.iter().any(|e| {
            matches!(
                e.kind,
                EventKind::Retrial
                    | EventKind::Vacatur
                    | EventKind::Acquittal
                    | EventKind::Mistrial
            )
        });
        let sentence_changed = again
            || events.iter().any(|e| e.kind == EventKind::Clemency)
            || scene.any(0..scene.draft.tokens.len(), "sentence_changed");
        Self {
            scene,
            events,
            facts,
            again,
            sentence_changed,
        }
    }

    fn disagreement(&self, ids: &[usize]) -> Disagreement {
        let first = ids.first().and_then(|i| self.facts.get(*i));
        Disagreement {
            attribute: first.map_or(Attribute::Date, |f| f.attribute),
            about: first.map_or_else(String::new, |f| self.about(f)),
            facts: ids.iter().map(|i| FactId::new(*i)).collect(),
            possible: false,
            ambiguity: None,
            reason: Reason::rule("values-exclude-each-other"),
        }
    }

    /// Whether it stands without its ambiguous values; if not, it is only possible.
    fn settle(&self, disagreement: &mut Disagreement) {
        let facts: Vec<&Fact> = disagreement
            .facts
            .iter()
            .filter_map(|id| self.facts.get(id.index()))
            .collect();
        let sure: Vec<&&Fact> = facts.iter().filter(|f| f.ambiguity.is_none()).collect();
        let stands = sure.iter().enumerate().any(|(i, a)| {
            let mut later = sure.iter().skip(i + 1).take(FACTS_BACK);
            later.any(|b| self.at_odds(a, b))
        });
        if !stands {
            disagreement.possible = true;
            disagreement.ambiguity = facts.iter().find_map(|f| f.ambiguity.clone());
        }
    }

    fn at_odds(&self, a: &Fact, b: &Fact) -> bool {
        self.same_thing(a, b) && a.span != b.span && self.exclude(a, b)
    }

    /// Whether two facts give the same attribute of the same thing.
    fn same_thing(&self, a: &Fact, b: &Fact) -> bool {
        a.attribute == b.attribute
            && a.qualifier == b.qualifier
            && match (a.subject, b.subject) {
                (Subject::Entity(x), Subject::Entity(y)) => x == y,
                (Subject::Event(x), Subject::Event(y)) => x == y || self.may_be_one(x, y),
                _ => false,
            }
    }

    /// Whether the values of two facts on the same thing cannot both hold.
    fn exclude(&self, a: &Fact, b: &Fact) -> bool {
        let number = |f: &Fact| f.value.parse::<u32>().ok();
        match a.attribute {
            Attribute::Age => match (number(a), number(b)) {
                (Some(x), Some(y)) => {
                    x != y && x.abs_diff(y) <= AGES_APART && a.qualifier.is_empty()
                }
                _ => false,
            },
            Attribute::Date => {
                !overlap(&a.value, &b.value) && is_plain(&a.value) && is_plain(&b.value)
            }
            Attribute::JuryVote => a.value != b.value && !self.again,
            Attribute::Sentence => self.sentences_exclude(a, b),
            Attribute::Count => a.value != b.value && a.qualifier == "shots",
            Attribute::TimeServed | Attribute::Place | Attribute::Charge => false,
        }
    }

    /// Two events of one kind that happens to a person once, told with different dates: of the same
    /// people, as far as the text names them.
    fn may_be_one(&self, a: EventId, b: EventId) -> bool {
        let (Some(a), Some(b)) = (self.events.get(a.index()), self.events.get(b.index())) else {
            return false;
        };
        let once = match a.kind {
            EventKind::Conviction | EventKind::Sentence | EventKind::Charge | EventKind::Arrest => {
                !self.again
            }
            EventKind::Offence | EventKind::Death => true,
            _ => false,
        };
        once && a.kind == b.kind && self.share_a_person(a, b)
    }

    fn share_a_person(&self, a: &Event, b: &Event) -> bool {
        let (a, b) = (subjects(a), subjects(b));
        !a.is_empty() && a.iter().any(|p| b.contains(p))
    }

    /// A sentence may be commuted, cut or passed again: then two of them do fit together.
    fn sentences_exclude(&self, a: &Fact, b: &Fact) -> bool {
        let once = |f: &Fact| !f.value.ends_with("sentences");
        // "life" is the short form of every life sentence.
        let same = a.value.starts_with(b.value.as_str())
            || b.value.starts_with(a.value.as_str())
            || a.value.ends_with("life") && b.value.starts_with("life")
            || b.value.ends_with("life") && a.value.starts_with("life");
        !self.sentence_changed && once(a) && once(b) && !same
    }

    fn about(&self, fact: &Fact) -> String {
        let draft = self.scene.draft;
        let name = |id: EntityId| draft.entities.get(id.index()).map(|e| e.name.as_str());
        let whom = match fact.subject {
            Subject::Entity(id) => name(id),
            Subject::Event(id) => self
                .events
                .get(id.index())
                .and_then(|e| subjects(e).first().copied())
                .and_then(name),
        };
        let what = match (fact.attribute, fact.qualifier.as_str()) {
            (Attribute::Date, kind) => format!("date of the {kind}"),
            (Attribute::Count, what) => format!("number of {what}"),
            (Attribute::JuryVote, _) => "vote of the jury".to_owned(),
            (attribute, _) => attribute.as_str().to_owned(),
        };
        match whom {
            Some(whom)
                if fact.attribute == Attribute::Count || fact.attribute == Attribute::JuryVote =>
            {
                format!("{what}, {whom}")
            }
            Some(whom) => format!("{what} of {whom}"),
            None => what,
        }
    }
}

/// The people that tell events of a kind apart.
fn subjects(event: &Event) -> Vec<EntityId> {
    let role = match event.kind {
        EventKind::Offence => "victim",
        EventKind::Death => "deceased",
        _ => "defendant",
    };
    event
        .participants
        .iter()
        .filter(|p| p.role == role)
        .filter_map(|p| p.entity)
        .collect()
}

/// A year, month or day; not a decade, season or week, which may hold the other value.
fn is_plain(value: &str) -> bool {
    value.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}
