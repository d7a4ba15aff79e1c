//! How the parts of persons' names fit together: full names, short forms, nicknames.

use super::gazetteer;

/// A person's name in its parts, in lower case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PersonName {
    /// All words without titles, suffix and nickname.
    pub(crate) words: Vec<String>,
    /// "jr", "iii".
    pub(crate) suffix: Option<String>,
    /// A nickname given inside the name.
    pub(crate) nickname: Option<String>,
}

/// How a short form fits a fuller name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fit {
    /// By a usual short form of the first name.
    Nickname,
    /// By a middle name.
    Middle,
    /// By the first name.
    First,
    /// By the family name or its last words.
    Last,
    /// All of the name.
    Whole,
}

impl PersonName {
    /// The first word.
    pub(crate) fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// The last word.
    pub(crate) fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// Whether both a first and a family name are there.
    pub(crate) fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// How the words of a shorter form fit this name, if they do.
    pub(crate) fn fit(&self, short: &[String]) -> Option<Fit> {
        if short == self.words {
            return Some(Fit::Whole);
        }
        if short.is_empty() || short.len() >= self.words.len() {
            return self.nickname_fit(short);
        }
        if self.words.ends_with(short) {
            return Some(Fit::Last);
        }
        if self.words.starts_with(short) {
            return Some(Fit::First);
        }
        if let [one] = short
            && self
                .last()
                .rsplit_once('-')
                .is_some_and(|(_, last)| last == one)
        {
            return Some(Fit::Last);
        }
        if self.words.windows(short.len()).any(|w| w == short) {
            return Some(Fit::Middle);
        }
        self.nickname_fit(short)
    }

    fn nickname_fit(&self, short: &[String]) -> Option<Fit> {
        let [word] = short else { return None };
        if self.nickname.as_deref() == Some(word) {
            return Some(Fit::First);
        }
        (self.is_full() && gazetteer::are_nicknames(word, self.first())).then_some(Fit::Nickname)
    }

    /// Whether both full names may be one person's: same first name (or its initial or usual short
    /// form) and same family name, nothing against it.
    pub(crate) fn is_same(&self, other: &PersonName) -> bool {
        if let (Some(a), Some(b)) = (&self.suffix, &other.suffix)
            && a != b
        {
            return false;
        }
        let within = |last: &str, name: &PersonName| name.words.iter().skip(1).any(|w| w == last);
        if !within(self.last(), other) && !within(other.last(), self) {
            return false;
        }
        let first = self.first() == other.first()
            || initial_of(self.first(), other.first())
            || initial_of(other.first(), self.first())
            || self.nickname.as_deref() == Some(other.first())
            || other.nickname.as_deref() == Some(self.first())
            || gazetteer::are_nicknames(self.first(), other.first());
        first && self.middles_agree(other)
    }

    /// Whether no middle name of one contradicts the other's.
    fn middles_agree(&self, other: &PersonName) -> bool {
        let middle = |n: &PersonName| match n.words.as_slice() {
            [_, middle, _] => Some(middle.clone()),
            _ => None,
        };
        match (middle(self), middle(other)) {
            (Some(a), Some(b)) => a == b || initial_of(&a, &b) || initial_of(&b, &a),
            _ => true,
        }
    }
}

/// Whether `a` is the initial of `b` ("j." of "john").
fn initial_of(a: &str, b: &str) -> bool {
    let letters = a.trim_end_matches('.');
    a != b && letters.chars().count() == 1 && b.starts_with(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> PersonName {
        PersonName {
            words: words.split(' ').map(str::to_owned).collect(),
            suffix: None,
            nickname: None,
        }
    }

    #[test]
    fn short_forms_fit() {
        let short = |words: &str| name(words).words;
        let full = name("mara lopez west");
        assert_eq!(full.fit(&short("lopez west")), Some(Fit::Last));
        assert_eq!(full.fit(&short("west")), Some(Fit::Last));
        assert_eq!(full.fit(&short("mara")), Some(Fit::First));
        assert_eq!(full.fit(&short("lopez")), Some(Fit::Middle));
        assert_eq!(full.fit(&short("marsh")), None);
        assert_eq!(
            name("william marsh").fit(&short("bill")),
            Some(Fit::Nickname)
        );
    }

    #[test]
    fn full_names_of_one_person_are_the_same() {
        assert!(name("ann lee").is_same(&name("ann marie lee")));
        assert!(name("a. lee").is_same(&name("ann lee")));
        assert!(name("bill marsh").is_same(&name("william marsh")));
        assert!(!name("ann lee").is_same(&name("bob lee")));
        assert!(!name("ann j. lee").is_same(&name("ann k. lee")));
        let (mut senior, mut junior) = (name("bob ray"), name("bob ray"));
        senior.suffix = Some("sr".to_owned());
        junior.suffix = Some("jr".to_owned());
        assert!(!senior.is_same(&junior));
    }
}
