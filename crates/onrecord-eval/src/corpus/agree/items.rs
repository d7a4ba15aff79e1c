//! Agreement on mentions, temporal expressions, events, facts and grounds.

use super::super::line::{Event, Fact, Ground, Line, Mention, Span, Timex};
use super::super::words::overlap;
use super::{Agreement, View};

/// How many pairs fit, each item in one pair at most; and whether each item is in one.
fn matched<T>(
    first: &[T],
    second: &[T],
    fit: impl Fn(&T, &T) -> bool,
) -> (usize, Vec<bool>, Vec<bool>) {
    let mut in_first = vec![false; first.len()];
    let mut in_second = vec![false; second.len()];
    let mut pairs = 0;
    for (a, used) in first.iter().zip(in_first.iter_mut()) {
        let free = second.iter().zip(in_second.iter_mut());
        if let Some((_, taken)) = free.into_iter().find(|(b, taken)| !**taken && fit(a, b)) {
            (*taken, *used) = (true, true);
            pairs += 1;
        }
    }
    (pairs, in_first, in_second)
}

fn meet(first: &[Span], second: &[Span]) -> bool {
    first.iter().any(|a| second.iter().any(|b| overlap(*a, *b)))
}

fn same_value(a: &Timex, b: &Timex) -> bool {
    let accepts = |a: &Timex, b: &Timex| b.value.as_ref().is_some_and(|v| a.alt.contains(v));
    a.value == b.value || accepts(a, b) || accepts(b, a)
}

fn same_type(a: &Event, b: &Event) -> bool {
    a.kind == b.kind || a.alt_types.contains(&b.kind) || b.alt_types.contains(&a.kind)
}

impl Agreement {
    fn items<T>(
        &mut self,
        row: &'static str,
        first: &[T],
        second: &[T],
        view: &View<'_>,
        fit: impl Fn(&T, &T) -> bool,
        shown: impl Fn(&T) -> String,
    ) {
        let (pairs, in_first, in_second) = matched(first, second, fit);
        self.tally(row, pairs, first.len(), second.len());
        for (item, _) in first.iter().zip(in_first).filter(|(_, used)| !used) {
            self.differ(view, row, &shown(item), "-");
        }
        for (item, _) in second.iter().zip(in_second).filter(|(_, used)| !used) {
            self.differ(view, row, "-", &shown(item));
        }
    }

    pub(super) fn mentions(&mut self, first: &Line, second: &Line, view: &View<'_>) {
        let (a, b) = (&first.mentions, &second.mentions);
        let shown = |m: &Mention| format!("{} {}", m.kind, view.words(&[m.span]));
        self.items(
            "mentions, extent",
            a,
            b,
            view,
            |a, b| a.span == b.span,
            shown,
        );
        let fit = |a: &Mention, b: &Mention| a.span == b.span && a.kind == b.kind;
        let (same, ..) = matched(a, b, fit);
        self.tally("mentions, extent and kind", same, a.len(), b.len());
        self.coreference.add(first, second);
    }

    pub(super) fn timexes(&mut self, first: &Line, second: &Line, view: &View<'_>) {
        let (a, b) = (&first.timexes, &second.timexes);
        let shown = |t: &Timex| {
            let value = t.value.as_deref().unwrap_or("-");
            format!("{} {value} {}", t.kind, view.words(&[t.span]))
        };
        let extent = |a: &Timex, b: &Timex| a.span == b.span;
        self.items("timexes, extent", a, b, view, extent, shown);
        let (same, ..) = matched(a, b, |a, b| extent(a, b) && a.kind == b.kind);
        self.tally("timexes, extent and type", same, a.len(), b.len());
        let value = |a: &Timex, b: &Timex| extent(a, b) && same_value(a, b);
        self.items("timexes, extent and value", a, b, view, value, shown);
    }

    pub(super) fn events(&mut self, first: &Line, second: &Line, view: &View<'_>) {
        let fit = |a: &Event, b: &Event| same_type(a, b) && meet(&a.evidence, &b.evidence);
        let shown = |e: &Event| format!("{} {}", e.kind, view.words(&e.evidence));
        self.items(
            "events, type and overlapping evidence",
            &first.events,
            &second.events,
            view,
            fit,
            shown,
        );
    }

    pub(super) fn facts(&mut self, first: &Line, second: &Line, view: &View<'_>) {
        // Where the value is words of the text, and so left out, the spans stand for it.
        let fit = |a: &Fact, b: &Fact| {
            a.attribute == b.attribute && a.value == b.value && overlap(a.span, b.span)
        };
        let shown = |f: &Fact| {
            let value = f.value.as_deref().unwrap_or("-");
            format!("{} {value} {}", f.attribute, view.words(&[f.span]))
        };
        self.items(
            "facts, value and overlapping words",
            &first.facts,
            &second.facts,
            view,
            fit,
            shown,
        );
    }

    pub(super) fn grounds(&mut self, first: &Line, second: &Line, view: &View<'_>) {
        let fit = |a: &Ground, b: &Ground| {
            a.code == b.code && a.denied == b.denied && meet(&a.evidence, &b.evidence)
        };
        let shown = |g: &Ground| format!("{} {}", g.code, view.words(&g.evidence));
        self.items(
            "grounds, code and overlapping evidence",
            &first.grounds,
            &second.grounds,
            view,
            fit,
            shown,
        );
    }
}
