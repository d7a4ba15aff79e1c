//! The base form of a verb and the singular of a noun.
//!
//! Tables for what is irregular, spelling rules for the rest. Nothing is allocated for words that are
//! in the tables or only lose an ending.

use onrecord_record::Tag;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

type Forms = HashMap<&'static str, &'static str>;

static PASTS: LazyLock<Forms> = LazyLock::new(|| irregular_verbs(1));
static PARTICIPLES: LazyLock<Forms> = LazyLock::new(|| irregular_verbs(2));
static STEMS: LazyLock<Forms> = LazyLock::new(|| pairs(include_str!("../data/verb_stems.tsv")));
static PLURALS: LazyLock<Forms> =
    LazyLock::new(|| pairs(include_str!("../data/irregular_plurals.tsv")));

/// Longer words have no lemma but themselves, in bytes.
const LONGEST: usize = 40;

/// The base form of a verb, in lower case: `said` and `says` give `say`, `'ve` gives `have`.
///
/// The tag settles what the letters leave open (`found`, `lay`, `saw`). With a tag that is no verb's,
/// every ending is tried.
#[allow(dead_code, reason = "the parts that find statements and events use it")]
pub(crate) fn verb_lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    let lower = lower(word);
    if let Some(lemma) = auxiliary(&lower) {
        return Cow::Borrowed(lemma);
    }
    let tables: &[&LazyLock<Forms>] = match tag {
        Tag::VB | Tag::VBP | Tag::MD => return lower,
        Tag::VBZ => return map(lower, third_person),
        Tag::VBG => return map(lower, |w| without(w, "ing")),
        Tag::VBD => &[&PASTS, &PARTICIPLES],
        _ => &[&PARTICIPLES, &PASTS],
    };
    if let Some(lemma) = tables.iter().find_map(|table| table.get(lower.as_ref())) {
        return Cow::Borrowed(lemma);
    }
    map(lower, |w| {
        without(w, "ed").or_else(|| match tag {
            Tag::VBD | Tag::VBN => None,
            _ => without(w, "ing").or_else(|| third_person(w)),
        })
    })
}

/// The singular of a noun, in lower case: `witnesses` gives `witness`. A word that is not tagged as
/// a common plural is only put in lower case.
#[allow(dead_code, reason = "the parts that find people and events use it")]
pub(crate) fn noun_lemma(word: &str, tag: Tag) -> Cow<'_, str> {
    let lower = lower(word);
    if !matches!(tag, Tag::NNS | Tag::NNPS) {
        return lower;
    }
    if let Some(singular) = PLURALS.get(lower.as_ref()) {
        return Cow::Borrowed(singular);
    }
    map(lower, singular)
}

/// Forms of `be`, `have` and `do`, and shortened ones.
fn auxiliary(word: &str) -> Option<&'static str> {
    Some(match word {
        "am" | "is" | "are" | "was" | "were" | "been" | "being" | "'m" | "’m" | "'re" | "’re"
        | "'s" | "’s" => "be",
        "has" | "had" | "having" | "'ve" | "’ve" => "have",
        "does" | "did" | "done" => "do",
        "'ll" | "’ll" | "wo" => "will",
        "'d" | "’d" => "would",
        "ca" => "can",
        "goes" => "go",
        _ => return None,
    })
}

/// A part of the word, perhaps with another ending.
type Changed<'w> = (&'w str, &'static str);

/// The word as `change` has it; the word itself where there is nothing to change.
fn map<'w>(
    word: Cow<'w, str>,
    change: impl for<'a> Fn(&'a str) -> Option<Changed<'a>>,
) -> Cow<'w, str> {
    let Some((kept, ending)) = change(&word) else {
        return word;
    };
    if !ending.is_empty() {
        return Cow::Owned([kept, ending].concat());
    }
    let length = kept.len();
    match word {
        Cow::Borrowed(word) => Cow::Borrowed(word.get(..length).unwrap_or(word)),
        Cow::Owned(mut word) => {
            word.truncate(length);
            Cow::Owned(word)
        }
    }
}

