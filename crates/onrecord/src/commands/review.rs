//! `onrecord review`: goes through the lines of a case by keyboard, what matters most first.

mod queue;

use super::decide::correction;
use super::{Outcome, WrongUse};
use crate::held::{Held, HeldDocument};
use crate::lines::LineName;
use crate::output;
use crate::progress::Progress;
use crate::wording::{counted, grouped};
use clap::Args;
use console::{Key, Term};
use onrecord_case::{Action, Review as Reviewed};
use onrecord_record::{Document, Layer, Span};
use onrecord_views::terminal::line_of;
use queue::{Item, Queue};
use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::PathBuf;

/// Characters shown before and after a line's words.
const CONTEXT: usize = 240;

/// `review`
#[derive(Debug, Args)]
pub(crate) struct Review {
    /// The case file
    pub(crate) case: PathBuf,
    /// Only lines of this document, by its number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) document: Option<usize>,
    /// A random sample of so many unreviewed lines: how far can the rest be trusted?
    #[arg(long, value_name = "LINES", conflicts_with = "document")]
    pub(crate) sample: Option<usize>,
    /// Only print how much is reviewed
    #[arg(long, conflicts_with = "sample")]
    pub(crate) progress: bool,
}

/// What a person wants done with the line in hand.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Wish {
    Decide(Action),
    AllOfDocument(Action),
    Next,
    Back,
    Undo,
    Help,
    Quit,
}

const HELP: &str = "c confirm · r reject · e correct · n note · l label · space skip · b back · u undo · \
    C confirm / R reject all unreviewed lines of this document · q quit (everything decided is kept)";

pub(crate) fn run(arguments: &Review) -> anyhow::Result<Outcome> {
    let mut held = Held::open_with_real_names(&arguments.case)?;
    let only = match arguments.document {
        None => None,
        Some(number) => Some(
            number
                .checked_sub(1)
                .filter(|index| *index < held.len())
                .ok_or_else(|| WrongUse(format!("there is no document {number} in the case")))?,
        ),
    };
    let progress = Progress::new("documents looked through");
    progress.of(held.len() as u64);
    let mut queue = Queue::of(&held, only, &mut |done| progress.at(done, ""))?;
    progress.finish();
    output::report(&queue.tally.told());
    if arguments.progress {
        for line in queue.tally.by_layer() {
            output::report(&line);
        }
        return Ok(Outcome::Fine);
    }
    if let Some(size) = arguments.sample {
        let head = held.case().log_head()?;
        queue.sample(size, head.map(|(_, hash)| hash));
    }
    if queue.items.is_empty() {
        output::report("nothing is left to review");
        return Ok(Outcome::Fine);
    }
    let mut keys = Keys::new();
    if keys.is_interactive() {
        output::report(HELP);
    }
    let decided = walk(&mut held, &queue, &mut keys)?;
    output::report(&format!(
        "{} in this sitting",
        counted(decided.made as u64, "decision")
    ));
    if arguments.sample.is_some() {
        output::report(&decided.estimate());
    }
    Ok(Outcome::Fine)
}

/// What was decided in one sitting.
#[derive(Default)]
struct Decided {
    made: usize,
    confirmed: u64,
    wrong: u64,
}

/// What one decision counts for, so that it can be taken back.
#[derive(Clone, Copy)]
struct Effect {
    confirmed: u64,
    wrong: u64,
    /// The place in the queue where it was made.
    at: usize,
    /// The document, where it was about all of its lines.
    bulk: Option<usize>,
}

impl Effect {
    const fn of(action: &Action, lines: u64, at: usize) -> Self {
        let (confirmed, wrong) = match action {
            Action::Confirm => (lines, 0),
            Action::Reject | Action::Correct { .. } => (0, lines),
            _ => (0, 0),
        };
        Self {
            confirmed,
            wrong,
            at,
            bulk: None,
        }
    }
}

impl Decided {
    const fn take(&mut self, effect: Effect) {
        self.made += 1;
        self.confirmed += effect.confirmed;
        self.wrong += effect.wrong;
    }

