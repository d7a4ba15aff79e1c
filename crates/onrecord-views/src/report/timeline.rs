//! A drawn timeline: days as dots, uncertain dates as spans of all the days they may mean.

use crate::DateView;
use jiff::civil::Date;
use maud::{Markup, html};

/// Rows above which only the years are counted.
const MOST_ROWS: usize = 40;

/// Height of a row, in pixels.
const ROW: usize = 34;

/// Height of the axis, in pixels.
const AXIS: usize = 24;

/// Something with a date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Dot {
    pub(super) date: DateView,
    pub(super) label: String,
    pub(super) badge: String,
    pub(super) class: &'static str,
    pub(super) href: String,
}

/// Draws `dots`; nothing where none has a place on the calendar.
///
/// Whatever it shows stands in the list below it too, so it is one picture to a screen reader and
/// no stop for the keyboard.
pub(super) fn timeline(dots: &[Dot]) -> Markup {
    let rows = rows(dots);
    let Some(axis) = Axis::over(&rows) else {
        return html! {};
    };
    if rows.len() > MOST_ROWS {
        return years(&rows, &axis);
    }
    let height = rows.len() * ROW + AXIS;
    html! {
        figure.timeline {
            svg role="img" width="100%" height=(height)
                aria-label={ "Timeline from " (axis.first.year()) " to " (axis.last.year()) ". The list below says the same." } {
                (ticks(&axis, height))
                @for (i, row) in rows.iter().enumerate() {
                    (drawn(row, &axis, i * ROW))
                }
            }
            figcaption.quiet {
                svg.key width="14" height="10" aria-hidden="true" { circle.dot cx="7" cy="5" r="4.5" {} }
                " a known day  "
                svg.key width="34" height="10" aria-hidden="true" { rect.span x="1" y="1" width="32" height="8" rx="4" {} }
                " some day within  "
                svg.key width="34" height="10" aria-hidden="true" { rect.span.inferred x="1" y="1" width="32" height="8" rx="4" {} }
                " inferred"
            }
        }
    }
}

/// Everything with one and the same date.
struct Row<'d> {
    date: &'d DateView,
    first: Option<Date>,
    last: Option<Date>,
    dots: Vec<&'d Dot>,
}

fn rows(dots: &[Dot]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    for dot in dots {
        let parse = |day: &Option<String>| day.as_ref()?.parse::<Date>().ok();
        let (first, last) = (parse(&dot.date.earliest), parse(&dot.date.latest));
        if first.is_none() && last.is_none() {
            continue;
        }
        let same = rows
            .iter_mut()
            .find(|r| r.date.edtf == dot.date.edtf && r.date.inferred == dot.date.inferred);
        match same {
            Some(row) => row.dots.push(dot),
            None => rows.push(Row {
                date: &dot.date,
                first,
                last,
                dots: vec![dot],
            }),
        }
    }
    rows
}

/// From days to percent of the width.
struct Axis {
    first: Date,
    last: Date,
}

impl Axis {
    fn over(rows: &[Row]) -> Option<Self> {
        let days = || rows.iter().flat_map(|r| [r.first, r.last]).flatten();
        let (first, last) = (days().min()?, days().max()?);
        let margin = (days_between(first, last) / 20).max(3);
        let margin = jiff::Span::new().days(margin);
        Some(Self {
            first: first.saturating_sub(margin),
            last: last.saturating_add(margin),
        })
    }

