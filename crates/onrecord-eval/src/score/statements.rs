//! Who said what.
//!
//! *exact* (by role): a contiguous piece counts where a piece of the other side has the same range after white space,
//! quotation marks and punctuation are trimmed from both ends. *tokens* (by role): over the words that lie in a
//! span. *found*: statements matched one to one by the overlap of their contents' words (intersection over union
//! at least 0.5, highest first). *+source*: found, and the sources' words overlap (F1 at least 0.5), or both have
//! none. *whole*: found, and content, cue and source are exact in all their pieces. *kind*: found, and the kind is
//! right. *+speaker*: found, and the name is right. *named wrong*: of the found statements to which a speaker was given,
//! the share with a wrong one. Optional statements are not required, and finding one is no error.

use super::matching::Compared;
use super::names_of_people::{is_right, naming};
use super::words::{Words, f1};
use super::{Counts, Shown, Tally};
use crate::annotated::{Annotated, Naming, Place, Statement};
use crate::answers::is_statement;
use std::collections::BTreeSet;

type Role = (&'static str, fn(&Statement) -> &Vec<Place>);

const ROLES: [Role; 3] = [
    ("content", |s| &s.content),
    ("cue", |s| &s.cue),
    ("source", |s| &s.source),
];

/// Counts all but who the speakers are, with attitudes in neither side; where acts are annotated, *broad found* and *broad
/// +source* are with attitudes in both, those of documents that have none too.
pub(super) fn count(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let words = Words::of(&gold.text);
    if gold.statements.iter().any(|s| !s.act.is_empty()) {
        let all: Vec<&Statement> = read.statements.iter().collect();
        let pairs = matched(&words, gold, &all);
        let found = &pairs.found;
        tally.add("broad found", Shown::F1, pairs.counts(found.len()));
        let source = found.iter().filter(|(g, r)| same_source(&words, g, r));
        tally.add("broad +source", Shown::F1, pairs.counts(source.count()));
    }
    let gold = &required(gold);
    let read: Vec<&Statement> = read.statements.iter().filter(|s| is_statement(s)).collect();
    for (role, places) in ROLES {
        let (required, allowed) = sets(gold, places);
        let pieces = |of: &BTreeSet<(usize, usize)>| -> BTreeSet<(usize, usize)> {
            of.iter()
                .map(|(start, end)| words.trimmed(&(*start..*end)))
                .map(|place| (place.start, place.end))
                .filter(|piece| *piece != (0, 0))
                .collect()
        };
        let got = read
            .iter()
            .flat_map(|s| places(s))
            .map(|p| (p.start, p.end));
        let exact = of_sets(
            &pieces(&required),
            &pieces(&allowed),
            &pieces(&got.collect()),
        );
        tally.add(&format!("exact {role}"), Shown::F1, exact);
        let within = |of: &BTreeSet<(usize, usize)>| {
            words.within(
                &of.iter()
                    .map(|(start, end)| *start..*end)
                    .collect::<Vec<_>>(),
            )
        };
        let got: Vec<Place> = read.iter().flat_map(|s| places(s)).cloned().collect();
        let tokens = of_sets(&within(&required), &within(&allowed), &words.within(&got));
        tally.add(&format!("tokens {role}"), Shown::F1, tokens);
    }
    let pairs = matched(&words, gold, &read);
    let found = &pairs.found;
    tally.add("found", Shown::F1, pairs.counts(found.len()));
    let source = found.iter().filter(|(g, r)| same_source(&words, g, r));
    tally.add("+source", Shown::F1, pairs.counts(source.count()));
    let whole = found.iter().filter(|(g, r)| is_whole(&words, g, r));
    tally.add("whole", Shown::F1, pairs.counts(whole.count()));
    let kinds = || found.iter().filter(|(g, _)| !g.kind.is_empty());
    if gold.statements.iter().any(|s| !s.kind.is_empty()) {
        let right = kinds().filter(|(g, r)| g.kind == r.kind).count();
        tally.add(
            "kind of found",
            Shown::Recall,
            Counts::of(right, 0, kinds().count()),
        );
    }
    for (what, value) in FIELDS {
        let given = || found.iter().filter(|(g, _)| !value(g).is_empty());
        if given().count() > 0 {
            let right = given().filter(|(g, r)| value(g) == value(r)).count();
            tally.add(what, Shown::Recall, Counts::of(right, 0, given().count()));
        }
    }
    for kind in KINDS {
        let of_kind = || pairs.golds().filter(|(g, _)| g.kind == kind);
        let hit = of_kind().filter(|(_, read)| read.is_some()).count();
        if of_kind().count() > 0 {
            let counts = Counts::of(hit, 0, of_kind().count());
            tally.add(&format!("recall {kind}"), Shown::Recall, counts);
        }
    }
}

/// How a statement is given.
const KINDS: [&str; 3] = ["direct", "indirect", "mixed"];

/// Acts that a reader of cases need not be told of, where a corpus annotates acts: attitudes are no statements, demands and
/// refusals are rarely worth a line.
const NOT_REQUIRED: [&str; 3] = ["attitude", "demand", "refusal"];

/// The gold in which all that is not required is optional.
pub(crate) fn required(gold: &Annotated) -> Annotated {
    let mut gold = gold.clone();
    for statement in &mut gold.statements {
        statement.optional |= NOT_REQUIRED.contains(&statement.act.as_str());
    }
    gold
}

/// Values of found statements that are counted where the gold has one.
const FIELDS: [Field; 2] = [
    ("medium of found", |s| &s.medium),
    ("date of found", |s| &s.said),
];

type Field = (&'static str, fn(&Statement) -> &String);

/// Counts who the speakers are.
pub(super) fn count_speakers(gold: &Annotated, read: &Annotated, tally: &mut Tally) {
    let gold = &required(gold);
    let pairs = compared(gold, read);
    let has_speaker = |s: &Statement| s.speaker.is_some();
    let named = || pairs.golds().filter(|(s, _)| has_speaker(s));
    if named().count() == 0 {
        return;
    }
    let right = |s: &Statement, read: &Statement| has_speaker(s) && is_right_speaker(gold, s, read);
    let hit = |(s, read): &(&Statement, Option<&Statement>)| read.is_some_and(|r| right(s, r));
    // A statement whose speaker nobody settled is neither right nor wrong.
    let open = pairs.found.iter().filter(|(s, _)| !has_speaker(s)).count();
    let read_all = pairs.found.len() + pairs.spurious.len();
    tally.add(
        "+speaker",
        Shown::F1,
        Counts::of(
            named().filter(hit).count(),
            read_all - open,
            named().count(),
        ),
    );
    let given = || pairs.found.iter().filter(|(_, read)| has_speaker(read));
    let wrong = given().filter(|(s, read)| !right(s, read)).count();
    let counts = Counts::of(wrong, given().count(), given().count());
    tally.add("named wrong", Shown::Errors, counts);
    for (measure, how) in NAMINGS {
        let so = || named().filter(|(s, _)| naming(gold, s) == how);
        if so().count() > 0 {
            let counts = Counts::of(so().filter(hit).count(), 0, so().count());
            tally.add(measure, Shown::Recall, counts);
        }
    }
}

/// How sources name their speakers.
const NAMINGS: [(&str, Option<Naming>); 4] = [
    ("speaker by name", Some(Naming::Name)),
    ("speaker by description", Some(Naming::Nominal)),
    ("speaker by pronoun", Some(Naming::Pronoun)),
    ("speaker, no source", None),
];

/// The ranges of the required, and of all.
fn sets(gold: &Annotated, places: fn(&Statement) -> &Vec<Place>) -> (Ranges, Ranges) {
    let of = |optional: bool| {
        let statements = gold
            .statements
            .iter()
            .filter(move |s| optional || !s.optional);
        let places = statements.flat_map(places);
        places.map(|p| (p.start, p.end)).collect::<Ranges>()
    };
    (of(false), of(true))
}

type Ranges = BTreeSet<(usize, usize)>;

/// What is got of the required; the merely allowed is taken out of what was got.
fn of_sets<T: Ord + Clone>(
    required: &BTreeSet<T>,
    allowed: &BTreeSet<T>,
    got: &BTreeSet<T>,
) -> Counts {
    let free = |item: &&T| allowed.contains(*item) && !required.contains(*item);
    let counted = got.iter().filter(|item| !free(item)).count();
    Counts::of(required.intersection(got).count(), counted, required.len())
}

/// The statements of both sides, matched; of those read, the ones that are no mere attitudes.
pub(crate) fn compared<'a>(gold: &'a Annotated, read: &'a Annotated) -> Compared<'a, Statement> {
    let read: Vec<&Statement> = read.statements.iter().filter(|s| is_statement(s)).collect();
    matched(&Words::of(&gold.text), gold, &read)
}

fn matched<'a>(
    words: &Words,
    gold: &'a Annotated,
    read: &[&'a Statement],
) -> Compared<'a, Statement> {
    let golds: Vec<&Statement> = gold.statements.iter().collect();
    let contents =
        |of: &[&Statement]| -> Vec<_> { of.iter().map(|s| words.within(&s.content)).collect() };
    let (gold_words, read_words) = (contents(&golds), contents(read));
    Compared::of(
        &golds,
        read,
        |s| s.optional,
        |i, j| {
            let (Some(a), Some(b)) = (gold_words.get(i), read_words.get(j)) else {
                return 0.0;
            };
            let both = a.intersection(b).count();
            let all = a.len() + b.len() - both;
            if both > 0 && 2 * both >= all {
                both as f64 / all as f64
            } else {
                0.0
            }
        },
    )
}

/// Which of content, cue and source were read with other ends, as exactness is counted.
pub(crate) fn roles_otherwise(
    words: &Words,
    statement: &Statement,
    read: &Statement,
) -> Vec<&'static str> {
    let otherwise = ROLES
        .iter()
        .filter(|role| !is_exact(words, role, statement, read));
    otherwise.map(|(role, _)| *role).collect()
}

