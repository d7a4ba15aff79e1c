//! The lines in order: each is a turn, goes on with one, says who speaks, or ends it.

use super::belief::{Seen, is_speechy};
use super::labels::{Label, Shape, Strength};
use super::lines::{addressed, is_direction, is_heading, is_rule, is_silence, shown, spoken};
use super::names;
use super::parties::{Parties, Told};
use super::posts::{self, Header};
use super::words;
use super::{Turn, Turns, Who};
use crate::Draft;
use onrecord_record::{BlockKind, Span};

struct Walk<'w, 'd> {
    draft: &'w Draft<'d>,
    seen: &'w [Seen],
    parties: Parties,
    turns: Vec<Turn>,
    labels: Vec<Span>,
    names: Vec<Span>,
    /// Whether the last turn may go on.
    open: bool,
    /// Whether it is a post.
    post: bool,
    /// Whether its words are quoted with `>`.
    quoted: Option<bool>,
    /// Paragraphs of the open turn so far.
    paragraphs: usize,
    /// Whether a good part of the paragraphs between the first and last label carry one.
    dense: bool,
    /// Whether a turn before had further paragraphs.
    several: bool,
    /// The last paragraph with a label.
    last: usize,
    /// How many lines stand over posts.
    headers: usize,
}

/// Reads the paragraphs with what is believed of them.
pub(super) fn walk(draft: &Draft, seen: &[Seen]) -> Turns {
    let begins =
        |s: &Seen| s.label.is_some() && !s.field || s.header.is_some() || s.alone.is_some();
    let first = seen.iter().position(begins).unwrap_or_default();
    let last = seen.iter().rposition(begins).unwrap_or_default();
    let labelled = seen.iter().filter(|s| begins(s)).count();
    let mut walk = Walk {
        draft,
        seen,
        parties: Parties::default(),
        turns: Vec::new(),
        labels: Vec::new(),
        names: Vec::new(),
        open: false,
        post: false,
        quoted: None,
        paragraphs: 0,
        dense: labelled * 3 > last - first,
        several: false,
        last,
        headers: seen.iter().filter(|s| s.header.is_some()).count(),
    };
    for i in 0..draft.paragraphs.len() {
        walk.paragraph(i);
    }
    walk.finish()
}

impl Walk<'_, '_> {
    fn span(&self, i: usize) -> Option<Span> {
        self.draft.paragraphs.get(i).map(|p| p.span)
    }

    fn paragraph(&mut self, i: usize) {
        let (Some(par), Some(seen)) = (self.span(i), self.seen.get(i)) else {
            return;
        };
        if let Some(label) = &seen.label {
            if !seen.field {
                return self.labelled(par, label);
            }
            if self.turns.is_empty() {
                return self
                    .parties
                    .cast(self.draft.text(), &label.key, par, label.body);
            }
            // "THE WITNESS: Margaret Pell." among speeches is one.
            if label.strength >= Strength::Likely {
                return self.labelled(par, label);
            }
        }
        if let Some(label) = &seen.alone {
            return self.labelled(par, label);
        }
        if let Some(header) = &seen.header {
            return if seen.signs {
                self.signed(i, par, header)
            } else {
                self.headed(par, header)
            };
        }
        self.unlabelled(i, par);
    }

    fn labelled(&mut self, par: Span, label: &Label) {
        let text = self.draft.text();
        let Some(words) = text.within(par, label.words.clone()) else {
            return;
        };
        let who = self.who(par, label, words);
        if let Who::Named(span) = who {
            self.names.push(span);
        }
        self.labels.extend(text.within(par, 0..label.body));
        let to = self.other(label);
        self.begin(Turn {
            label: words,
            cue: None,
            content: Vec::new(),
            who,
            to,
            when: None,
        });
        self.post = label.shape == Shape::Passed || label.body == par.len() && label.timed;
        if label.body < par.len() {
            self.say(par, label.body);
        }
        self.after_speech(label);
    }

