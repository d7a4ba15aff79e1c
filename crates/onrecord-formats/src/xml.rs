//! XML as it comes, one tag after another, without ever building a tree.
//!
//! Names are told by their namespace, whatever prefix a program gave it. No entity is known but the
//! five of XML itself and character references: a file that defines others, to unfold them without
//! end, gets them left out. What is not well-formed is read as far as it goes.

use crate::FormatError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting of tags.
const DEEPEST: usize = 256;
/// Most namespace prefixes that are kept in mind at once; later ones are not known.
const MOST_PREFIXES: usize = 128;

/// The namespaces that are told apart, by how their addresses end and by the prefix they usually have.
const SPACES: [(&str, Space); 22] = [
    ("/wordprocessingml/2006/main", Space::Word),
    ("/wordprocessingml/main", Space::Word),
    ("/drawingml/2006/main", Space::Drawing),
    ("/drawingml/main", Space::Drawing),
    ("/officeDocument/2006/math", Space::Math),
    ("/officeDocument/math", Space::Math),
    ("/markup-compatibility/2006", Space::Compatibility),
    ("schemas-microsoft-com:vml", Space::Vml),
    ("opendocument:xmlns:text:1.0", Space::Text),
    ("opendocument:xmlns:office:1.0", Space::Office),
    ("opendocument:xmlns:table:1.0", Space::Table),
    ("opendocument:xmlns:style:1.0", Space::Style),
    ("opendocument:xmlns:drawing:1.0", Space::Draw),
    ("opendocument:xmlns:meta:1.0", Space::Meta),
    ("opendocument:xmlns:xsl-fo-compatible:1.0", Space::Format),
    ("opendocument:xmlns:manifest:1.0", Space::Manifest),
    ("purl.org/dc/elements/1.1/", Space::Dublin),
    ("purl.org/dc/terms/", Space::Terms),
    ("/metadata/core-properties", Space::Properties),
    ("/package/2006/relationships", Space::Relations),
    ("/package/2006/content-types", Space::Types),
    ("/2010/wordprocessingShape", Space::Shape),
];

/// A namespace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Space {
    Word,
    Drawing,
    Math,
    Compatibility,
    Vml,
    Shape,
    Text,
    Office,
    Table,
    Style,
    Draw,
    Meta,
    Format,
    Manifest,
    Dublin,
    Terms,
    Properties,
    Relations,
    Types,
    /// Any other.
    Other,
}

/// A step through a file.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    /// A tag opens. A tag without content opens and closes.
    Open(Tag<'a>),
    /// Words between tags.
    Words(std::borrow::Cow<'a, str>),
    /// The tag of this name closes.
    Close(Space, &'a str),
}

/// A tag that opens.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    pub(crate) space: Space,
    /// Name without prefix.
    pub(crate) name: &'a str,
    start: BytesStart<'a>,
}

impl Tag<'_> {
    /// The value of the attribute of this name, whatever its namespace.
    pub(crate) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        attributes.with_checks(false);
        attributes.flatten().find_map(|attribute| {
            (local(attribute.key.into_inner()).1 == name).then(|| decode(&attribute.value))
        })
    }

    /// The number that the attribute of this name is.
    pub(crate) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether a switch such as `<w:vanish/>` is on.
    pub(crate) fn is_on(&self) -> bool {
        let value = self.get("val");
        !matches!(value.as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// A walk through an XML file.
pub(crate) struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// The tags that are open, outermost first.
    open: Vec<(Space, &'a str, &'a str)>,
    /// Prefixes, what they stand for, and how many tags were open where that was said.
    prefixes: Vec<(&'a str, Space, usize)>,
    /// How many tags are still to be closed before anything else comes.
    closing: usize,
    /// What is wrong with it, once that is known.
    broken: Option<String>,
    ended: bool,
}

impl<'a> Xml<'a> {
    /// Begins at the start.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            text,
            reader,
            open: Vec::new(),
            prefixes: Vec::new(),
            closing: 0,
            broken: None,
            ended: false,
        }
    }

    /// What is wrong with the file, after its last step.
    pub(crate) fn broken(&self) -> Option<&str> {
        self.broken.as_deref()
    }

    /// How many tags are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The next step; nothing at the end. Every tag that was opened is closed.
    ///
    /// # Errors
    /// Where tags are nested too deep.
    pub(crate) fn next(&mut self) -> Result<Option<Step<'a>>, FormatError> {
        loop {
            if self.closing > 0 {
                self.closing -= 1;
                return Ok(self.close());
            }
            if self.ended {
                return Ok(self.close());
            }
            match self.reader.read_event() {
                Err(error) => {
                    self.broken = Some(one_line(&error.to_string()));
                    self.ended = true;
                }
                Ok(Event::Eof) => {
                    self.ended = true;
                    if !self.open.is_empty() {
                        self.broken = Some("it breaks off".to_owned());
                    }
                }
                Ok(Event::Start(start)) => return self.opened(start).map(Some),
                Ok(Event::Empty(start)) => {
                    self.closing = 1;
                    return self.opened(start).map(Some);
                }
                Ok(Event::End(end)) => {
                    let name = end.name().into_inner();
                    let at = self.open.iter().rposition(|(_, _, n)| *n == name);
                    self.closing = at.map_or(0, |at| self.open.len() - at);
                }
                Ok(Event::Text(words)) => return Ok(Some(Step::Words(words.into_inner()))),
                Ok(Event::CData(words)) => return Ok(Some(Step::Words(words.into_inner()))),
                Ok(Event::GeneralRef(reference)) => {
                    if let Some(c) = character(&reference) {
                        return Ok(Some(Step::Words(c.to_string().into())));
                    }
                }
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
            }
        }
    }

    /// Passes over the rest of the tag that was opened last, its end included.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(crate) fn skip(&mut self) -> Result<(), FormatError> {
        let outside = self.open.len().saturating_sub(1);
        while self.open.len() > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The words in the tag that was opened last, whose end is passed.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(crate) fn words(&mut self) -> Result<String, FormatError> {
        let outside = self.open.len().saturating_sub(1);
        let mut all = String::new();
        while self.open.len() > outside {
            match self.next()? {
                Some(Step::Words(words)) => all.push_str(&words),
                Some(_) => {}
                None => break,
            }
        }
        Ok(all)
    }

    /// The piece of the text that `part` borrows from it, with the text's own lifetime.
    fn as_it_stands(&self, part: &str) -> &'a str {
        let at = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        at.and_then(|at| self.text.get(at..at.checked_add(part.len())?))
            .unwrap_or_default()
    }

    fn close(&mut self) -> Option<Step<'a>> {
        let (space, name, _) = self.open.pop()?;
        let depth = self.open.len();
        while self.prefixes.last().is_some_and(|(.., at)| *at > depth) {
            self.prefixes.pop();
        }
        Some(Step::Close(space, name))
    }

    fn opened(&mut self, start: BytesStart<'a>) -> Result<Step<'a>, FormatError> {
        if self.open.len() >= DEEPEST {
            return Err(FormatError::TooNested {
                what: "its XML",
                limit: DEEPEST as u32,
            });
        }
        let whole = self.as_it_stands(start.name().into_inner());
        let raw = self.as_it_stands(start.attributes_raw());
        let depth = self.open.len() + 1;
        if raw.contains("xmlns") {
            let mut attributes = quick_xml::events::attributes::Attributes::new(raw, 0);
            attributes.with_checks(false);
            for attribute in attributes.flatten() {
                let key = attribute.key.into_inner();
                let prefix = match key.strip_prefix("xmlns") {
                    Some("") => "",
                    Some(rest) if rest.starts_with(':') => rest.trim_start_matches(':'),
                    _ => continue,
                };
                if self.prefixes.len() < MOST_PREFIXES {
                    let space = space_of(&attribute.value);
                    self.prefixes.push((prefix, space, depth));
                }
            }
        }
        let (prefix, name) = local(whole);
        let known = self.prefixes.iter().rev().find(|(p, ..)| *p == prefix);
        let space = known.map_or(Space::Other, |(_, space, _)| *space);
        self.open.push((space, name, whole));
        Ok(Step::Open(Tag { space, name, start }))
    }
}

