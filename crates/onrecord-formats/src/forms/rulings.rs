//! What a court's order or opinion says of itself: who decided, and what.

use super::paper::{Line, Paper, is_name, is_shouted, is_title_case};
use super::{phrases, sworn};
use onrecord_record::Span;

/// Most judges and decisions that are taken from one paper.
const MOST: usize = 6;

/// In how many lines from the top a filing's caption may name the judge.
const CAPTION_LINES: usize = 40;

/// Who decided or presided, in order, each once.
pub(super) fn judges(paper: &Paper) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let keep = |span: Span, found: &mut Vec<Span>| {
        let bare = |s: Span| {
            let words = without_honours(paper.words(s)).to_uppercase();
            words
                .split_whitespace()
                .last()
                .unwrap_or_default()
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_owned()
        };
        let new = !found.iter().any(|f| bare(*f) == bare(span));
        if new && found.len() < MOST {
            found.push(span);
        }
    };
    for (i, line) in paper.head.iter().enumerate() {
        for (c, cell) in line.cells.iter().enumerate() {
            for span in in_head(paper, i, c, cell.span, line) {
                keep(span, &mut found);
            }
        }
    }
    if found.is_empty() {
        found.extend(assigned(paper));
    }
    if found.is_empty() {
        for (i, line) in paper.foot.iter().enumerate() {
            if let Some(span) = under_signature(paper, i, line) {
                keep(span, &mut found);
            }
        }
    }
    found
}

/// Whom a caption names as the judge of the case: `Judge Anselm Pike` in a cell beside others, or after
/// a colon. A filing names other judges in its lines, of the court below and of cases it cites.
pub(super) fn assigned(paper: &Paper) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for line in paper.head.iter().take(CAPTION_LINES) {
        for (c, cell) in line.cells.iter().enumerate() {
            let lower = paper.words(cell.span).to_lowercase();
            let Some(opening) = phrases::opening("assigned-judge", &lower) else {
                continue;
            };
            let rest = lower.get(opening.len()..).unwrap_or_default();
            let labelled = rest.trim_start().starts_with(':');
            if lower.len() != cell.span.len() || !(labelled || c > 0) {
                continue;
            }
            let after = opening.len() + rest.len() - rest.trim_start_matches([':', ' ']).len();
            let name = paper.part(cell.span, after..cell.span.len());
            let name = name.filter(|name| is_name(paper.words(*name)));
            // The name may stand in the next cell.
            let next = || line.cells.get(c + 1).map(|next| next.span);
            let next = || next().filter(|next| labelled && is_name(paper.words(*next)));
            found.extend(name.or_else(next));
        }
    }
    found.truncate(1);
    found
}

