//! The number a court, the police or a laboratory has for a case.

use super::paper::Paper;
use super::phrases;
use onrecord_record::{Sourced, Span};

/// How many lines from the top may have it.
const LINES: usize = 60;

/// How good a label for a case number is; 0 for labels of other numbers.
fn rank(label: &str) -> u8 {
    let label = label.to_uppercase();
    let parts = || label.split(|c: char| !c.is_alphanumeric());
    let has = |words: &[&str]| parts().any(|part| words.contains(&part));
    let any = |class: &str| parts().any(|part| phrases::has(class, part));
    if any("number-other") {
        return 0;
    }
    if has(&["NEUTRAL"]) {
        return 1;
    }
    if has(&["STATE", "OUR", "YOUR", "REF"]) && has(&["FILE", "REF"]) {
        return 2;
    }
    if has(&["LOWER", "TRIAL", "D", "L", "T"]) {
        return 2;
    }
    if has(&["CASE", "CASES"]) {
        return 7;
    }
    if any("number-court") {
        return 6;
    }
    3
}

/// The case number: after the best label in the head, else a neutral citation or what has the shape of
/// a docket number.
pub(super) fn read(paper: &Paper) -> Option<Sourced<String>> {
    let mut best: Option<(u8, Span)> = None;
    for (i, line) in paper.head.iter().take(LINES).enumerate() {
        for (c, cell) in line.cells.iter().enumerate() {
            let words = paper.words(cell.span);
            if words.len() > 200 {
                continue;
            }
            let Some((rank, label_end)) = label(words) else {
                continue;
            };
            if rank == 0 || best.is_some_and(|(before, _)| before >= rank) {
                continue;
            }
            let rest = words.get(label_end..).unwrap_or_default();
            let found = value_of_number(rest)
                .and_then(|v| paper.part(cell.span, label_end + v.start..label_end + v.end));
            let found = found.or_else(|| {
                // The value stands beside its label, or under it.
                let bare = rest.trim_matches([':', '.', ' ', '#']).is_empty();
                let next = line
                    .cells
                    .get(c + 1)
                    .or_else(|| paper.head.get(i + 1)?.cells.first());
                let next = next.filter(|_| bare)?;
                let value = value_of_number(paper.words(next.span))?;
                paper.part(next.span, value)
            });
            if let Some(found) = found {
                best = Some((rank, found));
            }
        }
    }
    if let Some((_, span)) = best.filter(|(rank, _)| *rank > 1) {
        return Some(paper.value(span, "caption"));
    }
    let shaped = paper
        .head_cells()
        .filter(|(i, _)| *i < LINES)
        .find_map(|(_, cell)| {
            let words = paper.words(cell.span);
            if let Some(range) = neutral_citation(words) {
                return paper.part(cell.span, range);
            }
            is_docket(words).then_some(cell.span)
        });
    let span = shaped.or(best.map(|(_, span)| span))?;
    Some(paper.value(span, "caption"))
}

/// The rank of the label that stands in `words`, and where it ends.
pub(super) fn label(words: &str) -> Option<(u8, usize)> {
    let mut before = 0;
    let mut at = 0;
    for word in words.split_inclusive([' ', '\t', '\u{a0}']) {
        let start = at;
        at += word.len();
        let bare = word
            .trim()
            .trim_end_matches([':', '.', ','])
            .trim_end_matches("(s)");
        let (bare, glued) = match bare.find([':', '#']) {
            Some(colon) if colon > 0 => (bare.get(..colon)?, Some(start + colon + 1)),
            _ => (bare, None),
        };
        let upper = bare.to_uppercase();
        let label = words.get(..start)?;
        let is_number = matches!(
            upper.as_str(),
            "NO" | "NOS" | "NUMBER" | "NUMBERS" | "#" | "NUM" | "№" | "NO'S"
        ) || upper
            .strip_prefix("NO.")
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        if is_number {
            // "No" is a label only where it opens a cell or follows words with capitals.
            let shown = label.split_whitespace().all(|w| {
                !w.starts_with(char::is_lowercase) || matches!(w, "of" | "and" | "case" | "docket")
            });
            if !shown
                || before > 7
                || bare == "no"
                || (upper == "NO" && !word.contains(['.', ':']) && before == 0)
            {
                return None;
            }
            let end = glued.unwrap_or(if upper.len() > 3 && upper.starts_with("NO.") {
                start + 3
            } else {
                at
            });
            let digits_before = label.chars().any(|c| c.is_ascii_digit());
            if digits_before && before > 2 {
                return None;
            }
            return Some((rank(label), end));
        }
        let is_label = matches!(
            upper.as_str(),
            "CASE" | "DOCKET" | "CAUSE" | "INCIDENT" | "CR" | "FIR"
        );
        if is_label && (word.trim().ends_with([':', '#']) || glued.is_some()) && before <= 2 {
            return Some((rank(bare), glued.unwrap_or(at)));
        }
        before += 1;
        if before > 8 {
            return None;
        }
    }
    None
}

