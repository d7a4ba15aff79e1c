//! What an affidavit or declaration says of itself: who makes it, when it was sworn, before whom.

use super::days::{self, Order};
use super::paper::{Line, Paper, is_name, is_shouted, one_line};
use super::phrases;
use onrecord_record::{Moment, Sourced, Span};

/// How many lines an oath may stand after the words "I, Ann Lee,".
const OATH_LINES: usize = 4;

/// The line in which the paper begins to speak: `I, Ann Lee, being duly sworn`; the name and the oath.
pub(super) struct Opening {
    pub(super) name: Option<Span>,
    pub(super) oath: Span,
}

/// The opening, where one of the head's lines has it at its start, outside quotation marks.
pub(super) fn opening(paper: &Paper) -> Option<Opening> {
    for (i, line) in paper.head.iter().enumerate() {
        let words = paper.words(line.span);
        let first = words.trim_start_matches(|c: char| c.is_ascii_digit() || ".) \t*".contains(c));
        let skipped = words.len() - first.len();
        let from_i = first.starts_with("I, ")
            || first.starts_with("I,\t")
            || first.starts_with("I ")
            || first.starts_with("I/We, ");
        let until = paper
            .head
            .get((i + OATH_LINES - 1).min(paper.head.len().saturating_sub(1)))?;
        let reach = line.span.cover(until.span);
        let lower = paper.words(reach).to_lowercase();
        let most = lower
            .char_indices()
            .map(|(at, _)| at)
            .take_while(|at| *at < 500)
            .last()
            .unwrap_or(0);
        let near = lower.get(..most).unwrap_or_default();
        let oath = |near: &str| {
            if near.len() > paper.words(reach).len() {
                return None;
            }
            phrases::find("oath", near).and_then(|r| paper.text.within(reach, r))
        };
        if from_i {
            let Some(oath) = oath(near) else { continue };
            let name = name_after_i(paper, reach, skipped);
            return Some(Opening { name, oath });
        }
        // "Ann Lee, being first duly sworn, deposes and says"
        let comma = words.find(',').unwrap_or(0);
        let name = words.get(..comma).unwrap_or_default();
        if comma > 0
            && is_name(name)
            && let Some(oath) = oath(near.get(..near.len().min(200)).unwrap_or(near))
        {
            let gap = oath.start().saturating_sub(line.span.start() + comma);
            if gap <= 60 {
                return Some(Opening {
                    name: paper.part(line.span, 0..comma),
                    oath,
                });
            }
        }
        // "My name is Ann Lee. I declare under penalty of perjury …", "The undersigned, being duly sworn"
        let lower_line = words.to_lowercase();
        let named = lower_line
            .find("my name is ")
            .filter(|_| lower_line.len() == words.len());
        if let Some(at) = named.filter(|at| *at <= 12) {
            let start = at + "my name is ".len();
            let end = words
                .get(start..)
                .and_then(|r| r.find([',', '.', ';']))
                .map_or(words.len(), |e| start + e);
            let end = end_of_name(words, start).min(end);
            return Some(Opening {
                name: paper.part(line.span, start..end),
                oath: paper.part(line.span, at..end)?,
            });
        }
        if (lower_line.starts_with("the undersigned")
            || lower_line.starts_with("your affiant")
            || lower_line.starts_with("before me"))
            && let Some(oath) = oath(near)
        {
            return Some(Opening {
                name: name_before_oath(paper, reach, oath),
                oath,
            });
        }
    }
    None
}

/// `before me … personally appeared ANN LEE, who, being duly sworn`.
fn name_before_oath(paper: &Paper, reach: Span, oath: Span) -> Option<Span> {
    let words = paper.words(reach);
    let at = words.to_lowercase().find("appeared ")? + "appeared ".len();
    let end = words.get(at..)?.find(',').map(|e| at + e)?;
    let name = paper.part(reach, at..end)?;
    (is_name(paper.words(name)) && name.end() <= oath.start()).then_some(name)
}

/// The capitalised words after "I," up to what is no name any more.
fn name_after_i(paper: &Paper, reach: Span, skipped: usize) -> Option<Span> {
    let words = paper.words(reach);
    let rest = words.get(skipped..)?;
    let at = skipped + rest.find('I')? + 1;
    let start = at + words.get(at..)?.find(|c: char| c.is_alphanumeric())?;
    let end = end_of_name(words, start);
    let span = paper.part(reach, start..end)?;
    let span = paper.text.trim_matches(span, |c| {
        c == ',' || c.is_whitespace() || c == '_' || c == '('
    });
    let name = paper.words(span);
    let count = name.split_whitespace().count();
    ((1..=7).contains(&count) && name.chars().any(char::is_lowercase)
        || is_name(name)
        || is_shouted(name) && count >= 2)
        .then_some(span)
}

