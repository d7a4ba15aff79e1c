//! What the engine reads in a document, in the form in which corpora are annotated.

use crate::annotated::{
    Annotated, Entity, Event, Fact, Ground, Layer, Mention, Naming, Place, Statement, Timex, Token,
};
use onrecord_record::{
    Asserter, Document, EventId, MentionKind, Modality, Reading, Span, Speaker, SpeechAct, Subject,
};
use serde::Serialize;

/// All that was read. Attitudes, which the record keeps apart, are told from statements by
/// [`is_statement`].
pub fn answers(id: &str, document: &Document, reading: &Reading) -> Annotated {
    let view = View { document, reading };
    Annotated {
        id: id.to_owned(),
        text: document.text.as_str().to_owned(),
        layers: Layer::ALL.into_iter().collect(),
        statements: view.statements(),
        timexes: view.timexes(),
        entities: view.entities(),
        mentions: view.mentions(),
        events: view.events(),
        facts: view.facts(),
        grounds: view.grounds(),
        tokens: view.tokens(),
        ..Annotated::default()
    }
}

/// Whether it is speech, writing, a declared belief or a ruling, and no mere attitude.
pub fn is_statement(statement: &Statement) -> bool {
    statement.act != "attitude"
}

struct View<'r> {
    document: &'r Document,
    reading: &'r Reading,
}

impl View<'_> {
    fn place(&self, span: Span) -> Place {
        let range = self.document.text.code_points(span);
        range.start as usize..range.end as usize
    }

    fn places(&self, spans: &[Span]) -> Vec<Place> {
        spans.iter().map(|span| self.place(*span)).collect()
    }

    fn statements(&self) -> Vec<Statement> {
        let statements = self.reading.statements.iter();
        statements
            .map(|s| Statement {
                content: self.places(&s.content),
                cue: self.places(&s.cue),
                source: self.places(&s.source),
                speaker: self.speaker(&s.speaker),
                kind: name_of(&s.kind),
                act: match s.act {
                    SpeechAct::Attitude => "attitude".to_owned(),
                    act => name_of(&act),
                },
                medium: s
                    .medium
                    .as_ref()
                    .map_or_else(String::new, |m| name_of(&m.value.kind)),
                said: s
                    .said
                    .as_ref()
                    .and_then(|said| said.value.value.clone())
                    .unwrap_or_default(),
                rule: s.reason.rule.to_string(),
                ..Statement::default()
            })
            .collect()
    }

    fn speaker(&self, speaker: &Speaker) -> Option<String> {
        match speaker {
            Speaker::Known { entity, .. } => {
                Some(without_article(self.reading.name(*entity)).to_owned())
            }
            Speaker::Described { name } => Some(without_article(name).to_owned()),
            Speaker::Unknown { .. } => None,
        }
    }

    fn timexes(&self) -> Vec<Timex> {
        let timexes = self.reading.timexes.iter();
        timexes
            .map(|t| Timex {
                place: self.place(t.span),
                kind: name_of(&t.kind).to_uppercase(),
                value: t.value.clone().unwrap_or_default(),
                ..Timex::default()
            })
            .collect()
    }

    /// By-lines included.
    fn entities(&self) -> Vec<Entity> {
        let named = |kind| matches!(kind, MentionKind::Name | MentionKind::Handle);
        let entities = self.reading.entities.iter();
        entities
            .map(|e| Entity {
                kind: name_of(&e.kind),
                name: e.name.clone(),
                aliases: e.aliases.clone(),
                named: !e.plural
                    && self
                        .reading
                        .mention(e.named_by)
                        .is_some_and(|m| named(m.kind)),
            })
            .collect()
    }

    fn mentions(&self) -> Vec<Mention> {
        let mentions = self.reading.mentions.iter();
        mentions
            .filter_map(|m| {
                Some(Mention {
                    place: self.place(m.span),
                    entity: m.entity?.index(),
                    naming: match m.kind {
                        MentionKind::Name | MentionKind::Handle | MentionKind::Hashtag => {
                            Naming::Name
                        }
                        MentionKind::Nominal => Naming::Nominal,
                        MentionKind::Pronoun => Naming::Pronoun,
                    },
                })
            })
            .collect()
    }

    /// Each event once, with the words of all its tellings; what did not happen is left out, and what is to
    /// come unless a day is named for it.
    fn events(&self) -> Vec<Event> {
        let events = self.reading.events.iter().enumerate();
        events
            .filter(|(_, e)| e.same_as.is_none())
            .filter_map(|(i, e)| {
                let first = EventId::new(i);
                let again = self.reading.events.iter();
                let tellings: Vec<_> = std::iter::once(e)
                    .chain(again.filter(|o| o.same_as == Some(first)))
                    .collect();
                tellings.iter().find(|t| {
                    t.modality == Modality::Happened
                        || t.modality == Modality::Prospective && t.date.is_some()
                })?;
                let date = tellings.iter().find_map(|t| t.date.as_ref());
                Some(Event {
                    kind: e.kind.as_str().to_owned(),
                    date: date.map_or_else(String::new, |d| d.value.clone()),
                    evidence: tellings
                        .iter()
                        .flat_map(|t| self.places(&t.evidence))
                        .collect(),
                    ..Event::default()
                })
            })
            .collect()
    }

    fn facts(&self) -> Vec<Fact> {
        let facts = self.reading.facts.iter();
        facts
            .map(|f| Fact {
                attribute: f.attribute.as_str().to_owned(),
                subject: match f.subject {
                    Subject::Entity(entity) => self.reading.name(entity).to_owned(),
                    Subject::Event(event) => self
                        .reading
                        .event(event)
                        .map_or_else(String::new, |e| e.kind.as_str().to_owned()),
                },
                value: f.value.clone(),
                place: self.place(f.span),
                optional: false,
            })
            .collect()
    }

    fn grounds(&self) -> Vec<Ground> {
        let grounds = self.reading.grounds.iter().filter(|g| !g.denied);
        grounds
            .map(|g| Ground {
                code: g.code.as_str().to_owned(),
                asserter: self.asserter(g.asserter),
                evidence: self.places(&g.evidence),
                optional: false,
            })
            .collect()
    }

    fn asserter(&self, asserter: Asserter) -> String {
        match asserter {
            Asserter::Narration => "narration".to_owned(),
            Asserter::Statement(id) => {
                let statement = self.reading.statement(id);
                statement
                    .and_then(|s| self.speaker(&s.speaker))
                    .unwrap_or_default()
            }
        }
    }

    fn tokens(&self) -> Vec<Token> {
        let tokens = self.reading.tokens.iter();
        tokens
            .map(|t| Token {
                place: self.place(t.span),
                tag: tag_name(&format!("{:?}", t.tag)),
            })
            .collect()
    }
}

/// The Penn Treebank's own name of a tag: `PRP$` for `PRPS`.
fn tag_name(tag: &str) -> String {
    match tag {
        "PRPS" => "PRP$".to_owned(),
        "WPS" => "WP$".to_owned(),
        other => other.to_owned(),
    }
}

/// The name of an enum's value in the record's JSON.
fn name_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// "an officer" is named "officer" in annotations: the article is no part of who it is.
fn without_article(name: &str) -> &str {
    ["a ", "an ", "some ", "A ", "An ", "Some "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}
