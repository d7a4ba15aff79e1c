//! How well people are found across documents: pairwise, and B-cubed (Bagga & Baldwin 1998,
//! "Algorithms for scoring coreference chains").

use super::{Case, Paper, Score};
use onrecord_across::EntityRef;
use onrecord_across::people::{Links, Register, resolve};
use std::collections::{BTreeMap, BTreeSet};

/// A name of the gold that the reading has: whose it is, and which entity.
struct Mapped {
    person: usize,
    at: EntityRef,
    /// The full name that the document gives, for the old rule.
    name: String,
}

#[derive(Default)]
struct Totals {
    mentions: usize,
    unmapped: usize,
    shared: usize,
    pairs: Score,
    cubed: Score,
    old_pairs: Score,
    old_cubed: Score,
    traps: usize,
    held: usize,
    missed: usize,
    offered: usize,
    offers: usize,
    judged: usize,
    good: usize,
}

/// Prints the figures.
pub(super) fn measure(cases: &[Case], errors: bool) {
    let mut totals = Totals::default();
    for case in cases {
        measure_case(case, errors, &mut totals);
    }
    println!("people across documents");
    println!(
        "  mentions of the gold {}, not in the reading {}, on an entity that another person of the gold holds {}",
        totals.mentions, totals.unmapped, totals.shared
    );
    println!("  pairs      {}", totals.pairs);
    println!("  B-cubed    {}", totals.cubed);
    println!("  old pairs  {}  (the same full name)", totals.old_pairs);
    println!("  old B-cubed {}", totals.old_cubed);
    println!(
        "  pairs of different people in traps: {} of {} held apart",
        totals.held, totals.traps
    );
    println!(
        "  missed pairs {}, of them offered {}",
        totals.missed, totals.offered
    );
    println!(
        "  suggestions {}, of them about people of the gold {}, right {}",
        totals.offers, totals.judged, totals.good
    );
}

fn measure_case(case: &Case, errors: bool, totals: &mut Totals) {
    let names: Vec<_> = case.papers.iter().map(|paper| &paper.gist.names).collect();
    let register = resolve(&names, &Links::default());
    let mapped = map(case, errors, totals);
    let now: Vec<usize> = mapped
        .iter()
        .map(|m| register.of.get(&m.at).map_or(usize::MAX, |n| *n as usize))
        .collect();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let old: Vec<usize> = mapped
        .iter()
        .enumerate()
        .map(|(i, m)| {
            if m.name.contains(' ') {
                *numbers.entry(&m.name).or_insert(i)
            } else {
                i
            }
        })
        .collect();
    totals.pairs = totals.pairs.and(pairs(&mapped, &now));
    totals.cubed = totals.cubed.and(cubed(&mapped, &now));
    totals.old_pairs = totals.old_pairs.and(pairs(&mapped, &old));
    totals.old_cubed = totals.old_cubed.and(cubed(&mapped, &old));
    traps(case, &mapped, &now, totals);
    suggestions(&register, &mapped, &now, totals);
    if errors {
        print_errors(case, &mapped, &now, &register);
    }
}

/// The names of the gold, each with the entity that has it as a name, or else holds it.
fn map(case: &Case, errors: bool, totals: &mut Totals) -> Vec<Mapped> {
    let mut mapped = Vec::new();
    let mut holders: BTreeMap<EntityRef, usize> = BTreeMap::new();
    for (person, gold) in case.gold.person.iter().enumerate() {
        for mention in &gold.mentions {
            totals.mentions += 1;
            let found = case
                .papers
                .iter()
                .enumerate()
                .find(|(_, paper)| paper.name == mention.document);
            let found =
                found.and_then(|(number, paper)| Some((number, entity(paper, &mention.name)?)));
            let Some((document, (entity, name))) = found else {
                totals.unmapped += 1;
                if errors {
                    println!(
                        "  {}: {} has no entity {:?}",
                        case.name, mention.document, mention.name
                    );
                }
                continue;
            };
            let at = EntityRef {
                document: document as u32,
                entity,
            };
            if holders
                .insert(at, person)
                .is_some_and(|other| other != person)
            {
                totals.shared += 1;
            }
            mapped.push(Mapped { person, at, name });
        }
    }
    mapped
}

/// The entity with a name; or whose name holds it, or is held by it: the longest.
fn entity(paper: &Paper, name: &str) -> Option<(onrecord_record::EntityId, String)> {
    let wanted = folded(name);
    let names = |named: &onrecord_across::people::Named| -> Vec<String> {
        let all = std::iter::once(&named.name)
            .chain(&named.aliases)
            .chain(&named.handles);
        all.map(|name| folded(name)).collect()
    };
    let all = &paper.gist.names.named;
    let within = |long: &str, short: &str| format!(" {long} ").contains(&format!(" {short} "));
    let exact = all.iter().find(|named| names(named).contains(&wanted));
    let near = || {
        let holding = all.iter().filter_map(|named| {
            let fits = names(named)
                .into_iter()
                .filter(|n| within(n, &wanted) || within(&wanted, n));
            Some((fits.map(|n| n.len()).max()?, named))
        });
        holding
            .max_by_key(|(length, _)| *length)
            .map(|(_, named)| named)
    };
    let named = exact.or_else(near)?;
    Some((named.entity, folded(&named.name)))
}

