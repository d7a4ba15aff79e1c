//! Finds quoted words in a text, by code points; white space and quotation marks match any of their kind.
//!
//! - `she left` stands for these words, `she left @@2` for the second place where they stand.
//! - `she left … that night` stands for everything from the first words to the nearest last ones.
//! - `before «she left» with him` stands for the marked words, where they have these surroundings.
//!
//! A place never begins or ends inside a word. [`crate::quoted`] does the same, by bytes and sign by sign, for the
//! passages.

use super::line::Span;
use thiserror::Error;

const GAP: &str = " … ";

/// Why quoted words have no place.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum NoPlace {
    /// They are nowhere, or not where they should be.
    #[error("not found: “{0}”")]
    NotFound(String),
    /// There are not so many places as `@@` says.
    #[error("stands only {1} times: “{0}”")]
    TooFew(String, usize),
    /// They stand more than once.
    #[error("stands {1} times, pin it with «» or @@: “{0}”")]
    Ambiguous(String, usize),
    /// Two places are equally near.
    #[error("two places are equally near, pin it with «» or @@: “{0}”")]
    EquallyNear(String),
    /// None stands after the item before.
    #[error("not found after the one before: “{0}”")]
    NotAfter(String),
}

/// A sign of the words looked for.
#[derive(Clone, Copy, Debug)]
enum Piece {
    /// This sign, or one of its kind.
    Sign(char),
    /// White space of any length.
    White,
}

/// Quoted words taken apart.
struct Pattern {
    before: Vec<Piece>,
    first: Vec<Piece>,
    /// The last words, where those between are left out.
    last: Option<Vec<Piece>>,
    after: Vec<Piece>,
    /// Which of the places, from 1.
    nth: Option<usize>,
}

impl Pattern {
    fn parse(quoted: &str) -> Self {
        let (quoted, nth) = match quoted.rsplit_once("@@") {
            Some((words, number))
                if number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty() =>
            {
                // A number too large for any text names no place.
                (words.trim_end(), Some(number.parse().unwrap_or(usize::MAX)))
            }
            _ => (quoted, None),
        };
        let marked = quoted.split_once('«').and_then(|(before, rest)| {
            let (target, after) = rest.split_once('»')?;
            Some((before, target, after))
        });
        let (before, target, after) = marked.unwrap_or(("", quoted, ""));
        let (first, last) = match target.split_once(GAP) {
            Some((first, last)) => (first, Some(pieces(last))),
            None => (target, None),
        };
        let mut head = pieces(before);
        if !head.is_empty() && before.ends_with(char::is_whitespace) {
            head.push(Piece::White);
        }
        let mut tail = pieces(after);
        if !tail.is_empty() && after.starts_with(char::is_whitespace) {
            tail.insert(0, Piece::White);
        }
        Self {
            before: head,
            first: pieces(first),
            last,
            after: tail,
            nth,
        }
    }
}

fn pieces(words: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(Piece::White);
        }
        out.extend(word.chars().map(Piece::Sign));
    }
    out
}

/// A text that is searched by code points.
#[derive(Clone, Debug)]
pub struct Text {
    chars: Vec<char>,
}

impl Text {
    /// The text, taken apart.
    pub fn new(text: &str) -> Self {
        Self {
            chars: text.chars().collect(),
        }
    }

    /// Its length in code points.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// Whether it has no sign.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// Whether this sign is in it.
    pub fn holds(&self, sign: char) -> bool {
        self.chars.contains(&sign)
    }

    /// The sign at this place.
    pub fn at(&self, place: usize) -> Option<char> {
        self.chars.get(place).copied()
    }

