//! Attributions in political news (Newell et al., 2018): brat's stand-off format.
//!
//! An attribution is a source, a cue and a content, each in parts; contents begin with "that" where it is there, and
//! wishes, plans and feelings count. Where several annotators read an article, the first by name is taken.

use super::texts::stem;
use super::{Corpus, CorpusError, Documents, Part, files, malformed, text};
use crate::annotated::{Annotated, Layer, Place, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Attributions in political news.
pub(super) struct Polnear;

impl Corpus for Polnear {
    fn name(&self) -> &'static str {
        "polnear"
    }

    fn about(&self) -> &'static str {
        "attributions in political news, attitudes among them (Newell et al., 2018)"
    }

    fn layers(&self) -> &'static [Layer] {
        &[Layer::Statements]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part::Train, Part::Dev]
    }

    fn documents<'c>(&self, folder: &'c Path, part: Part) -> Result<Documents<'c>, CorpusError> {
        let folder = folder.join("data").join(part.name());
        let texts = files(&folder.join("text"), "txt")?;
        // An article's annotations have its name, an underscore and the annotator's.
        let mut of_article: BTreeMap<String, PathBuf> = BTreeMap::new();
        for path in files(&folder.join("attributions"), "ann")? {
            let name = stem(&path).to_owned();
            if let Some((article, _)) = name.rsplit_once('_') {
                of_article.entry(article.to_owned()).or_insert(path);
            }
        }
        Ok(Box::new(texts.into_iter().map(move |path| {
            let id = stem(&path).to_owned();
            let Some(annotations) = of_article.get(&id) else {
                let what =
                    "no annotations: attributions/ has no .ann file that begins with its name";
                return Err(malformed(&path, 0, what));
            };
            document(id, &path, annotations)
        })))
    }
}

fn document(id: String, path: &Path, annotations: &Path) -> Result<Annotated, CorpusError> {
    let date = id.split('_').nth(1).and_then(|day| day.parse().ok());
    let article = text(path)?;
    let chars: Vec<char> = article.chars().collect();
    let statements = statements(&text(annotations)?, &chars)
        .map_err(|(line, what)| malformed(annotations, line, what))?;
    Ok(Annotated {
        date,
        text: article,
        layers: BTreeSet::from([Layer::Statements]),
        statements,
        id,
        ..Annotated::default()
    })
}

/// A line and what is wrong with it.
type Fault = (usize, String);

/// The rows of a file.
#[derive(Default)]
struct Rows<'a> {
    spans: BTreeMap<&'a str, Vec<Place>>,
    /// The lines of ties, and what they tie.
    ties: Vec<(usize, &'a str)>,
}

/// `T1 TAB Source 89 106;110 112 TAB words` are spans, `E1 TAB Attribution:T4 Content:T3 Cue:T2 Source:T1` ties
/// them; notes of the annotators begin with `#`. Nothing at all is marked in articles that quote nobody.
fn rows<'a>(annotations: &'a str, article: &[char]) -> Result<Rows<'a>, Fault> {
    let mut rows = Rows::default();
    // The words of a span may have line ends in them: the lines that follow go on with it.
    let mut rest = String::new();
    for (at, line) in annotations.lines().enumerate() {
        let wrong = |what: &str| (at + 1, format!("{what}: {line:?}"));
        if !rest.is_empty() {
            if let Some(left) = rest
                .strip_prefix('\n')
                .and_then(|rest| rest.strip_prefix(line))
            {
                rest = left.to_owned();
                continue;
            }
            rest.clear();
        }
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            [name, what, words] if name.starts_with('T') => {
                let places = places(what).ok_or_else(|| wrong("no span"))?;
                let here = places.iter().map(|place| {
                    let here = article.get(place.clone()).unwrap_or_default();
                    here.iter().collect::<String>()
                });
                let here = here.collect::<Vec<_>>().join(" ");
                let left = here.strip_prefix(*words).filter(|_| !words.is_empty());
                let left = left.filter(|left| left.is_empty() || left.starts_with('\n'));
                left.ok_or_else(|| wrong("the article has other words there"))?
                    .clone_into(&mut rest);
                rows.spans.insert(name, places);
            }
            [name, what] if name.starts_with('E') => rows.ties.push((at + 1, what)),
            [note, ..] if note.starts_with('#') => {}
            _ => return Err(wrong("neither a span nor an attribution")),
        }
    }
    Ok(rows)
}

