//! Papers in somebody's own voice: affidavits, letters, statements to the police, answers in a
//! transcript or a record of interview. Their sentences are tellings though nobody is quoted.

use super::cues;
use super::saying::is_sworn;
use super::sentences;
use onrecord_record::{
    DetailKind, Document, DocumentKind, EntityId, EntityKind, MediumKind, Reading,
};
use std::ops::Range;

/// How many bytes at the end of a letter its signature stands in.
const SIGNATURE: usize = 200;
/// Fewer answers than this make no transcript.
const FEWEST_ANSWERS: usize = 2;

/// An answer of more words than this is of several matters.
const LONG_ANSWER: usize = 30;
/// A question of at most so many words goes on from the one before.
const SHORT_QUESTION: usize = 3;

/// A sentence of somebody's own.
pub(super) struct Voice {
    /// Whose.
    pub(super) speaker: EntityId,
    /// Its bytes in the text.
    pub(super) words: Range<usize>,
    /// The question it answers.
    pub(super) question: Option<Range<usize>>,
    /// Under oath.
    pub(super) sworn: bool,
    /// Where.
    pub(super) medium: Option<MediumKind>,
}

/// Those of a document.
pub(super) fn of(document: &Document, reading: &Reading, sentences: &[Range<usize>]) -> Vec<Voice> {
    let text = document.text.as_str();
    let answers = answers(text, reading, is_sworn(document.kind));
    if answers.len() >= FEWEST_ANSWERS {
        return answers;
    }
    let Some((speaker, from, sworn, medium)) = author(document, reading) else {
        return Vec::new();
    };
    let paragraphs = &document.places.paragraphs;
    sentences
        .iter()
        .filter(|sentence| sentence.start >= from)
        .filter(|sentence| {
            let words = text
                .get((*sentence).clone())
                .map(cues::words)
                .unwrap_or_default();
            let numbered = || {
                paragraphs
                    .iter()
                    .any(|p| p.span.start() <= sentence.start && sentence.end <= p.span.end() + 1)
            };
            words.len() > 2
                && (cues::first_person(&words)
                    || sworn && numbered()
                    || after_first(text, from, sentence))
        })
        .map(|sentence| Voice {
            speaker,
            words: unnumbered(text, sentence.clone()),
            question: None,
            sworn,
            medium: Some(medium),
        })
        .collect()
}

/// A sentence without the number of its paragraph.
fn unnumbered(text: &str, sentence: Range<usize>) -> Range<usize> {
    let words = text.get(sentence.clone()).unwrap_or_default();
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(after) if rest.len() < words.len() && after.starts_with([' ', '\t', '\n']) => {
            sentence.end - after.trim_start().len()..sentence.end
        }
        _ => sentence,
    }
}

/// Whether a sentence stands between others in the first person, in one paragraph.
fn after_first(text: &str, from: usize, sentence: &Range<usize>) -> bool {
    let before = text.get(from..sentence.start).unwrap_or_default();
    let paragraph = before.rsplit("\n\n").next().unwrap_or_default();
    cues::first_person(&cues::words(paragraph))
}

/// Whose paper it is, from which byte on it is theirs, whether it is sworn, what it is.
fn author(document: &Document, reading: &Reading) -> Option<(EntityId, usize, bool, MediumKind)> {
    let text = document.text.as_str();
    let details = &document.metadata.details;
    let line_after = |at: usize| text.get(at..)?.find('\n').map(|end| at + end);
    if let Some(affiant) = details.iter().find(|d| d.kind == DetailKind::Affiant) {
        let speaker = entity_named(reading, &affiant.value.value)?;
        let from = affiant.value.span.map_or(0, |span| span.end());
        return Some((speaker, from, true, MediumKind::Affidavit));
    }
    // A form of the police: the witness's name, then what she states.
    if let Some((at, rest)) = ["STATES:", "STATES that", "WILL SAY:", "will say as follows"]
        .iter()
        .find_map(|cue| text.find(cue).map(|at| (at, at + cue.len())))
    {
        let head = text.get(..at)?;
        let name = head.lines().rev().find_map(|line| {
            let (label, name) = line.split_once(':')?;
            let label = label.trim().to_lowercase();
            matches!(
                label.as_str(),
                "name" | "full name" | "statement of" | "witness"
            )
            .then_some(name.trim())
        })?;
        let speaker = entity_named(reading, name)?;
        return Some((speaker, rest, false, MediumKind::Statement));
    }
    if document.kind == DocumentKind::Affidavit {
        let at = text.find("I, ")?;
        let name = text.get(at + 3..)?.split([',', ';']).next()?;
        let speaker = entity_named(reading, name)?;
        return Some((speaker, line_after(at)?, true, MediumKind::Affidavit));
    }
    let greeting = text
        .lines()
        .map(str::trim_start)
        .find(|line| line.starts_with("Dear ") || line.starts_with("To whom it may concern"));
    if document.kind != DocumentKind::Letter && greeting.is_none() {
        return None;
    }
    let from = greeting
        .and_then(|line| text.find(line).map(|at| at + line.len()))
        .unwrap_or(0);
    let by_field = document
        .metadata
        .authors
        .iter()
        .find_map(|author| entity_named(reading, &author.value));
    let mut close = text.len().saturating_sub(SIGNATURE);
    while !text.is_char_boundary(close) {
        close += 1;
    }
    let signed = || {
        let lines = text.get(close..).unwrap_or_default().lines().rev();
        lines
            .map(str::trim)
            .filter(|line| (1..6).contains(&line.split_whitespace().count()))
            .find_map(|line| entity_named(reading, line))
    };
    // A first name alone, as one signs to one's own: the surname may stand over the letter.
    let short = || {
        let head = text.get(..from).unwrap_or_default();
        reading_people(reading)
            .find(|(_, e)| {
                e.name.split_whitespace().last().is_some_and(|last| {
                    last.chars().count() > 2
                        && head
                            .split(|c: char| !c.is_alphanumeric())
                            .any(|w| w.eq_ignore_ascii_case(last))
                })
            })
            .map(|(id, _)| id)
    };
    let speaker = by_field.or_else(signed).or_else(short)?;
    Some((speaker, from, false, MediumKind::Letter))
}

