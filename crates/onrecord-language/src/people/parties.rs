//! Who "the appellant" and "PW3" are: the one person whom the caption, or the words beside the name,
//! give that part in the case.

use super::kinds::NameGroup;
use super::names::{Name, is_in_next_cell, push};
use super::page::Page;
use super::resolve::Walk;
use crate::turns;
use onrecord_record::{EntityKind, MentionKind, TokenKind};
use std::ops::Range;

/// Parts in a case that a caption gives, singular.
const ROLES: [&str; 16] = [
    "appellant",
    "respondent",
    "petitioner",
    "applicant",
    "accused",
    "complainant",
    "deceased",
    "plaintiff",
    "defendant",
    "claimant",
    "prosecutrix",
    "informant",
    "convict",
    "affiant",
    "deponent",
    "declarant",
];

/// How many paragraphs at the beginning may be the caption.
const HEAD: usize = 40;

/// Most tokens of a caption's line.
const LINE: usize = 24;

/// A part in the case and the tokens that name whoever has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    role: String,
    tokens: Range<usize>,
    /// Follows from the other side being the state, not from the word itself.
    soft: bool,
}

/// The parts that the text gives, a role only where it gives it to one.
pub(crate) fn find(page: &Page) -> Vec<Part> {
    let mut parts = Vec::new();
    for (i, paragraph) in page.draft.paragraphs.iter().enumerate() {
        let line = page.draft.tokens_in(paragraph.span);
        let head = i < HEAD && line.len() <= LINE;
        if i < HEAD
            && let Some(tokens) = deponent(page, &line)
        {
            parts.extend(
                ["affiant", "deponent", "declarant"]
                    .iter()
                    .map(|role| Part {
                        role: (*role).to_owned(),
                        tokens: tokens.clone(),
                        soft: false,
                    }),
            );
        }
        for at in line.clone() {
            if !page.word(at).starts_with(|c: char| c.is_alphabetic()) {
                continue;
            }
            let roles = roles_of(page.word(at));
            if roles.is_empty() {
                if head && is_versus(page.word(at)) {
                    versus(page, i, line.clone(), at, &mut parts);
                }
                continue;
            }
            let named = if head {
                beside(page, i, &line, at)
            } else {
                None
            };
            if let Some(tokens) = named.or_else(|| in_brackets(page, &line, at)) {
                parts.extend(roles.iter().map(|role| Part {
                    role: (*role).to_owned(),
                    tokens: tokens.clone(),
                    soft: false,
                }));
            }
        }
    }
    parts
}

/// "AFFIDAVIT OF LEO MARSH", "Leo Marsh, being duly sworn,": who makes the paper.
fn deponent(page: &Page, line: &Range<usize>) -> Option<Range<usize>> {
    let is = |i: usize, words: &[&str]| words.iter().any(|w| page.word(i).eq_ignore_ascii_case(w));
    if line.len() <= LINE
        && is(line.start, &["affidavit", "declaration", "deposition"])
        && is(line.start + 1, &["of"])
    {
        return name_from(page, line.start + 2, line.end);
    }
    let name = name_from(page, line.start, line.end)?;
    let swears = page.word(name.end) == ","
        && is(name.end + 1, &["being", "having"])
        && (name.end..line.end.min(name.end + 8)).any(|i| is(i, &["sworn"]));
    swears.then_some(name)
}

/// The roles that a word of a caption gives: two for "Defendant-Appellant".
fn roles_of(word: &str) -> Vec<&'static str> {
    if !(7..=30).contains(&word.len()) || !word.split(['-', '/']).any(is_role) {
        return Vec::new();
    }
    let lower = word.to_lowercase();
    lower
        .split(['-', '/'])
        .filter_map(|part| ROLES.iter().find(|r| **r == part).copied())
        .collect()
}

/// Whether a word is a part in a case, whatever it was tagged: "the accused", "Petitioner".
pub(super) fn is_role(word: &str) -> bool {
    (7..=11).contains(&word.len()) && ROLES.iter().any(|r| r.eq_ignore_ascii_case(word))
}

