//! Who stands behind the labels: the examiner named last, the witness sworn last, the judge, and who
//! the list of those present says a role is.

use super::labels::{key_of, offset_in};
use super::names;
use super::words::{self, Class};
use crate::people::gazetteer;
use onrecord_record::{Span, Text};
use std::collections::HashMap;
use std::ops::Range;

/// Those present, as far as the lines read so far tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Parties {
    /// Who asks now.
    pub(super) examiner: Option<Span>,
    /// Who answers now.
    pub(super) witness: Option<Span>,
    /// Who presides.
    pub(super) judge: Option<Span>,
    /// Who a role or a pair of initials is said to be.
    pub(super) roles: HashMap<String, Span>,
    /// Counsel who spoke last.
    pub(super) counsel: Option<Span>,
    /// Everybody named in full among those present.
    pub(super) present: Vec<Span>,
}

/// What a line that is nobody's speech told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Told {
    /// Nothing of who speaks.
    Nothing,
    /// Who examines or is sworn: the line is no speech, and ends one.
    Examination,
}

impl Parties {
    /// Reads a line that has no label. `before` is the line before it.
    pub(super) fn read(&mut self, text: &Text, line: Span, before: Option<Span>) -> Told {
        let words = text.slice(line);
        let to_span = |range: Range<usize>| text.within(line, range);
        let mut told = Told::Nothing;
        if let Some((examiner, witness)) = examination(words) {
            self.examiner = examiner.and_then(to_span).or_else(|| self.counsel.take());
            if let Some(witness) = witness.and_then(to_span) {
                self.witness = Some(witness);
            }
            told = Told::Examination;
        }
        if is_sworn(words) {
            let earlier = || {
                let before = before?;
                let words = text.slice(before);
                let short = words.split_whitespace().count() <= 6;
                let name = names::run(words, 0).filter(|_| short)?;
                text.within(before, name)
            };
            if let Some(witness) = sworn(words).and_then(to_span).or_else(earlier) {
                self.witness = Some(witness);
                self.examiner = None;
            }
            told = Told::Examination;
        }
        if let Some(name) = of_witness_number(words).and_then(to_span) {
            self.witness = Some(name);
            told = Told::Examination;
        }
        if told == Told::Nothing {
            self.present(text, line);
        }
        told
    }

    /// Reads a line of the head of a paper: the judge, those who appear and for whom.
    fn present(&mut self, text: &Text, line: Span) {
        let words = text.slice(line);
        if words.split_whitespace().count() > 24 {
            return;
        }
        let lower = words.to_lowercase();
        if self.judge.is_none()
            && let Some(name) = judge(words, &lower)
        {
            self.judge = text.within(line, name);
        }
        self.appearance(text, line, &lower);
        self.initials(text, line);
    }

    /// "For the State: Peter Hale", "PETER HALE, for the State".
    fn appearance(&mut self, text: &Text, line: Span, lower: &str) {
        let words = text.slice(line);
        let Some(at) = lower.find("for the ") else {
            return;
        };
        let Some(side) = lower.get(at + 8..) else {
            return;
        };
        let sides = |list: &[&str]| list.iter().any(|s| side.starts_with(s));
        let keys: &[&str] = if sides(&[
            "state",
            "prosecution",
            "crown",
            "people",
            "government",
            "commonwealth",
            "united states",
        ]) {
            &[
                "prosecutor",
                "prosecution",
                "counsel for prosecution",
                "prosecuting attorney",
                "state",
            ]
        } else if sides(&["defen", "accused", "appellant"]) {
            &[
                "defence",
                "defense",
                "defence counsel",
                "defense counsel",
                "defense attorney",
                "defense lawyer",
            ]
        } else {
            return;
        };
        let name = match words.get(at..).and_then(|rest| rest.find(':')) {
            Some(colon) => names::run(words, at + colon + 1),
            None if at > 0 => names::run(words, 0).filter(|n| n.end <= at),
            None => None,
        };
        if let Some(name) = name.and_then(|n| text.within(line, n)) {
            self.present.push(name);
            for key in keys {
                self.roles.entry((*key).to_owned()).or_insert(name);
            }
        }
    }

