//! Turns passages annotated in words into gold with offsets, as the scorers read it.
//!
//! A passage is a TOML file: `doc_id`, `kind`, `date`, `title`, `text`, and five layers in which
//! every span is written as [quoted words](crate::quoted). What the words leave open is settled so:
//! a cue is the place nearest to the content, a source the one nearest to the cue, and each timex
//! is looked for after the one before.

use crate::quoted::{self, Fault, Place};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const STATEMENT_KINDS: [&str; 3] = ["direct", "indirect", "mixed"];
const EVENT_TYPES: [&str; 24] = [
    "offence",
    "arrest",
    "charge",
    "plea",
    "trial",
    "conviction",
    "acquittal",
    "mistrial",
    "sentence",
    "appeal",
    "retrial",
    "test",
    "recantation",
    "filing",
    "hearing",
    "ruling",
    "vacatur",
    "release",
    "parole",
    "clemency",
    "exoneration",
    "death",
    "custody",
    "other",
];
const GROUND_CODES: [&str; 14] = [
    "mistaken_witness_id",
    "false_confession",
    "perjury_or_false_accusation",
    "false_or_misleading_forensics",
    "official_misconduct",
    "inadequate_defence",
    "recantation",
    "new_evidence",
    "dna",
    "non_unanimous_jury",
    "juror_pressure",
    "alibi",
    "alternative_perpetrator",
    "maintains_innocence",
];

/// One annotated passage, as its file says it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// The file's name without its ending.
    pub doc_id: String,
    /// What sort of text it is: `news`, `ruling`, …
    pub kind: String,
    /// The document's own date, `YYYY-MM-DD`, where it has one.
    pub date: Option<String>,
    /// The headline, where it is not part of the text.
    pub title: Option<String>,
    /// The text, to the last white space.
    pub text: String,
    /// Who says what.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Temporal expressions, in the order of the text.
    #[serde(default)]
    pub timexes: Vec<Timex>,
    /// Persons, with every form of their names.
    #[serde(default)]
    pub people: Vec<Person>,
    /// What happened.
    #[serde(default)]
    pub events: Vec<Event>,
    /// Reasons for review.
    #[serde(default)]
    pub grounds: Vec<Ground>,
}

/// One quotation of words, or several for a span in pieces.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// A span in one piece.
    One(String),
    /// A span in pieces.
    Pieces(Vec<String>),
}

impl Default for Words {
    fn default() -> Self {
        Self::Pieces(Vec::new())
    }
}

impl Words {
    fn pieces(&self) -> &[String] {
        match self {
            Self::One(words) => std::slice::from_ref(words),
            Self::Pieces(pieces) => pieces,
        }
    }
}

/// One statement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// The speaker's fullest name in the text; absent when the text does not say.
    pub speaker: Option<String>,
    /// Names that are right as well.
    #[serde(default)]
    pub alt_speakers: Vec<String>,
    /// Who it comes from, in the words beside the cue.
    #[serde(default)]
    pub source: Words,
    /// The word that says it was said.
    #[serde(default)]
    pub cue: Words,
    /// What was said.
    pub content: Words,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub optional: bool,
    /// It lies inside another statement.
    #[serde(default)]
    pub nested: bool,
}

/// One temporal expression.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timex {
    /// The expression.
    pub words: String,
    /// Its TIMEX3 value.
    pub value: String,
    /// Its TIMEX3 type, where the value does not show it.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Values that are right as well.
    #[serde(default)]
    pub alt: Vec<String>,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub optional: bool,
    /// It is somebody's age.
    #[serde(default)]
    pub age: bool,
}

impl Timex {
    /// The type that is given, or else the one that the value shows.
    fn timex_type(&self) -> &str {
        let day_part = |v: &str| v.split_once('T').is_some_and(|(_, t)| !t.is_empty());
        match self.kind.as_deref() {
            Some(kind) => kind,
            None if self.value.ends_with("_REF") => "DATE",
            None if self.value.starts_with('P') => "DURATION",
            None if day_part(&self.value) => "TIME",
            None => "DATE",
        }
    }
}