    fn begin(&mut self, turn: Turn) {
        self.turns.push(turn);
        self.open = true;
        self.post = false;
        self.quoted = None;
        self.paragraphs = 0;
    }

    /// What a speech tells of who comes next: counsel, who is called, the name of who answers.
    fn after_speech(&mut self, label: &Label) {
        let text = self.draft.text();
        let Some(turn) = self.turns.last() else {
            return;
        };
        let Some(content) = turn.content.first().copied() else {
            return;
        };
        if label.shape == Shape::Named {
            let (label, who) = (turn.label, turn.who.clone());
            self.parties.called(text, content);
            let words = text.slice(label);
            let counsel = words.split_whitespace().next().is_some_and(|w| {
                matches!(
                    w.trim_end_matches('.').to_lowercase().as_str(),
                    "mr" | "ms" | "mrs" | "miss"
                )
            });
            if counsel && let Who::Named(name) = who {
                self.parties.counsel = Some(name);
            }
        }
        if label.shape == Shape::Question && self.parties.witness.is_none() {
            self.parties.witness =
                addressed(text.slice(content)).and_then(|n| text.within(content, n));
            self.names.extend(self.parties.witness);
        }
        self.name_given(label, content);
    }

    /// "State your name." "Margaret Pell."
    fn name_given(&mut self, label: &Label, content: Span) {
        let answers =
            label.shape == Shape::Answer || matches!(label.key.as_str(), "witness" | "deponent");
        if !answers || self.parties.witness.is_some() {
            return;
        }
        let text = self.draft.text();
        let asked = self
            .turns
            .len()
            .checked_sub(2)
            .and_then(|i| self.turns.get(i))
            .and_then(Turn::extent)
            .is_some_and(|q| {
                let words = text.slice(q).to_lowercase();
                words.contains("your name")
                    || words.contains("your full name")
                    || words.contains("full name")
            });
        let words = text.slice(content);
        let at = ["My name is ", "It's ", "It is ", "I am "]
            .iter()
            .find(|p| words.starts_with(**p))
            .map_or(0, |p| p.len());
        let name = names::run(words, at)
            .filter(|n| words.get(n.clone()).is_some_and(|w| w.contains(' ')))
            .and_then(|n| text.within(content, n));
        if let (true, Some(name)) = (asked, name) {
            self.parties.witness = Some(name);
            self.names.push(name);
            if let Some(turn) = self.turns.last_mut() {
                turn.who = Who::Named(name);
            }
        }
    }

    /// Whom the label stands for.
    fn who(&mut self, par: Span, label: &Label, words: Span) -> Who {
        let text = self.draft.text();
        let named = |span: Option<Span>| span.map_or(Who::Nobody, Who::Named);
        match label.shape {
            Shape::Question => {
                if let Some(examiner) = self.examiner_in(par, label.body) {
                    self.parties.examiner = Some(examiner);
                }
                if self.parties.witness.is_none() && self.turns.is_empty() {
                    self.parties.witness = self.interviewed(par);
                }
                return named(self.parties.examiner);
            }
            Shape::Answer => return named(self.parties.witness),
            Shape::Named | Shape::Passed => {}
        }
        let name = label.name.clone().and_then(|n| text.within(par, n));
        if let Some(name) = name {
            let own = text.slice(name);
            if names::is_initials(own) {
                let known = self.parties.roles.get(&label.key).copied();
                let known = known.or_else(|| self.parties.by_initials(text, own));
                // "RAY" may be a name.
                let name = Some(name).filter(|_| names::is_person_like(own));
                return known
                    .or(name)
                    .map_or_else(|| Who::Role(own.to_owned()), Who::Named);
            }
            if names::is_full_name(own) {
                self.parties.present.push(name);
            }
            if label.strength >= Strength::Likely && own.len() < words.len() {
                self.parties.roles.insert(label.key.clone(), name);
            }
            return Who::Named(name);
        }
        let known = match label.key.as_str() {
            "court" | "judge" | "presiding judge" | "magistrate" => self.parties.judge,
            "witness" | "deponent" => self.parties.witness,
            _ => None,
        };
        let roles = &self.parties.roles;
        known
            .or_else(|| roles.get(&label.key).copied())
            .or_else(|| {
                // "The Minister:" after "The Minister for Justice (Bo Marsh):".
                let begins = |key: &String| {
                    key.strip_prefix(label.key.as_str())
                        .is_some_and(|rest| rest.starts_with(" for ") || rest.starts_with(" of "))
                };
                let mut fitting = roles.iter().filter(|(key, _)| begins(key));
                let (_, span) = fitting.next()?;
                fitting.next().is_none().then_some(*span)
            })
            .map_or_else(|| Who::Role(shown(text.slice(words))), Who::Named)
    }

