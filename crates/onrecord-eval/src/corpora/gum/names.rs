//! Which words of a phrase of GUM are a name.
//!
//! The corpus annotates whole phrases ("the former mayor of Orr Bay, Ela Brandt"). The name in one is the run of proper
//! words that its head is in, or where the head is a common word ("the ship Wren"), the run that the syntax ties to it. A
//! run goes on over proper words that depend on it, and over what binds them (`of`, `the`, `and`, numbers, hyphens); it
//! ends at other words and at commas. A title or role alone ("the Director", "President of the Society") is no name.

use super::entities::Phrase;
use super::tokens::{Token, head};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How words of a name depend on each other.
const WITHIN: [&str; 6] = ["flat", "compound", "amod", "nmod", "conj", "nummod"];

/// How many words may bind two parts of a name: `of the`.
const BINDING: usize = 2;

/// What tells names in a document.
pub(super) struct Names<'d> {
    tokens: &'d [Token<'d>],
    phrases: &'d [Phrase],
    /// Words that the corpus has as common ones too, in lower case.
    common: &'d HashSet<String>,
    /// By entity, the words of names of persons that are more than one word.
    full: HashMap<&'d str, HashSet<&'d str>>,
}

impl<'d> Names<'d> {
    /// Of a document with these phrases.
    pub(super) fn of(
        tokens: &'d [Token<'d>],
        phrases: &'d [Phrase],
        common: &'d HashSet<String>,
    ) -> Self {
        let mut names = Self {
            tokens,
            phrases,
            common,
            full: HashMap::new(),
        };
        let mut full: HashMap<&str, HashSet<&str>> = HashMap::new();
        for phrase in phrases.iter().filter(|phrase| phrase.is_person()) {
            let flat = names.runs(phrase).find(|run| names.is_flat(run));
            let words = flat.into_iter().flatten();
            let words: Vec<&str> = words.filter_map(|at| Some(tokens.get(at)?.form)).collect();
            if !words.is_empty() {
                full.entry(&phrase.id).or_default().extend(words);
            }
        }
        names.full = full;
        names
    }

    /// The tokens of the name in a phrase.
    pub(super) fn name(&self, phrase: &Phrase) -> Option<Range<usize>> {
        let top = head(self.tokens, phrase.tokens.clone())?;
        self.runs(phrase).find(|run| {
            if phrase.is_person() {
                !self.is_role(phrase, top, run)
            } else {
                run.len() > 1 || !self.is_determined(phrase, top) || !self.are_common(run)
            }
        })
    }

    /// The runs of proper words that may stand for the phrase: that of its head, or else of a word tied to the head.
    fn runs(&self, phrase: &Phrase) -> impl Iterator<Item = Range<usize>> {
        let top = head(self.tokens, phrase.tokens.clone());
        let own = top.filter(|top| self.is_proper(*top));
        let tied = top.and_then(|top| self.tied(phrase, top));
        let anchors = own.into_iter().chain(tied);
        let runs = anchors.map(|anchor| self.run(phrase, anchor));
        // The words may be those of a smaller phrase with the same head: "Pell" in "Pell and Lunt".
        let is_own = |run: &Range<usize>| {
            !self.inner(phrase).any(|other| {
                let has_run = other.tokens.contains(&run.start) && run.end <= other.tokens.end;
                has_run && head(self.tokens, other.tokens.clone()) == top
            })
        };
        let runs: Vec<Range<usize>> = runs.filter(is_own).collect();
        runs.into_iter()
    }

    /// The run that a proper word is in.
    fn run(&self, phrase: &Phrase, anchor: usize) -> Range<usize> {
        let mut run = anchor..anchor + 1;
        while let Some(longer) = self.longer(phrase, &run) {
            run = longer;
        }
        run
    }

    /// The smaller phrases of other entities in a phrase.
    fn inner(&self, phrase: &Phrase) -> impl Iterator<Item = &'d Phrase> {
        let (id, tokens) = (phrase.id.clone(), phrase.tokens.clone());
        self.phrases.iter().filter(move |other| {
            other.id != id
                && other.tokens.len() < tokens.len()
                && tokens.contains(&other.tokens.start)
                && other.tokens.end <= tokens.end
        })
    }

    /// Whether the token is part of a smaller phrase: one of another entity, or a further one of this entity.
    fn is_covered(&self, phrase: &Phrase, at: usize) -> bool {
        let mut smaller = self.phrases.iter().filter(|other| {
            other.tokens.len() < phrase.tokens.len() && phrase.tokens.contains(&other.tokens.start)
        });
        smaller.any(|other| other.tokens.contains(&at))
    }

    fn is_proper(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_proper)
    }

    fn relation(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.relation)
    }

    /// A proper word that is tied to the head.
    fn tied(&self, phrase: &Phrase, top: usize) -> Option<usize> {
        let ties: &[&str] = if phrase.is_person() || self.is_proper(top) {
            &["flat", "appos"]
        } else {
            &["flat", "appos", "compound", "nmod"]
        };
        let tied = |relation: &&&str| {
            phrase.tokens.clone().find(|at| {
                let token = self.tokens.get(*at);
                let is_tied = token.is_some_and(|token| {
                    token.is_proper() && token.head == Some(top) && token.relation == **relation
                });
                is_tied && !self.is_covered(phrase, *at) && !self.is_parted(top, *at)
            })
        };
        ties.iter().find_map(|relation| tied(&relation))
    }

    /// Whether a mark stands between two tokens.
    fn is_parted(&self, a: usize, b: usize) -> bool {
        let mut between = (a.min(b) + 1..a.max(b)).filter_map(|at| self.tokens.get(at));
        between.any(Token::is_mark)
    }

    /// The run with the next proper word on its right or left.
    fn longer(&self, phrase: &Phrase, run: &Range<usize>) -> Option<Range<usize>> {
        for bound in 0..=BINDING {
            let right = run.end + bound;
            if self.belongs(phrase, run, right) && self.binds(phrase, run, run.end..right) {
                return Some(run.start..right + 1);
            }
            let Some(left) = run.start.checked_sub(bound + 1) else {
                continue;
            };
            if self.belongs(phrase, run, left) && self.binds(phrase, run, left + 1..run.start) {
                return Some(left..run.end);
            }
        }
        None
    }

    /// Whether a token is a proper word of the phrase that depends on the run.
    fn belongs(&self, phrase: &Phrase, run: &Range<usize>, at: usize) -> bool {
        let is_word = self.is_proper(at) || self.relation(at) == "flat";
        let is_numbered = run.contains(&at.wrapping_sub(1))
            && self.tag(at) == "CD"
            && matches!(self.relation(at), "compound" | "flat" | "nummod");
        if !phrase.tokens.contains(&at) || !(is_word || is_numbered) {
            return false;
        }
        if phrase.is_person() && self.inner(phrase).any(|other| other.tokens.contains(&at)) {
            return false;
        }
        let of = |at: usize| self.tokens.get(at).and_then(|token| token.head);
        let is_outside = |at: usize| of(at).is_none_or(|head| !phrase.tokens.contains(&head));
        let touches = at + 1 == run.start || at == run.end;
        // Parts of one name may all depend on the word that it names ("the lawyer Ela Brandt"), or on one outside of
        // the phrase ("Orr" and "Bay" in "Orr Bay Press").
        if (self.relation(at) == "flat" && of(at) == of(run.start))
            || (touches && is_outside(at) && run.clone().any(is_outside))
        {
            return true;
        }
        let mut here = at;
        for _ in phrase.tokens.clone() {
            let next = of(here).filter(|next| {
                let relation = self.relation(here);
                let explains = relation == "appos" && !self.is_parted(here, *next);
                explains || WITHIN.contains(&relation)
            });
            match next {
                Some(next) if run.contains(&next) => return true,
                Some(next) if phrase.tokens.contains(&next) => here = next,
                _ => return false,
            }
        }
        false
    }

    fn tag(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.tag)
    }

    /// Whether the words between a run and another proper word bind the two.
    fn binds(&self, phrase: &Phrase, run: &Range<usize>, between: Range<usize>) -> bool {
        let other = if between.start == run.end {
            between.end
        } else {
            between.start.wrapping_sub(1)
        };
        let form = |at: usize| self.tokens.get(at).map_or("", |token| token.form);
        let inner = |kinds: &[&str]| {
            let mut inner = self.inner(phrase);
            inner.any(|of| of.tokens.contains(&other) && kinds.contains(&of.kind.as_str()))
        };
        let is_person = phrase.is_person();
        let mut words = between;
        match (words.next(), words.next()) {
            (None, _) => true,
            (Some(first), second) => match self.tag(first) {
                "HYPH" | ":" if matches!(form(first), "-" | "–") => second.is_none(),
                "CD" => second.is_none() && !is_person,
                // "People's Press" is one name, "Orr's Press" is not.
                "POS" => {
                    let is_named = self.inner(phrase).any(|of| of.tokens.contains(&other));
                    let is_common = self.are_common(&(other..other + 1));
                    second.is_none() && !is_person && (is_common || !is_named)
                }
                // Two of one sort are two names.
                "CC" => second.is_none() && !is_person && !inner(&[&phrase.kind]),
                "IN" => {
                    // What lies in, near or for a place is named without it.
                    let is_of = form(first).eq_ignore_ascii_case("of");
                    let is_free = is_of || !inner(&["person", "place", "organization"]);
                    !is_person && is_free && second.is_none_or(|at| self.tag(at) == "DT")
                }
                _ => false,
            },
        }
    }

    /// Whether words of the run are tied as those of one personal name are.
    fn is_flat(&self, run: &Range<usize>) -> bool {
        run.len() > 1 && run.clone().any(|at| self.relation(at) == "flat")
    }

    /// Whether an article, a number, or somebody to whom it belongs stands before the head.
    fn is_determined(&self, phrase: &Phrase, top: usize) -> bool {
        let mut before = phrase.tokens.start..top;
        before.any(|at| matches!(self.tag(at), "DT" | "PRP$" | "POS" | "CD"))
    }

    /// Whether all words of the run are common ones too.
    fn are_common(&self, run: &Range<usize>) -> bool {
        let mut words = run.clone().filter_map(|at| self.tokens.get(at));
        words.all(|token| self.common.contains(&token.form.to_lowercase()))
    }

    /// Whether what looks like the name of a person says what he is: it is determined, or has a complement ("of the
    /// Society"), or is no part of his name and explains one, or is made of common words.
    fn is_role(&self, phrase: &Phrase, top: usize, run: &Range<usize>) -> bool {
        let is_own = |at: usize| {
            let words = self.full.get(phrase.id.as_str());
            let form = self.tokens.get(at).map(|token| token.form);
            words
                .zip(form)
                .is_some_and(|(words, form)| words.contains(form))
        };
        if self.is_flat(run) {
            return false;
        }
        let of = |at: usize| self.tokens.get(at).and_then(|token| token.head);
        let mut after = run.end..phrase.tokens.end;
        let has_complement =
            after.any(|at| self.relation(at) == "nmod" && of(at) == Some(top) && self.has_of(at));
        let explained = of(top).filter(|_| self.relation(top) == "appos");
        let explains = explained.is_some_and(|name| {
            let mut same = self.phrases.iter().filter(|other| other.id == phrase.id);
            self.is_proper(name) && same.any(|other| other.tokens.contains(&name))
        });
        (run.contains(&top) && self.is_determined(phrase, top))
            || has_complement
            || (!run.clone().all(is_own) && (explains || self.are_common(run)))
    }

    /// Whether `of` stands before the token and depends on it.
    fn has_of(&self, at: usize) -> bool {
        let mut before = (0..at).rev().take(6).filter_map(|of| self.tokens.get(of));
        before.any(|of| of.head == Some(at) && of.form.eq_ignore_ascii_case("of"))
    }
}
