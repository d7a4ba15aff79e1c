//! The values of one document.

use super::cast::Cast;
use super::page::Page;
use super::{Role, read};
use crate::origins::words::Cut;
use onrecord_record::{
    Asserter, Attribute, Day, Document, EntityId, EntityKind, Event, EventId, EventKind, Fact,
    Modality, Reading, Span, Speaker, SpeechAct, StatementId, Subject,
};
use serde::{Deserialize, Serialize};

/// Which values a document gives, and who is who in it.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Values {
    /// The day of the document, from what is known of it or from its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Whom it tells of as accused, most told of first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accused: Vec<EntityId>,
    /// To whom a crime was done, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub victims: Vec<EntityId>,
    /// Those of them who did not outlive it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dead: Vec<EntityId>,
    /// It tells of a second round, so that there may be two of everything.
    #[serde(default, skip_serializing_if = "is_false")]
    pub again: bool,
    /// Those about somebody, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
}

/// A value that a document gives.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Value {
    /// The index of the reading's fact of the same words, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<u32>,
    /// What it is about.
    pub attribute: Attribute,
    /// More exactly: what is counted, in which sense a place is one, `born`, `then`; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub qualifier: String,
    /// Of which event; none where it is somebody's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventKind>,
    /// Whose, or to whom the event happened; empty where the document only tells what sort of
    /// person it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<EntityId>,
    /// What sort of person it is about, where it can be one sort only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The value in one form for one meaning.
    pub value: String,
    /// Its words.
    pub span: Span,
    /// Who says so; none for the document's own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// What another reading hangs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ambiguity: Option<String>,
    /// Its sentence tells of a second round.
    #[serde(default, skip_serializing_if = "is_false")]
    pub again: bool,
    /// A day that is told by its night or morning, and may be the next.
    #[serde(default, skip_serializing_if = "is_false")]
    pub night: bool,
    /// The words say "about", "nearly", "more than"; of a life sentence: they are loose ones.
    #[serde(default, skip_serializing_if = "is_false")]
    pub rough: bool,
}

/// Who stands behind a value.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// Who, where the text settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityId>,
    /// The name or description; "somebody" where the text does not say.
    pub name: String,
    /// Who passed it on, nearest the speaker first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub relay: Vec<String>,
}

/// The qualifier of days of birth.
pub(super) const BORN: &str = "born";

/// How many values are kept of one document, the first of the text.
const MOST: usize = 400;
/// Bytes at the top and at the end of a document where its day may stand.
const TOP: usize = 900;
/// How many bytes before a value are looked at for words such as "about".
const BEFORE: usize = 24;
/// Words right before a value that make it a rough one.
static ROUGH: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| {
    include_str!("../../data/rough-words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .filter(|word| !word.is_empty())
        .collect()
});

impl Values {
    /// Those of a document.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        Self::read(document, reading, &Cut::of(document.text.as_str()))
    }

    /// Those of a document of which the words are known.
    pub(crate) fn read(document: &Document, reading: &Reading, cut: &Cut<'_>) -> Self {
        let page = Page::of(document, reading, cut);
        let cast = Cast::of(&page);
        let mut found = read::all(&page, &cast);
        found.sort_by_key(|f| (f.bytes.start, f.bytes.end, f.attribute, f.event));
        let mut values: Vec<Value> = found
            .into_iter()
            .filter_map(|found| value(&page, found))
            .take(MOST)
            .collect();
        let births: Vec<Value> = values.iter().filter_map(as_age).collect();
        values.extend(births);
        values.extend(of_facts(document, reading, &values));
        values.sort_by_key(|value| (value.span, value.attribute, value.event));
        // A thing is said once in one place.
        values.dedup_by(|b, a| {
            a.span.overlaps(b.span)
                && (a.attribute, a.event, &a.of, &a.qualifier)
                    == (b.attribute, b.event, &b.of, &b.qualifier)
        });
        values.truncate(MOST);
        Self {
            day: page.day,
            accused: cast.accused,
            victims: cast.victims,
            dead: cast.dead,
            again: reading.events.iter().any(is_second_round),
            values,
        }
    }
}

