//! Word documents (DOCX).
//!
//! The package names its parts by relations; `styles` and `numbering` are read first, then notes and
//! comments, then `story` walks through the body once.

mod numbering;
mod story;
pub(super) mod styles;

use super::other;
use super::paper::{Paper, Says, Way, says};
use crate::driver::{Sink, Source};
use crate::xml::{Space, Step, Xml};
use crate::zipped::{self, Zipped};
use crate::{FormatError, Hint, encoding};
use numbering::Numbering;
use onrecord_record::{AsideKind, Format};
use std::collections::BTreeMap;
use story::{Notes, Story};
use styles::Styles;

const WHAT: &str = "a Word document (DOCX)";
/// Names of the entry that one of the first is, in any such package.
const FIRST: [&str; 3] = ["[Content_Types].xml", "_rels/.rels", "word/"];
/// Most lines of the top and bottom of pages, and most entries of a list of relations, that are read.
const MOST_RELATIONS: usize = 4096;

/// Told by the names of what is packed in it; so are other papers of office programs, which are
/// refused when they are read.
pub(crate) fn sniff(bytes: &[u8], hint: &Hint) -> Option<String> {
    if other::is_locked(bytes) {
        return Some("it is a locked paper of an office program".to_owned());
    }
    if !zipped::BEGINNINGS.iter().any(|b| bytes.starts_with(b)) {
        return None;
    }
    let Ok(mut zipped) = Zipped::open(bytes, WHAT) else {
        let name = bytes.get(30..).unwrap_or_default();
        let is_one = FIRST.iter().any(|first| name.starts_with(first.as_bytes()));
        let named = matches!(hint.ending().as_str(), "docx" | "docm" | "dotx" | "dotm");
        return (is_one && named).then(|| "its first part is that of a Word document".to_owned());
    };
    let names = names(&mut zipped);
    let has = |name: &str| names.iter().any(|n| n == name);
    let has_main = names.iter().any(|n| is_main(n));
    if has_main && (has("[Content_Types].xml") || has("_rels/.rels") || has("word/document.xml")) {
        return Some("it has the parts of a Word document".to_owned());
    }
    let refusal = other::refusal(bytes, &names)?;
    Some(refusal.to_string())
}

fn is_main(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("word/document") else {
        return false;
    };
    rest.strip_suffix(".xml")
        .is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit()))
}

fn names(zipped: &mut Zipped<'_>) -> Vec<String> {
    let entries = zipped.entries().into_iter();
    entries.map(|entry| entry.name.replace('\\', "/")).collect()
}

/// Reads it.
pub(crate) fn read(source: &Source, sink: &mut Sink) -> Result<(), FormatError> {
    if other::is_locked(source.bytes) {
        return Err(FormatError::Encrypted);
    }
    let mut zipped = Zipped::open(source.bytes, WHAT)?;
    let names = names(&mut zipped);
    let is_word = names.iter().any(|name| is_main(name));
    if let Some(refusal) = other::refusal(source.bytes, &names).filter(|_| !is_word) {
        return Err(refusal);
    }
    let mut package = Package {
        with_redacted: source.hint.with_redacted,
        zipped,
        sink,
        names,
        damage: None,
    };
    let paper = package.paper()?;
    let document = paper.finish(Format::Docx, Way::Whole(source.bytes.len()))?;
    sink.document(document);
    Ok(())
}

/// An open package.
struct Package<'p, 'a, 's, 'b> {
    with_redacted: bool,
    zipped: Zipped<'a>,
    sink: &'p mut Sink<'s, 'b>,
    names: Vec<String>,
    damage: Option<String>,
}

/// One relation: what the target is, and its name in the package.
struct Relation {
    kind: String,
    target: String,
}

