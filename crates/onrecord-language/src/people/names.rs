//! Where names stand: runs of capitalised words, cut into titles and the name itself.
//!
//! Says nothing of who is meant and only hints at what is named; that is for the whole document to
//! tell.

use super::gazetteer::{self, Title};
use super::nouns::{is_person_noun, noun};
use super::page::Page;
use super::parties::is_role;
use crate::phrases::{is_name_suffix, is_particle};
use onrecord_record::{EntityKind, Gender, Tag, TokenKind};
use std::ops::Range;

/// One occurrence of a name.
#[derive(Clone, Debug)]
pub(crate) struct Name<'d> {
    /// Its tokens, without titles and possessive mark; a nickname in the middle is among them.
    pub(crate) tokens: Range<usize>,
    /// The first token with titles and what stands before them.
    pub(crate) first: usize,
    /// The words of the name, without suffix, nickname and marks.
    pub(crate) words: Vec<&'d str>,
    /// A nickname inside the name, in quotation marks or brackets.
    pub(crate) nickname: Option<&'d str>,
    /// "Jr.", "III".
    pub(crate) suffix: Option<&'d str>,
    /// The last word of the title.
    pub(crate) title: Option<(usize, Title)>,
    /// Whether the line is one in which most words are capitalised.
    pub(crate) titled: bool,
    /// A caption names a person so.
    pub(crate) sure: bool,
}

impl Name<'_> {
    /// The words in lower case, blanks between: the same for every way to write the same name.
    pub(crate) fn key(&self) -> String {
        let mut key = String::with_capacity(24);
        for word in &self.words {
            if !key.is_empty() {
                key.push(' ');
            }
            key.extend(word.chars().flat_map(char::to_lowercase));
        }
        if let Some(suffix) = self.suffix {
            key.push_str(", ");
            key.push_str(suffix);
        }
        key
    }

    /// What the title tells of the bearer's gender.
    pub(crate) fn title_gender(&self) -> Gender {
        self.title
            .map_or(Gender::Unknown, |(_, title)| title.gender)
    }
}

/// All names of running text, in order. Lines in which most words are capitalised are left out.
pub(crate) fn in_running_text<'d>(page: &Page<'_, 'd>) -> Vec<Name<'d>> {
    let mut names = Vec::new();
    for sentence in &page.draft.sentences {
        let bounds = sentence.tokens();
        let mut i = bounds.start;
        while i < bounds.end {
            if page.is_titled(i) || !begins_name(page, i) {
                i += 1;
                continue;
            }
            let end = run_end(page, i, bounds.end);
            cut(page, i..end, &mut names);
            i = end.max(i + 1);
        }
    }
    names
}

/// Whether the token at `i` may be part of a name, judged by itself and its place.
fn begins_name(page: &Page, i: usize) -> bool {
    if !may_be_name(page, i) || is_closed_class(page, i) || is_marker(page, i) {
        return false;
    }
    let word = page.word(i);
    if is_role(word) && !may_be_name(page, i + 1) {
        return false;
    }
    if !page.is_opening(i) {
        return true;
    }
    let proper = page.tag(i).is_proper();
    if page.is_name_elsewhere(word) || (gazetteer::is_outlet(word) && word.len() > 2) {
        return true;
    }
    if is_description(word) && may_be_name(page, i + 1) {
        return false;
    }
    let ordinary = gazetteer::is_ordinary(word);
    if !ordinary {
        return proper
            || gazetteer::first_name(word).is_some()
            || gazetteer::surname(word).is_some()
            || gazetteer::is_place(word)
            || gazetteer::title(word).is_some()
            || may_be_name(page, i + 1);
    }
    // "Secretary of State John Hale": a title goes on over its "of".
    if gazetteer::title(word).is_some()
        && page.word(i + 1) == "of"
        && opens_of(page, i, "of")
        && may_be_name(page, i + 2)
    {
        return true;
    }
    // An ordinary word opens a name only before another part of one.
    let goes_on = may_be_name(page, i + 1) && !is_closed_class(page, i + 1);
    goes_on
        && (proper
            || gazetteer::title(word).is_some()
            || gazetteer::first_name(word).is_some()
            || gazetteer::kind_word(word).is_some())
}