fn same_source(words: &Words, gold: &Statement, read: &Statement) -> bool {
    let (a, b) = (words.within(&gold.source), words.within(&read.source));
    if a.is_empty() {
        return b.is_empty();
    }
    f1(a.intersection(&b).count(), a.len(), b.len()) >= 0.5
}

fn is_whole(words: &Words, gold: &Statement, read: &Statement) -> bool {
    ROLES.iter().all(|role| is_exact(words, role, gold, read))
}

fn is_exact(words: &Words, (_, places): &Role, gold: &Statement, read: &Statement) -> bool {
    let trimmed = |s: &Statement| -> Vec<Place> {
        places(s).iter().map(|place| words.trimmed(place)).collect()
    };
    trimmed(gold) == trimmed(read)
}

/// Whether the speaker that was read is the gold's.
pub(crate) fn is_right_speaker(gold: &Annotated, statement: &Statement, read: &Statement) -> bool {
    let people: Vec<&str> = gold.people().map(|e| e.name.as_str()).collect();
    let names = statement.speaker.iter().chain(&statement.alt_speakers);
    let speaker = read.speaker.as_deref();
    speaker.is_some_and(|speaker| {
        names
            .into_iter()
            .any(|name| is_right(name, speaker, &people))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(content: Place, act: &str) -> Statement {
        Statement {
            content: vec![content],
            act: act.to_owned(),
            ..Statement::default()
        }
    }

    #[test]
    fn attitudes_count_in_the_broad_notion_only() {
        let text = "Orr left and Tull hopes to stay.";
        let gold = Annotated {
            text: text.to_owned(),
            statements: vec![said(0..8, "assertion"), said(24..31, "attitude")],
            ..Annotated::default()
        };
        let read = Annotated {
            statements: vec![said(0..8, "assertion")],
            ..gold.clone()
        };
        let mut tally = Tally::default();
        count(&gold, &read, &mut tally);
        let shown = |measure: &str| tally.figure(measure).unwrap().shown;
        assert!((shown("found") - 1.0).abs() < 1e-9);
        assert!((shown("broad found") - 2.0 / 3.0).abs() < 1e-9);
    }
}
