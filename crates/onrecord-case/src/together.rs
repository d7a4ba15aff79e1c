//! What the documents of a case say together, with what people decided of it, kept in the file until
//! something changes.

use crate::decisions::{Action, Decision, Fate, Marks, Target};
use crate::fingerprint::Fingerprint;
use crate::packed::{self, Like};
use crate::store::Store;
use crate::{CaseError, DocumentId, decisions, documents, index, readings};
use onrecord_across::grounds;
use onrecord_across::ledger::{self, Contested};
use onrecord_across::origins;
use onrecord_across::papers::{self, Holding};
use onrecord_across::people::{self, Links, Register};
use onrecord_across::stories;
use onrecord_across::{EntityRef, Gist, LineRef, PersonMark, StatusMark, Together};
use onrecord_record::{ContentHash, Document, EntityId, Layer, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// Raised whenever the same gists and decisions would give something else.
const VERSION: i64 = 5;

/// The name under which it is kept.
const NAME: &str = "together";

/// What the case says together, as it is kept or worked out anew.
pub(crate) fn get(store: &Store) -> Result<Together, CaseError> {
    let state = state(store)?;
    if let Some(kept) = kept(store, NAME, &state)?.and_then(|kept| read(&kept)) {
        return Ok(kept);
    }
    let together = work_out(store)?;
    let columns = store.check_io(
        "packing what the case says together",
        packed::columns_of(&together),
    )?;
    keep(store, NAME, &state, &columns)?;
    Ok(together)
}

/// What was kept under a name for this state of the case, as JSON; `of` is what else it hangs on.
pub(crate) fn kept_json(store: &Store, name: &str, of: &str) -> Result<Option<String>, CaseError> {
    let kept = kept(store, name, &state_of(store, of)?)?;
    Ok(kept.and_then(|json| String::from_utf8(json).ok()))
}

/// Keeps JSON under a name for this state of the case. A case that cannot be written to goes without.
pub(crate) fn keep_json(store: &Store, name: &str, of: &str, json: &str) -> Result<(), CaseError> {
    keep(store, name, &state_of(store, of)?, json.as_bytes())
}

/// What was kept for a state; what cannot be unpacked counts as not kept.
fn kept(store: &Store, name: &str, state: &ContentHash) -> Result<Option<Vec<u8>>, CaseError> {
    let value: Option<Vec<u8>> = store.first(
        "SELECT value FROM derived WHERE name = ?1 AND state = ?2",
        (name, state.as_bytes()),
        |row| row.get(0),
    )?;
    Ok(value.and_then(|value| packed::unpack_columns(&value).ok()))
}

fn keep(store: &Store, name: &str, state: &ContentHash, what: &[u8]) -> Result<(), CaseError> {
    let value = store.check_io("packing what is shown", packed::pack(what, Like::Nothing))?;
    let sql = "INSERT OR REPLACE INTO derived (name, state, value) VALUES (?1, ?2, ?3)";
    match store.execute(sql, (name, state.as_bytes(), value)) {
        Ok(_)
        | Err(CaseError::ReadOnly { .. } | CaseError::Busy { .. } | CaseError::DiskFull { .. }) => {
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// What was kept, read again; what cannot be read is worked out anew.
fn read(columns: &[u8]) -> Option<Together> {
    let mut together: Together = packed::value_of(columns).ok()?;
    together.register.index();
    Some(together)
}

fn state_of(store: &Store, of: &str) -> Result<ContentHash, CaseError> {
    let state = state(store)?;
    Ok(Fingerprint::new(of).bytes(state.as_bytes()).finish())
}

/// The state of the case that it hangs on: the last entry of the log that is not only about what was
/// given out.
fn state(store: &Store) -> Result<ContentHash, CaseError> {
    let head = store.first(
        "SELECT hash FROM log WHERE action NOT IN ('report', 'export', 'save-search') \
         ORDER BY number DESC LIMIT 1",
        (),
        |row| row.get::<_, [u8; 32]>(0),
    )?;
    Ok(Fingerprint::new("together")
        .number(VERSION)
        .number(i64::from(index::VERSION))
        .bytes(&head.unwrap_or_default())
        .finish())
}

/// A document of the case that decisions are about.
struct Decided {
    number: u32,
    document: Document,
    text: ContentHash,
    reading: Reading,
}

fn work_out(store: &Store) -> Result<Together, CaseError> {
    let all = index::gists(store)?;
    let ids: Vec<DocumentId> = all.iter().map(|(id, _)| *id).collect();
    let gists: Vec<&Gist> = all.iter().map(|(_, gist)| gist).collect();
    let decisions: Vec<Decision> = decisions::all(store)?
        .into_iter()
        .filter(|decision| decision.undone.is_none())
        .collect();
    let decided = decided(store, &ids, &decisions)?;
    let names: Vec<&people::Names> = gists.iter().map(|gist| &gist.names).collect();
    let mut register = people::resolve(&names, &links(&decisions, &decided));
    let people = mark_people(&mut register, &decisions, &decided);
    let rejected = rejected(&decisions, &decided);
    let origins = origins::groups(&gists);
    let mut told = origins::corroboration(&gists, &register, &origins);
    told.retain_mut(|told| told.without(|line| rejected.contains(line), &origins));
    let mut contested = ledger::contested(&gists, &register);
    for contested in &mut contested {
        for value in &mut contested.values {
            value
                .places
                .retain(|place| place.line().is_none_or(|line| !rejected.contains(&line)));
        }
        contested.values.retain(|value| !value.places.is_empty());
    }
    contested.retain(|contested| contested.values.len() > 1);
    let statuses = statuses(&contested, &decisions, &decided);
    let mut stories = stories::changed(&gists, &register);
    for story in &mut stories {
        story.without(|line| rejected.contains(line));
    }
    stories.retain(|story| story.statements.len() > 1);
    let mut standing = grounds::standing(&gists, &register);
    for stands in &mut standing {
        stands.without(|line| rejected.contains(line));
    }
    let holdings = holdings(store, &ids)?;
    Ok(Together {
        missing: papers::missing(&gists, &register, &holdings),
        register,
        people,
        origins,
        told,
        contested,
        statuses,
        stories,
        standing,
    })
}

fn holdings(store: &Store, ids: &[DocumentId]) -> Result<Vec<Holding>, CaseError> {
    ids.iter()
        .map(|id| {
            let entry = documents::entry(store, *id)?;
            Ok(Holding::of(entry.kind, &entry.metadata))
        })
        .collect()
}

/// The documents that decisions are about, by their originals and parts.
fn decided(
    store: &Store,
    ids: &[DocumentId],
    decisions: &[Decision],
) -> Result<Vec<Decided>, CaseError> {
    let originals: BTreeSet<ContentHash> = decisions
        .iter()
        .flat_map(|decision| &decision.targets)
        .filter_map(|target| target.anchors.first())
        .map(|anchor| anchor.original)
        .collect();
    let mut decided = Vec::new();
    if originals.is_empty() {
        return Ok(decided);
    }
    for (number, id) in (0u32..).zip(ids) {
        if !originals.contains(&documents::entry(store, *id)?.original) {
            continue;
        }
        let document = documents::get(store, *id)?;
        decided.push(Decided {
            number,
            text: document.text.hash(),
            document,
            reading: readings::get(store, *id)?,
        });
    }
    Ok(decided)
}

/// Where the line of a target is now, if it is there as it was.
fn line_of(target: &Target, decided: &[Decided]) -> Option<LineRef> {
    let held = decided
        .iter()
        .find(|held| target.is_in(held.document.original, &held.document.part))?;
    match target.find(&held.document, held.text, &held.reading) {
        Fate::Same(index) => Some(LineRef {
            document: held.number,
            layer: target.layer,
            index,
        }),
        Fate::Changed(_) | Fate::Lost => None,
    }
}

/// The entity of a target. A name that a newer engine reads more of, at the very same words, is still
/// the same somebody.
fn entity_of(target: &Target, decided: &[Decided]) -> Option<EntityRef> {
    if target.layer != Layer::Entity {
        return None;
    }
    let held = decided
        .iter()
        .find(|held| target.is_in(held.document.original, &held.document.part))?;
    let index = match target.find(&held.document, held.text, &held.reading) {
        Fate::Same(index) => index,
        Fate::Changed(indices) => match indices.as_slice() {
            [only] => *only,
            _ => return None,
        },
        Fate::Lost => return None,
    };
    Some(EntityRef {
        document: held.number,
        entity: EntityId(index),
    })
}

fn links(decisions: &[Decision], decided: &[Decided]) -> Links {
    let mut links = Links::default();
    for decision in decisions {
        let entities = || -> Vec<EntityRef> {
            let targets = decision.targets.iter();
            targets
                .filter_map(|target| entity_of(target, decided))
                .collect()
        };
        match decision.action {
            Action::Merge => {
                let entities = entities();
                let Some((first, rest)) = entities.split_first() else {
                    continue;
                };
                for other in rest {
                    // The last word counts: who is merged is not apart any more.
                    links.apart.retain(|(a, b)| {
                        !((a == first && b == other) || (a == other && b == first))
                    });
                    links.same.push((*first, *other));
                }
            }
            Action::Split => {
                let entities = entities();
                let Some((first, rest)) = entities.split_first() else {
                    continue;
                };
                for other in rest {
                    links.same.retain(|(a, b)| {
                        !((a == first && b == other) || (a == other && b == first))
                    });
                    links.apart.push((*first, *other));
                }
            }
            _ => {}
        }
    }
    links
}

fn mark_people(
    register: &mut Register,
    decisions: &[Decision],
    decided: &[Decided],
) -> BTreeMap<u32, PersonMark> {
    let mut marks: BTreeMap<u32, PersonMark> = BTreeMap::new();
    for decision in decisions {
        let is_about_people = matches!(
            decision.action,
            Action::Rename { .. } | Action::Role { .. } | Action::Protect { .. }
        );
        let first = decision.targets.first().filter(|_| is_about_people);
        let entity = first.and_then(|target| entity_of(target, decided));
        let Some(number) = entity.and_then(|entity| register.of.get(&entity).copied()) else {
            continue;
        };
        let mark = marks.entry(number).or_default();
        mark.entries.push(decision.entry);
        match &decision.action {
            Action::Rename { name } => {
                if let Some(person) = register.people.get_mut(number as usize) {
                    let was = std::mem::replace(&mut person.name, name.clone());
                    if mark.was.is_none() {
                        if !person.aliases.contains(&was) {
                            person.aliases.insert(0, was.clone());
                        }
                        mark.was = Some(was);
                    }
                }
            }
            Action::Role { role } => mark.role = Some(role.clone()),
            Action::Protect { kind, pseudonym } => {
                mark.protected = Some((kind.clone(), pseudonym.clone()));
            }
            _ => {}
        }
    }
    marks
}

/// The lines that people rejected.
fn rejected(decisions: &[Decision], decided: &[Decided]) -> BTreeSet<LineRef> {
    let mut rejected = BTreeSet::new();
    for held in decided {
        let marks = Marks::of(&held.document, &held.reading, decisions);
        for (layer, index) in marks.lines.keys() {
            if marks.is_rejected(*layer, *index) {
                rejected.insert(LineRef {
                    document: held.number,
                    layer: *layer,
                    index: *index,
                });
            }
        }
    }
    rejected
}

/// A status is about the disagreement that still has two of the values it was given for.
fn statuses(
    contested: &[Contested],
    decisions: &[Decision],
    decided: &[Decided],
) -> BTreeMap<u32, StatusMark> {
    let mut statuses = BTreeMap::new();
    for decision in decisions {
        let Action::Status { status, because } = &decision.action else {
            continue;
        };
        let lines: BTreeSet<LineRef> = decision
            .targets
            .iter()
            .filter_map(|target| line_of(target, decided))
            .collect();
        let holds = |contested: &Contested| {
            let values = contested.values.iter();
            let shared = values.filter(|value| {
                value
                    .places
                    .iter()
                    .any(|p| p.line().is_some_and(|line| lines.contains(&line)))
            });
            shared.count() > 1
        };
        for (number, _) in (0u32..)
            .zip(contested)
            .filter(|(_, contested)| holds(contested))
        {
            let mark = StatusMark {
                status: status.clone(),
                because: because.clone(),
                entry: decision.entry,
            };
            statuses.insert(number, mark);
        }
    }
    statuses
}