/// "Baby-faced Leo Marsh", "Sixteen-year-old Leo Marsh", "Half-brother Leo Marsh": the name begins after it.
fn is_description(word: &str) -> bool {
    let Some((_, last)) = word.rsplit_once('-') else {
        return false;
    };
    let described = word.ends_with("ed") || last == "old" || is_person_noun(last);
    described && last.starts_with(char::is_lowercase)
}

fn may_be_name(page: &Page, i: usize) -> bool {
    page.is_capital(i) && !page.is_time(i) && !matches!(page.word(i), "I" | "OK")
}

/// Letters with a stroke that police forms write after a name: "W/M", "B/F".
pub(super) fn is_marker(page: &Page, i: usize) -> bool {
    let letter = |i: usize| page.word(i).len() == 1;
    let stroke = |i: usize| page.word(i) == "/";
    letter(i) && (stroke(i + 1) && letter(i + 2) || i > 1 && stroke(i - 1) && letter(i - 2))
}

/// Determiners, pronouns, prepositions and the like: never part of a name by themselves.
fn is_closed_class(page: &Page, i: usize) -> bool {
    match page.tag(i) {
        Tag::DT
        | Tag::PRP
        | Tag::PRPS
        | Tag::WP
        | Tag::WPS
        | Tag::WDT
        | Tag::WRB
        | Tag::EX
        | Tag::CC
        | Tag::TO => true,
        Tag::IN
        | Tag::MD
        | Tag::RB
        | Tag::UH
        | Tag::VB
        | Tag::VBD
        | Tag::VBZ
        | Tag::VBP
        | Tag::VBN
        | Tag::VBG
        | Tag::JJ
        | Tag::JJR
        | Tag::JJS
        | Tag::CD => {
            gazetteer::is_ordinary(page.word(i))
                && page.is_opening(i)
                && gazetteer::title(page.word(i)).is_none()
        }
        _ => {
            page.is_opening(i)
                && [
                    "The", "A", "An", "He", "She", "It", "They", "We", "You", "But", "And", "In",
                    "On", "At", "For", "If", "When", "After", "As", "His", "Her", "Their", "My",
                    "This", "That", "There", "What", "Who", "Why", "How", "No", "Not", "So",
                    "Then", "Now", "While", "Since", "With", "To", "From", "By", "Of", "Our",
                    "Your", "Its", "These", "Those", "Both", "Some", "Many", "Most", "Also",
                ]
                .contains(&page.word(i))
        }
    }
}

/// One past the last token of the run of name words that begins at `start`.
fn run_end(page: &Page, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit && !is_in_next_cell(page, end) {
        let next = if continues(page, end) {
            Some(end + 1)
        } else {
            connected(page, start..end, limit)
        };
        match next {
            Some(next) if next <= limit => end = next,
            _ => break,
        }
    }
    end
}

/// Whether a tab or several spaces stand before the token: cells of a table and fields of a form are
/// no one name.
pub(super) fn is_in_next_cell(page: &Page, i: usize) -> bool {
    let draft = page.draft;
    let (Some(before), Some(token)) = (draft.tokens.get(i.wrapping_sub(1)), draft.tokens.get(i))
    else {
        return false;
    };
    let gap = before.span.gap_to(token.span);
    gap.is_some_and(|gap| {
        let gap = draft.text().slice(gap);
        gap.contains('\t') || gap.contains("   ")
    })
}

fn continues(page: &Page, i: usize) -> bool {
    if may_be_name(page, i) && !is_marker(page, i) {
        return !matches!(page.tag(i), Tag::PRP | Tag::PRPS) || page.word(i).len() > 3;
    }
    false
}

/// One past what a connecting word after `run` ties to it, if it does.
fn connected(page: &Page, run: Range<usize>, limit: usize) -> Option<usize> {
    let at = run.end;
    let word = page.word(at);
    let ties = |from: usize| (from < limit && may_be_name(page, from)).then_some(from + 1);
    if is_particle(word) {
        let next = at + 1 + usize::from(is_particle(page.word(at + 1)));
        return ties(next);
    }
    match word {
        "&" => ties(at + 1),
        "," if is_name_suffix(page.word(at + 1)) => ties(at + 1),
        "of" | "for" => {
            let next = at + 1 + usize::from(page.word(at + 1) == "the");
            let opens = run.clone().any(|i| opens_of(page, i, word));
            let person = gazetteer::first_name(page.word(next)).is_some_and(|n| !n.is_word)
                && may_be_name(page, next + 1);
            (opens && !person).then(|| ties(next)).flatten()
        }
        "and" => {
            let after_of = run.clone().any(|i| matches!(page.word(i), "of" | "for"));
            let plain = gazetteer::is_ordinary(page.word(at + 1))
                && gazetteer::is_ordinary(page.word(at - 1))
                && gazetteer::title(page.word(at + 1)).is_none();
            (after_of && plain).then(|| ties(at + 1)).flatten()
        }
        _ => nickname_end(page, at, limit),
    }
}

