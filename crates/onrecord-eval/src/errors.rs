//! What went wrong, by layer and kind, as pages in which each error leads to its words.

use crate::annotated::{Annotated, Layer, Place, Statement, Timex};
use crate::answers::is_statement;
use crate::corpora::Part;
use crate::score::{self, naming};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Code points of text that are shown around the words of an error.
const AROUND: usize = 120;

/// The errors of a part of a corpus.
pub struct Errors {
    title: String,
    folder: String,
    /// By kind.
    kinds: BTreeMap<String, Vec<Wrong>>,
    /// Texts, and where the errors lead in them.
    texts: Vec<(String, String, Vec<Place>)>,
}

struct Wrong {
    document: usize,
    anchor: usize,
    gold: String,
    read: String,
    words: String,
}

impl Errors {
    /// None yet.
    pub fn new(corpus: &str, part: Part) -> Self {
        Self {
            title: format!("{corpus} {}", part.name()),
            folder: format!("{corpus}-{}", part.name()),
            kinds: BTreeMap::new(),
            texts: Vec::new(),
        }
    }

    /// Those of a document, in the layers that are annotated in it.
    pub fn add(&mut self, layers: &[Layer], gold: &Annotated, read: &Annotated) {
        self.texts
            .push((gold.id.clone(), gold.text.clone(), Vec::new()));
        for layer in layers.iter().filter(|layer| gold.layers.contains(layer)) {
            match layer {
                Layer::Statements => self.statements(gold, read),
                Layer::Timexes => self.timexes(gold, read),
                Layer::Names => self.names(gold, read),
                Layer::Events => {
                    let of = |a: &Annotated| -> Vec<_> {
                        let events = a.events.iter().filter(|e| !e.optional);
                        events
                            .map(|e| (e.kind.clone(), e.date.clone(), e.evidence.clone()))
                            .collect()
                    };
                    self.marked("event", gold, &of(gold), &of(read));
                }
                Layer::Grounds => {
                    let of = |a: &Annotated| -> Vec<_> {
                        let grounds = a.grounds.iter().filter(|g| !g.optional);
                        grounds
                            .map(|g| (g.code.clone(), g.asserter.clone(), g.evidence.clone()))
                            .collect()
                    };
                    self.marked("ground", gold, &of(gold), &of(read));
                }
                Layer::Facts => {
                    let of = |a: &Annotated| -> Vec<_> {
                        let facts = a.facts.iter().filter(|f| !f.optional);
                        facts
                            .map(|f| (f.attribute.clone(), f.value.clone(), vec![f.place.clone()]))
                            .collect()
                    };
                    self.marked("fact", gold, &of(gold), &of(read));
                }
                _ => {}
            }
        }
    }

    fn statements(&mut self, gold: &Annotated, read: &Annotated) {
        let reads: Vec<&Statement> = read.statements.iter().filter(|s| is_statement(s)).collect();
        let pairs = score::pairs(gold, &reads);
        let mut taken = vec![false; reads.len()];
        for (statement, pair) in gold.statements.iter().zip(pairs) {
            let found = pair.and_then(|at| {
                if let Some(taken) = taken.get_mut(at) {
                    *taken = true;
                }
                reads.get(at)
            });
            if statement.optional {
                continue;
            }
            let shown = told(gold, statement);
            let place = whole(&statement.content);
            let Some(found) = found else {
                let kind = format!(
                    "statement missed, {}",
                    or(&statement.kind, "kind not annotated")
                );
                self.push(&kind, place, shown, String::new(), gold);
                continue;
            };
            let read = told(gold, found);
            if found.content != statement.content {
                self.push(
                    "content with other ends",
                    place.clone(),
                    shown.clone(),
                    read.clone(),
                    gold,
                );
            }
            if found.source != statement.source {
                self.push(
                    "source with other words",
                    place.clone(),
                    shown.clone(),
                    read.clone(),
                    gold,
                );
            }
            let speakers = (statement.speaker.as_deref(), found.speaker.as_deref());
            if let (Some(wanted), got) = speakers
                && gold.layers.contains(&Layer::Speakers)
                && !score::is_right_speaker(gold, statement, found)
            {
                let how = match naming(gold, statement) {
                    Some(how) => format!("{how:?}").to_lowercase(),
                    None => "no source".to_owned(),
                };
                let kind = format!("speaker wrong, {how}");
                let got = got.unwrap_or("nobody").to_owned();
                self.push(&kind, place, format!("{wanted} · {shown}"), got, gold);
            }
        }
        for (statement, _) in reads.iter().zip(taken).filter(|(_, taken)| !taken) {
            let kind = format!("no statement, rule {}", or(&statement.rule, "unknown"));
            let read = told(gold, statement);
            self.push(&kind, whole(&statement.content), String::new(), read, gold);
        }
    }