/// Prefix and name.
fn local(name: &str) -> (&str, &str) {
    name.split_once(':').unwrap_or(("", name))
}

fn space_of(address: &str) -> Space {
    SPACES
        .iter()
        .find(|(end, _)| address.ends_with(end))
        .map_or(Space::Other, |(_, space)| *space)
}

/// Replaces the references that XML itself knows; others stay as they are.
fn decode(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let end = after.bytes().take(12).position(|b| b == b';');
        let reference = end.and_then(|end| after.get(..end));
        match (reference.and_then(character), end) {
            (Some(c), Some(end)) => {
                decoded.push(c);
                rest = after.get(end + 1..).unwrap_or_default();
            }
            _ => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The character that `&reference;` is.
fn character(reference: &str) -> Option<char> {
    let number = match reference {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => reference.strip_prefix('#')?,
    };
    let number = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(number).filter(|c| *c != '\0')
}

fn one_line(words: &str) -> String {
    words.replace(['\n', '\r'], " ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const WORD: &str = "xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";

    fn steps(text: &str) -> Result<String, FormatError> {
        let mut xml = Xml::new(text);
        let mut all = String::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => all.push_str(&format!("<{:?} {}>", tag.space, tag.name)),
                Step::Words(words) => all.push_str(&words),
                Step::Close(_, name) => all.push_str(&format!("</{name}>")),
            }
        }
        if let Some(broken) = xml.broken() {
            all.push_str(&format!("! {broken}"));
        }
        Ok(all)
    }

    #[test]
    fn names_are_told_by_namespace_and_references_replaced() {
        let text = format!("<x:p {WORD}><t xmlns='other'>a&amp;b &#x201C;c</t><x:b/></x:p>");
        let all = "<Word p><Other t>a&b “c</t><Word b></b></p>";
        assert_eq!(steps(&text).unwrap(), all);
        let mut xml = Xml::new("<a b='x&quot;&#65;&unknown;&' n:c=' 7 '/>");
        let Some(Step::Open(tag)) = xml.next().unwrap() else {
            panic!()
        };
        assert_eq!(tag.get("b").unwrap(), "x\"A&unknown;&");
        assert_eq!(tag.number::<u32>("c"), Some(7));
    }

    #[test]
    fn entities_are_never_unfolded() {
        let text = "<!DOCTYPE a [<!ENTITY b 'lol'><!ENTITY c '&b;&b;'>]><a>x&c;y</a>";
        assert_eq!(steps(text).unwrap(), "<Other a>xy</a>");
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes() {
        assert_eq!(
            steps("<a><b>one</a>two</c>").unwrap(),
            "<Other a><Other b>one</b></a>two"
        );
        assert!(
            steps("<a><b>one")
                .unwrap()
                .starts_with("<Other a><Other b>one</b></a>! ")
        );
        assert!(
            steps("<a><b>one</b><b x='")
                .unwrap()
                .contains("one</b></a>! ")
        );
        assert!(steps(&"<a>".repeat(DEEPEST)).is_ok());
        assert!(steps(&"<a>".repeat(DEEPEST + 1)).is_err());
    }
}