/// Where the number at the start of `words` stands.
fn value_of_number(words: &str) -> Option<std::ops::Range<usize>> {
    const MOST: usize = 8;
    let start = words.find(|c: char| c.is_alphanumeric() || c == '[')?;
    if words
        .get(..start)?
        .chars()
        .any(|c| !" \t:.#-–(\u{a0}".contains(c))
    {
        return None;
    }
    let mut tokens: Vec<(usize, &str)> = Vec::new();
    let mut at = start;
    for word in words.get(start..)?.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        if !bare.is_empty() {
            tokens.push((at, bare));
        }
        at += word.len();
    }
    let has_digit = |w: &str| w.contains(|c: char| c.is_ascii_digit());
    let mut end = None;
    let mut i = 0;
    while let Some((at, token)) = tokens.get(i).copied() {
        if i >= MOST {
            break;
        }
        let bare = token.trim_end_matches([',', '.', ';', ')']);
        let joined = tokens
            .get(i + 1)
            .is_some_and(|(_, next)| has_digit(next) && !is_month_or_word(next));
        let short = bare.len() <= 4
            && bare
                .chars()
                .all(|c| c.is_ascii_uppercase() || c == '-' || c == '.' || c == '/')
            && !bare.is_empty();
        let glue = matches!(bare, "of" | "OF" | "Of" | "&" | "and" | "No" | "AND") && joined;
        if has_digit(bare) {
            end = Some(at + bare.len());
        } else if short
            && (joined
                || (end.is_some() && i > 0 && !matches!(bare, "IN" | "OF" | "ON" | "BY" | "JR.")))
        {
            if !joined {
                end = Some(at + bare.len());
                break;
            }
        } else if !(glue && end.is_some()) {
            break;
        }
        let more = token.ends_with(',')
            && tokens
                .get(i + 1)
                .is_some_and(|(_, next)| has_digit(next) && next.contains(['-', '–']));
        if token.ends_with([',', ';', ')']) && !more
            || token.ends_with('.') && bare.len() > 3 && has_digit(bare)
        {
            break;
        }
        i += 1;
    }
    Some(start..end?)
}

fn is_month_or_word(token: &str) -> bool {
    token.chars().filter(|c| c.is_lowercase()).count() > 2
}

/// `[2021] EWCA Crim 12`, `2011 VT 904`: where it stands.
fn neutral_citation(words: &str) -> Option<std::ops::Range<usize>> {
    let mut start = 0;
    let tokens: Vec<(usize, &str)> = words
        .split_inclusive(' ')
        .map(|w| {
            let at = start;
            start += w.len();
            (at, w.trim_end())
        })
        .collect();
    if tokens.len() > 6 {
        return None;
    }
    for (i, (at, token)) in tokens.iter().enumerate() {
        let year = token.trim_matches(['[', ']']);
        let bracketed = token.starts_with('[') && token.ends_with(']');
        let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let court = tokens.get(i + 1).map_or("", |t| t.1);
        let court_fits = (2..=8).contains(&court.len())
            && court.chars().all(|c| c.is_ascii_uppercase() || c == '-')
            || (bracketed
                && (2..=10).contains(&court.len())
                && court.starts_with(char::is_uppercase));
        if !is_year || !court_fits {
            continue;
        }
        let last = tokens.iter().skip(i + 2).take(2).find(|(_, t)| {
            t.trim_matches(['(', ')', '.', ','])
                .bytes()
                .all(|b| b.is_ascii_digit())
        })?;
        return Some(*at..last.0 + last.1.trim_end_matches(['.', ',']).len());
    }
    None
}

/// `5:19-cr-00123-ABC`, `17-2543`: figures and hyphens alone in a cell.
fn is_docket(words: &str) -> bool {
    let figures = words.chars().filter(char::is_ascii_digit).count();
    let fits = words
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | ':'));
    let federal = words.contains("-cr-")
        || words.contains("-cv-")
        || words.contains("-CR-")
        || words.contains("-CV-");
    let year_and_number = words.split_once(['-', '–']).is_some_and(|(year, number)| {
        year.len() == 2
            && (3..=6).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
            && year.bytes().all(|b| b.is_ascii_digit())
    });
    fits && figures >= 5 && (federal || year_and_number)
}