/// The day of a document: as it is known, or as its first lines or its last give it.
pub(super) fn day_of(document: &Document, reading: &Reading) -> Option<Day> {
    if let Some(day) = document.day() {
        return Some(day);
    }
    let text = document.text.as_str();
    let whole = |timex: &&onrecord_record::Timex| {
        timex
            .value
            .as_deref()
            .is_some_and(|value| value.len() == 10)
    };
    let day = |timex: &onrecord_record::Timex| timex.value.as_deref()?.parse::<Day>().ok();
    let line = |timex: &onrecord_record::Timex| {
        let start = text
            .get(..timex.span.start())?
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let end = text.get(timex.span.end()..)?.find('\n');
        text.get(start..end.map_or(text.len(), |at| timex.span.end() + at))
    };
    let labels = [
        "date:",
        "dated",
        "delivered",
        "release:",
        "filed",
        "report date",
        "reported",
    ];
    let top = reading
        .timexes
        .iter()
        .filter(whole)
        .filter(|t| t.span.start() < TOP);
    let labelled = top.clone().find(|timex| {
        let line = line(timex).unwrap_or_default().to_lowercase();
        labels.iter().any(|label| line.contains(label)) && !line.contains("birth")
    });
    let alone = || {
        top.clone().find(|timex| {
            let words = line(timex).unwrap_or_default();
            let rest = words.split_whitespace().count();
            let at_end = words.trim_end().ends_with(document.text.slice(timex.span));
            rest <= 9 && at_end && !words.contains(". ")
        })
    };
    let signed = || {
        let last = reading.timexes.iter().filter(whole).rev();
        let mut near = last.take_while(|t| t.span.end() + TOP > text.len());
        near.find(|timex| {
            let (before, _) = document.text.surroundings(timex.span, 80);
            let before = before.to_lowercase();
            [
                "signed",
                "sworn",
                "subscribed",
                "declared",
                "dated",
                "affirmed",
                "given",
            ]
            .iter()
            .any(|word| before.contains(word))
        })
    };
    labelled.or_else(alone).or_else(signed).and_then(day)
}

/// The value of what was read; none where its words deny or ask it.
fn value(page: &Page<'_>, found: read::Found) -> Option<Value> {
    let span = page.document.text.span(found.bytes.clone())?;
    let said = page.statement(found.bytes.start);
    if said.is_some_and(|(_, s)| {
        matches!(
            s.act,
            SpeechAct::Denial | SpeechAct::Question | SpeechAct::Demand
        )
    }) {
        return None;
    }
    let mut facts = (0u32..).zip(&page.reading.facts);
    let fact = facts
        .find(|(_, fact)| fact.attribute == found.attribute && fact.span.overlaps(span))
        .map(|(number, _)| number);
    let date = found.attribute == Attribute::Date;
    Some(Value {
        fact,
        attribute: found.attribute,
        qualifier: found.qualifier.to_owned(),
        event: found.event,
        of: found.of,
        role: found.role,
        value: found.value,
        span,
        holder: said.and_then(|(id, _)| holder(page.reading, Asserter::Statement(StatementId(id)))),
        ambiguity: None,
        again: found.again,
        night: found.rough && date,
        rough: found.rough && !date || is_rough(page.document, span),
    })
}

/// A day of birth says an age of any day.
fn as_age(value: &Value) -> Option<Value> {
    (value.attribute == Attribute::Date && value.qualifier == BORN).then(|| Value {
        attribute: Attribute::Age,
        ..value.clone()
    })
}

