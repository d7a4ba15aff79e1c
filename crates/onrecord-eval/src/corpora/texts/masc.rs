//! MASC (Manually Annotated Sub-Corpus of the American National Corpus) with parts of speech, as `tokens-1`.

use super::joining::{Cut, join};
use super::pieces::{numbered, pieces};
use super::{Source, TextError, no_document};
use crate::corpora::CorpusError;
use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use zip::ZipArchive;
use zip::result::ZipError;

/// Its documents are named as their files; of what was spoken, `<file>-<piece>`.
pub(super) struct Masc;

const CUT: Cut = Cut {
    hyphens: true,
    dots: false,
};

impl Source for Masc {
    fn name(&self) -> &'static str {
        "masc"
    }

    fn folder(&self) -> &'static str {
        "masc_tagged"
    }

    fn recipe(&self) -> &'static str {
        "tokens-1"
    }

    fn text(&self, folder: &Path, document: &str) -> Result<String, TextError> {
        let path = folder.join("masc_tagged.zip");
        let absent = || no_document(&path, document);
        let mut archive = open(&path)?;
        let (spoken, number) = document.rsplit_once('-').unwrap_or((document, ""));
        let ending = format!("/spoken/{spoken}.txt");
        if let Some(rows) = member(&mut archive, &path, |name| name.ends_with(&ending))? {
            let pieces = pieces(sentences(&rows), |_| true);
            return numbered(pieces, number).ok_or_else(absent);
        }
        let ending = format!("/{document}.txt");
        let is_it = |name: &str| name.ends_with(&ending) && !name.contains("/spoken/");
        let rows = member(&mut archive, &path, is_it)?.ok_or_else(absent)?;
        Ok(paragraphs(&rows))
    }
}

fn open(path: &Path) -> Result<ZipArchive<File>, TextError> {
    if !path.is_file() {
        return Err(CorpusError::Missing(path.to_owned()).into());
    }
    let file = File::open(path).map_err(ZipError::Io);
    file.and_then(ZipArchive::new)
        .map_err(|source| damaged(path, source))
}

fn damaged(path: &Path, source: ZipError) -> TextError {
    TextError::Archive {
        path: path.to_owned(),
        source,
    }
}

/// The text of the first member that `is_it`.
fn member(
    archive: &mut ZipArchive<File>,
    path: &Path,
    is_it: impl Fn(&str) -> bool,
) -> Result<Option<String>, TextError> {
    let Some(name) = archive
        .file_names()
        .flatten()
        .find(|name| is_it(name))
        .map(Cow::into_owned)
    else {
        return Ok(None);
    };
    let mut member = archive
        .by_name(&name)
        .map_err(|source| damaged(path, source))?;
    let mut text = String::new();
    let read = member.read_to_string(&mut text);
    read.map_err(|source| damaged(path, ZipError::Io(source)))?;
    Ok(Some(text))
}

/// The tokens of a line, without their tags.
fn tokens(row: &str) -> Vec<String> {
    let words = row.split_whitespace();
    let words = words.map(|token| token.rsplit_once('_').map_or(token, |(word, _)| word));
    let words = words.filter(|word| !word.is_empty());
    words
        .map(|word| match word.chars().all(|c| c == '_') {
            true => word.to_owned(),
            false => word.replace('_', " ").trim().to_owned(),
        })
        .collect()
}

/// Each line by itself.
fn sentences(rows: &str) -> Vec<String> {
    let sentences = rows.lines().map(tokens).filter(|tokens| !tokens.is_empty());
    sentences
        .map(|tokens| join(&tokens, CUT, &[]).tidied().text)
        .collect()
}

/// An empty line ends a paragraph.
fn paragraphs(rows: &str) -> String {
    let mut paragraphs = Vec::new();
    let mut run = Vec::new();
    for tokens in rows.lines().map(tokens).chain([Vec::new()]) {
        if tokens.is_empty() && !run.is_empty() {
            paragraphs.push(join(&run, CUT, &[]).tidied().text);
            run.clear();
        }
        run.extend(tokens);
    }
    paragraphs.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_before_its_tag() {
        assert_eq!(
            tokens("Ms._NNP New_York_NNP __: _SYM plain"),
            ["Ms.", "New York", "_", "plain"]
        );
    }

    #[test]
    fn an_empty_line_ends_a_paragraph() {
        let rows =
            "Old_JJ boats_NNS\r\n\r\nThey_PRP leak_VBP ._.\r\nDo_VBP n't_RB go_VB ._.\r\n\r\n\r\n";
        assert_eq!(paragraphs(rows), "Old boats\n\nThey leak. Don't go.");
        assert_eq!(sentences(rows), ["Old boats", "They leak.", "Don't go."]);
    }
}
