//! The number or bullet before a paragraph of a list, worked out from how far the list has counted.

use super::flow::Label;
use super::number::Style;
use super::symbols;

/// Levels of a list.
pub(crate) const LEVELS: usize = 9;
/// Longest number with its marks, in characters.
const LONGEST_LABEL: usize = 80;

/// One level of a list.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    pub(crate) start: u32,
    pub(crate) style: Style,
    /// `%1.%2)`
    pub(crate) pattern: String,
    /// All numbers as digits, as in statutes.
    pub(crate) legal: bool,
    /// After which level's number it begins anew; 0 for never, nothing for any above it.
    pub(crate) restart: Option<usize>,
    /// The style of paragraphs that are on this level.
    pub(crate) paragraph_style: Option<String>,
    pub(crate) font: String,
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

/// The number as its pattern shows it, and as people cite it.
pub(crate) fn label(levels: &[&Level], counters: &[Option<u32>; LEVELS], at: usize) -> Label {
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
    let above = (0..first.min(at)).filter_map(written).collect();
    under(above, number_of(shown))
}

/// A number with those above it before it: `a` under `4` is 4a.
pub(crate) fn under(above: Vec<String>, own: &str) -> String {
    let mut number = String::new();
    // A number that shows those above it itself needs nothing before it.
    if !own.contains('.') {
        above
            .iter()
            .for_each(|above| push_number(&mut number, above));
    }
    push_number(&mut number, own);
    number
}

/// A number without words and marks around it: `§ 7.` is 7.
pub(crate) fn number_of(shown: &str) -> &str {
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
