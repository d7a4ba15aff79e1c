//! The caption of a court's paper: court, case number, parties.

use super::paper::{Paper, is_shouted, is_title_case, one_line};
use super::{case_number, phrases};
use onrecord_record::{Sourced, Span};

/// How many lines from the top may belong to the caption.
const LINES: usize = 60;
/// Most words of a court's name on one line.
const COURT_WORDS: usize = 16;
/// Most lines of a court's name.
const COURT_LINES: usize = 4;

/// What a caption says.
#[derive(Default)]
pub(super) struct Caption {
    pub(super) court: Option<Sourced<String>>,
    pub(super) number: Option<Sourced<String>>,
    pub(super) parties: Option<Sourced<String>>,
}

pub(super) fn read(paper: &Paper) -> Caption {
    Caption {
        court: court(paper),
        number: case_number::read(paper),
        parties: parties(paper),
    }
}

/// The court: its line, and those under it that go on with its name.
fn court(paper: &Paper) -> Option<Sourced<String>> {
    let all = || {
        paper
            .head_cells()
            .filter(|(i, _)| *i < LINES)
            .filter(|(_, cell)| is_court(paper.words(cell.span)))
    };
    let first = all().next()?;
    // A stamp in the corner may have the end of the name alone.
    let short = paper.words(first.1.span);
    let (i, cell) = all()
        .find(|(_, cell)| {
            let words = paper.words(cell.span);
            short.split_whitespace().count() <= 2
                && words.len() > short.len()
                && words
                    .to_uppercase()
                    .ends_with(&format!(" {}", short.to_uppercase()))
        })
        .unwrap_or(first);
    let mut span = without_opening(paper, cell.span);
    // "UNITED STATES DISTRICT COURT" goes on in the next line, "SUPREME COURT OF TEXAS" does not.
    for line in paper.head.iter().skip(i + 1).take(COURT_LINES - 1) {
        let Some(next) = line.cells.first().filter(|_| line.cells.len() == 1) else {
            break;
        };
        if !goes_on_with_court(paper.words(next.span)) {
            break;
        }
        span = span.cover(next.span);
    }
    Some(paper.value(span, "caption"))
}

fn without_opening(paper: &Paper, span: Span) -> Span {
    let words = paper.words(span);
    let lower = words.to_lowercase();
    for opening in ["in the ", "before the ", "to the ", "the "] {
        if lower.starts_with(opening)
            && let Some(rest) = paper.part(span, opening.len()..words.len())
        {
            return rest;
        }
    }
    span
}

pub(super) fn is_court(words: &str) -> bool {
    let words = words.trim();
    if words.len() > 140 || words.split_whitespace().count() > COURT_WORDS {
        return false;
    }
    let upper = words.to_uppercase();
    let list: Vec<&str> = upper
        .split_whitespace()
        .map(|w| w.trim_matches([',', '.', ':', ';', ')']))
        .collect();
    let at = list.iter().position(|w| {
        matches!(
            *w,
            "COURT" | "COURTS" | "TRIBUNAL" | "ASSIZES" | "BOARD" | "COMMISSION"
        ) || matches!(*w, "COURT'S")
    });
    let Some(at) = at else { return false };
    let word = list.get(at).copied().unwrap_or_default();
    if matches!(word, "BOARD" | "COMMISSION") && !upper.contains("APPEALS BOARD") {
        return false;
    }
    let opens = upper.starts_with("IN THE ") || upper.starts_with("BEFORE THE ");
    if !(is_shouted(words) || is_title_case(words) || opens) {
        return false;
    }
    let after = list.get(at + 1).copied();
    let fits = after.is_none_or(|w| phrases::has("after-court", w) || w.starts_with('('));
    let refused =
        matches!(upper.as_str(), "THE COURT" | "THE COURT:") || phrases::begins("no-court", &upper);
    // "COURT" alone names none; one that opens a line names one by what follows.
    let named = list.len() > 1 && (at > 0 || after.is_some());
    fits && !refused
        && named
        && !words.ends_with(['?', '!'])
        && (!words.ends_with('.') || is_shouted(words))
        && !words.contains(['“', '"', '$'])
        && (is_shouted(words) || opens || list.iter().all(|w| !phrases::has("headline", w)))
}