    /// The signs of a span; none where it does not lie in the text.
    pub fn signs(&self, [start, end]: Span) -> &[char] {
        self.chars.get(start..end).unwrap_or(&[])
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> String {
        self.signs(span).iter().collect()
    }

    /// Whether a span has words and cuts none.
    pub fn is_whole(&self, [start, end]: Span) -> bool {
        start < end && !self.inside_word(start) && !self.inside_word(end)
    }

    fn inside_word(&self, at: usize) -> bool {
        let letter = |at: usize| self.at(at).is_some_and(char::is_alphanumeric);
        at.checked_sub(1).is_some_and(letter) && letter(at)
    }

    /// Every place where the quoted words stand, in the order of the text.
    pub fn places(&self, quoted: &str) -> Vec<Span> {
        let pattern = Pattern::parse(quoted);
        if pattern.first.is_empty() && pattern.last.as_ref().is_none_or(Vec::is_empty) {
            return Vec::new();
        }
        let mut found = (0..self.len())
            .filter_map(|at| self.span_at(at, &pattern))
            .filter(|span| self.is_whole(*span));
        match pattern.nth {
            None => found.collect(),
            Some(nth) => nth
                .checked_sub(1)
                .and_then(|n| found.nth(n))
                .into_iter()
                .collect(),
        }
    }

    fn span_at(&self, at: usize, pattern: &Pattern) -> Option<Span> {
        let start = self.end_of(at, &pattern.before, false)?;
        let first = self.end_of(start, &pattern.first, false)?;
        let Some(last) = &pattern.last else {
            self.end_of(first, &pattern.after, false)?;
            return Some([start, first]);
        };
        (first..=self.len()).find_map(|from| {
            let end = self.end_of(from, last, false)?;
            self.end_of(end, &pattern.after, false)?;
            Some([start, end])
        })
    }

    /// Where the pieces end that begin at `at`.
    fn end_of(&self, at: usize, pieces: &[Piece], any_case: bool) -> Option<usize> {
        let mut at = at;
        for piece in pieces {
            match piece {
                Piece::Sign(sign) => {
                    if !self.at(at).is_some_and(|c| is_same(c, *sign, any_case)) {
                        return None;
                    }
                    at += 1;
                }
                Piece::White => {
                    let white = self
                        .chars
                        .get(at..)?
                        .iter()
                        .take_while(|c| c.is_whitespace());
                    let length = white.count();
                    if length == 0 {
                        return None;
                    }
                    at += length;
                }
            }
        }
        Some(at)
    }

    /// The first place of a name: where it is no part of a word before any other ("us" is not in "justice"), in its
    /// own case before another. Where words run together it may lie in one ("#FreeOrr").
    pub fn name(&self, form: &str) -> Option<Span> {
        let pieces = pieces(form);
        if pieces.is_empty() {
            return None;
        }
        let first = |any_case: bool, whole: bool| {
            let spans =
                (0..self.len()).filter_map(|at| Some([at, self.end_of(at, &pieces, any_case)?]));
            let mut fits = spans.filter(|span| !whole || self.is_whole(*span));
            fits.next()
        };
        let ways = [(false, true), (true, true), (false, false), (true, false)];
        ways.into_iter()
            .find_map(|(any_case, whole)| first(any_case, whole))
    }

    /// Whether exactly these words stand at the span, in any case.
    pub fn stands_at(&self, words: &str, [start, end]: Span) -> bool {
        self.end_of(start, &pieces(words), true) == Some(end)
    }

    /// The only place of the quoted words.
    ///
    /// # Errors
    ///
    /// Where they stand nowhere, or more than once.
    pub fn only(&self, quoted: &str) -> Result<Span, NoPlace> {
        match self.places(quoted).as_slice() {
            [] => Err(self.nowhere(quoted)),
            [span] => Ok(*span),
            many => Err(NoPlace::Ambiguous(quoted.to_owned(), many.len())),
        }
    }

    fn nowhere(&self, quoted: &str) -> NoPlace {
        let counted = quoted.rsplit_once("@@").map(|(words, _)| words.trim_end());
        match counted.map(|words| self.places(words).len()) {
            Some(places) if places > 0 => NoPlace::TooFew(quoted.to_owned(), places),
            _ => NoPlace::NotFound(quoted.to_owned()),
        }
    }

    /// The first place at or after `from`.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn next(&self, quoted: &str, from: usize) -> Result<Span, NoPlace> {
        let mut places = self.places(quoted).into_iter();
        places
            .find(|[start, _]| *start >= from)
            .ok_or_else(|| NoPlace::NotAfter(quoted.to_owned()))
    }

    /// The place nearest to one of `anchors`; one outside `content` is preferred.
    ///
    /// # Errors
    ///
    /// Where there is none, or two are equally near.
    pub fn nearest(
        &self,
        quoted: &str,
        anchors: &[Span],
        content: &[Span],
    ) -> Result<Span, NoPlace> {
        choose(quoted, anchors, self.outside(quoted, content))
    }

