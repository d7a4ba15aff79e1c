//! Which lines of a document that look like labels are labels: judged for the document as a whole.

use super::labels::{self, Label, Shape, Strength};
use super::names;
use super::parties;
use super::posts::{self, Header};
use super::{times, words};
use crate::Draft;
use std::collections::HashMap;

/// What a paragraph looks like.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// It begins with this label.
    pub(super) label: Option<Label>,
    /// It is or begins with this line over a post.
    pub(super) header: Option<Header>,
    /// It is nothing but a speaker's name.
    pub(super) alone: Option<Label>,
    /// The header stands under its post: "— Ada Moon (@adamoon)".
    pub(super) signs: bool,
    /// Its first words are those of somebody who speaks.
    speechy: bool,
    /// What follows the label is a name: a list of those present.
    pub(super) field: bool,
}

/// Looks at every paragraph.
pub(super) fn look(draft: &Draft) -> Vec<Seen> {
    let words = |i: usize| draft.paragraphs.get(i).map(|p| draft.words(p.span));
    (0..draft.paragraphs.len())
        .map(|i| {
            let par = words(i).unwrap_or_default();
            let header = posts::header(par);
            let label =
                labels::label(par).filter(|_| header.as_ref().is_none_or(|h| h.cue.is_none()));
            let alone =
                (label.is_none() && header.as_ref().is_none_or(|h| !h.sure) && par.len() <= 64)
                    .then(|| labels::alone(par))
                    .flatten();
            let alone = alone.and_then(|l| over_post(l, words(i + 1), words(i + 2)));
            if label.is_none() && alone.is_none() && header.is_none() {
                return Seen::default();
            }
            let body = label
                .as_ref()
                .and_then(|l| par.get(l.body..))
                .unwrap_or_default();
            let next = words(i + 1).unwrap_or_default();
            Seen {
                speechy: is_speechy(if body.is_empty() { next } else { body }),
                field: label.as_ref().is_some_and(|l| l.shape == Shape::Named)
                    && (parties::is_name_list(body) || is_heading_like(label.as_ref(), body)),
                signs: header.is_some() && par.starts_with(['—', '–', '-']),
                label,
                header,
                alone,
            }
        })
        .collect()
}

/// "CRIMINAL TERM: PART 4": words nothing is known of before others in capitals.
fn is_heading_like(label: Option<&Label>, body: &str) -> bool {
    label.is_some_and(|l| l.strength == Strength::Weak)
        && names::is_upper(body)
        && !body.ends_with(['.', '?', '!'])
        && body.len() > 1
}

/// A name with a date under it, or words and then "Like · Reply": that of a post's author. Names that
/// nothing is known of are kept only there.
fn over_post(label: Label, next: Option<&str>, after: Option<&str>) -> Option<Label> {
    let timed = label.timed
        || next.is_some_and(times::is_date)
        || after.is_some_and(|line| line.contains('·') && words::is_meta(line));
    let label = Label { timed, ..label };
    Some(label).filter(|l| l.timed || l.strength >= Strength::Likely)
}

/// What the document as a whole says of its labels.
struct Counts<'s> {
    /// A question is followed by its answer.
    questions: bool,
    /// Questions come with no mark after their letter.
    bare: bool,
    /// Nearly every line has a label, and half of them or more are before speech.
    all_speak: bool,
    /// Nearly every line has a label, and every label comes again.
    in_turns: bool,
    /// A label that is nothing else.
    sure: bool,
    /// How many such labels.
    roles: usize,
    /// How often each key stands before words that are no list of names.
    by_key: HashMap<&'s str, usize>,
    /// Labels likely by themselves, and those among them before speech.
    likely: usize,
    speechy: usize,
    /// Keys that come twice or more.
    repeated: usize,
    /// Lines with a label in capitals.
    upper: usize,
    /// Lines before speech among all with a label.
    repeated_speechy: usize,
    /// Lines with a time before the name.
    timed: usize,
    /// Lines that are over a post, sure or not.
    headers: usize,
    /// Keys of lines with nothing but a name that come twice or more, and how many of those lines
    /// stand before speech.
    alone: HashMap<&'s str, usize>,
    alone_speechy: usize,
    /// A name stands alone again after another one did.
    alone_returns: bool,
    /// A question stands under a line with nothing but a name.
    alone_asks: bool,
    /// Lines with nothing but a name and a time.
    timed_alone: usize,
}

