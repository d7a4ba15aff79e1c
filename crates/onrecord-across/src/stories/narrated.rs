//! What papers tell of what somebody said without the words that a reading takes for a statement's:
//! quotations that nobody stands beside, "Quill, who had kept the bar, told the court …".

use super::cues;
use onrecord_record::{Entity, EntityId, EntityKind, Gender, MentionKind, Reading};
use std::ops::Range;

/// How many words may stand between a name and the verb of saying.
const NEAR: usize = 3;
/// … and where they are set off by commas.
const SET_OFF: usize = 25;
/// How many mentions back whoever is spoken of is looked for.
const MENTIONS_BACK: usize = 40;
/// Within how many bytes after a verb of saying "that" follows: whom it was said to stands between.
const ADDRESSEE: usize = 60;
/// How many mentions before a verb of saying its subject is looked for among.
const NEAREST: usize = 12;
/// How many bytes before a quotation its verb is looked for, …
const LEAD: usize = 300;
/// … and where its paragraph starts.
const FAR: usize = 3000;
/// How many bytes a quotation mark has at most.
const MARK: usize = 3;
/// Quotations of fewer words tell nothing.
const FEWEST_WORDS: usize = 4;

/// What somebody is told to have said.
pub(super) struct Narrated {
    /// Who.
    pub(super) speaker: EntityId,
    /// The bytes of what.
    pub(super) words: Range<usize>,
    /// The bytes of what leads up to it, or of the sentence that tells it.
    pub(super) within: Range<usize>,
}

/// Those of a text, of which some ranges are told already.
pub(super) fn of(
    text: &str,
    reading: &Reading,
    sentences: &[Range<usize>],
    told: &[Range<usize>],
    author: Option<EntityId>,
) -> Vec<Narrated> {
    let mut narrated: Vec<Narrated> = Vec::new();
    for sentence in sentences {
        let Some(mut of) = reported(text, reading, sentence, author) else {
            continue;
        };
        // Up to what a statement of the reading has.
        let from = told.partition_point(|t| t.end <= of.words.start);
        if let Some(next) = told.get(from) {
            of.words.end = of.words.end.min(next.start.max(of.words.start));
        }
        let words = text.get(of.words.clone()).unwrap_or_default();
        if words.split_whitespace().count() > FEWEST_WORDS {
            narrated.push(of);
        }
    }
    let in_sentence = narrated.len();
    for quotation in quotations(text) {
        let slice = text.get(quotation.clone()).unwrap_or_default();
        let words = slice.split_whitespace().count();
        let sentences_told = narrated.get(..in_sentence).unwrap_or_default();
        let from = sentences_told.partition_point(|n| n.words.end <= quotation.start);
        let is_in_one = sentences_told
            .get(from)
            .is_some_and(|n| n.words.start < quotation.end);
        let ends = slice.trim_end_matches(['"', '\u{201d}']);
        // What others said within it is told; it itself is where that starts as it does.
        let from = told.partition_point(|t| t.end <= quotation.start);
        let is_told = told
            .get(from)
            .is_some_and(|t| t.start <= quotation.start + MARK);
        if words < FEWEST_WORDS || ends.ends_with('?') || is_told || is_in_one {
            continue;
        }
        let at = verb_before(text, sentences, quotation.start).unwrap_or(quotation.start);
        let named: Vec<EntityId> = named_in(reading, &quotation);
        let Some(speaker) = before(reading, text, at, author, None, &named) else {
            continue;
        };
        for part in super::saying::parts(&quotation, sentences) {
            narrated.push(Narrated {
                speaker,
                words: part,
                within: at.min(quotation.start)..quotation.start,
            });
        }
    }
    narrated.sort_by_key(|n| (n.words.start, n.words.end));
    narrated
}

/// What a sentence tells of what a person in it said, from the verb of saying on.
fn reported(
    text: &str,
    reading: &Reading,
    sentence: &Range<usize>,
    author: Option<EntityId>,
) -> Option<Narrated> {
    let slice = text.get(sentence.clone())?;
    let mentions = &reading.mentions;
    let from = mentions.partition_point(|m| m.span.start() < sentence.start);
    let to = mentions.partition_point(|m| m.span.start() < sentence.end);
    if from == to {
        return None;
    }
    let mut last = "";
    for word in slice.split_whitespace() {
        let before = std::mem::replace(&mut last, word);
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !cues::is_word(bare, cues::Class::Tells) || cues::is_word(before, cues::Class::NoTeller)
        {
            continue;
        }
        // Where the word stands: words are parts of the slice.
        let at = sentence.start + (word.as_ptr() as usize - slice.as_ptr() as usize);
        let until = mentions
            .partition_point(|m| m.span.start() < at)
            .clamp(from, to);
        let of = mentions.get(from..until)?.iter().rev().take(NEAREST);
        let speaker = of
            .filter(|m| m.span.end() <= at && is_near(text.get(m.span.end()..at)))
            .filter_map(|m| m.entity)
            .find(|e| named(reading, *e).is_some() && Some(*e) != author);
        let Some(speaker) = speaker else { continue };
        let start = at + word.len();
        let rest = text.get(start..sentence.end)?;
        let that = rest.find(" that ").filter(|at| *at < ADDRESSEE);
        let start = start + that.map_or(rest.len() - rest.trim_start().len(), |at| at + 6);
        return (start < sentence.end).then(|| Narrated {
            speaker,
            words: start..sentence.end,
            within: sentence.clone(),
        });
    }
    None
}