    /// "Kit Pell (KP)", "KP: Kit Pell", "KP – Kit Pell".
    fn initials(&mut self, text: &Text, line: Span) {
        let words = text.slice(line);
        let brackets = words.match_indices('(').map(|(open, _)| open);
        let mut found = false;
        for open in brackets.filter(|_| !words.contains('=')) {
            let Some(close) = words.get(open..).and_then(|w| w.find(')')) else {
                break;
            };
            let short = words.get(open + 1..open + close).unwrap_or_default();
            if (names::is_initials(short) || short.split_whitespace().count() == 1)
                && let Some(name) = last_name_before(words, open)
                && let Some(span) = text.within(line, name)
            {
                self.roles.entry(key_of(short)).or_insert(span);
                self.present.push(span);
                found = true;
            }
        }
        if found {
            return;
        }
        // "I = Interviewer (Ada Moon), R = Kit Pell"
        for part in words.split([',', ';', '\n']) {
            let Some((short, meaning)) = part.split_once('=') else {
                continue;
            };
            let at = meaning.find('(').map_or(0, |i| i + 1);
            let span = offset_in(words, meaning)
                .and_then(|offset| names::run(words, offset + at))
                .filter(|n| words.get(n.clone()).is_some_and(names::is_full_name))
                .and_then(|n| text.within(line, n));
            if let Some(span) = span {
                self.roles.entry(key_of(short.trim())).or_insert(span);
                self.present.push(span);
            }
        }
        let Some(first) = words.split_whitespace().next() else {
            return;
        };
        let short = first.trim_end_matches([':', '=', '-', '–']);
        let rest = words.get(first.len()..).unwrap_or_default().trim_start();
        let marked = short.len() < first.len() || rest.starts_with(['=', '–', '-', '—']);
        if marked
            && names::is_initials(short)
            && short.len() > 1
            && let Some(name) = names::run(words, first.len())
            && let Some(span) = text.within(line, name)
        {
            self.roles.entry(key_of(short)).or_insert(span);
            self.present.push(span);
        }
    }

    /// Takes "Host: Ada Moon" as who the host is.
    pub(super) fn cast(&mut self, text: &Text, key: &str, line: Span, body: usize) {
        let Some(name) = names::run(text.slice(line), body).and_then(|n| text.within(line, n))
        else {
            return;
        };
        self.present.push(name);
        self.initials(text, line);
        if matches!(
            key,
            "judge" | "presiding judge" | "justice" | "before" | "magistrate" | "coram"
        ) {
            self.judge = Some(name);
        }
        if matches!(key, "witness" | "deponent" | "interviewee") {
            self.witness = Some(name);
        }
        self.roles.insert(key.to_owned(), name);
    }

    /// "The State calls Margaret Pell.": who takes the stand.
    pub(super) fn called(&mut self, text: &Text, content: Span) {
        let words = text.slice(content);
        let Some(at) = ["calls ", " call "]
            .iter()
            .find_map(|c| words.find(c).map(|at| at + c.len()))
        else {
            return;
        };
        let Some(name) = names::run(words, at) else {
            return;
        };
        let begins = words
            .get(at..name.start)
            .is_some_and(|gap| gap.trim().is_empty());
        let named = words.get(name.clone()).is_some_and(names::is_full_name);
        if begins && named {
            self.witness = text.within(content, name);
        }
    }