/// Answers of witnesses (`A.`) and of who is interviewed (`STRAND   …`), each up to the next label.
fn answers(text: &str, reading: &Reading, sworn: bool) -> Vec<Voice> {
    let mut voices = Vec::new();
    let mut speaker = None;
    let mut interviewed: Option<(String, EntityId)> = None;
    let mut question: Option<Range<usize>> = None;
    let mut before: Option<Range<usize>> = None;
    let mut open: Option<Range<usize>> = None;
    let mut at = 0;
    let mut turns: Vec<(bool, Range<usize>, Option<EntityId>)> = Vec::new();
    let mut by_initials = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_end();
        let lead = body.len() - body.trim_start().len();
        let trimmed = body.trim_start();
        let end = start + body.len();
        if let Some(name) = interviewee(trimmed) {
            let label = name
                .split_whitespace()
                .last()
                .unwrap_or_default()
                .to_uppercase();
            if let Some(entity) = entity_named(reading, name) {
                interviewed = Some((label, entity));
            }
            continue;
        }
        if let Some(name) = sworn_in(trimmed) {
            speaker = entity_named(reading, name);
            open = None;
            continue;
        }
        let label_end = |marks: [&str; 4]| {
            marks
                .iter()
                .find_map(|m| trimmed.strip_prefix(m).map(|_| start + lead + m.len()))
        };
        let skip = |from: usize| {
            from + text
                .get(from..end)
                .map_or(0, |s| s.len() - s.trim_start().len())
        };
        if let Some(from) = label_end(["Q. ", "Q: ", "Q.\t", "Q  "]) {
            turns.push((true, skip(from)..end, None));
            open = Some(0..0);
        } else if let Some(from) = label_end(["A. ", "A: ", "A.\t", "A  "]) {
            let who = speaker.or(interviewed.as_ref().map(|(_, entity)| *entity));
            turns.push((false, skip(from)..end, who));
            open = Some(0..0);
        } else if let Some((entity, len)) = initialled(trimmed, reading) {
            turns.push((false, skip(start + lead + len)..end, Some(entity)));
            by_initials = true;
            open = Some(0..0);
        } else if let Some((name, from)) = label(trimmed).map(|(n, len)| (n, start + lead + len)) {
            match &interviewed {
                Some((label, entity)) if name == label => {
                    turns.push((false, skip(from)..end, Some(*entity)))
                }
                _ => turns.push((true, skip(from)..end, None)),
            }
            open = Some(0..0);
        } else if trimmed.is_empty() || trimmed.starts_with('(') || trimmed.ends_with(':') {
            open = None;
        } else if open.is_some()
            && lead > 0
            && let Some((_, range, _)) = turns.last_mut()
        {
            range.end = end;
        }
    }
    for (is_question, range, who) in turns {
        if is_question {
            // "How many?" goes on from the question before it, and its answer.
            let short = text
                .get(range.clone())
                .map_or(0, |q| q.split_whitespace().count());
            let from = match &before {
                Some(before) if short <= SHORT_QUESTION => before.start,
                _ => range.start,
            };
            before = Some(range.clone());
            question = Some(from..range.end);
        } else if let Some(speaker) = who {
            let told = interviewed.is_some() || by_initials;
            for words in pieces(text, range) {
                voices.push(Voice {
                    speaker,
                    words,
                    question: question.take(),
                    sworn: sworn && !told,
                    medium: Some(if told {
                        MediumKind::Interview
                    } else {
                        MediumKind::Testimony
                    }),
                });
            }
        }
    }
    voices
}