fn folded(name: &str) -> String {
    let marks = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '"' | '“' | '”' | '(' | ')');
    let words: Vec<String> = name
        .split(marks)
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

fn pairs(mapped: &[Mapped], found: &[usize]) -> Score {
    let (mut right, mut all, mut gold) = (0, 0, 0);
    for (i, (a, x)) in mapped.iter().zip(found).enumerate() {
        for (b, y) in mapped.iter().zip(found).skip(i + 1) {
            all += usize::from(x == y);
            gold += usize::from(a.person == b.person);
            right += usize::from(x == y && a.person == b.person);
        }
    }
    Score::of(right, all, gold)
}

/// Each mention's share of its found set that is right, and of its gold set that is found.
fn cubed(mapped: &[Mapped], found: &[usize]) -> Score {
    let mut score = Score::default();
    for (a, x) in mapped.iter().zip(found) {
        let both = mapped
            .iter()
            .zip(found)
            .filter(|(b, y)| *y == x && a.person == b.person)
            .count();
        let same = found.iter().filter(|y| *y == x).count();
        let gold = mapped.iter().filter(|b| a.person == b.person).count();
        score.right += both as f64 / same as f64;
        score.reached += both as f64 / gold as f64;
        score.found += 1.0;
        score.gold += 1.0;
    }
    score
}

fn traps(case: &Case, mapped: &[Mapped], found: &[usize], totals: &mut Totals) {
    for trap in &case.gold.trap {
        let person = |name: &String| case.gold.person.iter().position(|p| p.name == *name);
        let people: BTreeSet<usize> = trap.people.iter().filter_map(person).collect();
        for a in &people {
            for b in people.range(a + 1..) {
                let sets = |who: &usize| -> BTreeSet<usize> {
                    mapped
                        .iter()
                        .zip(found)
                        .filter(|(m, _)| m.person == *who)
                        .map(|(_, n)| *n)
                        .collect()
                };
                totals.traps += 1;
                totals.held += usize::from(sets(a).is_disjoint(&sets(b)));
            }
        }
    }
}

fn suggestions(register: &Register, mapped: &[Mapped], found: &[usize], totals: &mut Totals) {
    let mut people: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (m, number) in mapped.iter().zip(found) {
        people.entry(*number).or_default().insert(m.person);
    }
    let mut offered: BTreeSet<(usize, usize)> = BTreeSet::new();
    for suggestion in &register.suggestions {
        let who: Vec<usize> = suggestion.people.iter().map(|n| *n as usize).collect();
        for a in &who {
            offered.extend(who.iter().map(|b| (*a, *b)));
        }
        totals.offers += 1;
        let sets: Option<Vec<_>> = who.iter().map(|n| people.get(n)).collect();
        if let Some([a, b]) = sets.as_deref() {
            totals.judged += 1;
            totals.good += usize::from(!a.is_disjoint(b));
        }
    }
    for (i, (a, x)) in mapped.iter().zip(found).enumerate() {
        for (b, y) in mapped.iter().zip(found).skip(i + 1) {
            if a.person == b.person && x != y {
                totals.missed += 1;
                totals.offered += usize::from(offered.contains(&(*x, *y)));
            }
        }
    }
}

fn print_errors(case: &Case, mapped: &[Mapped], found: &[usize], register: &Register) {
    let mut people: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut sets: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (m, number) in mapped.iter().zip(found) {
        people.entry(*number).or_default().insert(m.person);
        sets.entry(m.person).or_default().insert(*number);
    }
    let gold = |n: &usize| case.gold.person.get(*n).map_or("", |p| p.name.as_str());
    let shown = |n: &usize| match register.people.get(*n) {
        Some(p) => format!(
            "{} [{}] ({})",
            p.name,
            p.entities
                .iter()
                .map(|at| (at.document + 1).to_string())
                .collect::<Vec<_>>()
                .join(" "),
            p.because.join("; ")
        ),
        None => "not in the register".to_owned(),
    };
    for (number, who) in people.iter().filter(|(_, who)| who.len() > 1) {
        println!(
            "  {}: taken for one: {} = {:?}",
            case.name,
            shown(number),
            who.iter().map(gold).collect::<Vec<_>>()
        );
    }
    for (person, numbers) in sets.iter().filter(|(_, numbers)| numbers.len() > 1) {
        println!(
            "  {}: in pieces: {} = {:?}",
            case.name,
            gold(person),
            numbers.iter().map(shown).collect::<Vec<_>>()
        );
    }
}