    /// The one among those present whose initials these are.
    pub(super) fn by_initials(&self, text: &Text, initials: &str) -> Option<Span> {
        let letters: Vec<char> = initials.chars().filter(|c| *c != '.').collect();
        let mut found: Option<Span> = None;
        for span in &self.present {
            let own: Vec<char> = text
                .slice(*span)
                .split_whitespace()
                .filter(|w| !names::is_title(w))
                .filter_map(|w| w.chars().next())
                .collect();
            let fits = own == letters
                || own.len() > 2
                    && letters.len() == 2
                    && own.first() == letters.first()
                    && own.last() == letters.last();
            if fits {
                let same =
                    found.is_none_or(|f| text.slice(f).eq_ignore_ascii_case(text.slice(*span)));
                if !same {
                    return None;
                }
                found = found.or(Some(*span));
            }
        }
        found
    }
}

/// The name that ends right before byte `end`.
fn last_name_before(words: &str, end: usize) -> Option<Range<usize>> {
    let before = words.get(..end)?;
    let cut = before
        .rfind([',', ':', ';', '|', '\n'])
        .map_or(0, |i| i + 1);
    let name = names::run(words, cut)?;
    let closes = before.get(name.end..)?.trim().is_empty();
    (closes && words.get(name.clone())?.contains(' ')).then_some(name)
}

/// Whether a line swears a witness in.
fn is_sworn(words: &str) -> bool {
    let lower = words.to_lowercase();
    let swears = ["sworn", "affirmed", "on oath", "solemn affirmation"]
        .iter()
        .any(|w| lower.contains(w));
    let first_person = lower.split_whitespace().any(|w| w == "i");
    swears
        && (!first_person || is_formal(words))
        && !lower.contains("sworn statement")
        && lower.split_whitespace().count() <= 40
}

/// Whether a line is a reporter's: "called as a witness", "testified as follows".
pub(super) fn is_formal(words: &str) -> bool {
    [
        "called as a witness",
        "testified as follows",
        "a witness herein",
    ]
    .iter()
    .any(|w| words.contains(w))
}

/// The name at the start of such a line.
fn sworn(words: &str) -> Option<Range<usize>> {
    let lower = words.to_lowercase();
    let lead = [
        "whereupon,",
        "thereupon,",
        "(whereupon,",
        "witness:",
        "the witness,",
        "witness,",
    ]
    .iter()
    .find(|l| lower.starts_with(**l))
    .map_or(0, |l| l.len());
    let lead = lead.max(past_witness_number(words).unwrap_or(0));
    let name = names::run(words, lead)?;
    let role = matches!(
        key_of(words.get(name.clone())?).as_str(),
        "witness" | "interpreter" | "jury" | "juror"
    );
    // "N O R A  F I N C H"
    let spelled = words
        .get(name.clone())
        .is_some_and(|w| w.split_whitespace().all(|w| w.len() == 1));
    (!role && !spelled).then_some(name)
}

