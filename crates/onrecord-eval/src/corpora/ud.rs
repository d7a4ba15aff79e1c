//! Sentences with parts of speech in the format of Universal Dependencies (CoNLL-U).

use super::{Corpus, CorpusError, Documents, Part, malformed, text};
use crate::annotated::{Annotated, Layer, Token};
use std::collections::BTreeSet;
use std::path::Path;

/// Mails, reviews, answers and web logs with parts of speech (English Web Treebank).
pub(super) struct EnglishWeb;

impl Corpus for EnglishWeb {
    fn name(&self) -> &'static str {
        "ud_english_ewt"
    }

    fn about(&self) -> &'static str {
        "mails, reviews, answers and web logs with parts of speech (Silveira et al., 2014)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Tags]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let path = folder.join(format!("en_ewt-ud-{}.conllu", part.name()));
        let text = text(&path)?;
        let begins = text.match_indices("# newdoc").map(|(at, _)| at);
        let mut cuts: Vec<usize> = begins.collect();
        cuts.push(text.len());
        let documents: Vec<_> = cuts
            .windows(2)
            .enumerate()
            .map(|(number, cut)| match cut {
                [from, to] => {
                    let id = format!("ud_english_ewt-{}-{}", part.name(), number + 1);
                    document(&path, &id, text.get(*from..*to).unwrap_or_default())
                }
                _ => Err(malformed(&path, 0, "no document")),
            })
            .collect();
        Ok(Box::new(documents.into_iter()))
    }
}

fn document(path: &Path, id: &str, lines: &str) -> Result<Annotated, CorpusError> {
    let mut joined = Text::default();
    let mut tokens = Vec::new();
    for line in lines.lines() {
        if line.starts_with("# newpar") {
            joined.paragraph();
        }
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [number, form, .., misc] = columns.as_slice() else {
            return Err(malformed(path, 0, format!("no token: {line:?}")));
        };
        // Words run together ("don't") stand once as a range, then one by one; words left out have a dot.
        if number.contains('.') {
            continue;
        }
        let spaced = !misc.contains("SpaceAfter=No");
        if number.contains('-') {
            joined.together(form, spaced);
            continue;
        }
        let tag = columns.get(4).copied().unwrap_or_default();
        let place = joined.word(form, spaced);
        tokens.push(Token {
            place,
            tag: tag.to_owned(),
        });
    }
    Ok(Annotated {
        id: id.to_owned(),
        text: joined.text,
        layers: BTreeSet::from([Layer::Tags]),
        tokens,
        ..Annotated::default()
    })
}

/// A text made of the tokens' own spacing.
#[derive(Default)]
struct Text {
    text: String,
    len: usize,
    space: bool,
    /// What is left of words that are run together, and where it begins.
    rest: String,
    after: bool,
}

impl Text {
    fn paragraph(&mut self) {
        if self.len > 0 {
            self.add("\n\n");
        }
        self.space = false;
    }

    fn together(&mut self, form: &str, spaced: bool) {
        self.gap();
        form.clone_into(&mut self.rest);
        self.after = spaced;
    }

    fn word(&mut self, form: &str, spaced: bool) -> std::ops::Range<usize> {
        let start = if self.rest.is_empty() {
            self.gap();
            self.space = spaced;
            self.len
        } else {
            let start = self.len;
            self.rest = self.rest.strip_prefix(form).unwrap_or_default().to_owned();
            if self.rest.is_empty() {
                self.space = self.after;
            }
            start
        };
        self.add(form);
        start..self.len
    }

    fn gap(&mut self) {
        if self.space {
            self.add(" ");
            self.space = false;
        }
    }

    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.len += text.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_keep_their_spacing() {
        let lines = "# newdoc id = a\n# newpar id = a-p1\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
                     1\tDo\tdo\tAUX\tVB\t_\t_\t_\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t_\t_\t_\t_\n\
                     3\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t_\t_\t_\t_\n";
        let document = document(Path::new("a"), "a", lines).unwrap();
        assert_eq!(document.text, "Don't go.");
        let words: Vec<String> = document
            .tokens
            .iter()
            .map(|t| document.words(&t.place))
            .collect();
        assert_eq!(words, ["Do", "n't", "go", "."]);
    }
}