/// Whether a name word ties an "of" or "for" to it ("Department", "Secretary", "Board").
fn opens_of(page: &Page, i: usize, preposition: &str) -> bool {
    let word = page.word(i);
    if preposition == "of" && matches!(word, "Duke" | "Prince" | "Church" | "State" | "Attorney") {
        return true;
    }
    gazetteer::kind_word(word).is_some_and(|k| {
        k.strong && matches!(k.kind, EntityKind::Organisation | EntityKind::Facility)
    }) || matches!(
        word,
        "Secretary" | "Minister" | "Republic" | "Commissioner" | "Director"
    )
}

/// `"Bo" Marsh` after a first name: one past the name word after the closing mark.
fn nickname_end(page: &Page, at: usize, limit: usize) -> Option<usize> {
    let opens = page.kind(at) == TokenKind::QuoteMark || matches!(page.word(at), "(" | "'" | "‘");
    if !opens || !page.is_capital(at + 1) {
        return None;
    }
    let close = (at + 2..limit.min(at + 5)).find(|i| {
        page.kind(*i) == TokenKind::QuoteMark || matches!(page.word(*i), ")" | "'" | "’")
    })?;
    let brackets = page.word(at) == "(";
    if gazetteer::is_outlet(page.word(at + 1)) || gazetteer::is_place(page.word(at - 1)) {
        return None;
    }
    let next_is_surname =
        close + 1 < limit && may_be_name(page, close + 1) && (!brackets || close == at + 2);
    next_is_surname.then_some(close + 2)
}

/// Cuts a run into one or more names and puts them at the end of `names`.
fn cut<'d>(page: &Page<'_, 'd>, mut run: Range<usize>, names: &mut Vec<Name<'d>>) {
    while run.len() > 1 && (is_shouted_word(page, &run) || is_opening_word(page, &run)) {
        run.start += 1;
    }
    let Some(title_at) = last_title(page, &run) else {
        let start = without_leading_demonyms(page, &run);
        push(page, run.start, start..run.end, None, names);
        return;
    };
    let (at, title) = title_at;
    let mut before = run.start..at;
    while before.end > before.start && is_title_part(page, before.end - 1) {
        before.end -= 1;
    }
    if before.end > before.start {
        push(page, before.start, before.clone(), None, names);
    }
    push(page, run.start, at + 1..run.end, Some((at, title)), names);
}

/// "Watch Marsh talk": an ordinary word, capitalised for its place alone, before a name that stands
/// elsewhere without it.
fn is_opening_word(page: &Page, run: &Range<usize>) -> bool {
    let (word, next) = (page.word(run.start), page.word(run.start + 1));
    let participle = page.tag(run.start) == Tag::VBG;
    page.is_opening(run.start)
        && gazetteer::is_ordinary(word)
        && !page.is_name_elsewhere(word)
        && gazetteer::title(word).is_none()
        && gazetteer::first_name(word).is_none()
        && gazetteer::kind_word(word).is_none()
        && page.is_name_elsewhere(next)
        && (participle
            || gazetteer::surname(next).is_some()
            || gazetteer::first_name(next).is_some_and(|n| !n.is_word))
}

/// "KNEW Ada": an ordinary word in capitals before a name that is not.
fn is_shouted_word(page: &Page, run: &Range<usize>) -> bool {
    let word = page.word(run.start);
    let shouts = |w: &str| w.len() > 1 && w.chars().all(char::is_uppercase);
    shouts(word)
        && !shouts(page.word(run.start + 1))
        && gazetteer::is_ordinary(word)
        && !page.tag(run.start).is_noun()
}

