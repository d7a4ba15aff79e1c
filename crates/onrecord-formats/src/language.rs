//! Which language a document is written in.
//!
//! Told by the small words that no text does without: they are counted for some languages of Latin
//! letters, and what is nearly without them (a list of names, a table, a caption in capitals) is no
//! language. Other letters, and languages without such a list, are for whatlang to tell.

use onrecord_record::{Block, BlockKind, Document, Format, Warning};
use std::collections::HashMap;
use std::sync::LazyLock;

/// How many bytes of a text are looked at, in pieces from all over it.
const SAMPLE: usize = 3072;
/// How many pieces.
const PIECES: usize = 6;
/// Least words that tell a language by its small words.
const LEAST_WORDS: usize = 8;
/// Least words for a language that is not English.
const LEAST_FOREIGN_WORDS: usize = 15;
/// Least different small words for a language that is not English.
const LEAST_DIFFERENT: usize = 5;
/// Small words among a hundred words, at least, of a text in English.
const ENGLISH_SHARE: usize = 12;
/// The same for another language.
const FOREIGN_SHARE: usize = 15;
/// Least letters that tell a language of other than Latin letters.
const LEAST_OTHER_LETTERS: usize = 30;
/// Least letters that tell a language of Latin letters whose small words are not listed.
const LEAST_UNLISTED_LETTERS: usize = 400;
/// English small words among a hundred, at most, in a text of such a language.
const MOST_ENGLISH: usize = 3;

/// A line of the list.
struct Language {
    tag: &'static str,
    code: &'static str,
    name: &'static str,
    has_words: bool,
}

struct Languages {
    all: Vec<Language>,
    /// Which languages have a word, as places in `all`.
    words: HashMap<&'static str, Vec<u8>>,
}

static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| {
    let mut languages = Languages {
        all: Vec::new(),
        words: HashMap::new(),
    };
    let lines = include_str!("../data/languages.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(tag), Some(code), Some(name)) = (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let words = fields.next().unwrap_or_default();
        let place = u8::try_from(languages.all.len()).unwrap_or(u8::MAX);
        for word in words.split_whitespace() {
            languages.words.entry(word).or_default().push(place);
        }
        languages.all.push(Language {
            tag,
            code,
            name,
            has_words: !words.trim().is_empty(),
        });
    }
    languages
});

/// Finds out the main language, where the text is long enough to tell, and says so where it is not
/// English. What the document says of its language stands unless its words say clearly otherwise.
pub(crate) fn detect(document: &mut Document) {
    // What a mail carries along tells only where its own words do not.
    let own = sample(document, &|kind| kind != BlockKind::QuotedReply);
    let language = language_of(&own).or_else(|| {
        let carries = document
            .blocks
            .iter()
            .any(|b| b.kind == BlockKind::QuotedReply);
        carries.then(|| language_of(&sample(document, &|_| true)))?
    });
    let Some(language) = language else {
        return;
    };
    let declared = document.metadata.language.as_deref().unwrap_or_default();
    let primary = declared.split(['-', '_']).next().unwrap_or_default();
    if !primary.eq_ignore_ascii_case(language.tag) {
        document.metadata.language = Some(language.tag.to_owned());
    }
    if language.tag != "en" {
        document.warnings.push(Warning {
            code: "not-english".to_owned(),
            message: format!(
                "the text is in {}: it is kept and can be searched, but was not read for statements",
                language.name
            ),
        });
    }
}

/// Labels in the head of a mail, which its program wrote.
const HEAD: [&str; 4] = ["From:", "To:", "Cc:", "Date:"];

/// Words from all over the running text, of the kinds that are wanted. The head of a mail is no words
/// of whoever wrote it.
fn sample(document: &Document, wanted: &dyn Fn(BlockKind) -> bool) -> String {
    let text = document.text.as_str();
    let of_head = |block: &&Block| {
        let words = document.text.slice(block.span);
        block.kind == BlockKind::Markup || HEAD.iter().any(|label| words.starts_with(label))
    };
    let head = if document.format == Format::Mail {
        document.blocks.iter().take_while(of_head).count()
    } else {
        0
    };
    let running = |block: &&Block| {
        wanted(block.kind)
            && !matches!(
                block.kind,
                BlockKind::Markup | BlockKind::Byline | BlockKind::Table
            )
    };
    let blocks: Vec<&Block> = document.blocks.iter().skip(head).filter(running).collect();
    let mut sample = String::with_capacity(SAMPLE + 64);
    if blocks.is_empty() {
        let rest = document
            .blocks
            .iter()
            .skip(head)
            .filter(|b| b.kind != BlockKind::Markup);
        let rest: Vec<&Block> = rest.collect();
        if document.blocks.is_empty() {
            take(text, 0, SAMPLE, &mut sample);
        } else {
            spread(text, &rest, &mut sample);
        }
    } else {
        spread(text, &blocks, &mut sample);
    }
    sample
}