    /// "We spoke to Ada Moon": who answers, as the paragraphs right before the first question tell.
    fn interviewed(&self, par: Span) -> Option<Span> {
        const LEADS: [&str; 12] = [
            "interview with ",
            "interviewed ",
            "spoke to ",
            "spoke with ",
            "talked to ",
            "talked with ",
            "sat down with ",
            "conversation with ",
            "asked ",
            "questions to ",
            "talks to ",
            "speaks to ",
        ];
        let text = self.draft.text();
        let first = self
            .draft
            .paragraphs
            .partition_point(|p| p.span.start() < par.start());
        self.draft
            .paragraphs
            .get(first.saturating_sub(3)..first)?
            .iter()
            .rev()
            .find_map(|p| {
                let words = text.slice(p.span);
                let name = LEADS.iter().find_map(|lead| {
                    let at = words.find(lead)? + lead.len();
                    let name = names::run(words, at).filter(|n| n.start == at)?;
                    words
                        .get(name.clone())
                        .is_some_and(names::is_full_name)
                        .then_some(name)
                })?;
                text.within(p.span, name)
            })
    }

    /// `Q. (By Ms. Oduya)`: who asks.
    fn examiner_in(&self, par: Span, body: usize) -> Option<Span> {
        let text = self.draft.text();
        let rest = text.slice(par).get(body..)?;
        let inner = rest.strip_prefix(['(', '[']).unwrap_or(rest);
        let bracket = inner.len() < rest.len();
        let by = inner
            .strip_prefix("By ")
            .or_else(|| inner.strip_prefix("BY "))
            .or_else(|| bracket.then_some(inner))?;
        let at = text.slice(par).len() - by.len();
        let name = names::run(text.slice(par), at)?;
        let words = text.slice(par).get(name.clone())?;
        let titled = words.split_whitespace().next().is_some_and(names::is_title);
        titled.then(|| text.within(par, name)).flatten()
    }

    /// The other party to a question or answer.
    fn other(&self, label: &Label) -> Who {
        let other = match label.shape {
            Shape::Question => self.parties.witness,
            Shape::Answer => self.parties.examiner,
            _ => None,
        };
        other.map_or(Who::Nobody, Who::Named)
    }

    fn headed(&mut self, par: Span, header: &Header) {
        let text = self.draft.text();
        let (Some(words), Some(name)) = (
            text.within(par, header.words.clone()),
            text.within(par, header.name.clone()),
        ) else {
            return;
        };
        self.labels.extend(text.within(par, 0..header.body));
        let cue = header.cue.clone().and_then(|c| text.within(par, c));
        self.names.push(name);
        self.begin(Turn {
            label: words,
            cue,
            content: Vec::new(),
            who: Who::Named(name),
            to: Who::Nobody,
            when: None,
        });
        self.post = true;
        if header.body < par.len() {
            self.say(par, header.body);
        }
    }

