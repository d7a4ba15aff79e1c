//! Who was accused and who suffered, as one document has it, and whose a value is.

use super::page::{Meant, Page};
use super::{Role, lexicon};
use onrecord_record::{EntityId, EntityKind, EventKind, MentionKind, Modality};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes at the top of a document in which the names of the parties stand.
const CAPTION: usize = 1500;
/// How many words after "the murder of" the name may begin.
const NEAR: usize = 6;
/// How far before a field of a form the name may stand whose it is, in bytes.
const FIELD: usize = 160;
/// How many people are kept of each sort.
const KEPT: usize = 6;

/// Who is who in a document.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// The accused, those of whom most is told first.
    pub(super) accused: Vec<EntityId>,
    /// Those to whom a crime was done, likewise.
    pub(super) victims: Vec<EntityId>,
    /// Those of the victims who did not outlive it.
    pub(super) dead: Vec<EntityId>,
}

impl Cast {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let mut accused = BTreeMap::new();
        let mut victims = BTreeMap::new();
        let mut dead = Vec::new();
        events(page, &mut accused, &mut victims);
        caption(page, &mut accused);
        fields(page, &mut accused, &mut victims);
        crimes(page, &mut victims, &mut dead);
        verbs(page, &mut accused, &mut victims);
        // Whoever stands as accused in one place and as victim in another is what more places say.
        let count = |of: &BTreeMap<EntityId, u32>, who| of.get(&who).copied().unwrap_or(0);
        let sorted = |of: &BTreeMap<EntityId, u32>, other: &BTreeMap<EntityId, u32>| {
            let mut all: Vec<(u32, EntityId)> = of
                .iter()
                .filter(|(who, n)| count(other, **who) < **n)
                .map(|(who, n)| (*n, *who))
                .collect();
            all.sort_by_key(|(n, who)| (std::cmp::Reverse(*n), *who));
            let most = all.first().map_or(0, |(n, _)| *n);
            all.retain(|(n, _)| *n * 2 >= most);
            all.truncate(KEPT);
            all.into_iter().map(|(_, who)| who).collect::<Vec<_>>()
        };
        dead.sort_unstable();
        dead.dedup();
        let victims_sorted = sorted(&victims, &accused);
        dead.retain(|who| victims_sorted.contains(who));
        Self {
            accused: sorted(&accused, &victims),
            victims: victims_sorted,
            dead,
        }
    }

    /// Whom a field of a form is about that begins at a byte: whoever of the accused and the victims is
    /// meant last before it, in its line or the one before, and nobody else with a name between.
    pub(super) fn in_form(&self, page: &Page<'_>, byte: usize) -> Option<EntityId> {
        let mut near = page.meant_before(byte);
        let m = near.find(|m| page.is_named(m.entity))?;
        let between = page.text.get(m.bytes.end..byte)?;
        let close = between.len() < FIELD && between.matches('\n').count() < 2;
        let known = self.accused.contains(&m.entity) || self.victims.contains(&m.entity);
        (close && known).then_some(m.entity)
    }

    pub(super) fn of_role(&self, role: Role) -> &[EntityId] {
        match role {
            Role::Accused => &self.accused,
            Role::Victim => &self.victims,
        }
    }

    /// Whose a value of the word at `at` is that only the accused or a victim can have: whoever of
    /// them is named nearest before it in its sentence, then after it, then in the sentence before;
    /// the only one there is otherwise.
    pub(super) fn whose(&self, page: &Page<'_>, at: usize, role: Role) -> Vec<EntityId> {
        let those = self.of_role(role);
        let known = |m: &&Meant| those.contains(&m.entity);
        let sentence = page.sentence(at);
        let here = page.words.get(at).map_or(0, |word| word.bytes.start);
        let before = page.bytes(sentence.start, at.max(sentence.start));
        let after = here..page.bytes(at, sentence.end.saturating_sub(1)).end;
        if let Some(m) = page.meant_in(before).iter().rev().find(known) {
            return vec![m.entity];
        }
        // "A man of 20 was jailed": nobody else of the sentence with a name can be meant.
        if let Some(m) = page.meant_in(after).iter().find(known) {
            return vec![m.entity];
        }
        if let [only] = those {
            return vec![*only];
        }
        let earlier = page.sentence_before(at);
        if !earlier.is_empty() {
            let bytes = page.bytes(earlier.start, earlier.end.saturating_sub(1));
            if let Some(m) = page.meant_in(bytes).iter().rev().find(known) {
                return vec![m.entity];
            }
        }
        Vec::new()
    }
}

