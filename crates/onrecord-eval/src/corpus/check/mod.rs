//! Looks at committed lines: spans, references, vocabulary, dates; and, where the text is at hand, hash and words.

mod case;
mod files;
mod spans;
mod text;

pub use files::{Checked, check_files};
pub use text::check_text;

use super::dates::{is_edtf, is_timex};
use super::line::{Line, Mention, Span, Statement};
use super::place::{innermost, lies_in};
use super::vocabulary::{Vocabulary, holds};
use super::words::overlap;
use super::{Fault, is_own};
use onrecord_record::Day;
use spans::{Located, all_spans};
use std::collections::BTreeSet;

/// Everything that is wrong with a line, without its text.
pub fn check_line(line: &Line, vocabulary: &Vocabulary) -> Vec<Fault> {
    let ids = |ids: Vec<&String>| ids.into_iter().cloned().collect();
    let mut checker = Checker {
        line,
        vocabulary,
        entities: ids(line.entities.iter().map(|e| &e.id).collect()),
        statements: ids(line.statements.iter().map(|s| &s.id).collect()),
        events: ids(line.events.iter().map(|e| &e.id).collect()),
        item: String::new(),
        faults: Vec::new(),
    };
    checker.head();
    checker.layers();
    checker.spans();
    checker.entities();
    checker.statements();
    checker.mentions();
    checker.timexes();
    checker.events();
    checker.facts();
    checker.grounds();
    checker.faults
}