    fn timexes(&mut self, gold: &Annotated, read: &Annotated) {
        let over =
            |a: &Timex, b: &Timex| a.place.start < b.place.end && b.place.start < a.place.end;
        let told = |t: &Timex| format!("{} {} “{}”", t.kind, t.value, gold.words(&t.place));
        for timex in gold.timexes.iter().filter(|t| !t.optional) {
            let place = timex.place.clone();
            match read.timexes.iter().find(|t| over(t, timex)) {
                None => self.push("timex missed", place, told(timex), String::new(), gold),
                Some(t) if t.value != timex.value && !timex.alt.contains(&t.value) => {
                    self.push(
                        "timex with another value",
                        place,
                        told(timex),
                        told(t),
                        gold,
                    );
                }
                Some(t) if t.place != timex.place => {
                    self.push("timex with other ends", place, told(timex), told(t), gold);
                }
                Some(_) => {}
            }
        }
        for timex in &read.timexes {
            if !gold.timexes.iter().any(|t| over(t, timex)) {
                self.push(
                    "no timex",
                    timex.place.clone(),
                    String::new(),
                    told(timex),
                    gold,
                );
            }
        }
    }

    fn names(&mut self, gold: &Annotated, read: &Annotated) {
        let (golds, reads) = (score::kinds_of_names(gold), score::kinds_of_names(read));
        for (place, kind) in &golds {
            let range = place.0..place.1;
            let shown = format!("{kind} “{}”", gold.words(&range));
            match reads.get(place) {
                None => self.push(
                    &format!("name missed, {kind}"),
                    range,
                    shown,
                    String::new(),
                    gold,
                ),
                Some(got) if got != kind => {
                    self.push(
                        "name of another sort",
                        range,
                        shown,
                        (*got).to_owned(),
                        gold,
                    );
                }
                Some(_) => {}
            }
        }
        for (place, kind) in reads.iter().filter(|(place, _)| !golds.contains_key(place)) {
            let range = place.0..place.1;
            let shown = format!("{kind} “{}”", gold.words(&range));
            self.push(
                &format!("no name, {kind}"),
                range,
                String::new(),
                shown,
                gold,
            );
        }
    }

    fn marked(
        &mut self,
        what: &str,
        gold: &Annotated,
        golds: &[(String, String, Vec<Place>)],
        reads: &[(String, String, Vec<Place>)],
    ) {
        let over = |a: &[Place], b: &[Place]| {
            a.iter()
                .any(|a| b.iter().any(|b| a.start < b.end && b.start < a.end))
        };
        for (sort, value, evidence) in golds {
            let shown = format!("{sort} {value}");
            let found = reads
                .iter()
                .find(|(s, _, e)| s == sort && over(e, evidence));
            let place = evidence.first().cloned().unwrap_or_default();
            match found {
                None => self.push(
                    &format!("{what} missed, {sort}"),
                    place,
                    shown,
                    String::new(),
                    gold,
                ),
                Some((_, v, _)) if v != value => {
                    self.push(
                        &format!("{what} with another value"),
                        place,
                        shown,
                        v.clone(),
                        gold,
                    );
                }
                Some(_) => {}
            }
        }
        for (sort, value, evidence) in reads {
            if !golds.iter().any(|(s, _, e)| s == sort && over(e, evidence)) {
                let place = evidence.first().cloned().unwrap_or_default();
                self.push(
                    &format!("no {what}, {sort}"),
                    place,
                    String::new(),
                    format!("{sort} {value}"),
                    gold,
                );
            }
        }
    }