/// Where the name that begins at `start` ends: before a comma that no name's end follows, or a small word.
fn end_of_name(words: &str, start: usize) -> usize {
    let rest = words.get(start..).unwrap_or_default();
    let mut end = 0;
    let mut at = 0;
    for word in rest.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let inner = bare.trim_matches(|c: char| !c.is_alphanumeric());
        let small = phrases::class("name-particle").contains(&inner) || inner == "née";
        let capital = inner.starts_with(char::is_uppercase) || small;
        if !bare.is_empty()
            && (!capital
                || bare.starts_with('(')
                || matches!(
                    inner,
                    "S/o" | "D/o" | "W/o" | "S/O" | "D/O" | "W/O" | "DO" | "BEING" | "OF"
                ))
        {
            break;
        }
        at += word.len();
        if !bare.is_empty() {
            end = at - (word.len() - word.trim_end().len());
        }
        if bare.ends_with([',', ';', ':']) {
            let next = rest.get(at..).unwrap_or_default().trim_start();
            let next = next.get(..boundary(next, 12)).unwrap_or_default();
            let suffix = phrases::opening("name-suffix", &next.to_lowercase()).is_some();
            if !suffix {
                break;
            }
        }
    }
    start + end
}

/// The name in a title: `AFFIDAVIT OF IONE R. MARCHBANK`, `Statement of: Ann Lee`.
pub(super) fn name_in_title(paper: &Paper, title: Span) -> Option<Span> {
    let words = paper.words(title);
    let upper = words.to_uppercase();
    if upper.len() != words.len() {
        return None;
    }
    let at = [" OF ", " BY "]
        .iter()
        .filter_map(|m| Some(upper.find(m)? + m.len()))
        .min()?;
    let mut end = words.len();
    for stop in [
        " IN SUPPORT",
        " IN OPPOSITION",
        " IN RESPONSE",
        " RE ",
        " REGARDING",
        " PURSUANT",
        " IN REPLY",
        " ON BEHALF",
        ", M.D",
        ", PH.D",
        " FILED",
        " CONCERNING",
        " DATED",
        " SWORN",
    ] {
        if let Some(stop) = upper.find(stop).filter(|s| *s > at) {
            end = end.min(stop);
        }
    }
    let name = paper.part(title, at..end)?;
    let name = paper
        .text
        .trim_matches(name, |c| matches!(c, ':' | ',' | '.' | ' '));
    let first = paper.words(name).to_uppercase();
    (is_name(paper.words(name)) && !phrases::begins("no-affiant", &first)).then_some(name)
}

/// `Statement of: Ann Lee`, `Name: Ann Lee` in a line of the head.
pub(super) fn named_in_field(paper: &Paper) -> Option<Span> {
    paper.head_cells().take(80).find_map(|(_, cell)| {
        let words = paper.words(cell.span);
        let lower = words.to_lowercase();
        let labels = phrases::class("name-field").iter();
        let label = labels.copied().find(|label| lower.starts_with(label))?;
        let span = paper.part(cell.span, label.len()..words.len())?;
        let span = paper
            .text
            .trim_matches(span, |c| matches!(c, ':' | '.' | ' ' | '_' | '…'));
        let end = paper.words(span).find(',').unwrap_or(span.len());
        let span = paper.part(span, 0..end)?;
        is_name(paper.words(span)).then_some(span)
    })
}

/// The jurat's line: where it is said that the paper was sworn, at a line's start near the end.
pub(super) fn jurat(paper: &Paper) -> Option<Span> {
    paper.foot.iter().chain(&paper.head).find_map(|line| {
        line.cells.iter().find_map(|cell| {
            let words = paper.words(cell.span);
            let lower = words.get(..boundary(words, 120))?.to_lowercase();
            let lower = lower.strip_prefix("and ").unwrap_or(&lower);
            phrases::opening("jurat", lower).map(|_| cell.span)
        })
    })
}

/// Words that only a sworn paper ends with, at the start of a line or sentence near the end.
pub(super) fn truth(paper: &Paper) -> Option<Span> {
    paper.foot.iter().chain(&paper.head).find_map(|line| {
        let words = paper.words(line.span);
        let lower = words.to_lowercase();
        let marks = |c: char| c.is_ascii_digit() || ".) \t".contains(c);
        let opens = phrases::begins("truth-opening", lower.trim_start_matches(marks));
        (opens && lower.len() == words.len()).then_some(())?;
        paper
            .text
            .within(line.span, phrases::find("truth", &lower)?)
    })
}

