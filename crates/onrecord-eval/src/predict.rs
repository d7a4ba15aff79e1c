//! A reading in the format that the scorers read: offsets in code points, one object a document.

use onrecord_record::{
    Asserter, CodePointRange, Document, Entity, EntityKind, Event, EventId, MentionKind, Modality,
    Reading, Span, SpeechAct, Statement, StatementKind, TimexKind,
};
use serde_json::{Value, json};

/// What the engine read in `document`, in all five layers.
pub fn prediction(doc_id: &str, document: &Document, reading: &Reading) -> Value {
    let view = View { document, reading };
    json!({
        "doc_id": doc_id,
        "statements": view.statements(),
        "timexes": view.timexes(),
        "people": view.people(),
        "events": view.events(),
        "grounds": view.grounds(),
    })
}

struct View<'r> {
    document: &'r Document,
    reading: &'r Reading,
}

impl View<'_> {
    fn range(&self, span: Span) -> [u32; 2] {
        let CodePointRange { start, end } = self.document.text.code_points(span);
        [start, end]
    }

    fn ranges(&self, spans: &[Span]) -> Vec<[u32; 2]> {
        spans.iter().map(|s| self.range(*s)).collect()
    }

    /// Attitudes are kept apart: they are no statements in the scorers' sense.
    fn statements(&self) -> Vec<Value> {
        self.reading
            .statements
            .iter()
            .filter(|s| s.act != SpeechAct::Attitude)
            .map(|s| {
                json!({
                    "content": self.ranges(&s.content),
                    "cue": self.ranges(&s.cue),
                    "source": self.ranges(&s.source),
                    "speaker": self.speaker(s),
                    "kind": match s.kind {
                        StatementKind::Direct => "direct",
                        StatementKind::Indirect => "indirect",
                        StatementKind::Mixed => "mixed",
                    },
                    "rule": s.reason.rule,
                })
            })
            .collect()
    }

    fn speaker(&self, statement: &Statement) -> Option<String> {
        match &statement.speaker {
            onrecord_record::Speaker::Known { entity, .. } => {
                Some(without_article(self.reading.name(*entity)).to_owned())
            }
            onrecord_record::Speaker::Described { name } => Some(without_article(name).to_owned()),
            onrecord_record::Speaker::Unknown { .. } => None,
        }
    }

    fn timexes(&self) -> Vec<Value> {
        let of = |kind| match kind {
            TimexKind::Date => "DATE",
            TimexKind::Time => "TIME",
            TimexKind::Duration => "DURATION",
            TimexKind::Set => "SET",
        };
        self.reading
            .timexes
            .iter()
            .map(|t| {
                let [start, end] = self.range(t.span);
                json!({"start": start, "end": end, "type": of(t.kind), "value": t.value})
            })
            .collect()
    }

    /// Persons with a name or a handle; by-lines included.
    fn people(&self) -> Vec<Value> {
        self.reading
            .entities
            .iter()
            .filter(|e| e.kind == EntityKind::Person && !e.plural && self.is_named(e))
            .map(|e| json!({"name": e.name, "aliases": e.aliases}))
            .collect()
    }

    fn is_named(&self, entity: &Entity) -> bool {
        self.reading
            .mention(entity.named_by)
            .is_some_and(|m| matches!(m.kind, MentionKind::Name | MentionKind::Handle))
    }

    /// Each event once, with the words of all its tellings; what did not happen is left out, and
    /// what is to come unless a day is named for it.
    fn events(&self) -> Vec<Value> {
        self.reading
            .events
            .iter()
            .enumerate()
            .filter(|(_, e)| e.same_as.is_none())
            .filter_map(|(i, e)| {
                let first = EventId::new(i);
                let again = self
                    .reading
                    .events
                    .iter()
                    .filter(|o| o.same_as == Some(first));
                let tellings: Vec<&Event> = std::iter::once(e).chain(again).collect();
                tellings.iter().find(|t| {
                    t.modality == Modality::Happened
                        || t.modality == Modality::Prospective && t.date.is_some()
                })?;
                let evidence: Vec<[u32; 2]> = tellings
                    .iter()
                    .flat_map(|t| self.ranges(&t.evidence))
                    .collect();
                Some(json!({
                    "type": e.kind.as_str(),
                    "date": tellings.iter().find_map(|t| t.date.as_ref()).map(|d| &d.value),
                    "evidence": evidence,
                    "rule": e.reason.detail,
                }))
            })
            .collect()
    }

    fn grounds(&self) -> Vec<Value> {
        self.reading
            .grounds
            .iter()
            .filter(|g| !g.denied)
            .map(|g| {
                json!({
                    "code": g.code.as_str(),
                    "asserted_by": self.asserter(g.asserter),
                    "evidence": self.ranges(&g.evidence),
                })
            })
            .collect()
    }

    fn asserter(&self, asserter: Asserter) -> Option<String> {
        match asserter {
            Asserter::Narration => Some("narration".to_owned()),
            Asserter::Statement(id) => self.speaker(self.reading.statement(id)?),
        }
    }
}

/// "an officer" is named "officer" in annotations: the article is no part of who it is.
fn without_article(name: &str) -> &str {
    ["a ", "an ", "some ", "A ", "An ", "Some "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}
