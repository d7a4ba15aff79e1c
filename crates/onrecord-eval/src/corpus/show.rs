//! What was placed, with its words, for reading against the text.

use super::line::{Line, Span, Statement};
use super::words::Text;

/// One line an item.
pub fn listing(line: &Line, text: &Text) -> String {
    let view = View { line, text };
    let mut out = Vec::new();
    out.extend(line.statements.iter().map(|s| view.statement(s)));
    for m in &line.mentions {
        let name = view.name(m.entity.as_deref());
        out.push(format!(
            "mention {} > {name} | {}",
            m.kind,
            view.words(&[m.span])
        ));
    }
    for t in &line.timexes {
        let value = t.value.as_deref().unwrap_or("-");
        out.push(format!(
            "timex {} {} {value} | {}",
            t.id,
            t.kind,
            view.words(&[t.span])
        ));
    }
    for e in &line.events {
        let date = e
            .date
            .as_ref()
            .and_then(|d| d.value.as_deref())
            .unwrap_or("-");
        let people = e.participants.iter();
        let people: Vec<String> = people
            .map(|p| format!("{}={}", p.role, view.name(p.entity.as_deref())))
            .collect();
        let asserter = e.asserter.as_deref().unwrap_or("-");
        let evidence = view.words(&e.evidence);
        out.push(format!(
            "event {} {} {date} {asserter} {} | {evidence}",
            e.id,
            e.kind,
            people.join(" ")
        ));
    }
    for f in &line.facts {
        let value = f.value.as_deref().unwrap_or("-");
        let subject = view.name(f.subject.as_deref());
        let qualifier = f.qualifier.as_deref().unwrap_or("-");
        let words = view.words(&[f.span]);
        out.push(format!(
            "fact {} {} {qualifier} {subject} {value} | {words}",
            f.id, f.attribute
        ));
    }
    for g in &line.grounds {
        let about = view.name(g.about.as_deref());
        let asserter = g.asserter.as_deref().unwrap_or("-");
        let denied = if g.denied { " denied" } else { "" };
        let evidence = view.words(&g.evidence);
        out.push(format!(
            "ground {} {}{denied} {about} {asserter} | {evidence}",
            g.id, g.code
        ));
    }
    out.join("\n")
}

struct View<'l> {
    line: &'l Line,
    text: &'l Text,
}

impl View<'_> {
    fn words(&self, spans: &[Span]) -> String {
        words(self.text, spans)
    }

    /// The name of an entity; an id that is none as it stands.
    fn name(&self, id: Option<&str>) -> String {
        let Some(id) = id else {
            return "-".to_owned();
        };
        let entity = self.line.entities.iter().find(|e| e.id == id);
        match entity.and_then(|e| e.name) {
            Some(span) => self.words(&[span]),
            None => id.to_owned(),
        }
    }

    fn statement(&self, s: &Statement) -> String {
        let modality = s.modality.as_ref().map(|m| format!("modality={m}"));
        let within = s.within.as_ref().map(|w| format!("within={w}"));
        let flags = [
            ("continues", s.continues),
            ("turn", s.turn),
            ("doubt", s.doubt),
            ("thin", s.thin),
        ];
        let flags = flags
            .iter()
            .filter(|(_, on)| *on)
            .map(|(name, _)| (*name).to_owned());
        let flags: Vec<String> = flags.chain(modality).chain(within).collect();
        let mut beside = Vec::new();
        let relays = s.relay.iter().map(|p| ("relay", p));
        for (role, party) in s.addressee.iter().map(|p| ("addressee", p)).chain(relays) {
            let span: Vec<Span> = party.span.into_iter().collect();
            beside.push(format!(
                "{role}={} > {}",
                self.words(&span),
                self.name(party.entity.as_deref())
            ));
        }
        beside.extend(s.medium.as_ref().map(|m| format!("medium={}", m.kind)));
        beside.extend(
            s.said
                .as_ref()
                .and_then(|d| Some(format!("said={}", d.value.as_ref()?))),
        );
        beside.extend(
            s.alt_speakers
                .iter()
                .map(|e| format!("or={}", self.name(Some(e)))),
        );
        let mut head = vec![s.kind.as_str(), s.act.as_str()];
        head.extend(flags.iter().map(String::as_str));
        let beside = if beside.is_empty() {
            String::new()
        } else {
            format!("  {{{}}}", beside.join("; "))
        };
        format!(
            "{} [{}] {} | {} | {} | {}{beside}",
            s.id,
            head.join(" "),
            self.name(s.speaker.as_deref()),
            self.words(&s.source),
            self.words(&s.cue),
            self.words(&s.content),
        )
    }
}

/// The words of spans on one line.
pub(crate) fn words(text: &Text, spans: &[Span]) -> String {
    let words = spans.iter().map(|span| {
        let words = text.words(*span);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    words.collect::<Vec<_>>().join(" … ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::line::Entity;

    #[test]
    fn a_statement_is_shown_with_its_words() {
        let line = Line {
            entities: vec![Entity {
                id: "e1".to_owned(),
                name: Some([0, 3]),
                ..Entity::default()
            }],
            statements: vec![Statement {
                id: "s1".to_owned(),
                content: vec![[9, 14], [15, 17]],
                cue: vec![[4, 8]],
                source: vec![[0, 3]],
                speaker: Some("e1".to_owned()),
                kind: "indirect".to_owned(),
                act: "denial".to_owned(),
                thin: true,
                ..Statement::default()
            }],
            ..Line::default()
        };
        let text = Text::new("Orr said it\nis no.");
        assert_eq!(
            listing(&line, &text),
            "s1 [indirect denial thin] Orr | Orr | said | it is … no"
        );
    }
}
