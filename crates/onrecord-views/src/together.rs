//! From what the documents of a case say together to what is shown of it.

use crate::vocabulary::{attribute_label, event_label, ground_label};
use crate::{
    AppearanceView, AsserterView, CaseDisagreementView, CaseEntry, CaseLine, CaseList,
    CasePersonView, CasePlaceView, CaseView, Evidence, ItemId, Note, PlaceView, ReadingView,
    ValueView, edtf,
};
use onrecord_across::grounds::{Standing, Status as Stands, Voice};
use onrecord_across::ledger::{Contested, Place};
use onrecord_across::mask::Moves;
use onrecord_across::papers::{MentionOf, Missing, Status as Held};
use onrecord_across::rules::{Card, Counts, Touched};
use onrecord_across::stories::{How, Story};
use onrecord_across::{LineRef, Together};
use onrecord_record::{Attribute, Day, Document, EventKind, FactId, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// In how many places a value is shown; where more give the same, they are counted.
const MOST_OF_A_VALUE: usize = 3;

/// Views kept while entries are made: those of a list mostly lie close together.
const KEPT: usize = 64;

/// In how many places a missing paper is shown to be spoken of; more are counted.
const MOST_MENTIONS: usize = 12;

/// Lines shown of one ground on each side.
const MOST_OF_A_GROUND: usize = 12;

/// A document with its view.
pub struct Loaded {
    /// The document.
    pub document: Document,
    /// Its view, with what people decided.
    pub view: ReadingView,
    /// Where the places that the case knows are in this document, whose names may be hidden.
    pub moves: Moves,
}

impl Loaded {
    fn span(&self, words: std::ops::Range<usize>) -> Option<Span> {
        self.document.text.span(self.moves.range(words))
    }
}

/// What stands with a case besides what its documents say.
pub struct Frame<'c> {
    /// What to call the case.
    pub name: &'c str,
    /// What its readers should know.
    pub notes: Vec<Note>,
    /// The rule cards.
    pub cards: &'c [Card],
    /// Those that touch the case.
    pub touched: &'c [Touched],
    /// The day that rules are looked at from.
    pub as_of: Day,
}

/// What is looked up of a document, by its number.
pub struct Lookup<'l, E> {
    /// The document with its view.
    pub view: &'l mut dyn FnMut(u32) -> Result<Loaded, E>,
    /// The document alone, and where the places that the case knows are in it.
    pub document: &'l mut dyn FnMut(u32) -> Result<(Document, Moves), E>,
    /// Its title alone, for which it need not be looked into.
    pub title: &'l mut dyn FnMut(u32) -> Result<String, E>,
}

/// The case as it is shown, with these lists.
///
/// # Errors
/// Those of `lookup`.
pub fn case_view<E>(
    together: &Together,
    frame: Frame<'_>,
    lists: &[CaseList],
    lookup: Lookup<'_, E>,
) -> Result<CaseView, E> {
    let mut maker = Maker {
        together,
        views: Views {
            load: lookup.view,
            kept: BTreeMap::new(),
        },
        document: lookup.document,
        title: lookup.title,
    };
    let mut case = CaseView {
        name: frame.name.to_owned(),
        notes: frame.notes,
        ..CaseView::default()
    };
    for list in lists {
        let entries = match list {
            CaseList::People => {
                case.people = maker.people();
                continue;
            }
            CaseList::Disagreements => {
                case.disagreements = maker.disagreements()?;
                continue;
            }
            CaseList::Stories => maker.stories()?,
            CaseList::Standing => maker.standing()?,
            CaseList::Rules => maker.rules(frame.cards, frame.touched, frame.as_of)?,
            CaseList::Origins => maker.origins()?,
            CaseList::Missing => maker.missing()?,
            CaseList::Documents | CaseList::Said | CaseList::Dates | CaseList::Grounds => continue,
        };
        case.lists.insert(list.key().to_owned(), entries);
    }
    Ok(case)
}

/// The views of documents, the last ones kept.
struct Views<'l, E> {
    load: &'l mut dyn FnMut(u32) -> Result<Loaded, E>,
    kept: BTreeMap<u32, Rc<Loaded>>,
}

