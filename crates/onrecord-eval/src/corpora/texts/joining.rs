//! Joining tokens to running text, the recipe `tokens-1`.
//!
//! Tokenised corpora do not say where spaces stood. These rules put them back, always in the same way: offsets
//! into the result are only worth something where everybody makes the same bytes.

use crate::annotated::Place;

/// No space before these.
const LEFT: [&str; 15] = [
    ",", ".", ";", ":", "?", "!", "%", ")", "]", "}", "”", "…", "...", "''", "’",
];
/// Nor before these endings, which tokenisers cut off.
const NEGATION: [&str; 2] = ["n't", "N'T"];
/// Nor before these, after either apostrophe.
const SHORTENED: [&str; 12] = [
    "s", "S", "re", "ve", "ll", "d", "m", "RE", "VE", "LL", "D", "M",
];
/// No space after these.
const RIGHT: [&str; 14] = [
    "(", "[", "{", "“", "‘", "``", "`", "$", "£", "€", "US$", "A$", "C$", "#",
];
/// What follows an apostrophe that the tokeniser made a token of its own.
const CLITIC: [&str; 9] = ["s", "t", "re", "ve", "ll", "d", "m", "S", "T"];
/// What follows the dot of a host name.
const DOMAINS: [&str; 5] = ["com", "org", "net", "gov", "uk"];
/// Words before which a hanging hyphen (`two- or`) hangs.
const CONJUNCTIONS: [&str; 3] = ["and", "or", "to"];

/// How the tokeniser of a corpus cut words.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cut {
    /// At hyphens.
    pub hyphens: bool,
    /// At the dots of `U.S.`, `2.5`, `p.m.` and host names.
    pub dots: bool,
}

/// A text made of tokens.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Joined {
    /// The text.
    pub text: String,
    /// Where each token stands in it, in code points.
    pub places: Vec<Place>,
}

impl Joined {
    /// Puts the other after this one.
    fn append(&mut self, between: &str, other: Self) {
        if !other.text.is_empty() && !self.text.is_empty() {
            self.text.push_str(between);
        }
        let start = self.text.chars().count();
        let moved = |place: Place| place.start + start..place.end + start;
        self.places.extend(other.places.into_iter().map(moved));
        self.text.push_str(&other.text);
    }

    /// Without white space at either end and at the ends of lines.
    pub(crate) fn tidied(self) -> Self {
        let chars: Vec<char> = self.text.chars().collect();
        let mut keep = vec![true; chars.len()];
        let mut at_end = true;
        for (c, keep) in chars.iter().zip(&mut keep).rev() {
            if *c == '\n' {
                at_end = true;
            } else if !(at_end && matches!(c, ' ' | '\t')) {
                at_end = false;
            } else {
                *keep = false;
            }
        }
        trim(chars.iter().zip(&mut keep));
        trim(chars.iter().zip(&mut keep).rev());
        let mut kept = Vec::with_capacity(keep.len() + 1);
        let mut count = 0;
        for keep in &keep {
            kept.push(count);
            count += usize::from(*keep);
        }
        kept.push(count);
        let moved = |at: usize| kept.get(at).copied().unwrap_or(count);
        Self {
            text: chars
                .iter()
                .zip(&keep)
                .filter_map(|(c, keep)| keep.then_some(*c))
                .collect(),
            places: self
                .places
                .iter()
                .map(|place| moved(place.start)..moved(place.end))
                .collect(),
        }
    }
}

/// Drops white space up to the first other character that is kept.
fn trim<'a>(chars: impl Iterator<Item = (&'a char, &'a mut bool)>) {
    for (c, keep) in chars {
        if *keep && !c.is_whitespace() {
            return;
        }
        *keep = false;
    }
}

/// What stands around a token.
struct Around<'t> {
    before: &'t str,
    after: &'t str,
    second_after: &'t str,
    cut: Cut,
}

/// How a token is put into the text.
struct Put {
    /// As it is written.
    word: String,
    /// Without a space before it.
    left: bool,
    /// Without a space after it.
    right: bool,
}

/// The quotation marks that are open.
#[derive(Default)]
struct Marks {
    double: bool,
    single: bool,
}

/// Joins the tokens of one paragraph. At the indices in `fresh` no quotation mark counts as open any more.
pub fn join<T: AsRef<str>>(tokens: &[T], cut: Cut, fresh: &[usize]) -> Joined {
    let mut joined = Joined::default();
    let mut marks = Marks::default();
    let (mut glue, mut count) = (true, 0);
    let at = |index: Option<usize>| index.and_then(|i| tokens.get(i)).map_or("", T::as_ref);
    for (i, token) in tokens.iter().enumerate() {
        if fresh.contains(&i) {
            marks = Marks::default();
        }
        let around = Around {
            before: at(i.checked_sub(1)),
            after: at(i.checked_add(1)),
            second_after: at(i.checked_add(2)),
            cut,
        };
        let put = marks.put(token.as_ref(), &around);
        if !(glue || put.left) {
            joined.text.push(' ');
            count += 1;
        }
        let start = count;
        count += put.word.chars().count();
        joined.text.push_str(&put.word);
        joined.places.push(start..count);
        glue = put.right;
    }
    joined
}