    /// The share of right lines with its interval (Wilson, Probable inference, 1927, at 95 %).
    fn estimate(&self) -> String {
        let all = (self.confirmed + self.wrong) as f64;
        if all == 0.0 {
            return "nothing of the sample was decided: no estimate".to_owned();
        }
        const Z: f64 = 1.96;
        let share = self.confirmed as f64 / all;
        let centre = share + Z * Z / (2.0 * all);
        let spread = Z * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
        let scale = 1.0 + Z * Z / all;
        format!(
            "{} of {} sampled lines are right: of the rest, between {:.0} and {:.0} % (95 % interval)",
            self.confirmed,
            self.confirmed + self.wrong,
            100.0 * (centre - spread) / scale,
            100.0 * (centre + spread) / scale,
        )
    }
}

fn walk(held: &mut Held, queue: &Queue, keys: &mut Keys) -> anyhow::Result<Decided> {
    let mut decided = Decided::default();
    let mut made: Vec<(u64, Effect)> = Vec::new();
    let mut bulk: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(item) = queue.items.get(at) {
        if bulk.contains(&item.document) {
            at += 1;
            continue;
        }
        let Some(document) = held.document(item.document)? else {
            at += 1;
            continue;
        };
        if keys.is_interactive() || keys.echoes() {
            show(&document, item, at, queue)?;
        }
        match keys.wish()? {
            Wish::Quit => break,
            Wish::Help => output::report(HELP),
            Wish::Next => at += 1,
            Wish::Back => at = at.saturating_sub(1),
            Wish::Undo => {
                if let Some((number, effect)) = made.pop() {
                    held.case_mut().undo(number)?;
                    decided.made = decided.made.saturating_sub(1);
                    decided.confirmed -= effect.confirmed;
                    decided.wrong -= effect.wrong;
                    at = effect.at;
                    bulk.retain(|document| effect.bulk != Some(*document));
                    output::report(&format!("decision {number} is undone"));
                } else {
                    output::report("nothing was decided in this sitting");
                }
            }
            Wish::Decide(mut action) => {
                let Some(target) = document.target(item.layer, item.index) else {
                    at += 1;
                    continue;
                };
                if let Action::Correct { field, value } = &action {
                    match correction(&document, item.id(), (field, value)) {
                        Ok(fitting) => action = fitting,
                        Err(why) => {
                            output::report(&format!("not changed: {why}"));
                            continue;
                        }
                    }
                }
                let moves_on = !matches!(action, Action::Note { .. } | Action::Label { .. });
                let effect = Effect::of(&action, 1, at);
                made.push((held.case_mut().decide(action, vec![target])?, effect));
                decided.take(effect);
                at += usize::from(moves_on);
            }
            Wish::AllOfDocument(action) => {
                let targets: Vec<_> = queue
                    .items
                    .iter()
                    .skip(at)
                    .filter(|other| other.document == item.document)
                    .filter_map(|other| document.target(other.layer, other.index))
                    .collect();
                output::report(&format!(
                    "{} decided at once",
                    counted(targets.len() as u64, "line")
                ));
                let mut effect = Effect::of(&action, targets.len() as u64, at);
                effect.bulk = Some(item.document);
                made.push((held.case_mut().decide(action, targets)?, effect));
                decided.take(effect);
                bulk.push(item.document);
                at += 1;
            }
        }
    }
    Ok(decided)
}

/// Prints a line with its words in their surroundings.
fn show(document: &HeldDocument, item: &Item, at: usize, queue: &Queue) -> anyhow::Result<()> {
    let view = document.view()?;
    let style = output::style();
    let name = LineName {
        document: item.document,
        item: item.id(),
    };
    output::report("");
    output::report(&format!(
        "{} of {} · {name} · {} · {}",
        grouped(at as u64 + 1),
        grouped(queue.items.len() as u64),
        item.why(),
        output::one_line(view.document.title()),
    ));
    for line in line_of(&view, item.id(), &style).lines() {
        output::report_painted(line);
    }
    if let Some(span) = item.span {
        output::report(&format!("  {}", in_context(&document.document, span)));
    }
    Ok(())
}

/// The words with what stands around them, between marks.
fn in_context(document: &Document, span: Span) -> String {
    let (before, after) = document.text.surroundings(span, CONTEXT);
    format!(
        "\u{2026}{before}\u{ab}{}\u{bb}{after}\u{2026}",
        document.text.slice(span)
    )
}

