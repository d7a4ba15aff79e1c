//! What a letter or memo says of itself: who writes, to whom, when, with copies to whom.

use super::days::{self, Order};
use super::paper::{Paper, is_name};
use super::{phrases, sworn};
use onrecord_record::{Moment, Sourced, Span};

/// How many lines with words may stand above "Dear".
const ABOVE: usize = 30;

/// What tells a letter.
pub(super) struct Letter {
    /// "Dear Ms. Thole": the words after "Dear".
    pub(super) dear: Option<Span>,
    pub(super) closing: Option<Span>,
    pub(super) signer: Option<Span>,
    pub(super) recipients: Vec<Span>,
    pub(super) copies: Vec<Span>,
    pub(super) subject: Option<Span>,
    pub(super) date: Option<Sourced<Moment>>,
    /// TO:, FROM:, DATE:, RE: of a memo; how many of them.
    pub(super) fields: usize,
    pub(super) from: Option<Span>,
}

pub(super) fn read(paper: &Paper, order: Order) -> Letter {
    let mut letter = Letter {
        dear: None,
        closing: None,
        signer: None,
        recipients: Vec::new(),
        copies: Vec::new(),
        subject: None,
        date: None,
        fields: 0,
        from: None,
    };
    let mut dear_line = None;
    for (i, line) in paper.head.iter().take(ABOVE).enumerate() {
        let words = paper.words(line.span);
        let lower = words
            .get(..sworn::boundary(words, 80))
            .unwrap_or_default()
            .to_lowercase();
        if words.len() <= 70
            && [
                "dear ",
                "to whom it may concern",
                "your honor",
                "your honour",
                "dear:",
            ]
            .iter()
            .any(|o| lower.starts_with(o))
            && words.trim_end().ends_with([',', ':', ';']) | (words.split_whitespace().count() <= 5)
        {
            let at = if lower.starts_with("dear ") { 5 } else { 0 };
            letter.dear = paper.part(line.span, at..words.len()).map(|s| {
                paper
                    .text
                    .trim_matches(s, |c| matches!(c, ',' | ':' | '.' | ';' | ' '))
            });
            dear_line = Some(i);
            break;
        }
        field(paper, line.span, &lower, &mut letter, order);
    }
    for line in paper.head.iter().chain(&paper.foot) {
        let words = paper.words(line.span);
        let lower = words
            .get(..sworn::boundary(words, 60))
            .unwrap_or_default()
            .to_lowercase();
        if ["re:", "subject:", "ref:"]
            .iter()
            .any(|o| lower.starts_with(o))
            && letter.subject.is_none()
        {
            let at = lower.find(':').unwrap_or(0) + 1;
            letter.subject = paper.part(line.span, at..words.len());
        }
        if ["cc:", "c.c.", "copy to:", "copies to:", "cc "]
            .iter()
            .any(|o| lower.starts_with(o))
            && words.len() <= 120
        {
            let at = lower.find([':', ' ']).map_or(0, |a| a + 1);
            if let Some(copy) = paper.part(line.span, at..words.len())
                && !letter.copies.contains(&copy)
            {
                letter.copies.push(copy);
            }
        }
    }
    for (i, line) in paper.foot.iter().enumerate().rev() {
        let words = paper.words(line.span);
        let lower = words.to_lowercase();
        let Some(_) = phrases::opening("closing", &lower) else {
            continue;
        };
        let first = lower.split_whitespace().next().unwrap_or_default();
        let fits = words.split_whitespace().count() <= 5
            && (words.trim_end().ends_with(',') || words.split_whitespace().count() <= 2)
            && (first != "thank" || words.trim_end().ends_with(','));
        if !fits
            || dear_line.is_some_and(|d| {
                paper
                    .head
                    .get(d)
                    .is_some_and(|l| l.span.start() >= line.span.start())
            })
        {
            continue;
        }
        let signer = paper.foot.iter().skip(i + 1).take(5).find_map(|below| {
            sworn::signature(paper, below).or_else(|| {
                let words = paper.words(below.span);
                let one = words.split_whitespace().count() == 1
                    && words.starts_with(char::is_uppercase)
                    && words.len() > 2
                    && words.chars().all(char::is_alphabetic);
                one.then_some(below.span)
            })
        });
        letter.closing = Some(line.span);
        letter.signer = signer;
        break;
    }
    if let Some(dear) = dear_line {
        letter
            .recipients
            .extend(addressee(paper, dear, letter.dear));
        letter.date = letter.date.or_else(|| {
            days::alone(paper, order).filter(|day| {
                day.span.is_some_and(|s| {
                    paper
                        .head
                        .get(dear)
                        .is_some_and(|l| s.end() <= l.span.start())
                })
            })
        });
    }
    letter
}

fn field(paper: &Paper, line: Span, lower: &str, letter: &mut Letter, order: Order) {
    let words = paper.words(line);
    let Some((label, _)) = lower.split_once(':') else {
        return;
    };
    let value = |at: usize| paper.part(line, at..words.len());
    let at = label.len() + 1;
    match label.trim().trim_matches('*') {
        "to" => {
            letter.fields += 1;
            letter.recipients.extend(value(at));
        }
        "from" => {
            letter.fields += 1;
            letter.from = value(at);
        }
        "date" => {
            letter.fields += 1;
            letter.date = value(at).and_then(|v| days::first(paper, v, order));
            if let Some(day) = &mut letter.date {
                day.from = "“date”".to_owned();
            }
        }
        "re" | "subject" | "subj" => {
            letter.fields += 1;
            letter.subject = value(at);
        }
        "cc" => letter.copies.extend(value(at)),
        _ => {}
    }
}

/// Whom it is to: the first line of the address above "Dear", where it has a name of the greeting's;
/// else the greeting's words.
fn addressee(paper: &Paper, dear: usize, greeting: Option<Span>) -> Option<Span> {
    let greeting = greeting?;
    let words = paper.words(greeting);
    let last = words.split_whitespace().last().unwrap_or_default();
    let above = paper.head.iter().take(dear).rev().take(10).find(|line| {
        let shown = paper.words(line.span);
        shown.len() <= 80
            && last.chars().count() > 2
            && shown
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .any(|w| w == last)
            && is_name(shown.split(',').next().unwrap_or_default())
    });
    Some(above.map_or(greeting, |line| line.span))
}