/// The last title in `run` that has a name after it.
fn last_title(page: &Page, run: &Range<usize>) -> Option<(usize, Title)> {
    if let Some(found) = office_of(page, run) {
        return Some(found);
    }
    let found = run
        .clone()
        .rev()
        .skip(1)
        .find_map(|i| title_in(page.word(i)).map(|t| (i, t)))?;
    let rest = found.0 + 1..run.end;
    let names_thing = rest.clone().any(|i| {
        gazetteer::kind_word(page.word(i)).is_some_and(|k| k.strong)
            || matches!(page.word(i), "General" | "of" | "for")
            || is_name_suffix(page.word(rest.start))
    });
    // "Saint" and single letters are names' own parts.
    (!names_thing && !matches!(page.word(found.0), "St." | "Saint" | "Dean" | "Earl"))
        .then_some(found)
        .filter(|_| !is_given_name_here(page, found.0, run))
}

/// "Secretary of State Ann Lee": the title goes up to the last word before the name.
fn office_of(page: &Page, run: &Range<usize>) -> Option<(usize, Title)> {
    let of = run.clone().find(|i| page.word(*i) == "of")?;
    let title = title_in(page.word(of.checked_sub(1).filter(|i| *i >= run.start)?))?;
    let given = (of + 2..run.end.saturating_sub(1)).find(|i| {
        gazetteer::first_name(page.word(*i)).is_some_and(|n| !n.is_word)
            && !gazetteer::is_place(page.word(*i))
            && gazetteer::kind_word(page.word(*i + 1)).is_none_or(|k| !k.strong)
    })?;
    Some((given - 1, title))
}

/// The title a word is or ends with ("then-President").
fn title_in(word: &str) -> Option<Title> {
    gazetteer::title(word).or_else(|| {
        let (before, title) = word.split_once('-')?;
        matches!(
            before,
            "then" | "ex" | "vice" | "Then" | "Ex" | "Vice" | "former"
        )
        .then(|| gazetteer::title(title))?
    })
}

/// Whether a word that may be a title is a first or family name here ("Judge Reinhold" aside:
/// "Dean Ray", "Ann Marshal Lee").
fn is_given_name_here(page: &Page, at: usize, run: &Range<usize>) -> bool {
    at > run.start
        && gazetteer::first_name(page.word(at - 1)).is_some_and(|n| !n.is_word)
        && gazetteer::title(page.word(at - 1)).is_none()
        && !gazetteer::is_place(page.word(at - 1))
}

/// Whether the token belongs to the title that follows it ("Chief", "District", "Deputy").
fn is_title_part(page: &Page, i: usize) -> bool {
    let word = page.word(i);
    gazetteer::title(word).is_some()
        || gazetteer::is_demonym(word)
        || matches!(
            word,
            "Prime"
                | "Vice"
                | "Lt."
                | "Deputy"
                | "Assistant"
                | "Acting"
                | "Former"
                | "Associate"
                | "Senior"
                | "Circuit"
                | "District"
                | "Magistrate"
                | "Superior"
                | "State"
                | "County"
                | "Federal"
                | "General"
                | "Attorney"
                | "First"
                | "Chief"
                | "of"
                | "the"
                | "Special"
                | "Foreign"
                | "Interior"
                | "Home"
                | "Justice"
                | "Court"
                | "Supreme"
                | "Appeals"
                | "High"
                | "Crown"
                | "Detective"
                | "U.S."
                | "US"
        )
}

fn without_leading_demonyms(page: &Page, run: &Range<usize>) -> usize {
    let mut start = run.start;
    while start + 2 < run.end + usize::from(start == run.start && run.len() == 2)
        && gazetteer::is_demonym(page.word(start))
        && gazetteer::kind_word(page.word(run.end - 1)).is_none()
        && gazetteer::first_name(page.word(start)).is_none_or(|n| !n.common)
    {
        start += 1;
    }
    start
}

/// Puts the name in `tokens` at the end of `names`.
pub(crate) fn push<'d>(
    page: &Page<'_, 'd>,
    first: usize,
    tokens: Range<usize>,
    title: Option<(usize, Title)>,
    names: &mut Vec<Name<'d>>,
) {
    let mut name = Name {
        tokens: tokens.clone(),
        first,
        words: Vec::with_capacity(tokens.len()),
        nickname: None,
        suffix: None,
        title,
        titled: page.is_titled(tokens.start),
        sure: false,
    };
    let mut quoted = false;
    for i in tokens {
        let word = page.word(i);
        if page.kind(i) == TokenKind::QuoteMark || matches!(word, "(" | ")" | "'" | "‘" | "’") {
            quoted = !quoted;
        } else if quoted {
            name.nickname = Some(word);
        } else if is_name_suffix(word) {
            name.suffix = Some(word.trim_end_matches('.'));
        } else if word != "," {
            name.words.push(word);
        }
    }
    if !name.words.is_empty() {
        names.push(name);
    }
}

