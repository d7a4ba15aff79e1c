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
        Ok(Box::new(texts.into_iter().filter_map(move |path| {
            let id = stem(&path).to_owned();
            let annotations = of_article.get(&id)?.clone();
            Some(document(id, &path, &annotations))
        })))
    }
}

fn document(id: String, path: &Path, annotations: &Path) -> Result<Annotated, CorpusError> {
    let date = id.split('_').nth(1).and_then(|day| day.parse().ok());
    Ok(Annotated {
        date,
        text: text(path)?,
        layers: BTreeSet::from([Layer::Statements]),
        statements: statements(&text(annotations)?)
            .map_err(|(line, what)| malformed(annotations, line, what))?,
        id,
        ..Annotated::default()
    })
}

/// `T1 TAB Source 89 106;110 112 TAB words` are spans, `E1 TAB Attribution:T4 Content:T3 Cue:T2 Source:T1` ties
/// them; further parts are `Content2:T9`.
fn statements(annotations: &str) -> Result<Vec<Statement>, (usize, String)> {
    let mut spans: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    let mut ties = Vec::new();
    for (at, line) in annotations.lines().enumerate() {
        let mut columns = line.split('\t');
        let (Some(name), Some(what)) = (columns.next(), columns.next()) else {
            continue;
        };
        if name.starts_with('T') {
            let places = places(what).ok_or_else(|| (at + 1, format!("no span: {what:?}")))?;
            spans.insert(name, places);
        } else if name.starts_with('E') {
            ties.push(what);
        }
    }
    let mut statements = Vec::new();
    for tie in ties {
        let mut statement = Statement::default();
        for part in tie.split(' ') {
            let Some((role, span)) = part.split_once(':') else {
                continue;
            };
            let places = spans.get(span).cloned().unwrap_or_default();
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

    #[test]
    fn spans_are_tied_by_events() {
        let annotations = "T1\tSource 0 3\tOrr\nT2\tCue 4 8\tsaid\nT3\tContent 9 20;30 34\tthat it … here\n\
                           T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
        let found = statements(annotations).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content, [9..20, 30..34]);
        assert_eq!(found[0].cue.first(), Some(&(4..8)));
        assert_eq!(found[0].source.first(), Some(&(0..3)));
        assert_eq!(statements("T1\tSource 0 x\tOrr\n").unwrap_err().0, 1);
    }
}