/// Where wishes come from: keys of a terminal, or lines of a pipe.
enum Keys {
    Terminal(Term),
    Lines(io::Lines<io::StdinLock<'static>>),
}

impl Keys {
    fn new() -> Self {
        if io::stdin().is_terminal() {
            Self::Terminal(Term::stdout())
        } else {
            Self::Lines(io::stdin().lock().lines())
        }
    }

    const fn is_interactive(&self) -> bool {
        matches!(self, Self::Terminal(_))
    }

    /// From a pipe too, every line is shown, so that there is a record of what was decided.
    const fn echoes(&self) -> bool {
        matches!(self, Self::Lines(_))
    }

    /// The next wish; the end of the input is the wish to end.
    fn wish(&mut self) -> anyhow::Result<Wish> {
        loop {
            let (key, rest) = match self {
                Self::Terminal(term) => match term.read_key()? {
                    Key::Char(c) => (c, None),
                    Key::Enter | Key::ArrowRight | Key::ArrowDown => (' ', None),
                    Key::ArrowLeft | Key::ArrowUp | Key::Backspace => ('b', None),
                    Key::Escape => ('q', None),
                    _ => continue,
                },
                Self::Lines(lines) => {
                    let Some(line) = lines.next().transpose()? else {
                        return Ok(Wish::Quit);
                    };
                    let mut chars = line.chars();
                    let key = chars.next().unwrap_or(' ');
                    (key, Some(chars.as_str().trim().to_owned()))
                }
            };
            if let Some(wish) = self.wish_of(key, rest)? {
                return Ok(wish);
            }
        }
    }

    fn wish_of(&mut self, key: char, rest: Option<String>) -> anyhow::Result<Option<Wish>> {
        Ok(Some(match key {
            'c' | 'y' => Wish::Decide(Action::Confirm),
            'r' | 'x' => Wish::Decide(Action::Reject),
            'C' => Wish::AllOfDocument(Action::Confirm),
            'R' => Wish::AllOfDocument(Action::Reject),
            ' ' | 's' => Wish::Next,
            'b' => Wish::Back,
            'u' => Wish::Undo,
            '?' | 'h' => Wish::Help,
            'q' => Wish::Quit,
            'e' => {
                let typed = self.typed(
                    "what is otherwise, as field=value (speaker=NAME, value=…, date=…): ",
                    rest,
                )?;
                let Some((field, value)) = typed.split_once('=') else {
                    output::report("not changed: write field=value");
                    return Ok(None);
                };
                Wish::Decide(Action::Correct {
                    field: field.trim().to_owned(),
                    value: value.trim().to_owned(),
                })
            }
            'n' => match self.typed("note: ", rest)?.as_str() {
                "" => return Ok(None),
                text => Wish::Decide(Action::Note {
                    text: text.to_owned(),
                }),
            },
            'l' => match self.typed("label: ", rest)?.as_str() {
                "" => return Ok(None),
                label => Wish::Decide(Action::Label {
                    label: label.to_owned(),
                }),
            },
            _ => return Ok(None),
        }))
    }

    fn typed(&mut self, question: &str, rest: Option<String>) -> anyhow::Result<String> {
        if let Some(rest) = rest {
            return Ok(rest);
        }
        match self {
            Self::Terminal(term) => {
                term.write_str(question)?;
                Ok(term.read_line()?.trim().to_owned())
            }
            Self::Lines(_) => Ok(String::new()),
        }
    }
}

/// The label of how a line stands, for the summary.
const fn stands(review: Reviewed) -> &'static str {
    match review {
        Reviewed::Unreviewed => "unreviewed",
        Reviewed::Look => "to be looked at again",
        Reviewed::Confirmed => "confirmed",
        Reviewed::Corrected => "corrected",
        Reviewed::Rejected => "rejected",
    }
}

/// The layers that are reviewed.
const LAYERS: [Layer; 5] = [
    Layer::Ground,
    Layer::Statement,
    Layer::Event,
    Layer::Fact,
    Layer::Disagreement,
];
