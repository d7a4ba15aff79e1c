//! Turns of transcripts: what follows a speaker's label at the start of a line.

use super::super::line::{Span, Statement};
use super::super::words::Text;
use super::Placer;
use std::collections::BTreeMap;

/// A turn's label.
struct Label<'w> {
    /// None for the opening of a text that begins inside a turn.
    name: Option<&'w str>,
    /// Its words.
    span: Span,
    /// Where what follows begins.
    after: usize,
}

const LONGEST_LABEL: usize = 41;

impl<'w> Placer<'w> {
    /// Makes a statement of each turn. Its speaker is still a key.
    pub(super) fn turns(&mut self) -> Vec<Statement> {
        let work = self.work;
        if work.turns.is_empty() {
            return Vec::new();
        }
        let mut labels = Vec::new();
        if work.opening.is_some() {
            labels.push(Label {
                name: None,
                span: [0, 0],
                after: 0,
            });
        }
        for start in line_starts(&self.text) {
            let start = skip_blanks(&self.text, start);
            self.unknown_label(start);
            labels.extend(self.label(start));
        }
        let ends = self.only("turn_ends", &work.turn_ends);
        let directions = self.only("directions", &work.directions);
        for direction in &directions {
            if !matches!(self.text.at(direction[0]), Some('(' | '[')) {
                let words = self.text.words(*direction);
                self.fault(format!("directions: “{words}” stands in no brackets"));
            }
        }
        self.unused(&labels);
        let mut seen: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        let mut turns = Vec::new();
        for (number, label) in labels.iter().enumerate() {
            let next = labels
                .get(number + 1)
                .map_or(self.text.len(), |l| l.span[0]);
            let cut = ends
                .iter()
                .map(|end| end[1])
                .filter(|end| label.after < *end && *end <= next);
            let parts = paragraphs(&self.text, [label.after, cut.min().unwrap_or(next)]);
            let parts = without(&self.text, parts, &directions);
            if parts.is_empty() {
                continue;
            }
            let nth = seen.entry(label.name).or_insert(0);
            *nth += 1;
            let speaker = self.turn_speaker(label.name, *nth);
            turns.push(self.turn(label, parts, speaker));
        }
        turns
    }

    /// Warns of labels that begin no line, and of turns that there are not.
    fn unused(&mut self, labels: &[Label<'_>]) {
        let work = self.work;
        let count = |name: Option<&str>| labels.iter().filter(|l| l.name == name).count();
        let unused = work
            .turns
            .keys()
            .filter(|name| count(Some(name.as_str())) == 0);
        let mut told: Vec<String> = unused
            .map(|name| format!("look: turns: no line begins with the label “{name}”"))
            .collect();
        for other in &work.turn_speakers {
            let label = other.label.as_deref();
            if other.nth == 0 || other.nth > count(label) {
                let label = label.unwrap_or("the opening");
                told.push(format!(
                    "look: turn_speakers: there is no turn {} of “{label}”",
                    other.nth
                ));
            }
        }
        for what in told {
            self.warning(what);
        }
    }

    fn turn_speaker(&self, label: Option<&str>, nth: usize) -> Option<String> {
        let work = self.work;
        let Some(name) = label else {
            return work.opening.clone().flatten();
        };
        let other = work.turn_speakers.iter().rev();
        let mut other = other.filter(|o| o.label.as_deref() == label && o.nth == nth);
        match other.next() {
            Some(other) => other.speaker.clone(),
            None => work.turns.get(name).cloned().flatten(),
        }
    }

    fn turn(&self, label: &Label<'_>, parts: Vec<Span>, speaker: Option<String>) -> Statement {
        let words: Vec<String> = parts.iter().map(|part| self.text.words(*part)).collect();
        let words = words.join(" ");
        Statement {
            content: parts,
            source: label.name.map(|_| label.span).into_iter().collect(),
            speaker,
            kind: "direct".to_owned(),
            act: act(&words).to_owned(),
            turn: true,
            thin: is_thin(&words),
            ..Statement::default()
        }
    }

    /// The label of a turn that begins here: the longest that is followed by a colon or full stop and white space. One
    /// that ends in a mark itself, `Q. (BY MS. AMES)`, needs no other, nor does one that is nobody's (a heading, which
    /// ends the turn before it); a name alone begins many a line that is no turn.
    fn label(&self, start: usize) -> Option<Label<'w>> {
        let mut names: Vec<&'w String> = self.work.turns.keys().collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
        let text = &self.text;
        let white = |at: usize| text.at(at).is_none_or(char::is_whitespace);
        names.into_iter().find_map(|name| {
            let end = start + name.chars().count();
            let stands = text.signs([start, end]).iter().copied().eq(name.chars());
            let end_of_mark = after_direction(text, end);
            let mark = matches!(text.at(end_of_mark), Some(':' | '.')) && white(end_of_mark + 1);
            let is_nobodys = self.work.turns.get(name).is_some_and(Option::is_none);
            let needs_none = is_nobodys || !name.ends_with(char::is_alphanumeric);
            (stands && (mark || needs_none && white(end))).then(|| Label {
                name: Some(name),
                span: [start, end],
                after: skip_blanks(text, if mark { end_of_mark + 1 } else { end }),
            })
        })
    }