/// One person.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The fullest name in the text.
    pub name: String,
    /// Other forms in the text.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// One event.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// One of the scorer's event types.
    #[serde(rename = "type")]
    pub kind: String,
    /// When, in EDTF, as far as the text says.
    pub date: Option<String>,
    /// Types that are right as well.
    #[serde(default)]
    pub alt_types: Vec<String>,
    /// Dates that are right as well.
    #[serde(default)]
    pub alt_dates: Vec<String>,
    /// The words that report it.
    pub evidence: Words,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub optional: bool,
}

/// One ground.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// One of the scorer's ground codes.
    pub code: String,
    /// The speaker, or `narration`.
    pub asserted_by: Option<String>,
    /// The words that assert it.
    pub evidence: Words,
    /// A careful reader may leave it out.
    #[serde(default)]
    pub optional: bool,
}

/// Reads the passages of files and folders, in the order given; folders in the order of their
/// file names, and only what ends in `.toml`.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Passage>> {
    let mut passages = Vec::new();
    for path in paths {
        for file in files(path).with_context(|| format!("reading {}", path.display()))? {
            let passage = read(&file).with_context(|| format!("reading {}", file.display()))?;
            passages.push(passage);
        }
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = passages.iter().find(|p| !seen.insert(p.doc_id.as_str())) {
        bail!("two passages have the doc_id {}", twice.doc_id);
    }
    Ok(passages)
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> Result<Passage> {
    let passage: Passage = toml::from_str(&fs::read_to_string(file)?)?;
    if file.file_stem().and_then(|s| s.to_str()) != Some(passage.doc_id.as_str()) {
        bail!("doc_id is {}, unlike the file's name", passage.doc_id);
    }
    Ok(passage)
}

/// The passage as one line of gold: offsets are code points, ends exclusive.
///
/// # Errors
/// Everything that is wrong with the annotation, one line each.
pub fn gold(passage: &Passage) -> Result<Value> {
    let mut converter = Converter {
        text: &passage.text,
        faults: Vec::new(),
    };
    let value = converter.passage(passage);
    if converter.faults.is_empty() {
        return Ok(value);
    }
    bail!("{}:\n  {}", passage.doc_id, converter.faults.join("\n  "));
}

struct Converter<'p> {
    text: &'p str,
    faults: Vec<String>,
}