    /// "— Ada Moon (@adamoon) March 4, 2019": whose the paragraph before it is.
    fn signed(&mut self, i: usize, par: Span, header: &Header) {
        let text = self.draft.text();
        let before = i.checked_sub(1).and_then(|b| self.span(b));
        let free = before.filter(|b| {
            !self
                .turns
                .last()
                .and_then(Turn::extent)
                .is_some_and(|e| e.overlaps(*b))
        });
        let (Some(words), Some(name), Some(before)) = (
            text.within(par, header.words.clone()),
            text.within(par, header.name.clone()),
            free,
        ) else {
            return;
        };
        self.labels.push(par);
        self.names.push(name);
        self.turns.push(Turn {
            label: words,
            cue: None,
            content: vec![before],
            who: Who::Named(name),
            to: Who::Nobody,
            when: None,
        });
        self.open = false;
    }

    fn unlabelled(&mut self, i: usize, par: Span) {
        let text = self.draft.text();
        let words = text.slice(par);
        let before = i.checked_sub(1).and_then(|b| self.span(b));
        // A numbered post by the author of the thread.
        if self.post
            && let Some((number, body)) = posts::in_thread(words)
        {
            let first = self.paragraphs == 0 && number <= 1;
            if !first && let Some(last) = self.turns.last().cloned() {
                self.begin(Turn {
                    content: Vec::new(),
                    ..last
                });
                self.post = true;
            }
            self.labels.extend(text.within(par, 0..body));
            self.say(par, body);
            return;
        }
        let speech = self.open
            && !self.post
            && self.paragraphs > 0
            && is_speechy(words)
            && !super::parties::is_formal(words);
        if !speech && self.parties.read(text, par, before) == Told::Examination {
            self.open = false;
            return;
        }
        if self.turns.is_empty() {
            self.present(par);
        }
        if !self.open || is_direction(words) {
            return;
        }
        if self.post && self.is_of_page(i, words) {
            // What stands under a post ends it.
            self.open = self.paragraphs == 0;
            return;
        }
        let heading = self
            .draft
            .paragraphs
            .get(i)
            .is_some_and(|p| matches!(p.kind, BlockKind::Heading | BlockKind::Headline))
            || is_heading(words) && !self.post;
        if heading || words::is_end(words) || is_rule(words) {
            self.open = false;
            return;
        }
        if self.goes_on(i, par, before) {
            self.say(par, 0);
        } else {
            self.open = false;
        }
    }

    /// Whether a line is of a post's page, not of its words: a date, a count, the name over a handle.
    fn is_of_page(&self, i: usize, words: &str) -> bool {
        let handle_next = self
            .seen
            .get(i + 1)
            .and_then(|s| s.header.as_ref())
            .zip(self.span(i + 1))
            .is_some_and(|(_, par)| self.draft.words(par).starts_with('@'));
        words::is_meta(words)
            || super::times::is_date(words)
            || handle_next && words.split_whitespace().count() <= 5
    }

    /// Whether a paragraph without a label belongs to the turn before it.
    fn goes_on(&mut self, i: usize, par: Span, before: Option<Span>) -> bool {
        let text = self.draft.text();
        let words = text.slice(par);
        if self.post {
            let marked = words.starts_with('>');
            let quoted = *self.quoted.get_or_insert(marked);
            if quoted {
                return marked;
            }
        }
        if self.paragraphs == 0 {
            return true;
        }
        let gap = before
            .and_then(|b| b.gap_to(par))
            .map_or("", |gap| text.slice(gap));
        if gap.matches('\n').count() <= 1 && i < self.last {
            return true;
        }
        if self.post {
            return self.headers > 1 || i <= 4 || self.dense;
        }
        // Prose may follow the last turn: it is speech only where turns had further paragraphs before.
        if i < self.last {
            self.several |= self.dense;
            return self.dense;
        }
        self.dense && self.several && is_speechy(words)
    }