impl<E> Views<'_, E> {
    fn of(&mut self, document: u32) -> Result<Rc<Loaded>, E> {
        if let Some(kept) = self.kept.get(&document) {
            return Ok(Rc::clone(kept));
        }
        let view = Rc::new((self.load)(document)?);
        if self.kept.len() >= KEPT {
            self.kept.pop_first();
        }
        self.kept.insert(document, Rc::clone(&view));
        Ok(view)
    }
}

struct Maker<'t, 'l, E> {
    together: &'t Together,
    views: Views<'l, E>,
    document: &'l mut dyn FnMut(u32) -> Result<(Document, Moves), E>,
    title: &'l mut dyn FnMut(u32) -> Result<String, E>,
}

impl<E> Maker<'_, '_, E> {
    fn name(&self, person: u32) -> String {
        let person = self.together.register.people.get(person as usize);
        person.map_or_else(String::new, |person| person.name.clone())
    }

    /// A line of a document, quoted.
    fn line(&mut self, line: LineRef, lead: String) -> Result<CaseLine, E> {
        let item = ItemId::of_line(line.layer, line.index);
        let view = &self.views.of(line.document)?.view;
        Ok(CaseLine {
            lead,
            document: line.document,
            item: Some(item),
            evidence: view.words_of(item).cloned(),
        })
    }

    fn people(&self) -> Vec<CasePersonView> {
        let register = &self.together.register;
        let mut views: Vec<CasePersonView> = (0u32..)
            .zip(&register.people)
            .map(|(number, person)| {
                let mark = self.together.people.get(&number);
                let appearances = person.entities.iter();
                CasePersonView {
                    name: person.name.clone(),
                    kind: person.kind,
                    aliases: others(&person.name, &person.aliases),
                    appearances: appearances
                        .map(|entity| AppearanceView {
                            document: entity.document,
                            entity: entity.entity.into(),
                            name: person.name.clone(),
                        })
                        .collect(),
                    why: person.because.join("; "),
                    to_confirm: false,
                    role: mark.and_then(|mark| mark.role.clone()),
                    protected: mark
                        .and_then(|mark| mark.protected.as_ref())
                        .map(|(kind, _)| kind.clone()),
                }
            })
            .collect();
        let suggestions = register.suggestions.iter().map(|suggestion| {
            let people: Vec<&CasePersonView> = suggestion
                .people
                .iter()
                .filter_map(|number| views.get(*number as usize))
                .collect();
            let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
            let mut appearances: Vec<AppearanceView> = people
                .iter()
                .flat_map(|p| p.appearances.iter().cloned())
                .collect();
            appearances.sort_by_key(|a| (a.document, a.entity));
            CasePersonView {
                name: names.join(" / "),
                kind: people
                    .first()
                    .map_or(onrecord_record::EntityKind::Person, |p| p.kind),
                aliases: Vec::new(),
                appearances,
                why: suggestion.why.clone(),
                to_confirm: true,
                role: None,
                protected: None,
            }
        });
        let mut suggestions: Vec<CasePersonView> = suggestions.collect();
        views.append(&mut suggestions);
        views
    }

    fn disagreements(&mut self) -> Result<Vec<CaseDisagreementView>, E> {
        let together = self.together;
        let places = self.places(&together.contested)?;
        let numbered = (0u32..).zip(&together.contested);
        Ok(numbered
            .map(|(number, contested)| self.disagreement(number, contested, &places))
            .collect())
    }

    /// The words of all values that are shown, each document looked into once.
    fn places(&mut self, contested: &[Contested]) -> Result<BTreeMap<Words, PlaceView>, E> {
        let values = contested.iter().flat_map(|contested| &contested.values);
        let mut wanted: Vec<(&str, &Place)> = values
            .flat_map(|value| {
                let places = value.places.iter().take(MOST_OF_A_VALUE);
                places.map(|place| (value.value.as_str(), place))
            })
            .collect();
        wanted.sort_by_key(|(_, place)| words(place));
        let mut places = BTreeMap::new();
        for (value, place) in wanted {
            let loaded = self.views.of(place.document)?;
            let of_fact = place.fact.and_then(|fact| loaded.view.place(FactId(fact)));
            let given = of_fact.unwrap_or_else(|| unlisted(&loaded, place, value));
            places.insert(words(place), given);
        }
        Ok(places)
    }