impl Converter<'_> {
    fn passage(&mut self, passage: &Passage) -> Value {
        if quoted::has_signs(self.text) {
            self.fault("text", "«, » and a spaced … are signs of the annotation");
        }
        json!({
            "doc_id": passage.doc_id,
            "kind": passage.kind,
            "date": passage.date,
            "title": passage.title,
            "text": passage.text,
            "statements": passage.statements.iter().map(|s| self.statement(s)).collect::<Vec<_>>(),
            "timexes": self.timexes(&passage.timexes),
            "people": passage.people.iter().map(|p| self.person(p)).collect::<Vec<_>>(),
            "events": passage.events.iter().map(|e| self.event(e)).collect::<Vec<_>>(),
            "grounds": passage.grounds.iter().map(|g| self.ground(g)).collect::<Vec<_>>(),
        })
    }

    fn statement(&mut self, statement: &Statement) -> Value {
        self.one_of("statement kind", &statement.kind, &STATEMENT_KINDS);
        let content = self.only("content", &statement.content);
        let cue = self.nearest("cue", &statement.cue, &content, &content);
        let anchors = if cue.is_empty() { &content } else { &cue };
        let source = self.nearest("source", &statement.source, anchors, &content);
        if content.is_empty() {
            self.fault("statement", "no content");
        }
        let mut out = Map::new();
        out.insert("kind".to_owned(), json!(statement.kind));
        out.insert("speaker".to_owned(), json!(statement.speaker));
        out.insert("content".to_owned(), self.ranges(&content));
        out.insert("cue".to_owned(), self.ranges(&cue));
        out.insert("source".to_owned(), self.ranges(&source));
        add_list(&mut out, "alt_speakers", &statement.alt_speakers);
        add_flag(&mut out, "optional", statement.optional);
        add_flag(&mut out, "nested", statement.nested);
        Value::Object(out)
    }

    fn timexes(&mut self, timexes: &[Timex]) -> Vec<Value> {
        let mut from = 0;
        let mut out = Vec::new();
        for timex in timexes {
            match quoted::first_from(self.text, &timex.words, from) {
                Ok(place) => {
                    from = place.end;
                    out.push(self.timex(timex, &place));
                }
                Err(fault) => self.fault("timex, after the one before", &fault.to_string()),
            }
        }
        out
    }

    fn timex(&mut self, timex: &Timex, place: &Place) -> Value {
        let kind = timex.timex_type();
        self.one_of("timex type", kind, &["DATE", "TIME", "DURATION", "SET"]);
        let mut out = Map::new();
        out.insert("start".to_owned(), json!(self.code_points(place.start)));
        out.insert("end".to_owned(), json!(self.code_points(place.end)));
        out.insert("type".to_owned(), json!(kind));
        out.insert("value".to_owned(), json!(timex.value));
        add_list(&mut out, "alt", &timex.alt);
        add_flag(&mut out, "optional", timex.optional);
        add_flag(&mut out, "age", timex.age);
        Value::Object(out)
    }

    fn person(&mut self, person: &Person) -> Value {
        let text = self.text.to_lowercase();
        for form in std::iter::once(&person.name).chain(&person.aliases) {
            if quoted::places(&text, &form.to_lowercase()).is_empty() {
                self.fault("person", &Fault::NotFound(form.clone()).to_string());
            }
        }
        json!({"name": person.name, "aliases": person.aliases})
    }

    fn event(&mut self, event: &Event) -> Value {
        self.one_of("event type", &event.kind, &EVENT_TYPES);
        for kind in &event.alt_types {
            self.one_of("event type", kind, &EVENT_TYPES);
        }
        let evidence = self.only("event", &event.evidence);
        let mut out = Map::new();
        out.insert("type".to_owned(), json!(event.kind));
        out.insert("date".to_owned(), json!(event.date));
        out.insert("evidence".to_owned(), self.ranges(&evidence));
        add_list(&mut out, "alt_types", &event.alt_types);
        add_list(&mut out, "alt_dates", &event.alt_dates);
        add_flag(&mut out, "optional", event.optional);
        Value::Object(out)
    }

    fn ground(&mut self, ground: &Ground) -> Value {
        self.one_of("ground code", &ground.code, &GROUND_CODES);
        let evidence = self.only("ground", &ground.evidence);
        let mut out = Map::new();
        out.insert("code".to_owned(), json!(ground.code));
        out.insert("asserted_by".to_owned(), json!(ground.asserted_by));
        out.insert("evidence".to_owned(), self.ranges(&evidence));
        add_flag(&mut out, "optional", ground.optional);
        Value::Object(out)
    }

    fn only(&mut self, what: &str, words: &Words) -> Vec<Place> {
        let found = words.pieces().iter().map(|w| quoted::only(self.text, w));
        let found: Vec<_> = found.collect();
        self.keep(what, found)
    }

    fn nearest(
        &mut self,
        what: &str,
        words: &Words,
        anchors: &[Place],
        content: &[Place],
    ) -> Vec<Place> {
        let place = |w| quoted::nearest(self.text, w, anchors, content);
        let found: Vec<_> = words.pieces().iter().map(|w| place(w)).collect();
        self.keep(what, found)
    }

    fn keep(&mut self, what: &str, found: Vec<Result<Place, Fault>>) -> Vec<Place> {
        found
            .into_iter()
            .filter_map(|place| {
                place
                    .map_err(|fault| self.fault(what, &fault.to_string()))
                    .ok()
            })
            .collect()
    }

    fn one_of(&mut self, what: &str, given: &str, known: &[&str]) {
        if !known.contains(&given) {
            self.fault(what, &format!("“{given}” is none of {}", known.join(" ")));
        }
    }

    fn fault(&mut self, what: &str, fault: &str) {
        self.faults.push(format!("{what}: {fault}"));
    }

    fn ranges(&self, places: &[Place]) -> Value {
        let range = |p: &Place| [self.code_points(p.start), self.code_points(p.end)];
        json!(places.iter().map(range).collect::<Vec<_>>())
    }

    fn code_points(&self, bytes: usize) -> usize {
        self.text.get(..bytes).map_or(0, |t| t.chars().count())
    }
}