/// How much the words around one occurrence speak for a person, below zero against.
pub(crate) fn person_evidence(page: &Page, name: &Name) -> i32 {
    let mut score = 0;
    if name.title.is_some() {
        score += 4;
    }
    if name.nickname.is_some() || name.suffix.is_some() {
        score += 3;
    }
    if name.sure || page.is_named_in_label(name.tokens.start) {
        return score + 6;
    }
    if super::personal_verbs::tell(page, &(name.first..name.tokens.end)) {
        score += 4;
    }
    score + evidence_before(page, name) + evidence_after(page, name)
}

fn evidence_before(page: &Page, name: &Name) -> i32 {
    let Some(p) = name.first.checked_sub(1) else {
        return 0;
    };
    let word = page.word(p);
    if is_person_noun(word) && !word.ends_with('s') || title_in(word).is_some_and(|t| t.honorific) {
        return 3;
    }
    match word {
        "the" | "The" | "a" | "an" | "this" => -4,
        "in" | "near" | "In" | "At" | "at" | "into" | "outside"
            if !page.is_possessive(name.tokens.end) =>
        {
            -2
        }
        "told" | "named" => 2,
        "called" | "said" => 1,
        "," if p > 0 && is_person_noun(page.word(p - 1)) => 2,
        "of" if page.is_capital(p.saturating_sub(1)) && name.words.len() > 1 => -2,
        "By" | "by" if page.is_opening(p) => 3,
        _ if p > 0 && page.is_possessive(p) && gazetteer::is_outlet(page.word(p - 1)) => 2,
        _ => noun(word).map_or(0, |n| match n.kind {
            EntityKind::Organisation | EntityKind::Document => -4,
            _ => 0,
        }),
    }
}

fn evidence_after(page: &Page, name: &Name) -> i32 {
    let n = name.tokens.end;
    let word = page.word(n);
    match word {
        "," => {
            let next = page.word(n + 1);
            let age = page.kind(n + 1) == TokenKind::Number
                && next.len() <= 2
                && matches!(page.word(n + 2), "," | "." | ";" | "--" | "—" | "and");
            if age {
                return 4;
            }
            if next == "who" {
                return 3;
            }
            let described = (n + 1..n + 6).take_while(|i| !matches!(page.word(*i), "," | "."));
            let described = described
                .into_iter()
                .any(|i| is_person_noun(page.word(i)) && !page.is_possessive(i + 1));
            let opens = matches!(page.tag(n + 1), Tag::DT | Tag::PRPS) || next == "the";
            if described && opens { 3 } else { 0 }
        }
        "contributed" | "reported" if page.word(n + 1) == "to" || page.word(n + 1) == "from" => 4,
        "and" | "or" if page.is_capital(n + 1) => {
            // "Johnny Marsh and Mara Lopez contributed": what is said of the second holds for both.
            let ends = (n + 2..n + 5).find(|i| !page.is_capital(*i));
            i32::from(ends.is_some_and(|i| page.word(i) == "contributed")) * 3
        }
        "who" | "whose" => 3,
        "said" | "says" | "told" | "testified" | "wrote" | "added" | "tweeted" | "argued"
        | "admitted" | "confessed" | "pleaded" | "recalled" | "believes" | "thinks" => 1,
        "(" if page.kind(n + 1) == TokenKind::Handle => 3,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use onrecord_record::Document;

    #[test]
    fn names_in_neighbouring_cells_are_not_one() {
        let text = "The case was heard in May.\nv. Milo Harrow\tJudge Anselm Pike\n";
        let reading = crate::read(&Document::from_text(text, None));
        let names: Vec<&str> = reading.entities.iter().map(|e| e.name.as_str()).collect();
        assert!(names.contains(&"Milo Harrow"), "{names:?}");
    }

    #[test]
    fn a_description_before_a_name_is_no_part_of_it() {
        for text in [
            "Sixteen-year-old Leo Marsh ran.",
            "Half-brother Leo Marsh ran.",
            "Baby-faced Leo Marsh ran.",
        ] {
            let reading = crate::read(&Document::from_text(text, None));
            assert_eq!(reading.entities[0].name, "Leo Marsh", "{text}");
        }
    }
}
