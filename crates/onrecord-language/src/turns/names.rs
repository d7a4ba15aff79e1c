//! Names as labels and headers write them, judged by their letters alone.

use crate::people::gazetteer;
use crate::phrases;
use std::ops::Range;

/// Whether the words have a capital and no small letter.
pub(super) fn is_upper(words: &str) -> bool {
    words.contains(char::is_uppercase) && !words.contains(char::is_lowercase)
}

/// Whether the word is one that stands before names.
pub(super) fn is_title(word: &str) -> bool {
    let plain = word.trim_end_matches('.');
    gazetteer::title(word).is_some_and(|t| t.honorific)
        || gazetteer::title(plain).is_some_and(|t| t.honorific)
        || matches!(
            plain.to_lowercase().as_str(),
            "adv"
                | "advocate"
                | "baroness"
                | "dc"
                | "di"
                | "ds"
                | "dci"
                | "pc"
                | "psi"
                | "wpc"
                | "hhj"
                | "lord"
                | "lady"
                | "shri"
                | "smt"
                | "sri"
                | "insp"
                | "sgt"
                | "cllr"
                | "solicitor"
                | "attorney"
                | "detective"
                | "sergeant"
                | "inspector"
                | "officer"
                | "judge"
                | "justice"
        )
}

/// Whether the word may be part of a name: a capital first, letters and the marks of names.
pub(super) fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
}

/// "de", "van", "al": small words inside names.
pub(super) fn is_particle(word: &str) -> bool {
    phrases::is_particle(word)
}

/// `KP`, `K.P.`, `K`.
pub(super) fn is_initials(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| *c != '.').collect();
    (1..=3).contains(&letters.len())
        && letters.iter().all(|c| c.is_uppercase())
        && !word.starts_with('.')
}

/// A name without letters after it: "Peter Hale QC".
pub(super) fn without_degrees(name: &str) -> &str {
    let mut name = name;
    while let Some((before, last)) = name.rsplit_once(' ')
        && matches!(
            last.trim_end_matches('.'),
            "QC" | "KC" | "SC" | "MP" | "MD" | "PhD" | "Esq" | "ESQ" | "JP" | "JJ" | "J"
        )
    {
        name = before.trim_end_matches(',');
    }
    name
}

/// Whether the words look like a name: a known first name, or a family name that is no ordinary word.
pub(crate) fn is_person_like(words: &str) -> bool {
    let parts: Vec<&str> = words
        .split_whitespace()
        .filter(|w| !phrases::is_name_suffix(w))
        .collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return false;
    };
    if parts.len() > 5 || !parts.iter().all(|w| is_name_word(w) || is_particle(w)) {
        return false;
    }
    let thing = parts
        .iter()
        .any(|w| gazetteer::kind_word(w).is_some_and(|k| k.strong));
    if thing || gazetteer::is_outlet(words) || gazetteer::is_country_or_state(words) {
        return false;
    }
    let given = gazetteer::first_name(first);
    let family = gazetteer::surname(last);
    if parts.len() == 1 {
        return given.is_some_and(|n| !n.is_word)
            || family == Some(false) && !gazetteer::is_ordinary(first);
    }
    let initial = first.trim_end_matches('.').chars().count() == 1;
    match given {
        Some(name) if !name.is_word => true,
        Some(_) => {
            (family.is_some() || !gazetteer::is_ordinary(last))
                && !(gazetteer::is_ordinary(last) && gazetteer::is_ordinary(first))
        }
        None => {
            initial && family.is_some() || family == Some(false) && !gazetteer::is_ordinary(first)
        }
    }
}

/// Whether the words are a name of two words or more, with or without a title.
pub(super) fn is_full_name(words: &str) -> bool {
    let mut parts = words.split_whitespace().peekable();
    let mut titled = false;
    while parts.next_if(|w| is_title(w)).is_some() {
        titled = true;
    }
    let rest: Vec<&str> = parts.collect();
    let name = rest.join(" ");
    is_person_like(&name) && (rest.len() > 1 || titled)
}

/// Words in capitals that end a name rather than belong to it.
const STOPS: [&str; 34] = [
    "by",
    "for",
    "of",
    "on",
    "was",
    "having",
    "being",
    "called",
    "the",
    "and",
    "presiding",
    "judge",
    "esq",
    "esq.",
    "kc",
    "qc",
    "sc",
    "llp",
    "direct",
    "cross",
    "redirect",
    "recross",
    "sworn",
    "affirmed",
    "witness",
    "recalled",
    "examination",
    "state",
    "state's",
    "defence",
    "defense",
    "prosecution",
    "in",
    "a",
];

/// The name that `text` begins with after byte `from`, titles included; trailing marks left out.
pub(super) fn run(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let lead = rest.len()
        - rest
            .trim_start_matches(|c: char| {
                c.is_whitespace()
                    || matches!(c, '*' | '_' | '-' | '–' | ':' | '.' | '(' | '[' | '|' | '#')
            })
            .len();
    let start = from + lead;
    let mut end = start;
    let mut named = false;
    for word in text
        .get(start..)?
        .split_inclusive(char::is_whitespace)
        .take(7)
    {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', ':', ';', ')', ']', '(', '*', '_']);
        let title = !named && is_title(core);
        let lower = core.to_lowercase();
        let stops = STOPS.contains(&lower.as_str());
        if core.is_empty() || stops && !title || !(is_name_word(core) || is_particle(core) && named)
        {
            break;
        }
        let at = end_of_words(text, start, end, word)?;
        named |= !title;
        let whole = core.len() == bare.len();
        end = at + core.len();
        let sentence_ends =
            core.ends_with('.') && core.len() > 3 && !title && !phrases::is_name_suffix(core);
        if sentence_ends {
            end -= 1;
        }
        if !whole || sentence_ends || word.contains('\n') {
            break;
        }
    }
    (named && end > start).then_some(start..end)
}

/// Where `word`, the next after byte `end`, begins.
fn end_of_words(text: &str, start: usize, end: usize, word: &str) -> Option<usize> {
    let from = end.max(start);
    let rest = text.get(from..)?;
    Some(from + rest.find(word.trim_end())?)
}
