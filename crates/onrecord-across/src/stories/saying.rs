//! Who says what in a document: its statements, and the sentences of papers in somebody's own voice.

use super::cues::{self, Marks};
use super::narrated::{self, Narrated};
use super::sentences;
use super::voice::{self, Voice};
use onrecord_record::{
    Day, DetailKind, Document, DocumentKind, EntityId, MediumKind, Reading, SpeechAct, Statement,
    StatementKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many tellings of a document are kept.
const MOST_SAYINGS: usize = 400;
/// How far before and after a statement, in bytes, its paragraph is looked at for an oath.
const AROUND: usize = 300;
/// How many keys of a sentence are kept, …
const MOST_KEYS: usize = 10;
/// … and of one that takes something back.
const MOST_KEYS_TAKING_BACK: usize = 18;
/// How many words before a quotation that takes something back tell its matter.
const MATTER_BEFORE: usize = 18;
/// How far before somebody's name, in bytes, words that point them out may start.
const POINTS: usize = 50;
/// How far into a paper, in bytes, its own date is looked for.
const HEAD: usize = 700;

/// Who says what in a document.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sayings {
    /// Tellings of somebody whom the text settles, in the text's order.
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub sayings: Vec<Saying>,
    /// The day of the paper: sworn, else published or filed, else the first in its head.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Who took down what the paper says, as it says: a notary, a court reporter, an officer.
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    pub taken_by: Vec<String>,
}

/// One sentence somebody says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Saying {
    /// The index of the statement of the reading it is in, where it is in one.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<u32>,
    /// Who said it.
    #[serde(rename = "e")]
    pub speaker: EntityId,
    /// Its words, as bytes of the text.
    #[serde(rename = "w")]
    pub words: (u32, u32),
    /// When it was said, where the text gives the day.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Said under oath.
    #[serde(rename = "o", default, skip_serializing_if = "std::ops::Not::not")]
    pub sworn: bool,
    /// Another's paper tells it; else the paper is in the speaker's own voice.
    #[serde(rename = "r", default, skip_serializing_if = "std::ops::Not::not")]
    pub reported: bool,
    /// Where it was said.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<MediumKind>,
    /// To whom, as the text says.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What the sentence shows.
    #[serde(rename = "b")]
    pub marks: Marks,
    /// What it is about: stems and concepts with a space between, `-` before what is negated.
    #[serde(rename = "k", default, skip_serializing_if = "String::is_empty")]
    pub keys: String,
    /// People it names, without the speaker.
    #[serde(rename = "p", default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<EntityId>,
}

impl Sayings {
    /// Those of a document.
    pub fn of(document: &Document, reading: &Reading) -> Self {
        let sentences = sentences::sentences(document.text.as_str());
        let mut sayings: Vec<Saying> = Vec::new();
        let voices = voice::of(document, reading, &sentences);
        let author = author(&voices);
        for (number, said) in (0u32..).zip(&reading.statements) {
            let speaker = speaker(document, reading, said, author);
            // In a paper of one voice the sentences themselves are the author's; others speak in them.
            let is_own = speaker.is_some_and(|speaker| {
                let own = |voice: &Voice| {
                    voice.speaker == speaker
                        && said
                            .content
                            .iter()
                            .any(|c| overlap(&voice.words, &c.range()))
                };
                voices.iter().any(own)
            });
            if let (false, Some(speaker)) = (is_own, speaker) {
                of_statement(
                    document,
                    reading,
                    &sentences,
                    (number, speaker),
                    said,
                    &mut sayings,
                );
            }
        }
        // In testimony whoever answers speaks, and nobody tells.
        if voices.is_empty() || author.is_some() {
            let told = told(&sayings);
            let text = document.text.as_str();
            // The sentences of one quotation have the same words before them.
            let mut frame = (0..0, Marks::default());
            for narrated in narrated::of(text, reading, &sentences, &told, author) {
                if frame.0 != narrated.within {
                    let within = text.get(narrated.within.clone()).unwrap_or_default();
                    frame = (narrated.within.clone(), cues::frame(&cues::words(within)));
                }
                sayings.extend(of_narrated(document, reading, &narrated, frame.1));
            }
        }
        for voice in &voices {
            sayings.extend(of_voice(document, reading, voice));
        }
        within_another(&mut sayings);
        of_others(&mut sayings);
        sayings.truncate(MOST_SAYINGS);
        let details = &document.metadata.details;
        let sworn = details.iter().find(|d| d.kind == DetailKind::Sworn);
        let head = || {
            let early = reading.timexes.iter().filter(|t| t.span.end() < HEAD);
            early.filter_map(|t| t.value.as_ref()?.parse().ok()).next()
        };
        Self {
            sayings,
            day: sworn
                .and_then(|d| d.value.value.parse().ok())
                .or(document.day())
                .or_else(head),
            taken_by: details
                .iter()
                .filter(|d| {
                    matches!(
                        d.kind,
                        DetailKind::Notary
                            | DetailKind::Reporter
                            | DetailKind::ReportingOfficer
                            | DetailKind::Recipient
                    )
                })
                .map(|d| d.value.value.clone())
                .collect(),
        }
    }
}