fn single(page: &Page<'_>, entity: EntityId) -> bool {
    page.reading
        .entity(entity)
        .is_some_and(|e| e.kind == EntityKind::Person && !e.plural)
        && page.is_named(entity)
}

fn events(
    page: &Page<'_>,
    accused: &mut BTreeMap<EntityId, u32>,
    victims: &mut BTreeMap<EntityId, u32>,
) {
    for event in &page.reading.events {
        let weight = match event.kind {
            EventKind::Conviction | EventKind::Sentence | EventKind::Vacatur => 4,
            EventKind::Arrest | EventKind::Charge | EventKind::Release | EventKind::Exoneration => {
                3
            }
            EventKind::Custody | EventKind::Plea | EventKind::Parole => 2,
            _ => 1,
        };
        let happened = event.modality == Modality::Happened;
        for part in &event.participants {
            let Some(entity) = part.entity.filter(|e| single(page, *e)) else {
                continue;
            };
            match (part.role.as_str(), event.kind) {
                // Whoever is tried is often only named near the word.
                ("defendant", EventKind::Trial | EventKind::Retrial | EventKind::Mistrial) => {}
                ("defendant", _) if happened => *accused.entry(entity).or_default() += weight,
                ("defendant", _) => *accused.entry(entity).or_default() += 1,
                ("victim", EventKind::Offence) => *victims.entry(entity).or_default() += 3,
                _ => {}
            }
        }
    }
}

/// "THE STATE v ANN LEE", "R v Lee", "Lee, Appellant".
fn caption(page: &Page<'_>, accused: &mut BTreeMap<EntityId, u32>) {
    let top = page
        .words
        .partition_point(|word| word.bytes.start < CAPTION);
    for at in 0..top {
        let word = page.low(at);
        let bytes = page.words.get(at).map_or(0..0, |word| word.bytes.clone());
        if matches!(word, "v" | "vs" | "versus") {
            let near = bytes.end..page.bytes(at, (at + 10).min(page.words.len() - 1)).end;
            let named = page
                .meant_in(near)
                .iter()
                .filter(|m| m.kind == MentionKind::Name);
            // "R v LEE and KERR": both, but nobody of the text that follows.
            for (number, m) in named.take(2).enumerate() {
                let joined = page.text.get(bytes.end..m.bytes.start).unwrap_or_default();
                if number == 0 && !joined.contains("\n\n") || joined.contains(" and ") {
                    *accused.entry(m.entity).or_default() += 6;
                }
            }
        } else if matches!(
            word,
            "appellant" | "defendant" | "petitioner" | "accused" | "applicant"
        ) {
            let line = page.text.get(..bytes.start).unwrap_or_default();
            let start = line.rfind('\n').map_or(0, |at| at + 1);
            let line = page.meant_in(start..bytes.start).iter().rev();
            if let Some(m) = line.into_iter().find(|m| m.kind == MentionKind::Name) {
                *accused.entry(m.entity).or_default() += 4;
            }
        }
    }
}

/// "VICTIM: Ann Lee", "SUSPECT: Cole Kerr".
fn fields(
    page: &Page<'_>,
    accused: &mut BTreeMap<EntityId, u32>,
    victims: &mut BTreeMap<EntityId, u32>,
) {
    for (at, word) in page.words.iter().enumerate() {
        let of = match word.low {
            "victim" | "complainant" | "deceased" => &mut *victims,
            "suspect" | "subject" | "accused" | "defendant" | "arrestee" => &mut *accused,
            _ => continue,
        };
        let Some(next) = page
            .words
            .get(at + 1)
            .filter(|next| next.gap.starts_with(':'))
        else {
            continue;
        };
        let line = next.bytes.start..next.bytes.start + 60;
        if let Some(m) = page
            .meant_in(line)
            .first()
            .filter(|m| page.is_named(m.entity))
        {
            *of.entry(m.entity).or_default() += 6;
        }
    }
}

/// "The murder of Ann Lee", "attack on", "Ann Lee, who was shot".
fn crimes(page: &Page<'_>, victims: &mut BTreeMap<EntityId, u32>, dead: &mut Vec<EntityId>) {
    for (at, word) in page.words.iter().enumerate() {
        let fatal = page.is("fatal", at);
        let mut who = None;
        if page.is("crime-of", at) {
            let direct = word.low.ends_with("ing") && !matches!(page.low(at + 1), "of" | "on");
            if direct || matches!(page.low(at + 1), "of" | "on") {
                who = object(page, at + 1 + usize::from(!direct));
            }
        }
        if who.is_none() && fatal && word.low.ends_with("ed") {
            let passive = matches!(page.before(at, 1), "was" | "were" | "been" | "being");
            who = if passive || word.low == "died" {
                subject(page, at).filter(|_| word.low != "died")
            } else {
                object(page, at + 1)
            };
        }
        let Some(who) = who.filter(|who| single(page, *who)) else {
            continue;
        };
        *victims.entry(who).or_default() += 3;
        if fatal {
            dead.push(who);
        }
    }
}