/// Takes pieces of the blocks from all over them.
fn spread(text: &str, blocks: &[&Block], sample: &mut String) {
    let total: usize = blocks.iter().map(|block| block.span.len()).sum();
    let (each, step) = (SAMPLE / PIECES, (total / PIECES).max(1));
    let (mut passed, mut taken) = (0, 0);
    for block in blocks {
        let length = block.span.len();
        let mut at = 0;
        while at < length && sample.len() < SAMPLE {
            let here = passed + at;
            // How much may be taken by here, if all pieces before were.
            let piece = (here / step).min(PIECES - 1);
            let may = if total <= SAMPLE {
                SAMPLE
            } else {
                (piece + 1) * each
            };
            if taken >= may {
                let next = (piece + 1) * step;
                at = at.max(next.saturating_sub(passed)).max(at + 1);
                continue;
            }
            let most = (length - at).min(may - taken);
            take(text, block.span.start() + at, most, sample);
            sample.push('\n');
            taken += most;
            at += most;
        }
        passed += length;
    }
}

/// Adds up to `length` bytes of the text from byte `from` on, in whole characters.
fn take(text: &str, from: usize, length: usize, sample: &mut String) {
    let to = (from + length).min(text.len());
    let up = (from..=to).find(|at| text.is_char_boundary(*at));
    let down = (from..=to).rev().find(|at| text.is_char_boundary(*at));
    if let (Some(up), Some(down)) = (up, down) {
        sample.push_str(text.get(up..down).unwrap_or_default());
    }
}

/// The language of some words, where they tell.
fn language_of(sample: &str) -> Option<&'static Language> {
    let (mut letters, mut other) = (0usize, 0usize);
    for c in sample.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        other += usize::from(c as u32 >= 0x370 && !('\u{1E00}'..='\u{1EFF}').contains(&c));
    }
    let is_other = other * 2 > letters;
    let lower = sample.to_lowercase();
    let counts = Counts::of(&lower);
    let english = counts.all.first().map_or(0, |count| count.times);
    let best = counts.all.iter().skip(1).map(|count| count.times).max()?;
    if counts.words >= LEAST_WORDS
        && english * 100 >= counts.words * ENGLISH_SHARE
        && best < english * 2
    {
        return LANGUAGES.all.first();
    }
    if counts.words >= LEAST_FOREIGN_WORDS
        && best * 100 >= counts.words * FOREIGN_SHARE
        && best * 2 >= english * 3
        && let Some(language) = counts.best(best, sample)
    {
        return Some(language);
    }
    if is_other {
        return other_letters(sample, other);
    }
    let share_is_small = english * 100 <= counts.words * MOST_ENGLISH;
    if letters < LEAST_UNLISTED_LETTERS || !share_is_small {
        return None;
    }
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    named(info.lang().code()).filter(|language| !language.has_words)
}

/// How often small words of a language were seen.
#[derive(Clone, Default)]
struct Count {
    times: usize,
    /// Some of them, each once.
    different: Vec<&'static str>,
}

/// The small words of some text.
struct Counts {
    /// All its words.
    words: usize,
    /// For each language in the list's order.
    all: Vec<Count>,
}

impl Counts {
    fn of(lower: &str) -> Self {
        let languages = &*LANGUAGES;
        let mut counts = Self {
            words: 0,
            all: vec![Count::default(); languages.all.len()],
        };
        let words = lower.split(|c: char| !c.is_alphabetic());
        for word in words.filter(|word| !word.is_empty()) {
            counts.words += 1;
            let Some((word, places)) = languages.words.get_key_value(word) else {
                continue;
            };
            for place in places {
                if let Some(count) = counts.all.get_mut(usize::from(*place)) {
                    count.times += 1;
                    let few = count.different.len() < LEAST_DIFFERENT;
                    if few && !count.different.contains(word) {
                        count.different.push(word);
                    }
                }
            }
        }
        counts
    }

    /// The language with `best` small words. Neighbours share theirs; then their other words tell.
    fn best(&self, best: usize, sample: &str) -> Option<&'static Language> {
        let languages = LANGUAGES.all.iter().zip(&self.all).skip(1);
        let likely: Vec<(&Language, usize)> = languages
            .filter(|(_, c)| c.times * 20 >= best * 17 && c.different.len() >= LEAST_DIFFERENT)
            .map(|(language, count)| (language, count.times))
            .collect();
        if let [(only, _)] = likely.as_slice() {
            return Some(only);
        }
        let code = whatlang::detect(sample)?.lang().code();
        let told = likely.iter().find(|(language, _)| language.code == code);
        told.or_else(|| likely.iter().max_by_key(|(_, times)| *times))
            .map(|(language, _)| *language)
    }
}

