//! The words that say that something was said, and what may follow them: `data/cues.tsv`.

use super::words::Classes;
use crate::folded::Folded;
use crate::table::rows;
use onrecord_record::SpeechAct;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a verb takes as what was said: the frames of `data/cues.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Frames(u16);

impl Frames {
    pub(crate) const QUOTE: Frames = Frames(1);
    pub(crate) const THAT: Frames = Frames(1 << 1);
    pub(crate) const CLAUSE: Frames = Frames(1 << 2);
    pub(crate) const WH: Frames = Frames(1 << 3);
    pub(crate) const INFINITIVE: Frames = Frames(1 << 4);
    pub(crate) const NOUN: Frames = Frames(1 << 5);
    pub(crate) const NAMING: Frames = Frames(1 << 6);
    pub(crate) const GERUND: Frames = Frames(1 << 7);
    pub(crate) const PREPOSITION: Frames = Frames(1 << 8);
    pub(crate) const ADDRESSEE: Frames = Frames(1 << 9);
    pub(crate) const STRONG: Frames = Frames(1 << 10);
    pub(crate) const PROFESSED: Frames = Frames(1 << 11);

    fn parse(letters: &str) -> Self {
        let bit = |letter| match letter {
            'Q' => Self::QUOTE,
            'S' => Self::THAT,
            'Z' => Self::CLAUSE,
            'W' => Self::WH,
            'I' => Self::INFINITIVE,
            'N' => Self::NOUN,
            'X' => Self::NAMING,
            'O' => Self::PROFESSED,
            'G' => Self::GERUND,
            'P' => Self::PREPOSITION,
            'A' => Self::ADDRESSEE,
            '*' => Self::STRONG,
            _ => Self::default(),
        };
        Self(letters.chars().fold(0, |all, letter| all | bit(letter).0))
    }

    pub(crate) const fn has(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }
}

/// One way a verb is used as a cue.
#[derive(Clone, Debug)]
pub(crate) struct CueVerb {
    pub(crate) lemma: &'static str,
    /// The words that must follow the verb at once.
    pub(crate) particles: Vec<&'static str>,
    pub(crate) act: SpeechAct,
    pub(crate) frames: Frames,
    /// What leads in what was said, where the verb takes a preposition.
    pub(crate) prepositions: Vec<&'static str>,
}

struct Table {
    verbs: Vec<CueVerb>,
    /// Every inflected form of the first word, with the verbs it may belong to; those with
    /// particles first.
    forms: HashMap<String, Vec<u16>>,
}

/// The cue verbs that `word` may be a form of; those with particles first.
pub(crate) fn verbs(word: &str) -> impl Iterator<Item = &'static CueVerb> {
    let table = table();
    table
        .forms
        .get(Folded::of(word).as_str())
        .into_iter()
        .flatten()
        .filter_map(|i| table.verbs.get(usize::from(*i)))
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| read(include_str!("../../data/cues.tsv")))
}

fn read(tsv: &'static str) -> Table {
    let mut table = Table {
        verbs: Vec::new(),
        forms: HashMap::new(),
    };
    for row in rows(tsv) {
        let mut cells = row.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (lemma, act, frames) = (cell(), act(cell()), cell());
        let (prepositions, irregular) = (cell(), cell());
        let mut words = lemma.split(' ');
        let (Some(first), Some(act)) = (words.next(), act) else {
            continue;
        };
        let id = table.verbs.len() as u16;
        for form in inflected(first, irregular) {
            table.forms.entry(form).or_default().push(id);
        }
        table.verbs.push(CueVerb {
            lemma,
            particles: words.collect(),
            act,
            frames: Frames::parse(frames),
            prepositions: prepositions.split_whitespace().collect(),
        });
    }
    let Table { verbs, forms } = &mut table;
    for ids in forms.values_mut() {
        ids.sort_by_key(|i| {
            std::cmp::Reverse(verbs.get(usize::from(*i)).map_or(0, |v| v.particles.len()))
        });
    }
    table
}

pub(crate) fn act(name: &str) -> Option<SpeechAct> {
    Some(match name {
        "assertion" => SpeechAct::Assertion,
        "denial" => SpeechAct::Denial,
        "question" => SpeechAct::Question,
        "demand" => SpeechAct::Demand,
        "refusal" => SpeechAct::Refusal,
        "belief" => SpeechAct::Belief,
        "ruling" => SpeechAct::Ruling,
        "attitude" => SpeechAct::Attitude,
        _ => return None,
    })
}

/// Every form of a verb: as it stands, in -s, -ing and the past, irregular pasts as given.
fn inflected(lemma: &str, irregular: &str) -> Vec<String> {
    let is_vowel = |c: char| "aeiou".contains(c);
    let mut ends = lemma.chars().rev();
    let (last, second) = (ends.next(), ends.next());
    let consonant_y = last == Some('y') && !second.is_some_and(is_vowel);
    let silent_e = last == Some('e') && second != Some('e');
    let doubles = Classes::of(lemma).has(Classes::DOUBLES);
    let stem = if silent_e || consonant_y {
        lemma.get(..lemma.len() - 1).unwrap_or(lemma).to_owned()
    } else if let (true, Some(c)) = (doubles, last) {
        format!("{lemma}{c}")
    } else {
        lemma.to_owned()
    };
    let sibilant =
        lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch");
    let third_person = if consonant_y {
        format!("{stem}ies")
    } else if sibilant || lemma.ends_with('o') {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    let participle = match (consonant_y, lemma) {
        (true, _) => format!("{lemma}ing"),
        _ => format!("{stem}ing"),
    };
    let mut forms = vec![lemma.to_owned(), third_person, participle];
    if irregular.is_empty() {
        forms.push(if consonant_y {
            format!("{stem}ied")
        } else {
            format!("{stem}ed")
        });
    } else {
        forms.extend(irregular.split(' ').map(str::to_owned));
    }
    forms.sort();
    forms.dedup();
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_row_is_well_formed_and_stands_once() {
        let mut seen = HashSet::new();
        let rows = include_str!("../../data/cues.tsv").lines();
        for row in rows.filter(|l| !l.starts_with('#')).skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 6, "{row}");
            assert!(act(cells[1]).is_some(), "{row}");
            assert!(
                cells[2].chars().all(|c| "QSZWINXGPAO*".contains(c)),
                "{row}"
            );
            assert!(seen.insert(cells[0]), "twice: {row}");
            assert_eq!(cells[2].contains('P'), !cells[3].is_empty(), "{row}");
            assert!(!cells[5].is_empty(), "no source: {row}");
        }
        assert_eq!(seen.len(), table().verbs.len());
    }

    #[test]
    fn forms_lead_to_their_verbs() {
        for (form, lemma) in [
            ("said", "say"),
            ("Denies", "deny"),
            ("admitting", "admit"),
            ("recounted", "recount"),
            ("wrote", "write"),
            ("describing", "describe"),
            ("agreeing", "agree"),
            ("vows", "vow"),
        ] {
            assert!(verbs(form).any(|v| v.lemma == lemma), "{form}");
        }
        assert_eq!(verbs("pointed").next().map(|v| v.particles.len()), Some(1));
    }
}
