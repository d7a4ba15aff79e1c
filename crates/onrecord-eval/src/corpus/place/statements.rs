//! Statements: content, cue, source, and what belongs to them.

use super::super::line::{Medium, Party, Span, Statement};
use super::super::words::overlap;
use super::super::work::{self, Parties, Words};
use super::kind::kind_of;
use super::{Placer, shortened};
use std::collections::BTreeMap;

/// Names that readers gave to statements or events, with their ids.
pub(super) type Ids = BTreeMap<String, String>;

/// A statement before it has its id.
struct Draft {
    statement: Statement,
    /// How faults call it.
    item: String,
    /// The reader's name for it.
    name: Option<String>,
}

impl Placer<'_> {
    /// All statements in the order of the text, the outer first, and the ids of those that have names.
    pub(super) fn statements(&mut self) -> (Vec<Statement>, Ids) {
        let mut drafts = Vec::new();
        for (number, value) in self.work.statements.iter().enumerate() {
            let content = value
                .get("content")
                .map(ToString::to_string)
                .unwrap_or_default();
            self.item = format!("statement {} {}", number + 1, shortened(&content, 80));
            let Some(given) = self.read::<work::Statement>(value) else {
                continue;
            };
            drafts.extend(self.statement(&given).map(|statement| Draft {
                statement,
                item: self.item.clone(),
                name: given.id.clone(),
            }));
        }
        self.item.clear();
        for mut turn in self.turns() {
            let item = match turn.content.first() {
                Some(part) => format!("turn “{}”", shortened(&self.text.words(*part), 40)),
                None => String::new(),
            };
            self.item.clone_from(&item);
            turn.speaker = self.key(turn.speaker.as_deref(), "speaker");
            drafts.push(Draft {
                statement: turn,
                item,
                name: None,
            });
        }
        drafts.sort_by_key(|draft| order(&draft.statement));
        self.pairs(&drafts);
        self.item.clear();
        number(drafts)
    }

    fn statement(&mut self, given: &work::Statement) -> Option<Statement> {
        let mut content = self.only("content", &given.content);
        if content.is_empty() {
            // Words that were not found have been told.
            if given.content.parts().is_empty() {
                self.fault("no content");
            }
            return None;
        }
        content.sort_unstable();
        if content
            .iter()
            .zip(content.iter().skip(1))
            .any(|(a, b)| overlap(*a, *b))
        {
            self.fault("parts overlap");
        }
        let cue = self.cue(&given.cue, &content);
        let anchors = if cue.is_empty() {
            content.clone()
        } else {
            cue.clone()
        };
        let source = given.source.parts().iter();
        let source: Vec<Span> = source
            .filter_map(|words| self.nearest("source", Some(words), &anchors, &content))
            .collect();
        self.in_one_sentence("source", source.first(), &anchors);
        if given.speaker.is_none() {
            self.fault("no speaker; write null where the text does not say");
        }
        let speaker = given.speaker.clone().flatten();
        let mut statement = Statement {
            speaker: self.key(speaker.as_deref(), "speaker"),
            alt_speakers: self.keys(&given.alt_speakers, "alt_speakers"),
            kind: match &given.kind {
                Some(kind) => kind.clone(),
                None => kind_of(&self.text, &content).to_owned(),
            },
            act: given.act.clone(),
            modality: given.modality.clone(),
            carried: given.carried.clone(),
            continues: given.continues,
            doubt: given.doubt,
            thin: given.thin,
            source,
            ..Statement::default()
        };
        self.beside(given, &mut statement, &anchors, &content);
        statement.content = content;
        statement.cue = cue;
        self.check_statement(&statement);
        Some(statement)
    }

    fn cue(&mut self, words: &Words, content: &[Span]) -> Vec<Span> {
        let mut cue = Vec::new();
        for words in words.parts() {
            let place = self.text.nearest_in_sentence(words, content, content);
            let nearest = self.text.nearest(words, content, content);
            if let (Ok(place), Ok(nearest)) = (&place, &nearest)
                && place != nearest
            {
                self.moved.push(super::Fault {
                    item: self.item.clone(),
                    what: format!("cue “{words}” at {} instead of {}", place[0], nearest[0]),
                });
            }
            cue.extend(self.keep("cue", place));
        }
        if cue
            .first()
            .is_some_and(|cue| self.text.sentence_ends_between(*cue, content))
        {
            self.warning(format!(
                "look: a sentence ends between the cue “{}” and the content",
                words.parts().join("”, “")
            ));
        }
        cue
    }

    /// Warns where a sentence ends between what belongs to the cue and the cue: then it may be the same words of the
    /// sentence beside.
    fn in_one_sentence(&mut self, field: &str, span: Option<&Span>, anchors: &[Span]) {
        if span.is_some_and(|span| self.text.sentence_ends_between(*span, anchors)) {
            self.warning(format!(
                "look: a sentence ends between the {field} and the cue"
            ));
        }
    }

    /// Addressee, relay, medium and time of speech.
    fn beside(
        &mut self,
        given: &work::Statement,
        statement: &mut Statement,
        anchors: &[Span],
        content: &[Span],
    ) {
        let mut parties = |field: &str, given: &Option<Parties>| -> Vec<Party> {
            let all = given.as_ref().map_or(&[][..], Parties::all);
            let party = |(words, key): &work::Party| Party {
                span: self.nearest(field, words.as_ref(), anchors, content),
                entity: self.key(key.as_deref(), field),
            };
            all.iter().map(party).collect()
        };
        statement.addressee = parties("addressee", &given.addressee).into_iter().next();
        statement.relay = parties("relay", &given.relay);
        let addressee = statement.addressee.as_ref().and_then(|party| party.span);
        self.in_one_sentence("addressee", addressee.as_ref(), anchors);
        statement.medium = given.medium.as_ref().map(|(kind, words)| {
            self.one_of("medium", kind, &self.vocabulary.media);
            Medium {
                kind: kind.clone(),
                span: self.nearest("medium", words.as_ref(), anchors, &[]),
            }
        });
        statement.said = given.said.as_ref().map(|(value, words)| {
            let span = self.nearest("said", words.as_ref(), anchors, &[]);
            self.dated(value.as_ref(), span, "said")
        });
    }

    fn check_statement(&mut self, statement: &Statement) {
        let vocabulary = self.vocabulary;
        self.one_of("act", &statement.act, &vocabulary.acts);
        self.one_of("kind", &statement.kind, &vocabulary.statement_kinds);
        if let Some(modality) = &statement.modality {
            self.one_of("modality", modality, &vocabulary.modality);
        }
        for carried in &statement.carried {
            self.one_of("carried", carried, &vocabulary.carried);
        }
    }

    /// Two statements are not the same, nor do they share a cue.
    fn pairs(&mut self, drafts: &[Draft]) {
        for (at, draft) in drafts.iter().enumerate() {
            let one = &draft.statement;
            self.item.clone_from(&draft.item);
            for other in drafts.iter().take(at) {
                let shares = |cue: &Span| other.statement.cue.iter().any(|c| overlap(*c, *cue));
                if one.content == other.statement.content && one.cue == other.statement.cue {
                    self.fault(format!("the same as {}", other.item));
                } else if let Some(cue) = one.cue.iter().find(|cue| shares(cue)) {
                    self.fault(format!(
                        "the cue “{}” at {} is also that of {}; pin one of them",
                        self.text.words(*cue),
                        cue[0],
                        other.item
                    ));
                }
            }
        }
    }
}