impl Package<'_, '_, '_, '_> {
    fn paper(&mut self) -> Result<Paper, FormatError> {
        let package = self.relations("")?;
        let of = |relations: &[Relation], kind: &str| {
            let found = relations.iter().find(|r| r.kind.ends_with(kind));
            found.map(|r| r.target.clone())
        };
        let main = of(&package, "/officeDocument").filter(|name| self.has(name));
        let first = || self.names.iter().find(|name| is_main(name)).cloned();
        let main = main.or_else(first).ok_or(FormatError::Damaged {
            what: WHAT,
            why: "its text is missing".to_owned(),
        })?;
        let relations = self.relations(&main)?;
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = |kind: &str| {
            of(&relations, &format!("/{kind}")).unwrap_or_else(|| format!("{folder}/{kind}.xml"))
        };

        let styles = Styles::read(&self.text(&name("styles"))?)?;
        let mut numbering = Numbering::read(&self.text(&name("numbering"))?, &styles)?;
        let mut paper = Paper::default();
        paper.redactions.with = self.with_redacted;
        let mut notes = Notes::default();
        let mut comments = BTreeMap::new();
        for part in ["comments", "footnotes", "endnotes"] {
            let text = self.text(&name(part))?;
            let mut story = Story::new(&styles, &mut numbering, &mut notes, &comments, &mut paper);
            story.run(&text)?;
            let found = story.into_comments();
            comments.extend(found);
        }
        for relation in &relations {
            let kind = match relation.kind.rsplit('/').next() {
                Some("header") => AsideKind::Header,
                Some("footer") => AsideKind::Footer,
                _ => continue,
            };
            let text = self.text(&relation.target)?;
            let mut story = Story::new(&styles, &mut numbering, &mut notes, &comments, &mut paper);
            let words = story.run(&text)?.into_words();
            paper.add_line(kind, &words);
        }
        let text = self.main_text(&main)?;
        let mut story = Story::new(&styles, &mut numbering, &mut notes, &comments, &mut paper);
        let mut body = story.run(&text)?;
        for note in notes.left() {
            body.append(note);
        }
        paper.body = body;
        let core = of(&package, "/core-properties").unwrap_or_else(|| "docProps/core.xml".into());
        let core = self.text(&core)?;
        properties(&core, &mut paper)?;
        paper.damage = paper.damage.or(self.damage.take());
        Ok(paper)
    }

    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// The characters of a part that may be missing or broken.
    fn text(&mut self, name: &str) -> Result<String, FormatError> {
        match self.zipped.find(name, self.sink) {
            None => Ok(String::new()),
            Some(Ok(bytes)) => Ok(decoded(&bytes)),
            Some(Err(FormatError::Damaged { why, .. })) => {
                self.damage.get_or_insert(format!("{name}: {why}"));
                Ok(String::new())
            }
            Some(Err(error)) => Err(error),
        }
    }

    /// The characters of the body.
    fn main_text(&mut self, name: &str) -> Result<String, FormatError> {
        let damaged = |why: String| FormatError::Damaged { what: WHAT, why };
        match self.zipped.find(name, self.sink) {
            None => Err(damaged("its text is missing".to_owned())),
            Some(Err(FormatError::Damaged { why, .. })) => Err(damaged(why)),
            Some(bytes) => Ok(decoded(&bytes?)),
        }
    }

    /// What a part is related to; the package itself has an empty name.
    fn relations(&mut self, part: &str) -> Result<Vec<Relation>, FormatError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let text = self.text(&format!("{folder}{slash}_rels/{file}.rels"))?;
        let mut xml = Xml::new(&text);
        let mut relations = Vec::new();
        while let Some(step) = xml.next()? {
            let Step::Open(tag) = step else { continue };
            let outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
            if tag.name != "Relationship" || outside || relations.len() >= MOST_RELATIONS {
                continue;
            }
            if let (Some(kind), Some(target)) = (tag.get("Type"), tag.get("Target")) {
                let target = resolve(folder, &target);
                relations.push(Relation { kind, target });
            }
        }
        Ok(relations)
    }
}

/// The name in the package of a target that is named from a folder of it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                steps.pop();
            }
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding::decode(bytes, None).text.as_str().to_owned(),
    }
}

/// Title, authors and the last change, from `docProps/core.xml`.
fn properties(text: &str, paper: &mut Paper) -> Result<(), FormatError> {
    let mut xml = Xml::new(text);
    while let Some(step) = xml.next()? {
        let Step::Open(tag) = step else { continue };
        let what = match (tag.space, tag.name) {
            (Space::Dublin, "title") => Says::Title,
            (Space::Dublin, "creator") => Says::Author,
            (Space::Terms, "modified") => Says::Modified,
            _ => continue,
        };
        let words = xml.words()?;
        says(&mut paper.metadata, what, &words, "the file's properties");
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
pub(in crate::office) mod tests;