fn in_head(paper: &Paper, i: usize, c: usize, span: Span, line: &Line) -> Vec<Span> {
    let words = paper.words(span);
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return Vec::new();
    }
    let long = words.len() > 200;
    let opening = [
        "before the hon",
        "before:",
        "before",
        "present:",
        "present",
        "coram:",
        "coram",
        "panel:",
    ]
    .into_iter()
    .find(|o| lower.starts_with(o));
    if let Some(opening) = opening.filter(|_| !long) {
        let at = if opening == "before the hon" {
            "before".len()
        } else {
            opening.len()
        };
        let rest = words.get(at..).unwrap_or_default();
        let names_follow = rest.trim_matches([':', ' ', '-']).is_empty();
        if !names_follow {
            let start = at + (rest.len() - rest.trim_start_matches([':', ' ', '-']).len());
            let shown = words.get(start..).unwrap_or_default();
            let of_bench = bench_in(shown) || is_shouted(shown) || opening.ends_with(':');
            if of_bench && shown.starts_with(char::is_uppercase) {
                return names(paper, span, start);
            }
            return Vec::new();
        }
        // The names stand in the next cell, or in the lines below.
        if let Some(next) = line.cells.get(c + 1) {
            return names(paper, next.span, 0);
        }
        let mut found = Vec::new();
        for below in paper.head.iter().skip(i + 1).take(8) {
            let Some(cell) = below.cells.first() else {
                break;
            };
            let shown = paper.words(cell.span);
            let lower = shown.to_lowercase();
            if matches!(lower.trim(), "and" | "-and-" | "- and -" | "&") {
                continue;
            }
            if !(is_honoured(&lower) || bench_in(shown)) || shown.len() > 90 {
                break;
            }
            found.extend(names(paper, cell.span, 0));
        }
        return found;
    }
    if long {
        return by_line(paper, span).into_iter().collect();
    }
    if lower.starts_with("per curiam") {
        return paper
            .part(span, 0.."per curiam".len())
            .into_iter()
            .collect();
    }
    if let Some(at) = lower
        .find("delivered")
        .and_then(|d| Some(d + lower.get(d..)?.find(" by ")? + 4))
        && (lower.starts_with("judgment")
            || lower.starts_with("ruling")
            || lower.starts_with("opinion")
            || lower.starts_with("ex tempore"))
    {
        return paper.part(span, at..words.len()).into_iter().collect();
    }
    let trimmed = lower.trim_start_matches(['(', ' ']);
    let skip = lower.len() - trimmed.len();
    for opening in [
        "opinion by judge ",
        "opinion by justice ",
        "opinion by ",
        "per: ",
        "per ",
        "judge: ",
        "judge ",
        "presiding judge ",
        "trial judge: ",
        "hearing officer: ",
    ] {
        if trimmed.starts_with(opening) {
            let at = skip + opening.len();
            let end = words
                .find([')', ':'])
                .filter(|e| *e > at)
                .unwrap_or(words.len());
            let delivers = lower.find(" delivered the").unwrap_or(end).min(end);
            let found = paper.part(span, at..delivers);
            let honoured = found.filter(|f| {
                let shown = paper.words(*f);
                shown.len() < 70
                    && shown.starts_with(char::is_uppercase)
                    && (is_shouted(shown) || is_title_case(shown))
                    && (shown.split_whitespace().count() > 1 || is_shouted(shown))
            });
            return honoured.into_iter().collect();
        }
    }
    if is_honoured(&lower) && words.len() <= 90 && !lower.starts_with("to ") {
        let end = words.find(':').unwrap_or(words.len());
        return paper
            .part(span, 0..end)
            .map(|s| names(paper, s, 0))
            .unwrap_or_default();
    }
    by_line(paper, span).into_iter().collect()
}

/// `DOOLAN, J. Defendant appeals …`, `Ann Lee, Circuit Judge:`.
fn by_line(paper: &Paper, span: Span) -> Option<Span> {
    let words = paper.words(span);
    let start = words.find(|c: char| c.is_alphabetic())?;
    let marks = words.get(..start)?;
    if !marks
        .chars()
        .all(|c| c.is_ascii_digit() || "¶.[]* ".contains(c))
    {
        return None;
    }
    let comma = start + words.get(start..)?.find(',')?;
    let name = words.get(start..comma)?;
    let shaped = name.split_whitespace().count() <= 5
        && (is_shouted(name) || is_name(name) || name.split_whitespace().count() == 1)
        && name.chars().all(|c| !c.is_numeric())
        && name.starts_with(char::is_uppercase);
    let rest = words.get(comma + 1..)?.trim_start();
    let lower = rest.get(..sworn::boundary(rest, 40))?.to_lowercase();
    let title = [
        "j.:", "j. ", "c.j.:", "c.j. ", "p.j.:", "p.j. ", "j.a.:", "jj.:", "jsc", "jca",
    ]
    .iter()
    .any(|t| lower.starts_with(t))
        || phrases::class("judge-letters").contains(&lower.trim())
        || phrases::class("judge-title").iter().any(|t| {
            lower.strip_prefix(t).is_some_and(|r| {
                r.starts_with([':', '.']) || r.trim().is_empty() || r.starts_with(" delivered")
            })
        });
    (shaped && title).then(|| paper.part(span, start..comma))?
}