fn count<'s>(draft: &Draft, seen: &'s [Seen]) -> Counts<'s> {
    let mut counts = Counts {
        questions: asks_and_answers(seen),
        bare: seen.iter().any(|s| {
            s.label
                .as_ref()
                .is_some_and(|l| l.shape == Shape::Question && !l.key.is_empty())
        }),
        in_turns: false,
        all_speak: false,
        sure: false,
        roles: 0,
        by_key: HashMap::new(),
        likely: 0,
        speechy: 0,
        repeated: 0,
        repeated_speechy: 0,
        upper: 0,
        timed_alone: 0,
        alone_asks: false,
        alone_returns: false,
        timed: 0,
        headers: 0,
        alone: HashMap::new(),
        alone_speechy: 0,
    };
    let mut last_alone = "";
    for (i, s) in seen.iter().enumerate() {
        if let Some(label) = &s.label
            && label.shape == Shape::Named
            && !s.field
        {
            *counts.by_key.entry(&label.key).or_default() += 1;
            counts.timed += usize::from(label.timed);
            counts.upper += usize::from(label.upper);
            counts.repeated_speechy += usize::from(s.speechy);
            if label.strength >= Strength::Likely {
                counts.likely += 1;
                counts.speechy += usize::from(s.speechy);
            }
            counts.sure |= label.strength == Strength::Sure && s.speechy;
            counts.roles += usize::from(label.strength == Strength::Sure);
        }
        counts.sure |= s.label.as_ref().is_some_and(|l| l.shape == Shape::Passed);
        counts.headers += usize::from(s.header.is_some());
        if let Some(alone) = &s.alone
            && seen
                .get(i + 1)
                .is_some_and(|n| n.alone.is_none() && n.label.is_none())
        {
            let under = draft.paragraphs.get(i + 1);
            counts.alone_asks |= alone.strength >= Strength::Strong
                || under.is_some_and(|p| draft.words(p.span).ends_with('?'));
            counts.timed_alone += usize::from(alone.timed);
            let times = counts.alone.entry(&alone.key).or_default();
            *times += 1;
            counts.alone_returns |= *times > 1 && last_alone != alone.key;
            last_alone = &alone.key;
            counts.alone_speechy += usize::from(s.speechy);
        }
    }
    counts.sure |= draft
        .paragraphs
        .iter()
        .any(|p| is_examination_mark(draft.words(p.span)));
    let lines: usize = counts.by_key.values().sum();
    let is_named = |s: &Seen| {
        s.label
            .as_ref()
            .is_some_and(|l| l.shape == Shape::Named && !s.field)
    };
    let first = seen.iter().position(is_named).unwrap_or_default();
    let last = seen.iter().rposition(is_named).unwrap_or_default();
    counts.in_turns = lines >= 4
        && counts.likely == lines
        && counts.by_key.len() >= 2
        && counts.by_key.values().all(|n| *n > 1)
        && lines * 5 >= (last + 1 - first) * 4;
    counts.sure |= counts.roles > 0 && counts.likely >= 3;
    let repeats = counts.by_key.values().any(|n| *n > 1);
    let labelled = lines >= 4 && lines * 5 >= (last + 1 - first) * 4;
    counts.all_speak =
        labelled && counts.by_key.len() >= 2 && repeats && counts.repeated_speechy * 2 >= lines;
    counts.in_turns |= counts.all_speak;
    counts.repeated = counts.by_key.values().filter(|n| **n > 1).count();
    counts.alone.retain(|_, n| *n > 1);
    counts
}

/// `BY MS. ODUYA:` as a line of its own.
fn is_examination_mark(par: &str) -> bool {
    par.starts_with("BY M") && par.len() < 40 && par.ends_with(':') && names::is_upper(par)
}

/// Whether a question is followed by an answer, no other label between them.
fn asks_and_answers(seen: &[Seen]) -> bool {
    let mut before: Option<&Label> = None;
    let mut named = 0;
    for label in seen.iter().filter_map(|s| s.label.as_ref()) {
        if let Some(before) = before
            && label.shape == Shape::Answer
        {
            if before.shape == Shape::Question {
                return true;
            }
            // "MR HALE: Did you see him?" "A. No."
            named +=
                usize::from(before.shape == Shape::Named && before.strength >= Strength::Likely);
        }
        before = Some(label);
    }
    named >= 2
}