    /// Adds what is said in `par` from byte `from` on to the open turn.
    fn say(&mut self, par: Span, from: usize) {
        let text = self.draft.text();
        self.paragraphs += 1;
        let mut pieces = Vec::new();
        spoken(text.slice(par), from, &mut pieces);
        let mut pieces: Vec<Span> = pieces
            .into_iter()
            .filter_map(|range| text.within(par, range))
            .map(|s| {
                text.trim_matches(s, |c| {
                    c.is_whitespace() || matches!(c, '*' | '_' | '>' | ':')
                })
            })
            .filter(|s| text.slice(*s).contains(char::is_alphanumeric))
            .collect();
        // "<Media omitted>" stands for no words.
        pieces.retain(|s| !is_silence(text.slice(*s)));
        pieces.retain(|s| !(text.slice(*s).starts_with('<') && text.slice(*s).contains("omitted")));
        if self.quoted == Some(true)
            && let Some(first) = pieces.first()
        {
            self.labels.push(par.at_start().cover(first.at_start()));
        }
        // A transcript quoted line by line: the marks around a turn are not its words.
        if text.slice(par).starts_with(['"', '“']) && from > 1 {
            for piece in &mut pieces {
                *piece = text.trim_matches(*piece, |c| matches!(c, '"' | '”'));
            }
        }
        let Some(turn) = self.turns.last_mut() else {
            return;
        };
        for piece in pieces {
            match turn.content.last_mut() {
                // A line that goes on in the next is one piece.
                Some(last)
                    if last.gap_to(piece).is_some_and(|gap| {
                        matches!(text.slice(gap).trim_matches([' ', '\t', '\r']), "\n")
                    }) =>
                {
                    *last = last.cover(piece);
                }
                _ => turn.content.push(piece),
            }
        }
    }

    /// Full names in a line of the head: those who may speak by their initials.
    fn present(&mut self, par: Span) {
        let text = self.draft.text();
        let words = text.slice(par);
        if words.split_whitespace().count() > 24 {
            return;
        }
        let mut from = 0;
        for part in words.split([',', ';', ':', '|', '(', ')', '\n']) {
            for part in part.split(" and ") {
                let at = super::labels::offset_in(words, part).unwrap_or(from);
                let name = names::run(words, at).filter(|n| n.end <= at + part.len());
                if let Some(name) = name
                    && words.get(name.clone()).is_some_and(names::is_full_name)
                    && let Some(span) = text.within(par, name)
                {
                    self.parties.present.push(span);
                }
            }
            from += part.len() + 1;
        }
    }

    /// Says to whom each speaks where two take turns: the one before and after, if that is one.
    fn pair_up(&mut self) {
        let text = self.draft.text();
        let key = |who: &Who| match who {
            Who::Named(span) => Some(text.slice(*span).to_lowercase()),
            Who::Role(role) => Some(role.clone()),
            Who::Nobody => None,
        };
        let keys: Vec<Option<String>> = self.turns.iter().map(|t| key(&t.who)).collect();
        for i in 0..self.turns.len() {
            let before = i.checked_sub(1);
            let own = keys.get(i);
            let other = |at: Option<usize>| {
                at.and_then(|at| keys.get(at))
                    .filter(|k| Some(*k) != own && k.is_some())
            };
            let (left, right) = (other(before), other(Some(i + 1)));
            let from = match (left, right) {
                (Some(a), Some(b)) if a != b => None,
                (Some(_), _) => before,
                (None, Some(_)) => Some(i + 1),
                (None, None) => None,
            };
            let to = from
                .and_then(|at| self.turns.get(at))
                .map(|t| t.who.clone());
            if let (Some(to), Some(turn)) = (to, self.turns.get_mut(i))
                && turn.to == Who::Nobody
            {
                turn.to = to;
            }
        }
    }

    fn finish(mut self) -> Turns {
        self.turns.retain(|t| !t.content.is_empty());
        self.turns
            .sort_by_key(|t| t.content.first().map(|c| c.start()));
        self.pair_up();
        if !self.turns.is_empty() {
            self.names.extend(self.parties.roles.values());
            self.names.extend(self.parties.judge);
            self.names.extend(self.parties.witness);
        }
        self.labels.sort_by_key(|l| l.start());
        self.names
            .sort_by_key(|n| (n.start(), std::cmp::Reverse(n.end())));
        self.names.dedup_by(|b, a| a.overlaps(*b));
        Turns {
            all: self.turns,
            labels: self.labels,
            names: self.names,
        }
    }
}