/// The names in a list of judges, from byte `at` of `span` on: without titles behind them.
fn names(paper: &Paper, span: Span, at: usize) -> Vec<Span> {
    let words = paper.words(span);
    let mut found = Vec::new();
    let mut start = at;
    let rest = words.get(at..).unwrap_or_default();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for mark in [",", " and ", " AND ", " & ", ";"] {
        cuts.extend(rest.match_indices(mark).map(|(i, m)| (at + i, m.len())));
    }
    cuts.sort_unstable();
    cuts.push((words.len(), 0));
    for (cut, len) in cuts {
        if cut < start {
            continue;
        }
        if let Some(part) = paper.part(span, start..cut) {
            let shown = paper.words(part);
            let lower = shown.to_lowercase();
            let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
            let title = phrases::class("bench").contains(&bare.replace(['.'], "").as_str())
                || phrases::class("bench").contains(&bare)
                || bare.ends_with(" judge") && !is_honoured(&lower)
                || bare.ends_with(" judges")
                || bare.ends_with(" justices")
                || matches!(
                    bare,
                    "c.j" | "p.j" | "j.a" | "jr" | "sr" | "iii" | "ii" | "kc" | "qc" | "and"
                );
            let part = paper
                .text
                .trim_matches(part, |c| matches!(c, '.' | ':' | ' ' | '(' | ')'));
            let fits = shown.split_whitespace().count() <= 9
                && shown.starts_with(|c: char| c.is_uppercase());
            if !title && fits && !part.is_empty() {
                found.push(part);
            }
        }
        start = cut + len;
    }
    found
}

/// Whether words begin as a judge is addressed.
fn is_honoured(lower: &str) -> bool {
    phrases::opening("honoured", lower).is_some()
        && !lower.ends_with(['.', '?']) | lower.contains("hon")
}

fn without_honours(words: &str) -> &str {
    words
        .rsplit_once("HONORABLE ")
        .map_or(words, |(_, name)| name)
}

fn bench_in(words: &str) -> bool {
    words.split([' ', ',']).any(|word| {
        let bare = word.trim_end_matches([',', ':', '.']);
        phrases::has("bench-word", word) || phrases::has("bench-word", bare)
    })
}

/// The name above or beside a judge's office near the end of a paper.
fn under_signature(paper: &Paper, i: usize, line: &Line) -> Option<Span> {
    for cell in &line.cells {
        let words = paper.words(cell.span);
        if words.len() > 90 {
            continue;
        }
        let lower = words.to_lowercase();
        let bare = lower
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
            .trim_end_matches('.');
        let office = bare.trim_start_matches("the ").trim_start_matches("hon. ");
        let is_office = phrases::class("bench")
            .iter()
            .any(|b| b.len() > 3 && office.starts_with(b))
            || (office.ends_with("judge")
                || office.ends_with("justice")
                || office.ends_with("magistrate"))
                && office.split_whitespace().count() <= 6;
        if is_office && (is_shouted(words) || is_title_case(words)) {
            // "Judge Ann Lee"
            for opening in ["judge ", "justice ", "magistrate judge "] {
                if bare.starts_with(opening) && bare.split_whitespace().count() <= 5 {
                    let rest =
                        paper.part(cell.span, lower.find(opening)? + opening.len()..words.len())?;
                    let shown = paper.words(rest).to_lowercase();
                    if is_name(paper.words(rest)) && !shown.starts_with("of ") {
                        return Some(rest);
                    }
                }
            }
            for above in (i.saturating_sub(4)..i)
                .rev()
                .filter_map(|n| paper.foot.get(n))
            {
                if let Some(name) = sworn::signature(paper, above) {
                    return Some(name);
                }
            }
        }
        // "ANN LEE, JUDGE", "Hon. Ann Lee"
        if let Some((name, office)) = words.split_once(',') {
            let office = office.trim().trim_end_matches('.').to_lowercase();
            let fits = phrases::class("bench").contains(&office.replace('.', "").as_str())
                || office.ends_with("judge")
                || office.ends_with("justice")
                || office == "j.s.c";
            if fits && is_name(name) && office.len() < 50 {
                let from = ["/s/ ", "HON. ", "Hon. "]
                    .iter()
                    .find(|m| name.starts_with(**m))
                    .map_or(0, |m| m.len());
                return paper.part(cell.span, from..name.len());
            }
        }
        if lower.starts_with("hon. ") || lower.starts_with("the honorable ") {
            return paper.part(cell.span, 0..words.len());
        }
    }
    None
}

