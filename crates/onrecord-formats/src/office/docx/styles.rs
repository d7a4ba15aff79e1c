//! The styles of a Word document: which paragraphs are titles, headings, quotations, items of lists.

use crate::FormatError;
use crate::office::redaction::{Look, is_black};
use crate::xml::{Space, Step, Tag, Xml};
use onrecord_record::BlockKind;
use std::collections::BTreeMap;

/// Most styles a style may be based on, one on the other.
const LONGEST_LINE: usize = 24;

/// All styles by their id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

/// What a style says; nothing where it leaves that to the one it is based on.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<usize>,
    hidden: Option<bool>,
    look: Look,
    /// Whether what comes now is said of its letters, no more of its paragraphs.
    of_letters: bool,
}

/// The list and level that a paragraph belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct InList {
    /// The list's id; `0` for none.
    pub(super) list: Option<String>,
    /// Its level, from 0.
    pub(super) level: Option<usize>,
    /// The style that said so, since a list may name its levels by style.
    pub(super) style: Option<String>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str) -> Result<Self, FormatError> {
        let mut styles = Self::default();
        let mut xml = Xml::new(text);
        let mut now: Option<(String, Style)> = None;
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) if tag.space == Space::Word => match (tag.name, &mut now) {
                    ("style", _) => now = styles.begin(&tag),
                    ("pPrChange" | "rPrChange" | "tblStylePr", _) => xml.skip()?,
                    (name, Some((_, style))) => style.set(name, &tag),
                    _ => {}
                },
                Step::Close(Space::Word, "style") => {
                    if let Some((id, style)) = now.take() {
                        styles.by_id.entry(id).or_insert(style);
                    }
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    fn begin(&mut self, tag: &Tag) -> Option<(String, Style)> {
        let id = tag.get("styleId")?;
        let is_default = matches!(tag.get("default").as_deref(), Some("1" | "true" | "on"));
        if is_default && tag.get("type").as_deref() == Some("paragraph") {
            self.default = Some(id.clone());
        }
        Some((id, Style::default()))
    }

    /// The style of this id and those it is based on.
    fn line<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = id.or(self.default.as_deref());
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.by_id.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        })
        .take(LONGEST_LINE)
    }

    /// What a paragraph of this style is; its outline level, where it has its own, goes first.
    pub(super) fn kind(&self, id: Option<&str>, outline: Option<u8>) -> BlockKind {
        let outline = outline.or_else(|| self.line(id).find_map(|(_, style)| style.outline));
        let named = self
            .line(id)
            .find_map(|(id, style)| kind_of(&style.name, id));
        match (named, outline) {
            (Some(BlockKind::Headline), _) => BlockKind::Headline,
            (Some(BlockKind::Heading), Some(9..)) => BlockKind::Paragraph,
            (_, Some(0..=8)) => BlockKind::Heading,
            (Some(kind), _) => kind,
            _ => BlockKind::Paragraph,
        }
    }

    /// The list that paragraphs of this style belong to.
    pub(super) fn list(&self, id: Option<&str>) -> InList {
        let found = self.line(id).find(|(_, style)| style.list.is_some());
        let level = self.line(id).find_map(|(_, style)| style.level);
        found.map_or_else(InList::default, |(id, style)| InList {
            list: style.list.clone(),
            level,
            style: Some(id.to_owned()),
        })
    }

    /// Whether words of this style are hidden.
    pub(super) fn hides(&self, id: &str) -> bool {
        let hidden = self.line(Some(id)).find_map(|(_, style)| style.hidden);
        hidden.unwrap_or(false)
    }

    /// How words of this style look.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        let looks = self.line(id).map(|(_, style)| style.look);
        looks.fold(Look::default(), Look::or)
    }
}

/// Takes in what a tag says of how letters look. A marker goes before what lies behind letters.
pub(super) fn set_look(look: &mut Look, tag: &Tag) {
    match tag.name {
        "color" => look.ink = tag.get("val").as_deref().and_then(is_black),
        "highlight" => {
            let marker = tag.get("val").filter(|marker| marker != "none");
            look.marked = marker.map(|marker| marker == "black").or(look.marked);
        }
        "shd" => look.marked = look.marked.or(shade(tag)),
        _ => {}
    }
}

/// Whether a shade is black; nothing where it is none.
pub(super) fn shade(tag: &Tag) -> Option<bool> {
    let is_solid = tag.get("val").as_deref() == Some("solid");
    let colour = tag.get(if is_solid { "color" } else { "fill" })?;
    // A solid shade in no colour of its own is in that of the letters, which nobody can see then.
    is_black(&colour).or(is_solid.then_some(true))
}

impl Style {
    fn set(&mut self, name: &str, tag: &Tag) {
        match name {
            "name" => self.name = tag.get("val").unwrap_or_default(),
            "basedOn" => self.based_on = tag.get("val"),
            "outlineLvl" => self.outline = tag.number("val"),
            "numId" => self.list = tag.get("val"),
            "ilvl" => self.level = tag.number("val"),
            "vanish" => self.hidden = Some(tag.is_on()),
            "pPr" => self.of_letters = false,
            "rPr" => self.of_letters = true,
            "shd" if !self.of_letters => self.look.ground = shade(tag),
            "color" | "highlight" | "shd" => set_look(&mut self.look, tag),
            _ => {}
        }
    }
}

/// What a style's name tells. Word keeps the English names of its own styles in every language.
pub(in crate::office) fn kind_of(name: &str, id: &str) -> Option<BlockKind> {
    let name = if name.is_empty() { id } else { name };
    let name = name.trim().to_ascii_lowercase();
    let is_heading = name
        .strip_prefix("heading")
        .is_some_and(|rest| rest.trim().parse::<u8>().is_ok());
    match name.as_str() {
        _ if is_heading => Some(BlockKind::Heading),
        "title" => Some(BlockKind::Headline),
        "subtitle" => Some(BlockKind::Heading),
        "caption" => Some(BlockKind::Caption),
        "quote" | "intense quote" | "block text" | "block quote" | "blockquote" | "quotations" => {
            Some(BlockKind::BlockQuote)
        }
        "footnote text" | "endnote text" => Some(BlockKind::Footnote),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_followed_to_what_they_are_based_on() {
        let text = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
            <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
            <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Standard"/>
              <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/><w:rPr><w:vanish/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
            <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>"#;
        let styles = Styles::read(text).unwrap();
        assert_eq!(styles.kind(Some("Mine"), None), BlockKind::Heading);
        assert_eq!(styles.kind(Some("Titel"), None), BlockKind::Headline);
        assert_eq!(styles.kind(None, Some(2)), BlockKind::Heading);
        assert_eq!(styles.kind(Some("Loop"), None), BlockKind::Paragraph);
        let list = styles.list(Some("Mine"));
        assert_eq!((list.list.as_deref(), list.level), (Some("3"), Some(1)));
        assert_eq!(list.style.as_deref(), Some("berschrift1"));
        assert!(styles.hides("Mine") && !styles.hides("Titel"));
    }
}
