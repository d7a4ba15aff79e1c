//! From a document and its reading to the view of both.
//!
//! Ids that lead nowhere (a damaged reading) are shown as unknown, never dropped with the claim
//! they belong to, and never a reason to stop.

use super::evidence::Witness;
use super::*;
use crate::edtf;
use onrecord_record::{
    AsideKind, Asserter, Attribute, Carried, Document, Entity, Event, Fact, Ground, Mention,
    Metadata, Moment, Party, Reading, SaidWhen, Sourced, Speaker, Statement, Subject, Timex,
    TimexAnchor,
};

impl ReadingView {
    /// The view of `document` and its `reading`; `name` is what to call the document, such as the
    /// path it was read from.
    pub fn new(document: &Document, reading: &Reading, name: &str) -> Self {
        Builder {
            document,
            reading,
            witness: Witness::of(document),
        }
        .view(name)
    }
}

struct Builder<'d> {
    document: &'d Document,
    reading: &'d Reading,
    witness: Witness<'d>,
}

/// Gives every item of a layer its id.
fn numbered<T, V>(layer: ItemLayer, items: &[T], view: impl Fn(ItemId, &T) -> V) -> Vec<V> {
    items
        .iter()
        .enumerate()
        .map(|(i, item)| view(ItemId::at(layer, i), item))
        .collect()
}

