//! Finds quoted words in a text, so that annotations can be written as words instead of offsets.
//!
//! - `she left` stands for these words.
//! - `she left … that night` stands for everything from the first words to the nearest last ones.
//! - `before «she left» with him` stands for the marked words, where they have these surroundings.
//!
//! A place never starts or ends inside a word.

use std::ops::Range;

/// A place in a text, in bytes.
pub type Place = Range<usize>;

/// Why quoted words have no place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// They are nowhere in the text.
    #[error("words not found: “{0}”")]
    NotFound(String),
    /// They are in more than one place, and nothing says which is meant.
    #[error("words stand {1} times: say which, as in “before «words» after”: “{0}”")]
    Ambiguous(String, usize),
    /// Two places are equally near.
    #[error("two places are equally near: say which, as in “before «words» after”: “{0}”")]
    EquallyNear(String),
}

const GAP: &str = " … ";

/// Quoted words taken apart.
struct Pattern<'q> {
    /// Surroundings before the words.
    before: &'q str,
    /// The first words; all of them when nothing is left out.
    first: &'q str,
    /// The last words, when those between are left out.
    last: Option<&'q str>,
    /// Surroundings after the words.
    after: &'q str,
}

impl<'q> Pattern<'q> {
    fn parse(quoted: &'q str) -> Self {
        let (before, target, after) = quoted
            .split_once('«')
            .and_then(|(before, rest)| {
                let (target, after) = rest.split_once('»')?;
                Some((before, target, after))
            })
            .unwrap_or(("", quoted, ""));
        let (first, last) = match target.split_once(GAP) {
            Some((first, last)) => (first, Some(last)),
            None => (target, None),
        };
        Self {
            before,
            first,
            last,
            after,
        }
    }
}

/// Whether `text` holds a sign that quoted words use for themselves.
pub fn has_signs(text: &str) -> bool {
    text.contains(['«', '»']) || text.contains(GAP)
}

/// Every place where the quoted words stand, in the order of the text.
pub fn places(text: &str, quoted: &str) -> Vec<Place> {
    let pattern = Pattern::parse(quoted);
    if pattern.first.is_empty() {
        return Vec::new();
    }
    match pattern.last {
        None => {
            let whole = [pattern.before, pattern.first, pattern.after].concat();
            starts(text, &whole)
                .map(|at| at + pattern.before.len())
                .map(|start| start..start + pattern.first.len())
                .filter(|place| cuts_no_word(text, place))
                .collect()
        }
        Some(last) => {
            let opening = [pattern.before, pattern.first].concat();
            let closing = [last, pattern.after].concat();
            starts(text, &opening)
                .filter_map(|at| {
                    let start = at + pattern.before.len();
                    let from = start + pattern.first.len();
                    starts(text, &closing)
                        .filter(|end| *end >= from)
                        .map(|end| start..end + last.len())
                        .find(|place| cuts_no_word(text, place))
                })
                .collect()
        }
    }
}

/// The only place of the quoted words.
pub fn only(text: &str, quoted: &str) -> Result<Place, Fault> {
    let mut found = places(text, quoted);
    match found.len() {
        0 => Err(Fault::NotFound(quoted.to_owned())),
        1 => Ok(found.remove(0)),
        times => Err(Fault::Ambiguous(quoted.to_owned(), times)),
    }
}

/// The first place at or after byte `from`.
pub fn first_from(text: &str, quoted: &str, from: usize) -> Result<Place, Fault> {
    places(text, quoted)
        .into_iter()
        .find(|place| place.start >= from)
        .ok_or_else(|| Fault::NotFound(quoted.to_owned()))
}

/// The place nearest to `anchors`; one that lies outside `content` is preferred.
pub fn nearest(
    text: &str,
    quoted: &str,
    anchors: &[Place],
    content: &[Place],
) -> Result<Place, Fault> {
    let mut found = places(text, quoted);
    let outside = |place: &Place| !content.iter().any(|c| overlap(c, place));
    if found.iter().any(outside) {
        found.retain(outside);
    }
    let distance = |place: &Place| {
        anchors
            .iter()
            .map(|anchor| gap(anchor, place))
            .min()
            .unwrap_or(0)
    };
    found.sort_by_key(|place| (distance(place), place.start));
    let mut found = found.into_iter();
    let best = found
        .next()
        .ok_or_else(|| Fault::NotFound(quoted.to_owned()))?;
    match found.next() {
        Some(second) if distance(&second) == distance(&best) => {
            Err(Fault::EquallyNear(quoted.to_owned()))
        }
        _ => Ok(best),
    }
}

