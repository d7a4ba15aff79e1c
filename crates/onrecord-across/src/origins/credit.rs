//! Whose text it is, as its first and last lines say: `REGINA (Plains Newswire) —`, `By the Moorland
//! Press Agency`, `The Associated Press contributed to this report.`

use super::print::Credit;
use super::words::{Word, words};
use onrecord_record::{Document, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// In how many pieces of text at the start a dateline may stand.
const FIRST_PIECES: usize = 4;

/// In how many pieces at the end a credit may stand.
const LAST_PIECES: usize = 4;

/// How far into its piece of text a dateline's agency may stand, in bytes.
const DATELINE: usize = 80;

/// How long the name of an agency may be, in bytes.
const NAME: usize = 48;

struct Table {
    /// Names of agencies in lower case.
    names: BTreeSet<&'static str>,
    /// Last words of agencies' names.
    endings: BTreeSet<&'static str>,
    /// Phrases that give credit to what stands before or after them.
    phrases: BTreeMap<&'static str, bool>,
    /// The same by their first byte.
    by_first: Vec<Vec<&'static str>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        names: BTreeSet::new(),
        endings: BTreeSet::new(),
        phrases: BTreeMap::new(),
        by_first: vec![Vec::new(); 256],
    };
    for row in rows(include_str!("../../data/credits.tsv")) {
        match row.as_slice() {
            ["agency", name, ..] => drop(table.names.insert(name)),
            ["ending", word, ..] => drop(table.endings.insert(word)),
            ["after", phrase, ..] => drop(table.phrases.insert(phrase, true)),
            ["before", phrase, ..] => drop(table.phrases.insert(phrase, false)),
            _ => {}
        }
    }
    for phrase in table.phrases.keys() {
        let first = phrase.bytes().next();
        if let Some(of_first) = first.and_then(|first| table.by_first.get_mut(usize::from(first))) {
            of_first.push(phrase);
        }
    }
    table
});

/// Whether a phrase that gives credit stands in a text in lower case: hardly any does.
fn has_phrase(lower: &str) -> bool {
    let by_first = &TABLE.by_first;
    let bytes = lower.as_bytes();
    bytes.iter().enumerate().any(|(at, first)| {
        let phrases = by_first.get(usize::from(*first));
        let rest = bytes.get(at..).unwrap_or_default();
        phrases.is_some_and(|all| all.iter().any(|p| rest.starts_with(p.as_bytes())))
    })
}

/// The rows of a table of tab-separated columns without its comments and its header.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty());
    lines.skip(1).map(|line| line.split('\t').collect())
}

/// The credit of a document, if it gives one.
pub(super) fn of(document: &Document, running: &[Span]) -> Option<Credit> {
    let first = running.iter().take(FIRST_PIECES);
    first
        .filter_map(|span| dateline(document.text.slice(*span), span.start()))
        .next()
        .or_else(|| {
            let ends = running.iter().rev().take(LAST_PIECES);
            ends.chain(running.iter().take(FIRST_PIECES))
                .find_map(|span| phrase(document.text.slice(*span), span.start()))
        })
}

/// `PLACE, St. (Agency) —`: capitals, the agency in brackets, a dash.
fn dateline(text: &str, from: usize) -> Option<Credit> {
    let open = text.find('(').filter(|at| *at <= DATELINE)?;
    let close = open + text.get(open..)?.find(')')?;
    let name = text.get(open + 1..close)?;
    let place = text.get(..open)?;
    let begins_loud = words(place, 0)
        .first()
        .is_some_and(|w| w.text.len() > 1 && w.text.chars().all(|c| !c.is_lowercase()));
    let dash = text
        .get(close + 1..)?
        .trim_start()
        .starts_with(['—', '–', '-', ':']);
    let known = is_agency(name);
    let fits = begins_loud && dash || known && (begins_loud || dash || place.trim().is_empty());
    (fits && is_name(name)).then(|| credit(name, from + open + 1))
}

/// `Agency contributed to this report`, `Source: Agency`.
fn phrase(text: &str, from: usize) -> Option<Credit> {
    let lower = text.to_ascii_lowercase();
    if !has_phrase(&lower) {
        return None;
    }
    for (phrase, after) in &TABLE.phrases {
        let Some(at) = lower.find(phrase) else {
            continue;
        };
        let found = if *after {
            let start = at + phrase.len();
            let rest = text.get(start..)?;
            let end = rest.find(['.', ',', ';', '\n', '(']).unwrap_or(rest.len());
            named(rest.get(..end)?, from + start)
        } else {
            named(text.get(..at)?, from)
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The agency that a piece of text names: one that is known, or capitals that end like one.
fn named(text: &str, from: usize) -> Option<Credit> {
    let all = words(text, from);
    let begin = all
        .iter()
        .rposition(|w| !w.is_capital())
        .map_or(0, |i| i + 1);
    let run: Vec<&Word<'_>> = all.get(begin..)?.iter().collect();
    let run = match run.as_slice() {
        [article, rest @ ..] if article.text.eq_ignore_ascii_case("the") => rest,
        run => run,
    };
    let (start, end) = (run.first()?.bytes.start, run.last()?.bytes.end);
    let name = text.get(start - from..end - from)?;
    (is_agency(name) && is_name(name)).then(|| credit(name, start))
}

fn is_agency(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let last = lower.rsplit(' ').next().unwrap_or_default();
    TABLE.names.contains(lower.as_str())
        || lower.contains(' ') && TABLE.endings.contains(last)
        || last.len() > 4
            && TABLE
                .endings
                .iter()
                .any(|e| *e == "newswire" && last.ends_with(e))
}

/// Whether this can be a name at all: not `left`, not a sentence, not a number.
fn is_name(name: &str) -> bool {
    let words = words(name, 0);
    name.len() <= NAME
        && !words.is_empty()
        && words.len() <= 5
        && words.iter().all(|w| w.is_capital() || w.text.len() <= 3)
        && words.iter().any(Word::is_capital)
}

fn credit(name: &str, start: usize) -> Credit {
    Credit {
        agency: name.trim().to_owned(),
        words: start as u32..(start + name.len()) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origins::print::running;

    fn agency(text: &str) -> Option<String> {
        let document = Document::from_text(text, None);
        let credit = of(&document, &running(&document))?;
        let range = credit.words.start as usize..credit.words.end as usize;
        assert_eq!(
            document.text.as_str().get(range),
            Some(credit.agency.as_str())
        );
        Some(credit.agency)
    }

    #[test]
    fn datelines_and_credit_lines_name_their_agency() {
        let found = |text| agency(text).unwrap_or_default();
        assert_eq!(found("ELMFORD, Ohio (QNS) — A court ruled."), "QNS");
        assert_eq!(
            found("DUN MORA (Fells Newswire) - A man was freed."),
            "Fells Newswire"
        );
        assert_eq!(
            found("A man.\nThe Associated Press contributed to this report."),
            "Associated Press"
        );
        assert_eq!(found("A man (62) was freed.\nThe court ruled."), "");
        assert_eq!(found("The jury (eleven men) left."), "");
    }

    #[test]
    fn the_table_has_each_row_once() {
        let mut seen = BTreeSet::new();
        for row in rows(include_str!("../../data/credits.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(
                ["agency", "ending", "after", "before"].contains(&row[0]),
                "{row:?}"
            );
            assert!(seen.insert((row[0], row[1])), "{row:?}");
        }
    }
}