    fn disagreement(
        &self,
        number: u32,
        contested: &Contested,
        shown: &BTreeMap<Words, PlaceView>,
    ) -> CaseDisagreementView {
        let mut places = Vec::new();
        let mut more = BTreeSet::new();
        let mut values = Vec::new();
        for held in &contested.values {
            let documents: BTreeSet<u32> = held.places.iter().map(|p| p.document).collect();
            values.push(ValueView {
                value: held.value.clone(),
                since: held.since.map(|day| edtf::in_words(&day.to_string())),
                first: held.first,
                documents: documents.len() as u32,
                origins: self.together.origins.count(documents) as u32,
            });
            for (at, place) in held.places.iter().enumerate() {
                match shown.get(&words(place)) {
                    Some(given) if at < MOST_OF_A_VALUE => places.push(CasePlaceView {
                        document: place.document,
                        place: given.clone(),
                    }),
                    _ => {
                        more.insert(place.document);
                    }
                }
            }
        }
        let status = self.together.statuses.get(&number);
        CaseDisagreementView {
            number: number + 1,
            attribute: contested.attribute,
            about: about(contested, &self.name(contested.person)),
            possible: contested.possible,
            ambiguity: contested.hangs_on.clone(),
            values,
            status: status.map(|mark| match mark.because.as_str() {
                "" => mark.status.clone(),
                because => format!("{}: {because}", mark.status),
            }),
            more: more.len() as u32,
            places,
        }
    }

    fn stories(&mut self) -> Result<Vec<CaseEntry>, E> {
        let together = self.together;
        together
            .stories
            .iter()
            .map(|story| self.story(story))
            .collect()
    }

    fn story(&mut self, story: &Story) -> Result<CaseEntry, E> {
        let name = self.name(story.person);
        let mut entry = CaseEntry {
            badge: "↻".to_owned(),
            head: if story.matter.is_empty() {
                name
            } else {
                format!("{name}: {}", story.matter)
            },
            details: story.because.clone(),
            ..CaseEntry::default()
        };
        if let Some(taken) = &story.recantation {
            entry.tags.push("takes back".to_owned());
            let how = match taken.how {
                How::Lied => Some("says it was a lie"),
                How::Mistaken => Some("says it was a mistake"),
                How::Pressured => Some("says there was pressure"),
                How::Unclear => None,
            };
            entry.tags.extend(how.map(str::to_owned));
            if taken.sworn {
                entry.tags.push("sworn".to_owned());
            }
            if !taken.taken_by.is_empty() {
                let who = taken.taken_by.join(", ");
                entry
                    .details
                    .push(format!("Told to or taken down by: {who}."));
            }
        }
        for (at, telling) in story.statements.iter().enumerate() {
            let loaded = self.views.of(telling.document)?;
            let view = &loaded.view;
            let item = telling
                .line
                .map(|line| ItemId::of_line(line.layer, line.index));
            let statement = item.and_then(|item| view.statement(item));
            // A day of the week alone says less than the paper's date.
            let said = statement
                .and_then(|s| s.said.as_ref())
                .filter(|said| said.value.date.is_some())
                .map(|said| said.value.shown.clone());
            let dated = telling
                .day
                .map(|day| format!("paper of {}", edtf::in_words(&day.to_string())));
            let mut lead = vec![said.or(dated).unwrap_or_else(|| "undated".to_owned())];
            lead.extend(
                statement
                    .and_then(|s| s.medium.as_ref())
                    .map(|m| m.value.name.clone()),
            );
            if telling.sworn {
                lead.push("sworn".to_owned());
            }
            if telling.reported {
                lead.push("as reported".to_owned());
            }
            if let Some(taken) = &story.recantation {
                if taken.by == at {
                    lead.push("takes back".to_owned());
                } else if taken.takes_back.contains(&at) {
                    lead.push("taken back".to_owned());
                }
            }
            let words = telling.words.start as usize..telling.words.end as usize;
            let span = loaded.span(words);
            entry.lines.push(CaseLine {
                lead: lead.join(", "),
                document: telling.document,
                item,
                evidence: span.map(|span| crate::model::evidence(&loaded.document, span)),
            });
        }
        for line in story.recantation.iter().flat_map(|t| &t.corroborated_by) {
            entry
                .lines
                .push(self.line(*line, "also tells of a recantation".to_owned())?);
        }
        Ok(entry)
    }

