//! Agreement on statements.

use super::super::line::{Entity, Line, Span, Statement};
use super::super::words::overlap;
use super::{Agreement, View};
use crate::score::matched;
use std::collections::BTreeSet;

/// Contents that share less of their signs are two statements.
const SHARED: f64 = 0.3;

/// Pairs of indices of statements whose contents share most.
pub(super) fn pairs(first: &[Statement], second: &[Statement]) -> Vec<(usize, usize)> {
    let signs =
        |s: &Statement| -> BTreeSet<usize> { s.content.iter().flat_map(|[a, b]| *a..*b).collect() };
    let (one, other): (Vec<_>, Vec<_>) = (
        first.iter().map(signs).collect(),
        second.iter().map(signs).collect(),
    );
    let likeness = |m: usize, n: usize| {
        let (Some(a), Some(b)) = (one.get(m), other.get(n)) else {
            return 0.0;
        };
        let shared = a.intersection(b).count();
        let share = shared as f64 / (a.len() + b.len() - shared).max(1) as f64;
        if share >= SHARED { share } else { 0.0 }
    };
    let of_first = matched(one.len(), other.len(), likeness);
    let pairs = of_first.into_iter().enumerate();
    pairs.filter_map(|(m, n)| Some((m, n?))).collect()
}

/// Whether two entities of two readings are one: a name of one overlaps a name of the other.
pub(super) fn is_same_entity(first: Option<&Entity>, second: Option<&Entity>) -> bool {
    let spans = |e: &Entity| -> Vec<Span> {
        e.name
            .into_iter()
            .chain(e.forms.iter().copied().flatten())
            .collect()
    };
    match (first, second) {
        (None, None) => true,
        (Some(a), Some(b)) => spans(a)
            .iter()
            .any(|a| spans(b).iter().any(|b| overlap(*a, *b))),
        _ => false,
    }
}

fn entity<'l>(line: &'l Line, id: Option<&String>) -> Option<&'l Entity> {
    let id = id?;
    line.entities.iter().find(|e| e.id == *id)
}

impl Agreement {
    pub(super) fn statements(&mut self, first: &Line, second: &Line, view: &View<'_>) {
        let pairs = pairs(&first.statements, &second.statements);
        self.tally(
            "statements, overlapping",
            pairs.len(),
            first.statements.len(),
            second.statements.len(),
        );
        self.some(first, second, "content of what is no turn, exact", |s| {
            !s.turn
        });
        self.some(first, second, "content inside statements, exact", |s| {
            s.within.is_some()
        });
        self.some(first, second, "content of attitudes, exact", |s| {
            s.act == "attitude"
        });
        type Field = (&'static str, &'static str, fn(&Statement) -> &[Span]);
        let fields: [Field; 3] = [
            ("content, exact", "content", |s| &s.content),
            ("cue, exact", "cue", |s| &s.cue),
            ("source, exact", "source", |s| &s.source),
        ];
        let matched: Vec<(&Statement, &Statement)> = pairs
            .iter()
            .filter_map(|(m, n)| Some((first.statements.get(*m)?, second.statements.get(*n)?)))
            .collect();
        for (row, name, field) in fields {
            let has = |s: &&Statement| !field(s).is_empty();
            let same = matched
                .iter()
                .filter(|(a, b)| has(a) && field(a) == field(b));
            let count = |l: &Line| l.statements.iter().filter(has).count();
            self.tally(row, same.count(), count(first), count(second));
            for (a, b) in matched.iter().filter(|(a, b)| field(a) != field(b)) {
                self.differ(view, name, &view.words(field(a)), &view.words(field(b)));
            }
        }
        self.given_both(first, second, &matched, view);
        let lone = |statements: &[Statement], used: BTreeSet<usize>| -> Vec<String> {
            let lone = statements
                .iter()
                .enumerate()
                .filter(|(at, _)| !used.contains(at));
            lone.map(|(_, s)| view.statement(s)).collect()
        };
        for words in lone(&first.statements, pairs.iter().map(|p| p.0).collect()) {
            self.differ(view, "statement", &words, "-");
        }
        for words in lone(&second.statements, pairs.iter().map(|p| p.1).collect()) {
            self.differ(view, "statement", "-", &words);
        }
    }

    /// Exact contents of some of the statements, by themselves.
    fn some(
        &mut self,
        first: &Line,
        second: &Line,
        row: &'static str,
        which: fn(&Statement) -> bool,
    ) {
        let of = |line: &Line| -> Vec<Statement> {
            line.statements
                .iter()
                .filter(|s| which(s))
                .cloned()
                .collect()
        };
        let (one, other) = (of(first), of(second));
        let content =
            |statements: &[Statement], at: usize| statements.get(at).map(|s| s.content.clone());
        let pairs = pairs(&one, &other).into_iter();
        let same = pairs.filter(|(m, n)| content(&one, *m) == content(&other, *n));
        self.tally(row, same.count(), one.len(), other.len());
    }

    fn given_both(
        &mut self,
        first: &Line,
        second: &Line,
        matched: &[(&Statement, &Statement)],
        view: &View<'_>,
    ) {
        type Field = (&'static str, fn(&Statement) -> &str);
        let fields: [Field; 3] = [
            ("act, given both", |s| &s.act),
            ("kind, given both", |s| &s.kind),
            ("modality, given both", |s| {
                s.modality.as_deref().unwrap_or("happened")
            }),
        ];
        for (row, field) in fields {
            let same = matched.iter().filter(|(a, b)| field(a) == field(b)).count();
            self.tally(row, same, matched.len(), matched.len());
            for (a, b) in matched.iter().filter(|(a, b)| field(a) != field(b)) {
                self.differ(
                    view,
                    row,
                    &format!("{} | {}", field(a), view.statement(a)),
                    field(b),
                );
            }
        }
        let speakers = |a: &Statement, b: &Statement| {
            (
                entity(first, a.speaker.as_ref()),
                entity(second, b.speaker.as_ref()),
            )
        };
        let mut same = 0;
        for (a, b) in matched {
            let (one, other) = speakers(a, b);
            if is_same_entity(one, other) {
                same += 1;
                continue;
            }
            let name = |e: Option<&Entity>| {
                e.and_then(|e| e.name)
                    .map_or("-".to_owned(), |n| view.words(&[n]))
            };
            let told = format!("{} | {}", name(one), view.statement(a));
            self.differ(view, "speaker, given both", &told, &name(other));
        }
        self.tally("speaker, given both", same, matched.len(), matched.len());
    }
}