fn is_versus(word: &str) -> bool {
    matches!(
        word,
        "v" | "v." | "vs" | "vs." | "V." | "VS." | "versus" | "Versus" | "VERSUS"
    )
}

fn is_mark(page: &Page, i: usize) -> bool {
    page.kind(i) == TokenKind::Mark || page.kind(i) == TokenKind::QuoteMark
}

/// "Appellant: Leo Marsh", "Leo Marsh ..... Appellant", "Leo Marsh, Petitioner,".
fn beside(page: &Page, paragraph: usize, line: &Range<usize>, at: usize) -> Option<Range<usize>> {
    if page.word(at + 1) == ":" && at <= line.start + 1 {
        return name_from(page, at + 2, line.end);
    }
    let closes = at + 1 >= line.end || is_mark(page, at + 1) || is_versus(page.word(at + 1));
    if !closes {
        return None;
    }
    let end = (line.start..at).rev().find(|i| !is_mark(page, *i));
    match end {
        // A mark, or the width of a column, stands between them.
        Some(end) if end + 1 < at || is_in_next_cell(page, at) => {
            name_to(page, line.start, end + 1)
        }
        Some(_) => None,
        // The role stands in a line of its own under the name.
        None => {
            let before = page.draft.paragraphs.get(paragraph.checked_sub(1)?)?;
            let tokens = page.draft.tokens_in(before.span);
            let end = tokens.clone().rev().find(|i| !is_mark(page, *i))? + 1;
            (tokens.len() <= 8).then(|| name_to(page, tokens.start, end))?
        }
    }
}

/// `Leo Marsh (hereinafter "the appellant")`.
fn in_brackets(page: &Page, line: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let mut i = at.checked_sub(1).filter(|i| page.word(*i) == "the")?;
    for _ in 0..8 {
        i = i.checked_sub(1).filter(|i| *i > line.start)?;
        let word = page.word(i);
        if word == "(" {
            return name_to(page, line.start, i);
        }
        let between = page.kind(i) == TokenKind::QuoteMark
            || matches!(
                word,
                "hereinafter" | "hereafter" | "called" | "referred" | "to" | "as" | "," | "'" | "‘"
            );
        if !between {
            return None;
        }
    }
    None
}

/// The capitalised words from token `from` on.
fn name_from(page: &Page, from: usize, limit: usize) -> Option<Range<usize>> {
    let mut end = from;
    while end < limit && is_name_token(page, end) {
        end += 1;
    }
    (end > from && end - from <= 5).then_some(from..end)
}

/// The capitalised words that end before token `end`.
fn name_to(page: &Page, limit: usize, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while start > limit && is_name_token(page, start - 1) {
        start -= 1;
    }
    (end > start && end - start <= 6).then_some(start..end)
}

fn is_name_token(page: &Page, i: usize) -> bool {
    let word = page.word(i);
    page.kind(i) == TokenKind::Word
        && word.starts_with(char::is_uppercase)
        && !is_versus(word)
        && roles_of(word).is_empty()
        || crate::phrases::is_particle(word)
}

/// "STATE v. MARSH": who is tried, or who asks the court, where the state is the other side.
fn versus(page: &Page, paragraph: usize, line: Range<usize>, at: usize, parts: &mut Vec<Part>) {
    let neighbour = |i: Option<usize>| {
        let p = page.draft.paragraphs.get(i?)?;
        let tokens = page.draft.tokens_in(p.span);
        (tokens.len() <= LINE).then_some(tokens)
    };
    let left = if at > line.start {
        Some(line.start..at)
    } else {
        neighbour(paragraph.checked_sub(1))
    };
    let right = if at + 1 < line.end {
        Some(at + 1..line.end)
    } else {
        neighbour(Some(paragraph + 1))
    };
    let (Some(left), Some(right)) = (left, right) else {
        return;
    };
    let sides = [is_state(page, left.clone()), is_state(page, right.clone())];
    let name = |side: Range<usize>| {
        let start = side.clone().find(|i| is_name_token(page, *i))?;
        name_from(page, start, side.end)
    };
    let (tokens, roles): (_, &[&str]) = match sides {
        [true, false] => (
            name(right),
            &[
                "defendant",
                "accused",
                "appellant",
                "petitioner",
                "applicant",
                "convict",
            ],
        ),
        [false, true] => (
            name(left),
            &[
                "appellant",
                "petitioner",
                "applicant",
                "accused",
                "defendant",
                "convict",
            ],
        ),
        _ => return,
    };
    if let Some(tokens) = tokens {
        parts.extend(roles.iter().map(|role| Part {
            role: (*role).to_owned(),
            tokens: tokens.clone(),
            soft: true,
        }));
    }
}