    /// A fault where a line starts with a label in capitals that the reader does not name.
    fn unknown_label(&mut self, start: usize) {
        let signs = self
            .text
            .signs([start, self.text.len().min(start + LONGEST_LABEL + 2)]);
        let in_label =
            |c: &char| c.is_ascii_uppercase() || matches!(c, '.' | '\'' | '’' | ' ' | '-');
        let length = signs.iter().take_while(|c| in_label(c)).count();
        let ends = signs.get(length) == Some(&':') && signs.get(length + 1) == Some(&' ');
        let begins = signs.first().is_some_and(char::is_ascii_uppercase);
        if !ends || !begins || length > LONGEST_LABEL {
            return;
        }
        let label: String = signs.iter().take(length).collect();
        if !self.work.turns.contains_key(&label) && !self.work.no_turns.contains(&label) {
            self.fault(format!(
                "a label that is neither in turns nor in no_turns: “{label}”"
            ));
        }
    }
}

/// Whether a turn of these words is thin: one or two.
pub(in super::super) fn is_thin(words: &str) -> bool {
    words.split_whitespace().count() <= 2
}

/// Where a direction in brackets behind a label ends (`ORR (quietly):`); where it is, if there is none.
fn after_direction(text: &Text, at: usize) -> usize {
    let opens = text.at(at) == Some(' ') && text.at(at + 1) == Some('(');
    let line = (at..text.len().min(at + LONGEST_LABEL)).take_while(|i| text.at(*i) != Some('\n'));
    let closes = opens.then(|| line.into_iter().find(|i| text.at(*i) == Some(')')));
    closes.flatten().map_or(at, |i| i + 1)
}

/// What a turn does: its last sign, or a bare no.
pub(in super::super) fn act(words: &str) -> &'static str {
    let closing = ['"', '\'', '”', '’', ')', ' '];
    if words.trim_end_matches(closing).ends_with('?') {
        return "question";
    }
    let words = words.to_lowercase();
    let Some(rest) = words.strip_prefix("no") else {
        return "assertion";
    };
    let rest = rest.trim_start_matches([',', '.', ' ']);
    let polite = ["sir", "ma'am", "your honour", "your honor"];
    let rest = polite
        .iter()
        .find_map(|p| rest.strip_prefix(p))
        .unwrap_or(rest);
    if rest.trim_start_matches(['.', ' ']).is_empty() {
        "denial"
    } else {
        "assertion"
    }
}

fn line_starts(text: &Text) -> Vec<usize> {
    let after_breaks = (0..text.len()).filter(|at| text.at(*at) == Some('\n'));
    std::iter::once(0)
        .chain(after_breaks.map(|at| at + 1))
        .collect()
}

fn skip_blanks(text: &Text, from: usize) -> usize {
    (from..text.len())
        .find(|at| !matches!(text.at(*at), Some(' ' | '\t')))
        .unwrap_or(text.len())
}

/// The paragraphs of a span, without white space at their ends.
fn paragraphs(text: &Text, [start, end]: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = start;
    let mut at = start;
    while at < end {
        let next_line = (text.at(at) == Some('\n')).then(|| skip_blanks(text, at + 1));
        if next_line.is_some_and(|next| next < end && text.at(next) == Some('\n')) {
            parts.extend(trimmed(text, [from, at]));
            from = at;
        }
        at = match next_line {
            Some(next) => next.max(at + 1),
            None => at + 1,
        };
    }
    parts.extend(trimmed(text, [from, end]));
    parts
}

/// The parts without what is cut out of them.
fn without(text: &Text, mut parts: Vec<Span>, cuts: &[Span]) -> Vec<Span> {
    for [start, end] in cuts {
        let halves = parts.iter().flat_map(|part| {
            let [from, to] = *part;
            let inside = from <= *start && *end <= to;
            let before = if inside { [from, *start] } else { *part };
            let after = inside.then_some([*end, to]);
            [
                trimmed(text, before),
                after.and_then(|after| trimmed(text, after)),
            ]
        });
        parts = halves.flatten().collect();
    }
    parts
}

fn trimmed(text: &Text, [start, end]: Span) -> Option<Span> {
    let words = |at: &usize| !text.at(*at).is_none_or(char::is_whitespace);
    let first = (start..end).find(words)?;
    let last = (start..end).rev().find(words)?;
    Some([first, last + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_turn_does() {
        assert_eq!(act("Was it open?"), "question");
        assert_eq!(act("\"Was it open?\" "), "question");
        assert_eq!(act("No, Your Honor."), "denial");
        assert_eq!(act("No."), "denial");
        assert_eq!(act("Nobody."), "assertion");
        assert_eq!(act("No, he left."), "assertion");
    }

    #[test]
    fn paragraphs_are_parts_without_white_space_at_their_ends() {
        let text = Text::new("One.\nStill one. \n \n\n Two.\n");
        assert_eq!(paragraphs(&text, [0, text.len()]), [[0, 15], [21, 25]]);
        assert!(paragraphs(&text, [15, 20]).is_empty());
    }
}
