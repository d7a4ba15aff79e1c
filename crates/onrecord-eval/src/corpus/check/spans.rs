//! All spans of a line, each with where it stands.

use super::super::line::{Line, Span};

/// A span with the item and the field that it stands in.
pub(super) struct Located {
    pub(super) item: String,
    pub(super) field: &'static str,
    pub(super) span: Span,
}

/// Every span of a line.
pub(super) fn all_spans(line: &Line) -> Vec<Located> {
    let mut all = Vec::new();
    let mut add = |item: &str, field: &'static str, spans: &mut dyn Iterator<Item = Span>| {
        all.extend(spans.map(|span| Located {
            item: item.to_owned(),
            field,
            span,
        }));
    };
    for e in &line.entities {
        add(&e.id, "name", &mut e.name.into_iter());
        add(&e.id, "forms", &mut e.forms.iter().copied().flatten());
    }
    for s in &line.statements {
        add(&s.id, "content", &mut s.content.iter().copied());
        add(&s.id, "cue", &mut s.cue.iter().copied());
        add(&s.id, "source", &mut s.source.iter().copied());
        add(
            &s.id,
            "addressee",
            &mut s.addressee.iter().filter_map(|p| p.span),
        );
        add(&s.id, "relay", &mut s.relay.iter().filter_map(|p| p.span));
        add(&s.id, "medium", &mut s.medium.iter().filter_map(|m| m.span));
        add(&s.id, "said", &mut s.said.iter().filter_map(|d| d.span));
    }
    for (number, m) in line.mentions.iter().enumerate() {
        add(
            &format!("mention {}", number + 1),
            "span",
            &mut std::iter::once(m.span),
        );
    }
    for t in &line.timexes {
        add(&t.id, "span", &mut std::iter::once(t.span));
    }
    for e in &line.events {
        add(&e.id, "evidence", &mut e.evidence.iter().copied());
        add(&e.id, "also", &mut e.also.iter().copied());
        add(&e.id, "trigger", &mut e.trigger.into_iter());
        add(&e.id, "date", &mut e.date.iter().filter_map(|d| d.span));
        add(
            &e.id,
            "participants",
            &mut e.participants.iter().filter_map(|p| p.span),
        );
    }
    for f in &line.facts {
        add(&f.id, "span", &mut std::iter::once(f.span));
        add(&f.id, "evidence", &mut f.evidence.iter().copied());
    }
    for g in &line.grounds {
        add(&g.id, "evidence", &mut g.evidence.iter().copied());
    }
    all
}