impl Builder<'_> {
    fn view(&self, name: &str) -> ReadingView {
        let reading = self.reading;
        let notes = self.document.warnings.iter().chain(&reading.notes);
        let mut view = ReadingView {
            schema: SCHEMA.to_owned(),
            engine: EngineView {
                name: reading.engine.name.clone(),
                version: reading.engine.version,
            },
            document: self.document(name),
            notes: notes
                .map(|w| Note {
                    code: w.code.clone(),
                    message: w.message.clone(),
                })
                .collect(),
            entities: numbered(ItemLayer::Entity, &reading.entities, |i, e| {
                self.entity(i, e)
            }),
            mentions: numbered(ItemLayer::Mention, &reading.mentions, |i, m| {
                self.mention(i, m)
            }),
            statements: numbered(ItemLayer::Statement, &reading.statements, |i, s| {
                self.statement(i, s)
            }),
            timexes: numbered(ItemLayer::Timex, &reading.timexes, |i, t| self.timex(i, t)),
            events: numbered(ItemLayer::Event, &reading.events, |i, e| self.event(i, e)),
            facts: numbered(ItemLayer::Fact, &reading.facts, |i, f| self.fact(i, f)),
            grounds: numbered(ItemLayer::Ground, &reading.grounds, |i, g| {
                self.ground(i, g)
            }),
            disagreements: numbered(ItemLayer::Disagreement, &reading.disagreements, |i, d| {
                self.disagreement(i, d)
            }),
            chronology: Vec::new(),
            reviews: None,
            told: std::collections::BTreeMap::new(),
        };
        view.put_in_order();
        view
    }

    fn document(&self, name: &str) -> DocumentView {
        let document = self.document;
        let blocks = document.blocks.iter().map(|block| BlockView {
            kind: value_of(&block.kind),
            code_points: document.text.code_points(block.span).into(),
            bytes: (block.span.start() as u32, block.span.end() as u32),
        });
        DocumentView {
            name: name.to_owned(),
            original: document.original,
            part: document.part.clone(),
            format: document.format,
            kind: document.kind,
            reader: document.reader.to_string(),
            metadata: self.metadata(&document.metadata),
            text_hash: self.witness.text_hash,
            blocks: blocks.collect(),
            asides: self.asides(),
            text: document.text.as_str().to_owned(),
        }
    }

    fn metadata(&self, metadata: &Metadata) -> MetadataView {
        let words =
            |value: &Option<Sourced<String>>| value.as_ref().map(|s| self.sourced(s, Clone::clone));
        let moment =
            |value: &Option<Sourced<Moment>>| value.as_ref().map(|s| self.sourced(s, moment_value));
        MetadataView {
            title: words(&metadata.title),
            authors: metadata
                .authors
                .iter()
                .map(|a| self.sourced(a, Clone::clone))
                .collect(),
            publisher: words(&metadata.publisher),
            published: moment(&metadata.published),
            modified: moment(&metadata.modified),
            captured: moment(&metadata.captured),
            url: words(&metadata.url),
            case_number: words(&metadata.case_number),
            court: words(&metadata.court),
            language: metadata.language.clone(),
            encoding: metadata.encoding.clone(),
            details: metadata
                .details
                .iter()
                .map(|detail| DetailView {
                    kind: value_of(&detail.kind),
                    value: self.sourced(&detail.value, Clone::clone),
                })
                .collect(),
            because: metadata.because.clone(),
        }
    }

    /// Asides that are no furniture of pages.
    fn asides(&self) -> Vec<AsideView> {
        let document = self.document;
        let furniture = |kind| {
            matches!(
                kind,
                AsideKind::Header | AsideKind::Footer | AsideKind::Bates
            )
        };
        document
            .places
            .asides
            .iter()
            .filter(|aside| !furniture(aside.kind))
            .map(|aside| AsideView {
                kind: value_of(&aside.kind),
                words: aside.words.clone(),
                code_points: aside.span.map(|s| document.text.code_points(s).into()),
                page: aside.page,
                author: aside.author.clone(),
                date: aside.date.clone(),
            })
            .collect()
    }

    fn sourced<T>(&self, sourced: &Sourced<T>, value: impl Fn(&T) -> String) -> SourcedView {
        SourcedView {
            value: value(&sourced.value),
            from: sourced.from.clone(),
            evidence: sourced
                .span
                .iter()
                .map(|span| self.witness.evidence("value", *span))
                .collect(),
        }
    }

    fn entity(&self, id: ItemId, entity: &Entity) -> EntityView {
        let name = self
            .reading
            .mention(entity.named_by)
            .map(|m| self.witness.evidence("name", m.span));
        let descriptions = entity
            .descriptions
            .iter()
            .map(|d| self.witness.evidence("description", d.span));
        EntityView {
            id,
            kind: entity.kind,
            name: entity.name.clone(),
            aliases: entity.aliases.clone(),
            gender: entity.gender,
            plural: entity.plural,
            unresolved: entity.unresolved,
            maybe: entity
                .maybe
                .iter()
                .map(|s| SuggestionView {
                    entity: s.entity.into(),
                    name: self.reading.name(s.entity).to_owned(),
                    reason: (&s.reason).into(),
                })
                .collect(),
            mentions: entity.mentions.iter().map(|m| (*m).into()).collect(),
            evidence: name.into_iter().chain(descriptions).collect(),
        }
    }

    fn mention(&self, id: ItemId, mention: &Mention) -> MentionView {
        MentionView {
            id,
            kind: mention.kind,
            entity: mention.entity.map(Into::into),
            confidence: mention.confidence.0,
            reason: (&mention.reason).into(),
            evidence: self.witness.all(mention.evidence()),
        }
    }

    fn statement(&self, id: ItemId, statement: &Statement) -> StatementView {
        StatementView {
            id,
            speaker: self.speaker(&statement.speaker),
            named: self.joined(&statement.source),
            kind: statement.kind,
            act: statement.act,
            cue: self.joined(&statement.cue),
            addressee: statement.addressee.as_ref().map(|p| self.party(p)),
            medium: statement.medium.as_ref().map(|m| {
                carried(m, |medium| MediumView {
                    kind: medium.kind,
                    name: medium.name.clone(),
                })
            }),
            said: statement
                .said
                .as_ref()
                .map(|said| carried(said, |when| self.said(when))),
            relay: statement.relay.iter().map(|p| self.party(p)).collect(),
            within: statement.within.map(Into::into),
            continues: statement.continues.map(Into::into),
            confidence: statement.confidence.0,
            reason: (&statement.reason).into(),
            evidence: self.witness.all(statement.evidence()),
        }
    }

    fn speaker(&self, speaker: &Speaker) -> SpeakerView {
        match speaker {
            Speaker::Known {
                entity,
                reason,
                confidence,
            } => SpeakerView::Known {
                entity: (*entity).into(),
                name: self.reading.name(*entity).to_owned(),
                confidence: confidence.0,
                reason: reason.into(),
            },
            Speaker::Described { name } => SpeakerView::Described { name: name.clone() },
            Speaker::Unknown { reason } => SpeakerView::Unknown {
                reason: reason.into(),
            },
        }
    }

    fn party(&self, party: &Party) -> PartyView {
        PartyView {
            name: party.name.clone(),
            entity: party.entity.map(Into::into),
        }
    }

    fn said(&self, when: &SaidWhen) -> SaidView {
        let timex = self.reading.timex(when.timex);
        let modifier = timex.and_then(|t| t.modifier.as_deref());
        let words = timex.map(|t| self.witness.words(t.span));
        let value = when.value.as_deref();
        SaidView {
            timex: when.timex.into(),
            value: when.value.clone(),
            shown: match (value, words) {
                (Some(value), _) => edtf::timex_in_words(value, modifier),
                (None, Some(words)) => format!("“{words}”, not resolved"),
                (None, None) => "not resolved".to_owned(),
            },
            date: value
                .and_then(|v| edtf::from_timex(v, modifier))
                .map(|v| DateView::new(&v, false)),
        }
    }

    fn timex(&self, id: ItemId, timex: &Timex) -> TimexView {
        let modifier = timex.modifier.as_deref();
        TimexView {
            id,
            kind: timex.kind,
            value: timex.value.clone(),
            modifier: timex.modifier.clone(),
            shown: match &timex.value {
                Some(value) => edtf::timex_in_words(value, modifier),
                None => "not resolved".to_owned(),
            },
            date: timex
                .value
                .as_deref()
                .and_then(|v| edtf::from_timex(v, modifier))
                .map(|v| DateView::new(&v, false)),
            counted_from: match timex.anchor {
                TimexAnchor::Explicit => CountedFrom::Explicit,
                TimexAnchor::Document => CountedFrom::Document,
                TimexAnchor::Statement => CountedFrom::Statement,
                TimexAnchor::Timex(id) => CountedFrom::Timex { timex: id.into() },
                TimexAnchor::Unresolved => CountedFrom::Unresolved,
            },
            is_age: timex.is_age,
            confidence: timex.confidence.0,
            reason: (&timex.reason).into(),
            evidence: self.witness.all(timex.evidence()),
        }
    }

    fn event(&self, id: ItemId, event: &Event) -> Asserted<EventView> {
        let participants = event.participants.iter().map(|p| ParticipantView {
            role: p.role.clone(),
            name: match p.entity.map(|e| self.reading.name(e)) {
                Some(name) if !name.is_empty() => name.to_owned(),
                _ => self.witness.words(p.span),
            },
            entity: p.entity.map(Into::into),
        });
        let claim = EventView {
            id,
            kind: event.kind,
            modality: event.modality,
            date: event
                .date
                .as_ref()
                .map(|d| DateView::new(&d.value, d.inferred)),
            timex: event.date.as_ref().and_then(|d| d.timex).map(Into::into),
            participants: participants.collect(),
            place: event.place.map(|e| self.named(e)),
            same_as: event.same_as.map(Into::into),
            confidence: event.confidence.0,
            reason: (&event.reason).into(),
            evidence: self.witness.all(event.evidence()),
        };
        Asserted::new(self.asserter(event.asserter), claim)
    }

    fn fact(&self, id: ItemId, fact: &Fact) -> Asserted<FactView> {
        let claim = FactView {
            id,
            attribute: fact.attribute,
            qualifier: fact.qualifier.clone(),
            subject: self.subject(fact.subject),
            value: fact.value.clone(),
            shown: shown_value(fact),
            ambiguity: fact.ambiguity.clone(),
            confidence: fact.confidence.0,
            reason: (&fact.reason).into(),
            evidence: self.witness.all(fact.evidence()),
        };
        Asserted::new(self.asserter(fact.asserter), claim)
    }

    fn subject(&self, subject: Subject) -> SubjectView {
        match subject {
            Subject::Entity(id) => SubjectView {
                item: id.into(),
                name: self.reading.name(id).to_owned(),
            },
            Subject::Event(id) => SubjectView {
                item: id.into(),
                name: self
                    .reading
                    .event(id)
                    .map_or_else(String::new, |event| self.event_name(event)),
            },
        }
    }

    /// `conviction (Ann Lee)`: the sort, and whose it is where that is said.
    fn event_name(&self, event: &Event) -> String {
        let label = crate::vocabulary::event_label(event.kind);
        let whose = event
            .participants
            .iter()
            .find(|p| matches!(p.role.as_str(), "defendant" | "victim"))
            .and_then(|p| p.entity)
            .map_or("", |entity| self.reading.name(entity));
        match whose {
            "" => label.to_owned(),
            name => format!("{label} ({name})"),
        }
    }

    fn ground(&self, id: ItemId, ground: &Ground) -> Asserted<GroundView> {
        let claim = GroundView {
            id,
            code: ground.code,
            factor: ground.code.is_factor(),
            about: ground.about.map(|e| self.named(e)),
            reported: ground.reported,
            denied: ground.denied,
            confidence: ground.confidence.0,
            reason: (&ground.reason).into(),
            evidence: self.witness.all(ground.evidence()),
        };
        Asserted::new(self.asserter(ground.asserter), claim)
    }

    fn disagreement(
        &self,
        id: ItemId,
        disagreement: &onrecord_record::Disagreement,
    ) -> DisagreementView {
        let facts = disagreement
            .facts
            .iter()
            .filter_map(|id| Some((*id, self.reading.fact(*id)?)));
        DisagreementView {
            id,
            attribute: disagreement.attribute,
            about: disagreement.about.clone(),
            possible: disagreement.possible,
            ambiguity: disagreement.ambiguity.clone(),
            places: facts
                .map(|(id, fact)| PlaceView {
                    fact: Some(id.into()),
                    value: fact.value.clone(),
                    shown: shown_value(fact),
                    asserter: self.asserter(fact.asserter),
                    evidence: self.witness.all(fact.evidence()),
                })
                .collect(),
            reason: (&disagreement.reason).into(),
        }
    }

    fn asserter(&self, asserter: Asserter) -> AsserterView {
        let Asserter::Statement(id) = asserter else {
            return AsserterView::Narration;
        };
        let statement = self.reading.statement(id);
        let speaker = statement.map(|s| self.speaker(&s.speaker));
        AsserterView::Statement {
            statement: id.into(),
            speaker: match &speaker {
                Some(SpeakerView::Known { name, .. } | SpeakerView::Described { name }) => {
                    name.clone()
                }
                _ => String::new(),
            },
            entity: speaker.as_ref().and_then(SpeakerView::entity),
            relay: statement.map_or_else(Vec::new, |s| {
                s.relay.iter().map(|p| p.name.clone()).collect()
            }),
        }
    }

    fn named(&self, id: onrecord_record::EntityId) -> PartyView {
        PartyView {
            name: self.reading.name(id).to_owned(),
            entity: Some(id.into()),
        }
    }

    /// The words of several spans, joined by an ellipsis.
    fn joined(&self, spans: &[onrecord_record::Span]) -> String {
        let words: Vec<String> = spans.iter().map(|s| self.witness.words(*s)).collect();
        words.join(" … ")
    }
}

fn carried<T, V>(carried: &Carried<T>, view: impl Fn(&T) -> V) -> CarriedView<V> {
    CarriedView {
        value: view(&carried.value),
        carried_over: carried.span.is_none() && carried.from.is_some(),
        from: carried.from.map(Into::into),
    }
}

fn moment_value(moment: &Moment) -> String {
    match &moment.time {
        Some(time) => format!("{}T{time}", moment.day),
        None => moment.day.to_string(),
    }
}

fn shown_value(fact: &Fact) -> String {
    match fact.attribute {
        Attribute::Date => edtf::in_words(&fact.value),
        Attribute::TimeServed | Attribute::Sentence => edtf::timex_in_words(&fact.value, None),
        _ => fact.value.clone(),
    }
}

/// The name a closed list's value has in files.
fn value_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
