//! The automatic numbers of a Word document: worked out as Word shows them.

use super::styles::{InList, Styles};
use crate::FormatError;
use crate::office::flow::Label;
use crate::office::label::{LEVELS, Level, label};
use crate::office::number::Style;
use crate::xml::{Space, Step, Tag, Xml};
use std::collections::{BTreeMap, BTreeSet};

/// All lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// How lists look, by id.
    looks: BTreeMap<String, Look>,
    /// Lists by id.
    lists: BTreeMap<String, List>,
    /// The last number of each level, by the look's id: lists that share a look count on.
    counters: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Lists and levels that began anew already, where they are told to.
    begun: BTreeSet<(String, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Look {
    levels: [Level; LEVELS],
    /// A style whose list is meant instead.
    linked: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct List {
    look: String,
    /// Where levels begin anew.
    starts: [Option<u32>; LEVELS],
    /// Levels that look otherwise.
    levels: BTreeMap<usize, Level>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str, styles: &Styles) -> Result<Self, FormatError> {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text);
        let mut look: Option<(String, Look)> = None;
        let mut list: Option<(String, List)> = None;
        let mut level: Option<(usize, Level)> = None;
        let mut overridden = 0;
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) if tag.space == Space::Word => match tag.name {
                    "abstractNum" => {
                        look = tag.get("abstractNumId").map(|id| (id, Look::default()));
                    }
                    "num" => list = tag.get("numId").map(|id| (id, List::default())),
                    "lvlOverride" => overridden = tag.number("ilvl").unwrap_or(0),
                    "lvl" => {
                        let at: Option<usize> = tag.number("ilvl");
                        level = at
                            .filter(|at| *at < LEVELS)
                            .map(|at| (at, Level::default()));
                    }
                    "abstractNumId" => {
                        if let Some((_, list)) = &mut list {
                            list.look = tag.get("val").unwrap_or_default();
                        }
                    }
                    "startOverride" => {
                        let start = list
                            .as_mut()
                            .and_then(|(_, l)| l.starts.get_mut(overridden));
                        if let Some(start) = start {
                            *start = tag.number("val");
                        }
                    }
                    "numStyleLink" => {
                        if let Some((_, look)) = &mut look {
                            look.linked = tag.get("val");
                        }
                    }
                    name => {
                        if let Some((_, level)) = &mut level {
                            set(level, name, &tag);
                        }
                    }
                },
                Step::Close(Space::Word, name) => match name {
                    "lvl" => match (level.take(), &mut look, &mut list) {
                        (Some((at, level)), Some((_, look)), _) => {
                            if let Some(place) = look.levels.get_mut(at) {
                                *place = level;
                            }
                        }
                        (Some((at, level)), None, Some((_, list))) => {
                            list.levels.insert(at, level);
                        }
                        _ => {}
                    },
                    "abstractNum" => numbering.looks.extend(look.take()),
                    "num" => numbering.lists.extend(list.take()),
                    _ => {}
                },
                _ => {}
            }
        }
        numbering.follow_links(styles);
        Ok(numbering)
    }

    /// Lists whose look is that of a style's list.
    fn follow_links(&mut self, styles: &Styles) {
        let links: Vec<(String, String)> = self
            .lists
            .iter()
            .filter_map(|(id, list)| {
                let style = self.looks.get(&list.look)?.linked.as_deref()?;
                let meant = self.lists.get(styles.list(Some(style)).list?.as_str())?;
                Some((id.clone(), meant.look.clone()))
            })
            .collect();
        for (id, look) in links {
            if let Some(list) = self.lists.get_mut(&id) {
                list.look = look;
            }
        }
    }

    /// The number or bullet of the next paragraph in this list; nothing where it is in none.
    pub(super) fn next(&mut self, place: &InList) -> Option<Label> {
        let id = place.list.as_deref().filter(|id| *id != "0")?;
        let list = self.lists.get(id)?;
        let look = self.looks.get(&list.look)?;
        let by_style = || {
            let style = place.style.as_deref()?;
            let is_it = |level: &Level| level.paragraph_style.as_deref() == Some(style);
            look.levels.iter().position(is_it)
        };
        let at = place.level.or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let levels: Vec<&Level> = look
            .levels
            .iter()
            .enumerate()
            .map(|(i, level)| list.levels.get(&i).unwrap_or(level))
            .collect();
        let own = levels.get(at)?;
        let counters = self.counters.entry(list.look.clone()).or_default();
        let anew = list.starts.get(at).copied().flatten();
        let anew = anew.filter(|_| self.begun.insert((id.to_owned(), at)));
        let counter = counters.get_mut(at)?;
        *counter = anew.or(Some(counter.map_or(own.start, |n| n.saturating_add(1))));
        for (i, counter) in counters.iter_mut().enumerate() {
            if i < at && counter.is_none() {
                *counter = Some(levels.get(i).map_or(1, |level| level.start));
            }
            let stays = levels.get(i).and_then(|level| level.restart);
            if i > at && stays.is_none_or(|after| after != 0 && at < after) {
                *counter = None;
            }
        }
        Some(label(&levels, counters, at))
    }
}

/// Takes in what a tag says of a level.
fn set(level: &mut Level, name: &str, tag: &Tag) {
    match name {
        "start" => level.start = tag.number("val").unwrap_or(1),
        "numFmt" => level.style = style_of(&tag.get("val").unwrap_or_default()),
        "lvlText" => level.pattern = tag.get("val").unwrap_or_default(),
        "isLgl" => level.legal = tag.is_on(),
        "lvlRestart" => level.restart = tag.number("val"),
        "pStyle" => level.paragraph_style = tag.get("val"),
        "rFonts" => {
            let font = tag.get("ascii").or_else(|| tag.get("hAnsi"));
            level.font = font.unwrap_or_default();
        }
        _ => {}
    }
}

fn style_of(name: &str) -> Style {
    match name {
        "decimalZero" => Style::TwoDigits,
        "upperRoman" => Style::UpperRoman,
        "lowerRoman" => Style::LowerRoman,
        "upperLetter" => Style::UpperLetter,
        "lowerLetter" => Style::LowerLetter,
        "ordinal" => Style::Ordinal,
        "bullet" => Style::Bullet,
        "none" => Style::Nothing,
        _ => Style::Decimal,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>
        <w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl>
      </w:abstractNum>
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    #[test]
    fn numbers_are_those_that_word_shows() {
        let mut numbering = Numbering::read(LISTS, &Styles::default()).unwrap();
        let mut next = |list: &str, level| {
            let place = InList {
                list: Some(list.to_owned()),
                level: Some(level),
                style: None,
            };
            let label = numbering.next(&place).unwrap();
            format!("{}|{}", label.shown, label.number.unwrap_or_default())
        };
        assert_eq!(next("1", 0), "1.|1");
        assert_eq!(next("1", 0), "2.|2");
        assert_eq!(next("1", 1), "(a)|2a");
        assert_eq!(next("1", 1), "(b)|2b");
        assert_eq!(next("1", 2), "2.2.1|2.2.1");
        assert_eq!(next("1", 3), "•|");
        assert_eq!(next("1", 0), "3.|3");
        assert_eq!(next("1", 1), "(a)|3a");
        assert_eq!(next("2", 0), "5.|5");
        assert_eq!(next("2", 0), "6.|6");
        assert_eq!(next("1", 0), "7.|7");
    }
}