    /// Percent, to a tenth: the same everywhere.
    fn at(&self, day: Date) -> f64 {
        let all = days_between(self.first, self.last).max(1) as f64;
        let here = days_between(self.first, day) as f64;
        (here / all * 1000.0).round() / 10.0
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn drawn(row: &Row, axis: &Axis, top: usize) -> Markup {
    let from = row.first.map_or(0.0, |d| axis.at(d));
    let to = row.last.map_or(100.0, |d| axis.at(d));
    let one_day = row.first == row.last;
    let left = from < 55.0;
    let classes = if row.date.inferred {
        "span inferred"
    } else {
        "span"
    };
    let shape = if row.date.inferred {
        "dot inferred"
    } else {
        "dot"
    };
    html! {
        text x={ (if left { from } else { to }) "%" } y=(top + 14)
            text-anchor=(if left { "start" } else { "end" }) {
            tspan.date { (row.date.shown) }
            @for dot in row.dots.iter().take(4) {
                " "
                a href=(dot.href) tabindex="-1" { tspan.badge.(dot.class) { (dot.badge) } }
                @if row.dots.len() < 3 { tspan.label { " " (crate::visible::shortened(&dot.label, 24)) } }
            }
            @if row.dots.len() > 4 { tspan.label { " and " (row.dots.len() - 4) " more" } }
        }
        @if one_day {
            circle.(shape) cx={ (from) "%" } cy=(top + 24) r="4.5" {}
        } @else {
            rect.(classes) x={ (from) "%" } y=(top + 20) height="8" rx="4"
                width={ ((to - from).max(1.2)) "%" } {}
        }
    }
}

/// Years, months or days along the lower edge.
fn ticks(axis: &Axis, height: usize) -> Markup {
    let bottom = height - AXIS;
    html! {
        line.axis x1="0" x2="100%" y1=(bottom + 4) y2=(bottom + 4) {}
        @for (day, label) in tick_days(axis) {
            @let x = axis.at(day);
            line.tick x1={ (x) "%" } x2={ (x) "%" } y1="0" y2=(bottom + 8) {}
            @if x < 93.0 {
                text.tick x={ (x) "%" } y=(bottom + 20) text-anchor=(if x < 5.0 { "start" } else { "middle" }) { (label) }
            }
        }
    }
}

fn tick_days(axis: &Axis) -> Vec<(Date, String)> {
    let days = days_between(axis.first, axis.last);
    if days > 730 {
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
            .into_iter()
            .find(|step| days / 365 / step <= 6)
            .unwrap_or(2000);
        let first = i64::from(axis.first.year());
        let years = (first..=i64::from(axis.last.year())).filter(|y| y % step == 0);
        return years
            .filter_map(|y| Some((Date::new(i16::try_from(y).ok()?, 1, 1).ok()?, y.to_string())))
            .filter(|(day, _)| axis.first <= *day)
            .collect();
    }
    let step = if days > 60 {
        jiff::Span::new().months((days / 150).max(1))
    } else {
        jiff::Span::new().days((days / 4).max(1))
    };
    let start = if days > 60 {
        axis.first.first_of_month()
    } else {
        axis.first
    };
    let format = |day: Date| {
        let shown = crate::edtf::in_words(&day.to_string());
        match (days > 60, shown.split_once(' ')) {
            (true, Some((_, month_and_year))) => month_and_year.to_owned(),
            _ => shown,
        }
    };
    start
        .series(step)
        .take(40)
        .skip_while(|day| *day < axis.first)
        .take_while(|day| *day <= axis.last)
        .map(|day| (day, format(day)))
        .collect()
}

/// How much there is in each year, where single rows would be too many to look at.
fn years(rows: &[Row], axis: &Axis) -> Markup {
    const HEIGHT: usize = 120;
    let (from, to) = (axis.first.year(), axis.last.year());
    let count = |year: i16| -> usize {
        rows.iter()
            .filter(|r| r.first.or(r.last).is_some_and(|d| d.year() == year))
            .map(|r| r.dots.len())
            .sum()
    };
    let counts: Vec<(i16, usize)> = (from..=to).map(|y| (y, count(y))).collect();
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or(1).max(1);
    let width = 100.0 / counts.len().max(1) as f64;
    html! {
        figure.timeline {
            svg role="img" width="100%" height=(HEIGHT + AXIS)
                aria-label={ "How many dated lines there are for each year from " (from) " to " (to) } {
                (ticks(axis, HEIGHT + AXIS))
                @for (year, n) in &counts {
                    @if *n > 0 {
                        @let tall = (n * HEIGHT).div_ceil(most);
                        @let x = Date::new(*year, 1, 1).map_or(0.0, |d| axis.at(d).max(0.0));
                        rect.year x={ (x) "%" } y=(HEIGHT - tall) height=(tall)
                            width={ ((width * 8.0).round() / 10.0) "%" } {
                            title { (year) ": " (n) }
                        }
                    }
                }
            }
            figcaption.quiet { "Dated lines by the first year they may mean." }
        }
    }
}