/// "Police arrested Cole Kerr", "Cole Kerr went on trial", "Ann Lee was robbed", "Kerr's conviction".
fn verbs(
    page: &Page<'_>,
    accused: &mut BTreeMap<EntityId, u32>,
    victims: &mut BTreeMap<EntityId, u32>,
) {
    for at in 0..page.words.len() {
        let Some((kind, len)) = lexicon::event(&page.words, at) else {
            continue;
        };
        let of = match kind {
            EventKind::Offence => &mut *victims,
            EventKind::Arrest
            | EventKind::Charge
            | EventKind::Plea
            | EventKind::Trial
            | EventKind::Conviction
            | EventKind::Sentence
            | EventKind::Release
            | EventKind::Acquittal
            | EventKind::Exoneration => &mut *accused,
            _ => continue,
        };
        let passive = (1..=2).any(|by| page.is_before("be", at, by));
        let owner = || {
            let byte = page.words.get(at)?.bytes.start;
            let m = page.meant_before(byte).next()?;
            let close = page.text.get(m.bytes.end..byte)?.split_whitespace().count() <= 3;
            (m.possessive && close).then_some(m.entity)
        };
        let who = if passive && page.is("done-to", at) {
            subject(page, at)
        } else if page.is("done-to", at) {
            object(page, at + 1)
        } else if kind == EventKind::Offence {
            None
        } else if len > 1 && page.is("own-act", at) {
            subject(page, at)
        } else if page.low(at + len) == "of" {
            object(page, at + len + 1)
        } else {
            owner()
        };
        if let Some(who) = who.filter(|who| single(page, *who)) {
            *of.entry(who).or_default() += 1;
        }
    }
}

/// Whoever is named next, with a name if there is one ("her husband, Grant").
pub(super) fn object(page: &Page<'_>, at: usize) -> Option<EntityId> {
    let sentence = page.sentence(at);
    let end = (at + NEAR).min(sentence.end);
    if at >= end || !sentence.contains(&at) {
        return None;
    }
    let bytes = page.bytes(at, end - 1);
    let mut stop = bytes.end;
    // No further than the next preposition or verb in plain sight.
    for near in at + 1..end {
        let low = page.low(near);
        if matches!(
            low,
            "in" | "at" | "on" | "during" | "after" | "and" | "by" | "when" | "who" | "while"
        ) {
            stop = page.bytes(near, near).start;
            break;
        }
    }
    let near = page.meant_in(bytes.start..stop);
    near.iter()
        .find(|m| page.is_named(m.entity) && !m.possessive)
        .or_else(|| {
            near.iter()
                .find(|m| page.is_named(m.entity) && m.kind != MentionKind::Pronoun)
        })
        .map(|m| m.entity)
}

/// Whoever the verb at `at` is about: the nearest person before it in its sentence who owns nothing
/// there and stands behind no preposition.
pub(super) fn subject(page: &Page<'_>, at: usize) -> Option<EntityId> {
    let sentence = page.sentence(at);
    // "His aunt, who said that he was out, died": nobody of the clause between the commas.
    let closed = page
        .words
        .get(at)
        .is_some_and(|word| word.gap.contains(','));
    let who = (sentence.start..at)
        .rev()
        .find(|n| page.low(*n) == "who")
        .filter(|_| closed);
    who.and_then(|who| subject_in(page, sentence.start..who))
        .or_else(|| subject_in(page, sentence.start..at))
}

fn subject_in(page: &Page<'_>, range: Range<usize>) -> Option<EntityId> {
    if range.is_empty() {
        return None;
    }
    let bytes = page.bytes(range.start, range.end - 1);
    let near = page.meant_in(bytes);
    let free = |m: &&Meant| {
        let first = page.word_from(m.bytes.start);
        let preposition = matches!(
            page.before(first, 1),
            "of" | "by" | "with" | "to" | "from" | "for" | "against" | "near" | "told"
        );
        !m.possessive && !preposition
    };
    near.iter()
        .rev()
        .find(free)
        .or_else(|| near.iter().rev().find(|m| !m.possessive))
        .map(|m| m.entity)
}