    fn standing(&mut self) -> Result<Vec<CaseEntry>, E> {
        let together = self.together;
        let mut entries = Vec::new();
        let mut of: BTreeMap<Option<u32>, Vec<&Standing>> = BTreeMap::new();
        let mut order = Vec::new();
        for standing in &together.standing {
            if !of.contains_key(&standing.person) {
                order.push(standing.person);
            }
            of.entry(standing.person).or_default().push(standing);
        }
        for person in order {
            let all = of.remove(&person).unwrap_or_default();
            let whose = person.map_or_else(
                || "not said whose case".to_owned(),
                |person| format!("case of {}", self.name(person)),
            );
            let (found, absent): (Vec<&Standing>, Vec<&Standing>) = all
                .into_iter()
                .partition(|s| s.status != Stands::NotFoundHere);
            for standing in found {
                entries.push(self.ground(standing, &whose)?);
            }
            let names: Vec<&str> = absent.iter().map(|s| ground_label(s.code)).collect();
            if !names.is_empty() {
                entries.push(CaseEntry {
                    badge: "○".to_owned(),
                    head: format!("not found here ({whose})"),
                    details: vec![
                        names.join(", "),
                        "not found in these papers by this program: others may speak of it"
                            .to_owned(),
                    ],
                    ..CaseEntry::default()
                });
            }
        }
        Ok(entries)
    }

    fn ground(&mut self, standing: &Standing, whose: &str) -> Result<CaseEntry, E> {
        let (badge, tag) = match standing.status {
            Stands::Asserted => ("●", "asserted"),
            Stands::Contradicted if standing.asserted.is_empty() => ("◐", "contradicted"),
            Stands::Contradicted => ("◐", "asserted and contradicted"),
            Stands::NotFoundHere => ("○", "not found here"),
        };
        let mut entry = CaseEntry {
            badge: badge.to_owned(),
            head: format!("{} ({whose})", ground_label(standing.code)),
            tags: vec![tag.to_owned()],
            ..CaseEntry::default()
        };
        for (lead, lines) in [
            ("for", &standing.asserted),
            ("against", &standing.contradicted),
        ] {
            for (line, voice) in lines.iter().take(MOST_OF_A_GROUND) {
                let lead = format!("{lead}: {}", self.voice(*voice)?);
                entry.lines.push(self.line(*line, lead)?);
            }
            if lines.len() > MOST_OF_A_GROUND {
                entry.details.push(format!(
                    "and {} more lines {lead}",
                    lines.len() - MOST_OF_A_GROUND
                ));
            }
        }
        Ok(entry)
    }

    fn voice(&mut self, voice: Voice) -> Result<String, E> {
        Ok(match voice {
            Voice::Person(person) => self.name(person),
            Voice::Entity(entity) => {
                let view = &self.views.of(entity.document)?.view;
                let named = view.entity(entity.entity.into());
                named.map_or_else(String::new, |named| named.name.clone())
            }
            Voice::Document(_) => "the document itself".to_owned(),
            Voice::Court(_) => "the court".to_owned(),
            Voice::Unknown(_) => "somebody the document does not name".to_owned(),
        })
    }

    fn rules(
        &mut self,
        cards: &[Card],
        touched: &[Touched],
        as_of: Day,
    ) -> Result<Vec<CaseEntry>, E> {
        let mut entries = Vec::new();
        for touched in touched {
            let Some(card) = cards.iter().find(|card| card.id == touched.card) else {
                continue;
            };
            let held = if touched.held_as_of {
                "holds"
            } else {
                "does not hold"
            };
            let day = |day: Day| edtf::in_words(&day.to_string());
            let mut entry = CaseEntry {
                badge: "§".to_owned(),
                head: card.title.clone(),
                tags: vec![card.jurisdiction.clone()],
                details: vec![card.text.clone(), format!("source: {}", card.source)],
                lines: Vec::new(),
            };
            let of_offences = card.counts == Counts::Offence;
            let what = if of_offences { "for offences " } else { "" };
            entry.details.push(match (card.from, card.until) {
                (Some(from), Some(until)) => {
                    format!("{what}from {} until {}", day(from), day(until))
                }
                (Some(from), None) => format!("{what}from {} on", day(from)),
                (None, Some(until)) => format!("{what}until {}", day(until)),
                (None, None) => "without dates".to_owned(),
            });
            if !of_offences {
                entry.details.push(format!("as of {}: {held}", day(as_of)));
            }
            entry.details.extend(touched.because.iter().cloned());
            for line in touched.lines.iter().take(MOST_OF_A_GROUND) {
                let lead = match (line.day, line.held) {
                    (Some(on), _) if of_offences => format!("paper of {}", day(on)),
                    (Some(on), Some(true)) => format!("paper of {}: it held then", day(on)),
                    (Some(on), Some(false)) => {
                        format!("paper of {}: it did not hold then", day(on))
                    }
                    _ => "paper without a date".to_owned(),
                };
                entry.lines.push(self.line(line.line, lead)?);
            }
            if touched.lines.len() > MOST_OF_A_GROUND {
                let more = touched.lines.len() - MOST_OF_A_GROUND;
                entry.details.push(format!("and {more} more lines"));
            }
            entries.push(entry);
        }
        Ok(entries)
    }