/// By start, the outer first.
fn order(statement: &Statement) -> (usize, std::cmp::Reverse<usize>) {
    let start = statement.content.first().map_or(0, |part| part[0]);
    let end = statement.content.last().map_or(0, |part| part[1]);
    (start, std::cmp::Reverse(end))
}

fn number(drafts: Vec<Draft>) -> (Vec<Statement>, Ids) {
    let mut ids = Ids::new();
    let mut statements = Vec::new();
    for (at, draft) in drafts.into_iter().enumerate() {
        let mut statement = draft.statement;
        statement.id = format!("s{}", at + 1);
        if let Some(name) = draft.name {
            ids.insert(name, statement.id.clone());
        }
        statements.push(statement);
    }
    let within: Vec<Option<String>> = statements
        .iter()
        .map(|inner| {
            let spans = [inner.content.as_slice(), inner.cue.as_slice()].concat();
            innermost(&statements, &spans, Some(&inner.id))
        })
        .collect();
    for (statement, within) in statements.iter_mut().zip(within) {
        statement.within = within;
    }
    (statements, ids)
}

/// The id of the smallest statement, other than `but`, whose content holds all spans.
pub(in super::super) fn innermost(
    statements: &[Statement],
    spans: &[Span],
    but: Option<&str>,
) -> Option<String> {
    let holding = statements
        .iter()
        .filter(|outer| but != Some(outer.id.as_str()) && lies_in(&outer.content, spans));
    let size = |outer: &&Statement| {
        outer
            .content
            .iter()
            .map(|[a, b]| b.saturating_sub(*a))
            .sum::<usize>()
    };
    holding.min_by_key(size).map(|outer| outer.id.clone())
}

/// Whether every span lies in one of the parts.
pub(in super::super) fn lies_in(parts: &[Span], spans: &[Span]) -> bool {
    let inside = |span: &Span| {
        parts
            .iter()
            .any(|part| part[0] <= span[0] && span[1] <= part[1])
    };
    spans.iter().all(inside)
}
