//! What a report of the police or a laboratory says of itself.

use super::days::{self, Order};
use super::paper::{Paper, is_shouted, is_title_case};
use super::phrases;
use onrecord_record::{Moment, Sourced, Span};
use std::collections::BTreeSet;

/// How many different field labels stand at the start of cells.
pub(super) fn labels(paper: &Paper) -> (usize, Option<Span>) {
    let mut seen = BTreeSet::new();
    let mut first = None;
    for (_, cell) in paper.head_cells() {
        let words = paper.words(cell.span);
        if words.len() > 160 {
            continue;
        }
        let lower = words.to_lowercase();
        let lower = lower.trim_start_matches(|c: char| c.is_ascii_digit() || ". ()".contains(c));
        if let Some(label) = phrases::opening("label", lower)
            && rest_is_value(lower.get(label.len()..).unwrap_or_default())
        {
            first = first.or(Some(cell.span));
            seen.insert(label);
        }
    }
    (seen.len(), first)
}

/// After a label stands a colon or a number sign, at once or after a few words in brackets.
fn rest_is_value(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', ' ', 's', '(', ')']);
    rest.starts_with([':', '#'])
        || rest.is_empty()
        || rest
            .split_whitespace()
            .next()
            .is_some_and(|w| w.ends_with(':'))
}

/// The agency that made it.
pub(super) fn agency(paper: &Paper) -> Option<Span> {
    paper.head_cells().take(60).find_map(|(_, cell)| {
        let words = paper.words(cell.span);
        let lower = words.to_lowercase();
        let found = phrases::find("agency", &lower)?;
        if lower.len() != words.len() || words.len() > 100 {
            return None;
        }
        for label in [
            "agency:",
            "police station:",
            "p.s.:",
            "department:",
            "reporting agency:",
        ] {
            if lower.starts_with(label) {
                return paper.part(cell.span, label.len()..words.len());
            }
        }
        let whole = (is_shouted(words) || is_title_case(words)) && !words.contains(':');
        (whole && found.end + 40 >= words.len()).then_some(cell.span)
    })
}

/// The officer who reported.
pub(super) fn officer(paper: &Paper) -> Option<Span> {
    phrases::class("officer").iter().find_map(|label| {
        paper.head.iter().chain(&paper.foot).find_map(|line| {
            line.cells.iter().enumerate().find_map(|(c, cell)| {
                let words = paper.words(cell.span);
                let lower = words.to_lowercase();
                let rest = lower.strip_prefix(label)?;
                let skipped = rest.trim_start_matches(|c: char| {
                    c == '(' || c == ')' || c == '/' || c == ' ' || c == 's'
                });
                if !skipped.starts_with(':') || lower.len() != words.len() {
                    return None;
                }
                let at = words.len() - skipped.len() + 1;
                paper
                    .part(cell.span, at..words.len())
                    .or_else(|| line.cells.get(c + 1).map(|next| next.span))
            })
        })
    })
}

/// When the report was made; else when what it tells of happened.
pub(super) fn day(paper: &Paper, order: Order) -> Option<Sourced<Moment>> {
    const LABELS: [&str; 12] = [
        "date of report",
        "report date",
        "date reported",
        "date/time reported",
        "date and time of report",
        "date written",
        "reported",
        "date submitted",
        "date/time",
        "date of incident",
        "date occurred",
        "date",
    ];
    LABELS.iter().find_map(|label| {
        paper.head.iter().chain(&paper.foot).find_map(|line| {
            line.cells.iter().enumerate().find_map(|(c, cell)| {
                let words = paper.words(cell.span);
                if words.len() > 160 || !words.to_lowercase().starts_with(label) {
                    return None;
                }
                let mut day = days::first(paper, cell.span, order)
                    .or_else(|| days::first(paper, line.cells.get(c + 1)?.span, order))?;
                day.from = format!("“{label}”");
                Some(day)
            })
        })
    })
}