/// When it was sworn: the day after the jurat's words, else after "Dated".
pub(super) fn day(paper: &Paper, order: Order) -> Option<Sourced<Moment>> {
    let lines = || paper.foot.iter().chain(&paper.head);
    for line in lines() {
        for cell in &line.cells {
            let words = paper.words(cell.span);
            let lower = words.to_lowercase();
            let near = phrases::find("jurat", &lower)
                .filter(|r| r.start < 60 && lower.get(r.clone()) != Some("deponent"));
            let found = if near.is_none() && lower.len() > 160 {
                [
                    "executed on",
                    "executed this",
                    "sworn to and subscribed",
                    "subscribed and sworn",
                    "sworn before me",
                    "sworn at",
                    "declared at",
                ]
                .iter()
                .filter_map(|p| phrases::whole(&lower, p))
                .max_by_key(|r| r.start)
            } else {
                near
            };
            let Some(range) = found else { continue };
            let Some(mut day) = days::after(paper, cell.span.start() + range.start, order) else {
                continue;
            };
            day.from = "jurat".to_owned();
            return Some(day);
        }
    }
    for line in lines() {
        for cell in &line.cells {
            let words = paper.words(cell.span);
            let lower = words
                .get(..boundary(words, 60))
                .unwrap_or_default()
                .to_lowercase();
            if [
                "dated",
                "date:",
                "date ",
                "signed on",
                "signed this",
                "on this",
            ]
            .iter()
            .any(|l| lower.starts_with(l))
                && let Some(mut day) = days::after(paper, cell.span.start(), order)
                && day.span.is_some_and(|s| s.start() < cell.span.end() + 60)
            {
                day.from = "“dated”".to_owned();
                return Some(day);
            }
        }
    }
    paper.foot.iter().rev().take(12).find_map(|line| {
        let short = line.span.len() <= 80;
        let mut day = short.then(|| days::first(paper, line.span, order))??;
        day.from = "near the signature".to_owned();
        Some(day)
    })
}

/// Before whom: the name beside "Notary Public", or the office where there is no name.
pub(super) fn notary(paper: &Paper) -> Option<Span> {
    let lines = &paper.foot;
    for (i, line) in lines.iter().enumerate().rev() {
        for cell in &line.cells {
            let words = paper.words(cell.span);
            let lower = words.to_lowercase();
            if lower.len() != words.len() || lower.len() > 200 {
                continue;
            }
            let Some(office) = phrases::find("notary", &lower) else {
                continue;
            };
            // "Horace Pell, Notary Public", "before me, Horace Pell, a Notary Public"
            let before = words.get(..office.start).unwrap_or_default();
            let from = lower
                .get(..office.start)
                .and_then(|b| Some(b.rfind("before me")? + "before me".len()))
                .unwrap_or(0);
            if let Some(name) = paper.part(cell.span, from..before.len()) {
                let name = paper
                    .text
                    .trim_matches(name, |c| !c.is_alphanumeric() && c != '.');
                let shown = paper.words(name);
                let shown = shown.strip_suffix(", a").unwrap_or(shown);
                let cut = shown
                    .split(" a Notary")
                    .next()
                    .unwrap_or(shown)
                    .trim_end_matches([',', ' ']);
                if is_name(cut) && !cut.to_lowercase().contains("my commission") {
                    return paper.part(name, 0..cut.len());
                }
                if !before.trim().is_empty() && office.start > 40 {
                    continue;
                }
            }
            for above in (i.saturating_sub(3)..i).rev().filter_map(|n| lines.get(n)) {
                if let Some(name) = signature(paper, above) {
                    return Some(name);
                }
            }
            return paper.part(cell.span, office);
        }
    }
    None
}

/// The name in a line that holds only a signature: `/s/ Lucius Tamm`, `Lucius Tamm`.
pub(super) fn signature(paper: &Paper, line: &Line) -> Option<Span> {
    line.cells.iter().find_map(|cell| {
        let words = paper.words(cell.span);
        let lower = words.to_lowercase();
        let mut marks = phrases::class("signed-mark").iter();
        let mark = marks.find(|mark| lower.starts_with(**mark));
        let at = mark.map_or(0, |mark| mark.len());
        let span = paper.part(cell.span, at..words.len())?;
        let span = paper
            .text
            .trim_matches(span, |c| !c.is_alphanumeric() && c != '.');
        let name = one_line(paper.words(span));
        let lower = name.to_lowercase();
        let refused = phrases::begins("no-signature", &lower) || lower.contains(" day of ");
        (is_name(&name) && !refused).then_some(span)
    })
}

pub(super) fn boundary(words: &str, at: usize) -> usize {
    let mut at = at.min(words.len());
    while !words.is_char_boundary(at) {
        at -= 1;
    }
    at
}