impl Marks {
    fn put(&mut self, token: &str, around: &Around<'_>) -> Put {
        let mut put = Put {
            word: token.to_owned(),
            left: LEFT.contains(&token) || NEGATION.contains(&token) || is_shortened(token),
            right: RIGHT.contains(&token),
        };
        let Around { after, cut, .. } = *around;
        match token {
            "``" | "''" => {
                "\"".clone_into(&mut put.word);
                self.double = token == "``";
            }
            "`" => {
                "'".clone_into(&mut put.word);
                self.single = true;
            }
            "\"" => {
                (put.left, put.right) = (self.double, !self.double);
                self.double = !self.double;
            }
            "'" => self.apostrophe(&mut put, around),
            "’" => put.right = CLITIC.contains(&after),
            "/" => (put.left, put.right) = (true, true),
            "-" if cut.hyphens && joins_words(around) => (put.left, put.right) = (true, true),
            _ if cut.hyphens && hangs(token) && first_is_alphanumeric(after) => {
                put.right = !CONJUNCTIONS.contains(&after);
            }
            _ if token.len() > 1 && token.ends_with('\'') && CLITIC.contains(&after) => {
                put.right = true;
            }
            "." if cut.dots && !after.is_empty() => put.right = is_inner_dot(around),
            "," if is_thousands(around) => put.right = true,
            ":" if is_time(around) => put.right = true,
            _ => self.carried(&mut put),
        }
        put
    }

    fn apostrophe(&mut self, put: &mut Put, around: &Around<'_>) {
        if CLITIC.contains(&around.after) {
            (put.left, put.right) = (true, true);
        } else if self.single {
            put.left = true;
            self.single = false;
        } else if around.before.ends_with(['s', 'S']) {
            put.left = true;
        } else {
            put.right = true;
            self.single = true;
        }
    }

    /// A word that carries its quotation mark.
    fn carried(&mut self, put: &mut Put) {
        for mark in ["''", "``"] {
            if let Some(rest) = put.word.strip_prefix(mark).filter(|rest| !rest.is_empty()) {
                put.word = format!("\"{rest}");
                break;
            }
        }
        if put.word.chars().nth(1).is_some() {
            if put.word.starts_with('"') {
                self.double = true;
            }
            if put.word.ends_with('"') {
                self.double = false;
            }
        }
    }
}

fn is_shortened(token: &str) -> bool {
    let rest = token.strip_prefix(['\'', '’']);
    rest.is_some_and(|rest| !rest.is_empty() && SHORTENED.contains(&rest))
}

fn first_is_alphanumeric(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether a hyphen stands between two halves of a word.
fn joins_words(around: &Around<'_>) -> bool {
    let before = around.before.chars().next_back();
    first_is_alphanumeric(around.after)
        && (before.is_some_and(char::is_alphanumeric) || is_initialism(around.before))
}

/// `U.S.`
fn is_initialism(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    let pairs = chars.chunks(2);
    pairs.len() > 1
        && pairs
            .into_iter()
            .all(|pair| matches!(pair, ['A'..='Z', '.']))
}

/// Whether a word ends in a hyphen.
fn hangs(token: &str) -> bool {
    let rest = token.strip_suffix('-');
    rest.is_some_and(|rest| rest.chars().next_back().is_some_and(char::is_alphanumeric))
}

fn are_digits(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

fn is_inner_dot(around: &Around<'_>) -> bool {
    let one = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    };
    let (before, after) = (around.before, around.after);
    (are_digits(before) && are_digits(after))
        || (one(before) && one(after) && around.second_after == ".")
        || (matches!(before, "a" | "p") && after == "m")
        || DOMAINS.contains(&after)
}

fn is_thousands(around: &Around<'_>) -> bool {
    are_digits(around.before)
        && around.before.len() <= 3
        && are_digits(around.after)
        && around.after.len() == 3
}

fn is_time(around: &Around<'_>) -> bool {
    let digits = around.after.chars().take_while(char::is_ascii_digit);
    are_digits(around.before) && digits.count() == 2
}

/// The text of a source that does not tell paragraphs: one ends after a sentence without a closing mark (a
/// headline, a caption) and after the sentences whose indices are in `always`. The places are those of all tokens in order.
pub fn paragraphs(sentences: &[Vec<String>], cut: Cut, always: &[usize]) -> Joined {
    let mut all = Joined::default();
    let mut run: Vec<&str> = Vec::new();
    let mut fresh = Vec::new();
    for (index, tokens) in sentences.iter().enumerate() {
        // Tokenisers that leave hyphens whole come with texts whose marks are often left open.
        if !cut.hyphens {
            fresh.push(run.len());
        }
        run.extend(tokens.iter().map(String::as_str));
        if always.contains(&index) || !is_closed(tokens) {
            all.append("\n\n", join(&run, cut, &fresh));
            run.clear();
            fresh.clear();
        }
    }
    all.append("\n\n", join(&run, cut, &fresh));
    all
}

/// Whether a sentence ends in a full stop, question or exclamation mark.
fn is_closed(tokens: &[String]) -> bool {
    let mark =
        |token: &&String| !matches!(token.as_str(), "\"" | "''" | "”" | "'" | "’" | ")" | "]");
    tokens.iter().rfind(mark).is_some_and(|last| {
        let bare = last.trim_end_matches(['"', '\'', '”', '’', ')', ']', '}', '`']);
        bare.is_empty() || bare.ends_with(['.', '!', '?'])
    })
}

#[cfg(test)]
mod tests;