/// Whether one side of a caption is the state.
fn is_state(page: &Page, mut side: Range<usize>) -> bool {
    side.any(|i| {
        matches!(
            page.word(i).to_lowercase().as_str(),
            "state"
                | "people"
                | "crown"
                | "commonwealth"
                | "republic"
                | "government"
                | "r"
                | "r."
                | "rex"
                | "regina"
                | "queen"
                | "king"
                | "warden"
                | "director"
                | "union"
                | "superintendent"
                | "sheriff"
                | "secretary"
        )
    }) || side
        .clone()
        .any(|i| page.word(i).eq_ignore_ascii_case("united"))
}

/// Makes sure that whoever a caption names is among the names.
pub(crate) fn add_names<'d>(page: &Page<'_, 'd>, parts: &[Part], names: &mut Vec<Name<'d>>) {
    for part in parts {
        let whole = page.draft.span_of_tokens(part.tokens.clone());
        let like = whole.is_some_and(|span| turns::is_person_like(page.draft.words(span)));
        if let Some(name) = names.iter_mut().find(|n| n.tokens == part.tokens) {
            name.sure |= like;
            if like {
                name.titled = false;
            }
            continue;
        }
        if !like || part.tokens.len() < 2 {
            continue;
        }
        names.retain(|n| n.tokens.end <= part.tokens.start || n.tokens.start >= part.tokens.end);
        push(page, part.tokens.start, part.tokens.clone(), None, names);
        if let Some(name) = names.last_mut() {
            name.sure = true;
            name.titled = false;
        }
    }
    names.sort_by_key(|n| n.tokens.start);
}

/// The figure that has the part which `head` names, if the text gives it to one alone.
pub(super) fn holder(walk: &Walk, i: usize, head: &str) -> Option<usize> {
    if !ROLES.contains(&head) {
        return None;
    }
    let sighting = walk.sighting(i)?;
    let plain = sighting.tokens.clone().all(|t| {
        t == sighting.head.start
            || matches!(
                walk.page.word(t).to_lowercase().as_str(),
                "the" | "this" | "said" | "that" | "present" | "learned" | "herein"
            )
    });
    if !plain {
        return None;
    }
    let of = |soft: bool| {
        let mut found: Vec<usize> = walk
            .parts
            .iter()
            .filter(|p| p.role == head && p.soft == soft)
            .filter_map(|p| figure_of(walk, &p.tokens))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let stated: Vec<usize> = of(false)
        .into_iter()
        .chain(called(walk, head))
        .collect::<std::collections::BTreeSet<usize>>()
        .into_iter()
        .collect();
    match (stated.as_slice(), of(true).as_slice()) {
        ([one], _) | ([], [one]) => Some(*one),
        _ => None,
    }
}

/// Named persons whom the text calls so beside their name.
fn called<'w>(walk: &'w Walk, head: &'w str) -> impl Iterator<Item = usize> + 'w {
    walk.cast
        .figures
        .iter()
        .enumerate()
        .filter(move |(_, f)| {
            f.is_person() && !f.names.is_empty() && f.callings.iter().any(|c| c.noun == head)
        })
        .map(|(i, _)| i)
}

/// Whom the name within `tokens` refers to, as far as the walk has come.
fn figure_of(walk: &Walk, tokens: &Range<usize>) -> Option<usize> {
    let figure = walk
        .cast
        .sightings
        .iter()
        .filter(|s| s.kind == MentionKind::Name)
        .find(|s| s.head.start < tokens.end && tokens.start < s.head.end)?
        .figure?;
    walk.cast
        .figure(figure)
        .is_some_and(|f| matches!(f.kind, EntityKind::Person | EntityKind::Organisation))
        .then_some(figure)
}

/// A number that a witness has in the papers: "PW3", "PW-3", "PW 3".
struct Number {
    id: String,
    tokens: Range<usize>,
}

/// Adds "PW3" to the names where the text says who that is; gives back which name each is.
pub(crate) fn add_witnesses<'d>(
    page: &Page<'_, 'd>,
    names: &mut Vec<Name<'d>>,
) -> Vec<(usize, usize)> {
    let numbers: Vec<Number> = (0..page.draft.tokens.len())
        .filter_map(|i| number_at(page, i))
        .collect();
    if numbers.is_empty() {
        return Vec::new();
    }
    let mut known: Vec<(&str, String, usize)> = Vec::new();
    for number in &numbers {
        if let Some(named) = name_beside(page, names, &number.tokens)
            && let Some(name) = names.get_mut(named)
        {
            name.sure |= name.words.len() > 1;
            known.push((&number.id, name.key(), name.tokens.start));
        }
    }
    let mut added = Vec::new();
    for number in &numbers {
        let mut own = known.iter().filter(|(id, _, _)| *id == number.id);
        let Some((_, key, at)) = own.next() else {
            continue;
        };
        if own.any(|(_, other, _)| other != key) {
            continue;
        }
        names
            .retain(|n| n.tokens.end <= number.tokens.start || n.tokens.start >= number.tokens.end);
        push(
            page,
            number.tokens.start,
            number.tokens.clone(),
            None,
            names,
        );
        added.push((number.tokens.start, *at));
    }
    names.sort_by_key(|n| n.tokens.start);
    added
}