/// Lists and flags that say nothing are left out, to keep the lines readable.
fn add_list(out: &mut Map<String, Value>, name: &str, list: &[String]) {
    if !list.is_empty() {
        out.insert(name.to_owned(), json!(list));
    }
}

fn add_flag(out: &mut Map<String, Value>, name: &str, flag: bool) {
    if flag {
        out.insert(name.to_owned(), json!(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(layers: &str) -> Passage {
        let head = "doc_id = 'a'\nkind = 'news'\ndate = '2020-08-17'\n\
            text = 'Ünal said she saw it. “She left,” Ünal said on Monday, not Monday week.'\n";
        toml::from_str(&[head, layers].concat()).unwrap()
    }

    fn fault(layers: &str) -> String {
        gold(&passage(layers)).unwrap_err().to_string()
    }

    #[test]
    fn offsets_are_code_points() {
        let layers = "statements = [{ kind = 'direct', speaker = 'Ünal', source = 'Ünal', \
            cue = 'said', content = '“She left,”' }]";
        let gold = gold(&passage(layers)).unwrap();
        let statement = &gold["statements"][0];
        assert_eq!(statement["content"], json!([[22, 33]]));
        assert_eq!(statement["cue"], json!([[39, 43]]));
        assert_eq!(statement["source"], json!([[34, 38]]));
    }

    #[test]
    fn a_timex_is_looked_for_after_the_one_before() {
        let layers = "timexes = [{ words = 'Monday', value = '2020-08-17' }, \
            { words = 'Monday week', value = '2020-08-24' }]";
        let gold = gold(&passage(layers)).unwrap();
        assert_eq!(gold["timexes"][0]["start"], 47);
        assert_eq!(gold["timexes"][1]["start"], 59);
        let twice = "timexes = [{ words = 'Monday week', value = '2020-08-24' }, \
            { words = 'Monday', value = '2020-08-17' }]";
        assert!(fault(twice).contains("after the one before: words not found: “Monday”"));
    }

    #[test]
    fn the_value_shows_the_type_of_a_timex() {
        let kind = |value: &str| {
            let layers = format!("timexes = [{{ words = 'Monday', value = '{value}' }}]");
            gold(&passage(&layers)).unwrap()["timexes"][0]["type"].clone()
        };
        assert_eq!(kind("2020-08-17"), "DATE");
        assert_eq!(kind("PAST_REF"), "DATE");
        assert_eq!(kind("PT3H"), "DURATION");
        assert_eq!(kind("2020-08-17TNI"), "TIME");
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let told = fault(
            "statements = [{ kind = 'spoken', content = 'said' }]\n\
             events = [{ type = 'party', evidence = 'left' }]\n\
             grounds = [{ code = 'dna', evidence = 'blood' }]\n\
             people = [{ name = 'Ünal', aliases = ['Bob'] }]",
        );
        for line in [
            "content: words stand 2 times: say which",
            "statement kind: “spoken” is none of direct indirect mixed",
            "event type: “party” is none of",
            "ground: words not found: “blood”",
            "person: words not found: “Bob”",
        ] {
            assert!(told.contains(line), "{line} is not in {told}");
        }
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        let text = "doc_id = 'a'\nkind = 'news'\ntext = 'x'\nstatement = []";
        assert!(toml::from_str::<Passage>(text).is_err());
    }

    #[test]
    fn a_text_may_not_hold_the_signs_of_the_annotation() {
        let text = "doc_id = 'a'\nkind = 'news'\ntext = 'so «he» said'";
        let passage: Passage = toml::from_str(text).unwrap();
        assert!(gold(&passage).is_err());
    }
}