/// An answer, or its sentences where it is long: those of a long one are of several matters.
fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let slice = text.get(range.clone()).unwrap_or_default();
    if slice.split_whitespace().count() <= LONG_ANSWER {
        return vec![range];
    }
    sentences::sentences(slice)
        .into_iter()
        .map(|part| range.start + part.start..range.start + part.end)
        .collect()
}

/// Who is interviewed, as the head of a record of it says.
fn interviewee(line: &str) -> Option<&str> {
    let (label, name) = line.split_once(':')?;
    let is_one = matches!(
        label.to_lowercase().as_str(),
        "person interviewed" | "interviewee" | "name" | "full name" | "witness" | "statement of"
    );
    let name = name.trim();
    let ends = ["   ", "d.o.b", "DOB", "Born", "("];
    let end = ends.iter().filter_map(|mark| name.find(mark)).min();
    let name = name.get(..end.unwrap_or(name.len()))?.trim();
    (is_one && !name.is_empty()).then_some(name)
}

/// Whose initials stand before what is said, and one past the label: `RW: I was there`.
fn initialled(line: &str, reading: &Reading) -> Option<(EntityId, usize)> {
    let (label, _) = line.split_once(':')?;
    if !(2..4).contains(&label.len()) || !label.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let initials = |name: &str| -> String {
        let words = name.split_whitespace();
        words.filter_map(|word| word.chars().next()).collect()
    };
    let mut of = reading_people(reading).filter(|(_, e)| initials(&e.name).eq(label));
    let (entity, _) = of.next()?;
    of.next().is_none().then_some((entity, label.len() + 1))
}

/// The witness of `NAME, having been first duly sworn, testified`.
fn sworn_in(line: &str) -> Option<&str> {
    let name = line.split([',', '(', ':']).next()?;
    // Few lines open with so little.
    if !(1..6).contains(&name.split_whitespace().take(6).count()) {
        return None;
    }
    let lower = line.to_lowercase();
    let sworn = [
        "being sworn",
        "been sworn",
        "duly sworn",
        "being first duly",
        "was sworn",
        "(affirmed",
        ", affirmed",
        "(sworn",
        ", sworn.",
    ]
    .iter()
    .any(|cue| lower.contains(cue));
    sworn.then_some(name)
}

/// A label in capitals before what somebody says, and one past its end: `DS MARLOW   You know`.
fn label(line: &str) -> Option<(&str, usize)> {
    let gap = line.find("  ").or_else(|| line.find(": "))?;
    let name = line.get(..gap)?.trim_end_matches([':', '.']);
    let capitals = name
        .chars()
        .filter(|c| c.is_alphabetic())
        .all(char::is_uppercase);
    (capitals && name.chars().count() > 2 && name.split_whitespace().count() < 4)
        .then_some((name, gap + 1))
}

fn reading_people(reading: &Reading) -> impl Iterator<Item = (EntityId, &onrecord_record::Entity)> {
    (0u32..)
        .map(EntityId)
        .zip(&reading.entities)
        .filter(|(_, entity)| entity.kind == EntityKind::Person && !entity.plural)
}

/// The person of this name: the one who shares most of its words, the last of them or all.
fn entity_named(reading: &Reading, name: &str) -> Option<EntityId> {
    let fold = |name: &str| -> Vec<String> {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
            .filter(|word| word.chars().count() > 1)
            .map(str::to_owned)
            .collect()
    };
    let wanted = fold(name);
    let last = wanted.last()?;
    let mut best: Option<(usize, EntityId)> = None;
    for (id, entity) in reading_people(reading) {
        for known in std::iter::once(&entity.name).chain(&entity.aliases) {
            let known = fold(known);
            let shared = wanted.iter().filter(|word| known.contains(word)).count();
            let is_it =
                known.last() == Some(last) || shared == known.len() || shared == wanted.len();
            if shared > 0 && is_it && best.is_none_or(|(most, _)| shared > most) {
                best = Some((shared, id));
            }
        }
    }
    best.map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_oaths() {
        assert_eq!(
            label("DS TARN   You know why.").map(|(n, _)| n),
            Some("DS TARN")
        );
        assert_eq!(label("He went  away"), None);
        assert_eq!(
            sworn_in("ADA QUILL, being sworn, testified:"),
            Some("ADA QUILL")
        );
        assert_eq!(sworn_in("The letter was old."), None);
        assert_eq!(
            sworn_in("MR ADA QUILL (affirmed)").map(str::trim),
            Some("MR ADA QUILL")
        );
        assert_eq!(
            interviewee("Name: QUILL, Ada Jane        Born: 4 Aug 1968"),
            Some("QUILL, Ada Jane")
        );
        assert_eq!(interviewee("Weather: fair"), None);
    }
}
