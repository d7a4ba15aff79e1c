//! A line of the corpus in the form that all corpora share.

use crate::annotated::{
    Annotated, Entity, Event, Fact, Ground, Layer, Mention, Naming, Place, Statement, Timex,
};
use crate::corpus::line::{self, Line, Span};
use crate::corpus::show;
use crate::corpus::words::Text;
use std::collections::BTreeSet;

/// The document; its spans have been checked.
pub(super) fn annotated(line: &Line, text: String) -> Annotated {
    let view = View {
        line,
        text: Text::new(&text),
    };
    Annotated {
        id: line.id.clone(),
        date: line.date.as_ref().and_then(|d| d.parse().ok()),
        title: None,
        layers: layers(line),
        statements: line.statements.iter().map(|s| view.statement(s)).collect(),
        timexes: line.timexes.iter().map(timex).collect(),
        entities: line.entities.iter().map(|e| view.entity(e)).collect(),
        mentions: line
            .mentions
            .iter()
            .filter_map(|m| view.mention(m))
            .collect(),
        events: line.events.iter().map(event).collect(),
        facts: line.facts.iter().map(|f| view.fact(f)).collect(),
        grounds: line.grounds.iter().map(|g| view.ground(g)).collect(),
        text,
        ..Annotated::default()
    }
}

fn layers(line: &Line) -> BTreeSet<Layer> {
    let of = |layer: &String| -> &[Layer] {
        match layer.as_str() {
            "statements" => &[Layer::Statements, Layer::Speakers],
            // All who are spoken of are entities only where all mentions are annotated.
            "mentions" => &[Layer::Names, Layer::Coreference, Layer::People],
            "timexes" => &[Layer::Timexes],
            "events" => &[Layer::Events],
            "facts" => &[Layer::Facts],
            "grounds" => &[Layer::Grounds],
            _ => &[],
        }
    };
    line.layers.iter().flat_map(of).copied().collect()
}

fn place([start, end]: Span) -> Place {
    start..end
}

fn places(spans: &[Span]) -> Vec<Place> {
    spans.iter().copied().map(place).collect()
}

fn happened(modality: Option<&String>) -> bool {
    modality.is_none_or(|m| m == "happened")
}

/// What need not be found, and is no error where it is: what a careful reader may leave out, what says little, what
/// was not said. Which acts are required is for the scorers.
fn is_optional(s: &line::Statement) -> bool {
    let passive =
        s.kind == "indirect" && !s.cue.is_empty() && s.source.is_empty() && s.speaker.is_none();
    s.doubt || s.thin || passive || !happened(s.modality.as_ref())
}

fn timex(t: &line::Timex) -> Timex {
    Timex {
        place: place(t.span),
        kind: t.kind.clone(),
        value: t.value.clone().unwrap_or_default(),
        alt: t.alt.clone(),
        optional: t.doubt,
    }
}

fn event(e: &line::Event) -> Event {
    Event {
        kind: e.kind.clone(),
        alt_kinds: e.alt_types.clone(),
        date: e
            .date
            .as_ref()
            .and_then(|d| d.value.clone())
            .unwrap_or_default(),
        alt_dates: e.alt_dates.clone(),
        evidence: places(&[e.evidence.as_slice(), e.also.as_slice()].concat()),
        optional: e.doubt || !happened(e.modality.as_ref()),
    }
}

struct View<'l> {
    line: &'l Line,
    text: Text,
}

impl View<'_> {
    fn words(&self, span: Span) -> String {
        show::words(&self.text, &[span])
    }

    /// The fullest name: in words where the line has them, else as it stands; a form where no name stands.
    fn name_of(&self, entity: &line::Entity) -> String {
        match (&entity.words, entity.name) {
            (Some(words), _) => words.name.clone(),
            (None, Some(name)) => self.words(name),
            (None, None) => {
                let form = entity.forms.iter().copied().flatten().next();
                form.map(|form| self.words(form)).unwrap_or_default()
            }
        }
    }

    fn name(&self, id: Option<&String>) -> Option<String> {
        let id = id?;
        let entity = self.line.entities.iter().find(|e| e.id == *id)?;
        Some(self.name_of(entity))
    }

    fn entity(&self, e: &line::Entity) -> Entity {
        let aliases = match &e.words {
            Some(words) => words.forms.clone(),
            None => e
                .forms
                .iter()
                .copied()
                .flatten()
                .map(|f| self.words(f))
                .collect(),
        };
        Entity {
            kind: e.kind.clone(),
            name: self.name_of(e),
            aliases,
            named: !e.unnamed,
        }
    }

    fn mention(&self, m: &line::Mention) -> Option<Mention> {
        let id = m.entity.as_ref()?;
        Some(Mention {
            place: place(m.span),
            entity: self.line.entities.iter().position(|e| e.id == *id)?,
            naming: match m.kind.as_str() {
                "nominal" => Naming::Nominal,
                "pronoun" => Naming::Pronoun,
                _ => Naming::Name,
            },
        })
    }

    fn statement(&self, s: &line::Statement) -> Statement {
        // What is taken over from the statement before is not said here.
        let carried = |what: &str| s.carried.iter().any(|c| c == what);
        let medium = s.medium.as_ref().filter(|_| !carried("medium"));
        let said = s.said.as_ref().filter(|_| !carried("said"));
        Statement {
            content: places(&s.content),
            cue: places(&s.cue),
            source: places(&s.source),
            speaker: self.name(s.speaker.as_ref()),
            alt_speakers: s
                .alt_speakers
                .iter()
                .filter_map(|e| self.name(Some(e)))
                .collect(),
            kind: s.kind.clone(),
            act: s.act.clone(),
            medium: medium.map(|m| m.kind.clone()).unwrap_or_default(),
            said: said.and_then(|d| d.value.clone()).unwrap_or_default(),
            optional: is_optional(s),
            rule: String::new(),
        }
    }

    fn fact(&self, f: &line::Fact) -> Fact {
        let event = self
            .line
            .events
            .iter()
            .find(|e| Some(&e.id) == f.subject.as_ref());
        let subject = event
            .map(|e| e.kind.clone())
            .or_else(|| self.name(f.subject.as_ref()));
        let value = f.value.clone().unwrap_or_else(|| self.worded(f));
        Fact {
            attribute: f.attribute.clone(),
            subject: subject.unwrap_or_default(),
            value,
            place: place(f.span),
            optional: f.doubt,
        }
    }

    /// A value that is words of the text: of a charge in small letters and without article.
    fn worded(&self, f: &line::Fact) -> String {
        let words = self.words(f.span);
        if f.attribute != "charge" {
            return words;
        }
        let words = words.to_lowercase();
        let bare = ["a ", "an ", "the "]
            .iter()
            .find_map(|article| words.strip_prefix(article));
        bare.map(str::to_owned).unwrap_or(words)
    }

    /// A ground that its asserter denies is not required: this form does not tell it from others.
    fn ground(&self, g: &line::Ground) -> Ground {
        let asserter = match g.asserter.as_deref() {
            Some("narration") => Some("narration".to_owned()),
            id => {
                let statement = self
                    .line
                    .statements
                    .iter()
                    .find(|s| Some(s.id.as_str()) == id);
                statement.and_then(|s| self.name(s.speaker.as_ref()))
            }
        };
        Ground {
            code: g.code.clone(),
            asserter: asserter.unwrap_or_default(),
            evidence: places(&g.evidence),
            optional: g.doubt || g.denied,
        }
    }
}
