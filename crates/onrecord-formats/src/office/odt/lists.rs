//! The lists of an OpenDocument text, and how far each has counted.

use crate::office::flow::Label;
use crate::office::label::{LEVELS, Level, label};
use crate::office::number::Style;
use crate::xml::Tag;
use std::collections::BTreeMap;

/// Most lists inside one another that are kept in mind.
const MOST_OPEN: usize = 64;

/// List styles, counters, and the lists that are open.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: BTreeMap<String, [Level; LEVELS]>,
    /// The list style and level whose properties come now.
    now: Option<(String, usize)>,
    counters: Vec<[Option<u32>; LEVELS]>,
    /// Counters by the id of a list, and the last ones by the name of its style.
    by_id: BTreeMap<String, usize>,
    by_style: BTreeMap<String, usize>,
    /// The open lists, the outermost first.
    open: Vec<Open>,
    headings: [Option<u32>; LEVELS],
}

#[derive(Clone, Debug)]
struct Open {
    style: String,
    counter: usize,
    level: usize,
}

/// The name that the style of headings' numbers is kept under.
const OUTLINE: &str = "\u{0}outline";

impl Lists {
    /// A list style begins.
    pub(super) fn begin_style(&mut self, name: Option<String>) {
        let name = name.unwrap_or_else(|| OUTLINE.to_owned());
        self.styles.insert(name.clone(), Default::default());
        self.now = Some((name, 0));
    }

    /// A level of the list style begins.
    pub(super) fn begin_level(&mut self, tag: &Tag) {
        let Some((name, at)) = &mut self.now else {
            return;
        };
        let number: usize = tag.number("level").unwrap_or(0);
        let Some(level) = number.checked_sub(1) else {
            return;
        };
        *at = level;
        let levels = self.styles.get_mut(name);
        let Some(place) = levels.and_then(|levels| levels.get_mut(level)) else {
            return;
        };
        place.start = tag.number("start-value").unwrap_or(1);
        match tag.name {
            "list-level-style-bullet" => {
                place.style = Style::Bullet;
                place.pattern = tag.get("bullet-char").unwrap_or_else(|| "•".to_owned());
            }
            "list-level-style-image" => {
                place.style = Style::Bullet;
                place.pattern = "•".to_owned();
            }
            _ => {
                place.style = style_of(tag.get("num-format").as_deref().unwrap_or_default());
                let above = tag
                    .number::<usize>("display-levels")
                    .unwrap_or(1)
                    .clamp(1, level + 1);
                place.pattern = pattern(tag, level, above, place.style);
            }
        }
    }

    /// The font of the level's bullet.
    pub(super) fn set_font(&mut self, tag: &Tag) {
        let font = tag.get("font-name").or_else(|| tag.get("font-family"));
        if let (Some((name, at)), Some(font)) = (&self.now, font) {
            let levels = self.styles.get_mut(name);
            if let Some(level) = levels.and_then(|levels| levels.get_mut(*at)) {
                level.font = font;
            }
        }
    }

    /// The list style ends.
    pub(super) fn end_style(&mut self) {
        self.now = None;
    }

    /// A list begins.
    pub(super) fn begin(&mut self, tag: &Tag) {
        let around = self.open.last().cloned();
        let style = tag.get("style-name");
        let open = match around {
            Some(around) => Open {
                style: style.unwrap_or(around.style),
                counter: around.counter,
                level: around.level + 1,
            },
            None => {
                let style = style.unwrap_or_default();
                let goes_on = tag.get("continue-numbering").as_deref() == Some("true");
                let before = tag
                    .get("continue-list")
                    .and_then(|id| self.by_id.get(&id))
                    .or_else(|| self.by_style.get(&style).filter(|_| goes_on))
                    .copied();
                let counter = before.unwrap_or_else(|| {
                    self.counters.push(Default::default());
                    self.counters.len() - 1
                });
                self.by_style.insert(style.clone(), counter);
                Open {
                    style,
                    counter,
                    level: 0,
                }
            }
        };
        if let Some(id) = tag.get("id") {
            self.by_id.insert(id, open.counter);
        }
        if self.open.len() < MOST_OPEN {
            self.open.push(open);
        }
    }

    /// The innermost list ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// How many lists are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// An item of the innermost list begins: its number or bullet. `style` is the list style that
    /// its paragraph names, for lists that name none.
    pub(super) fn item(&mut self, start: Option<u32>, style: Option<&str>) -> Option<Label> {
        let open = self.open.last()?;
        let name = if open.style.is_empty() {
            style?
        } else {
            &open.style
        };
        let levels = self.styles.get(name)?;
        let counters = self.counters.get_mut(open.counter)?;
        count(levels, counters, open.level, start)
    }

    /// The number of a heading of this level, from 0.
    pub(super) fn heading(&mut self, level: usize) -> Option<Label> {
        let levels = self.styles.get(OUTLINE)?;
        count(levels, &mut self.headings, level, None).filter(|label| !label.shown.is_empty())
    }
}

/// Counts on, and writes the number.
fn count(
    levels: &[Level; LEVELS],
    counters: &mut [Option<u32>; LEVELS],
    at: usize,
    start: Option<u32>,
) -> Option<Label> {
    let at = at.min(LEVELS - 1);
    let own = levels.get(at)?;
    let counter = counters.get_mut(at)?;
    *counter = start.or(Some(counter.map_or(own.start, |n| n.saturating_add(1))));
    for (i, counter) in counters.iter_mut().enumerate() {
        if i > at {
            *counter = None;
        } else if counter.is_none() {
            *counter = levels.get(i).map(|level| level.start);
        }
    }
    let levels: Vec<&Level> = levels.iter().collect();
    Some(label(&levels, counters, at))
}

/// How `style:num-format` writes numbers.
pub(super) fn style_of(format: &str) -> Style {
    match format {
        "1" => Style::Decimal,
        "a" => Style::LowerLetter,
        "A" => Style::UpperLetter,
        "i" => Style::LowerRoman,
        "I" => Style::UpperRoman,
        "" => Style::Nothing,
        f if f.starts_with('0') => Style::TwoDigits,
        f if f.starts_with("1st") => Style::Ordinal,
        _ => Style::Decimal,
    }
}

/// How the number is put together: `(%1.%2)`.
fn pattern(tag: &Tag, level: usize, above: usize, style: Style) -> String {
    // What newer files say of it goes first: `%1%.%2%.`
    if let Some(format) = tag.get("num-list-format") {
        let mut parts = format.split('%');
        let mut pattern = parts.next().unwrap_or_default().to_owned();
        while let Some(number) = parts.next() {
            pattern.push('%');
            pattern.push_str(number);
            pattern.push_str(parts.next().unwrap_or_default());
        }
        return pattern;
    }
    let mut pattern = tag.get("num-prefix").unwrap_or_default();
    if style != Style::Nothing {
        let first = level + 1 - above.min(level + 1);
        let numbers: Vec<String> = (first..=level).map(|i| format!("%{}", i + 1)).collect();
        pattern.push_str(&numbers.join("."));
    }
    pattern.push_str(&tag.get("num-suffix").unwrap_or_default());
    pattern
}
