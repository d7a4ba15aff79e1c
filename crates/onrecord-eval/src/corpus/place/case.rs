//! What documents say of a case: events, facts, grounds, each with who asserts it.

use super::super::dates::{is_edtf, is_value};
use super::super::line::{Ambiguity, Event, Fact, Ground, Participant, Span, Statement};
use super::super::work;
use super::statements::{Ids, innermost};
use super::{Placer, shortened};

const NARRATION: &str = "narration";

impl Placer<'_> {
    /// The statement that holds the spans, or the one that the reader names.
    fn asserter(
        &mut self,
        statements: &[Statement],
        names: &Ids,
        spans: &[Span],
        given: Option<&String>,
    ) -> Option<String> {
        match given.map(String::as_str) {
            Some(NARRATION) => Some(NARRATION.to_owned()),
            Some(name) => {
                let id = names.get(name).cloned();
                if id.is_none() {
                    self.fault(format!("asserter: no statement has the id “{name}”"));
                }
                id
            }
            None => innermost(statements, spans, None).or_else(|| Some(NARRATION.to_owned())),
        }
    }

    pub(super) fn events(&mut self, statements: &[Statement], names: &Ids) -> (Vec<Event>, Ids) {
        let mut events = Vec::new();
        let mut ids = Ids::new();
        for (number, value) in self.work.events.iter().enumerate() {
            self.item = item("event", number, value);
            let Some(given) = self.read::<work::Event>(value) else {
                continue;
            };
            let evidence = self.only("evidence", &given.evidence);
            if evidence.is_empty() {
                self.fault("no evidence");
                continue;
            }
            let asserter = self.asserter(statements, names, &evidence, given.asserter.as_ref());
            let event = self.event(given, evidence, asserter, events.len() + 1, &mut ids);
            events.push(event);
        }
        self.item.clear();
        (events, ids)
    }

    fn event(
        &mut self,
        given: work::Event,
        evidence: Vec<Span>,
        asserter: Option<String>,
        number: usize,
        ids: &mut Ids,
    ) -> Event {
        let vocabulary = self.vocabulary;
        for kind in std::iter::once(&given.kind).chain(&given.alt_types) {
            self.one_of("type", kind, &vocabulary.event_types);
        }
        if let Some(modality) = &given.modality {
            self.one_of("modality", modality, &vocabulary.modality);
        }
        for date in given.alt_dates.iter().filter(|d| !is_edtf(d)) {
            self.fault(format!("alt_dates: “{date}” is no date in EDTF"));
        }
        let mut participants = Vec::new();
        for (role, key, words) in &given.participants {
            self.one_of("role", role, &vocabulary.roles);
            participants.push(Participant {
                role: role.clone(),
                entity: self.key(key.as_deref(), "participant"),
                span: self.nearest("participant", words.as_ref(), &evidence, &[]),
            });
        }
        let id = format!("v{number}");
        if let Some(name) = given.id {
            ids.insert(name, id.clone());
        }
        Event {
            id,
            kind: given.kind,
            asserter,
            trigger: self.nearest("trigger", given.trigger.as_ref(), &evidence, &[]),
            date: given.date.as_ref().map(|(value, words)| {
                let span = self.nearest("date", words.as_ref(), &evidence, &[]);
                self.dated(Some(value), span, "date")
            }),
            participants,
            place: self.key(given.place.as_deref(), "place"),
            modality: given.modality,
            reported: given.reported,
            also: self.only("also", &given.also),
            alt_types: given.alt_types,
            alt_dates: given.alt_dates,
            doubt: given.doubt,
            evidence,
        }
    }

    pub(super) fn facts(
        &mut self,
        statements: &[Statement],
        names: &Ids,
        events: &Ids,
    ) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (number, value) in self.work.facts.iter().enumerate() {
            self.item = item("fact", number, value);
            let Some(given) = self.read::<work::Fact>(value) else {
                continue;
            };
            self.check_fact(&given);
            let place = self.text.only(&given.words);
            let Some(span) = self.keep("words", place) else {
                continue;
            };
            let mut evidence = self.only("evidence", &given.evidence);
            if evidence.is_empty() {
                evidence.push(span);
            }
            let subject = match given.subject.as_ref().and_then(|s| events.get(s)) {
                Some(event) => Some(event.clone()),
                None => self.key(given.subject.as_deref(), "subject"),
            };
            // Values that are words of the text, and remarks, may be written down of our own texts only.
            let worded = self.vocabulary.worded_attributes.contains(&given.attribute);
            facts.push(Fact {
                id: format!("f{}", facts.len() + 1),
                asserter: self.asserter(statements, names, &[span], given.asserter.as_ref()),
                attribute: given.attribute,
                qualifier: given.qualifier,
                subject,
                value: (self.own || !worded).then_some(given.value),
                span,
                evidence,
                modifier: given.modifier,
                reported: given.reported,
                ambiguity: given.ambiguity.map(|words| match self.own {
                    true => Ambiguity::Words(words),
                    false => Ambiguity::Is(true),
                }),
                doubt: given.doubt,
            });
        }
        self.item.clear();
        facts
    }

    fn check_fact(&mut self, given: &work::Fact) {
        let vocabulary = self.vocabulary;
        self.one_of("attribute", &given.attribute, &vocabulary.attributes);
        if let Some(qualifier) = given
            .qualifier
            .as_ref()
            .filter(|q| !vocabulary.is_qualifier(q))
        {
            let known = vocabulary.qualifiers.join(", ");
            self.fault(format!(
                "qualifier: “{qualifier}” is no type of events and none of {known}"
            ));
        }
        if let Some(modifier) = &given.modifier {
            self.one_of("mod", modifier, &vocabulary.mods);
        }
        if !is_value(&given.attribute, &given.value, vocabulary) {
            self.fault(format!(
                "“{}” is no value of {}",
                given.value, given.attribute
            ));
        }
    }

    pub(super) fn grounds(&mut self, statements: &[Statement], names: &Ids) -> Vec<Ground> {
        let mut grounds = Vec::new();
        for (number, value) in self.work.grounds.iter().enumerate() {
            self.item = item("ground", number, value);
            let Some(given) = self.read::<work::Ground>(value) else {
                continue;
            };
            self.one_of("code", &given.code, &self.vocabulary.grounds);
            let evidence = self.only("evidence", &given.evidence);
            if evidence.is_empty() {
                self.fault("no evidence");
                continue;
            }
            grounds.push(Ground {
                id: format!("g{}", grounds.len() + 1),
                code: given.code,
                about: self.key(given.about.as_deref(), "about"),
                asserter: self.asserter(statements, names, &evidence, given.asserter.as_ref()),
                evidence,
                denied: given.denied,
                reported: given.reported,
                doubt: given.doubt,
            });
        }
        self.item.clear();
        grounds
    }
}

/// How faults call an item: its number and its words.
fn item(layer: &str, number: usize, value: &serde_json::Value) -> String {
    let words = value.get("evidence").or_else(|| value.get("words"));
    let words = words.map(ToString::to_string).unwrap_or_default();
    format!("{layer} {} {}", number + 1, shortened(&words, 80))
}
