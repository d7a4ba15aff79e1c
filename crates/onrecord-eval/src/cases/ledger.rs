use super::gold::{Person, Values};
use super::{Case, Score};
use onrecord_across::people::{Identity, Links, Register, resolve};
use onrecord_across::{EntityRef, Gist, ledger};
use onrecord_record::{EntityId, EntityKind, MentionKind, Span};
use std::collections::BTreeSet;

/// Prints the figures, with the people of the gold and with those that were resolved.
pub(super) fn measure(cases: &[Case], errors: bool) {
    let mut unread = 0;
    let mut nobodys = 0;
    let mut all = 0;
    for case in cases {
        let people = gold_people(case);
        for gold in &case.gold.disagreement {
            all += 1;
            let read = reached(case, gold, None);
            let of = reached(case, gold, Some(&people));
            unread += usize::from(read < 2);
            nobodys += usize::from(read >= 2 && of < 2);
            if errors {
                each_value(case, gold);
            }
            if errors && of < 2 {
                println!(
                    "  unreachable ({read} values read, {of} as theirs) {}: {} {} of {}",
                    case.name, gold.attribute, gold.event, gold.about
                );
            }
        }
    }
    println!(
        "ledger: {all} disagreements in the gold; of {unread} fewer than two values are read as ones of the attribute, of {nobodys} more they are nobody's or another's"
    );
    for resolved in [false, true] {
        let mut score = Score::default();
        let mut sure = Score::default();
        for case in cases {
            let people = register(case, resolved);
            let (all, of_sure) = of_case(case, &people, errors && !resolved);
            score = score.and(all);
            sure = sure.and(of_sure);
        }
        let whose = if resolved {
            "resolved people"
        } else {
            "gold people"
        };
        println!("ledger, {whose}, all:  {score}");
        println!("ledger, {whose}, sure: {sure}");
    }
}

fn of_case(case: &Case, people: &Register, errors: bool) -> (Score, Score) {
    let truth = gold_people(case);
    let gists: Vec<&Gist> = case.papers.iter().map(|paper| &paper.gist).collect();
    let found = ledger::contested(&gists, people);
    let mut reached = BTreeSet::new();
    let mut surely = BTreeSet::new();
    let (mut right, mut sure, mut sure_right) = (0, 0, 0);
    for contested in &found {
        let hits: Vec<usize> = (0..case.gold.disagreement.len())
            .filter(|at| {
                matches(
                    case,
                    &case.gold.disagreement[*at],
                    contested,
                    people,
                    &truth,
                )
            })
            .collect();
        right += usize::from(!hits.is_empty());
        if !contested.possible {
            sure += 1;
            sure_right += usize::from(!hits.is_empty());
            surely.extend(hits.iter().copied());
        }
        if errors && hits.is_empty() {
            let values: Vec<String> = contested
                .values
                .iter()
                .map(|held| {
                    let documents: Vec<String> =
                        held.places.iter().map(|p| p.document.to_string()).collect();
                    format!("{} [{}]", held.value, documents.join(" "))
                })
                .collect();
            println!(
                "  wrong {}: {}{} {:?} of {}: {}",
                case.name,
                if contested.possible { "possible " } else { "" },
                contested.attribute.as_str(),
                contested.event,
                people.people[contested.person as usize].name,
                values.join("; ")
            );
        }
        reached.extend(hits);
    }
    if errors {
        for (at, gold) in case.gold.disagreement.iter().enumerate() {
            if !reached.contains(&at) {
                println!(
                    "  missed {}: {} {} of {}",
                    case.name, gold.attribute, gold.event, gold.about
                );
            }
        }
    }
    let gold = case.gold.disagreement.len();
    let score = |right: usize, found: usize, reached: usize| Score {
        reached: reached as f64,
        ..Score::of(right, found, gold)
    };
    (
        score(right, found.len(), reached.len()),
        score(sure_right, sure, surely.len()),
    )
}

/// Of one attribute of one person, with two different gold values under two different found ones.
fn matches(
    case: &Case,
    gold: &Values,
    found: &ledger::Contested,
    people: &Register,
    truth: &Register,
) -> bool {
    if gold.attribute != found.attribute.as_str()
        || !is(people, found.person, case, &gold.about, truth)
    {
        return false;
    }
    let pairs: BTreeSet<(&str, usize)> = gold
        .values
        .iter()
        .flat_map(|value| {
            found
                .values
                .iter()
                .enumerate()
                .filter(|(_, held)| {
                    held.places.iter().any(|place| {
                        covers(
                            case,
                            place.document,
                            place.span,
                            &value.document,
                            &value.words,
                        )
                    })
                })
                .map(|(at, _)| (value.value.as_str(), at))
        })
        .collect();
    pairs
        .iter()
        .any(|(a, x)| pairs.iter().any(|(b, y)| a != b && x != y))
}