fn starts<'t>(text: &'t str, words: &str) -> impl Iterator<Item = usize> + use<'t> {
    let mut found = Vec::new();
    let mut from = 0;
    // Places may overlap, so the search goes on one character further, not after the words.
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        let start = from + at;
        found.push(start);
        let step = text.get(start..).and_then(|r| r.chars().next());
        from = start + step.map_or(1, char::len_utf8);
    }
    found.into_iter()
}

fn cuts_no_word(text: &str, place: &Place) -> bool {
    !inside_word(text, place.start) && !inside_word(text, place.end)
}

fn inside_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at..).and_then(|t| t.chars().next());
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

fn overlap(a: &Place, b: &Place) -> bool {
    a.start < b.end && b.start < a.end
}

fn gap(a: &Place, b: &Place) -> usize {
    a.start
        .saturating_sub(b.end)
        .max(b.start.saturating_sub(a.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "He said he saw her. Later he denied he saw her, and she said no.";

    fn words(place: Place) -> &'static str {
        &TEXT[place]
    }

    #[test]
    fn words_that_stand_once_are_placed() {
        assert_eq!(only(TEXT, "denied"), Ok(29..35));
    }

    #[test]
    fn words_that_are_missing_are_refused() {
        let fault = only(TEXT, "admitted").unwrap_err();
        assert_eq!(fault.to_string(), "words not found: “admitted”");
    }

    #[test]
    fn words_that_stand_twice_are_refused_until_surroundings_tell_them_apart() {
        let fault = only(TEXT, "he saw her").unwrap_err();
        assert_eq!(fault, Fault::Ambiguous("he saw her".to_owned(), 2));
        assert!(fault.to_string().starts_with("words stand 2 times"));
        assert_eq!(only(TEXT, "denied «he saw her»"), Ok(36..46));
    }

    #[test]
    fn a_place_never_cuts_a_word() {
        assert_eq!(only(TEXT, "he s"), Err(Fault::NotFound("he s".to_owned())));
        // "he" stands in "her" and "she" too, but there it is no word.
        assert_eq!(places(TEXT, "he").len(), 3);
    }

    #[test]
    fn words_left_out_reach_to_the_nearest_last_words() {
        assert_eq!(
            only(TEXT, "Later … her").map(words),
            Ok("Later he denied he saw her")
        );
        assert_eq!(
            only(TEXT, "said «he saw … she» said").map(words),
            Ok("he saw her. Later he denied he saw her, and she")
        );
    }

    #[test]
    fn the_nearest_place_outside_the_content_is_taken() {
        let content = [only(TEXT, "denied «he saw her»").unwrap()];
        let near = |quoted| nearest(TEXT, quoted, &content, &content);
        assert_eq!(near("he"), Ok(26..28));
        assert_eq!(near("said").map(words), Ok("said"));
        assert_eq!(near("nobody"), Err(Fault::NotFound("nobody".to_owned())));
    }

    #[test]
    fn equally_near_places_are_refused() {
        let text = "said it said";
        let content = [Place { start: 5, end: 7 }];
        let fault = nearest(text, "said", &content, &content).unwrap_err();
        assert_eq!(fault, Fault::EquallyNear("said".to_owned()));
    }

    #[test]
    fn searching_goes_on_after_a_byte() {
        assert_eq!(first_from(TEXT, "said", 4).map(|p| p.start), Ok(56));
    }

    #[test]
    fn letters_of_several_bytes_are_no_hindrance() {
        let text = "Ünal ‘näher’ Ünal";
        assert_eq!(places(text, "Ünal").len(), 2);
        assert_eq!(only(text, "näher").map(|p| &text[p]), Ok("näher"));
    }
}
