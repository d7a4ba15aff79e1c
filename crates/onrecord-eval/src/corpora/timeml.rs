//! Texts with TIMEX3 or TIMEX2 marks inside them.

use super::texts::stem;
use super::{CorpusError, Documents, malformed, text};
use crate::annotated::{Annotated, Layer, Timex};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The documents of these files, one each.
pub(super) fn documents<'c>(paths: Vec<PathBuf>) -> Documents<'c> {
    let read = |path: PathBuf| document(&path, stem(&path), &text(&path)?);
    Box::new(paths.into_iter().map(read))
}

/// The document in such a file: the text between `<TEXT>` and `</TEXT>`, and the day in its head.
fn document(path: &Path, id: &str, xml: &str) -> Result<Annotated, CorpusError> {
    let mut read = Read::default();
    // Some files have bare "&": they are no XML.
    let xml = escaped(xml);
    let mut reader = Reader::from_str(&xml);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let line = || xml.get(..at).unwrap_or(&xml).matches('\n').count() + 1;
        let event = reader.read_event();
        match event.map_err(|error| malformed(path, line(), format!("no XML: {error}")))? {
            Event::Start(tag) => read.start(&tag),
            Event::End(tag) => read.end(tag.name().as_ref()),
            Event::Text(words) => read.words(words.as_ref()),
            Event::GeneralRef(name) => {
                read.words(match name.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    _ => "&",
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if let Some(what) = read.fault() {
        return Err(malformed(path, 0, what));
    }
    Ok(Annotated {
        id: id.to_owned(),
        text: read.text,
        date: read.day.and_then(|day| day.get(..10)?.parse().ok()),
        layers: BTreeSet::from([Layer::Timexes]),
        timexes: read.timexes,
        ..Annotated::default()
    })
}

/// `&` where no entity begins is written out.
fn escaped(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').is_some_and(|(name, _)| {
            name.len() < 7 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        });
        out.push_str(if entity { "&" } else { "&amp;" });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[derive(Default)]
struct Read {
    text: String,
    len: usize,
    in_text: bool,
    in_head: bool,
    day: Option<String>,
    timexes: Vec<Timex>,
    /// Those that are open, by their index.
    open: Vec<Option<usize>>,
    /// The names of all elements that are open.
    elements: Vec<String>,
    has_text: bool,
    has_timex: bool,
}

impl Read {
    /// What the file lacks that each of its kind has.
    fn fault(&self) -> Option<String> {
        match self.elements.last() {
            Some(open) => Some(format!("ends before </{open}>: the file is cut off")),
            None if !self.has_text => Some("no TEXT element".to_owned()),
            None if !self.has_timex => Some("no TIMEX3 or TIMEX2 element".to_owned()),
            None => None,
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        self.elements.push(tag.name().as_ref().to_owned());
        match tag.name().as_ref() {
            "TEXT" => {
                self.in_text = true;
                self.has_text = true;
            }
            "DCT" | "DATETIME" | "DATE_TIME" => self.in_head = true,
            "TIMEX3" | "TIMEX2" => {
                self.has_timex = true;
                let value = attribute(tag, &["value", "val", "VAL"]);
                if self.in_head && self.day.is_none() {
                    self.day = Some(value);
                    self.open.push(None);
                } else if self.in_text {
                    self.open.push(Some(self.timexes.len()));
                    let kind = attribute(tag, &["type"]);
                    self.timexes.push(Timex {
                        place: self.len..self.len,
                        kind: if kind.is_empty() {
                            kind_of(&value)
                        } else {
                            kind
                        },
                        value,
                        ..Timex::default()
                    });
                } else {
                    self.open.push(None);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.elements.pop();
        match name {
            "TEXT" => self.in_text = false,
            "DCT" | "DATETIME" | "DATE_TIME" => self.in_head = false,
            "TIMEX3" | "TIMEX2" => {
                let open = self.open.pop().flatten();
                if let Some(timex) = open.and_then(|at| self.timexes.get_mut(at)) {
                    timex.place.end = self.len;
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.in_text {
            self.text.push_str(words);
            self.len += words.chars().count();
        }
    }
}

fn attribute(tag: &BytesStart<'_>, names: &[&str]) -> String {
    let mut attributes = tag.attributes().flatten();
    let found = attributes.find(|attribute| names.contains(&attribute.key.as_ref()));
    found.map_or_else(String::new, |found| found.value.into_owned())
}

/// TIMEX2 has no types: they follow from the value.
fn kind_of(value: &str) -> String {
    let kind = if value.starts_with('P') && !value.contains("REF") {
        "DURATION"
    } else if value.contains('T') && !value.contains("REF") {
        "TIME"
    } else {
        "DATE"
    };
    kind.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_places_in_the_text() {
        let xml = "<TimeML><DCT><TIMEX3 type=\"DATE\" value=\"2001-03-05\">5 March</TIMEX3></DCT><TEXT>Orr &amp; Tull \
                   <EVENT>met</EVENT> <TIMEX3 type=\"DATE\" value=\"2001-03-02\">on Friday</TIMEX3> at R&D.</TEXT></TimeML>";
        let document = document(Path::new("a"), "a", xml).unwrap();
        assert_eq!(document.text, "Orr & Tull met on Friday at R&D.");
        assert_eq!(document.date, "2001-03-05".parse().ok());
        let timex = &document.timexes[0];
        assert_eq!(document.words(&timex.place), "on Friday");
        assert_eq!(
            (timex.kind.as_str(), timex.value.as_str()),
            ("DATE", "2001-03-02")
        );
    }

    #[test]
    fn what_is_no_such_file_or_only_a_part_of_one_is_a_fault() {
        let fault = |xml: &str| {
            document(Path::new("a.tml"), "a", xml)
                .unwrap_err()
                .to_string()
        };
        let timex = "<TIMEX3 type=\"DATE\" value=\"2001\">2001</TIMEX3>";
        let whole = format!("<TimeML>\n<TEXT>Orr left in {timex}.</TEXT></TimeML>");
        assert!(document(Path::new("a.tml"), "a", &whole).is_ok());
        for (xml, what) in [
            ("", "no TEXT"),
            ("Orr left in 2001.", "no TEXT"),
            (&whole.replace("TEXT", "BODY"), "no TEXT"),
            (&whole.replace(timex, "2001"), "no TIMEX3"),
            (&whole.replace("</TimeML>", ""), "before </TimeML>"),
            (&whole.replace("</TEXT></TimeML>", ""), "before </TEXT>"),
            (&whole.replace("</TEXT>", "</DCT>"), "a.tml:2: no XML"),
        ] {
            let fault = fault(xml);
            assert!(fault.contains("a.tml") && fault.contains(what), "{fault}");
        }
    }
}