    fn origins(&mut self) -> Result<Vec<CaseEntry>, E> {
        let together = self.together;
        let mut entries = Vec::new();
        for origin in together
            .origins
            .groups
            .iter()
            .filter(|o| o.documents.len() > 1)
        {
            let mut entry = CaseEntry {
                badge: "≈".to_owned(),
                head: format!("{} documents, 1 origin", origin.documents.len()),
                details: origin.because.clone(),
                ..CaseEntry::default()
            };
            for document in &origin.documents {
                entry.lines.push(self.document_line(*document)?);
            }
            entries.push(entry);
        }
        for possible in &together.origins.possible {
            let mut entry = CaseEntry {
                badge: "≈".to_owned(),
                head: "may have one origin".to_owned(),
                tags: vec!["to be looked at".to_owned()],
                details: vec![possible.why.clone()],
                ..CaseEntry::default()
            };
            for document in possible.documents {
                entry.lines.push(self.document_line(document)?);
            }
            entries.push(entry);
        }
        Ok(entries)
    }

    fn document_line(&mut self, document: u32) -> Result<CaseLine, E> {
        Ok(CaseLine {
            lead: (self.title)(document)?,
            document,
            item: None,
            evidence: None,
        })
    }

    fn missing(&mut self) -> Result<Vec<CaseEntry>, E> {
        let together = self.together;
        // What is here is not missing.
        let missing: Vec<&Missing> = together
            .missing
            .iter()
            .filter(|missing| !matches!(missing.status, Held::Held { .. }))
            .collect();
        let places = self.mentions(&missing)?;
        Ok(missing
            .into_iter()
            .map(|missing| missing_paper(missing, &places))
            .collect())
    }

    /// The words of all mentions that are shown, each document looked into once.
    fn mentions(&mut self, missing: &[&Missing]) -> Result<Mentions, E> {
        let mut wanted: BTreeMap<u32, BTreeSet<(u32, u32)>> = BTreeMap::new();
        for mention in missing.iter().flat_map(|m| shown_mentions(m)) {
            let words = (mention.words.start, mention.words.end);
            wanted.entry(mention.document).or_default().insert(words);
        }
        let mut places = BTreeMap::new();
        for (number, words) in wanted {
            let (document, moves) = (self.document)(number)?;
            let title = (self.title)(number)?;
            for (start, end) in words {
                let words = moves.range(start as usize..end as usize);
                let span = document.text.span(words);
                let line = CaseLine {
                    lead: title.clone(),
                    document: number,
                    item: None,
                    evidence: span.map(|span| crate::model::evidence(&document, span)),
                };
                places.insert((number, start, end), line);
            }
        }
        Ok(places)
    }
}

/// Mentions of papers, by their documents and bytes.
type Mentions = BTreeMap<(u32, u32, u32), CaseLine>;

fn shown_mentions(missing: &Missing) -> impl Iterator<Item = &MentionOf> {
    missing.mentions.iter().take(MOST_MENTIONS)
}

fn missing_paper(missing: &Missing, places: &Mentions) -> CaseEntry {
    let mut entry = CaseEntry {
        badge: "?".to_owned(),
        head: missing.what.clone(),
        tags: vec![missing.kind.as_str().replace('_', " ")],
        ..CaseEntry::default()
    };
    if let Held::MaybeHeld { document, because } = &missing.status {
        entry.tags.push(format!("may be document {}", document + 1));
        entry.details.push(because.clone());
    }
    if !missing.because.is_empty() {
        entry.details.push(missing.because.clone());
    }
    let at = |mention: &MentionOf| (mention.document, mention.words.start, mention.words.end);
    let lines = shown_mentions(missing).filter_map(|mention| places.get(&at(mention)));
    entry.lines.extend(lines.cloned());
    let more = missing.mentions.len().saturating_sub(MOST_MENTIONS);
    if more > 0 {
        entry
            .details
            .push(format!("Spoken of in {more} more places."));
    }
    entry
}

