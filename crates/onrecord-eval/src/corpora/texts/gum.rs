//! GUM (Georgetown University Multilayer corpus), as `gum-1`.

use super::joining::Joined;
use super::{Source, TextError, no_document};
use crate::annotated::Place;
use crate::corpora::{CorpusError, malformed, text};
use std::path::Path;

/// Its documents are named as their files, without `GUM_`.
pub(super) struct Gum;

impl Source for Gum {
    fn name(&self) -> &'static str {
        "gum"
    }

    fn folder(&self) -> &'static str {
        "gum"
    }

    fn recipe(&self) -> &'static str {
        "gum-1"
    }

    fn text(&self, folder: &Path, document: &str) -> Result<String, TextError> {
        let path = folder.join("dep").join(format!("GUM_{document}.conllu"));
        if !path.is_file() {
            return Err(no_document(folder, document));
        }
        Ok(laid(&path, &text(&path)?)?.text)
    }
}

/// A document as running text.
#[derive(Debug, Default)]
pub(crate) struct Laid<'f> {
    /// The text, with the names of speakers put in front of their turns.
    pub(crate) text: String,
    /// Its sentences.
    pub(crate) sentences: Vec<Sentence<'f>>,
}

/// A sentence.
#[derive(Debug, Default)]
pub(crate) struct Sentence<'f> {
    /// Where it stands, in code points.
    pub(crate) place: Place,
    /// Who speaks it, as it stands in front of the turn.
    pub(crate) speaker: Option<String>,
    /// Whether the name of the speaker was put right before it.
    pub(crate) is_labelled: bool,
    /// Its rows of the table of tokens, each with its line in the file, from 1.
    pub(crate) rows: Vec<(usize, &'f str)>,
}

/// What is known before the next sentence.
#[derive(Default)]
struct State<'f> {
    joined: Joined,
    sentences: Vec<Sentence<'f>>,
    /// Who spoke the sentence before.
    speaker: Option<&'f str>,
    /// Who speaks this one.
    said: Option<&'f str>,
    /// Whether a paragraph starts with this one.
    starts: bool,
    /// Sentences left of the paragraph.
    left: Option<usize>,
}

/// Lays out a file of CoNLL-U.
pub(crate) fn laid<'f>(path: &Path, file: &'f str) -> Result<Laid<'f>, CorpusError> {
    let mut state = State::default();
    for (index, line) in file.lines().enumerate() {
        let wrong = |what: &str| malformed(path, index + 1, what);
        if let Some(block) = line.strip_prefix("# newpar_block") {
            let count = sentence_count(block)
                .ok_or_else(|| wrong("newpar_block without \"(<number> s)\""))?;
            state.left = Some(count);
        } else if line.starts_with("# newpar") {
            state.starts = true;
        } else if let Some(said) = line.strip_prefix("# speaker = ") {
            state.said = Some(said);
        } else if let Some(sentence) = line.strip_prefix("# text = ") {
            state.sentence(sentence);
        } else if line.is_empty() {
            state.said = None;
        } else if !line.starts_with('#') {
            let last = state.sentences.last_mut();
            let last = last.ok_or_else(|| wrong("a token before the first \"# text = \""))?;
            last.rows.push((index + 1, line));
        }
    }
    let Joined { text, places } = state.joined.tidied();
    let mut sentences = state.sentences;
    for (sentence, place) in sentences.iter_mut().zip(places) {
        sentence.place = place;
    }
    Ok(Laid { text, sentences })
}

impl<'f> State<'f> {
    fn sentence(&mut self, words: &str) {
        let speaker = self.said.map(spoken_name);
        let changes = self.said != self.speaker;
        let starts = self.starts || changes;
        let text = &mut self.joined.text;
        if !text.is_empty() {
            text.push_str(if starts { "\n\n" } else { " " });
        }
        let label = speaker.as_ref().filter(|_| changes);
        if let Some(label) = label {
            text.push_str(label);
            text.push_str(": ");
        }
        let is_labelled = label.is_some();
        let start = text.chars().count();
        text.push_str(words);
        self.joined.places.push(start..text.chars().count());
        self.sentences.push(Sentence {
            speaker,
            is_labelled,
            ..Sentence::default()
        });
        self.left = self.left.and_then(|left| left.checked_sub(1));
        self.starts = self.left == Some(0);
        self.speaker = self.said;
    }
}

/// The last `(<number> s)`.
fn sentence_count(block: &str) -> Option<usize> {
    let counts = block.split('(').skip(1);
    let counts = counts.filter_map(|count| count.split_once(" s)")?.0.parse().ok());
    counts.last()
}

/// A speaker's name, which the corpus writes in one (`ElaMcKay`), as people write it.
fn spoken_name(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut spoken = String::new();
    let mut before = None;
    for (i, c) in chars.iter().enumerate() {
        let after = i.checked_add(1).and_then(|i| chars.get(i));
        let starts = match before {
            Some('a'..='z') => true,
            Some('A'..='Z') => after.is_some_and(char::is_ascii_lowercase),
            _ => false,
        };
        let is_scottish = {
            let mut last = spoken.chars().rev();
            (last.next(), last.next()) == (Some('c'), Some('M'))
                && !last.next().is_some_and(|c| c.is_alphanumeric() || c == '_')
        };
        if starts && c.is_ascii_uppercase() && !is_scottish {
            spoken.push(' ');
        }
        spoken.push(*c);
        before = Some(*c);
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# newpar
# newpar_block = head (1 s)
# text = The mill
1\tThe
2\tmill

# newpar
# newpar_block = p (3 s) | sp (2 s)
# speaker = ElaMcKay
# text = It burned.
1\tIt

# speaker = ElaMcKay
# text = I saw it.
1\tI

# speaker = OrtDAbel
# text = Did you?
1\tDid

# text = Nobody asked. \n1\tNobody

";

    #[test]
    fn turns_and_blocks_are_paragraphs() {
        let laid = laid(Path::new("f"), FILE).unwrap();
        let text =
            "The mill\n\nEla McKay: It burned. I saw it.\n\nOrt D Abel: Did you?\n\nNobody asked.";
        assert_eq!(laid.text, text);
        let chars: Vec<char> = text.chars().collect();
        let words = laid
            .sentences
            .iter()
            .map(|s| chars[s.place.clone()].iter().collect::<String>());
        let expected = [
            "The mill",
            "It burned.",
            "I saw it.",
            "Did you?",
            "Nobody asked.",
        ];
        assert_eq!(words.collect::<Vec<_>>(), expected);
        let labelled: Vec<bool> = laid.sentences.iter().map(|s| s.is_labelled).collect();
        assert_eq!(labelled, [false, true, false, true, false]);
        assert_eq!(laid.sentences[0].rows, [(4, "1\tThe"), (5, "2\tmill")]);
    }

    #[test]
    fn names_are_written_apart() {
        assert_eq!(spoken_name("JoMcGee"), "Jo McGee");
        assert_eq!(spoken_name("McGee"), "McGee");
        assert_eq!(spoken_name("EGBrandt"), "EG Brandt");
        assert_eq!(spoken_name("TomcBell"), "Tomc Bell");
    }

    #[test]
    fn a_token_without_a_sentence_is_refused() {
        let error = laid(Path::new("f"), "# newpar\n1\tThe\n").unwrap_err();
        assert!(error.to_string().starts_with("f:2: "), "{error}");
    }
}