/// Facts of the reading about somebody with a name, of sorts whose words are no others' business.
fn of_facts(document: &Document, reading: &Reading, known: &[Value]) -> Vec<Value> {
    let facts = (0u32..).zip(&reading.facts).filter(|(_, fact)| {
        matches!(fact.attribute, Attribute::Sentence | Attribute::JuryVote)
            && fact.qualifier.is_empty()
            && !known
                .iter()
                .any(|v| v.attribute == fact.attribute && v.span.overlaps(fact.span))
    });
    facts
        .filter_map(|(number, fact)| {
            let (event, of) = subject(reading, fact)?;
            let event = match fact.attribute {
                Attribute::Sentence => Some(EventKind::Sentence),
                _ => event,
            };
            let named = of.iter().all(|entity| {
                reading.entity(*entity).is_some_and(|e| {
                    e.kind == EntityKind::Person
                        && !e.plural
                        && e.name.starts_with(char::is_uppercase)
                })
            });
            // Where no sentence is told of, "life" is what somebody faces.
            let told = fact.attribute == Attribute::JuryVote;
            (named && told).then(|| Value {
                fact: Some(number),
                attribute: fact.attribute,
                qualifier: String::new(),
                event,
                of,
                role: Some(Role::Accused),
                value: fact.value.clone(),
                span: fact.span,
                holder: holder(reading, fact.asserter),
                ambiguity: fact.ambiguity.clone(),
                again: false,
                night: false,
                rough: is_rough(document, fact.span),
            })
        })
        .collect()
}

/// Whose value it is; none where nobody is named whose it could be.
fn subject(reading: &Reading, fact: &Fact) -> Option<(Option<EventKind>, Vec<EntityId>)> {
    let id = match fact.subject {
        Subject::Entity(entity) => return Some((None, vec![entity])),
        Subject::Event(event) => event,
    };
    let event = reading.event(id)?;
    // What a fact hangs on is the first telling, which may be a headline that names nobody.
    let first = event.same_as.unwrap_or(id);
    let mut people: Vec<EntityId> = (0..)
        .map(EventId::new)
        .zip(&reading.events)
        .filter(|(id, telling)| *id == first || telling.same_as == Some(first))
        .filter(|(_, telling)| telling.modality == Modality::Happened)
        .flat_map(|(_, telling)| sufferers(telling))
        .collect();
    people.sort_unstable();
    people.dedup();
    (!people.is_empty()).then_some((Some(event.kind), people))
}

/// The people that tell events of a kind apart.
fn sufferers(event: &Event) -> impl Iterator<Item = EntityId> + '_ {
    let role = role(event.kind);
    event
        .participants
        .iter()
        .filter(move |participant| participant.role == role)
        .filter_map(|participant| participant.entity)
}

const fn role(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Offence => "victim",
        EventKind::Death => "deceased",
        _ => "defendant",
    }
}

fn holder(reading: &Reading, asserter: Asserter) -> Option<Holder> {
    let Asserter::Statement(id) = asserter else {
        return None;
    };
    let statement = reading.statement(id)?;
    let (entity, name) = match &statement.speaker {
        Speaker::Known { entity, .. } => (Some(*entity), reading.name(*entity)),
        Speaker::Described { name } => (None, name.as_str()),
        Speaker::Unknown { .. } => (None, "somebody"),
    };
    Some(Holder {
        entity,
        name: name.to_owned(),
        relay: statement
            .relay
            .iter()
            .map(|party| party.name.clone())
            .collect(),
    })
}

fn is_second_round(event: &Event) -> bool {
    let kind = matches!(
        event.kind,
        EventKind::Retrial | EventKind::Mistrial | EventKind::Clemency
    );
    kind && event.modality == Modality::Happened
}

fn is_rough(document: &Document, span: Span) -> bool {
    let (before, _) = document.text.surroundings(span, BEFORE);
    let before = before.to_lowercase();
    let words = document.text.slice(span).to_lowercase();
    ROUGH
        .iter()
        .any(|word| before.trim_end().ends_with(word) || words.split(' ').next() == Some(word))
}

fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    #[test]
    fn rough_words_are_distinct() {
        let mut words = super::ROUGH.clone();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), super::ROUGH.len());
        assert!(words.contains(&"about"));
    }
}