/// Past "PW3", "PW-3:", "DW 1 –", "CW1".
fn past_witness_number(words: &str) -> Option<usize> {
    let trimmed = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let lead = words.len() - trimmed.len();
    let rest = ["PW", "DW", "CW", "P.W.", "D.W."]
        .iter()
        .find_map(|p| trimmed.strip_prefix(p))?;
    let rest = rest.trim_start_matches(['-', ' ', '.']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest.get(digits..)?;
    let at = words.len() - after.len();
    (digits > 0 && at > lead).then_some(at)
}

/// "PW3 – Ada Moon" as a line of its own.
fn of_witness_number(words: &str) -> Option<Range<usize>> {
    let at = past_witness_number(words)?;
    let short = words.split_whitespace().count() <= 12;
    let name = names::run(words, at).filter(|_| short)?;
    let gap = words.get(at..name.start)?;
    gap.chars().all(|c| !c.is_alphanumeric()).then_some(name)
}

/// Where a line names somebody.
type Name = Option<Range<usize>>;

/// Who examines and who is examined, where a line says so: `BY MS. ODUYA:`, "CROSS-EXAMINATION BY MR.
/// HALE", "Examined by Mr Hale", "EXAMINATION OF ADA MOON".
fn examination(words: &str) -> Option<(Name, Name)> {
    let line = words.trim_end_matches(['*', '_', ' ']);
    let count = line.split_whitespace().count();
    let lower = line.to_lowercase();
    if lower.len() != line.len() || count > 16 {
        return None;
    }
    let start = line.trim_start_matches(['*', '_', '#', ' ', '(', '[']);
    let lead = line.len() - start.len();
    let by_alone = lower.get(lead..)?.starts_with("by ")
        && (line.starts_with("BY ") && names::is_upper(line) || line.ends_with(':'));
    let kinds = [
        "examination",
        "examined",
        "xxn",
        "xx by",
        "exam. by",
        "questioned by",
        "in chief",
        "voir dire",
        "testimony of",
        "deposition of",
        "evidence of",
        "interview of",
        "interview with",
    ];
    let heads = kinds.iter().any(|k| lower.contains(k)) && !line.ends_with(['.', '?'])
        || lower.starts_with("examined by")
        || lower.starts_with("cross-examined by");
    let head = heads && count <= 12;
    if !(by_alone || head) {
        return None;
    }
    let after = |word: &str| {
        let at = lower.find(word)? + word.len();
        let name = names::run(line, at)?;
        let gap = line.get(at..name.start)?;
        gap.chars().all(|c| !c.is_alphanumeric()).then_some(name)
    };
    let examiner = if by_alone {
        names::run(line, lead + 3)
    } else {
        after(" by ").or_else(|| after("by ")).or_else(|| {
            // "CROSS-EXAMINATION (MS. ODUYA)", "Cross-examination – Ms Oduya"
            let at = lower.find("examination")? + "examination".len();
            let name = names::run(line, at)?;
            let name_words = line.get(name.clone())?;
            (name_words
                .split_whitespace()
                .next()
                .is_some_and(names::is_title))
            .then_some(name)
        })
    };
    let witness = [
        "examination of ",
        "testimony of ",
        "deposition of ",
        "evidence of ",
        "interview of ",
        "interview with ",
    ]
    .iter()
    .find_map(|w| after(w));
    Some((examiner, witness))
}

/// The judge that a line of the head names.
fn judge(words: &str, lower: &str) -> Option<Range<usize>> {
    const SIGNS: [&str; 12] = [
        "the honourable ",
        "the honorable ",
        "honourable ",
        "honorable ",
        "hon. ",
        "hhj ",
        "his honour judge ",
        "her honour judge ",
        "before: ",
        "before judge ",
        "presiding: ",
        "coram: ",
    ];
    if lower.len() != words.len() {
        return None;
    }
    let at = SIGNS
        .iter()
        .filter_map(|s| Some(lower.find(s)? + s.len()))
        .max()?;
    let name = names::run(words, at)?;
    let words = words.get(name.clone())?;
    let thing = words
        .split_whitespace()
        .any(|w| gazetteer::kind_word(w).is_some_and(|k| k.strong));
    (!thing && !matches!(words::class_of(&key_of(words)), Some(Class::Never))).then_some(name)
}

/// Whether the body of a line is nothing but names and what they are: "Ada Moon", "DC Bo Parr and DS Lee".
pub(super) fn is_name_list(body: &str) -> bool {
    let body = body.trim();
    let count = body.split_whitespace().count();
    let small = |w: &str| matches!(w, "and" | "for" | "the" | "of" | "&" | "–" | "-" | "at");
    if !(1..=14).contains(&count) || body.ends_with(['?', '!', '.']) {
        return false;
    }
    body.split_whitespace().all(|w| {
        let core = w.trim_matches(|c: char| matches!(c, ',' | ';' | '(' | ')' | '[' | ']' | '.'));
        small(core)
            || core.is_empty()
            || core.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    }) && names::run(body, 0).is_some_and(|n| {
        body.get(n)
            .is_some_and(|n| names::is_full_name(n) || names::is_person_like(n))
    })
}