/// The words of a value: its document, and the bytes and fact that tell it from others.
type Words = (u32, Span, Option<u32>);

fn words(place: &Place) -> Words {
    (place.document, place.span, place.fact)
}

/// A value that is no fact of its document's reading, with its exact words.
fn unlisted(loaded: &Loaded, place: &Place, value: &str) -> PlaceView {
    let span = loaded.span(place.span.range());
    let range = span.map_or(0..0, Span::range);
    let within = loaded.view.statements.iter().find(|statement| {
        statement
            .content()
            .any(|e| e.range().start <= range.start && range.end <= e.range().end)
    });
    let asserter = match within.filter(|_| !place.said_by.is_empty()) {
        Some(statement) => AsserterView::Statement {
            statement: statement.id,
            speaker: place.said_by.clone(),
            entity: None,
            relay: place.relay.clone(),
        },
        None => AsserterView::Narration,
    };
    let document = &loaded.document;
    let words = span.map(|span| in_its_sentence(document, span));
    let evidence = words.map(|span| crate::model::evidence(document, span));
    PlaceView {
        fact: None,
        value: value.to_owned(),
        shown: value.to_owned(),
        asserter,
        evidence: evidence.into_iter().collect(),
    }
}

/// How many characters around a value are shown with it.
const AROUND: usize = 90;

/// The value with what stands around it in its sentence: "22" alone says nothing to a reader.
fn in_its_sentence(document: &Document, span: Span) -> Span {
    let (before, after) = document.text.surroundings(span, AROUND);
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n' | ';');
    let start = before
        .char_indices()
        .zip(before.char_indices().skip(1).map(|(_, next)| next))
        .filter(|((_, c), next)| *c == '\n' || ends(*c) && next.is_whitespace())
        .last()
        .map_or(0, |((at, c), _)| at + c.len_utf8());
    // Not from the middle of a word.
    let start = match before.get(start..) {
        Some(rest) if start == 0 && before.len() < span.start() => {
            rest.find(' ').unwrap_or(before.len())
        }
        _ => start,
    };
    let lead = before.get(start..).unwrap_or_default().trim_start();
    let end = after
        .char_indices()
        .zip(after.char_indices().skip(1).map(|(_, next)| next))
        .find(|((_, c), next)| *c == '\n' || ends(*c) && next.is_whitespace())
        .map(|((at, c), _)| if c == '\n' { at } else { at + c.len_utf8() })
        .or_else(|| after.rfind(' '))
        .unwrap_or(after.len());
    let tail = after.get(..end).unwrap_or_default().trim_end();
    let range = span.range();
    document
        .text
        .span(range.start - lead.len()..range.end + tail.len())
        .unwrap_or(span)
}

/// Other names, each once: names that are hidden become alike.
fn others(name: &str, aliases: &[String]) -> Vec<String> {
    let mut others: Vec<String> = Vec::new();
    for alias in aliases {
        if alias != name && !others.contains(alias) {
            others.push(alias.clone());
        }
    }
    others
}

fn about(contested: &Contested, name: &str) -> String {
    let label = attribute_label(contested.attribute);
    match (contested.attribute, contested.event) {
        (Attribute::Date, Some(event)) => format!("date of the {} of {name}", whose(event)),
        (Attribute::Count, _) if !contested.qualifier.is_empty() => {
            format!("number of {} ({name})", contested.qualifier)
        }
        (_, Some(event)) => format!("{label}, {} of {name}", event_label(event)),
        _ => format!("{label} of {name}"),
    }
}

fn whose(event: EventKind) -> &'static str {
    event_label(event)
}

impl ReadingView {
    /// The words to quote of a line.
    fn words_of(&self, item: ItemId) -> Option<&Evidence> {
        if let Some(statement) = self.statement(item) {
            return statement.content().next();
        }
        if let Some(event) = self.event(item) {
            return crate::model::longest(&event.evidence);
        }
        if let Some(fact) = self.fact(item) {
            return crate::model::longest(&fact.evidence);
        }
        let ground = self.grounds.iter().find(|ground| ground.id == item);
        ground.and_then(|ground| ground.evidence.first())
    }
}