/// Drops what lies inside another telling of the same speaker; sorted by their words.
fn within_another(sayings: &mut Vec<Saying>) {
    let mut end: BTreeMap<EntityId, u32> = BTreeMap::new();
    // Of those that start together the longest is first.
    sayings.sort_by_key(|s| {
        (
            s.words.0,
            std::cmp::Reverse(s.words.1),
            s.speaker,
            s.statement,
        )
    });
    sayings.retain(|saying| {
        let end = end.entry(saying.speaker).or_default();
        let is_new = saying.words.1 > *end;
        *end = (*end).max(saying.words.1);
        is_new
    });
}

/// A telling that gives another's says nothing itself of taking back: it is the other who does.
fn of_others(sayings: &mut Vec<Saying>) {
    let inner = |outer: &Saying, saying: &Saying| {
        let length = |s: &Saying| s.words.1 - s.words.0;
        saying.speaker != outer.speaker
            && saying.reported
            && outer.words.0 <= saying.words.0
            && saying.words.1 <= outer.words.1
            && (length(saying) < length(outer) || saying.statement > outer.statement)
            && length(saying) * 5 >= length(outer) * 4
    };
    let mut gone = Vec::new();
    for (at, outer) in sayings.iter().enumerate() {
        // Those that start together stand on both sides of it.
        let before = sayings.iter().take(at).rev();
        let before = before.take_while(|s| s.words.0 == outer.words.0);
        let after = sayings.iter().skip(at + 1);
        let after = after.take_while(|s| s.words.0 < outer.words.1);
        let is_of_another = before.chain(after).any(|s| inner(outer, s));
        gone.push(is_of_another && outer.marks.any(Marks::TELLING.and(Marks::DISCLAIMS)));
    }
    let mut gone = gone.into_iter();
    sayings.retain(|_| !gone.next().unwrap_or_default());
}

/// Whose paper it is, where it is one person's own.
fn author(voices: &[Voice]) -> Option<EntityId> {
    let own = |v: &&Voice| {
        !matches!(
            v.medium,
            Some(MediumKind::Testimony | MediumKind::Interview)
        )
    };
    voices.iter().find(own).map(|voice| voice.speaker)
}