/// The base of a third person singular.
fn third_person(word: &str) -> Option<Changed<'_>> {
    if word.len() < 4 || word.ends_with("ss") {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(if stem.len() > 1 {
            (stem, "y")
        } else {
            (stem, "ie")
        });
    }
    if let Some(stem) = word.strip_suffix("es")
        && (stem.ends_with(['x', 'o'])
            || ["ss", "sh", "ch", "zz"].iter().any(|e| stem.ends_with(e)))
    {
        return Some((stem, ""));
    }
    word.strip_suffix('s').map(|stem| (stem, ""))
}

/// The base of a form in `-ed` or `-ing`.
fn without<'w>(word: &'w str, ending: &str) -> Option<Changed<'w>> {
    let stem = word.strip_suffix(ending)?;
    if !stem.bytes().any(is_vowel_or_y) || stem.len() < 2 {
        return None;
    }
    if let Some(base) = STEMS.get(stem) {
        let kept = common_prefix(stem, base);
        return Some((stem.get(..kept)?, base.get(kept..)?));
    }
    if ending == "ed"
        && let Some(head) = stem.strip_suffix('i')
    {
        return Some((head, "y"));
    }
    if ending == "ed" && stem.ends_with('e') {
        return Some((stem, "e"));
    }
    if let Some(single) = undoubled(stem) {
        return Some((single, ""));
    }
    Some((stem, if wants_e(stem) { "e" } else { "" }))
}

/// The stem without its second last consonant, where that was doubled for the ending: `stopp`.
fn undoubled(stem: &str) -> Option<&str> {
    let bytes = stem.as_bytes();
    let last = *bytes.last()?;
    let before = *bytes.get(bytes.len().checked_sub(2)?)?;
    let single = stem.get(..stem.len() - 1)?;
    if last != before {
        return None;
    }
    match last {
        b'b' | b'd' | b'g' | b'm' | b'n' | b'p' | b'r' | b't' => Some(single),
        // `controlled`, `cancelled`; but `called`.
        b'l' => (vowel_groups(single) > 1).then_some(single),
        _ => None,
    }
}

/// Whether the stem lost an `e` before the ending, by its last letters.
fn wants_e(stem: &str) -> bool {
    let mut back = stem.bytes().rev();
    let (Some(last), Some(before)) = (back.next(), back.next()) else {
        return false;
    };
    let two_vowels = is_vowel(before) && back.next().is_some_and(is_vowel) && !is_qu(stem);
    match last {
        b'c' | b'v' | b'u' => true,
        b'z' => is_vowel_or_y(before),
        b's' => before != b's',
        b'g' => before != b'n' && before != b'g',
        b'l' => {
            !is_vowel(before) && !matches!(before, b'l' | b'r' | b'w' | b'y')
                || (matches!(before, b'i' | b'u') && !two_vowels)
        }
        b'r' => matches!(before, b'a' | b'i' | b'u') && !two_vowels,
        b't' => match before {
            b'a' => !stem.ends_with("eat") && !stem.ends_with("oat"),
            b'u' => !stem.ends_with("out"),
            _ => false,
        },
        b'n' => matches!(before, b'i' | b'u') && !two_vowels,
        b'm' => is_vowel(before) && !two_vowels,
        b'd' | b'k' | b'b' => is_vowel(before) && !two_vowels,
        b'p' => matches!(before, b'a' | b'u') && !two_vowels,
        _ => false,
    }
}

/// The singular of a regular plural.
fn singular(word: &str) -> Option<Changed<'_>> {
    if word.len() < 3 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return None;
    }
    if let Some(stem) = word.strip_suffix("men")
        && word.len() > 4
    {
        return Some((stem, "man"));
    }
    if let Some(stem) = word.strip_suffix("people") {
        return (!stem.is_empty()).then_some((stem, "person"));
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some((stem, if stem.len() > 1 { "y" } else { "ie" }));
    }
    if let Some(stem) = word.strip_suffix("es")
        && (stem.ends_with(['x', 'o', 'z']) || ["ss", "sh", "ch"].iter().any(|e| stem.ends_with(e)))
    {
        return Some((stem, ""));
    }
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix('s'))
        .map(|stem| (stem, ""))
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.len() > LONGEST || !word.contains(char::is_uppercase) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