    fn push(&mut self, kind: &str, place: Place, gold: String, read: String, text: &Annotated) {
        let document = self.texts.len().saturating_sub(1);
        let Some((_, _, places)) = self.texts.last_mut() else {
            return;
        };
        let anchor = places.iter().position(|p| *p == place).unwrap_or_else(|| {
            places.push(place.clone());
            places.len() - 1
        });
        let around = place.start.saturating_sub(AROUND)..place.end.saturating_add(AROUND);
        self.kinds.entry(kind.to_owned()).or_default().push(Wrong {
            document,
            anchor,
            gold,
            read,
            words: text.words(&around),
        });
    }

    /// Writes a page of errors and a page for each text; the path of the first.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<PathBuf> {
        let folder = folder.join(&self.folder);
        fs::create_dir_all(&folder)?;
        for (number, (id, text, places)) in self.texts.iter().enumerate() {
            if !places.is_empty() {
                fs::write(
                    folder.join(format!("{number}.html")),
                    text_page(id, text, places),
                )?;
            }
        }
        let page = folder.join("index.html");
        fs::write(&page, self.page())?;
        Ok(page)
    }

    fn page(&self) -> String {
        let mut out = head(&self.title);
        out.push_str("<ul>");
        let mut kinds: Vec<_> = self.kinds.iter().collect();
        kinds.sort_by_key(|(_, wrong)| std::cmp::Reverse(wrong.len()));
        for (number, (kind, wrong)) in kinds.iter().enumerate() {
            let _ = write!(
                out,
                "<li><a href=\"#k{number}\">{}</a> {}</li>",
                escaped(kind),
                wrong.len()
            );
        }
        out.push_str("</ul>");
        for (number, (kind, wrong)) in kinds.iter().enumerate() {
            let _ = write!(
                out,
                "<h2 id=\"k{number}\">{}</h2><table><tr><th>annotated</th><th>read</th><th>words</th></tr>",
                escaped(kind)
            );
            for one in wrong.iter() {
                let id = self.texts.get(one.document).map_or("", |(id, ..)| id);
                let _ = write!(
                    out,
                    "<tr><td>{}</td><td>{}</td><td>…{}… <a href=\"{}.html#w{}\">{}</a></td></tr>",
                    escaped(&one.gold),
                    escaped(&one.read),
                    escaped(&one.words),
                    one.document,
                    one.anchor,
                    escaped(id),
                );
            }
            out.push_str("</table>");
        }
        out
    }
}

fn or<'a>(value: &'a str, other: &'a str) -> &'a str {
    if value.is_empty() { other } else { value }
}

fn told(text: &Annotated, statement: &Statement) -> String {
    let words = |places: &[Place]| {
        let words: Vec<String> = places.iter().map(|place| text.words(place)).collect();
        words.join(" … ")
    };
    let (source, cue) = (words(&statement.source), words(&statement.cue));
    format!("[{source}] {{{cue}}} <{}>", words(&statement.content))
}

fn whole(places: &[Place]) -> Place {
    let start = places.iter().map(|p| p.start).min().unwrap_or(0);
    let end = places.iter().map(|p| p.end).max().unwrap_or(0);
    start..end
}

fn head(title: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{0}</title><style>\
         body{{font:16px/1.5 sans-serif;max-width:70em;margin:2em auto;padding:0 1em}}\
         table{{border-collapse:collapse;width:100%}}td,th{{border:1px solid #ccc;padding:.3em;\
         vertical-align:top;text-align:left}}mark{{background:#fe8}}pre{{white-space:pre-wrap}}\
         :target{{outline:3px solid #c40}}</style><h1>{0}</h1>",
        escaped(title)
    )
}

/// The text with a mark at the beginning of each place, so that places may lie in one another.
fn text_page(id: &str, text: &str, places: &[Place]) -> String {
    let mut out = head(id);
    out.push_str("<pre>");
    let ends: Vec<usize> = places.iter().map(|p| p.end).collect();
    for (at, c) in text.chars().enumerate() {
        for _ in ends.iter().filter(|end| **end == at) {
            out.push_str("<small>⟩</small>");
        }
        for (number, _) in places.iter().enumerate().filter(|(_, p)| p.start == at) {
            let _ = write!(out, "<mark id=\"w{number}\">⟨{number}</mark>");
        }
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out.push_str("</pre>");
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