fn named(code: &str) -> Option<&'static Language> {
    LANGUAGES.all.iter().find(|language| language.code == code)
}

/// The language of words that are mostly of other than Latin letters.
fn other_letters(sample: &str, letters: usize) -> Option<&'static Language> {
    if letters < LEAST_OTHER_LETTERS {
        return None;
    }
    let info = whatlang::detect(sample)?;
    // Where a script has one language, that is sure; else it has to be.
    let sure = info.is_reliable() || info.confidence() >= 0.5 && letters >= 4 * LEAST_OTHER_LETTERS;
    named(info.lang().code()).filter(|_| sure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord_record::Document;

    fn detected(text: &str, declared: Option<&str>) -> Document {
        let mut document = Document::from_text(text, None);
        document.metadata.language = declared.map(str::to_owned);
        detect(&mut document);
        document
    }

    #[test]
    fn languages_are_told_and_lists_are_none() {
        let lines = include_str!("../tests/files/languages.tsv").lines();
        let mut wrong = Vec::new();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let [tag, sort, text] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let found = detected(text, None).metadata.language;
            if found.as_deref().unwrap_or("-") != tag {
                wrong.push(format!("{tag} {sort}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_declared_stands_unless_the_words_say_otherwise() {
        let english =
            "The clerk said that nobody had asked for it, and that she would look for it.";
        let language = |text, declared| detected(text, declared).metadata.language;
        assert_eq!(language(english, Some("en-GB")).as_deref(), Some("en-GB"));
        assert_eq!(language(english, Some("de")).as_deref(), Some("en"));
        assert_eq!(language("Bo Marsh", Some("de")).as_deref(), Some("de"));
        let spanish = "El testigo dijo que no había visto a nadie en el patio, pero que lo buscaría si se lo pedían.";
        let document = detected(spanish, Some("en"));
        assert_eq!(document.metadata.language.as_deref(), Some("es"));
        assert!(
            document.warnings[0]
                .message
                .starts_with("the text is in Spanish")
        );
    }

    #[test]
    fn the_head_of_a_mail_and_what_it_carries_along_tell_nothing_of_its_own_words() {
        let spanish = "Yo vi a Carlos en la calle y le dije al detective que no era el hombre, pero no me creyó.";
        let english = "I was there with him, and he told me that it was not the man they had seen.";
        let told = |own: &str, carried: &str| {
            let head = "From: Ann Lee and the others who were there <ann@example.org>";
            let text = format!("{head}\n\nThe man\n\n{own}\n\n{carried}");
            let mut document = Document::from_text(&text, None);
            document.format = Format::Mail;
            let mut at = 0;
            let kinds = [
                BlockKind::Paragraph,
                BlockKind::Headline,
                BlockKind::Paragraph,
                BlockKind::QuotedReply,
            ];
            for (words, kind) in text.split("\n\n").zip(kinds) {
                let span = document.text.span(at..at + words.len());
                document
                    .blocks
                    .extend(span.map(|span| Block { span, kind }));
                at += words.len() + 2;
            }
            detect(&mut document);
            document.metadata.language.unwrap_or_default()
        };
        assert_eq!(told(spanish, &english.repeat(3)), "es");
        assert_eq!(told(english, &spanish.repeat(3)), "en");
        assert_eq!(told("Ok.", spanish), "es");
    }

    #[test]
    fn every_line_of_the_list_is_whole() {
        let lines = include_str!("../data/languages.tsv").lines();
        assert_eq!(
            LANGUAGES.all.len(),
            lines.filter(|l| !l.starts_with('#')).count()
        );
        assert_eq!(LANGUAGES.all.first().map(|l| l.tag), Some("en"));
        for language in &LANGUAGES.all {
            assert!((2..=3).contains(&language.tag.len()) && language.code.len() == 3);
        }
    }

    #[test]
    fn the_sample_is_from_all_over_a_long_text() {
        let mut document = Document::from_text(
            &"Ein Satz, der das nicht ist und mit dem wir auch nichts sagen. ".repeat(4000),
            None,
        );
        document.blocks = vec![Block {
            span: document.text.all(),
            kind: BlockKind::Paragraph,
        }];
        let sample = sample(&document, &|_| true);
        assert!(
            sample.len() <= SAMPLE + 64 && sample.len() > SAMPLE / 2,
            "{}",
            sample.len()
        );
        detect(&mut document);
        assert_eq!(document.metadata.language.as_deref(), Some("de"));
    }
}
