//! Events, facts and grounds of a line.

use super::super::dates::is_value;
use super::super::is_own;
use super::super::line::{Ambiguity, Event, Fact, Span};
use super::super::vocabulary::holds;
use super::Checker;

impl Checker<'_> {
    fn asserter(&mut self, asserter: Option<&String>) {
        match asserter.map(String::as_str) {
            None => self.fault("no asserter; a statement or “narration”"),
            Some("narration") => {}
            Some(id) if self.statements.contains(id) => {}
            Some(id) => self.fault(format!("asserter: there is no statement {id}")),
        }
    }

    fn evidence(&mut self, evidence: &[Span]) {
        if evidence.is_empty() {
            self.fault("no evidence");
        }
        self.parts("evidence", evidence, false);
    }

    pub(super) fn events(&mut self) {
        let line = self.line;
        for (number, event) in line.events.iter().enumerate() {
            self.id(&event.id, 'v', number);
            self.event(event);
            let who = |e: &Event| -> Vec<_> {
                let people = e.participants.iter();
                people.map(|p| (p.role.clone(), p.entity.clone())).collect()
            };
            let twin = |e: &&Event| {
                (&e.kind, &e.evidence, e.trigger, &e.asserter)
                    == (&event.kind, &event.evidence, event.trigger, &event.asserter)
                    && who(e) == who(event)
            };
            if let Some(twin) = line.events.iter().take(number).find(twin) {
                self.fault(format!("the same as {}", twin.id));
            }
        }
        self.item.clear();
    }

    fn event(&mut self, event: &Event) {
        let vocabulary = self.vocabulary;
        for kind in std::iter::once(&event.kind).chain(&event.alt_types) {
            self.one_of("type", kind, &vocabulary.event_types);
        }
        self.evidence(&event.evidence);
        self.asserter(event.asserter.as_ref());
        self.edtf("date", event.date.as_ref().and_then(|d| d.value.as_ref()));
        for date in &event.alt_dates {
            self.edtf("alt_dates", Some(date));
        }
        if let Some(modality) = &event.modality {
            self.one_of("modality", modality, &vocabulary.modality);
        }
        self.entity("place", event.place.as_ref());
        for participant in &event.participants {
            self.one_of("role", &participant.role, &vocabulary.roles);
            self.entity("participants", participant.entity.as_ref());
        }
    }

    pub(super) fn facts(&mut self) {
        let line = self.line;
        for (number, fact) in line.facts.iter().enumerate() {
            self.id(&fact.id, 'f', number);
            self.fact(fact);
            let twin = |f: &&Fact| {
                (&f.attribute, &f.subject, f.span, &f.asserter)
                    == (&fact.attribute, &fact.subject, fact.span, &fact.asserter)
                    && f.qualifier == fact.qualifier
            };
            if let Some(twin) = line.facts.iter().take(number).find(twin) {
                self.fault(format!("the same as {}", twin.id));
            }
        }
        self.item.clear();
    }

    fn fact(&mut self, fact: &Fact) {
        let vocabulary = self.vocabulary;
        self.one_of("attribute", &fact.attribute, &vocabulary.attributes);
        if let Some(qualifier) = fact
            .qualifier
            .as_ref()
            .filter(|q| !vocabulary.is_qualifier(q))
        {
            self.fault(format!("qualifier: “{qualifier}” is not in the vocabulary"));
        }
        if let Some(modifier) = &fact.modifier {
            self.one_of("mod", modifier, &vocabulary.mods);
        }
        match &fact.subject {
            Some(id) if self.entities.contains(id) || self.events.contains(id) => {}
            Some(id) => self.fault(format!("subject: there is no entity and no event {id}")),
            None => self.fault("no subject"),
        }
        self.evidence(&fact.evidence);
        self.asserter(fact.asserter.as_ref());
        let own = is_own(&self.line.id);
        let worded = holds(&vocabulary.worded_attributes, &fact.attribute);
        match &fact.value {
            Some(_) if worded && !own => {
                self.fault("value: words of a text that is not ours; only the span may tell them");
            }
            None if own || !worded => self.fault("no value"),
            Some(value) if !is_value(&fact.attribute, value, vocabulary) => {
                self.fault(format!("“{value}” is no value of {}", fact.attribute));
            }
            _ => {}
        }
        if !own && matches!(fact.ambiguity, Some(Ambiguity::Words(_))) {
            self.fault("ambiguity: words; write true");
        }
    }

    pub(super) fn grounds(&mut self) {
        let line = self.line;
        for (number, ground) in line.grounds.iter().enumerate() {
            self.id(&ground.id, 'g', number);
            self.one_of("code", &ground.code, &self.vocabulary.grounds);
            self.entity("about", ground.about.as_ref());
            self.evidence(&ground.evidence);
            self.asserter(ground.asserter.as_ref());
        }
        self.item.clear();
    }
}
