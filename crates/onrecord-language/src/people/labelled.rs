//! Names in speakers' labels and in the lines that say who stands behind them: persons, whatever their
//! letters look like.

use super::gazetteer;
use super::names::{Name, push};
use super::page::Page;
use std::ops::Range;

/// Adds them to `names`, in place of what was found there.
pub(crate) fn find<'d>(page: &Page<'_, 'd>, names: &mut Vec<Name<'d>>) {
    let turns = &page.draft.turns;
    if turns.is_empty() {
        return;
    }
    for span in &turns.names {
        let all = page.draft.tokens_in(*span);
        if page.draft.words(*span).starts_with('@') {
            continue;
        }
        let start = after_titles(page, all.clone());
        let title = start
            .checked_sub(1)
            .filter(|t| all.contains(t))
            .and_then(|t| Some((t, gazetteer::title(page.word(t))?)));
        names.retain(|n| n.tokens.end <= all.start || n.tokens.start >= all.end);
        push(page, all.start, start..all.end, title, names);
        if let Some(name) = names.last_mut() {
            name.titled = false;
        }
    }
    names.sort_by_key(|n| n.tokens.start);
}

/// Past the titles that `tokens` begin with; at least one token is left.
fn after_titles(page: &Page, tokens: Range<usize>) -> usize {
    let mut at = tokens.start;
    while at + 1 < tokens.end && gazetteer::title(page.word(at)).is_some() {
        at += 1;
    }
    at
}