/// Where the verb of saying before a quotation stands, in the sentence that leads up to it.
fn verb_before(text: &str, sentences: &[Range<usize>], at: usize) -> Option<usize> {
    let from = sentences.partition_point(|s| s.end <= at);
    let start = sentences.get(from).filter(|s| s.start < at)?.start;
    let start = start.max(back(text, at, LEAD));
    let lead = text.get(start..at)?;
    let verb = lead.split_whitespace().rev().find(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        cues::is_word(bare, cues::Class::Tells)
    })?;
    // A part of the lead.
    Some(start + (verb.as_ptr() as usize - lead.as_ptr() as usize))
}

/// Who is named in a quotation: whoever says it speaks of others.
fn named_in(reading: &Reading, quotation: &Range<usize>) -> Vec<EntityId> {
    let mentions = &reading.mentions;
    let from = mentions.partition_point(|m| m.span.start() < quotation.start);
    let inside = mentions.iter().skip(from);
    inside
        .take_while(|m| m.span.start() < quotation.end)
        .filter(|m| matches!(m.kind, MentionKind::Name | MentionKind::Handle))
        .filter_map(|m| m.entity)
        .collect()
}

/// Whether what stands between a name and a verb lets the one be the subject of the other.
fn is_near(between: Option<&str>) -> bool {
    let Some(between) = between else { return false };
    let count = |part: &str| part.split_whitespace().count();
    if between.contains(['"', '\u{201c}', ';', ':']) {
        return false;
    }
    match between.rsplit_once(',') {
        None => count(between) <= NEAR,
        Some((before, after)) => {
            let who = after.trim_start().starts_with("who ");
            count(after) <= if who { NEAR + 1 } else { 1 } && count(before) <= SET_OFF
        }
    }
}

/// The person with a name whom an entity is.
fn named(reading: &Reading, entity: EntityId) -> Option<&Entity> {
    let of = reading.entity(entity)?;
    let by = reading.mentions.get(of.named_by.0 as usize)?;
    let has_name = matches!(by.kind, MentionKind::Name | MentionKind::Handle);
    (of.kind == EntityKind::Person && has_name && !of.plural).then_some(of)
}

/// The person last spoken of before a place: in its paragraph, or in the paper of somebody's own
/// whom it is not about, or before.
pub(super) fn before(
    reading: &Reading,
    text: &str,
    at: usize,
    author: Option<EntityId>,
    pronoun: Option<&str>,
    not: &[EntityId],
) -> Option<EntityId> {
    let window = back(text, at, FAR);
    let paragraph = if author.is_none() {
        let found = text.get(window..at)?.rfind("\n\n");
        window + found.unwrap_or_default()
    } else {
        0
    };
    let to = reading.mentions.partition_point(|m| m.span.start() < at);
    let fits = |entity: &Entity| match pronoun {
        Some("he" | "his") => entity.gender != Gender::Female,
        Some("she" | "her") => entity.gender != Gender::Male,
        _ => true,
    };
    let of = reading.mentions.get(..to)?.iter().rev().take(MENTIONS_BACK);
    of.take_while(|m| m.span.start() >= paragraph)
        .filter_map(|m| m.entity)
        .find(|e| Some(*e) != author && !not.contains(e) && named(reading, *e).is_some_and(fits))
}

/// A place so many bytes before another, where a character starts.
pub(super) fn back(text: &str, at: usize, bytes: usize) -> usize {
    let mut start = at.saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    start
}

/// The quotations of a text, with their marks: each within one paragraph.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut open: Option<usize> = None;
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '"' | '\u{201c}' | '\u{201d}' => match open.take() {
                Some(start) if c != '\u{201c}' => quotations.push(start..at + c.len_utf8()),
                _ => open = Some(at),
            },
            '\n' if last == '\n' => open = None,
            _ => {}
        }
        last = c;
    }
    quotations
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_end_with_their_paragraph() {
        let text =
            "She said \u{201c}I ran\u{201d} and \"he stood\".\n\nAn \"open one\n\nand \"another\".";
        let all: Vec<&str> = quotations(text)
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect();
        assert_eq!(
            all,
            ["\u{201c}I ran\u{201d}", "\"he stood\"", "\"another\""]
        );
    }

    #[test]
    fn a_subject_stands_near_its_verb_or_is_set_off() {
        assert!(is_near(Some(" at that time ")));
        assert!(is_near(Some(", who had kept the bar for years, ")));
        assert!(is_near(Some(", who now ")));
        assert!(!is_near(Some(" ran to the gate and the neighbour ")));
        assert!(!is_near(Some(", and the judge ")));
        assert!(!is_near(None));
    }
}
