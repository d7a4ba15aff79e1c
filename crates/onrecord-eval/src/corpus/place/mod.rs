//! Turns a working file into a line of the committed files, or tells everything that is wrong with it.

mod case;
mod kind;
mod mentions;
mod statements;
mod turns;

pub(super) use kind::kind_of;
pub(super) use statements::{innermost, lies_in};
pub(super) use turns::{act as act_of_turn, is_thin as is_thin_turn};

use super::Fault;
use super::line::{Dated, Entity, Line, Names, Span};
use super::vocabulary::{Vocabulary, holds};
use super::words::{NoPlace, Text};
use super::work::{self, Work};
use onrecord_record::Day;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A working file with its places.
#[derive(Debug)]
pub struct Placed {
    /// What could be placed. Good only where there are no faults.
    pub line: Line,
    /// What is refused.
    pub faults: Vec<Fault>,
    /// What should be looked at.
    pub warnings: Vec<Fault>,
    /// Cues that stand elsewhere than at the place nearest to their content, for the sake of its sentence.
    pub moved: Vec<Fault>,
}

/// Places all words of a working file. Only lines of our own texts (`own`) hold words.
pub fn place(work: &Work, text: &str, own: bool, vocabulary: &Vocabulary) -> Placed {
    let text = text.to_owned();
    let mut placer = Placer {
        text: Text::new(&text),
        vocabulary,
        work,
        own,
        item: String::new(),
        faults: Vec::new(),
        warnings: Vec::new(),
        moved: Vec::new(),
    };
    placer.head();
    let entities = placer.entities();
    let (statements, names) = placer.statements();
    let mentions = placer.mentions();
    let timexes = placer.timexes();
    let (events, ids) = placer.events(&statements, &names);
    let facts = placer.facts(&statements, &names, &ids);
    let grounds = placer.grounds(&statements, &names);
    let line = Line {
        id: work.id.clone(),
        sha256: sha256(&text),
        chars: placer.text.len(),
        date: work.date.clone(),
        voice: placer.key(work.voice.as_deref(), "voice"),
        voice_medium: work.voice_medium.clone(),
        layers: work.layers.clone(),
        entities,
        statements,
        mentions,
        timexes,
        events,
        facts,
        grounds,
        ..Line::default()
    };
    Placed {
        line,
        faults: placer.faults,
        warnings: placer.warnings,
        moved: placer.moved,
    }
}

/// The hash of a text, in small hexadecimal digits.
pub fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

struct Placer<'w> {
    text: Text,
    vocabulary: &'w Vocabulary,
    work: &'w Work,
    own: bool,
    /// What is being placed, for faults.
    item: String,
    faults: Vec<Fault>,
    warnings: Vec<Fault>,
    moved: Vec<Fault>,
}

impl Placer<'_> {
    fn fault(&mut self, what: impl Into<String>) {
        self.faults.push(Fault {
            item: self.item.clone(),
            what: what.into(),
        });
    }

    fn warning(&mut self, what: impl Into<String>) {
        self.warnings.push(Fault {
            item: self.item.clone(),
            what: what.into(),
        });
    }

    /// The place, or a fault with the name of the field.
    fn keep(&mut self, field: &str, place: Result<Span, NoPlace>) -> Option<Span> {
        place
            .map_err(|fault| self.fault(format!("{field} {fault}")))
            .ok()
    }

    fn only(&mut self, field: &str, words: &work::Words) -> Vec<Span> {
        let places: Vec<_> = words.parts().iter().map(|w| self.text.only(w)).collect();
        let kept = places.into_iter().filter_map(|p| self.keep(field, p));
        kept.collect()
    }

    fn nearest(
        &mut self,
        field: &str,
        words: Option<&String>,
        anchors: &[Span],
        content: &[Span],
    ) -> Option<Span> {
        let place = self.text.nearest(words?, anchors, content);
        self.keep(field, place)
    }

    /// The id of a key, or a fault.
    fn key(&mut self, key: Option<&str>, field: &str) -> Option<String> {
        let key = key?;
        let id = self.work.who.id(key);
        if id.is_none() {
            self.fault(format!("{field}: “{key}” is not in who"));
        }
        id
    }

    fn keys(&mut self, keys: &[String], field: &str) -> Vec<String> {
        keys.iter()
            .filter_map(|key| self.key(Some(key), field))
            .collect()
    }

    fn one_of(&mut self, field: &str, value: &str, list: &[String]) {
        if !holds(list, value) {
            self.fault(format!("{field}: “{value}” is none of {}", list.join(" ")));
        }
    }

    fn dated(&mut self, value: Option<&String>, span: Option<Span>, field: &str) -> Dated {
        if let Some(value) = value.filter(|v| !super::dates::is_edtf(v)) {
            self.fault(format!("{field}: “{value}” is no date in EDTF"));
        }
        Dated {
            value: value.cloned(),
            span,
        }
    }

    /// An item in its own form, or a fault.
    fn read<T: DeserializeOwned>(&mut self, value: &Value) -> Option<T> {
        work::item(value)
            .map_err(|error| self.fault(format!("{error}: {}", shortened(&value.to_string(), 120))))
            .ok()
    }

    fn head(&mut self) {
        let (work, vocabulary) = (self.work, self.vocabulary);
        for (sign, what) in [
            ('\u{feff}', "a byte-order mark"),
            ('\r', "carriage returns"),
        ] {
            if self.text.holds(sign) {
                self.fault(format!(
                    "the text has {what}: write it in UTF-8 with line feeds alone, then place it again"
                ));
            }
        }
        for layer in &work.layers {
            self.one_of("layer", layer, &vocabulary.layers);
        }
        if let Some(date) = work.date.as_ref().filter(|d| d.parse::<Day>().is_err()) {
            self.fault(format!(
                "date: “{date}” is no day; write YYYY-MM-DD or null"
            ));
        }
        if let Some(medium) = &work.voice_medium {
            self.one_of("voice_medium", medium, &vocabulary.media);
        }
    }

    fn entities(&mut self) -> Vec<Entity> {
        let who = &self.work.who.0;
        let mut entities = Vec::new();
        for (number, (key, entity)) in who.iter().enumerate() {
            self.item = format!("who “{key}”");
            self.one_of("type", &entity.kind, &self.vocabulary.entity_types);
            let name = self.form(&entity.name, entity.assembled);
            let forms = entity.forms.iter();
            let forms = forms.map(|f| self.form(f, entity.assembled)).collect();
            entities.push(Entity {
                id: format!("e{}", number + 1),
                kind: entity.kind.clone(),
                name,
                forms,
                unnamed: entity.unnamed,
                maybe: self.keys(&entity.maybe, "maybe"),
                assembled: entity.assembled,
                words: self.own.then(|| Names {
                    name: entity.name.clone(),
                    forms: entity.forms.clone(),
                    roles: entity.roles.clone(),
                }),
            });
        }
        self.item.clear();
        entities
    }

    fn form(&mut self, form: &str, assembled: bool) -> Option<Span> {
        let span = self.text.name(form);
        if span.is_none() && !assembled {
            self.fault(format!("a form that is not in the text: “{form}”"));
        }
        if span.is_some_and(|span| !self.text.is_whole(span)) {
            self.warning(format!("look: “{form}” stands only inside other words"));
        }
        span
    }
}

/// The first signs of words, for faults.
pub(super) fn shortened(words: &str, signs: usize) -> String {
    let mut out: String = words.chars().take(signs).collect();
    if out.len() < words.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests;
