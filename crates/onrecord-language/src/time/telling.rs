//! The document as it is read on: what it last spoke of, and each expression's value from that.
//!
//! A text keeps returning to the time it last named (`two days later`, `that night`). News does so
//! within a sentence or two and otherwise speaks from its own day; a court's or witness's paper
//! tells a sequence of the past, so that a month without its year belongs to the year before it.

use super::direction::{self, Direction};
use super::expression::{Expression, Meaning};
use super::resolve::{self, CountedFrom, Resolved, Situation};
use super::style::{self, Style};
use super::units::Unit;
use super::value::{self, Point};
use crate::Draft;
use onrecord_record::{Confidence, Day, Reason, Span, Timex, TimexAnchor, TimexId, TimexKind};

/// How many paragraphs back the time a text speaks of is looked for.
const REACH: usize = 2;
/// The same for `that year`.
const YEAR_REACH: usize = 8;

/// The time the text speaks of.
#[derive(Clone, Copy, Debug)]
struct Told {
    point: Point,
    timex: TimexId,
    paragraph: usize,
    sentence: Option<usize>,
    /// Whether the words said it all, or it was counted from what did.
    absolute: bool,
}

/// The document as it is read on, with the time it last spoke of.
pub(super) struct Telling<'d> {
    draft: &'d Draft<'d>,
    now: Option<Point>,
    style: Style,
    told: Option<Told>,
}

impl<'d> Telling<'d> {
    /// At the document's beginning.
    pub(super) fn new(draft: &'d Draft<'d>) -> Self {
        Self {
            draft,
            now: draft.document.day().and_then(point_of),
            style: style::of(draft),
            told: None,
        }
    }

    /// The timex of the next expression. `following` is the one after it in its paragraph.
    pub(super) fn next(
        &mut self,
        expression: &Expression,
        span: Span,
        paragraph: usize,
        id: TimexId,
        following: Option<(&Expression, Span)>,
    ) -> Timex {
        let sentence = self.draft.sentence_of(span);
        let told = self
            .told
            .filter(|told| paragraph.saturating_sub(told.paragraph) <= reach(&expression.meaning));
        let mut situation = Situation {
            now: self.now,
            told: told.map(|told| told.point),
            told_is_near: told
                .is_some_and(|told| self.is_near(&told, expression, sentence, paragraph)),
            direction: self.direction(expression, span),
        };
        if expression.meaning == Meaning::TimeOfDay
            && told.is_none_or(|told| told.sentence != sentence)
            && let Some((next, next_span)) = following
            && self.draft.sentence_of(next_span) == sentence
            && let Some(day) = self.day_of(next, next_span)
        {
            situation.now = Some(day);
            situation.told_is_near = false;
        }
        let resolved = resolve::resolve(expression, &situation);
        if let Some(point) = resolved.point {
            self.told = Some(Told {
                point,
                timex: id,
                paragraph,
                sentence,
                absolute: resolved.from == CountedFrom::Words
                    || resolved.from == CountedFrom::Told && told.is_some_and(|t| t.absolute),
            });
        }
        timex(expression, span, resolved, told.map(|told| told.timex))
    }

    fn direction(&self, expression: &Expression, span: Span) -> Direction {
        if resolve::needs_direction(&expression.meaning) {
            direction::direction(self.draft, span)
        } else {
            Direction::Unknown
        }
    }

    /// The day of the expression that follows a time of day in its sentence, if it is one
    /// (`about 10:35 a.m. (0735 GMT) Friday`).
    fn day_of(&self, expression: &Expression, span: Span) -> Option<Point> {
        let situation = Situation {
            now: self.now,
            told: None,
            told_is_near: false,
            direction: self.direction(expression, span),
        };
        resolve::resolve(expression, &situation)
            .point
            .filter(|point| matches!(point, Point::Day(_)))
    }

    /// Whether the time the text last spoke of is near enough that what the words leave out is
    /// taken from it.
    fn is_near(
        &self,
        told: &Told,
        expression: &Expression,
        sentence: Option<usize>,
        paragraph: usize,
    ) -> bool {
        let same_sentence = told.sentence == sentence;
        if expression.meaning == Meaning::TimeOfDay {
            return same_sentence
                || told.sentence.map(|s| s + 1) == sentence
                || self.style == Style::Record && told.paragraph == paragraph;
        }
        // A month belongs to a year of the past that the text is telling of.
        let past = match (told.point.year(), self.now.and_then(Point::year)) {
            (Some(told), Some(now)) => told < now,
            _ => true,
        };
        let near = same_sentence || self.style == Style::Record;
        told.absolute && past && near && told.point.grain() <= Unit::Month
    }
}

/// The timex of an expression inside a statement, counted from when that was made.
pub(super) fn in_statement(
    draft: &Draft,
    expression: &Expression,
    span: Span,
    now: Point,
) -> Timex {
    let situation = Situation {
        now: Some(now),
        told: None,
        told_is_near: false,
        direction: if resolve::needs_direction(&expression.meaning) {
            direction::direction(draft, span)
        } else {
            Direction::Unknown
        },
    };
    let resolved = resolve::resolve(expression, &situation);
    let counted = resolved.from == CountedFrom::Now;
    let mut timex = timex(expression, span, resolved, None);
    if counted {
        timex.anchor = TimexAnchor::Statement;
    }
    timex
}

/// How many paragraphs back the time an expression means may have been told.
const fn reach(meaning: &Meaning) -> usize {
    match meaning {
        Meaning::Narrative {
            unit: Unit::Year | Unit::Decade,
            offset: 0,
            ..
        } => YEAR_REACH,
        _ => REACH,
    }
}

fn point_of(day: Day) -> Option<Point> {
    value::day_of(day.year(), day.month(), day.day()).map(Point::Day)
}

fn timex(expression: &Expression, span: Span, resolved: Resolved, told: Option<TimexId>) -> Timex {
    let timeless = matches!(resolved.kind, TimexKind::Duration | TimexKind::Set);
    let anchor = match (resolved.from, told) {
        _ if timeless => TimexAnchor::Explicit,
        (CountedFrom::Words, _) => TimexAnchor::Explicit,
        (CountedFrom::Now, _) => TimexAnchor::Document,
        (CountedFrom::Told, Some(told)) => TimexAnchor::Timex(told),
        (CountedFrom::Told | CountedFrom::Nothing, _) => TimexAnchor::Unresolved,
    };
    let confidence = match anchor {
        TimexAnchor::Explicit => Confidence::HIGH,
        TimexAnchor::Document | TimexAnchor::Statement => Confidence(80),
        TimexAnchor::Timex(_) => Confidence::MEDIUM,
        TimexAnchor::Unresolved => Confidence::LOW,
    };
    Timex {
        span,
        kind: resolved.kind,
        value: Some(resolved.value),
        modifier: expression.modifier.map(str::to_owned),
        anchor,
        is_age: expression.is_age,
        confidence,
        reason: Reason::rule(expression.rule),
    }
}
