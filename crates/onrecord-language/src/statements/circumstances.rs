//! Where and when something was said, and to whom: what stands around a cue.

use super::assembly::Found;
use super::units::Unit;
use super::words::Classes;
use super::{media, speaker};
use crate::Draft;
use onrecord_record::{
    Carried, Medium, MediumKind, Party, SaidWhen, Span, Speaker, SpeechAct, Statement, StatementId,
    TimexId, TimexKind,
};

/// Where the temporal expressions stand, for the rules that step over them.
pub(crate) struct Times {
    spans: Vec<Span>,
}

impl Times {
    pub(crate) fn new(draft: &Draft) -> Self {
        Self {
            spans: draft
                .timexes
                .iter()
                .filter(|t| !t.is_age)
                .map(|t| t.span)
                .collect(),
        }
    }

    /// The end (byte) of the temporal expression that begins with the word at `span`.
    pub(crate) fn end_of(&self, span: Span) -> Option<usize> {
        let i = self.spans.partition_point(|s| s.start() < span.start());
        self.spans
            .get(i)
            .filter(|s| s.start() == span.start())
            .map(|s| s.end())
    }

    /// One past the last element of the temporal expression that begins with the one at `at`.
    pub(crate) fn past(&self, unit: &Unit, at: usize) -> Option<usize> {
        let end = self.end_of(unit.get(at)?.span)?;
        let beyond = (at..unit.len()).find(|i| unit.get(*i).is_none_or(|e| e.span.start() >= end));
        Some(beyond.unwrap_or(unit.len()))
    }
}

/// Adds time, medium, addressee and relay chain to every statement, in order.
pub(crate) fn add(draft: &Draft, found: &mut [Found]) {
    for i in 0..found.len() {
        let Some(f) = found.get(i) else {
            continue;
        };
        let zones = zones(draft, f);
        let said = zones.iter().find_map(|zone| said_in(draft, *zone));
        let medium = zones
            .iter()
            .find_map(|zone| medium_in(draft, *zone))
            .or_else(|| medium_of_cue(&f.statement));
        let before = carried_from(found, i);
        let (said, medium) = match before.and_then(|j| Some((j, found.get(j)?))) {
            // Its own medium is named: nothing tells that the day is the same.
            Some((j, b)) if medium.is_none() => (
                said.or_else(|| carry(b.statement.said.as_ref(), j)),
                carry(b.statement.medium.as_ref(), j),
            ),
            _ => (said, medium),
        };
        let addressee = f.addressee.map(|span| party(draft, span));
        let relay = relay(draft, found, f.statement.within);
        if let Some(f) = found.get_mut(i) {
            f.statement.said = said;
            f.statement.medium = medium;
            f.statement.addressee = addressee;
            f.statement.relay = relay;
        }
    }
}

/// Where the circumstances of a statement are told: right of its cue, between source and cue, and
/// at the start of its sentence.
fn zones(draft: &Draft, f: &Found) -> Vec<Span> {
    let Some(cue) = f.statement.cue.first().copied() else {
        return f.circumstances.into_iter().collect();
    };
    let start = f.statement.source.first().map_or(cue, |s| s.cover(cue));
    let sentence = draft
        .sentence_of(start)
        .and_then(|i| draft.sentences.get(i))
        .map(|s| s.span.at_start());
    let fronted = sentence
        .and_then(|s| s.gap_to(start))
        .filter(|gap| !f.statement.content.iter().any(|c| c.overlaps(*gap)))
        .filter(|gap| draft.tokens_in(*gap).len() <= 14);
    f.circumstances
        .into_iter()
        .chain(Some(start).filter(|s| draft.tokens_in(*s).len() <= 20))
        .chain(fronted)
        .collect()
}

/// The first day or time that the zone gives.
fn said_in(draft: &Draft, zone: Span) -> Option<Carried<SaidWhen>> {
    let first = draft
        .timexes
        .partition_point(|t| t.span.start() < zone.start());
    let (i, timex) = draft
        .timexes
        .iter()
        .enumerate()
        .skip(first)
        .take_while(|(_, t)| t.span.end() <= zone.end())
        .find(|(_, t)| matches!(t.kind, TimexKind::Date | TimexKind::Time))?;
    let vague = timex.value.as_deref().is_some_and(|v| v.ends_with("_REF"));
    (!vague).then(|| Carried {
        value: SaidWhen {
            timex: TimexId::new(i),
            value: timex.value.clone(),
        },
        span: Some(timex.span),
        from: None,
    })
}