fn number_at(page: &Page, i: usize) -> Option<Number> {
    let word = page.word(i);
    let rest = ["PW", "DW", "CW", "P.W.", "D.W."]
        .iter()
        .find_map(|p| word.strip_prefix(p).map(|rest| (p.replace('.', ""), rest)));
    let (side, rest) = rest?;
    let digits = rest.trim_start_matches(['-', '.']);
    if !digits.is_empty() {
        return digits.bytes().all(|b| b.is_ascii_digit()).then(|| Number {
            id: format!("{side}{digits}"),
            tokens: i..i + 1,
        });
    }
    let next = i + 1 + usize::from(matches!(page.word(i + 1), "-" | "–" | "."));
    let number = page.word(next);
    (!number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit())).then(
        || Number {
            id: format!("{side}{number}"),
            tokens: i..next + 1,
        },
    )
}

/// "PW3, Ada Moon", "Ada Moon (PW3)", "PW3 – Ada Moon": index of the name.
fn name_beside(page: &Page, names: &[Name], number: &Range<usize>) -> Option<usize> {
    let mark = matches!(page.word(number.end), "," | ":" | "–" | "—" | "-" | "(");
    let from = number.end + usize::from(mark);
    let first = names.partition_point(|n| n.first < number.end);
    let after = names
        .iter()
        .enumerate()
        .skip(first)
        .take(2)
        .find(|(_, n)| n.first == from || n.tokens.start == from);
    if let Some((i, _)) = after {
        return Some(i);
    }
    let open = number
        .start
        .checked_sub(1)
        .filter(|i| matches!(page.word(*i), "(" | "," | "–"))?;
    let bracket = page.word(open) == "(";
    names
        .iter()
        .position(|n| n.tokens.end == open)
        .filter(|_| bracket)
}

/// Makes the groups of such numbers other names of whoever they are.
pub(crate) fn alias_witnesses(
    names: &[Name],
    groups: &mut [NameGroup],
    witnesses: &[(usize, usize)],
) {
    for (number, named) in witnesses {
        let group_at = |groups: &[NameGroup], token: usize| {
            groups.iter().position(|g| {
                g.occurrences
                    .iter()
                    .any(|n| names.get(*n).is_some_and(|n| n.tokens.start == token))
            })
        };
        let (Some(own), Some(main)) = (group_at(groups, *number), group_at(groups, *named)) else {
            continue;
        };
        if own == main {
            continue;
        }
        if let Some(group) = groups.get_mut(own) {
            group.kind = Some(EntityKind::Person);
            group.alias_of = Some(main);
        }
    }
}
