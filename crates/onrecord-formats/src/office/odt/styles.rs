//! The styles of an OpenDocument text.

use crate::office::redaction::{Look, is_black};
use crate::xml::{Space, Tag};
use onrecord_record::BlockKind;
use std::collections::BTreeMap;

/// Most styles a style may be based on, one on the other.
const LONGEST_LINE: usize = 24;

/// All styles, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: BTreeMap<(String, String), Style>,
    /// The style whose properties come now.
    now: Option<(String, String)>,
}

/// What a style says; nothing where it leaves that to the one it is based on.
#[derive(Clone, Debug, Default)]
struct Style {
    shown_name: String,
    based_on: Option<String>,
    list: Option<String>,
    hidden: Option<bool>,
    look: Look,
    /// Whether it begins a new page.
    new_page: bool,
}

impl Styles {
    /// Takes in a tag of styles: one that begins a style, or one of its properties.
    pub(super) fn open(&mut self, tag: &Tag) {
        match (tag.space, tag.name) {
            (Space::Style, "style") => {
                let key = (
                    tag.get("family").unwrap_or_default(),
                    tag.get("name").unwrap_or_default(),
                );
                let style = Style {
                    shown_name: tag.get("display-name").unwrap_or_default(),
                    based_on: tag.get("parent-style-name"),
                    list: tag.get("list-style-name"),
                    hidden: None,
                    look: Look::default(),
                    new_page: tag
                        .get("master-page-name")
                        .is_some_and(|name| !name.is_empty()),
                };
                self.by_name.insert(key.clone(), style);
                self.now = Some(key);
            }
            (Space::Style, "text-properties") => {
                if let Some(display) = tag.get("display") {
                    self.set(|style| style.hidden = Some(display == "none"));
                }
                let ink = tag.get("color").as_deref().and_then(is_black);
                let marked = ground(tag);
                let look = Look {
                    ink,
                    marked,
                    ground: None,
                };
                self.set(|style| style.look = look.or(style.look));
            }
            (Space::Style, "paragraph-properties" | "table-cell-properties") => {
                let ground = ground(tag);
                let new_page = tag.get("break-before").as_deref() == Some("page");
                self.set(|style| {
                    style.look.ground = ground.or(style.look.ground);
                    style.new_page |= new_page;
                });
            }
            _ => {}
        }
    }

    /// The style that came last ends.
    pub(super) fn close(&mut self) {
        self.now = None;
    }

    fn set(&mut self, change: impl FnOnce(&mut Style)) {
        let style = self.now.as_ref().and_then(|key| self.by_name.get_mut(key));
        if let Some(style) = style {
            change(style);
        }
    }

    /// The style of this name and those it is based on.
    fn line<'s>(
        &'s self,
        family: &'s str,
        name: &str,
    ) -> impl Iterator<Item = (String, &'s Style)> {
        let mut next = Some(name.to_owned());
        std::iter::from_fn(move || {
            let key = (family.to_owned(), next.take()?);
            let style = self.by_name.get(&key)?;
            next = style.based_on.clone();
            Some((key.1, style))
        })
        .take(LONGEST_LINE)
    }

    /// What a paragraph of this style is.
    pub(super) fn kind(&self, name: &str) -> BlockKind {
        let in_line = self.line("paragraph", name).find_map(|(name, style)| {
            kind_of(&style.shown_name).or_else(|| kind_of(&name.replace("_20_", " ")))
        });
        in_line
            .or_else(|| kind_of(&name.replace("_20_", " ")))
            .unwrap_or(BlockKind::Paragraph)
    }

    /// Whether words of this style are hidden.
    pub(super) fn hides(&self, family: &str, name: &str) -> bool {
        let hidden = self.line(family, name).find_map(|(_, style)| style.hidden);
        hidden.unwrap_or(false)
    }

    /// How words of this style look.
    pub(super) fn look(&self, family: &str, name: &str) -> Look {
        let looks = self.line(family, name).map(|(_, style)| style.look);
        looks.fold(Look::default(), Look::or)
    }

    /// Whether a paragraph of this style begins a new page.
    pub(super) fn begins_page(&self, name: &str) -> bool {
        self.line("paragraph", name)
            .any(|(_, style)| style.new_page)
    }

    /// The list that paragraphs of this style belong to.
    pub(super) fn list(&self, name: &str) -> Option<String> {
        self.line("paragraph", name)
            .find_map(|(_, style)| style.list.clone())
            .filter(|list| !list.is_empty())
    }
}

/// Whether what lies behind is black; nothing where nothing lies there.
fn ground(tag: &Tag) -> Option<bool> {
    is_black(&tag.get("background-color")?)
}

/// What a style's name tells.
fn kind_of(name: &str) -> Option<BlockKind> {
    match name.trim().to_ascii_lowercase().as_str() {
        "title" => Some(BlockKind::Headline),
        "subtitle" => Some(BlockKind::Heading),
        "quotations" | "quote" | "block quotation" | "block text" | "intense quote" => {
            Some(BlockKind::BlockQuote)
        }
        "caption" | "illustration" | "figure" | "table" | "drawing" | "figurecaption"
        | "tablecaption" => Some(BlockKind::Caption),
        "footnote" | "endnote" => Some(BlockKind::Footnote),
        _ => None,
    }
}