fn goes_on_with_court(words: &str) -> bool {
    let upper = words.to_uppercase();
    let named = upper.ends_with(" COUNTY")
        || upper.ends_with(" DISTRICT")
        || upper.ends_with(" DIVISION")
        || upper.ends_with(" CIRCUIT");
    let fits = phrases::opening("court-goes-on", &words.to_lowercase()).is_some() || named;
    fits && words.len() <= 80
        && words.split_whitespace().count() <= 10
        && (is_shouted(words) || is_title_case(words))
        && !upper.contains(" V. ")
}

/// The parties: `Commonwealth v. Renmark`.
fn parties(paper: &Paper) -> Option<Sourced<String>> {
    let between = paper.head.iter().take(LINES).position(|line| {
        paper
            .words(line.span)
            .trim_end_matches([':', ' '])
            .eq_ignore_ascii_case("between")
    });
    for (i, cell) in paper.head_cells().filter(|(i, _)| *i < LINES) {
        let words = paper.words(cell.span);
        if words.len() > 200 {
            continue;
        }
        let lower = words.to_lowercase();
        let bare = lower.trim_matches(|c: char| c.is_whitespace() || c == ',' || c == ':');
        let and = between.is_some_and(|at| at < i)
            && matches!(bare, "and" | "-and-" | "- and -" | "–and–" | "– and –");
        let cell_lines = (i, cell.column);
        if phrases::class("versus").contains(&bare) || and {
            let left = party_above(paper, cell_lines)?;
            let right = party_below(paper, cell_lines)?;
            return Some(joined(paper, left, right));
        }
        let found = inline(paper, cell_lines, cell.span, &lower)
            .or_else(|| below(paper, cell_lines, cell.span, &lower));
        if let Some(found) = found {
            return Some(found);
        }
    }
    paper
        .head_cells()
        .filter(|(i, _)| *i < LINES)
        .find_map(|(_, cell)| {
            let words = paper.words(cell.span);
            let opens = phrases::opening("in-re", &words.to_lowercase()).is_some();
            (opens && words.len() < 90 && (is_shouted(words) || is_title_case(words)))
                .then(|| paper.value(cell.span, "caption"))
        })
}

/// `STATE v. RENMARK` in one cell, or with one side in the next line or the one before.
fn inline(
    paper: &Paper,
    place: (usize, usize),
    span: Span,
    lower: &str,
) -> Option<Sourced<String>> {
    let words = paper.words(span);
    if words.len() != lower.len() {
        return None;
    }
    for mark in [" v. ", " vs. ", " v ", " vs ", " versus ", " -v- "] {
        let padded = format!("{lower} ");
        let Some(at) = padded.find(mark) else {
            continue;
        };
        let end = (at + mark.len()).min(words.len());
        let left = paper.part(span, 0..at)?;
        let right = paper.part(span, end..words.len());
        let shown = |s: Span| is_side(paper.words(s));
        let right = match right {
            Some(right) => right,
            None => party_below(paper, place)?,
        };
        let cited = paper.words(right).matches(char::is_numeric).count() > 3;
        let sentence = paper.words(right).contains(", no. ");
        if shown(left) && shown(right) && !cited && !sentence {
            return Some(joined(paper, left, right));
        }
    }
    None
}

/// `v. RENMARK` in one cell, under the other side.
fn below(paper: &Paper, place: (usize, usize), span: Span, lower: &str) -> Option<Sourced<String>> {
    let words = paper.words(span);
    let mark = phrases::opening("versus", lower)?;
    let rest = words.get(mark.len()..)?;
    // Without its dot, `v` begins too many lines that are no caption's.
    let set_off = mark.ends_with('.') || mark.len() > 2;
    if words.len() != lower.len() || !set_off || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let right = paper.part(span, mark.len()..words.len())?;
    let left = party_above(paper, place)?;
    let cited = paper.words(right).contains(char::is_numeric);
    let fits = is_side(paper.words(left)) && is_side(paper.words(right)) && !cited;
    fits.then(|| joined(paper, left, right))
}

/// Whether words are written as one side of a case is.
fn is_side(words: &str) -> bool {
    (is_shouted(words) || is_title_case(words) || words.len() <= 3)
        && words.split_whitespace().count() <= 12
        && !words.contains(['“', '"', '?'])
        && words.matches(',').count() <= 3
}