    /// Like [`Self::nearest`], but a place in the same sentence as an anchor is preferred, however far.
    ///
    /// # Errors
    ///
    /// Where there is none, or two are equally near.
    pub fn nearest_in_sentence(
        &self,
        quoted: &str,
        anchors: &[Span],
        content: &[Span],
    ) -> Result<Span, NoPlace> {
        let found = self.outside(quoted, content);
        let inside: Vec<Span> = found
            .iter()
            .copied()
            .filter(|span| !self.sentence_ends_between(*span, anchors))
            .collect();
        choose(
            quoted,
            anchors,
            if inside.is_empty() { found } else { inside },
        )
    }

    fn outside(&self, quoted: &str, content: &[Span]) -> Vec<Span> {
        let mut found = self.places(quoted);
        let outside = |span: &Span| !content.iter().any(|c| overlap(*c, *span));
        if found.iter().any(outside) {
            found.retain(outside);
        }
        found
    }

    /// Whether a sentence ends between a span and every one of others.
    pub fn sentence_ends_between(&self, span: Span, others: &[Span]) -> bool {
        !others.is_empty() && others.iter().all(|other| self.sentence_ends(span, *other))
    }

    fn sentence_ends(&self, span: Span, other: Span) -> bool {
        let (left, right) = if span[1] <= other[0] {
            (span, other)
        } else {
            (other, span)
        };
        // The word before the mark and the capital behind it may lie in the spans themselves. But a mark inside
        // quotation marks ends the quotation, not the sentence around it.
        let quoted = left[1].checked_sub(1).and_then(|at| self.at(at));
        let reach = match quoted {
            Some('"' | '”' | '’' | '\'') => 0,
            _ => 3,
        };
        let start = left[1].saturating_sub(reach).max(left[0]);
        let between = self.signs([start, right[1].min(right[0] + 2)]);
        between
            .windows(4)
            .enumerate()
            .any(|(at, signs)| is_stop(signs) && begins_sentence(between.get(at + 4..)))
    }
}

/// Three small letters, so that no initial or short abbreviation counts, and a mark.
fn is_stop(signs: &[char]) -> bool {
    matches!(signs, [a, b, c, '.' | '?' | '!'] if [a, b, c].iter().all(|c| c.is_ascii_lowercase()))
}

/// A closing quotation mark perhaps, white space, an opening one perhaps, a capital.
fn begins_sentence(rest: Option<&[char]>) -> bool {
    let rest = rest.unwrap_or(&[]);
    let rest = match rest {
        ['"' | '”' | '’' | '\'', rest @ ..] => rest,
        _ => rest,
    };
    let white = rest.iter().take_while(|c| c.is_whitespace()).count();
    match rest.get(white..) {
        Some(['"' | '“' | '‘' | '\'', first, ..] | [first, ..]) if white > 0 => {
            first.is_ascii_uppercase()
        }
        _ => false,
    }
}

fn choose(quoted: &str, anchors: &[Span], mut found: Vec<Span>) -> Result<Span, NoPlace> {
    let distance = |span: &Span| anchors.iter().map(|a| gap(*a, *span)).min().unwrap_or(0);
    found.sort_by_key(|span| (distance(span), span[0]));
    match found.as_slice() {
        [] => Err(NoPlace::NotFound(quoted.to_owned())),
        [best, second, ..] if distance(best) == distance(second) => {
            Err(NoPlace::EquallyNear(quoted.to_owned()))
        }
        [best, ..] => Ok(*best),
    }
}

/// Whether two spans share a sign.
pub(crate) fn overlap(a: Span, b: Span) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

fn gap(a: Span, b: Span) -> usize {
    a[0].saturating_sub(b[1]).max(b[0].saturating_sub(a[1]))
}

fn is_same(a: char, b: char, any_case: bool) -> bool {
    let single = |c| matches!(c, '\'' | '’' | '‘');
    let double = |c| matches!(c, '"' | '“' | '”');
    a == b
        || single(a) && single(b)
        || double(a) && double(b)
        || any_case && a.to_lowercase().eq(b.to_lowercase())
}

#[cfg(test)]
mod tests;