const fn is_vowel_or_y(byte: u8) -> bool {
    is_vowel(byte) || byte == b'y'
}

/// Whether the stem's last vowels are only `qu` and one more: `requir`, `acquit`.
fn is_qu(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    bytes.len().checked_sub(4).and_then(|i| bytes.get(i..i + 2)) == Some(b"qu")
}

fn vowel_groups(word: &str) -> usize {
    let mut groups = 0;
    let mut inside = false;
    for byte in word.bytes() {
        let vowel = is_vowel_or_y(byte);
        groups += usize::from(vowel && !inside);
        inside = vowel;
    }
    groups
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}

/// Form to base, for the forms in `column`; the first row wins.
fn irregular_verbs(column: usize) -> Forms {
    let mut forms = Forms::new();
    for row in crate::table::rows(include_str!("../data/irregular_verbs.tsv")) {
        if let (Some(base), Some(form)) = (row.split('\t').next(), row.split('\t').nth(column)) {
            forms.entry(form).or_insert(base);
        }
    }
    forms
}

fn pairs(table: &'static str) -> Forms {
    crate::table::rows(table)
        .filter_map(|row| row.split_once('\t'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs() {
        for (word, tag, lemma) in [
            ("said", Tag::VBD, "say"),
            ("Says", Tag::VBZ, "say"),
            ("denies", Tag::VBZ, "deny"),
            ("denied", Tag::VBD, "deny"),
            ("denying", Tag::VBG, "deny"),
            ("lying", Tag::VBG, "lie"),
            ("accused", Tag::VBN, "accuse"),
            ("stopped", Tag::VBD, "stop"),
            ("called", Tag::VBD, "call"),
            ("controlled", Tag::VBD, "control"),
            ("charged", Tag::VBN, "charge"),
            ("hanged", Tag::VBN, "hang"),
            ("exonerated", Tag::VBN, "exonerate"),
            ("treated", Tag::VBN, "treat"),
            ("voting", Tag::VBG, "vote"),
            ("visited", Tag::VBD, "visit"),
            ("required", Tag::VBD, "require"),
            ("appeared", Tag::VBD, "appear"),
            ("decided", Tag::VBD, "decide"),
            ("acquitted", Tag::VBN, "acquit"),
            ("found", Tag::VBD, "find"),
            ("found", Tag::VB, "found"),
            ("lay", Tag::VBD, "lie"),
            ("’ve", Tag::VBP, "have"),
            ("tweeted", Tag::VBD, "tweet"),
            ("agreed", Tag::VBD, "agree"),
            ("running", Tag::VBG, "run"),
            ("watches", Tag::VBZ, "watch"),
            ("goes", Tag::VBZ, "go"),
        ] {
            assert_eq!(verb_lemma(word, tag), lemma, "{word}/{tag:?}");
        }
    }

    #[test]
    fn a_tag_that_is_no_verbs_tries_every_ending() {
        assert_eq!(verb_lemma("said", Tag::NN), "say");
        assert_eq!(verb_lemma("claiming", Tag::NN), "claim");
        assert_eq!(verb_lemma("argues", Tag::NNS), "argue");
    }

    #[test]
    fn nouns() {
        for (word, lemma) in [
            ("witnesses", "witness"),
            ("Cases", "case"),
            ("attorneys", "attorney"),
            ("families", "family"),
            ("children", "child"),
            ("policemen", "policeman"),
            ("series", "series"),
            ("boxes", "box"),
        ] {
            assert_eq!(noun_lemma(word, Tag::NNS), lemma);
        }
    }

    #[test]
    fn no_stem_or_plural_is_listed_twice() {
        for table in [
            include_str!("../data/verb_stems.tsv"),
            include_str!("../data/irregular_plurals.tsv"),
        ] {
            let rows = crate::table::rows(table).count();
            assert_eq!(pairs(table).len(), rows);
        }
    }
}