/// How many different gold values are read as ones of the attribute; with people, as theirs.
fn reached(case: &Case, gold: &Values, people: Option<&Register>) -> usize {
    let theirs = |document: u32, of: &[EntityId]| {
        people.is_none_or(|people| {
            // Whose it is, the case may settle.
            of.is_empty()
                || of.iter().any(|entity| {
                    let entity = EntityRef {
                        document,
                        entity: *entity,
                    };
                    people
                        .of
                        .get(&entity)
                        .is_some_and(|person| people.people[*person as usize].name == gold.about)
                })
        })
    };
    let values: BTreeSet<&str> = gold
        .values
        .iter()
        .filter(|value| {
            (0u32..).zip(&case.papers).any(|(document, paper)| {
                paper.gist.values.values.iter().any(|read| {
                    read.attribute.as_str() == gold.attribute
                        && theirs(document, &read.of)
                        && covers(case, document, read.span, &value.document, &value.words)
                })
            })
        })
        .map(|value| value.value.as_str())
        .collect();
    values.len()
}

/// Prints the values of a disagreement of the gold with what is read at their words.
fn each_value(case: &Case, gold: &Values) {
    for value in &gold.values {
        let read: Vec<String> = (0u32..)
            .zip(&case.papers)
            .flat_map(|(document, paper)| {
                let here = move |read: &&ledger::Value| {
                    covers(case, document, read.span, &value.document, &value.words)
                };
                paper.gist.values.values.iter().filter(here).map(|read| {
                    let of: Vec<&str> = read.of.iter().map(|e| paper.reading.name(*e)).collect();
                    let event = read.event.map_or("", |event| event.as_str());
                    let (attribute, value) = (read.attribute.as_str(), &read.value);
                    format!("{attribute} {event} {value} {of:?}")
                })
            })
            .collect();
        println!(
            "  value {}: {} {} of {}: {} in {}: {:?}: {}",
            case.name,
            gold.attribute,
            gold.event,
            gold.about,
            value.value,
            value.document,
            value.words,
            read.join("; ")
        );
    }
}

/// Whether a span of a document overlaps these words of this file.
fn covers(case: &Case, document: u32, span: Span, file: &str, words: &str) -> bool {
    case.papers.get(document as usize).is_some_and(|paper| {
        paper.name == file
            && occurrences(paper.document.text.as_str(), words)
                .any(|(start, end)| span.start() < end && start < span.end())
    })
}

/// Where words stand in a text, in bytes.
pub(super) fn occurrences<'t>(
    text: &'t str,
    words: &'t str,
) -> impl Iterator<Item = (usize, usize)> + 't {
    text.match_indices(words)
        .map(|(at, found)| (at, at + found.len()))
}

/// Whether a person of a register is this person of the gold.
pub(super) fn is(
    people: &Register,
    person: u32,
    case: &Case,
    name: &str,
    truth: &Register,
) -> bool {
    let Some(number) = case.gold.person.iter().position(|gold| gold.name == name) else {
        return false;
    };
    people.people.get(person as usize).is_some_and(|identity| {
        identity
            .entities
            .iter()
            .any(|entity| truth.of.get(entity) == Some(&(number as u32)))
    })
}

/// The people of the gold, or those that the engine resolves.
pub(super) fn register(case: &Case, resolved: bool) -> Register {
    if !resolved {
        return gold_people(case);
    }
    let names: Vec<_> = case.papers.iter().map(|paper| &paper.gist.names).collect();
    resolve(&names, &Links::default())
}

/// The entities that the gold's mentions stand in, put together by hand.
pub(super) fn gold_people(case: &Case) -> Register {
    let mut register = Register::default();
    for (number, person) in (0u32..).zip(&case.gold.person) {
        let entities = entities(case, person);
        for entity in &entities {
            register.of.entry(*entity).or_insert(number);
        }
        register.people.push(Identity {
            name: person.name.clone(),
            kind: EntityKind::Person,
            aliases: Vec::new(),
            entities,
            because: Vec::new(),
        });
    }
    register
}

fn entities(case: &Case, person: &Person) -> Vec<EntityRef> {
    let mut found = BTreeSet::new();
    for mention in &person.mentions {
        for (document, paper) in (0u32..).zip(&case.papers) {
            if paper.name != mention.document {
                continue;
            }
            for (start, end) in occurrences(paper.document.text.as_str(), &mention.name) {
                let here = paper.reading.mentions.iter().filter(|known| {
                    matches!(known.kind, MentionKind::Name | MentionKind::Handle)
                        && known.head.start() < end
                        && start < known.head.end()
                });
                found.extend(here.filter_map(|known| known.entity).filter_map(|entity| {
                    let entity: EntityId = entity;
                    let kind = paper.reading.entity(entity)?.kind;
                    (kind == EntityKind::Person).then_some(EntityRef { document, entity })
                }));
            }
        }
    }
    found.into_iter().collect()
}