/// What was decided, in order, each once.
pub(super) fn dispositions(paper: &Paper, title: Option<Span>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let lines = paper.head.iter().chain(&paper.foot);
    for line in lines {
        if title.is_some_and(|title| title.overlaps(line.span)) {
            continue;
        }
        for span in decided_in(paper, line.span) {
            let same = found.iter().any(|f| {
                f.overlaps(span) || paper.words(*f).eq_ignore_ascii_case(paper.words(span))
            });
            if !same && found.len() < MOST {
                found.push(span);
            }
        }
    }
    found
}

/// Whether a word, in capitals, may stand between two words of a decision.
fn is_between(word: &str) -> bool {
    !word.contains(char::is_lowercase) && phrases::has("between-rulings", word)
}

fn decided_in(paper: &Paper, line: Span) -> Vec<Span> {
    let words = paper.words(line);
    let decided = phrases::class("decided");
    let mut found = Vec::new();
    let lower = words.to_lowercase();
    let count = words.split_whitespace().count();
    if count <= 8 {
        let bare = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
        let skip = lower.len() - bare.len();
        let opens = phrases::opening("decided", bare).is_some()
            || phrases::opening("what-is-decided", bare).is_some()
                && decided
                    .iter()
                    .any(|d| bare.trim_end_matches('.').ends_with(d));
        if opens && lower.len() == words.len() && !bare.contains(" by ") {
            let span = paper.part(line, skip..words.len()).map(|s| {
                paper
                    .text
                    .trim_matches(s, |c| matches!(c, '.' | ' ' | ';' | ','))
            });
            return span.into_iter().collect();
        }
    }
    // A run of words in capitals, in prose that is not.
    if !is_shouted(words) || count <= 30 {
        let mut run: Option<(usize, usize)> = None;
        let mut at = 0;
        for word in words.split_inclusive(char::is_whitespace) {
            let bare = word.trim();
            let core = bare.trim_matches(|c: char| !c.is_alphanumeric());
            let shouted = core.len() > 4 && core.chars().all(|c| c.is_uppercase());
            let core_at = at + word.find(core).unwrap_or(0);
            let is_decided = shouted && decided.contains(&core.to_lowercase().as_str());
            match run {
                _ if is_decided => run = Some((run.map_or(core_at, |r| r.0), core_at + core.len())),
                Some(_) if is_between(core) => {
                    if matches!(core, "PART" | "PREJUDICE" | "MOOT" | "DIRECTIONS") {
                        run = run.map(|r| (r.0, core_at + core.len()));
                    }
                }
                Some((from, to)) => {
                    found.extend(paper.part(line, from..to));
                    run = None;
                }
                None => {}
            }
            at += word.len();
        }
        found.extend(run.and_then(|(from, to)| paper.part(line, from..to)));
    }
    if found.is_empty() && lower.len() == words.len() {
        found.extend(phrases::find("ruling", &lower).and_then(|r| paper.text.within(line, r)));
    }
    found
}