struct Checker<'l> {
    line: &'l Line,
    vocabulary: &'l Vocabulary,
    entities: BTreeSet<String>,
    statements: BTreeSet<String>,
    events: BTreeSet<String>,
    /// What is being looked at.
    item: String,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, what: impl Into<String>) {
        self.faults.push(Fault {
            item: self.item.clone(),
            what: what.into(),
        });
    }

    fn one_of(&mut self, field: &str, value: &str, list: &[String]) {
        if !holds(list, value) {
            self.fault(format!("{field}: “{value}” is none of {}", list.join(" ")));
        }
    }

    fn entity(&mut self, field: &str, id: Option<&String>) {
        if let Some(id) = id.filter(|id| !self.entities.contains(*id)) {
            self.fault(format!("{field}: there is no entity {id}"));
        }
    }

    fn edtf(&mut self, field: &str, value: Option<&String>) {
        if let Some(value) = value.filter(|v| !is_edtf(v)) {
            self.fault(format!("{field}: “{value}” is no date in EDTF"));
        }
    }

    /// Ids count from 1 in the order of the list.
    fn id(&mut self, id: &str, letter: char, number: usize) {
        self.item = id.to_owned();
        let expected = format!("{letter}{}", number + 1);
        if id != expected {
            self.fault(format!("id is “{id}”, but this is the place of {expected}"));
        }
    }

    fn parts(&mut self, field: &str, parts: &[Span], sorted: bool) {
        for (at, one) in parts.iter().enumerate() {
            if parts.iter().take(at).any(|other| overlap(*one, *other)) {
                self.fault(format!("{field}: parts overlap at {}", one[0]));
            }
        }
        if sorted && !parts.is_sorted() {
            self.fault(format!("{field}: parts are not in the order of the text"));
        }
    }

    fn head(&mut self) {
        let (line, vocabulary) = (self.line, self.vocabulary);
        let digits = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if line.sha256.len() != 64 || !line.sha256.chars().all(digits) {
            self.fault("sha256: not 64 small hexadecimal digits");
        }
        if let Some(date) = line.date.as_ref().filter(|d| d.parse::<Day>().is_err()) {
            self.fault(format!(
                "date: “{date}” is no day; write YYYY-MM-DD or null"
            ));
        }
        if let Some(medium) = &line.voice_medium {
            self.one_of("voice_medium", medium, &vocabulary.media);
        }
        self.entity("voice", line.voice.as_ref());
        let metadata = [
            &line.origin,
            &line.recipe,
            &line.licence,
            &line.genre,
            &line.split,
            &line.cluster,
        ];
        for value in metadata.into_iter().flatten() {
            if value.contains(char::is_whitespace) {
                self.fault(format!(
                    "“{value}” has white space; names of the corpus have none"
                ));
            }
        }
        if let Some(split) = line
            .split
            .as_deref()
            .filter(|s| !matches!(*s, "train" | "dev" | "test"))
        {
            self.fault(format!("split: “{split}” is none of train dev test"));
        }
    }

    /// A layer that nobody annotated is empty.
    fn layers(&mut self) {
        let line = self.line;
        for (at, layer) in line.layers.iter().enumerate() {
            self.one_of("layers", layer, &self.vocabulary.layers);
            if line.layers.iter().take(at).any(|l| l == layer) {
                self.fault(format!("layers: {layer} is named twice"));
            }
        }
        let lists = [
            ("statements", line.statements.is_empty()),
            ("mentions", line.mentions.is_empty()),
            ("timexes", line.timexes.is_empty()),
            ("events", line.events.is_empty()),
            ("facts", line.facts.is_empty()),
            ("grounds", line.grounds.is_empty()),
        ];
        for (layer, empty) in lists {
            if !empty && !holds(&line.layers, layer) {
                self.fault(format!("{layer}: has items, but is not in layers"));
            }
        }
    }

    fn spans(&mut self) {
        for Located {
            item,
            field,
            span: [start, end],
        } in all_spans(self.line)
        {
            self.item = item;
            if start >= end {
                self.fault(format!(
                    "{field}: the span {start}–{end} is empty or backwards"
                ));
            } else if end > self.line.chars {
                self.fault(format!(
                    "{field}: the span {start}–{end} ends behind the text ({})",
                    self.line.chars
                ));
            }
        }
        self.item.clear();
    }

    fn entities(&mut self) {
        let line = self.line;
        let own = is_own(&line.id);
        for (number, entity) in line.entities.iter().enumerate() {
            self.id(&entity.id, 'e', number);
            self.one_of("type", &entity.kind, &self.vocabulary.entity_types);
            for other in &entity.maybe {
                self.entity("maybe", Some(other));
            }
            let unplaced = entity.name.is_none() || entity.forms.iter().any(Option::is_none);
            if unplaced && !entity.assembled {
                self.fault("a name without a span, though it is not assembled");
            }
            match (&entity.words, own) {
                (Some(_), false) => {
                    self.fault("words: the text is not ours, so its words may not be written down")
                }
                (None, true) => {
                    self.fault("no words, though the text is ours; place it with --own")
                }
                (Some(words), true) if words.forms.len() != entity.forms.len() => {
                    self.fault("words: not as many forms as there are spans");
                }
                _ => {}
            }
        }
        self.item.clear();
    }

    fn statements(&mut self) {
        let line = self.line;
        let mut last = 0;
        for (number, statement) in line.statements.iter().enumerate() {
            self.id(&statement.id, 's', number);
            let Some([start, _]) = statement.content.first().copied() else {
                self.fault("no content");
                continue;
            };
            if start < last {
                self.fault("begins before the statement before it");
            }
            last = start;
            self.parts("content", &statement.content, true);
            self.parts("cue", &statement.cue, false);
            self.parts("source", &statement.source, false);
            self.values(statement);
            self.people(statement);
            self.within(statement);
            self.apart(statement);
            if statement.turn && statement.kind != "direct" {
                self.fault(format!("kind: {}, but a turn is direct", statement.kind));
            }
            let twin = line.statements.iter().take(number);
            let twin = twin.filter(|o| o.content == statement.content && o.cue == statement.cue);
            for twin in twin {
                self.fault(format!("the same content and cue as {}", twin.id));
            }
        }
        self.item.clear();
    }

    fn values(&mut self, statement: &Statement) {
        let vocabulary = self.vocabulary;
        self.one_of("kind", &statement.kind, &vocabulary.statement_kinds);
        self.one_of("act", &statement.act, &vocabulary.acts);
        if let Some(modality) = &statement.modality {
            self.one_of("modality", modality, &vocabulary.modality);
        }
        for carried in &statement.carried {
            self.one_of("carried", carried, &vocabulary.carried);
        }
        if let Some(medium) = &statement.medium {
            self.one_of("medium", &medium.kind, &vocabulary.media);
        }
        if let Some(said) = &statement.said {
            self.edtf("said", said.value.as_ref());
        }
    }

    fn people(&mut self, statement: &Statement) {
        self.entity("speaker", statement.speaker.as_ref());
        for (at, other) in statement.alt_speakers.iter().enumerate() {
            if statement.alt_speakers.iter().take(at).any(|o| o == other) {
                self.fault(format!("alt_speakers: {other} is named twice"));
            }
            self.entity("alt_speakers", Some(other));
            if statement.speaker.as_ref() == Some(other) {
                self.fault(format!("alt_speakers: {other} is the speaker already"));
            }
        }
        if let Some(party) = &statement.addressee {
            self.entity("addressee", party.entity.as_ref());
        }
        for party in &statement.relay {
            self.entity("relay", party.entity.as_ref());
        }
    }

    /// Content, cue and source have no word in common.
    fn apart(&mut self, statement: &Statement) {
        let fields = [
            ("cue", &statement.cue, "content", &statement.content),
            ("source", &statement.source, "content", &statement.content),
            ("source", &statement.source, "cue", &statement.cue),
        ];
        for (field, spans, other, others) in fields {
            let meet = |span: &&Span| others.iter().any(|o| overlap(**span, *o));
            if let Some([start, end]) = spans.iter().find(meet) {
                self.fault(format!("{field}: {start}–{end} lies on its own {other}"));
            }
        }
    }

    /// What a statement lies in exists, holds it, is the smallest that does, and does not lie in it.
    fn within(&mut self, statement: &Statement) {
        let line = self.line;
        let spans = [statement.content.as_slice(), statement.cue.as_slice()].concat();
        let expected = innermost(&line.statements, &spans, Some(&statement.id));
        if expected.is_some() && expected != statement.within {
            let expected = expected.unwrap_or_default();
            self.fault(format!(
                "within: the smallest statement that holds it is {expected}"
            ));
        }
        let Some(id) = &statement.within else {
            return;
        };
        let Some(outer) = line.statements.iter().find(|s| s.id == *id) else {
            self.fault(format!("within: there is no statement {id}"));
            return;
        };
        let inner = [statement.content.as_slice(), statement.cue.as_slice()].concat();
        if !lies_in(&outer.content, &inner) {
            self.fault(format!("within: {id} does not hold its content and cue"));
        }
        let mut seen = BTreeSet::new();
        let mut next = Some(&statement.id);
        while let Some(id) = next {
            if !seen.insert(id) {
                self.fault(format!("within: {id} lies in itself"));
                return;
            }
            let outer = line.statements.iter().find(|s| s.id == *id);
            next = outer.and_then(|s| s.within.as_ref());
        }
    }

    fn mentions(&mut self) {
        let line = self.line;
        for (number, mention) in line.mentions.iter().enumerate() {
            self.item = format!("mention {}", number + 1);
            self.one_of("kind", &mention.kind, &self.vocabulary.mention_kinds);
            self.entity("entity", mention.entity.as_ref());
            let before = number.checked_sub(1).and_then(|n| line.mentions.get(n));
            if before.is_some_and(|b| b.span[0] > mention.span[0]) {
                self.fault("begins before the mention before it");
            }
            let twin = |m: &&Mention| m.span == mention.span && m.entity == mention.entity;
            if line.mentions.iter().take(number).any(|m| twin(&m)) {
                self.fault("the same as another mention");
            }
        }
        self.item.clear();
    }

    fn timexes(&mut self) {
        let (line, vocabulary) = (self.line, self.vocabulary);
        let mut last = 0;
        for (number, timex) in line.timexes.iter().enumerate() {
            self.id(&timex.id, 't', number);
            self.one_of("type", &timex.kind, &vocabulary.timex_types);
            if let Some(value) = timex.value.as_deref().filter(|v| !fits(&timex.kind, v)) {
                self.fault(format!("“{value}” is no value of a {}", timex.kind));
            }
            for value in timex
                .value
                .iter()
                .chain(&timex.alt)
                .filter(|v| !v.is_empty())
            {
                if !is_timex(value) {
                    self.fault(format!("“{value}” is no value of TIMEX3"));
                }
            }
            if let Some(modifier) = &timex.modifier {
                self.one_of("mod", modifier, &vocabulary.mods);
            }
            if timex.span[0] < last {
                self.fault("begins before the end of the timex before it");
            }
            last = timex.span[1];
        }
        self.item.clear();
    }
}

/// Whether a value of TIMEX3 may have this type: durations begin with `P`, times have a `T`.
fn fits(kind: &str, value: &str) -> bool {
    let reference = value.ends_with("_REF");
    let is_duration = value.starts_with('P') && !reference;
    let is_time = !is_duration && !reference && value.contains('T');
    match kind {
        "DURATION" => is_duration,
        // A night of which only the month is known has no hour.
        "TIME" => !is_duration,
        "DATE" => !is_duration && !is_time,
        _ => true,
    }
}

#[cfg(test)]
mod tests;