/// Who says a statement.
///
/// Whoever says "she told me" is not she: not the author of a paper, not who is quoted.
fn speaker(
    document: &Document,
    reading: &Reading,
    said: &Statement,
    author: Option<EntityId>,
) -> Option<EntityId> {
    let speaker = said.speaker.entity()?;
    let (Some(source), Some(cue)) = (said.source.first(), said.cue.first()) else {
        return Some(speaker);
    };
    let pronoun = document.text.slice(*source).to_lowercase();
    if !cues::is_word(&pronoun, cues::Class::Third) {
        return Some(speaker);
    }
    let quoter = said
        .within
        .and_then(|id| reading.statements.get(id.0 as usize))
        .filter(|outer| outer.kind == StatementKind::Direct)
        .and_then(|outer| outer.speaker.entity());
    if author != Some(speaker) && quoter != Some(speaker) {
        return Some(speaker);
    }
    let at = source.start().min(cue.start());
    let text = document.text.as_str();
    narrated::before(reading, text, at, Some(speaker), Some(&pronoun), &[])
}

/// The ranges of what is told, in their order, none within another.
fn told(sayings: &[Saying]) -> Vec<Range<usize>> {
    let mut told: Vec<Range<usize>> = sayings
        .iter()
        .filter(|saying| saying.reported)
        .map(|saying| saying.words.0 as usize..saying.words.1 as usize)
        .collect();
    told.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    told.retain(|range| {
        let is_new = range.end > end;
        end = end.max(range.end);
        is_new
    });
    told
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The sentences of a statement, each as a telling.
fn of_statement(
    document: &Document,
    reading: &Reading,
    sentences: &[Range<usize>],
    (number, speaker): (u32, EntityId),
    said: &Statement,
    sayings: &mut Vec<Saying>,
) {
    if matches!(
        said.act,
        SpeechAct::Question | SpeechAct::Demand | SpeechAct::Refusal | SpeechAct::Ruling
    ) {
        return;
    }
    let (Some(first), Some(last)) = (said.content.first(), said.content.last()) else {
        return;
    };
    let text = document.text.as_str();
    let all = first.start()..last.end();
    let before = around(text, all.start.saturating_sub(AROUND)..all.start, true);
    let after = around(text, all.end..all.end + AROUND, false);
    let cue: Vec<&str> = said
        .cue
        .iter()
        .map(|span| document.text.slice(*span))
        .collect();
    let cue_words = cues::words(&cue.join(" "));
    let before = cues::words(before);
    let after_words = cues::words(after);
    let mut frame = cues::frame(&before).and(cues::frame(&cue_words));
    // What stands after it in its own sentence: "…," she told the jury.
    if cues::has(&after_words, cues::Class::Court) || cues::has(&after_words, cues::Class::Earlier)
    {
        let rest = after.split(['.', '?', '!']).next().unwrap_or_default();
        frame = frame.and(cues::frame(&cues::words(rest)));
    }
    if cues::has(&before, cues::Class::NotSworn) {
        frame.0 &= !Marks::COURT.0;
    }
    let contrary = if cues::has(&after_words, cues::Class::Contrary) {
        Marks::CONTRARY.0
    } else {
        0
    };
    let kind = said.medium.as_ref().map(|medium| medium.value.kind);
    let is_sworn_medium = matches!(kind, Some(MediumKind::Testimony | MediumKind::Affidavit));
    let sworn = is_sworn_medium || frame.any(Marks::COURT);
    let medium = kind.or(sworn.then_some(MediumKind::Testimony));
    let day = said
        .said
        .as_ref()
        .and_then(|said| said.value.value.as_ref()?.parse().ok());
    let denies = said.act == SpeechAct::Denial;
    for content in &said.content {
        for part in parts(&content.range(), sentences) {
            let Some(words_of) = text.get(part.clone()) else {
                continue;
            };
            // A question that a lawyer puts is no telling.
            if words_of.trim_end_matches(['"', '”', ' ']).ends_with('?') {
                continue;
            }
            let mut words = cues::words(words_of);
            let mut marks = if said.kind == StatementKind::Direct {
                cues::own_marks(&words)
            } else {
                cues::marks(&words)
            };
            if denies {
                let whole = cue_words.clone().and(&words, words.len());
                marks = Marks(marks.0 & !Marks::HOW.0).and(cues::marks(&whole));
                marks.0 &= !Marks::TAKES_BACK.0;
            }
            if cues::own_act(&words) {
                marks = marks.and(Marks::OWN_ACT);
            }
            marks = Marks(marks.0 | contrary | frame.0);
            if marks.any(Marks::TAKES_BACK) {
                // "Asked for the basis of his figure, he answered": the question tells the matter.
                words = words.and(&before, MATTER_BEFORE);
            }
            sayings.push(Saying {
                statement: Some(number),
                speaker,
                words: (part.start as u32, part.end as u32),
                day,
                sworn,
                reported: true,
                medium,
                to: said.addressee.as_ref().map(|party| party.name.clone()),
                marks,
                keys: packed(cues::keys(&words, denies), marks),
                people: people(reading, &part, speaker),
            });
            if let Some(saying) = sayings.last_mut() {
                point_out(text, reading, saying);
            }
        }
    }
}

/// A sentence in somebody's own voice, as a telling; none where it says too little.
fn of_voice(document: &Document, reading: &Reading, voice: &Voice) -> Option<Saying> {
    let text = document.text.as_str();
    let sentence = text.get(voice.words.clone())?;
    let words = cues::words(sentence);
    let mut marks = match unquoted(sentence) {
        Some(own) => cues::own_marks(&cues::words(&own)),
        None => cues::own_marks(&words),
    };
    let mut keys = cues::keys(&words, false);
    let mut asks = false;
    if let Some(question) = voice
        .question
        .as_ref()
        .and_then(|range| text.get(range.clone()))
    {
        let asked = cues::words(question);
        // "So what you told the court was untrue?" – "It was."
        if cues::starts_with(&words, cues::Class::Assent) {
            let put = cues::marks(&asked);
            marks.0 |= put.0 & (Marks::TAKES_BACK.0 | Marks::EARLIER.0);
        }
        let asked = cues::keys(&asked, cues::opens_with_no(&words));
        let bare: Vec<&str> = keys.iter().map(|key| key.trim_start_matches('-')).collect();
        asks = true;
        let new: Vec<String> = asked
            .into_iter()
            .filter(|key| !bare.contains(&key.trim_start_matches('-')))
            .collect();
        keys.extend(new);
    }
    if cues::own_act(&words) {
        marks = marks.and(Marks::OWN_ACT);
    }
    if voice.sworn {
        marks = marks.and(Marks::COURT);
    }
    if !keys.is_empty() || marks.any(Marks::TELLING) {
        let mut saying = Saying {
            statement: None,
            speaker: voice.speaker,
            words: (voice.words.start as u32, voice.words.end as u32),
            day: None,
            sworn: voice.sworn,
            reported: false,
            medium: voice.medium,
            to: None,
            marks,
            keys: if asks {
                keys.truncate(MOST_KEYS_TAKING_BACK);
                keys.join(" ")
            } else {
                packed(keys, marks)
            },
            people: people(reading, &voice.words, voice.speaker),
        };
        point_out(text, reading, &mut saying);
        Some(saying)
    } else {
        None
    }
}

/// A sentence without what it quotes: that is another's, and takes back what the other said. None where
/// it quotes nothing.
fn unquoted(sentence: &str) -> Option<String> {
    let marks = ['"', '\u{201c}', '\u{201d}'];
    sentence.contains(marks).then(|| {
        let parts = sentence.split(marks);
        parts.step_by(2).collect::<Vec<_>>().join(" ")
    })
}

/// What the paper tells of somebody, as a telling; none where it says nothing.
fn of_narrated(
    document: &Document,
    reading: &Reading,
    narrated: &Narrated,
    frame: Marks,
) -> Option<Saying> {
    let text = document.text.as_str();
    let words = cues::words(text.get(narrated.words.clone())?);
    let mut marks = cues::marks(&words);
    if cues::own_act(&words) {
        marks = marks.and(Marks::OWN_ACT);
    }
    marks = Marks(marks.0 | frame.0);
    let sworn = frame.any(Marks::COURT);
    let mut saying = Saying {
        statement: None,
        speaker: narrated.speaker,
        words: (narrated.words.start as u32, narrated.words.end as u32),
        day: None,
        sworn,
        reported: true,
        medium: sworn.then_some(MediumKind::Testimony),
        to: None,
        marks,
        keys: packed(cues::keys(&words, false), marks),
        people: people(reading, &narrated.words, narrated.speaker),
    };
    point_out(text, reading, &mut saying);
    (!saying.keys.is_empty() || saying.marks.any(Marks::TELLING)).then_some(saying)
}

/// Marks a telling that points somebody out: who does has seen them, whatever the words.
fn point_out(text: &str, reading: &Reading, saying: &mut Saying) {
    let (start, end) = (saying.words.0 as usize, saying.words.1 as usize);
    let from = reading.mentions.partition_point(|m| m.span.start() < start);
    let mentions = reading.mentions.iter().skip(from);
    let points = mentions
        .take_while(|m| m.span.start() < end)
        .filter(|m| m.entity.is_some_and(|e| saying.people.contains(&e)))
        .any(|m| {
            let near = narrated::back(text, m.span.start(), POINTS);
            let before = text.get(start.max(near)..m.span.start());
            let words = cues::words(before.unwrap_or_default());
            cues::points_out(&words)
        });
    if !points {
        return;
    }
    saying.marks = saying.marks.and(Marks::NAMES);
    if !saying.keys.split(' ').any(|key| key.ends_with("see")) {
        saying.keys = format!("see {}", saying.keys).trim_end().to_owned();
    }
}

/// The first keys, more of what takes something back: it has the matter from the words before it.
fn packed(mut keys: Vec<String>, marks: Marks) -> String {
    keys.truncate(if marks.any(Marks::TAKES_BACK) {
        MOST_KEYS_TAKING_BACK
    } else {
        MOST_KEYS
    });
    keys.join(" ")
}

/// The parts of a span that lie in different sentences.
pub(super) fn parts(content: &Range<usize>, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let from = sentences.partition_point(|sentence| sentence.end <= content.start);
    let parts: Vec<Range<usize>> = sentences
        .iter()
        .skip(from)
        .take_while(|sentence| sentence.start < content.end)
        .map(|s| s.start.max(content.start)..s.end.min(content.end))
        .filter(|part| part.start < part.end)
        .collect();
    if parts.is_empty() {
        vec![content.clone()]
    } else {
        parts
    }
}

/// The text of a range, as far as it lies in the paragraph it ends or starts in.
fn around(text: &str, range: Range<usize>, is_before: bool) -> &str {
    let mut range = range.start..range.end.min(text.len());
    while !text.is_char_boundary(range.start) {
        range.start += 1;
    }
    while !text.is_char_boundary(range.end) {
        range.end -= 1;
    }
    let slice = text.get(range).unwrap_or_default();
    let of = if is_before {
        slice.rsplit("\n\n").next()
    } else {
        slice.split("\n\n").next()
    };
    of.unwrap_or_default()
}

fn people(reading: &Reading, part: &Range<usize>, speaker: EntityId) -> Vec<EntityId> {
    let from = reading
        .mentions
        .partition_point(|m| m.span.start() < part.start);
    let mut people: Vec<EntityId> = reading
        .mentions
        .iter()
        .skip(from)
        .take_while(|mention| mention.span.start() < part.end)
        .filter_map(|mention| mention.entity)
        .filter(|entity| *entity != speaker)
        .filter(|entity| {
            reading
                .entity(*entity)
                .is_some_and(|e| e.kind == onrecord_record::EntityKind::Person)
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Whether a kind of paper is somebody's own under oath.
pub(super) fn is_sworn(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Affidavit | DocumentKind::Transcript)
}