/// Whether anything at all is to be believed: a quick answer for most documents.
pub(super) fn decide(draft: &Draft, seen: &[Seen]) -> bool {
    if seen
        .iter()
        .all(|s| s.label.is_none() && s.header.is_none() && s.alone.is_none())
    {
        return false;
    }
    let counts = count(draft, seen);
    seen.iter().any(|s| {
        s.label.as_ref().is_some_and(|l| counts.believes(l, s))
            || s.header.as_ref().is_some_and(|h| counts.believes_header(h))
            || s.alone.as_ref().is_some_and(|l| counts.believes_alone(l))
    })
}

/// What was seen, without what is not believed.
pub(super) fn accepted(draft: &Draft, seen: Vec<Seen>) -> Vec<Seen> {
    let counts = count(draft, &seen);
    let keep: Vec<(bool, bool, bool)> = seen
        .iter()
        .map(|s| {
            (
                s.label
                    .as_ref()
                    .is_some_and(|l| s.field || counts.believes(l, s)),
                s.header.as_ref().is_some_and(|h| counts.believes_header(h)),
                s.alone.as_ref().is_some_and(|l| counts.believes_alone(l)),
            )
        })
        .collect();
    seen.into_iter()
        .zip(keep)
        .map(|(s, (label, header, alone))| Seen {
            label: s.label.filter(|_| label),
            header: s.header.filter(|_| header),
            alone: s.alone.filter(|_| alone),
            ..s
        })
        .collect()
}

impl Counts<'_> {
    fn believes(&self, label: &Label, seen: &Seen) -> bool {
        if seen.field {
            return false;
        }
        match label.shape {
            Shape::Question | Shape::Answer => {
                return self.questions && (label.key.is_empty() || self.bare);
            }
            Shape::Passed => return true,
            Shape::Named => {}
        }
        let times = self
            .by_key
            .get(label.key.as_str())
            .copied()
            .unwrap_or_default();
        let sign = self.questions || self.sure;
        // A list of people with what they are has labels too, but nobody speaks behind them.
        let talk = self.likely >= 2
            && self.speechy * 3 >= self.likely * if self.repeated > 0 { 1 } else { 2 }
            || self.repeated >= 2 && self.repeated_speechy >= 2
            || self.upper >= 2
                && self.by_key.len() >= 2
                && (self.repeated_speechy == self.upper
                    || self.upper >= 3 && self.repeated_speechy * 2 >= self.upper);
        let lines: usize = self.by_key.values().sum();
        let talk = talk && self.repeated_speechy * 4 >= lines || self.in_turns;
        let chat = self.timed >= 2;
        match label.strength {
            Strength::Sure => sign || talk || chat,
            Strength::Strong | Strength::Likely => sign || talk || chat && label.timed,
            Strength::Weak => {
                (times >= 2 || label.upper || self.all_speak) && (sign || talk)
                    || chat && label.timed && times >= 2
            }
        }
    }

    fn believes_header(&self, header: &Header) -> bool {
        header.sure || self.headers >= 2
    }

    fn believes_alone(&self, label: &Label) -> bool {
        let lines: usize = self.alone.values().sum();
        if label.timed && self.timed_alone + self.headers >= 2 {
            return true;
        }
        self.alone.len() >= 2
            && self.alone_speechy * 3 >= lines
            && self.alone_asks
            && self.alone_returns
            && self.alone.contains_key(label.key.as_str())
    }
}

/// Whether the words sound like somebody who speaks to somebody: "I", "you", a question, "No."
pub(super) fn is_speechy(body: &str) -> bool {
    const OPENERS: [&str; 18] = [
        "yes",
        "no",
        "well",
        "okay",
        "ok",
        "thank",
        "thanks",
        "good",
        "order",
        "objection",
        "sustained",
        "overruled",
        "so",
        "right",
        "please",
        "oh",
        "yeah",
        "hello",
    ];
    let mut words = body.split_whitespace().take(60).map(|w| {
        (
            w,
            w.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’'),
        )
    });
    let opener = body
        .split_whitespace()
        .next()
        .map(|w| {
            w.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .unwrap_or_default();
    OPENERS.contains(&opener.as_str())
        || words.any(|(whole, word)| {
            whole.ends_with(['?', '!'])
                || matches!(word, "I" | "i")
                || [
                    "you", "we", "your", "my", "me", "us", "our", "i'm", "i’m", "let's",
                ]
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w))
                || [
                    "I'", "I’", "we'", "we’", "you'", "you’", "We'", "We’", "You'", "You’",
                ]
                .iter()
                .any(|p| word.starts_with(p))
        })
}
