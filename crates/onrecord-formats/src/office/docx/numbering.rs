//! The automatic numbers of a Word document: worked out as Word shows them.

use super::styles::{InList, Styles};
use crate::FormatError;
use crate::office::flow::Label;
use crate::office::number::Style;
use crate::office::symbols;
use crate::xml::{Space, Step, Tag, Xml};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of a list.
const LEVELS: usize = 9;
/// Longest number with its marks, in bytes.
const LONGEST_LABEL: usize = 80;

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

/// One level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    style: Style,
    /// `%1.%2)`
    pattern: String,
    /// All numbers as digits, as in statutes.
    legal: bool,
    /// After which level's number it begins anew; 0 for never, nothing for any above it.
    restart: Option<usize>,
    /// The style of paragraphs that are on this level.
    paragraph_style: Option<String>,
    font: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            style: Style::Decimal,
            pattern: String::new(),
            legal: false,
            restart: None,
            paragraph_style: None,
            font: String::new(),
        }
    }
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
                            level.set(name, &tag);
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

impl Level {
    fn set(&mut self, name: &str, tag: &Tag) {
        match name {
            "start" => self.start = tag.number("val").unwrap_or(1),
            "numFmt" => self.style = style_of(&tag.get("val").unwrap_or_default()),
            "lvlText" => self.pattern = tag.get("val").unwrap_or_default(),
            "isLgl" => self.legal = tag.is_on(),
            "lvlRestart" => self.restart = tag.number("val"),
            "pStyle" => self.paragraph_style = tag.get("val"),
            "rFonts" => {
                let font = tag.get("ascii").or_else(|| tag.get("hAnsi"));
                self.font = font.unwrap_or_default();
            }
            _ => {}
        }
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

/// The number as its pattern shows it, and as people cite it.
fn label(levels: &[&Level], counters: &[Option<u32>; LEVELS], at: usize) -> Label {
    let Some(own) = levels.get(at) else {
        return Label::default();
    };
    if own.style == Style::Bullet {
        return Label {
            shown: symbols::bullet(&own.font, &own.pattern),
            number: None,
        };
    }
    let written = |i: usize| -> Option<String> {
        let style = levels.get(i)?.style;
        let style = if own.legal && !matches!(style, Style::Nothing | Style::Bullet) {
            Style::Decimal
        } else {
            style
        };
        Some(style.write((*counters.get(i)?)?))
    };
    let (mut shown, mut first) = (String::new(), None);
    let mut rest = own.pattern.as_str();
    while let Some((before, after)) = rest.split_once('%') {
        shown.push_str(before);
        let digit = after.chars().next().and_then(|c| c.to_digit(10));
        match digit.and_then(|digit| (digit as usize).checked_sub(1)) {
            Some(level) => {
                first = first.or(Some(level));
                shown.push_str(&written(level).unwrap_or_default());
                rest = after.get(1..).unwrap_or_default();
            }
            None => {
                shown.push('%');
                rest = after;
            }
        }
    }
    shown.push_str(rest);
    let shown = shown.trim().chars().take(LONGEST_LABEL).collect::<String>();
    let number = first.map(|first| cited(&shown, at, first, &written));
    Label {
        number: number.filter(|number| !number.is_empty()),
        shown,
    }
}

/// The number without marks around it; with those of the levels above before it where it does not
/// show them: `(a)` under `4.` is 4a.
fn cited(
    shown: &str,
    at: usize,
    first: usize,
    written: &impl Fn(usize) -> Option<String>,
) -> String {
    let mut number = String::new();
    for above in (0..first.min(at)).filter_map(written) {
        push_number(&mut number, &above);
    }
    push_number(&mut number, strip(shown));
    number
}

/// A number without words and marks around it: `§ 7.` is 7.
fn strip(shown: &str) -> &str {
    let last = shown.split_whitespace().next_back().unwrap_or_default();
    last.trim_matches(|c: char| !c.is_alphanumeric())
}

fn push_number(number: &mut String, more: &str) {
    let digits = number.ends_with(|c: char| c.is_ascii_digit())
        && more.starts_with(|c: char| c.is_ascii_digit());
    let letters = number.ends_with(char::is_alphabetic) && more.starts_with(char::is_alphabetic);
    if digits || letters {
        number.push('.');
    }
    number.push_str(more);
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