fn joined(paper: &Paper, left: Span, right: Span) -> Sourced<String> {
    let (left, right) = (party(paper, left), party(paper, right));
    // Between the lines of one party stand the marks of its column and the numbers of lines.
    let name = |s: Span| {
        let lines = paper.words(s).lines().map(|line| {
            let line = line.trim().trim_end_matches([')', ':', '§', '|', ' ']);
            let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let numbered = behind.len() < line.len() && behind.starts_with("  ");
            one_line(if numbered { behind } else { line })
        });
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        let words = lines.join(" ");
        let words = words.trim_end_matches([',', ' ', ';']);
        let last = words.rsplit([' ', ',']).next().unwrap_or_default();
        let whole = last.len() > 5;
        if whole {
            words.trim_end_matches('.')
        } else {
            words
        }
        .to_owned()
    };
    Sourced {
        value: format!("{} v. {}", name(left), name(right)),
        span: Some(left.cover(right)),
        from: "caption".to_owned(),
    }
}

/// A party's words without its part in the case: `TOBIAS RENMARK, JR., Petitioner,` without the last.
fn party(paper: &Paper, span: Span) -> Span {
    let words = paper.words(span);
    let mut end = words.len();
    let lower = words.to_lowercase();
    if lower.len() == words.len() {
        for (at, _) in lower.match_indices([',', ' ']) {
            let rest = lower.get(at + 1..).unwrap_or_default().trim_start();
            if at > 2 && rest.split(' ').count() <= 6 && starts_with_role(rest) {
                end = at;
                break;
            }
        }
        for cut in [
            ", no. ",
            ", case no",
            " no. ",
            ", son of",
            ", s/o",
            ", aged",
            " (",
            ", resident",
        ] {
            if let Some(at) = lower.find(cut) {
                end = end.min(at);
            }
        }
    }
    let digits = |c: char| c.is_ascii_digit() || c == ',' || c.is_whitespace();
    paper
        .part(span, 0..end)
        .map_or(span, |part| paper.text.trim_matches(part, digits))
}

fn starts_with_role(lower: &str) -> bool {
    let first = lower
        .split(|c: char| !(c.is_alphabetic() || c == '\''))
        .next()
        .unwrap_or_default();
    !first.is_empty() && phrases::class("role").contains(&first)
}

fn is_role_or_number(words: &str) -> bool {
    let lower = words.to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let numbered = lower.starts_with(|c: char| c.is_ascii_digit()) && !lower.contains(". ");
    starts_with_role(lower)
        || numbered
        || case_number::label(words).is_some_and(|(rank, _)| rank > 0)
        || lower.starts_with("between")
        || lower.len() < 2 && lower != "r"
}

/// How many lines a party may stand away from the mark between both.
const PARTY_LINES: usize = 9;
/// How far, in bytes, the cells of one column may stand apart.
const COLUMN: usize = 30;

fn party_above(paper: &Paper, (line, column): (usize, usize)) -> Option<Span> {
    let first = line.saturating_sub(PARTY_LINES);
    let mut found: Option<Span> = None;
    for i in (first..line).rev() {
        let Some(here) = paper.head.get(i) else {
            continue;
        };
        let Some(cell) = here.cells.first() else {
            continue;
        };
        let words = paper.words(cell.span);
        if let Some(before) = found {
            let goes_on = words.ends_with(',') && !is_court(words) && !is_role_or_number(words)
                || is_rest(paper.words(before)) && !is_court(words) && !is_role_or_number(words);
            let below_apart = paper.head.get(i + 1).is_some_and(|l| l.apart);
            if goes_on && (!below_apart || is_rest(paper.words(before))) {
                found = Some(cell.span.cover(before));
                continue;
            }
            break;
        }
        let is_party = !is_role_or_number(words)
            && !is_court(words)
            && cell.column <= column + COLUMN
            && words.len() < 160
            && words.chars().any(char::is_alphabetic)
            && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '(');
        if is_party {
            found = Some(cell.span);
        } else if is_court(words) {
            break;
        }
    }
    found
}

/// Words that no party begins with: `ET AL.`, or one word alone that ends a line's title.
fn is_rest(words: &str) -> bool {
    let upper = words.to_uppercase();
    upper.starts_with("ET AL") || phrases::has("rest-of-party", upper.trim_end_matches([',', '.']))
}

fn party_below(paper: &Paper, (line, column): (usize, usize)) -> Option<Span> {
    for here in paper.head.iter().skip(line + 1).take(PARTY_LINES) {
        let Some(cell) = here.cells.first() else {
            continue;
        };
        let words = paper.words(cell.span);
        let is_party = !is_role_or_number(words)
            && cell.column <= column + COLUMN
            && words.len() < 160
            && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        if is_party {
            return Some(cell.span);
        }
    }
    None
}
