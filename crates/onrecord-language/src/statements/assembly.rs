//! From what was found in a unit to a statement with spans.

use super::content::Site;
use super::units::Unit;
use crate::Draft;
use onrecord_record::{
    Confidence, EntityKind, MentionKind, Reason, Span, Speaker, SpeechAct, Statement, StatementId,
    StatementKind, Tag,
};
use std::ops::Range;

/// A statement in the making, with what later steps need to know of its place.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) statement: Statement,
    /// The paragraph its content begins in.
    pub(crate) paragraph: usize,
    /// The quotation its cue stands in, if any.
    pub(crate) quote: Option<usize>,
    /// For "who said": the last word of what the pronoun stands for.
    pub(crate) antecedent: Option<Span>,
    /// Between the cue and its content: "in a statement", "on Monday".
    pub(crate) circumstances: Option<Span>,
    /// The one it was said to.
    pub(crate) addressee: Option<Span>,
}

/// The statement that a cue makes with its content.
pub(crate) fn statement(draft: &Draft, unit: &Unit, site: &Site) -> Option<Found> {
    let content = site
        .content
        .iter()
        .filter_map(|range| content_span(draft, unit, range))
        .collect();
    statement_with(draft, unit, site, content)
}

/// The same with content that stands elsewhere.
pub(crate) fn statement_with(
    draft: &Draft,
    unit: &Unit,
    site: &Site,
    content: Vec<Span>,
) -> Option<Found> {
    let cue = cue(unit, site)?;
    let source = site
        .subject
        .as_ref()
        .map(|s| without_origin(draft, s.span, site.inverted));
    let span_of = |range: &Range<usize>| unit.span(range.clone());
    let statement = Statement {
        kind: kind(draft, unit.quote, &content),
        act: site.cue.act,
        cue,
        source: source.into_iter().collect(),
        confidence: if site.cue.frames.has(super::cues::Frames::STRONG) {
            Confidence::HIGH
        } else {
            Confidence::MEDIUM
        },
        reason: Reason::with(site.rule, site.cue.lemma),
        ..blank(content)?
    };
    Some(Found {
        antecedent: site.subject.as_ref().and_then(|s| s.antecedent),
        circumstances: circumstances_span(unit, site),
        addressee: site.addressee.as_ref().and_then(span_of),
        ..found(unit, statement)
    })
}

/// The cue's words: two spans in "quoted … as saying".
fn cue(unit: &Unit, site: &Site) -> Option<Vec<Span>> {
    let between = site
        .subject
        .as_ref()
        .map(|s| s.range.clone())
        .filter(|r| r.start > site.group.verb && r.end < site.after);
    match between {
        Some(range) => [site.group.verb..range.start, range.end..site.after]
            .into_iter()
            .map(|r| unit.span(r))
            .collect(),
        None => Some(vec![unit.span(site.group.verb..site.after)?]),
    }
}

/// "said Ada Moon of the Moss Society": the name alone is the source.
fn without_origin(draft: &Draft, source: Span, inverted: bool) -> Span {
    let first = draft
        .mentions
        .partition_point(|m| m.span.start() < source.start());
    let person = |m: &&onrecord_record::Mention| {
        m.kind == MentionKind::Name
            && m.entity
                .and_then(|id| draft.entities.get(id.index()))
                .is_some_and(|e| e.kind == EntityKind::Person)
    };
    draft
        .mentions
        .iter()
        .skip(first)
        .take_while(|m| m.span.start() == source.start())
        .filter(person)
        .filter(|m| inverted && m.span.end() < source.end())
        .find(|m| {
            let next = draft.tokens_in(m.span).end;
            matches!(draft.word(next), "of" | "from" | "with")
        })
        .map_or(source, |m| m.span)
}

/// The words around the attribution that may say where and when: those skipped between the cue and
/// its content, else those after it.
fn circumstances_span(unit: &Unit, site: &Site) -> Option<Span> {
    if !site.circumstances.is_empty() {
        return unit.span(site.circumstances.clone());
    }
    let from = site.end();
    let next = site
        .content
        .iter()
        .map(|c| c.start)
        .filter(|s| *s >= from)
        .min();
    unit.span(from..next.unwrap_or(unit.end()).min(unit.end()))
}

