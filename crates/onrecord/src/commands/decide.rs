//! `onrecord confirm`, `reject`, `correct`, `note`, `label` and `undo`: what a person decides about lines.

use super::{Outcome, WrongUse};
use crate::held::{Held, HeldDocument};
use crate::lines::LineName;
use crate::output;
use crate::wording::counted;
use clap::Args;
use onrecord_case::{Action, Target};
use onrecord_views::ItemId;
use std::path::{Path, PathBuf};

/// Which lines.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// The case file
    pub(crate) case: PathBuf,
    /// Lines, as `show` prints them: the document's number and the line's badge, such as 2.S3
    #[arg(value_name = "LINE")]
    pub(crate) lines: Vec<LineName>,
    /// All lines of this document, by its number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) document: Option<usize>,
    /// All lines of this person: what they say and what is said of them
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Option<String>,
}

/// `correct`
#[derive(Debug, Args)]
pub(crate) struct Correct {
    /// The case file
    pub(crate) case: PathBuf,
    /// The line, such as 2.S3
    pub(crate) line: LineName,
    /// What is otherwise, and what it is: speaker=NAME, value=VALUE, date=DATE, kind=KIND, code=GROUND, name=NAME
    #[arg(required = true, value_name = "FIELD=VALUE")]
    pub(crate) corrections: Vec<String>,
}

/// `note` and `label`
#[derive(Debug, Args)]
pub(crate) struct Remark {
    /// The case file
    pub(crate) case: PathBuf,
    /// The line, such as 2.S3
    pub(crate) line: LineName,
    /// The words
    #[arg(required = true, value_name = "TEXT")]
    pub(crate) words: Vec<String>,
}

/// `undo`
#[derive(Debug, Args)]
pub(crate) struct Undo {
    /// The case file
    pub(crate) case: PathBuf,
    /// The number of the decision in the log
    pub(crate) number: u64,
}

pub(crate) fn confirm(which: &Which) -> anyhow::Result<Outcome> {
    about(which, &Action::Confirm)
}

pub(crate) fn reject(which: &Which) -> anyhow::Result<Outcome> {
    about(which, &Action::Reject)
}

pub(crate) fn correct(arguments: &Correct) -> anyhow::Result<Outcome> {
    let mut held = Held::open_with_real_names(&arguments.case)?;
    let line = arguments.line;
    let document = held.document(line.document)?;
    let document = document.ok_or_else(|| line.is_not_there())?;
    let mut decided = Vec::new();
    for typed in &arguments.corrections {
        let typed = typed.split_once('=').ok_or_else(|| {
            WrongUse(format!(
                "{typed:?}: write FIELD=VALUE, such as speaker=\"Ada Moon\""
            ))
        })?;
        let action = correction(&document, line.item, typed)
            .map_err(|why| WrongUse(format!("{line}: {why}")))?;
        decided.push((action, vec![target_in(&document, line)?]));
    }
    let numbers = held.case_mut().decide_all(decided)?;
    told(&arguments.case, "corrected", 1, &numbers);
    Ok(Outcome::Fine)
}

pub(crate) fn note(arguments: &Remark) -> anyhow::Result<Outcome> {
    remark(arguments, "noted", |text| Action::Note { text })
}

pub(crate) fn label(arguments: &Remark) -> anyhow::Result<Outcome> {
    remark(arguments, "labelled", |label| Action::Label { label })
}

pub(crate) fn undo(arguments: &Undo) -> anyhow::Result<Outcome> {
    let mut case = crate::held::open(&arguments.case)?;
    let number = case.undo(arguments.number)?;
    output::report(&format!(
        "{}: decision {} is undone (log entry {number})",
        arguments.case.display(),
        arguments.number
    ));
    Ok(Outcome::Fine)
}

/// A correction of a line of this document.
///
/// # Errors
/// A sentence for people, where the line has no such field, or the value does not fit it.
pub(super) fn correction(
    document: &HeldDocument,
    item: ItemId,
    (field, value): (&str, &str),
) -> Result<Action, String> {
    let (field, line) = (field.trim(), item.line());
    Ok(Action::Correct {
        field: field.to_owned(),
        value: onrecord_case::fitting(&document.reading, line, field, value)?,
    })
}

