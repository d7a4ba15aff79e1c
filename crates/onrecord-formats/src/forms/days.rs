//! Days as papers write them beside "Filed", "Dated", "Sworn".

use super::paper::Paper;
use super::phrases;
use crate::dates;
use onrecord_record::{Day, Moment, Sourced, Span};

/// How many bytes after a word that announces a day the day may begin.
const REACH: usize = 160;

/// Which number comes first in `03/04/2021`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
    Unsure,
}

/// The order of the country that the paper's head tells of.
pub(super) fn order(paper: &Paper) -> Order {
    let lower: Vec<String> = paper
        .head
        .iter()
        .take(40)
        .map(|line| paper.words(line.span).to_lowercase())
        .collect();
    let any = |class: &str| {
        lower
            .iter()
            .any(|line| phrases::find(class, line).is_some())
    };
    match (any("day-first"), any("month-first")) {
        (true, false) => Order::DayFirst,
        (false, true) => Order::MonthFirst,
        _ => Order::Unsure,
    }
}

/// The first full day in `span`.
pub(super) fn first(paper: &Paper, span: Span, order: Order) -> Option<Sourced<Moment>> {
    let words = paper.words(span);
    let written = dates::first(words);
    let figures = in_figures(words, order);
    let (day, range) = match (written, figures) {
        (Some(written), Some(figures)) if figures.1.start < written.1.start => figures,
        (Some(written), _) => written,
        (None, figures) => figures?,
    };
    let at = paper.text.within(span, range)?;
    Some(Sourced {
        value: Moment::from(day),
        span: Some(at),
        from: String::new(),
    })
}

/// The first full day within reach after the byte `at` of the text.
pub(super) fn after(paper: &Paper, at: usize, order: Order) -> Option<Sourced<Moment>> {
    let mut end = (at + REACH).min(paper.text.len());
    while !paper.text.as_str().is_char_boundary(end) {
        end += 1;
    }
    first(paper, paper.text.span(at..end)?, order)
}

/// A day in figures alone, `06/14/2005` or `14.06.2005`: only where its order is known.
fn in_figures(words: &str, order: Order) -> Option<(Day, std::ops::Range<usize>)> {
    let bytes = words.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let digits = |from: usize| {
            let rest = bytes.get(from..).unwrap_or_default();
            rest.iter().take_while(|b| b.is_ascii_digit()).count()
        };
        let first = digits(at);
        if first == 0 {
            at += 1;
            continue;
        }
        let mark = bytes
            .get(at + first)
            .copied()
            .filter(|b| matches!(b, b'/' | b'.' | b'-'));
        let second_at = at + first + 1;
        let second = digits(second_at);
        let year_at = second_at + second + 1;
        let year = digits(year_at);
        let same = mark.is_some() && bytes.get(second_at + second).copied() == mark;
        if same && (1..=2).contains(&first) && (1..=2).contains(&second) && year == 4 {
            let number = |from: usize, n: usize| words.get(from..from + n)?.parse::<u16>().ok();
            let (a, b, y) = (
                number(at, first)?,
                number(second_at, second)?,
                number(year_at, 4)?,
            );
            let month_first = match order {
                _ if a > 12 => false,
                _ if b > 12 => true,
                Order::DayFirst => false,
                Order::MonthFirst => true,
                Order::Unsure if a == b => true,
                Order::Unsure => return None,
            };
            let (month, day) = if month_first { (a, b) } else { (b, a) };
            let year = i16::try_from(y).ok()?;
            let day = Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            if let Some(day) = day.filter(|_| year >= 1800) {
                return Some((day, at..year_at + 4));
            }
        }
        at += first;
    }
    None
}

/// Classes of words after which a paper's own day stands, best first, and how good they are; others
/// are of rank 2.
const RANKS: [(&str, u8); 4] = [
    ("day-best", 5),
    ("day-filed", 4),
    ("day-decided", 3),
    ("day-heard", 1),
];

/// When a court's paper was filed, decided or dated, from the words that say so; else the first full
/// day that stands alone in a line of the head.
pub(super) fn of_paper(paper: &Paper, order: Order) -> Option<Sourced<Moment>> {
    let mut best: Option<(u8, Sourced<Moment>)> = None;
    let cells = paper
        .head
        .iter()
        .take(50)
        .chain(&paper.foot)
        .flat_map(|line| line.cells.iter().map(move |cell| (cell.span, line.span)));
    for (cell, line) in cells {
        let words = paper.words(cell);
        if words.len() > 240 {
            continue;
        }
        let lower = words.to_lowercase();
        let Some(label) = phrases::opening("filed", &lower).or_else(|| label_inside(words, &lower))
        else {
            continue;
        };
        let rank = RANKS
            .iter()
            .find(|(class, _)| phrases::class(class).contains(&label))
            .map_or(2, |(_, rank)| *rank);
        let at = cell.start() + lower.find(label).unwrap_or_default() + label.len();
        let day = after(paper, at, order).filter(|day| {
            // The day stands right behind its label, in this line or the next.
            let start = day.span.map_or(usize::MAX, Span::start);
            let gap = paper.text.span(at..start).map(|s| paper.words(s));
            gap.is_some_and(|gap| gap.chars().filter(|c| c.is_alphabetic()).count() <= 24)
                && start < line.end() + 90
        });
        if let Some(mut day) = day
            && best.as_ref().is_none_or(|(before, _)| rank > *before)
        {
            day.from = format!("“{}”", label);
            best = Some((rank, day));
        }
    }
    best.map(|(_, day)| day).or_else(|| alone(paper, order))
}

/// `Argued April 23, 2013—Decided June 13, 2013`: a label inside a line.
fn label_inside(words: &str, lower: &str) -> Option<&'static str> {
    // In prose the same words begin with small letters.
    let short = lower.len() <= 120 && lower.len() == words.len();
    ["date filed", "decided", "filed", "delivered on", "date"]
        .into_iter()
        .filter(|_| short)
        .find(|label| {
            phrases::whole(lower, label).is_some_and(|range| {
                let shown = words.get(range.clone()).unwrap_or_default();
                let rest = words.get(range.end..).unwrap_or_default();
                let headed = shown.starts_with(char::is_uppercase)
                    || *label == "delivered on" && words.starts_with(char::is_uppercase);
                headed && (*label != "date" || rest.starts_with(':'))
            })
        })
}

/// A day that has a line or cell of the head to itself, but for a weekday.
pub(super) fn alone(paper: &Paper, order: Order) -> Option<Sourced<Moment>> {
    paper.head_cells().take(80).find_map(|(_, cell)| {
        let words = paper.words(cell.span);
        if words.len() > 60 {
            return None;
        }
        let mut day = first(paper, cell.span, order)?;
        let rest = words.len() - day.span.map_or(0, Span::len);
        day.from = "a line of its own".to_owned();
        (rest <= 16).then_some(day)
    })
}