/// The attributions of the file; further parts of a role are `Content2:T9`.
fn statements(annotations: &str, article: &[char]) -> Result<Vec<Statement>, Fault> {
    let Rows { spans, ties } = rows(annotations, article)?;
    let mut statements = Vec::new();
    for (line, tie) in ties {
        let wrong = |what: &str| (line, format!("{what}: {tie:?}"));
        let mut statement = Statement::default();
        for part in tie.split_whitespace() {
            let (role, span) = part.split_once(':').ok_or_else(|| wrong("no role"))?;
            let places = spans.get(span).cloned();
            let places = places.ok_or_else(|| wrong("a span that is not in the file"))?;
            match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "Content" => statement.content.extend(places),
                "Cue" => statement.cue.extend(places),
                "Source" => statement.source.extend(places),
                _ => {}
            }
        }
        for places in [
            &mut statement.content,
            &mut statement.cue,
            &mut statement.source,
        ] {
            places.sort_by_key(|place| place.start);
        }
        if !statement.content.is_empty() {
            statements.push(statement);
        }
    }
    statements.sort_by_key(|s| s.content.first().map(|place| place.start));
    Ok(statements)
}

/// `Source 89 106;110 112`.
fn places(what: &str) -> Option<Vec<Place>> {
    let (_, ranges) = what.split_once(' ')?;
    ranges
        .split(';')
        .map(|range| {
            let (start, end) = range.split_once(' ')?;
            Some(start.parse().ok()?..end.parse().ok()?)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "Orr said that it rained here.\n\nTull left.";
    const ROWS: &str = "T1|Source 0 3|Orr\nT2|Cue 4 8|said\nT3|Content 9 16;24 28|that it here\n\
                        T4|Attribution 4 8|said\n#1|AnnotatorNotes T1|who?\n\
                        E1|Attribution:T4 Content:T3 Cue:T2 Source:T1 \n";

    /// The statements of these rows with tabs for `|`.
    fn read(rows: &str) -> Result<Vec<Statement>, Fault> {
        let article: Vec<char> = ARTICLE.chars().collect();
        statements(&rows.replace('|', "\t"), &article)
    }

    #[test]
    fn spans_are_tied_by_events() {
        let found = read(ROWS).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content, [9..16, 24..28]);
        assert_eq!(found[0].cue.first(), Some(&(4..8)));
        assert_eq!(found[0].source.first(), Some(&(0..3)));
        assert_eq!(read(""), Ok(Vec::new()));
    }

    #[test]
    fn words_of_a_span_may_go_on_in_the_next_lines() {
        let rows = "T1|Content 24 35|here.\n\nTull\nT2|Cue 36 40|left\nE1|Content:T1 Cue:T2\n";
        assert_eq!(read(rows).unwrap()[0].content.first(), Some(&(24..35)));
        let cut = "T1|Content 24 35|here.\nT2|Cue 36 40|left\nE1|Content:T1 Cue:T2\n";
        assert_eq!(read(cut).unwrap().len(), 1);
    }

    #[test]
    fn damaged_rows_are_faults_of_their_lines() {
        let line = |rows: &str| read(rows).unwrap_err().0;
        assert_eq!(line("T1|Source 0 x|Orr\n"), 1);
        assert_eq!(line("T1|Source 1 4|Orr\n"), 1);
        assert_eq!(line("T1|Source 0 3|Orr\nOrr said that\n"), 2);
        assert_eq!(line(&ROWS.replace("Cue:T2", "Cue:T9")), 6);
        assert_eq!(line(&ROWS.replace("Cue:T2", "T2")), 6);
    }

    #[test]
    fn an_article_without_annotations_is_a_fault() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str| folder.path().join("data/dev").join(name);
        for (folder, file, words) in [
            ("text", "a_2016-01-02_x.txt", ARTICLE),
            ("text", "b_2016-01-02_y.txt", ARTICLE),
            ("attributions", "a_2016-01-02_x_1.ann", ""),
        ] {
            std::fs::create_dir_all(of(folder)).unwrap();
            std::fs::write(of(folder).join(file), words).unwrap();
        }
        let found: Vec<_> = Polnear
            .documents(folder.path(), Part::Dev)
            .unwrap()
            .collect();
        assert!(found[0].is_ok());
        let fault = found[1].as_ref().unwrap_err().to_string();
        assert!(fault.contains("b_2016-01-02_y.txt"), "{fault}");
    }
}