fn remark(
    arguments: &Remark,
    done: &str,
    action: impl FnOnce(String) -> Action,
) -> anyhow::Result<Outcome> {
    let mut held = Held::open_with_real_names(&arguments.case)?;
    let target = target(&held, arguments.line)?;
    let action = action(arguments.words.join(" "));
    let number = held.case_mut().decide(action, vec![target])?;
    told(&arguments.case, done, 1, &[number]);
    Ok(Outcome::Fine)
}

/// One decision about all lines that were named.
fn about(which: &Which, action: &Action) -> anyhow::Result<Outcome> {
    let mut held = Held::open_with_real_names(&which.case)?;
    let targets = targets(&held, which)?;
    if targets.is_empty() {
        return Err(WrongUse(
            "no line is named: give lines such as 2.S3, or --document NUMBER, or --person NAME"
                .to_owned(),
        )
        .into());
    }
    let count = targets.len() as u64;
    let number = held.case_mut().decide(action.clone(), targets)?;
    let done = match action {
        Action::Reject => "rejected",
        _ => "confirmed",
    };
    told(&which.case, done, count, &[number]);
    Ok(Outcome::Fine)
}

fn told(case: &Path, done: &str, lines: u64, numbers: &[u64]) {
    let case = output::one_line(&case.display().to_string());
    let numbers: Vec<String> = numbers.iter().map(u64::to_string).collect();
    output::report(&format!(
        "{done} {} (log entry {}; `onrecord undo {case} {}` takes it back)",
        counted(lines, "line"),
        numbers.join(", "),
        numbers.last().map_or("NUMBER", String::as_str),
    ));
}

/// The target for a line that was named.
pub(super) fn target(held: &Held, line: LineName) -> anyhow::Result<Target> {
    let document = held.document(line.document)?;
    target_in(&document.ok_or_else(|| line.is_not_there())?, line)
}

fn target_in(document: &HeldDocument, line: LineName) -> anyhow::Result<Target> {
    let (layer, index) = line.item.line();
    let target = document.target(layer, index);
    Ok(target.ok_or_else(|| line.is_not_there())?)
}

fn targets(held: &Held, which: &Which) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for line in &which.lines {
        targets.push(target(held, *line)?);
    }
    if which.document.is_none() && which.person.is_none() {
        return Ok(targets);
    }
    let numbers = match which.document {
        Some(number) => number.checked_sub(1).into_iter().collect(),
        None => (0..held.len()).collect::<Vec<usize>>(),
    };
    for number in numbers {
        let Some(document) = held.document(number)? else {
            let number = number + 1;
            return Err(WrongUse(format!("there is no document {number} in the case")).into());
        };
        targets.extend(lines_of(&document, which.person.as_deref())?);
    }
    Ok(targets)
}

/// The lines of a document that a person can decide about; of one person, where a name is given.
fn lines_of(document: &HeldDocument, person: Option<&str>) -> anyhow::Result<Vec<Target>> {
    let view = document.view()?;
    let names: Vec<ItemId> = view
        .entities
        .iter()
        .filter(|entity| {
            person.is_none_or(|person| {
                std::iter::once(&entity.name)
                    .chain(&entity.aliases)
                    .any(|name| name.to_lowercase() == person.to_lowercase())
            })
        })
        .map(|entity| entity.id)
        .collect();
    let concerns = |entities: Vec<Option<ItemId>>| {
        person.is_none()
            || entities
                .iter()
                .flatten()
                .any(|entity| names.contains(entity))
    };
    let statements = view
        .statements
        .iter()
        .filter(|s| concerns(vec![s.speaker.entity()]))
        .map(|s| s.id);
    let events = view
        .events
        .iter()
        .filter(|e| concerns(e.participants.iter().map(|p| p.entity).collect()))
        .map(|e| e.id);
    let facts = view
        .facts
        .iter()
        .filter(|f| concerns(vec![Some(f.subject.item)]))
        .map(|f| f.id);
    let grounds = view
        .grounds
        .iter()
        .filter(|g| concerns(vec![g.about.as_ref().and_then(|about| about.entity)]))
        .map(|g| g.id);
    let items: Vec<ItemId> = statements
        .chain(events)
        .chain(facts)
        .chain(grounds)
        .collect();
    let targets = items.into_iter().filter_map(|item| {
        let (layer, index) = item.line();
        document.target(layer, index)
    });
    Ok(targets.collect())
}