/// A statement with nothing but content; nothing where there is none.
pub(crate) fn blank(content: Vec<Span>) -> Option<Statement> {
    (!content.is_empty()).then(|| Statement {
        content,
        cue: Vec::new(),
        source: Vec::new(),
        speaker: Speaker::Unknown {
            reason: Reason::rule("no-source"),
        },
        kind: StatementKind::Indirect,
        act: SpeechAct::Assertion,
        addressee: None,
        medium: None,
        said: None,
        relay: Vec::new(),
        within: None,
        continues: None,
        confidence: Confidence::MEDIUM,
        reason: Reason::default(),
    })
}

/// A statement found in `unit`.
pub(crate) fn found(unit: &Unit, statement: Statement) -> Found {
    Found {
        statement,
        paragraph: unit.paragraph,
        quote: unit.quote,
        antecedent: None,
        circumstances: None,
        addressee: None,
    }
}

/// The words of a content range; a closing full stop that stands before a closing quotation mark
/// stays in, any other stays out.
pub(crate) fn content_span(draft: &Draft, unit: &Unit, range: &Range<usize>) -> Option<Span> {
    let span = unit.span(range.clone())?;
    Some(
        draft
            .text()
            .trim_matches(span, |c| c.is_whitespace() || matches!(c, ',' | ';' | ':')),
    )
    .filter(|s| !s.is_empty())
}

/// Direct where every part is a quotation, mixed where quoted words stand among others.
pub(crate) fn kind(draft: &Draft, level: Option<usize>, content: &[Span]) -> StatementKind {
    let mut whole = true;
    let mut some = false;
    for part in content {
        let from = draft
            .quotes
            .partition_point(|q| q.span.start() < part.start());
        let mut inside = draft
            .quotes
            .iter()
            .skip(from)
            .take_while(|q| q.span.start() < part.end())
            .filter(|q| q.within == level && part.contains(q.span));
        let Some(first) = inside.next() else {
            whole = false;
            continue;
        };
        let outside = draft
            .tokens_in(*part)
            .filter_map(|i| draft.tokens.get(i))
            .filter(|t| t.tag != Tag::Punct && !first.span.contains(t.span))
            .count();
        if first.span == *part || outside == 0 {
            some = true;
        } else {
            whole = false;
            some |= !is_nickname(draft, first.span) || inside.any(|q| !is_nickname(draft, q.span));
        }
    }
    match (whole, some) {
        (true, _) => StatementKind::Direct,
        (false, true) => StatementKind::Mixed,
        (false, false) => StatementKind::Indirect,
    }
}

/// Names in quotation marks are not quoted words: `Jason White ("Jason")`, `Joseph "Bo" Marsh`.
fn is_nickname(draft: &Draft, quote: Span) -> bool {
    let tokens = draft.tokens_in(quote);
    let capital = |span: Span| {
        draft
            .words(span)
            .trim_start_matches(['"', '“', '‘', '\''])
            .starts_with(char::is_uppercase)
    };
    let before = tokens
        .start
        .checked_sub(1)
        .and_then(|i| draft.tokens.get(i));
    tokens.len() <= 4
        && capital(quote)
        && before.is_some_and(|t| draft.words(t.span) == "(" || t.tag.is_proper())
}

/// In order of content, without doubles, with what lies inside what.
pub(crate) fn ordered(mut found: Vec<Found>) -> Vec<Found> {
    let key = |f: &Found| {
        let first = f.statement.content.first().map(|s| s.start());
        let last = f.statement.content.last().map(|s| s.end());
        (
            first,
            std::cmp::Reverse(last),
            f.statement.cue.first().map(|c| c.start()),
        )
    };
    found.sort_by_key(key);
    found.dedup_by(|b, a| {
        a.statement.content == b.statement.content && a.statement.cue == b.statement.cue
    });
    let spans: Vec<Vec<Span>> = found.iter().map(|f| f.statement.content.clone()).collect();
    for (i, f) in found.iter_mut().enumerate() {
        let cue = f
            .statement
            .cue
            .first()
            .or(f.statement.content.first())
            .copied();
        let around = spans
            .get(..i)
            .unwrap_or_default()
            .iter()
            .enumerate()
            .rev()
            .take(32)
            .find(|(_, content)| cue.is_some_and(|cue| content.iter().any(|c| c.contains(cue))));
        f.statement.within = around.map(|(j, _)| StatementId::new(j));
    }
    found
}