/// The first medium that the zone names.
fn medium_in(draft: &Draft, zone: Span) -> Option<Carried<Medium>> {
    let tokens = draft.tokens_in(zone);
    let mut led_in = draft.word(tokens.start).starts_with(char::is_uppercase);
    for i in tokens {
        let word = draft.word(i);
        if Classes::of(word).has(Classes::LEAD_IN) {
            led_in = true;
            if !word.eq_ignore_ascii_case("under") {
                continue;
            }
        }
        if matches!(word, "," | ".") {
            led_in = false;
        }
        let Some((medium, two)) = media::named(word, draft.word(i + 1)) else {
            continue;
        };
        // "an Instagram post": the platform says more than the post does.
        let (medium, last) = match media::named(draft.word(i + 1), "") {
            Some((next, _))
                if !two && next.kind == medium.kind && next.kind == MediumKind::Post =>
            {
                (medium, i + 1)
            }
            _ => (medium, i + usize::from(two)),
        };
        let is_name = word == "X" || !word.eq_ignore_ascii_case("x");
        if led_in && is_name {
            return Some(Carried {
                value: medium,
                span: draft.span_of_tokens(i..last + 1),
                from: None,
            });
        }
    }
    None
}

/// Verbs that say themselves where: "testified", "tweeted".
fn medium_of_cue(statement: &Statement) -> Option<Carried<Medium>> {
    let (kind, name) = match &*statement.reason.detail {
        "testify" => (MediumKind::Testimony, "testimony"),
        "tweet" | "retweet" => (MediumKind::Post, "Twitter"),
        "rule" if statement.act == SpeechAct::Ruling => (MediumKind::CourtRuling, "court ruling"),
        _ => return None,
    };
    Some(Carried {
        value: Medium {
            kind,
            name: name.to_owned(),
        },
        span: statement.cue.first().copied(),
        from: None,
    })
}

/// The statement whose time and medium hold here too: the one just before, by the same speaker,
/// where the cue says that the same speech or writing goes on.
fn carried_from(found: &[Found], i: usize) -> Option<usize> {
    let this = found.get(i)?;
    let entity = this.statement.speaker.entity()?;
    let goes_on = this.statement.cue.is_empty()
        || matches!(
            &*this.statement.reason.detail,
            "write" | "continue" | "add" | "go on" | "post" | "tweet" | "conclude"
        );
    let (j, before) = found
        .get(..i)?
        .iter()
        .enumerate()
        .rev()
        .find(|(_, f)| f.quote.is_none() && f.statement.within.is_none())?;
    let near = before.paragraph + 2 >= this.paragraph;
    (goes_on && near && this.quote.is_none() && before.statement.speaker.entity() == Some(entity))
        .then_some(j)
}

fn carry<T: Clone>(value: Option<&Carried<T>>, from: usize) -> Option<Carried<T>> {
    value.map(|v| Carried {
        value: v.value.clone(),
        span: None,
        from: Some(v.from.unwrap_or(StatementId::new(from))),
    })
}

/// Somebody named by `span`.
fn party(draft: &Draft, span: Span) -> Party {
    let entity = speaker::entity_of(draft, span);
    let name = entity
        .and_then(|id| draft.entities.get(id.index()))
        .map_or_else(|| draft.words(span).to_owned(), |e| e.name.clone());
    Party {
        span: Some(span),
        entity,
        name,
    }
}

/// Deepest chain of reports inside reports that is followed.
const DEEPEST: usize = 8;

/// Who passed the statement on: the speakers of the statements it lies in, from the inside out.
fn relay(draft: &Draft, found: &[Found], within: Option<StatementId>) -> Vec<Party> {
    let mut relay = Vec::new();
    let mut around = within;
    while let Some(outer) = around.and_then(|id| found.get(id.index())) {
        if relay.len() == DEEPEST {
            break;
        }
        relay.extend(carrier(draft, &outer.statement));
        around = outer.statement.within;
    }
    relay
}

fn carrier(draft: &Draft, statement: &Statement) -> Option<Party> {
    let span = statement.source.first().copied();
    match &statement.speaker {
        Speaker::Known { entity, .. } => Some(Party {
            span,
            entity: Some(*entity),
            name: draft.entities.get(entity.index())?.name.clone(),
        }),
        Speaker::Described { name } => Some(Party {
            span,
            entity: None,
            name: name.clone(),
        }),
        Speaker::Unknown { .. } => None,
    }
}
